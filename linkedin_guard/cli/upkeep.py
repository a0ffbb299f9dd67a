"""The commands for what the wizard rests on and keeps: where, forget, sources, completion."""

from pathlib import Path

import click
from click.shell_completion import get_completion_class

from linkedin_guard.cli.exits import UNFINISHED, tell
from linkedin_guard.cli.options import format_of, json_or_text, output_to, whose, write_output
from linkedin_guard.cli.wizard import Options
from linkedin_guard.content import folder
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import rendered
from linkedin_guard.model.text import spelled
from linkedin_guard.pages.lists import claim_card
from linkedin_guard.store.profiles import Found, check_name, copies


@click.command()
@click.option("--open", "unsettled", is_flag=True, help="Only what is contested or not confirmed.")
@format_of("txt", "md", "json")
@output_to
@click.pass_obj
def sources(options: Options, unsettled: bool, form: str, output: Path | None) -> int:
    """List every statement the wizard makes, with its sources.

    \b
    Examples:
      lg-wizard sources --open
      lg-wizard sources --format md -o sources.md
    """
    content = options.content()
    names = [
        name for name, claim in content.claims.items() if not unsettled or claim.status in ("contested", "unresolved")
    ]
    if form == "json":
        write_output(as_json.as_json(as_json.sources(content, names)), output)
    else:
        blocks = tuple(block for name in names for block in claim_card(content, name))
        write_output(rendered(blocks, form, content), output)
    return 0


@click.command()
@json_or_text
@click.pass_obj
def where(options: Options, as_data: bool) -> int:
    """Say which files exist, and where the content comes from.

    \b
    Examples:
      lg-wizard where
      lg-wizard where --json
    """
    store = options.store()
    kept, copied, read = str(store.folder), str(copies(options.environ)), str(folder())
    found = store.found()
    if as_data:
        files = [str(each.path) for each in found if not each.stays]
        others = [{"path": str(each.path), "why": each.stays} for each in found if each.stays]
        conflicted = [{"path": str(each.path), "profile": each.copy_of} for each in found if each.copy_of]
        data = {"version": 1, "progress": kept, "files": files, "copies": copied, "content": read}
        write_output(as_json.as_json({**data, "conflicted": conflicted, "others": others}), None)
        return 0
    lines = [f"Progress is kept in {kept}"]
    lines += [f"  {_named(each)}" for each in found if not each.stays] or ["  no file yet"]
    lines += [f"  not its own: {_named(each)}" for each in found if each.stays]
    lines += [f"Copies you save go to {copied}", f"The content is read from {read}"]
    write_output("".join(f"{spelled(line)}\n" for line in lines).encode(), None)
    return 0


def _named(found: Found) -> str:
    """A file, and what is to know of it before it is deleted or left."""
    if found.stays:
        return f"{found.path}: {found.stays}"
    return f"{found.path} (a copy of '{found.copy_of}' that something else made)" if found.copy_of else str(found.path)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@whose
@click.pass_obj
def forget(options: Options, yes: bool, profile: str | None) -> int:
    """Delete what the wizard keeps, after showing it. With --profile: one person's files only.

    \b
    Examples:
      lg-wizard forget
      lg-wizard forget --profile Ana
    """
    store = options.store()
    named = profile or options.profile
    person = None if named is None else check_name(named)
    found = store.found(person)
    for each in found:
        tell(f"Stays: {_named(each)}" if each.stays else _named(each))
    if all(each.stays for each in found):
        tell("There is nothing to delete.")
        return 0
    if not yes and not click.confirm("Delete these files?", default=False, err=True):
        tell("Nothing was deleted.")
        return UNFINISHED
    store.forget(person)
    tell(f"Deleted. Copies you saved are still in {copies(options.environ)}.")
    return 0


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print a completion script for your shell.

    \b
    Examples:
      lg-wizard completion bash >> ~/.bashrc
      lg-wizard completion zsh >> ~/.zshrc
      lg-wizard completion fish > ~/.config/fish/completions/lg-wizard.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three shells"
    script = kind(ctx.find_root().command, {}, "lg-wizard", "_LG_WIZARD_COMPLETE").source()
    write_output((script + "\n").encode(), None)
    return 0
