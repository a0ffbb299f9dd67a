"""No home folder, as for `env -i` under a user without an entry: what needs none runs, the rest is one sentence."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linkedin_guard.cli.commands import COMMANDS, run
from resilience.driver import PATIENCE, POSIX, ROOT, Terminal

pytestmark = POSIX

HOMELESS = """
import pwd, sys
def nobody(_):
    raise KeyError
pwd.getpwuid = pwd.getpwnam = nobody
from linkedin_guard.cli.main import main
main(sys.argv[1:])
"""
SENTENCE = "This system names no home folder for you; set LG_WIZARD_HOME to a folder you can write to.\n"

WITHOUT = (
    ("--version",),
    ("--help",),
    ("check",),
    ("sources", "--open"),
    ("completion", "bash"),
    ("letter", "--regime", "uk"),
    ("letter", "--regime", "eu-eea", "--letter", "reminder"),
    ("notice", "--region", "uk"),
    ("checklist", "--region", "uk", "--region", "us"),
    ("policy", "--region", "eu-eea"),
    ("team", "--template"),
    ("demo", "--plain"),
    *((name, "--help") for name in COMMANDS),
)
WITH = (
    ("--plain",),
    ("--plain", "--profile", "Ana"),
    ("--plain", "--read-only"),
    ("letter",),
    ("notice", "--region", "uk", "--profile", "Ana"),
    *((name,) for name in ("status", "profiles", "export", "calendar", "where", "forget")),
    ("import", "pyproject.toml"),
    ("forget", "--yes"),
    ("profiles", "--rename", "me", "Ana"),
)


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows where home is."""

    def nobody(_: object) -> None:
        raise KeyError

    for name in ("HOME", "LG_WIZARD_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.setattr("pwd.getpwnam", nobody)
    monkeypatch.setattr("sys.stdin", io.StringIO())


def test_every_command_is_tried() -> None:
    assert {arguments[0] for arguments in (*WITHOUT, *WITH)} >= set(COMMANDS)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("arguments", WITHOUT, ids=" ".join)
def test_what_needs_no_home_runs(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    said = capsys.readouterr()
    assert "home folder" not in said.out + said.err
    assert said.out or arguments == ("check",)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("arguments", WITH, ids=" ".join)
def test_what_needs_one_says_so_in_one_sentence(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 3
    assert tuple(capsys.readouterr()) == ("", SENTENCE)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("moved", ["~/guard", "~nobody/guard"])
def test_a_tilde_that_leads_nowhere_is_the_same_sentence(
    moved: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LG_WIZARD_HOME", moved)
    assert run(["status"]) == 3
    assert tuple(capsys.readouterr()) == ("", SENTENCE)


@pytest.mark.usefixtures("homeless")
def test_a_folder_that_is_named_is_all_it_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LG_WIZARD_HOME", str(tmp_path))
    assert run(["where"]) == 0
    assert str(tmp_path) in capsys.readouterr().out


def test_the_window_says_so_too_and_its_demonstration_runs(tmp_path: Path) -> None:
    unset = ("HOME", "LG_WIZARD_HOME", "XDG_DATA_HOME")
    for arguments, code in ((["demo"], 0), ([], 3)):
        terminal = Terminal(tmp_path, command=[sys.executable, "-c", HOMELESS, *arguments], unset=unset)
        try:
            if arguments:
                assert terminal.until("leave"), terminal.text
                terminal.send("\x11")
            assert terminal.end() == code, terminal.text
            assert ("This system names no home folder for you" in terminal.text) is (code == 3)
        finally:
            terminal.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to become somebody without an entry")
def test_a_true_user_without_an_entry_is_told_the_same() -> None:
    done = subprocess.run(
        ["setpriv", "--reuid=54321", "--clear-groups", sys.executable, "-m", "linkedin_guard", "status"],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        cwd="/",
        timeout=PATIENCE,
        check=False,
    )
    if "Permission denied" in done.stderr or "No module" in done.stderr:
        pytest.skip("that user cannot read the program")
    assert (done.returncode, done.stderr) == (3, SENTENCE)
