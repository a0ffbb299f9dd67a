"""What a person can choose: a row for each pick and each box to tick, the field to type in, and how to move among them.

Nobody chooses what they do not see: a row that is not on the screen is brought there first.
"""

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from linkedin_guard.faces.tui.layout import Look
from linkedin_guard.faces.tui.rows import Line, Row, boxes_of, field_at, types
from linkedin_guard.model.events import Use
from linkedin_guard.model.page import Page, fills

if TYPE_CHECKING:
    from linkedin_guard.faces.tui.fields import Field

SCROLL = 3
"""Lines that one press of Down or Up scrolls while the next pick is not on the screen."""


class Chooser(Protocol):
    """Who is told what was chosen. Keys wait for it, so that each is meant for the page that is there."""

    async def choose_row(self, at: int) -> None:
        """Tick the box, or do what the pick of that row says."""

    def moved(self) -> None:
        """The focus is elsewhere, or the page was scrolled."""


class PickList(Vertical, can_focus=True, inherit_bindings=False):
    """The rows and the field of a page, under its text, in a pane that scrolls.

    The rows stay from page to page and say something else; those that are not needed are hidden.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"nth({n})", f"Choose {n}", show=False, id=f"guard.nth-{n}") for n in range(1, 10)),
        Binding("down", "down", "Down", show=False, id="guard.down"),
        Binding("j", "down", "Down", show=False, id="guard.down-too"),
        Binding("up", "up", "Up", show=False, id="guard.up"),
        Binding("k", "up", "Up", show=False, id="guard.up-too"),
        Binding("enter", "choose", "Choose", show=False, id="guard.choose"),
        Binding("space", "tick", "Tick", show=False, id="guard.tick"),
        Binding("space", "choose", "Choose", show=False, id="guard.choose-too"),
        Binding("tab", "leave_field", "Next", show=False, id="guard.tab"),
        Binding("tab", "along(1)", "Next", show=False, id="guard.next"),
        Binding("shift+tab", "along(-1)", "Previous", show=False, id="guard.previous"),
    ]

    def __init__(self, chooser: Chooser, pane: VerticalScroll) -> None:
        super().__init__(id="rows")
        self.field: Field | None = None
        self._chooser, self._pane = chooser, pane
        self.page: Page | None = None
        self._first: list[Widget] = []
        self._shown = 0

    def compose(self) -> ComposeResult:
        """The rows of the first page."""
        yield from self._first

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now: where text is typed, leaving the field; elsewhere choosing, or ticking a box."""
        typing = self.field is not None and self.screen.focused is self.field
        ask = self.page.ask if self.page is not None else None
        match action:
            case "leave_field":
                return typing
            case "choose":
                return not typing
            case "tick":
                return not typing and ask is not None and ask.kind == "several"
            case "nth":
                return not typing and isinstance(parameters[0], int) and parameters[0] <= self._shown
        return True

    # What stands in it.

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
        self._shown = len(lines)
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
            self._shown = len(lines)
        if types(page) and self.field is None:
            await self.mount_all(self._asking(page, look), before=rows[field_at(page)])

    def put(self, lines: list[Line], look: Look) -> None:
        """Have the rows there are say these lines; the others are hidden, so that the next page is there sooner."""
        self._shown = 0
        for at, row in enumerate(child for child in self.children if isinstance(child, Row)):
            self._shown += at < len(lines)
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

    def start(self) -> Widget | None:
        """Where the focus begins: the field, unless a known name can be taken as it stands; else the page's own row."""
        page, rows = self.page, self.rows
        if page is None or not rows:
            return self.field
        known = page.focus < field_at(page) and isinstance(page.picks[page.focus].event, Use)
        if self.field is not None and not known:
            return self.field
        return rows[0 if page.ask is not None and page.ask.kind == "several" else min(page.focus, len(rows) - 1)]

    def handing_in(self) -> Row | None:
        """The row that hands in what the page asks for."""
        page = self.page
        if page is None:
            return None
        found = (at for at, pick in enumerate(page.picks, len(boxes_of(page))) if fills(page, pick.event))
        return next((self.rows[at] for at in found), None)

    # Where the focus is, and what is on the screen.

    @property
    def index(self) -> int | None:
        """Which of the stops has the focus."""
        stops, focused = self.stops, self.screen.focused
        return stops.index(focused) if focused in stops else None

    def focus_on(self, widget: Widget) -> None:
        """Give a stop the focus; the page stays where it is."""
        self.screen.set_focus(widget, scroll_visible=False)

    def on_screen(self, widget: Widget) -> bool:
        """Whether the widget can be seen; of what is taller than the window, its beginning."""
        return self._out(widget) == 0

    def _out(self, widget: Widget) -> int:
        """How many lines the widget is below the window (more than 0) or above it (less than 0); 0 when it is in it."""
        window = self._pane.scrollable_content_region.size.height
        top = widget.virtual_region.y + self.virtual_region.y - self._pane.scroll_offset.y
        return min(top, max(0, top + min(widget.virtual_region.height, window) - window))

    def reveal(self, widget: Widget | None) -> None:
        """Scroll until the widget is on the screen."""
        if widget is not None:
            self._pane.scroll_to_widget(widget, animate=False, force=True, immediate=True)
            self._chooser.moved()
            # Where a field's cursor is on the screen is known once it has been laid out there.
            self.call_after_refresh(self.point)

    def show_field(self) -> None:
        """Bring the field to where it is seen while it has the focus: nobody types into what is out of sight."""
        if self.field is not None and self.screen.focused is self.field and not self.on_screen(self.field):
            self.reveal(self.field)

    def point(self) -> None:
        """Put the hardware cursor where the focus is."""
        spot, focused = self._pane.region.offset, self.screen.focused
        if isinstance(focused, Row) and self.on_screen(focused):
            spot = focused.spot
        elif focused is not None and focused is self.field:
            spot = self.field.cursor_screen_offset
        if self.app.cursor_position != spot:
            self.app.cursor_position = spot
            # The terminal hears of the cursor with the next thing drawn.
            (focused or self).refresh()

    # Moving and choosing.

    def _go(self, way: int) -> None:
        """Move the focus if where it goes is on the screen; else scroll that way, and no further than to show it."""
        stops, at = self.stops, self.index
        out = 0 if at is None else self._out(stops[at]) * way
        if at is None:
            there = None
        elif out > 0:
            # Not come to yet: a page begins at its top, wherever its focus is.
            there = stops[at]
        else:
            later = stops[at + 1 :] if way > 0 else stops[:at][::-1]
            there = next((stop for stop in later if self._out(stop) * way >= 0), None)
        if there is None:
            self._scroll(way * SCROLL)
        elif there is self.screen.focused or not self.on_screen(there):
            self._scroll(way * min(SCROLL, self._out(there) * way))
        else:
            self.focus_on(there)
            # So that the cursor is there in the same frame as the mark.
            self.point()

    def _scroll(self, lines: int) -> None:
        self._pane.scroll_relative(y=lines, animate=False, force=True, immediate=True)

    def action_down(self) -> None:
        """To the next row, or scroll until it is there."""
        self._go(1)

    def action_up(self) -> None:
        """To the row before, or scroll until it is there."""
        self._go(-1)

    def action_along(self, way: int) -> None:
        """To the next stop wherever it is, and round: Tab never leaves anybody stuck in a field."""
        stops, at = self.stops, self.index
        if stops:
            there = stops[((at if at is not None else -way) + way) % len(stops)]
            self.focus_on(there)
            self.call_after_refresh(self.reveal, there)

    def action_leave_field(self) -> None:
        """From the field to the next stop."""
        self.action_along(1)

    async def action_nth(self, number: int) -> None:
        """Choose the row of that number."""
        await self.choose(self.rows[number - 1])

    async def action_choose(self) -> None:
        """Choose the row that has the focus."""
        if isinstance(self.screen.focused, Row):
            await self.choose(self.screen.focused)

    async def action_tick(self) -> None:
        """Tick the box that has the focus, or choose the pick."""
        await self.action_choose()

    async def choose(self, row: Row) -> None:
        """Choose a row; one that is not on the screen is brought there, and nothing else."""
        if not self.on_screen(row):
            self.focus_on(row)
            self.reveal(row)
            return
        await self._chooser.choose_row(row.at)

    def on_row_chosen(self, message: Row.Chosen) -> None:
        """A click chooses, as Enter does."""
        message.stop()
        self.focus_on(message.row)
        self.app.call_later(self.choose, message.row)
