"""What several commands share: options, whose progress is meant, where the output goes."""

import codecs
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from linkedin_guard.cli.exits import UNFINISHED, tell
from linkedin_guard.cli.wizard import Options
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Here, Moment
from linkedin_guard.model.text import shows, spelled
from linkedin_guard.plan.regions import nearest, regions_in
from linkedin_guard.plan.retired import carried
from linkedin_guard.store.files import write_out
from linkedin_guard.store.profiles import Store, check_name

_FORCE = "linkedin_guard.force"

ENDINGS = frozenset({"md", "txt", "html", "pdf", "json", "csv", "ics", "eml"})
"""What the files that some command writes end in."""

_PAPER = b"%PDF"
_BYTE_FOR_BYTE = (b"BEGIN:VCALENDAR", b"X-Unsent", codecs.BOM_UTF8)
"""How a calendar, a mail and a sheet begin, which other programs read as they are; a terminal is given them as text."""

SAME_AS = {"htm": "html", "markdown": "md", "text": "txt"}
"""Other endings that people give these files."""

whose = click.option("--profile", metavar="NAME")
json_or_text = click.option("--json", "as_data", is_flag=True)
paper_of = click.option("--paper", type=click.Choice(["a4", "us-letter"]), default="a4", show_default=True)


def a_file(_: click.Context, __: click.Parameter, word: str) -> list[CompletionItem]:
    """What completes a word that is a file's name: the shell itself; it is told the word as it can be shown."""
    return [CompletionItem(spelled(word), type="file")]


def format_of(*names: str) -> Callable[[Any], Any]:
    """The option for one of these formats. Without it the ending of the file to write chooses, else it is the first."""
    kinds = click.Choice(names)
    return click.option("--format", "form", type=kinds, default=names[0], show_default=True, callback=_format)


def _format(ctx: click.Context, option: click.Parameter, form: str) -> str:
    """The format that the option and the file's ending agree on. Raises UsageError when they contradict each other."""
    output: Path | None = ctx.params.get("output")
    if ctx.resilient_parsing or output is None or not output.suffix:
        return form
    assert isinstance(option.type, click.Choice)
    known, ending = option.type.choices, output.suffix[1:].lower()
    meant = SAME_AS.get(ending, ending)
    said = ctx.get_parameter_source(option.name or "") is not ParameterSource.DEFAULT
    if said and (meant == form or meant not in ENDINGS):
        return form
    if not said and meant in known:
        return meant
    content = ctx.find_object(Options) or Options()
    key = "cli.usage.format-contradicts" if said else "cli.usage.no-such-format"
    message = content.content().say(key, path=output, ending=ending, form=form, known=", ".join(known))
    raise click.UsageError(message, ctx)


def output_to(command: Any) -> Any:
    """The options for a file to write to; one that is there already is written over only when that is said."""
    # Before the format, which its ending may choose.
    into = click.option("-o", "--output", metavar="FILE", shell_complete=a_file, callback=_file, is_eager=True)
    return into(may_write_over(command))


def may_write_over(command: Any) -> Any:
    """The option for writing over files that are there already."""
    force = click.option(
        "--force",
        is_flag=True,
        expose_value=False,
        callback=lambda ctx, _, given: ctx.meta.__setitem__(_FORCE, given),
    )
    return force(command)


def _file(ctx: click.Context, __: click.Parameter, name: str | None) -> Path | None:
    """The file that is meant; none for `-`, which is stdout. `~` is the home folder, where there is one.

    Raises UsageError for a name that no page can show; a folder may be called anything.
    """
    if name is None or name == "-":
        return None
    if not all(map(shows, Path(name).name)):
        options = ctx.find_object(Options) or Options()
        raise click.UsageError(options.content().say("cli.usage.cannot-show", option="-o"), ctx)
    return from_home(name)


def from_home(name: str) -> Path:
    """The path of that name; `~` is the home folder, where there is one."""
    with suppress(RuntimeError):
        return Path(name).expanduser()
    return Path(name)


def write_output(data: bytes, output: Path | None) -> None:
    """Write to the file, or to stdout. A file that is there already is written over only with --force.

    Raises UsageError for a paper that would go to a terminal.
    """
    if output is not None:
        refuse_there(output)
        write_out(output, data)
        tell(_content().say("cli.said.written", path=output))
        return
    if sys.stdout.isatty() and data.startswith(_PAPER):
        raise click.UsageError(_content().words("cli.usage.paper-on-a-terminal"))
    if data.startswith((_PAPER, *_BYTE_FOR_BYTE)) and not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        return
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    sys.stdout.write(for_terminal(text, sys.stdout.encoding))


def refuse_there(output: Path) -> None:
    """Raise UsageError for a file that is there already, unless --force is given.

    Where nobody may look, writing says why.
    """
    if os.path.lexists(output) and not click.get_current_context().meta.get(_FORCE):
        raise click.UsageError(_content().say("cli.usage.there-already", path=output))


def _content() -> Catalogue:
    """The content in the language of the command that runs."""
    options: Options = click.get_current_context().obj
    return options.content()


def moment_of(options: Options, profile: str | None) -> Moment | None:
    """Read the profile meant; None when nothing is recorded yet. Notes on what was found go to stderr.

    `profile` is the one named after the command. Raises UsageError when there is no such profile, or several.
    """
    content, store = options.content(), options.store()
    name = _named(options, profile, store)
    if name is None:
        return None
    found = store.load(name)
    if found.note:
        tell(content.told(found.note))
    if found.progress is None:
        others = store.names(limit=8)
        if others:
            raise click.UsageError(content.say("cli.usage.no-profile", name=name, known=", ".join(others)))
        return None
    seen, letters_in = store.seen(name, found.progress), store.settings().letters.get(name, "")
    return Moment(
        content,
        carried(content, found.progress),
        options.now()[0],
        here=Here(spelled(str(store.folder))),
        seen=seen,
        letters_in=letters_in,
    )


def _named(options: Options, profile: str | None, store: Store) -> str | None:
    """The profile named, else the only one there is, else None when there is none.

    Raises UsageError with the names when there are several.
    """
    name = profile or options.profile
    if name is not None:
        return check_name(name)
    names = store.names()
    if len(names) > 1:
        known = ", ".join(names[:8])
        raise click.UsageError(options.content().say("cli.usage.which-profile", count=len(names), known=known))
    return names[0] if names else None


def check_texts(content: Catalogue, texts: Mapping[str, str | None]) -> None:
    """Raise UsageError for a text with a character that no page can show; each text is by the option that gave it."""
    for option, text in texts.items():
        if text and not all(map(shows, text)):
            raise click.UsageError(content.say("cli.usage.cannot-show", option=f"--{option}"))


def regions_named(content: Catalogue, *texts: str) -> tuple[str, ...]:
    """The regions that the texts name, each once. Raises UsageError for a text that names none, or one not known."""
    found: list[str] = []
    for text in texts:
        said = regions_in(content, text)
        for name in said.unknown or (() if said.regions else (text,)):
            near = nearest(content, name)
            known = ", ".join(content.questions["region"].choices)
            key = "cli.usage.no-region-near" if near else "cli.usage.no-region"
            raise click.UsageError(content.say(key, name=name, near=near, known=known))
        found += said.regions
    return tuple(dict.fromkeys(found))


def nothing_recorded() -> int:
    """Say that nothing is recorded yet, and return the exit code for it."""
    tell(_content().words("cli.said.nothing-recorded"))
    return UNFINISHED
