"""A contested claim is shown with its readings, and only a contested one has them."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "contested-has-readings"
REASON = "Who reads that sources differ must see in which way, each with who says so."
FIX = "give a contested claim two readings or more, with different ids, and no other claim any."


def check(draft: Draft) -> Iterator[Fault]:
    """The contested claims with too few readings, and others with any."""
    for name, claim in draft.content.claims.items():
        ids = {reading.id for reading in claim.readings}
        if (len(ids) < 2 if claim.status == "contested" else ids) or len(ids) < len(claim.readings):
            what = f"is {claim.status} and has {len(ids)} different readings"
            yield Fault("claims.toml", name, what, FIX)
