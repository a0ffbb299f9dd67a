"""Which steps are for this person: core and extra, in order. Pure."""

from dataclasses import dataclass
from functools import lru_cache

from linkedin_guard.model.catalogue import Catalogue, ContentFault, Fault
from linkedin_guard.model.page import Moment
from linkedin_guard.model.steps import Audience, Part, Step
from linkedin_guard.plan.answers import Answers, answers_of, matches
from linkedin_guard.plan.facts import as_sent, is_late, is_sent


@dataclass(frozen=True)
class Plan:
    """A person's steps, in the order done; extras are offered after the core and counted apart."""

    core: tuple[Step, ...]
    extra: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them, core first."""
        return self.core + self.extra

    def has(self, step: str) -> bool:
        """Whether the step is this person's."""
        return any(noun.id == step for noun in self.steps)


def step_of(moment: Moment, name: str) -> Step:
    """The step of that name. Raises ContentFault."""
    return moment.content.pick(moment.content.steps, name, "steps.toml")


def part_of(step: Step, name: str) -> Part:
    """The part of the step that has that name. Raises ContentFault."""
    for part in step.parts:
        if part.id == name:
            return part
    raise ContentFault(Fault("steps.toml", f"step.{step.id}", f"has no part '{name}'", "correct the name."))


def plan(content: Catalogue, answers: Answers) -> Plan:
    """The steps for someone who gave these answers and has recorded nothing."""
    return _plan(content, tuple(answers.items()), (), ())


# A moment never changes, and one page asks for its plan for each of the steps; those of the last few are remembered.
@lru_cache(maxsize=4)
def plan_of(moment: Moment) -> Plan:
    """The steps for this person now: by their answers, and by what was recorded and the legal day."""
    content, progress = moment.content, moment.progress
    given = answers_of(content, progress)
    later = [step for step in content.audiences.values() if step.opens is not None]
    wanted = {step.id for step in later if _is_wanted(moment, step)}
    ways = [step for step in later if step.kind == "complain"]
    if any(_is_taken(moment, way) for way in ways):
        # One way of complaining is enough while it lasts.
        wanted -= {way.id for way in ways if way.id not in progress.steps}
    there = [step.id for step in later if step.id not in wanted and _is_there(moment, step)]
    return _plan(content, tuple(given.items()), tuple(sorted(wanted)), tuple(there))


@lru_cache(maxsize=32)
def _plan(
    content: Catalogue, given: tuple[tuple[str, tuple[str, ...]], ...], more: tuple[str, ...], there: tuple[str, ...]
) -> Plan:
    answers, steps = dict(given), content.steps
    audiences = [step for step in content.audiences.values() if step.opens is None or step.id in more + there]
    core = [step.id for step in audiences if (step.id in more if step.opens else matches(step.core, answers))]
    extra = [
        step.id
        for step in audiences
        if step.id not in core and (step.id in there if step.opens else matches(step.extra, answers))
    ]
    return Plan(tuple(steps[name] for name in core), tuple(steps[name] for name in extra))


def _is_for(moment: Moment, step: Audience) -> bool:
    """Whether the step is for this person, or was when what it is about was sent."""
    assert step.opens is not None, "the others are known by the answers alone"
    then = as_sent(as_sent(moment, step.opens.step), step.id)
    return matches(step.core, answers_of(then.content, then.progress))


def _is_wanted(moment: Moment, step: Audience) -> bool:
    """Whether what came of the step before makes this one a main step."""
    opens = step.opens
    if opens is None or not _is_for(moment, step):
        return False
    record = moment.progress.steps.get(opens.step)
    return (record is not None and record.saw in opens.saw) or (opens.late and is_late(moment, opens.step))


def _is_there(moment: Moment, step: Audience) -> bool:
    """Whether the step can be seen, as an extra: from the sending on, and for good once it has a record."""
    opens = step.opens
    if step.id in moment.progress.steps:
        return True
    before = None if opens is None or not opens.late else moment.content.audiences[opens.step].after
    return before is not None and is_sent(moment, before) and _is_for(moment, step)


def _is_taken(moment: Moment, way: Audience) -> bool:
    record = moment.progress.steps.get(way.id)
    return record is not None and record.status in ("completed", "left") and not is_late(moment, way.id)
