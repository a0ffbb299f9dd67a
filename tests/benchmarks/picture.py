"""A terminal in Python: what a person would see after so many bytes."""

import re

import pyte

COLUMNS, LINES = 80, 24

_PRIVATE = re.compile(rb"\x1b\[([<>=?])[0-9;]*\$?[a-zA-Z]")
_HALF = re.compile(rb"\x1b(\[[<>=?]?[0-9;]*\$?)?$")

State = tuple[tuple[object, ...], ...]


class Picture:
    """The terminal's picture of what was written so far."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._half = b""

    def feed(self, data: bytes) -> None:
        """Draw; a sequence that is cut in two waits for its other half."""
        data = self._half + data
        cut = _HALF.search(data)
        data, self._half = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        # What a terminal in Python does not know, a real one takes in silence.
        self._stream.feed(
            _PRIVATE.sub(lambda found: found[0] if found[1] == b"?" and found[0][-1:] in b"hl" else b"", data)
        )

    def state(self) -> State:
        """Every cell with its style: a choice that is lit up differs in nothing else."""
        return tuple(tuple(self._screen.buffer[line][column] for column in range(COLUMNS)) for line in range(LINES))

    def text(self) -> str:
        """The letters alone."""
        return "\n".join(self._screen.display)
