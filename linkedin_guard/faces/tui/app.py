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

from textual.app import App, ScreenStackError
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import WorkerFailed

from linkedin_guard import system
from linkedin_guard.faces.tui import theme as themes
from linkedin_guard.faces.tui.screen import PageScreen, Showing
from linkedin_guard.faces.tui.signals import Signals
from linkedin_guard.model.catalogue import ContentFault
from linkedin_guard.model.events import Copy, Event, Open, Save
from linkedin_guard.model.page import Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.saying import Saying
from linkedin_guard.store.profiles import StoreFault
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

UNUSABLE, FAULT = 3, 5

PLAIN = "plain"
"""What the window ends with when the person wants to go on without it."""

KEEP_EVERY = 2.0
"""Seconds after which a long text that is being typed is on the disk."""

SaveCopy = Callable[[str, str], str]
"""Writes a copy of a document (name, format) and returns the sentence that says where."""

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
    )
    with app.signals.given_back():
        app.run()
    return None if app.return_value == PLAIN else app.return_code or 0


def terminal_encoding(environ: Mapping[str, str]) -> str:
    """What the terminal can show: what stderr is written in. The bare Linux console lacks shapes beyond Latin-1."""
    if environ.get("TERM") == "linux":
        return "latin-1"
    return getattr(sys.__stderr__, "encoding", None) or "ascii"


class GuardApp(App[str], inherit_bindings=False):
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
    ) -> None:
        self.environ = environ if environ is not None else {}
        bare = no_color if no_color is not None else bool(self.environ.get("NO_COLOR"))
        name = themes.ANSI if bare else themes.choose(theme, self.environ)
        # Without colour the terminal's own two are used. Textual would turn a theme's colours into greys, and those of
        # the sixteen-colour theme into black on black, unless it hears of this in its constructor.
        super().__init__(ansi_color=True if name == themes.ANSI else None)
        self._filters = [kept for kept in self._filters if not isinstance(kept, NoColor | Monochrome)]
        self.no_color = bare
        if bare:
            self._filters.append(themes.Bare())
        for own in themes.THEMES:
            self.register_theme(own)
        self._begin_with(name)
        self.session = session
        self._bare = bare
        self._save = save
        self._on_theme = on_theme
        self._report = report
        self._armed = False
        self._busy = asyncio.Lock()
        self._keeping: Timer | None = None
        self.signals = Signals(self, self._end, self._hand_over, self.come_back)
        self.wizard = PageScreen(self, session.content, "ascii" if ascii else encoding)

    def _begin_with(self, name: str) -> None:
        """Set the theme without Textual noticing a change, for which it would work out every style a second time."""
        self.set_reactive(GuardApp.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_default_screen(self) -> Screen[Any]:
        """The one screen there is."""
        return self.wizard

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The two colours that other themes do not have."""
        return {"guard-muted": "ansi_default", "guard-line": "ansi_default"}

    def on_load(self) -> None:
        """End in good order when the machine says so, whatever the terminal is at."""
        self.signals.take()

    def on_mount(self) -> None:
        """From here on the window can be stopped and brought back."""
        self.signals.taken()
        self.app_suspend_signal.subscribe(self, lambda _: self._hand_over())
        self.app_resume_signal.subscribe(self, lambda _: self.come_back())
        self.wizard.call_after_refresh(self._collect)

    def on_unmount(self) -> None:
        """Leave the terminal as it was found."""
        self._hand_over()

    def _hand_over(self) -> None:
        """Take back the mouse in pixels, which Textual asks some terminals for and leaves them with."""
        if self._driver is not None and getattr(self._driver, "_mouse_pixels", False):
            self._driver.write("\x1b[?1016l")

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

    def showing(self, wrong: str = "", *, fresh: bool = False) -> Showing:
        """What is to be seen now; `wrong` is why something was refused, `fresh` that something was just recorded."""
        session = self.session
        undo = not session.read_only and journey.undoable(session.progress) is not None
        fresh = fresh and bool(session.said)
        return Showing(session.page, session.said, fresh, self._whose(), undo, session.leads_back, wrong)

    def opens(self, place: Place) -> bool:
        """Whether that page is open now."""
        return journey.is_open(self.session.moment, place)

    async def redraw(self, wrong: str = "", *, fresh: bool = False) -> None:
        """Show the page the session is on."""
        self._armed = False
        await self.wizard.turn(self.showing(wrong, fresh=fresh))
        await self.wizard.painted()

    async def show(self, place: Place) -> None:
        """Jump to a page that is open; records nothing."""
        trouble = await self._kept()
        self.session.go(place)
        await self.redraw()
        self.wizard.hear(trouble)

    def _whose(self) -> str:
        """Whose progress it is and where they live, for the right end of the first line."""
        session = self.session
        parts = [session.progress.profile] if session.shows_name else []
        region = session.progress.answers.get("region", ())
        key = f"questions.region.at.{region[0]}" if region else ""
        if key and session.content.has(key):
            parts.append(session.content.words(key))
        return " · ".join(parts)

    # What the screen wants.

    def typing(self, text: str) -> None:
        """Remember what is being typed or ticked, and have it on the disk soon."""
        self.session.typing(text)
        if self._keeping is None:
            self._keeping = self.set_timer(KEEP_EVERY, self._keep)

    async def _keep(self) -> None:
        """Put a long text on the disk while it is being typed."""
        self._keeping = None
        if not self._busy.locked():
            async with self._busy:
                self.wizard.hear(await self._kept())

    async def _kept(self) -> str:
        """Keep what is being typed; the sentence that says why it could not be kept, or nothing."""
        ask = self.session.page.ask
        if ask is not None and ask.kind == "text":
            try:
                await asyncio.to_thread(self.session.keep)
            except StoreFault as fault:
                return self.session.content.told(fault.saying)
        return ""

    async def _undo(self) -> None:
        """Take back what was just recorded at once; what lies further back only when asked twice."""
        if self.wizard.showing.fresh or self._armed:
            await self._do(self.session.undo)
            return
        self._armed = True
        self.wizard.hear(self.session.content.say("ui.said.once-more", what=self.session.last_recorded))

    async def want(self, what: str) -> None:
        """Go back, take back what was recorded last, or keep what is being typed."""
        match what:
            case "undo":
                await self._undo()
            case "keep":
                await self._keep()
            case "back":
                trouble = await self._kept()
                self.session.back()
                await self.redraw()
                self.wizard.hear(trouble)

    async def choose(self, event: Event, typed: str | None = None) -> None:
        """Do what the event says."""
        asks = fills(self.session.page, event)
        if not await self._do(lambda: self.session.choose(event, typed), asks=asks):
            return
        match event:
            case Open(link):
                self.run_worker(self._open(self.session.content.address(link)))
            case Copy(text):
                self.run_worker(self._copy(text))
            case Save(document, form):
                self.save_copy(document, form)

    async def _do(self, change: Callable[[], Refusal | None], *, asks: bool = False) -> bool:
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
                await self.redraw(fresh=len(log) > len(before) and log[-1].event.get("kind") != "undo")
                self.wizard.hear(trouble)
                return True
            await self.redraw(wrong=refusal.text if asks else "")
            if not asks:
                self.wizard.hear(refusal.text)
            return False

    # What the machine does.

    async def _open(self, url: str) -> None:
        if system.takes_terminal(self.environ):
            with self.suspend(), self.signals.lent():
                came = system.open_link(url, self.environ)
        else:
            came = await asyncio.to_thread(system.open_link, url, self.environ)
        said = self.session.content.say(f"ui.outside.{came}", url=url)
        place = self.session.place
        if came != "opened" and not place.aside and self.opens(place.with_aside("phone")):
            said += " " + self.session.content.words("ui.outside.phone")
        self.wizard.hear(said)

    async def _copy(self, text: str) -> None:
        came = await asyncio.to_thread(system.copy_text, text, self.environ)
        if came in ("sent", "terminal") and self._driver is not None:
            # Whatever else took it: the terminal is where the person is.
            self._driver.write(system.osc52(text, self.environ))
            came = "terminal"
        self.wizard.hear(self.session.content.words(f"ui.outside.{came}"))

    def save_copy(self, document: str, form: str) -> None:
        """Write a copy of a document and say where it is."""
        self.run_worker(self._copied_to_file(document, form))

    async def _copied_to_file(self, document: str, form: str) -> None:
        if self._save is None:
            return
        try:
            sentence = await asyncio.to_thread(self._save, document, form)
        except StoreFault as fault:
            sentence = self.session.content.told(fault.saying)
        self.wizard.hear(sentence)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected, as `c` does, so that no more is claimed than is known."""
        self._clipboard = text
        self.run_worker(self._copy(text))

    def choose_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        self.ansi_color = True if name == themes.ANSI or self._bare else None
        self.theme = name
        if self._on_theme is not None:
            self.run_worker(self._remember(name, self._on_theme))

    async def _remember(self, name: str, on_theme: Callable[[str], None]) -> None:
        try:
            await asyncio.to_thread(on_theme, name)
        except StoreFault as fault:
            self.wizard.hear(self.session.content.told(fault.saying))

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

    def _handle_exception(self, error: Exception) -> None:
        """Content or data that cannot be used is one sentence; so is a fault in the program, with a private report."""
        cause: BaseException = error.error if isinstance(error, WorkerFailed) else error
        if self._exit or (isinstance(cause, ScreenStackError) and not self._screen_stack):
            # A key that was pressed after the person had left, and finds nothing there.
            self._close_messages_no_wait()
            return
        if isinstance(cause, ContentFault | StoreFault):
            self._return_code = UNUSABLE
            told = self.session.content.told(cause.saying) if isinstance(cause, StoreFault) else str(cause)
            self._exit_renderables.append(told)
            self._close_messages_no_wait()
            return
        self._fault = cause
        super()._handle_exception(error)
        self._return_code = FAULT

    def _fatal_error(self) -> None:
        """Textual would print the values of all variables here, answers and names among them."""
        self._exit_renderables.append(self._report(self._fault))
        self._close_messages_no_wait()
