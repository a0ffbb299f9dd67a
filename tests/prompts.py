"""How the tests talk with the wizard's prompts, line by line, without a terminal."""

import io
from collections.abc import Callable

from linkedin_guard.faces.plain import run
from linkedin_guard.walk.session import Session


class Terminal(io.TextIOWrapper):
    """A stream somebody sits at, or not."""

    def __init__(self, data: bytes = b"", *, encoding: str = "utf-8", person: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, errors="replace", newline="", write_through=True)
        self._person = person

    def isatty(self) -> bool:
        return self._person

    def said(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode(self.encoding)


def talk(session: Session, *lines: str, encoding: str = "utf-8") -> tuple[int, str]:
    """What the wizard answers to these lines, and its exit code."""
    stdin, stdout = Terminal("".join(f"{line}\n" for line in lines).encode()), Terminal(encoding=encoding)
    code = run(session, stdin=stdin, stdout=stdout, environ={}, save=lambda document, form: f"Saved {document}.{form}")
    return code, stdout.said()


class Reader(Terminal):
    """Somebody who reads each page and types the next line when asked for it."""

    def __init__(self, next_line: Callable[[], str]) -> None:
        super().__init__()
        self._next = next_line

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        return self._next()
