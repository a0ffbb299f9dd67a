"""How long the way is, and how it goes on: keys and screens, days that pass, refusals, what a calendar is told."""

from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from few import among, few
from walk import CONTENT, NOW, answered, at, marked, sent, session_on, strings, then

from linkedin_guard import system
from linkedin_guard.documents.dates import dates
from linkedin_guard.faces.export import calendar_file
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.presses import FIRST
from linkedin_guard.model.events import Answer, Event, Go, Mark, Open, Undo, Write
from linkedin_guard.model.page import Moment, Page, fills
from linkedin_guard.model.place import Place
from linkedin_guard.plan.facts import due_of
from linkedin_guard.plan.status import status, way
from linkedin_guard.plan.steps import plan_of
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

HOME = (80, 24)
SENT = "2026-11-02"
LAWS = {
    "eu-eea": ("eu-eea", {"country": "de", "land": "de-by"}),
    "uk": ("uk", {}),
    "switzerland": ("switzerland", {}),
    "quebec": ("canada", {"province": "quebec"}),
    "british-columbia": ("canada", {"province": "british-columbia"}),
    "alberta": ("canada", {"province": "alberta"}),
    "canada": ("canada", {"province": "other"}),
    "hong-kong": ("hong-kong", {}),
}
"""Every law that ends at an authority → region, and what else is answered."""

LEGAL = tuple(law for law in LAWS if CONTENT.laws[law].reply.legal)
COURTESY = tuple(law for law in LAWS if law not in LEGAL)


def waiting(law: str) -> Moment:
    """Somebody under this law who has switched it off, sent the form, and waits."""
    region, more = LAWS[law]
    answers = {**answered(region, "18-plus", ("member",)), **{name: (choice,) for name, choice in more.items()}}
    return sent(marked(at(answers=answers), ("toggle-off", "completed", "was-on")), SENT)


def past(moment: Moment) -> Moment:
    """The same person, on the day after the day to look for an answer."""
    due = due_of(moment, "objection-reply")
    assert due is not None
    return at(moment.progress, now=NOW + timedelta(days=(due.day - NOW.date()).days + 1))


def refused(law: str, saw: str = "refused") -> Moment:
    return then(waiting(law), Mark("objection-reply", "completed", saw))


def wanted(page: Page, region: str) -> Event:
    """What somebody in a hurry does on a page of picks."""
    match page.place:
        case Place("ask", "region"):
            return Answer("region", (region,))
        case Place("ask", "age"):
            return Answer("age", ("18-plus",))
        case Place("ask", "province"):
            return Answer("province", ("quebec",))
        case Place("do", "toggle-off", ""):
            return Mark("toggle-off", "completed", "was-on", CONTENT.steps["toggle-off"].meaning)
        case Place("do", step, ""):
            return Go(Place("do", step, "sent-on"))
    return Go()


def keys_for(page: Page, region: str) -> tuple[str, ...]:
    """The keys that do it: digits, but where text is typed digits are text, and Today is highlighted."""
    if page.ask is None:
        return (str([pick.event for pick in page.picks].index(wanted(page, region)) + 1),)
    if page.ask.kind == "several":
        ticks = () if page.ask.value else ("1",)
        return (*ticks, str(len(page.ask.choices) + 1))
    assert page.picks[0].event == Write(page.ask.into, NOW.date().isoformat())
    return ("enter",)


@pytest.mark.parametrize(
    ("region", "most", "screens"), [("uk", 10, 8), ("eu-eea", 10, 8), ("canada", 11, 9), ("us", 7, 6)]
)
async def test_the_first_pass_is_as_short_as_was_promised(
    region: str, most: int, screens: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the start page to the last main step recorded, in the window; no page of it is shown twice.

    The key that opens each of LinkedIn's pages is pressed once and counted apart.
    """
    opened = list[str]()

    def open_link(url: str, environ: object) -> str:
        opened.append(url)
        return "no-browser"

    monkeypatch.setattr(system, "open_link", open_link)
    session = session_on(Store(tmp_path, now=lambda: NOW))
    app = GuardApp(session)
    pressed, seen = list[str](), list[Place]()
    doing = ("toggle-off",) if region == "us" else ("toggle-off", "objection-form")

    async with app.run_test(size=HOME) as pilot:

        async def press(key: str) -> None:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()

        while not all(status(session.moment, step).id == "completed" for step in doing):
            place, page = session.place, session.page
            assert place not in seen, f"nobody comes back to {place}"
            seen.append(place)
            if any(isinstance(pick.event, Open) for pick in page.picks):
                await press("o")
                assert session.place == place
            for key in keys_for(page, region):
                if key in pressed[-1:]:
                    # Who presses a key again has seen what it did.
                    await pilot.pause(FIRST)
                await press(key)
                pressed.append(key)
            assert session.place != place
    assert len(opened) == len(doing)
    assert len(seen) == screens, seen
    assert len(pressed) <= most, pressed


def test_every_law_that_ends_at_an_authority_is_here() -> None:
    assert set(LAWS) == {law.id for law in CONTENT.laws.values() if law.authorities}


class TestDaysThatPass:
    """A courtesy day asks for nothing; a legal day opens the complaint."""

    @pytest.mark.parametrize("law", COURTESY)
    def test_past_a_courtesy_day_one_waits_and_is_finished(self, law: str) -> None:
        moment = past(waiting(law))
        standing = status(moment, "objection-reply")
        due = due_of(moment, "objection-reply")
        assert due is not None
        assert (standing.id, standing.legal, standing.due) == ("waiting", False, due.day)
        assert standing.words.startswith("No answer yet; the day to ask again was ")
        assert way(moment).finished
        assert [step.id for step in plan_of(moment).extra if step.id == "complaint"] == ["complaint"]
        assert journey.page(moment, Place("do", "objection-reply")).picks[0].event == Go(
            Place("do", "objection-reply", "nothing")
        )

    @pytest.mark.parametrize("law", LEGAL)
    def test_past_a_legal_day_the_complaint_is_a_main_step(self, law: str) -> None:
        before, moment = waiting(law), past(waiting(law))
        standing = status(moment, "objection-reply")
        assert (standing.id, standing.legal) == ("overdue", True)
        assert way(before).finished
        assert not way(moment).finished
        assert "complaint" not in [step.id for step in plan_of(before).core]
        assert "complaint" in [step.id for step in plan_of(moment).core]
        after = then(moment, Mark("complaint", "completed", "sent"))
        assert way(then(after, Write("complaint.sent-on", moment.now.date().isoformat()))).finished

    @pytest.mark.parametrize("law", LAWS)
    def test_no_day_that_has_passed_reaches_a_calendar(self, law: str) -> None:
        moment = past(waiting(law))
        assert all(dated.cancelled or dated.day >= moment.now.date() for dated in dates(moment))
        assert "objection-reply" not in {dated.matter for dated in dates(moment)}


class TestRefused:
    """A refusal leads on, by every law and at every later step, and never in a circle."""

    @pytest.mark.parametrize("law", LAWS)
    @pytest.mark.parametrize("saw", ["refused", "partly"])
    def test_it_opens_the_complaint_and_stays_in_words(self, law: str, saw: str) -> None:
        moment = refused(law, saw)
        assert status(moment, "objection-reply").id == "refused"
        assert not way(moment).finished
        assert "complaint" in [step.id for step in plan_of(moment).core]
        complained = then(moment, Mark("complaint", "completed", "sent"))
        assert status(complained, "objection-reply").id == "refused"
        assert status(complained, "objection-reply").words.endswith("complaint sent")
        assert way(complained).finished

    @pytest.mark.parametrize("law", LAWS)
    def test_to_leave_it_at_that_finishes_and_undo_opens_it_again(self, law: str) -> None:
        moment = refused(law)
        page = journey.page(moment, Place("do", "objection-reply"))
        leave = next(pick.event for pick in page.picks if isinstance(pick.event, Mark) and pick.event.status == "left")
        left = then(moment, leave)
        assert way(left).finished
        assert left.progress.steps["objection-reply"].saw == "refused"
        assert way(then(left, Undo())).plan == way(moment).plan
        assert not way(then(left, Undo())).finished

    def test_a_complaint_that_was_sent_stays_whatever_changes(self) -> None:
        sent_it = then(refused("uk"), Mark("complaint", "completed", "sent"))
        moved = then(sent_it, Answer("region", ("us",)))
        assert "complaint" in [step.id for step in plan_of(moved).steps]

    @pytest.mark.parametrize("law", few(LAWS, among("uk", "quebec")))
    def test_every_page_of_the_way_to_the_authoritys_answer_leads_on(self, law: str) -> None:
        moment = then(refused(law), Mark("complaint", "completed", "sent"))
        assert status(moment, "complaint-answer").id in ("waiting", "not-started")
        for moment_then in (refused(law), moment):
            for place in journey.places(moment_then):
                page = journey.page(moment_then, place)
                leads = {journey.onward(moment_then, place, pick.event) for pick in page.picks if pick.event != Go()}
                assert leads - {place} or any(fills(page, pick.event) for pick in page.picks), place


class TestTheCalendar:
    """What is no longer true is taken out of a calendar: the same event, cancelled, with a higher number."""

    @staticmethod
    def _read(moment: Moment) -> dict[str, tuple[str, int]]:
        events = icalendar.Calendar.from_ical(calendar_file(moment)).walk("VEVENT")
        return {str(event["UID"]): (str(event.get("STATUS", "")), int(str(event["SEQUENCE"]))) for event in events}

    @pytest.mark.parametrize("law", LAWS)
    @pytest.mark.parametrize("event", [Mark("objection-reply", "completed", "refused"), Undo()])
    def test_an_answer_or_undo_cancels_the_day(self, law: str, event: Event) -> None:
        moment = waiting(law)
        before = self._read(moment)
        # The form is sent by three events; all of them are taken back.
        for _ in range(3 if isinstance(event, Undo) else 1):
            moment = then(moment, event)
        after = self._read(moment)
        assert set(after) == set(before)
        [uid] = [uid for uid in before if uid.startswith("objection-reply-")]
        assert before[uid][0] == ""
        assert after[uid][0] == "CANCELLED"
        assert after[uid][1] > before[uid][1]

    def test_a_cancelled_event_reminds_of_nothing(self) -> None:
        data = calendar_file(refused("uk"))
        [event] = [
            event
            for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
            if str(event["UID"]).startswith("objection-reply-")
        ]
        assert not event.walk("VALARM")


class TestTheRecheck:
    """The look comes back for ever, ninety days after the last one; one that reads On again reopens nothing."""

    @pytest.mark.parametrize("saw", ["was-off", "was-on"])
    def test_it_opens_again_ninety_days_after_each_look(self, saw: str) -> None:
        moment = waiting("uk")
        for _ in range(3):
            assert status(moment, "recheck").id == "cannot-start"
            almost = at(moment.progress, now=moment.now + timedelta(days=89))
            assert status(almost, "recheck").id == "cannot-start"
            moment = at(moment.progress, now=moment.now + timedelta(days=90))
            assert status(moment, "recheck").id == "not-started"
            moment = then(moment, Mark("recheck", "completed", saw))

    def test_what_cannot_be_switched_off_opens_the_switch_again(self, tmp_path: Path) -> None:
        store = Store(tmp_path, now=lambda: NOW)
        session = session_on(store)
        for question, choice in {"region": "us", "age": "18-plus", "role": "member"}.items():
            session.choose(Answer(question, (choice,)))
        session.choose(Mark("toggle-off", "completed", "was-on", CONTENT.steps["toggle-off"].meaning))
        session.close()
        later = session_on(store, now=NOW + timedelta(days=90))
        later.go(Place("do", "recheck"))
        pick = next(pick for pick in later.page.picks if isinstance(pick.event, Mark) and pick.event.saw == "stays-on")
        later.choose(pick.event)
        assert status(later.moment, "toggle-off").id == "in-progress"
        assert not way(later.moment).finished
        later.close()


class TestTheFirstEdition:
    """A file in which a refusal was the end is unfinished now: what is next is named, and why is said once."""

    WHY = CONTENT.words("changes.refusal-leads-on")

    @staticmethod
    def _left_by_it(folder: Path, region: str, saw: str, role: str = "member") -> Store:
        """Somebody whose answer was recorded with the content of the first edition."""
        store = Store(folder, now=lambda: NOW)
        moment = sent(marked(at(answers=answered(region, "18-plus", (role,))), ("toggle-off", "completed")), SENT)
        moment = then(moment, Mark("objection-reply", "completed", saw))
        old = {"app": "1.0.0", "content": "2026.11.21"}
        log = tuple(entry.model_copy(update={"content": old["content"]}) for entry in moment.progress.log)
        with store.open("me") as desk:
            desk.save(moment.progress.model_copy(update={**old, "log": log}))
        return store

    @pytest.mark.parametrize("saw", ["refused", "partly"])
    def test_it_is_unfinished_and_says_why_once(self, saw: str, tmp_path: Path) -> None:
        store = self._left_by_it(tmp_path, "uk", saw)
        for said in (True, False):
            session = session_on(store)
            assert session.place == Place("tasks")
            assert (self.WHY in list(strings(session.page.blocks))) == said
            now = way(session.moment)
            assert not now.finished
            assert now.next is not None
            assert session.page.picks[0].event == Go(Place("do", now.next.id))
            assert status(session.moment, "objection-reply").id == "refused"
            session.close()

    def test_to_go_on_or_leave_it_finishes(self, tmp_path: Path) -> None:
        session = session_on(self._left_by_it(tmp_path, "uk", "refused"))
        session.go(Place("do", "objection-reply"))
        leave = next(pick for pick in session.page.picks if pick.label == CONTENT.words("ui.pick.leave"))
        session.choose(leave.event)
        assert way(session.moment).finished
        session.close()

    @pytest.mark.parametrize(("region", "saw"), [("uk", "confirmed"), ("us", "refused")])
    def test_nobody_else_is_told(self, region: str, saw: str, tmp_path: Path) -> None:
        session = session_on(self._left_by_it(tmp_path, region, saw))
        assert self.WHY not in list(strings(session.page.blocks))
        session.close()

    def test_a_refusal_that_is_recorded_now_needs_no_such_word(self, tmp_path: Path) -> None:
        store = Store(tmp_path, now=lambda: NOW)
        with store.open("me") as desk:
            desk.save(refused("uk").progress)
        session = session_on(store)
        assert self.WHY not in list(strings(session.page.blocks))
        session.close()
