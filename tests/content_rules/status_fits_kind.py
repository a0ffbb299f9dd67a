"""How sure a claim is follows from who says it."""

from pathlib import Path

from linkedin_guard.model.catalogue import Catalogue

ID = "status-fits-kind"
REASON = "Only who speaks for themselves can document a thing; a newspaper reports it, and we conclude it."
FIX = "Correct 'kind' or 'status' in claims.toml, by what the source really is."

ALLOWED = {
    "linkedin": {"documented", "reported", "unresolved", "contested"},
    "regulator": {"documented", "reported", "contested"},
    "law": {"documented", "reported"},
    "press": {"reported", "unresolved", "contested"},
    "article": {"reported", "unresolved", "contested"},
    "ours": {"unresolved"},
}


def check(content: Catalogue, root: Path) -> list[str]:
    """The claims whose status their kind does not allow."""
    return [
        f"claims.toml: {name} is {claim.kind} and {claim.status}"
        for name, claim in content.claims.items()
        if claim.status not in ALLOWED[claim.kind]
    ]
