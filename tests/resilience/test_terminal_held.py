"""The real program and its terminal: what comes by itself, its size, its end, and what the shell gets back."""

import os
import signal
import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from people import PEOPLE, session_of
from terminal import environment as tmux_environment
from terminal import in_tmux, needs_tmux

from linkedin_guard.store.profiles import Store
from resilience.driver import PATIENCE, POSIX, ROOT, Terminal, total, window
from resilience.test_endings import READY, answer_uk, answers, stops, wakes
from resilience.test_kills import AT_THE_TEXT, prepared, present

pytestmark = POSIX

ENTRIES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "terminal_replies.toml").read_text(encoding="utf-8"))[
    "entry"
]
HANDFUL = ("osc-11-vte-1e1e1e1e1e1e-bel", "da1-foot", "xtgettcap-name", "kitty-graphics-bad", "st-insert", "cpr-80x24")
"""Those that are sent in two parts, cut at each byte: a colour, what it is, a capability, a picture, a key, a place."""

ASK_STATUS, STATUS = b"\x1b[5n", b"\x1b[0n"


# What comes by itself.


def look(terminal: Terminal, there: Callable[[], bool]) -> bool:
    """Look until something is there; whether it is."""
    end = time.monotonic() + PATIENCE
    while not there() and time.monotonic() < end and (terminal.read(0.02) or terminal.process.poll() is None):
        pass
    return there()


def quiet(terminal: Terminal) -> None:
    """Look until nothing more is drawn."""
    while terminal.read(0.3):
        pass


def at_place(place: str) -> list[str]:
    """The program, opening at this place."""
    program = AT_THE_TEXT.replace('Place("do", "objection-form", "text")', f"Place.parse({place!r})")
    assert repr(place) in program
    return [sys.executable, "-c", program]


def many(home: Path) -> None:
    """Two people, so that it begins by asking who it is."""
    for name in ("Ana", "Ben"):
        with Store(home, now=present).open(name) as desk:
            desk.save(PEOPLE["uk"].progress.model_copy(update={"profile": name}))


PAGES: dict[str, tuple[str | None, list[str] | None, str]] = {
    "a question": (None, at_place("ask.region"), "Where do you live?"),
    "a tick page": ("uk", at_place("ask.role"), "How do you use LinkedIn?"),
    "a step": ("uk", at_place("do.toggle-off"), "Open"),
    "a text field": ("uk", at_place("do.objection-form.reference"), "tab next"),
    "a long text": ("uk", at_place("do.objection-form.text"), "tab next"),
    "a date": ("uk", at_place("do.objection-form.sent-on"), "Today"),
    "people": ("people", None, "Ana"),
}


def recorded(home: Path) -> dict[str, bytes]:
    """All that is on the disk about people."""
    folder = home / "profiles"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))} if folder.exists() else {}


@pytest.mark.parametrize("kind", PAGES)
def test_what_a_terminal_sends_by_itself_does_nothing_on_any_page(kind: str, tmp_path: Path) -> None:
    person, command, words = PAGES[kind]
    if person == "people":
        many(tmp_path)
    elif person is not None:
        session_of(person, tmp_path).close()
    before = recorded(tmp_path)
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\ntouch "{opened}"\n')
    browser.chmod(0o755)
    with window(tmp_path, command=command, BROWSER=str(browser), DISPLAY=":7") as terminal:
        assert terminal.until(words), terminal.text
        assert terminal.until(READY), terminal.text
        quiet(terminal)
        seen = terminal.text
        nobodys = {each["id"]: each["bytes"] for each in ENTRIES if each["kind"] in ("reply", "unknown key")}
        for data in nobodys.values():
            terminal.send(data)
            terminal.read(0)
        for name in HANDFUL:
            data = nobodys[name]
            for cut in range(1, len(data)):
                for part in (data[:cut], data[cut:]):
                    terminal.send(part)
                    terminal.read(0.003)
        # What is pressed last is heard last: when help is there, all the rest has been heard.
        terminal.send("\x1bOP")
        assert look(terminal, lambda: terminal.text != seen), "help comes"
        terminal.send("\x1b")
        assert look(terminal, lambda: terminal.text == seen), terminal.text
        terminal.send("\x11")
        assert terminal.end() == 0
    assert recorded(tmp_path) == before
    assert not opened.exists()


def test_a_reply_while_a_text_is_typed_is_not_in_the_text(tmp_path: Path) -> None:
    store = prepared(tmp_path)
    with window(tmp_path, command=[sys.executable, "-c", AT_THE_TEXT], size=(120, 40)) as terminal:
        assert terminal.until("tab next"), terminal.text
        replies = iter([each["bytes"] for each in ENTRIES if each["id"] in HANDFUL])
        for letter in "LASTWORDS":
            terminal.send(letter + next(replies, ""))
        assert terminal.until("LASTWORDS"), terminal.text
        terminal.send("\x11")
        assert terminal.end() == 0
    progress = store.load("me").progress
    assert progress is not None
    assert progress.fields["objection-form.text"].count("LASTWORDS") == 1


# The end of the terminal.


@pytest.mark.parametrize("owned", [True, False], ids=["with a signal", "without a signal"])
def test_when_the_terminal_goes_away_what_is_typed_is_kept_and_the_program_leaves(owned: bool, tmp_path: Path) -> None:
    store = prepared(tmp_path)
    terminal = Terminal(tmp_path, command=[sys.executable, "-c", AT_THE_TEXT], size=(120, 40), owned=owned)
    try:
        assert terminal.until("tab next"), terminal.text
        terminal.send("LASTWORDS")
        assert terminal.until("LASTWORDS"), terminal.text
        assert terminal.hang_up() == 128 + signal.SIGHUP
    finally:
        terminal.close()
    with store.open("me") as desk:
        assert desk.progress is not None
        assert "LASTWORDS" in desk.progress.fields["objection-form.text"]
    assert not (tmp_path / "reports").exists()


DRAWS_ON = """
from linkedin_guard.faces.tui.app import GuardApp
leaves = GuardApp.on_terminal_gone
def draws_on(app, message):
    for _ in range(100):
        app._driver.write("x")
    leaves(app, message)
GuardApp.on_terminal_gone = draws_on
from linkedin_guard.cli.main import main
main([])
"""
"""The program, which draws more after its terminal has gone than the queue of what is written holds."""


def test_it_ends_though_it_draws_to_a_terminal_that_has_gone(tmp_path: Path) -> None:
    with window(tmp_path, owned=False, command=[sys.executable, "-c", DRAWS_ON]) as terminal:
        answer_uk(terminal)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert answers(tmp_path) == {"region": ("uk",)}


@pytest.mark.parametrize("fault", ["no more", "an error"])
def test_the_end_of_a_terminal_is_no_more_or_an_error(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkedin_guard.faces.tui.posix_driver import GuardPosixDriver

    def read(*_: int) -> bytes:
        if fault == "an error":
            raise OSError(5, "Input/output error")
        return b""

    driver = object.__new__(GuardPosixDriver)
    driver.fileno = 0
    monkeypatch.setattr(os, "read", read)
    assert driver._read() is None
    assert driver._gone


# Leaving.


def time_to_leave(home: Path, command: list[str] | None, ready: str) -> float:
    """Seconds from the key to the end of the program, in a terminal that answers at once."""
    with window(home, command=command, size=(80, 24)) as terminal:
        assert terminal.until(ready), terminal.text
        quiet(terminal)
        began = time.monotonic()
        terminal.send("\x11")
        while terminal.process.poll() is None:
            assert time.monotonic() < began + PATIENCE
            terminal.read(0.001)
        return time.monotonic() - began


def test_leaving_takes_a_fifth_of_what_the_empty_app_takes(tmp_path: Path) -> None:
    hello = [sys.executable, str(ROOT / "tests" / "benchmarks" / "hello.py")]
    empty = statistics.median(time_to_leave(tmp_path, hello, "Hello") for _ in range(3))
    own = statistics.median(time_to_leave(tmp_path, None, READY) for _ in range(3))
    total("leaving", own_ms=round(own * 1000), empty_ms=round(empty * 1000))
    assert own <= 0.2 * empty


def far_away(terminal: Terminal, seconds: float) -> None:
    """Look until it has ended, as a terminal so far away that its mouse moves until it has heard that it is to stop."""
    line: list[tuple[float, bytes]] = []
    terminal.answers.clear()
    heard = len(terminal.bytes)
    end = time.monotonic() + PATIENCE
    while terminal.process.poll() is None and time.monotonic() < end:
        terminal.read(0.002)
        line.append((time.monotonic() + seconds / 2, b"\x1b[<35;4;4M"))
        if ASK_STATUS in terminal.bytes[heard:]:
            heard = len(terminal.bytes)
            line.append((time.monotonic() + seconds, STATUS))
            break
        _deliver(terminal, line)
    while line and terminal.process.poll() is None and time.monotonic() < end:
        _deliver(terminal, line)
        terminal.read(0.002)
    terminal.end()


def _deliver(terminal: Terminal, line: list[tuple[float, bytes]]) -> None:
    while line and line[0][0] <= time.monotonic():
        with suppress(OSError):
            os.write(terminal.master, line.pop(0)[1])


@pytest.mark.parametrize("seconds", [0.0, 0.03, 0.1, 0.4])
def test_no_report_reaches_the_shell_after_leaving(seconds: float, tmp_path: Path) -> None:
    """The farthest is waited for because it answered before, so late."""
    with window(tmp_path, owned=False) as terminal:
        asked = b"\x1b[?2026$p"
        assert look(terminal, lambda: asked in terminal.bytes)
        late = time.monotonic() + seconds
        assert look(terminal, lambda: time.monotonic() >= late)
        terminal.send("\x1b[?2026;2$y")
        answer_uk(terminal)
        quiet(terminal)
        terminal.send("\x11")
        far_away(terminal, seconds)
        assert terminal.process.returncode == 0
        assert terminal.as_found() == []
        assert terminal.left_over() == b""


def test_a_terminal_that_says_nothing_is_left_all_the_same(tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        terminal.answers.clear()
        answer_uk(terminal)
        terminal.send("\x11\x1b[<35;4;4M")
        assert terminal.end() == 0
        assert terminal.left_over() == b""
        # What is switched off before it is asked for its status reports nothing after its answer.
        before, _, after = terminal.bytes.rpartition(ASK_STATUS)
        reports = (b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1004l", b"\x1b[?2004l", b"\x1b[<u")
        assert all(report in before and report not in after for report in reports)


def test_what_is_typed_after_leaving_is_the_shells(tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        terminal.answers[ASK_STATUS] = STATUS + b"ls\n"
        answer_uk(terminal)
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.left_over() in (b"ls\n", b"")


def test_no_report_reaches_the_shell_while_it_is_stopped(tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        terminal.answers[ASK_STATUS] = b"\x1b[<35;4;4M" * 20 + STATUS
        answer_uk(terminal)
        os.kill(terminal.process.pid, signal.SIGTSTP)
        stops(terminal)
        assert terminal.left_over() == b""
        wakes(terminal)
        terminal.send("\x11")
        assert terminal.end() == 0


def test_while_nothing_happens_it_does_nothing(tmp_path: Path) -> None:
    """No thread of it looks up, ten times a second or at all."""
    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc to see how often a thread wakes")

    def woken() -> int:
        tasks = Path(f"/proc/{terminal.process.pid}/task").iterdir()
        lines = [line for task in tasks for line in (task / "status").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))

    with window(tmp_path) as terminal:
        answer_uk(terminal)
        quiet(terminal)
        quiet(terminal)
        before, until = woken(), time.monotonic() + 1
        assert look(terminal, lambda: time.monotonic() > until)
        assert woken() - before <= 3


# Its size, and the environment.


def drawn(home: Path, size: tuple[int, int], then: tuple[int, int] | None = None, **more: str) -> list[str]:
    """The first page in a terminal of this size, and another one then."""
    with window(home, size=size, **more) as terminal:
        assert terminal.until(READY), terminal.text
        if then is not None:
            quiet(terminal)
            terminal.resize(*then)
            assert look(terminal, lambda: READY in terminal.text)
        quiet(terminal)
        picture = list(terminal.screen.display)
        terminal.send("\x11")
        assert terminal.end() == 0
        return picture


def test_the_size_is_the_terminals_whatever_the_environment_says(tmp_path: Path) -> None:
    plain = drawn(tmp_path, (100, 30))
    assert plain == drawn(tmp_path, (100, 30), COLUMNS="60", LINES="12")
    assert plain == drawn(tmp_path, (70, 20), (100, 30), COLUMNS="60", LINES="12")
    assert plain != drawn(tmp_path, (60, 12))


TEXTUALS = {
    "TEXTUAL": "debug,devtools",
    "TEXTUAL_COLOR_SYSTEM": "nonsense",
    "TEXTUAL_DRIVER": "nowhere:Nothing",
    "TEXTUAL_ALLOW_SIGNALS": "1",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_FPS": "0",
    "TEXTUAL_PRESS": "1,3,3",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_SHOW_RETURN": "1",
    "TEXTUAL_THEME": "nonsense",
}


def test_what_the_environment_says_to_textual_is_not_heard(tmp_path: Path) -> None:
    with window(tmp_path, TEXTUAL_LOG=str(tmp_path / "log"), **TEXTUALS) as terminal:
        assert terminal.until("About ten minutes"), terminal.text
        assert terminal.until(READY), terminal.text
        terminal.send("\x03")
        assert terminal.end() == 0, terminal.text
        assert b"\x1b[>25u" in terminal.bytes, "it asks for the keyboard protocol"
        assert "app returned" not in terminal.text
    assert answers(tmp_path) == {}
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize("sizes", [[(100, 30)], [(60, 15), (100, 30)], [(50, 12), (80, 24)]], ids=str)
def test_after_a_resize_nothing_is_drawn_once_the_shell_has_its_screen(
    sizes: list[tuple[int, int]], tmp_path: Path
) -> None:
    with window(tmp_path, size=(80, 24)) as terminal:
        answer_uk(terminal)
        for size in sizes:
            terminal.resize(*size)
        terminal.send("\x11")
        assert terminal.end() == 0
        after = terminal.bytes.rpartition(b"\x1b[?1049l")[2]
        assert terminal.bytes.count(b"\x1b[?1049h") == terminal.bytes.count(b"\x1b[?1049l") == 1
        assert after == b"\x1b[?25hYou have left. Everything you recorded is kept.\r\n"


@pytest.mark.outside_program
@needs_tmux
@pytest.mark.parametrize("size", [(100, 30), (100, 24), (60, 15)], ids=str)
def test_after_a_resize_leaving_gives_the_shell_its_screen_back(size: tuple[int, int], tmp_path: Path) -> None:
    """In a real terminal, whose shell goes on after it."""
    script = "echo WHAT THE SHELL SHOWED; {}; echo AND GOES ON WITH; cat"
    with in_tmux(environ=tmux_environment(tmp_path), script=script) as tmux:
        tmux.wait_for(READY)
        tmux("resize-window", "-x", str(size[0]), "-y", str(size[1]))
        tmux.wait_for(READY)
        tmux.press("C-q")
        lines = [line.rstrip() for line in tmux.wait_for("AND GOES ON WITH") if line.strip()]
        said = "You have left. Everything you recorded is kept."
        assert lines == ["WHAT THE SHELL SHOWED", said, "AND GOES ON WITH"]


# A fault where it reads.


FAULT = """
from linkedin_guard.faces.tui import posix_driver
class Broken(posix_driver.Parser):
    def feed(self, data):
        raise RuntimeError("SECRET")
posix_driver.Parser = Broken
from linkedin_guard.cli.main import main
main([])
"""


def test_a_fault_where_it_reads_ends_in_one_sentence(tmp_path: Path) -> None:
    with window(tmp_path, command=[sys.executable, "-c", FAULT]) as terminal:
        assert terminal.until(READY), terminal.text
        terminal.send("1")
        assert terminal.end() == 5, terminal.text
        assert terminal.as_found() == []
        assert "Traceback" not in terminal.text
        assert "SECRET" not in terminal.text
