"""Nothing but a claim states what LinkedIn does or what the law says."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.statements import STATES

ID = "said-by-claims-alone"
REASON = "Only claims have sources; a sentence elsewhere would be a statement nobody can check."
FIX = "make it a claim with a source and name that, or say what the person does instead of what LinkedIn does."

SPEAK_OF_LAW = {
    # Texts in the person's own name; the rule letters-cite-claims asks each line for its claims.
    "letters.toml",
    "claims.toml",
    # How a source was seen, said beside it.
    "sources.toml",
}


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences outside claims and letters that state something."""
    for file, key, text in draft.sentences():
        if file.rpartition("/")[2] not in SPEAK_OF_LAW and (found := STATES.search(text)):
            yield Fault(file, key, f"says '{found[0]}'", FIX)
