"""What a person asks of the machine through the window: a page in a browser, a text on the clipboard, a copy in a file.

Each may take its time, so it is done in a thread; what came of it is said in a line, and no more than is known.
"""

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic

from linkedin_guard import system
from linkedin_guard.faces.tui.screen import PageScreen
from linkedin_guard.faces.tui.signals import Signals
from linkedin_guard.faces.tui.textual_private import QuietApp
from linkedin_guard.model.events import Copy, Event, Open, Save
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import StoreFault
from linkedin_guard.walk.session import Session

AGAIN = 2.0
"""Seconds after which the same page is opened, or the same copy saved, once more without a move."""

SaveCopy = Callable[[str, str], str]
"""Writes a copy of a document (name, format) and returns the sentence that says where."""


class Errands:
    """The errands of one app. `session` gives the words and the page; `wizard` says what came of them."""

    def __init__(
        self,
        app: QuietApp,
        session: Session,
        wizard: PageScreen,
        signals: Signals,
        environ: Mapping[str, str],
        save: SaveCopy | None,
        on_theme: Callable[[str], None] | None,
    ) -> None:
        self._app, self._session, self._wizard = app, session, wizard
        self._signals, self._environ = signals, environ
        self._save, self._on_theme = save, on_theme
        self._last: tuple[Event, Place, int, float] | None = None
        """What was opened or saved last, on which page, after how many moves, and when."""

    def repeats(self, event: Event) -> bool:
        """Whether this was just done, on this page and with nothing moved since: a hurried key opens nothing twice."""
        if not isinstance(event, Open | Save):
            return False
        now, moves, last = monotonic(), self._wizard.picks.moves, self._last
        self._last = (event, self._session.place, moves, now)
        if last is None or last[:3] != self._last[:3] or now - last[3] >= AGAIN:
            return False
        self._last = last
        self._wizard.hear(self._session.content.words("ui.said.again"))
        return True

    def run(self, event: Event) -> None:
        """Begin what the event asks of the machine, if it asks for anything."""
        match event:
            case Open(link):
                self._app.run_worker(self._open(self._session.content.address(link)))
            case Copy(text):
                self._app.run_worker(self._copy(text))
            case Save(document, form):
                self._app.run_worker(self._write(document, form))

    async def _open(self, url: str) -> None:
        if system.takes_terminal(self._environ):
            with self._app.suspend(), self._signals.lent():
                came = system.open_link(url, self._environ)
        else:
            came = await asyncio.to_thread(system.open_link, url, self._environ)
        said = self._session.content.say(f"ui.outside.{came}", url=url)
        place = self._session.place
        if came != "opened" and not place.aside and self._wizard.host.opens(place.with_aside("phone")):
            content = self._session.content
            said = content.grammar.together((said, content.words("ui.outside.phone")))
        self._wizard.hear(said)

    async def _copy(self, text: str) -> None:
        came = await asyncio.to_thread(system.copy_text, text, self._environ)
        # Whatever else took it: the terminal is where the person is.
        if came in ("sent", "terminal") and self._app.write_to_terminal(system.osc52(text, self._environ)):
            came = "terminal"
        self._wizard.hear(self._session.content.words(f"ui.outside.{came}"))

    async def _write(self, document: str, form: str) -> None:
        if self._save is None:
            return
        try:
            sentence = await asyncio.to_thread(self._save, document, form)
        except StoreFault as fault:
            sentence = self._session.content.told(fault.saying)
        self._wizard.hear(sentence)

    def remember_theme(self, name: str) -> None:
        """Begin to remember the colours that were chosen, for the next time."""
        if self._on_theme is not None:
            self._app.run_worker(self._remember(name, self._on_theme))

    async def _remember(self, name: str, on_theme: Callable[[str], None]) -> None:
        try:
            await asyncio.to_thread(on_theme, name)
        except StoreFault as fault:
            self._wizard.hear(self._session.content.told(fault.saying))
