"""One person's way through: what was said is on the disk, Back changes nothing, and nothing half-said is lost."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from walk import CONTENT, NOW, answer_all, answered, pick_for, session_on

from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.model.events import Answer, Copy, Event, Go, Mark, Open, Save, Undo, Use, Write
from linkedin_guard.model.page import Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.plan import status
from linkedin_guard.store.profiles import Desk, InUse, Store, StoreFault
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

pytestmark = pytest.mark.usefixtures("quick_disk")

UK = answered("uk", "18-plus", ("member", "recruiter"))


@pytest.fixture
def session(store: Store) -> Session:
    """Somebody in the UK who has answered the questions and stands at `about-you`."""
    found = session_on(store)
    answer_all(found, UK)
    return found


def hand_in(session: Session, text: str) -> Refusal | None:
    page = session.page
    return session.choose(next(pick for pick in page.picks if fills(page, pick.event)).event, text)


def test_the_first_run_starts_at_start_and_writes_nothing_until_something_is_said(store: Store) -> None:
    session = session_on(store)
    assert session.place == Place("start")
    session.choose(session.page.picks[0].event)
    session.back()
    session.go(Place("start", aside="help"))
    assert store.names() == ()


def test_what_was_said_is_on_the_disk_before_the_screen_says_so(session: Session, store: Store) -> None:
    session.go(Place("do", "toggle-off"))
    pick_for(session, Mark("toggle-off", "completed", "was-on", CONTENT.steps["toggle-off"].meaning))
    assert store.load("me").progress == session.progress
    assert session.said.startswith("Recorded.")
    assert session.place == Place("do", "objection-form")


def test_the_sentence_said_is_of_the_last_event_alone(session: Session) -> None:
    session.go(Place("do", "toggle-off"))
    session.choose(Mark("toggle-off", "skipped"))
    assert session.said
    session.choose(Go(Place("tasks")))
    assert session.said == ""


def test_back_goes_where_the_person_came_from_and_changes_nothing(session: Session) -> None:
    before = session.progress
    for place in ("review", "do.toggle-off", "do.toggle-off.check", "tasks"):
        session.go(Place.parse(place))
    seen = []
    for _ in range(4):
        session.back()
        seen.append(session.place)
    assert seen == [Place("do", "toggle-off", "check"), Place("do", "toggle-off"), Place("review"), Place("about-you")]
    assert session.progress is before


def test_back_leaves_out_pages_that_have_closed(session: Session) -> None:
    session.go(Place("do", "toggle-off"))
    session.go(Place("review"))
    session.choose(Answer("role", ("no-account",)))
    session.back()
    assert journey.is_open(session.moment, session.place)
    assert session.place != Place("do", "toggle-off")


def test_back_after_a_restart_goes_up(session: Session, store: Store) -> None:
    session.close()
    again = session_on(store)
    again.go(Place("do", "objection-form", "sent-on"))
    again.close()
    again = session_on(store)
    assert again.place == Place("tasks")
    again._trail.move(Place("do", "objection-form", "sent-on"))
    again._trail.start_over()
    again.back()
    assert again.place == Place("do", "objection-form")
    again.back()
    assert again.place == Place("tasks")
    again.back()
    assert again.place == Place("tasks")


def test_back_from_an_aside_returns_to_its_page_and_never_leads_into_one(session: Session) -> None:
    session.go(Place("review"))
    session.go(Place("review", aside="sources"))
    session.back()
    assert session.place == Place("review")
    session.go(Place("review", aside="sources"))
    session.choose(session.page.picks[0].event)
    assert session.place == Place("review")
    session.back()
    assert session.place == Place("about-you")


def test_only_open_pages_can_be_gone_to(session: Session) -> None:
    for place in ("do.guest-settings", "nonsense", "sources@nonsense", "do.toggle-off.nonsense"):
        session.go(Place.parse(place))
        assert session.place == Place("about-you")


def test_what_is_half_typed_survives_back_and_going_elsewhere_but_is_not_recorded(
    session: Session, store: Store
) -> None:
    session.go(Place("do", "objection-form", "reference"))
    session.typing("LIN-4")
    session.back()
    session.go(Place("do", "objection-form", "reference"))
    assert session.page.ask is not None
    assert session.page.ask.value == "LIN-4"
    found = store.load("me").progress
    assert found is not None
    assert not found.fields


def test_what_was_refused_stays_to_be_corrected(session: Session) -> None:
    session.go(Place("do", "objection-form", "sent-on"))
    before = session.progress
    refused = hand_in(session, "2999-01-01")
    assert isinstance(refused, Refusal)
    assert session.page.ask is not None
    assert session.page.ask.value == "2999-01-01"
    assert session.progress is before
    assert hand_in(session, "today") is None
    assert session.progress.fields == {"objection-form.sent-on": "2026-11-21"}


def test_what_is_not_to_be_kept_never_reaches_the_disk(session: Session, store: Store, tmp_path: Path) -> None:
    name = "objection-form.name"
    session.choose(Write(name, "Zaphod Beeblebrox", keep=False))
    assert session.moment.memory[name] == "Zaphod Beeblebrox"
    assert all(b"Zaphod" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    session.close()
    assert name not in session_on(store).moment.memory


def test_a_name_handed_in_stays_out_of_the_text_that_is_edited_and_kept(session: Session, tmp_path: Path) -> None:
    session.choose(Write("objection-form.name", "Zaphod Beeblebrox", keep=False))
    session.go(Place("do", "objection-form", "text"))
    ask = session.page.ask
    assert ask is not None
    session.choose(session.page.picks[0].event, f"{ask.value}\nMy own last line.")
    assert all(b"Zaphod" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    text = as_text(letter(session.moment, "objection"))
    assert "My own last line." in text
    assert "Zaphod Beeblebrox" in text


def test_typing_a_name_is_not_handing_it_in(session: Session) -> None:
    session.go(Place("do", "objection-form", "name"))
    session.typing("Zaph")
    session.back()
    assert "Zaph" not in as_text(letter(session.moment, "objection"))


def test_the_day_of_sending_checks_the_step_off(session: Session) -> None:
    session.go(Place("do", "objection-form", "sent-on"))
    session.choose(session.page.picks[0].event)
    assert session.progress.steps["objection-form"].status == "completed"
    assert status.status(session.moment, "objection-reply").id == "waiting"


def test_an_answer_asked_for_beside_the_authority_leads_back_to_it(session: Session) -> None:
    session.choose(Answer("region", ("eu-eea",)))
    session.choose(Write("objection-form.sent-on", "2026-09-01"))
    session.go(Place("do", "complaint", "authority"))
    session.go(Place("ask", "country"))
    session.choose(Answer("country", ("de",)))
    assert session.place == Place("do", "complaint", "authority")
    session.go(Place("ask", "land"))
    session.choose(Answer("land", ("de-by",)))
    assert session.place == Place("do", "complaint", "authority")


def test_undo_takes_back_says_what_and_is_an_entry_itself(session: Session, store: Store) -> None:
    entries = len(session.progress.log)
    session.choose(Mark("toggle-off", "completed", "was-on"))
    assert session.undo() is None
    assert session.said.startswith("Taken back.")
    assert CONTENT.words("steps.toggle-off.title") in session.said
    assert "toggle-off" not in session.progress.steps
    assert len(session.progress.log) == entries + 2
    assert store.load("me").progress == session.progress


def test_undo_to_the_very_start_leads_to_a_page_that_is_open(session: Session) -> None:
    while session.undo() is None:
        assert journey.is_open(session.moment, session.place)
    assert session.progress.answers == {}
    refused = session.undo()
    assert refused is not None
    assert refused.text == CONTENT.words("ui.refusal.nothing-to-undo")


@pytest.mark.parametrize(
    "event",
    [
        Mark("step-of-tomorrow", "completed", "seen"),
        Answer("question-of-tomorrow", ("yes",)),
        Answer("region", ("atlantis",)),
        Write("step-of-tomorrow.part", "text"),
    ],
)
def test_what_another_version_recorded_can_be_taken_back_too(session: Session, store: Store, event: Event) -> None:
    session.close()
    before = session.progress
    with store.open("me") as desk:
        desk.save(journey.apply(before, event, NOW))
    again = session_on(store)
    assert journey.is_open(again.moment, again.place)
    assert again.page.title
    assert again.undo() is None
    assert again.said.startswith("Taken back.")
    assert (again.progress.answers, again.progress.steps, again.progress.fields) == (UK, {}, {})


def test_the_first_open_of_a_steps_link_marks_it_in_progress_and_later_ones_nothing(session: Session) -> None:
    session.go(Place("do", "toggle-off"))
    pick = next(pick for pick in session.page.picks if isinstance(pick.event, Open))
    session.choose(pick.event)
    assert session.progress.steps["toggle-off"].status == "in-progress"
    assert session.place == Place("do", "toggle-off")
    entries = len(session.progress.log)
    session.choose(pick.event)
    assert len(session.progress.log) == entries
    session.choose(Mark("toggle-off", "completed", "was-off"))
    session.go(Place("do", "toggle-off"))
    session.choose(pick.event)
    assert session.progress.steps["toggle-off"].status == "completed"


def test_passing_events_leave_everything_as_it_is(session: Session) -> None:
    before, place = session.progress, session.place
    for event in (Copy("text"), Save("record", "md"), Open("ai-switch"), Go(place)):
        assert session.choose(event) is None
        assert session.place == place
    assert session.progress is before


def test_read_only_shows_everything_and_records_nothing(session: Session, store: Store) -> None:
    reader = session_on(store, read_only=True)
    assert reader.read_only
    for place in journey.places(reader.moment):
        reader.go(place)
        assert reader.page.place == place
    before = reader.progress
    reader.go(Place("do", "toggle-off"))
    refused = reader.choose(Mark("toggle-off", "completed", "was-on"))
    assert refused is not None
    assert refused.text == CONTENT.words("ui.refusal.read-only")
    assert reader.undo() is not None
    assert reader.choose(next(pick for pick in reader.page.picks if isinstance(pick.event, Open)).event) is None
    assert reader.progress is before


def test_a_second_writer_is_turned_away(session: Session, store: Store) -> None:
    with pytest.raises(InUse):
        session_on(store)
    session.close()
    session_on(store).close()


def test_what_could_not_be_saved_is_not_said_to_be_and_can_be_said_again(
    session: Session, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, place = session.progress, session.place
    with monkeypatch.context() as full:

        def fails(*_: object) -> None:
            raise StoreFault("Cannot write: the disk is full; make room and try again.")

        full.setattr(Desk, "save", fails)
        with pytest.raises(StoreFault):
            session.choose(Mark("toggle-off", "completed", "was-on"))
        with pytest.raises(StoreFault):
            session.undo()
    assert session.progress is before
    assert session.place == place
    assert session.said == ""
    assert session.choose(Mark("toggle-off", "completed", "was-on")) is None
    assert store.load("me").progress == session.progress


def test_a_real_full_disk_is_a_sentence(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    before = session.progress
    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        with pytest.raises(StoreFault, match="the disk is full"):
            session.choose(Mark("toggle-off", "completed", "was-on"))
    assert session.progress is before


def test_another_person_has_a_file_a_draft_and_a_trail_of_their_own(session: Session, store: Store) -> None:
    session.go(Place("do", "objection-form", "reference"))
    session.typing("mine")
    session.go(Place("who"))
    assert session.choose(Use("Ana")) is None
    assert session.progress.profile == "Ana"
    assert session.place == Place("start")
    assert not session.progress.answers
    assert not session.moment.draft
    session.back()
    assert session.place == Place("who")
    assert session.choose(Use("Ana")) is None
    answer_all(session, answered("us", "18-plus", ("member",)))
    assert set(store.names()) == {"me", "Ana"}
    assert session.shows_name
    assert set(session.moment.here.profiles) == {"me", "Ana"}
    session.choose(Use("me"))
    assert session.progress.answers == UK
    assert session.place == Place("tasks")


def test_adding_a_person_from_inside_takes_the_name_typed(session: Session) -> None:
    session.go(Place("who"))
    assert hand_in(session, "  Grace Hopper ") is None
    assert session.progress.profile == "Grace Hopper"
    assert session.place == Place("start")


@pytest.mark.parametrize("name", ["", "  ", "~/x", "CON", "x" * 41, "a+b", "bell\a", "ME", "\u202eevil", "²"])
def test_a_name_that_cannot_be_is_a_sentence_and_changes_nothing(session: Session, name: str) -> None:
    session.go(Place("who"))
    before = session.progress
    refused = hand_in(session, name)
    assert refused is not None
    assert refused.text.endswith(".")
    assert session.place == Place("who")
    assert session.progress is before


def test_with_nobody_named_only_who_is_open(store: Store) -> None:
    session = session_on(store, None)
    assert session.place == Place("who")
    session.back()
    assert session.place == Place("who")
    session.go(Place("start"))
    assert session.place == Place("who")
    session.go(Place("who", aside="help"))
    session.back()
    assert session.place == Place("who")
    assert session.choose(Use("Ana")) is None
    assert session.place == Place("start")


def test_the_name_is_shown_only_when_there_are_two(session: Session, store: Store) -> None:
    assert not session.shows_name
    session.close()
    session_on(store, "Ana").choose(Answer("region", ("uk",)))
    assert session_on(store, "me").shows_name


def test_entries_written_under_a_set_clock_say_so(store: Store) -> None:
    session = session_on(store, set_by_hand=True)
    answer_all(session, UK)
    assert [entry.more.get("clock") for entry in session.progress.log] == ["set"] * 3
    session.close()
    later = session_on(store, now=NOW + timedelta(days=1))
    later.choose(Undo())
    assert later.progress.log[-1].more.get("clock") is None


def test_what_a_newer_version_wrote_beside_is_kept(session: Session, store: Store, tmp_path: Path) -> None:
    session.close()
    path = next((tmp_path / "home" / "profiles").glob("*.json"))
    path.write_text(path.read_text("utf-8").replace('"format"', '"colour": "blue", "format"', 1), "utf-8")
    again = session_on(store)
    again.choose(Mark("toggle-off", "skipped"))
    assert '"colour": "blue"' in path.read_text("utf-8")


def test_a_damaged_file_is_said_and_the_last_good_copy_used(session: Session, store: Store, tmp_path: Path) -> None:
    session.close()
    path = next((tmp_path / "home" / "profiles").glob("*.json"))
    path.write_bytes(b'{"format": 1, "cut')
    again = session_on(store)
    assert "last good copy" in again.said
    assert again.progress.answers["region"] == ("uk",)


def test_a_time_that_passes_changes_what_is_due_without_an_event(session: Session, store: Store) -> None:
    session.choose(Mark("toggle-off", "completed", "was-on"))
    session.close()
    later = session_on(store, now=NOW + timedelta(days=90))
    assert status.status(later.moment, "recheck").id == "not-started"


def test_what_is_kept_in_memory_for_one_person_is_gone_for_the_next(store: Store) -> None:
    session = session_on(store, "Ana")
    answer_all(session, UK)
    session.choose(Write("objection-form.name", "Ana Example", keep=False))
    session.go(Place("do", "objection-form", "reference"))
    session.typing("half a number")
    assert session.moment.memory == {"objection-form.name": "Ana Example"}
    assert session.moment.draft
    session.choose(Use("Ben"))
    assert session.progress.profile == "Ben"
    assert (session.moment.memory, session.moment.draft) == ({}, {})
    session.choose(Use("Ana"))
    assert session.moment.memory == {}, "nor is it there when the first comes back"
