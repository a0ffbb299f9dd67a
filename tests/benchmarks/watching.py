"""A program in a pseudo terminal, and when what it drew was to be seen.

Every piece that is read is stamped at once and looked at afterwards, so that the terminal in Python, which is slow,
never delays the program it is fed from. All times are in seconds, memory is in bytes.
"""

import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyte

COLUMNS, LINES = 80, 24
PATIENCE = 30.0
QUIET, SETTLED = 0.08, 0.3
"""After so long without a word a key's page, and the start, have settled."""

_PRIVATE = re.compile(rb"\x1b\[([<>=?])[0-9;]*\$?[a-zA-Z]")
_HALF = re.compile(rb"\x1b(\[[<>=?]?[0-9;]*\$?)?$")

State = tuple[tuple[object, ...], ...]


@dataclass
class Seen:
    """What one run came to: `first` and `settled` are the times of each key, by what the key is called."""

    paint: float
    leaving: float
    memory: int
    first: dict[str, list[float]] = field(default_factory=dict)
    settled: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """What is pressed, and what that is called."""

    name: str
    bytes: bytes


class _Picture:
    """The terminal's picture of what was written so far."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self._half = b""

    def feed(self, data: bytes) -> None:
        data = self._half + data
        cut = _HALF.search(data)
        data, self._half = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        # What a terminal in Python does not know, a real one takes in silence.
        self._stream.feed(
            _PRIVATE.sub(lambda found: found[0] if found[1] == b"?" and found[0][-1:] in b"hl" else b"", data)
        )

    def state(self) -> State:
        """Every cell with its style."""
        return tuple(tuple(self.screen.buffer[line][column] for column in range(COLUMNS)) for line in range(LINES))

    def text(self) -> str:
        return "\n".join(self.screen.display)


def watch(
    argv: Sequence[str], environ: Mapping[str, str], ready: str, keys: Sequence[Key] = (), leave: bytes = b"\x11"
) -> Seen:
    """Start it, wait until `ready` is on the screen, press the keys one by one, leave. Raises RuntimeError."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    began = time.monotonic()
    process = subprocess.Popen(
        argv,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=dict(environ),
        # Not here: Python would find the checkout first.
        cwd=environ["HOME"],
        start_new_session=True,
    )
    os.close(theirs)
    pieces: list[tuple[float, bytes]] = []
    pressed: list[tuple[float, str]] = []

    def hear(quiet: float, until: bytes = b"") -> bool:
        """Read until it is silent for so long, having said `until`; False when it has closed its end."""
        heard, end = b"", time.monotonic() + PATIENCE
        while True:
            if time.monotonic() > end:
                process.kill()
                raise RuntimeError(f"{argv} never said {until!r} and was quiet then: {heard[-400:]!r}")
            if not select.select([ours], [], [], quiet)[0]:
                if until in heard:
                    return True
                continue
            try:
                data = os.read(ours, 65536)
            except OSError:
                return False
            pieces.append((time.monotonic(), data))
            heard += data

    hear(SETTLED, ready.split()[-1].encode())
    chance = random.Random(7)
    for key in keys:
        # Not in step with anything that the program does every sixtieth of a second.
        time.sleep(chance.uniform(0, 0.017))
        pressed.append((time.monotonic(), key.name))
        os.write(ours, key.bytes)
        hear(QUIET)
    left = time.monotonic()
    os.write(ours, leave)
    while hear(SETTLED):
        pass
    gone = time.monotonic()
    os.close(ours)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return _read_back(began, left, gone, pieces, pressed, ready, used.ru_maxrss * 1024)


def _read_back(
    began: float,
    left: float,
    gone: float,
    pieces: list[tuple[float, bytes]],
    pressed: list[tuple[float, str]],
    ready: str,
    memory: int,
) -> Seen:
    picture, paint, at = _Picture(), 0.0, 0
    while at < len(pieces) and not paint:
        picture.feed(pieces[at][1])
        if ready in picture.text():
            paint = pieces[at][0] - began
        at += 1
    if not paint:
        raise RuntimeError(f"{ready!r} was never on the screen")
    seen = Seen(paint, gone - left, memory)
    ends = [*(when for when, _ in pressed[1:]), left][: len(pressed)]
    for (when, name), end in zip(pressed, ends, strict=True):
        while at < len(pieces) and pieces[at][0] < when:
            picture.feed(pieces[at][1])
            at += 1
        before, changes = picture.state(), []
        while at < len(pieces) and pieces[at][0] < end:
            picture.feed(pieces[at][1])
            if (now := picture.state()) != before:
                changes.append(pieces[at][0] - when)
                before = now
            at += 1
        if not changes:
            raise RuntimeError(f"nothing came of {name}:\n{picture.text()}")
        seen.first.setdefault(name, []).append(changes[0])
        seen.settled.setdefault(name, []).append(changes[-1])
    return seen


def took(argv: Sequence[str], environ: Mapping[str, str], typed: bytes = b"") -> tuple[float, int]:
    """A command from its start to its end: the time, and its peak memory."""
    began = time.monotonic()
    process = subprocess.Popen(
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(environ),
        cwd=environ["HOME"],
    )
    assert process.stdin is not None
    process.stdin.write(typed)
    process.stdin.close()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.monotonic() - began, used.ru_maxrss * 1024
