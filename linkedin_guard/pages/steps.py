"""do.<step>, do.<step>.<part>, missing.<step>: a step, what is recorded about it, and its parts."""

from linkedin_guard.blocks import Block, Notice, Paragraph
from linkedin_guard.dates import day_of, say_day
from linkedin_guard.events import Copy, Go, Mark, Open, Write
from linkedin_guard.model import Outcome, Part, Step
from linkedin_guard.page import Ask, Choice, Moment, Page, Pick
from linkedin_guard.pages.pieces import blocks, linkedin_language
from linkedin_guard.plan import answers_of, plan_of, shown
from linkedin_guard.standing import doing, field, next_part, sent_on, status


def step_page(moment: Moment, step: Step) -> Page:
    """A step: what to do, what is already recorded, and what came of it."""
    content, key = moment.content, f"steps.{step.id}"
    picks = _picks(moment, step)
    record = moment.progress.steps.get(step.id)
    focus = 0
    if step.link is not None and record is not None and record.status == "in-progress":
        focus = 1
    chosen = None
    if record is not None:
        for at, pick in enumerate(picks):
            match pick.event:
                case Mark(_, mark, saw) if mark == record.status and saw == record.saw:
                    chosen = at
    return Page(
        f"do.{step.id}",
        caption(moment, step),
        content.words(f"{key}.title"),
        (*_recorded(moment, step), *blocks(moment, step.blocks)),
        None,
        picks,
        min(focus, len(picks) - 1),
        chosen,
    )


def caption(moment: Moment, step: Step) -> str:
    """Where this step is among what the person does."""
    content = moment.content
    plan = plan_of(content, moment.progress)
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
    minutes = content.say("ui.caption.one-minute" if step.minutes == 1 else "ui.caption.minutes", count=step.minutes)
    return content.say("ui.caption.join", first=first, second=minutes)


def outcome_words(moment: Moment, step: Step, saw: str, kind: str) -> str:
    """How an outcome is said as a pick (`outcomes`) or as a record (`recorded`): the step's own words, else its kind's."""
    own = f"steps.{step.id}.{kind}.{saw}"
    return own if moment.content.has(own) else f"ui.{kind}.{saw}"


def recorded_line(moment: Moment, step: Step) -> str | None:
    """One sentence: what the person recorded about the step, and on which day; None when nothing is."""
    content, record = moment.content, moment.progress.steps.get(step.id)
    if record is None or record.status == "in-progress" and not record.saw:
        return None
    key = outcome_words(moment, step, record.saw or record.status, "recorded")
    if not content.has(key):
        key = f"ui.recorded.{record.status}" if content.has(f"ui.recorded.{record.status}") else "ui.recorded.other"
    return content.say(key, day=say_day(content, day_of(record.at, moment.now)))


def _recorded(moment: Moment, step: Step) -> tuple[Block, ...]:
    content = moment.content
    said: list[Block] = []
    line = recorded_line(moment, step)
    if line is not None:
        said.append(Notice(line))
    standing = status(moment, step.id)
    if standing.id in ("check-again", "cannot-start", "waiting", "overdue"):
        said.append(Notice(standing.words))
    sent = sent_on(moment.progress, step.id)
    if sent is not None:
        said.append(Notice(content.say("ui.recorded.sent-on", day=say_day(content, sent))))
    return tuple(said)


def _picks(moment: Moment, step: Step) -> tuple[Pick, ...]:
    content, record = moment.content, moment.progress.steps.get(step.id)
    standing = status(moment, step.id).id
    completed = standing == "completed"
    picks: list[Pick] = []
    if completed or standing == "cannot-start":
        picks.append(Pick(content.words("ui.pick.continue"), Go()))
    if step.link is not None and standing != "cannot-start":
        own = f"steps.{step.id}.open"
        picks.append(Pick(content.words(own if content.has(own) else "ui.pick.open"), Open(step.link, step.id), "o"))
    if standing != "cannot-start":
        picks += _outcomes(moment, step)
    if step.missing and standing != "cannot-start":
        picks.append(Pick(content.words("ui.pick.missing"), Go(f"missing.{step.id}")))
    if standing in ("waiting", "overdue"):
        picks.append(Pick(content.words("ui.pick.no-answer"), Go("tasks")))
    elif not completed and standing != "cannot-start" and (record is None or record.status != "skipped"):
        picks.append(Pick(content.words("ui.pick.skip"), Mark(step.id, "skipped", meaning=step.meaning)))
    picks += _reading(moment, step)
    picks.append(Pick(content.words("ui.pick.tasks"), Go("tasks")))
    return tuple(picks)


def _outcomes(moment: Moment, step: Step) -> list[Pick]:
    """What came of it; a step with parts to fill in asks for those first."""
    content = moment.content
    group = f"steps.{step.id}.asks"
    asks = content.words(group if content.has(group) else f"ui.asks.{step.kind}")
    part = next_part(moment, step)
    if part is not None and step.kind == "send":
        return [Pick(content.words(f"steps.{step.id}.begin"), Go(f"do.{step.id}.{part}"), group=asks)]
    return [
        Pick(
            content.words(outcome_words(moment, step, outcome.id, "outcomes")),
            _event(step, outcome),
            group=asks if at == 0 else "",
        )
        for at, outcome in enumerate(step.outcomes)
    ]


def _event(step: Step, outcome: Outcome) -> Mark:
    return Mark(step.id, outcome.status, outcome.id, step.meaning)


def _reading(moment: Moment, step: Step) -> list[Pick]:
    """The parts that can be read or filled in again."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    picks = []
    for part in step.parts:
        filled = field(step.id, part.id) in moment.progress.fields
        if shown(part.when, known) and (part.ask is None or filled):
            title = content.words(f"steps.{step.id}.{part.id}.short")
            label = title if part.ask is None else content.say("ui.pick.change", what=title)
            picks.append(Pick(label, Go(f"do.{step.id}.{part.id}")))
    return picks


def part_page(moment: Moment, step: Step, part: Part) -> Page:
    """A part of a step: something to read, or one thing to fill in."""
    content, key = moment.content, f"steps.{step.id}.{part.id}"
    text = blocks(moment, part.blocks)
    title = content.words(f"{key}.title")
    place, over = f"do.{step.id}.{part.id}", content.words(f"steps.{step.id}.title")
    back = Pick(content.words("ui.pick.back-to-step"), Go(f"do.{step.id}"))
    if part.ask is None:
        return Page(place, over, title, text, None, (back,))
    into = field(step.id, part.id)
    value = moment.draft.get(into, moment.progress.fields.get(into, " ".join(part.preset)))
    choices = tuple(Choice(choice, content.words(f"{key}.choices.{choice}")) for choice in part.choices)
    label = content.words(f"{key}.label" if content.has(f"{key}.label") else f"{key}.title")
    ask = Ask(part.ask, into, label, choices, value, part.limit, part.keep)
    picks = [Pick(content.words("ui.pick.continue"), Write(into, "", part.keep))]
    if part.ask == "date":
        picks.insert(0, Pick(content.words("ui.pick.today"), Write(into, moment.now.date().isoformat(), part.keep)))
    return Page(place, over, title, text, ask, (*picks, back))


def missing(moment: Moment, step: Step) -> Page:
    """What to try when the thing is not there."""
    content = moment.content
    current = plan_of(content, moment.progress)
    known = answers_of(content, moment.progress)
    picks = [
        Pick(content.words(f"questions.{name}.pick"), Go(f"ask.{name}"))
        for name in step.questions
        if content.questions[name].step == step.id and shown(content.questions[name].when, known)
    ]
    picks += [
        Pick(content.words(f"steps.{other.id}.instead"), Go(f"do.{other.id}"))
        for other in current.core
        if other.kind == "send" and other != step
    ]
    page = content.words(f"steps.{step.id}.title")
    report = content.say("ui.report", version=content.manifest.content, page=page, language=linkedin_language(moment))
    picks += [
        Pick(content.words("ui.pick.report"), Copy(report), "c"),
        Pick(content.words("ui.pick.not-found"), Mark(step.id, "not-found", meaning=step.meaning)),
        Pick(content.words("ui.pick.back-to-step"), Go(f"do.{step.id}")),
    ]
    text = (*blocks(moment, step.when_missing), Paragraph(report))
    return Page(f"missing.{step.id}", page, content.words("pages.missing.title"), text, None, tuple(picks))


