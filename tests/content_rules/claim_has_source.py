"""A claim names where it comes from."""

from pathlib import Path

from linkedin_guard.model.catalogue import Catalogue

ID = "claim-has-source"
REASON = "Every statement can show its source; one without is hearsay with our name on it."
FIX = "Name at least one source in claims.toml, and where it has readings, at least one for each."


def check(content: Catalogue, root: Path) -> list[str]:
    """The claims and readings without a source."""
    faults = [f"claims.toml: {name}" for name, claim in content.claims.items() if not claim.sources]
    for name, claim in content.claims.items():
        faults += [f"claims.toml: {name}.{reading.id}" for reading in claim.readings if not reading.sources]
    return faults
