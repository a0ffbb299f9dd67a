"""Numbers, dates and articles are those of the English."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import bare, pairs

ID = "same-numbers"
REASON = "Another number is another law or another day."
FIX = "write the numbers of English, and the letter of an article."

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Some languages write a month as a number."""
NUMBER = re.compile(r"\d+(?:[A-Z](?![A-Za-z]))?")
GROUPED = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}(?!\d))")
PART = re.compile(r"\(([a-z])\)")
LETTER = re.compile(r"(?<![^\W\d_])([a-z])(?![^\W\d_])")


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with other numbers, and those without the letter of an article."""
    for pair in pairs(draft):
        english, said = _numbers(pair.english), _numbers(pair.said)
        months = {str(number) for number, name in enumerate(MONTHS, 1) if name in pair.english}
        for number in sorted(english - said):
            yield Fault(pair.file, pair.key, f"does not say {number}", FIX)
        for number in sorted(said - english - months):
            yield Fault(pair.file, pair.key, f"says {number}, which English does not", FIX)
        for letter in sorted(set(PART.findall(pair.english)) - set(LETTER.findall(pair.said))):
            yield Fault(pair.file, pair.key, f"does not say the letter ({letter})", FIX)


def _numbers(text: str) -> set[str]:
    """Every number, with the letter that belongs to it; thousands without their mark."""
    return set(NUMBER.findall(GROUPED.sub("", bare(text))))
