"""What leaves the program: not through a shell, not into a text browser unasked, not claiming more than is known."""

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkedin_guard import system
from linkedin_guard.system import (
    OutsideFault,
    can_open,
    can_show,
    copy_text,
    describe,
    now,
    open_link,
    osc52,
    takes_terminal,
    wants_plain,
)

URL = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement?a=1&b=$(touch%20x)"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the programs are those of a Linux desktop")

Programs = Callable[..., dict[str, str]]


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    """Put programs on a PATH of their own that write down how they were called; gives that environment."""

    def put(*names: str, exits: int = 0, naps: int = 0, **more: str) -> dict[str, str]:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        for name in names:
            program = folder / name
            program.write_text(
                f"#!{sys.executable}\n"
                "import json, os, sys, time\n"
                f"log = {str(tmp_path)!r} + '/' + os.path.basename(sys.argv[0])\n"
                "with open(log + '.part', 'w') as file:\n"
                "    json.dump({'argv': sys.argv[1:], 'stdin': sys.stdin.buffer.read().hex()}, file)\n"
                "os.rename(log + '.part', log + '.log')\n"
                f"time.sleep({naps})\n"
                f"sys.exit({exits})\n"
            )
            program.chmod(0o755)
        return {"PATH": str(folder), **more}

    return put


@pytest.fixture
def called(tmp_path: Path) -> Callable[[str], list[str] | None]:
    """With what arguments a program was called; None if it was not."""

    def look(name: str) -> list[str] | None:
        log = tmp_path / f"{name}.log"
        return list(json.loads(log.read_text())["argv"]) if log.exists() else None

    return look


Called = Callable[[str], list[str] | None]


@LINUX
class TestBrowser:
    @pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
    def test_a_desktop_opens_the_address_as_one_argument(
        self, programs: Programs, called: Called, display: str
    ) -> None:
        environ = programs("xdg-open", **{display: ":0"})
        assert can_open(environ)
        assert open_link(URL, environ) == "opened"
        assert called("xdg-open") == [URL]

    @pytest.mark.parametrize(
        "more", [{}, {"SSH_CONNECTION": "a b"}, {"SSH_TTY": "/dev/pts/1", "WSL_DISTRO_NAME": "Ubuntu"}]
    )
    def test_without_a_display_there_is_no_browser_only_programs_that_would_freeze_the_screen(
        self, programs: Programs, called: Called, more: dict[str, str]
    ) -> None:
        names = ("xdg-open", "w3m", "lynx", "links", "elinks", "www-browser", "firefox", "wslview")
        environ = programs(*names, **more)
        assert not can_open(environ)
        assert open_link(URL, environ) == "no-browser"
        assert [name for name in names if called(name)] == []

    @pytest.mark.parametrize("name", ["w3m", "lynx", "links", "elinks", "www-browser"])
    def test_a_text_browser_is_used_only_when_asked_for_by_name(
        self, programs: Programs, called: Called, name: str
    ) -> None:
        environ = programs(name, DISPLAY=":0")
        assert not can_open(environ)
        assert open_link(URL, environ) == "no-browser"
        asked = {**environ, "BROWSER": name}
        assert takes_terminal(asked)
        assert can_open(asked)
        assert not takes_terminal(programs("firefox", DISPLAY=":0"))

    def test_a_text_browser_that_was_asked_for_gets_the_terminal(self, programs: Programs, called: Called) -> None:
        environ = programs("w3m", BROWSER="w3m")
        code = f"from linkedin_guard.system import *; print(open_link({URL!r}, {environ!r}))"
        done = subprocess.run([sys.executable, "-c", code], input=b"keys", capture_output=True, check=True)
        assert done.stdout == b"opened\n"
        assert called("w3m") == [URL]

    @pytest.mark.parametrize(
        ("browser", "argv"),
        [
            ("mine", [URL]),
            ("none:mine", [URL]),
            ("mine --new %s --quiet", ["--new", URL, "--quiet"]),
            ("mine --url=%s &", ["--url=" + URL]),
            ("'broken:mine", [URL]),
            ("mine '; touch x'", ["; touch x", URL]),
        ],
    )
    def test_what_browser_names_goes_first_even_without_a_display(
        self, programs: Programs, called: Called, browser: str, argv: list[str]
    ) -> None:
        environ = programs("mine", "xdg-open", BROWSER=browser)
        assert can_open(environ)
        assert open_link(URL, environ) == "opened"
        assert called("mine") == argv
        assert called("xdg-open") is None

    def test_the_windows_browser_is_used_in_wsl(self, programs: Programs, called: Called) -> None:
        environ = programs("wslview", "xdg-open", WSL_DISTRO_NAME="Ubuntu", DISPLAY=":0")
        assert open_link(URL, environ) == "opened"
        assert called("wslview") == [URL]

    def test_windows_own_handler_opens_it_where_nothing_else_is_installed_in_wsl(
        self, programs: Programs, called: Called
    ) -> None:
        environ = programs("rundll32.exe", WSL_INTEROP="/run/WSL/1_interop")
        assert open_link(URL, environ) == "opened"
        assert called("rundll32.exe") == ["url.dll,FileProtocolHandler", URL]

    def test_a_display_forwarded_over_ssh_is_the_persons(self, programs: Programs, called: Called) -> None:
        environ = programs("xdg-open", SSH_CONNECTION="a b", DISPLAY="localhost:10.0")
        assert open_link(URL, environ) == "opened"
        assert called("xdg-open") == [URL]

    def test_a_browser_that_refuses_leaves_it_to_the_next(self, programs: Programs, called: Called) -> None:
        programs("xdg-open", exits=3)
        environ = programs("firefox", DISPLAY=":0")
        assert open_link(URL, environ) == "opened"
        assert called("firefox") == [URL]

    def test_if_all_refuse_it_says_so(self, programs: Programs, tmp_path: Path) -> None:
        environ = programs("xdg-open", "firefox", exits=1, DISPLAY=":0")
        (tmp_path / "bin" / "x-www-browser").write_bytes(b"no program")
        (tmp_path / "bin" / "x-www-browser").chmod(0o755)
        assert open_link(URL, environ) == "failed"

    def test_a_browser_that_stays_open_is_not_waited_for(
        self, programs: Programs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system, "PATIENCE", 0.5)
        assert open_link(URL, programs("firefox", naps=2, exits=1, DISPLAY=":0")) == "opened"

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "--help",
            "",
            "https://a b",
            "https://a\n",
            "https://a\x1b[2J",
            "HTTPS:evil",
        ],
    )
    def test_nothing_but_a_clean_https_address_goes_out(self, programs: Programs, called: Called, url: str) -> None:
        assert open_link(url, programs("xdg-open", DISPLAY=":0")) == "failed"
        assert called("xdg-open") is None


@LINUX
class TestClipboard:
    @pytest.mark.parametrize(
        ("name", "more", "encoding"),
        [
            ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}, "utf-8"),
            ("xclip", {"DISPLAY": ":0"}, "utf-8"),
            ("xsel", {"DISPLAY": ":0"}, "utf-8"),
            ("clip.exe", {"WSL_DISTRO_NAME": "Ubuntu"}, "utf-16"),
        ],
    )
    def test_copied_means_that_a_program_took_the_whole_text(
        self, programs: Programs, tmp_path: Path, name: str, more: dict[str, str], encoding: str
    ) -> None:
        text = "Ich widerspreche. ✓\n" * 1000
        assert copy_text(text, programs(name, **more)) == "copied"
        assert bytes.fromhex(json.loads((tmp_path / f"{name}.log").read_text())["stdin"]).decode(encoding) == text

    @pytest.mark.parametrize("more", [{}, {"SSH_TTY": "/dev/pts/1", "WSL_INTEROP": "x"}, {"DISPLAY": ""}])
    def test_where_no_program_reaches_the_person_it_is_left_to_the_terminal(
        self, programs: Programs, called: Called, more: dict[str, str]
    ) -> None:
        environ = programs("wl-copy", "xclip", "xsel", "clip.exe", **more)
        assert copy_text("a", environ) == "terminal"
        assert [name for name in ("wl-copy", "xclip", "xsel", "clip.exe") if called(name)] == []

    def test_a_program_that_fails_or_hangs_copied_nothing(
        self, programs: Programs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system, "PATIENCE", 0.5)
        programs("xclip", exits=1)
        assert copy_text("a", programs("xsel", naps=5, DISPLAY=":0")) == "terminal"

    def test_tmux_holds_the_text_and_hands_it_on_but_may_be_looked_at_from_elsewhere(
        self, programs: Programs, called: Called, tmp_path: Path
    ) -> None:
        environ = programs("tmux", "xclip", TMUX="/tmp/tmux-0/default,1,0", DISPLAY=":0")
        assert copy_text("Ich widerspreche. ✓", environ) == "sent"
        assert called("tmux") == ["load-buffer", "-w", "-"]
        assert called("xclip") is not None, "if the person sits at the display after all, it is there too"
        held = bytes.fromhex(json.loads((tmp_path / "tmux.log").read_text())["stdin"])
        assert held.decode() == "Ich widerspreche. ✓"

    @pytest.mark.parametrize(
        ("names", "more", "came"),
        [
            (("xclip",), {"STY": "1.pts", "DISPLAY": ":0"}, "sent"),
            (("tmux",), {"STY": "1.pts"}, "terminal"),
            ((), {"TMUX": "/tmp/tmux"}, "terminal"),
            ((), {"TERM": "linux"}, "select"),
            (("xclip",), {"TERM": "linux", "DISPLAY": ":0"}, "copied"),
            ((), {"TERM": "linux", "TMUX": "/tmp/tmux"}, "terminal"),
            ((), {"TERM_PROGRAM": "Apple_Terminal"}, "select"),
            ((), {"TERM_PROGRAM": "Apple_Terminal", "SSH_TTY": "/dev/pts/1"}, "terminal"),
            ((), {"TERM": "xterm-256color"}, "terminal"),
            (("xclip",), {"SSH_CONNECTION": "a b", "DISPLAY": "localhost:10.0"}, "copied"),
        ],
    )
    def test_no_more_is_claimed_than_is_known(
        self, programs: Programs, names: tuple[str, ...], more: dict[str, str], came: str
    ) -> None:
        assert copy_text("a", programs(*names, **more)) == came

    def test_a_tmux_too_old_for_handing_on_holds_it_at_least(self, tmp_path: Path) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "tmux").write_text('#!/bin/sh\ntest "$2" = -\n')
        (folder / "tmux").chmod(0o755)
        assert copy_text("a", {"PATH": str(folder), "TMUX": "/tmp/tmux"}) == "sent"


class TestTerminalClipboard:
    def test_the_terminal_gets_the_text(self) -> None:
        assert osc52("é", {}) == f"\x1b]52;c;{base64.b64encode('é'.encode()).decode()}\x07"

    def test_tmux_gets_it_for_itself_and_to_pass_on(self) -> None:
        plain = osc52("a", {})
        assert osc52("a", {"TMUX": "/tmp/tmux"}) == plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"

    def test_screen_gets_it_in_pieces_it_can_pass_on(self) -> None:
        pieces = re.findall("\x1bP(.*?)\x1b\\\\", osc52("a" * 1000, {"STY": "1.pts"}), re.DOTALL)
        assert "".join(pieces) == osc52("a" * 1000, {})
        assert max(map(len, pieces)) < 256

    def test_no_text_can_break_out(self) -> None:
        assert osc52("\x1b\\\x07\udcff", {}).count("\x1b") == 1


class Terminal(io.StringIO):
    """A stream with a terminal at its end."""

    def isatty(self) -> bool:
        """Yes, until it is closed."""
        return super().isatty() or True


class TestPlain:
    def test_a_terminal_gets_the_screen(self) -> None:
        assert not wants_plain(Terminal(), Terminal(), {"TERM": "xterm"})

    @pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
    @pytest.mark.parametrize(
        ("term", "draws"),
        [
            (None, False),
            ("", False),
            ("unknown", False),
            ("Unknown", False),
            ("dumb", False),
            ("DUMB", False),
            ("dumb-emacs-ansi", False),
            ("emacs", False),
            ("Emacs-color", False),
            ("eterm", False),
            ("eterm-color", False),
            ("Eterm-256color", False),
            ("xterm", True),
            ("xterm-256color", True),
            ("linux", True),
            ("screen", True),
            ("tmux-256color", True),
            ("vt100", True),
            ("xterm-emacs", True),
            ("unknown-to-terminfo", True),
        ],
    )
    def test_a_terminal_that_cannot_draw_gets_plain_text_but_windows_does_not_go_by_its_name(
        self, monkeypatch: pytest.MonkeyPatch, system: str, term: str | None, draws: bool
    ) -> None:
        monkeypatch.setattr("linkedin_guard.system.sys.platform", system)
        environ = {} if term is None else {"TERM": term}
        assert wants_plain(Terminal(), Terminal(), environ) == (system != "win32" and not draws)

    @pytest.mark.parametrize("environ", [{"ACCESSIBLE": "1", "TERM": "xterm"}, {"ACCESSIBLE": "yes", "TERM": "xterm"}])
    def test_who_asks_for_plain_gets_it(self, environ: dict[str, str]) -> None:
        assert wants_plain(Terminal(), Terminal(), environ)

    @pytest.mark.parametrize("environ", [{"ACCESSIBLE": "0", "TERM": "xterm"}, {"ACCESSIBLE": "", "TERM": "xterm"}])
    def test_who_declines_does_not(self, environ: dict[str, str]) -> None:
        assert not wants_plain(Terminal(), Terminal(), environ)

    def test_a_stream_that_is_no_terminal_or_closed_or_missing_needs_plain(self) -> None:
        closed = Terminal()
        closed.close()
        for stream in (io.StringIO(), closed, None):
            assert wants_plain(stream, Terminal(), {"TERM": "xterm"})
            assert wants_plain(Terminal(), stream, {"TERM": "xterm"})


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [("✓", "utf-8", True), ("✓", "ascii", False), ("é", "latin-1", True), ("✓", None, False), ("a", "no-such", False)],
)
def test_a_shape_is_shown_only_where_the_stream_can_carry_it(text: str, encoding: str | None, shown: bool) -> None:
    assert can_show(text, encoding) is shown


class TestEvidence:
    def test_a_file_is_described_by_path_size_and_digest(self, tmp_path: Path) -> None:
        data = bytes(range(256)) * 10_000
        (tmp_path / "shot.png").write_bytes(data)
        found = describe(str(tmp_path / "shot.png"))
        assert (found.path, found.size) == (str(tmp_path / "shot.png"), len(data))
        assert found.sha256 == hashlib.sha256(data).hexdigest()

    def test_the_path_is_kept_whole_and_the_home_folder_may_be_short(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a").write_bytes(b"")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        assert describe("a").path == describe("~/a").path == str(tmp_path / "a")

    @pytest.mark.parametrize("path", ["none", ".", "", "a\x00b", "~nobody-of-that-name/a", "x" * 5000])
    def test_what_is_no_file_is_told_in_one_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(OutsideFault) as told:
            describe(path)
        assert str(told.value).isprintable()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
    def test_a_pipe_keeps_nobody_waiting(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OutsideFault, match="not a file"):
            describe(str(tmp_path / "pipe"))


class TestNow:
    def test_the_clock_is_this_machines(self) -> None:
        moment, is_set = now({})
        assert not is_set
        assert moment.tzinfo is not None
        assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)

    def test_it_can_be_set_with_its_own_zone(self) -> None:
        moment, is_set = now({"LG_WIZARD_NOW": "2026-11-21T10:32:05+09:00"})
        assert is_set
        assert moment.isoformat() == "2026-11-21T10:32:05+09:00"

    @pytest.mark.parametrize("given", ["2026-11-21T10:32:05", "2026-11-21"])
    def test_without_a_zone_it_is_the_machines(self, given: str) -> None:
        moment, _ = now({"LG_WIZARD_NOW": given})
        assert moment.tzinfo is not None
        assert moment.replace(tzinfo=None) == datetime.fromisoformat(given)

    @pytest.mark.parametrize("given", ["tomorrow", "2026-13-01", "0001-01-01", "9999-12-31T23:59:59", "\x1b[2J"])
    def test_a_time_that_is_none_is_told_in_one_sentence(self, given: str) -> None:
        with pytest.raises(OutsideFault, match="LG_WIZARD_NOW") as told:
            now({"LG_WIZARD_NOW": given})
        assert told.value.exit_code == 2
        assert str(told.value).isprintable()


SAYING = "linkedin_guard.model.saying"


def test_it_knows_no_other_part_of_the_program() -> None:
    code = "import sys, linkedin_guard.system; print(*sorted(m for m in sys.modules if m.startswith('linkedin_guard')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"linkedin_guard", "linkedin_guard.system", "linkedin_guard.model", SAYING}
