"""The one screen: it shows any page, and turns keys into picks.

A page is turned in place: its text is one widget, its picks are rows that stay and say something else. There is no
stack of screens, so a page costs a few milliseconds and Back is the session's alone.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from linkedin_guard.faces.tui.blocks import lay
from linkedin_guard.faces.tui.layout import TEXT, Look, barred, fit, flow, hang, link, side_by_side
from linkedin_guard.faces.tui.widgets import Line, Row, Still, Text
from linkedin_guard.model.blocks import Code, Link
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Copy, Event, Go, Open, Use
from linkedin_guard.model.page import Ask, Page, Pick, fills
from linkedin_guard.model.place import Place
from linkedin_guard.pages.asides import address_of

if TYPE_CHECKING:
    from textual.widgets import Input, TextArea

    from linkedin_guard.faces.tui.fields import Field

TINY, LOW, MIDDLE = 4, 8, 16
"""Lines below which only the page is left, and the keys, and the first line."""

NARROW, COLUMNS, WIDE = 60, 100, 120
"""Columns below which the margins go, and from which on lists stand side by side, and the sources beside the page."""

MARK = (("╭───────╮", "│ ", "○━━", "   │", "╰───────╯"), ("+---------+", "| ", "[ ]--", "   |", "+---------+"))
"""The mark: a switch that is off. Drawn, and in ASCII."""

PATIENCE = 1.0
"""Seconds after which nothing more is waited for that should have been drawn."""

STEP = 3
"""Lines that one press of Down or Up scrolls while the next pick is not on the screen."""


@dataclass(frozen=True)
class Showing:
    """What is to be seen: the page, what was just said, whose it is, and why what was handed in was refused.

    `fresh` says that something was just recorded, which `u` takes back.
    """

    page: Page
    said: str = ""
    fresh: bool = False
    name: str = ""
    can_undo: bool = False
    can_back: bool = True
    wrong: str = ""


class Host(Protocol):
    """Who does what the screen asks for. Keys wait for it, so that each is meant for the page that is there."""

    def showing(self) -> Showing:
        """What is to be seen now."""

    async def choose(self, event: Event, typed: str | None = None) -> None:
        """Do what the event says; `typed` is what the page's ask holds, when the event hands it in."""

    async def want(self, what: str) -> None:
        """Do what needs no pick: "back", "undo", "keep" what is being typed."""

    def opens(self, place: Place) -> bool:
        """Whether that page is open now."""

    def typing(self, text: str) -> None:
        """Remember what is being typed or ticked."""


class Pane(VerticalScroll, Still, can_focus=False, inherit_bindings=False):
    """The page as it scrolls. Its rows take the focus, and the screen decides how far a key scrolls."""


class Column(Vertical, Still):
    """Parts of the screen under one another."""


class Desk(Horizontal, Still):
    """The page, and beside it its sources if there is room."""


class PageScreen(Screen[None], inherit_bindings=False):
    """A page, whichever it is."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"nth({n})", f"Choose {n}", show=False, id=f"guard.nth-{n}") for n in range(1, 10)),
        Binding("down,j", "down", "Down", show=False, id="guard.down"),
        Binding("up,k", "up", "Up", show=False, id="guard.up"),
        Binding("enter", "choose", "Choose", show=False, id="guard.choose"),
        Binding("space", "choose", "Tick or choose", show=False, id="guard.tick"),
        Binding("tab", "along(1)", "Next", show=False, id="guard.next"),
        Binding("shift+tab", "along(-1)", "Previous", show=False, id="guard.previous"),
        Binding("pagedown,ctrl+d", "leaf(1)", "Page down", show=False, id="guard.page-down"),
        Binding("pageup,ctrl+u", "leaf(-1)", "Page up", show=False, id="guard.page-up"),
        Binding("home", "edge(-1)", "To the beginning", show=False, id="guard.home"),
        Binding("end", "edge(1)", "To the end", show=False, id="guard.end"),
        Binding("o", "open", "Open", show=False, id="guard.open"),
        Binding("c", "copy", "Copy", show=False, id="guard.copy"),
        Binding("escape", "step_back", "Back", show=False, id="guard.back"),
        Binding("s", "aside('sources')", "Sources", show=False, id="guard.sources"),
        Binding("p", "aside('phone')", "Phone", show=False, id="guard.phone"),
        Binding("question_mark,f1", "aside('help')", "Help", show=False, id="guard.help"),
        Binding("u", "undo", "Undo", show=False, id="guard.undo"),
        Binding("ctrl+c,super+c", "screen.copy_text", "Copy what is selected", show=False, id="guard.copy-selection"),
    ]

    # As Screen has it, but that a row says by itself how it looks with and without the focus: Textual would draw the
    # whole screen again for each move.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, host: Host, said: Catalogue, encoding: str) -> None:
        super().__init__()
        self.host = host
        self.said = said
        self.base = Look(said, encoding=encoding)
        self.showing = Showing(Page(Place("start"), "", ""))
        self.ticked: tuple[str, ...] = ()
        self.field: Field | None = None
        self._laid = Size(0, 0)
        self._head, self._rule, self._foot = Text(id="head"), Text(id="rule"), Text(id="foot")
        self._note, self._more, self._text = Text(id="note"), Text(id="more"), Text(id="text")
        self._side = Text(id="side")
        self._rows = Column(id="rows")
        self._pane = Pane(id="page")
        self._heard = ""

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.showing.page

    def compose(self) -> ComposeResult:
        """The parts that stay, with the first page; after this only what they say changes."""
        self.set_class(self.base.plain, "-ascii")
        self._take(self.host.showing())
        look, reading, lines = self._air()
        self._say(look, reading)
        with Desk(id="desk"):
            with Column(id="column"):
                yield self._head
                yield self._rule
                with self._pane:
                    yield self._text
                    with self._rows:
                        yield from self._made(lines, look)
                yield self._note
                yield self._more
                yield self._foot
            yield self._side

    def on_mount(self) -> None:
        """Begin, and keep the cursor and the line that says there is more right while the page scrolls."""
        self.watch(self._pane, "scroll_y", self._settle, init=False)
        if self.stops:
            self.set_focus(self._start(), scroll_visible=False)
        self.call_after_refresh(self._settle)

    # Showing a page.

    async def turn(self, showing: Showing) -> None:
        """Show a page. On the same place, focus and scroll stay; elsewhere it begins at its top."""
        stays = showing.page.place == self.page.place
        at = self._index() if stays else None
        begins = not stays or (showing.said != self.showing.said and bool(showing.said))
        self._take(showing)
        self.hear("")
        with self.app.batch_update():
            await self._fill(keep_field=stays)
            if begins:
                self._pane.scroll_to(y=0, animate=False, force=True, immediate=True)
            stops = self.stops
            if stops:
                wanted = stops[min(at, len(stops) - 1)] if at is not None else self._start()
                self.set_focus(wanted, scroll_visible=False)
        if showing.wrong:
            self.call_after_refresh(self._reveal, self._handing_in())
        self.call_after_refresh(self._settle)

    async def painted(self) -> None:
        """Wait until what was changed has its place: then it is known what is on the screen and what is not."""
        await _heard_by(self)

    def _take(self, showing: Showing) -> None:
        self.showing = showing
        # Whose it is has no place on a screen that is held before a camera.
        self.set_class(self._code is not None, "-scan")
        ask = showing.page.ask
        if ask is not None and ask.kind == "several":
            self.ticked = tuple(ask.value.split())

    def hear(self, sentence: str) -> None:
        """Say what came of something, in a line over the keys."""
        if sentence == self._heard:
            return
        self._heard = sentence
        self._note.set_class(bool(sentence), "-said")
        self._note.update(barred(self.base.show(sentence), replace(self.base, width=self.width)))
        self.call_after_refresh(self._settle)

    async def on_resize(self) -> None:
        """Lay everything out again for the new size; where the person is stays."""
        if self._laid != self.app.size:
            await self._fill(keep_field=True)
            self.call_after_refresh(self._settle)

    def _measure(self) -> None:
        """Which rules of the style sheet hold at this size.

        Textual's own breakpoints come after the first page was drawn, which would be drawn twice.
        """
        columns, lines = self.app.size
        self.set_class(columns < NARROW, "-narrow")
        self.set_class(columns >= WIDE, "-wide")
        self.set_class(lines < TINY, "-tiny")
        self.set_class(TINY <= lines < LOW, "-low")
        self.set_class(LOW <= lines < MIDDLE, "-middle")

    @property
    def width(self) -> int:
        """The width of the text in cells, as the style sheet has it."""
        columns = self.app.size.width
        return max(1, min(TEXT, columns - (3 if columns >= NARROW else 1)))

    def _look(self, air: int) -> Look:
        columns = self.app.size.width >= COLUMNS
        return replace(self.base, width=self.width, air=air, height=self._height(), columns=columns)

    @property
    def rows(self) -> list[Row]:
        """The rows, in order."""
        return [child for child in self._rows.children if isinstance(child, Row) and child.display]

    @property
    def stops(self) -> list[Widget]:
        """Everything that takes the focus, in order."""
        return [child for child in self._rows.children if child.can_focus and child.display]

    async def _fill(self, *, keep_field: bool) -> None:
        """Say the page with the widgets there are; mount only what is missing."""
        look, reading, lines = self._air()
        self._say(look, reading)
        if self.field is not None and not (keep_field and self._types):
            self.field = None
            await self._rows.remove_children([child for child in self._rows.children if not isinstance(child, Row)])
        rows = [child for child in self._rows.children if isinstance(child, Row)]
        for at, (row, line) in enumerate(zip(rows, lines, strict=False)):
            row.put(at, line, look)
            row.display = True
        # Rows that are not needed stay, unseen: the next page is there sooner.
        for row in rows[len(lines) :]:
            row.display = False
        if len(rows) < len(lines):
            fresh = [Row(at, lines[at], look) for at in range(len(rows), len(lines))]
            rows += fresh
            await self._rows.mount_all(fresh)
        ask = self.page.ask
        if ask is not None and self._types and self.field is None:
            await self._rows.mount_all(self._asking(ask, look), before=rows[self._field_at()])

    def _say(self, look: Look, reading: Content) -> None:
        self._text.update(reading)
        self._frame(look)
        if self.app.size.width >= WIDE:
            from linkedin_guard.faces.tui.side import panel

            self._side.update(panel(self.page.claims, look))

    def _made(self, lines: list[Line], look: Look) -> list[Widget]:
        """New rows, and the field before the one that hands it in."""
        made: list[Widget] = [Row(at, line, look) for at, line in enumerate(lines)]
        ask, at = self.page.ask, self._field_at()
        if ask is not None and self._types:
            made[at:at] = self._asking(ask, look)
        return made

    @property
    def _code(self) -> Code | None:
        """The code that the page is there for, if it is: it is shown whole, or not at all."""
        match self.page.blocks:
            case (_, Code() as code, _) if self.page.place.aside:
                return code
        return None

    @property
    def _types(self) -> bool:
        """Whether the page has a field to type in."""
        return self.page.ask is not None and self.page.ask.kind != "several"

    def _air(self) -> tuple[Look, Content, list[Line]]:
        """What is to be read and chosen, with as much room between thoughts as lets the whole page be seen.

        A longer page gives all of it up if that brings the first pick into the window, and keeps all of it otherwise.
        """
        self._laid = self.app.size
        self._measure()
        height = self._height()
        looks = [self._look(air) for air in ((0,) if self._code else (2, 1, 0))]
        for look in looks:
            reading, lines = self._reading(look), list(self._lines(look))
            if self._needs(look, reading, lines) <= height:
                break
        else:
            if self._needs(look, reading, lines[:1]) > height:
                look = looks[0]
                reading, lines = self._reading(look), list(self._lines(look))
        return look, reading, lines

    def _needs(self, look: Look, reading: Content, lines: list[Line]) -> int:
        rows = sum(Row.lines_of(line, look) for line in lines)
        return reading.get_height({}, look.width) + rows + (4 if self._types else 0)

    def _height(self) -> int:
        """The lines there are for the page, as the style sheet has it."""
        lines = self.app.size.height
        return lines - (0 if lines < TINY else 1 if lines < LOW else 2 if lines < MIDDLE or self._code else 4)

    def _reading(self, look: Look) -> Content:
        """What was recorded, caption, title and blocks, as one text."""
        page, show = self.page, look.show
        parts: list[Content | str | tuple[str, str]] = []
        if self.showing.fresh:
            line = self.said.grammar.side_by_side(self.showing.said, self.said.words("ui.said.hint"))
            parts += [hang(show("✓ "), show(line), look.width), "\n", "\n" * bool(look.air)]
        elif self.showing.said:
            parts += [barred(show(self.showing.said), look), "\n", "\n" * bool(look.air)]
        heading = self._heading(look)
        parts.append(heading)
        if (code := self._code) is not None:
            from linkedin_guard.faces.tui import qr

            before, after = page.blocks[:1], page.blocks[2:]
            address = Content("\n").join([lay(before, look), link(code.text, "", 0)])
            text = Content("\n\n").join([Content.assemble(*parts), address, lay(after, look)])
            return qr.page(code.text, text, look, sum(Row.lines_of(line, look) for line in self._lines(look)))
        if page.blocks:
            # The mark is a line longer than the title: it stands in for the empty one.
            marked = heading.plain.count("\n") > 1
            parts += ["\n" if marked else "\n\n", lay(page.blocks, look)]
        return Content.assemble(*parts)

    def _heading(self, look: Look) -> Content:
        """Caption and title; on the first page with the mark at their right, where there is room for it."""
        page, show = self.page, look.show
        caption = Content.styled(flow(show(page.caption), look.width), "$guard-muted")
        title = Content.styled(flow(show(page.title), look.width), "bold $accent")
        lines = [caption, title] if page.caption else [title]
        top, left, switch, right, bottom = MARK[look.plain]
        room = look.width - cell_len(top)
        if page.place != Place("start") or len(lines) < 2 or max(line.cell_length for line in lines) + 2 > room:
            return Content("\n").join(lines)
        line = Content.assemble((left, "$guard-line"), (switch, "bold $accent"), (right, "$guard-line"))
        mark = [Content.styled(top, "$guard-line"), line, Content.styled(bottom, "$guard-line")]
        return Content("\n").join(side_by_side(lines, mark, room))

    def _lines(self, look: Look) -> Iterator[Line]:
        """What each row says, in order."""
        page, ask = self.page, self.page.ask
        choices = ask.choices if ask is not None and ask.kind == "several" else ()
        field_at = self._field_at() if self._types else None
        for at, choice in enumerate(choices):
            yield Line(choice.label, _number(at), gap=look.air > 0 and at == 0, ticked=choice.id in self.ticked)
        for at, pick in enumerate(page.picks, len(choices)):
            note = f"{pick.mark} {pick.note}".strip() or pick.key
            if at - len(choices) == page.chosen:
                note = f"{self.said.words('ui.shape.completed')} {self.said.words('ui.plain.chosen')}"
            apart = bool(pick.group) or (bool(choices) and at == len(choices))
            gap = (look.air > 0 and at == 0 and field_at != 0) or (look.air == 2 and apart)
            wrong = self.showing.wrong if fills(page, pick.event) else ""
            # Where text is typed a digit is text, so no row promises one.
            number = None if self._types else _number(at)
            yield Line(pick.label, number, note, pick.group, wrong, gap)

    def _field_at(self) -> int:
        """The field stands before the pick that hands it in."""
        found = (at for at, pick in enumerate(self.page.picks) if fills(self.page, pick.event))
        return next(found, 0)

    def _asking(self, ask: Ask, look: Look) -> list[Widget]:
        """The field to type in, with its label."""
        label = Text(Content("\n" * (self._height() > 8) + look.show(ask.label)), classes="label")
        from linkedin_guard.faces.tui.fields import field_for

        self.field = field_for(ask)
        return [label, self.field]

    def _start(self) -> Widget:
        """Where the focus begins: the ask, unless a known name can be taken as it stands; else the page's own pick."""
        page, rows = self.page, self.rows
        known = page.focus < self._field_at() and isinstance(page.picks[page.focus].event, Use)
        if self.field is not None and not known:
            return self.field
        if page.ask is not None and page.ask.kind == "several":
            return rows[0]
        return rows[min(page.focus, len(rows) - 1)]

    # The frame: who it is for, whether there is more, which keys do something.

    def _frame(self, look: Look) -> None:
        app_name = self.said.words("ui.app.name")
        line = fit(look.show(app_name), look.show(self.showing.name), look.width) or look.show(app_name)
        head = Content.assemble((line[: len(app_name)], "bold"), (line[len(app_name) :], "$guard-muted"))
        _rewrite(self._head, head)
        _rewrite(self._rule, Content(look.pick("─", "-") * look.width))
        _rewrite(self._foot, self._keys(look))

    def _keys(self, look: Look) -> Content:
        """The keys that do something now. In a narrow window the least needed go first."""
        page = self.page
        typing = self.focused is not None and self.focused is self.field
        several = page.ask is not None and page.ask.kind == "several"
        keys: list[tuple[str, str, int]] = []
        if typing:
            several_lines = page.ask is not None and page.ask.kind == "text"
            keys = [] if several_lines else [("hand-in", "hand_in", 9)]
            keys.append(("tab", "along(1)", 8))
        else:
            keys.append(("choose", "choose", 9))
            letters = (
                ("tick", "choose", 8, several),
                ("open", "open", 7, self.link is not None),
                ("copy", "copy", 4, self.copied is not None),
                ("sources", "aside('sources')", 5, bool(page.claims) and not page.place.aside),
                ("phone", "aside('phone')", 2, address_of(page) is not None),
                ("undo", "undo", 3, self.showing.can_undo),
            )
            keys += [(name, action, rank) for name, action, rank, does in letters if does]
        if self.showing.can_back:
            keys.append(("back", "step_back", 8))
        if not typing:
            keys.append(("help", "aside('help')", 6))
        keys.append(("leave", "app.leave", 10))
        words = {
            name: tuple(look.show(self.said.words(f"ui.keys.{name}.{of}")) for of in ("key", "does"))
            for name, _, _ in keys
        }
        cells = {name: cell_len(f"{key} {does}") for name, (key, does) in words.items()}
        apart = 3
        while len(keys) > 1 and sum(cells[name] + apart for name, _, _ in keys) - apart > look.width:
            if apart > 2:
                apart -= 1
            else:
                keys.remove(min(keys, key=lambda key: key[2]))
        room = look.width - sum(cells[name] + apart for name, _, _ in keys) + apart
        parts: list[Content] = []
        for at, (name, action, _) in enumerate(keys):
            key, does = words[name]
            said = Content.assemble((key, "bold $foreground"), f" {does}")
            target = action if "." in action else f"screen.{action}"
            parts.append(said.stylize(Style.from_meta({"@click": target})))
            if at < len(keys) - 1:
                # The last one, which leaves, stands apart at the right edge.
                parts.append(Content(" " * (apart + max(0, room) * (at == len(keys) - 2))))
        return Content.assemble(*parts)

    def _key(self, name: str, look: Look) -> tuple[str, str]:
        """A key as it is written, and what it does."""
        key, does = (look.show(self.said.words(f"ui.keys.{name}.{of}")) for of in ("key", "does"))
        return key, does

    def _settle(self) -> None:
        """After anything moved: say whether there is more, and put the hardware cursor where the focus is."""
        if not self.is_attached:
            return
        pane = self._pane
        below = pane.max_scroll_y - pane.scroll_offset.y > 0
        more = self.said.words("ui.keys.more") if below else ""
        look = replace(self.base, width=self.width)
        _rewrite(self._more, Content(look.show(more)))
        _rewrite(self._foot, self._keys(look))
        self._point()

    def _point(self) -> None:
        """Put the hardware cursor where the focus is."""
        spot, focused = self._pane.region.offset, self.focused
        if isinstance(focused, Row) and self._on_screen(focused):
            spot = focused.spot
        elif focused is not None and focused is self.field:
            spot = self.field.cursor_screen_offset
        if self.app.cursor_position != spot:
            self.app.cursor_position = spot
            # The terminal hears of the cursor with the next thing drawn.
            (focused or self._foot).refresh()

    # Moving.

    def _index(self) -> int | None:
        stops = self.stops
        return stops.index(self.focused) if self.focused in stops else None

    def _out(self, widget: Widget) -> int:
        """How many lines the widget is below the window (more than 0) or above it (less than 0); 0 when it is in it.

        Of what is taller than the window, the beginning counts.
        """
        window = self._pane.scrollable_content_region.size.height
        top = widget.virtual_region.y + self._rows.virtual_region.y - self._pane.scroll_offset.y
        return min(top, max(0, top + min(widget.virtual_region.height, window) - window))

    def _on_screen(self, widget: Widget) -> bool:
        return self._out(widget) == 0

    def _reveal(self, widget: Widget | None) -> None:
        if widget is not None:
            self._pane.scroll_to_widget(widget, animate=False, force=True, immediate=True)
            self._settle()

    def _scroll(self, lines: int) -> None:
        self._pane.scroll_relative(y=lines, animate=False, force=True, immediate=True)

    def _go(self, way: int) -> None:
        """Move the focus if where it goes is on the screen; else scroll that way, and no further than to show it."""
        stops, at = self.stops, self._index()
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
            self._scroll(way * STEP)
        elif there is self.focused or not self._on_screen(there):
            self._scroll(way * min(STEP, self._out(there) * way))
        else:
            self.set_focus(there, scroll_visible=False)
            # So that the cursor is there in the same frame as the mark.
            self._point()

    def action_down(self) -> None:
        """To the next row, or scroll until it is there."""
        self._go(1)

    def action_up(self) -> None:
        """To the row before, or scroll until it is there."""
        self._go(-1)

    def action_along(self, way: int) -> None:
        """To the next stop wherever it is, and round: Tab never leaves anybody stuck in a field."""
        stops, at = self.stops, self._index()
        if stops:
            there = stops[((at if at is not None else -way) + way) % len(stops)]
            self.set_focus(there, scroll_visible=False)
            self.call_after_refresh(self._reveal, there)

    def action_leaf(self, way: int) -> None:
        """A windowful on or back."""
        self._scroll(way * max(1, self._pane.scrollable_content_region.size.height - 1))

    def action_edge(self, way: int) -> None:
        """To the beginning or the end of the page."""
        self._scroll(way * self._pane.virtual_size.height)

    def on_descendant_focus(self) -> None:
        """The keys and the cursor follow the focus."""
        self._settle()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """What was typed is kept when the person leaves the field."""
        if event.widget is self.field:
            self.app.call_later(self.host.want, "keep")

    # Choosing.

    async def action_nth(self, number: int) -> None:
        """Choose the row of that number."""
        if number <= len(self.rows):
            await self._choose(self.rows[number - 1])

    async def action_choose(self) -> None:
        """Choose the row that has the focus."""
        if isinstance(self.focused, Row):
            await self._choose(self.focused)

    @on(Row.Chosen)
    def _clicked(self, message: Row.Chosen) -> None:
        self.set_focus(message.row, scroll_visible=False)
        self.app.call_later(self._choose, message.row)

    async def _choose(self, row: Row) -> None:
        """What is not on the screen is brought there, and nothing else: nobody chooses what they do not see."""
        if not self._on_screen(row):
            self.set_focus(row, scroll_visible=False)
            self._reveal(row)
            return
        ask = self.page.ask
        choices = ask.choices if ask is not None and ask.kind == "several" else ()
        if row.at < len(choices):
            self._tick(choices[row.at].id)
        else:
            await self._hand(self.page.picks[row.at - len(choices)])

    async def _hand(self, pick: Pick) -> None:
        typed = None
        if self.page.ask is not None and fills(self.page, pick.event):
            typed = " ".join(self.ticked) if self.page.ask.kind == "several" else await self._typed()
        await self.host.choose(pick.event, typed)

    def _tick(self, choice: str) -> None:
        gone = tuple(name for name in self.ticked if name != choice)
        self.ticked = gone if choice in self.ticked else (*self.ticked, choice)
        self.showing = replace(self.showing, wrong="")
        look, _, lines = self._air()
        for row, line in zip(self.rows, lines, strict=False):
            row.put(row.at, line, look)
        self.host.typing(" ".join(self.ticked))

    async def _typed(self) -> str:
        """What the field holds, once it has taken every key meant for it."""
        if self.field is None:
            return ""
        from linkedin_guard.faces.tui.fields import text_of

        await _heard_by(self.field)
        return text_of(self.field)

    def _handing_in(self) -> Row | None:
        """The row that hands in what the page asks for."""
        ask = self.page.ask
        before = len(ask.choices) if ask is not None and ask.kind == "several" else 0
        found = (at for at, pick in enumerate(self.page.picks, before) if fills(self.page, pick.event))
        return next((self.rows[at] for at in found), None)

    async def action_hand_in(self) -> None:
        """Hand in what was typed."""
        if self.field is not None and not self._on_screen(self.field):
            self._reveal(self.field)
            return
        for pick in self.page.picks:
            if fills(self.page, pick.event):
                await self._hand(pick)
                return

    def on_input_submitted(self) -> None:
        """Enter in a line hands it in."""
        self.app.call_later(self.action_hand_in)

    def on_input_changed(self, message: "Input.Changed") -> None:
        """Remember what is being typed."""
        self._remember(message.input, message.value)

    def on_text_area_changed(self, message: "TextArea.Changed") -> None:
        """Remember what is being typed."""
        self._remember(message.text_area, message.text_area.text)

    def _remember(self, field: Widget, text: str) -> None:
        # A field says so too when it is filled for the first time, or when its page has gone.
        ask = self.page.ask
        if field is self.field and ask is not None and text != ask.value:
            if not self._on_screen(field):
                self._reveal(field)
            self.host.typing(text)

    # What letters do.

    @property
    def link(self) -> Pick | None:
        """The pick that opens a page, if there is one."""
        return next((pick for pick in self.page.picks if isinstance(pick.event, Open)), None)

    @property
    def copied(self) -> str | None:
        """What `c` copies: the text of a pick that copies, else the first address."""
        texts = (pick.event.text for pick in self.page.picks if isinstance(pick.event, Copy))
        urls = (block.url for block in self.page.blocks if isinstance(block, Link))
        return next(chain(texts, urls), None)

    async def action_open(self) -> None:
        """Open the page's link."""
        if self.link is not None:
            await self.host.choose(self.link.event)

    async def action_copy(self) -> None:
        """Copy the page's text or address."""
        if self.copied is not None:
            await self.host.choose(Copy(self.copied))

    async def action_step_back(self) -> None:
        """To the page before."""
        await self.host.want("back")

    async def action_undo(self) -> None:
        """Take back what was recorded last."""
        if self.showing.can_undo:
            await self.host.want("undo")

    async def action_aside(self, name: str) -> None:
        """To the sources of this page, its address for a phone, or help; the same key leads back."""
        here = self.page.place
        place = here.with_aside(name)
        if here.aside == name:
            await self.host.want("back")
        elif (here.aside or name != "sources" or self.page.claims) and self.host.opens(place):
            await self.host.choose(Go(place))


async def _heard_by(widget: Widget) -> None:
    """Wait until a widget has done all it was told so far."""
    done = asyncio.Event()
    if widget.call_after_refresh(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)


def _rewrite(line: Text, said: Content) -> None:
    """Let a line of the frame, which never changes its size, say this; nothing is drawn if it does already."""
    if not (isinstance(line.content, Content) and line.content.is_same(said)):
        line.update(said, layout=False)


def _number(at: int) -> int | None:
    """The key that chooses the row, for the first nine."""
    return at + 1 if at < 9 else None
