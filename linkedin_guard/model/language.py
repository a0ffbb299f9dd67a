"""How a language writes numbers, days, lists and what stands beside each other: content/<language>/language.toml."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictInt

from linkedin_guard.model.plural import RULES, category
from linkedin_guard.model.text import ContentModel, Id, printable

_DAY: dict[str, Any] = {"weekday": "", "month": "", "number": 1, "year": 1}
"""What else the pattern of a day may name. `number` is the month's."""


def _pattern(*places: object) -> Callable[[str], str]:
    """A check that a text has these places (a number stands for one by order), and no place that nothing fills."""
    ordered = ["x" for place in places if isinstance(place, int)]
    named = {place: 1 for place in places if isinstance(place, str)} | (_DAY if "day" in places else {})

    def check(text: str) -> str:
        missing = [f"{{{place}}}" for place in places if f"{{{place}" not in text]
        if missing:
            raise ValueError(f"has no place {' or '.join(missing)}")
        try:
            text.format(*ordered, **named)
        except (KeyError, ValueError, IndexError, AttributeError) as fault:
            raise ValueError(f"has a place that nothing fills ({fault})") from None
        return printable(text)

    return check


def _rule(name: str) -> str:
    if name not in RULES:
        raise ValueError(f"is none of the rules: {', '.join(RULES)}")
    return name


Words = Annotated[str, AfterValidator(printable)]
Day = Annotated[str, AfterValidator(_pattern("day"))]
Two = Annotated[str, AfterValidator(_pattern(0, 1))]


class Review(ContentModel):
    """Who stands behind the words: nobody yet (`machine`), a native reader, or for the letters a lawyer.

    The language that the others are made from is the `original`. `by` and `on` say who read it, and when.
    """

    state: Literal["original", "machine", "native", "lawyer"]
    by: Words
    on: Words


class Dates(ContentModel):
    """How a day is written. Months are in the form that stands after a day; the week begins on Monday.

    Of each pattern there is one for a day near today, without the year. `first` stands for the first day of a month
    where that is no plain number (French `1er`).
    """

    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    short: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    weekdays: Annotated[tuple[Words, ...], Field(min_length=7, max_length=7)]
    weekdays_in_full: Annotated[tuple[Words, ...], Field(min_length=7, max_length=7, alias="weekdays-in-full")]
    first: Words
    sentence: Day
    sentence_near: Day = Field(alias="sentence-near")
    table: Day
    table_near: Day = Field(alias="table-near")


class Language(ContentModel):
    """How a language writes what is put together; what it says stands in the other files of its folder.

    `endonym` is its own name for itself, `plural` one of the rules of `model.plural`, `address` how a person is spoken
    to (Sie or du, vous or tu), `letters` the language of a letter by the id of the law it goes by. `list` joins things,
    `phrases` things that hold commas themselves.
    """

    endonym: Words
    plural: Annotated[str, AfterValidator(_rule)]
    address: Words
    review: Review
    letters: dict[Id, Id]
    group: Words
    grouped_from: StrictInt = Field(alias="grouped-from")
    dates: Dates
    list_: Two = Field(alias="list")
    phrases: Two
    beside: Words
    sentences: Words
    label: Annotated[str, AfterValidator(_pattern("label", "value"))]
    note: Annotated[str, AfterValidator(_pattern("text", "note"))]
    quotes: Annotated[tuple[Words, ...], Field(min_length=2, max_length=2)]

    def __hash__(self) -> int:
        return hash((type(self), self.endonym))

    def category(self, number: int) -> str:
        """The plural form that goes with a whole number."""
        return category(self.plural, number)

    def number(self, number: int) -> str:
        """A whole number as text: `20,000`."""
        return f"{number:,}".replace(",", self.group) if abs(number) >= self.grouped_from else str(number)

    def day(self, day: date, *, table: bool = False, year: bool = True) -> str:
        """A day as it stands in a sentence, or in a table: there with the weekday and in short."""
        dates = self.dates
        if table:
            pattern, months = dates.table if year else dates.table_near, dates.short
        else:
            pattern, months = dates.sentence if year else dates.sentence_near, dates.months
        return pattern.format(
            day=dates.first if day.day == 1 and dates.first else day.day,
            month=months[day.month - 1],
            number=day.month,
            year=day.year,
            weekday=dates.weekdays[day.weekday()],
        )

    def listed(self, items: Iterable[str], *, phrases: bool = False) -> str:
        """Things one after the other."""
        pattern = self.phrases if phrases else self.list_
        return reduce(pattern.format, items) if (items := tuple(items)) else ""

    def together(self, sentences: Iterable[str]) -> str:
        """Whole sentences as one paragraph; empty ones are left out."""
        return self.sentences.join(filter(None, sentences))

    def side_by_side(self, *parts: str) -> str:
        """Short things in one line."""
        return self.beside.join(parts)

    def labelled(self, label: str, value: str) -> str:
        """What something is called, and what it is."""
        return self.label.format(label=label, value=value)

    def noted(self, text: str, note: str) -> str:
        """A text, and what is to be known of it."""
        return self.note.format(text=text, note=note)

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return text.join(self.quotes)
