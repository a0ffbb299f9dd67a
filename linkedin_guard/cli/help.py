"""What `--help` says, from the content: a command and its options get their words when somebody asks for them."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click
from click.shell_completion import CompletionItem

from linkedin_guard.cli.wizard import Options
from linkedin_guard.model.catalogue import Catalogue, ContentFault

CLICK = (
    "usage",
    "options",
    "arguments",
    "commands",
    "error",
    "try",
    "default",
    "invalid",
    "invalid-for",
    "no-option",
    "takes-no-value",
    "needs-argument",
    "needs-arguments",
    "not-one-of",
    "not-some-of",
    "similar",
    "similar-several",
    "extra-argument",
    "extra-arguments",
    "missing",
    "missing-argument",
    "missing-option",
    "missing-parameter",
    "file",
    "no-file",
    "is-folder",
    "is-file",
    "not-readable",
    "not-opened",
)
"""What click itself says to whoever uses these commands."""

WIZARD = "wizard"
"""Under which name the content speaks of the program itself."""


class Command(click.Command):
    """A command whose help stands in `<language>/cli.toml`, under `help.<its name>`."""

    def get_help(self, ctx: click.Context) -> str:
        """The whole help, as it is shown."""
        speak(self, ctx, self.name or "")
        return super().get_help(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell offers for a word, with what each is for."""
        speak(self, ctx, self.name or "")
        return super().shell_complete(ctx, incomplete)


def speak(command: click.Command, ctx: click.Context, name: str) -> None:
    """Give a command and its options their words; without content they have to do with what the code says."""
    options: Options = ctx.find_object(Options) or Options()
    with suppress(ContentFault):
        content = options.content()
        command.help = _help(content, f"cli.help.{name}")
        for param in command.get_params(ctx):
            if isinstance(param, click.Option):
                long = max(param.opts, key=len).lstrip("-")
                own, shared = f"cli.help.{name}.options.{long}", f"cli.options.{long}"
                key = own if content.has(own) else shared
                param.help = _option(content, key) if content.has(key) else param.help


def _option(content: Catalogue, key: str) -> str:
    """What an option does; one that takes a law or a letter names them all."""
    said = content.words(key)
    if "{" not in said:
        return said
    return content.say(key, laws=", ".join(content.laws), letters=", ".join(content.letters))


def _help(content: Catalogue, key: str) -> str:
    """The text, and the examples as they stand."""
    examples = content.several(f"{key}.examples")
    title = content.words("cli.said.example" if len(examples) == 1 else "cli.said.examples")
    lines = "\n".join(("\b", title, *(f"  {line}" for line in examples)))
    return "\n\n".join((*content.several(f"{key}.text"), lines))


def words(ctx: click.Context, name: str) -> str:
    """A sentence for the list of commands; nothing without content."""
    options: Options = ctx.find_object(Options) or Options()
    with suppress(ContentFault):
        return options.content().words(name)
    return ""


def command() -> Callable[[Callable[..., Any]], Command]:
    """Click's own decorator, for such a command."""
    return click.command(cls=Command)


def translate_click(content: Catalogue) -> None:
    """Have click itself speak the content's language: its own English, as `en/cli.toml` has it, names each sentence.

    Click takes its words from gettext, for which there would have to be a compiled file in a folder of the system's.
    """
    known: dict[str, str] = {}
    if content.language != "en":
        english = content.into("en")
        known = {english.words(f"cli.click.{name}"): content.words(f"cli.click.{name}") for name in CLICK}

    def several(one: str, many: str, count: int) -> str:
        return said(one if count == 1 else many)

    def said(text: str) -> str:
        return known.get(text, text)

    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        for name, words in (("_", said), ("ngettext", several)):
            if hasattr(module, name):
                setattr(module, name, words)
