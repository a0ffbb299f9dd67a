"""A CSV file as spreadsheets leave it: its lines in the encoding they chose, and what its lines hold. Pure."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, cast

LONGEST = 20_000
"""The longest line, in characters."""
SPREAD = 30
"""How many lines a row in quotation marks may take; more, and its quotation mark was never closed."""

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MARK_AS_TEXT = codecs.BOM_UTF8.decode("cp1252")
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def lines_of(file: BinaryIO) -> Iterator[str]:
    """The lines of a file in UTF-8, 16 or 32, whatever ends them; of one longer than `LONGEST` so much, with no end.

    A byte that is none of these comes as a lone surrogate, for `in_windows`. Raises OSError.
    """
    buffer = io.BufferedReader(cast(io.RawIOBase, file))
    encoding = _encoding(buffer.peek(4)[:4])
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    text = io.TextIOWrapper(buffer, encoding=encoding, errors=errors, newline=None)
    try:
        while line := text.readline(LONGEST):
            # A byte order mark; some programs write one before a file that has one already.
            yield line.lstrip("\ufeff").removeprefix(_MARK_AS_TEXT)
            while line and not line.endswith("\n"):
                line = text.readline(LONGEST)
    finally:
        # The file is its owner's to close.
        if not file.closed:
            text.detach()
            buffer.detach()


def _encoding(head: bytes) -> str:
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    # Without a mark: where UTF-16 has a letter of ASCII, one of its two bytes is zero.
    zeros = "".join("a" if byte else "0" for byte in head)
    return {"a0a0": "utf-16-le", "0a0a": "utf-16-be"}.get(zeros, "utf-8")


def in_windows(text: str) -> str:
    """The text with what its bytes that are no UTF-8 stand for in Windows-1252."""
    return text if text.isascii() else text.translate(_WINDOWS)


def rows(lines: Iterator[str], separator: str, number: int) -> Iterator[tuple[int, list[str], str]]:
    """The number of each row's first line, its cells, and why it has none: `quotes`, `too-long`, or "".

    `number` is that of the line before. A quotation mark that is never closed costs its own line alone: the lines
    after it are read again as rows.
    """
    again: list[str] = []
    taken: list[str] = []

    def take() -> str | None:
        return again.pop() if again else next(lines, None)

    def rest() -> Iterator[str]:
        while len(taken) < SPREAD and (line := take()) is not None:
            taken.append(line)
            yield line

    while (first := take()) is not None:
        taken[:] = [first]
        cells, broken = list[str](), "too-long" if len(first) >= LONGEST else ""
        if not broken:
            try:
                cells = next(csv.reader(chain((first,), rest()), delimiter=separator, strict=True))
            except csv.Error:
                broken = "quotes"
                again.extend(reversed(taken[1:]))
                del taken[1:]
        yield number + 1, cells, broken
        number += len(taken)
