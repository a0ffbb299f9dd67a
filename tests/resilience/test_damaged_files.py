"""Whatever lies where a progress file should be: no traceback, nothing overwritten, the last good copy used."""

import copy
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import PEOPLE
from walk import CONTENT, NOW

from linkedin_guard.cli import commands
from linkedin_guard.model.page import Moment
from linkedin_guard.store.profiles import Store, StoreFault
from linkedin_guard.store.progress_file import LIMIT, encode
from linkedin_guard.walk import journey
from resilience import times
from resilience.driver import POSIX, total

GOOD = encode(PEOPLE["waiting"].progress)
NEWEST = encode(PEOPLE["germany"].progress)
COMMANDS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "status --json": ("status", "--json"),
    "profiles": ("profiles",),
    "profiles --json": ("profiles", "--json"),
    "export": ("export",),
    "export html": ("export", "--format", "html"),
    "export json": ("export", "--format", "json"),
    "letter": ("letter",),
    "calendar": ("calendar",),
    "where": ("where",),
    "--plain": ("--plain",),
    "forget": ("forget", "--yes"),
}

DAMAGED: dict[str, Callable[[], bytes]] = {
    "zero length": lambda: b"",
    "cut short": lambda: NEWEST[: len(NEWEST) // 2],
    "cut by one": lambda: NEWEST[:-3],
    "NULs": lambda: bytes(len(NEWEST)),
    "NULs at its end": lambda: NEWEST[:200] + bytes(300),
    "a list": lambda: b"[1, 2]",
    "a string": lambda: b'"me"',
    "wrong types": lambda: json.dumps({**json.loads(NEWEST), "log": {"a": 1}}).encode(),
    "wrong types deeper": lambda: json.dumps({**json.loads(NEWEST), "steps": {"toggle-off": "done"}}).encode(),
    "a wrong format": lambda: json.dumps({**json.loads(NEWEST), "format": "1"}).encode(),
    "50 MB": lambda: NEWEST + b" " * 50_000_000,
    "deep": lambda: b'{"a":' * 200_000,
    "deep but whole": lambda: json.dumps(json.loads(NEWEST))[:-1].encode() + b',"x":' + b"[" * 90 + b"]" * 90 + b"}",
    "a key twice": lambda: NEWEST.replace(b'"profile": "me",', b'"profile": "me",\n "profile": "me",'),
    "UTF-16": lambda: NEWEST.decode().encode("utf-16"),
    "UTF-32": lambda: NEWEST.decode().encode("utf-32"),
    "Latin-1": lambda: json.dumps({**json.loads(NEWEST), "app": "é"}, ensure_ascii=False).encode("latin-1"),
    "half a surrogate": lambda: b'{"format": 1, "app": "\xed\xa0\x80"}',
    "a name with an escape": lambda: NEWEST.replace(b'"region"', b'"re\\u001bgion"', 1),
    "another program's": lambda: b"SQLite format 3\x00" + bytes(100),
    "an archive": lambda: b"PK\x03\x04" + os.urandom(100),
    "infinity": lambda: json.dumps({**json.loads(NEWEST), "x": float("inf")}).encode(),
    "a number without end": lambda: b'{"format": ' + b"1" * 100_000 + b"}",
}
BYTES = {name: make() for name, make in DAMAGED.items()}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, quick_disk: None, clock: object) -> None:
    """The content is read once, not for each of some thousand commands."""
    monkeypatch.setattr("linkedin_guard.content.load", lambda language="en", root=None, program="lg-wizard": CONTENT)
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def lay(home: Path, data: bytes | None, before: bytes | None = GOOD) -> Path:
    """A folder with this progress file, and this copy before it."""
    profiles = home / "profiles"
    profiles.mkdir(parents=True, exist_ok=True)
    file = profiles / "me.json"
    if data is not None:
        file.write_bytes(data)
    if before is not None:
        file.with_name("me.json.prev").write_bytes(before)
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """A command of the real program: exit code, what it put out and what it told."""
    code = commands.run(arguments)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert code in (0, 1, 2, 3, 4), (arguments, err)
    return code, out, err


def all_bytes(home: Path) -> list[bytes]:
    return [path.read_bytes() for path in home.rglob("*") if path.is_file() and not path.is_symlink()]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("damage", BYTES)
def test_damage_is_said_the_last_good_copy_used_and_nothing_thrown_away(
    damage: str, name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(home, BYTES[damage])
    code, out, err = run(capsys, *COMMANDS[name])
    if name == "forget":
        assert (code, all_bytes(home)) == (0, [])
        return
    assert BYTES[damage] in all_bytes(home), "what was damaged is where it was, or set aside"
    assert GOOD in all_bytes(home)
    if name == "where":
        assert (code, err) == (0, "")
        assert "me.json" in out
        return
    assert "damaged" in out + err
    assert "last good copy" in out + err
    assert code == 0, "whose copy it is has finished"
    if name == "status --json":
        assert json.loads(out)["answers"] == {k: list(v) for k, v in PEOPLE["waiting"].progress.answers.items()}
    if name == "--plain":
        aside = list((home / "set-aside").iterdir())
        assert [path.name for path in aside] == ["me-20261121T103205Z.json"]
        assert aside[0].read_bytes() == BYTES[damage]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("damage", ["zero length", "cut short", "50 MB", "deep"])
def test_without_a_good_copy_it_is_said_and_nothing_thrown_away(
    damage: str, name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(home, BYTES[damage], b"no copy either")
    code, out, err = run(capsys, *COMMANDS[name])
    if name == "forget":
        assert all_bytes(home) == []
        return
    assert {BYTES[damage], b"no copy either"} <= set(all_bytes(home))
    if name != "where":
        assert "damaged" in out + err
    if name in ("status", "export", "calendar", "profiles"):
        assert code in (1, 2), "as for somebody new"
        assert "othing" in err


@POSIX
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "link to itself", "pipe"])
@pytest.mark.parametrize("planted", ["me.json", "me.json.prev", "me.json.lock"])
def test_what_is_no_plain_file_is_told_and_left_alone(
    planted: str, kind: str, name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(home, NEWEST)
    victim = tmp_path / "victim"
    victim.write_bytes(NEWEST)
    path = home / "profiles" / planted
    path.unlink(missing_ok=True)
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to({"link": victim, "dangling link": tmp_path / "no", "link to itself": path}[kind])
    mode = path.lstat().st_mode
    code, _, err = run(capsys, *COMMANDS[name])
    assert victim.read_bytes() == NEWEST
    assert not (tmp_path / "no").exists()
    if name == "forget":
        assert code in (0, 3)
        return
    assert path.lstat().st_mode == mode
    reads = planted == "me.json" or (planted == "me.json.lock" and name == "--plain")
    if reads and name not in ("where", "profiles", "profiles --json"):
        assert code == 3, err
        assert "move it away" in err


@POSIX
def test_a_file_open_to_everybody_is_closed_with_the_next_save(home: Path) -> None:
    file = lay(home, NEWEST)
    for path in (file, file.parent):
        path.chmod(0o777)
    with Store(home, now=lambda: NOW).open("me") as desk:
        assert desk.progress is not None
        desk.save(desk.progress)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files to others")
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("what", ["file", "folder"])
def test_files_of_somebody_else_are_three_and_one_sentence(
    what: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        root.chmod(0o755)
        home = root / "home"
        file = lay(home, NEWEST)
        home.chmod(0o755)
        file.chmod(0o600)
        monkeypatch.setenv("LG_WIZARD_HOME", str(home))
        run(capsys, *COMMANDS["status"])
        file.parent.chmod(0o700 if what == "folder" else 0o755)
        (before, names) = (file.read_bytes(), sorted(path.name for path in home.rglob("*")))
        if name == "--plain":
            commands.run(["--plain", "--read-only"])
            capsys.readouterr()
        os.seteuid(65534)
        try:
            code, out, err = run(capsys, *COMMANDS[name])
        finally:
            os.seteuid(0)
        assert file.read_bytes() == before
        assert sorted(path.name for path in home.rglob("*")) == names
        if name == "where" and what == "file":
            assert code == 0
        elif name.startswith("profiles") and what == "file":
            assert "no permission" in err
        else:
            assert code == 3, (out, err)
            assert "permission" in err
    finally:
        shutil.rmtree(root)


# By chance: bytes that fall over, and files that are whole but say what no version would.


def use(data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command and every page, on such a file."""
    home = folder / os.urandom(8).hex()
    file = lay(home, data)
    os.environ["LG_WIZARD_HOME"] = str(home)
    for name in ("status --json", "export", "export json", "profiles"):
        run(capsys, *COMMANDS[name])
        assert file.read_bytes() == data
    try:
        loaded = Store(home, now=lambda: NOW).load("me")
    except StoreFault as fault:
        if "newer" not in str(fault) and "holds a copy of" not in str(fault):
            raise
        shutil.rmtree(home)
        return
    if loaded.progress is not None and not loaded.read_only:
        moment = Moment(CONTENT, loaded.progress, NOW)
        for place in journey.places(moment):
            journey.page(moment, place)
    run(capsys, *COMMANDS["--plain"])
    assert data in all_bytes(home)
    with Store(home, now=lambda: NOW).open("me") as desk:
        if desk.progress is not None and not desk.read_only:
            desk.save(desk.progress)
    assert loaded.read_only or Store(home, now=lambda: NOW).load("me").note == ""
    shutil.rmtree(home)


FUZZ = times("LG_GUARD_FUZZ", 30, 0.05)


@pytest.mark.long
@settings(max_examples=FUZZ)
@given(data=st.data())
def test_bytes_that_fell_over_are_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    whole = bytearray(NEWEST)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        out = data.draw(st.integers(0, 30))
        whole[at : at + out] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from(
                [b"{", b"}", b'"', b"[[", b"null", b"1e9", b"\\u0000", b"\\ud800", b"-", b"\xff", b"\x1b"]
            )
        )
    use(bytes(whole), tmp_path, capsys)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_in(inner, (*path, key))


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(
        ["", "toggle-off", "completed", "2026-02-30", "9999-12-31", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00"]
    )
    | st.sampled_from(["\x1b[2J", "\u202e", "[/b]", "{0.__class__}", "9" * 5000, "x" * 10_000]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)


@pytest.mark.long
@settings(max_examples=2 * FUZZ)
@given(data=st.data())
def test_a_whole_file_that_says_odd_things_is_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    raw = json.loads(data.draw(st.sampled_from([NEWEST, GOOD])))
    for _ in range(data.draw(st.integers(1, 3))):
        *path, last = data.draw(st.sampled_from([where for where in places_in(raw) if where]))
        inner = raw
        for key in path:
            inner = inner[key]
        inner[last] = data.draw(ODD | st.just(copy.deepcopy(raw.get("log"))))
    use(json.dumps(raw).encode(errors="replace"), tmp_path, capsys)


def test_totals_of_the_fuzz() -> None:
    assert LIMIT < 50_000_000
    total("Damaged files", kinds=len(BYTES), commands=len(COMMANDS), bytes_fallen_over=FUZZ, odd_but_whole=2 * FUZZ)
