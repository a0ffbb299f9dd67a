"""What of Textual is not public API and is needed all the same: how an app ends, and how it reads a terminal.

The drivers, which inherit from Textual's, are in `posix_driver` and `windows_driver`; no other module uses a name of
Textual that begins with an underscore. `tests/test_textual_private.py` holds each name, signature and default that all
of them rely on, so that another Textual fails there and not in front of a person: it would print the values of all
variables, answers and names among them.
"""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

from rich.text import Text
from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import FOCUSIN, FOCUSOUT, XTermParser
from textual.app import App, ScreenStackError
from textual.events import Key, Paste
from textual.filter import LineFilter, Monochrome, NoColor
from textual.keys import Keys
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

from linkedin_guard.faces.tui.sequences import Cutter, Kind, Piece

_EXTENDED_KEY = re.compile(r"\x1b\[(\d{0,7})(?:;(\d{0,3})(?:;(\d{1,7}(?::\d{1,7})*)?)?)?([u~ABCDEFHPQRS])")
"""A key with plain numbers: its code, its modifiers, and what it types."""

_MOUSE = re.compile(r"\x1b\[<\d{1,5};-?\d{1,5};-?\d{1,5}[Mm]")
_MODE = re.compile(r"\x1b\[\?(2026|2048);[0-4]\$y")
_CURSOR = re.compile(r"\x1b\[\d+;\d+R")
"""Where the cursor is, which nobody asked; for Textual F3 with Shift or Control is this too."""

_SIZE = re.compile(r"\x1b\[48;([1-9]\d{0,3});([1-9]\d{0,3});(\d{1,5});(\d{1,5})t")


class Parser(XTermParser):
    """Textual's parser, which is only given what it knows, and that whole.

    It takes what it does not know for typing, one character after the other, and it ends the program for some of what
    it nearly knows. Whatever is in its table of keys stays a key.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._cutter = Cutter(constants.ESCAPE_DELAY)
        self.answered: float | None = None
        """When the terminal first answered something it was asked, by `time.monotonic`; None until then."""

    @property
    def patience(self) -> float | None:
        """How many seconds to wait for more before `tick` is due; None as long as there is nothing to wait for."""
        deadline = self._cutter.deadline
        return None if deadline is None else max(0.0, deadline - time.monotonic())

    def feed(self, data: str) -> Iterable[Message]:
        """What this data means. Bytes that were no UTF-8 are surrogates in it, and mean nothing."""
        for piece in self._cutter.cut(data, time.monotonic()):
            yield from self._meant(piece)

    def tick(self) -> Iterable[Message]:
        """What the silence since then means."""
        for piece in self._cutter.expire(time.monotonic()):
            yield from self._meant(piece)

    def _meant(self, piece: Piece) -> Iterator[Message]:
        match piece.kind:
            case Kind.TEXT:
                yield from super().feed(piece.text)
            case Kind.ESCAPE:
                yield Key("escape", piece.text)
            case Kind.ALT:
                if (known := "\x1b" + piece.text) in ANSI_SEQUENCES_KEYS:
                    yield from self._sequence_to_key_events(known)
                else:
                    yield from self._sequence_to_key_events(piece.text, alt=True)
            case Kind.PASTE:
                yield Paste(piece.text)
            case Kind.SEQUENCE if piece.text in ANSI_SEQUENCES_KEYS or _is_extended_key(piece.text):
                if not _CURSOR.fullmatch(piece.text):
                    keys = self._sequence_to_key_events(piece.text)
                    yield from (key for key in keys if key.key != Keys.Ignore)
            case Kind.SEQUENCE:
                if _MODE.fullmatch(piece.text) and self.answered is None:
                    self.answered = time.monotonic()
                if (report := _report(piece.text)) is not None:
                    yield from super().feed(report)

    def _parse_extended_key(self, sequence: str) -> list[Key] | None:  # type: ignore[override]
        """The key, for a sequence that is one: Textual reads others so too, and `ESC [ 49 ~` as "1"."""
        return super()._parse_extended_key(sequence) if _is_extended_key(sequence) else None


def _report(sequence: str) -> str | None:
    """The report of mouse, focus, size or mode as Textual knows it, or None where it is none."""
    if sequence in (FOCUSIN, FOCUSOUT) or _MOUSE.fullmatch(sequence) or _MODE.fullmatch(sequence):
        return sequence
    if size := _SIZE.fullmatch(sequence):
        # A terminal that does not know its pixels: as if each cell were one, for Textual divides by them.
        lines, columns, height, width = size.groups()
        return f"\x1b[48;{lines};{columns};{height if int(height) else lines};{width if int(width) else columns}t"
    return None


def _is_extended_key(sequence: str) -> bool:
    """Whether this is a key with its code, as the kitty protocol and the functional keys of others have it."""
    found = _EXTENDED_KEY.fullmatch(sequence)
    if found is None:
        return False
    code, _, text, end = found.groups()
    if end in "u~" and not code:
        return False
    number = int(code or "1")
    typed = [int(each) for each in text.split(":")] if text else []
    if not all(map(_types, typed)):
        return False
    # What is composed of several keys is sent as the text it comes to, of no key.
    return f"{number}{end}" in FUNCTIONAL_KEYS or (end == "u" and (_types(number) or bool(typed)))


def _types(code: int) -> bool:
    """Whether this is the code of something that can be typed: no control, no surrogate, none of the private ones."""
    return 0x20 <= code <= 0x10FFFF and not (0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900)


class QuietApp(App[str], inherit_bindings=False):
    """An app that says in one sentence why it ends, and never shows the value of a variable."""

    FAULT = 5
    """The exit code for a fault in the program."""

    def explained(self, fault: BaseException) -> tuple[int, str] | None:
        """The exit code and the sentence for a fault that is not the program's own; None for one that is."""
        return None

    def reported(self, fault: BaseException) -> str:
        """Report a fault in the program, and return the sentence that says so."""
        return f"There is a fault ({type(fault).__name__})."

    def only_filters(self, *filters: LineFilter) -> None:
        """Draw through these filters instead of those that take the colours away."""
        self._filters = [kept for kept in self._filters if not isinstance(kept, NoColor | Monochrome)]
        self._filters.extend(filters)

    def write_to_terminal(self, sequence: str) -> bool:
        """Send the terminal an escape sequence; False where there is none."""
        if self._driver is None:
            return False
        self._driver.write(sequence)
        return True

    def remember_clipboard(self, text: str) -> None:
        """Have pasting within the window give this text."""
        self._clipboard = text

    def give_terminal_back(self) -> bool:
        """Give the terminal back for a while; False where there is none."""
        if self._driver is None:
            return False
        self._driver.suspend_application_mode()
        return True

    def _handle_exception(self, error: Exception) -> None:
        cause: BaseException = error.error if isinstance(error, WorkerFailed) else error
        if self._exit or (isinstance(cause, ScreenStackError) and not self._screen_stack):
            # A key that was pressed after the person had left, and finds nothing there.
            self._close_messages_no_wait()
            return
        explained = self.explained(cause)
        if explained is not None:
            code, sentence = explained
            self.exit(return_code=code, message=Text(sentence))
            self._close_messages_no_wait()
            return
        self._cause = cause
        super()._handle_exception(error)
        self._return_code = self.FAULT

    def _fatal_error(self) -> None:
        self._exit_renderables.append(Text(self.reported(self._cause)))
        self._close_messages_no_wait()


class StillScreen(Screen[None], inherit_bindings=False):
    """A screen that is not drawn anew when the focus moves: what has it says by itself how it looks with it.

    Measured in a terminal: 1.4 ms of a move and 3 ms of a turn, which are within their limits by less than that.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class SteadyList:
    """Mixed into the palette: while it has no lines, or no room for any, there is no page of them to turn."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)  # type: ignore[misc]
