"""The record a person takes away: what they answered, saw and did, when, and what it rests on.

It says "you recorded", never that anything is so on LinkedIn's side. With `mask`, what was typed (references, names,
paths) is left out, and the profile's name too.
"""

from collections.abc import Iterator

from linkedin_guard.documents.provenance import rests_on
from linkedin_guard.documents.wording import OPEN_FIELDS, field_text, field_words, kind_of, say_event, shown_text
from linkedin_guard.model.blocks import Block, Bullets, Document, Facts, Heading, Notice, Paragraph, Task, Tasks
from linkedin_guard.model.events import from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Entry
from linkedin_guard.model.steps import Step
from linkedin_guard.plan.age import age
from linkedin_guard.plan.say_dates import day_of, say_day, say_long
from linkedin_guard.plan.status import counts, kept, status
from linkedin_guard.plan.steps import answers_of, matches, plan_of, shown


def overview(moment: Moment) -> tuple[Block, ...]:
    """How things stand, in a few lines."""
    content = moment.content
    done, of = counts(moment)
    return (Paragraph(content.say("ui.caption.done", done=done, of=of)), *aged(moment), *_task_lists(moment))


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
            content.grammar.listed(content.words(f"questions.{name}.choices.{choice}") for choice in choices),
        )
        for name, choices in known.items()
    )
    who = content.words("documents.record.masked") if mask else progress.profile
    return (
        Heading(content.words("documents.record.title")),
        Facts(
            (
                (content.words("documents.record.profile"), who),
                (content.words("documents.record.made"), say_day(content, moment.now.date())),
                (content.words("documents.record.content"), progress.content),
            )
        ),
        Paragraph(content.words("documents.record.what")),
        Heading(content.words("documents.record.answers")),
        Facts(said),
        Heading(content.words("documents.record.steps")),
        *_task_lists(moment),
        *_fields(moment, mask),
        *_history(moment, mask),
        *_rests_on(moment),
    )


def _task_lists(moment: Moment) -> Iterator[Block]:
    content, current = moment.content, plan_of(moment.content, moment.progress)
    for title, steps in (("core", current.core), ("extra", current.extra)):
        if steps:
            yield Paragraph(content.words(f"pages.tasks.{title}"))
            yield Tasks(tuple(_task(moment, step) for step in steps))
    left = [content.steps[name] for name in kept(moment) if name in content.steps]
    if left:
        yield Paragraph(content.words("documents.record.kept"))
        yield Tasks(tuple(_task(moment, step) for step in left))


def _task(moment: Moment, step: Step) -> Task:
    content, standing = moment.content, status(moment, step.id)
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
            hidden = mask and kind not in OPEN_FIELDS
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
    content = moment.content
    if moment.progress.log:
        yield Heading(content.words("documents.record.history"))
        yield Bullets(tuple(_line(moment, entry, mask) for entry in moment.progress.log))


def _line(moment: Moment, entry: Entry, mask: bool) -> str:
    content = moment.content
    day = say_day(content, day_of(entry.at, moment.now))
    what = say_event(content, from_data(entry.event), mask=mask)
    by_hand = entry.more.get("clock") == "set"
    return content.say("documents.record.line-set" if by_hand else "documents.record.line", day=day, what=what)


def _rests_on(moment: Moment) -> Iterator[Block]:
    """The claims behind the steps that have a record, each with its sources."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    names: dict[str, None] = {}
    for name in moment.progress.steps:
        step = content.steps.get(name)
        for piece in () if step is None else (*step.blocks, *(piece for part in step.parts for piece in part.blocks)):
            if shown(piece.when, known) and not matches(piece.unless, known):
                names.update(dict.fromkeys((*(piece.claims or ()), *((piece.claim,) if piece.claim else ()))))
    return rests_on(content, names)
