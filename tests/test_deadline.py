"""When an answer is due: what official texts print, what was worked out by hand, and what holds for every day.

O1 to O4 are printed by the ICO (time limits for responding to data protection rights requests); the years were chosen
so that the last day is a working day, as those texts assume. D1 to D7 are worked by hand with the Irish public holidays
of 2025 and 2026 as the Official Journal lists them (C/2025/6771). The rest is worked by hand from Regulation 1182/71,
Article 3, with the bank holidays of England and Wales.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk import CONTENT

from linkedin_guard.model.law import Reply
from linkedin_guard.plan.deadline import due, extended, working

EU, UK = CONTENT.laws["eu-eea"].reply, CONTENT.laws["uk"].reply
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("case", "rule", "sent", "last"),
    [
        ("O1", UK, "2025-09-03", "2025-10-03"),
        ("O2, 27 December is a weekday", UK, "2024-11-25", "2024-12-27"),
        ("O3", UK, "2026-03-31", "2026-04-30"),
        ("O4", UK, "2025-01-31", "2025-02-28"),
        ("O4 in a leap year", UK, "2024-01-31", "2024-02-29"),
        ("D1", EU, "2026-09-03", "2026-10-05"),
        ("D2", EU, "2026-01-31", "2026-03-02"),
        ("D3", EU, "2026-08-31", "2026-09-30"),
        ("D4", EU, "2026-09-26", "2026-10-27"),
        ("D5", EU, "2026-11-25", "2026-12-28"),
        ("D5, with the UK's substitute day on the 28th", UK, "2026-11-25", "2026-12-29"),
        ("D6", EU, "2026-05-01", "2026-06-02"),
        ("D7", EU, "2025-12-31", "2026-02-03"),
        ("Good Friday and Easter Monday in the UK", UK, "2026-03-03", "2026-04-07"),
        ("Good Friday is no public holiday in Ireland", EU, "2026-03-03", "2026-04-03"),
        ("Easter Monday in Ireland", EU, "2026-03-06", "2026-04-07"),
        ("Saint Patrick's Day", EU, "2026-02-17", "2026-03-18"),
        ("Saint Patrick's Day is a working day in England", UK, "2026-02-17", "2026-03-17"),
        ("New Year's Day", EU, "2025-12-01", "2026-01-02"),
        ("the year's end, both substitute days", UK, "2027-11-25", "2027-12-29"),
        ("the day before a short month's last", EU, "2026-01-30", "2026-03-02"),
        ("29 February itself", EU, "2024-02-29", "2024-03-29"),
        ("early May bank holiday", UK, "2026-04-04", "2026-05-05"),
        ("summer bank holiday", UK, "2026-07-31", "2026-09-01"),
        ("August holiday in Ireland", EU, "2026-07-03", "2026-08-04"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_month_ends_where_the_texts_say(case: str, rule: Reply, sent: str, last: str) -> None:
    assert due(date.fromisoformat(sent), rule) == date.fromisoformat(last), case


@pytest.mark.parametrize(
    ("case", "rule", "sent", "last"),
    [
        ("D1", EU, "2026-09-03", "2026-12-03"),
        ("D2: the later of 28 and 30 April", EU, "2026-01-31", "2026-04-30"),
        ("D3", EU, "2026-08-31", "2026-11-30"),
        ("D4", EU, "2026-09-26", "2026-12-28"),
        ("D5", EU, "2026-11-25", "2027-02-25"),
        ("D6", EU, "2026-05-01", "2026-08-04"),
        ("D7", EU, "2025-12-31", "2026-03-31"),
        ("at most three calendar months in the UK", UK, "2026-07-01", "2026-10-01"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_extension_ends_on_the_later_of_the_two_readings(case: str, rule: Reply, sent: str, last: str) -> None:
    assert extended(date.fromisoformat(sent), rule) == date.fromisoformat(last), case


@pytest.mark.parametrize(("law", "days"), [("switzerland", 30), ("canada", 30), ("hong-kong", 40), ("elsewhere", 30)])
def test_where_no_law_sets_a_limit_the_day_is_a_courtesy(law: str, days: int) -> None:
    rule = CONTENT.laws[law].reply
    assert not rule.legal
    assert due(date(2026, 11, 21), rule) == date(2026, 11, 21) + timedelta(days=days)
    assert extended(date(2026, 11, 21), rule) is None


def test_only_where_the_law_was_read_is_a_date_called_legal() -> None:
    assert {name for name, law in CONTENT.laws.items() if law.reply.legal} == {"eu-eea", "uk"}


@given(DAYS, st.sampled_from([EU, UK]))
def test_the_last_day_is_a_working_day_and_never_too_early(sent: date, rule: Reply) -> None:
    last = due(sent, rule)
    assert working(last, rule.holidays)
    assert timedelta(days=28) <= last - sent <= timedelta(days=31 + 6)


@given(DAYS, st.sampled_from([EU, UK]))
def test_who_sends_later_never_has_an_earlier_last_day(sent: date, rule: Reply) -> None:
    assert due(sent, rule) <= due(sent + timedelta(days=1), rule)


@given(DAYS, st.sampled_from([EU, UK]))
def test_an_extension_always_gives_more_time(sent: date, rule: Reply) -> None:
    longer = extended(sent, rule)
    assert longer is not None
    assert longer > due(sent, rule) + timedelta(days=50)
