"""Which steps are for this person: core and extra, in order. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from linkedin_guard.model import Content, Progress, Question, Step, When

Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """A person's steps, in the order done; extras are offered after the core and counted apart."""

    core: tuple[Step, ...]
    extra: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All of them, core first."""
        return self.core + self.extra


def matches(conditions: tuple[When, ...], answers: Answers) -> bool:
    """Any mapping, all of its questions, any choice in common. With no mapping: nobody."""
    return any(
        all(set(choices) & set(answers.get(question, ())) for question, choices in condition.items())
        for condition in conditions
    )


def shown(conditions: tuple[When, ...], answers: Answers) -> bool:
    """As `matches`, but with no mapping: everybody."""
    return not conditions or matches(conditions, answers)


def answers_of(content: Content, progress: Progress) -> dict[str, tuple[str, ...]]:
    """The person's answers as far as the content still asks the question and still offers the choice."""
    known: dict[str, tuple[str, ...]] = {}
    for name, question in content.questions.items():
        given = tuple(choice for choice in question.choices if choice in progress.answers.get(name, ()))
        if given and (question.several or len(given) == 1) and shown(question.when, known):
            known[name] = given
    return known


def start_questions(content: Content) -> tuple[Question, ...]:
    """The questions asked of everybody, in order."""
    return tuple(question for question in content.questions.values() if question.start)


def first_unanswered(content: Content, progress: Progress) -> Question | None:
    """The first start question that is still open."""
    known = answers_of(content, progress)
    return next((question for question in start_questions(content) if question.id not in known), None)


def plan(content: Content, answers: Answers) -> Plan:
    """The steps for someone who gave these answers."""
    core = tuple(step for step in content.steps.values() if matches(step.core, answers))
    extra = tuple(step for step in content.steps.values() if step not in core and matches(step.extra, answers))
    return Plan(core, extra)


def plan_of(content: Content, progress: Progress) -> Plan:
    """The steps for the person whose progress this is."""
    return plan(content, answers_of(content, progress))
