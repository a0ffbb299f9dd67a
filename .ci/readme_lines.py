"""Runs the shell lines of README.md as somebody new would: in a copy of this folder, with a home of their own.

    .venv/bin/python .ci/readme_lines.py           run them; needs pip's registry
    .venv/bin/python .ci/readme_lines.py --list    only say which would run, and which would not, and why

Each block of lines is one script. All have the folder in common; each has a fresh home, as somebody has it who ran the
first block. Lines that this machine cannot run, or should not, are parsed, and listed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]

SKIPPED = {
    "bat": "it is for Windows; parsed only",
    "sudo apt ": "it changes the whole computer; parsed only",
    ".venv/bin/pytest": ".ci/run runs the tests once, by itself",
}
"""What is not run: lines in this language, or with these words, and why."""

WALK = "1\n6\n3\n1\n1\n1\n2\nq\n"
"""What is typed where the wizard asks: it is started, three questions are answered, and it is left."""

ON_PATH = ("pipx install", "uv tool install", "~/.local/bin/lg-wizard")
"""What promises that `lg-wizard` is on the PATH afterwards."""


@dataclass(frozen=True)
class Block:
    """A block of shell lines: its language, its first line in the file, what is run of it, and what is not and why."""

    language: str
    line: int
    run: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


def blocks(text: str) -> list[Block]:
    """The blocks of shell lines of a Markdown text, in order."""
    found = []
    for match in re.finditer(r"^```(sh|bat)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        language, lines = match[1], [line for line in match[2].splitlines() if line.strip()]
        why = {line: _why(language, line) for line in lines}
        at = text.count("\n", 0, match.start()) + 2
        run = tuple(line for line in lines if not why[line])
        found.append(Block(language, at, run, tuple((line, why[line]) for line in lines if why[line])))
    return found


def _why(language: str, line: str) -> str:
    return next((why for what, why in SKIPPED.items() if what == language or what in line), "")


def parse(block: Block) -> None:
    """Raise ValueError for a block that no shell would take."""
    lines = (*block.run, *(line for line, _ in block.skipped))
    if block.language == "bat":
        for line in lines:
            if shlex.split(line, posix=False)[0] not in ("py", "lg-wizard"):
                raise ValueError(f"README.md, line {block.line}: {line!r} begins with no program of ours")
        return
    done = subprocess.run(["bash", "-n"], input="\n".join(lines), capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"README.md, line {block.line}: {done.stderr.strip()}")


def run(block: Block, folder: Path, home: Path, path: str) -> None:
    """Run a block. Raises CalledProcessError with what it said."""
    lines = list(block.run)
    if any(promise in line for promise in ON_PATH for line in lines):
        lines.append('test "$(command -v lg-wizard)" = "$HOME/.local/bin/lg-wizard" && lg-wizard --version')
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("LG_WIZARD_", "PYTHON"))}
    environ |= {"HOME": str(home), "PATH": f"{home / '.local' / 'bin'}{os.pathsep}{path}", "SHELL": "/bin/bash"}
    environ.pop("VIRTUAL_ENV", None)
    typed = "y\n" if any("forget" in line for line in lines) else WALK
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(lines)],
        cwd=folder,
        env=environ,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
        timeout=600,
    )


def _all(found: list[Block]) -> None:
    with TemporaryDirectory() as work:
        folder, kept = Path(work, "folder"), Path(work, "kept")
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache"))
        kept.mkdir()
        # The first block makes the folder's own program, which the later ones call by its name alone.
        path = f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        for number, block in enumerate(found):
            home = kept
            if number:
                home = Path(shutil.copytree(kept, Path(work, f"home-{number}"), symlinks=True))
            began = time.monotonic()
            if block.run:
                run(block, folder, home, path)
                print(
                    f"ran      line {block.line}, {time.monotonic() - began:.0f} s: {' ; '.join(block.run)}", flush=True
                )


def main() -> int:
    """Run all there is to run. Returns the exit code."""
    found = blocks((ROOT / "README.md").read_text("utf-8"))
    for block in found:
        parse(block)
        for line, why in block.skipped:
            print(f"not run  line {block.line}: {line}\n         {why}")
    if "--list" in sys.argv[1:]:
        return 0
    try:
        _all(found)
    except subprocess.CalledProcessError as fault:
        print(f"failed ({fault.returncode}):\n{fault.cmd[-1]}\n\n{fault.output}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
