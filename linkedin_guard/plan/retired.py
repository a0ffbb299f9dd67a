"""What became of the records of steps that are no longer in the content: worked out each time, never written. Pure.

A tombstone (`[[retired]]` in steps.toml) says why a step's id is not used any more, and what becomes of its record:

- *renamed*: it is the new step's.
- *merged*: the new step stands as its parts did if they all stood alike, so it is completed only if all of them were;
  otherwise it is in progress.
- *split*: the first of the new steps has it, the others are not started.
- *gone*: nothing is asked for any more; the record stays, as something that was done once.

What a person recorded about the new step itself goes before all that. The file keeps what was recorded, as it was
recorded: so the log adds up to it for ever, an older version still reads it, and Undo needs no rule of its own.
"""

from collections.abc import Mapping

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.progress import Progress, Record
from linkedin_guard.model.steps import Tombstone

Retired = Mapping[str, Tombstone]


def carried(content: Catalogue, progress: Progress) -> Progress:
    """The progress with the records and fields of retired steps under the steps they went into."""
    if not (progress.steps or progress.fields) or not content.retired:
        return progress
    moved = {name: stone for name, stone in content.retired.items() if stone.into}
    heirs = dict.fromkeys(into for stone in moved.values() for into in stone.into if into not in moved)
    steps = {name: record for name, record in progress.steps.items() if name not in moved}
    for name in heirs:
        record = _record(moved, progress.steps, name, frozenset())
        if record is not None:
            steps[name] = record
    fields = {name: text for name, text in progress.fields.items() if name.partition(".")[0] not in moved}
    for name, text in progress.fields.items():
        step, _, part = name.partition(".")
        if step in moved:
            fields.setdefault(f"{_heir(content, moved, step, part)}.{part}", text)
    if steps == progress.steps and fields == progress.fields:
        return progress
    return progress.model_copy(update={"steps": steps, "fields": fields})


def heir(content: Catalogue, step: str) -> str:
    """The step that stands for this one now: itself, unless it has been retired in favour of another."""
    return _heir(content, content.retired, step, "")


def _record(moved: Retired, steps: Mapping[str, Record], name: str, seen: frozenset[str]) -> Record | None:
    """The step's own record, else what its parts' records come to."""
    if name in steps or name in seen:
        return steps.get(name)
    # Of the steps one was split into, only the first has its record.
    parts = [part for part, stone in moved.items() if name in stone.into[: 1 if stone.reason == "split" else None]]
    found = [_record(moved, steps, part, seen | {name}) for part in parts]
    records = [record for record in found if record is not None]
    if not records:
        return None
    last = max(records, key=lambda record: record.at)
    if len(parts) == 1:
        return last
    alike = len(records) == len(parts) and len({record.status for record in records}) == 1
    return Record(
        status=last.status if alike else "in-progress",
        saw=last.saw if alike and len({record.saw for record in records}) == 1 else "",
        meaning=min(record.meaning for record in records),
        at=last.at,
    )


def _heir(content: Catalogue, moved: Retired, step: str, part: str) -> str:
    """Where the step's part is now: of several heirs the first that has such a part, else the first."""
    # As often as there are tombstones, and no more: ids that go round in a circle lead nowhere.
    for _ in moved:
        stone = moved.get(step)
        if stone is None or not stone.into:
            break
        having = (
            into
            for into in stone.into
            if into in content.steps and any(noun.id == part for noun in content.steps[into].parts)
        )
        step = next(having, stone.into[0])
    return step
