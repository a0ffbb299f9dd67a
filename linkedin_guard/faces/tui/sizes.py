"""How large the window is, and what follows: which parts of the frame there are, and how much room the page has.

Every width and height stands here once. The style sheet has them as variables (`VARIABLES`), and the parts of the frame
are shown or hidden by what `Sizes.frame` says.
"""

from dataclasses import dataclass

TEXT = 76
"""The longest line of a page, in cells."""

SIDE = 38
"""The longest line beside the page, in cells."""

BAR = 1
"""The column that is kept free for the bar to scroll with, in cells."""

TINY, LOW, MIDDLE = 4, 8, 16
"""Lines below which only the page is left, and the keys, and the first line."""

NARROW, COLUMNS, WIDE = 60, 100, 120
"""Columns below which the margins go, and from which on lists stand side by side, and the sources beside the page."""

VARIABLES = {
    "guard-column": str(TEXT + BAR),
    "guard-side": str(SIDE + 3),
}
"""What the style sheet calls these widths, in cells, with their margins."""


@dataclass(frozen=True)
class Sizes:
    """A window of so many columns and lines. With `scan` the page is there for its code, which is to be seen whole."""

    columns: int
    lines: int
    scan: bool = False

    @property
    def frame(self) -> dict[str, bool]:
        """Which parts of the frame are shown, each a line high: short of lines the head goes first, the keys last."""
        tall = self.lines >= MIDDLE and not self.scan
        return {
            "head": tall,
            "rule": tall,
            "more": self.lines >= LOW,
            "keys": self.lines >= TINY,
        }

    @property
    def height(self) -> int:
        """The lines there are for the page."""
        return self.lines - sum(self.frame.values())

    @property
    def width(self) -> int:
        """The longest line there is room for, in cells."""
        margins = 2 if self.columns >= NARROW else 0
        return max(1, min(TEXT, self.columns - BAR - margins))

    @property
    def side_by_side(self) -> bool:
        """Whether two lists of statements stand beside each other."""
        return self.columns >= COLUMNS

    @property
    def has_side(self) -> bool:
        """Whether there is room for something beside the page."""
        return self.columns >= WIDE

    @property
    def classes(self) -> dict[str, bool]:
        """The classes by which the style sheet knows how large the window is."""
        return {
            "-scan": self.scan,
            "-narrow": self.columns < NARROW,
            "-wide": self.columns >= WIDE,
            "-tiny": self.lines < TINY,
            "-low": TINY <= self.lines < LOW,
            "-middle": LOW <= self.lines < MIDDLE,
        }
