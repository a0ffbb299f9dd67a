"""For those who hear the screen, feel it, or cannot press two keys at once: on real terminals where it matters."""

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from few import each, few
from people import PAGES, PEOPLE, session_of
from terminal import environment, in_tmux, needs_pty, needs_tmux, on_a_line
from test_look import DRAWN
from test_tui import make, screen_text, way_on
from textual.binding import Binding
from textual.widgets import Input
from walk import CONTENT, NOW, strings

from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.pick_list import PickList
from linkedin_guard.faces.tui.rows import Row
from linkedin_guard.faces.tui.screen import PageScreen
from linkedin_guard.model.blocks import Block, Document
from linkedin_guard.model.page import Page, fills
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

PLACED = re.compile(rb"\x1b\[(\d+);(\d+)H")

pytestmark = needs_pty


# The hardware cursor, which a braille display and a screen reader follow.


async def spots(folder: Path, keys: list[str]) -> list[tuple[int, int]]:
    """Where the focus is after each key: line and column, as a terminal counts."""
    app = GuardApp(session_of("uk", folder))
    found = []
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ["", *keys]:
            if key:
                await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.focused, Row)
            found.append((app.focused.spot.y + 1, app.focused.spot.x + 1))
    return found


def test_the_terminal_is_told_where_the_focus_is(tmp_path: Path) -> None:
    expected = asyncio.run(spots(tmp_path / "a", ["down", "down", "up"]))
    assert len(set(expected)) > 2
    session_of("uk", tmp_path / "b").close()
    with on_a_line(environ=environment(tmp_path / "b")) as line:
        line.hear(until=b"Your steps")
        found = [PLACED.findall(line.stream)[-1]]
        for key in ("\x1b[B", "\x1b[B", "\x1b[A"):
            line.type(key)
            found.append(PLACED.findall(line.hear(until=b"\x1b["))[-1])
        line.type("q")
        assert line.end() == 0
    assert [(int(y), int(x)) for y, x in found] == expected


@pytest.mark.outside_program
@needs_tmux
@pytest.mark.parametrize(("term", "mark"), [("xterm-256color", "›"), ("screen-256color", "›"), ("linux", ">")])
def test_in_tmux_the_cursor_stands_on_the_row_that_has_the_focus(tmp_path: Path, term: str, mark: str) -> None:
    session_of("uk", tmp_path).close()
    with in_tmux(environ=environment(tmp_path, TERM=term)) as tmux:
        tmux.wait_for("Your steps")
        for keys in ((), ("Down",), ("j",), ("k",), ("Enter",), ("Down",), ("Escape",)):
            tmux.press(*keys)
            end = time.monotonic() + 10
            while True:
                (x, y), screen = tmux.cursor(), tmux.screen()
                if screen[y][x : x + 1] == mark and sum(row.startswith(f" {mark} ") for row in screen) == 1:
                    break
                assert time.monotonic() < end, (keys, x, y, "\n".join(screen))
                time.sleep(0.1)
        assert term != "linux" or "\n".join(tmux.screen()).replace("\xb7", "").isascii()


@pytest.mark.outside_program
@needs_tmux
@pytest.mark.parametrize("setting", ["on", "external"])
@pytest.mark.parametrize("finds_tmux", [True, False])
def test_what_is_copied_in_tmux_can_be_pasted_there(tmp_path: Path, setting: str, finds_tmux: bool) -> None:
    """Told by its own program, or where that is not to be found by the terminal's sequence, if it is let."""
    session_of("uk", tmp_path).close()
    environ = environment(tmp_path)
    if not finds_tmux:
        environ["PATH"] = str(tmp_path)
    with in_tmux(environ=environ, options=(f"set-clipboard {setting}",)) as tmux:
        tmux.wait_for("Your steps")
        tmux.press("1")
        tmux.wait_for("What does it read now?")
        tmux.press("c")
        assert CONTENT.words("ui.outside.terminal") in said(tmux.wait_for("Paste to check"))
        if finds_tmux or setting == "on":
            assert tmux("show-buffer") == CONTENT.address("ai-switch")
        else:
            assert not tmux("list-buffers")


@pytest.mark.outside_program
@needs_tmux
@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "linux"])
def test_the_journey_by_keys_in_tmux_leaves_what_picks_leave(tmp_path: Path, term: str) -> None:
    beside = make(tmp_path / "picks")
    with in_tmux(environ=environment(tmp_path / "keys", TERM=term, BROWSER="true")) as tmux:
        for _ in range(40):
            page = beside.page
            title = for_terminal(page.title, "latin-1" if term == "linux" else "utf-8")
            screen = tmux.wait_for(" ".join(title.split()))
            assert all(len(row) <= 80 for row in screen)
            if page.place == Place("finish"):
                break
            at, typed = way_on(beside)
            beside.choose(page.picks[at].event, typed)
            if typed is not None and page.ask is not None and page.ask.kind != "several":
                if typed:
                    tmux("send-keys", "-l", typed)
                tmux.press("Enter")
            else:
                # Down as often as it takes, as somebody would: a pick is chosen when it is seen.
                before = len(page.ask.choices) if page.ask is not None else 0
                tmux.press(str(at + before + 1))
                time.sleep(0.3)
                if beside.page.title not in said(tmux.screen()):
                    tmux.press("Enter")
        tmux.press("q")
    kept = Store(tmp_path / "keys", now=lambda: NOW).load("me").progress
    assert kept is not None
    assert beside.place == Place("finish")
    assert kept.answers == beside.progress.answers
    assert {name: (record.status, record.saw) for name, record in kept.steps.items()} == {
        name: (record.status, record.saw) for name, record in beside.progress.steps.items()
    }
    assert kept.fields == beside.progress.fields


def said(screen: list[str]) -> str:
    return " ".join("".join(char for char in " ".join(screen) if char not in DRAWN or char == " ").split())


# What is on the screen, read from its beginning to its end.


def read_out(block: Block) -> Iterator[str]:
    """The sentences of a block, in order."""
    yield from (line for line in (block.title, *block.lines) if line) if isinstance(block, Document) else strings(block)


def sentences(page: Page) -> Iterator[str]:
    for block in page.blocks:
        yield from (text for text in read_out(block) if text)


def choices(page: Page) -> Iterator[str]:
    if page.ask is not None:
        yield from (choice.label for choice in page.ask.choices)
    for pick in page.picks:
        if page.ask is None:
            yield from filter(None, (pick.group, pick.label))
        elif not fills(page, pick.event) and page.ask.kind != "several":
            yield pick.label


def run_together(text: str) -> str:
    return "".join(char for char in text.replace(" · ", ", ") if not char.isspace() and char not in DRAWN)


@pytest.mark.parametrize(("person", "place"), few(PAGES, each(5)), ids=lambda word: word)
async def test_the_window_read_line_by_line_says_what_plain_text_says(tmp_path: Path, person: str, place: str) -> None:
    """The same sentences in the same order, but for the title, which is heard first and seen under its caption."""
    page = journey.page(PEOPLE[person], Place.parse(place))
    app = GuardApp(session_of(person, tmp_path))
    async with app.run_test(size=(80, 400)) as pilot:
        await app.show(Place.parse(place))
        await pilot.pause()
        page = app.session.page
        window = run_together(screen_text(app))
    plain = run_together("\n".join(page_lines(page, CONTENT)))
    caption, title = run_together(page.caption), run_together(page.title)
    assert caption + title in window
    assert plain.startswith(title + caption)
    for texts in (sentences(page), choices(page)):
        at, before = window.find(caption + title), len(title + caption)
        for text in map(run_together, texts):
            there, here = window.find(text, at), plain.find(text, before)
            assert there >= 0, f"the window does not say here: {text}"
            assert here >= 0, f"plain text does not say here: {text}"
            at, before = there + len(text), here + len(text)


# Plain text.


def test_plain_text_is_append_only_to_the_end(tmp_path: Path) -> None:
    """The whole journey, asides, refusals and help with it, on a real terminal: nothing but words and line ends."""
    answers = "?\nb\n1\nx\n3\ns\nb\n3\n1,2\n1\n1\np\nb\n1\nc\n3\n1\n1\ntoday\n.\nu\nr\nq\nq\n"
    with on_a_line("--plain", environ=environment(tmp_path, NO_COLOR="")) as line:
        line.hear(until=b"> ")
        for answer in answers.split("\n"):
            line.type(answer + "\n")
            line.hear(quiet=0.15)
            if b"You have left" in line.stream:
                break
        assert line.end() == 0
    heard = line.stream.decode()
    assert "\x1b" not in heard
    assert all(char.isprintable() or char in "\r\n" for char in heard)
    assert not re.search(r"\r(?!\n)", heard.replace("\r\r\n", "\r\n")), "the cursor never goes back"


@pytest.mark.parametrize(("person", "place"), PAGES, ids=lambda word: word)
def test_plain_text_says_in_words_what_the_window_draws(person: str, place: str) -> None:
    """No box, no tick, no arrow, and every status with its words; no line has more than one thing to choose."""
    page = journey.page(PEOPLE[person], Place.parse(place))
    # A text to send stands as it will be sent.
    own = {line for block in page.blocks if isinstance(block, Document) for line in block.lines}
    own |= set(page.ask.value.split("\n")) if page.ask is not None else set()
    lines = [line for line in page_lines(page, CONTENT) if line not in own]
    assert all(line.strip() == line and line for line in lines), "no empty line, and nothing told by indentation"
    assert not set("".join(lines)) & set("╭╮╰╯│─━○●◐◔✓✗↻▌█›↵")
    assert not any("  " in line for line in lines)
    numbered = [line for line in lines if re.match(r"\d+\. ", line)]
    assert len(numbered) <= len(page.picks) + (len(page.ask.choices) if page.ask else 0)
    if page.ask is None:
        assert len(numbered) == len(page.picks)
        for pick, line in zip(page.picks, numbered, strict=True):
            assert pick.label in line
            assert pick.note.split(" ", 1)[-1] in line


def test_from_the_window_to_plain_text_and_on_where_one_was(tmp_path: Path) -> None:
    session_of("uk", tmp_path).close()
    with on_a_line(environ=environment(tmp_path)) as line:
        line.hear(until=b"Your steps")
        line.type("\r")
        line.hear(until=b"What does it read now?")
        line.type("\x1bOQ")
        line.hear(until=CONTENT.words("ui.palette.search")[1:].encode())
        line.type("plain text")
        line.hear(until=b"plain text")
        line.type("\r")
        heard = line.hear(until=b"> ")
        assert b"\x1b[?1049l" in heard, "the window has gone"
        plain = " ".join(heard.rpartition(b"\x1b")[2].decode().split())
        page = journey.page(PEOPLE["uk"], Place("do", "toggle-off"))
        assert all(said in plain for said in page_lines(page, CONTENT))
        line.type("2\n")
        line.hear(until=b"> ")
        line.type("q\n")
        assert line.end() == 0
        assert CONTENT.words("ui.plain.left").encode() in line.stream
    kept = (tmp_path / "profiles" / "me.json").read_text()
    assert '"was-off"' in kept, "it went on with the same progress"


# Movement, and keys.


@pytest.mark.parametrize("given", [{}, {"TEXTUAL_ANIMATIONS": "none"}, {"TEXTUAL_ANIMATIONS": "full"}], ids=str)
def test_nobody_gets_movement(tmp_path: Path, given: dict[str, str]) -> None:
    program = (
        "from linkedin_guard.faces.tui.app import GuardApp\n"
        "from people import session_of\n"
        "import pathlib, sys\n"
        "print(GuardApp(session_of('uk', pathlib.Path(sys.argv[1]))).animation_level)\n"
    )
    environ = {**environment(tmp_path, **given), "PYTHONPATH": f"{Path(__file__).parent}:{Path(__file__).parents[1]}"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], env=environ, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "none"


async def test_nothing_moves_by_itself(tmp_path: Path) -> None:
    app = GuardApp(session_of("uk", tmp_path))
    async with app.run_test(size=(40, 12)) as pilot:
        for key in ("down", "pagedown", "end", "home", "enter", "escape", "s", "s", "question_mark"):
            await pilot.press(key)
            assert not app.animator._animations, key
        await pilot.press("f2")
        await pilot.pause(0.3)
        assert not app.animator._animations
        assert not app.screen.query_one(Input).cursor_blink


def test_nothing_needs_two_keys_at_once() -> None:
    """What has a chord has a plain key too. What is selected with the mouse is the exception: `c` copies by key."""
    chords = ("ctrl+", "shift+", "super+", "alt+")
    plain_keys: dict[str, bool] = {}
    for binding in (*PickList.BINDINGS, *PageScreen.BINDINGS, *GuardApp.BINDINGS):
        assert isinstance(binding, Binding)
        single = any(not key.startswith(chords) for key in binding.key.split(","))
        plain_keys[binding.action] = plain_keys.get(binding.action, False) or single
    without = {action for action, single in plain_keys.items() if not single}
    # Up does what Shift-Tab does; the shell's own Ctrl-Z only puts the program aside.
    assert without == {"along(-1)", "screen.copy_text", "suspend_process"}
