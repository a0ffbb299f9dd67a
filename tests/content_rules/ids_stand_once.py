"""An id means one thing for ever: it stands once, and one that was retired is not used again."""

from collections import Counter
from pathlib import Path

from content_rules.files import tables
from linkedin_guard.model.catalogue import Catalogue

ID = "ids-stand-once"
REASON = (
    "People's files name ids; one that comes back with another meaning makes their record say what they never said."
)
FIX = "Give the new one an id of its own."


def check(content: Catalogue, root: Path) -> list[str]:
    """The ids that stand twice, and retired ones in use."""
    faults = [f"steps.toml: {name} is retired and in use" for name in content.retired if name in content.steps]
    faults += [
        f"steps.toml: {name} went into '{heir}', which is no step"
        for name, tombstone in content.retired.items()
        for heir in tombstone.into
        if heir not in content.steps and heir not in content.retired
    ]
    for file in ("authorities.toml", "regimes.toml", "questions.toml", "steps.toml", "letters.toml"):
        for name, rows in tables(root / file).items():
            ids = Counter(row["id"] for row in rows)
            faults += [f"{file}: {name} '{key}' stands there {times} times" for key, times in ids.items() if times > 1]
            for row in rows:
                inner = [*row.get("part", ()), *({"id": o["id"]} for o in row.get("outcome", ()))]
                twice = [key for key, times in Counter(part["id"] for part in inner).items() if times > 1]
                faults += [f"{file}: '{row['id']}' has '{key}' twice" for key in twice]
    for question in content.questions.values():
        if len(set(question.choices)) < len(question.choices):
            faults.append(f"questions.toml: '{question.id}' has a choice twice")
        faults += [
            f"questions.toml: '{question.id}' has no choice '{key}'"
            for key in {*question.preset, *question.alone} - set(question.choices)
        ]
    return faults
