"""A team's sheet, row by row, into counts: who wrote down that they have done what, and which rows are open. Pure.

The rows are what people chose to write about themselves, under nicknames. Memory does not grow with the rows: there
are counts by region, switch and form, the first `LISTED` open rows, askers and the first `FAULTS_LISTED` faults (the
rest is counted), and one table of fixed size that knows the nicknames met so far.
"""

import csv
import io
import re
import unicodedata
from array import array
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from itertools import chain
from typing import Any, BinaryIO

from pydantic import BaseModel, ConfigDict

from linkedin_guard.model.text import ALLOWED_INVISIBLE
from linkedin_guard.team.cells import bare, csv_line

COLUMNS = ("nickname", "region", "switch", "form", "date", "help")
"""The columns, in the template's order. `help` may be missing; any other column is not read."""
REQUIRED = COLUMNS[:-1]
SWITCH = ("off", "on", "not-found", "not-yet")
FORM = ("sent", "skipped", "not-needed", "not-yet")
"""An empty cell says `not-yet`."""
SEPARATORS = ",;\t|"

CELL = 1_000
"""The longest cell, in characters."""
LONGEST = 20_000
"""The longest line, in characters."""
SPREAD = 30
"""How many lines a row in quotation marks may take; more, and its quotation mark was never closed."""
LISTED = 1_000
FAULTS_LISTED = 20
NICKNAMES = 150_000
"""How many different nicknames are known again."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SEPARATOR_LINE = re.compile(r'"?sep=.?"?[\r\n]*', re.IGNORECASE)
_BLANK = ' \t\r\n"' + "".join(SEPARATORS)
_NO_SHEET = ("\udcff\udcfe", "\udcfe\udcff", "PK\x03\x04", "%PDF")
"""How UTF-16, a zipped spreadsheet and a PDF begin when they are read as UTF-8."""


class TeamFault(Exception):
    """The file holds no sheet that can be read.

    `kind` is a key of the content's `team.refused`, `found` the first line; the text is the sentence, if one is given.
    """

    exit_code = 3

    def __init__(self, kind: str, found: str = "", sentence: str = "") -> None:
        super().__init__(sentence or kind)
        self.kind, self.found = kind, found


class Row(BaseModel):
    """What one person wrote. `line` is the row's first line in the file, from 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int
    nickname: str
    region: str
    switch: str
    form: str
    day: date | None = None
    asks_help: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a row is not counted: `kind` is a key of the content's `team.fault`.

    `line` is the row's first line, from 1; `column` is empty where the row as a whole is at fault; `value` is what
    the sentence needs: the cell as it can be shown, a code point, another line.
    """

    line: int
    column: str
    kind: str
    value: str = ""


@dataclass(frozen=True)
class RollUp:
    """What a sheet comes to. Of what is listed, `more_…` says how many more there are."""

    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    """People by region, switch and form."""
    open: tuple[Row, ...] = ()
    more_open: int = 0
    asked_help: tuple[str, ...] = ()
    more_help: int = 0
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0
    not_counted: int = 0
    """Rows with a fault. One row may have several."""
    examples: int = 0
    """Rows of the template that were left out."""
    unchecked: int = 0
    """Rows that were counted without knowing whether their nickname came before: more than `NICKNAMES` were met."""
    not_read: tuple[str, ...] = ()
    """The first ten columns that are not asked for, and were not read."""
    newest: date | None = None

    @property
    def total(self) -> int:
        """How many people were counted."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """How many of them say they are done."""
        return self.total - len(self.open) - self.more_open

    def by_switch(self) -> dict[str, int]:
        """People by switch, every state named."""
        return {state: sum(n for (_, switch, _), n in self.counts.items() if switch == state) for state in SWITCH}

    def by_form(self) -> dict[str, int]:
        """People by form, every state named."""
        return {state: sum(n for (_, _, form), n in self.counts.items() if form == state) for state in FORM}

    def by_region(self) -> dict[str, tuple[int, int]]:
        """For each region anyone lives in: how many are done, of how many."""
        found: dict[str, tuple[int, int]] = {}
        for (region, switch, form), n in sorted(self.counts.items()):
            finished, of = found.get(region, (0, 0))
            found[region] = (finished + n * is_done(switch, form), of + n)
        return found


def is_done(switch: str, form: str) -> bool:
    """Whether nothing is open, by the rule the wizard has for one person: skipped is not done."""
    return (switch == "off" and form in ("sent", "not-needed")) or (switch == "not-found" and form == "sent")


def folded(text: str) -> str:
    """The text as it is compared: no regard to case, width of spaces, or how accents are encoded."""
    text = " ".join(text.split()).casefold()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def lines_of(file: BinaryIO) -> Iterator[str]:
    """The lines of a file, whatever ends them. Of a line longer than `LONGEST` only so much, with no end, is given.

    Bytes that are no UTF-8 come as lone surrogates, for `read` to name. Raises OSError.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline=None)
    try:
        while line := text.readline(LONGEST):
            yield line
            while line and not line.endswith("\n"):
                line = text.readline(LONGEST)
    finally:
        if not file.closed:
            text.detach()


def read(
    lines: Iterable[bytes | str],
    regions: Collection[str],
    *,
    form_in: Collection[str] | None = None,
    words: Mapping[str, Mapping[str, str]] | None = None,
    examples: Collection[str] = (),
    today: date | None = None,
    each_open: Callable[[Row], None] | None = None,
) -> RollUp:
    """Read a sheet line by line. A row with a fault is named and not counted; the others are. A date that cannot be
    read is named too, and its row counts all the same, without a date. Cells that a row lacks at its end are empty.

    `regions` are the ids to know; in those of `form_in` (None: in all) the form is a step, elsewhere it is not needed.
    `words` says, by column, which folded word stands for which id. Rows under a nickname of `examples` are the
    template's and left out. A date after `today` and a day is a fault. `each_open` is handed every open row, listed
    or not. Raises TeamFault when there is no header to go by.
    """
    tally = _Tally(each_open)
    stream = (line.decode("utf-8", "surrogateescape") if isinstance(line, bytes) else line for line in lines)
    number, header = _first(stream)
    separator, columns = _columns(header)
    tally.not_read = tuple(_shown(name) for name in columns if name and name not in COLUMNS)[:10]
    reader = _Reader(
        columns,
        regions,
        regions if form_in is None else form_in,
        words or {},
        date.max if today is None else today + timedelta(days=1),
    )
    left_out = {folded(name) for name in examples}
    seen = _Seen(NICKNAMES)
    for line, cells, broken in _records(stream, separator, number):
        if broken:
            tally.refuse(reader.broken(line, cells, broken))
        elif any(cell.strip() for cell in cells):
            found, faults = reader.row(line, cells)
            if found is None:
                tally.refuse(faults)
            elif (nickname := folded(found.nickname)) in left_out:
                tally.examples += 1
            elif before := seen.line_of(nickname, line):
                tally.refuse([Fault(line, "nickname", "twice", str(before))])
            else:
                tally.name(faults)
                tally.count(found)
    return tally.result(seen.unchecked)


class _Tally:
    """A roll-up while it grows."""

    def __init__(self, each_open: Callable[[Row], None] | None) -> None:
        self._each_open = each_open
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._open: list[Row] = []
        self._help: list[str] = []
        self._faults: list[Fault] = []
        self._opened = self._helped = self._faulty = self._not_counted = self.examples = 0
        self._newest: date | None = None
        self.not_read: tuple[str, ...] = ()

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Name the faults of a row that does not count."""
        self._not_counted += 1
        self.name(faults)

    def name(self, faults: Sequence[Fault]) -> None:
        """Name faults."""
        self._faulty += len(faults)
        self._faults.extend(faults[: FAULTS_LISTED - len(self._faults)])

    def count(self, row: Row) -> None:
        self._counts[row.region, row.switch, row.form] += 1
        if row.day is not None and (self._newest is None or row.day > self._newest):
            self._newest = row.day
        if row.asks_help:
            self._helped += 1
            if len(self._help) < LISTED:
                self._help.append(row.nickname)
        if not is_done(row.switch, row.form):
            self._opened += 1
            if len(self._open) < LISTED:
                self._open.append(row)
            if self._each_open is not None:
                self._each_open(row)

    def result(self, unchecked: int) -> RollUp:
        return RollUp(
            counts=dict(self._counts),
            open=tuple(self._open),
            more_open=self._opened - len(self._open),
            asked_help=tuple(self._help),
            more_help=self._helped - len(self._help),
            faults=tuple(self._faults),
            more_faults=self._faulty - len(self._faults),
            not_counted=self._not_counted,
            examples=self.examples,
            unchecked=unchecked,
            not_read=self.not_read,
            newest=self._newest,
        )


class _Seen:
    """The nicknames met so far, in memory of fixed size: fingerprints of 8 bytes with the line each was first on.

    Two different nicknames share a fingerprint about once in 10^9 full sheets; one of the two would then be refused.
    When the table is full, nicknames that are in it are still known again; others are counted as `unchecked`.
    """

    def __init__(self, most: int) -> None:
        slots = 1 << (most * 4 // 3).bit_length()
        self._most, self._mask, self._held = most, slots - 1, 0
        self._prints = array("Q", bytes(8 * slots))
        self._lines = array("L", bytes(array("L").itemsize * slots))
        self.unchecked = 0

    def line_of(self, nickname: str, line: int) -> int | None:
        """The line the nickname, folded, was first on; None when it is new, and then it is remembered."""
        mark = int.from_bytes(blake2b(nickname.encode(), digest_size=8).digest(), "big") or 1
        slot = mark & self._mask
        while self._prints[slot]:
            if self._prints[slot] == mark:
                return self._lines[slot]
            slot = (slot + 1) & self._mask
        if self._held == self._most:
            self.unchecked += 1
        else:
            self._held += 1
            self._prints[slot], self._lines[slot] = mark, line
        return None


def _first(stream: Iterator[str]) -> tuple[int, str]:
    """The header and the number of its line; blank rows and a spreadsheet's `sep=;` may stand before it."""
    for number, line in enumerate(stream, 1):
        if number == 1:
            if line.startswith(_NO_SHEET):
                raise TeamFault("no-sheet")
            # Some programs write it before a sheet that has it already.
            line = line.lstrip("\ufeff")
        if "\0" in line:
            raise TeamFault("no-sheet")
        if line.strip(_BLANK) and not _SEPARATOR_LINE.fullmatch(line):
            return number, line[:LONGEST]
    raise TeamFault("empty")


def _columns(header: str) -> tuple[str, tuple[str, ...]]:
    """The separator and the columns' names. Raises TeamFault when no separator gives every column once."""
    for separator in SEPARATORS:
        try:
            columns = tuple(folded(name) for name in next(csv.reader([header], delimiter=separator)))
        except csv.Error:
            continue
        if all(columns.count(name) == 1 for name in REQUIRED) and columns.count("help") <= 1:
            return separator, columns
    raise TeamFault("columns", _shown(header, 80))


def _records(stream: Iterator[str], separator: str, number: int) -> Iterator[tuple[int, list[str], str]]:
    """Each row's first line, its cells, and what is wrong with the row as a whole, if anything is.

    A quotation mark that is never closed costs its own line alone: the lines after it are read again as rows.
    """
    waiting: deque[str] = deque()
    taken: list[str] = []

    def feed() -> Iterator[str]:
        while len(taken) < SPREAD:
            line = waiting.popleft() if waiting else next(stream, None)
            if line is None:
                return
            taken.append(line)
            yield line

    while True:
        taken.clear()
        source = feed()
        first = next(source, None)
        if first is None:
            return
        cells, broken = list[str](), ""
        try:
            if len(first) >= LONGEST:
                broken = "too-long"
                cells = next(csv.reader([first[:LONGEST]], delimiter=separator))
            else:
                cells = next(csv.reader(chain((first,), source), delimiter=separator, strict=True))
        except csv.Error:
            broken = broken or "quotes"
            waiting.extendleft(reversed(taken[1:]))
            del taken[1:]
        yield number + 1, cells, broken
        number += len(taken)


@dataclass(frozen=True)
class _Reader:
    """What the cells of a row may hold."""

    columns: tuple[str, ...]
    regions: Collection[str]
    form_in: Collection[str]
    words: Mapping[str, Mapping[str, str]]
    latest: date

    def broken(self, line: int, cells: Sequence[str], kind: str) -> list[Fault]:
        """The fault of a row that could not be taken apart; a cell that is too long is named by its column."""
        long = (name for name, cell in zip(self.columns, cells, strict=False) if len(cell) > CELL)
        return [Fault(line, next(long, "") if kind == "too-long" else "", kind)]

    def row(self, line: int, cells: Sequence[str]) -> tuple[Row | None, list[Fault]]:
        """The row, None if it does not count, and every fault of its cells."""
        width = len(self.columns)
        if any(cell.strip() for cell in cells[width:]):
            return None, [Fault(line, "", "cells", f"{len(cells)}/{width}")]
        # A spreadsheet leaves away what is empty at the end of a row.
        whole = [*cells, *[""] * (width - len(cells))]
        said = {name: cell for name, cell in zip(self.columns, whole, strict=False) if name in COLUMNS}
        faults = [fault for name, cell in said.items() if (fault := _unreadable(line, name, cell)) is not None]
        if faults:
            return None, faults
        said = {name: bare(" ".join(cell.split())) for name, cell in said.items()}

        region = self._known("region", said["region"] or "not-sure", self.regions)
        switch = self._known("switch", said["switch"] or "not-yet", SWITCH)
        form = self._known("form", said["form"] or "not-yet", FORM)
        day = _day(said["date"])
        if not said["nickname"]:
            faults.append(Fault(line, "nickname", "no-nickname"))
        for name, known in (("region", region), ("switch", switch), ("form", form)):
            if known is None:
                faults.append(Fault(line, name, "unknown", _shown(said[name])))
        counts = not faults
        if said["date"] and day is None:
            faults.append(Fault(line, "date", "no-date", _shown(said["date"])))
        elif day is not None and day > self.latest:
            faults.append(Fault(line, "date", "future", _shown(said["date"])))
            day = None
        if not counts or region is None or switch is None or form is None:
            return None, faults
        if form in ("not-yet", "skipped") and region not in self.form_in:
            form = "not-needed"
        row = Row(
            line=line,
            nickname=said["nickname"],
            region=region,
            switch=switch,
            form=form,
            day=day,
            asks_help=self._asks(said.get("help", "")),
        )
        return row, faults

    def _known(self, column: str, text: str, ids: Collection[str]) -> str | None:
        """The id that a cell means."""
        if text in ids:
            return text
        word = folded(text)
        name = word.replace(" ", "-").replace("_", "-")
        return name if name in ids else self.words.get(column, {}).get(word)

    def _asks(self, text: str) -> bool:
        """Whether a cell asks for help: whatever is written there does, but for a no."""
        word = folded(text) if text else ""
        return bool(word) and word != "no" and self.words.get("help", {}).get(word) != "no"


def _unreadable(line: int, column: str, cell: str) -> Fault | None:
    """The fault of a cell that is too long, or holds what cannot be shown. Line breaks and tabs are forgiven."""
    if len(cell) > CELL:
        return Fault(line, column, "too-long")
    if cell.isprintable():
        return None
    for character in cell:
        match unicodedata.category(character):
            case "Cs":
                return Fault(line, column, "not-utf-8")
            case "Cc" | "Cf" if character not in "\t\r\n" + ALLOWED_INVISIBLE:
                return Fault(line, column, "control", f"U+{ord(character):04X}")
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _shown(text: str, limit: int = 40) -> str:
    """The text so that a terminal can show it, and no longer than the limit in characters."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as a sheet that `read` takes, line by line, header first."""
    yield csv_line(COLUMNS)
    for row in rows:
        yield csv_line(
            (
                row.nickname,
                row.region,
                "" if row.switch == "not-yet" else row.switch,
                "" if row.form == "not-yet" else row.form,
                "" if row.day is None else row.day.isoformat(),
                "yes" if row.asks_help else "",
            )
        )


def template(names: Sequence[str], today: date) -> str:
    """A sheet to fill in: the header and one example row for each of the names, up to four."""
    shown = (
        Row(line=0, nickname="", region="uk", switch="off", form="sent", day=today),
        Row(line=0, nickname="", region="us", switch="off", form="not-needed", day=today),
        Row(line=0, nickname="", region="eu-eea", switch="on", form="not-yet", day=today, asks_help=True),
        Row(line=0, nickname="", region="not-sure", switch="not-yet", form="not-yet"),
    )
    named = (row.model_copy(update={"nickname": name}) for name, row in zip(names, shown, strict=False))
    return "".join(csv_lines(named))


def as_data(rollup: RollUp) -> dict[str, Any]:
    """The roll-up for a program to read. Dates are ISO; nicknames stand as they were written."""
    return {
        "version": 1,
        "people": rollup.total,
        "done": rollup.done,
        "open": rollup.total - rollup.done,
        "switch": rollup.by_switch(),
        "form": rollup.by_form(),
        "regions": {region: {"done": done, "of": of} for region, (done, of) in rollup.by_region().items()},
        "counts": [
            {"region": region, "switch": switch, "form": form, "people": n}
            for (region, switch, form), n in sorted(rollup.counts.items())
        ],
        "newest": None if rollup.newest is None else rollup.newest.isoformat(),
        "asked_help": {"listed": list(rollup.asked_help), "more": rollup.more_help},
        "open_rows": {
            "listed": [
                {
                    "line": row.line,
                    "nickname": row.nickname,
                    "region": row.region,
                    "switch": row.switch,
                    "form": row.form,
                    "date": None if row.day is None else row.day.isoformat(),
                    "help": row.asks_help,
                }
                for row in rollup.open
            ],
            "more": rollup.more_open,
        },
        "not_counted": rollup.not_counted,
        "faults": {
            "listed": [
                {"line": fault.line, "column": fault.column or None, "kind": fault.kind, "value": fault.value or None}
                for fault in rollup.faults
            ],
            "more": rollup.more_faults,
        },
        "examples_left_out": rollup.examples,
        "nickname_not_checked": rollup.unchecked,
        "columns_not_read": list(rollup.not_read),
    }
