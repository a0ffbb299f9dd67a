"""Words that promise, press or puzzle are not used."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "words-we-do-not-use"
REASON = (
    "3 November 2025 is past and nothing is proved by a click: no countdown, no pressing, no promise of protection."
)
FIX = "say what the person did or does, and no more than is known."

ANYWHERE = re.compile(
    r"toggle (it|this|the)|\bact now\b|\byou are (now )?(protected|safe|opted out)\b|\b(this|that|it) proves\b"
    r"|\bdeadline\b|\bhurry\b|\bcountdown\b|\bdays (left|to go)\b|\bbefore it is too late\b|\bclick here\b|\bsimply\b"
    r"|\b(100|a hundred) ?(%|per ?cent)|\bguarantee",
    re.IGNORECASE,
)
PICKS = re.compile(r"(Next|OK|Okay|Submit|Yes|No|Cancel)\.?")


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with such a word, and picks that say nothing."""
    for file, key, text in draft.sentences():
        if found := ANYWHERE.search(text):
            yield Fault(file, key, f"says '{found[0]}'", FIX)
        if PICKS.fullmatch(text):
            yield Fault(file, key, f"is only '{text}'", FIX)
