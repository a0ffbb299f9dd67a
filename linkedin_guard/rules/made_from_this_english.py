"""A translation was made from the English that stands there now."""

import hashlib
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import Pair, pairs

ID = "made-from-this-english"
REASON = "English that has changed says something else than its translation."
FIX = "translate it again, then run tests/write_fresh.py with the language."


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences whose English is another than the one they were made from, as fresh.json has it."""
    made = draft.made_from()
    for pair in pairs(draft):
        if made.get(named(pair)) != fingerprint(pair.english):
            yield Fault(pair.file, pair.key, "was made from another English", FIX)


def fresh(draft: Draft) -> dict[str, str]:
    """What stands in fresh.json when every sentence was made from the English there is now."""
    return {named(pair): fingerprint(pair.english) for pair in pairs(draft)}


def named(pair: Pair) -> str:
    """What a sentence is called in fresh.json."""
    return f"{pair.file.rpartition('/')[2].removesuffix('.toml')}.{pair.key}"


def fingerprint(english: str) -> str:
    """What is kept of a sentence, to know it again."""
    return hashlib.sha256(english.encode()).hexdigest()[:16]
