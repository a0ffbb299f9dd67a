"""How each step stands, and whether the person has finished: derived from progress, never stored.

| id | stored |
| --- | --- |
| not-started, in-progress, cannot-start, waiting, overdue, check-again, not-needed | derived |
| completed, skipped, not-found | as the person marked them |
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linkedin_guard.dates import count_days, day_of, say_near
from linkedin_guard.model import Progress, Step
from linkedin_guard.page import Moment
from linkedin_guard.plan import Plan, plan_of, shown, answers_of

SETTLED = frozenset({"completed", "waiting", "not-needed"})
OPEN = frozenset({"not-started", "in-progress", "check-again", "overdue"})
DOING = frozenset({"switch", "send"})
"""The kinds of step a person does; the answer is LinkedIn's, and has no number."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a step stands: the id, how it is said, when it was recorded (UTC) and when something is due."""

    id: str
    words: str
    at: datetime | None = None
    due: date | None = None


def field(step: str, part: str) -> str:
    """The name of the field a part is kept in."""
    return f"{step}.{part}"


def sent_on(progress: Progress, step: str) -> date | None:
    """The day the person says they sent it."""
    try:
        return date.fromisoformat(progress.fields.get(field(step, "sent-on"), ""))
    except ValueError:
        return None


def status(moment: Moment, step: str) -> Status:
    """How the step stands at this moment."""
    noun = moment.content.pick(moment.content.steps, step, "steps.toml")
    if noun not in plan_of(moment.content, moment.progress).steps:
        return _said(moment, "not-needed", reason=moment.content.words("ui.reason.answers"))
    return _standing(moment, noun)


def _standing(moment: Moment, step: Step) -> Status:
    record = moment.progress.steps.get(step.id)
    if record is not None and record.status == "completed":
        if record.meaning < step.meaning:
            return _said(moment, "check-again", at=record.at)
        return _said(moment, "completed", at=record.at)
    if step.after is not None:
        before = _before(moment, step, step.after)
        if before is not None:
            return before
    if record is not None and record.status in ("skipped", "not-found"):
        return _said(moment, record.status, at=record.at)
    if step.kind == "answer":
        return _waiting(moment, step)
    if record is not None or any(field(step.id, part.id) in moment.progress.fields for part in step.parts):
        return _said(moment, "in-progress", at=record.at if record is not None else None)
    return _said(moment, "not-started")


def _before(moment: Moment, step: Step, after: str) -> Status | None:
    """Why the step cannot start yet, or None when it can."""
    content, record = moment.content, moment.progress.steps.get(after)
    if record is None or record.status != "completed":
        return _said(moment, "cannot-start", reason=content.words(f"steps.{step.id}.first"))
    if step.opens_after is not None:
        opens = day_of(record.at, moment.now) + timedelta(days=step.opens_after)
        if moment.now.date() < opens:
            reason = content.say("ui.reason.opens", day=say_near(content, opens, moment.now))
            return _said(moment, "cannot-start", reason=reason, due=opens)
    return None


def _waiting(moment: Moment, step: Step) -> Status:
    record = moment.progress.steps.get(step.id)
    at = record.at if record is not None else None
    due = due_on(moment, step)
    if due is None:
        return _said(moment, "waiting", at=at)
    left = (due - moment.now.date()).days
    if left < 0:
        return _said(moment, "overdue", key="overdue", at=at, due=due, days=count_days(moment.content, -left))
    key = "due-today" if left == 0 else "waiting-until"
    day = say_near(moment.content, due, moment.now)
    return _said(moment, "waiting", key=key, at=at, due=due, day=day, days=count_days(moment.content, left))


def due_on(moment: Moment, step: Step) -> date | None:
    """When an answer is due by law, or None where no law the content knows of sets a day."""
    return None


def _said(
    moment: Moment,
    name: str,
    *,
    key: str | None = None,
    at: datetime | None = None,
    due: date | None = None,
    **values: object,
) -> Status:
    return Status(name, moment.content.say(f"ui.status.{key or name}", **values), at, due)


def settled(moment: Moment, step: Step) -> bool:
    """Whether nothing more is asked of the person here for now."""
    standing = status(moment, step.id).id
    if standing == "not-found" and step.kind == "switch":
        return any(
            other.kind == "send" and status(moment, other.id).id == "completed"
            for other in plan_of(moment.content, moment.progress).core
        )
    return standing in SETTLED


def finished(moment: Moment) -> bool:
    """Every core step completed, waiting or not needed, or (the switch) not found with the form sent."""
    core = plan_of(moment.content, moment.progress).core
    return bool(core) and all(settled(moment, step) for step in core)


def next_open(moment: Moment) -> Step | None:
    """The first core step that is open; what was skipped or not found was said, and is not asked again here."""
    core = plan_of(moment.content, moment.progress).core
    return next((step for step in core if status(moment, step.id).id in OPEN), None)


def next_step(moment: Moment) -> Step | None:
    """The core step to go on with: the first open one, else the first that keeps this from being finished."""
    core = plan_of(moment.content, moment.progress).core
    waiting = (step for step in core if not settled(moment, step) and status(moment, step.id).id != "cannot-start")
    return next_open(moment) or next(waiting, None)


def doing(current: Plan) -> tuple[Step, ...]:
    """The core steps a person does, which captions count."""
    return tuple(step for step in current.core if step.kind in DOING)


def counts(moment: Moment) -> tuple[int, int]:
    """How many of the core steps a person does are settled, and of how many."""
    steps = doing(plan_of(moment.content, moment.progress))
    return sum(settled(moment, step) for step in steps), len(steps)


def kept(moment: Moment) -> tuple[str, ...]:
    """The steps that have a record and are not in this person's plan any more; unknown ones too."""
    current = {step.id for step in plan_of(moment.content, moment.progress).steps}
    return tuple(step for step in moment.progress.steps if step not in current)


def asking_parts(moment: Moment, step: Step) -> tuple[str, ...]:
    """The parts of the step that ask something of this person."""
    known = answers_of(moment.content, moment.progress)
    return tuple(part.id for part in step.parts if part.ask is not None and shown(part.when, known))


def next_part(moment: Moment, step: Step) -> str | None:
    """The first asking part whose field is absent; a field left blank was asked."""
    return next((part for part in asking_parts(moment, step) if field(step.id, part) not in moment.progress.fields), None)
