"""A claim names where it comes from."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "claim-has-source"
REASON = "Every statement can show its source; one without is hearsay with our name on it."
FIX = "name at least one source, and where the claim has readings, at least one for each."


def check(draft: Draft) -> Iterator[Fault]:
    """The claims and readings without a source."""
    for name, claim in draft.content.claims.items():
        if not claim.sources:
            yield Fault("claims.toml", name, "has no source", FIX)
        for reading in claim.readings:
            if not reading.sources:
                yield Fault("claims.toml", f"{name}.reading.{reading.id}", "has no source", FIX)
