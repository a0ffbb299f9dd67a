"""What something else did to the files while the wizard was open: seen before each save, and never overwritten."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from walk import CONTENT, NOW, blank, session_on

from linkedin_guard.model.events import Answer, Mark, Recorded, Undo, Write
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress
from linkedin_guard.store.profiles import Changed, InUse, Store, StoreFault
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey
from linkedin_guard.walk.merge import Meeting, meet
from linkedin_guard.walk.session import Session

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move what is open")
UK, US = Answer("region", ("uk",)), Answer("region", ("us",))
ADULT = Answer("age", ("18-plus",))
TOGGLE = Mark("toggle-off", "completed", "was-on")


def after(progress: Progress, *events: Recorded, minutes: int = 0) -> Progress:
    for event in events:
        progress = journey.apply(progress, event, NOW + timedelta(minutes=minutes))
    return progress


def folded(progress: Progress) -> bool:
    """Whether the log adds up to the snapshot."""
    found = journey.fold(progress.log, blank())
    return (found.answers, found.steps, found.fields) == (progress.answers, progress.steps, progress.fields)


@pytest.fixture
def file(store: Store) -> Path:
    return store.folder / "profiles" / "me.json"


@pytest.fixture
def session(store: Store) -> Session:
    """Somebody who has said where they live, on the next question."""
    session = session_on(store)
    session.go(Place("ask", "region"))
    assert session.choose(UK) is None
    return session


def on_disk(store: Store) -> Progress:
    found = store.load("me").progress
    assert found is not None
    return found


class TestMerge:
    def test_what_is_in_no_conflict_goes_after_theirs(self) -> None:
        last = after(blank(), UK)
        assert meet(last, last, after(last, TOGGLE), (ADULT,)) == Meeting((ADULT,), ())

    def test_on_the_same_key_theirs_is_kept_and_ours_named(self) -> None:
        last = after(blank(), UK)
        assert meet(last, last, after(last, US), (Answer("region", ("canada",)), ADULT)) == Meeting(
            (ADULT,), (Answer("region", ("canada",)),)
        )

    @pytest.mark.parametrize("event", [ADULT, TOGGLE, Write("objection-form.reference", "7")])
    def test_the_same_said_twice_is_said_once(self, event: Recorded) -> None:
        last = after(blank(), UK)
        assert meet(last, last, after(last, event, minutes=5), (event,)) == Meeting((), ())

    def test_an_undo_does_not_reach_over_what_was_not_seen(self) -> None:
        last = after(blank(), UK)
        assert meet(last, last, last, (Undo(),)) == Meeting((Undo(),), ())
        assert meet(last, last, after(last, ADULT), (Undo(),)) == Meeting((), (Undo(),))

    def test_a_log_that_does_not_go_on_from_ours_does_not_meet(self) -> None:
        last = after(blank(), UK, ADULT)
        for theirs in (after(blank(), UK), after(blank(), UK, TOGGLE), blank(), after(blank(), ADULT, UK)):
            assert meet(last, last, theirs, (TOGGLE,)) is None

    def test_a_text_still_being_typed_need_not_be_in_theirs(self) -> None:
        before = after(blank(), UK)
        last = after(before, Write("objection-form.text", "Dear"))
        theirs = after(before, ADULT)
        longer = Write("objection-form.text", "Dear all")
        assert meet(last, before, theirs, (longer,)) == Meeting((longer,), ())
        assert meet(last, before, theirs, (TOGGLE,)) == Meeting((Write("objection-form.text", "Dear"), TOGGLE), ())
        assert meet(last, last, theirs, (TOGGLE,)) is None
        assert meet(last, before, after(last, ADULT), (longer,)) == Meeting((longer,), ())


class TestSession:
    def test_what_another_computer_added_is_taken_over_and_ours_goes_after_it(
        self, session: Session, store: Store, file: Path
    ) -> None:
        file.write_bytes(encode(after(session.progress, TOGGLE)))
        assert session.choose(ADULT) is None
        assert CONTENT.words("ui.said.met") in session.said
        assert "Recorded." in session.said
        found = on_disk(store)
        assert [entry.event["kind"] for entry in found.log] == ["answer", "mark", "answer"]
        assert found.answers == {"region": ("uk",), "age": ("18-plus",)}
        assert set(found.steps) == {"toggle-off"}
        assert folded(found)
        assert session.progress == found

    def test_of_two_answers_theirs_is_kept_and_ours_is_named(self, session: Session, store: Store, file: Path) -> None:
        file.write_bytes(encode(after(session.progress, Answer("age", ("16-17",)))))
        assert session.choose(ADULT) is None
        assert session.said == " ".join(
            [CONTENT.words("ui.said.met"), CONTENT.say("ui.said.lost", what=session._words(ADULT))]
        )
        assert on_disk(store).answers["age"] == ("16-17",)
        assert session.progress.answers["age"] == ("16-17",)
        # And now that it has been seen, it can be changed.
        session.go(Place("ask", "age"))
        assert session.choose(ADULT) is None
        assert on_disk(store).answers["age"] == ("18-plus",)

    def test_where_the_two_do_not_meet_theirs_stays_and_ours_is_kept_beside_it(
        self, session: Session, store: Store, file: Path
    ) -> None:
        theirs = after(blank(), US, TOGGLE)
        file.write_bytes(encode(theirs))
        assert session.choose(ADULT) is None
        name = "me.other-20261121T103205Z.json"
        assert session.said == CONTENT.say("ui.said.apart", file=name)
        assert on_disk(store).log == theirs.log == session.progress.log
        apart = json.loads(file.with_name(name).read_bytes())
        assert apart["answers"] == {"region": ["uk"], "age": ["18-plus"]}
        assert store.names() == ("me",)
        assert file.with_name(name) in store.files("me")
        # It goes on from there.
        session.go(Place("ask", "region"))
        assert session.choose(UK) is None
        assert on_disk(store).log[: len(theirs.log)] == theirs.log
        assert "Recorded." in session.said

    def test_a_text_being_typed_meets_them_too_and_is_one_entry(
        self, session: Session, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for event in (ADULT, Answer("role", ("member",))):
            session._keep(event)
        session.place = Place("do", "objection-form", "text")
        assert session.page.ask is not None
        session.typing("Dear")
        session.keep()
        before = session.progress
        file.write_bytes(encode(after(before, TOGGLE)))
        session.typing("Dear all")
        session.keep()
        session.typing("Dear all,")
        session.keep()
        found = on_disk(store)
        assert [entry.event["kind"] for entry in found.log[len(before.log) :]] == ["mark", "write"]
        assert found.fields[session.page.ask.into] == "Dear all,"
        assert "toggle-off" in found.steps
        assert folded(found)
        session.back()
        assert session.said == CONTENT.words("ui.said.met")

    def test_a_newer_version_that_took_over_ends_the_writing_and_nothing_of_its_file(
        self, session: Session, store: Store, file: Path
    ) -> None:
        file.write_text(json.dumps({**json.loads(file.read_bytes()), "format": 9}), "utf-8")
        newer, before = file.read_bytes(), session.progress
        with pytest.raises(StoreFault, match=r"newer LinkedIn Guard.*not recorded"):
            session.choose(ADULT)
        assert session.progress is before
        assert session.read_only
        assert session.choose(ADULT) is not None, "from then on it is refused"
        assert file.read_bytes() == newer
        assert list(file.parent.glob("*.other-*")) == [], "all that was recorded here is in theirs"

    def test_what_a_newer_version_does_not_have_is_kept_apart(self, session: Session, file: Path) -> None:
        file.write_bytes(b'{"format": 9, "people": {}}')
        with pytest.raises(StoreFault, match=r"is kept in me\.other-20261121T103205Z\.json\."):
            session.choose(ADULT)
        assert file.read_bytes() == b'{"format": 9, "people": {}}'
        apart = json.loads(file.with_name("me.other-20261121T103205Z.json").read_bytes())
        assert apart["answers"] == {"region": ["uk"]}

    def test_damage_under_an_open_session_is_set_aside_and_said(
        self, session: Session, store: Store, file: Path
    ) -> None:
        file.write_bytes(b"{")
        assert session.choose(ADULT) is None
        assert "damaged by something else" in session.said
        assert [path.read_bytes() for path in (store.folder / "set-aside").iterdir()] == [b"{"]
        assert on_disk(store) == session.progress
        assert set(session.progress.answers) == {"region", "age"}

    def test_another_persons_file_in_its_place_is_left_alone(self, session: Session, file: Path) -> None:
        ana = encode(after(blank(profile="Ana"), US))
        file.write_bytes(ana)
        with pytest.raises(StoreFault, match="another person's"):
            session.choose(ADULT)
        assert file.read_bytes() == ana
        assert len(list(file.parent.glob("me.other-*.json"))) == 1

    @pytest.mark.parametrize("gone", ["me.json", "profiles", "."])
    @POSIX
    def test_what_was_deleted_is_written_anew_and_said(
        self, gone: str, session: Session, store: Store, file: Path
    ) -> None:
        path = store.folder / gone if gone != "me.json" else file
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        assert session.choose(ADULT) is None
        assert "was gone" in session.said
        assert on_disk(store) == session.progress
        with pytest.raises(InUse):
            store.open("me")

    def test_only_touched_is_not_changed(self, session: Session, store: Store, file: Path) -> None:
        os.utime(file, (1, 1))
        spare = file.with_name("spare")
        shutil.copy(file, spare)
        spare.replace(file)
        assert session.choose(ADULT) is None
        assert session.said.startswith("Recorded.")

    def test_a_change_within_one_tick_of_the_clock_is_seen(self, session: Session, store: Store, file: Path) -> None:
        """In place, of the same length, and with the same times: by what is in it alone."""
        was, data = file.stat(), file.read_bytes()
        file.write_bytes(data.replace(b'"uk"', b'"us"'))
        os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
        session.choose(ADULT)
        assert CONTENT.say("ui.said.apart", file="me.other-20261121T103205Z.json") == session.said
        assert on_disk(store).answers == {"region": ("us",)}

    def test_who_never_stops_writing_is_told_of_and_loses_nothing(
        self, session: Session, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Something that writes between every look and the next."""
        desk = session._desk
        assert desk is not None
        true, before = desk.save, session.progress

        def hurried(progress: Progress, over: Changed | None = None) -> str:
            file.write_bytes(encode(after(on_disk(store), TOGGLE)))
            return true(progress, over)

        monkeypatch.setattr(desk, "save", hurried)
        with pytest.raises(StoreFault, match="changed by something else"):
            session.choose(ADULT)
        assert session.progress is before
        monkeypatch.undo()
        assert session.choose(ADULT) is None
        assert {entry.event["kind"] for entry in on_disk(store).log} == {"answer", "mark"}

    def test_a_full_disk_while_meeting_loses_neither(
        self, session: Session, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        theirs = after(session.progress, TOGGLE)
        file.write_bytes(encode(theirs))

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as disk:
            disk.setattr(os, "write", full)
            with pytest.raises(StoreFault, match="full"):
                session.choose(ADULT)
        assert on_disk(store).log == theirs.log
        assert session.choose(ADULT) is None
        assert len(on_disk(store).log) == 3


def delete_lock(profiles: Path) -> None:
    (profiles / "me.json.lock").unlink()


def replace_lock(profiles: Path) -> None:
    (profiles / "spare").write_bytes(b"")
    (profiles / "spare").replace(profiles / "me.json.lock")


def move_lock(profiles: Path) -> None:
    (profiles / "me.json.lock").rename(profiles / "elsewhere")


def replace_folder(profiles: Path) -> None:
    profiles.rename(profiles.with_name("old"))
    shutil.copytree(profiles.with_name("old"), profiles)


def link_folder(profiles: Path) -> None:
    profiles.rename(profiles.with_name("old"))
    profiles.symlink_to(profiles.with_name("old"))


THEFTS = [delete_lock, replace_lock, move_lock, replace_folder]


@POSIX
class TestLock:
    @pytest.mark.parametrize("steal", THEFTS)
    def test_one_that_was_taken_away_is_taken_again_before_the_save(
        self, steal: Callable[[Path], None], session: Session, store: Store, file: Path
    ) -> None:
        steal(file.parent)
        assert session.choose(ADULT) is None
        assert session.said.startswith("Recorded.")
        assert on_disk(store) == session.progress
        with pytest.raises(InUse):
            store.open("me")
        session.close()
        store.open("me").close()

    @pytest.mark.parametrize("steal", THEFTS)
    def test_who_lost_it_to_another_window_writes_no_more(
        self, steal: Callable[[Path], None], session: Session, store: Store, file: Path
    ) -> None:
        steal(file.parent)
        other = session_on(store)
        other.go(Place("ask", "age"))
        assert other.choose(ADULT) is None
        before = session.progress
        with pytest.raises(InUse, match=r"opened in another window meanwhile.*not recorded"):
            session.choose(ADULT)
        assert session.progress is before
        assert session.read_only
        assert on_disk(store) == other.progress
        assert list(file.parent.glob("*.other-*")) == [], "all that was recorded here is in theirs"

    @pytest.mark.parametrize("steal", THEFTS)
    def test_of_two_that_both_write_nothing_is_lost(
        self, steal: Callable[[Path], None], session: Session, store: Store, file: Path
    ) -> None:
        steal(file.parent)
        other = session_on(store)
        other.go(Place("ask", "age"))
        assert other.choose(ADULT) is None
        other.close()
        assert session.choose(Answer("age", ("18-plus",))) is None
        session.go(Place("ask", "role"))
        assert session.choose(Answer("role", ("member",))) is None
        assert set(on_disk(store).answers) == {"region", "age", "role"}
        assert folded(on_disk(store))

    def test_a_link_in_the_folders_place_is_not_followed(self, session: Session, store: Store, file: Path) -> None:
        old = file.read_bytes()
        link_folder(file.parent)
        with pytest.raises(StoreFault, match="symbolic link"):
            session.choose(ADULT)
        assert file.read_bytes() == old

    def test_a_save_costs_no_more_than_a_look(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is unchanged is compared and not parsed."""
        monkeypatch.setattr("linkedin_guard.store.progress_file.parse", lambda data: pytest.fail("it was parsed"))
        assert session.choose(ADULT) is None
