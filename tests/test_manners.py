"""Manners of the command line: help a person can learn from, completion that completes, a demo that leaves nothing."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest
from terminal import PROGRAM, environment, needs_pty, on_a_line
from walk import CONTENT

from linkedin_guard.cli import commands, demo
from linkedin_guard.cli.commands import COMMANDS, lg_wizard
from linkedin_guard.cli.wizard import Options, wizard
from linkedin_guard.model.progress import Progress
from linkedin_guard.walk import journey


def command(name: str) -> click.Command:
    found = lg_wizard.get_command(click.Context(lg_wizard), name)
    assert found is not None
    return found


def helped(*arguments: str) -> str:
    with click.Context(lg_wizard, info_name="lg-wizard", terminal_width=80, max_content_width=80) as context:
        if not arguments:
            return lg_wizard.get_help(context)
        with click.Context(command(arguments[0]), parent=context, info_name=arguments[0]) as own:
            return own.get_help()


def test_the_list_of_commands_says_what_each_does_to_its_end() -> None:
    listed = helped().partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == sorted(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("..") for line in listed), listed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_how_it_is_used_and_explains_each_option(name: str) -> None:
    assert command(name).name == name
    text = helped(name)
    examples = re.findall(r"^ +(lg-wizard .*)$", text.partition("Example")[2].partition("Options:")[0], re.MULTILINE)
    assert examples, "it gives an example"
    for option in command(name).params:
        assert not isinstance(option, click.Option) or (option.help or "").endswith(
            (".", "…", "…  [default: objection]")
        )
    for example in examples:
        words = shlex.split(re.split(r" >>? ", example)[0])[1:]
        assert words[0] == name
        # It can be used as it stands: parsed, not run.
        files = [word for before, word in pairwise(words) if word.endswith(".csv") and before != "-o"]
        with tempfile.TemporaryDirectory() as folder:
            for file in files:
                (Path(folder) / file).write_text("nickname\n")
            there = [str(Path(folder) / word) if word in files else word for word in words[1:]]
            command(name).make_context(name, there, parent=click.Context(lg_wizard)).close()


@pytest.mark.outside_program
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_one_the_shell_takes(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is missing: apt-get install {shell}")
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.outside_program
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing: apt-get install bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lg-wizard sta", "status"),
        ("lg-wizard export --form", "--format"),
        ("lg-wizard export --format p", "pdf"),
        ("lg-wizard --theme guard-l", "guard-light"),
        ("lg-wizard completion f", "fish"),
    ],
)
def test_bash_completes_with_it(typed: str, offered: str, tmp_path: Path) -> None:
    """A real bash, with the script read, asked what it would offer."""
    program = tmp_path / "lg-wizard"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    program.chmod(0o755)
    words = " ".join(shlex.quote(word) for word in typed.split())
    script = (
        f". <(lg-wizard completion bash)\nCOMP_WORDS=({words})\nCOMP_CWORD={len(typed.split()) - 1}\n"
        '_lg_wizard_completion lg-wizard\necho "${COMPREPLY[@]}"\n'
    )
    environ = environment(tmp_path / "home", PATH=f"{tmp_path}:{os.environ.get('PATH', os.defpath)}")
    done = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, encoding="utf-8", check=False)
    assert offered in done.stdout.split(), done.stdout + done.stderr
    assert not (tmp_path / "home").exists(), "asking writes nothing"


# The demonstration.


def test_the_people_of_the_demo_are_made_up_and_their_record_adds_up() -> None:
    people = demo.people(CONTENT)
    assert [progress.profile for progress in people] == ["Demo Cleo", "Demo Ben", "Demo Ana"]
    for progress in people:
        empty = Progress(app=progress.app, content=progress.content, profile=progress.profile)
        assert journey.fold(progress.log, empty) == progress
        assert all(entry.at.isoformat() < demo.NOW for entry in progress.log)


def test_the_demo_says_what_it_is_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "temp").mkdir()
    environ = environment(tmp_path / "home", TMPDIR=str(tmp_path / "temp"))
    environ.pop("LG_WIZARD_NOW")
    for arguments in (("demo", "--plain"), ("--plain", "demo"), ("demo",)):
        done = subprocess.run(
            [*PROGRAM, *arguments],
            env=environ,
            input="12\n1\n1\nq\n",
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert CONTENT.words("ui.demo.said") in done.stdout.splitlines()[:2]
        assert "Demo Ana" in done.stdout
        assert CONTENT.words("ui.demo.left") in done.stdout
        assert CONTENT.words("ui.plain.left") not in done.stdout
    assert not (tmp_path / "home").exists()
    assert not list((tmp_path / "temp").iterdir())


def test_the_demo_leaves_ones_own_progress_and_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(os.environ)
    seen: list[tuple[Options, tuple[str, ...], dict[str, str]]] = []

    def spy(options: Options, *given: Any, **named: Any) -> int:
        code = wizard(options, *given, **named)
        seen.append((options, options.store().names(), dict(os.environ)))
        return code

    monkeypatch.setattr(demo, "wizard", spy)
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\nq\n"))
    assert commands.run(["demo", "--plain"]) == 0
    [(options, names, during)] = seen
    assert options.now()[0].isoformat() == demo.NOW
    assert names == ("Demo Ana", "Demo Ben", "Demo Cleo")
    assert during == before
    assert dict(os.environ) == before
    assert not (tmp_path / "home").exists()


@needs_pty
def test_the_demo_in_the_window_names_whom_it_shows(tmp_path: Path) -> None:
    (tmp_path / "temp").mkdir()
    with on_a_line("demo", environ=environment(tmp_path / "home", TMPDIR=str(tmp_path / "temp"))) as line:
        line.hear(until=b"Demo Ana")
        assert "made-up" in line.stream.decode()
        line.type("q")
        assert line.end() == 0
    assert not (tmp_path / "home").exists()
    assert not list((tmp_path / "temp").iterdir())
