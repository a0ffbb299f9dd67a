"""Every claim stands on some page, or in some text or document."""

from collections.abc import Iterator
from typing import Any

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "claims-are-used"
REASON = "A claim that nobody meets is checked and translated for nothing, and what it would have said is missing."
FIX = "name it where it belongs, or take it out with its sentences."

NAMES = frozenset({"claim", "claims", "cites", "controller", "rows"})
"""The keys that name claims."""

NO_USE = frozenset({"claims.toml", "changes.toml"})
"""The files that name claims and show them to nobody."""


def check(draft: Draft) -> Iterator[Fault]:
    """The claims that nothing names."""
    if draft.english is not None:
        return
    used = {name for file in draft.facts() if file not in NO_USE for name in _named(draft.tables(file))}
    if draft.withheld:
        # What cannot be read may name any of them.
        return
    for name in draft.content.claims:
        if name not in used:
            yield Fault("claims.toml", name, "stands on no page and in no text", FIX)


def _named(at: Any) -> Iterator[str]:
    if isinstance(at, list):
        for value in at:
            yield from _named(value)
    elif isinstance(at, dict):
        for key, value in at.items():
            if key in NAMES:
                yield from _texts(value)
            yield from _named(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
