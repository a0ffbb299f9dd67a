"""What a person can choose: a row for each pick and each box to tick, the field to type in, and how to move among them.

Nobody chooses what they do not see: a row that is not on the screen is brought there first.
"""

import sys
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widget import Widget

from linkedin_guard.faces.tui.row_list import RowList
from linkedin_guard.faces.tui.rows import Row, boxes_of, numbered

SCROLL = 3
"""Lines that one press of Down or Up scrolls while the next pick is not on the screen."""


class Chooser(Protocol):
    """Who is told what was chosen. Keys wait for it, so that each is meant for the page that is there."""

    async def choose_row(self, at: int) -> None:
        """Tick the box, or do what the pick of that row says."""

    def moved(self) -> None:
        """The focus is elsewhere, or the page was scrolled."""

    def say_how(self) -> None:
        """Say how to choose."""

    @property
    def title_spot(self) -> Offset:
        """Where the page's title is on the screen."""


class PickList(RowList, can_focus=True, inherit_bindings=False):
    """The rows and the field of a page, in a pane that scrolls, and how to move among them and choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"nth({n})", f"Choose {n}", show=False, id=f"guard.nth-{n}") for n in range(1, 10)),
        Binding("down", "down", "Down", show=False, id="guard.down"),
        Binding("j", "down", "Down", show=False, id="guard.down-too"),
        Binding("up", "up", "Up", show=False, id="guard.up"),
        Binding("k", "up", "Up", show=False, id="guard.up-too"),
        Binding("enter", "go_on", "Continue", show=False, id="guard.go-on"),
        Binding("enter", "choose", "Choose", show=False, id="guard.choose"),
        Binding("enter,space", "how", "How to choose", show=False, id="guard.how"),
        Binding("space", "tick", "Tick", show=False, id="guard.tick"),
        Binding("space", "choose", "Choose", show=False, id="guard.choose-too"),
        Binding("tab", "leave_field", "Next", show=False, id="guard.tab"),
        Binding("tab", "along(1)", "Next", show=False, id="guard.next"),
        Binding("shift+tab", "along(-1)", "Previous", show=False, id="guard.previous"),
    ]

    def __init__(self, chooser: Chooser, pane: VerticalScroll) -> None:
        super().__init__(id="rows")
        self._chooser, self._pane = chooser, pane
        self.moves = 0
        """How often the person has moved."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now: where text is typed, leaving the field; elsewhere choosing, or ticking a box."""
        focused = self.screen.focused
        typing = self.field is not None and focused is self.field
        on_box = isinstance(focused, Row) and self.page is not None and focused.at < len(boxes_of(self.page))
        match action:
            case "leave_field":
                return typing
            case "choose":
                return isinstance(focused, Row)
            case "how":
                return focused is self
            case "tick" | "go_on":
                return on_box
            case "nth":
                numbers = self.page is not None and numbered(self.page, typing=typing)
                return numbers and isinstance(parameters[0], int) and parameters[0] <= self.shown
        return True

    # What is typed.

    @property
    def _is_for_field(self) -> bool:
        """Whether what is pressed is typed into the field, wherever the highlight is; a long text has to be gone to."""
        page, field = self.page, self.field
        if page is None or page.ask is None or field is None:
            return False
        return page.ask.kind != "text" or self.screen.focused is field

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is text here, so that nothing else is said of it."""
        return self._is_for_field and character is not None and character.isprintable() and key != "space"

    def takes(self, event: events.Key) -> bool:
        """Type what can be typed into the field, if it is for the field; True when that was done.

        Space chooses the pick that is highlighted, and a digit the person it stands beside, before a name is begun.
        """
        field = self.field
        if field is None or not self._is_for_field or not event.is_printable:
            return False
        on_row = self.screen.focused is not field
        if on_row and (event.key == "space" or self.check_action("nth", (_digit(event.key),))):
            return False
        self.focus_on(field)
        field.post_message(events.Key(event.key, event.character))
        return True

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
        if focused is self:
            spot = self._chooser.title_spot
        elif isinstance(focused, Row) and self.on_screen(focused):
            spot = focused.spot
        elif focused is not None and focused is self.field:
            spot = self.field.cursor_screen_offset
        if self.app.cursor_position != spot:
            self.app.cursor_position = spot
            # The terminal hears of the cursor with the next thing drawn.
            (focused or self).refresh()

    # Moving and choosing.

    def _go(self, way: int) -> None:
        """Move the focus if where it goes is on the screen; else scroll that way, and no further than to show it.

        From nothing highlighted it goes to the first row, or up to the last, which is brought there.
        """
        self.moves += 1
        stops, at = self.stops, self.index
        if at is None and stops:
            self._enter(stops, way)
            return
        there = None
        if at is not None and self._out(stops[at]) * way > 0:
            # Not come to yet: a page begins at its top, wherever its focus is.
            there = stops[at]
        elif at is not None:
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

    def _enter(self, stops: list[Widget], way: int) -> None:
        there = stops[-1] if way < 0 else next((stop for stop in stops if self._out(stop) >= 0), stops[-1])
        if self.on_screen(there):
            self.focus_on(there)
            self.point()
        elif way > 0:
            self._scroll(min(SCROLL, self._out(there)))
        elif self._pane.scroll_offset.y > 0:
            self._scroll(-SCROLL)
        else:
            self.focus_on(there)
            self.reveal(there)

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
        self.moves += 1
        stops, at = self.stops, self.index
        if stops:
            before = min(0, -way) if at is None else at
            there = stops[(before + way) % len(stops)]
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

    async def action_go_on(self) -> None:
        """From a box to tick, go on with what is ticked."""
        if (row := self.handing_in()) is not None:
            await self.choose(row)

    async def action_tick(self) -> None:
        """Tick the box that has the focus."""
        await self.action_choose()

    def action_how(self) -> None:
        """Say how to choose, to somebody who presses Enter while nothing is highlighted."""
        self._chooser.say_how()

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


def _digit(key: str) -> int:
    """The number of a digit's key; for any other more than there are rows."""
    return int(key) if key in "123456789" else sys.maxsize
