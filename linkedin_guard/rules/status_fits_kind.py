"""How sure a claim is follows from who says it."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "status-fits-kind"
REASON = "Only who speaks for themselves can document a thing; a newspaper reports it, and we conclude it."
FIX = "correct 'kind' or 'status', by what the source really is."

ALLOWED = {
    "linkedin": {"documented", "reported", "unresolved", "contested"},
    "regulator": {"documented", "reported", "contested"},
    "law": {"documented", "reported"},
    "press": {"reported", "unresolved", "contested"},
    "article": {"reported", "unresolved", "contested"},
    "ours": {"unresolved"},
}


def check(draft: Draft) -> Iterator[Fault]:
    """The claims whose status their kind does not allow."""
    for name, claim in draft.content.claims.items():
        if claim.status not in ALLOWED[claim.kind]:
            yield Fault("claims.toml", name, f"is of the kind '{claim.kind}' and '{claim.status}'", FIX)
