"""The blocks a page or a document is made of. Each face has one `match` over them; none re-writes them.

`claims` names the claims a block rests on, so that the sources of a page are the union over its blocks.
"""

from dataclasses import dataclass

TRAIL = " › "
"""What stands between the parts of a path through menus, in every language."""


@dataclass(frozen=True)
class Paragraph:
    """A thought."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """The title of the blocks that follow."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bullets:
    """Things side by side. An item may have a line break in it."""

    items: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbered:
    """Things one after the other."""

    items: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trail:
    """A path through menus, outermost first."""

    items: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An address; `label` says what it is, and may be empty."""

    url: str
    label: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something to know before going on."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Switch:
    """A setting drawn as it should look, or as the person reported it; `word` is LinkedIn's for the state."""

    label: str
    on: bool
    word: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Rows of label and value."""

    rows: tuple[tuple[str, str], ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A row of a task list: `state` is a status id, `words` how it is said, `note` a line of its own under it."""

    title: str
    state: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Tasks:
    """A task list. With `to_tick` it is for whoever reads it to tick off, where they can."""

    rows: tuple[Task, ...]
    claims: tuple[str, ...] = ()
    to_tick: bool = False


@dataclass(frozen=True)
class Code:
    """An address as a QR code."""

    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A text to take away as it stands, line by line; an empty line parts paragraphs."""

    title: str
    lines: tuple[str, ...]
    claims: tuple[str, ...] = ()


Block = Paragraph | Heading | Bullets | Numbered | Trail | Link | Notice | Switch | Facts | Tasks | Code | Document
