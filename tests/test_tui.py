"""The window: real keys on a real store, at any size, with any text; and what is said when something goes wrong."""

import asyncio
import itertools
import signal
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from textual import events
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input

from linkedin_guard import system
from linkedin_guard.content import load
from linkedin_guard.faces.tui import signals, theme
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.blocks import drawn, lay
from linkedin_guard.faces.tui.layout import Look
from linkedin_guard.faces.tui.rows import Row
from linkedin_guard.faces.tui.screen import PageScreen, Pane
from linkedin_guard.model.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Link,
    Notice,
    Numbered,
    Paragraph,
    Switch,
    Task,
    Tasks,
    Trail,
)
from linkedin_guard.model.catalogue import ContentFault, Fault
from linkedin_guard.model.events import Answer, Go, Mark, Write
from linkedin_guard.model.page import Ask, Choice, Here, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.plan import status
from linkedin_guard.store.profiles import Store, StoreFault
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

NOW = datetime(2026, 11, 21, 11, 32, tzinfo=timezone(timedelta(hours=1)))
APART = "wait:1200"
"""Between two presses of one key that are both meant: by somebody who has seen what the first did."""

HOME = (80, 24)
SIZES = ((80, 24), (40, 12), (20, 5), (10, 3))
UK = {"region": "uk", "age": "18-plus"}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make(tmp_path)


def make(folder: Path, profile: str | None = "me", profiles: tuple[str, ...] = ("me",)) -> Session:
    store = Store(folder, now=lambda: NOW)
    return Session(load(), store, lambda: (NOW, True), Here("/home/me/lg", False, profiles), profile=profile)


def app_of(session: Session, **given: object) -> GuardApp:
    return GuardApp(session, **given)  # type: ignore[arg-type]


def answered(session: Session) -> Session:
    """The session of a UK member who has answered the three questions."""
    session.choose(Go())
    for question, choice in UK.items():
        session.choose(Answer(question, (choice,)))
    session.choose(session.page.picks[0].event, "member")
    assert session.place == Place("about-you")
    return session


def screen_text(app: GuardApp) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in app.screen._compositor.render_strips())


def page_with(*picks: Pick, blocks: tuple[Block, ...] = (), ask: Ask | None = None) -> Page:
    return Page(Place("start"), "A caption", "A title", blocks, ask, picks, None if ask is not None else 0)


def showing(monkeypatch: pytest.MonkeyPatch, page: Page) -> None:
    """Let the session show this page, whichever place it is on."""
    monkeypatch.setattr(journey, "page", lambda moment, place: page)


async def test_keys_leave_what_picks_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole journey, by keys on the window and by picks on a session: the same answers, steps and fields."""
    monkeypatch.setattr(system, "open_link", lambda url, environ: "opened")
    by_keys, by_picks = make(tmp_path / "keys"), make(tmp_path / "picks")
    app = app_of(by_keys)
    async with app.run_test(size=HOME) as pilot:
        for _ in range(60):
            if by_keys.place == Place("finish"):
                break
            at, typed = way_on(by_keys)
            if typed is not None and by_keys.page.ask is not None and by_keys.page.ask.kind != "several":
                field = app.wizard.field
                assert field is not None
                app.screen.set_focus(field)
                await pilot.press(*typed, "enter")
            else:
                before = len(by_keys.page.ask.choices) if by_keys.page.ask is not None else 0
                app.screen.set_focus(app.wizard.rows[before + at])
                await pilot.pause()
                await pilot.press("enter")
            await pilot.pause()
    for _ in range(60):
        if by_picks.place == Place("finish"):
            break
        at, typed = way_on(by_picks)
        by_picks.choose(by_picks.page.picks[at].event, typed)
    assert by_keys.place == by_picks.place == Place("finish")
    assert by_keys.progress.model_copy(update={"log": ()}) == by_picks.progress.model_copy(update={"log": ()})
    assert status.way(by_keys.moment).finished


def way_on(session: Session) -> tuple[int, str | None]:
    """The pick a UK member takes who does everything, and what they type."""
    page = session.page
    for at, pick in enumerate(page.picks):
        match pick.event:
            case Answer(question, (choice,)) if UK.get(question) == choice:
                return at, None
            case Answer(_, ()):
                return at, None if page.ask is None else page.ask.value or "member"
            case Write(name, "", _) if page.ask is not None and page.ask.into == name:
                ticked = page.ask.value or " ".join(choice.id for choice in page.ask.choices[:1])
                return at, {"date": "today", "file": "", "several": ticked}.get(page.ask.kind, "some text")
            case Mark(_, "completed", _):
                return at, None
            case Go(Place("do", "objection-form", "sent-on")) if page.place == Place("do", "objection-form"):
                return at, None
    return 0, None


async def test_digits_choose_and_what_was_recorded_is_said(session: Session) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("1", "3", APART, "3")
        assert session.progress.answers == {"region": ("uk",), "age": ("18-plus",)}
        await pilot.pause()
        hint = session.content.say("ui.said.hint", key="u")
        assert hint in screen_text(app)
        await pilot.press("u")
        assert "age" not in session.progress.answers
        await pilot.pause()
        assert hint not in screen_text(app)
        await pilot.press("escape")
        assert session.place == Place("ask", "region")


async def test_several_are_ticked_by_space_and_number_and_enter_goes_on(session: Session) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("1", "3", APART, "3")
        await pilot.press("down", "space", "down", "space", "1")
        await pilot.pause()
        assert [row.line.ticked for row in app.wizard.rows[:3]] == [False, True, True]
        assert session.page.ask is not None
        assert set(session.page.ask.value.split()) == {"job-seeker", "recruiter"}
        text = screen_text(app)
        assert "[x]" in text
        assert "[ ]" in text
        await pilot.press("escape", "3")
        assert set(app.wizard.ticked) == {"job-seeker", "recruiter"}, "Back and forth loses nothing"
        await pilot.press("enter")
        assert session.progress.answers["role"] == ("job-seeker", "recruiter")


async def test_keys_typed_ahead_are_for_the_pages_they_meet(session: Session) -> None:
    """Nobody's key chooses on a page that has gone: each waits until the page before it is done."""
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        for key in ("1", "3", "3", "2", "3", "7"):
            app.post_message(events.Key(key, key))
        await pilot.pause(0.5)
        assert session.place == Place("about-you")
        assert session.progress.answers == {
            "region": ("uk",),
            "age": ("18-plus",),
            "role": ("member", "job-seeker", "recruiter"),
        }


async def test_a_refusal_stands_beside_the_ask_and_focus_stays(session: Session) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("1", "3", APART, "3", "1", "7")
        await pilot.pause()
        assert "✗ " + session.content.words("ui.refusal.nothing-ticked") in screen_text(app)
        assert session.place == Place("ask", "role")
        assert "role" not in session.progress.answers


async def test_while_typing_letters_and_digits_are_text(tmp_path: Path) -> None:
    session = make(tmp_path)
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await app.show(Place("who"))
        await pilot.pause()
        field = app.screen.query_one(Input)
        app.screen.set_focus(field)
        await pilot.press("1", "o", "u", "j", "[", "slash", "tilde", "]")
        assert field.value == "1ouj[/~]"
        assert session.page.ask is not None
        assert session.page.ask.value == "1ouj[/~]"
        await pilot.press("enter")
        await pilot.pause()
        assert "✗" in screen_text(app)
        assert app.focused is field
        await pilot.press("tab")
        assert isinstance(app.focused, Row)


@pytest.mark.parametrize("size", SIZES)
async def test_every_pick_is_reachable_by_down_alone(session: Session, size: tuple[int, int]) -> None:
    answered(session)
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        for place in ("tasks", "do.toggle-off", "sources@about-you", "help@tasks"):
            await app.show(Place.parse(place))
            await pilot.pause()
            reached = {app.focused} if app.focused is not None and app.wizard.picks.on_screen(app.focused) else set()
            for _ in range(400):
                app.wizard.picks.action_down()
                await asyncio.sleep(0)
                if app.focused is not None and app.wizard.picks.on_screen(app.focused):
                    reached.add(app.focused)
                if reached >= set(app.wizard.rows):
                    break
            assert reached >= set(app.wizard.rows), place


async def test_enter_on_a_pick_off_the_screen_only_brings_it_there(session: Session) -> None:
    answered(session)
    app = app_of(session)
    async with app.run_test(size=(40, 12)) as pilot:
        await app.show(Place("about-you"))
        await pilot.pause()
        row = app.focused
        assert isinstance(row, Row)
        assert not app.wizard.picks.on_screen(row)
        assert app.screen.query_one(Pane).scroll_offset.y == 0, "a page begins at its top"
        assert session.content.words("ui.keys.more") in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert session.place == Place("about-you")
        assert app.wizard.picks.on_screen(row)
        await pilot.press("enter")
        assert session.place != Place("about-you")


async def test_down_scrolls_until_the_next_pick_is_there(session: Session) -> None:
    answered(session)
    app = app_of(session)
    async with app.run_test(size=(40, 12)) as pilot:
        await app.show(Place("about-you"))
        await pilot.pause()
        before = app.focused
        pane = app.screen.query_one(Pane)
        await pilot.press("down")
        await pilot.pause()
        assert app.focused is before
        assert pane.scroll_offset.y > 0


async def test_any_size_shows_something_and_never_crashes(session: Session) -> None:
    answered(session)
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        for size in ((1, 1), (2, 2), (10, 3), (20, 5), (40, 12), (120, 36), (200, 80), HOME):
            await pilot.resize_terminal(*size)
            for place in ("do.toggle-off", "ask.role", "who", "tasks"):
                await app.show(Place.parse(place))
                await pilot.pause()
            assert app.wizard.sizes.width <= 76
        assert app.is_running


@pytest.mark.parametrize("size", [(30, 10), (59, 20), (60, 20), *SIZES, (79, 24), (120, 36)])
async def test_the_text_is_as_wide_as_the_style_sheet_makes_it(session: Session, size: tuple[int, int]) -> None:
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#text").size.width == app.wizard.sizes.width
        assert app.screen.query_one(Pane).size.height == app.wizard.sizes.height


async def test_the_hardware_cursor_follows_the_focus(session: Session) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("1")
        await pilot.pause()
        line, column = app.cursor_position.y, app.cursor_position.x
        assert screen_text(app).split("\n")[line][column:].startswith(session.page.title), "nothing is highlighted"
        await pilot.press("down")
        await pilot.pause()
        for _ in range(3):
            row = app.focused
            assert isinstance(row, Row)
            assert app.cursor_position == row.spot
            assert screen_text(app).split("\n")[row.spot.y].lstrip().startswith("›")
            await pilot.press("down")
            await pilot.pause()


@pytest.mark.parametrize("look", [{"no_color": True}, {"theme": "ansi"}, {"environ": {"NO_COLOR": "1"}}])
async def test_without_colour_nothing_is_black_on_black(session: Session, look: dict[str, object]) -> None:
    app = app_of(session, **look)
    async with app.run_test(size=HOME) as pilot:
        await pilot.pause()
        for line in app.screen._compositor.render_strips():
            for piece in line:
                style = piece.style
                assert style is None or style.color is None or style.color != style.bgcolor or style.color.is_default
        focused = app.focused
        assert isinstance(focused, Row)
        pieces = list(focused.render_line(focused.size.height - 1))
        assert any(piece.style is not None and piece.style.reverse for piece in pieces), "focus shows without colour"


async def test_without_unicode_only_ascii_is_drawn(session: Session) -> None:
    answered(session)
    app = app_of(session, ascii=True)
    async with app.run_test(size=HOME) as pilot:
        for place in ("do.toggle-off", "tasks", "who", "about-you", "do.objection-form"):
            await app.show(Place.parse(place))
            await pilot.pause()
            assert screen_text(app).isascii(), place
            assert "A" in screen_text(app).upper()


@pytest.mark.parametrize("own", [theme.THEMES[0], theme.THEMES[1]], ids=lambda own: own.name)
def test_text_has_contrast(own: Theme) -> None:
    """WCAG AA, for every text and the ground it stands on."""
    colours = own.to_color_system().generate() | own.variables
    for ink, ground in theme.PAIRS:
        one, other = Color.parse(colours[ink]), Color.parse(colours[ground])
        assert contrast(one, other) >= 4.5, (own.name, ink, ground)


def contrast(one: Color, other: Color) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


NASTY = "[/x] [b]bold[/b] $accent [@click=app.quit]x[/] \\[ {}"
EVERY: tuple[Block, ...] = (
    Paragraph(NASTY),
    Heading(NASTY),
    Bullets((NASTY, "a " * 80)),
    Numbered((NASTY, "b " * 80)),
    Trail((NASTY, "Settings", "Data privacy")),
    Link("https://example.org/" + "x" * 90, NASTY),
    Notice(NASTY * 3),
    Switch(NASTY, on=False, word="Off"),
    Switch("Use my data", on=True, word="On"),
    Facts(((NASTY, NASTY), ("Label", "v " * 60))),
    Tasks((Task(NASTY, "completed", "Completed"),)),
    Document("Title", (NASTY, "", "line")),
)


async def test_markup_in_any_text_is_only_text(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_with(Pick(NASTY, Go(), note=NASTY, group=NASTY), blocks=EVERY)
    showing(monkeypatch, page)
    app = app_of(session)
    async with app.run_test(size=(100, 90)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert text.count("[/x]") >= len(EVERY)
        app.wizard.hear(NASTY)
        await pilot.pause()


@pytest.mark.parametrize("width", [1, 2, 9, 19, 39, 57, 76])
@pytest.mark.parametrize("plain", [False, True])
def test_blocks_stay_within_the_width(width: int, plain: bool) -> None:
    look = Look(load(), width, encoding="ascii" if plain else "utf-8")
    for block in EVERY:
        laid = drawn(block, look)
        if not isinstance(block, Paragraph | Heading | Link | Document | Tasks | Trail) and width > 20:
            assert all(line.cell_length <= width for line in laid.split("\n")), block
    assert lay(EVERY, look).plain


async def test_the_terminal_can_open_the_address(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    showing(monkeypatch, page_with(Pick("On", Go()), blocks=(Link("https://example.org/page"),)))
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.pause()
        pieces = [piece for line in app.screen._compositor.render_strips() for piece in line]
        links = [piece.style.link for piece in pieces if piece.style is not None and "example.org" in piece.text]
        assert links == ["https://example.org/page"]


async def test_copy_says_no_more_than_it_knows(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(session)
    copied: list[str] = []

    def take(text: str, environ: object) -> str:
        copied.append(text)
        return "terminal"

    monkeypatch.setattr(system, "copy_text", take)
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await app.show(Place("do", "toggle-off"))
        await pilot.press("c")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [text.partition("//")[0] for text in copied] == ["https:"]
        assert session.content.words("ui.outside.terminal").split(".")[0] in screen_text(app)


async def test_open_marks_the_step_and_highlights_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(session)
    monkeypatch.setattr(system, "open_link", lambda url, environ: "no-browser")
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await app.show(Place("do", "toggle-off"))
        await pilot.press("o")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert session.progress.steps["toggle-off"].status == "in-progress"
        assert app.focused is app.wizard.picks, "a second Enter must not record anything"
        before = session.progress
        await pilot.press("enter", "space")
        assert session.progress is before
        assert session.content.words("ui.said.how").split(".")[0] in screen_text(app)


async def test_a_full_disk_is_a_sentence_and_loses_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("1")

        def full(pick: Pick, typed: str | None = None) -> None:
            raise StoreFault("Cannot save: the disk is full; free some space.")

        monkeypatch.setattr(session, "choose", full)
        await pilot.press("3")
        await pilot.pause()
        assert "the disk is full" in screen_text(app)
        assert session.place == Place("ask", "region")
        monkeypatch.undo()
        await pilot.press("3")
        assert session.progress.answers["region"] == ("uk",)


async def test_unusable_content_ends_with_three(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME):

        def broken(moment: object, place: str) -> Page:
            raise ContentFault(Fault("en/ui.toml", "x", "is no sentence", "add it."))

        monkeypatch.setattr(journey, "page", broken)
        app.call_later(app.wizard.action_aside, "help")
        await asyncio.sleep(0.2)
    assert app.return_code == 3


async def test_a_fault_is_one_sentence_without_any_value(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[BaseException] = []

    def report(fault: BaseException) -> str:
        told.append(fault)
        return "A report without your data is in /x."

    app = app_of(session, report=report)
    secret = "Ana-Maria"

    async def fall() -> None:
        name = secret
        raise ValueError(f"no good: {len(name)}")

    async def through() -> None:
        async with app.run_test(size=HOME) as pilot:
            app.wizard.call_later(fall)
            await pilot.pause()

    with pytest.raises(ValueError, match="no good"):
        await through()
    assert app.return_code == 5
    assert len(told) == 1
    out, err = capsys.readouterr()
    assert secret not in out + err


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_is_zero(session: Session, key: str) -> None:
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press(key)
    assert app.return_code == 0


async def test_asides_lead_back_with_the_same_key(session: Session) -> None:
    answered(session)
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await app.show(Place("about-you"))
        for key, aside in (("s", "sources@about-you"), ("question_mark", "help@about-you"), ("f1", "help@about-you")):
            await pilot.press(key)
            assert session.place == Place.parse(aside)
            await pilot.press(key)
            assert session.place == Place("about-you")


async def test_the_palette_jumps_and_survives_markup(tmp_path: Path) -> None:
    session = answered(make(tmp_path))
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*"[/x]")
        await pilot.pause(0.3)
        await pilot.press(*["backspace"] * 4, *"your steps")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert session.place == Place("tasks")


async def test_a_theme_is_remembered(session: Session) -> None:
    kept: list[str] = []
    app = app_of(session, on_theme=kept.append)
    async with app.run_test(size=HOME) as pilot:
        for name in (*theme.NAMES, theme.DARK):
            app.choose_theme(name)
            await app.workers.wait_for_complete()
            await pilot.pause()
    assert kept == [*theme.NAMES, theme.DARK]


@pytest.mark.parametrize(
    ("wanted", "environ", "name"),
    [
        (None, {}, theme.DARK),
        (None, {"COLORFGBG": "0;15"}, theme.LIGHT),
        (None, {"TERM": "linux"}, theme.ANSI),
        ("guard-light", {"TERM": "linux"}, theme.LIGHT),
        ("no-such", {}, theme.DARK),
    ],
)
def test_the_first_theme(wanted: str | None, environ: dict[str, str], name: str) -> None:
    assert theme.choose(wanted, environ) == name


def test_every_binding_has_an_id() -> None:
    bindings = itertools.chain(PageScreen.BINDINGS, GuardApp.BINDINGS)
    ids = [getattr(binding, "id", None) for binding in bindings]
    assert all(ids)
    assert len(set(ids)) == len(ids)


async def test_rows_are_reused(session: Session) -> None:
    """A page is turned in place: what makes it fast is that nothing is made anew."""
    answered(session)
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await app.show(Place("tasks"))
        rows = list(app.wizard.rows)
        await app.show(Place("do", "toggle-off"))
        await app.show(Place("tasks"))
        await pilot.pause()
        assert app.wizard.rows == rows


@pytest.mark.parametrize("kind", ["line", "text", "date", "file"])
async def test_each_kind_of_field_takes_text(session: Session, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    ask = Ask(kind, "start.note", NASTY, value="before")
    showing(monkeypatch, page_with(Pick("Continue", Write("start.note")), Pick("Back", Go()), ask=ask))
    typed: list[str] = []
    monkeypatch.setattr(session, "typing", typed.append)
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.pause()
        assert app.focused is app.wizard.field
        await pilot.press("1", "j")
        assert typed[-1] in ("before1j", "1jbefore")
        await pilot.press("tab")
        assert app.wizard.rows[0].has_focus


async def test_long_text_is_on_the_disk_before_it_is_handed_in(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept when the field is left, when the page is left, and every two seconds while typing."""
    ask = Ask("text", "objection-form.text", "Text")
    answered(session)
    session.go(Place("about-you"))
    showing(monkeypatch, page_with(Pick("Continue", Write("objection-form.text")), ask=ask))
    monkeypatch.setattr("linkedin_guard.faces.tui.app.KEEP_EVERY", 0.05)
    kept: list[str] = []
    monkeypatch.setattr(session, "keep", lambda: kept.append("kept"))
    app = app_of(session)
    async with app.run_test(size=HOME) as pilot:
        await pilot.press("a")
        await pilot.pause(0.2)
        assert len(kept) == 1
        await pilot.press("tab")
        await pilot.pause()
        assert len(kept) == 2
        await pilot.press("escape")
        assert len(kept) == 3
        await pilot.press("ctrl+q")
    assert len(kept) == 4


async def test_a_choice_can_be_ticked_off_the_screen_only_after_it_is_seen(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(9))
    ask = Ask("several", "role", "Which?", choices, "c0")
    showing(monkeypatch, page_with(Pick("Continue", Answer("role")), ask=ask, blocks=(Paragraph("x " * 300),)))
    app = app_of(session)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("5")
        assert list(app.wizard.ticked) == ["c0"]
        await pilot.pause()
        await pilot.press("5")
        assert list(app.wizard.ticked) == ["c0", "c4"]


async def test_where_the_loop_hears_no_signals_ctrl_c_still_ends_in_order(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""

    def cannot(number: int, *given: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", cannot)
    heard = {number: signal.getsignal(number) for number in signals.ENDS}
    app = app_of(session)
    try:
        async with app.run_test() as pilot:
            signal.raise_signal(signal.SIGINT)
            await pilot.pause()
        assert app.return_code == 130
    finally:
        for number, before in heard.items():
            signal.signal(number, before)
