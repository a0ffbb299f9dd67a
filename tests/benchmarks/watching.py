"""A program in a pseudo terminal, and when what it drew was to be seen.

Every piece that is read is stamped at once and looked at afterwards, so that the terminal in Python, which is slow,
never delays the program it is fed from.
"""

import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.picture import COLUMNS, LINES, Picture
from benchmarks.run import Run

STARTER = [sys.executable, "-I", "-S", str(Path(__file__).with_name("starter.py"))]
LEAVE = b"\x11"
"""Ctrl-Q, as in every Textual app."""

PATIENCE = 30.0
QUIET, SETTLED = 0.08, 0.3
"""After so long without a word a key's page, and the start, have settled."""

FRAME = 0.017


@dataclass(frozen=True)
class Key:
    """What is pressed, and what that is called."""

    name: str
    bytes: bytes


class Started:
    """A program that runs, and what its end will have taken."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], ours: int, theirs: int) -> None:
        self._argv = argv
        self._report, report = os.pipe()
        self._process = subprocess.Popen(
            [*STARTER, str(report), *argv],
            stdin=ours,
            stdout=theirs,
            stderr=theirs,
            env=dict(environ),
            # Not here: Python would find the checkout first.
            cwd=environ["HOME"],
            start_new_session=True,
            pass_fds=[report],
        )
        os.close(report)

    def kill(self) -> None:
        """End the program, and what started it."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._report)

    def end(self, status: int = 0) -> tuple[float, float, float, int]:
        """Wait for it: when it began and ended, its processor time and peak memory.

        Raises RuntimeError when it ends with another status than it should.
        """
        with os.fdopen(self._report, "rb") as report:
            said = report.read().split()
        self._process.wait()
        if not said or int(said[4]) != status:
            raise RuntimeError(f"{Path(self._argv[0]).name} ended with status {int(said[4]) if said else 'unknown'}")
        return float(said[0]), float(said[1]), float(said[2]), int(said[3])


@dataclass
class _Recording:
    """All that was written and pressed, each with its time."""

    pieces: list[tuple[float, bytes]] = field(default_factory=list)
    pressed: list[tuple[float, str]] = field(default_factory=list)
    left: float = 0.0

    def hear(self, terminal: int, quiet: float, until: bytes = b"") -> bool:
        """Read until it has said `until` and is silent for so long; False when it has closed its end."""
        heard, end = b"", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not select.select([terminal], [], [], quiet)[0]:
                if until in heard:
                    return True
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.pieces.append((time.monotonic(), data))
            heard += data
        raise RuntimeError(f"it never said {until.decode()!r} and was quiet then")


def watch(
    argv: Sequence[str], environ: Mapping[str, str], ready: str, keys: Sequence[Key] = (), leave: bytes = LEAVE
) -> Run:
    """Start it, wait until `ready` is on the screen, press the keys one by one, leave. Raises RuntimeError."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    program = Started(argv, environ, theirs, theirs)
    os.close(theirs)
    recording = _Recording()
    try:
        _play(recording, ours, ready, keys, leave)
    except RuntimeError:
        program.kill()
        raise
    finally:
        os.close(ours)
    began, ended, cpu, memory = program.end()
    if not recording.left:
        raise RuntimeError("it ended by itself")
    page, times = _read_back(recording, ready)
    return Run(ended - began, cpu, memory, page - began, ended - recording.left, times)


def _play(recording: _Recording, terminal: int, ready: str, keys: Sequence[Key], leave: bytes) -> None:
    if not recording.hear(terminal, SETTLED, ready.split()[-1].encode()):
        return
    chance = random.Random(7)
    for key in keys:
        # Not in step with anything that the program does every sixtieth of a second.
        time.sleep(chance.uniform(0, FRAME))
        recording.pressed.append((time.monotonic(), key.name))
        os.write(terminal, key.bytes)
        recording.hear(terminal, QUIET)
    recording.left = time.monotonic()
    os.write(terminal, leave)
    while recording.hear(terminal, SETTLED):
        if time.monotonic() > recording.left + PATIENCE:
            raise RuntimeError("it did not leave")


def _read_back(recording: _Recording, ready: str) -> tuple[float, dict[str, list[float]]]:
    """When the page was there, and how long each key took until nothing more came of it."""
    picture, pieces, page = Picture(), iter(recording.pieces), 0.0
    for when, data in pieces:
        picture.feed(data)
        if ready in picture.text():
            page = when
            break
    if not page:
        raise RuntimeError(f"{ready!r} was never on the screen")
    times: dict[str, list[float]] = {}
    rest = list(pieces)
    ends = [*(when for when, _ in recording.pressed[1:]), recording.left]
    for (pressed, name), end in zip(recording.pressed, ends, strict=False):
        for _, data in (piece for piece in rest if piece[0] < pressed):
            picture.feed(data)
        changed = _last_change(picture, [piece for piece in rest if pressed <= piece[0] < end])
        if changed is None:
            raise RuntimeError(f"nothing came of {name}:\n{picture.text()}")
        times.setdefault(name, []).append(changed - pressed)
        rest = [piece for piece in rest if piece[0] >= end]
    return page, times


def _last_change(picture: Picture, pieces: Sequence[tuple[float, bytes]]) -> float | None:
    last, before = None, picture.state()
    for when, data in pieces:
        picture.feed(data)
        if (now := picture.state()) != before:
            last, before = when, now
    return last


def took(argv: Sequence[str], environ: Mapping[str, str], typed: bytes = b"", status: int = 0) -> Run:
    """A command from its start to its end, which is with this status. Raises RuntimeError."""
    hears, types = os.pipe()
    with Path(os.devnull).open("wb") as nothing:
        program = Started(argv, environ, hears, nothing.fileno())
    os.close(hears)
    with os.fdopen(types, "wb") as answers:
        answers.write(typed)
    began, ended, cpu, memory = program.end(status)
    return Run(ended - began, cpu, memory)
