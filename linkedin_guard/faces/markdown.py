"""Blocks as Markdown. Text from outside is escaped, so that it reads as it was typed."""

import re
from collections.abc import Iterable, Iterator

from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_BEGINS = re.compile(r"^([-+=]|[0-9]{1,9}(?=[.)]))", re.MULTILINE)
"""What at the beginning of a line makes a list, a rule or a heading of it."""

_SPACES = re.compile(r"(?m)^ +|(?<= ) +| +$")
"""Spaces that Markdown leaves out, or makes code of what follows them."""

_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def escape(text: str) -> str:
    """The text so that Markdown shows it as it stands; its line breaks are still to be said."""
    text = _BEGINS.sub(_not_begun, _SPECIAL.sub(r"\\\1", text))
    return _SPACES.sub(lambda spaces: "\u00a0" * len(spaces[0]), text)


def _not_begun(found: re.Match[str]) -> str:
    """A sign after a backslash; a number before one, which stands for the sign after it."""
    return f"{found[0]}\\" if found[0][0].isdecimal() else f"\\{found[0]}"


def _broken(text: str, before: str = "") -> str:
    """The text with its line breaks, and `before` at the beginning of each line after the first."""
    parts = (escape(part).replace("\n", f"  \n{before}") for part in _EMPTY_LINES.split(text.strip("\n")))
    return f"\n{before.rstrip()}\n{before}".join(parts)


def _in_line(text: str) -> str:
    """The text where there is room for one line: in a heading, or between stars."""
    return escape(" ".join(text.split()))


def _in_cell(text: str) -> str:
    """The text in a cell of a table, which is one line."""
    return escape(text).replace("\n", "<br>")


def render(document: Iterable[Block], content: Catalogue) -> str:
    """The blocks as one Markdown text; the first heading is the title."""
    parts: list[str] = []
    titled = False
    for block in document:
        if isinstance(block, blocks.Heading):
            parts.append(f"{'##' if titled else '#'} {_in_line(block.text)}")
            titled = True
        else:
            parts.append("\n".join(_lines(block, content)))
    return "\n\n".join(parts) + "\n"


def _lines(block: Block, content: Catalogue) -> Iterator[str]:
    match block:
        case blocks.Paragraph(text) | blocks.Heading(text):
            yield _broken(text)
        case blocks.Bullets(items):
            yield from ("- " + _broken(item, "  ") for item in items)
        case blocks.Numbered(items):
            yield from (f"{number}. {_broken(item, '    ')}" for number, item in enumerate(items, 1))
        case blocks.Trail(items):
            yield blocks.TRAIL.join(f"**{_in_line(item)}**" for item in items)
        case blocks.Link(url, label):
            yield f"[{_in_line(label)}](<{url}>)" if label else f"<{url}>"
        case blocks.Notice(text):
            yield f"> {_broken(text, '> ')}"
        case blocks.Switch(label, _, word):
            yield "> " + content.grammar.labelled(_in_line(label), f"**{_in_line(word)}**")
        case blocks.Facts(rows):
            yield "| | |"
            yield "| --- | --- |"
            yield from (f"| {_in_cell(label)} | {_in_cell(value)} |" for label, value in rows)
        case blocks.Tasks(rows):
            for row in rows:
                tick = "x" if row.state == "completed" else " "
                title, words = _in_line(row.title), _in_line(row.words)
                said = content.grammar.labelled(title, words) if words else title
                yield f"- [{tick}] {said}" + (f"  \n  {_broken(row.note, '  ')}" if row.note else "")
        case blocks.Code(text):
            yield f"<{text}>"
        case blocks.Document(title, lines):
            yield f"**{_in_line(title)}**"
            yield ""
            yield _broken("\n".join(lines))
