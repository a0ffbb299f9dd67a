"""The record holds only what was meant (P7): the window is pressed and held on every kind of page there is.

The short form takes each kind of page once; `long` takes all that differ in what they ask and what their picks do.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from people import PEOPLE, session_of
from textual import events
from walk import CONTENT, NOW

from linkedin_guard import system
from linkedin_guard.faces.tui import errands
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.rows import Row, boxes_of
from linkedin_guard.model.events import Answer, Event, Go, Mark, Open, Save, Undo, Write, from_data
from linkedin_guard.model.page import Page, fills, types
from linkedin_guard.model.place import Place
from linkedin_guard.walk import journey

HOME = (80, 24)
TIMES = 200
DIGITS = "123456789"
CHARACTERS = {"space": " ", "enter": "\r", "question_mark": "?"}

pytestmark = pytest.mark.usefixtures("quick_disk")


def kind_of(page: Page, step_kind: str, *, fine: bool) -> tuple[object, ...]:
    """What makes a page behave as it does: its family and what it asks; `fine`, where it begins and what it does."""
    place = page.place
    ask = None if page.ask is None else page.ask.kind
    begins = None if page.focus is None else type(page.picks[page.focus].event).__name__
    if not fine:
        return place.page, ask, begins is None
    keeps = page.ask is not None and page.ask.keep
    does = frozenset(type(pick.event).__name__ for pick in page.picks)
    return place.page, place.aside, ask, begins, step_kind, bool(place.part), keeps, does


def places() -> Iterator[tuple[str, Place]]:
    """Every place of every person, with what stands beside it."""
    for person, moment in PEOPLE.items():
        for place in journey.places(moment):
            for aside in ("", "sources", "phone", "help", "different", "english", "language"):
                there = place.with_aside(aside) if aside else place
                if journey.is_open(moment, there):
                    yield person, there


def by_kind(*, fine: bool) -> list[tuple[str, Place]]:
    """One place of each kind."""
    found: dict[tuple[object, ...], tuple[str, Place]] = {}
    for person, place in places():
        moment = PEOPLE[person]
        step = moment.content.steps.get(place.name)
        page = journey.page(moment, place)
        found.setdefault(kind_of(page, "" if step is None else step.kind, fine=fine), (person, place))
    return list(found.values())


KINDS, FINE = by_kind(fine=False), by_kind(fine=True)
LONG = pytest.mark.parametrize(
    "where", [pytest.param(KINDS, id="kinds"), pytest.param(FINE, id="fine", marks=pytest.mark.long)]
)


def test_there_are_many_kinds_of_page() -> None:
    assert len(KINDS) > 12
    assert len(FINE) > 100
    assert {place.page for _, place in KINDS} >= {"who", "start", "ask", "review", "about-you", "tasks", "do", "finish"}
    assert {place.aside for _, place in FINE} >= {"sources", "phone", "help", "different"}


class Window:
    """A window of one person, whose every page can be come to as if for the first time."""

    def __init__(self, app: GuardApp) -> None:
        self.app, self.session = app, app.session
        self.before = self.session.progress
        self.opened: list[str] = []
        self.saved: list[tuple[str, str]] = []

    async def come_to(self, place: Place) -> Page:
        """Have nothing recorded but what was, nothing typed, and the page before one."""
        await self.settled()
        if self.session.progress.profile != self.before.profile:
            self.session._use(self.before.profile)
        self.session.progress = self.session._base = self.before
        self.session._typing.start_over()
        self.session.said = ""
        self.app._presses.other()
        self.app._presses.done()
        self.app.errands._last = None
        for there in (Place("start", aside="help") if self.app.wizard.page.place == place else place, place):
            self.session.place = there
            self.session._trail.start_over()
            if self.app.wizard.page.place != there:
                await self.app.redraw()
        await self.settled()
        return self.session.page

    async def settled(self) -> None:
        """Wait until what was pressed is done, on the disk and drawn."""
        for _ in range(2):
            for each in (self.app, self.app.focused or self.app.screen, self.app.screen, self.app):
                heard = asyncio.Event()
                each.call_later(heard.set)
                # A field that has gone with its page meanwhile hears of nothing any more.
                while each.is_running and not heard.is_set():  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
            await self.app.workers.wait_for_complete()

    async def press(self, *keys: str, after: float = 0.0) -> None:
        """Press keys one directly after the other; each is said to come so many seconds after the one before."""
        at: float | None = None
        for key in keys:
            event = events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None))
            at = event.time if at is None else at + after
            event.time = at
            self.app.post_message(event)
        await self.settled()

    def recorded(self) -> list[Event]:
        """What was recorded since the page was come to, but for a step that was begun."""
        log = self.session.progress.log[len(self.before.log) :]
        found = [from_data(entry.event) for entry in log]
        return [event for event in found if event is not None and not _begun(event)]

    @property
    def standing(self) -> tuple[object, ...]:
        """What differs once a key has done something."""
        focused = self.app.focused
        at = focused.at if isinstance(focused, Row) else type(focused).__name__
        return self.session.place, self.session.progress, at, self.app.wizard.ticked, self.app.wizard.pane.scroll_y


def _begun(event: Event) -> bool:
    return isinstance(event, Mark) and event.status == "in-progress" and not event.saw


@asynccontextmanager
async def window_of(person: str, folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = HOME) -> Any:
    session = session_of(person, folder, ("me", "Ana", "Ben"))

    def save(document: str, form: str) -> str:
        window.saved.append((document, form))
        return "Saved."

    def open_link(url: str, environ: object) -> str:
        window.opened.append(url)
        return "opened"

    monkeypatch.setattr(system, "open_link", open_link)
    monkeypatch.setattr(system, "copy_text", lambda text, environ: "sent")
    app = GuardApp(session, save=save)
    window = Window(app)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield window
    session.close()


Check = Callable[[Window, Place, Page], Awaitable[None]]


async def each(where: list[tuple[str, Place]], folder: Path, monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    """Check each of these places in a window, come to as if for the first time."""
    for person in dict.fromkeys(person for person, _ in where):
        async with window_of(person, folder / person, monkeypatch) as window:
            for place in (place for name, place in where if name == person):
                await check(window, place, await window.come_to(place))


def stated(page: Page) -> list[Event]:
    """What one Enter may record without a move: what the page states in words."""
    found = list[Event]()
    for pick in page.picks:
        ticked = page.ask is not None and page.ask.kind == "several" and fills(page, pick.event) and pick.group
        if ticked and page.ask is not None:
            chosen = tuple(page.ask.value.split())
            labels = [choice.label for choice in page.ask.choices if choice.id in chosen]
            said = CONTENT.grammar.listed(labels, phrases=True)
            assert pick.group == CONTENT.say("ui.ask.ticked", what=said)
            if isinstance(pick.event, Answer):
                found.append(Answer(page.ask.into, chosen))
            elif isinstance(pick.event, Write):
                found.append(Write(page.ask.into, " ".join(chosen), pick.event.keep))
    first = page.picks[0].event
    if isinstance(first, Write) and first.text == NOW.date().isoformat() and page.focus == 0:
        step = CONTENT.steps[first.field.partition(".")[0]]
        part = next(part for part in step.parts if part.id == first.field.partition(".")[2])
        assert part.marks is not None, "Today is highlighted where somebody has just said that it is sent"
        outcome = next(outcome for outcome in step.outcomes if outcome.id == part.marks)
        found += [first, Mark(step.id, outcome.status, outcome.id, step.meaning)]
    return found


@LONG
@pytest.mark.parametrize("key", ["enter", "space"])
async def test_enter_or_space_two_hundred_times_records_what_a_page_states_and_nothing_else(
    key: str, where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, _: Page) -> None:
        seen = set[str]()
        for _press in range(TIMES):
            state = repr((window.standing, window.app.wizard._heard))
            if state in seen:
                # Nothing but what came before can come of pressing on.
                break
            seen.add(state)
            shown, count = window.session.page, len(window.recorded())
            await window.press(key)
            new = window.recorded()[count:]
            assert all(event in stated(shown) for event in new), f"{key} on {shown.place}, from {place}: {new}"

    await each(where, tmp_path, monkeypatch, check)


@pytest.mark.long
@LONG
async def test_a_digit_that_is_held_answers_one_question_at_most(
    where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, page: Page) -> None:
        for digit in DIGITS[: len(boxes_of(page)) + len(page.picks)]:
            await window.come_to(place)
            await window.press(digit, *(digit for _ in range(40)), after=0.03)
            assert len(_choices(window.recorded())) <= 1, f"{digit} held on {place}: {window.recorded()}"

    await each(where, tmp_path, monkeypatch, check)


def _choices(recorded: list[Event]) -> list[Event]:
    """What of this was chosen, and not implied by what was chosen before it."""
    chosen = list[Event]()
    for event in recorded:
        implied = isinstance(event, Mark) and chosen and isinstance(chosen[-1], Write | Mark)
        if not implied:
            chosen.append(event)
    return chosen


@LONG
@pytest.mark.parametrize("key", ["u", "f3"])
async def test_u_that_is_held_takes_back_one_thing_at_most(
    key: str, where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, _: Page) -> None:
        await window.press(*(key for _ in range(40)), after=0.03)
        assert window.recorded().count(Undo()) <= 1, f"{key} held on {place}"

    await each(where, tmp_path, monkeypatch, check)


@pytest.mark.long
@LONG
async def test_enter_and_space_do_nothing_to_a_page_that_was_not_there_when_they_were_pressed(
    where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, page: Page) -> None:
        picks = len(boxes_of(page)) + len(page.picks)
        for digit in DIGITS[:picks]:
            await window.come_to(place)
            await window.press(digit)
            alone = window.standing
            if window.session.place != place:
                await window.come_to(place)
                await window.press(digit, "enter", "space", "enter", "enter", "space")
                assert window.standing == alone, f"{digit}, Enter and Space at once on {place}"

    await each(where, tmp_path, monkeypatch, check)


@pytest.mark.long
async def test_digits_typed_ahead_act_on_the_pages_they_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way through the questions, typed in one breath by somebody who knows it."""
    async with window_of("new", tmp_path, monkeypatch) as window:
        for region in DIGITS[:8]:
            for age in "1234":
                await window.come_to(Place("start"))
                box = "3" if age == "2" else "2"
                await window.press("1", region, age, box, "7", after=0.05)
                regions, ages = CONTENT.questions["region"].choices, CONTENT.questions["age"].choices
                answers = window.session.progress.answers
                assert answers["region"] == (regions[int(region) - 1],)
                assert answers["age"] == (ages[int(age) - 1],)
                assert answers["role"] == ("member", CONTENT.questions["role"].choices[int(box) - 1])
                assert window.session.place == Place("about-you")


@LONG
async def test_nothing_is_highlighted_that_would_record_but_an_answer_that_was_given(
    where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(window: Window, place: Place, page: Page) -> None:
        focused = window.app.focused
        if not isinstance(focused, Row) or focused.at < len(boxes_of(page)):
            return
        event = page.picks[focused.at - len(boxes_of(page))].event
        known = page.chosen is not None and page.picks[page.chosen].event == event
        passing = not isinstance(event, Answer | Mark | Write | Undo)
        assert passing or known or event in stated(page) or fills(page, event), f"{place} begins on {event}"

    await each(where, tmp_path, monkeypatch, check)


async def test_an_answer_that_is_late_begins_on_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with window_of("late", tmp_path, monkeypatch) as window:
        page = await window.come_to(Place("do", "objection-reply"))
        focused = window.app.focused
        assert isinstance(focused, Row)
        assert page.picks[focused.at].event == Go(Place("do", "objection-reply", "nothing"))
        await window.press("enter")
        await window.press("enter")
        assert window.recorded() == []


# What is opened or saved.


@LONG
async def test_the_same_is_opened_or_saved_again_only_after_a_move_or_two_seconds(
    where: list[tuple[str, Place]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr("linkedin_guard.faces.tui.errands.monotonic", lambda: clock[0])
    count = list[Place]()

    async def check(window: Window, place: Place, page: Page) -> None:
        for pick in page.picks:
            if not isinstance(pick.event, Open | Save):
                continue

            async def done(times: int, event: Event = pick.event, at: Place = place, window: Window = window) -> int:
                await window.settled()
                before = len(window.opened) + len(window.saved)
                for _ in range(times):
                    if window.session.place == at:
                        await window.app.choose(event)
                        await window.settled()
                return len(window.opened) + len(window.saved) - before

            await window.come_to(place)
            assert await done(4) == 1, (place, pick)
            highlighted = window.app.focused is not window.app.wizard.picks
            assert isinstance(pick.event, Save) or types(page) or not highlighted, "after Open nothing is highlighted"
            await window.press("down")
            assert await done(4) == 1, "after a move"
            clock[0] += errands.AGAIN - 0.1
            assert await done(1) == 0
            clock[0] += 0.1
            assert await done(2) == 1, "after two seconds"
            count.append(place)

    await each(where, tmp_path, monkeypatch, check)
    assert len(count) >= 3
