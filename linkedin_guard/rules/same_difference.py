"""Two sentences of a file that differ in English differ in every language."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import Pair, pairs

ID = "same-difference"
REASON = "Where On and Off, or agreed and refused, become one, nobody can choose."
FIX = "say them in words as different as those of English."


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences that say what another says whose English is another."""
    first: dict[tuple[str, str], Pair] = {}
    for pair in pairs(draft):
        other = first.setdefault((pair.file, _plain(pair.said)), pair)
        if other.group != pair.group and _plain(other.english) != _plain(pair.english):
            yield Fault(pair.file, pair.key, f"says the same as {other.key}; English does not", FIX)


def _plain(text: str) -> str:
    return text.casefold().strip(" .:")
