"""The man page and the completions that the wheel ships say what `--help` says, and lie where they are looked for."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from drafts import tool, wheel
from test_cli import Commands
from walk import CONTENT

from linkedin_guard.cli import exits
from linkedin_guard.cli.commands import COMMANDS, lg_wizard
from linkedin_guard.cli.wizard import Options

ROOT = Path(__file__).parents[1]
manual = tool("manual")


@pytest.fixture
def lg(monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(monkeypatch)


@pytest.fixture(scope="module")
def page() -> str:
    return str(manual.page(CONTENT))


def plain(roff: str) -> str:
    """Roff as it is read: without its orders and escapes."""
    lines = [line.removeprefix(".B ") for line in roff.splitlines() if not re.match(r"\.(?!B )", line)]
    return "\n".join(lines).replace("\\-", "-").replace("\\(dq", '"').replace("\\(ti", "~").replace("\\&", "")


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_every_command_is_there_with_every_option_and_every_sentence_of_its_help(name: str, page: str) -> None:
    root = click.Context(lg_wizard, info_name="lg-wizard", obj=Options(environ={}), **lg_wizard.context_settings)
    command = lg_wizard.get_command(root, name) if name else lg_wizard
    assert command is not None
    part = re.split(rf"^\.S[SH] \"?{name or 'DESCRIPTION'}\"?$", page, maxsplit=1, flags=re.M)[1]
    part = plain(re.split(r"^\.SS", part, maxsplit=1, flags=re.M)[0])
    command.get_help(root if not name else click.Context(command, info_name=name, parent=root))
    for option in command.get_params(root):
        if isinstance(option, click.Option):
            assert all(spelling in part for spelling in option.opts), option.name
    for sentence in CONTENT.several(f"cli.help.{name or 'wizard'}.text"):
        assert sentence in part


def test_a_command_that_is_new_is_in_it_without_being_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "zero", COMMANDS["demo"])
    monkeypatch.setattr(manual, "speak", lambda *_: None)
    assert '.SS "zero"' in manual.page(CONTENT)


def test_every_exit_code_is_explained(page: str) -> None:
    known = {str(value) for name, value in vars(exits).items() if name.isupper() and type(value) is int}
    assert known - {"141"} <= set(manual.EXIT_CODES)
    assert all(CONTENT.words(f"cli.manual.exit.{code}") in plain(page) for code in manual.EXIT_CODES)


@pytest.mark.parametrize("name", manual.VARIABLES)
def test_each_variable_it_names_is_heard(name: str) -> None:
    assert [path for path in (ROOT / "linkedin_guard").rglob("*.py") if f'"{name}"' in path.read_text("utf-8")]


@pytest.mark.parametrize("shell", manual.SHELLS)
def test_the_completion_shipped_is_the_one_that_is_printed(shell: str, lg: Commands) -> None:
    assert manual.completion(shell) == lg("completion", shell).out


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (".TH", "\\&.TH"),
        ("'quoted'", "\\&'quoted'"),
        ("a\\fB --b", "a\\efB \\-\\-b"),
        ('~/x "y"', "\\(ti/x \\(dqy\\(dq"),
        ("“é”", "\\[u201C]\\[u00E9]\\[u201D]"),
    ],
)
def test_roff_takes_no_text_for_an_order(text: str, safe: str) -> None:
    assert manual._safe(text) == safe


def test_the_wheel_gets_each_where_it_is_looked_for(tmp_path: Path) -> None:
    built = {
        str(path.relative_to(tmp_path)) for path in [tmp_path / place for place in wheel().write_manual(ROOT, tmp_path)]
    }
    assert built == {
        "man/man1/lg-wizard.1",
        "bash-completion/completions/lg-wizard",
        "zsh/site-functions/_lg-wizard",
        "fish/vendor_completions.d/lg-wizard.fish",
    }
    assert (tmp_path / manual.PAGE).read_text("utf-8") == manual.page(CONTENT)


@pytest.mark.outside_program
def test_groff_has_nothing_to_say_against_it(page: str) -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is missing: apt-get install groff-base")
    done = subprocess.run(
        [groff, "-man", "-ww", "-z", "-Tutf8"], input=page, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
