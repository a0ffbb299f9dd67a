"""The README holds: it shows what the program says, what it tells to type is understood, what it points to is there."""

import re
import shlex
from pathlib import Path

import click
import pytest
from drafts import tool

from linkedin_guard import __version__
from linkedin_guard.cli import exits
from linkedin_guard.cli.commands import COMMANDS, lg_wizard
from linkedin_guard.cli.wizard import Options

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
HELP = re.compile(r"<!-- commands: .*?<!-- /commands -->", re.DOTALL)


readme, lines = tool("readme"), tool("readme_lines")


@pytest.fixture(autouse=True)
def as_if_just_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command remembers how its help was asked for before in this process."""
    for name in COMMANDS:
        monkeypatch.setattr(lg_wizard.get_command(click.Context(lg_wizard), name), "_help_option", None, raising=False)


def sections() -> dict[str, str]:
    """What stands under each heading of the second order."""
    parts = re.split(r"^## (.+)$", TEXT, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands() -> list[str]:
    """Every command line of the program in the README's own words, as it would be typed."""
    own = HELP.sub("", TEXT)
    fenced = [line for block in re.findall(r"^```\w+\n(.*?)^```$", own, re.M | re.S) for line in block.splitlines()]
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```$", "", own, flags=re.M | re.S))
    parts = [part.strip() for line in (*fenced, *inline) for part in re.split(r"&&|;", line)]
    started = re.compile(r"(\w+=\S+ |uvx --from \S+ |pipx run --spec \S+ |[.\\/\w-]*[\\/])*lg-wizard(?= |$)")
    found = [started.sub("lg-wizard", part, count=1) for part in parts if started.match(part)]
    return sorted({part for part in found if not part.startswith("lg-wizard-")})


def test_what_the_program_knows_better_is_what_it_says_now() -> None:
    assert readme.written(TEXT) == TEXT, "run .venv/bin/python .ci/readme.py --write"


def test_a_part_that_has_no_place_is_said_and_one_that_is_old_is_written_anew() -> None:
    old = TEXT.replace("Usage: lg-wizard team", "Usage: lg-wizard teem")
    assert old != TEXT
    assert readme.written(old) == TEXT
    with pytest.raises(ValueError, match="no place for the languages"):
        readme.written(TEXT.replace("<!-- /languages -->", ""))


def test_every_command_has_its_help_behind_its_name() -> None:
    found = re.findall(r"<details><summary><code>lg-wizard ([a-z]+)</code>: [A-Z].+\.</summary>", TEXT)
    assert found == sorted(COMMANDS)


@pytest.mark.parametrize("typed", commands())
def test_what_it_tells_to_type_is_understood(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("team.csv", "record.json"):
        Path(name).touch()
    options = Options(environ={})
    try:
        context = lg_wizard.make_context("lg-wizard", shlex.split(typed, posix="\\" not in typed)[1:], obj=options)
        rest = [*context._protected_args, *context.args]
        if rest:
            name, command, arguments = lg_wizard.resolve_command(context, rest)
            command.make_context(name, arguments, parent=context).close()
    except click.exceptions.Exit:
        # After --version, or --help.
        pass
    except click.MissingParameter:
        # A command named alone in a sentence.
        if len(typed.split()) != 2:
            raise


def test_there_is_enough_to_type() -> None:
    named = {typed.split()[1] for typed in commands() if len(typed.split()) > 1}
    assert {"demo", "team", "notice", "checklist", "policy", "export", "import", "where", "forget", "check"} <= named


def test_the_first_screen_says_what_it_does_shows_it_and_starts_it() -> None:
    first = TEXT.splitlines()[:30]
    assert first[0] == "# LinkedIn Guard"
    assert any(line.startswith("![") for line in first)
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/lg-wizard" in first
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest" in first


def test_each_link_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", TEXT, flags=re.M | re.S), re.M)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(([^)]+)\)", HELP.sub("", TEXT)):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("https://"):
            assert (ROOT / target).exists(), target


def test_a_picture_is_described_and_what_is_folded_is_unfolded() -> None:
    assert all(len(words) > 15 for words in re.findall(r"!\[([^]]*)\]", TEXT))
    assert TEXT.count("<details>") == TEXT.count("</details>") == TEXT.count("<summary>") == TEXT.count("</summary>")


def test_it_answers_what_people_ask() -> None:
    asked = re.findall(r"<summary><b>(.+?)</b></summary>", sections()["Questions people ask"])
    for word in ("safe", "log in", "store", "work", "looks different", "another computer", "legal advice", "terminal"):
        assert [question for question in asked if word in question], word


def test_the_changelog_begins_with_this_version() -> None:
    assert re.findall(r"^### (\S+)$", sections()["Changelog"], re.M)[0] == __version__


def test_every_exit_code_is_explained() -> None:
    known = {
        str(value) for name, value in vars(exits).items() if name.isupper() and type(value) is int and value <= 130
    }
    assert len(known) > 3
    assert known <= set(re.findall(r"^\| (\d+) \|", sections()["Commands"], re.M))


class TestItsShellLines:
    def test_a_shell_takes_each(self) -> None:
        found = lines.blocks(TEXT)
        assert len([block for block in found if block.run]) > 9
        for block in found:
            lines.parse(block)

    @pytest.mark.parametrize("wrong", ["```sh\nif then\n```", "```bat\nlg-wizzard\n```"])
    def test_one_that_it_would_not_take_is_said_with_its_line(self, wrong: str) -> None:
        (block,) = lines.blocks(f"# A\n\n{wrong}\n")
        with pytest.raises(ValueError, match="line 4"):
            lines.parse(block)

    def test_nothing_is_left_out_but_for_the_three_reasons_there_are(self) -> None:
        found = lines.blocks(TEXT)
        left = {why for block in found for _, why in block.skipped}
        assert left == set(lines.SKIPPED.values())
        assert all(
            block.language == "bat" or "apt" in line or "pytest" in line for block in found for line, _ in block.skipped
        )

    def test_every_block_is_of_a_language_that_is_run_parsed_or_shown(self) -> None:
        assert set(re.findall(r"^```(\w*)$", TEXT, re.M)) <= {"sh", "bat", "text", ""}

    def test_a_line_that_fails_fails(self, tmp_path: Path) -> None:
        (block,) = lines.blocks("```sh\nfalse\ntrue\n```\n")
        with pytest.raises(lines.subprocess.CalledProcessError):
            lines.run(block, tmp_path, tmp_path, "/usr/bin:/bin")
