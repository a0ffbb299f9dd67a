"""How each step stands, and whether the person has finished: derived from progress, never stored.

| id | stored |
| --- | --- |
| not-started, in-progress, cannot-start, waiting, overdue, check-again, not-needed | derived |
| completed, skipped, not-found | as the person marked them |
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress
from linkedin_guard.model.steps import Part, Step
from linkedin_guard.plan.deadline import due as due_after
from linkedin_guard.plan.deadline import extended
from linkedin_guard.plan.say_dates import day_of, say_near
from linkedin_guard.plan.steps import Plan, answers_of, law_of, plan_of, shown

SETTLED = frozenset({"completed", "waiting", "not-needed"})
OPEN = frozenset({"not-started", "in-progress", "check-again", "overdue"})
DOING = frozenset({"switch", "send"})
"""The kinds of step a person does; the answer is LinkedIn's, and has no number."""


@dataclass(frozen=True)
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
    return _day_in(progress, field(step, "sent-on"))


def _day_in(progress: Progress, name: str) -> date | None:
    try:
        return date.fromisoformat(progress.fields.get(name, ""))
    except ValueError:
        return None


def status(moment: Moment, step: str) -> Status:
    """How the step stands at this moment."""
    noun = moment.content.pick(moment.content.steps, step, "steps.toml")
    if not plan_of(moment.content, moment.progress).has(step):
        return _said(moment, "not-needed")
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
    record = moment.progress.steps.get(after)
    if record is None or record.status != "completed":
        return Status("cannot-start", moment.content.words(f"steps.{step.id}.first"))
    if step.opens_after is not None:
        opens = day_of(record.at, moment.now) + timedelta(days=step.opens_after)
        if moment.now.date() < opens:
            day = say_near(moment.content, opens, moment.now)
            return _said(moment, "cannot-start", key="opens", due=opens, day=day)
    return None


def _waiting(moment: Moment, step: Step) -> Status:
    record = moment.progress.steps.get(step.id)
    at = record.at if record is not None else None
    due = due_on(moment, step)
    if due is None:
        return _said(moment, "waiting", at=at)
    left = (due - moment.now.date()).days
    if left < 0:
        return _said(moment, "overdue", key="overdue", at=at, due=due, days=-left)
    key = "due-today" if left == 0 else "waiting-until"
    day = say_near(moment.content, due, moment.now, table=True)
    return _said(moment, "waiting", key=key, at=at, due=due, day=day, days=left)


def due_on(moment: Moment, step: Step) -> date | None:
    """When an answer is due by law, or None where no law the content knows of sets a day."""
    rule = law_of(moment.content, moment.progress).reply
    return answer_day(moment, step) if rule.legal else None


def answer_day(moment: Moment, step: Step) -> date | None:
    """The day to look for an answer by: the legal one, or a courtesy where no law sets one; None if nothing was sent.

    Counted from the day of sending, since the day of receipt is not known. Where an identity check restarts the time
    (UK GDPR Art. 12A(2)), from the day the person answered it. An extension counts only if it came in time.
    """
    start = sent_on(moment.progress, step.after or step.id)
    if start is None:
        return None
    rule = law_of(moment.content, moment.progress).reply
    confirmed = _day_in(moment.progress, field(step.id, "identity-on"))
    if rule.restarts and confirmed is not None:
        start = max(start, confirmed)
    record = moment.progress.steps.get(step.id)
    later = extended(start, rule) if record is not None and record.saw == "extended" else None
    return later or due_after(start, rule)


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


def open_parts(moment: Moment, step: Step) -> tuple[Part, ...]:
    """The parts of the step open to this person now: by their answers, what they saw, and how the step stands."""
    known = answers_of(moment.content, moment.progress)
    record = moment.progress.steps.get(step.id)
    now = {status(moment, step.id).id} | ({record.saw} if record is not None else set())
    return tuple(part for part in step.parts if shown(part.when, known) and (not part.saw or now & set(part.saw)))


def asking_parts(moment: Moment, step: Step) -> tuple[str, ...]:
    """The parts of the step that are asked for by themselves: neither preparations nor what is kept in memory only."""
    return tuple(
        part.id for part in open_parts(moment, step) if part.ask is not None and part.keep and not part.writing
    )


def next_writing(moment: Moment, step: Step, part: str | None = None) -> str | None:
    """The next part of preparing the text: the first before it that is still to be asked, else the text itself."""
    parts = [noun for noun in open_parts(moment, step) if noun.writing]
    text = next((at for at, noun in enumerate(parts) if noun.shows is not None), None)
    if text is None:
        return None
    names = [noun.id for noun in parts]
    after = names.index(part) + 1 if part in names else 0
    to_ask = (n for n in parts[after:text] if field(step.id, n.id) not in moment.progress.fields)
    return next((noun.id for noun in to_ask), parts[text].id)


def next_part(moment: Moment, step: Step) -> str | None:
    """The first asking part whose field is absent; a field left blank was asked."""
    return next(
        (part for part in asking_parts(moment, step) if field(step.id, part) not in moment.progress.fields), None
    )
