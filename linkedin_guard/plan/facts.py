"""What plan and status reason from: what was sent and seen, and the days that follow. Pure.

Facts are read from the record, the law and the date; they know of no plan and no status.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from linkedin_guard.model.events import Answer, Mark, Recorded, Write, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress, standing
from linkedin_guard.plan.answers import law_of
from linkedin_guard.plan.deadline import due as due_after
from linkedin_guard.plan.deadline import extended
from linkedin_guard.plan.say_dates import day_of

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Reply
    from linkedin_guard.model.steps import Part, Step


@dataclass(frozen=True)
class Due:
    """The last day for an answer; a courtesy only, where `legal` is false."""

    day: date
    legal: bool


def field(step: str, part: str) -> str:
    """The name of the field a part is kept in."""
    return f"{step}.{part}"


def day_in(progress: Progress, name: str) -> date | None:
    """The day in a field; None where there is none."""
    try:
        return date.fromisoformat(progress.fields.get(name, ""))
    except ValueError:
        return None


def sent_on(progress: Progress, step: str) -> date | None:
    """The day the person says they sent it."""
    return day_in(progress, field(step, "sent-on"))


def matter(step: "Step") -> str:
    """The step that sent what this one is about: the one whose answer it waits for, or itself."""
    return step.after if step.kind == "answer" and step.after is not None else step.id


def is_sent(moment: Moment, step: str) -> bool:
    """Whether the step is recorded as sent."""
    record = moment.progress.steps.get(step)
    return record is not None and record.status == "completed"


def is_refused(moment: Moment, step: str) -> bool:
    """Whether what the person saw is a refusal, whole or in part."""
    record = moment.progress.steps.get(step)
    if record is None or not record.saw:
        return False
    return any(outcome.refusal for outcome in moment.content.steps[step].outcomes if outcome.id == record.saw)


def answer_day(progress: Progress, step: str) -> date | None:
    """The day that the person wrote for the answer as it is recorded now; None where the day is of one before it."""
    return None if _is_of_before(progress, step, "came-on") else day_in(progress, field(step, "came-on"))


def is_outdated(progress: Progress, step: "Step", part: "Part") -> bool:
    """Whether what stands in the part was written about an outcome that another has come after."""
    return bool(part.saw) and _is_of_before(progress, step.id, part.id)


def _is_of_before(progress: Progress, step: str, part: str) -> bool:
    name = field(step, part)
    if name not in progress.fields:
        return False
    before = written = False
    for entry in standing(progress.log)[0]:
        match from_data(entry.event):
            case Mark(of, mark, saw) if of == step and saw and mark != "left":
                before, written = before or written, False
            case Write(of) if of == name:
                before, written = False, True
    return before


def answered_on(moment: Moment, step: str) -> date | None:
    """The day the answer came, else the day it was recorded; None while there is none."""
    record = moment.progress.steps.get(step)
    if record is None:
        return None
    return answer_day(moment.progress, step) or day_of(record.at, moment.now)


def due_of(moment: Moment, step: str) -> Due | None:
    """The day an answer is due: the legal one, or a courtesy; None if nothing was sent or no day is known.

    Counted from the day of sending, since the day of receipt is not known. Where an identity check restarts the time
    (UK GDPR Art. 12A(2)), from the day the person answered it. An extension counts only if it came in time.
    """
    start = sent_on(moment.progress, matter(moment.content.steps[step]))
    rule = None if start is None else rule_of(moment, step)
    if start is None or rule is None:
        return None
    confirmed = day_in(moment.progress, field(step, "identity-on"))
    if rule.restarts and confirmed is not None:
        start = max(start, confirmed)
    record = moment.progress.steps.get(step)
    later = extended(start, rule) if record is not None and record.saw == "extended" else None
    legal = rule.legal and (rule.since is None or start >= rule.since)
    return Due(later or due_after(start, rule), legal)


def basis(moment: Moment, step: str) -> tuple[str, ...]:
    """The claims that the day an answer is due rests on: those that hold for when it was sent, and for that day."""
    what = matter(moment.content.steps[step])
    sent, due, rule = sent_on(moment.progress, what), due_of(moment, step), rule_of(moment, step)
    if sent is None or due is None or rule is None:
        return ()
    names = rule.claims or law_of(moment.content, as_sent(moment, what).progress).claims
    claims = moment.content.claims
    return tuple(name for name in names if moment.content.pick(claims, name, "claims.toml").holds(sent, due.day))


def rule_of(moment: Moment, step: str) -> "Reply | None":
    """How the day is counted, by the law of when it was sent; None where nothing is known to set one."""
    noun = moment.content.steps[step]
    what = matter(noun)
    then = as_sent(moment, what)
    law = law_of(then.content, then.progress)
    waits_for_objection = noun.kind == "answer" and moment.content.steps[what].kind == "send"
    return law.reply if waits_for_objection else law.replies.get(step)


def is_late(moment: Moment, step: str) -> bool:
    """Whether a legal day has passed and no answer is recorded."""
    record = moment.progress.steps.get(step)
    noun = moment.content.steps[step]
    waits = record is None or record.status == "in-progress" or (noun.kind == "complain" and record.saw == "sent")
    due = due_of(moment, step) if waits else None
    return due is not None and due.legal and due.day < moment.now.date()


def is_past(moment: Moment, step: str) -> bool:
    """Whether the day to look for an answer has passed, legal or not."""
    due = due_of(moment, step)
    return due is not None and due.day < moment.now.date()


def as_sent(moment: Moment, step: str) -> Moment:
    """The moment with the answers of when a complaint was sent: its law and its authority stay what they were."""
    if moment.content.audiences[step].kind != "complain" or not is_sent(moment, step):
        return moment
    answers: dict[str, tuple[str, ...]] = {}
    then: dict[str, tuple[str, ...]] | None = None
    for entry in standing(moment.progress.log)[0]:
        event: Recorded | None = from_data(entry.event)
        if isinstance(event, Answer):
            answers[event.question] = event.choices
        elif isinstance(event, Mark) and event.step == step:
            then = dict(answers) if event.status == "completed" else None
    if then is None:
        return moment
    return replace(moment, progress=moment.progress.model_copy(update={"answers": {**moment.progress.answers, **then}}))
