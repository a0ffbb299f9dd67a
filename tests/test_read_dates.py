"""Days as people write them: what is taken, what is asked, what is refused, by region and day of the year."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk import CONTENT, answer_all, answered, at, pick_for, session_on

from linkedin_guard.model.events import Go, Write
from linkedin_guard.model.page import Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.plan.read_dates import read_day
from linkedin_guard.plan.say_dates import say_day, say_long
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

REGIONS = ("uk", "us", "canada", "eu-eea")
DAYS = ("2026-01-10", "2026-11-25", "2028-02-29")
ASKED = Place("do", "objection-form", "sent-on")
FIELD = "objection-form.sent-on"
DAY = ASKED.with_aside("day")
"""The page where a day is shown back."""

# Text | who writes it | what comes of it on each of DAYS. `= day`: taken at once. `day?`: shown back, and counts when
# it is chosen. Several days: asked which; one with + is yet to come. `no date`, `future`, `too early`: refused.
TABLE = """
2026-11-24                      | all       | future                   | = 2026-11-24             | = 2026-11-24
2026-11-25                      | all       | future                   | = 2026-11-25             | = 2026-11-25
2026-11-26                      | all       | future                   | 2025-11-26 +2026-11-26?  | = 2026-11-26
2026-12-31                      | all       | future                   | 2025-12-31 +2026-12-31?  | = 2026-12-31
2026-1-5                        | all       | = 2026-01-05             | = 2026-01-05             | = 2026-01-05
2026/11/24                      | all       | future                   | = 2026-11-24             | = 2026-11-24
2026.11.24                      | all       | future                   | = 2026-11-24             | = 2026-11-24
2026 11 24                      | all       | future                   | = 2026-11-24             | = 2026-11-24
20261124                        | all       | future                   | = 2026-11-24             | = 2026-11-24
2025-02-29                      | all       | no date                  | no date                  | no date
2028-02-29                      | all       | future                   | future                   | = 2028-02-29
2024-02-29                      | all       | = 2024-02-29             | = 2024-02-29             | = 2024-02-29
24/11/2026                      | all       | future                   | 2026-11-24?              | 2026-11-24?
11/24/2026                      | all       | future                   | 2026-11-24?              | 2026-11-24?
24.11.2026                      | all       | future                   | 2026-11-24?              | 2026-11-24?
24-11-2026                      | all       | future                   | 2026-11-24?              | 2026-11-24?
24 11 2026                      | all       | future                   | 2026-11-24?              | 2026-11-24?
24. 11. 2026                    | all       | future                   | 2026-11-24?              | 2026-11-24?
24/11/26                        | all       | future                   | 2026-11-24?              | 2026-11-24?
11/24/26                        | all       | future                   | 2026-11-24?              | 2026-11-24?
3/4/2026                        | uk eu-eea | future                   | 2026-04-03?              | 2026-04-03?
3/4/2026                        | us        | future                   | 2026-03-04?              | 2026-03-04?
3/4/2026 | canada | future | 2026-04-03 2026-03-04? | 2026-04-03 2026-03-04?
4/3/2026                        | uk eu-eea | future                   | 2026-03-04?              | 2026-03-04?
4/3/2026                        | us        | future                   | 2026-04-03?              | 2026-04-03?
4/3/2026 | canada | future | 2026-03-04 2026-04-03? | 2026-03-04 2026-04-03?
03/04/26                        | uk eu-eea | future                   | 2026-04-03?              | 2026-04-03?
03/04/26                        | us        | future                   | 2026-03-04?              | 2026-03-04?
03/04/26 | canada | future | 2026-04-03 2026-03-04? | 2026-04-03 2026-03-04?
3.4.2026                        | uk eu-eea | future                   | 2026-04-03?              | 2026-04-03?
3.4.2026                        | us        | future                   | 2026-03-04?              | 2026-03-04?
3.4.2026 | canada | future | 2026-04-03 2026-03-04? | 2026-04-03 2026-03-04?
1/12/2026                       | uk eu-eea | future                   | 2026-01-12 +2026-12-01?  | 2026-12-01?
1/12/2026                       | us        | future                   | 2026-01-12?              | 2026-01-12?
1/12/2026 | canada | future | 2026-01-12 +2026-12-01? | 2026-12-01 2026-01-12?
12/1/2026                       | uk eu-eea | future                   | 2026-01-12?              | 2026-01-12?
12/1/2026                       | us        | future                   | 2026-01-12 +2026-12-01?  | 2026-12-01?
12/1/2026 | canada | future | 2026-01-12 +2026-12-01? | 2026-01-12 2026-12-01?
12/1                            | uk eu-eea | 2025-01-12 +2026-01-12?  | 2026-01-12?              | 2028-01-12?
12/1                            | us        | 2025-12-01?              | 2025-12-01 +2026-12-01?  | 2027-12-01?
12/1 | canada | 2025-01-12 2025-12-01 +2026-01-12? | 2026-01-12 2025-12-01 +2026-12-01? | 2028-01-12 2027-12-01?
1/12                            | uk eu-eea | 2025-12-01?              | 2025-12-01 +2026-12-01?  | 2027-12-01?
1/12                            | us        | 2025-01-12 +2026-01-12?  | 2026-01-12?              | 2028-01-12?
1/12 | canada | 2025-12-01 2025-01-12 +2026-01-12? | 2025-12-01 2026-01-12 +2026-12-01? | 2027-12-01 2028-01-12?
5/5/2026                        | all       | future                   | 2026-05-05?              | 2026-05-05?
5/5                             | all       | 2025-05-05?              | 2026-05-05?              | 2027-05-05?
24/11                           | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
11/24                           | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
24.11.                          | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
24.11                           | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
3/4 | uk eu-eea | 2025-04-03? | 2026-04-03? | 2027-04-03 +2028-04-03?
3/4 | us | 2025-03-04 +2026-03-04? | 2026-03-04? | 2027-03-04 +2028-03-04?
3/4|canada|2025-04-03 2025-03-04 +2026-03-04?|2026-04-03 2026-03-04?|2027-04-03 2027-03-04 +2028-04-03 +2028-03-04?
29/2                            | all       | no date                  | no date                  | 2028-02-29?
2/29                            | all       | no date                  | no date                  | 2028-02-29?
31/4/2026                       | all       | no date                  | no date                  | no date
31/11/2026                      | all       | no date                  | no date                  | no date
13/13/2026                      | all       | no date                  | no date                  | no date
0/1/2026                        | all       | no date                  | no date                  | no date
1/0/2026                        | all       | no date                  | no date                  | no date
24 November 2026                | all       | future                   | = 2026-11-24             | = 2026-11-24
November 24, 2026               | all       | future                   | = 2026-11-24             | = 2026-11-24
Nov 24, 2026                    | all       | future                   | = 2026-11-24             | = 2026-11-24
Nov 24 2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24 Nov 2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24 nov 2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24 NOV 2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24th November 2026              | all       | future                   | = 2026-11-24             | = 2026-11-24
24th of November 2026           | all       | future                   | = 2026-11-24             | = 2026-11-24
the 24th of November, 2026      | all       | future                   | = 2026-11-24             | = 2026-11-24
Tue 24 Nov 2026                 | all       | future                   | = 2026-11-24             | = 2026-11-24
Tuesday 24 November 2026        | all       | future                   | = 2026-11-24             | = 2026-11-24
Tuesday, November 24, 2026      | all       | future                   | = 2026-11-24             | = 2026-11-24
24-Nov-2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24/Nov/2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24.Nov.2026                     | all       | future                   | = 2026-11-24             | = 2026-11-24
2026 Nov 24                     | all       | future                   | = 2026-11-24             | = 2026-11-24
2026 November 24                | all       | future                   | = 2026-11-24             | = 2026-11-24
24 Nov 26                       | all       | future                   | 2026-11-24?              | 2026-11-24?
24 Nov '26                      | all       | future                   | 2026-11-24?              | 2026-11-24?
Nov 24 '26                      | all       | future                   | 2026-11-24?              | 2026-11-24?
24 November                     | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
24 Nov                          | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
Nov 24                          | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
November 24                     | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
November 24th                   | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
1 Nov                           | all       | 2025-11-01?              | 2026-11-01?              | 2027-11-01?
1st Nov                         | all       | 2025-11-01?              | 2026-11-01?              | 2027-11-01?
2nd of November                 | all       | 2025-11-02?              | 2026-11-02?              | 2027-11-02?
3rd November                    | all       | 2025-11-03?              | 2026-11-03?              | 2027-11-03?
Tue 24 Nov                      | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
Tuesday 24 November             | all       | 2025-11-24?              | 2026-11-24?              | 2027-11-24?
24 Sept                         | all       | 2025-09-24?              | 2026-09-24?              | 2027-09-24?
Sept 24                         | all       | 2025-09-24?              | 2026-09-24?              | 2027-09-24?
24 Sep.                         | all       | 2025-09-24?              | 2026-09-24?              | 2027-09-24?
24 Dec                          | all       | 2025-12-24?              | 2025-12-24 +2026-12-24?  | 2027-12-24?
Dec 24                          | all       | 2025-12-24?              | 2025-12-24 +2026-12-24?  | 2027-12-24?
31 Dec                          | all       | 2025-12-31?              | 2025-12-31 +2026-12-31?  | 2027-12-31?
2 Jan                           | all       | 2026-01-02?              | 2026-01-02?              | 2028-01-02?
29 Feb                          | all       | no date                  | no date                  | 2028-02-29?
29 February 2028                | all       | future                   | future                   | = 2028-02-29
30 February 2026                | all       | no date                  | no date                  | no date
31 June                         | all       | no date                  | no date                  | no date
32 Nov                          | all       | no date                  | no date                  | no date
0 Nov                           | all       | no date                  | no date                  | no date
November                        | all       | no date                  | no date                  | no date
Nov 2026                        | all       | no date                  | no date                  | no date
November 2026                   | all       | no date                  | no date                  | no date
2026                            | all       | no date                  | no date                  | no date
24                              | all       | no date                  | no date                  | no date
1                               | all       | no date                  | no date                  | no date
today                           | all       | = 2026-01-10             | = 2026-11-25             | = 2028-02-29
Today                           | all       | = 2026-01-10             | = 2026-11-25             | = 2028-02-29
TODAY                           | all       | = 2026-01-10             | = 2026-11-25             | = 2028-02-29
yesterday                       | all       | = 2026-01-09             | = 2026-11-24             | = 2028-02-28
Yesterday.                      | all       | = 2026-01-09             | = 2026-11-24             | = 2028-02-28
tomorrow                        | all       | future                   | future                   | future
the day before yesterday        | all       | 2026-01-08?              | 2026-11-23?              | 2028-02-27?
day before yesterday            | all       | 2026-01-08?              | 2026-11-23?              | 2028-02-27?
a week ago                      | all       | 2026-01-03?              | 2026-11-18?              | 2028-02-22?
3 days ago                      | all       | 2026-01-07?              | 2026-11-22?              | 2028-02-26?
three days ago                  | all       | 2026-01-07?              | 2026-11-22?              | 2028-02-26?
1 day ago                       | all       | 2026-01-09?              | 2026-11-24?              | 2028-02-28?
2 weeks ago                     | all       | 2025-12-27?              | 2026-11-11?              | 2028-02-15?
two weeks ago                   | all       | 2025-12-27?              | 2026-11-11?              | 2028-02-15?
last Friday                     | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
last friday                     | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
on last Friday                  | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
Friday                          | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
fri                             | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
on Friday                       | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
this Friday                     | all       | 2026-01-09?              | 2026-11-20?              | 2028-02-25?
last Tue                        | all       | 2026-01-06?              | 2026-11-24?              | 2028-02-22?
Tuesday                         | all       | 2026-01-06?              | 2026-11-24?              | 2028-02-29?
last Wednesday                  | all       | 2026-01-07?              | 2026-11-18?              | 2028-02-23?
Wednesday                       | all       | 2026-01-07?              | 2026-11-25?              | 2028-02-23?
next Friday                     | all       | no date                  | no date                  | no date
last week                       | all       | no date                  | no date                  | no date
last month                      | all       | no date                  | no date                  | no date
soon                            | all       | no date                  | no date                  | no date
abc                             | all       | no date                  | no date                  | no date
24 Nov 2026 10:32               | all       | future                   | = 2026-11-24             | = 2026-11-24
Tue, 24 Nov 2026 10:32:05 +0100 | all       | future                   | = 2026-11-24             | = 2026-11-24
2026-11-24T10:32:05Z            | all       | future                   | = 2026-11-24             | = 2026-11-24
24/11/2026, 10:32               | all       | future                   | 2026-11-24?              | 2026-11-24?
24 Nov 2026 at 10:32            | all       | future                   | = 2026-11-24             | = 2026-11-24
24 Nov 2026 (Tue)               | all       | future                   | = 2026-11-24             | = 2026-11-24
２０２６-１１-２４                      | all       | future                   | = 2026-11-24             | = 2026-11-24
٢٠٢٦-١١-٢٤                      | all       | future                   | = 2026-11-24             | = 2026-11-24
2026年11月24日                     | all       | future                   | = 2026-11-24             | = 2026-11-24
24 novembre 2026                | all       | no date                  | no date                  | no date
24–11–2026                      | all       | future                   | 2026-11-24?              | 2026-11-24?
0001-01-01                      | all       | too early                | too early                | too early
1999-12-31                      | all       | too early                | too early                | too early
99/99/9999                      | all       | no date                  | no date                  | no date
12345                           | all       | no date                  | no date                  | no date
1.5                             | uk eu-eea | 2025-05-01?              | 2026-05-01?              | 2027-05-01?
1.5                             | us        | 2026-01-05?              | 2026-01-05?              | 2028-01-05?
1.5 | canada | 2025-05-01 2026-01-05? | 2026-05-01 2026-01-05? | 2027-05-01 2028-01-05?
24 Nov 1926                     | all       | too early                | too early                | too early
24 Nov 2027                     | all       | future                   | future                   | = 2027-11-24
May                             | all       | no date                  | no date                  | no date
5 May                           | all       | 2025-05-05?              | 2026-05-05?              | 2027-05-05?
may 5                           | all       | 2025-05-05?              | 2026-05-05?              | 2027-05-05?
5 may 2026                      | all       | future                   | = 2026-05-05             | = 2026-05-05
mar 5 | all | 2025-03-05 +2026-03-05? | 2026-03-05? | 2027-03-05 +2028-03-05?
sat 5 mar | all | 2025-03-05 +2026-03-05? | 2026-03-05? | 2027-03-05 +2028-03-05?
-1                              | all       | no date                  | no date                  | no date
400 days ago                    | all       | 2024-12-06?              | 2025-10-21?              | 2027-01-25?
0 days ago                      | all       | 2026-01-10?              | 2026-11-25?              | 2028-02-29?
zero days ago                   | all       | no date                  | no date                  | no date
Monday 24 November 2026         | all       | future                   | 2026-11-24?              | 2026-11-24?
nothing                         | all       | no date                  | no date                  | no date
24 Nov 2026 25 Dec 2026         | all       | no date                  | no date                  | no date
"""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Text, region, today and what comes of it: each cell of the table, for each region it holds for."""
    for line in TABLE.strip("\n").splitlines():
        text, regions, *cells = line.split("|")
        for region in REGIONS if regions.strip() == "all" else regions.split():
            for today, cell in zip(DAYS, cells, strict=True):
                yield text.rstrip(), region, today, cell.strip()


CELLS = tuple(rows())


def what_comes(text: str, region: str, today: str) -> str:
    """What comes of the text on the page that asks for the day of sending, as the table has it."""
    now = datetime.fromisoformat(f"{today}T11:32:05").replace(tzinfo=timezone(timedelta(hours=1)))
    given = answered(region, "18-plus", ("member",))
    moment = at(answers=given, now=now, draft={FIELD: text})
    found = journey.read(moment, journey.page(moment, ASKED), text)
    match found:
        case Write(name, day):
            assert name == FIELD
            return f"= {day}"
        case Go(place):
            assert place == DAY
            assert journey.is_open(moment, DAY)
            shown = journey.page(moment, DAY)
            past = [pick.event.text for pick in shown.picks if isinstance(pick.event, Write)]
            later = [pick.label for pick in shown.picks if pick.event == Go(Place("do", "objection-form"))]
            ahead = [
                day
                for day in read_day(CONTENT, text, now.date(), region).days
                if CONTENT.say("ui.day.later", day=say_day(CONTENT, day)) in later
            ]
            assert len(ahead) == len(later)
            return " ".join((*past, *(f"+{day}" for day in ahead))) + "?"
        case Refusal(sentence):
            early = CONTENT.say("ui.refusal.too-early", day=say_long(CONTENT, date(2024, 1, 1)))
            names = {"no date": "no-date", "future": "future"}
            refused = {CONTENT.words(f"ui.refusal.{name}"): said for said, name in names.items()} | {early: "too early"}
            return refused[sentence]
    raise AssertionError(found)


def test_the_table_has_120_texts_and_says_of_each_what_comes_in_every_region() -> None:
    texts = {text for text, *_ in CELLS}
    assert len(texts) >= 120
    assert sorted((text, region, today) for text, region, today, _ in CELLS) == sorted(
        (text, region, today) for text in texts for region in REGIONS for today in DAYS
    )


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("region", REGIONS)
def test_each_text_is_understood_asked_or_refused_as_the_table_says(region: str, today: str) -> None:
    of_here = [(text, cell) for text, where, day, cell in CELLS if (where, day) == (region, today)]
    assert [(text, what_comes(text, region, today)) for text, _ in of_here] == of_here


TODAY = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@given(TODAY, st.integers(0, 700), st.sampled_from(REGIONS))
def test_a_day_as_the_program_says_it_is_that_day_and_needs_no_second_page(today: date, ago: int, region: str) -> None:
    day = today - timedelta(days=ago)
    for said in (day.isoformat(), say_day(CONTENT, day), say_long(CONTENT, day)):
        reading = read_day(CONTENT, said, today, region)
        assert (reading.days, reading.in_full) == ((day,), True), said


@given(TODAY, st.integers(0, 300), st.sampled_from(REGIONS), st.sampled_from("/.- "))
def test_a_past_day_in_numbers_is_among_those_asked_and_never_counts_unseen(
    today: date, ago: int, region: str, between: str
) -> None:
    day = today - timedelta(days=ago)
    orders = {"us": ("{0.month}{1}{0.day}",), "canada": ("{0.month}{1}{0.day}", "{0.day}{1}{0.month}")}
    for order in orders.get(region, ("{0.day}{1}{0.month}",)):
        for text in (order.format(day, between), f"{order.format(day, between)}{between}{day.year}"):
            reading = read_day(CONTENT, text, today, region)
            assert day in reading.days, text
            assert not reading.in_full, text


@given(st.text(max_size=70), TODAY, st.sampled_from(REGIONS))
def test_whatever_is_typed_is_read_or_is_no_date(text: str, today: date, region: str) -> None:
    days = read_day(CONTENT, text, today, region).days
    assert len(set(days)) == len(days)
    assert [day > today for day in days] == sorted(day > today for day in days)


# At the page.


@pytest.fixture
def session(store: Store) -> Session:
    """Somebody in the UK who is asked when the form was sent, on Saturday 21 November 2026."""
    found = session_on(store)
    answer_all(found, answered("uk", "18-plus", ("member",)))
    found.go(ASKED)
    return found


def hand_in(session: Session, text: str) -> Refusal | None:
    """Type the text and press Enter."""
    page = session.page
    return session.choose(next(pick for pick in page.picks if fills(page, pick.event)).event, text)


def test_today_and_yesterday_are_the_first_picks_and_say_which_day_they_are(session: Session) -> None:
    today, yesterday = date(2026, 11, 21), date(2026, 11, 20)
    first, second = session.page.picks[:2]
    assert (first.event, first.note) == (Write(FIELD, "2026-11-21"), say_day(CONTENT, today))
    assert (second.event, second.note) == (Write(FIELD, "2026-11-20"), say_day(CONTENT, yesterday))


def test_nothing_typed_records_nothing_and_says_which_days_can_be_typed(session: Session) -> None:
    refused = hand_in(session, "  ")
    assert refused == Refusal(CONTENT.words("ui.refusal.no-day"))
    assert CONTENT.words("ui.pick.today") in CONTENT.words("ui.refusal.no-day")
    assert session.place == ASKED
    assert FIELD not in session.progress.fields


def test_a_doubtful_day_counts_only_when_it_was_shown_back_and_chosen(session: Session) -> None:
    before = session.progress
    assert hand_in(session, "20/11") is None
    assert session.progress is before
    assert session.place == DAY
    shown = session.page
    assert shown.title == CONTENT.words("ui.day.one")
    assert shown.picks[0].label == "Fri 20 Nov 2026"
    pick_for(session, Write(FIELD, "2026-11-20"))
    assert session.progress.fields[FIELD] == "2026-11-20"
    assert session.progress.steps["objection-form"].status == "completed"
    session.back()
    assert session.place != DAY


def test_a_day_to_come_is_not_recorded_and_both_years_are_offered(session: Session) -> None:
    before = session.progress
    assert hand_in(session, "24 Dec") is None
    assert session.page.title == CONTENT.words("ui.day.several")
    events = [pick.event for pick in session.page.picks]
    assert events == [Write(FIELD, "2025-12-24"), Go(Place("do", "objection-form")), Go(ASKED)]
    pick_for(session, Go(Place("do", "objection-form")))
    assert session.progress is before


def test_another_day_can_be_typed_where_the_first_still_stands(session: Session) -> None:
    assert hand_in(session, "24 Dec") is None
    pick_for(session, Go(ASKED))
    assert session.page.ask is not None
    assert session.page.ask.value == "24 Dec"
    assert hand_in(session, "20 Nov 2026") is None
    assert session.progress.fields[FIELD] == "2026-11-20"
