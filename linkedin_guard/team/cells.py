"""A cell of a CSV file, so that no spreadsheet takes it apart or for a formula, whatever separates its cells. Pure.

A spreadsheet separates by what its country does: a comma, a semicolon, a tab or a bar. Quotation marks count for it
only where one of its cells begins with one. So a text in one of our cells may begin a cell of its own there, after any
of the four, and each of these beginnings is defused, as the beginning of the cell is.
"""

import re
from collections.abc import Iterable

_BEGINS = r"(^|[,;\t|\r\n])([\s\"]*)"
_FORMULA = r"('*[=+\-@\t\r＝＋－＠])"
_LIVE = re.compile(_BEGINS + _FORMULA)
_DEFUSED = re.compile(f"{_BEGINS}'{_FORMULA}")
_SPLITS = re.compile(r"[\",;\t|\r\n]")


def safe(cell: str) -> str:
    """The cell with an apostrophe before all in it that a spreadsheet could take for the beginning of a formula."""
    return _LIVE.sub(r"\1\2'\3", cell)


def bare(cell: str) -> str:
    """What `safe` was given."""
    return _DEFUSED.sub(r"\1\2\3", cell)


def csv_line(cells: Iterable[str]) -> str:
    """The cells as a line of a CSV file: each safe, and in quotation marks if any kind of separator is in it."""
    return ",".join(map(_written, cells)) + "\n"


def _written(cell: str) -> str:
    cell = safe(cell)
    return '"' + cell.replace('"', '""') + '"' if _SPLITS.search(cell) else cell
