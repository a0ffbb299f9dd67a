"""The calendar face: what it writes is read back, by the library that wrote it and by one that did not."""

import importlib
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkedin_guard.content import load
from linkedin_guard.faces.calendar import Event, render

vobject = importlib.import_module("vobject")

CONTENT = load()
CHANGED = datetime(2026, 11, 21, 11, 32, 5, 123, tzinfo=timezone(timedelta(hours=1)))
DUE = Event(
    uid="reply-2026-11-21@linkedin-guard",
    day=date(2026, 12, 31),
    title="LinkedIn's answer is due; look, and record it",
    text="First line\nSecond line, with \\ and \\n and “quotes”",
    changed=CHANGED,
    sequence=3,
    url="https://www.linkedin.com/help/linkedin/ask/TS-DPRO?a=1;b,c",
)

typed = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \n;,:\\\"'\u00a0\u200d"), max_size=300)


def lines(data: bytes) -> list[str]:
    """The lines as they stand in the file, folded."""
    assert data.endswith(b"\r\n")
    return [line.decode() for line in data.removesuffix(b"\r\n").split(b"\r\n")]


def test_an_event_is_what_was_given() -> None:
    [event] = icalendar.Calendar.from_ical(render([DUE], CONTENT)).walk("VEVENT")
    assert event["UID"] == DUE.uid
    assert event.decoded("DTSTART") == date(2026, 12, 31)
    assert event.decoded("DTEND") == date(2027, 1, 1)
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == datetime(2026, 11, 21, 10, 32, 5, tzinfo=UTC)
    assert event["SEQUENCE"] == 3
    assert event["SUMMARY"] == DUE.title
    assert event["DESCRIPTION"] == DUE.text
    assert event["URL"] == DUE.url
    assert event["TRANSP"] == "TRANSPARENT"


def test_another_parser_reads_the_same() -> None:
    event = vobject.readOne(render([DUE], CONTENT).decode()).vevent
    assert (event.uid.value, event.summary.value, event.description.value) == (DUE.uid, DUE.title, DUE.text)
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event.dtstamp.value == datetime(2026, 11, 21, 10, 32, 5, tzinfo=UTC)
    assert (event.sequence.value, event.transp.value, event.url.value) == ("3", "TRANSPARENT", DUE.url)
    assert event.valarm.trigger.value == timedelta(hours=-15)
    assert event.valarm.action.value == "DISPLAY"


def test_the_file_says_what_it_is() -> None:
    found = lines(render([DUE], CONTENT))
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in found
    assert "PRODID:-//LinkedIn Guard//lg-wizard//EN" in found
    assert {"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "TRIGGER:-PT15H"} <= set(found)
    assert not any(line.startswith("METHOD") for line in found)


def test_the_same_events_make_the_same_file() -> None:
    assert render([DUE], CONTENT) == render([DUE], CONTENT)


def test_several_events_and_none() -> None:
    other = Event("recheck@linkedin-guard", date(2028, 2, 29), "Look again", "", CHANGED, 0)
    calendar = icalendar.Calendar.from_ical(render([DUE, other], CONTENT))
    assert [event["UID"] for event in calendar.walk("VEVENT")] == [DUE.uid, other.uid]
    assert b"URL" not in render([other], CONTENT)
    assert icalendar.Calendar.from_ical(render([], CONTENT)).walk("VEVENT") == []


@given(title=typed, text=typed)
@example(title="陳" * 200, text="x" * 10_000)
@example(title="BEGIN:VEVENT\nEND:VEVENT", text="a\\;b\\,c\\\\n\\N")
def test_any_text_comes_back_from_lines_of_75_octets(title: str, text: str) -> None:
    data = render([Event("u@x", date(2026, 12, 31), title, text, CHANGED, 0)], CONTENT)
    assert all(len(line.encode()) <= 75 for line in lines(data))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (title, text)
    second = vobject.readOne(data.decode()).vevent
    assert (second.summary.value, second.description.value) == (title, text)


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2028, 2, 28), date(2028, 2, 29)])
def test_an_event_ends_where_the_next_day_begins(day: date) -> None:
    [event] = icalendar.Calendar.from_ical(render([Event("u@x", day, "t", "", CHANGED, 0)], CONTENT)).walk("VEVENT")
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
