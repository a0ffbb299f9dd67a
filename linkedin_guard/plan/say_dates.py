"""How a day is said, in the words of the content."""

from datetime import date, datetime

from linkedin_guard.model.catalogue import Catalogue


def say_day(content: Catalogue, day: date, *, year: bool = True) -> str:
    """`Sat 21 Nov 2026`, or without the year."""
    name = content.several("ui.date.days")[day.weekday()]
    month = content.several("ui.date.months")[day.month - 1]
    return content.say("ui.date.full" if year else "ui.date.short", name=name, day=day.day, month=month, year=day.year)


def say_long(content: Catalogue, day: date) -> str:
    """`21 November 2026`, as a letter has it."""
    month = content.several("ui.date.long-months")[day.month - 1]
    return content.say("ui.date.long", day=day.day, month=month, year=day.year)


def say_known(content: Catalogue, iso: str) -> str:
    """A date as far as it is known: `2025`, `November 2025`, `3 November 2025`, from its ISO form."""
    if len(iso) == len("2025-11-03"):
        return say_long(content, date.fromisoformat(iso))
    year, _, month = iso.partition("-")
    if not month:
        return year
    return content.say("ui.date.month", month=content.several("ui.date.long-months")[int(month) - 1], year=year)


def say_near(content: Catalogue, day: date, now: datetime) -> str:
    """A day near today: the year is said only when it is another one."""
    return say_day(content, day, year=day.year != now.year)


def day_of(instant: datetime, now: datetime) -> date:
    """The person's own date of an instant; `now` carries their time zone."""
    return instant.astimezone(now.tzinfo).date()


def count_days(content: Catalogue, days: int) -> str:
    """`1 day`, `12 days`."""
    return content.say("ui.date.one-day" if days == 1 else "ui.date.many-days", count=days)
