"""All that can follow the sending, walked whole: every state that the picks lead to, under every law, on several days.

Two states are one where the same is recorded of every step. Wherever somebody is, the pages hold, what is next is
named, and an end is in reach.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from few import among, few
from test_whole_way import LAWS, SENT
from walk import NOW, answered, at, check_page, marked, sent, then

from linkedin_guard.model.events import Event, Go, Mark, Write
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.plan.status import way
from linkedin_guard.walk import journey

FOLLOWING = ("objection-reply", "complaint-linkedin", "complaint", "complaint-answer")
KNOWN = {
    "not-started", "cannot-start", "in-progress", "waiting", "overdue", "completed", "skipped", "not-found",
    "check-again", "not-needed", "refused", "left",
}  # fmt: skip
PEOPLE = {
    **{law: {**answered(region, "18-plus", ("member",)), **{q: (c,) for q, c in more.items()}}
       for law, (region, more) in LAWS.items()},
    "no-account": answered("us", "18-plus", ("no-account",)),
    "not-sure": answered("not-sure", "18-plus", ("member",)),
}  # fmt: skip
DAYS = (19, 45, 366)
"""How many days after the form was sent somebody looks: before any day, past the legal one, a year on."""

CASES = [
    *((who, 366) for who in PEOPLE),
    *((who, days) for who in ("eu-eea", "uk", "switzerland", "not-sure") for days in DAYS[:2]),
]
"""Every law a year on; on the other days those whose steps differ."""


def waiting(who: str, days: int) -> Moment:
    """Somebody who sent the form, with nothing else open, so many days later."""
    begun = at(answers=PEOPLE[who])
    if PEOPLE[who]["role"] != ("no-account",):
        begun = marked(begun, ("toggle-off", "completed", "was-on"))
    return at(sent(begun, SENT).progress, now=NOW - timedelta(days=19) + timedelta(days=days))


Kind = tuple[tuple[str, str, str], ...]
"""What is recorded of each step, without days."""


def kind(moment: Moment) -> Kind:
    return tuple(sorted((step, record.status, record.saw) for step, record in moment.progress.steps.items()))


def places(moment: Moment) -> Iterator[Place]:
    """The pages about what follows."""
    return (place for place in journey.places(moment) if place.page == "do" and place.name in FOLLOWING)


def recorded(pages: list[Page], today: str) -> Iterator[tuple[Place, Event]]:
    """What the picks of those pages record of a step: outcomes, leaving it, and the day of sending."""
    for page in pages:
        for pick in page.picks:
            match pick.event:
                case Mark():
                    yield page.place, pick.event
                case Write(name, text) if text == today and name.endswith(".sent-on"):
                    yield page.place, pick.event


def after(moment: Moment, event: Event) -> Moment:
    """The moment after the event and what it implies."""
    also = journey.implied(moment, event)
    moment = then(moment, event)
    return moment if also is None else then(moment, also)


def holds(moment: Moment, pages: list[Page]) -> None:
    """What is true wherever somebody is."""
    now = way(moment)
    assert {standing.id for standing in now.standing.values()} <= KNOWN
    for page in (*pages, *(journey.page(moment, place) for place in (Place("tasks"), Place("finish")))):
        check_page(page, page.place, moment.now)
    assert now.finished or now.next is not None
    reply = next((page for page in pages if page.place == Place("do", "objection-reply")), None)
    if now.next is not None and now.next.kind == "complain" and reply is not None:
        assert Go(Place("do", now.next.id)) in [pick.event for pick in reply.picks], "what was answered leads on"
    assert journey.resume(moment) == Place("tasks")


def walked(begun: Moment) -> dict[Kind, tuple[bool, set[Kind]]]:
    """Every state in reach, each checked once → whether one is finished there, and the states that it leads to."""
    found = dict[Kind, tuple[bool, set[Kind]]]()
    todo = [begun]
    while todo:
        moment = todo.pop()
        if kind(moment) in found:
            continue
        pages = [journey.page(moment, place) for place in places(moment)]
        holds(moment, pages)
        leads = set[Kind]()
        for place, event in recorded(pages, moment.now.date().isoformat()):
            later = after(moment, event)
            if kind(later) in leads:
                continue
            assert journey.is_open(later, journey.onward(later, place, event))
            leads.add(kind(later))
            todo.append(later)
        found[kind(moment)] = way(moment).finished, leads
    return found


@pytest.mark.parametrize(("who", "days"), few(CASES, among(("not-sure", 366))))
def test_every_state_holds_and_an_end_is_in_reach(who: str, days: int) -> None:
    states = walked(waiting(who, days))
    reached = {state for state, (finished, _) in states.items() if finished}
    assert reached
    more = reached
    while more:
        more = {state for state, (_, leads) in states.items() if leads & reached} - reached
        reached |= more
    assert reached == set(states)
