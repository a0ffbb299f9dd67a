"""What is not the wizard's own is told apart, named and left alone; where it keeps things is private, or not used."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from walk import NOW, blank

from linkedin_guard.cli import commands
from linkedin_guard.model.progress import Progress, Settings
from linkedin_guard.store import copies as kept
from linkedin_guard.store import disk
from linkedin_guard.store.copies import short
from linkedin_guard.store.disk import Folder
from linkedin_guard.store.files import write_copy
from linkedin_guard.store.folders import copies, home
from linkedin_guard.store.names import file_name
from linkedin_guard.store.profiles import Store, StoreFault
from linkedin_guard.store.progress_file import encode

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such links, owners or modes")
CONFLICTED = (
    "ana-mylaptop.json",
    "ana (conflicted copy 2026-11-24).json",
    "ana.sync-conflict-20261124-101010-ABCDEFG.json",
    "ana~1.json",
    "ana.json.conflict",
)


def saved(store: Store, *names: str) -> None:
    for name in names:
        with store.open(name) as desk:
            desk.save(blank(profile=name, answers={"region": ("uk",)}))
            desk.save(blank(profile=name))


def left(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


@pytest.fixture
def profiles(store: Store) -> Path:
    return store.folder / "profiles"


class TestCopies:
    @pytest.mark.parametrize("name", CONFLICTED)
    def test_a_conflicted_copy_is_its_persons_and_never_a_person(
        self, name: str, store: Store, profiles: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        saved(store, "ana", "me")
        shutil.copy(profiles / "ana.json", profiles / name)
        assert set(store.names()) == {"ana", "me"}
        [found] = [found for found in store.found() if found.copy_of]
        assert (found.path.name, found.copy_of, found.stays) == (name, "ana", "")
        assert profiles / name in store.files("ana")
        assert profiles / name not in store.files("me")
        assert commands.run(["where"]) == 0
        assert f"{name} (a copy of 'ana' that something else made)" in capsys.readouterr().out
        assert commands.run(["forget", "--profile", "ana", "--yes"]) == 0
        assert f"{name} (a copy of 'ana'" in capsys.readouterr().err
        assert {path.name for path in profiles.iterdir()} == {"me.json", "me.json.prev", "me.json.lock"}

    def test_whose_a_file_is_does_not_depend_on_how_it_was_written(self, store: Store, profiles: Path) -> None:
        saved(store, 'O\'Brien \\ "x"'.replace("\\", "/"))
        [name] = store.names()
        with Folder.opened(profiles) as folder:
            assert kept.whose(folder, f"{file_name(name)}.json") == name
            (profiles / "a.json").write_text('{"profile": "Zoe\\u0308", "format": 1}', "utf-8")
            assert kept.whose(folder, "a.json") == "Zoë"
            for said in ('"profile": "me"', '"format": 1, "profile": 7', '"format": 1, "profile": ""', ""):
                (profiles / "a.json").write_text(f"{{{said}}}", "utf-8")
                assert kept.whose(folder, "a.json") is None

    def test_of_those_on_the_list_only_the_beginning_is_read(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saved(store, "ana", "me", "小明")
        true, read = Folder.read, list[int]()

        def noted(self: Folder, name: str, most: int) -> bytes | None:
            read.append(most)
            return true(self, name, most)

        monkeypatch.setattr(Folder, "read", noted)
        assert len(store.names(2)) == 2
        assert read == [512, 512]

    def test_a_person_called_as_a_copy_might_be_is_a_person(self, store: Store) -> None:
        saved(store, "ana", "ana-mylaptop")
        assert set(store.names()) == {"ana", "ana-mylaptop"}
        store.forget("ana")
        assert store.names() == ("ana-mylaptop",)

    def test_two_peoples_patterns_never_meet(self, store: Store, profiles: Path) -> None:
        """Also where long names begin alike, and where one is called as the settings are."""
        names = ["Ж" * 40, "Ж" * 39 + "Д", "settings", "me", "me-2", "me.other-20261121T103205Z", "fault"]
        for name in names:
            saved(store, name)
            with store.open(name) as desk:
                desk.set_apart(blank(profile=name))
            (profiles / f"{file_name(name)}.json").write_bytes(b"damaged")
            store.open(name).close()
        store.save_settings(Settings(theme="x"))
        (store.folder / "settings.json").write_bytes(b"{")
        store.save_settings(Settings(theme="x"))
        whose = {name: set(store.files(name)) for name in names}
        for name in names:
            assert len(whose[name]) == 5, name
            others = set().union(*(whose[other] for other in names if other != name))
            assert not whose[name] & others
            assert all(len(path.name) <= 255 for path in whose[name])
        everything = set(store.files())
        assert len(everything) == 5 * len(names) + 2
        gone: set[Path] = set()
        for name in names:
            store.forget(name)
            gone |= whose[name]
            assert set(store.files()) == everything - gone

    def test_short_names_stay_apart(self) -> None:
        assert short("me") == "me"
        assert short("Ж" * 40) != short("Ж" * 39 + "Д")
        assert len(short("Ж" * 40)) <= 190


class TestForget:
    def test_a_strangers_documents_stay_and_it_is_said_why(
        self, store: Store, capsys: pytest.CaptureFixture[str]
    ) -> None:
        saved(store, "me")
        write_copy(store.folder / "reports", "fault.txt", b"LinkedIn Guard 1.0, Python 3")
        (store.folder / "set-aside").mkdir()
        strange = {
            *("profiles/novel.odt", "profiles/me.txt", "profiles/Notes.json", "profiles/.lock"),
            *("reports/thesis.txt", "reports/fault 2.doc", "set-aside/me.json", "me.json", "reports/in/a.txt"),
        }
        for name in strange:
            (store.folder / name).parent.mkdir(exist_ok=True)
            (store.folder / name).write_text("{}", "utf-8")
        assert commands.run(["forget", "--yes"]) == 0
        told = capsys.readouterr().err
        assert left(store.folder) == strange
        for name in strange - {"me.json", "reports/in/a.txt"}:
            assert f"Stays: {store.folder / name}: LinkedIn Guard did not write it" in told
        assert f"Stays: {store.folder / 'reports' / 'in'}: it is a folder" in told
        assert [found.stays for found in store.forget()], "and again what stays"

    @pytest.mark.parametrize("room", ["profiles", "set-aside", "reports"])
    @POSIX
    def test_no_link_is_followed_in_place_of_a_folder(
        self, room: str, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = Store(tmp_path / "other", now=lambda: NOW)
        saved(other, "me", "ana")
        write_copy(other.folder / "reports", "fault.txt", b"LinkedIn Guard 1.0, Python 3")
        (other.folder / "set-aside").mkdir()
        (other.folder / "set-aside" / "me-20261121T103205Z.json").write_bytes(b"damaged")
        before = left(other.folder)
        store.folder.mkdir()
        (store.folder / room).symlink_to(other.folder / room)
        for arguments in (["forget", "--yes"], ["forget", "--yes", "--profile", "me"]):
            assert commands.run(arguments) == 0
        assert f"Stays: {store.folder / room}: it is a symbolic link" in capsys.readouterr().err
        assert left(other.folder) == before
        assert (store.folder / room).is_symlink()

    @POSIX
    def test_no_link_is_followed_in_place_of_a_file(self, store: Store, profiles: Path, tmp_path: Path) -> None:
        saved(store, "me")
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        (profiles / "me.json.bak-1").symlink_to(victim)
        (profiles / "ana.json").symlink_to(victim)
        stays = store.forget()
        assert {(found.path.name, found.stays) for found in stays} == {
            ("me.json.bak-1", "it is a symbolic link"),
            ("ana.json", "it is a symbolic link"),
        }
        assert victim.read_bytes() == b"precious"
        assert left(profiles) == {"me.json.bak-1", "ana.json"}


@contextlib.contextmanager
def swapped(patch: pytest.MonkeyPatch, call: str, deed: Callable[[], None]) -> Iterator[list[int]]:
    """Do something just before the first call of this name."""
    true, done = getattr(os, call), [0]

    def late(*arguments: Any, **more: Any) -> Any:
        done[0] += 1
        if done[0] == 1:
            deed()
        return true(*arguments, **more)

    with patch.context() as here:
        here.setattr(os, call, late)
        yield done


@POSIX
class TestOwners:
    @pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
    @pytest.mark.parametrize("what", ["profiles", "profiles/me.json", "profiles/me.json.lock", "."])
    def test_what_belongs_to_somebody_else_is_not_used(self, what: str, store: Store) -> None:
        saved(store, "me")
        os.chown(store.folder / what, 4242, 4242)
        acts: list[Callable[[str], object]] = [store.open]
        if not what.endswith("lock"):
            acts.append(store.load)
        for act in acts:
            with pytest.raises(StoreFault, match="belongs to somebody else and is not used"):
                act("me")

    def test_what_belongs_to_root_is(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        saved(store, "me")
        mine = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: 4242)
        if mine == 0:
            store.open("me").close()
        else:
            with pytest.raises(StoreFault, match="somebody else"):
                store.open("me")

    def test_a_folder_that_stays_open_to_others_is_not_used(
        self, store: Store, profiles: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saved(store, "me")
        profiles.chmod(0o777)
        refuse(monkeypatch, stat.S_ISDIR)
        with pytest.raises(StoreFault, match="can be written by others"):
            store.open("me")
        profiles.chmod(0o755)
        with store.open("me") as desk:
            assert desk.note == ""
        assert not list(profiles.glob("*.tmp-*"))

    def test_a_disk_without_modes_is_used_and_said_once(
        self, store: Store, profiles: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As a USB stick or a network share: every file is open to all, and chmod is refused."""
        saved(store, "me")
        for path in (profiles, *profiles.iterdir()):
            path.chmod(0o777)
        refuse(monkeypatch, lambda mode: True)
        true = os.open

        def opened(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
            before = os.umask(0)
            try:
                return true(path, flags, 0o777, **more)
            finally:
                os.umask(before)

        monkeypatch.setattr(os, "open", opened)
        with store.open("me") as desk:
            assert "keeps no permissions" in desk.note
            assert desk.save(blank(answers={"region": ("us",)})) == ""
            assert desk.save(blank(answers={"region": ("uk",)})) == ""
        found = store.load("me")
        assert found.note == ""
        assert found.progress == blank(answers={"region": ("uk",)})

    def test_no_mode_is_set_by_a_path(self, store: Store, profiles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A path can lead to another file by the time it is used."""
        saved(store, "me")
        for path in (profiles, *profiles.iterdir()):
            path.chmod(0o777)
        monkeypatch.setattr(os, "chmod", lambda *_, **__: pytest.fail("a mode was set by a path"))
        with store.open("me") as desk:
            desk.save(blank())
        assert {stat.S_IMODE(path.stat().st_mode) for path in profiles.iterdir()} == {0o600}
        assert stat.S_IMODE(profiles.stat().st_mode) == 0o700

    @pytest.mark.parametrize("call", ["write", "link", "replace"])
    def test_a_folder_that_is_swapped_during_a_save_leads_nowhere_else(
        self, call: str, store: Store, profiles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saved(store, "me")
        trap = tmp_path / "trap"
        trap.mkdir()
        (trap / "me.json").write_bytes(b"precious")

        def swap() -> None:
            profiles.rename(tmp_path / "moved")
            profiles.symlink_to(trap)

        with store.open("me") as desk:
            with swapped(monkeypatch, call, swap) as calls:
                desk.save(blank(answers={"region": ("us",)}))
            assert calls[0]
        assert {path.name: path.read_bytes() for path in trap.iterdir()} == {"me.json": b"precious"}
        assert b'"us"' in (tmp_path / "moved" / "me.json").read_bytes()

    def test_a_folder_that_may_be_written_and_not_listed_takes_a_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not hasattr(os, "O_PATH"):
            pytest.skip("this system opens no folder that it may not list")
        true = os.open

        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            if flags & os.O_DIRECTORY and not flags & os.O_PATH:
                raise PermissionError(errno.EACCES, "no")
            return true(path, flags, *rest, **more)

        monkeypatch.setattr(os, "open", opened)
        assert write_copy(tmp_path / "drop", "a.md", b"a").read_bytes() == b"a"


def refuse(patch: pytest.MonkeyPatch, when: Callable[[int], bool]) -> None:
    """Let the disk refuse modes, for what is of such a kind."""
    true = os.fchmod

    def maybe(descriptor: int, mode: int) -> None:
        if when(os.fstat(descriptor).st_mode):
            raise OSError(errno.EPERM, "no modes here")
        true(descriptor, mode)

    patch.setattr(os, "fchmod", maybe)


class TestPlaces:
    @pytest.mark.parametrize("broken", ["raises", "does not look"])
    @pytest.mark.parametrize("place", [home, copies])
    def test_no_home_folder_is_one_sentence(
        self, place: Callable[[dict[str, str]], Path], broken: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As newer and older versions of platformdirs have it."""

        def ask(*_: object, **__: object) -> Path:
            if broken == "raises":
                raise RuntimeError("could not determine the home directory")
            return Path("~/.local/share/linkedin-guard")

        monkeypatch.setattr("platformdirs.user_data_path", ask)
        monkeypatch.setattr("platformdirs.user_documents_path", ask)
        with pytest.raises(StoreFault, match=r"^This system names no home folder for you; set LG_WIZARD_HOME .*\.$"):
            place({})

    @POSIX
    def test_a_folder_whose_name_is_no_utf8_works(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / os.fsdecode(b"caf\xe9\x1b[2J")
        store = Store(folder, now=lambda: NOW)
        saved(store, "me")
        (folder / "profiles" / "me.json").write_bytes(b"damaged")
        with store.open("me") as desk:
            assert desk.note.isprintable()
            desk.save(Progress(app="a", content="c", profile="me"))
        assert store.names() == ("me",)
        monkeypatch.setenv("LG_WIZARD_HOME", str(folder))
        assert commands.run(["where"]) == 0
        assert "caf\\udce9\\x1b[2J" in capsys.readouterr().out
        assert commands.run(["forget", "--yes"]) == 0
        assert not folder.exists()


def test_what_is_written_says_its_own_profile(store: Store) -> None:
    """Else it would be a copy of somebody else's."""
    with store.open("ana") as desk:
        desk.save(blank(profile="me"))
    assert store.names() == ("ana",)
    assert b'"profile": "ana"' in encode(blank(profile="ana"))
    assert disk.LONGEST + len(".json.prev") <= 255
