"""Blocks as Markdown. Text from outside is escaped, so that it reads as it was typed."""

import re
from collections.abc import Iterable, Iterator

from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def escape(text: str) -> str:
    """The text so that Markdown shows it as it stands."""
    return _SPECIAL.sub(r"\\\1", text)


def render(document: Iterable[Block], content: Catalogue) -> str:
    """The blocks as one Markdown text; the first heading is the title."""
    parts: list[str] = []
    titled = False
    for block in document:
        if isinstance(block, blocks.Heading):
            parts.append(f"{'##' if titled else '#'} {escape(block.text)}")
            titled = True
        else:
            parts.append("\n".join(_lines(block, content)))
    return "\n\n".join(parts) + "\n"


def _lines(block: Block, content: Catalogue) -> Iterator[str]:
    match block:
        case blocks.Paragraph(text) | blocks.Heading(text):
            yield escape(text)
        case blocks.Bullets(items):
            yield from ("- " + escape(item).replace("\n", "  \n  ") for item in items)
        case blocks.Numbered(items):
            yield from (f"{number}. {escape(item)}" for number, item in enumerate(items, 1))
        case blocks.Trail(items):
            yield blocks.TRAIL.join(f"**{escape(item)}**" for item in items)
        case blocks.Link(url, label):
            yield f"[{escape(label)}](<{url}>)" if label else f"<{url}>"
        case blocks.Notice(text):
            yield f"> {escape(text)}"
        case blocks.Switch(label, _, word):
            yield "> " + content.grammar.labelled(escape(label), f"**{escape(word)}**")
        case blocks.Facts(rows):
            yield "| | |"
            yield "| --- | --- |"
            yield from (f"| {escape(label)} | {escape(value)} |" for label, value in rows)
        case blocks.Tasks(rows):
            for row in rows:
                tick = "x" if row.state == "completed" else " "
                title, words = escape(row.title), escape(row.words)
                said = content.grammar.labelled(title, words) if words else title
                yield f"- [{tick}] {said}" + (f"  \n  {escape(row.note)}" if row.note else "")
        case blocks.Code(text):
            yield f"<{text}>"
        case blocks.Document(title, lines):
            yield f"**{escape(title)}**"
            yield ""
            yield from (escape(line) + ("  " if line else "") for line in lines)
