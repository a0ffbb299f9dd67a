"""A page laid out for a window: its text and its rows, with as much room between thoughts as lets all of it be seen."""

from dataclasses import dataclass, replace

from textual.content import Content

from linkedin_guard.faces.tui.layout import Look
from linkedin_guard.faces.tui.page_text import Showing, reading, title_at
from linkedin_guard.faces.tui.rows import FIELD, Line, Row, lines_of
from linkedin_guard.faces.tui.sizes import Sizes
from linkedin_guard.model.page import types


@dataclass(frozen=True)
class Laid:
    """A page laid out: how, its text, how many lines of it are before the title, and what each row says."""

    look: Look
    text: Content
    title_at: int
    lines: list[Line]

    def needs(self, page_types: bool, rows: int | None = None) -> int:
        """How many lines it takes up to and with so many rows (None: all of them)."""
        height = sum(Row.height_of(line, self.look) for line in self.lines[:rows])
        return self.text.get_height({}, self.look.width) + height + FIELD * page_types


def looking(base: Look, sizes: Sizes, air: int = 0) -> Look:
    """How a page looks in a window of this size."""
    return replace(base, width=sizes.width, air=air, height=sizes.height, columns=sizes.side_by_side)


def lay_out(showing: Showing, ticked: tuple[str, ...], base: Look, sizes: Sizes) -> Laid:
    """The page with as much room between thoughts as lets the whole of it be seen.

    Where the page is full, the age of what it says takes the caption's place.
    A longer page gives all of it up if that brings the first pick into the window, and keeps all of it otherwise.
    """
    field = types(showing.page)
    airs = (0,) if showing.code is not None else (2, 1, 0)
    for air in airs:
        laid = _laid(showing, ticked, looking(base, sizes, air))
        if laid.needs(field) <= sizes.height:
            return laid
    page = showing.page
    if laid.needs(field, 1) > sizes.height and page.age:
        full = replace(page, caption=page.age, age="")
        return lay_out(replace(showing, page=full), ticked, base, sizes)
    return laid if laid.needs(field, 1) <= sizes.height else _laid(showing, ticked, looking(base, sizes, airs[0]))


def _laid(showing: Showing, ticked: tuple[str, ...], look: Look) -> Laid:
    lines = list(lines_of(showing, ticked, look))
    text = reading(showing, look, sum(Row.height_of(line, look) for line in lines))
    return Laid(look, text, title_at(showing, look), lines)
