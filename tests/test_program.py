"""Hints name the command as it was started, so that what they say can be typed."""

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from resilience.driver import PATIENCE, POSIX, Terminal, environment
from walk import CONTENT

from linkedin_guard.content import folder, load
from linkedin_guard.model.saying import Saying
from linkedin_guard.system import called


def sentences(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, list | dict):
        for inner in found.values() if isinstance(found, dict) else found:
            yield from sentences(inner)


@pytest.mark.parametrize("path", sorted((folder() / "en").glob("*.toml")), ids=lambda path: path.stem)
def test_no_sentence_says_by_itself_how_the_program_is_called(path: Path) -> None:
    for said in sentences(tomllib.loads(path.read_text("utf-8"))):
        # What fish reads for a command is a file of its name.
        assert "lg-wizard" not in said.replace("lg-wizard.fish", "")


def test_every_sentence_names_it_as_it_was_started() -> None:
    here = load(program="bin/guard")
    for content in (here, here.into("xx"), here.beside("de"), here.beside("de").into("en")):
        assert content.program == "bin/guard"
    assert here.words("cli.said.nothing-recorded") == "Nothing recorded yet; start with bin/guard."
    assert here.told(Saying("rename.nobody", name="x")).endswith("bin/guard profiles lists them.")
    assert all("{program}" not in said for said in here.several("cli.help.wizard.examples"))
    assert CONTENT.words("cli.said.nothing-recorded") == "Nothing recorded yet; start with lg-wizard."


@pytest.mark.parametrize("name", ["checklist", "policy", "letter-notice", "record"])
def test_what_others_read_names_no_command(name: str) -> None:
    from walk import answered, at

    from linkedin_guard.faces.export import document, rendered

    content = load(program="bin/guard")
    moment = at(answers=answered("uk", "18-plus", ("team-lead",)), content=content)
    said = rendered(document(moment, name), "txt", content).decode()
    assert "bin/guard" not in said
    assert "{program}" not in said


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """A folder as an environment of Python has it: Python as a link, and the program as pip writes it."""
    made = tmp_path / "an environment" / "bin"
    made.mkdir(parents=True)
    (made / "python").symlink_to(sys.executable)
    script = made / "lg-wizard"
    script.write_text(
        f"#!/bin/sh\n'''exec' {shlex.quote(sys.executable)} \"$0\" \"$@\"\n' '''\n"
        "from linkedin_guard.cli.main import main\nmain()\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    (tmp_path / "elsewhere").mkdir()
    return made


STARTS: dict[str, tuple[str, str, str, str]] = {
    "by its name": ("elsewhere", "{bin}", "lg-wizard", "lg-wizard"),
    "by a path from here": (".", "", "an\\ environment/bin/lg-wizard", "'an environment/bin/lg-wizard'"),
    "by its whole path": ("elsewhere", "", "{bin}/lg-wizard", "{bin}/lg-wizard"),
    "by its path though it has a name": ("an environment", "{bin}", "bin/lg-wizard", "lg-wizard"),
    "beside another of its name": ("an environment", "{other}", "bin/lg-wizard", "bin/lg-wizard"),
    "where it lies": ("an environment/bin", "", "./lg-wizard", "./lg-wizard"),
    "by Python, where it lies": ("an environment/bin", "", "{python} lg-wizard", "./lg-wizard"),
    "as a module": ("an environment", "", "bin/python -m linkedin_guard", "bin/python -m linkedin_guard"),
    "as a module of the Python there is": (
        "elsewhere",
        "{bin}",
        "python -m linkedin_guard",
        "python -m linkedin_guard",
    ),
    "as a module of one by its path": (
        "elsewhere",
        "{bin}",
        "{bin}/python -m linkedin_guard",
        "python -m linkedin_guard",
    ),
    "as a module, with an option": ("elsewhere", "{bin}", "python -P -m linkedin_guard", "python -m linkedin_guard"),
}
"""From which folder, what else is on PATH, what is typed, and how a hint names it."""


def typed(line: str, how: str, bin_: Path) -> "subprocess.CompletedProcess[str]":
    """What a shell makes of a line, where this is how it is started."""
    there = bin_.parents[1]
    other = there / "other"
    other.mkdir(exist_ok=True)
    shutil.copy(bin_ / "lg-wizard", other / "lg-wizard")
    cwd, path, *_ = STARTS[how]
    search = os.pathsep.join(filter(None, (path.format(bin=bin_, other=other), os.defpath)))
    return subprocess.run(
        ["sh", "-c", line],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=environment(there / "home", PATH=search),
        cwd=there / cwd,
        timeout=PATIENCE,
        check=False,
    )


def start_and_name(how: str, bin_: Path) -> tuple[str, str]:
    """What is typed to start it, and how a hint is to name it."""
    *_, start, named = STARTS[how]
    values = {"bin": shlex.quote(str(bin_)), "python": shlex.quote(sys.executable)}
    return start.format(**values), shlex.quote(f"{bin_}/lg-wizard") if named.startswith("{bin}") else named


@POSIX
@pytest.mark.parametrize("how", STARTS)
def test_a_hint_names_it_as_it_was_started(how: str, bin_: Path) -> None:
    start, named = start_and_name(how, bin_)
    assert typed(f"{start} status", how, bin_).stderr == f"Nothing recorded yet; start with {named}.\n"


@POSIX
@pytest.mark.long
@pytest.mark.parametrize("how", STARTS)
def test_what_a_hint_says_can_be_typed(how: str, bin_: Path) -> None:
    _, named = start_and_name(how, bin_)
    assert typed(f"{named} status", how, bin_).stderr == f"Nothing recorded yet; start with {named}.\n"


@POSIX
@pytest.mark.long
@pytest.mark.parametrize("how", ["by a path from here", "as a module"])
@pytest.mark.parametrize("arguments", ["letter --nonsense", "letter --help", "--help", "nonsense"])
def test_usage_and_help_name_it_too(arguments: str, how: str, bin_: Path) -> None:
    start, named = start_and_name(how, bin_)
    done = typed(f"{start} {arguments}", how, bin_)
    said = done.stdout + done.stderr
    assert named in said
    assert "lg-wizard" not in said.replace(named, "").replace("lg-wizard.fish", "")


@POSIX
def test_plain_mode_and_the_window_name_it_too(bin_: Path) -> None:
    how = "by its whole path"
    start, named = start_and_name(how, bin_)
    done = typed(f"{start} --plain <<.\n1\n?\nq\n.", how, bin_)
    assert f"{named} where lists every file" in done.stdout
    terminal = Terminal(bin_.parents[1] / "home", command=[str(bin_ / "lg-wizard")], size=(240, 40))
    try:
        assert terminal.until("leave"), terminal.text
        terminal.send("?")
        assert terminal.until("lists every file"), terminal.text
        # Where it is too long for a line it is broken.
        assert f"{named} where lists every file".replace(" ", "") in terminal.text.replace(" ", "")
    finally:
        terminal.close()


@POSIX
def test_a_shell_completes_for_the_name_however_it_was_started(bin_: Path) -> None:
    """A script for one path would complete for nobody else."""
    how = "as a module"
    said = typed(f"{start_and_name(how, bin_)[0]} completion bash", how, bin_).stdout
    assert "_LG_WIZARD_COMPLETE=bash_complete" in said
    assert "_lg_wizard_completion lg-wizard" in said
    assert "python" not in said


def test_without_a_script_it_has_its_own_name() -> None:
    assert called("", [], {}) == "lg-wizard"
    assert called("-c", ["python", "-c", "x"], {}) == "lg-wizard"
