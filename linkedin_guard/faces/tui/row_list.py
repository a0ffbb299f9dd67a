"""What stands in the list of picks: a row for each pick and each box to tick, and the field to type in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from linkedin_guard.faces.tui.layout import Look
from linkedin_guard.faces.tui.rows import Line, Row, boxes_of, field_at
from linkedin_guard.model.events import Event
from linkedin_guard.model.page import Choice, Page, fills, types

if TYPE_CHECKING:
    from linkedin_guard.faces.tui.fields import Field


@dataclass(frozen=True)
class Highlighted:
    """A row that is highlighted: at which place, and what it means, the choice to tick or the event of the pick."""

    at: int
    means: Choice | Event


def meant_by(page: Page) -> list[Choice | Event]:
    """What each row of the page means, in order."""
    return [*boxes_of(page), *(pick.event for pick in page.picks)]


class RowList(Vertical):
    """The rows and the field of a page.

    The rows stay from page to page and say something else; those that are not needed are hidden.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.page: Page | None = None
        self.field: Field | None = None
        self.shown = 0
        """How many rows are shown."""
        self._first: list[Widget] = []

    def compose(self) -> ComposeResult:
        """The rows of the first page."""
        yield from self._first

    @property
    def rows(self) -> list[Row]:
        """The rows, in order."""
        return [child for child in self.children if isinstance(child, Row) and child.display]

    @property
    def stops(self) -> list[Widget]:
        """Everything that takes the focus, in order."""
        return [child for child in self.children if child.can_focus and child.display]

    def begin(self, page: Page, lines: list[Line], look: Look) -> None:
        """Take the first page, before there is a window to show it in."""
        self.page = page
        self._first = [Row(at, line, look) for at, line in enumerate(lines)]
        self.shown = len(lines)
        if types(page):
            self._first[field_at(page) : field_at(page)] = self._asking(page, look)

    async def fill(self, page: Page, lines: list[Line], look: Look, *, keep_field: bool) -> None:
        """Say another page, or this one anew; only what is missing is mounted. The field stays with `keep_field`."""
        self.page = page
        if self.field is not None and not (keep_field and types(page)):
            self.field = None
            await self.remove_children([child for child in self.children if not isinstance(child, Row)])
        rows = [child for child in self.children if isinstance(child, Row)]
        self.put(lines, look)
        if len(rows) < len(lines):
            fresh = [Row(at, lines[at], look) for at in range(len(rows), len(lines))]
            rows += fresh
            await self.mount_all(fresh)
            self.shown = len(lines)
        if types(page) and self.field is None:
            await self.mount_all(self._asking(page, look), before=rows[field_at(page)])

    def put(self, lines: list[Line], look: Look) -> None:
        """Have the rows there are say these lines; the others are hidden, so that the next page is there sooner."""
        self.shown = 0
        for at, row in enumerate(child for child in self.children if isinstance(child, Row)):
            self.shown += at < len(lines)
            row.display = at < len(lines)
            if at < len(lines):
                row.put(at, lines[at], look)

    def _asking(self, page: Page, look: Look) -> list[Widget]:
        """The field to type in, with its label."""
        # Most pages ask for no text.
        from linkedin_guard.faces.tui.fields import field_for

        assert page.ask is not None, "only a page with an ask has a field"
        self.field = field_for(page.ask)
        return [Static(Content("\n" * (look.height > 8) + look.show(page.ask.label)), classes="label"), self.field]

    def start(self) -> Widget:
        """Where the focus begins: the pick highlighted to begin with, or the field, or the first box.

        Else it is the list itself, and nothing in it is highlighted.
        """
        page, rows = self.page, self.rows
        if page is None or (page.focus is None and self.field is None and not boxes_of(page)):
            return self
        if page.focus is None:
            return self.field or rows[0]
        return rows[len(boxes_of(page)) + page.focus]

    @property
    def highlighted(self) -> Highlighted | None:
        """What is highlighted, in a way that finds it again when the page has other rows."""
        focused, page = self.screen.focused, self.page
        if page is None or focused is self or not isinstance(focused, Row) or focused.at >= self.shown:
            return None
        return Highlighted(focused.at, meant_by(page)[focused.at])

    def find(self, known: Highlighted) -> Row | None:
        """The row that means the same, the nearest to where it was."""
        means = meant_by(self.page) if self.page is not None else []
        found = [row for row, meaning in zip(self.rows, means, strict=False) if meaning == known.means]
        return min(found, key=lambda row: abs(row.at - known.at), default=None)

    def handing_in(self) -> Row | None:
        """The row that hands in what the page asks for."""
        page = self.page
        if page is None:
            return None
        found = (at for at, pick in enumerate(page.picks, len(boxes_of(page))) if fills(page, pick.event))
        return next((self.rows[at] for at in found), None)
