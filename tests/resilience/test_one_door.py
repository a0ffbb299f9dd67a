"""Whatever somebody hands in, nothing that a terminal would obey comes out again.

Every option, argument, path, file name, variable of the environment, cell and field is tried with each kind of what a
terminal obeys, a reader cannot see or no encoding can carry. What is named with it is spelled out or refused.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from test_cli import Commands, Said, Stream, begun
from walk import CONTENT, at, blank, plans, sent, session_on

from linkedin_guard.cli.commands import COMMANDS, lg_wizard, run
from linkedin_guard.cli.exits import COMPLETES
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import document, rendered
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.model.events import Copy, Save
from linkedin_guard.model.page import Moment, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.text import shows, spelled
from linkedin_guard.store import progress_file
from linkedin_guard.store.folders import home
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from resilience.driver import POSIX, window

pytestmark = [POSIX, pytest.mark.usefixtures("quick_disk", "clock")]

KINDS = {
    "a sequence": "\x1b[2J",
    "a title": "\x1b]0;evil\x07",
    "a sequence of C1": "\x9b2J",
    "a next line": "\x85",
    "backspaces": "\b\b",
    "a line break": "\n",
    "a return": "\r",
    "a tab": "\t",
    "a delete": "\x7f",
    "a line separator": "\u2028",
    "an override": "\u202e",
    "an isolate": "\u2066",
    "a mark of direction": "\u200f",
    "a tag": "\U000e0041",
    "a byte order mark": "\ufeff",
    "a byte that is no UTF-8": "\udc9b",
}
OFTEN = ("a sequence", "a line break", "an override", "a byte that is no UTF-8")
TRIED = [kind if kind in OFTEN else pytest.param(kind, marks=pytest.mark.long) for kind in KINDS]
"""All of them, in a full check; in a quick one those that differ most."""

SURROGATE = "\ud83d"
"""Half of a pair, which no command line and no file name can hold, but JSON can."""


@pytest.fixture
def lg(monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(monkeypatch)


def obeyed(text: str) -> set[str]:
    """What a terminal would obey in the text, or cannot be given; line breaks are looked for where they are named."""
    return {character for character in text if character != "\n" and not shows(character)}


def check(said: Said, value: str = "") -> None:
    """Nothing of it came out as itself, and nothing went wrong with it."""
    # A calendar and a sheet are for other programs, where nobody sits at the other end.
    for text in (said.out.removeprefix("\ufeff").replace("\r\n", "\n"), said.err):
        assert obeyed(text) == set()
        if "\n" in value:
            assert value not in text
    assert said.code in (0, 1, 2, 3), said.err
    assert "Traceback" not in said.err


def options_of(name: str) -> Iterator[list[str]]:
    """Every way to give a command a text: each option that takes one, each flag that takes none, each argument."""
    command = lg_wizard.get_command(click.Context(lg_wizard), name) if name else lg_wizard
    assert command is not None
    own = [name] if name else []
    for param in command.params:
        if isinstance(param, click.Argument):
            yield [*own, "{}"]
            continue
        for opt in param.opts:
            if opt.startswith("--"):
                yield [*own, f"{opt}={{}}"]
            if not getattr(param, "is_flag", False):
                yield [*own, opt, *(["{}"] * param.nargs)]
    yield [*own, "--{}"]
    yield [*own, "-{}"]
    yield [*own, "one", "two", "{}"]


@pytest.mark.parametrize("kind", TRIED)
@pytest.mark.parametrize("name", ["", *sorted(set(COMMANDS) - {"demo"})])
def test_no_option_and_no_argument_comes_out_as_itself(
    name: str, kind: str, store: Store, lg: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(store)
    monkeypatch.chdir(tmp_path)
    value = f"Zq{KINDS[kind]}qZ"
    for arguments in options_of(name):
        check(lg(*(part.format(value) for part in arguments), stdin="q\n"), value)
    check(lg(value), value)
    check(lg("--lang", value, "status"), value)
    # What a person may call a file or a letter, too.
    for option, given in (("-o", f"{value}.md"), ("-o", f"no folder/{value}.md"), ("--profile", f"A {value}")):
        if name in ("export", "letter", "sources", "notice", "policy", "checklist", "calendar", "team"):
            check(lg(name, option, given), value)
    assert not [path for path in tmp_path.rglob("*") if obeyed(path.name) or "\n" in path.name]


@pytest.mark.parametrize("kind", TRIED)
def test_a_folder_of_any_name_works_everywhere(
    kind: str, lg: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"Zq{KINDS[kind]}qZ"
    value = folder.name
    folder.mkdir()
    monkeypatch.setenv("LG_WIZARD_HOME", str(folder / "data"))
    monkeypatch.setenv("HOME", str(folder))
    sheet, record = folder / "team.csv", folder / "record.json"
    check(lg("--plain", stdin="1\n3\n3\n1\n1\n2\n?\ns\nu\nq\n"), value)
    begun(Store(home(os.environ), now=lambda: at().now), "Ana", "eu-eea")
    for arguments in (
        ["where"],
        ["where", "--json"],
        ["profiles"],
        ["profiles", "--json"],
        ["status", "--profile", "Ana"],
        ["status", "--json", "--profile", "Ana"],
        ["letter", "--profile", "Ana"],
        ["calendar", "--profile", "Ana"],
        ["export", "--profile", "Ana", "-o", str(record)],
        ["export", "--profile", "Ana", "--format", "html", "-o", str(folder / "record.html")],
        ["import", str(record), "--profile", "Bea"],
        ["team", "--template", "-o", str(sheet)],
        ["team", str(sheet)],
        ["team", str(sheet), "-o", str(folder / "counted.md")],
        ["notice", "-o", str(folder / "notice.html")],
        ["sources", "--format", "md", "-o", str(folder / "sources.md")],
        ["check", str(folder)],
        ["--plain", "--profile", "Ana"],
        ["profiles", "--rename", "Ana", "Zoë"],
        ["forget", "--profile", "Zoë", "--yes"],
        ["forget", "--yes"],
    ):
        said = lg(*arguments, stdin="q\n")
        check(said, value)
        if arguments[0] not in ("check", "status", "--plain"):
            assert said.code == 0, (arguments, said.err)
    found = json.loads(lg("where", "--json").out)
    assert found["progress"] == str(folder / "data")
    assert (folder / "record.html").exists()
    assert (folder / "counted.md").exists()


@pytest.mark.parametrize("kind", TRIED)
def test_what_others_planted_is_named_and_not_obeyed(kind: str, store: Store, lg: Commands, tmp_path: Path) -> None:
    begun(store)
    value = f"Zq{KINDS[kind]}qZ"
    for place in ("profiles", "set-aside", "reports", "."):
        where = store.folder / place
        where.mkdir(exist_ok=True)
        (where / f"{value}.json").write_text('{"profile": "x"}')
        (where / f"me-{value}.json").write_bytes((store.folder / "profiles" / "me.json").read_bytes())
        (where / value).mkdir()
        (where / f"{value}-link").symlink_to(tmp_path)
    for arguments in (["where"], ["where", "--json"], ["profiles"], ["status"], ["--plain"], ["forget", "--yes"]):
        check(lg(*arguments, stdin="q\n"), value)


VARIABLES = (
    *("LG_WIZARD_HOME", "LG_WIZARD_NOW", "HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR", "XDG_CONFIG_HOME", "TMPDIR"),
    *("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "TERM", "TERM_PROGRAM", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR"),
    *("BROWSER", "VISUAL", "EDITOR", "ACCESSIBLE", "TMUX", "STY", "SSH_TTY", "SSH_CONNECTION", "DISPLAY"),
    *("WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TEXTUAL_THEME"),
)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_no_variable_of_the_environment_comes_out_as_itself(
    kind: str, lg: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = f"Zq{KINDS[kind]}qZ"
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        with monkeypatch.context() as patch:
            patch.setenv("LG_WIZARD_HOME", str(tmp_path / "data"))
            patch.setenv(name, value)
            for arguments in (["where"], ["status"], ["nonsense"], ["--help"], ["team", "--help"], ["--plain"]):
                check(lg(*arguments, stdin="1\n3\n?\nq\n"), value)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("kind", TRIED)
def test_no_word_that_a_shell_completes_comes_out_as_itself(
    kind: str, shell: str, lg: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = f"Zq{KINDS[kind]}qZ"
    monkeypatch.setenv(COMPLETES, f"{shell}_complete")
    for before in ("", "export -o", "team", "letter --lang", "letter --regime", "check", "import", "completion"):
        quoted = f"lg-wizard {before} '{value}'".replace("  ", " ")
        monkeypatch.setenv("COMP_WORDS", quoted)
        monkeypatch.setenv("COMP_CWORD", str(len(before.split()) + 1) if shell != "fish" else value)
        check(lg(), value)


@pytest.mark.parametrize("kind", TRIED)
def test_the_program_by_any_path_is_named_without_it(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkedin_guard.system import called

    value = f"/Zq{KINDS[kind]}qZ/python"
    with monkeypatch.context() as patch:
        streams = Stream(), Stream()
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        program = called("/x/__main__.py", [value, "-m", "linkedin_guard"], {"PATH": ""})
        for arguments in (["status"], ["--help"], ["letter", "--help"], ["nonsense"], ["letter", "--nonsense"]):
            run(arguments, os.environ, program)
    check(Said(0, streams[0].text(), streams[1].text()), value)


@pytest.mark.parametrize("kind", TRIED)
def test_no_cell_of_a_sheet_comes_out_as_itself(kind: str, lg: Commands, tmp_path: Path) -> None:
    value = f"Zq{KINDS[kind]}qZ"
    raw = value.encode(errors="surrogateescape")
    row = [b"Ann", b"uk", b"off", b"sent", b"2026-11-20", b""]
    lines = [b"nickname,region,switch,form,date,help"]
    for at_ in range(len(row)):
        lines.append(b",".join([*row[:at_], b'"' + raw + b'"', *row[at_ + 1 :]]))
    lines.append(b",".join([*row, raw]))
    sheet, headed = tmp_path / "team.csv", tmp_path / "headed.csv"
    sheet.write_bytes(b"\n".join(lines))
    headed.write_bytes(b"\n".join([raw + b"," + lines[0], *lines[1:]]))
    for path in (sheet, headed):
        for form in ("txt", "md", "json", "csv"):
            check(lg("team", str(path), "--format", form), value)
            written = tmp_path / f"out-{path.stem}.{form}"
            check(lg("team", str(path), "--format", form, "-o", str(written)), value)
            if written.exists():
                text = written.read_text("utf-8-sig")
                assert obeyed(text) == set()
                assert "\n" not in value or value not in text


def planted(value: Any, kind: str) -> Iterator[Any]:
    """The data with the kind in one text or name of it, for each."""
    if isinstance(value, dict):
        for key, inner in value.items():
            rest = {name: kept for name, kept in value.items() if name != key}
            yield {**rest, key + kind: inner}
            yield from ({**value, key: changed} for changed in planted(inner, kind))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from ([*value[:index], changed, *value[index + 1 :]] for changed in planted(inner, kind))
    elif isinstance(value, str):
        yield value + kind


@pytest.mark.long
@pytest.mark.parametrize("kind", [*(name for name in KINDS if name not in ("a line break", "a tab")), "half of a pair"])
def test_nothing_in_a_progress_file_comes_out_as_itself(kind: str, lg: Commands, tmp_path: Path) -> None:
    """A line break and a tab are text there."""
    moment = sent(at(blank(profile="me", answers={"region": ("uk",), "age": ("18-plus",), "role": ("member",)})))
    raw = json.loads(progress_file.encode(moment.progress))
    folder = home(os.environ)
    (folder / "profiles").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    tried = 0
    for changed in planted(raw, KINDS.get(kind, SURROGATE)):
        tried += 1
        text = json.dumps(changed)
        (folder / "profiles" / "me.json").write_text(text)
        commands = [["status"], ["export", "--format", ("md", "json", "html")[tried % 3]]]
        (tmp_path / "record.json").write_text(text)
        commands.append([("profiles", "letter", "calendar", "where")[tried % 4]])
        for arguments in (*commands, ["import", str(tmp_path / "record.json"), "--profile", f"p{tried}"]):
            check(lg(*arguments))
        (folder / "profiles" / "me.json.prev").unlink(missing_ok=True)
    assert tried > 30


def asked() -> Iterator[tuple[Moment, Place]]:
    """Everywhere something is typed, once for each thing that is asked for."""
    found = set()
    for answers in plans().values():
        for moment in (at(answers=answers), sent(at(answers=answers))):
            for place in journey.places(moment):
                ask = journey.page(moment, place).ask
                if ask is not None and ask.kind != "several" and ask.into not in found:
                    found.add(ask.into)
                    yield moment, place


@pytest.mark.parametrize("kind", [*TRIED, "half of a pair"])
def test_nothing_that_was_typed_is_shown_copied_or_written_as_itself(kind: str, store: Store, tmp_path: Path) -> None:
    typed = f"Zq{KINDS.get(kind, SURROGATE)}qZ"
    tried = 0
    for moment, place in asked():
        tried += 1
        session = session_on(store, f"p{tried}")
        session.progress = moment.progress.model_copy(update={"profile": f"p{tried}"})
        for text in (typed, f"{'a' * 64} 12 {tmp_path}/{typed}", str(tmp_path / typed)):
            session.go(place)
            hand_in = next(pick for pick in session.page.picks if fills(session.page, pick.event))
            refusal = session.choose(hand_in.event, text)
            for said in (refusal.text if refusal else "", session.said):
                assert obeyed(said) == set()
                assert "\n" not in said
        _check_all(session.moment)
        session.close()
    assert tried > 8


def _check_all(moment: Moment) -> None:
    kept = [*moment.progress.fields.values(), *moment.memory.values()]
    assert set().union(*map(obeyed, kept)) == set() if kept else True
    for place in journey.places(moment):
        for pick in journey.page(moment, place).picks:
            if isinstance(pick.event, Copy):
                assert obeyed(pick.event.text) == set()
            if isinstance(pick.event, Save) and pick.event.format in ("md", "txt", "html"):
                found = document(moment, pick.event.document)
                assert obeyed(rendered(found, pick.event.format, CONTENT).decode()) == set()
    assert obeyed(as_json.as_json(as_json.record(moment)).decode()) == set()


@pytest.mark.parametrize("kind", TRIED)
def test_the_door_lets_through_line_breaks_and_nothing_else_that_is_obeyed(kind: str) -> None:
    for encoding in ("utf-8", "latin-1", "ascii", None, "no such"):
        text = for_terminal(f"Zq{KINDS[kind]}qZ", encoding)
        assert obeyed(text) == set()
        text.encode("ascii")
    assert "\n" not in spelled(KINDS[kind])


@pytest.mark.long
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a line break"])
def test_the_window_draws_none_of_it(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / f"Zq{KINDS[kind]}qZ"
    folder.mkdir()
    with window(folder / "data", size=(160, 50), TERM_PROGRAM=f"Zq{KINDS[kind]}qZ") as terminal:
        assert terminal.until("leave"), terminal.text
        assert terminal.until("qZ"), terminal.text
        # Typed or pasted into a field of one line, and into the palette.
        terminal.send("\x10")
        terminal.send(f"\x1b[200~Zq{KINDS[kind].encode(errors='replace').decode()}qZ\x1b[201~")
        for _ in range(6):
            terminal.read(0.2)
        terminal.send("\x1b")
        while terminal.read(0.3):
            pass
        raw = terminal.bytes
    told = KINDS[kind].encode(errors="surrogateescape")
    assert b"Zq" + told not in raw
    assert told not in raw or told in (b"\r", b"\t", b"\x1b[2J", b"\b\b")
