"""Addresses, commands, options and the names of keys are the same in every language."""

import re
from collections import Counter
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import DATA, pairs

ID = "same-data"
REASON = "An address or a command that was translated leads nowhere."
FIX = "leave it byte for byte as it stands in English."

KEY = re.compile(r"(?<![\w'’(.-])[b-z](?![\w'’).-])")
"""A small letter by itself in English: a key, as no word is."""
PAIRED = re.compile(r"\b[A-Za-z]/[A-Za-z]\b")
"""Letters that are no keys: c/o, y/N."""
LETTER = re.compile(r"(?<![^\W\d_])[a-z](?![a-z])")


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with other addresses, commands, options or keys than English has."""
    for pair in pairs(draft):
        english, said = (Counter(DATA.findall(text)) for text in (pair.english, pair.said))
        for data in sorted((english - said) | (said - english)):
            how = "has no" if english[data] > said[data] else "has too much of"
            yield Fault(pair.file, pair.key, f"{how} '{data}'", FIX)
        for key in sorted(set(KEY.findall(PAIRED.sub(" ", pair.english))) - set(LETTER.findall(pair.said))):
            yield Fault(pair.file, pair.key, f"does not name the key '{key}'", FIX)
