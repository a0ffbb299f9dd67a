"""A translation has the places that its English has."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import PLACE, pairs

ID = "same-places"
REASON = "Nothing fills a place of another name, and what fills one that is left out is lost."
FIX = "write each place in braces as in English."


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with other places; the one that chooses between forms may be left out of a form, or told in it."""
    for pair in pairs(draft):
        free = {pair.chosen_by}
        wanted, found = (set(PLACE.findall(text)) for text in (pair.english, pair.said))
        for place in sorted((wanted - found) - free):
            yield Fault(pair.file, pair.key, f"has no place {place}", FIX)
        for place in sorted((found - wanted) - free):
            yield Fault(pair.file, pair.key, f"has a place {place} that English has not", FIX)
