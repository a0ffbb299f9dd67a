"""Which days can be true together: no answer is older than what was sent, no complaint than what it is about. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkedin_guard.model.page import Moment
from linkedin_guard.model.steps import Step
from linkedin_guard.plan.facts import answer_day, day_in, due_of, field, matter


@dataclass(frozen=True)
class Clash:
    """A day that cannot be: it would be before the day recorded under `step`, or after it."""

    before: bool
    step: str
    day: date


def clash(moment: Moment, name: str, day: date) -> Clash | None:
    """The recorded day that this one, written in the field `name`, cannot be true beside; None where all can be."""
    for earlier, later in _pairs(moment):
        if later == name and (known := _day(moment, earlier)) is not None and day < known:
            return Clash(True, earlier.partition(".")[0], known)
        if earlier == name and (known := _day(moment, later)) is not None and day > known:
            return Clash(False, later.partition(".")[0], known)
    return _before_the_answer(moment, name, day)


def _pairs(moment: Moment) -> Iterator[tuple[str, str]]:
    """Two fields each: the day in the first is never after the day in the second."""
    steps = moment.content.steps
    for step in steps.values():
        if step.kind == "answer":
            sent, came = field(matter(step), "sent-on"), field(step.id, "came-on")
            yield sent, came
            for part in step.parts:
                if part.ask == "date" and (day := field(step.id, part.id)) != came:
                    yield sent, day
                    # What an answer asks for is done after it came, until the next answer.
                    if _saw(moment, step) in part.saw:
                        yield came, day
        elif step.kind == "complain" and step.opens is not None:
            yield field(matter(steps[step.opens.step]), "sent-on"), field(step.id, "sent-on")


def _saw(moment: Moment, step: Step) -> str:
    record = moment.progress.steps.get(step.id)
    return "" if record is None else record.saw


def _day(moment: Moment, name: str) -> date | None:
    step, _, part = name.partition(".")
    return answer_day(moment.progress, step) if part == "came-on" else day_in(moment.progress, name)


def _before_the_answer(moment: Moment, name: str, day: date) -> Clash | None:
    """A complaint of before the answer is one about silence: it can be only where the day for the answer had passed."""
    step: Step | None = moment.content.steps.get(name.partition(".")[0])
    if step is None or step.kind != "complain" or step.opens is None or name != field(step.id, "sent-on"):
        return None
    came, due = answer_day(moment.progress, step.opens.step), due_of(moment, step.opens.step)
    if came is None or day >= came or (due is not None and day > due.day):
        return None
    return Clash(True, step.opens.step, came)
