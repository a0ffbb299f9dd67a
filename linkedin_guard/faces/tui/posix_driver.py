"""How the window holds a terminal where there are pseudo-terminals and signals: Linux, macOS, BSD.

The thread that reads waits for the terminal and for a bell, a pipe that is rung when it is to end, and for nothing
else; Textual's looks up ten times a second and takes a fifth of a second to leave. Where the terminal has gone, the app
is told, and nobody trips over writing to it.
"""

import os
import select
import signal
import termios
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

from linkedin_guard.faces.tui.terminal import TerminalGone, terminal_size
from linkedin_guard.faces.tui.textual_private import Parser

if TYPE_CHECKING:
    from textual.app import App

ASK_STATUS, STATUS = "\x1b[5n", b"\x1b[0n"
"""What every terminal answers, and its answer. Whatever else it had to say has come before that."""

PATIENCE, UTMOST = 0.2, 2.0
"""Seconds to wait for that answer from a terminal that never answered before, and from one that is far away."""


class GuardPosixDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with our parser, a bell, and a fence: see `disable_input`."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast(Any, _Unbroken(cast(TextIO, self._file)))
        # Asked later, the app would hear of the size from Rich, who asks the environment first.
        self._size = size or self._get_terminal_size()
        self._bell = os.pipe()
        self._gone = False
        self._asked = 0.0
        self._round_trip: float | None = None

    def _get_terminal_size(self) -> tuple[int, int]:
        return terminal_size()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._asked = time.monotonic()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    # The thread that reads.

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            # Textual would print a traceback over whatever the shell shows.
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Tell the app what comes, until the bell rings or the terminal has gone."""
        parser, bell = Parser(self._debug), self._bell[0]
        decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        while True:
            ready, _, _ = select.select([self.fileno, bell], [], [], parser.patience)
            if bell in ready:
                return
            if not ready:
                meant = parser.tick()
            elif (data := self._read()) is not None:
                meant = parser.feed(decode(data))
            else:
                self.send_message(TerminalGone())
                return
            for message in meant:
                self.process_message(message)
            if self._round_trip is None and parser.answered is not None:
                self._round_trip = parser.answered - self._asked

    def _read(self) -> bytes | None:
        """What has come, or None once the terminal has gone: it is at its end, or an error (EIO)."""
        try:
            data = os.read(self.fileno, 4096)
        except (BlockingIOError, InterruptedError):
            return b""
        except OSError:
            data = b""
        self._gone = not data
        return data or None

    # Giving it back.

    def stop_application_mode(self) -> None:
        """Give the terminal back, as it was found."""
        self._disable_bracketed_paste()
        self._enable_line_wrap()
        self._disable_in_band_window_resize()
        # Before the other screen is left, which has keys of its own; and before the fence, so that what is typed
        # behind it reaches the shell as plain keys.
        self.write("\x1b[<u")
        self.disable_input()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        # Emptied first: tmux, if it was made wider meanwhile, would leave the page on the shell's screen.
        self.write("\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h")
        self.flush()

    def disable_input(self) -> None:
        """Hear no more, and let no report reach the shell: all are switched off, and what is under way is waited for.

        The terminal is asked for its status after that, so its answer is the last that it says: a fence.
        """
        if self._key_thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        os.write(self._bell[1], b".")
        self._key_thread.join()
        self._key_thread = None
        os.read(self._bell[0], 1)
        self._disable_mouse_support()
        # Asked when nobody else reads, who could take the answer away.
        self.write("\x1b[?1004l" + ASK_STATUS)
        if not self._gone:
            self._discard_until(STATUS)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            # Textual asks some terminals for this and leaves them with it.
            self.write("\x1b[?1016l")
            self._mouse_pixels = False

    def _discard_until(self, last: bytes) -> None:
        """Read and forget up to this answer, or as long as it may be waited for."""
        patience = PATIENCE if self._round_trip is None else max(PATIENCE, min(UTMOST, 3 * self._round_trip))
        end, heard = time.monotonic() + patience, b""
        while (left := end - time.monotonic()) > 0 and select.select([self.fileno], [], [], left)[0]:
            data = self._read()
            if data is None:
                return
            heard = heard[-len(last) :] + data
            if last in heard:
                return
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)


class _Unbroken:
    """A file that may be written to after its other end has gone, as the thread that writes does for a while."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, or do nothing."""
        with suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, or do nothing."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The descriptor."""
        return self._file.fileno()
