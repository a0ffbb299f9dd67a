"""do.<step>, missing.<step>: a step, what is recorded about it, and what to try when it is not there."""

from dataclasses import replace

from linkedin_guard.documents.content_blocks import to_blocks
from linkedin_guard.documents.note import note
from linkedin_guard.model.blocks import Block, Notice, Paragraph
from linkedin_guard.model.events import Copy, Go, Mark, Open, Save
from linkedin_guard.model.page import LINKEDIN_LANGUAGE, Moment, Page, Pick, safe
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Outcome, Step
from linkedin_guard.pages.acts import leave, next_acts, other_ways, part_pick, questions_of, told
from linkedin_guard.plan.facts import as_sent, basis, field, matter, sent_on
from linkedin_guard.plan.say_dates import day_of, say_long
from linkedin_guard.plan.status import doing, next_part, next_writing, open_parts, status
from linkedin_guard.plan.steps import plan_of

DIFFERENT = "different"
"""The aside with a note for whoever mends the content."""

PROJECT = "project"
"""The link to where notes are taken; absent until the project's owner sets it."""

NAMES = Go(Place("ask", LINKEDIN_LANGUAGE))
"""To LinkedIn's language, in which the names on the page stand."""


def step_page(moment: Moment, step: Step) -> Page:
    """A step: what to do, what is already recorded, and what came of it."""
    content, key = moment.content, f"steps.{step.id}"
    picks = _picks(moment, step)
    moment = as_sent(moment, matter(step))
    record = moment.progress.steps.get(step.id)
    opened = step.link is not None and record is not None and record.status == "in-progress"
    chosen = None
    if record is not None:
        for at, pick in enumerate(picks):
            match pick.event:
                case Mark(_, mark, saw) if mark == record.status and saw == record.saw:
                    chosen = at
    return Page(
        Place("do", step.id),
        caption(moment, step),
        content.words(f"{key}.title"),
        (*_recorded(moment, step), *_drawn(moment, step)),
        None,
        picks,
        None if opened else safe(picks),
        chosen,
    )


def _drawn(moment: Moment, step: Step) -> tuple[Block, ...]:
    """What the content says of the step. Once reported, the line over the switch says that it is as reported."""
    content, key = moment.content, f"steps.{step.id}.looks"
    done = status(moment, step.id).id in ("completed", "waiting", "overdue")
    said = told(moment, step, (piece for piece in step.blocks if not (done and piece.todo)))
    if step.kind != "switch" or not done or not content.has(key):
        return said
    before, after = Paragraph(content.words(key)), Paragraph(content.words("ui.recorded.looks"))
    return tuple(after if block == before else block for block in said)


def caption(moment: Moment, step: Step) -> str:
    """Where this step is among what the person does."""
    content = moment.content
    plan = plan_of(moment)
    steps = doing(plan)
    if step in steps:
        number = content.say("ui.caption.step", number=steps.index(step) + 1, of=len(steps))
        first = content.words("ui.caption.only-step") if len(steps) == 1 else number
    elif step in plan.core:
        first = content.words("ui.caption.answer")
    else:
        first = content.words("ui.caption.extra")
    if step.minutes is None:
        return first
    return content.grammar.side_by_side(first, content.say("ui.caption.minutes", count=step.minutes))


def outcome_words(moment: Moment, step: Step, saw: str, kind: str) -> str:
    """The words for an outcome as a pick (`outcomes`) or a record (`recorded`): the step's own, else everybody's."""
    own = f"steps.{step.id}.{kind}.{saw}"
    return own if moment.content.has(own) else f"ui.{kind}.{saw}"


def recorded_line(moment: Moment, step: Step) -> str | None:
    """One sentence: what the person recorded about the step, and on which day; None when nothing is."""
    content, record = moment.content, moment.progress.steps.get(step.id)
    if record is None or (record.status == "in-progress" and not record.saw):
        return None
    key = outcome_words(moment, step, record.saw or record.status, "recorded")
    if not content.has(key):
        key = f"ui.recorded.{record.status}" if content.has(f"ui.recorded.{record.status}") else "ui.recorded.other"
    return content.say(key, day=say_long(content, day_of(record.at, moment.now)))


def _recorded(moment: Moment, step: Step) -> tuple[Block, ...]:
    content = moment.content
    said: list[Block] = []
    sent, record = sent_on(moment.progress, step.id), moment.progress.steps.get(step.id)
    line = recorded_line(moment, step)
    # The day it was sent says both, where it is the day of the record too.
    if line is not None and (record is None or sent != day_of(record.at, moment.now)):
        said.append(Notice(line))
    standing = status(moment, step.id)
    if standing.id in ("check-again", "cannot-start", "waiting", "overdue", "refused", "left"):
        said.append(Notice(standing.words))
    if sent is not None:
        said.append(Notice(content.say("ui.recorded.sent-on", day=say_long(content, sent))))
    if standing.id in ("waiting", "overdue"):
        said += _why_that_day(moment, step)
    return tuple(said)


def _why_that_day(moment: Moment, step: Step) -> list[Block]:
    """What the day rests on first, and the first thing that is not sure about it; the rest is among the sources."""
    content = moment.content
    names = basis(moment, step.id)
    unsure = [name for name in names if content.claims[name].status != "documented"]
    told = dict.fromkeys((*names[:1], *unsure[:1]))
    return [Paragraph(content.sentence(name), (name, *(names if name == names[0] else ()))) for name in told]


def _picks(moment: Moment, step: Step) -> tuple[Pick, ...]:
    content, standing = moment.content, status(moment, step.id).id
    completed = standing == "completed"
    picks: list[Pick] = []
    if step.kind in ("answer", "complain"):
        # What is safe comes first: what to do, never an outcome.
        picks += [part_pick(moment, step, part) for part in open_parts(moment, step) if part.id == "nothing"]
        picks += next_acts(moment, step)
    if completed or standing in ("cannot-start", "refused", "left") or _looked(moment, step):
        picks.append(Pick(content.words("ui.pick.continue"), Go()))
    ready = not completed and _ready(moment, step)
    if ready:
        picks += _outcomes(moment, step)
    if step.link is not None and standing != "cannot-start":
        own = f"steps.{step.id}.open"
        picks.append(Pick(content.words(own if content.has(own) else "ui.pick.open"), Open(step.link, step.id), "o"))
    text = next_writing(moment, step) if standing != "cannot-start" else None
    if text is not None:
        picks.append(Pick(content.words(f"steps.{step.id}.write"), Go(Place("do", step.id, text))))
    if standing != "cannot-start" and not ready:
        picks += _outcomes(moment, step)
    if step.missing and standing != "cannot-start":
        picks.append(Pick(content.words("ui.pick.missing"), Go(Place("missing", step.id))))
    picks += leave(moment, step)
    never = ("waiting", "overdue", "cannot-start", "skipped", "refused", "left")
    if not completed and standing not in never and step.kind != "complain" and step.opens_after is None:
        picks.append(Pick(content.words("ui.pick.skip"), Mark(step.id, "skipped", meaning=step.meaning)))
    picks += _reading(moment, step)
    asked = questions_of(moment, step)
    picks += asked if step.kind == "document" else [pick for pick in asked if pick.event == NAMES]
    picks += _different(moment, step, Place("do", step.id))
    picks.append(Pick(content.words("ui.pick.tasks"), Go(Place("tasks"))))
    return tuple(picks)


def _different(moment: Moment, step: Step, place: Place) -> list[Pick]:
    """The pick that leads to a note, where the page sends people to an address that may have changed."""
    there = place.with_aside(DIFFERENT)
    return [Pick(moment.content.words("ui.pick.different"), Go(there))] if takes_notes(step) else []


def takes_notes(step: Step) -> bool:
    """Whether there is a page on LinkedIn that may look different from what the step says."""
    return step.link is not None


def different(moment: Moment, of: Page) -> Page:
    """The note on the page beside; it is opened only where the project says whom it goes to."""
    content = moment.content
    step = content.pick(content.steps, of.place.name, "steps.toml")
    document = note(moment, step)
    picks = [
        Pick(content.words("ui.pick.copy-note"), Copy("\n".join(document.lines)), "c"),
        Pick(content.words("ui.pick.save-note"), Save(f"note-{step.id}", "txt")),
    ]
    if PROJECT in content.links:
        picks.append(Pick(content.words("ui.pick.open-project"), Open(PROJECT), "o"))
    picks.append(Pick(content.words("ui.pick.back"), Go(of.place)))
    text = (Paragraph(content.words("ui.note.what")), document)
    return Page(of.place.with_aside(DIFFERENT), content.words("ui.note.caption"), of.title, text, None, tuple(picks))


def _outcomes(moment: Moment, step: Step) -> list[Pick]:
    """What came of it; a step with parts to fill in asks for those first."""
    content = moment.content
    group = f"steps.{step.id}.asks"
    asks = content.words(group if content.has(group) else f"ui.asks.{step.kind}")
    part = next_part(moment, step)
    picks = [
        Pick(content.words(outcome_words(moment, step, outcome.id, "outcomes")), _event(step, outcome))
        for outcome in step.outcomes
    ]
    if part is not None and step.kind in ("send", "complain"):
        picks = [Pick(content.words(f"steps.{step.id}.begin"), Go(Place("do", step.id, part)))]
    return [replace(pick, group=asks if at == 0 else "") for at, pick in enumerate(picks)]


def _ready(moment: Moment, step: Step) -> bool:
    """Whether everything about something sent is filled in, and only checking it off is left."""
    return (
        step.kind in ("send", "complain")
        and sent_on(moment.progress, step.id) is not None
        and next_part(moment, step) is None
    )


def _looked(moment: Moment, step: Step) -> bool:
    """Whether the step is one to look at again and again, and has been looked at."""
    return step.opens_after is not None and step.id in moment.progress.steps


def _event(step: Step, outcome: Outcome) -> Mark:
    return Mark(step.id, outcome.status, outcome.id, step.meaning)


def _reading(moment: Moment, step: Step) -> list[Pick]:
    """The parts that can be read, or filled in again; the parts of a text stand beside the text."""
    picks = []
    for part in open_parts(moment, step):
        filled = field(step.id, part.id) in moment.progress.fields
        spoken = part.id == "nothing" and bool(part.saw)
        if not part.writing and not spoken and (part.ask is None or filled):
            picks.append(part_pick(moment, step, part, change=part.ask is not None))
    return picks


def missing(moment: Moment, step: Step) -> Page:
    """What to try when the thing is not there."""
    content = moment.content
    current = plan_of(moment)
    picks = questions_of(moment, step)
    picks += [
        Pick(content.words(f"steps.{other.id}.instead"), Go(Place("do", other.id)))
        for other in current.core
        if other.kind == "send" and other != step
    ]
    picks += other_ways(moment, step)
    picks += [
        Pick(content.words("ui.pick.not-found"), Mark(step.id, "not-found", meaning=step.meaning)),
        *_different(moment, step, Place("missing", step.id)),
        Pick(content.words("ui.pick.back-to-step"), Go(Place("do", step.id))),
    ]
    text = to_blocks(moment, step.when_missing)
    page, title = content.words(f"steps.{step.id}.title"), content.words("pages.missing.title")
    return Page(Place("missing", step.id), page, title, text, None, tuple(picks), safe(picks))
