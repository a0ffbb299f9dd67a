"""What `--version` says: the version, the content's date, and which translations only a machine has made.

It is said before anything is loaded, so the build writes what the content has to say of itself beside it, as text
(`.ci/wheel.py`). A checkout has no such file; there the manifest's own two lines are looked at.
"""

import os
import sys
from typing import TYPE_CHECKING

from linkedin_guard import __version__

if TYPE_CHECKING:
    from linkedin_guard.model.catalogue import Catalogue

WRITTEN = "version.txt"
"""The file that the build writes into the installed content: the date, then a line for each such translation."""

_PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - pathlib takes longer than all the rest


def said() -> str:
    """The version and what belongs to it, line by line; the version alone where the content cannot be read."""
    lines = _of_build() or _of_checkout()
    first = f"lg-wizard {__version__}"
    return "\n".join((f"{first}, content {lines[0]}", *lines[1:])) if lines else first


def say() -> None:
    """Write it to stdout. Raises OSError."""
    text = said()
    if not text.isascii():
        # Only what names a language in its own letters can be too much for a terminal.
        from linkedin_guard.faces.terminal_text import for_terminal

        text = for_terminal(text, sys.stdout.encoding)
    print(text, flush=True)


def lines_of(content: "Catalogue") -> list[str]:
    """What the build writes: the content's date, and each translation that nobody has reviewed, by its name."""
    # Both only for who builds, and for a checkout with translations.
    from linkedin_guard.pages.questions import language_name

    spoken = map(content.into, content.manifest.languages)
    return [content.manifest.content, *(language_name(other) for other in spoken if other.by_machine)]


def _of_build() -> list[str]:
    return _lines(os.path.join(_PACKAGE, "_content", WRITTEN))  # noqa: PTH118 - as above


def _of_checkout() -> list[str]:
    manifest = _lines(os.path.join(os.path.dirname(_PACKAGE), "content", "manifest.toml"))  # noqa: PTH118, PTH120
    if not manifest:
        return []
    if 'languages = ["en"]' in manifest:
        return [line.split('"')[1] for line in manifest if line.startswith('content = "')]
    from linkedin_guard.content import load
    from linkedin_guard.model.catalogue import ContentFault

    try:
        return lines_of(load())
    except ContentFault:
        return []


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as above
            return file.read(10_000).splitlines()
    except (OSError, ValueError):
        return []
