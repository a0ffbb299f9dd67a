"""Text in cells: how wide a page may be, how lines are wrapped, and what the terminal can show.

A text reaches a widget as `Content` only, which parses no markup, so that nothing a person types or a file says can
style, break or crash the window.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from linkedin_guard.faces.ascii import shape
from linkedin_guard.faces.tui.sizes import TEXT
from linkedin_guard.model.catalogue import Catalogue

INDENT = 2
"""Cells by which what belongs under a line is moved in."""

STEP = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@dataclass(frozen=True)
class Look:
    """How wide the text may be, how much air there is, and what the terminal can show.

    With `air` 2 an empty line parts thoughts and groups of picks, with 1 thoughts only, with 0 neither. `height` is how
    many lines are seen at once; with `columns` two lists of statements stand side by side.
    """

    said: Catalogue
    width: int = TEXT
    air: int = 2
    encoding: str = "utf-8"
    height: int = 24
    columns: bool = False

    @property
    def plain(self) -> bool:
        """Whether boxes and bars must be drawn in ASCII."""
        return shape("╭", self.encoding) != "╭"

    def show(self, text: str) -> str:
        """The text as the terminal can show it."""
        return shape(text, self.encoding)

    def pick(self, drawn: str, ascii_: str) -> str:
        """A drawing, or what stands in for it in ASCII."""
        return ascii_ if self.plain else drawn


@lru_cache(maxsize=1024)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells; never no line. Remembered: a page is measured before it is drawn."""
    return tuple(line.plain.rstrip() for line in Content(text).wrap(max(1, width))) or ("",)


def hang(first: str, text: str, width: int, rest: str | None = None) -> str:
    """The text after `first`, its other lines under its own beginning, or after `rest`."""
    gap = cell_len(first)
    if width - gap < 8:
        return first + text
    later = " " * gap if rest is None else rest
    head, *lines = wrap(text, width - gap)
    return "\n".join((first + head, *(later + line for line in lines)))


def fit(left: str, right: str, width: int) -> str | None:
    """Both ends of one line, or None when there is no room for them."""
    gap = width - cell_len(left) - cell_len(right)
    return left + " " * gap + right if gap >= INDENT else None


def side_by_side(left: Sequence[Content], right: Sequence[Content], start: int) -> Iterator[Content]:
    """Lines beside lines, the right ones from that cell on."""
    for at in range(max(len(left), len(right))):
        line = left[at] if at < len(left) else Content()
        yield Content.assemble(line, " " * (start - line.cell_length), right[at] if at < len(right) else "")


def link(url: str, label: str, width: int) -> Content:
    """The address on a line of its own, in full: to be read, selected, copied, and opened by the terminal itself."""
    address = Content.styled(url, "$accent underline").stylize(Style(link=url))
    # Too long for a line it begins at the margin, so that what is selected holds no spaces.
    indent = " " * INDENT if cell_len(url) + INDENT <= width else ""
    return Content.assemble(f"{label}\n" if label else "", indent, address)


def barred(text: str, look: Look) -> Content:
    """The text with a bar at its left, on every line."""
    bar = look.pick("▌ ", "| ")
    lines = [Content.assemble((bar, "$accent"), line) for line in wrap(text, look.width - len(bar))]
    return Content("\n").join(lines)
