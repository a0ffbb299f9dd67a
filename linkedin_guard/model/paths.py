"""The path of a file as it was typed, pasted, or dropped on a terminal. Pure.

A terminal on which a file is dropped types its path as a shell would want it: in quotes, with backslashes, as a
`file://` address, with a space at the end. PowerShell's `& ` may stand before it.
"""

import re
import shlex
from urllib.parse import unquote

_QUOTES = ('""', "''", "“”", "„“", "‘’", "‚‘", "«»", "<>", "``")
"""What may stand around a path that was copied from a text."""

_ADDRESS = re.compile(r"file:(?://(?P<host>[^/]*))?(?P<path>/.*)", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"[/\\~]|[a-z]:[/\\]", re.IGNORECASE)
"""How a path begins that leaves nothing open, as those of dropped files do."""

_IN_WINDOWS = re.compile(r"\"[^\"]*\"|'[^']*'|\S+")


def meant(text: str, *, windows: bool = False) -> tuple[str, ...]:
    """The paths that the text can mean, each once: first as it stands, then without what a terminal puts around one.

    Only the disk knows which it is: a file may be called `a%20b` or end with a space. With `windows` a backslash parts
    folders. `~` stands as it is. There is always one.
    """
    typed = text.strip("\r\n")
    bare = typed.strip()
    parts = _parts(bare, windows)
    return tuple(dict.fromkeys((typed, bare, _plain(_unquoted(bare), windows), *(parts if len(parts) == 1 else ()))))


def names_several(text: str, *, windows: bool = False) -> bool:
    """Whether the text is what several files type that are dropped at once."""
    parts = _parts(text.strip(), windows)
    return len(parts) > 1 and all(map(_WHOLE.match, parts))


def _parts(text: str, windows: bool) -> tuple[str, ...]:
    """The paths in the text as a shell would part them; none where a quote is left open."""
    bare = text.removeprefix("& ")
    try:
        # An address has no spaces and no quotes; in one, an apostrophe is a letter.
        parts = bare.split() if _ADDRESS.match(bare) else _split(bare, windows)
    except ValueError:
        return ()
    return tuple(_plain(part, windows) for part in parts)


def _split(text: str, windows: bool) -> list[str]:
    """The parts of a command line, without their quotes. Raises ValueError where one is left open."""
    return [_unquoted(part) for part in _IN_WINDOWS.findall(text)] if windows else shlex.split(text)


def _unquoted(text: str) -> str:
    inside = any(len(text) > 2 and text[0] + text[-1] == pair for pair in _QUOTES)
    return text[1:-1].strip() if inside else text


def _plain(path: str, windows: bool) -> str:
    """The path that a `file://` address is that of; any other as it is."""
    found = _ADDRESS.fullmatch(path)
    if found is None:
        return path
    plain = unquote(found["path"], errors="surrogateescape")
    if not windows:
        return plain
    host = found["host"] or "localhost"
    return f"//{host}{plain}" if host.casefold() != "localhost" else re.sub(r"^/(?=[A-Za-z]:)", "", plain)
