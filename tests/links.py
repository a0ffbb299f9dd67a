"""Look at every address of content/ over the network, and for LinkedIn's names in the public pages that quote them.

    python tests/links.py [FOLDER]

For maintainers; the program itself has no network, and no test runs this against it. Each address gets a line: what
came, the address, and what to know of it. An answer is data from a stranger: it is read up to a size and a time, a
redirect is followed to a listed host alone (tests/hosts.txt), and nothing of it reaches the terminal unspelled.

| exit code | means |
| --- | --- |
| 0 | every address is good, every quoted name is still there |
| 1 | something is to be mended: moved, gone, elsewhere, broken, or a name that is on none of its pages |
| 2 | the command line cannot be used |
| 3 | nothing to mend, but some could not be looked at: slow, closed to programs, out of reach |
"""

import html
import http.client
import re
import socket
import ssl
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from urllib.parse import urljoin, urlsplit

from links_on_the_list import HOSTS

from linkedin_guard.content import ContentFolder, folder, load
from linkedin_guard.model.catalogue import Catalogue, ContentFault
from linkedin_guard.model.text import spelled
from linkedin_guard.rules.draft import Draft

MEND = frozenset({"moved", "gone", "elsewhere", "broken", "not there"})
UNSEEN = frozenset({"slow", "closed", "unreachable", "not seen"})
CLOSED = frozenset({401, 403, 405, 406, 429, 451, 503, 999})
"""What hosts answer to programs that they would not answer to a person; 999 is LinkedIn's own."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})


@dataclass(frozen=True)
class Limits:
    """How long an address may take, in seconds, how much of a page is read, in bytes, how many redirects are followed.

    Only these schemes are spoken; a page of which more would come than is read is judged by that much.
    """

    seconds: float = 20.0
    size: int = 3_000_000
    hops: int = 5
    schemes: tuple[str, ...] = ("https",)


@dataclass(frozen=True)
class Seen:
    """What came of an address: `state` in a word, `detail` what to know of it, `text` what a reader sees."""

    address: str
    state: str
    detail: str = ""
    text: str = ""


def look(address: str, hosts: Iterable[str] = HOSTS, limits: Limits = Limits()) -> Seen:
    """What is at the address now."""
    at, moved, hosts = address, False, frozenset(hosts)
    been = {address}
    for _ in range(limits.hops + 1):
        parts = urlsplit(at)
        if parts.scheme not in limits.schemes or parts.hostname not in hosts or parts.username:
            return Seen(address, "elsewhere", f"leads to {at}, which is not on the list")
        status, location, body = _answer(at, limits)
        if isinstance(status, str):
            return Seen(address, status, location)
        if status in REDIRECTS and location:
            at = urljoin(at, location)
            moved = moved or status in PERMANENT
            if at in been:
                return Seen(address, "broken", "redirects in a circle")
            been.add(at)
            continue
        if status in CLOSED:
            return Seen(address, "closed", f"answers {status} to a program; look at it by hand")
        if status != 200:
            return Seen(address, "gone", f"answers {status}")
        return Seen(address, "moved" if moved else "good", f"is at {at} now" if moved else "", visible(body))
    return Seen(address, "broken", f"redirects more than {limits.hops} times")


def _answer(at: str, limits: Limits) -> tuple[int | str, str, bytes]:
    """Status, where it redirects to, and body; a word and a reason where nothing usable came."""
    parts = urlsplit(at)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    late = Event()
    connection = kind(parts.hostname or "", parts.port, timeout=limits.seconds)
    timer = Timer(limits.seconds, lambda: _stop(held, late))
    timer.daemon = True
    held: list[socket.socket] = []
    try:
        connection.connect()
        # The connection lets go of it once the answer begins, and then it could not be ended any more.
        held.append(connection.sock)
        timer.start()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": "lg-wizard link check", "Accept": "text/html, */*", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read(limits.size)
        if late.is_set():
            return "slow", f"takes more than {limits.seconds:g} seconds", b""
        if answer.length and len(body) < limits.size:
            return "broken", "ends before its end", b""
        return answer.status, answer.getheader("Location", ""), body
    except (TimeoutError, OSError, http.client.HTTPException, ValueError) as fault:
        if late.is_set() or isinstance(fault, TimeoutError):
            return "slow", f"takes more than {limits.seconds:g} seconds", b""
        if isinstance(fault, ssl.SSLError | http.client.HTTPException | ValueError):
            return "broken", f"does not answer as the web does ({type(fault).__name__})", b""
        return "unreachable", f"cannot be reached ({type(fault).__name__})", b""
    finally:
        timer.cancel()
        connection.close()


def _stop(held: list[socket.socket], late: Event) -> None:
    """End a connection that trickles: each byte would come in time, and all of them never."""
    late.set()
    for found in held:
        with suppress(OSError):
            found.shutdown(socket.SHUT_RDWR)


def visible(body: bytes) -> str:
    """What a reader sees of a page, in one line."""
    text = re.sub(r"(?is)<(script|style)\b.*?(</\1>|\Z)|<[^>]*>", " ", body.decode("utf-8", "replace"))
    return " ".join(html.unescape(text).split())


def addresses(root: Path) -> tuple[str, ...]:
    """Every address of the content, each once."""
    return tuple(dict.fromkeys(address for _, _, address in Draft(ContentFolder(root)).addresses()))


def names(content: Catalogue, seen: Mapping[str, Seen]) -> Iterator[Seen]:
    """Whether each of LinkedIn's names stands on one of the public pages it was found on, in each language."""
    for language, labels in content.labels.items():
        urls = (content.sources[name].url for name in labels.sources if name in content.sources)
        pages = [seen[url] for url in urls if url is not None and url in seen]
        read = [page for page in pages if page.text]
        for key, label in labels.labels.items():
            called = f"{language}: {label}"
            if any(label.casefold() in page.text.casefold() for page in read):
                yield Seen(called, "good")
            elif len(read) < len(pages) or not pages:
                yield Seen(called, "not seen", f"'{key}' is on none of the {len(read)} pages that could be read")
            else:
                yield Seen(called, "not there", f"'{key}' is on none of its {len(read)} pages")


def table(found: Iterable[Seen]) -> Iterator[str]:
    """A line for each, what is to be mended first, and how many of each there are."""
    rows = sorted(found, key=lambda row: (row.state == "good", row.state in UNSEEN, row.state, row.address))
    for row in rows:
        yield f"{row.state:<12} {spelled(row.address)}{f'  {spelled(row.detail)}' if row.detail else ''}"
    yield ", ".join(f"{count} {state}" for state, count in Counter(row.state for row in rows).most_common())


def exit_code(found: Iterable[Seen]) -> int:
    """As the table at the top says."""
    states = {row.state for row in found}
    return 1 if states & MEND else 3 if states & UNSEEN else 0


def checked(root: Path, hosts: Iterable[str] = HOSTS, limits: Limits = Limits()) -> list[Seen]:
    """Every address of the content and every name of LinkedIn's, looked at. Raises ContentFault."""
    hosts = frozenset(hosts)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda address: look(address, hosts, limits), addresses(root)))
    return [*found, *names(load(root=root), {row.address: row for row in found})]


def main(arguments: list[str], hosts: Iterable[str] = HOSTS, limits: Limits = Limits()) -> int:
    """Print the table, and return the exit code."""
    if len(arguments) > 1 or arguments[:1] == ["--help"]:
        print(__doc__)
        return 2
    root = Path(arguments[0]) if arguments else folder()
    try:
        found = checked(root, hosts, limits)
    except ContentFault as fault:
        print(fault, file=sys.stderr)
        return 2
    print("\n".join(table(found)))
    return exit_code(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
