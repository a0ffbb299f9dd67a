"""The real program, driven from outside: through pipes, or in a pseudo terminal that is looked at as a person would."""

import contextlib
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs signals and terminals as POSIX has them")
ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "linkedin_guard")
PATIENCE = 30.0
"""Seconds after which something that should have happened did not. Far more than it takes on a busy machine."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # In the background of a script tests are started deaf to Ctrl-C, and would hand that on to the program.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the program is started with: nothing of the tester's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "LG_WIZARD_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TEXTUAL_ANIMATIONS": "none",
        **more,
    }


def ran(home: Path, *command: str, typed: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """A program of Python, by the arguments Python is given, from its start to its end."""
    return subprocess.run(
        [sys.executable, *command],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(home, **more),
        timeout=PATIENCE,
        check=False,
    )


def lg(home: Path, *arguments: str, typed: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """A command, from its start to its end."""
    return ran(home, *PROGRAM[1:], *arguments, typed=typed, **more)


class Pipe:
    """Plain mode at the other end of two pipes."""

    def __init__(
        self, home: Path, *arguments: str, command: Sequence[str] = (*PROGRAM, "--plain"), **more: str
    ) -> None:
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(home, **more),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._to, self._from = self.process.stdin, self.process.stdout.fileno()
        self.heard = ""

    def send(self, line: str) -> None:
        """Type a line; whoever has gone does not read it."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._to.fileno(), (line + "\n").encode())

    def hear(self, until: float, mark: str = "> ") -> str | None:
        """What is said up to the next prompt, or None when time is up or the program has ended."""
        said = ""
        while not said.endswith(mark):
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                return None
            data = os.read(self._from, 65536)
            if not data:
                return None
            said += data.decode(errors="replace")
            self.heard += data.decode(errors="replace")
        return said

    def kill(self, number: int = signal.SIGKILL) -> int:
        """End it, and hear what was said to the last."""
        self.process.send_signal(number)
        return self.end()

    def end(self) -> int:
        """Hear everything to the end; the exit code."""
        while data := os.read(self._from, 65536):
            self.heard += data.decode(errors="replace")
        self._to.close()
        code = self.process.wait(PATIENCE)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


class Terminal:
    """The window in a pseudo terminal, and the terminal's own picture of it."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (100, 30),
        command: Sequence[str] | None = None,
        unset: Sequence[str] = (),
        owned: bool = True,
        **more: str,
    ) -> None:
        import fcntl
        import pty
        import termios

        pyte: Any = pytest.importorskip("pyte", reason="pyte, a terminal in Python, is not installed")
        self.columns, self.rows = size
        self.screen = pyte.Screen(*size)
        self._feed = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.found = termios.tcgetattr(slave)
        environ = {name: value for name, value in environment(home, **more).items() if name not in unset}
        self.process = subprocess.Popen(
            list(command or [*PROGRAM, *arguments]),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            start_new_session=True,
            # A terminal that is nobody's own sends no signals: not when it is closed, and not for Ctrl-Z.
            preexec_fn=_take_terminal if owned else None,
        )
        # Held open, so that what the terminal is set to can be seen after the program's end.
        self.slave = slave
        self.bytes = b""
        self.answers: dict[bytes, bytes] = {b"\x1b[5n": b"\x1b[0n"}
        """What the terminal says when it is asked."""

    def read(self, seconds: float = 0.05) -> bytes:
        """What has been drawn, waiting so long for it."""
        if not select.select([self.master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        self.bytes += data
        for query, answer in self.answers.items():
            if query in data:
                os.write(self.master, answer)
        # A terminal in Python knows neither of these; a real one ignores what it does not know.
        self._feed.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[\$]?[a-zA-Z]", _known, data))
        return data

    def send(self, keys: str) -> None:
        """Press keys."""
        with contextlib.suppress(OSError):
            os.write(self.master, keys.encode())

    @property
    def text(self) -> str:
        """All that can be read on the screen, as one line."""
        return " ".join(" ".join(self.screen.display).split())

    def until(self, words: str, seconds: float = PATIENCE) -> bool:
        """Look until the words can be read; whether they could."""
        end = time.monotonic() + seconds
        while words not in self.text:
            if time.monotonic() > end or (not self.read(0.05) and self.process.poll() is not None):
                return words in self.text
        return True

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        import fcntl
        import termios

        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)
        self.screen.resize(rows, columns)

    def hang_up(self) -> int:
        """Close the terminal, as if its window were closed or the line cut; the exit code."""
        os.close(self.slave)
        os.close(self.master)
        return self.process.wait(PATIENCE)

    def left_over(self) -> bytes:
        """What was sent and not read: what a shell would get."""
        import termios

        settings = termios.tcgetattr(self.slave)
        settings[3] &= ~termios.ICANON
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        return os.read(self.slave, 65536) if select.select([self.slave], [], [], 0)[0] else b""

    def end(self, seconds: float = PATIENCE) -> int:
        """Look until the program has ended; the exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.02)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the program did not end:\n{self.text}")
        while self.read(0):
            pass
        return self.process.returncode

    def kill(self) -> None:
        """End it at once, and see what was drawn to the last."""
        self.process.kill()
        self.end()

    def close(self) -> None:
        """Leave no process and no terminal behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def as_found(self) -> list[str]:
        """In what the terminal is not as it was found."""
        import termios

        wrong = []
        if termios.tcgetattr(self.slave) != self.found:
            wrong.append("the line settings")
        for mode, name in MODES.items():
            switched = re.findall(rb"\x1b\[\?%d([hl])" % mode, self.bytes)
            last = switched[-1] if switched else None
            if last is not None and last != (b"h" if mode in (7, 25) else b"l"):
                wrong.append(name)
        if len(re.findall(rb"\x1b\[>\d*u", self.bytes)) != len(re.findall(rb"\x1b\[<\d*u", self.bytes)):
            wrong.append("the keyboard protocol")
        return wrong


MODES = {
    7: "line wrap",
    25: "the cursor",
    1000: "the mouse",
    1003: "mouse movement",
    1004: "focus reports",
    1006: "mouse format",
    1015: "the older mouse format",
    1016: "the mouse in pixels",
    1049: "the alternate screen",
    2004: "bracketed paste",
    2048: "size reports",
}


def _known(found: "re.Match[bytes]") -> bytes:
    if found[0] in (b"\x1b[?1049h", b"\x1b[?1049l"):
        # Another screen, and an empty one.
        return b"\x1b[2J\x1b[H"
    return found[0] if re.fullmatch(rb"\x1b\[\?[0-9;]+[hl]", found[0]) else b""


def _take_terminal() -> None:
    import fcntl
    import termios

    # So that signals and hang-ups of the terminal reach the program, as they would from a real one.
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def window(home: Path, *arguments: str, **more: Any) -> Iterator[Terminal]:
    """The window, gone at the end whatever happens."""
    terminal = Terminal(home, *arguments, **more)
    try:
        yield terminal
    finally:
        terminal.close()


def total(what: str, **figures: object) -> None:
    """The line a long form prints."""
    counted = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
    print(f"\n{what}: {counted}", flush=True)
