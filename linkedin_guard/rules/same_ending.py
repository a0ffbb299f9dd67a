"""A translation ends as its English does, and has no space too much."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import pairs

ID = "same-ending"
REASON = "A label with a full stop is no label, and a question without its mark is no question."
FIX = "end it as English does, with no space at the ends and none doubled."

ENDS = {
    ".": ".",
    "。": ".",
    "?": "?",
    "？": "?",
    ";": ";",
    "；": ";",
    ":": ":",
    "：": ":",
    "!": "!",
    "！": "!",
    "…": "…",
}
AT_THE_ENDS, DOUBLED = re.compile(r"^\s|\s$"), re.compile(r" {2,}")
CLOSING = "”’»“\"')）」』】⟧ \u00a0\u202f"


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with another end, and those with space too much."""
    for pair in pairs(draft):
        if _end(pair.said) != _end(pair.english):
            yield Fault(pair.file, pair.key, f"ends otherwise than '{pair.english[-12:]}'", FIX)
        if any(len(wide.findall(pair.said)) > len(wide.findall(pair.english)) for wide in (AT_THE_ENDS, DOUBLED)):
            yield Fault(pair.file, pair.key, "has space too much", FIX)


def _end(text: str) -> str:
    """The mark at the end, as one of English's; what closes a quotation or a bracket is passed over."""
    last = text.rstrip(CLOSING)[-1:]
    return ENDS.get(last, "")
