"""Words that promise, press or puzzle are not used."""

import re
from pathlib import Path

from content_rules.files import sentences
from linkedin_guard.model.catalogue import Catalogue

ID = "words-we-do-not-use"
REASON = (
    "3 November 2025 is past and nothing is proved by a click: no countdown, no pressing, no promise of protection."
)
FIX = "Say what the person recorded, and that the switch must read Off."

ANYWHERE = re.compile(
    r"toggle (it|this|the)|\bact now\b|\byou are (now )?(protected|safe|opted out)\b|\b(this|that|it) proves\b"
    r"|\bdeadline\b|\bhurry\b|\bcountdown\b|\bdays (left|to go)\b|\bbefore it is too late\b|\bclick here\b|\bsimply\b"
    r"|\b(100|a hundred) ?(%|per ?cent)|\bguarantee",
    re.IGNORECASE,
)
PICKS = re.compile(r"(Next|OK|Okay|Submit|Yes|No|Cancel)\.?")


def check(content: Catalogue, root: Path) -> list[str]:
    """The sentences with such a word, and picks that say nothing."""
    faults = []
    for file, key, text in sentences(root, content.language):
        if found := ANYWHERE.search(text):
            faults.append(f"{content.language}/{file}: {key} says '{found[0]}'")
        if PICKS.fullmatch(text):
            faults.append(f"{content.language}/{file}: {key} is only '{text}'")
    return faults
