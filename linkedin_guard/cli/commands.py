"""The click group: which commands there are, and where each one is. A command's module is imported when it is meant."""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pkgutil import resolve_name
from typing import Any

import click
from click.shell_completion import CompletionItem

from linkedin_guard.cli.exits import COMPLETES, ended
from linkedin_guard.cli.help import WIZARD, speak, translate_click, words
from linkedin_guard.cli.version import say as say_version
from linkedin_guard.cli.wizard import Options, languages, wizard
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.model.catalogue import ContentFault
from linkedin_guard.model.saying import PROGRAM
from linkedin_guard.model.text import spelled

COMMANDS = {
    "calendar": "linkedin_guard.cli.person:calendar",
    "check": "linkedin_guard.cli.check:check",
    "checklist": "linkedin_guard.cli.team:checklist",
    "completion": "linkedin_guard.cli.upkeep:completion",
    "demo": "linkedin_guard.cli.demo:demo",
    "export": "linkedin_guard.cli.person:export",
    "forget": "linkedin_guard.cli.upkeep:forget",
    "import": "linkedin_guard.cli.people:import_",
    "kit": "linkedin_guard.cli.team:kit",
    "letter": "linkedin_guard.cli.person:letter",
    "notice": "linkedin_guard.cli.team:notice",
    "policy": "linkedin_guard.cli.team:policy",
    "profiles": "linkedin_guard.cli.people:profiles",
    "sources": "linkedin_guard.cli.upkeep:sources",
    "status": "linkedin_guard.cli.person:status",
    "team": "linkedin_guard.cli.team:team",
    "where": "linkedin_guard.cli.upkeep:where",
}
"""Each command by its name, as "module:attribute"."""


def run(arguments: Sequence[str], environ: Mapping[str, str] = os.environ, program: str = PROGRAM) -> int:
    """Run the command line and return the exit code. Every failure is one sentence on stderr.

    `program` is how it was started, which is how every hint names it.
    """
    options = Options(environ=environ, program=program)
    return ended(lambda: _run(arguments, options), environ, options.content)


def _run(arguments: Sequence[str], options: Options) -> int | None:
    with suppress(ContentFault):
        translate_click(options.content())
    try:
        code: int | None = lg_wizard.main(
            args=list(arguments),
            prog_name=options.program,
            complete_var=COMPLETES,
            standalone_mode=False,
            obj=options,
        )
    except click.ClickException as fault:
        _show(fault)
        return fault.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return code


def _show(fault: click.ClickException) -> None:
    """Say what click found wrong, as click says it: how the command is used, where it has that, and one sentence."""
    said = io.StringIO()
    fault.show(said)
    # Its own line breaks stay; in what it repeats of the command line there are none.
    text = said.getvalue().replace(fault.message, spelled(fault.message))
    sys.stderr.write(for_terminal(text, sys.stderr.encoding))


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it, and names the nearest command when one is unknown."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command. Raises UsageError, of a missing language with those there are."""
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as fault:
            if fault.option_name != "--lang":
                raise
            content = ctx.obj.content()
            raise click.UsageError(content.say("cli.usage.which-language", known=languages(content)), ctx) from None

    def get_help(self, ctx: click.Context) -> str:
        """The whole help, as it is shown."""
        speak(self, ctx, WIZARD)
        return super().get_help(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = resolve_name(COMMANDS[cmd_name])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands for `--help`, without importing them."""
        with formatter.section(words(ctx, "cli.click.commands")):
            formatter.write_dl([(name, words(ctx, f"cli.help.{name}.short")) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell offers for a word that may be a command or an option, without importing the commands."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=words(ctx, f"cli.help.{name}.short")) for name in names]
        speak(self, ctx, WIZARD)
        # Not the group's own, which would import every command.
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command that is meant. Raises UsageError with a suggestion."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            # Needed for a mistake only.
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            key = "cli.usage.no-command-near" if near else "cli.usage.no-command"
            said = ctx.obj.content().say(key, name=args[0], near="".join(near))
            raise click.UsageError(said) from fault


def _speak(ctx: click.Context, _: click.Parameter, tag: str | None) -> None:
    """Speak another language from here on: whatever is said of the rest of the command line is said in it."""
    if tag is None:
        return
    options: Options = ctx.obj
    try:
        options.speak(tag)
    except KeyError:
        content = options.content()
        said = content.say("cli.usage.no-language", name=tag, known=languages(content))
        raise click.UsageError(said, ctx) from None
    translate_click(options.content())


def _say_version(ctx: click.Context, _: click.Parameter, given: bool) -> None:
    if given:
        say_version()
        ctx.exit()


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--plain", is_flag=True)
@click.option("--profile", metavar="NAME")
@click.option(
    "--lang",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_speak,
)
@click.option("--theme", type=click.Choice(["guard-dark", "guard-light", "ansi"]))
@click.option("--read-only", is_flag=True)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version)
@click.pass_context
def lg_wizard(ctx: click.Context, plain: bool, profile: str | None, theme: str | None, read_only: bool) -> int:
    """Walk through LinkedIn's AI-training opt-out, one screen at a time, and keep a record of it."""
    options: Options = ctx.obj
    options.profile = profile
    if ctx.invoked_subcommand is None:
        return wizard(options, plain, theme, read_only)
    return 0
