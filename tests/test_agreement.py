"""How far a person is comes from one function: every page, file and code that says it says the same.

Over every combination of what can be recorded of the main steps, with refusals, complaints and what was left, in every
region, and on the day, past the day of the answer and a year on.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, product

import click
import pytest
from walk import CONTENT, NOW, REGIONS, Answers, answered, at, marked, then

from linkedin_guard.cli import person
from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.record import overview, record
from linkedin_guard.faces import as_json
from linkedin_guard.model.blocks import Block, Bullets, Tasks
from linkedin_guard.model.events import Go, Write
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.plan.status import Way, status, way
from linkedin_guard.walk import journey

DAYS = (0, 45, 366)
"""How many days after it was sent somebody looks."""

ANSWERS = (None, "confirmed", "partly", "refused", "extended", "something-else", "left")
LAWS: dict[str, Answers] = {
    **{region: answered(region, "18-plus", ("member",)) for region in REGIONS},
    "no-account": answered("us", "18-plus", ("no-account",)),
    "quebec": {**answered("canada", "18-plus", ("member",)), "province": ("quebec",)},
}
"""A member under every law, and somebody without an account."""


def moments(answers: Answers) -> Iterator[Moment]:
    """Every combination of what can be recorded of the main steps; what cannot be reached is recorded all the same."""
    begun = at(answers=answers)
    steps = {name for name in ("toggle-off", "objection-form") if status(begun, name).id != "not-needed"}
    switches = (None, "completed", "not-found", "skipped") if "toggle-off" in steps else (None,)
    sendings = (None, "skipped", "sent") if "objection-form" in steps else (None,)
    ways = (None, "sent", "left")
    for switch, sending, answer, first, second, last in product(
        switches,
        sendings,
        ANSWERS,
        ways if answers["region"] in (("uk",), ("canada",)) else (None,),
        ways,
        (None, "for-me"),
    ):
        moment = begun if switch is None else marked(begun, ("toggle-off", switch, "was-on"))
        if sending == "sent":
            moment = then(moment, Write("objection-form.sent-on", NOW.date().isoformat()))
            moment = marked(moment, ("objection-form", "completed", "sent"))
        elif sending is not None:
            moment = marked(moment, ("objection-form", sending))
        if answer is not None:
            mark = "in-progress" if answer in ("extended", "something-else") else "completed"
            moment = marked(moment, ("objection-reply", *(("left",) if answer == "left" else (mark, answer))))
        for step, came in (("complaint-linkedin", first), ("complaint", second)):
            if came == "sent":
                moment = then(moment, Write(f"{step}.sent-on", NOW.date().isoformat()))
            if came is not None:
                moment = marked(moment, (step, *(("completed", "sent") if came == "sent" else ("left",))))
        if last is not None:
            moment = marked(moment, ("complaint-answer", "completed", last))
        yield moment


def tasks_in(blocks: tuple[Block, ...]) -> dict[str, tuple[str, ...]]:
    """Title → how it is said to stand, wherever it is listed."""
    found: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        if isinstance(block, Tasks):
            for task in block.rows:
                found[task.title] = (*found.get(task.title, ()), task.state)
    return found


def title(step: str) -> str:
    return CONTENT.words(f"steps.{step}.title")


def agree(moment: Moment, now: Way) -> None:
    """What is said of it everywhere but by the command."""
    standing = {step.id: now.standing[step.id].id for step in now.plan.steps}
    assert standing == {step: status(moment, step).id for step in standing}
    for said in (as_json.status(moment), as_json.record(moment)):
        assert (said["finished"], said["done"], said["of"]) == (now.finished, now.done, now.of)
        assert said["next"] == (None if now.next is None else now.next.id)
        assert {step["id"]: step["status"] for step in said["steps"]} == standing
    row = as_json.profile(moment)
    assert (row["finished"], row["done"], row["of"]) == (now.finished, now.done, now.of)
    assert row["next"] == (None if now.next is None else now.next.id)
    agrees_with_its_pages(moment, now)
    agrees_with_the_calendar(moment, now)
    for blocks in (record(moment), overview(moment)):
        listed = tasks_in(blocks)
        for step in now.plan.core:
            assert listed[title(step.id)] == (standing[step.id],), step.id


def agrees_with_its_pages(moment: Moment, now: Way) -> None:
    tasks, finish = journey.page(moment, Place("tasks")), journey.page(moment, Place("finish"))
    done = CONTENT.say("ui.caption.done", done=now.done, of=now.of)
    assert tasks.caption == finish.caption == done
    assert finish.title == CONTENT.words(f"pages.finish.title-{'done' if now.finished else 'open'}")
    first = Go(Place("finish")) if now.next is None else Go(Place("do", now.next.id))
    assert tasks.picks[0].event == first
    assert (finish.picks[0].event == first) == (now.next is not None)
    listed = [pick for pick in tasks.picks if isinstance(pick.event, Go) and pick.note]
    assert [(pick.label, pick.note) for pick in listed] == [
        (title(step.id), now.standing[step.id].words) for step in now.plan.steps
    ]
    ahead = {step.id for step in (*now.awaited, *now.opening, *now.refused)}
    said = {CONTENT.say("ui.recorded.line", step=title(name), line=now.standing[name].words) for name in ahead}
    assert set(what_comes_next(finish)) == said


def what_comes_next(finish: Page) -> tuple[str, ...]:
    """The lines under "What happens next"."""
    heads = [getattr(block, "text", "") for block in finish.blocks]
    if (name := CONTENT.words("pages.finish.next")) not in heads:
        return ()
    block = finish.blocks[heads.index(name) + 1]
    assert isinstance(block, Bullets)
    return tuple(block.items)


def agrees_with_the_calendar(moment: Moment, now: Way) -> None:
    today = moment.now.date()
    ahead = {step.id: now.standing[step.id].due for step in (*now.awaited, *now.opening)}
    there = {dated.matter: dated.day for dated in dates(moment) if not dated.cancelled}
    assert there == {name: day for name, day in ahead.items() if day is not None and day >= today}
    assert not {dated.matter for dated in dates(moment) if dated.cancelled} & set(ahead)


def exit_code(moment: Moment, monkeypatch: pytest.MonkeyPatch) -> int:
    """How `status` ends."""
    monkeypatch.setattr(person, "moment_of", lambda *_: moment)
    monkeypatch.setattr(person, "write_output", lambda *_: None)
    with click.Context(person.status, obj=None) as context:
        code: int = context.invoke(person.status, as_data=False, profile=None)
    return code


def check(answers: Answers, days: int, monkeypatch: pytest.MonkeyPatch, each: int = 1) -> None:
    """All of it agrees; of what can be recorded, only each so-many-th where it is to be quick."""
    seen = set[tuple[object, ...]]()
    for begun in islice(moments(answers), 0, None, each):
        moment = at(begun.progress, now=NOW + timedelta(days=days))
        now = way(moment)
        if (kind := (now.finished, now.next, *now.standing.items())) not in seen:
            seen.add(kind)
            agree(moment, now)
            assert exit_code(moment, monkeypatch) == (0 if now.finished else 1)
    assert {finished for finished, *_ in seen} == {True, False}


def test_all_that_say_how_far_somebody_is_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    check(LAWS["uk"], 45, monkeypatch, each=11)


@pytest.mark.long
@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("law", LAWS)
def test_in_every_region_and_on_several_days_all_of_them_agree(
    law: str, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(LAWS[law], days, monkeypatch)
