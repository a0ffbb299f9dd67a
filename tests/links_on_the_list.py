"""A rule of our own beside the program's: every address is https, and of a host that somebody looked at and listed."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft

ID = "links-on-the-list"
REASON = "People will click what we show; a slip of one letter is somebody else's site."
FIX = "correct the address; or look at the host, and add it to tests/hosts.txt."

HOSTS = frozenset((Path(__file__).parent / "hosts.txt").read_text("utf-8").split())


def check(draft: Draft) -> Iterator[Fault]:
    """The addresses that are not https or whose host is not on the list."""
    for file, key, address in draft.addresses():
        parts = urlsplit(address)
        if parts.scheme != "https" or parts.username or parts.port or parts.hostname not in HOSTS:
            yield Fault(file, key, f"is '{address}', which is not on the list", FIX)
