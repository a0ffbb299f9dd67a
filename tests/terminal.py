"""Real terminals for the tests: a pseudo-terminal whose stream is read, and tmux, whose screen is."""

import os
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

PROGRAM = (sys.executable, "-m", "linkedin_guard")

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing: apt-get install tmux")
needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="this system has no such terminals")


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the program is started with: nothing of this machine but the way to Python."""
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LG_WIZARD_HOME": str(home),
        "LG_WIZARD_NOW": "2026-11-21T11:32:05+01:00",
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "TERM": "xterm-256color",
        **more,
    }


class Line:
    """A program at the other end of a pseudo-terminal."""

    def __init__(self, descriptor: int, process: int) -> None:
        self._descriptor, self._process = descriptor, process
        self.stream = b""
        self.code: int | None = None

    def hear(self, *, until: bytes = b"", quiet: float = 0.6, patience: float = 20) -> bytes:
        """What it writes until it has said this and then is quiet; kept in `stream` as a whole."""
        heard, end = b"", time.monotonic() + patience
        while time.monotonic() < end:
            ready = select.select([self._descriptor], [], [], quiet)[0]
            if not ready:
                if until in heard:
                    break
                continue
            try:
                piece = os.read(self._descriptor, 65536)
            except OSError:
                break
            if not piece:
                break
            heard += piece
            if until and until in heard:
                end = min(end, time.monotonic() + 2 * quiet)
        self.stream += heard
        assert until in heard, f"it never said {until!r}"
        return heard

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._descriptor, keys.encode())

    def end(self) -> int:
        """Its exit code, once it has ended."""
        with suppress(AssertionError):
            self.hear(quiet=0.1, patience=5)
        _, status = os.waitpid(self._process, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code


@contextmanager
def on_a_line(*arguments: str, environ: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> Iterator[Line]:
    """The program on a pseudo-terminal of this size; ended afterwards if it still runs."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    # A process of its own, not a fork of the tests: those have threads.
    process = subprocess.Popen(
        [*PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=dict(environ), start_new_session=True
    )
    os.close(theirs)
    line = Line(ours, process.pid)
    try:
        yield line
    finally:
        if line.code is None:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            process.wait()
        else:
            process.returncode = line.code
        os.close(ours)


class Tmux:
    """A tmux of its own, with one window."""

    def __init__(self, folder: str) -> None:
        self._environ = {**os.environ, "TMUX_TMPDIR": folder, "TERM": "xterm-256color"}

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-f", "/dev/null", "-L", "guard", *arguments],
            env=self._environ,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def screen(self) -> list[str]:
        """The lines on the screen."""
        return self("capture-pane", "-p").split("\n")

    def cursor(self) -> tuple[int, int]:
        """Where the hardware cursor is."""
        x, y = self("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(x), int(y)

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self("send-keys", *keys)

    def wait_for(self, text: str, patience: float = 20) -> list[str]:
        """The screen, once this is on it."""
        end = time.monotonic() + patience
        while text not in " ".join(" ".join(self.screen()).split()):
            assert time.monotonic() < end, "\n".join(self.screen())
            time.sleep(0.1)
        return self.screen()


@contextmanager
def in_tmux(
    *arguments: str,
    environ: Mapping[str, str],
    size: tuple[int, int] = (80, 24),
    options: tuple[str, ...] = (),
    script: str = "{}",
) -> Iterator[Tmux]:
    """The program in a tmux; `options` are settings as tmux takes them, "name value"; `script` is what a shell runs."""
    with TemporaryDirectory(prefix="lg") as folder:
        tmux = Tmux(folder)
        tmux("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), "sleep 60")
        try:
            tmux("set-option", "-g", "default-terminal", environ["TERM"])
            tmux("set-option", "-g", "remain-on-exit", "on")
            tmux("set-option", "-g", "status", "off")
            for option in options:
                tmux("set-option", "-g", *option.split())
            # As a shell would: with what tmux itself says of the terminal, and nothing else of this machine.
            given = [f"{name}={value}" for name, value in environ.items() if name != "TERM"]
            command = ["env", "-i", 'TERM="$TERM"', 'TMUX="$TMUX"', *map(shlex.quote, (*given, *PROGRAM, *arguments))]
            tmux("respawn-window", "-k", script.format(" ".join(command)))
            yield tmux
        finally:
            tmux("kill-server")
