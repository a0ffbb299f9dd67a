"""Nothing in a translation is still English."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import bare, pairs

ID = "no-english-left"
REASON = "A sentence in two languages reads as a mistake, and one in English alone is not read at all by many."
FIX = "translate it."

SMALL = re.compile(r"\b(?:the|and|you|your|that|with|this|from|which|what|when|have|does|where)\b", re.IGNORECASE)
"""Words of English that are words of no other language the wizard is meant for."""
WORD = re.compile(r"[A-Za-z]{2,}")


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences that are the English still, and those with two of its small words."""
    names = draft.content.labels.values()
    labels = sorted((label for spoken in names for label in spoken.labels.values()), key=len, reverse=True)
    for pair in pairs(draft):
        said, english = (_without(labels, text) for text in (pair.said, pair.english))
        found = SMALL.findall(said)
        if said == english and len(WORD.findall(said)) > 1 and re.search(r"\b[a-z]{2,}", said):
            yield Fault(pair.file, pair.key, "is English still", FIX)
        elif len(found) > 1:
            yield Fault(pair.file, pair.key, f"has the English words '{found[0]}' and '{found[1]}'", FIX)


def _without(labels: list[str], text: str) -> str:
    """The text without what stays English: places, data, LinkedIn's labels."""
    for label in labels:
        if len(label.split()) > 1:
            text = text.replace(label, " ")
    return bare(text)
