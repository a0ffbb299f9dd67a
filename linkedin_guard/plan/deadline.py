"""When an answer is due. Pure: the day of sending and the rule come in, a day comes out.

One engine for the EU and the UK, by the rule of Regulation 1182/71, Article 3, which UK GDPR Article 4A takes over: the
first day does not count; a month ends on the same date of the next month, or on its last day where there is none; a
last day on a Saturday, Sunday or public holiday moves to the next working day. Months are calendar months.
"""

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Reply


_SATURDAY = 5


def due(start: date, rule: "Reply") -> date:
    """The last day for an answer to what was sent on `start`."""
    return _rolled(_after(start, rule.count, rule.unit), rule)


def extended(start: date, rule: "Reply") -> date | None:
    """The last day when the time was extended; None where the rule knows no extension.

    The further months may run from receipt or from the end of the first month, which differ after a short month: the
    later day is given, so that nobody is called late too early.
    """
    if rule.extend is None:
        return None
    from_receipt = _after(start, rule.count + rule.extend, rule.unit)
    from_first = _after(_after(start, rule.count, rule.unit), rule.extend, rule.unit)
    return _rolled(max(from_receipt, from_first), rule)


def _after(start: date, count: int, unit: str) -> date:
    from dateutil.relativedelta import relativedelta

    return start + (relativedelta(months=count) if unit == "month" else timedelta(days=count))


def _rolled(day: date, rule: "Reply") -> date:
    while rule.roll and not working(day, rule.holidays):
        day += timedelta(days=1)
    return day


def working(day: date, country: str | None) -> bool:
    """Whether it is a working day: no weekend and no public holiday.

    For GB the bank holidays of England and Wales with their substitute days; for IE the public holidays as the Official
    Journal lists them, which has no substitutes.
    """
    if day.weekday() >= _SATURDAY:
        return False
    if country is None:
        return True
    return day not in _holidays(country, day.year)


# A page asks for the same days many times over, and to work out the holidays of a year takes a millisecond.
@lru_cache(maxsize=16)
def _holidays(country: str, year: int) -> Container[date]:
    import holidays

    if country == "GB":
        return holidays.country_holidays("GB", subdiv="ENG", years=year)
    return holidays.country_holidays(country, years=year, observed=False)
