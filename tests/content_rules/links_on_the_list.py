"""Every address is https, and of a host that somebody looked at and put on the list."""

from pathlib import Path
from urllib.parse import urlsplit

from content_rules.files import addresses
from linkedin_guard.model.catalogue import Catalogue

ID = "links-on-the-list"
REASON = "People will click what we show; a slip of one letter is somebody else's site."
FIX = "Correct the address; or look at the host, and add it to tests/hosts.txt. Take out of that list what is not used."

LIST = Path(__file__).parents[1] / "hosts.txt"


def check(content: Catalogue, root: Path) -> list[str]:
    """The addresses that are not https or whose host is not on the list, and hosts on it that are not used."""
    listed, used, faults = set(LIST.read_text("utf-8").split()), set(), []
    for file, address in addresses(root):
        parts = urlsplit(address)
        used.add(parts.hostname)
        if parts.scheme != "https" or parts.username or parts.port or parts.hostname not in listed:
            faults.append(f"{file}: {address}")
    return faults + [f"hosts.txt: {host} is not used" for host in sorted(listed - used)]
