"""A translation has the sentences that English has, and lists as long; of what people type, the lists alone."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import TYPED, spot, ungrouped

ID = "same-sentences"
REASON = "A sentence that is missing stops whoever comes to its page; one too many is never said."
FIX = "give it the keys and the lists of English, and no others."


def check(draft: Draft) -> Iterator[Fault]:
    """The keys that are missing, and those that are not there in English. The items of a list count as keys."""
    if draft.english is None:
        return
    ours, english = _keys(draft), _keys(draft.english)
    for file, key in sorted(english - ours):
        yield Fault(f"{draft.language}/{file}", key, "is missing; English has it", FIX)
    for file, key in sorted(ours - english):
        yield Fault(f"{draft.language}/{file}", key, "is not there in English", FIX)


def _keys(draft: Draft) -> set[tuple[str, str]]:
    """Every sentence by the name of its file and its key, the forms of one by number as one."""
    return {(file.rpartition("/")[2], _key(file, key)) for file, key, _ in draft.sentences()}


def _key(file: str, key: str) -> str:
    return re.sub(r"\.\d+$", "", key) if TYPED.match(spot(file, key)) else ungrouped(key)
