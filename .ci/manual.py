"""The man page and the completions of three shells, made of the same words as `--help`; `.ci/wheel.py` ships them.

    .venv/bin/python .ci/manual.py FOLDER    write them, as they lie below share/ of an installed program

They are in English: a man page in another language lies in another folder, and a completion asks the program itself.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from linkedin_guard import __version__
from linkedin_guard.cli.commands import COMMANDS, lg_wizard
from linkedin_guard.cli.exits import COMPLETES
from linkedin_guard.cli.help import WIZARD, speak, translate_click
from linkedin_guard.cli.wizard import Options
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.saying import PROGRAM

PAGE = "man/man1/lg-wizard.1"

SHELLS = {
    "bash": "bash-completion/completions/lg-wizard",
    "zsh": "zsh/site-functions/_lg-wizard",
    "fish": "fish/vendor_completions.d/lg-wizard.fish",
}
"""Where each shell looks for completions, below share/."""

EXIT_CODES = ("0", "1", "2", "3", "4", "5", "130", "128+n")
VARIABLES = ("LG_WIZARD_HOME", "LG_WIZARD_NOW", "NO_COLOR", "ACCESSIBLE", "LANGUAGE", "BROWSER", "VISUAL")


def write(into: Path, content: Catalogue) -> list[str]:
    """Write the page and the completions below a folder; returns where each is, below it."""
    files = {PAGE: page(content), **{place: completion(shell) for shell, place in SHELLS.items()}}
    for place, text in files.items():
        path = into / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(files)


def completion(shell: str) -> str:
    """The script that `lg-wizard completion` prints for this shell."""
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three shells"
    return kind(lg_wizard, {}, PROGRAM, COMPLETES).source() + "\n"


def page(content: Catalogue) -> str:
    """The man page, in roff."""
    translate_click(content)
    options = Options(environ={"LANG": "en"}, language="en")
    root = click.Context(lg_wizard, info_name=PROGRAM, obj=options, **lg_wizard.context_settings)
    speak(lg_wizard, root, WIZARD)

    def words(name: str) -> str:
        return content.words(f"cli.manual.{name}")

    lines = [f'.TH LG\\-WIZARD 1 "" "{_safe(f"LinkedIn Guard {__version__}")}" ""']
    lines += [f".SH {words('name')}", f"{_safe(PROGRAM)} \\- {_safe(words('does'))}"]
    lines += [f".SH {words('synopsis')}", f".B {_safe(PROGRAM)}", _safe(" ".join(lg_wizard.collect_usage_pieces(root)))]
    lines += [f".SH {words('description')}", *_text(lg_wizard.help or "")]
    lines += [f".SH {words('options')}", *_options(lg_wizard, root)]
    lines += [f".SH {words('commands')}"]
    for name in sorted(COMMANDS):
        lines += _command(name, root)
    for title, key, names in (("exit-status", "exit", EXIT_CODES), ("environment", "variable", VARIABLES)):
        lines += [f".SH {words(title)}"]
        lines += [part for each in names for part in (".TP", f".B {_safe(each)}", _safe(words(f"{key}.{each}")))]
    lines += [f".SH {words('files')}", _safe(words("where"))]
    return "\n".join(lines) + "\n"


def _command(name: str, root: click.Context) -> Iterator[str]:
    command = lg_wizard.get_command(root, name)
    assert command is not None, "the table of commands names it"
    context = click.Context(command, info_name=name, parent=root)
    speak(command, context, name)
    yield f'.SS "{_safe(name)}"'
    yield f".B {_safe(f'{PROGRAM} {name}')}"
    yield _safe(" ".join(command.collect_usage_pieces(context)))
    yield ".PP"
    yield from _text(command.help or "")
    yield from _options(command, context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for option in command.get_params(context):
        if record := option.get_help_record(context):
            yield from (".TP", f".B {_safe(record[0])}", _safe(" ".join(record[1].split())))


def _text(text: str) -> Iterator[str]:
    """Paragraphs; one that click is to leave as it stands (`\\b`) keeps its lines."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield from (".nf", *(_safe(line) for line in paragraph.splitlines()[1:]), ".fi")
        else:
            yield _safe(" ".join(paragraph.split()))


def _safe(text: str) -> str:
    """The text so that roff takes nothing in it for an order, and copies of it can be typed: `-` is a minus sign."""
    text = re.sub(r"[\\\-~^`\"]", lambda found: _ESCAPED[found[0]], text)
    text = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in text)
    return f"\\&{text}" if text.startswith((".", "'")) else text


_ESCAPED = {"\\": "\\e", "-": "\\-", "~": "\\(ti", "^": "\\(ha", "`": "\\(ga", '"': "\\(dq"}


def main() -> int:
    """Write all of it below the folder named. Returns the exit code."""
    write(Path(sys.argv[1]), Options(environ={"LANG": "en"}, language="en").content())
    return 0


if __name__ == "__main__":
    sys.exit(main())
