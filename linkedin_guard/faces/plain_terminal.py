"""The lines that prompts say and hear: as wide as the terminal is, in signs that it can show, one answer at a time."""

from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from linkedin_guard import system
from linkedin_guard.faces.plain_page import wrapped
from linkedin_guard.faces.terminal_text import for_terminal

PASTED_WITHIN = 0.05
"""Seconds within which the next line of a paste is there."""


class Ended(Exception):
    """There is no more input."""


class Terminal:
    """What is at the other end of two streams: a terminal at which somebody sits, or a pipe."""

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._stdin, self._stdout = stdin, stdout
        self._was_ahead = False

    def say(self, text: str) -> None:
        """Say it, in lines as wide as the terminal is now; a pipe has no width."""
        width = system.columns(self._stdout)
        for line in self._shaped(text).split("\n"):
            for piece in wrapped(line, width):
                self._write(f"{piece}\n")

    def ask(self, prompt: str) -> str:
        """The next line, with its end, after this prompt. Raises Ended."""
        # What was typed before it was asked for is no paste.
        self._was_ahead = system.more_waits(self._stdin)
        self._write(prompt)
        line = self.hear()
        if not self._stdin.isatty():
            self._write("\n")
        return line

    def hear(self) -> str:
        """The next line, with its end, without being asked. Raises Ended."""
        line = self._stdin.readline()
        if not line:
            self._write("\n")
            raise Ended
        return line

    @property
    def pastes(self) -> bool:
        """Whether the line that was asked for came together with more."""
        return not self._was_ahead and system.more_waits(self._stdin, PASTED_WITHIN)

    def editor(self, environ: Mapping[str, str]) -> str:
        """What the editor is called in which a long text can be written; empty for none. It needs the terminal."""
        sits = self._stdin.isatty() and self._stdout.isatty()
        command = system.editor(environ) if sits else []
        return Path(command[0]).stem if command else ""

    def _write(self, text: str) -> None:
        self._stdout.write(self._shaped(text))
        self._stdout.flush()

    def _shaped(self, text: str) -> str:
        return for_terminal(text, self._stdout.encoding or "utf-8")
