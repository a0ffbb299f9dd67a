"""Blocks as Markdown. Text from outside is escaped, so that it reads as it was typed."""

import re
from collections.abc import Iterable, Iterator

from linkedin_guard.model.blocks import (
    Block,
    Bullets,
    Code,
    Document,
    Facts,
    Heading,
    Link,
    Notice,
    Numbered,
    Paragraph,
    Switch,
    Tasks,
    Trail,
)
from linkedin_guard.model.catalogue import Catalogue

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def escape(text: str) -> str:
    """The text so that Markdown shows it as it stands."""
    return _SPECIAL.sub(r"\\\1", text)


def render(blocks: Iterable[Block], content: Catalogue) -> str:
    """The blocks as one Markdown text; the first heading is the title."""
    parts: list[str] = []
    titled = False
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"{'##' if titled else '#'} {escape(block.text)}")
            titled = True
        else:
            parts.append("\n".join(_lines(block, content)))
    return "\n\n".join(parts) + "\n"


def _lines(block: Block, content: Catalogue) -> Iterator[str]:
    match block:
        case Paragraph(text) | Heading(text):
            yield escape(text)
        case Bullets(items):
            yield from (f"- {escape(item)}" for item in items)
        case Numbered(items):
            yield from (f"{number}. {escape(item)}" for number, item in enumerate(items, 1))
        case Trail(items):
            yield " › ".join(f"**{escape(item)}**" for item in items)
        case Link(url, label):
            yield f"[{escape(label)}](<{url}>)" if label else f"<{url}>"
        case Notice(text):
            yield f"> {escape(text)}"
        case Switch(label, _, word):
            yield f"> {escape(label)}: **{escape(word)}**"
        case Facts(rows):
            yield "| | |"
            yield "| --- | --- |"
            yield from (f"| {escape(label)} | {escape(value)} |" for label, value in rows)
        case Tasks(rows):
            for row in rows:
                tick = "x" if row.state == "completed" else " "
                yield f"- [{tick}] {escape(row.title)}" + (f": {escape(row.words)}" if row.words else "")
        case Code(text):
            yield f"<{text}>"
        case Document(title, lines):
            yield f"**{escape(title)}**"
            yield ""
            yield from (escape(line) + ("  " if line else "") for line in lines)
