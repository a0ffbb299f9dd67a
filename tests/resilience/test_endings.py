"""However it ends, the terminal is left as it was found, what was recorded is there, and the exit code says why."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest
from people import session_of

from linkedin_guard.store.profiles import Store
from resilience import times
from resilience.driver import PATIENCE, POSIX, PROGRAM, Pipe, Terminal, environment, lg, ran, total, window
from resilience.test_kills import AT_THE_TEXT, prepared, present

pytestmark = POSIX

READY = "leave"
"""The last word of the line of keys, when the window is there."""


TAKEN = b"\x1b[?1049h"
"""What it takes the terminal with."""

REPORTS_ITS_SIZE = {b"\x1b[?2048$p": b"\x1b[?2048;2$y\x1b[48;30;100;600;1000t"}
"""What a terminal says that tells of a new size by itself."""


def answers(home: Path) -> dict[str, tuple[str, ...]]:
    progress = Store(home, now=present).load("me").progress
    return {} if progress is None else progress.answers


def stops(terminal: Terminal) -> None:
    """Look until the program is stopped, as Ctrl-Z does it, and the terminal is the shell's."""
    if not Path("/proc/self").is_dir():
        pytest.skip("needs /proc to see that the program has stopped")
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{terminal.process.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < end, f"it did not stop: {terminal.text}"
        terminal.read(0.05)
    while terminal.read(0.1):
        pass


def wakes(terminal: Terminal) -> None:
    """Go on with it, as `fg` does it, until it is all there again."""
    before = terminal.bytes.count(TAKEN)
    os.kill(terminal.process.pid, signal.SIGCONT)
    taken(terminal, before + 1)
    assert terminal.until(READY), terminal.text


def watch(terminal: Terminal, seconds: float) -> None:
    """Look at what is drawn for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.read(0.005)


def taken(terminal: Terminal, times: int) -> None:
    """Look until it has taken the terminal so often: what was typed before that is nobody's."""
    end = time.monotonic() + PATIENCE
    while terminal.bytes.count(TAKEN) < times:
        assert time.monotonic() < end, f"it did not come back: {terminal.text}"
        terminal.read()


def answer_uk(terminal: Terminal) -> None:
    """Start, and say where one lives."""
    assert terminal.until(READY), terminal.text
    terminal.send("1")
    assert terminal.until("Where do you live?"), terminal.text
    terminal.send("3")
    assert terminal.until("Recorded."), terminal.text


# The window.


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_the_window_in_good_order(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    with window(tmp_path) as terminal:
        answer_uk(terminal)
        os.kill(terminal.process.pid, number)
        assert terminal.end() == 128 + number
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}
    assert lg(tmp_path, "status").returncode == 1


@pytest.mark.parametrize("key", ["\x11", "\x03"], ids=["ctrl+q", "ctrl+c"])
def test_leaving_is_zero_and_leaves_the_terminal_as_it_was(key: str, tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        answer_uk(terminal)
        terminal.send(key)
        assert terminal.end() == 0
        assert terminal.as_found() == []


def test_a_terminal_that_reports_its_size_by_itself_is_left_as_it_was_too(tmp_path: Path) -> None:
    """Such a terminal is then asked for the mouse in pixels, which Textual never takes back."""
    with window(tmp_path) as terminal:
        terminal.answers.update(REPORTS_ITS_SIZE)
        answer_uk(terminal)
        terminal.send("\x11")
        assert terminal.end() == 0
        assert b"\x1b[?1016h" in terminal.bytes
        assert terminal.as_found() == []


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.2, 0.3, 0.5])
def test_a_signal_while_it_starts_leaves_the_terminal_as_it_was(moment: float, tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        watch(terminal, moment)
        terminal.process.terminate()
        assert terminal.end() in (-signal.SIGTERM, 128 + signal.SIGTERM)
        assert terminal.as_found() == []


SIGNAL_AT = """
import os, signal, sys
from linkedin_guard.faces.tui.posix_driver import GuardPosixDriver as Driver
when, name, sent = sys.argv.pop(), sys.argv.pop(), getattr(signal, sys.argv.pop())
whole = getattr(Driver, name)
def interrupted(driver, *arguments, **named):
    setattr(Driver, name, whole)
    if when == "before":
        os.kill(os.getpid(), sent)
    whole(driver, *arguments, **named)
    if when == "after":
        os.kill(os.getpid(), sent)
setattr(Driver, name, interrupted)
from linkedin_guard.cli.main import main
main()
"""
"""The program, sent a signal at a moment when the terminal changes hands."""

TAKES = [("before", "__init__"), ("after", "__init__"), ("after", "start_application_mode")]
GIVES_BACK = [("before", "stop_application_mode"), ("after", "stop_application_mode"), ("after", "close")]


def interrupted(home: Path, sent: str, when: str, name: str) -> AbstractContextManager[Terminal]:
    return window(home, command=[sys.executable, "-c", SIGNAL_AT, sent, name, when])


@pytest.mark.parametrize(("when", "name"), TAKES)
@pytest.mark.parametrize("sent", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_while_it_takes_the_terminal_leaves_it_as_it_was(
    sent: str, when: str, name: str, tmp_path: Path
) -> None:
    with interrupted(tmp_path, sent, when, name) as terminal:
        assert terminal.end() == 128 + getattr(signal, sent), terminal.text
        assert terminal.as_found() == []


INTERRUPTED_AT = """
import os, signal, sys
module = sys.argv.pop(1)
class Gone:
    # Where Python can only drop what is raised.
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass
class Finds:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            sys.meta_path.remove(self)
            Gone()
sys.meta_path.insert(0, Finds())
from linkedin_guard.cli.main import main
main()
"""
"""The program, interrupted when it imports a certain module."""


@pytest.mark.parametrize(
    "module",
    ["linkedin_guard.cli.wizard", "linkedin_guard.store.profiles", "textual.app", "textual.drivers.linux_driver"],
)
def test_ctrl_c_while_the_window_is_imported_is_never_lost(module: str, tmp_path: Path) -> None:
    with window(tmp_path, command=[sys.executable, "-c", INTERRUPTED_AT, module]) as terminal:
        assert terminal.end() in (130, -signal.SIGINT), terminal.text
        assert terminal.as_found() == []
        assert terminal.text == ""


@pytest.mark.parametrize("module", ["linkedin_guard.cli.commands", "linkedin_guard.faces.plain"])
def test_ctrl_c_while_the_prompts_are_imported_is_never_lost(module: str, tmp_path: Path) -> None:
    done = ran(tmp_path, "-c", INTERRUPTED_AT, module, "--plain", typed="q\n")
    assert done.returncode in (130, -signal.SIGINT), done
    assert done.stdout == done.stderr == ""


def test_ctrl_c_while_the_demonstration_starts_takes_it_away(tmp_path: Path) -> None:
    """It has a folder of its own, with people who do not exist, for as long as it runs."""
    kept = tmp_path / "temporary"
    kept.mkdir()
    plain = INTERRUPTED_AT.replace("            Gone()", "            os.kill(os.getpid(), signal.SIGINT)")
    assert plain != INTERRUPTED_AT
    done = ran(tmp_path, "-c", plain, "linkedin_guard.faces.plain", "demo", "--plain", typed="q\n", TMPDIR=str(kept))
    assert done.returncode == 130, done
    assert done.stderr == "\nYou have left the demonstration. Nothing of it is kept.\n"
    assert list(kept.iterdir()) == []


def test_in_the_background_of_a_script_ctrl_c_stays_unheard(tmp_path: Path) -> None:
    program = "import signal; signal.signal(2, signal.SIG_IGN); from linkedin_guard.cli.main import main; main()"
    pipe = Pipe(tmp_path, command=[sys.executable, "-c", program, "--plain"])
    assert pipe.hear(time.monotonic() + PATIENCE) is not None
    pipe.process.send_signal(signal.SIGINT)
    pipe.send("q")
    assert pipe.end() == 0


@pytest.mark.parametrize(("when", "name"), GIVES_BACK)
@pytest.mark.parametrize("sent", ["SIGTERM", "SIGHUP", "SIGINT", "SIGTSTP", "SIGCONT"])
def test_a_signal_while_it_gives_the_terminal_back_leaves_it_as_it_was(
    sent: str, when: str, name: str, tmp_path: Path
) -> None:
    with interrupted(tmp_path, sent, when, name) as terminal:
        answer_uk(terminal)
        terminal.send("\x11")
        # A stop that comes when it is leaving is not needed any more, and not heard.
        assert terminal.end() == (0 if sent in ("SIGTSTP", "SIGCONT") else 128 + getattr(signal, sent)), terminal.text
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}


@pytest.mark.parametrize(("when", "name"), TAKES)
def test_it_can_be_stopped_while_it_takes_the_terminal(when: str, name: str, tmp_path: Path) -> None:
    with interrupted(tmp_path, "SIGTSTP", when, name) as terminal:
        stops(terminal)
        assert terminal.as_found() == [], "stopped, the terminal is the shell's"
        wakes(terminal)
        answer_uk(terminal)
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_session_that_is_closed_wakes_what_it_ends(name: str, tmp_path: Path) -> None:
    """As systemd does, which lets what is stopped hear that it is to end: nothing was stopped here."""
    with window(tmp_path) as terminal:
        answer_uk(terminal)
        for number in (getattr(signal, name), signal.SIGCONT):
            os.kill(terminal.process.pid, number)
        assert terminal.end() == 128 + getattr(signal, name)
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}


SIGNAL_IN_QUEUE = """
import os, queue, signal, sys
sent, whole = getattr(signal, sys.argv.pop()), queue.Queue._put
def put(line, item):
    if isinstance(item, str) and "Recorded" in item:
        queue.Queue._put = whole
        os.kill(os.getpid(), sent)
        for _ in range(1000):
            pass
    whole(line, item)
queue.Queue._put = put
from linkedin_guard.cli.main import main
main()
"""
"""The program, sent a signal while it holds what it draws through."""


@pytest.mark.parametrize("sent", ["SIGTSTP", "SIGCONT", "SIGTERM"])
def test_a_signal_while_it_draws_does_not_hold_it_up(sent: str, tmp_path: Path) -> None:
    with window(tmp_path, command=[sys.executable, "-c", SIGNAL_IN_QUEUE, sent]) as terminal:
        assert terminal.until(READY), terminal.text
        terminal.send("1")
        assert terminal.until("Where do you live?"), terminal.text
        terminal.send("3")
        if sent == "SIGTSTP":
            stops(terminal)
            assert terminal.as_found() == [], "stopped, the terminal is the shell's"
            wakes(terminal)
        if sent == "SIGCONT":
            taken(terminal, 2)
        if sent != "SIGTERM":
            assert terminal.until("How old are you?"), terminal.text
            terminal.send("\x11")
        assert terminal.end() == (128 + signal.SIGTERM if sent == "SIGTERM" else 0)
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}


def test_it_can_be_stopped_without_hearing_of_it(tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        answer_uk(terminal)
        os.kill(terminal.process.pid, signal.SIGSTOP)
        stops(terminal)
        wakes(terminal)
        assert "How old are you?" in terminal.text
        terminal.send("4")
        assert terminal.until("How do you use LinkedIn?"), terminal.text
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.as_found() == []


def test_while_a_text_browser_has_the_terminal_a_stop_is_the_systems_own(tmp_path: Path) -> None:
    """The wizard waits for it, and could not hear of a stop; Ctrl-Z stops both, and gives the shell its terminal."""
    if not Path("/proc/self/status").exists():
        pytest.skip("needs /proc to see which signals the program hears")
    session_of("uk", tmp_path).close()
    browser = tmp_path / "lynx"
    browser.write_text(f'#!/bin/sh\ncat /proc/$PPID/status >"{tmp_path}/while"\n')
    browser.chmod(0o755)
    with window(tmp_path, BROWSER=str(browser)) as terminal:
        assert terminal.until("Your steps"), terminal.text
        terminal.send("1")
        assert terminal.until("What does it read now?"), terminal.text
        terminal.send("o")
        taken(terminal, 2)
        assert terminal.until(READY), terminal.text
        after = Path(f"/proc/{terminal.process.pid}/status").read_text()
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.as_found() == []
    heard = {
        when: {
            number for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGTERM) if caught(status) >> number - 1 & 1
        }
        for when, status in (("while", (tmp_path / "while").read_text()), ("after", after))
    }
    assert heard == {"while": {signal.SIGTERM}, "after": {signal.SIGTSTP, signal.SIGCONT, signal.SIGTERM}}


def caught(status: str) -> int:
    """The signals a process hears, as bits, of what /proc says of it."""
    return int(re.search(r"^SigCgt:\s*([0-9a-f]+)$", status, re.MULTILINE)[1], 16)  # type: ignore[index]


def test_it_can_be_stopped_at_any_moment(tmp_path: Path) -> None:
    """Stopped and woken while it starts, draws, saves and turns pages, it goes on, and in the end leaves in order."""
    lives, stopped, chance = times("LG_GUARD_SIGNALS", 4, 0.1), 0, random.Random()
    for life in range(lives):
        with window(tmp_path / str(life), BROWSER="true") as terminal:
            taken(terminal, 1)
            for _ in range(6):
                for key in chance.choices(("1", "3", "j", "k", "\r", "\x1b", "s", "?", "u"), k=chance.randrange(4)):
                    terminal.send(key)
                watch(terminal, chance.uniform(0, 0.15))
                sent = chance.choice([signal.SIGTSTP, signal.SIGTSTP, signal.SIGSTOP])
                os.kill(terminal.process.pid, sent)
                stops(terminal)
                assert sent == signal.SIGSTOP or terminal.as_found() == []
                wakes(terminal)
                stopped += 1
            terminal.send("\x11")
            assert terminal.end() == 0, terminal.text
            assert terminal.as_found() == []
    total("stopped at any moment", stopped=stopped, ended_in_order=lives)


def test_it_can_be_ended_at_any_moment(tmp_path: Path) -> None:
    """From Python's first breath to the first page: the terminal is as it was, and the code says which signal."""
    ends, codes, chance = times("LG_GUARD_SIGNALS", 12), Counter[int](), random.Random()
    for life in range(ends):
        sent = chance.choice([signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
        with window(tmp_path / str(life)) as terminal:
            watch(terminal, chance.uniform(0, 0.7))
            os.kill(terminal.process.pid, sent)
            if chance.random() < 0.3:
                watch(terminal, chance.uniform(0, 0.05))
                with suppress(ProcessLookupError):
                    os.kill(terminal.process.pid, signal.SIGCONT)
            code = terminal.end()
            codes[code] += 1
            # Python's own start, before there is anything of ours, makes a traceback and 1 of Ctrl-C.
            early = sent == signal.SIGINT and code == 1 and "linkedin_guard" not in terminal.text
            assert early or code in (-sent, 128 + sent), terminal.text
            assert terminal.as_found() == []
        assert not (tmp_path / str(life) / "reports").exists()
    total("ended at any moment", **{f"with_{code}": count for code, count in sorted(codes.items())})


@pytest.mark.parametrize("how", ["signal", "ctrl+z"])
def test_it_can_be_stopped_and_gone_on_with(how: str, tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        terminal.answers.update(REPORTS_ITS_SIZE)
        answer_uk(terminal)
        assert b"\x1b[?1016h" in terminal.bytes
        if how == "signal":
            os.kill(terminal.process.pid, signal.SIGTSTP)
        else:
            terminal.send("\x1a")
        stops(terminal)
        assert terminal.as_found() == [], "stopped, the terminal is the shell's"
        wakes(terminal)
        for words in ("LinkedIn Guard", "How old are you?", "Prefer not to say"):
            assert terminal.until(words), terminal.text
        terminal.send("4")
        assert terminal.until("How do you use LinkedIn?"), terminal.text
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.as_found() == []
    assert answers(tmp_path)["region"] == ("uk",)


@pytest.mark.parametrize("sent", [["SIGTSTP", "SIGCONT"], ["SIGCONT"], ["SIGINT"]], ids=" ".join)
def test_what_goes_on_in_plain_text_hears_signals_as_the_prompts_do(sent: list[str], tmp_path: Path) -> None:
    with window(tmp_path) as terminal:
        answer_uk(terminal)
        terminal.send("\x1bOQ")
        assert terminal.until("Where to?"), terminal.text
        terminal.send("plain text")
        assert terminal.until("Go on in plain text"), terminal.text
        terminal.send("\r")
        end = time.monotonic() + PATIENCE
        while not terminal.bytes.endswith(b"> ") and time.monotonic() < end:
            terminal.read()
        for name in sent:
            os.kill(terminal.process.pid, getattr(signal, name))
        if sent != ["SIGINT"]:
            terminal.send("q\n")
        assert terminal.end() == (130 if sent == ["SIGINT"] else 0), terminal.text
        assert terminal.as_found() == []
    assert not (tmp_path / "reports").exists()


def test_a_text_being_typed_is_on_the_disk_when_a_signal_ends_it(tmp_path: Path) -> None:
    store = prepared(tmp_path)
    with window(tmp_path, command=[sys.executable, "-c", AT_THE_TEXT], size=(120, 40)) as terminal:
        assert terminal.until("tab next"), terminal.text
        terminal.send("LASTWORDS")
        assert terminal.until("LASTWORDS"), terminal.text
        terminal.process.terminate()
        assert terminal.end() == 128 + signal.SIGTERM
    progress = store.load("me").progress
    assert progress is not None
    assert "LASTWORDS" in progress.fields["objection-form.text"]


def test_a_terminal_that_is_closed_ends_the_program_and_costs_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    try:
        answer_uk(terminal)
        assert terminal.hang_up() in (128 + signal.SIGHUP, -signal.SIGHUP)
    finally:
        terminal.close()
    assert answers(tmp_path) == {"region": ("uk",)}
    assert not list((tmp_path / "reports").glob("*")) if (tmp_path / "reports").exists() else True


@pytest.mark.parametrize(
    "more",
    [
        {"TERM": "no-such-terminal"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "LANG": ""},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"NO_COLOR": "1"},
        {"COLUMNS": "0", "LINES": "x"},
    ],
    ids=lambda more: " ".join(f"{name}={value}" for name, value in more.items()),
)
def test_whatever_the_environment_says_of_the_terminal_it_works(more: dict[str, str], tmp_path: Path) -> None:
    with window(tmp_path, **more) as terminal:
        answer_uk(terminal)
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}


def test_without_locale_it_works(tmp_path: Path) -> None:
    with window(tmp_path, unset=("LANG",)) as terminal:
        answer_uk(terminal)
        terminal.send("\x11")
        assert terminal.end() == 0
        assert terminal.as_found() == []


def test_a_slow_terminal_gets_everything_and_loses_nothing(tmp_path: Path) -> None:
    """As over a line of 9600 baud: a thousand bytes a second, read in bits."""
    with window(tmp_path, size=(80, 24)) as terminal:
        import select

        def slowly(seconds: float) -> None:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                time.sleep(0.02)
                if select.select([terminal.master], [], [], 0)[0]:
                    data = os.read(terminal.master, 240)
                    terminal.bytes += data
                    terminal._feed.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[\$]?[a-zA-Z]", b"", data))

        def wait_for(words: str) -> None:
            end = time.monotonic() + PATIENCE
            while words not in terminal.text and time.monotonic() < end:
                slowly(0.1)
            assert words in terminal.text

        wait_for(READY)
        terminal.send("1")
        wait_for("Where do you live?")
        terminal.send("3")
        wait_for("Recorded.")
        terminal.send("\x11")
        while terminal.process.poll() is None:
            slowly(0.1)
        assert terminal.process.returncode == 0
        while terminal.read(0.1):
            pass
        assert terminal.as_found() == []
    assert answers(tmp_path) == {"region": ("uk",)}


# The prompts, and commands.


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_signal_at_the_prompts_costs_nothing(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    pipe = Pipe(tmp_path)
    for line in ("1", "3"):
        assert pipe.hear(time.monotonic() + PATIENCE) is not None
        pipe.send(line)
    assert pipe.hear(time.monotonic() + PATIENCE) is not None
    code = pipe.kill(number)
    # A shell shows both as 128+n.
    assert code in ((130,) if number == signal.SIGINT else (-number, 128 + number))
    assert "Traceback" not in pipe.heard
    assert answers(tmp_path) == {"region": ("uk",)}


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3])
def test_ctrl_c_while_it_starts_is_130_or_the_signal_and_no_traceback(moment: float, tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    time.sleep(moment)
    code = pipe.kill(signal.SIGINT)
    # Until Python itself has started there is nobody of ours to hear it.
    if moment >= 0.1 or "linkedin_guard" in pipe.heard:
        assert code in (130, -signal.SIGINT), pipe.heard
        assert "linkedin_guard" not in pipe.heard or code != 1


def test_a_reader_that_goes_away_ends_the_prompts_with_141(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    assert pipe.hear(time.monotonic() + PATIENCE) is not None
    assert pipe.process.stdout is not None
    pipe.process.stdout.close()
    pipe.send("1")
    pipe.send("3")
    assert pipe.process.wait(PATIENCE) == 141
    pipe._to.close()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("status >&-", 1),
        ("status 2>&-", 1),
        ("status >&- 2>&-", 1),
        ("sources >&-", 3),
        ("sources >/dev/full", 3),
        ("sources | :", 0),
        ("--help >/dev/full", 3),
        ("--help >&-", 3),
        ("--version >&-", 3),
        ("--version >/dev/full", 3),
        ("nonsense 2>&-", 2),
        ("--plain <&- >/dev/null", 1),
        ("--plain <&- >&-", 3),
        ("--plain </dev/null >/dev/full", 3),
        ("--plain <&- >/dev/null 2>&-", 1),
        ("<&- >/dev/null 2>&-", 1),
    ],
)
def test_streams_that_are_closed_or_full_are_no_traceback(command: str, code: int, tmp_path: Path) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m linkedin_guard {command}', PROGRAM[0]],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr
    assert not (tmp_path / "reports").exists()
    if code == 3 and "version" not in command:
        assert done.stderr.startswith("Cannot read the input or write the output: ")
        assert done.stderr.count("\n") == 1


def test_without_streams_no_file_takes_their_place(tmp_path: Path) -> None:
    """Opened first, a progress file would be descriptor 1, and what is printed would be written into it."""
    prepared(tmp_path)
    before = (tmp_path / "profiles" / "me.json").read_bytes()
    for command in ("status", "export", "--plain"):
        subprocess.run(
            ["sh", "-c", f'"$0" -m linkedin_guard {command} <&- >&- 2>&-', PROGRAM[0]],
            env=environment(tmp_path),
            timeout=PATIENCE,
            check=False,
        )
        assert (tmp_path / "profiles" / "me.json").read_bytes() == before


@pytest.mark.parametrize("more", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"TERM": ""}])
def test_the_prompts_need_no_locale(more: dict[str, str], tmp_path: Path) -> None:
    done = lg(tmp_path, "--plain", typed="1\n3\nq\n", **more)
    assert done.returncode == 0, done
    assert "Recorded." in done.stdout
    assert answers(tmp_path) == {"region": ("uk",)}
