"""What is true after an event: the log gains an entry, and folding the log gives the snapshot. Pure."""

from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from linkedin_guard.model.events import Answer, Event, Mark, Open, Recorded, Undo, Write, as_data, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Entry, Progress, Record, instant, standing
from linkedin_guard.model.text import cleaned


def apply(progress: Progress, event: Event, now: datetime) -> Progress:
    """The progress after the event. Only recorded events change it, and each adds one entry to the log."""
    match event:
        case Answer() | Mark():
            return _logged(progress, event, now)
        case Write(keep=keep):
            return _logged(progress, event, now) if keep else progress
        case Undo():
            return _logged(progress, event, now) if undoable(progress) is not None else progress
    return progress


def holds(progress: Progress, event: Event) -> bool:
    """Whether what the event says is recorded already: the same answer, or the same text, or none where there is none.

    It is not recorded once more. An outcome is: who looks again on another day has seen it on that day too.
    """
    match event:
        case Answer(question, choices):
            return progress.answers.get(question) == choices
        case Write(name, text, keep=True):
            return progress.fields.get(name, "") == text
    return False


def implied(moment: Moment, event: Event) -> Mark | None:
    """What the event says besides: the first Open begins a step; filling in a part may be an outcome of its step.

    An outcome may say something of another step too: that the switch read On is an entry of the switch.
    """
    content, steps = moment.content, moment.progress.steps
    match event:
        case Mark(step, _, saw) if step in content.steps:
            for outcome in content.steps[step].outcomes:
                if outcome.id == saw and (also := outcome.also) is not None:
                    return Mark(also.step, also.status, also.saw, content.steps[also.step].meaning)
        case Open(_, str(step)) if step not in steps and content.steps[step].opens_after is None:
            return Mark(step, "in-progress", meaning=content.steps[step].meaning)
        case Write(name, text) if text:
            step, _, written = name.partition(".")
            noun = content.steps.get(step)
            for part in noun.parts if noun is not None else ():
                done = step in steps and steps[step].status == "completed"
                if noun is not None and part.id == written and part.marks is not None and not done:
                    outcome = next(outcome for outcome in noun.outcomes if outcome.id == part.marks)
                    return Mark(step, outcome.status, outcome.id, noun.meaning)
    return None


def fold(log: tuple[Entry, ...], empty: Progress) -> Progress:
    """The snapshot that the log adds up to, starting from an empty progress."""
    progress = empty
    for entry in log:
        event = from_data(entry.event)
        changed = progress if event is None else _changed(progress, event, entry.at)[0]
        progress = changed.model_copy(update={"log": (*progress.log, entry)})
    return progress


def undoable(progress: Progress) -> Entry | None:
    """The entry that Undo would take back: the last one not yet taken back, among the last twenty."""
    kept, reaches = standing(progress.log)
    return kept[-1] if reaches else None


def _logged(progress: Progress, event: Recorded, now: datetime) -> Progress:
    at = now.astimezone(UTC).replace(microsecond=0)
    changed, was = _changed(progress, event, at)
    entry = Entry(at=at, content=progress.content, event=as_data(event), was=was)
    return changed.model_copy(update={"log": (*progress.log, entry)})


def _changed(progress: Progress, event: Recorded, at: datetime) -> tuple[Progress, Any]:
    """The snapshot after the event, and what the event replaced."""
    match event:
        case Answer(question, choices):
            before = progress.answers.get(question)
            return _put(progress, "answers", question, choices), None if before is None else list(before)
        case Mark(step, mark, saw, meaning):
            old = progress.steps.get(step)
            record = Record(status=mark, saw=saw, meaning=meaning, at=at)
            return _put(progress, "steps", step, record), _as_was(old)
        case Write(name, text, _):
            return _put(progress, "fields", name, text), progress.fields.get(name)
        case Undo():
            return _undone(progress)


def _undone(progress: Progress) -> tuple[Progress, Any]:
    entry = undoable(progress)
    was = None if entry is None else entry.was
    match None if entry is None else from_data(entry.event):
        case Answer(question, _):
            now = progress.answers.get(question)
            choices = (
                tuple(map(cleaned, was)) if isinstance(was, list) and all(isinstance(c, str) for c in was) else None
            )
            return _put(progress, "answers", question, choices), None if now is None else list(now)
        case Mark(step):
            record = progress.steps.get(step)
            return _put(progress, "steps", step, _record(was)), _as_was(record)
        case Write(name):
            text = progress.fields.get(name)
            return _put(progress, "fields", name, cleaned(was) if isinstance(was, str) else None), text
    return progress, None


def _as_was(record: Record | None) -> Any:
    """The record as the log keeps it."""
    return None if record is None else {**record.model_dump(), "at": instant(record.at)}


def _record(data: object) -> Record | None:
    """The record that the log keeps; None for what is none, as in a file that other hands have been in."""
    try:
        return None if data is None else Record.model_validate(data)
    except ValidationError:
        return None


def _put(progress: Progress, table: str, key: str, value: object) -> Progress:
    """Progress with one key of one table set, or taken out when the value is None."""
    values = dict(getattr(progress, table))
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
    return progress.model_copy(update={table: values})
