"""The record a person takes away, to show to others: what came of each step and when, then the log of it.

What was taken back stands in the JSON alone. The record says "you recorded", never that anything is so on LinkedIn's
side. With `mask`, what was typed (references, names, paths) is left out, and the profile's name too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkedin_guard.documents.letters import REPLY, given
from linkedin_guard.documents.provenance import rests_on
from linkedin_guard.documents.wording import (
    answers_in_words,
    field_text,
    field_words,
    file_only,
    kind_of,
    outcome_words,
    say_event,
    shown_text,
    tells_nobody,
)
from linkedin_guard.model.blocks import Block, Bullets, Document, Facts, Heading, Notice, Paragraph, Task, Tasks
from linkedin_guard.model.events import from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Entry, standing
from linkedin_guard.model.steps import Step
from linkedin_guard.model.text import dated
from linkedin_guard.plan.age import age
from linkedin_guard.plan.answers import answers_of
from linkedin_guard.plan.facts import answer_day, basis, sent_on
from linkedin_guard.plan.say_dates import day_of, say_day, say_long
from linkedin_guard.plan.status import Way, way
from linkedin_guard.plan.steps import plan_of


def overview(moment: Moment) -> tuple[Block, ...]:
    """How things stand, in a few lines."""
    content = moment.content
    now = way(moment)
    return (
        Paragraph(content.say("ui.caption.done", done=now.done, of=now.of)),
        *aged(moment),
        *_task_lists(moment, now),
    )


def aged(moment: Moment) -> tuple[Block, ...]:
    """That the content was checked long ago; nothing while it is fresh."""
    return (Notice(line),) if (line := age(moment)) else ()


def record(moment: Moment, *, mask: bool = False) -> tuple[Block, ...]:
    """The whole record."""
    content, progress = moment.content, moment.progress
    known = answers_of(content, progress)
    said = tuple(
        (
            content.words(f"questions.{name}.short"),
            answers_in_words(content, f"questions.{name}", choices),
        )
        for name, choices in known.items()
    )
    return (
        Heading(content.words("documents.record.title")),
        Facts(
            (
                whose(moment, mask=mask),
                (content.words("documents.record.made"), say_day(content, moment.now.date())),
                (content.words("documents.record.content"), content_date(progress.content)),
            )
        ),
        *_came(moment, way(moment)),
        Paragraph(content.words("documents.record.what")),
        *_enclosed(moment, mask),
        Heading(content.words("documents.record.answers")),
        Facts(said),
        *_fields(moment, mask),
        *_history(moment, mask),
        *_rests_on(moment),
    )


def content_date(version: str) -> str:
    """The date of a content as recorded, or nothing where something else stands there."""
    try:
        return dated(version)
    except ValueError:
        return ""


def whose(moment: Moment, *, mask: bool = False) -> tuple[str, str]:
    """Whose record it is: the person's name if it was given, else the profile's, said as such."""
    content = moment.content
    name = given(moment, "name")
    said = content.words("documents.record.masked") if mask else name or moment.progress.profile
    return content.words("documents.record.person" if name and not mask else "documents.record.profile"), said


@dataclass(frozen=True)
class Came:
    """What came of a step: its outcome in words, and the day of it."""

    step: Step
    words: str
    day: date


def came_of(moment: Moment) -> tuple[Came, ...]:
    """What came of every step that has a record, in the order of the steps."""
    content, steps = moment.content, moment.progress.steps
    found = []
    for name in dict.fromkeys((*(step.id for step in plan_of(moment).steps), *steps)):
        record, step = steps.get(name), content.steps.get(name)
        if record is not None and step is not None:
            words = outcome_words(content, name, record.status, record.saw)
            found.append(Came(step, words, _day_of(moment, name, day_of(record.at, moment.now))))
    return tuple(found)


def _day_of(moment: Moment, step: str, otherwise: date) -> date:
    """The day the person gave for it: of sending, or on which the answer came; else that of the record."""
    return sent_on(moment.progress, step) or answer_day(moment.progress, step) or otherwise


@dataclass(frozen=True)
class Enclosure:
    """A file kept as proof: the field it stands in, its name without its folder, bytes, and SHA-256 as recorded."""

    field: str
    name: str
    size: str
    digest: str


def enclosures(moment: Moment) -> tuple[Enclosure, ...]:
    """The files that were recorded as proof."""
    found = []
    for name, text in moment.progress.fields.items():
        if kind_of(moment.content, name) == "file" and text.count(" ") >= 2:
            digest, size, path = text.split(" ", 2)
            found.append(Enclosure(name, file_only(path), size, digest))
    return tuple(found)


def _came(moment: Moment, now: Way) -> Iterator[Block]:
    content, found = moment.content, came_of(moment)
    yield Heading(content.words("documents.record.came"))
    rows = tuple(
        Task(
            content.words(f"steps.{came.step.id}.title"),
            now.standing[came.step.id].id,
            came.words,
            content.say("documents.record.came-on", day=say_long(content, came.day)),
        )
        for came in found
    )
    recorded = {came.step.id for came in found}
    still = tuple(_task(moment, now, step) for step in now.plan.core if step.id not in recorded)
    if rows or still:
        yield Tasks((*rows, *still))


def _enclosed(moment: Moment, mask: bool) -> Iterator[Block]:
    content, found = moment.content, enclosures(moment)
    if found:
        yield Heading(content.words("documents.record.enclosed"))
        masked = content.words("documents.record.masked")
        yield Bullets(
            tuple(
                masked if mask else content.say("documents.record.file", path=of.name, size=of.size, digest=of.digest)
                for of in found
            )
        )


def _task_lists(moment: Moment, now: Way) -> Iterator[Block]:
    content = moment.content
    for title, steps in (("core", now.plan.core), ("extra", now.plan.extra)):
        if steps:
            yield Paragraph(content.words(f"pages.tasks.{title}"))
            yield Tasks(tuple(_task(moment, now, step) for step in steps))
    left = [content.steps[name] for name in now.kept if name in content.steps]
    if left:
        yield Paragraph(content.words("documents.record.kept"))
        yield Tasks(tuple(_task(moment, now, step) for step in left))


def _task(moment: Moment, now: Way, step: Step) -> Task:
    content, standing = moment.content, now.standing[step.id]
    title, on = content.words(f"steps.{step.id}.title"), ""
    if standing.at is not None:
        on = content.say("documents.record.on", day=say_long(content, day_of(standing.at, moment.now)))
    return Task(title, standing.id, standing.words, on)


def _fields(moment: Moment, mask: bool) -> Iterator[Block]:
    content = moment.content
    rows: list[tuple[str, str]] = []
    texts: list[Block] = []
    for name, text in moment.progress.fields.items():
        kind = kind_of(content, name)
        if text and kind is not None:
            hidden = mask and not tells_nobody(content, name, text)
            if kind == "text" and not hidden:
                texts.append(Document(field_words(content, name), tuple(shown_text(content, text).split("\n"))))
                continue
            said = content.words("documents.record.masked") if hidden else field_text(content, name, text)
            rows.append((field_words(content, name), said))
    if rows or texts:
        yield Heading(content.words("documents.record.fields"))
    if rows:
        yield Facts(tuple(rows))
    yield from texts


def _history(moment: Moment, mask: bool) -> Iterator[Block]:
    content, log = moment.content, standing(moment.progress.log)[0]
    if log:
        yield Heading(content.words("documents.record.history"))
        yield Bullets(tuple(_line(moment, entry, mask) for entry in log))


def _line(moment: Moment, entry: Entry, mask: bool) -> str:
    content = moment.content
    day = say_day(content, day_of(entry.at, moment.now))
    what = say_event(content, from_data(entry.event), mask=mask)
    by_hand = entry.more.get("clock") == "set"
    return content.say("documents.record.line-set" if by_hand else "documents.record.line", day=day, what=what)


def _rests_on(moment: Moment) -> Iterator[Block]:
    """What the day of the answer rests on, once something was sent: the record states nothing else by itself."""
    return rests_on(moment.content, basis(moment, REPLY))
