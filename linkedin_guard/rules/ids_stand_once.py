"""An id means one thing for ever: it stands once, and one that was retired is not used again."""

from collections import Counter
from collections.abc import Iterable, Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "ids-stand-once"
REASON = (
    "People's files name ids; one that comes back with another meaning makes their record say what they never said."
)
FIX = "give each an id of its own, and name only those that are there."


def check(draft: Draft) -> Iterator[Fault]:
    """The ids that stand twice, retired or gone ones in use, and ones that lead to nothing."""
    content = draft.content
    for name, tombstone in content.retired.items():
        if name in content.steps:
            yield Fault("steps.toml", f"retired.{name}", "is retired and in use", FIX)
        for heir in tombstone.into:
            if heir not in content.steps and heir not in content.retired:
                yield Fault("steps.toml", f"retired.{name}.into", f"names '{heir}', which is no step", FIX)
    for change in content.changes.values():
        for name in change.gone:
            if name in content.claims or name in content.steps:
                yield Fault("changes.toml", f"change.{change.id}.gone", f"names '{name}', which is there", FIX)
    for question in content.questions.values():
        where = f"question.{question.id}"
        for choice in _twice(question.choices):
            yield Fault("questions.toml", f"{where}.choices", f"has '{choice}' twice", FIX)
        for key, named in (("preset", question.preset), ("alone", question.alone)):
            for choice in sorted(set(named) - set(question.choices)):
                yield Fault("questions.toml", f"{where}.{key}", f"names '{choice}', which is no choice", FIX)
    for step in content.steps.values():
        ids = [*(part.id for part in step.parts), *(outcome.id for outcome in step.outcomes)]
        for name in _twice(ids):
            yield Fault("steps.toml", f"step.{step.id}.{name}", "stands there twice, as a part or an outcome", FIX)


def _twice(ids: Iterable[str]) -> Iterator[str]:
    return (name for name, times in Counter(ids).items() if times > 1)
