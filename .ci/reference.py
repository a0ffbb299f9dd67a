"""What `--help` says of every command, as the program itself says it: for whatever shows it elsewhere."""

from click.testing import CliRunner

from linkedin_guard.cli.commands import COMMANDS, lg_wizard
from linkedin_guard.cli.help import translate_click
from linkedin_guard.cli.wizard import Options
from linkedin_guard.model.saying import PROGRAM

ENGLISH = {"LANG": "en", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": ""}
WIDTH = 80


def helps() -> dict[str, str]:
    """The help of the program itself, under "", and of each command by its name, in English and 80 columns wide."""
    return {name: _help(name) for name in ("", *sorted(COMMANDS))}


def shorts() -> dict[str, str]:
    """What each command does, in a sentence."""
    content = Options(environ=ENGLISH).content()
    return {name: content.words(f"cli.help.{name}.short") for name in sorted(COMMANDS)}


def _help(name: str) -> str:
    options = Options(environ=ENGLISH, language="en")
    # Click's own words are those of whatever ran last in this process.
    translate_click(options.content())
    asked = [name, "--help"] if name else ["--help"]
    done = CliRunner().invoke(
        lg_wizard, asked, prog_name=PROGRAM, obj=options, terminal_width=WIDTH, catch_exceptions=False
    )
    if done.exit_code:
        raise RuntimeError(f"{PROGRAM} {' '.join(asked)} ends with {done.exit_code}: {done.output}")
    return "\n".join(line.rstrip() for line in done.output.strip().splitlines())
