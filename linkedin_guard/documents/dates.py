"""What belongs in a calendar: the day to look for LinkedIn's answer, and the re-check."""

from dataclasses import dataclass
from datetime import date, datetime

from linkedin_guard.model.events import Mark, Recorded, Undo, Write, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.steps import Step
from linkedin_guard.plan.status import answer_day, status
from linkedin_guard.plan.steps import law_of, plan_of


@dataclass(frozen=True)
class Dated:
    """A day and what it is for. `matter` never changes for the same thing; `revision` rises when the day may have."""

    matter: str
    day: date
    title: str
    text: str
    url: str
    changed: datetime
    revision: int


def dates(moment: Moment) -> tuple[Dated, ...]:
    """The days that lie in this person's steps: an answer still awaited, and steps that open later."""
    found = []
    for step in plan_of(moment.content, moment.progress).steps:
        if step.kind == "answer" and status(moment, step.id).id in ("waiting", "overdue"):
            found.append(_reply(moment, step))
        elif step.opens_after is not None:
            found.append(_opening(moment, step))
    return tuple(dated for dated in found if dated is not None)


def _reply(moment: Moment, step: Step) -> Dated | None:
    content, day = moment.content, answer_day(moment, step)
    if day is None:
        return None
    law = law_of(content, moment.progress)
    title = content.words("ui.next.calendar-reply" if law.reply.legal else "ui.next.calendar-ask")
    text = content.grammar.together(content.sentence(claim) for claim in law.claims)
    return Dated(f"{step.id}", day, title, text, _address(moment, step.after), *_changes(moment, step))


def _opening(moment: Moment, step: Step) -> Dated | None:
    standing = status(moment, step.id)
    if standing.id != "cannot-start" or standing.due is None:
        return None
    content = moment.content
    text = content.words(f"steps.{step.id}.why")
    title = content.words("ui.next.calendar-recheck")
    return Dated(step.id, standing.due, title, text, _address(moment, step.id), *_changes(moment, step))


def _address(moment: Moment, step: str | None) -> str:
    link = None if step is None else moment.content.steps[step].link
    return "" if link is None else moment.content.address(link)


def _changes(moment: Moment, step: Step) -> tuple[datetime, int]:
    """When something about the matter was last recorded, and how often since the first time."""
    about = [entry.at for entry in moment.progress.log if _concerns(from_data(entry.event), step)]
    return (about[-1], len(about) - 1) if about else (moment.now, 0)


def _concerns(event: Recorded | None, step: Step) -> bool:
    match event:
        case Mark(name):
            return name in (step.id, step.after)
        case Write(name):
            return name.partition(".")[0] in (step.id, step.after)
    return isinstance(event, Undo)
