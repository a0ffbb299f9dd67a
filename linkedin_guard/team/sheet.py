"""A team's sheet, row by row, into counts: who wrote down that they have done what, and which rows are open. Pure.

The rows are what people chose to write about themselves, under nicknames. Of a long sheet there are in memory the
counts, the first `LISTED` of what is listed, and each nickname with its line.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.text import cleaned, shows
from linkedin_guard.plan import regions
from linkedin_guard.plan.read_dates import read_written
from linkedin_guard.plan.steps import plan
from linkedin_guard.team.cells import bare, csv_line
from linkedin_guard.team.csv_file import in_windows, rows

COLUMNS = ("nickname", "region", "switch", "form", "date", "help")
"""The columns, in the template's order. `help` may be missing; any other column is not read."""
SWITCH = ("off", "on", "not-found", "not-yet")
FORM = ("sent", "skipped", "not-needed", "not-yet")
"""An empty cell says `not-yet`."""
SEPARATORS = ",;\t|"
LISTED = 1_000
"""How many of a kind are listed; the rest is counted."""

_BLANK = ' \t\r\n"' + SEPARATORS
_SEPARATOR_LINE = re.compile(rf'"?sep=([^\s"]|\t)?"?[{_BLANK}]*', re.IGNORECASE)
_NO_SHEET = ("PK\x03\x04", "%PDF", "ÐÏ\x11", "<")
"""How a zipped spreadsheet, a PDF, an old spreadsheet and a page of the web begin."""
_SERIAL = re.compile(r"([2-9][0-9]{4})([.,][0-9]+)?")
"""A day as spreadsheets count it, from `_DAY_0`, and the time of day."""
_DAY_0 = date(1899, 12, 30)
_BESIDE = re.compile(r"^[^\W\d_]+\.?, ?|(?<=[0-9]{4})[ ,]+[0-9]{1,2}[.:h][0-9]{2}.*$")
"""What stands beside a day in any language: its weekday, and the time of day."""

T = TypeVar("T")


class TeamFault(Exception):
    """The file holds no sheet that can be read. `kind` is a key of the content's `team.refused`; the text says it."""

    exit_code = 3

    def __init__(self, content: Catalogue, kind: str, found: str = "") -> None:
        super().__init__(content.say(f"team.refused.{kind}", columns=content.grammar.listed(COLUMNS), found=found))
        self.kind = kind


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
    """What is wrong with a row: `kind` is a key of the content's `team.fault`.

    `line` is the row's first line, from 1; `column` is empty where the row as a whole is at fault; `value` is what
    the sentence needs: the cell as it can be shown, a code point, another line.
    """

    line: int
    column: str
    kind: str
    value: str = ""


class Listed(list[T]):
    """The first `LISTED` of what is added, and how many more there were."""

    more = 0

    def add(self, items: Iterable[T]) -> None:
        """Add these."""
        for item in items:
            if len(self) < LISTED:
                self.append(item)
            else:
                self.more += 1


class RollUp:
    """What a sheet comes to, row by row."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()
        """People by region, switch and form."""
        self.open, self.asked_help, self.faults = Listed[Row](), Listed[str](), Listed[Fault]()
        self.read_as: Counter[tuple[str, date]] = Counter()
        """Rows by how their date was written, if not as in the template, and the day it was read as."""
        self.not_counted = self.examples = 0
        """Rows that were refused, and rows of the template that were left out."""
        self.not_read: tuple[str, ...] = ()
        """The first ten columns that are not asked for, and were not read."""
        self.newest: date | None = None
        self.windows = False
        """Whether something was no UTF-8, and read as Windows-1252."""

    def people(self, region: str = "", switch: str = "", form: str = "", done: bool = False) -> int:
        """How many people were counted who say this; with `done` those of them with nothing open."""
        found = ((r, s, f) for r, s, f in self.counts if region in ("", r) and switch in ("", s) and form in ("", f))
        return sum(self.counts[said] for said in found if not done or is_done(*said[1:]))

    @property
    def total(self) -> int:
        """How many people were counted."""
        return self.counts.total()

    def add(self, row: Row, written: str) -> None:
        """Count a row whose date is written like that."""
        self.counts[row.region, row.switch, row.form] += 1
        self.asked_help.add([row.nickname] if row.asks_help else [])
        self.open.add([] if is_done(row.switch, row.form) else [row])
        if row.day is not None:
            self.newest = max(row.day, self.newest or row.day)
            if written != row.day.isoformat():
                self.read_as[_shown(written), row.day] += 1


def is_done(switch: str, form: str) -> bool:
    """Whether nothing is open, by the rule the wizard has for one person: skipped is not done."""
    return (switch == "off" and form in ("sent", "not-needed")) or (switch == "not-found" and form == "sent")


def read(
    lines: Iterable[str], content: Catalogue, today: date, each_open: Callable[[Row], None] = lambda _: None
) -> RollUp:
    """Read a sheet line by line. A row with a fault is named and not counted; the others are, whatever their date says.

    Rows under a nickname of the template's examples are left out. `each_open` is handed every open row, listed or not.
    Raises TeamFault, whose text is one sentence, when there is no header to go by or the lines break off.
    """
    stream = iter(lines)
    try:
        number, separator, columns = _header(stream, content)
        reader = _Reader(content, columns, today)
        for line, cells, broken in rows(stream, separator, number):
            row = reader.take(line, cells, broken)
            if row is not None and not is_done(row.switch, row.form):
                each_open(row)
    except OSError:
        raise TeamFault(content, "not-readable") from None
    return reader.rollup


def _header(lines: Iterator[str], content: Catalogue) -> tuple[int, str, list[str]]:
    """The number of the header's line, the separator, and the columns; blank rows and `sep=;` may stand before it.

    Raises TeamFault when there is none, or no separator gives every column once.
    """
    separators, first = SEPARATORS, ""
    for number, line in enumerate(lines, 1):
        if "\0" in line or in_windows(line).startswith(_NO_SHEET):
            raise TeamFault(content, "no-sheet")
        if (said := _SEPARATOR_LINE.fullmatch(line)) is not None:
            separators = (said[1] or "") + SEPARATORS
        elif line.strip(_BLANK):
            for separator in separators:
                columns = [_folded(name) for name in next(csv.reader([line], delimiter=separator))]
                needed = COLUMNS if "help" in columns else COLUMNS[:-1]
                if all(columns.count(name) == 1 for name in needed):
                    return number, separator, columns
            first = first or line
            # A title above the header stands in a cell of its own.
            if sum(map(bool, map(str.strip, line.split(max(separators, key=line.count))))) > 1:
                break
    raise TeamFault(content, "columns" if first else "empty", _shown(first, 80))


class _Refused(Exception):
    """A row that does not count, and every reason why."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults


class _Reader:
    """What the cells of a sheet may say, and what they have said so far."""

    def __init__(self, content: Catalogue, columns: list[str], today: date) -> None:
        self._content, self._columns, self._today = content, columns, today
        self._words = {column: words(content, column) for column in ("region", "switch", "form", "help")}
        self._examples = {_folded(name) for name in content.several("team.template.names")}
        self._lines: dict[str, int] = {}
        """Each nickname, and the line it was first on."""
        self.rollup = RollUp()
        others = (_shown(in_windows(name)) for name in columns if name and name not in COLUMNS)
        self.rollup.not_read = tuple(others)[:10]

    def take(self, line: int, cells: Sequence[str], broken: str) -> Row | None:
        """Count a row, or name what is wrong with it. None where it does not count."""
        try:
            if broken:
                raise _Refused(Fault(line, "", broken))
            if not any(map(str.strip, cells)) or list(map(_folded, cells)) == self._columns:
                # A blank row, or the header again: somebody has put two sheets into one.
                return None
            return self._count(line, self._said(line, cells))
        except _Refused as refused:
            self.rollup.not_counted += 1
            self.rollup.faults.add(refused.faults)
            return None

    def _said(self, line: int, cells: Sequence[str]) -> dict[str, str]:
        """What each cell says, by its column. Raises _Refused for cells too many, and for what no page can show."""
        width = len(self._columns)
        if any(map(str.strip, cells[width:])):
            raise _Refused(Fault(line, "", "cells", f"{len(cells)}/{width}"))
        # A spreadsheet leaves away what is empty at the end of a row.
        raw = dict(zip_longest(self._columns, cells[:width], fillvalue=""))
        said = {name: in_windows(cell) for name, cell in raw.items() if name in COLUMNS}
        self.rollup.windows = self.rollup.windows or any(raw[name] != cell for name, cell in said.items())
        if hidden := [Fault(line, name, "control", code) for name, cell in said.items() if (code := _hidden(cell))]:
            raise _Refused(*hidden)
        return {name: bare(" ".join(cell.split())) for name, cell in said.items()}

    def _count(self, line: int, said: Mapping[str, str]) -> Row | None:
        """Count a row that says this. None for one of the template's examples. Raises _Refused."""
        nickname, found = said["nickname"], {name: self._ids(name, said[name]) for name in ("region", "switch", "form")}
        faults = [] if nickname else [Fault(line, "nickname", "no-nickname")]
        for name, ids in found.items():
            if len(ids) != 1:
                faults.append(Fault(line, name, "several" if ids else "unknown", _shown(said[name])))
        day, wrong = _day(self._content, said["date"].lstrip("'"), (*found["region"], "")[0], self._today)
        doubts = [Fault(line, "date", wrong, _shown(said["date"]))] if wrong else []
        if faults:
            raise _Refused(*faults, *doubts)
        if _folded(nickname) in self._examples:
            self.rollup.examples += 1
            return None
        if (before := self._lines.setdefault(_folded(nickname), line)) != line:
            raise _Refused(Fault(line, "nickname", "twice", f"{before}"), *doubts)
        self.rollup.faults.add(doubts)
        (region,), (switch,), (form,) = found.values()
        if form in ("not-yet", "skipped") and not _form_is_core(self._content, region):
            form = "not-needed"
        asks = _key(said.get("help", "")) not in self._words["help"]
        row = Row(line=line, nickname=nickname, region=region, switch=switch, form=form, day=day, asks_help=asks)
        self.rollup.add(row, said["date"])
        return row

    def _ids(self, column: str, text: str) -> tuple[str, ...]:
        """What a cell means: none where that is not known. Where nothing is said it is `not-sure` and `not-yet`."""
        id_ = self._words[column].get(_key(text))
        if id_ is not None or column != "region":
            return () if id_ is None else (id_,)
        said = regions.regions_in(self._content, text)
        return () if said.unknown else said.regions


def words(content: Catalogue, column: str) -> dict[str, str]:
    """Which id each word of a column stands for, as words are compared; an empty cell is one, and places are not."""
    ids = {"region": ("not-sure",), "switch": SWITCH, "form": FORM, "help": ("no",)}[column]
    said = {_key(word): id_ for id_ in ids for word in (id_, *content.several(f"team.words.{column}.{id_}"))}
    return {"": ids[-1], **said}


def _key(text: str) -> str:
    """A word as it is compared: without case, accents and marks; one that is only a mark is that mark."""
    return regions.bare(text) or text.strip()


@lru_cache(maxsize=64)
def _form_is_core(content: Catalogue, region: str) -> bool:
    """Whether the form is one of the main steps of a member who lives there."""
    return any(step.id == "objection-form" for step in plan(content, {"region": (region,), "role": ("member",)}).core)


@lru_cache(maxsize=1024)
def _day(content: Catalogue, text: str, region: str, today: date) -> tuple[date | None, str]:
    """The day that a cell means to somebody of the region, and what is wrong with it: `no-date`, `either`, `future`.

    It may be a day ahead of today: there are places where it is tomorrow.
    """
    if not text:
        return None, ""
    if (counted := _SERIAL.fullmatch(text)) is not None:
        days: tuple[date, ...] = (_DAY_0 + timedelta(int(counted[1])),)
    else:
        days = read_written(content, text, today, region)
        days = days or read_written(content, _BESIDE.sub("", text), today, region)
    been = [day for day in days if day <= today + timedelta(days=1)]
    wrong = "" if len(been) == 1 else "either" if been else "future" if days else "no-date"
    return None if wrong else been[0], wrong


def _hidden(cell: str) -> str:
    """The first character that no page can show, as its code point, or "". Line breaks and tabs are forgiven."""
    unseen = (c for c in cell if not shows(c) and c not in "\t\r\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs"))
    return next((f"U+{ord(character):04X}" for character in unseen), "")


def _folded(text: str) -> str:
    """A nickname or a column's name as it is compared: no regard to case, spaces, or how accents are encoded."""
    return unicodedata.normalize("NFC", " ".join(text.replace("\ufeff", "").split()).casefold())


def _shown(text: str, limit: int = 40) -> str:
    """The text so that a terminal can show it, and no longer than the limit in characters."""
    text = cleaned(" ".join(text.split()))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def csv_lines(found: Iterable[Row]) -> Iterator[str]:
    """The rows as a sheet that `read` takes, line by line, header first."""
    yield csv_line(COLUMNS)
    for row in found:
        states = ("" if state == "not-yet" else state for state in (row.switch, row.form))
        day = "" if row.day is None else row.day.isoformat()
        yield csv_line((row.nickname, row.region, *states, day, "yes" if row.asks_help else ""))


def template(content: Catalogue, today: date) -> str:
    """A sheet to fill in: the header and an example row for each of the content's names, up to four."""
    shown = {"uk": "off sent", "us": "off not-needed", "eu-eea": "on not-yet", "not-sure": "not-yet not-yet"}
    found = []
    for name, (region, states) in zip(content.several("team.template.names"), shown.items(), strict=False):
        switch, form = states.split()
        day = None if switch == "not-yet" else today
        found.append(
            Row(line=0, nickname=name, region=region, switch=switch, form=form, day=day, asks_help=switch == "on")
        )
    return "".join(csv_lines(found))


def for_spreadsheets(text: str) -> bytes:
    """A sheet as a file that begins with a byte order mark: without one Excel reads no letter beyond ASCII right."""
    return text.encode("utf-8-sig")
