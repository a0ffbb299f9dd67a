"""The window: a session on one side, one screen on the other, and what neither may do: browser, clipboard, files.

What the screen wants arrives as messages, one at a time; what is recorded is on the disk before the screen says so, and
is written off the event loop. A fault in the program ends in one sentence, never in a listing of what a person typed.
"""

import asyncio
import gc
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.timer import Timer

from linkedin_guard.faces.tui import theme as themes
from linkedin_guard.faces.tui.errands import Errands, SaveCopy
from linkedin_guard.faces.tui.frame import whose
from linkedin_guard.faces.tui.hearing import HearingApp
from linkedin_guard.faces.tui.page_text import Showing, undo_key
from linkedin_guard.faces.tui.screen import PageScreen
from linkedin_guard.faces.tui.signals import Signals
from linkedin_guard.faces.tui.sizes import VARIABLES
from linkedin_guard.faces.tui.terminal import TerminalGone
from linkedin_guard.model.catalogue import ContentFault
from linkedin_guard.model.events import Copy, Event, Open, Save
from linkedin_guard.model.page import Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.saying import Saying
from linkedin_guard.store.profiles import StoreFault
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

UNUSABLE = 3
"""The exit code for content or data that cannot be used."""

HANG_UP = 1
"""The number of the signal that says that a terminal has gone, also where no signal says it."""

PLAIN = "plain"
"""What the window ends with when the person wants to go on without it."""

KEEP_EVERY = 2.0
"""Seconds after which a long text that is being typed is on the disk."""

Report = Callable[[BaseException], str]
"""Writes a private report of a fault in the program and returns the sentence that says where."""


def _unreported(fault: BaseException) -> str:
    return Saying("crash.unreported", fault=type(fault).__name__)


def run(
    session: Session,
    *,
    environ: Mapping[str, str],
    save: SaveCopy,
    theme: str | None = None,
    on_theme: Callable[[str], None] | None = None,
    report: Report = _unreported,
    encoding: str | None = None,
) -> int | None:
    """Show the wizard until the person leaves; returns the exit code, or None to go on in plain text.

    0 left by choice, 3 content or data unusable, 5 a fault in the program, 128+n ended by signal n.
    """
    app = GuardApp(
        session,
        environ=environ,
        save=save,
        theme=theme,
        on_theme=on_theme,
        report=report,
        encoding=encoding or terminal_encoding(environ),
        driver_class=terminal_driver(),
    )
    with app.signals.given_back():
        app.run()
    return None if app.return_value == PLAIN else app.return_code or 0


def terminal_driver() -> type[Driver]:
    """What holds the terminal on this system. Imports what only this system has."""
    if sys.platform == "win32":
        from linkedin_guard.faces.tui.windows_driver import GuardWindowsDriver

        return GuardWindowsDriver
    from linkedin_guard.faces.tui.posix_driver import GuardPosixDriver

    return GuardPosixDriver


def terminal_encoding(environ: Mapping[str, str]) -> str:
    """What the terminal can show: what stderr is written in. The bare Linux console lacks shapes beyond Latin-1."""
    if environ.get("TERM") == "linux":
        return "latin-1"
    return getattr(sys.__stderr__, "encoding", None) or "ascii"


class GuardApp(HearingApp, inherit_bindings=False):
    """The wizard in a terminal window.

    `no_color` is as the environment says unless given; `ascii` draws without any shape beyond ASCII. `show(place)`
    jumps to a page and records nothing.
    """

    CSS_PATH = "guard.tcss"
    TITLE = "LinkedIn Guard"
    ENABLE_COMMAND_PALETTE = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Leave", show=False, priority=True, id="guard.leave"),
        Binding("q", "leave", "Leave", show=False, id="guard.quit"),
        Binding("ctrl+c", "leave", "Leave", show=False, id="guard.interrupt"),
        Binding("ctrl+p,f2", "command_palette", "Palette", show=False, priority=True, id="guard.palette"),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="guard.suspend"),
    ]

    def __init__(
        self,
        session: Session,
        *,
        environ: Mapping[str, str] | None = None,
        save: SaveCopy | None = None,
        theme: str | None = None,
        on_theme: Callable[[str], None] | None = None,
        report: Report = _unreported,
        encoding: str = "utf-8",
        ascii: bool = False,
        no_color: bool | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        self.environ = environ if environ is not None else {}
        bare = no_color if no_color is not None else bool(self.environ.get("NO_COLOR"))
        name = themes.ANSI if bare else themes.choose(theme, self.environ)
        # Without colour the terminal's own two are used. Textual would turn a theme's colours into greys, and those of
        # the sixteen-colour theme into black on black, unless it hears of this in its constructor.
        super().__init__(driver_class, ansi_color=True if name == themes.ANSI else None)
        self.no_color = bare
        self.only_filters(*([themes.Bare()] if bare else []))
        for own in themes.THEMES:
            self.register_theme(own)
        themes.begin_with(self, name)
        self.session = session
        self._report = report
        self._armed = False
        self.animation_level = "none"
        self._busy = asyncio.Lock()
        self._keeping: Timer | None = None
        self.signals = Signals(self, self._end, self.come_back)
        self.wizard = PageScreen(self, session.content, "ascii" if ascii else encoding)
        self.errands = Errands(self, session, self.wizard, self.signals, self.environ, save, on_theme)

    def get_default_screen(self) -> Screen[Any]:
        """The one screen there is."""
        return self.wizard

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The two colours that other themes do not have, and the widths."""
        return {"guard-muted": "ansi_default", "guard-line": "ansi_default", **VARIABLES}

    def on_load(self) -> None:
        """End in good order when the machine says so, whatever the terminal is at."""
        self.signals.take()

    def on_mount(self) -> None:
        """From here on the window can be stopped and brought back."""
        self.signals.taken()
        self.app_resume_signal.subscribe(self, lambda _: self.come_back())
        self.wizard.call_after_refresh(self._collect)

    def on_terminal_gone(self, _: TerminalGone) -> None:
        """Keep what is typed, and leave."""
        self._end(HANG_UP)

    def come_back(self) -> None:
        """After a stop the terminal shows nothing of ours any more: draw all of it."""
        self.refresh(layout=True)

    def _collect(self) -> None:
        """What is there now stays: where the start put off collecting garbage, it begins here, without all of that."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _end(self, number: int) -> None:
        with suppress(StoreFault):
            self.session.keep()
        self.exit(return_code=128 + number)

    # The page.

    def showing(self, wrong: str = "", *, fresh: bool = False, opened: bool = False) -> Showing:
        """What is to be seen now: `wrong` is why something was refused, the rest what was just recorded or opened."""
        session = self.session
        undo = not session.read_only and journey.undoable(session.progress) is not None
        fresh = fresh and bool(session.said)
        return Showing(session.page, session.said, fresh, whose(session), undo, session.leads_back, wrong, opened)

    def standing(self) -> object:
        """What is recorded and ticked, and whether the next `u` takes back."""
        return self.session.progress.log, self.wizard.ticked, self._armed

    def opens(self, place: Place) -> bool:
        """Whether that page is open now."""
        return journey.is_open(self.session.moment, place)

    async def redraw(self, wrong: str = "", *, fresh: bool = False, opened: bool = False) -> None:
        """Show the page the session is on."""
        self._armed = False
        self.wizard.speak(self.session.content)
        await self.wizard.turn(self.showing(wrong, fresh=fresh, opened=opened))
        await self.wizard.painted()

    async def show(self, place: Place) -> None:
        """Jump to a page that is open; records nothing."""
        trouble = await self._kept()
        self.session.go(place)
        await self.redraw()
        self.wizard.hear(trouble)

    # What the screen wants.

    def typing(self, text: str) -> None:
        """Remember what is being typed or ticked, and have a long text on the disk soon."""
        self.session.typing(text)
        if self._keeping is None and self._is_long:
            self._keeping = self.set_timer(KEEP_EVERY, self.keep)

    async def keep(self) -> None:
        """Put a long text on the disk while it is being typed."""
        self._keeping = None
        if self._is_long and not self._busy.locked():
            async with self._busy:
                self.wizard.hear(await self._kept())

    @property
    def _is_long(self) -> bool:
        """Whether a long text is asked for, which is on the disk before it is handed in."""
        ask = self.session.page.ask
        return ask is not None and ask.kind == "text"

    async def _kept(self) -> str:
        """Keep what is being typed; the sentence that says why it could not be kept, or nothing."""
        if self._is_long:
            try:
                await asyncio.to_thread(self.session.keep)
            except StoreFault as fault:
                return self.session.content.told(fault.saying)
        return ""

    async def undo(self) -> None:
        """Take back what was just recorded at once; what lies further back only when asked twice."""
        if self.wizard.showing.fresh or self._armed:
            await self._do(self.session.undo)
            return
        self._armed, key = True, undo_key(self.session.content, self.session.page)
        self.wizard.hear(self.session.content.say("ui.said.once-more", key=key, what=self.session.last_recorded))

    async def back(self) -> None:
        """To the page before."""
        trouble = await self._kept()
        self.session.back()
        await self.redraw()
        self.wizard.hear(trouble)

    async def choose(self, event: Event, typed: str | None = None) -> None:
        """Do what the event says."""
        asks = fills(self.session.page, event)
        if self.errands.repeats(event):
            return
        if await self._do(lambda: self.session.choose(event, typed), asks=asks, opens=isinstance(event, Open)):
            self.errands.run(event)

    async def _do(self, change: Callable[[], Refusal | None], *, asks: bool = False, opens: bool = False) -> bool:
        """Change something, off the event loop because it ends on the disk; True when it is done.

        One at a time: what comes meanwhile is meant for the page that was there, so it does nothing. With `asks` a
        refusal is said beside the ask.
        """
        if self._busy.locked():
            return False
        async with self._busy:
            trouble = await self._kept()
            before = self.session.progress.log
            try:
                refusal = await asyncio.to_thread(change)
            except StoreFault as fault:
                refusal, asks = Refusal(self.session.content.told(fault.saying)), False
            if refusal is None:
                log = self.session.progress.log
                fresh = len(log) > len(before) and log[-1].event.get("kind") != "undo"
                await self.redraw(fresh=fresh, opened=opens)
                self.wizard.hear(trouble)
                return True
            await self.redraw(wrong=refusal.text if asks else "")
            if not asks:
                self.wizard.hear(refusal.text)
            return False

    def save_copy(self, document: str, form: str) -> None:
        """Write a copy of a document and say where it is."""
        self.errands.run(Save(document, form))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected, as `c` does, so that no more is claimed than is known."""
        self.remember_clipboard(text)
        self.errands.run(Copy(text))

    def choose_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        self.ansi_color = True if name == themes.ANSI or self.no_color else None
        self.theme = name
        self.errands.remember_theme(name)

    def action_command_palette(self) -> None:
        """Show the palette, unless it is there."""
        from linkedin_guard.faces.tui.palette import Palette, Places

        if not Palette.is_open(cast("App[object]", self)):
            words = self.wizard.base.show(self.session.content.words("ui.palette.search"))
            classes = "-ascii" if self.wizard.base.plain else None
            self.push_screen(Palette([Places], placeholder=words, id="--command-palette", classes=classes))

    def jump(self, place: Place) -> None:
        """To a page from the palette."""
        self.call_later(self.show, place)

    async def go_plain(self) -> None:
        """Leave the window, to go on in plain text."""
        await self._kept()
        self.exit(PLAIN)

    async def action_leave(self) -> None:
        """Leave; everything is saved."""
        await self._kept()
        self.exit(return_code=0)

    # When the program is at fault.

    def explained(self, fault: BaseException) -> tuple[int, str] | None:
        """Content or data that cannot be used is one sentence."""
        if isinstance(fault, StoreFault):
            return UNUSABLE, self.session.content.told(fault.saying)
        return (UNUSABLE, str(fault)) if isinstance(fault, ContentFault) else None

    def reported(self, fault: BaseException) -> str:
        """A fault in the program is one sentence too, with a private report."""
        return self._report(fault)
