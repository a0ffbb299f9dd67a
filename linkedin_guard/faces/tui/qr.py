"""The QR code in cells: dark on light whatever the theme, for that is what cameras expect; the whole of it or nothing.

Loaded when a page first has one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno
from textual.content import Content

from linkedin_guard.faces.tui.layout import Look, link, side_by_side
from linkedin_guard.faces.tui.sizes import TEXT

DARK, LIGHT = "#000000", "#ffffff"
QUIET = (4, 2)
"""How many modules of light stand around the code: four as the standard has it, two where there is less room."""

GAP, LEAST = 2, 24
"""Cells between text and code, and the narrowest text that stands beside one."""


@dataclass(frozen=True)
class Art:
    """A code as drawn: its lines, and their width in cells."""

    lines: tuple[Content, ...]
    width: int

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return len(self.lines)


def arts(url: str, look: Look) -> Iterator[Art]:
    """The code as it can be drawn here, the roomiest first."""
    code = segno.make(url, error="l", micro=False)
    for quiet in QUIET:
        cells = [[bool(cell) for cell in row] for row in code.matrix_iter(border=quiet)]
        lines = tuple(_ground(cells) if look.plain else _halves(cells))
        yield Art(lines, lines[0].cell_length)


def _halves(cells: list[list[bool]]) -> Iterator[Content]:
    """Two modules in a cell, one over the other."""
    cells = [*cells, *([[False] * len(cells[0])] * (len(cells) % 2))]
    drawn = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    for pair in zip(cells[::2], cells[1::2], strict=True):
        yield Content.styled("".join(drawn[both] for both in zip(*pair, strict=True)), f"{DARK} on {LIGHT}")


def _ground(cells: list[list[bool]]) -> Iterator[Content]:
    """A module in two cells, as nothing but ground: for terminals without half blocks."""
    for row in cells:
        runs = ((dark, "  " * len(list(run))) for dark, run in groupby(row))
        yield Content.assemble(*((run, f"{LIGHT} on {DARK}" if dark else f"{DARK} on {LIGHT}") for dark, run in runs))


def within(url: str, look: Look) -> Content:
    """The code in the run of a text, where the window can show the whole of it; and its address."""
    for art in arts(url, look):
        if art.width <= look.width and art.height <= look.height:
            return Content("\n").join([*art.lines, link(url, "", look.width)])
    return Content("\n").join([Content(_too_small(art.width, art.height + 4, look)), link(url, "", look.width)])


def page(url: str, text: Content, look: Look, below: int) -> Content:
    """A page that is there for its code: the text with the code at its right or under it.

    All of it is seen at once, with the lines that stand below; else the text says how large the window must be.
    """
    room = look.height - below
    beside = Content("\n\n").join([text, Content(look.show(look.said.words("ui.code.scan")))])
    for art in arts(url, look):
        left = look.width - art.width - GAP
        lines = beside.wrap(left) if left >= LEAST else []
        if lines and max(art.height, len(lines)) <= room:
            return Content("\n").join(side_by_side(lines, art.lines, left + GAP))
        if art.width <= look.width and len(text.wrap(look.width)) + 1 + art.height <= room:
            return Content("\n").join([text, Content(), *art.lines])
    columns, rows = art.width + GAP + LEAST, max(art.height, len(beside.wrap(LEAST)))
    if columns > TEXT:
        columns, rows = art.width, len(text.wrap(art.width)) + 1 + art.height
    return Content("\n\n").join([text, Content(_too_small(columns, rows + below + 2, look))])


def _too_small(columns: int, rows: int, look: Look) -> str:
    """What is said where the window is too small: how large it must be, margins and keys included."""
    return look.show(look.said.say("ui.code.too-small", columns=columns + 3, rows=rows))
