"""A disk that fails at any call of a save, a power cut after any call, and proof that these tests can fail."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from few import few

from linkedin_guard.model.progress import Entry, Progress, Settings
from linkedin_guard.store.disk import Folder
from linkedin_guard.store.files import write_copy, write_out
from linkedin_guard.store.lock import Lock
from linkedin_guard.store.profiles import Changed, InUse, Store, StoreFault
from linkedin_guard.store.progress_file import encode
from linkedin_guard.store.rooms import Rooms
from resilience.driver import POSIX, ROOT, total

pytestmark = POSIX

NOW = datetime(2026, 11, 21, 11, 32, 5, tzinfo=timezone(timedelta(hours=1)))
CALLS = (
    *("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "chmod", "fchmod"),
    *("mkdir", "stat", "lstat", "fstat", "scandir", "read"),
)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS, errno.EPERM)


def made(saves: int) -> Progress:
    """Progress after so many events."""
    entry = Entry(at=NOW, content="2026.11.21", event={"kind": "answer", "question": "region", "choices": ["uk"]})
    return Progress(app="1.0.0", content="2026.11.21", profile="me", answers={"region": ("uk",)}, log=(entry,) * saves)


def store_in(folder: Path) -> Store:
    return Store(folder, now=lambda: NOW)


def count(progress: Progress | None) -> int:
    return -1 if progress is None else len(progress.log)


class Disk:
    """Counts what the program asks of the system, and lets one call fail: the nth, or it and all that follow.

    `short` lets a write take a few bytes first, as a disk does that is almost full.
    """

    def __init__(self, at: int = 0, error: int = 0, *, for_good: bool = False, short: bool = False) -> None:
        self.at, self.error, self.for_good, self.short = at, error, for_good, short
        self.calls: list[str] = []
        self.cut = False

    def wrap(self, name: str, true: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            self.calls.append(name)
            number = len(self.calls)
            if self.short and name == "write" and number <= self.at:
                return true(arguments[0], bytes(arguments[1][:11]))
            if number == self.at or (self.for_good and 0 < self.at < number and name != "close"):
                if self.error < 0:
                    os._exit(77)
                if name == "close":
                    true(*arguments, **more)
                raise OSError(self.error, os.strerror(self.error))
            return true(*arguments, **more)

        return call

    @contextmanager
    def under(self) -> Iterator["Disk"]:
        """Let everything go through this disk."""
        true = {name: getattr(os, name) for name in CALLS}
        for name, function in true.items():
            setattr(os, name, self.wrap(name, function))
        try:
            yield self
        finally:
            for name, function in true.items():
                setattr(os, name, function)


def first_save(folder: Path) -> None:
    with store_in(folder).open("me") as desk:
        desk.save(made(1))


def later_save(folder: Path) -> None:
    with store_in(folder).open("me") as desk:
        desk.save(made(3))


def repair(folder: Path) -> None:
    with store_in(folder).open("me") as desk:
        assert count(desk.progress) == 1


def save_over_theirs(folder: Path) -> None:
    """Something else writes while it is open; ours goes on from that, and a copy of ours is kept apart as well."""
    with store_in(folder).open("me") as desk:
        (folder / "profiles" / "me.json").write_bytes(encode(made(4)))
        try:
            desk.save(made(3))
        except Changed as changed:
            desk.set_apart(made(3))
            desk.save(made(5), changed)


DEEDS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None], tuple[int, ...]]] = {
    "a first save": (lambda folder: None, first_save, (-1, 1)),
    "a later save": (lambda folder: twice(folder), later_save, (2, 3)),
    "a save over what something else wrote": (lambda folder: twice(folder), save_over_theirs, (2, 4, 5)),
    "setting a damaged file aside": (lambda folder: damaged(folder), repair, (1,)),
}
"""What was there before, what is done, and what may be found afterwards."""


def twice(folder: Path) -> None:
    with store_in(folder).open("me") as desk:
        desk.save(made(1))
        desk.save(made(2))


def damaged(folder: Path) -> None:
    twice(folder)
    (folder / "profiles" / "me.json").write_bytes(b'{"format": 1, "app')


def check_after(folder: Path, allowed: tuple[int, ...]) -> None:
    """Nothing half, nothing lost, nobody locked out, nothing left lying about."""
    looked = store_in(folder).load("me")
    assert count(looked.progress) in allowed, f"{count(looked.progress)} is not in {allowed}"
    with store_in(folder).open("me") as desk:
        assert count(desk.progress) in allowed
        assert not [path for path in store_in(folder).files() if ".tmp-" in path.name]
        desk.save(made(9))
    assert count(store_in(folder).load("me").progress) == 9
    copy = folder / "profiles" / "me.json.prev"
    if copy.exists():
        assert json.loads(copy.read_bytes())["profile"] == "me", "the copy before is whole"
    for path in (folder / "set-aside").glob("*") if (folder / "set-aside").exists() else ():
        assert path.read_bytes() in (b'{"format": 1, "app', b""), "what was damaged is kept as it was"
    if (folder / "set-aside").exists():
        assert any(path.read_bytes() for path in (folder / "set-aside").iterdir())


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("deed", few(DEEDS))
def test_a_disk_that_fails_at_any_call_loses_nothing(
    deed: str, for_good: bool, tmp_path: Path, quick_disk: None
) -> None:
    before, act, allowed = DEEDS[deed]
    before(tmp_path / "count")
    with Disk().under() as disk:
        act(tmp_path / "count")
    assert len(disk.calls) > 10
    faults = 0
    for at in range(1, len(disk.calls) + 1):
        for error in ERRORS:
            folder = tmp_path / f"{at}-{error}"
            before(folder)
            said = ""
            with Disk(at, error, for_good=for_good).under():
                try:
                    act(folder)
                except StoreFault as fault:
                    said = str(fault)
            assert not said or (said.endswith(".") and said.isprintable())
            faults += 1
            # Temporary files are cleared away at once, but where the disk took nothing any more.
            left = [path.name for path in (folder / "profiles").glob("*.tmp-*")]
            assert not left or for_good or disk.calls[at - 1] == "unlink", (disk.calls[at - 1], left)
            check_after(folder, allowed if said else allowed[-1:])
    total(f"Faults, {deed}", calls=len(disk.calls), faults=faults, lost=0)


def test_a_disk_that_takes_a_few_bytes_and_is_full_then_loses_nothing(tmp_path: Path) -> None:
    twice(tmp_path / "count")
    with Disk().under() as disk:
        later_save(tmp_path / "count")
    for at in range(1, len(disk.calls) + 8):
        folder = tmp_path / str(at)
        twice(folder)
        said = ""
        with Disk(at, errno.ENOSPC, short=True, for_good=True).under():
            try:
                later_save(folder)
            except StoreFault as fault:
                said = str(fault)
        check_after(folder, (2, 3) if said else (3,))


@pytest.mark.parametrize("act", ["settings", "a copy", "a file named with -o"])
def test_other_files_are_whole_or_not_there_too(act: str, tmp_path: Path) -> None:
    old, new = b'{\n "theme": "old"\n}\n', b'{\n "theme": "new"\n}\n'

    def write(folder: Path) -> Path:
        match act:
            case "settings":
                store_in(folder).save_settings(Settings(theme="new"))
                return folder / "settings.json"
            case "a copy":
                return write_copy(folder / "copies", "a.json", new)
        write_out(folder / "out.json", new)
        return folder / "out.json"

    def before(folder: Path) -> None:
        folder.mkdir()
        for name in ("settings.json", "out.json"):
            (folder / name).write_bytes(old)

    before(tmp_path / "count")
    with Disk().under() as disk:
        assert write(tmp_path / "count").read_bytes() == new
    for at in range(1, len(disk.calls) + 1):
        for error in ERRORS:
            folder = tmp_path / f"{at}-{error}"
            before(folder)
            with Disk(at, error).under(), suppress(StoreFault):
                write(folder)
            found = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            assert found <= {old, new, b""}
            assert (folder / "settings.json").read_bytes() in (old, new)


KILLED = """
import json, os, sys
from pathlib import Path
from resilience import test_faults as faults

# Whether the disk is waited for is seen by the power cuts.
os.fsync = lambda descriptor: None
before, act, allowed = faults.DEEDS[sys.argv[1]]
root = Path(sys.argv[2])
for name in ("warm", "count"):
    # The first time, modules are imported too.
    before(root / name)
act(root / "warm")
with faults.Disk().under() as disk:
    act(root / "count")
for short in (False, True):
    for at in range(1, len(disk.calls) + 1):
        folder = root / f"{at}-{short}"
        before(folder)
        child = os.fork()
        if not child:
            with faults.Disk(at, -1, short=short).under():
                act(folder)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in ((0, 77) if short else (77,))
        faults.check_after(folder, allowed)
print(len(disk.calls))
"""


@pytest.mark.parametrize("deed", few(DEEDS))
def test_a_process_that_dies_at_any_call_leaves_the_old_or_the_new(deed: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", KILLED, deed, str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    total(f"Deaths, {deed}", calls=int(done.stdout), lost=0)


# A power cut: what was not synced may be gone, names before bytes or bytes before names.


class Power:
    """A disk that notes what it is asked, and tells what may be left of it when the power goes after any call.

    Only what was synced is certain: the bytes of a file by an fsync of it, a name by an fsync of its folder. Names
    that were not synced may have reached the disk up to any point, in the order they were given.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes: dict[int, bytes] = {}
        self.names: list[dict[str, int]] = [{}]
        """The names as they may be found: the first is certain, the last is what the program sees."""
        self.moments: list[tuple[str, list[dict[str, bytes]]]] = []
        self._paths: dict[int, str] = {}

    def begin(self) -> None:
        """What is there now is certain."""
        names: dict[str, int] = {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                node = path.stat().st_ino
                names[str(path.relative_to(self.folder))] = node
                self.bytes[node] = path.read_bytes()
        self.names = [names]

    def path(self, name: Any, above: int | None) -> Path:
        """Where a name leads that is given with an open folder; the one open before is that of the profiles."""
        return Path(self._paths.get(above, str(self.folder / "profiles")) if above is not None else "", name)

    def name(self, path: Path) -> str | None:
        try:
            return str(path.relative_to(self.folder))
        except (ValueError, TypeError):
            return None

    def note(self, call: str) -> None:
        """What may be found if the power goes now: an unsynced file is empty, or half."""
        self.moments.append(
            (call, [{name: self.bytes.get(node, b"") for name, node in names.items()} for names in self.names])
        )

    @contextmanager
    def on(self) -> Iterator[None]:
        """Listen."""
        true = {name: getattr(os, name) for name in ("open", "fsync", "replace", "rename", "link", "unlink", "close")}

        def opened(path: Any, flags: int, *rest: Any, dir_fd: int | None = None) -> int:
            full = self.path(path, dir_fd)
            there = os.path.lexists(full)
            descriptor: int = true["open"](path, flags, *rest, dir_fd=dir_fd)
            self._paths[descriptor] = str(full)
            name = self.name(full)
            if name is not None and not there and flags & os.O_CREAT:
                self.names.append({**self.names[-1], name: os.fstat(descriptor).st_ino})
            self.note(f"open {name}")
            return descriptor

        def synced(descriptor: int) -> None:
            true["fsync"](descriptor)
            path = self.path("", descriptor)
            if path.is_dir():
                self.names = [self.names[-1]]
            else:
                node = os.fstat(descriptor).st_ino
                now = next(name for name, known in self.names[-1].items() if known == node)
                self.bytes[node] = (self.folder / now).read_bytes()
            self.note(f"fsync {path.name}")

        def closed(descriptor: int) -> None:
            self._paths.pop(descriptor, None)
            true["close"](descriptor)

        def moved(source: Any, target: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None) -> None:
            old = self.path(source, src_dir_fd)
            one, other = self.name(old), self.name(self.path(target, dst_dir_fd))
            true["replace"](source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
            names = dict(self.names[-1])
            if one is not None and other is not None:
                node = names.get(one, 0)
                if not os.path.lexists(old):
                    names.pop(one, None)
                names[other] = node
            self.names.append(names)
            self.note(f"replace {other}")

        def linked(
            source: Any, target: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None, **more: Any
        ) -> None:
            true["link"](source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd, **more)
            one, other = self.name(self.path(source, src_dir_fd)), self.name(self.path(target, dst_dir_fd))
            if one is not None and other is not None:
                self.names.append({**self.names[-1], other: self.names[-1][one]})
            self.note(f"link {other}")

        def unlinked(path: Any, *, dir_fd: int | None = None) -> None:
            true["unlink"](path, dir_fd=dir_fd)
            gone = self.name(self.path(path, dir_fd))
            names = dict(self.names[-1])
            names.pop(gone or "", None)
            self.names.append(names)
            self.note(f"unlink {gone}")

        mine = {"open": opened, "fsync": synced, "replace": moved, "rename": moved, "link": linked}
        mine |= {"unlink": unlinked, "close": closed}
        for name, function in mine.items():
            setattr(os, name, function)
        try:
            yield
        finally:
            for name, function in true.items():
                setattr(os, name, function)


def cut_the_power(tmp_path: Path) -> int:
    """Save, cut the power after every call, and look: the old or the new, and after the save the new."""
    folder = tmp_path / "true"
    twice(folder)
    power = Power(folder)
    power.begin()
    with store_in(folder).open("me") as desk:
        with power.on():
            desk.save(made(3))
        power.note("saved")
    cuts = 0
    for at, (call, states) in enumerate(power.moments):
        for number, files in enumerate(states):
            left = tmp_path / f"left-{at}-{number}"
            for name, data in files.items():
                (left / name).parent.mkdir(parents=True, exist_ok=True)
                (left / name).write_bytes(data)
            with store_in(left).open("me") as found:
                allowed = (3,) if call == "saved" else (2, 3)
                assert count(found.progress) in allowed, f"after {call}: {count(found.progress)} events are left"
                assert found.note == "", f"after {call}: {found.note}"
            cuts += 1
    return cuts


def test_a_power_cut_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    cuts = cut_the_power(tmp_path)
    assert cuts >= 10
    total("Power cuts", cuts=cuts, lost=0)


# These tests can fail: a save that is broken on purpose is caught by them.


def without_sync(self: Folder, name: str, data: bytes, keep: str | None = None) -> None:
    """A save that does not wait for the disk."""
    (self.path / "fresh").write_bytes(data)
    self.move("fresh", self, name)


def replaced_before_synced(self: Folder, name: str, data: bytes, keep: str | None = None) -> None:
    """A save that gives the name away before the bytes are on the disk."""
    descriptor = os.open("fresh", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=self.descriptor)
    os.write(descriptor, data)
    self.move("fresh", self, name)
    os.fsync(descriptor)
    os.close(descriptor)
    self.sync()


def without_the_folder(self: Folder, name: str, data: bytes, keep: str | None = None) -> None:
    """A save that says it is done before the name is on the disk."""
    self._write("fresh", data)
    self.move("fresh", self, name)


def in_place(self: Folder, name: str, data: bytes, keep: str | None = None) -> None:
    """A save that writes over the old file."""
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600, dir_fd=self.descriptor)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)


@pytest.mark.parametrize("broken", [without_sync, replaced_before_synced, without_the_folder])
def test_a_save_in_the_wrong_order_is_caught(
    broken: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "put", broken)
    with pytest.raises(AssertionError):
        cut_the_power(tmp_path)


def test_a_save_that_writes_over_the_old_file_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twice(tmp_path / "a")
    monkeypatch.setattr(Folder, "put", in_place)
    caught = 0
    for at in range(1, 60):
        folder = tmp_path / str(at)
        twice(folder)
        with Disk(at, errno.EIO).under(), suppress(StoreFault):
            later_save(folder)
        try:
            check_after(folder, (2, 3))
        except AssertionError:
            caught += 1
    assert caught


def test_a_store_without_a_lock_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def second_is_told() -> None:
        with store_in(tmp_path).open("me"), pytest.raises(InUse):
            store_in(tmp_path).open("me")

    second_is_told()
    monkeypatch.setattr(Lock, "_take", lambda self, descriptor: None)
    with pytest.raises(pytest.fail.Exception):
        second_is_told()


def test_a_store_that_throws_damaged_files_away_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kept_aside(folder: Path) -> None:
        damaged(folder)
        store_in(folder).open("me").close()
        assert [path.read_bytes() for path in (folder / "set-aside").iterdir()] == [b'{"format": 1, "app']

    kept_aside(tmp_path / "a")
    monkeypatch.setattr(Rooms, "move_aside", lambda self, folder, name, stem: folder.remove(name))
    with pytest.raises((AssertionError, FileNotFoundError)):
        kept_aside(tmp_path / "b")
