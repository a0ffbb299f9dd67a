"""How old the content is on the day it is read: what was checked long ago says so."""

from datetime import date, timedelta

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Moment
from linkedin_guard.plan.say_dates import say_long

FRESH = timedelta(days=90)
"""How long what was checked is taken as it stands."""


def is_stale(checked: date, today: date) -> bool:
    """Whether what was checked on that day is 90 days old or older."""
    return today - checked >= FRESH


def stale(moment: Moment) -> bool:
    """Whether the content as a whole is."""
    return content_is_stale(moment.content, moment.now.date())


def content_is_stale(content: Catalogue, today: date) -> bool:
    """Whether the content as a whole is, on that day."""
    return is_stale(content.manifest.day, today)


def age(moment: Moment) -> str:
    """The line that says when the content was last checked; empty while it is fresh."""
    content = moment.content
    return content.say("ui.age.content", day=say_long(content, content.manifest.day)) if stale(moment) else ""


def age_of(content: Catalogue, checked: date, today: date) -> str:
    """The line on the card of a claim that was checked long ago; empty while it is fresh."""
    return content.words("ui.age.claim") if is_stale(checked, today) else ""
