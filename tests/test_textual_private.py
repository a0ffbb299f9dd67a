"""What we rely on in Textual that is not its public API: each name, its signature and its default.

A Textual in which one of these is another fails here, and never in front of a person.
"""

import ast
import dataclasses
import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import _ansi_sequences, _keyboard_protocol, _parser, _xterm_parser, constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea
from windows import Console, imported

from linkedin_guard.faces import tui
from linkedin_guard.faces.tui.textual_private import StillScreen

MODULES = ("textual_private", "posix_driver", "windows_driver")
"""The modules that may know names of Textual that begin with an underscore."""


def taken(function: Callable[..., Any]) -> str:
    """What a function takes, without the types."""
    parameters = inspect.signature(function).parameters.values()
    return ", ".join(
        ("*" if each.kind is each.VAR_POSITIONAL else "")
        + each.name
        + ("" if each.default is each.empty else f"={each.default!r}")
        + ("!" if each.kind is each.KEYWORD_ONLY else "")
        for each in parameters
    )


PARSER = {
    "__init__": "self, debug=False",
    "feed": "self, data",
    "tick": "self",
    "_parse_extended_key": "self, sequence",
    "_sequence_to_key_events": "self, sequence, alt=False",
}
DRIVER = {
    "__init__": "self, app, debug=False!, mouse=True!, size=None!",
    "send_message": "self, message",
    "process_message": "self, message",
    "flush": "self",
    "suspend_application_mode": "self",
    "resume_application_mode": "self",
}
POSIX_DRIVER = {
    "__init__": "self, app, debug=False!, mouse=True!, size=None!",
    "_get_terminal_size": "self",
    "_run_input_thread": "self",
    "run_input_thread": "self",
    "start_application_mode": "self",
    "stop_application_mode": "self",
    "disable_input": "self",
    "close": "self",
    "write": "self, data",
    "_disable_bracketed_paste": "self",
    "_enable_line_wrap": "self",
    "_disable_in_band_window_resize": "self",
    "_disable_mouse_support": "self",
    "_enable_mouse_pixels": "self",
    "_sigtstp_application": "self, *_",
    "_sigcont_application": "self, *_",
}
WINDOWS_DRIVER = {
    "__init__": "self, app, debug=False!, mouse=True!, size=None!",
    "start_application_mode": "self",
}


@pytest.mark.parametrize(("owner", "names"), [(XTermParser, PARSER), (Driver, DRIVER)], ids=["parser", "driver"])
def test_what_is_inherited_takes_what_we_give(owner: type, names: dict[str, str]) -> None:
    assert {name: taken(getattr(owner, name)) for name in names} == names


@pytest.mark.skipif(sys.platform == "win32", reason="Textual's driver for Linux needs termios")
def test_the_driver_for_linux_is_as_we_inherit_it() -> None:
    from textual.drivers import linux_driver

    owner = linux_driver.LinuxDriver
    assert {name: taken(getattr(owner, name)) for name in POSIX_DRIVER} == POSIX_DRIVER
    # It makes the threads itself: the one that reads of its own method, the one that writes of its own file.
    source = inspect.getsource(owner.start_application_mode)
    assert "self._writer_thread = WriterThread(self._file)" in source
    assert "Thread(target=self._run_input_thread" in source
    assert "self.run_input_thread()" in inspect.getsource(owner._run_input_thread)
    made = inspect.getsource(owner.__init__)
    for name in ("_file", "fileno", "attrs_before", "_key_thread", "_mouse_pixels", "_in_band_window_resize"):
        assert re.search(rf"self\.{name}\b.* = ", made), name
    assert "self._mouse_pixels = True" in inspect.getsource(owner._enable_mouse_pixels)
    # What we write when we leave is what it writes, in another order; anything more would have to be taken back.
    leaving = inspect.getsource(owner.stop_application_mode)
    assert re.findall(r'write\("([^"]+)"', leaving) == [r"\x1b[<u", r"\x1b[?1049l", r"\x1b[?25h", r"\x1b[?1004l"]
    called = re.findall(r"self\.(_\w+)\(\)", leaving)
    assert called == ["_disable_bracketed_paste", "_enable_line_wrap", "_disable_in_band_window_resize"]


def test_what_every_driver_has_is_there() -> None:
    made = inspect.getsource(Driver.__init__)
    for name in ("_app", "_debug", "_mouse", "_size", "_loop"):
        assert re.search(rf"self\.{name}\b.* = ", made), name
    assert taken(WriterThread.__init__) == "self, file"
    thread = inspect.getsource(WriterThread)
    assert set(re.findall(r"self\._file\.(\w+)", thread)) == {"write", "flush", "fileno"}


def test_the_driver_for_windows_makes_its_parser_of_the_name_that_we_replace(monkeypatch: pytest.MonkeyPatch) -> None:
    win32, windows_driver, _ = imported(Console([]), monkeypatch)
    owner = windows_driver.WindowsDriver
    assert {name: taken(getattr(owner, name)) for name in WINDOWS_DRIVER} == WINDOWS_DRIVER
    assert vars(win32)["XTermParser"] is XTermParser
    assert "XTermParser(debug=constants.DEBUG)" in inspect.getsource(win32.EventMonitor.run)
    assert "win32.EventMonitor(" in inspect.getsource(owner.start_application_mode)


def test_the_tables_and_forms_that_the_parser_knows_are_those_that_we_let_through() -> None:
    assert isinstance(_ansi_sequences.ANSI_SEQUENCES_KEYS, dict)
    assert isinstance(_keyboard_protocol.FUNCTIONAL_KEYS, dict)
    forms = {name: vars(_xterm_parser)[name].pattern for name in vars(_xterm_parser) if name.startswith("_re_")}
    start = "^" + re.escape("\x1b[")
    assert forms == {
        "_re_mouse_event": start + r"(<?[-\d;]+[mM]|M...)\Z",
        "_re_terminal_mode_response": start + r"\?(?P<mode_id>\d+);(?P<setting_parameter>\d)\$y",
        "_re_cursor_position": r"\x1b\[(?P<row>\d+);(?P<col>\d+)R",
        "_re_extended_key": r"\x1b\[((?:[\d:]*;?){2,3})([u~ABCDEFHPQRS])",
        "_re_in_band_window_resize": r"\x1b\[48;(\d+(?:\:.*?)?);(\d+(?:\:.*?)?);(\d+(?:\:.*?)?);(\d+(?:\:.*?)?)t",
    }
    assert {"\x1b[200~", "\x1b[201~", "\x1b[I", "\x1b[O"} == _xterm_parser.SPECIAL_SEQUENCES
    assert (_xterm_parser.FOCUSIN, _xterm_parser.FOCUSOUT) == ("\x1b[I", "\x1b[O")
    modes = re.findall(r'mode_id == "(\d+)"', inspect.getsource(XTermParser.parse))
    assert modes == ["2026", "2048"]
    assert isinstance(constants.ESCAPE_DELAY, float)


def test_no_sequence_that_is_let_through_leaves_textuals_parser_in_the_middle() -> None:
    parser = XTermParser()
    rests = parser._awaiting
    assert rests == _parser.Read1(None)
    for sequence in _ansi_sequences.ANSI_SEQUENCES_KEYS:
        if len(sequence) > 2 and sequence[1] in "[O":
            list(parser.feed(sequence))
            assert parser._awaiting == rests, sequence


def test_the_app_is_told_of_a_driver_and_asks_it_for_its_size() -> None:
    assert inspect.signature(App.__init__).parameters["driver_class"].default is None
    assert "self._driver._size" in inspect.getsource(vars(App)["size"].fget)
    # What is not heard of the environment is read when this is imported.
    assert {name for name in vars(constants) if "environ" in name} >= {"get_environ"}


def test_no_other_module_imports_a_private_name_of_textual() -> None:
    folder = Path(tui.__file__).parent
    for path in folder.parent.parent.rglob("*.py"):
        if path.parent == folder and path.stem in MODULES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            private = [name for name in names if name.startswith(("textual.", "rich.")) and "._" in name]
            assert not private, (path, private)


def names_of(*owners: type) -> set[str]:
    """Every name of Textual's classes that begins with an underscore, of their objects too."""
    classes = {kind for owner in owners for kind in owner.__mro__ if kind.__module__.startswith("textual")}
    found = {name for kind in classes for name in vars(kind)}
    for kind in classes:
        found |= set(re.findall(r"self\.(_\w+)(?:: [^=\n]+)? = ", inspect.getsource(kind)))
    return {name for name in found if name.startswith("_") and not name.startswith("__")}


def test_how_an_app_ends_is_as_we_end_it() -> None:
    assert taken(App._handle_exception) == "self, error"
    assert taken(App._fatal_error) == "self"
    assert taken(App._close_messages_no_wait) == "self"
    made = inspect.getsource(App.__init__)
    for name in ("_filters", "_exit_renderables", "_driver", "_exit", "_return_code", "_clipboard"):
        assert re.search(rf"self\.{name}\b(: [^=\n]+)? = ", made), name
    assert isinstance(vars(App)["_screen_stack"], property)
    handled = inspect.getsource(App._handle_exception)
    assert "self._return_code = 1" in handled
    assert "self._fatal_error()" in handled
    # What is printed at the end is printed by Rich, so that our text must be no markup.
    assert "self._exit_renderables" in inspect.getsource(App._print_error_renderables)
    assert taken(CommandPalette._action_command_list) == "self, action"


def test_what_is_public_of_an_app_is_there() -> None:
    assert taken(App.exit) == "self, result=None, return_code=0, message=None"
    assert taken(App.set_reactive) == "self, reactive, value"
    assert taken(Stylesheet.set_variables) == "self, variables"
    assert taken(App.action_simulate_key) == "self, key"
    assert isinstance(vars(Screen)["active_bindings"], property)
    assert [field.name for field in dataclasses.fields(Binding)][:4] == ["key", "action", "description", "show"]


def test_no_other_module_uses_or_overrides_a_private_name_of_textual() -> None:
    private = names_of(App, Screen, Static, VerticalScroll, Vertical, Horizontal, Input, TextArea, CommandPalette)
    assert {"_exit", "_handle_exception", "_fatal_error", "_driver", "_clipboard", "_filters"} <= private
    for path in Path(tui.__file__).parent.glob("*.py"):
        if path.stem in MODULES:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        inside = [node for kind in classes for node in kind.body]
        made = {node.name for node in inside if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert not (used | made) & private, (path.name, (used | made) & private)


def test_a_screen_still_knows_its_focus_by_the_name_we_redefine() -> None:
    """Ours differs from Textual's in one thing only: it does not draw the screen anew."""
    theirs, ours = Screen.__dict__["focused"], StillScreen.__dict__["focused"]
    assert type(theirs) is type(ours)
    different = {name for name in vars(theirs) if getattr(theirs, name) != getattr(ours, name)}
    assert different - {"_owner"} == {"_repaint"}
