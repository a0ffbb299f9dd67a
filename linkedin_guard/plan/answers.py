"""What a person answered, as far as content asks for it, and the law that follows from it. Pure."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from linkedin_guard.model.catalogue import Catalogue, ContentFault, Fault
from linkedin_guard.model.progress import Progress
from linkedin_guard.model.steps import Question
from linkedin_guard.model.text import When

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Law

Answers = Mapping[str, tuple[str, ...]]


def matches(conditions: tuple[When, ...], answers: Answers) -> bool:
    """Any mapping, all of its questions, any choice in common. With no mapping: nobody."""
    return any(
        all(set(choices) & set(answers.get(question, ())) for question, choices in condition.items())
        for condition in conditions
    )


def shown(conditions: tuple[When, ...], answers: Answers) -> bool:
    """As `matches`, but with no mapping: everybody."""
    return not conditions or matches(conditions, answers)


def answers_of(content: Catalogue, progress: Progress) -> dict[str, tuple[str, ...]]:
    """The person's answers as far as the content still asks the question and still offers the choice."""
    return dict(_known(content, tuple(progress.answers.items())))


# A page asks for the same answers and the same plan a hundred times over; the last few are remembered.
@lru_cache(maxsize=32)
def _known(content: Catalogue, given: tuple[tuple[str, tuple[str, ...]], ...]) -> Answers:
    answers, known = dict(given), dict[str, tuple[str, ...]]()
    for name, question in content.questions.items():
        said = tuple(choice for choice in question.choices if choice in answers.get(name, ()))
        if said and (question.several or len(said) == 1) and shown(question.when, known):
            known[name] = said
    return known


def start_questions(content: Catalogue) -> tuple[Question, ...]:
    """The questions asked of everybody, in order."""
    return tuple(question for question in content.questions.values() if question.start)


def first_unanswered(content: Catalogue, progress: Progress) -> Question | None:
    """The first start question that is still open."""
    known = answers_of(content, progress)
    return next((question for question in start_questions(content) if question.id not in known), None)


def law_of(content: Catalogue, progress: Progress) -> "Law":
    """What this person can ask for: the first law that fits their answers."""
    known = answers_of(content, progress)
    for law in content.laws.values():
        if shown(law.when, known):
            return law
    raise ContentFault(Fault("regimes.toml", "law", "does not fit everybody", "let the last one have no 'when'."))
