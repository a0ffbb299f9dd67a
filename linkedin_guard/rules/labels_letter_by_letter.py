"""LinkedIn's own words are LinkedIn's own, wherever they stand."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "labels-letter-by-letter"
REASON = "People look for the very words on their screen; almost the same is not found."
FIX = "write the label as LinkedIn does and as labels.toml has it, or say it in other words."

ALLOWED = {
    # They quote texts of LinkedIn's that spell the names another way.
    ("en/claims.toml", "ads-data-from-others-name.say"),
    ("en/claims.toml", "ads-measure-unconfirmed.say"),
}
REPORTED = {
    # They say what others call it, whatever LinkedIn is in for the reader.
    ("en/claims.toml", "ads-controls-where.say"),
    ("en/claims.toml", "share-affiliates-what.say"),
    ("en/claims.toml", "form-option-label.say"),
}
LONG = 3
"""Labels of fewer words are everyday language too."""
STATE = re.compile(r"(?<=[a-z0-9,;”’] )(?:On|Off)\b(?! [A-Z])")
"""What the switch reads, typed into a sentence of English."""


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with a label in other letters or a state of the switch typed in, and labels with space around."""
    long = []
    for language, spoken in draft.content.labels.items():
        for key, label in spoken.labels.items():
            if label != label.strip() or "  " in label:
                yield Fault("labels.toml", f"{language}.labels.{key}", f"has space too much: '{label}'", FIX)
            if len(label.split()) >= LONG:
                long.append(label)
    for file, key, text in draft.sentences():
        for name, label in _typed(draft, text):
            if (file, key) not in REPORTED:
                yield Fault(file, key, f"has '{label}' typed in; it is {{{name}}}", FIX)
        for label in long:
            if _plain(label) in _plain(text) and label not in text and (file, key) not in ALLOWED:
                yield Fault(file, key, f"has '{label}' with other letters", FIX)


def _typed(draft: Draft, text: str) -> Iterator[tuple[str, str]]:
    """The labels of several words, and what the switch reads, that stand in a sentence of English without a place."""
    if draft.language == "en":
        yield from ((state.lower(), state) for state in STATE.findall(text))
        yield from (
            (name, label) for name, label in draft.content.english_labels.items() if " " in label and label in text
        )


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("‘", "'")
