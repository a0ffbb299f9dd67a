"""By how much a page is too long for the window, and every question and step that somebody meets, in a language."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from walk import CONTENT, NOW, Answers, answered, at, complete, marked, sent, session_on, then

from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Mark
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.plan.steps import plan_of
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

HOME = (80, 24)
KINDS = ("untouched", "in-progress", "completed")


def asked_or_done(moment: Moment) -> Iterator[Place]:
    """The places that are a question or a step, not one of its parts."""
    for place in journey.places(moment):
        if place.page == "ask" or (place.page == "do" and not place.part):
            yield place


def stood(answers: Answers, kind: str, content: Catalogue = CONTENT) -> Moment:
    """Somebody all of whose steps stand like this, as far as a person can bring them there."""
    moment = at(answers=answers, content=content)
    if kind == "untouched":
        return moment
    for step in plan_of(moment).steps:
        outcome = next((outcome for outcome in step.outcomes if outcome.status == kind), None)
        moment = then(moment, Mark(step.id, kind, outcome.id if outcome else "", step.meaning))
    return sent(moment) if kind == "completed" else marked(moment)


def waiting(content: Catalogue = CONTENT) -> Iterator[Moment]:
    """Somebody in Germany who waits for the answer, then for whom it is overdue: most laws stand over these picks."""
    germany = {**answered("eu-eea", "18-plus", ("member",)), "country": ("de",)}
    moment = sent(at(answers=germany, content=content))
    yield from (at(moment.progress, now=NOW + timedelta(days=days), content=content) for days in (0, 45))


def distinct(kind: str, content: Catalogue = CONTENT) -> list[Page]:
    """Every page that somebody meets, each once."""
    found: dict[Page, None] = {}
    moments = (stood(answers, kind, content) for answers in complete())
    for moment in (*moments, *waiting(content)) if kind == "completed" else moments:
        found.update((journey.page(moment, place), None) for place in asked_or_done(moment))
    return list(found)


async def lines_over(
    store: Store, monkeypatch: pytest.MonkeyPatch, pages: Iterable[Page], content: Catalogue = CONTENT
) -> dict[Place, int]:
    """By how many lines the first pick of each page is below the window, for those where it is."""
    shown = Page(Place("start"), "", "", focus=None)
    monkeypatch.setattr(journey, "page", lambda moment, place: shown)
    app = GuardApp(session_on(store, content=content))
    over: dict[Place, int] = {}
    async with app.run_test(size=HOME) as pilot:
        for shown in pages:
            await app.redraw()
            await pilot.pause()
            pane, first = app.wizard.pane, app.wizard.rows[0]
            assert pane.scroll_offset.y == 0
            below = first.region.bottom - pane.scrollable_content_region.bottom
            if below > 0:
                over[shown.place] = max(below, over.get(shown.place, 0))
    return over
