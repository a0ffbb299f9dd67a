"""A contested claim is shown with its readings, and only a contested one has them."""

from pathlib import Path

from linkedin_guard.model.catalogue import Catalogue

ID = "contested-has-readings"
REASON = "Who reads that sources differ must see in which way, each with who says so."
FIX = "Give a contested claim two readings or more, with different ids; give no other claim any."


def check(content: Catalogue, root: Path) -> list[str]:
    """The contested claims with too few readings, and others with any."""
    faults = []
    for name, claim in content.claims.items():
        ids = {reading.id for reading in claim.readings}
        if (len(ids) < 2 if claim.status == "contested" else ids) or len(ids) < len(claim.readings):
            faults.append(f"claims.toml: {name} is {claim.status} and has {len(claim.readings)} readings")
    return faults
