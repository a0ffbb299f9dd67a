"""Text in cells: how wide a page may be, how lines are wrapped, and what the terminal can show.

A text reaches a widget as `Content` only, which parses no markup, so that nothing a person types or a file says can
style, break or crash the window.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.style import Style

from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.faces.tui.sizes import TEXT
from linkedin_guard.model.catalogue import Catalogue

INDENT = 2
"""Cells by which what belongs under a line is moved in."""


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
        return for_terminal("╭", self.encoding) != "╭"

    def show(self, text: str) -> str:
        """The text as the terminal can show it."""
        return for_terminal(text, self.encoding)

    def pick(self, drawn: str, ascii_: str) -> str:
        """A drawing, or what stands in for it in ASCII."""
        return ascii_ if self.plain else drawn


_NEVER_FIRST = "，。、；：！？）」』》】〉〕·…—～％"
"""Marks that begin no line of Chinese: they belong to what stands before them."""

_NEVER_LAST = "（「『《【〈〔"
"""Marks that end no line of Chinese: they belong to what follows."""

_NO_BREAK = ("\u00a0", "\u202f")
_WIDE = (("\u1100", "\u11ff"), ("\u2e80", "\ufaff"), ("\ufe30", "\uffef"))
"""The first and the last letter of each range of wide text. As a pattern they take 3 ms to prepare, at every start."""

_WORD = re.compile(r" *[^ ]+ *")


@lru_cache(maxsize=1024)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells; never no line. Remembered: a page is measured before it is drawn.

    A line breaks at a space that is none of the no-break spaces, or between signs of Chinese as its rules let it.
    """
    lines = (line for part in text.expandtabs(8).split("\n") for line in _wrapped(part, max(1, width)))
    return tuple(lines) or ("",)


def flow(text: str, width: int) -> str:
    """The text as a widget is given it, which breaks lines by itself: broken here where it would do so wrongly.

    Elsewhere it stays whole, so that what is selected holds no line breaks of ours.
    """
    return "\n".join(wrap(text, width)) if _broken_wrongly(text) else text


def _broken_wrongly(text: str) -> bool:
    """Whether the library would break it in the wrong place: at a no-break space, or in wide text."""
    if any(space in text for space in _NO_BREAK):
        return True
    if max(text, default="") < _WIDE[0][0]:
        return False
    return any(first <= letter <= last for letter in text for first, last in _WIDE)


def _wrapped(text: str, width: int) -> Iterator[str]:
    """One paragraph in lines, as many words in each as there is room for."""
    line, cells = "", 0
    for word in _words(text):
        for piece in _folded(word, width):
            if line and cells + cell_len(piece.rstrip(" ")) > width:
                yield line.rstrip(" ")
                line, cells = "", 0
            line, cells = line + piece, cells + cell_len(piece)
    yield line.rstrip(" ")


def _words(text: str) -> Iterator[str]:
    """What no line may break within: words with the spaces after them, and of wide text each sign with its marks."""
    for word in _WORD.findall(text):
        start = 0
        for at in range(1, len(word)):
            before, after = word[at - 1], word[at]
            wide = cell_len(before) == 2 or cell_len(after) == 2
            apart = cell_len(after) > 0 and after not in _NEVER_FIRST and before not in _NEVER_LAST
            if wide and apart and not (before.isspace() or after.isspace()):
                yield word[start:at]
                start = at
        yield word[start:]


def _folded(word: str, width: int) -> list[str]:
    """A word that is longer than a line, in pieces as long as one; any other as it is."""
    return chop_cells(word, width) if cell_len(word.rstrip(" ")) > width else [word]


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
