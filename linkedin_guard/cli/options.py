"""What several commands share: options, whose progress is meant, where the output goes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkedin_guard.cli.exits import UNFINISHED, tell
from linkedin_guard.cli.wizard import Given, now

if TYPE_CHECKING:
    from linkedin_guard.model.page import Moment
    from linkedin_guard.model.progress import Progress
    from linkedin_guard.store.profiles import Store

whose = click.option(
    "--profile", "after", metavar="NAME", help="Whose progress; may stand before or after the command."
)
FORCE = "linkedin_guard.force"


def output_to(command: Any) -> Any:
    """The options for a file to write to; one that is there already is written over only when that is said."""
    into = click.option(
        "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file, private to you."
    )
    force = click.option(
        "--force",
        is_flag=True,
        expose_value=False,
        callback=lambda ctx, _, given: ctx.meta.__setitem__(FORCE, given),
        help="Write over a file that is there already.",
    )
    return into(force(command))


def format_of(*names: str) -> Callable[[Any], Any]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="The format."
    )


paper_of = click.option(
    "--paper", type=click.Choice(["a4", "us-letter"]), default="a4", show_default=True, help="The paper of a PDF."
)


theme_of = click.option(
    "--theme", type=click.Choice(["guard-dark", "guard-light", "ansi"]), help="The colours; remembered."
)


class Suggesting(click.Group):
    """A group that names the nearest command when one is unknown."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        import difflib

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean '{near[0]}'?" if near else "lg-wizard --help lists them."
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}") from fault


def named(given: Given, after: str | None, store: "Store") -> str | None:
    """The profile meant: the one named, else the only one there is, else None when there is none.

    Raises UsageError with the names when there are several.
    """
    from linkedin_guard.store.profiles import check_name

    name = after or given.profile
    if name is not None:
        return check_name(name)
    names = store.names()
    if len(names) > 1:
        raise click.UsageError(f"there are {len(names)} profiles; name one with --profile: {', '.join(names[:8])}.")
    return names[0] if names else None


def moment_of(given: Given, after: str | None) -> "Moment | None":
    """The moment of the profile meant, read only; None when nothing is recorded yet. Notes go to stderr."""
    from linkedin_guard.model.page import Here, Moment
    from linkedin_guard.plan.retired import carried

    content, store = given.content(), given.store()
    name = named(given, after, store)
    if name is None:
        return None
    found = store.load(name)
    if found.note:
        tell(found.note)
    if found.progress is None:
        others = store.names(limit=8)
        if others:
            raise click.UsageError(f"there is no profile '{name}'; there are: {', '.join(others)}.")
        return None
    progress: Progress = carried(content, found.progress)
    return Moment(content, progress, now()[0], here=Here(str(store.folder)))


def nothing() -> int:
    tell("Nothing recorded yet; start with lg-wizard.")
    return UNFINISHED


def put(data: bytes, output: Path | None) -> None:
    """To the file, or to stdout. A file that is there already is written over only with --force."""
    if output is not None:
        from linkedin_guard.store.profiles import write_out

        if output.exists() and not click.get_current_context().meta.get(FORCE):
            raise click.UsageError(f"{output} is there already; name another file, or add --force to write over it.")

        write_out(output, data)
        tell(f"Written to {output}.")
        return
    if data.startswith(b"%PDF") or b"\r\n" in data[:40]:
        sys.stdout.buffer.write(data)
        return
    from linkedin_guard.faces.ascii import shape

    sys.stdout.write(shape(data.decode(), sys.stdout.encoding))
