"""The commands for what the wizard rests on and keeps: where, forget, sources, completion."""

import sys
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from linkedin_guard.cli.exits import COMPLETES, UNFINISHED, tell
from linkedin_guard.cli.help import command
from linkedin_guard.cli.installed import here, how
from linkedin_guard.cli.options import format_of, json_or_text, output_to, whose, write_output
from linkedin_guard.cli.wizard import Options
from linkedin_guard.content import folder
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import rendered
from linkedin_guard.model.blocks import Heading
from linkedin_guard.model.catalogue import ContentFault
from linkedin_guard.model.saying import PROGRAM
from linkedin_guard.model.text import spelled
from linkedin_guard.pages.lists import claim_cards
from linkedin_guard.pages.questions import language_name
from linkedin_guard.store import unpacked
from linkedin_guard.store.folders import copies
from linkedin_guard.store.profiles import Found, check_name


@command()
@click.option("--open", "unsettled", is_flag=True)
@format_of("txt", "md", "json")
@output_to
@click.pass_obj
def sources(options: Options, unsettled: bool, form: str, output: Path | None) -> int:
    """List every statement the wizard makes, with its sources."""
    content, today = options.content(), options.now()[0].date()
    names = [
        name for name, claim in content.claims.items() if not unsettled or claim.status in ("contested", "unresolved")
    ]
    if form == "json":
        write_output(as_json.as_json(as_json.sources(content, names, today)), output)
    else:
        title = Heading(content.words("ui.sure.title"))
        write_output(rendered((title, *claim_cards(content, names, today)), form, content), output)
    return 0


@command()
@json_or_text
@click.pass_obj
def where(options: Options, as_data: bool) -> int:
    """Say which files exist, and where the content comes from."""
    store = options.store()
    kept, copied, read = str(store.folder), str(copies(options.environ)), str(folder())
    found, installed, own = store.found(), how(here(), Path(sys.prefix)), unpacked.folders()
    if as_data:
        files = [str(each.path) for each in found if not each.stays]
        others = [{"path": str(each.path), "why": each.stays} for each in found if each.stays]
        conflicted = [{"path": str(each.path), "profile": each.copy_of} for each in found if each.copy_of]
        program = {"installed": installed, "program": str(here()), "unpacked": [str(path) for path in own]}
        data = {"version": 1, "progress": kept, "files": files, "copies": copied, "content": read, **program}
        write_output(as_json.as_json({**data, "conflicted": conflicted, "others": others}), None)
        return 0
    lines = [options.told("where.kept", folder=kept)]
    lines += [f"  {_named(options, each)}" for each in found if not each.stays] or [
        f"  {options.told('where.no-file')}"
    ]
    lines += [f"  {options.told('where.not-its-own', file=_named(options, each))}" for each in found if each.stays]
    lines += [options.told("where.copies", folder=copied), options.told("where.content", folder=read)]
    lines.append(options.told(f"where.installed.{installed}", folder=here()))
    lines += [options.told("where.unpacked", folder=path) for path in own]
    # Where the content is must be said above all when it cannot be read.
    with suppress(ContentFault):
        content = options.content()
        if content.by_machine:
            lines.append(content.say("ui.review.where", language=language_name(content)))
    write_output("".join(f"{spelled(line)}\n" for line in lines).encode(), None)
    return 0


def _named(options: Options, found: Found) -> str:
    """A file, and what is to know of it before it is deleted or left."""
    if found.stays:
        return options.told("where.stays", path=found.path, reason=found.stays)
    return options.told("where.copy", path=found.path, name=found.copy_of) if found.copy_of else str(found.path)


@command()
@click.option("--yes", is_flag=True)
@whose
@click.pass_obj
def forget(options: Options, yes: bool, profile: str | None) -> int:
    """Delete what the wizard keeps, after showing it. With --profile: one person's files only.

    What a single file unpacked to run goes last, and after the last sentence is made: from then on nothing can be read.
    """
    store = options.store()
    named = profile or options.profile
    person = None if named is None else check_name(named)
    found = store.found(person)
    for each in found:
        tell(options.told("forget.stays", file=_named(options, each)) if each.stays else _named(options, each))
    own = unpacked.folders() if person is None else ()
    for path in own:
        tell(options.told("where.unpacked", folder=path))
    if not own and all(each.stays for each in found):
        tell(options.told("forget.nothing"))
        return 0
    if not yes and not _agreed(options):
        tell(options.told("forget.refused"))
        return UNFINISHED
    store.forget(person)
    done = options.told("forget.done", folder=copies(options.environ))
    left = {path: options.told("forget.in-use", folder=path) for path in own}
    for path in unpacked.delete(own):
        tell(left[path])
    tell(done)
    return 0


def _agreed(options: Options) -> bool:
    """Ask whether to delete; only a clear yes, in a letter or a word of the language, is one."""
    answer = click.prompt(options.told("forget.ask"), default="", show_default=False, err=True)
    return answer.strip().casefold() in options.told("forget.yes").split()


@command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print a completion script for your shell."""
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three shells"
    script = kind(ctx.find_root().command, {}, PROGRAM, COMPLETES).source()
    write_output((script + "\n").encode(), None)
    return 0
