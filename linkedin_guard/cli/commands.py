"""What `lg-wizard` can be told to do: each command reads, prints to stdout, and says on stderr what went wrong."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from linkedin_guard import __version__
from linkedin_guard.cli import team as team_commands
from linkedin_guard.cli.exits import INTERRUPTED, UNFINISHED, ended, tell
from linkedin_guard.cli.options import (
    Suggesting,
    format_of,
    moment_of,
    nothing,
    output_to,
    paper_of,
    put,
    theme_of,
    whose,
)
from linkedin_guard.cli.wizard import Given, now, wizard
from linkedin_guard.faces.export import calendar_file, document, rendered


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code. Every failure is one sentence on stderr."""
    return ended(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int | None:
    try:
        code: int | None = lg_wizard.main(args=list(arguments), prog_name="lg-wizard", standalone_mode=False)
    except click.ClickException as fault:
        fault.show(sys.stderr)
        return fault.exit_code
    except click.Abort:
        tell("You have left. Everything you recorded is kept.")
        return INTERRUPTED
    return code


@contextmanager
def environment(**changes: str) -> Iterator[None]:
    """The environment with these changes, for a while."""
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@click.group(cls=Suggesting, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--plain", is_flag=True, help="Numbered prompts instead of a window: for a screen reader, or a pipe.")
@click.option("--profile", metavar="NAME", help="Whose progress, when several people use this computer.")
@click.option("--lang", "language", metavar="CODE", help="The wizard's language, as en.")
@theme_of
@click.option("--read-only", is_flag=True, help="Look, and record nothing.")
@click.version_option(__version__, prog_name="lg-wizard", message="%(prog)s %(version)s")
@click.pass_context
def lg_wizard(
    ctx: click.Context, plain: bool, profile: str | None, language: str | None, theme: str | None, read_only: bool
) -> int:
    """Walk through LinkedIn's AI-training opt-out, one screen at a time, and keep a record of it.

    With no command the wizard starts, and goes on where you left. Nothing leaves this computer.

    \b
    Examples:
      lg-wizard                   start, or go on
      lg-wizard --plain           the same as numbered prompts
      lg-wizard --profile Ana     keep track for another person
      lg-wizard status            how things stand
      lg-wizard demo              try it on made-up people
      lg-wizard letter --help     more about one command
    """
    given = Given(profile, language)
    ctx.obj = given
    if ctx.invoked_subcommand is None:
        return wizard(given, plain, theme, read_only)
    return 0


@lg_wizard.command()
@click.option("--json", "to_program", is_flag=True, help="For a program to read.")
@whose
@click.pass_obj
def status(given: Given, to_program: bool, after: str | None) -> int:
    """Say how things stand. Exit code 0 when finished, 1 when not.

    \b
    Examples:
      lg-wizard status
      lg-wizard status --json --profile Ana
    """
    moment = moment_of(given, after)
    if moment is None:
        return nothing()
    from linkedin_guard.faces import as_json, plain
    from linkedin_guard.plan.status import finished

    if to_program:
        put(as_json.as_json(as_json.status(moment)), None)
    else:
        from linkedin_guard.documents.record import overview

        lines = [line for block in overview(moment) for line in plain.block_lines(block, moment.content)]
        put(("\n".join(lines) + "\n").encode(), None)
    return 0 if finished(moment) else UNFINISHED


@lg_wizard.command()
@click.option("--json", "to_program", is_flag=True, help="For a program to read.")
@click.pass_obj
def profiles(given: Given, to_program: bool) -> int:
    """List every profile on this computer and how far it is.

    \b
    Examples:
      lg-wizard profiles
      lg-wizard profiles --json
    """
    from linkedin_guard.faces import as_json
    from linkedin_guard.model.page import Moment
    from linkedin_guard.plan.retired import carried
    from linkedin_guard.store.profiles import StoreFault

    content, store, present = given.content(), given.store(), now()[0]
    rows = []
    for name in store.names():
        try:
            found = store.load(name)
        except StoreFault as fault:
            tell(str(fault))
            continue
        if found.note:
            tell(found.note)
        if found.progress is not None:
            rows.append(as_json.profile(Moment(content, carried(content, found.progress), present)))
    if to_program:
        put(as_json.as_json({"version": 1, "profiles": rows}), None)
    elif not rows:
        return nothing()
    else:
        for row in rows:
            done = content.say("ui.caption.done", done=row["done"], of=row["of"])
            put(f"{row['profile']}: {done}\n".encode(), None)
    return 0


@lg_wizard.command(short_help="Write your record of what you did, and when.")
@format_of("md", "json", "html", "pdf")
@paper_of
@click.option("--mask", is_flag=True, help="Leave out name, mail, references and paths.")
@output_to
@whose
@click.pass_obj
def export(given: Given, form: str, paper: str, mask: bool, output: Path | None, after: str | None) -> int:
    """Write your record: what you answered, saw and did, and when.

    \b
    Examples:
      lg-wizard export -o record.md
      lg-wizard export --format json --mask
    """
    moment = moment_of(given, after)
    if moment is None:
        return nothing()
    if form == "json":
        from linkedin_guard.faces import as_json

        put(as_json.as_json(as_json.record(moment, mask=mask)), output)
    else:
        put(rendered(document(moment, "record", mask=mask), form, moment, paper), output)
    return 0


@lg_wizard.command(short_help="Write the objection, or another letter.")
@click.option("--regime", metavar="ID", help="The law: eu-eea, uk, switzerland, canada, quebec, hong-kong, elsewhere …")
@click.option("--letter", "name", default="objection", show_default=True, help="objection, reminder, refused …")
@click.option("--short", is_flag=True, help="The short text, for a form field.")
@format_of("txt", "md")
@output_to
@whose
@click.pass_obj
def letter(
    given: Given, regime: str | None, name: str, short: bool, form: str, output: Path | None, after: str | None
) -> int:
    """Write the objection, for where you live or for the law you name. Information, not legal advice.

    \b
    Examples:
      lg-wizard letter
      lg-wizard letter --regime uk --short
      lg-wizard letter --letter reminder -o reminder.txt
    """
    from linkedin_guard.documents import letters
    from linkedin_guard.model.page import Moment
    from linkedin_guard.model.progress import Progress

    content = given.content()
    moment = moment_of(given, after) if regime is None else None
    if moment is None:
        if regime is None:
            raise click.UsageError("nothing is recorded yet; name a law with --regime, or start with lg-wizard.")
        empty = Progress(app=__version__, content=content.manifest.content, profile="")
        moment = Moment(content, empty, now()[0])
    if regime is not None and regime not in content.laws:
        raise click.UsageError(f"there is no regime '{regime}'; these are known: {', '.join(content.laws)}.")
    if name not in content.letters:
        raise click.UsageError(f"there is no letter '{name}'; these are known: {', '.join(content.letters)}.")
    document = letters.letter(moment, name, law=regime, short=short)
    tell(content.words("letters.advice"))
    put(rendered((document,), form, moment), output)
    return 0


@lg_wizard.command(short_help="Write the dates for your calendar.")
@format_of("ics")
@output_to
@whose
@click.pass_obj
def calendar(given: Given, form: str, output: Path | None, after: str | None) -> int:
    """Write the day of LinkedIn's answer and the re-check for your calendar.

    \b
    Example:
      lg-wizard calendar -o linkedin.ics
    """
    from linkedin_guard.documents.dates import dates

    moment = moment_of(given, after)
    if moment is None:
        return nothing()
    if not dates(moment):
        tell(moment.content.words("ui.next.no-dates"))
        return UNFINISHED
    put(calendar_file(moment), output)
    return 0


@lg_wizard.command(short_help="List every statement, with its sources.")
@click.option("--open", "unsettled", is_flag=True, help="Only what is contested or not confirmed.")
@format_of("txt", "md", "json")
@output_to
@click.pass_obj
def sources(given: Given, unsettled: bool, form: str, output: Path | None) -> int:
    """List every statement the wizard makes, with its sources.

    \b
    Examples:
      lg-wizard sources --open
      lg-wizard sources --format md -o sources.md
    """
    from linkedin_guard.faces import as_json, markdown, plain
    from linkedin_guard.pages.lists import claim_card

    content = given.content()
    names = [
        name for name, claim in content.claims.items() if not unsettled or claim.status in ("contested", "unresolved")
    ]
    if form == "json":
        put(as_json.as_json(as_json.sources(content, names)), output)
        return 0
    blocks = tuple(block for name in names for block in claim_card(content, name))
    if form == "md":
        put(markdown.render(blocks, content).encode(), output)
    else:
        put(("\n".join(line for block in blocks for line in plain.block_lines(block, content)) + "\n").encode(), output)
    return 0


@lg_wizard.command()
@click.option("--json", "to_program", is_flag=True, help="For a program to read.")
@click.pass_obj
def where(given: Given, to_program: bool) -> int:
    """Say which files exist, and where the content comes from.

    \b
    Examples:
      lg-wizard where
      lg-wizard where --json
    """
    from linkedin_guard.content import folder
    from linkedin_guard.faces import as_json
    from linkedin_guard.store.profiles import copies

    store = given.store()
    files = [str(path) for path in store.files()]
    found = {"progress": str(store.folder), "files": files, "copies": str(copies(os.environ)), "content": str(folder())}
    if to_program:
        put(as_json.as_json({"version": 1, **found}), None)
        return 0
    lines = [f"Progress is kept in {found['progress']}"]
    lines += [f"  {path}" for path in files] or ["  no file yet"]
    lines += [f"Copies you save go to {found['copies']}", f"The content is read from {found['content']}"]
    put(("\n".join(lines) + "\n").encode(), None)
    return 0


@lg_wizard.command(short_help="Delete what the wizard keeps, after showing it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@whose
@click.pass_obj
def forget(given: Given, yes: bool, after: str | None) -> int:
    """Delete what the wizard keeps, after showing it. With --profile: one person's files only.

    \b
    Examples:
      lg-wizard forget
      lg-wizard forget --profile Ana
    """
    from linkedin_guard.store.profiles import check_name, copies

    store = given.store()
    name = after or given.profile
    profile = None if name is None else check_name(name)
    files = store.files(profile)
    if not files:
        tell("There is nothing to delete.")
        return 0
    for path in files:
        tell(str(path))
    if not yes and not click.confirm("Delete these files?", default=False, err=True):
        tell("Nothing was deleted.")
        return UNFINISHED
    store.forget(profile)
    tell(f"Deleted. Copies you saved are still in {copies(os.environ)}.")
    return 0


@lg_wizard.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print a completion script for your shell.

    \b
    Examples:
      lg-wizard completion bash >> ~/.bashrc
      lg-wizard completion zsh >> ~/.zshrc
      lg-wizard completion fish > ~/.config/fish/completions/lg-wizard.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three shells"
    put((kind(lg_wizard, {}, "lg-wizard", "_LG_WIZARD_COMPLETE").source() + "\n").encode(), None)
    return 0


@lg_wizard.command(short_help="Try the wizard on made-up people; nothing is kept.")
@click.option("--plain", is_flag=True, help="Numbered prompts instead of a window.")
@click.pass_context
def demo(ctx: click.Context, plain: bool) -> int:
    """Try the wizard on made-up people. Your own progress is not touched, and nothing is kept.

    \b
    Examples:
      lg-wizard demo
      lg-wizard demo --plain
    """
    from tempfile import TemporaryDirectory

    from linkedin_guard.cli import demo as made_up

    given: Given = ctx.obj
    content = given.content()
    before = ctx.find_root().params
    theme = before["theme"] or given.store().settings().get("theme")
    with (
        TemporaryDirectory(prefix="lg-wizard-demo-", ignore_cleanup_errors=True) as folder,
        environment(LG_WIZARD_HOME=folder, LG_WIZARD_NOW=made_up.NOW),
    ):
        for progress in made_up.people(content):
            with given.store().open(progress.profile) as desk:
                desk.save(progress)
        first = Given(made_up.FIRST, given.language)
        try:
            return wizard(first, plain or before["plain"], theme, read_only=False, demo=True)
        except KeyboardInterrupt:
            # What is said elsewhere, that all is kept, is not so here.
            click.echo(err=True)
            tell(content.words("ui.demo.left"))
            return INTERRUPTED


for _command in (team_commands.notice, team_commands.checklist, team_commands.policy, team_commands.team):
    lg_wizard.add_command(_command)
