"""A translation is not much longer than its English."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import Pair, cells, pairs

ID = "not-much-longer"
REASON = "The title, the text and the first choice stand on one screen; a label that is cut cannot be read."
FIX = "say it in fewer words; the reader has the rest of the page."

GROWTH = 1.6
SHORT = 12
"""By so many cells anything may grow: short words grow most."""
MOST = {"ui.toml:keys.": 18, "ui.toml:status.": 44, "ui.toml:pick.": 70}
"""The cells there are for what must not wrap."""


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences that take more cells than there is room for."""
    for pair in pairs(draft):
        took, room = cells(pair.said), _room(pair)
        if took > room:
            yield Fault(pair.file, pair.key, f"takes {took} cells, and there is room for {room}", FIX)


def _room(pair: Pair) -> int:
    """How many cells there are. What English does not keep to binds nobody."""
    english = cells(pair.english)
    most = [most for start, most in MOST.items() if pair.spot.startswith(start) and english <= most]
    return min([max(round(english * GROWTH), english + SHORT), *most])
