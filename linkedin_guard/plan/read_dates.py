"""Which day somebody means who writes one: `24/11/2026`, `24 Nov`, `last Friday`, `3 days ago`. Pure.

Months, weekdays and the words for days near today are the language's own; python-dateutil reads what stands beside
them, and English months in any language. Whether a number is the day or the month is the region's custom
(`date-order` in content/questions.toml). A day without a year is this year's, or last year's where this year's is more
than `AHEAD` days away.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.language import Language

if TYPE_CHECKING:
    from dateutil.parser import parserinfo

AHEAD = 60
"""How many days ahead a day may be that somebody could mean; a later one, without its year, is last year's."""

LONGEST = 60
"""The longest text that is taken for a date, in characters."""

_BESIDE = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2004, 3, 2, tzinfo=UTC))
"""Two days that differ in all, in years that know a 29 February: what a text leaves out differs with them."""

_PLAIN = {"\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2212": "-"}
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff"
"""What comes along with a date that is copied from a page, and says nothing."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as dateutil knows them."""

_SPLIT = r"\s*[-/.,\s]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SPLIT}(\d{{1,2}}){_SPLIT}(\d{{1,2}})|(\d{{4}})(\d\d)(\d\d)")
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_SPLIT}(\d{{1,2}})(?:{_SPLIT}(\d{{4}}|\d{{2}}))?")
_TIME = re.compile(r"((?<=\d)t|[,\s]+)\d{1,2}:\d\d(:\d\d(\.\d+)?)?(\s*(am|pm|z|gmt|utc|[+-]\d\d:?\d\d|\(\w+\)))*$")
"""A time of day at the end, as mail programs and clocks write it."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Reading:
    """The days a text can mean: none when it is no date, one, or those to choose from, the past ones first.

    There is more than one where day and month cannot be told apart in the region, and where the day is yet to come
    but could be one that has been: then the day to come is the last of them. A single day may be in the future too.
    `in_full` says that the text leaves nothing to guess: today, yesterday, or a year of four digits beside the name
    of the month, with no other day's weekday, or before the numbers. Only then can a single day count without being
    shown back.
    """

    days: tuple[date, ...] = ()
    in_full: bool = False


def read_day(content: Catalogue, text: str, today: date, region: str = "") -> Reading:
    """How the text is read by somebody who lives in the region."""
    said = _folded(text).strip(" .,;()")
    if not said or len(said) > LONGEST:
        return Reading()
    near = _near(content, said, today)
    if near is not None:
        return Reading((near,), said in (*_said(content, "today"), *_said(content, "yesterday")))
    return _written(content, said, today, region)


def read_written(content: Catalogue, text: str, today: date, region: str = "") -> tuple[date, ...]:
    """The days a text can mean that was written for others to read, and on another day: the past ones first.

    It is no date where it says how far the day is from today, and the year it names is meant.
    """
    said = _folded(text).strip(" .,;()")
    if not said or len(said) > LONGEST or _near(content, said, today) is not None:
        return ()
    days = _written(content, said, today, region).days
    # Seen from the end of time no day is yet to come: there a day has the year that is written, or one of the last.
    years = {day.year for day in _written(content, said, date.max, region).days}
    return tuple(day for day in days if day.year in years or max(years, default=9999) >= 9998)


def _written(content: Catalogue, said: str, today: date, region: str) -> Reading:
    """How a text is read that names its day by itself."""
    weekdays = _weekdays_in(content, said)
    said = _in_english(content, _TIME.sub("", said))
    if (found := _YEAR_FIRST.fullmatch(said)) is not None:
        year, month, day = (int(part) for part in found.groups() if part)
        return Reading(_meant(_Day(year, month, day), today), in_full=True)
    if (found := _YEAR_LAST.fullmatch(said)) is not None:
        one, two, last = found.groups()
        return Reading(_numeric((one, two, last), today, _order(content, region)))
    written = _by_dateutil(said)
    if written is None:
        return Reading()
    days = _meant(written, today)
    agrees = all(day.weekday() in weekdays for day in days) if weekdays else True
    return Reading(days, in_full=agrees and re.search(r"\d{4}", said) is not None)


def _folded(text: str) -> str:
    """The text without regard to case, accents, how wide its letters are, and which script its digits are of."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    plain = (str(unicodedata.decimal(c)) if c.isdecimal() else _PLAIN.get(c, c) for c in bare if c not in _UNSEEN)
    return " ".join("".join(plain).split())


# Days near today.


def _near(content: Catalogue, said: str, today: date) -> date | None:
    """The day that is said by how far it is from today, or by its weekday alone: the last one, or today."""
    said = said.strip(" .,")
    for name, days in (("tomorrow", -1), ("today", 0), ("yesterday", 1), ("before-yesterday", 2), ("week-ago", 7)):
        if said in _said(content, name):
            return today - timedelta(days=days)
    for name, days in (("days-ago", 1), ("weeks-ago", 7)):
        for number in _places(content, name, "count", said):
            if (count := _count(content, number)) is not None:
                return today - timedelta(days=days * count)
    for name, least in (("last-weekday", 1), ("weekday", 0)):
        for word in _places(content, name, "weekday", said):
            if (weekday := _named(word.strip(" .,"), _weekdays(content.grammar))) is not None:
                return today - timedelta(days=(today.weekday() - weekday - least) % 7 + least)
    return None


def _said(content: Catalogue, name: str) -> tuple[str, ...]:
    return tuple(map(_folded, content.several(f"ui.date.words.{name}")))


def _places(content: Catalogue, name: str, place: str, said: str) -> Iterator[str]:
    """What stands in the place of each of these phrases that the text can be."""
    for phrase in content.several(f"ui.date.words.{name}"):
        before, _, after = phrase.partition(f"{{{place}}}")
        before, after = _folded(f"{before}|")[:-1], _folded(f"|{after}")[1:]
        if said.startswith(before) and said.endswith(after) and len(said) > len(before) + len(after):
            yield said[len(before) : len(said) - len(after)].strip()


def _count(content: Catalogue, word: str) -> int | None:
    """The number a word or its digits say, up to a year's days."""
    numbers = _said(content, "numbers")
    if word in numbers:
        return numbers.index(word) + 1
    return int(word) if re.fullmatch(r"\d{1,3}", word) else None


# Days in numbers.


def _order(content: Catalogue, region: str) -> str:
    """What the numbers of a date are in this region: `day-month`, `month-day`, or `either`."""
    return content.questions["region"].date_order.get(region, "day-month")


def _numeric(numbers: tuple[str, str, str | None], today: date, order: str) -> tuple[date, ...]:
    """A day whose year, if given, stands last. A number above 12 is no month, whatever the custom."""
    one, two, last = numbers
    year = None if last is None else int(last) + (2000 if len(last) == 2 else 0)
    day_first, month_first = _Day(year, int(two), int(one)), _Day(year, int(one), int(two))
    if order == "either":
        both = dict.fromkeys((*_meant(day_first, today, month_first), *_meant(month_first, today, day_first)))
        near = [day for day in both if (day - today).days <= AHEAD]
        return tuple(sorted(near or both, key=lambda day: day > today))
    usual, other = (day_first, month_first) if order == "day-month" else (month_first, day_first)
    return _meant(usual, today, other) or _meant(other, today)


class _Day(NamedTuple):
    """A day as it is written: its numbers may be none of a calendar's, and the year may be left out."""

    year: int | None
    month: int
    day: int

    def of(self, year: int) -> date | None:
        """That day of a year; None when there is no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def _meant(written: _Day, today: date, other: _Day | None = None) -> tuple[date, ...]:
    """The days that may be meant; `other` is how else the numbers can be read, which counts for a day to come."""
    if written.year is None:
        this, last = written.of(today.year), written.of(today.year - 1)
        if this is None or (this - today).days > AHEAD:
            return () if last is None else (last,)
        return (this,) if this <= today or last is None else (last, this)
    day = written.of(written.year)
    if day is None or day <= today:
        return () if day is None else (day,)
    instead = None if other is None or other.year is None else other.of(other.year)
    if instead is None and (day - today).days <= AHEAD:
        instead = written.of(written.year - 1)
    return (day,) if instead is None or instead > today else (instead, day)


# Days with the name of their month.


def _in_english(content: Catalogue, said: str) -> str:
    """The text with its month as dateutil knows it, and without weekday and what else only stands beside a date."""
    grammar = content.grammar
    months, weekdays, beside = _months(content), _weekdays(grammar), _beside(content)
    words = [word for word in _WORD.findall(said) if word not in beside]
    found = {month for word in words if (month := _named(word, months)) is not None and _named(word, weekdays) is None}

    def known(word: re.Match[str]) -> str:
        month, weekday = _named(word[0], months), _named(word[0], weekdays)
        # French "mar" is a Tuesday beside a month, and March alone.
        if word[0] in beside or (weekday is not None and (month is None or found)):
            return " "
        return word[0] if month is None else f" {_MONTHS[month]} "

    first = _folded(grammar.dates.first)
    said = re.sub(rf"\b{re.escape(first)}\b", "1", said) if first else said
    said = re.sub(r"\s*[年月]\s*", "-", said).replace("日", " ")
    return " ".join(_WORD.sub(known, said).split()).strip(" .,-()")


def _by_dateutil(text: str) -> _Day | None:
    """What dateutil reads; None when day or month are left out, which it would take from the day it is given."""
    text = " ".join(re.sub(r"[.,'/-]", " ", text).split())
    numbers = re.findall(r"\d+", text)
    # Of more numbers it makes a time of day.
    if not 1 <= len(numbers) <= 2 or not re.search(rf"\b({'|'.join(_MONTHS)})\b", text):
        return None
    # Loaded when a date is first read in words.
    from dateutil.parser import parse

    try:
        one, two = (parse(text, _reader(), default=beside, ignoretz=True) for beside in _BESIDE)
    except (ValueError, OverflowError):
        return None
    if (one.month, one.day) != (two.month, two.day):
        return None
    return _Day(one.year if one.year == two.year else None, one.month, one.day)


@cache
def _reader() -> "parserinfo":
    """How dateutil reads: the day first, and no clock asked for the century."""
    from dateutil.parser import parserinfo

    class Reader(parserinfo):
        def convertyear(self, year: int, century_specified: bool = False) -> int:
            """The year that two digits say."""
            return year if year >= 100 or century_specified else year + 2000

    return Reader(dayfirst=True)


# The language's own words.


def _named(word: str, names: Mapping[str, int]) -> int | None:
    """Which of the names the word is, or begins, if it begins one alone."""
    if word in names:
        return names[word]
    begun = {number for name, number in names.items() if name.startswith(word)} if len(word) >= 3 else set()
    return begun.pop() if len(begun) == 1 else None


def _months(content: Catalogue) -> dict[str, int]:
    """The months' names, each as its one word, from 0: as they stand after a day, in short, alone, and in English."""
    dates = content.grammar.dates
    return _table((dates.months, dates.short, content.several("ui.date.months"), _MONTHS))


def _weekdays_in(content: Catalogue, said: str) -> set[int]:
    """The weekdays that the text names; a word that may be a month too is none."""
    months, weekdays = _months(content), _weekdays(content.grammar)
    named = (_named(word, weekdays) for word in _WORD.findall(said) if _named(word, months) is None)
    return {weekday for weekday in named if weekday is not None}


def _weekdays(grammar: Language) -> dict[str, int]:
    """The weekdays' names, from Monday, which is 0."""
    return _table((grammar.dates.weekdays, grammar.dates.weekdays_in_full))


def _table(lists: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Each name's last word, by which it is known, and its place in its list."""
    found = ((_WORD.findall(_folded(name)), at) for names in lists for at, name in enumerate(names))
    return {words[-1]: at for words, at in found if words}


def _beside(content: Catalogue) -> set[str]:
    """Words that stand beside a date and say nothing: English "of", Latvian "gada"."""
    dates = content.grammar.dates
    patterns = (dates.sentence, dates.sentence_near, dates.table, dates.table_near, *dates.months)
    written = " ".join(re.sub(r"\{[^}]*\}", " ", pattern) for pattern in patterns)
    return {*_WORD.findall(_folded(written)), *_said(content, "beside")} - set(_months(content))
