"""The one screen: it shows any page, and puts its parts together: text, list of picks, line of keys, and the frame.

A page is turned in place: its text is one widget, its picks are rows that stay and say something else. There is no
stack of screens, so a page costs a few milliseconds and Back is the session's alone.
"""

import math
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget

from linkedin_guard.faces.tui.field_screen import FieldScreen, heard_by
from linkedin_guard.faces.tui.frame import Frame
from linkedin_guard.faces.tui.layout import Look
from linkedin_guard.faces.tui.letters import Host
from linkedin_guard.faces.tui.page_layout import Laid, lay_out, looking
from linkedin_guard.faces.tui.page_text import PageText, Showing, undo_key
from linkedin_guard.faces.tui.pick_list import PickList
from linkedin_guard.faces.tui.row_list import Highlighted
from linkedin_guard.faces.tui.rows import Row, boxes_of
from linkedin_guard.faces.tui.sizes import Sizes
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Page, names_people
from linkedin_guard.model.place import Place


class Pane(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The page as it scrolls. Its rows take the focus, and the list of picks decides how far Down and Up scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "leaf(1)", "Page down", show=False, id="guard.page-down"),
        Binding("ctrl+d", "leaf(1)", "Page down", show=False, id="guard.page-down-too"),
        Binding("pageup", "leaf(-1)", "Page up", show=False, id="guard.page-up"),
        Binding("ctrl+u", "leaf(-1)", "Page up", show=False, id="guard.page-up-too"),
        Binding("home", "edge(-1)", "To the beginning", show=False, id="guard.home"),
        Binding("end", "edge(1)", "To the end", show=False, id="guard.end"),
    ]

    def action_leaf(self, way: int) -> None:
        """A windowful on or back."""
        lines = way * max(1, self.scrollable_content_region.size.height - 1)
        self.scroll_relative(y=lines, animate=False, force=True, immediate=True)

    def action_edge(self, way: int) -> None:
        """To the beginning or the end of the page."""
        lines = way * self.virtual_size.height
        self.scroll_relative(y=lines, animate=False, force=True, immediate=True)


class PageScreen(FieldScreen):
    """A page, whichever it is."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "screen.copy_text", "Copy what is selected", show=False, id="guard.copy-selection"),
    ]

    def __init__(self, host: Host, said: Catalogue, encoding: str) -> None:
        super().__init__(host, Showing(Page(Place("start"), "", "")))
        self.said = said
        self.base = Look(said, encoding=encoding)
        self.ticked: tuple[str, ...] = ()
        self.pane = Pane(id="page")
        self.picks = PickList(self, self.pane)
        self.frame, self._text = Frame(), PageText(id="text")
        self._laid = Size(0, 0)
        self._title_at = 0
        self._heard = ""
        self.drawn = math.inf
        """Since when what is shown has been on the screen, on the clock of events; endless while it is not."""

    def speak(self, said: Catalogue) -> None:
        """Say everything that is no part of the page in the words of this content."""
        if said is not self.said:
            self.said, self.base = said, replace(self.base, said=said)

    @property
    def rows(self) -> list[Row]:
        """The rows that are shown, in order."""
        return self.picks.rows

    @property
    def sizes(self) -> Sizes:
        """How large the window is, and what follows."""
        columns, lines = self.app.size
        return Sizes(columns, lines, scan=self.showing.code is not None)

    def compose(self) -> ComposeResult:
        """The parts that stay, with the first page; after this only what they say changes."""
        self.set_class(self.base.plain, "-ascii")
        self._take(self.host.showing())
        laid = self._lay_out()
        self.picks.begin(self.page, laid.lines, laid.look)
        self._say(laid)
        with Horizontal(id="desk"):
            with Vertical(id="column"):
                yield self.frame.head
                yield self.frame.rule
                with self.pane:
                    yield self._text
                    yield self.picks
                yield self.frame.note
                yield self.frame.more
                yield self.frame.keys
            yield self.frame.side

    def on_mount(self) -> None:
        """Begin, and keep the cursor and the line that says there is more right while the page scrolls."""
        self.watch(self.pane, "scroll_y", self.moved, init=False)
        self.picks.focus_on(self.picks.start())
        self.call_after_refresh(self.picks.show_field)
        self.call_after_refresh(self.moved)
        self.call_after_refresh(self._has_drawn)

    # Showing a page.

    async def turn(self, showing: Showing) -> None:
        """Show a page. On the same place, focus and scroll stay; elsewhere it begins at its top."""
        stays = showing.page.place == self.page.place
        held = self.picks.highlighted if stays else None
        types_on = stays and self.field is not None and self.focused is self.field
        self.drawn = math.inf
        begins = not stays or (showing.said != self.showing.said and bool(showing.said))
        self._take(replace(showing, typing=types_on))
        self.hear("")
        with self.app.batch_update():
            await self._fill(keep_field=stays)
            if begins:
                self.pane.scroll_to(y=0, animate=False, force=True, immediate=True)
            self.picks.focus_on(self._wanted(held, types_on=types_on))
        if showing.wrong:
            self.call_after_refresh(self.picks.reveal, self.picks.handing_in())
        self.call_after_refresh(self.picks.show_field)
        self.call_after_refresh(self.moved)

    def _wanted(self, held: Highlighted | None, *, types_on: bool) -> Widget:
        """What the focus goes to: where it was on this page, or where the page begins."""
        if types_on and self.field is not None:
            return self.field
        if self.showing.opened and self.field is None:
            # What comes next is done elsewhere: a second Enter must not say what came of it.
            return self.picks
        return (self.picks.find(held) if held is not None else None) or self.picks.start()

    async def painted(self) -> None:
        """Wait for the next layout: then it is known what is on the screen and what is not."""
        await heard_by(self)
        self._has_drawn()

    def _has_drawn(self) -> None:
        self.drawn = Message().time

    def _take(self, showing: Showing) -> None:
        self.showing = showing
        ask = showing.page.ask
        if ask is not None and ask.kind == "several":
            self.ticked = tuple(ask.value.split())

    def hear(self, sentence: str) -> None:
        """Say what came of something, in a line over the keys."""
        if sentence == self._heard:
            return
        self._heard = sentence
        self.frame.hear(sentence, looking(self.base, self.sizes))
        self.call_after_refresh(self.moved)

    async def on_resize(self) -> None:
        """Lay everything out again for the new size; where the person is stays."""
        if self._laid != self.app.size:
            await self._fill(keep_field=True)
            self.call_after_refresh(self.picks.show_field)
            self.call_after_refresh(self.moved)

    async def _fill(self, *, keep_field: bool) -> None:
        laid = self._lay_out()
        self.picks.page = self.page
        self._say(laid)
        await self.picks.fill(self.page, laid.lines, laid.look, keep_field=keep_field)

    def _lay_out(self) -> Laid:
        self._laid = self.app.size
        return lay_out(self.showing, self.ticked, self.base, self.sizes)

    def _say(self, laid: Laid) -> None:
        sizes = self.sizes
        for name, holds in sizes.classes.items():
            self.set_class(holds, name)
        self._text.update(laid.text)
        self._title_at = laid.title_at
        # Told now, before the focus has moved, the keys come with the page, and not in a picture of their own after it.
        self.frame.keys.put(self.active_bindings, laid.look)
        self.frame.say(self.showing, laid.look, sizes)

    def moved(self) -> None:
        """After anything moved: say whether there is more, which keys hold now, and put the hardware cursor right."""
        if not self.is_attached:
            return
        below = self.pane.max_scroll_y - self.pane.scroll_offset.y > 0
        self.frame.tell(self.active_bindings, looking(self.base, self.sizes), below=below)
        self.picks.point()

    def on_descendant_focus(self) -> None:
        """The cursor follows the focus; the keys do too on a page with a field, where they may be text."""
        if names_people(self.page) and self.showing.typing != self.is_typing:
            self.showing = replace(self.showing, typing=self.is_typing)
            laid = self._lay_out()
            self.picks.put(laid.lines, laid.look)
        follow = self.picks.point if self.field is None else self.moved
        follow()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """What was typed is kept when the person leaves the field."""
        if event.widget is self.field:
            self.app.call_later(self.host.keep)

    @property
    def title_spot(self) -> Offset:
        """Where the page's title is on the screen; where the page begins, if it is not to be seen."""
        top, spot = self.pane.region.offset, self._text.region.offset + Offset(0, self._title_at)
        return spot if spot.y >= top.y else top

    def say_how(self) -> None:
        """Say how to choose."""
        self.hear(self.said.words("ui.said.how"))

    def say_twice(self, key: str) -> None:
        """Say that a key that was pressed twice counted once."""
        self.hear(self.said.say("ui.said.twice", key=key if key.isdecimal() else undo_key(self.said, self.page)))

    # Choosing.

    async def choose_row(self, at: int) -> None:
        """Tick the box, or do what the pick of that row says."""
        boxes = boxes_of(self.page)
        if at < len(boxes):
            self.tick(boxes[at].id)
            laid = self._lay_out()
            self.picks.put(laid.lines, laid.look)
        else:
            await self.choose_pick(self.page.picks[at - len(boxes)])

    def on_line_field_joined(self) -> None:
        """Say what became of the lines that were pasted."""
        self.hear(self.said.words("ui.said.joined"))
