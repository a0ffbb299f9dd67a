"""Which presses of a key count: a key that is held down sends itself again and again, and answers one question at most.

A terminal says nothing of holding. Held, a key comes again after a quarter of a second to a second, and from then on
many times a second; so what counts is what comes after it.
"""

from dataclasses import dataclass
from enum import Enum

TWICE = 0.3
"""Seconds within which the same key twice counts once, unless another key shows that it was typed ahead."""

FIRST = 1.1
"""Seconds after which a key that is held has come again, at the latest."""

REPEATS = 0.1
"""Seconds after which it has come once more."""


class Press(Enum):
    """What is to be done about a press."""

    COUNTS = "counts"
    WAITS = "waits"
    HELD = "held"


@dataclass(frozen=True)
class Waiting:
    """A press that is to be done if another key follows; if none does, it is done only if it `counts` then.

    `patience` is how many seconds to wait for one.
    """

    key: str
    counts: bool
    patience: float


class Presses:
    """What was pressed last, and whether it waits for what comes after it. `at` is when a key was read, in seconds."""

    def __init__(self) -> None:
        self._key, self._at, self._held = "", 0.0, False
        self.waiting: Waiting | None = None

    def press(self, key: str, at: float) -> Press:
        """A key was pressed that acts at once. Whoever calls has seen to what was `waiting`, if it was another key."""
        after, again = at - self._at, key == self._key
        self._key, self._at = key, at
        if not again or after >= FIRST:
            self._held, self.waiting = False, None
            return Press.COUNTS
        if after < TWICE and (self._held or self.waiting is not None):
            self._held, self.waiting = True, None
            return Press.HELD
        self._held = after < TWICE
        self.waiting = Waiting(key, not self._held, TWICE if self._held else REPEATS)
        return Press.WAITS

    def other(self) -> None:
        """What comes next is no repetition: another key was pressed, or the last press changed nothing."""
        self._key, self._held = "", False

    def done(self) -> None:
        """What waited has been seen to."""
        self.waiting = None
