"""Where text is typed letters are text, and where it is not they are keys; what is typed goes when its matter goes."""

from pathlib import Path
from typing import Any

import pytest
from people import PEOPLE
from test_meant import FINE, HOME, KINDS, Window, each, window_of
from walk import CONTENT, NOW, answer_all, answered, session_on

from linkedin_guard.faces.tui.rows import Row
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Mark, Undo, Use, Write
from linkedin_guard.model.page import Page, names_people, types
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

pytestmark = pytest.mark.usefixtures("quick_disk")

KEYS = "quojkscp?7"
"""What is a key somewhere; here it is a name, a number, a part of an address."""

WHERE = pytest.mark.parametrize(
    "where", [pytest.param(KINDS, id="kinds"), pytest.param(FINE, id="fine", marks=pytest.mark.long)]
)


def text_of(window: Window) -> str:
    field: Any = window.app.wizard.field
    return str(getattr(field, "value", None) if hasattr(field, "value") else field.text)


@WHERE
async def test_what_can_be_typed_goes_into_the_line_wherever_the_highlight_is(
    where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, page: Page) -> None:
        if page.ask is None or not types(page) or page.ask.kind == "text":
            return
        stops = len(window.app.wizard.picks.stops)
        for steps in range(stops):
            await window.come_to(place)
            await window.press(*["tab"] * steps)
            before = text_of(window)
            await window.press(*(key if key != "?" else "question_mark" for key in KEYS))
            assert text_of(window) == before + KEYS, place
            assert window.app.focused is window.app.wizard.field
            assert window.session.place == place
            assert window.recorded() == []
            assert window.app.is_running

    await each(where, tmp_path, monkeypatch, check)


@WHERE
async def test_what_was_recorded_is_said_with_the_key_that_takes_it_back_here(
    where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, page: Page) -> None:
        session, wizard = window.session, window.app.wizard
        if journey.undoable(session.progress) is None:
            return
        session.said = "Recorded."
        await window.app.redraw(fresh=True)
        await window.settled()
        key = "F3" if types(page) else "u"
        hint = wizard.base.show(CONTENT.say("ui.said.hint", key=key))
        first = wizard._text.render()
        assert hint in " ".join(str(first).split()), f"{place} names {key}"
        if types(page):
            wizard.picks.focus_on(wizard.picks.field or wizard.picks)
        before = text_of(window) if types(page) else ""
        await window.press(key.lower())
        assert window.recorded() == [Undo()], f"{key} on {place}"
        assert session.place != place or not types(page) or before == text_of(window)

    await each(where, tmp_path, monkeypatch, check)


@pytest.mark.parametrize("size", [HOME, (40, 12)])
async def test_people_are_numbered_in_an_order_that_stays(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window_of("uk", tmp_path, monkeypatch, size) as window:
        page = await window.come_to(Place("who"))
        assert names_people(page)
        assert [pick.label for pick in page.picks[:3]] == ["Ana", "Ben", "me"]
        focused = window.app.focused
        assert isinstance(focused, Row)
        assert page.picks[focused.at].event == Use("me"), "who was last is highlighted, and marked"
        current = CONTENT.words("ui.who.current")
        assert [current in pick.note for pick in page.picks[:3]] == [False, False, True]
        assert [row.line.number for row in window.app.wizard.rows] == [1, 2, 3, 4]
        await window.press(*"quinn")
        assert text_of(window) == "quinn"
        assert [row.line.number for row in window.app.wizard.rows] == [None] * 4, "a digit is text now"
        await window.press("2")
        assert (text_of(window), window.session.progress.profile) == ("quinn2", "me")
        await window.come_to(Place("who"))
        await window.press("2")
        assert window.session.progress.profile == "Ben"
        window.session.go(Place("who"))
        assert [pick.label for pick in window.session.page.picks[:3]] == ["Ana", "Ben", "me"]
        assert [current in pick.note for pick in window.session.page.picks[:3]] == [False, True, False]


def test_who_was_last_is_marked_before_anybody_is_chosen(tmp_path: Path) -> None:
    store = Store(tmp_path, now=lambda: NOW)
    for name in ("Zoë", "ana", "Ben"):
        session = session_on(store, name)
        answer_all(session, answered("uk", "18-plus", ("member",)))
        session.close()
    session = session_on(store, None)
    notes = {pick.label: pick.note for pick in session.page.picks if isinstance(pick.event, Use)}
    last = CONTENT.words("ui.who.last")
    assert list(notes) == ["ana", "Ben", "Zoë"]
    marked = [last in note for note in notes.values()]
    assert marked.count(True) == 1
    assert session.page.focus == marked.index(True)


# Drafts.


def asked(session: Session) -> list[tuple[Place, str]]:
    """Every place that asks for something, and what for."""
    found = []
    for place in journey.places(session.moment):
        page = journey.page(session.moment, place)
        if page.ask is not None and place.page == "do":
            found.append((place, page.ask.into))
    return found


@pytest.mark.parametrize("person", ["uk", "waiting", "refused", "everything", "germany"])
def test_what_was_typed_about_something_goes_when_that_is_taken_back(person: str, tmp_path: Path) -> None:
    store = Store(tmp_path, now=lambda: NOW)
    with store.open("me") as desk:
        desk.save(PEOPLE[person].progress)
    session = session_on(store)
    count = 0
    for place, into in asked(session):
        if not journey.is_open(session.moment, place):
            continue
        for event in (Write(into, "x", keep=True), Mark(place.name, "in-progress", "odd")):
            session.choose(event)
            if not journey.is_open(session.moment, place):
                session.undo()
                continue
            session.go(place)
            session.typing("u")
            session._typing.draft["who.name"] = "Quinn"
            session.undo()
            about = isinstance(event, Write) or not journey.prepares(session.moment, place)
            assert (into not in session.moment.draft) == (about or not journey.is_open(session.moment, place))
            assert session.moment.draft["who.name"] == "Quinn", "what is about something else stays"
            session._typing.draft.clear()
            count += 1
    assert count > 5


def test_what_was_ticked_goes_with_the_question_before_it(tmp_path: Path) -> None:
    session = session_on(Store(tmp_path, now=lambda: NOW))
    for at in (0, 2, 2):
        session.choose(session.page.picks[at].event)
    assert session.place == Place("ask", "role")
    session.typing("recruiter")
    session.undo()
    assert session.moment.draft == {}


# One person after another.


def reached(value: object, seen: set[int]) -> list[str]:
    """Every text that is kept in memory within this value."""
    if id(value) in seen:
        return []
    seen.add(id(value))
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in reached(part, seen)]
    if isinstance(value, list | tuple | set | frozenset):
        return [text for part in value for text in reached(part, seen)]
    ours = type(value).__module__.startswith("linkedin_guard") and not isinstance(value, Catalogue | Store)
    return reached(vars(value), seen) if ours and hasattr(value, "__dict__") else []


def test_nothing_of_one_person_is_in_memory_for_the_next(tmp_path: Path) -> None:
    """Whatever was typed, ticked, handed in or recorded: none of it is left anywhere in the session."""
    store = Store(tmp_path, now=lambda: NOW)
    with store.open("me") as desk:
        desk.save(PEOPLE["refused"].progress)
    session = session_on(store)
    for place, into in asked(session):
        if not journey.is_open(session.moment, place):
            continue
        session.go(place)
        session.typing(f"SECRET draft {into}")
        session.choose(Write(into, f"SECRET memory {into}", keep=False))
        session.choose(Write(into, f"SECRET kept {into}", keep=True))
        session.typing(f"SECRET again {into}")
        session.choose(Write(into, f"SECRET memory {into}", keep=False))
    for place, into in asked(session):
        session.go(place)
        session.typing(f"SECRET half {into}")
    assert any("SECRET" in text for text in reached(session, set()))
    session.choose(Use("Ben"))
    assert session.progress.profile == "Ben"
    assert [text for text in reached(session, set()) if "SECRET" in text] == []
