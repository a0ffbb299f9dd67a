"""What the window hears of its terminal besides keys: that it has gone, and its size.

The size is what the terminal itself says, whatever the environment says of it.
"""

import os
from collections.abc import Iterable
from contextlib import suppress

from textual.message import Message

UNKNOWN_SIZE = (80, 24)
"""Columns and lines, where a terminal does not say."""


class TerminalGone(Message):
    """The terminal went away: nothing will come from it any more."""


def terminal_size(descriptors: Iterable[int] = (2, 0, 1)) -> tuple[int, int]:
    """Columns and lines of the terminal that one of these descriptors is."""
    for descriptor in descriptors:
        with suppress(OSError):
            columns, lines = os.get_terminal_size(descriptor)
            if columns > 0 and lines > 0:
                return columns, lines
    return UNKNOWN_SIZE
