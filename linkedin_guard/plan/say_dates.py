"""How a day is said: with its weekday in a table or after a colon, without it in a sentence."""

from datetime import date, datetime

from linkedin_guard.model.catalogue import Catalogue


def say_day(content: Catalogue, day: date) -> str:
    """`Sat 21 Nov 2026`, as a table has it."""
    return content.grammar.day(day, table=True)


def say_long(content: Catalogue, day: date) -> str:
    """`21 November 2026`, as a sentence has it: beside a weekday many languages would need another word form."""
    return content.grammar.day(day)


def say_known(content: Catalogue, iso: str) -> str:
    """A date as far as it is known: `2025`, `November 2025`, `3 November 2025`, from its ISO form."""
    if len(iso) == len("2025-11-03"):
        return say_long(content, date.fromisoformat(iso))
    year, _, month = iso.partition("-")
    if not month:
        return year
    return content.say("ui.date.month", month=content.several("ui.date.months")[int(month) - 1], year=year)


def say_near(content: Catalogue, day: date, now: datetime, *, table: bool = False) -> str:
    """A day near today: the year is said only when it is another one."""
    return content.grammar.day(day, table=table, year=day.year != now.year)


def day_of(instant: datetime, now: datetime) -> date:
    """The person's own date of an instant; `now` carries their time zone."""
    return instant.astimezone(now.tzinfo).date()
