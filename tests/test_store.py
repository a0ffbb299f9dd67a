"""The store's promises: nothing saved is lost, nothing damaged is overwritten, nothing is left open to others."""

import contextlib
import errno
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkedin_guard.model.progress import Entry, Progress, Record, Settings
from linkedin_guard.store import disk, progress_file
from linkedin_guard.store.files import write_copy, write_out
from linkedin_guard.store.folders import copies, home
from linkedin_guard.store.names import profile_of
from linkedin_guard.store.profiles import BadName, InUse, Store, StoreFault, check_name, file_name

NOW = datetime(2026, 11, 21, 11, 32, 5, tzinfo=timezone(timedelta(hours=1)))
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or permission bits")
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(saves: int = 1, **more: Any) -> Progress:
    """A person's progress after so many events."""
    event = {"kind": "mark", "step": "toggle-off", "status": "completed", "saw": "was-on", "meaning": 1}
    parts: dict[str, Any] = {
        "app": "1.0.0",
        "content": "2026.11.21",
        "profile": "me",
        "answers": {"region": ("uk",)},
        "steps": {"toggle-off": Record(status="completed", saw="was-on", at=NOW)},
        "fields": {"objection-form.reference": f"№ {saves}"},
        "log": tuple(Entry(at=NOW, content="2026.11.21", event=event) for _ in range(saves)),
        **more,
    }
    return Progress(**parts)


def saved(store: Store, *saves: int, profile: str = "me") -> None:
    """Save these states one after the other."""
    with store.open(profile) as desk:
        for number in saves:
            desk.save(made(number, profile=profile))


def events(progress: Progress | None) -> int:
    """How many events a progress holds; -1 for none at all."""
    return -1 if progress is None else len(progress.log)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def tree(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder, to see that nothing was touched."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith(".lock")
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data", lambda: NOW)


@pytest.fixture
def file(store: Store) -> Path:
    return store.folder / "profiles" / "me.json"


class TestPlaces:
    def test_one_variable_moves_everything(self, tmp_path: Path) -> None:
        environ = {"LG_WIZARD_HOME": str(tmp_path)}
        assert home(environ) == tmp_path
        assert copies(environ) == tmp_path / "copies"

    def test_without_it_the_system_says_where(self) -> None:
        assert home({"LG_WIZARD_HOME": ""}).name == "linkedin-guard"
        assert copies({}).name == "LinkedIn Guard"


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            *("me", "Work", "a b", "a-b_c", "Zoë", "नमस्ते", "Ж" * 40, "日本", "7", "console"),
            *("O'Brien", "O’Brien", "Mum & Dad", "小明", "J. R. (Bob)", "a/b", "../x", "a%20b", "¿Qué?"),
        ],
    )
    def test_a_name_is_kept_as_it_was_given(self, store: Store, name: str) -> None:
        saved(store, 1, profile=name)
        assert store.names() == (name,)
        progress = store.load(name).progress
        assert progress is not None
        assert progress.profile == name

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "x" * 41,
            " me",
            "me ",
            "a+b",
            "~",
            "$HOME",
            "CON",
            "nul",
            "Com1",
            "a\x1b[2J",
            "a\x00",
            "a\nb",
            "\u202eab",
            "\udcff",
            "\u200b",
            "\u3164",
            "\u0301a",
            "日" * 40,
            "💣",
            "²",
        ],
    )
    def test_a_name_that_could_do_harm_is_refused_in_one_plain_sentence(self, store: Store, name: str) -> None:
        for act in (store.load, store.open, store.forget, store.files):
            with pytest.raises(BadName) as refused:
                act(name)
            assert refused.value.exit_code == 2
            assert str(refused.value).isprintable()
        assert not store.folder.exists()

    def test_composed_and_decomposed_spellings_are_one_name(self) -> None:
        assert check_name("Zoe\u0308") == check_name("Zoë")

    def test_names_that_differ_in_capitals_only_are_one_too_many(self, store: Store) -> None:
        saved(store, 1, profile="work")
        with pytest.raises(BadName, match="'work' already"):
            store.open("Work")
        assert store.names() == ("work",)

    def test_file_names_survive_a_disk_that_ignores_capitals(self) -> None:
        assert file_name("Work").lower() != file_name("work").lower()

    @FAST
    @given(st.text(max_size=42))
    def test_every_name_is_refused_or_leads_to_a_file_of_its_own_inside_the_folder(self, name: str) -> None:
        try:
            stem = file_name(check_name(name))
        except BadName:
            return
        assert set(stem) <= set("abcdefghijklmnopqrstuvwxyzABCDEF0123456789-%")
        assert len(stem) <= 240
        assert profile_of(stem) == check_name(name)


class TestList:
    def test_nothing_recorded_is_nothing_created(self, store: Store) -> None:
        assert store.names() == ()
        assert store.load("me").progress is None
        assert store.files() == ()
        assert not store.folder.exists()

    def test_the_last_saved_comes_first_and_files_of_others_do_not_count(self, store: Store) -> None:
        for age, name in enumerate(("old", "middle", "new")):
            saved(store, 1, 2, profile=name)
            os.utime(store.folder / "profiles" / f"{name}.json", (age, age))
        for stray in ("Notes.json", "x.txt", "%zz.json", "me.json.tmp-1", "%61.json"):
            (store.folder / "profiles" / stray).write_text("{}")
        (store.folder / "profiles" / "folder.json").mkdir()
        assert store.names() == ("new", "middle", "old")
        assert store.names(2) == ("new", "middle")
        assert store.profiles(1)[0].saved == 2

    def test_a_thousand_profiles_are_listed_at_once(self, store: Store) -> None:
        saved(store, 1)
        for number in range(1000):
            (store.folder / "profiles" / f"p{number}.json").write_bytes(b"")
        began = time.perf_counter()
        assert len(store.names(8)) == 8
        assert time.perf_counter() - began < 1


class TestSave:
    def test_what_is_saved_is_read_again(self, store: Store) -> None:
        progress = made(3)
        with store.open("me") as desk:
            assert (desk.progress, desk.note, desk.read_only) == (None, "", False)
            desk.save(progress)
            assert desk.progress == progress
        assert store.load("me").progress == progress

    def test_the_file_is_what_the_design_shows(self, store: Store, file: Path) -> None:
        saved(store, 1)
        text = file.read_text(encoding="utf-8")
        raw = json.loads(text)
        assert list(raw) == ["format", "app", "content", "profile", "answers", "steps", "fields", "log"]
        assert raw["steps"]["toggle-off"]["at"] == "2026-11-21T10:32:05Z"
        assert list(raw["log"][0]) == ["at", "content", "event", "was"]
        assert "№" in text

    def test_unknown_keys_and_steps_are_kept(self, store: Store, file: Path) -> None:
        saved(store, 1)
        raw = json.loads(file.read_text(encoding="utf-8"))
        raw["mood"] = {"deep": [1, None]}
        raw["steps"]["toggle-off"]["by"] = "me"
        raw["steps"]["from-the-future"] = {"status": "dreamt", "at": "2027-01-01T00:00:00Z"}
        raw["log"][0]["hand"] = "left"
        file.write_text(json.dumps(raw), encoding="utf-8")
        with store.open("me") as desk:
            assert desk.progress is not None
            desk.save(desk.progress)
        assert json.loads(file.read_text(encoding="utf-8")) == {
            **raw,
            "steps": {**raw["steps"], "from-the-future": {**raw["steps"]["from-the-future"], "saw": "", "meaning": 1}},
        }

    def test_the_copy_before_is_kept(self, store: Store, file: Path) -> None:
        saved(store, 1, 2, 3)
        assert len(json.loads(file.with_name("me.json.prev").read_bytes())["log"]) == 2

    @POSIX
    @pytest.mark.parametrize("umask", [0o000, 0o077, 0o277])
    def test_only_the_owner_may_look_whatever_the_umask(self, store: Store, umask: int) -> None:
        before = os.umask(umask)
        try:
            saved(store, 1, 2)
            store.save_settings(Settings(theme="dark"))
            copy = write_copy(store.folder / "copies", "a.md", b"a")
        finally:
            os.umask(before)
        for path in (store.folder, store.folder / "profiles", copy.parent):
            assert mode(path) == 0o700
        for path in (copy, *store.files()):
            assert mode(path) == 0o600, path

    @POSIX
    def test_what_stood_open_is_closed(self, store: Store, file: Path) -> None:
        saved(store, 1)
        file.chmod(0o777)
        file.parent.chmod(0o777)
        saved(store, 2)
        assert {mode(path) for path in store.files()} == {0o600}
        assert mode(file.parent) == 0o700

    def test_a_text_that_has_no_utf8_costs_a_letter_and_not_the_event(self, store: Store) -> None:
        with store.open("me") as desk:
            desk.save(made(1).model_copy(update={"fields": {"a.b": "x\udcff"}}))
        progress = store.load("me").progress
        assert progress is not None
        assert progress.fields == {"a.b": "x\ufffd"}

    def test_what_could_not_be_read_again_is_not_written(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        saved(store, 1)
        monkeypatch.setattr(progress_file, "LIMIT", 5000)
        with store.open("me") as desk, pytest.raises(StoreFault, match="larger"):
            desk.save(made(1, fields={"a.b": "x" * 5000}))
        assert events(store.load("me").progress) == 1

    def test_a_desk_that_is_closed_or_only_to_look_at_does_not_write(self, store: Store) -> None:
        saved(store, 1)
        with store.open("me") as closed:
            pass
        for desk in (closed, store.open("me", read_only=True)):
            assert events(desk.progress) == 1
            with pytest.raises(StoreFault):
                desk.save(made(2))
        assert events(store.load("me").progress) == 1


Failing = Callable[[str, int, int], contextlib.AbstractContextManager[list[int]]]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Let one call of a function of `os` fail: which function, which call of it, and how."""

    @contextlib.contextmanager
    def fail(name: str, call: int, error: int) -> Iterator[list[int]]:
        true, calls = getattr(os, name), [0]

        def maybe(*args: Any, **more: Any) -> Any:
            calls[0] += 1
            if calls[0] == call:
                raise OSError(error, os.strerror(error))
            return true(*args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, name, maybe)
            yield calls

    return fail


class TestFaults:
    @pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
    @pytest.mark.parametrize("call", range(1, 9))
    @pytest.mark.parametrize("name", ["open", "write", "fsync", "link", "replace", "fchmod", "close"])
    def test_a_save_that_fails_says_so_and_loses_nothing(
        self, store: Store, file: Path, failing: Failing, name: str, call: int, error: int
    ) -> None:
        saved(store, 1, 2)
        with store.open("me") as desk:
            told = None
            with failing(name, call, error) as calls:
                try:
                    desk.save(made(3))
                except StoreFault as fault:
                    told = fault
            if calls[0] >= call and name not in ("link", "fchmod") and (name, call) != ("fsync", 2):
                assert told is not None
                assert told.exit_code == 3
                assert str(told).endswith(".")
                assert str(told).isprintable()
            found = store.load("me")
            assert found.note == ""
            assert events(found.progress) in ((2, 3) if told else (3,))
            assert events(desk.progress) == (2 if told else 3)
            assert not [path for path in store.files() if ".tmp-" in path.name]
            desk.save(made(4))
        assert events(store.load("me").progress) == 4
        file.unlink()
        assert events(store.load("me").progress) in (2, 3)

    def test_no_file_takes_its_name_before_its_bytes_are_on_the_disk(self, store: Store, failing: Failing) -> None:
        saved(store, 1, 2)
        with store.open("me") as desk, failing("fsync", 1, errno.EIO), pytest.raises(StoreFault):
            desk.save(made(3))
        assert events(store.load("me").progress) == 2

    @POSIX
    def test_after_the_rename_it_is_written_whatever_the_folders_sync_says(
        self, store: Store, file: Path, failing: Failing, tmp_path: Path
    ) -> None:
        saved(store, 1, 2)
        with store.open("me") as desk, failing("fsync", 2, errno.EIO) as calls:
            desk.save(made(3))
            assert calls[0] == 2, "it was asked"
        assert events(store.load("me").progress) == 3
        with failing("fsync", 2, errno.EIO):
            write_out(tmp_path / "out.md", b"new")
        assert (tmp_path / "out.md").read_bytes() == b"new"

    def test_a_full_disk_is_called_full(self, store: Store, failing: Failing) -> None:
        with store.open("me") as desk, failing("fsync", 1, errno.ENOSPC), pytest.raises(StoreFault, match="full; make"):
            desk.save(made(1))

    @pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES])
    @pytest.mark.parametrize("name", ["mkdir", "open"])
    def test_a_folder_that_cannot_be_written_is_told_and_can_still_be_looked_at(
        self, store: Store, failing: Failing, name: str, error: int
    ) -> None:
        if name == "open":
            saved(store, 1)
        with failing(name, 1, error), pytest.raises(StoreFault, match="--read-only") as told:
            store.open("me")
        assert told.value.exit_code == 3
        assert events(store.open("me", read_only=True).progress) == (1 if name == "open" else -1)

    def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write = os.write
        monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:7])))
        saved(store, 5)
        assert store.load("me").progress == made(5)

    def test_a_disk_without_second_names_keeps_the_copy_before_as_well(
        self, store: Store, file: Path, failing: Failing
    ) -> None:
        saved(store, 1)
        with failing("link", 1, errno.EPERM):
            saved(store, 2)
        file.unlink()
        assert events(store.load("me").progress) == 1

    def test_windows_lets_go_of_a_file_after_a_moment(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, failing: Failing
    ) -> None:
        with store.open("me") as desk:
            monkeypatch.setattr(disk, "WINDOWS", True)
            with failing("replace", 1, errno.EACCES):
                desk.save(made(1))
            monkeypatch.undo()
        assert events(store.load("me").progress) == 1

    @POSIX
    def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(self, store: Store) -> None:
        for pause in (0.0, 0.001, 0.003, 0.007, 0.013, 0.02):
            process = run(SAVE, store.folder)
            assert process.stdout is not None
            acknowledged = [process.stdout.readline()]
            time.sleep(pause)
            process.kill()
            acknowledged += process.communicate()[0].splitlines()
            with store.open("me") as desk:
                assert desk.note == ""
                assert events(desk.progress) - int([line for line in acknowledged if line][-1]) in (0, 1)
                assert not [path for path in store.files() if ".tmp-" in path.name]


DAMAGED = {
    "empty": b"",
    "zeros": bytes(500),
    "cut short": b'{"format": 1, "app": "1.0.0", "con',
    "no json": b"<html>",
    "a list": b"[]",
    "no keys": b"{}",
    "another encoding": '{"format": 1}'.encode("utf-16"),
    "no utf-8": b'{"format": 1, "app": "\xff"}',
    "a key twice": b'{"format": 1, "app": "a", "app": "b", "content": "c", "profile": "me"}',
    "no number": b'{"format": 1, "app": "a", "content": "c", "profile": "me", "x": NaN}',
    "too great a number": b'{"format": 1, "app": "a", "content": "c", "profile": "me", "x": 1e999}',
    "a wrong type": b'{"format": 1, "app": "a", "content": "c", "profile": "me", "steps": []}',
    "a wrong format": b'{"format": true, "app": "a", "content": "c", "profile": "me"}',
    "no format": b'{"app": "a", "content": "c", "profile": "me"}',
    "format 0": b'{"format": 0, "app": "a", "content": "c", "profile": "me"}',
    "no time zone": b'{"format": 1, "app": "a", "content": "c", "profile": "me", "log":'
    b' [{"at": "2026-11-21T10:00:00", "content": "c", "event": {}}]}',
    "beyond the calendar": b'{"format": 1, "app": "a", "content": "c", "profile": "me", "log":'
    b' [{"at": "9999-12-31T23:59:59-14:00", "content": "c", "event": {}}]}',
    "deep": b'{"format": 1, "app": "a", "content": "c", "profile": "me", "x": ' + b"[" * 50 + b"]" * 50 + b"}",
    "very deep": b"[" * 100_000,
    "a very long number": b'{"format": ' + b"9" * 10_000 + b"}",
    "huge": b" " * (progress_file.LIMIT + 1),
}


class TestDamage:
    @pytest.mark.parametrize("damage", DAMAGED)
    def test_a_damaged_file_is_set_aside_and_the_last_good_copy_used(
        self, store: Store, file: Path, damage: str
    ) -> None:
        saved(store, 1, 2)
        file.write_bytes(DAMAGED[damage])
        with store.open("me") as desk:
            assert events(desk.progress) == 1
            assert "damaged" in desk.note
            assert "last good copy" in desk.note
            assert str(store.folder / "set-aside") in desk.note
            desk.save(made(3))
        aside = store.folder / "set-aside" / "me-20261121T103205Z.json"
        assert aside.read_bytes() == DAMAGED[damage]
        assert events(store.load("me").progress) == 3
        assert store.open("me", read_only=True).note == ""

    @pytest.mark.parametrize("damage", DAMAGED)
    def test_without_a_good_copy_it_is_a_fresh_start_and_nothing_is_thrown_away(
        self, store: Store, file: Path, damage: str
    ) -> None:
        saved(store, 1)
        for path in (file, file.with_name("me.json.prev")):
            path.write_bytes(DAMAGED[damage])
        with store.open("me") as desk:
            assert desk.progress is None
            assert "fresh start" in desk.note
            desk.save(made(1))
        assert [path.read_bytes() for path in (store.folder / "set-aside").iterdir()] == [DAMAGED[damage]] * 2

    @pytest.mark.parametrize("damage", DAMAGED)
    def test_who_only_looks_changes_nothing(self, store: Store, file: Path, damage: str) -> None:
        saved(store, 1, 2)
        file.write_bytes(DAMAGED[damage])
        before = tree(store.folder)
        with store.open("me", read_only=True) as desk:
            assert events(desk.progress) == 1
            assert "nothing was changed" in desk.note
        assert tree(store.folder) == before

    def test_set_aside_files_never_replace_each_other(self, store: Store, file: Path) -> None:
        for number in range(3):
            saved(store, 1)
            file.write_bytes(b"%d" % number)
            store.open("me").close()
        assert {path.read_bytes() for path in (store.folder / "set-aside").iterdir()} == {b"0", b"1", b"2"}

    def test_a_missing_file_is_replaced_by_the_last_good_copy(self, store: Store, file: Path) -> None:
        saved(store, 1, 2)
        file.unlink()
        assert store.names() == ("me",)
        with store.open("me") as desk:
            assert events(desk.progress) == 1
            assert "missing" in desk.note
        assert store.open("me", read_only=True).note == ""

    def test_an_editors_byte_order_mark_is_no_damage(self, store: Store, file: Path) -> None:
        saved(store, 1)
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
        assert store.load("me").progress == made(1)

    def test_a_file_that_says_it_is_of_somebody_else_is_a_copy_and_never_a_person(
        self, store: Store, file: Path
    ) -> None:
        saved(store, 1)
        copy = file.with_name("you.json")
        copy.write_bytes(file.read_bytes())
        for act in (store.load, store.open):
            with pytest.raises(BadName, match="holds a copy of 'me'"):
                act("you")
        assert store.names() == ("me",)
        assert copy.read_bytes() == file.read_bytes()

    @pytest.mark.long
    @FAST
    @given(data=st.data())
    def test_no_bytes_whatever_lose_the_last_good_copy(self, tmp_path: Path, data: st.DataObject) -> None:
        store = Store(tmp_path / os.urandom(8).hex(), lambda: NOW)
        saved(store, 1, 2)
        file = store.folder / "profiles" / "me.json"
        whole = bytearray(file.read_bytes())
        start = data.draw(st.integers(0, len(whole)), label="from")
        stop = data.draw(st.integers(start, min(len(whole), start + 40)), label="to")
        whole[start:stop] = data.draw(st.binary(max_size=8) | st.sampled_from([b"{", b'"', b"[[", b"null", b"1e9"]))
        file.write_bytes(whole)
        with store.open("me") as desk:
            assert desk.progress is not None
            if desk.note:
                assert events(desk.progress) == 1
                assert [path.read_bytes() for path in (store.folder / "set-aside").iterdir()] == [bytes(whole)]
            desk.save(desk.progress)
        assert store.load("me").progress is not None

    @pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "pipe"])
    @pytest.mark.parametrize("name", ["me.json", "me.json.lock", "me.json.prev"])
    @POSIX
    def test_what_is_no_plain_file_is_never_followed_nor_replaced(
        self, store: Store, tmp_path: Path, name: str, kind: str
    ) -> None:
        saved(store, 1)
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        planted = store.folder / "profiles" / name
        planted.unlink(missing_ok=True)
        match kind:
            case "folder":
                planted.mkdir()
            case "link":
                planted.symlink_to(victim)
            case "dangling link":
                planted.symlink_to(tmp_path / "nowhere")
            case "pipe":
                os.mkfifo(planted)
        kept = planted.lstat()
        if name == "me.json.prev":
            with contextlib.suppress(StoreFault):
                saved(store, 2)
            assert events(store.load("me").progress) in (1, 2)
        else:
            with pytest.raises(StoreFault, match="move it away") as told:
                store.open("me")
            assert told.value.exit_code == 3
            assert planted.lstat().st_ino == kept.st_ino
        assert victim.read_bytes() == b"precious"
        assert not (tmp_path / "nowhere").exists()

    @POSIX
    @pytest.mark.parametrize("name", ["profiles", "set-aside"])
    def test_a_planted_folder_is_not_followed(self, store: Store, file: Path, tmp_path: Path, name: str) -> None:
        saved(store, 1)
        elsewhere = tmp_path / "elsewhere"
        if name == "profiles":
            (store.folder / name).rename(elsewhere)
        else:
            elsewhere.mkdir()
            file.write_bytes(b"damaged")
        (store.folder / name).symlink_to(elsewhere)
        before = tree(elsewhere)
        with pytest.raises(StoreFault, match="symbolic link"):
            store.open("me")
        assert tree(elsewhere) == before

    def test_a_file_in_the_folders_place_is_told(self, store: Store) -> None:
        store.folder.write_bytes(b"")
        for act in (store.load, store.open):
            with pytest.raises(StoreFault, match="not a folder"):
                act("me")


class TestFormats:
    def test_a_newer_format_is_shown_and_never_touched(self, store: Store, file: Path) -> None:
        saved(store, 1, 2)
        file.write_text(json.dumps({**json.loads(file.read_bytes()), "format": 7}), encoding="utf-8")
        before = tree(store.folder)
        with store.open("me") as desk:
            assert desk.read_only
            assert events(desk.progress) == 2
            assert "newer" in desk.note
            assert "format 7" in desk.note
            with pytest.raises(StoreFault):
                desk.save(made(3))
        assert store.load("me").read_only
        assert tree(store.folder) == before

    def test_a_newer_format_that_cannot_be_understood_is_told_and_never_touched(self, store: Store, file: Path) -> None:
        saved(store, 1, 2)
        file.write_bytes(b'{"format": 2, "people": {}}')
        before = tree(store.folder)
        with pytest.raises(StoreFault, match="newer"):
            store.open("me")
        assert tree(store.folder) == before

    def test_an_older_format_is_carried_over_and_kept_as_it_was(
        self, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saved(store, 1)
        old = file.read_bytes()
        monkeypatch.setattr(progress_file, "FORMAT", 3)
        monkeypatch.setitem(progress_file.MIGRATIONS, 1, lambda raw: {**raw, "path": ["1"]})
        monkeypatch.setitem(progress_file.MIGRATIONS, 2, lambda raw: {**raw, "path": [*raw["path"], "2"]})
        looked = store.load("me").progress
        assert not file.with_name("me.json.bak-1").exists()
        with store.open("me") as desk:
            assert desk.progress == looked
            assert desk.progress is not None
            assert (desk.progress.format, desk.progress.more) == (3, {"path": ["1", "2"]})
            assert file.with_name("me.json.bak-1").read_bytes() == old
            desk.save(desk.progress)
        assert json.loads(file.read_bytes())["format"] == 3


def run(code: str, folder: Path) -> "subprocess.Popen[str]":
    """Another process of this project, with the folder as its argument."""
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


SAVE = """
import sys
from pathlib import Path
from datetime import datetime, UTC
from linkedin_guard.model.progress import Entry, Progress
from linkedin_guard.store.profiles import Store
desk = Store(Path(sys.argv[1]), lambda: datetime.now(UTC)).open("me")
line = Entry(at=datetime.now(UTC), content="c", event={})
log = desk.progress.log if desk.progress else ()
while True:
    log += (line,)
    desk.save(Progress(app="a", content="c", profile="me", log=log))
    print(len(log), flush=True)
"""

HOLD = """
import sys
from pathlib import Path
from datetime import datetime, UTC
from linkedin_guard.store.profiles import Store, InUse
try:
    desk = Store(Path(sys.argv[1]), lambda: datetime.now(UTC)).open("me")
except InUse:
    print("in use", flush=True)
else:
    print("open", flush=True)
    sys.stdin.readline()
"""


class TestTwoAtOnce:
    def test_of_many_processes_one_writes_and_the_others_are_told(self, store: Store) -> None:
        processes = [run(HOLD, store.folder) for _ in range(6)]
        said = [process.stdout.readline().strip() for process in processes if process.stdout]
        try:
            assert sorted(said) == ["in use"] * 5 + ["open"]
            with pytest.raises(InUse, match="--read-only") as told:
                store.open("me")
            assert told.value.exit_code == 4
            store.open("me", read_only=True).close()
            store.open("you").close()
        finally:
            for process in processes:
                process.communicate("\n")
        store.open("me").close()

    def test_a_lock_left_by_the_dead_blocks_nobody(self, store: Store) -> None:
        process = run(HOLD, store.folder)
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.kill()
        process.communicate()
        store.open("me").close()

    def test_the_same_process_cannot_write_twice_either(self, store: Store) -> None:
        with store.open("me"), pytest.raises(InUse):
            store.open("me")
        store.open("me").close()

    @POSIX
    @pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
    def test_a_disk_without_locks_works_and_is_said_to_be_one(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, error: int
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(error, os.strerror(error))

        monkeypatch.setattr("fcntl.flock", refuse)
        with store.open("me") as desk:
            assert "knows no locks" in desk.note
            desk.save(made(1))
        assert events(store.load("me").progress) == 1


class TestSettings:
    def test_they_are_kept_and_default_to_nothing(self, store: Store) -> None:
        assert store.settings() == Settings()
        store.save_settings(Settings.model_validate({"theme": "dark", "from-the-future": [1]}))
        assert store.settings() == Settings.model_validate({"theme": "dark", "from-the-future": [1]})

    @pytest.mark.parametrize("damage", [b"[]", b"\xff", b"{", bytes(9)])
    def test_damaged_ones_stop_nobody_and_are_set_aside_before_new_ones_are_written(
        self, store: Store, damage: bytes
    ) -> None:
        store.save_settings(Settings(theme="dark"))
        (store.folder / "settings.json").write_bytes(damage)
        assert store.settings() == Settings()
        store.save_settings(Settings(theme="light"))
        assert store.settings() == Settings(theme="light")
        assert [path.read_bytes() for path in (store.folder / "set-aside").iterdir()] == [damage]

    def test_a_folder_in_their_place_stops_nobody_but_is_told_when_saving(self, store: Store) -> None:
        (store.folder / "settings.json").mkdir(parents=True)
        assert store.settings() == Settings()
        with pytest.raises(StoreFault, match="is a folder"):
            store.save_settings(Settings())


class TestCopies:
    def test_a_copy_never_replaces_another(self, tmp_path: Path) -> None:
        folder = tmp_path / "Documents" / "LinkedIn Guard"
        paths = [write_copy(folder, "Record.md", data) for data in (b"1", b"2", b"3")]
        assert [path.name for path in paths] == ["Record.md", "Record 2.md", "Record 3.md"]
        assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]

    def test_a_copy_stays_in_its_folder(self, tmp_path: Path) -> None:
        assert write_copy(tmp_path / "a", "../../b.md", b"").parent == tmp_path / "a"

    def test_a_copy_that_fails_leaves_nothing(self, tmp_path: Path, failing: Failing) -> None:
        with failing("write", 1, errno.ENOSPC), pytest.raises(StoreFault, match="full"):
            write_copy(tmp_path / "a", "b.md", b"b")
        assert tree(tmp_path / "a") == {}

    def test_an_output_file_is_private_and_replaced_whole(self, tmp_path: Path, failing: Failing) -> None:
        path = tmp_path / "out.md"
        path.write_bytes(b"old")
        with failing("write", 1, errno.EIO), pytest.raises(StoreFault, match="another file"):
            write_out(path, b"new")
        assert tree(tmp_path) == {"out.md": b"old"}
        write_out(path, b"new")
        assert tree(tmp_path) == {"out.md": b"new"}
        if os.name != "nt":
            assert mode(path) == 0o600

    @POSIX
    def test_an_output_file_that_is_none_is_refused(self, tmp_path: Path) -> None:
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        (tmp_path / "link").symlink_to(victim)
        for path in (tmp_path, tmp_path / "link", tmp_path / "none" / "a", victim / "a", Path("/dev/null")):
            with pytest.raises(StoreFault):
                write_out(path, b"new")
        assert victim.read_bytes() == b"precious"


class TestForget:
    def test_everything_the_wizard_kept_is_shown_and_deleted_and_copies_stay(self, store: Store, file: Path) -> None:
        saved(store, 1, 2)
        saved(store, 1, profile="Ж" * 40)
        file.write_bytes(b"damaged")
        saved(store, 3)
        store.save_settings(Settings(theme="dark"))
        file.with_name("me.json.bak-1").write_bytes(b"old")
        copy = write_copy(store.folder / "copies", "a.md", b"a")
        listed = store.files()
        assert {path for path in store.folder.rglob("*") if path.is_file()} == {*listed, copy}
        store.forget()
        assert store.files() == ()
        assert [path for path in store.folder.rglob("*") if path.is_file()] == [copy]

    def test_nothing_at_all_is_left_where_there_were_no_copies(self, store: Store) -> None:
        saved(store, 1)
        store.forget()
        assert not store.folder.exists()
        store.forget()
        assert not store.folder.exists()

    def test_one_person_is_forgotten_and_no_other(self, store: Store) -> None:
        for name in ("me", "me-2", "Me too"):
            saved(store, 1, 2, profile=name)
            (store.folder / "profiles" / f"{file_name(name)}.json").write_bytes(b"damaged")
            store.open(name).close()
        mine = store.files("me")
        others = set(store.files()) - set(mine)
        assert len(mine) == 4
        store.forget("me")
        assert set(store.files()) == others
        assert set(store.names()) == {"me-2", "Me too"}

    def test_nothing_is_deleted_while_one_is_open(self, store: Store) -> None:
        saved(store, 1)
        with store.open("you"):
            before = tree(store.folder)
            with pytest.raises(InUse):
                store.forget()
            with pytest.raises(InUse):
                store.forget("you")
            assert tree(store.folder) == before

    def test_a_desk_opened_after_a_forget_is_guarded(self, store: Store) -> None:
        saved(store, 1)
        store.forget("me")
        with store.open("me"), pytest.raises(InUse):
            store.open("me")


def test_the_store_knows_no_other_part_of_the_program() -> None:
    code = "import sys, linkedin_guard.store.profiles; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours = (name.split(".") for name in done.stdout.split() if name.startswith("linkedin_guard."))
    assert {parts[1] for parts in ours} == {"store", "model"}
