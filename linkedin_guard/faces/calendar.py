"""Days to remember as an iCalendar file (RFC 5545): all-day events with a reminder at nine on the day before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from linkedin_guard.model.catalogue import Catalogue

_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_REMINDER = timedelta(hours=-15)
"""At nine on the day before: Outlook and Android take no alarm after the beginning of an event."""


@dataclass(frozen=True)
class Event:
    """A day to remember. `uid` stays for as long as the matter does; `sequence` rises when the day or the text changes.

    `changed` carries its time zone: it says when the event was last changed.
    """

    uid: str
    day: date
    title: str
    text: str
    changed: datetime
    sequence: int
    url: str = ""
    cancelled: bool = False


def render(events: Iterable[Event], content: Catalogue) -> bytes:
    """The events as one calendar to import; importing a newer one moves the events instead of doubling them."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//LinkedIn Guard//lg-wizard//{content.language.upper()}")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_component(event))
    data: bytes = calendar.to_ical()
    return data


class _Text(icalendar.vText):
    """A text that is written as it stands: icalendar takes the `\\N` of `C:\\New` for a line break."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPED).encode()


def _component(event: Event) -> icalendar.Event:
    changed = event.changed.astimezone(UTC)
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", changed)
    component.add("last-modified", changed)
    component.add("sequence", event.sequence)
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))
    component.add("transp", "TRANSPARENT")
    component.add("summary", _Text(event.title))
    component.add("description", _Text(event.text))
    if event.url:
        component.add("url", event.url)
    if event.cancelled:
        component.add("status", "CANCELLED")
        return component
    reminder = icalendar.Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("trigger", _REMINDER)
    reminder.add("description", _Text(event.title))
    component.add_component(reminder)
    return component
