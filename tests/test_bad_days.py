"""What cannot be is one sentence, and nothing is lost: days out of their order, two answers in one day, a move."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from walk import CONTENT, NOW, answered, at, marked, pick_for, sent, session_on, strings, texts, then

from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.documents.record import came_of, record
from linkedin_guard.model.events import Answer, Event, Go, Mark, Write
from linkedin_guard.model.page import Moment, Page, Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.plan.facts import due_of
from linkedin_guard.plan.say_dates import say_long
from linkedin_guard.plan.status import way
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

SENT, CAME, COMPLAINED = date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 18)
UK = answered("uk", "18-plus", ("member",))


def refused(answers: dict[str, tuple[str, ...]] = UK) -> Moment:
    """Somebody who sent the form on the one day and was refused on the other."""
    moment = sent(marked(at(answers=answers), ("toggle-off", "completed", "was-on")), SENT.isoformat())
    moment = marked(moment, ("objection-reply", "completed", "refused"))
    return then(moment, Write("objection-reply.came-on", CAME.isoformat()))


def complained(moment: Moment) -> Moment:
    """The same person, who complained to LinkedIn and to the ICO and was answered."""
    for step in ("complaint-linkedin", "complaint"):
        moment = marked(then(moment, Write(f"{step}.sent-on", COMPLAINED.isoformat())), (step, "completed", "sent"))
    return marked(moment, ("complaint-answer", "completed", "for-me"))


def session(tmp_path: Path, moment: Moment) -> Session:
    store = Store(tmp_path, now=lambda: NOW)
    with store.open("me") as desk:
        desk.save(moment.progress)
    return session_on(store)


# field → what is recorded, a day that cannot be, the last or first that can, what the refusal names.
CANNOT = {
    "objection-reply.came-on": (refused(), SENT - timedelta(1), SENT, "objection-form", SENT),
    "objection-reply.identity-on": (
        marked(refused(), ("objection-reply", "in-progress", "asks-identity")),
        SENT - timedelta(1),
        SENT,
        "objection-form",
        SENT,
    ),
    "complaint.sent-on": (refused(), CAME - timedelta(1), CAME, "objection-reply", CAME),
    "complaint-linkedin.sent-on": (refused(), SENT - timedelta(1), CAME, "objection-form", SENT),
    "complaint-answer.came-on": (
        complained(refused()),
        COMPLAINED - timedelta(1),
        COMPLAINED,
        "complaint",
        COMPLAINED,
    ),
    "objection-form.sent-on": (refused(), CAME + timedelta(1), CAME, "objection-reply", CAME),
}


def asked(field: str, moment: Moment) -> Page:
    step, _, part = field.partition(".")
    place = Place("do", step, part)
    assert journey.is_open(moment, place)
    return journey.page(moment, place)


@pytest.mark.parametrize("field", CANNOT)
class TestDaysOutOfOrder:
    def test_what_was_typed_is_refused_in_one_sentence_that_names_the_other_day(self, field: str) -> None:
        moment, wrong, right, step, day = CANNOT[field]
        page = asked(field, moment)
        refusal = journey.read(moment, page, wrong.isoformat())
        assert isinstance(refusal, Refusal)
        assert refusal.text.count(". ") == 0
        assert say_long(CONTENT, day) in refusal.text
        assert CONTENT.words(f"steps.{step}.title") in refusal.text
        assert journey.read(moment, page, right.isoformat()) == Write(field, right.isoformat())

    def test_no_pick_records_such_a_day(self, field: str) -> None:
        moment, wrong, right, *_ = CANNOT[field]
        for of, today in ((wrong, False), (right, True)):
            then_ = at(moment.progress, now=NOW.replace(month=of.month, day=of.day))
            picks = [pick.event for pick in asked(field, then_).picks]
            assert (Write(field, of.isoformat()) in picks) == today

    def test_nothing_is_lost_in_the_session(self, field: str, tmp_path: Path) -> None:
        moment, wrong, *_ = CANNOT[field]
        here = session(tmp_path, moment)
        before = here.progress
        step, _, part = field.partition(".")
        here.go(Place("do", step, part))
        hand_in = next(pick.event for pick in here.page.picks if fills(here.page, pick.event))
        assert isinstance(here.choose(hand_in, wrong.isoformat()), Refusal)
        assert here.progress == before
        assert here.place == Place("do", step, part)
        here.close()


def test_a_day_read_in_two_ways_is_the_one_that_can_be() -> None:
    moment = refused(answered("canada", "18-plus", ("member",)))
    typed = at(moment.progress, draft={"objection-reply.came-on": "05/11/2026"})
    page = journey.page(typed, Place("do", "objection-reply", "came-on", "day"))
    days = [pick.event.text for pick in page.picks if isinstance(pick.event, Write)]
    assert days == ["2026-11-05"], "11 May was before it was sent"


def test_a_complaint_about_silence_may_be_older_than_the_answer() -> None:
    """The day for the answer had passed when it was sent; the answer came later still."""
    moment = sent(marked(at(answers=UK), ("toggle-off", "completed", "was-on")), "2026-09-01")
    due = due_of(moment, "objection-reply")
    assert due is not None
    complained = due.day + timedelta(1)
    moment = then(moment, Write("complaint.sent-on", complained.isoformat()))
    moment = marked(moment, ("complaint", "completed", "sent"), ("objection-reply", "completed", "refused"))
    later = complained + timedelta(9)
    page = asked("objection-reply.came-on", moment)
    assert journey.read(moment, page, later.isoformat()) == Write("objection-reply.came-on", later.isoformat())
    moment = then(moment, Write("objection-reply.came-on", later.isoformat()))
    page = asked("complaint.sent-on", moment)
    assert journey.read(moment, page, complained.isoformat()) == Write("complaint.sent-on", complained.isoformat())


class TestTwoAnswers:
    """A second answer is asked for its own day, and stands in place of the first, which the record keeps."""

    SECOND: Event = Mark("objection-reply", "completed", "confirmed", CONTENT.steps["objection-reply"].meaning)

    def test_in_one_day_both_are_kept_and_it_is_said(self, tmp_path: Path) -> None:
        here = session(tmp_path, refused())
        here.go(Place("do", "objection-reply"))
        pick_for(here, self.SECOND)
        assert CONTENT.say("ui.said.instead", was=CONTENT.words("ui.saw.refused")) in here.said
        assert here.place == Place("do", "objection-reply", "came-on")
        pick_for(here, Write("objection-reply.came-on", NOW.date().isoformat()))
        said = " ".join(strings(record(here.moment)))
        assert CONTENT.words("ui.saw.refused") in said
        assert CONTENT.words("ui.saw.confirmed") in said
        assert way(here.moment).finished
        here.close()

    def test_the_day_of_the_first_is_not_the_day_of_the_second(self) -> None:
        moment = sent(marked(at(answers=UK), ("toggle-off", "completed", "was-on")), SENT.isoformat())
        moment = marked(moment, ("objection-reply", "in-progress", "extended"))
        moment = then(moment, Write("objection-reply.came-on", "2026-11-05"))
        assert day_of(moment) == date(2026, 11, 5)
        moment = marked(moment, ("objection-reply", "completed", "refused"))
        assert day_of(moment) == NOW.date()
        page = asked("objection-reply.came-on", moment)
        assert page.ask is not None
        assert page.ask.value == ""
        assert "5 November" not in as_text(letter(moment, "complaint-authority"))
        moment = then(moment, Write("objection-reply.came-on", CAME.isoformat()))
        assert day_of(moment) == CAME
        assert say_long(CONTENT, CAME) in as_text(letter(moment, "complaint-authority"))
        left = then(moment, Mark("objection-reply", "left", "refused"))
        assert day_of(left) == CAME


def day_of(moment: Moment) -> date:
    return next(came.day for came in came_of(moment) if came.step.id == "objection-reply")


class TestAMove:
    """Another region after a refusal: every record stays and is shown, what changes is said."""

    @pytest.mark.parametrize("region", ["eu-eea", "switzerland", "canada", "hong-kong", "us", "elsewhere", "not-sure"])
    def test_nothing_is_lost_and_it_is_said(self, region: str, tmp_path: Path) -> None:
        here = session(tmp_path, complained(refused()))
        before = here.progress
        here.go(Place("ask", "region"))
        pick_for(here, Answer("region", (region,)))
        assert (here.progress.steps, here.progress.fields) == (before.steps, before.fields)
        assert CONTENT.words("ui.said.changed-both") in here.said
        assert CONTENT.words("ui.said.as-sent") in here.said
        assert here.place == Place("review")
        shown = [
            *strings(record(here.moment)),
            *texts(journey.page(here.moment, Place("finish"))),
        ]
        for step in before.steps:
            assert any(CONTENT.words(f"steps.{step}.title") in line for line in shown), step
        titles = [pick.label for pick in journey.page(here.moment, Place("tasks")).picks]
        assert CONTENT.words("steps.complaint.title") in titles
        here.choose(Go(Place("ask", "region")))
        pick_for(here, Answer("region", ("uk",)))
        assert way(here.moment).finished == way(complained(refused())).finished
        here.close()


class TestAnotherProvince:
    """The texts and the authority are of the province that is said now; what was sent is as it was sent."""

    @pytest.mark.parametrize(
        ("now", "said"), [("british-columbia", "both"), ("alberta", "both"), ("other", "both"), ("quebec", None)]
    )
    def test_it_is_said_what_changes(self, now: str, said: str | None, tmp_path: Path) -> None:
        here = session(tmp_path, at(answers={**answered("canada", "18-plus", ("member",)), "province": ("quebec",)}))
        before = as_text(letter(here.moment, "objection"))
        here.go(Place("ask", "province"))
        pick_for(here, Answer("province", (now,)))
        told = [key for key in ("both", "texts", "authorities") if CONTENT.words(f"ui.said.changed-{key}") in here.said]
        assert told == ([said] if said else [])
        assert CONTENT.words("ui.said.as-sent") not in here.said
        assert "P-39.1" in before
        assert ("P-39.1" in as_text(letter(here.moment, "objection"))) == (now == "quebec")
        here.close()

    def test_the_first_answer_changes_nothing(self, tmp_path: Path) -> None:
        here = session(tmp_path, at(answers=answered("canada", "18-plus", ("member",))))
        here.go(Place("ask", "province"))
        pick_for(here, Answer("province", ("quebec",)))
        assert CONTENT.words("ui.said.changed-both") not in here.said
        here.close()
