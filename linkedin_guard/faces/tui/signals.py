"""Signals, heard from before the window takes the terminal until it has given it back: it is never left half taken.

Textual hears of SIGTSTP and SIGCONT (Ctrl-Z and `fg`) from the moment its driver is built and for good, in the middle
of whatever it does, and takes the terminal a second time when it is woken without having been stopped; of what ends a
program it hears nothing.
"""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from linkedin_guard.faces.tui.textual_private import QuietApp


def _known(*names: str) -> tuple[int, ...]:
    return tuple(int(number) for name in names if (number := getattr(signal, name, None)) is not None)


ENDS = _known("SIGTERM", "SIGHUP", "SIGINT")
STOPS = _known("SIGTSTP", "SIGCONT")


class Signals:
    """What a window hears.

    On its event loop `end(number)` is called when it is to end, and `come_back()` when it was woken without having been
    stopped.
    """

    def __init__(self, app: QuietApp, end: Callable[[int], None], come_back: Callable[[], None]) -> None:
        self._app, self._end, self._come_back = app, end, come_back
        self._stopped = False

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """Run the window, and hear of stops afterwards as before: there is nothing of it left to bring back."""
        found = {number: signal.getsignal(number) for number in STOPS}
        try:
            yield
        finally:
            for number, heard in found.items():
                if heard is not None:
                    signal.signal(number, heard)
            _put_off(False)

    def take(self) -> None:
        """The terminal is about to be taken: from now on an end is in good order, and a stop waits until it is."""
        _put_off(True)
        for number in ENDS:
            try:
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)
            except NotImplementedError:
                # Windows, whose loop hears of no signals by itself.
                signal.signal(number, partial(_tell, asyncio.get_running_loop(), self._end))
            except (RuntimeError, ValueError):
                # Not the main thread: there the system's own way of ending is as good.
                return

    def taken(self) -> None:
        """The window is there, and can be stopped and gone on with.

        That is done on the event loop as well: done as Textual does it, wherever the program is at, it would wait for
        ever for the queue of what is drawn, if it was just putting something there.
        """
        for number, own in zip(STOPS, (self._stop, self._wake), strict=False):
            textuals = signal.getsignal(number)
            if callable(textuals):
                asyncio.get_running_loop().add_signal_handler(number, own, partial(textuals, number, None))
        _put_off(False)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """While another program has the terminal a stop is the system's own: nothing of ours is there to hand over."""
        found = {number: signal.signal(number, signal.SIG_DFL) for number in STOPS}
        try:
            yield
        finally:
            for number, heard in found.items():
                signal.signal(number, heard)

    def _stop(self, textuals: Callable[[], object]) -> None:
        # Once it is leaving, the terminal is half given back, and will be in a moment.
        if self._app.is_running:
            self._stopped = True
            textuals()

    def _wake(self, textuals: Callable[[], object]) -> None:
        if not self._app.is_running:
            return
        # Woken by somebody who did not stop it this way: given back first, the terminal is not taken twice.
        if not self._stopped and self._app.give_terminal_back():
            self._app.call_later(self._come_back)
        textuals()
        self._stopped = False


def _tell(loop: asyncio.AbstractEventLoop, end: Callable[[int], None], number: int, _: object) -> None:
    loop.call_soon_threadsafe(end, number)


def _put_off(held: bool) -> None:
    """Whether a stop waits. Where signals cannot wait there are no stops."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is not None:
        mask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, STOPS)
