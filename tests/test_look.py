"""How the window looks: every text can be read on its ground, in any palette; what room brings, what little takes."""

import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from few import each, few
from people import PAGES, PEOPLE, session_of
from rich.color import ColorType
from terminal import environment, needs_pty, on_a_line
from test_tui import contrast, screen_text
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Static
from walk import CONTENT, NOW

from linkedin_guard.cli import commands
from linkedin_guard.faces.markdown import render
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.faces.tui import theme
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.page_text import MARK
from linkedin_guard.faces.tui.sizes import TEXT
from linkedin_guard.model.blocks import Bullets, Code, Task, Tasks
from linkedin_guard.model.events import Go
from linkedin_guard.model.page import Page, types
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Settings
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

HOME, WIDE = (80, 24), (120, 36)
DRAWN = set("─│╭╮╰╯━○▌▁▂▃▄▅▆▇█▀▔┃┏┓┗┛╸╺╹╻▊▎▕▏ ")
"""What is a drawing, or nothing; the words beside it say the same."""


@pytest.mark.long
@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
async def test_every_text_there_is_can_be_read_on_its_ground(tmp_path: Path, name: str) -> None:
    """WCAG AA, measured on what is really drawn: each page, the palette, a refusal, what is being typed."""
    seen: dict[tuple[Color, Color], str] = {}

    def look(app: GuardApp, where: str) -> None:
        for line in app.screen._compositor.render_strips():
            for piece in line:
                style = piece.style
                if style is None or not set(piece.text) - DRAWN:
                    continue
                assert style.color is not None, where
                assert style.bgcolor is not None, where
                pair = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                seen.setdefault(pair, f"{where}: {piece.text.strip()[:40]}")

    for person in dict.fromkeys(person for person, _ in PAGES):
        app = GuardApp(session_of(person, tmp_path / person), theme=name)
        async with app.run_test(size=WIDE) as pilot:
            for place in [place for whose, place in PAGES if whose == person]:
                await app.show(Place.parse(place))
                await pilot.pause()
                look(app, place)
                if place == "who":
                    await pilot.press("tab", *"~x~", "enter")
                    await pilot.pause()
                    look(app, "a name that is refused")
            if person == "uk":
                await pilot.press("f2")
                await pilot.pause(0.3)
                look(app, "the palette")
                await pilot.press(*"sources")
                await pilot.pause(0.3)
                look(app, "the palette with words typed")
    assert len(seen) >= 5
    for (ink, ground), where in seen.items():
        assert contrast(ink, ground) >= 4.5, f"{where}: {ink.hex} on {ground.hex}"


async def test_the_terminals_own_palette_is_all_the_ansi_theme_uses(tmp_path: Path) -> None:
    for at, place in enumerate(("start", "ask.role", "do.toggle-off", "tasks", "who", "about-you")):
        person = "new" if place == "start" else "uk"
        app = GuardApp(session_of(person, tmp_path / str(at)), theme=theme.ANSI)
        async with app.run_test(size=HOME) as pilot:
            await app.show(Place.parse(place))
            await pilot.pause()
            for line in app.screen._compositor.render_strips():
                for piece in line:
                    for colour in (piece.style.color, piece.style.bgcolor) if piece.style else ():
                        kinds = (ColorType.DEFAULT, ColorType.STANDARD)
                        assert colour is None or colour.type in kinds, f"{place}: {piece.text} in {colour}"


@needs_pty
@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"TERM": "linux"}, rb"\x1b\[[0-9;]*[34]8;[25];"),
        ({"TERM": "screen"}, rb"\x1b\[[0-9;]*[34]8;2;"),
        ({"NO_COLOR": "1"}, rb"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25];)[0-9;]*m"),
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, rb"\x1b\[[0-9;]*[34]8;[25];"),
    ],
    ids=str,
)
def test_no_terminal_is_sent_a_colour_it_lacks(tmp_path: Path, more: dict[str, str], refused: bytes) -> None:
    session_of("half", tmp_path).close()
    with on_a_line(environ=environment(tmp_path, **more)) as line:
        line.hear(until=b"Your steps")
        line.type("\r")
        line.hear(until=b"objection form")
        line.type("q")
        assert line.end() == 0
        assert not re.search(refused, line.stream)


@needs_pty
@pytest.mark.parametrize(
    "more", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_locale_without_shapes_is_sent_ascii_alone(tmp_path: Path, more: dict[str, str]) -> None:
    session_of("half", tmp_path).close()
    with on_a_line(environ=environment(tmp_path, **more)) as line:
        line.hear(until=b"Your steps")
        line.type("q")
        assert line.end() == 0
        assert line.stream.isascii()


# Room.


async def test_lists_of_statements_stand_side_by_side_where_there_is_room(tmp_path: Path) -> None:
    page = journey.page(PEOPLE["uk"], Place("about-you", "data"))
    one, other, *_ = (block.items for block in page.blocks if isinstance(block, Bullets))
    for at, (columns, beside) in enumerate(((80, False), (99, False), (100, True), (120, True))):
        app = GuardApp(session_of("uk", tmp_path / str(at)))
        async with app.run_test(size=(columns, 60)) as pilot:
            await app.show(Place("about-you", "data"))
            await pilot.pause()
            lines = screen_text(app).split("\n")
            column = app.screen.query_one("#column").region
            first = next(line[: column.right] for line in lines if one[0][:20] in line[: column.right])
            assert (other[0][:20] in first) == beside
            assert app.wizard.sizes.width == TEXT


@pytest.mark.parametrize("columns", [119, 120, 160, 200])
async def test_the_sources_stand_beside_the_page_in_a_wide_window(tmp_path: Path, columns: int) -> None:
    app = GuardApp(session_of("uk", tmp_path))
    async with app.run_test(size=(columns, 36)) as pilot:
        await app.show(Place("about-you"))
        await pilot.pause()
        title = CONTENT.words("ui.side.title")
        text = screen_text(app)
        assert (title in text) == (columns >= 120)
        column = app.screen.query_one("#column").region
        assert column.width == TEXT + 1
        if columns >= 120:
            side = app.screen.query_one("#side").region
            assert side.x >= column.right
            assert side.right <= columns
            assert CONTENT.words("ui.claim.status.documented") in text
            for claim in journey.page(PEOPLE["uk"], Place("about-you")).claims[:2]:
                for source in CONTENT.claims[claim].sources:
                    assert CONTENT.source(source)[:20] in text
            await app.show(Place("tasks"))
            await pilot.pause()
            assert title not in screen_text(app), "nothing is stated there"
            assert app.screen.query_one("#column").region == column, "the page does not jump"


@pytest.mark.parametrize("size", [(120, 8), (120, 16), (120, 20), (130, 60)])
async def test_what_does_not_fit_beside_the_page_is_said_to_be_more(tmp_path: Path, size: tuple[int, int]) -> None:
    app = GuardApp(session_of("uk", tmp_path))
    async with app.run_test(size=size) as pilot:
        await app.show(Place("about-you"))
        await pilot.pause()
        side = app.screen.query_one("#side", Static)
        laid = str(side.content).split("\n")
        assert len(laid) <= side.content_region.height
        assert all(len(line) <= side.content_region.width for line in laid)
        assert (CONTENT.words("ui.side.more") in laid) == (size[1] < 60)


@pytest.mark.parametrize("look", [{}, {"ascii": True}])
async def test_the_mark_is_there_where_there_is_room(tmp_path: Path, look: dict[str, Any]) -> None:
    drawn = MARK[bool(look)]
    for at, (size, there) in enumerate(((HOME, True), (WIDE, True), ((40, 12), False), ((64, 24), True))):
        app = GuardApp(session_of("new", tmp_path / str(at)), **look)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            text = screen_text(app)
            assert (drawn[0] in text) == there
            assert ("".join(drawn[1:4]) in text) == there
            if size == HOME:
                assert app.wizard.picks.on_screen(app.wizard.rows[-1]), "it takes no room from what matters"
            await app.show(Place("who"))
            await pilot.pause()
            assert drawn[0] not in screen_text(app)


# Signs.

SHARED = {frozenset("◐◔"), frozenset("–·")}
"""Shapes that have one sign in ASCII, as the states they are for always have their words beside them."""


def shapes_by_state() -> dict[str, str]:
    """The shape of each state."""
    found = CONTENT._find("ui.shape")
    assert isinstance(found, dict)
    return found


def signs() -> dict[str, str]:
    """Each shape of a state, and of what was refused as it was typed, with what stands for it in ASCII."""
    return {drawn: for_terminal(drawn, "ascii") for drawn in (*shapes_by_state().values(), "✗", "×", "●")}


def test_no_two_shapes_have_one_sign_where_there_is_ascii_alone() -> None:
    found = signs()
    assert all((sign.isascii() and sign != "?") or drawn == "?" for drawn, sign in found.items())
    for one, other in combinations(found, 2):
        same = found[one] == found[other]
        assert same == (frozenset((one, other)) in SHARED), f"{one} and {other}: {found[one]}, {found[other]}"
    ticked, empty = ("[*]", "[ ]")
    assert not {ticked, empty} & set(found.values())


def test_done_wrong_refused_and_chosen_are_different_signs() -> None:
    assert [for_terminal(drawn, "ascii") for drawn in "✓✗×◉"] == ["x", "!!", "X", "(*)"]


@pytest.mark.parametrize("ascii_", [False, True])
async def test_done_wrong_and_chosen_look_different_in_the_window(tmp_path: Path, ascii_: bool) -> None:
    done, wrong, chosen, ticked = ("x", "!!", "(*)", "[*]") if ascii_ else ("✓", "✗", "◉", "[x]")
    app = GuardApp(session_of("half", tmp_path), ascii=ascii_)
    async with app.run_test(size=WIDE) as pilot:
        await app.show(Place("tasks"))
        await pilot.pause()
        assert f"{done} {CONTENT.words('ui.mark.completed')}" in screen_text(app)
        await app.show(Place("ask", "region"))
        await pilot.pause()
        assert f"{chosen} {CONTENT.words('ui.plain.chosen')}" in screen_text(app)
        await app.show(Place("ask", "role"))
        await pilot.pause()
        text = screen_text(app)
        assert ticked in text
        assert ascii_ is False or "[x]" not in text
        for row in [row for row in app.wizard.rows if row.line.ticked]:
            await pilot.press(str(row.line.number))
        await pilot.press("7")
        await pilot.pause()
        assert f"{wrong} {CONTENT.words('ui.refusal.nothing-ticked')}" in screen_text(app)


def test_plain_text_says_done_and_chosen_in_words_and_marks_neither_with_a_shape() -> None:
    shapes = set(signs()) - {"!", "?", "·", "–"}
    said = {
        place: "\n".join(page_lines(journey.page(PEOPLE["half"], Place.parse(place)), CONTENT))
        for place in ("tasks", "ask.region", "ask.role", "who")
    }
    for place, text in said.items():
        assert not shapes & set(text), place
        assert for_terminal(text, "ascii").isascii()
    assert CONTENT.words("ui.mark.completed") in said["tasks"]
    assert CONTENT.words("ui.plain.chosen") in said["ask.region"]


@pytest.mark.parametrize("state", shapes_by_state())
def test_in_a_document_only_what_is_done_is_ticked(state: str) -> None:
    text = for_terminal(render((Tasks((Task("A step", state, "Some words", ""),)),), CONTENT), "ascii")
    assert ("[x]" in text) == (state == "completed")
    assert ("[ ]" in text) == (state != "completed")
    assert "Some words" in text


# A small window.

FIELDS = [
    (person, place)
    for person, place in PAGES
    if "@" not in place and types(journey.page(PEOPLE[person], Place.parse(place)))
]
"""Every page with a field, and who meets it."""


async def comes(pilot: Pilot[Any], holds: Callable[[], bool]) -> bool:
    """Wait until this holds; False when it does not within some seconds."""
    for _ in range(100):
        if holds():
            return True
        await pilot.pause(0.05)
    return False


@pytest.mark.parametrize(("person", "place"), few(FIELDS, each(4)))
async def test_the_field_in_focus_is_seen_in_a_small_window(tmp_path: Path, person: str, place: str) -> None:
    app = GuardApp(session_of(person, tmp_path))
    async with app.run_test(size=(30, 8)) as pilot:
        await app.show(Place.parse(place))
        await pilot.pause()
        field, wizard = app.wizard.field, app.wizard
        assert field is not None
        if app.focused is not field:
            wizard.picks.focus_on(wizard.rows[0])
            for _ in wizard.picks.stops:
                if app.focused is not field:
                    await pilot.press("tab")
                    await pilot.pause()
        assert app.focused is field

        def seen() -> bool:
            spot = wizard.pane.scrollable_content_region.contains_point(app.cursor_position)
            return spot and wizard.picks.on_screen(field)

        assert await comes(pilot, seen)
        await pilot.resize_terminal(*HOME)
        await pilot.pause()
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert app.focused is field
        assert await comes(pilot, seen)


def test_there_are_pages_with_a_field() -> None:
    assert len(FIELDS) > 10


# The frame.


async def test_the_last_line_names_keys_that_do_something_now_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linkedin_guard.system.open_link", lambda url, environ: "failed")
    monkeypatch.setattr("linkedin_guard.system.copy_text", lambda text, environ: "select")
    keys = {"↵": "enter", "esc": "escape", "?": "question_mark", "^q": "ctrl+q", "space": "space"}
    spoken = CONTENT._find("ui.keys")
    assert isinstance(spoken, dict)
    named = [" ".join(spoken[name].values()) for name in ("open", "copy", "sources", "phone", "undo", "back")]
    places = (
        ("new", "start"),
        ("uk", "about-you"),
        ("half", "do.toggle-off"),
        ("uk", "ask.role"),
        ("uk", "help@tasks"),
        ("half", "tasks"),
        ("uk", "phone@do.toggle-off"),
    )
    for at, (person, place) in enumerate(places):
        session = session_of(person, tmp_path / str(at))
        app = GuardApp(session)
        async with app.run_test(size=(120, 40)) as pilot:
            await app.show(Place.parse(place))
            await pilot.pause()
            foot = str(app.screen.query_one("#keys", Static).content)
            shown = {part.split(" ")[0] for part in re.split(r" {2,}", foot)}
            for key in (word.partition(" ")[0] for word in named):
                await app.show(Place.parse(place))
                await pilot.pause()
                before = session.place, session.progress, app.wizard._heard
                await pilot.press(keys.get(key, key))
                await app.workers.wait_for_complete()
                await pilot.pause()
                after = session.place, session.progress, app.wizard._heard
                words = next(word for word in named if word.startswith(f"{key} "))
                full = len(re.sub(" {2,}", "  ", foot)) + 2 + len(words) > TEXT
                # An aside hears the keys of the page it stands beside, too.
                silent = full or "@" in place
                assert after != before if key in shown else silent or after == before, f"{key} on {place}"
                app.wizard.hear("")


async def test_the_palette_leads_to_plain_text_and_to_a_phone(tmp_path: Path) -> None:
    session = session_of("uk", tmp_path)
    app = GuardApp(session)
    async with app.run_test(size=HOME) as pilot:
        await app.show(Place("do", "toggle-off"))
        await pilot.press("f2")
        await pilot.pause(0.3)
        await pilot.press(*"phone")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert session.place == Place("do", "toggle-off", aside="phone")
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*"plain text")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)
    assert app.return_value == "plain"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_needs_no_chord(tmp_path: Path, key: str) -> None:
    app = GuardApp(session_of("uk", tmp_path))
    async with app.run_test(size=HOME) as pilot:
        await pilot.press(key)
    assert app.return_code == 0


@needs_pty
def test_the_colours_chosen_are_those_of_the_next_time(tmp_path: Path) -> None:
    session_of("uk", tmp_path).close()
    with on_a_line("--theme", "guard-light", environ=environment(tmp_path, COLORTERM="truecolor")) as line:
        line.hear(until=b"Your steps")
        line.type("q")
        assert line.end() == 0
    assert json.loads((tmp_path / "settings.json").read_text())["theme"] == "guard-light"
    with on_a_line(environ=environment(tmp_path, COLORTERM="truecolor")) as line:
        light = "38;2;{};{};{}".format(*Color.parse(theme.THEMES[1].accent or "").rgb)
        assert light.encode() in line.hear(until=b"Your steps")


def test_a_theme_that_is_none_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["--theme", "pink"]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in theme.NAMES)


def test_a_theme_is_not_remembered_by_somebody_who_only_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, Any]] = []

    def run(session: object, **more: Any) -> int:
        given.append(more)
        more["on_theme"]("guard-light")
        return 0

    monkeypatch.setattr("linkedin_guard.faces.tui.app.run", run)
    monkeypatch.setattr("linkedin_guard.system.wants_plain", lambda *streams: False)
    store = Store(tmp_path / "home", now=lambda: NOW)
    assert commands.run(["--read-only", "--theme", "ansi"]) == 0
    assert store.settings() == Settings()
    assert commands.run([]) == 0
    assert store.settings() == Settings(theme="guard-light")
    assert [more["theme"] for more in given] == ["ansi", None]


async def test_a_code_on_a_page_that_scrolls_is_whole_or_said_to_need_more_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(
        Place("start"), "A caption", "A title", (Code("https://www.linkedin.com/legal/privacy-policy"),), None, ()
    )
    page = Page(page.place, page.caption, page.title, page.blocks, None, (journey_pick(),))
    monkeypatch.setattr(journey, "page", lambda moment, place: page)
    for size, there in ((HOME, True), ((80, 16), False)):
        app = GuardApp(session_of("new", tmp_path / str(size[1])))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert ("▀" in str(app.screen.query_one("#text", Static).content)) == there


def journey_pick() -> Any:
    from linkedin_guard.model.page import Pick

    return Pick("On", Go())
