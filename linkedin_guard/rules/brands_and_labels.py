"""Names stay as they are, and LinkedIn's labels come from labels.toml."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import pairs

ID = "brands-and-labels"
REASON = "A name is known by its spelling; a label typed into a sentence is right in one language of LinkedIn's only."
FIX = "leave the name as English has it; put a label in by a place."

BRANDS = ("LinkedIn", "Microsoft", "InMail", "BankID", "CSV", "UTF-8", "PDF", "Markdown")
LONG = 3
"""Labels of fewer words are everyday language too."""


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences that lost a name or a label of their English, or have a label that it does not have."""
    spoken = draft.content.labels.values()
    labels = {label for of in spoken for label in of.labels.values() if len(label.split()) >= LONG}
    for pair in pairs(draft):
        for name in (*BRANDS, *sorted(labels)):
            if name in pair.english and name not in pair.said:
                yield Fault(pair.file, pair.key, f"has no '{name}'", FIX)
        for label in sorted(labels):
            if label in pair.said and label not in pair.english:
                yield Fault(pair.file, pair.key, f"has the label '{label}' typed in", FIX)
