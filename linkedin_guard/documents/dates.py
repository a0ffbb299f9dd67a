"""What belongs in a calendar: the days to look for an answer, and the re-check; and what is no longer true of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from linkedin_guard.model.events import Answer, Mark, Recorded, Undo, Write, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.steps import Step
from linkedin_guard.plan.facts import basis, due_of, field, matter
from linkedin_guard.plan.status import Way, looks, way


@dataclass(frozen=True)
class Dated:
    """A day and what it is for. `matter` never changes for the same thing; `revision` rises when the day may have.

    One that is `cancelled` was true once and is not any more: a calendar that has it takes it out.
    """

    matter: str
    day: date
    title: str
    text: str
    url: str
    changed: datetime
    revision: int
    cancelled: bool = False


def dates(moment: Moment) -> tuple[Dated, ...]:
    """The days ahead in this person's steps, and those that are no longer true; never a day that has passed."""
    found, now = [], way(moment)
    for step in moment.content.steps.values():
        if step.opens_after is not None:
            found.append(_opening(moment, now, step))
        elif step.kind in ("answer", "complain"):
            found.append(_reply(moment, now, step))
    return tuple(dated for dated in found if dated is not None)


def _reply(moment: Moment, now: Way, step: Step) -> Dated | None:
    """The day an answer is due; cancelled once it came, or what was sent was taken back."""
    what = matter(step)
    then = _with_day(moment, what)
    due = due_of(then, step.id)
    if due is None:
        return None
    waits = step in now.awaited and now.standing[step.id].due is not None
    if waits and due.day < moment.now.date():
        return None
    content = moment.content
    key = f"ui.next.calendar-{step.id}"
    title = content.words(key if due.legal else f"{key}-ask")
    text = content.grammar.together(content.sentence(claim) for claim in basis(then, step.id))
    address = _address(moment, what)
    return Dated(step.id, due.day, title, text, address, *_changes(moment, step), cancelled=not waits)


def _with_day(moment: Moment, step: str) -> Moment:
    """The moment with the last day of sending there was, also if it was taken back."""
    name = field(step, "sent-on")
    if moment.progress.fields.get(name):
        return moment
    written = (from_data(entry.event) for entry in moment.progress.log)
    days = [event.text for event in written if isinstance(event, Write) and event.field == name and event.text]
    fields = {**moment.progress.fields, **({name: days[-1]} if days else {})}
    return replace(moment, progress=moment.progress.model_copy(update={"fields": fields}))


def _opening(moment: Moment, now: Way, step: Step) -> Dated | None:
    """The day the step opens again; cancelled where what it comes after is open again, or was taken back."""
    content, standing = moment.content, now.standing.get(step.id)
    text = content.words(f"steps.{step.id}.why")
    title = content.words(f"ui.next.calendar-{step.id}")
    rest = (title, text, _address(moment, step.id), *_changes(moment, step))
    if step in now.opening and standing is not None and standing.due is not None:
        return Dated(step.id, standing.due, *rest)
    events = ((entry.at, from_data(entry.event)) for entry in moment.progress.log)
    done = [
        at
        for at, event in events
        if isinstance(event, Mark) and event.step == step.after and event.status == "completed"
    ]
    if not done or (standing is not None and standing.id == "not-started"):
        return None
    last = max((done[-1], *looks(moment, step.id)))
    opens = last.astimezone(moment.now.tzinfo).date() + timedelta(days=step.opens_after or 0)
    return Dated(step.id, opens, *rest, cancelled=True)


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
        case Answer():
            return True
    return isinstance(event, Undo)
