"""What was checked 90 days ago or more says so wherever it tells somebody what to do, and nowhere before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from few import few
from fit import KINDS, distinct, lines_over
from walk import CONTENT, NOW, answered, at, plans, sent, strings

from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.documents.record import overview
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import document, rendered
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.model.catalogue import Manifest
from linkedin_guard.model.page import Moment
from linkedin_guard.pages.lists import claim_card
from linkedin_guard.plan.age import age, is_stale
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

DAY = CONTENT.manifest.day


def after(days: int, moment: Moment) -> Moment:
    """The moment so many days after the content's date."""
    return replace(moment, now=NOW.replace(year=DAY.year, month=DAY.month, day=DAY.day) + timedelta(days=days))


@pytest.mark.parametrize(("days", "old"), [(-1, False), (0, False), (89, False), (90, True), (91, True), (4000, True)])
def test_content_is_old_from_its_ninetieth_day_on(days: int, old: bool) -> None:
    assert is_stale(date(2026, 11, 21), date(2026, 11, 21) + timedelta(days=days)) == old


@pytest.mark.parametrize(("days", "old"), [(89, False), (90, True), (400, True)])
def test_every_page_that_tells_somebody_to_do_something_says_so(days: int, old: bool) -> None:
    seen = 0
    for answers in plans().values():
        moment = after(days, sent(at(answers=answers)))
        line = age(moment)
        assert bool(line) == old
        for place in journey.places(moment):
            page = journey.page(moment, place)
            told = place.page in ("tasks", "do", "missing")
            assert page.age == (line if told else ""), place
            assert any(line in said for said in page_lines(page, CONTENT)) == (told and old) or not old, place
            seen += told
    assert seen > 100


@pytest.mark.parametrize(("days", "old"), [(89, False), (90, True)])
def test_status_documents_and_json_say_so_and_no_letter_to_linkedin_does(days: int, old: bool) -> None:
    moment = after(days, sent(at(answers=answered("eu-eea", "18-plus", ("member", "team-lead")))))
    line = CONTENT.words("ui.age.content").partition("{")[0]
    assert as_json.status(moment)["stale"] is old
    assert as_json.record(moment)["stale"] is old
    assert (line in rendered(overview(moment), "txt", CONTENT).decode()) == old
    for name in ("record", "checklist", "policy", "letter-notice"):
        for form in ("md", "html", "txt"):
            assert (line in rendered(document(moment, name), form, CONTENT).decode()) == old, name
    for name in CONTENT.letters:
        assert line not in as_text(letter(moment, name))
        if name != "notice":
            assert line not in rendered(document(moment, f"letter-{name}"), "txt", CONTENT).decode()


@pytest.mark.parametrize(("days", "old"), [(0, False), (89, False), (90, True), (400, True)])
def test_the_lists_for_a_program_say_so_and_each_claim_by_its_own_date(days: int, old: bool) -> None:
    today = DAY + timedelta(days=days)
    assert as_json.profiles(CONTENT, [], today)["stale"] is old
    sources = as_json.sources(CONTENT, list(CONTENT.claims), today)
    assert sources["stale"] is old
    assert {said["id"]: said["stale"] for said in sources["claims"]} == {
        name: today - claim.checked >= timedelta(days=90) for name, claim in CONTENT.claims.items()
    }


def test_nothing_was_checked_after_the_day_the_content_bears() -> None:
    day = date.fromisoformat(CONTENT.manifest.content.replace(".", "-"))
    assert max(claim.checked for claim in CONTENT.claims.values()) <= day
    assert max(change.on for change in CONTENT.changes.values()) <= day


def test_each_old_claim_says_so_on_its_card() -> None:
    said = CONTENT.words("ui.age.claim")
    for name, claim in CONTENT.claims.items():
        for days in (0, 89, 90, 365):
            card = claim_card(CONTENT, name, claim.checked + timedelta(days=days))
            assert (said in list(strings(tuple(card)))) == (days >= 90), name


@pytest.mark.parametrize("kind", few(KINDS))
async def test_a_page_that_is_full_has_the_age_in_the_captions_place(
    kind: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = age(after(90, at(answers={})))
    pages = [replace(page, age=line) for page in distinct(kind) if page.place.page == "do"]
    assert pages
    assert await lines_over(store, monkeypatch, pages) == {}


@pytest.mark.parametrize("version", ["2026.13.01", "2026.02.30", "2026.00.10"])
def test_a_date_that_no_calendar_has_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        Manifest.model_validate({"schema": 1, "content": version, "languages": ["en"]})
