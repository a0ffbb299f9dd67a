"""What a terminal sends, cut into whole pieces: characters that were typed, keys, reports, and what was pasted.

A control sequence is one piece, however the line cut it up; a string (OSC, DCS, APC, PM, SOS: a reply to a question)
is none, however long. Knows no clock and no meaning: the caller says what time it is, and which sequences are keys.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from linkedin_guard.model.text import shows

PATIENCE = 1.0
"""Seconds after its last character in which a sequence that was begun may go on."""

HEAD_PATIENCE = 0.4
"""The same where only its head has come, which may also be a key with Alt."""

PASTE_PATIENCE = 3.0
"""Seconds after its last character in which what is being pasted may go on: its lines must not become keys."""

TAIL = 0.35
"""Seconds after an Escape in which the rest of a sequence may come, though that Escape was taken for the key."""

LONGEST = 1024
"""Characters up to which a control sequence is kept. One that is longer has its end, and no meaning."""

ESC, BEL, CAN, SUB = "\x1b", "\x07", "\x18", "\x1a"
CSI, ST = "\x9b", "\x9c"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"


class Kind(Enum):
    """What a piece is."""

    TEXT = "a character, typed or a control character"
    ESCAPE = "the key Escape alone"
    ALT = "a character typed with Alt, which is sent as Escape and the character"
    SEQUENCE = "a control sequence, from its Escape to its last character"
    PASTE = "what was pasted, without the marks around it"


class Piece(NamedTuple):
    """One whole thing that a terminal sent."""

    kind: Kind
    text: str


class _State(Enum):
    GROUND = "nothing is open"
    ESCAPE = "an Escape, alone or the head of something"
    CONTROL = "a control sequence: CSI or SS3"
    STRING = "a string, which is not kept"
    STRING_ESCAPE = "an Escape in a string, which ends it or is part of it"
    PASTE = "what is being pasted"


_CONTROLS, _STRINGS = "[O", "]PX^_"
"""What follows an Escape in a control sequence, and in a string."""

_WHOLE = re.compile(
    r"\x1b\[("
    r"\[."  # a function key of the Linux console
    r"|M..."  # a report of the mouse in its oldest form
    r"|\d+\$"  # a key of urxvt with Shift
    r"|(?![\[M])[ -?]*[@-~]"
    r")|\x1bO[0-?]*[ -/@-~]",
    re.DOTALL,
)
"""A control sequence, from its Escape to its last character."""


def _control(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0"


def _pasted(character: str) -> str:
    """What a character that is pasted becomes: itself, a plain space for one of another width, or nothing."""
    if character in "\t\n\r" or shows(character):
        return character
    return " " if character.isspace() and not _control(character) else ""


def _undecoded(character: str) -> bool:
    """Whether this is a byte that was no UTF-8, as `surrogateescape` writes it."""
    return "\ud800" <= character <= "\udfff"


class Cutter:
    """Cuts a stream of characters into pieces, one stream through its life.

    `escape_delay` is how many seconds an Escape waits for what it may be the head of. `deadline` is the moment, on the
    caller's clock in seconds, at which `expire` is due, or None while nothing is open.
    """

    def __init__(self, escape_delay: float) -> None:
        self.deadline: float | None = None
        self._escape_delay = escape_delay
        self._state = _State.GROUND
        self._held = ""
        self._paste: list[str] = []
        self._tail_until: float | None = None
        """Until then what could be the tail of a sequence is one."""
        self._late = False
        """Whether the Escape of what is open was taken for the key."""

    def cut(self, data: str, now: float) -> Iterator[Piece]:
        """The pieces that are whole with this data, which came now. Bytes that were no UTF-8 are surrogates in it."""
        for character in data:
            yield from self._take(character, now)

    def expire(self, now: float) -> Iterator[Piece]:
        """What becomes of what is open and whose time is over now: Escape, a key with Alt, what was pasted, or nothing.

        Only for a caller who knows that nothing more has come.
        """
        if self.deadline is None or now < self.deadline:
            return
        state, held, began = self._state, self._held, self.deadline - self._escape_delay
        if state is not _State.ESCAPE:
            yield from self._broken_off()
            return
        self._rest()
        if held == ESC:
            self._tail_until = began + TAIL
        yield Piece(Kind.ESCAPE if held == ESC else Kind.SEQUENCE, held)

    # Each character.

    def _take(self, character: str, now: float) -> Iterator[Piece]:
        if "\udc80" <= character <= "\udc9f":
            character = chr(ord(character) - 0xDC00)
        if self._state is _State.PASTE:
            yield from self._in_paste(character, now)
        elif self._state in (_State.STRING, _State.STRING_ESCAPE):
            yield from self._in_string(character, now)
        elif self._state is _State.CONTROL:
            yield from self._in_control(character, now)
        elif self._state is _State.ESCAPE:
            yield from self._after_escape(character, now)
        else:
            yield from self._on_ground(character, now)

    def _on_ground(self, character: str, now: float) -> Iterator[Piece]:
        tail = self._tail_until is not None and now <= self._tail_until
        self._tail_until = None
        if tail and character in _CONTROLS + _STRINGS + "\\":
            if character != "\\":
                self._open(ESC + character, now, late=True)
        elif character == ESC:
            self._hold(_State.ESCAPE, ESC, now + self._escape_delay)
        elif character == CSI:
            # The head of a control sequence in one, or a key of its own.
            self._hold(_State.ESCAPE, CSI, now + HEAD_PATIENCE)
        elif "\x80" <= character < "\xa0":
            # A C1 control is an Escape and a letter in one.
            if (letter := chr(ord(character) - 0x40)) in _CONTROLS + _STRINGS:
                self._open(ESC + letter, now)
        elif not _undecoded(character):
            yield Piece(Kind.TEXT, character)

    def _after_escape(self, character: str, now: float) -> Iterator[Piece]:
        if self._held == CSI:
            self._open(ESC + "[", now)
            yield from self._in_control(character, now)
        elif character in _CONTROLS + _STRINGS:
            self._open(ESC + character, now)
        elif character == ESC:
            yield Piece(Kind.ESCAPE, ESC)
            self._hold(_State.ESCAPE, ESC, now + self._escape_delay)
        else:
            self._rest()
            # An end of a string (ST) that has none belongs to one whose head is forgotten.
            if character != "\\" and not _undecoded(character):
                yield Piece(Kind.ALT, character)

    def _in_control(self, character: str, now: float) -> Iterator[Piece]:
        held, late = self._held[: LONGEST - 1] + character, self._late
        if not (" " <= character <= "~" or (held.startswith(ESC + "[M") and character >= " ")):
            # What cannot belong to it counts for itself.
            yield from self._broken_off()
            if character not in (CAN, SUB):
                yield from self._on_ground(character, now)
        elif not _WHOLE.fullmatch(held):
            self._hold(_State.CONTROL, held, now + PATIENCE, late)
        elif held == PASTE_START:
            self._hold(_State.PASTE, "", now + PASTE_PATIENCE)
        else:
            self._rest()
            # The Escape of a late one has already been taken for the key.
            if not late and len(held) < LONGEST:
                yield Piece(Kind.SEQUENCE, held)

    def _in_string(self, character: str, now: float) -> Iterator[Piece]:
        kind = self._held[:2]
        if self._state is _State.STRING_ESCAPE:
            if character == "\\":
                self._rest()
            elif character == ESC and kind == ESC + "P":
                # A string in this one, as tmux passes on: its Escapes come twice.
                self._hold(_State.STRING, kind + "…", now + PATIENCE)
            else:
                self._hold(_State.ESCAPE, ESC, now + self._escape_delay)
                yield from self._after_escape(character, now)
        elif character in (CAN, SUB, ST) or (character == BEL and kind == ESC + "]"):
            self._rest()
        else:
            state = _State.STRING_ESCAPE if character == ESC else _State.STRING
            self._hold(state, kind + "…", now + PATIENCE)

    def _in_paste(self, character: str, now: float) -> Iterator[Piece]:
        self._paste.append(character)
        self._held = (self._held + character)[-len(PASTE_END) :]
        self.deadline = now + PASTE_PATIENCE
        if self._held == PASTE_END:
            del self._paste[-len(PASTE_END) :]
            self._rest()
            yield self._pasted()

    def _broken_off(self) -> Iterator[Piece]:
        """What becomes of something that is not whole and will not be: mostly nothing."""
        state, held, late = self._state, self._held, self._late
        self._rest()
        if state is _State.PASTE:
            yield self._pasted()
        elif len(held) == 2:
            # Only a head, so it was a key after all; one without Alt, if its Escape was a key of its own.
            yield Piece(Kind.TEXT if late else Kind.ALT, held[1])

    def _pasted(self) -> Piece:
        """What was pasted, as text: a terminal takes out what could control anything, and so do we.

        So do marks that nobody sees and that turn the text around: some programs put them around a path or a number.
        """
        text = "".join(map(_pasted, self._paste))
        self._paste.clear()
        return Piece(Kind.PASTE, text)

    # What is open.

    def _open(self, head: str, now: float, late: bool = False) -> None:
        self._hold(_State.CONTROL if head[1] in _CONTROLS else _State.STRING, head, now + HEAD_PATIENCE, late)

    def _hold(self, state: _State, held: str, deadline: float | None, late: bool = False) -> None:
        self._state, self._held, self.deadline, self._late = state, held, deadline, late

    def _rest(self) -> None:
        self._hold(_State.GROUND, "", None)
