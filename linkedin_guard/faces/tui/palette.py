"""The palette: every page that is open, the sources, a copy, the colours, and the way out.

Loaded when it is first asked for.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from linkedin_guard.faces.tui import theme
from linkedin_guard.faces.tui.screen import PageScreen
from linkedin_guard.faces.tui.textual_private import SteadyList
from linkedin_guard.model.place import Place
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session


class Host(Protocol):
    """What the palette asks of the app it stands in."""

    session: Session
    wizard: PageScreen

    def opens(self, place: Place) -> bool:
        """Whether that page is open now."""

    def jump(self, place: Place) -> None:
        """Go to a page."""

    async def go_plain(self) -> None:
        """Go on in plain text."""

    def save_copy(self, document: str, form: str) -> None:
        """Write a copy of a document."""

    def choose_theme(self, name: str) -> None:
        """Change the colours."""

    async def action_leave(self) -> None:
        """Leave the wizard."""


class Palette(SteadyList, CommandPalette):
    """Textual's palette in our looks: on a screen of its own, so that nothing shines through that cannot be read."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Palette, Palette:ansi { background: $background; }
    Palette > Vertical, Palette:dark > Vertical {
        margin: 0; padding: 1 1 0 1; width: 100%; max-width: 79; background: $background;
    }
    Palette SearchIcon, Palette LoadingIndicator { display: none; }
    Palette #--input, Palette #--input.--list-visible { border: none; border-bottom: solid $guard-line; }
    Palette CommandInput, Palette CommandInput:focus { border: none; padding: 0; background: $background; }
    Palette CommandInput { height: 1; margin: 0 1; }
    Palette:nocolor CommandInput > .input--cursor { text-style: underline; }
    Palette CommandInput > .input--placeholder { color: $guard-muted; text-style: none; }
    Palette CommandList, Palette CommandList:focus { border: none; background: $background; max-height: 88vh; }
    Palette CommandList > .option-list--option { padding: 0 1; color: $foreground; text-style: bold; }
    Palette CommandList > .option-list--option-highlighted {
        color: $background; background: $accent; text-style: bold;
    }
    Palette:ansi CommandList > .option-list--option-highlighted {
        color: ansi_black; background: ansi_cyan; text-style: bold;
    }
    Palette:nocolor CommandList > .option-list--option-highlighted { text-style: bold underline; }
    Palette > .command-palette--help-text { color: transparent; text-style: not bold; }
    Palette > .command-palette--highlight { text-style: bold underline; }
    Palette.-ascii #--input, Palette.-ascii #--input.--list-visible { border: none; }
    Palette.-ascii CommandList { scrollbar-visibility: hidden; }
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close it, once: a second Enter may come before the first has done so."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def on_mount(self) -> None:
        """Nothing blinks."""
        self.query_one(Input).cursor_blink = False


class Places(Provider):
    """What can be done from anywhere, in the order of the walk."""

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        app = cast(Host, self.app)
        session = app.session
        said, moment, here = session.content, session.moment, session.place
        for place in journey.places(moment):
            page = journey.page(moment, place)
            yield page.title, page.caption, partial(app.jump, place)
        if not here.aside:
            if session.page.claims:
                yield said.words("ui.pick.sources"), "", partial(app.jump, here.with_aside("sources"))
            if app.opens(here.with_aside("phone")):
                yield said.words("ui.phone.show"), "", partial(app.jump, here.with_aside("phone"))
            yield said.words("help.caption"), "", partial(app.jump, here.with_aside("help"))
        yield said.words("ui.palette.plain"), "", app.go_plain
        if session.progress.profile:
            yield said.words("ui.pick.save-copy"), "", partial(app.save_copy, "record", "html")
        for name in theme.NAMES:
            if said.has(f"ui.palette.{name}"):
                yield said.words(f"ui.palette.{name}"), "", partial(app.choose_theme, name)
        yield said.words("ui.palette.leave"), "", app.action_leave

    def _shown(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """The entries as the terminal can show them."""
        show = cast(Host, self.app).wizard.base.show
        for name, hint, does in self._entries():
            yield show(name), show(hint), does

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, hint, does in self._shown():
            yield DiscoveryHit(Content(name), does, text=name, help=hint or None)

    async def search(self, query: str) -> Hits:
        """What goes with the words typed."""
        matcher = self.matcher(query)
        for name, hint, does in self._shown():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(name), does, text=name, help=hint or None)
