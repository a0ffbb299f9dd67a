"""LinkedIn's own words are LinkedIn's own, wherever they stand."""

from pathlib import Path

from content_rules.files import sentences
from linkedin_guard.model.catalogue import Catalogue

ID = "labels-letter-by-letter"
REASON = "People look for the very words on their screen; almost the same is not found."
FIX = "Write the label as in labels.toml, or say it in other words."

ALLOWED = {
    # It quotes a notice of LinkedIn's that spells the name another way.
    ("claims.toml", "ads-data-from-others-name.say"),
}
WORDS = 3
"""Labels of fewer words are everyday language too."""


def check(content: Catalogue, root: Path) -> list[str]:
    """The sentences that hold a label with other letters, and labels with space around them."""
    labels = [label for spoken in content.labels.values() for label in spoken.labels.values()]
    faults = [f"labels.toml: '{label}'" for label in labels if label != label.strip() or "  " in label]
    long = [label for label in labels if len(label.split()) >= WORDS]
    for file, key, text in sentences(root, content.language):
        for label in long:
            if _plain(label) in _plain(text) and label not in text and (file, key) not in ALLOWED:
                faults.append(f"{content.language}/{file}: {key} has '{label}' with other letters")
    return faults


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("‘", "'")
