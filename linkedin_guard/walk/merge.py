"""What was recorded here, and what something else wrote into the same file meanwhile: how the two meet. Pure.

Theirs stands as it is. Ours goes on after it if theirs begins with what we last wrote; then only what both changed is
in conflict, and theirs wins. A text that is still being typed need not be in theirs: every two seconds it is written
again in place of its last state. An Undo takes back what the person saw last, so it does not reach over what they have
not seen.
"""

from dataclasses import dataclass
from typing import Any

from linkedin_guard.model.events import Answer, Mark, Recorded, Undo, Write, from_data
from linkedin_guard.model.progress import Entry, Progress


@dataclass(frozen=True)
class Meeting:
    """What is to be recorded after theirs, and what is not since theirs says something else."""

    after: tuple[Recorded, ...]
    lost: tuple[Recorded, ...]


def meet(last: Progress, before: Progress, theirs: Progress, events: tuple[Recorded, ...]) -> Meeting | None:
    """How these events meet what something else wrote, or None where theirs does not go on from what we last wrote.

    `last` is what we last wrote, `before` that without a text still being typed.
    """
    if _goes_on(theirs, last):
        base, mine = last, events
    elif _goes_on(theirs, before):
        base, mine = before, (*_typed(last, before, events), *events)
    else:
        return None
    met = [(event, _outcome(base, theirs, event)) for event in mine]
    return Meeting(
        tuple(event for event, outcome in met if outcome == "after"),
        tuple(event for event, outcome in met if outcome == "lost"),
    )


def _goes_on(theirs: Progress, ours: Progress) -> bool:
    return theirs.log[: len(ours.log)] == ours.log


def _typed(last: Progress, before: Progress, events: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    """What was typed and is in what we last wrote alone, unless these events write it again."""
    entries: tuple[Entry, ...] = last.log[len(before.log) :]
    written = {event.field for event in events if isinstance(event, Write)}
    found = (from_data(entry.event) for entry in entries)
    return tuple(event for event in found if isinstance(event, Write) and event.field not in written)


def _outcome(base: Progress, theirs: Progress, event: Recorded) -> str:
    """ "after" theirs, "lost" to theirs, or "same" where theirs says it already."""
    if isinstance(event, Undo):
        return "after" if theirs.log == base.log else "lost"
    was, now = _value(base, event), _value(theirs, event)
    if was == now:
        return "after"
    return "same" if _says(now, event) else "lost"


def _value(progress: Progress, event: Recorded) -> Any:
    """What is recorded where the event records."""
    match event:
        case Answer(question):
            return progress.answers.get(question)
        case Mark(step):
            return progress.steps.get(step)
        case Write(field):
            return progress.fields.get(field)
    return None


def _says(value: Any, event: Recorded) -> bool:
    """Whether this is what the event would record, whenever it was."""
    match event:
        case Answer(_, choices):
            return bool(value == choices)
        case Mark(_, status, saw):
            return value is not None and (value.status, value.saw) == (status, saw)
        case Write(_, text):
            return bool(value == text)
    return False
