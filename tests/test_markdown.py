"""Markdown shows what was typed: read by another's reader, it says the same words, in the same lines."""

import html
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from walk import CONTENT

from linkedin_guard.faces.markdown import render
from linkedin_guard.model.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Notice,
    Numbered,
    Paragraph,
    Switch,
    Task,
    Tasks,
    Trail,
)

TRICKY = [
    "1.",
    "2)",
    "-",
    "+",
    "*",
    "#",
    "=",
    "===",
    "---",
    "_",
    "__a__",
    "`",
    "~~",
    ">",
    "|",
    "&amp;",
    "&#35;",
    "<b>",
    "$x$",
]
TRICKY += [
    "[a](b)",
    "![",
    "\\",
    "!",
    "www.example.org",
    "https://example.org/a_b",
    "    ",
    "  ",
    " ",
    "\n",
    "\n\n",
    "a",
    ":",
    "^",
]
PIECES = st.lists(
    st.one_of(st.sampled_from(TRICKY), st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]))),
    max_size=8,
)
TYPED: st.SearchStrategy[str] = PIECES.map("".join)
LINE = TYPED.map(lambda text: " ".join(text.split())).filter(bool)

ONE: dict[str, Any] = {
    "a heading": lambda text: Heading(text),
    "a way": lambda text: Trail((text,)),
    "a switch": lambda text: Switch("x", False, text),
    "a task": lambda text: Tasks((Task(text, "completed", "", ""),)),
    "what is said of a task": lambda text: Tasks((Task("x", "completed", text, ""),)),
    "a title": lambda text: Document(text, ()),
}
SEVERAL: dict[str, Any] = {
    "a paragraph": lambda text: Paragraph(text),
    "a notice": lambda text: Notice(text),
    "a point": lambda text: Bullets(("x", text)),
    "a number": lambda text: Numbered(("x", text)),
    "a fact": lambda text: Facts((("x", text),)),
    "a note of a task": lambda text: Tasks((Task("x", "completed", "y", text),)),
    "a document": lambda text: Document("x", tuple(text.split("\n"))),
}


def read(block: Block) -> str:
    """What a reader of Markdown shows of the block, with its line breaks; a no-break space is a space to the eye."""
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(render([block], CONTENT))
    lines = re.sub(r"<br ?/?>\n?|&lt;br&gt;|</(?:p|li|h[1-6]|td|blockquote)>", "\n", made)
    return html.unescape(re.sub(r"<[^>]*>", "", lines)).replace("\u00a0", " ")


def in_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("kind", ONE)
@given(text=LINE)
def test_a_line_reads_as_it_was_typed(kind: str, text: str) -> None:
    assert any(line.endswith(text) for line in in_lines(read(ONE[kind](text))))


@pytest.mark.parametrize("kind", SEVERAL)
@given(text=TYPED.filter(lambda text: bool(text.strip())))
@example(text="1. one\n2. two")
@example(text="a\n    b\n\n    c")
@example(text="Title\n===")
@example(text="AT&amp;T costs $5 & $6")
def test_lines_read_as_they_were_typed(kind: str, text: str) -> None:
    found = in_lines(read(SEVERAL[kind](text)))
    lines = in_lines(text)
    assert found[-len(lines) :] == lines


def test_spaces_within_a_line_stay() -> None:
    made = MarkdownIt("commonmark").render(render([Paragraph("a   b\n    c")], CONTENT))
    assert "a \u00a0\u00a0b" in made
    assert "\u00a0" * 4 + "c" in made
