"""Virtual environments of their own, and the environment variables that programs are measured with."""

import os
import subprocess
import sys
from pathlib import Path


def variables(home: Path, **more: str) -> dict[str, str]:
    """Nothing of this machine but the way to its programs."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}


class Environment:
    """A virtual environment in a folder, made at once. Raises RuntimeError."""

    def __init__(self, folder: Path, python: str = sys.executable) -> None:
        self._bin, self._home = folder / "bin", folder
        self.python = str(self._bin / "python")
        self._do([python, "-m", "venv", str(folder)])

    def program(self, name: str) -> str:
        """Where a command is that a package brought."""
        return str(self._bin / name)

    def install(self, *wanted: str) -> None:
        """As pip is told. Raises RuntimeError."""
        self._do([self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted])

    def ask(self, code: str, **more: str) -> str:
        """What a piece of Python prints there. Raises RuntimeError."""
        return self._do([self.python, "-c", code], **more).strip()

    def _do(self, argv: list[str], **more: str) -> str:
        environ = {**os.environ, **more}
        done = subprocess.run(argv, capture_output=True, text=True, cwd=self._home.parent, env=environ, check=False)
        if done.returncode:
            raise RuntimeError(_reason(done.stderr) or f"it ended with status {done.returncode}")
        return done.stdout


def _reason(said: str) -> str:
    """The line that says why: pip's own first error, and otherwise the last line, as a traceback ends."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR: ")]
    return next(iter(errors or lines[-1:]), "").removeprefix("ERROR: ")[:200]
