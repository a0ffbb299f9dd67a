"""A law that changed is cited for what was sent since then, and the one before for what was sent before."""

from datetime import UTC, date, datetime

import pytest
from walk import CONTENT, REGIONS, answered, at, marked, sent, then

from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.model.claims import Days
from linkedin_guard.model.events import Write
from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.plan.facts import basis, due_of
from linkedin_guard.walk import journey

GATES = sorted(
    {day for claim in CONTENT.claims.values() if claim.sent for day in (claim.sent.since, claim.sent.before) if day}
)
BEFORE, BETWEEN, SINCE = "2026-02-04", "2026-06-18", "2026-06-19"
"""The last day before the first change, the last before the second, and the first after both."""

ANSWERS = ("confirmed", "partly", "refused", "extended", "extended-late", "asks-identity", "asks-reasons")


def objected(day: str, region: str = "uk") -> Moment:
    return sent(at(answers=answered(region, "18-plus", ("member",))), day)


def complained(day: str) -> Moment:
    moment = marked(objected("2026-01-02"), ("objection-reply", "completed", "refused"))
    return marked(then(moment, Write("complaint-linkedin.sent-on", day)), ("complaint-linkedin", "completed", "sent"))


def test_days_are_from_the_first_on_and_before_the_last() -> None:
    some = Days(since=date(2026, 2, 5), before=date(2026, 6, 19))
    assert [day in some for day in (date(2026, 2, 4), date(2026, 2, 5), date(2026, 6, 18), date(2026, 6, 19))] == [
        False,
        True,
        True,
        False,
    ]
    assert date(1900, 1, 1) in Days(before=date(2026, 6, 19))
    assert date(2999, 1, 1) in Days(since=date(2026, 6, 19))


def test_the_changes_are_those_of_the_uk() -> None:
    assert [date(2026, 2, 5), date(2026, 6, 19)] == GATES


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("name", CONTENT.letters)
def test_a_letter_says_as_much_whenever_it_was_sent_by_the_law_of_that_day(name: str, short: bool) -> None:
    """For each paragraph by the new law there is one by the law before it, and never both."""
    counts = set()
    for day in (BEFORE, BETWEEN, SINCE):
        moment = complained(day) if name == "complaint" else objected(day)
        written = letter(moment, name, short=short)
        counts.add(len(written.lines))
        assert all(CONTENT.claims[claim].holds(date.fromisoformat(day)) for claim in written.claims)
    assert len(counts) == 1


def test_article_12a_and_section_164a_are_named_for_what_they_cover_alone() -> None:
    said = {
        day: "\n".join(as_text(letter(objected(day), name)) for name in CONTENT.letters) for day in (BEFORE, BETWEEN)
    }
    assert "12A" not in said[BEFORE]
    assert "Article 12(3) of the UK GDPR gave you one month" in said[BEFORE]
    assert "12A" in said[BETWEEN]
    for day, named in ((BETWEEN, False), (SINCE, True)):
        assert ("164A" in as_text(letter(complained(day), "complaint"))) == named
    assert "12A" in as_text(letter(at(answers=answered("uk", "18-plus", ("member",))), "objection")), "written today"


@pytest.mark.parametrize(("day", "legal"), [(BETWEEN, False), (SINCE, True)])
def test_the_thirty_days_are_a_legal_day_since_section_164a_is_in_force(day: str, legal: bool) -> None:
    moment = complained(day)
    due = due_of(moment, "complaint-linkedin")
    assert due is not None
    assert due.legal == legal
    assert ("law-uk-164a" in basis(moment, "complaint-linkedin")) == legal
    assert ("uk-no-limit-before" in basis(moment, "complaint-linkedin")) != legal


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("day", ["2025-11-10", "2026-03-01", "2026-09-03", "2026-11-20", "2026-12-15"])
def test_what_a_date_rests_on_holds_for_it_on_pages_and_in_the_calendar(region: str, day: str) -> None:
    moment = objected(day, region)
    moment = at(moment.progress, now=datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC))
    due = due_of(moment, "objection-reply")
    assert due is not None
    computed = region == "eu-eea" and due.day.year >= 2027
    claims = basis(moment, "objection-reply")
    assert claims
    assert all(CONTENT.claims[name].holds(date.fromisoformat(day), due.day) for name in claims)
    assert ("holidays-2027" in claims) == computed
    assert set(claims) <= set(journey.page(moment, Place("do", "objection-reply")).claims)
    (event,) = [dated for dated in dates(moment) if dated.matter == "objection-reply"]
    assert (CONTENT.sentence("holidays-2027") in event.text) == computed


@pytest.mark.parametrize("day", [BEFORE, BETWEEN, SINCE])
@pytest.mark.parametrize("saw", ANSWERS)
def test_no_page_about_what_was_sent_cites_a_law_of_another_day(day: str, saw: str) -> None:
    moment = marked(objected(day), ("objection-reply", "in-progress", saw))
    for place in journey.places(moment):
        if place.name == "objection-reply":
            for claim in journey.page(moment, place).claims:
                assert CONTENT.claims[claim].holds(date.fromisoformat(day)), (place, claim)
