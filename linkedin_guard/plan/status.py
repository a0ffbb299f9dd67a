"""How each step stands, and whether the person has finished: derived from progress, never stored.

| id | stored |
| --- | --- |
| not-started, in-progress, cannot-start, waiting, overdue, check-again, not-needed | derived |
| refused | derived from what was seen |
| completed, skipped, not-found, left | as the person marked them |
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linkedin_guard.model.events import Mark, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import standing as standing_entries
from linkedin_guard.model.steps import Part, Step
from linkedin_guard.plan import facts
from linkedin_guard.plan.answers import answers_of, shown
from linkedin_guard.plan.facts import field
from linkedin_guard.plan.say_dates import day_of, say_near
from linkedin_guard.plan.steps import Plan, plan_of

SETTLED = frozenset({"completed", "waiting", "not-needed", "left"})
OPEN = frozenset({"not-started", "in-progress", "check-again", "overdue"})
AWAITED = frozenset({"waiting", "overdue"})
DOING = frozenset({"switch", "send"})
"""The kinds of step a person does; the answer is LinkedIn's, and has no number."""


@dataclass(frozen=True)
class Status:
    """How a step stands: the id, how it is said, when it was recorded (UTC) and when something is due.

    `legal` says whether a law sets the day that is due, or it is a courtesy; None where no answer is awaited.
    """

    id: str
    words: str
    at: datetime | None = None
    due: date | None = None
    legal: bool | None = None


def status(moment: Moment, step: str) -> Status:
    """How the step stands at this moment."""
    noun = moment.content.pick(moment.content.steps, step, "steps.toml")
    if not plan_of(moment).has(step):
        return _said(moment, "not-needed")
    return _standing(moment, noun)


def _standing(moment: Moment, step: Step) -> Status:
    record = moment.progress.steps.get(step.id)
    if record is not None and record.status == "left":
        return _said(
            moment, "left", at=record.at, day=say_near(moment.content, day_of(record.at, moment.now), moment.now)
        )
    if record is not None and record.status == "completed" and step.opens_after is None:
        if record.meaning < step.meaning:
            return _said(moment, "check-again", at=record.at)
        if facts.is_refused(moment, step.id):
            return _refused(moment, step)
        if step.kind == "complain" and record.saw == "sent" and facts.due_of(moment, step.id) is not None:
            return _waiting(moment, step)
        return _said(moment, "completed", at=record.at)
    if step.after is not None:
        before = _before(moment, step, step.after)
        if before is not None:
            return before
    if step.opens_after is not None:
        return _said(moment, "not-started", at=record.at if record is not None else None)
    if record is not None and record.status in ("skipped", "not-found"):
        return _said(moment, record.status, at=record.at)
    if step.kind == "answer":
        return _waiting(moment, step)
    if record is not None or any(field(step.id, part.id) in moment.progress.fields for part in step.parts):
        return _said(moment, "in-progress", at=record.at if record is not None else None)
    return _said(moment, "not-started")


def _refused(moment: Moment, step: Step) -> Status:
    """That it was refused, whole or in part, on which day, and whether a complaint was sent."""
    record, day = moment.progress.steps[step.id], facts.answered_on(moment, step.id)
    assert day is not None, "what was refused has a record"
    sent = any(facts.is_sent(moment, other.id) for other in later_ways(moment, step))
    key = "refused-sent" if sent else "refused"
    near = say_near(moment.content, day, moment.now)
    return _said(moment, "refused", key=key, at=record.at, day=near, saw=record.saw)


def later_ways(moment: Moment, step: Step) -> tuple[Step, ...]:
    """The other ways of complaining that this person has."""
    return tuple(other for other in plan_of(moment).steps if other.kind == "complain" and other.id != step.id)


def _before(moment: Moment, step: Step, after: str) -> Status | None:
    """Why the step cannot start yet, or None when it can."""
    record = moment.progress.steps.get(after)
    met = record is not None and record.status in ("completed", "left")
    if not met and not (step.opens is not None and facts.is_past(moment, after)):
        return Status("cannot-start", moment.content.words(f"steps.{step.id}.first"))
    if step.opens_after is not None and record is not None:
        last = max(day_of(at, moment.now) for at in (record.at, *looks(moment, step.id)))
        opens = last + timedelta(days=step.opens_after)
        if moment.now.date() < opens:
            day = say_near(moment.content, opens, moment.now)
            return _said(moment, "cannot-start", key="opens", due=opens, day=day)
    return None


def looks(moment: Moment, step: str) -> tuple[datetime, ...]:
    """When the person looked, as the log has it; what was taken back does not count."""
    found = ((entry.at, from_data(entry.event)) for entry in standing_entries(moment.progress.log)[0])
    seen = ("completed", "not-found")
    return tuple(at for at, event in found if isinstance(event, Mark) and event.step == step and event.status in seen)


def _waiting(moment: Moment, step: Step) -> Status:
    record = moment.progress.steps.get(step.id)
    at = record.at if record is not None else None
    due = facts.due_of(moment, step.id)
    # Whoever the answer is to come from is named in the words: LinkedIn, or an authority.
    whose = "answer" if step.opens is None or step.kind == "complain" else "authority"
    if due is None:
        return _said(moment, "waiting", at=at, whose=whose)
    left = (due.day - moment.now.date()).days
    day = say_near(moment.content, due.day, moment.now, table=True)
    if not due.legal:
        key = "courtesy-past" if left < 0 else "courtesy"
        return _said(moment, "waiting", key=key, at=at, due=due.day, legal=False, day=day)
    if left < 0:
        return _said(moment, "overdue", key="overdue", at=at, due=due.day, legal=True, days=-left)
    key = "due-today" if left == 0 else "waiting-until"
    return _said(moment, "waiting", key=key, at=at, due=due.day, legal=True, day=day, days=left, whose=whose)


def _said(
    moment: Moment,
    name: str,
    *,
    key: str | None = None,
    at: datetime | None = None,
    due: date | None = None,
    legal: bool | None = None,
    **values: object,
) -> Status:
    return Status(name, moment.content.say(f"ui.status.{key or name}", **values), at, due, legal)


def _settled(moment: Moment, step: Step) -> bool:
    """Whether nothing more is asked of the person here for now."""
    standing = status(moment, step.id).id
    if standing == "not-found" and step.kind == "switch":
        return any(
            other.kind == "send" and status(moment, other.id).id == "completed" for other in plan_of(moment).core
        )
    if standing in ("refused", "overdue") and step.kind in ("answer", "complain"):
        ways = later_ways(moment, step) if step.opens is None or step.kind == "complain" else ()
        return any(status(moment, way.id).id in ("waiting", "completed", "left") for way in ways)
    return standing in SETTLED


@dataclass(frozen=True)
class Way:
    """How far a person is: what finish page, tasks, calendar, JSON, record and exit code all say.

    `standing` has every step of the plan, and those that are `kept` though they are not in it any more. `open` is the
    first main step that is open; `next` the one to go on with, also where it was skipped. `done` and `of` count the
    steps the person does.
    """

    plan: Plan
    kept: tuple[str, ...]
    standing: dict[str, Status]
    open: Step | None
    next: Step | None
    finished: bool
    done: int
    of: int

    @property
    def awaited(self) -> tuple[Step, ...]:
        """The steps in which an answer is waited for."""
        return tuple(step for step in self.plan.steps if self.standing[step.id].id in AWAITED)

    @property
    def opening(self) -> tuple[Step, ...]:
        """The steps that open by themselves on a day to come."""
        later = ((step, self.standing[step.id]) for step in self.plan.steps)
        return tuple(step for step, standing in later if standing.id == "cannot-start" and standing.due is not None)

    @property
    def refused(self) -> tuple[Step, ...]:
        """The steps that came to a refusal."""
        return tuple(step for step in self.plan.steps if self.standing[step.id].id == "refused")


def way(moment: Moment) -> Way:
    """How far the person is, all of it from one place."""
    plan = plan_of(moment)
    gone = kept(moment)
    known = (name for name in gone if name in moment.content.steps)
    standing = {name: status(moment, name) for name in (*(step.id for step in plan.steps), *known)}
    settled = {step.id for step in plan.core if _settled(moment, step)}
    unsettled = [step for step in plan.core if step.id not in settled]
    first = next((step for step in unsettled if standing[step.id].id in OPEN), None)
    stuck = next((step for step in unsettled if standing[step.id].id != "cannot-start"), None)
    steps = doing(plan)
    done = sum(step.id in settled for step in steps)
    finished = bool(plan.core) and not unsettled
    return Way(plan, gone, standing, first, first or stuck, finished, done, len(steps))


def doing(current: Plan) -> tuple[Step, ...]:
    """The core steps a person does, which captions count."""
    return tuple(step for step in current.core if step.kind in DOING)


def kept(moment: Moment) -> tuple[str, ...]:
    """The steps that have a record and are not in this person's plan any more; unknown ones too."""
    current = {step.id for step in plan_of(moment).steps}
    return tuple(step for step in moment.progress.steps if step not in current)


def open_parts(moment: Moment, step: Step) -> tuple[Part, ...]:
    """The parts of the step open to this person now: by their answers, what they saw, and how the step stands."""
    known = answers_of(moment.content, moment.progress)
    record = moment.progress.steps.get(step.id)
    now = {status(moment, step.id).id} | ({record.saw} if record is not None else set())
    return tuple(part for part in step.parts if shown(part.when, known) and (not part.saw or now & set(part.saw)))


def asking_parts(moment: Moment, step: Step) -> tuple[Part, ...]:
    """The parts of the step that are asked for by themselves: neither preparations nor what is kept in memory only."""
    offered = {name for part in step.parts for name in part.offers}
    return tuple(
        part
        for part in open_parts(moment, step)
        if part.ask is not None and part.keep and not part.writing and part.id not in offered
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
    """The first asking part whose field is absent, or of an answer before; a field left blank was asked."""
    progress = moment.progress
    return next(
        (
            part.id
            for part in asking_parts(moment, step)
            if field(step.id, part.id) not in progress.fields or facts.is_outdated(progress, step, part)
        ),
        None,
    )
