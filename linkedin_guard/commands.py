"""What `lg-wizard` can be told to do: each command reads, prints to stdout, and says on stderr what went wrong."""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from linkedin_guard import __version__

if TYPE_CHECKING:
    from linkedin_guard.blocks import Block
    from linkedin_guard.model import Content, Progress
    from linkedin_guard.page import Moment
    from linkedin_guard.session import Session
    from linkedin_guard.store import Store

UNFINISHED, UNUSABLE, FAULT, INTERRUPTED, GONE = 1, 3, 5, 130, 128 + 13

_STREAM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""What a stream says, rather than a file with a name: there is no room, it was closed, or its terminal has gone."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code. Every failure is one sentence on stderr."""
    _let_streams_replace()
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Whoever read stderr has gone: there is nobody to tell.
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as below
        return GONE


def _run(arguments: Sequence[str]) -> int:
    try:
        code = lg_wizard.main(args=list(arguments), prog_name="lg-wizard", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as fault:
        fault.show(sys.stderr)
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        _tell("You have left. Everything you recorded is kept.")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # click itself leaves when the reader has gone, and for nothing else when it does not stand alone.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - the reader has gone; nothing is to be flushed to it
        return GONE
    except Exception as fault:
        if not isinstance(fault, OSError) or fault.filename is not None or fault.errno not in _STREAM:
            return _failed(fault)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as above
        _tell(f"Cannot read the input or write the output: {(fault.strerror or str(fault)).lower()}.")
        return UNUSABLE


def _failed(fault: Exception) -> int:
    """Say what went wrong. Faults that are not the program's own carry their exit code and one sentence."""
    code = getattr(fault, "exit_code", None)
    if isinstance(code, int):
        _tell(str(fault))
        return code
    _tell(crash(fault))
    return FAULT


def crash(fault: BaseException) -> str:
    """Write a private report of a fault in the program, and return the sentence that names it.

    The report holds types, files, functions and line numbers: no message, no value, no name a person gave.
    """
    import traceback

    lines = [f"LinkedIn Guard {__version__}, Python {sys.version.split()[0]}, {sys.platform}", type(fault).__name__]
    for frame in traceback.extract_tb(fault.__traceback__):
        # Above the package a path can name the person.
        lines.append(f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} in {frame.name}")
    try:
        from linkedin_guard.store import home, write_copy

        path = write_copy(home(os.environ) / "reports", "fault.txt", ("\n".join(lines) + "\n").encode())
    except Exception:
        return f"LinkedIn Guard has a fault ({type(fault).__name__}), not reported; what you recorded is kept."
    return f"LinkedIn Guard has a fault; what you recorded is kept, and a report without your data is in {path}."


def _let_streams_replace() -> None:
    """Input that is no UTF-8 is replaced, and a shape the terminal lacks never stops a sentence."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _tell(sentence: str) -> None:
    from linkedin_guard.shapes import shape

    sys.stderr.write(shape(sentence, sys.stderr.encoding) + "\n")


class _Given:
    """What was said before the command."""

    def __init__(self, profile: str | None, language: str | None) -> None:
        self.profile, self.language = profile, language

    def content(self) -> "Content":
        from linkedin_guard.content import load

        spoken = (
            self.language or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
        )
        return load(spoken.partition("_")[0].partition(".")[0].lower() or "en")

    def store(self) -> "Store":
        from linkedin_guard.store import Store, home

        return Store(home(os.environ), now=lambda: _now()[0])

    def named(self, after: str | None, store: "Store") -> str | None:
        """The profile meant: the one named, else the only one there is, else None when there is none.

        Raises UsageError with the names when there are several.
        """
        from linkedin_guard.store import check_name

        name = after or self.profile
        if name is not None:
            return check_name(name)
        names = store.names()
        if len(names) > 1:
            raise click.UsageError(f"there are {len(names)} profiles; name one with --profile: {', '.join(names[:8])}.")
        return names[0] if names else None


def _now() -> tuple[datetime, bool]:
    from linkedin_guard.outside import now

    return now(os.environ)


@contextmanager
def _environment(**changes: str) -> Iterator[None]:
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


_profile = click.option(
    "--profile", "after", metavar="NAME", help="Whose progress; may stand before or after the command."
)
FORCE = "linkedin_guard.force"


def _output(command: Any) -> Any:
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


def _format(*names: str) -> Callable[[Any], Any]:
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="The format."
    )


_paper = click.option(
    "--paper", type=click.Choice(["a4", "us-letter"]), default="a4", show_default=True, help="The paper of a PDF."
)


_theme = click.option(
    "--theme", type=click.Choice(["guard-dark", "guard-light", "ansi"]), help="The colours; remembered."
)


class _Suggesting(click.Group):
    """A group that names the nearest command when one is unknown."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        import difflib

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"did you mean '{near[0]}'?" if near else "lg-wizard --help lists them."
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}") from fault


@click.group(cls=_Suggesting, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--plain", is_flag=True, help="Numbered prompts instead of a window: for a screen reader, or a pipe.")
@click.option("--profile", metavar="NAME", help="Whose progress, when several people use this computer.")
@click.option("--lang", "language", metavar="CODE", help="The wizard's language, as en.")
@_theme
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
    """
    given = _Given(profile, language)
    ctx.obj = given
    if ctx.invoked_subcommand is None:
        return _wizard(given, plain, theme, read_only)
    return 0


def _wizard(given: _Given, plain: bool, theme: str | None, read_only: bool, *, demo: bool = False) -> int:
    """Run the wizard; a demonstration says that it is one, and keeps nothing."""
    from linkedin_guard import outside
    from linkedin_guard.page import Here
    from linkedin_guard.session import Session
    from linkedin_guard.store import check_name

    content, store = given.content(), given.store()
    names = store.names(limit=8)
    profile = given.profile if given.profile is not None else names[0] if len(names) == 1 else None if names else "me"
    here = Here(str(store.folder), outside.can_open(os.environ), names)
    _now()
    session = Session(
        content,
        store,
        _now,
        here,
        profile=None if profile is None else check_name(profile),
        read_only=read_only,
    )
    if demo:
        session.said = content.words("ui.demo.said")
    try:
        return _face(session, store, plain, theme, remembers=not read_only, left="ui.demo.left" if demo else None)
    finally:
        session.close()


def _face(
    session: "Session", store: "Store", plain: bool, theme: str | None, *, remembers: bool, left: str | None
) -> int:
    """Show the wizard in the window, or as numbered prompts: from the start, or when the person leaves one for them."""
    from linkedin_guard import outside

    def save(document: str, form: str) -> str:
        return _save(session, document, form)

    if not plain and not outside.wants_plain(sys.stdin, sys.stderr, os.environ):
        from linkedin_guard.faces.tui.app import run as run_tui

        def remember(name: str) -> None:
            if remembers:
                store.save_settings({**store.settings(), "theme": name})

        if theme is not None:
            _try_to(remember, theme)
        chosen = theme or store.settings().get("theme")
        code = run_tui(session, environ=os.environ, save=save, theme=chosen, on_theme=remember, report=crash)
        if code is not None:
            if code == 0:
                _tell(session.content.words(left or "ui.plain.left"))
            return code
    from linkedin_guard.faces.plain import run as run_plain

    farewell = session.content.words(left) if left else None
    return run_plain(session, stdin=sys.stdin, stdout=sys.stdout, environ=os.environ, save=save, farewell=farewell)


def _try_to(remember: Callable[[str], None], name: str) -> None:
    """Remember the theme; that it could not be is said, and stops nobody."""
    from linkedin_guard.store import StoreFault

    try:
        remember(name)
    except StoreFault as fault:
        _tell(str(fault))


def _save(session: "Session", document: str, form: str) -> str:
    """Write a copy of a document for the person, and return the sentence that says where."""
    from linkedin_guard.faces.pdf import PdfFault
    from linkedin_guard.store import StoreFault, copies, write_copy

    moment = session.moment
    day = moment.now.date().isoformat()
    try:
        data = _calendar(moment) if document == "calendar" else _rendered(_document(moment, document), form, moment)
        path = write_copy(copies(os.environ), f"LinkedIn Guard {document} {day}.{form}", data)
    except (StoreFault, PdfFault) as fault:
        return str(fault)
    return session.content.say("ui.outside.saved", path=path)


def _document(moment: "Moment", name: str, *, mask: bool = False) -> "tuple[Block, ...]":
    """The document of that name: `record`, or `letter-<letter>`, with `-short` for a form field."""
    from linkedin_guard.documents import team
    from linkedin_guard.documents.letters import letter
    from linkedin_guard.documents.record import record

    kind, _, rest = name.partition("-")
    if kind == "letter":
        return (letter(moment, rest.removesuffix("-short"), short=rest.endswith("-short")),)
    if name in team.NAMES:
        return team.document(moment, name)
    return record(moment, mask=mask)


def _rendered(document: "tuple[Block, ...]", form: str, moment: "Moment", paper: str = "a4") -> bytes:
    """The document in a format. Raises PdfFault when the PDF cannot be made here."""
    content = moment.content
    title = _title(document)
    match form:
        case "html":
            from linkedin_guard.faces import html

            return html.render(document, content, title=title).encode()
        case "pdf":
            from linkedin_guard.faces import pdf

            return pdf.render(document, content, title=title, paper="us-letter" if paper == "us-letter" else "a4")
        case "md":
            from linkedin_guard.faces import markdown

            return markdown.render(document, content).encode()
    from linkedin_guard.faces import plain

    return ("\n".join(line for block in document for line in plain.block_lines(block, content)) + "\n").encode()


def _title(document: "tuple[Block, ...]") -> str:
    from linkedin_guard.blocks import Document, Heading

    for block in document:
        match block:
            case Heading(title) | Document(title):
                return title
    return ""


def _calendar(moment: "Moment") -> bytes:
    """The dates of this person's steps as iCalendar. The profile is in the id as a fingerprint, never by name."""
    import hashlib

    from linkedin_guard.documents.dates import dates
    from linkedin_guard.faces import calendar

    whose = hashlib.sha256(moment.progress.profile.encode()).hexdigest()[:12]
    events = tuple(
        calendar.Event(
            uid=f"{dated.matter}-{whose}@linkedin-guard",
            day=dated.day,
            title=dated.title,
            text=dated.text,
            changed=dated.changed,
            sequence=dated.revision,
            url=dated.url,
        )
        for dated in dates(moment)
    )
    return calendar.render(events, moment.content)


def _moment(given: _Given, after: str | None) -> "Moment | None":
    """The moment of the profile meant, read only; None when nothing is recorded yet. Notes go to stderr."""
    from linkedin_guard.page import Here, Moment
    from linkedin_guard.retired import carried

    content, store = given.content(), given.store()
    name = given.named(after, store)
    if name is None:
        return None
    found = store.load(name)
    if found.note:
        _tell(found.note)
    if found.progress is None:
        others = store.names(limit=8)
        if others:
            raise click.UsageError(f"there is no profile '{name}'; there are: {', '.join(others)}.")
        return None
    progress: Progress = carried(content, found.progress)
    return Moment(content, progress, _now()[0], here=Here(str(store.folder)))


def _nothing() -> int:
    _tell("Nothing recorded yet; start with lg-wizard.")
    return UNFINISHED


def _put(data: bytes, output: Path | None) -> None:
    """To the file, or to stdout. A file that is there already is written over only with --force."""
    if output is not None:
        from linkedin_guard.store import write_out

        if output.exists() and not click.get_current_context().meta.get(FORCE):
            raise click.UsageError(f"{output} is there already; name another file, or add --force to write over it.")

        write_out(output, data)
        _tell(f"Written to {output}.")
        return
    if data.startswith(b"%PDF") or b"\r\n" in data[:40]:
        sys.stdout.buffer.write(data)
        return
    from linkedin_guard.shapes import shape

    sys.stdout.write(shape(data.decode(), sys.stdout.encoding))


@lg_wizard.command()
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@_profile
@click.pass_obj
def status(given: _Given, as_json: bool, after: str | None) -> int:
    """Say how things stand. Exit code 0 when finished, 1 when not.

    \b
    Examples:
      lg-wizard status
      lg-wizard status --json --profile Ana
    """
    moment = _moment(given, after)
    if moment is None:
        return _nothing()
    from linkedin_guard.faces import machine, plain
    from linkedin_guard.standing import finished

    if as_json:
        _put(machine.as_json(machine.status(moment)), None)
    else:
        from linkedin_guard.documents.record import overview

        lines = [line for block in overview(moment) for line in plain.block_lines(block, moment.content)]
        _put(("\n".join(lines) + "\n").encode(), None)
    return 0 if finished(moment) else UNFINISHED


@lg_wizard.command()
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@click.pass_obj
def profiles(given: _Given, as_json: bool) -> int:
    """List every profile on this computer and how far it is."""
    from linkedin_guard.faces import machine
    from linkedin_guard.page import Moment
    from linkedin_guard.retired import carried
    from linkedin_guard.store import StoreFault

    content, store = given.content(), given.store()
    rows = []
    for name in store.names():
        try:
            found = store.load(name)
        except StoreFault as fault:
            _tell(str(fault))
            continue
        if found.note:
            _tell(found.note)
        if found.progress is not None:
            rows.append(machine.profile(Moment(content, carried(content, found.progress), _now()[0])))
    if as_json:
        _put(machine.as_json({"version": 1, "profiles": rows}), None)
    elif not rows:
        return _nothing()
    else:
        for row in rows:
            done = content.say("ui.caption.done", done=row["done"], of=row["of"])
            _put(f"{row['profile']}: {done}\n".encode(), None)
    return 0


@lg_wizard.command()
@_format("md", "json", "html", "pdf")
@_paper
@click.option("--mask", is_flag=True, help="Leave out name, mail, references and paths.")
@_output
@_profile
@click.pass_obj
def export(given: _Given, form: str, paper: str, mask: bool, output: Path | None, after: str | None) -> int:
    """Write your record: what you answered, saw and did, and when.

    \b
    Examples:
      lg-wizard export -o record.md
      lg-wizard export --format json --mask
    """
    moment = _moment(given, after)
    if moment is None:
        return _nothing()
    if form == "json":
        from linkedin_guard.faces import machine

        _put(machine.as_json(machine.record(moment, mask=mask)), output)
    else:
        _put(_rendered(_document(moment, "record", mask=mask), form, moment, paper), output)
    return 0


@lg_wizard.command()
@click.option("--regime", metavar="ID", help="The law: eu-eea, uk, switzerland, canada, quebec, hong-kong, elsewhere …")
@click.option("--letter", "name", default="objection", show_default=True, help="objection, reminder, refused …")
@click.option("--short", is_flag=True, help="The short text, for a form field.")
@_format("txt", "md")
@_output
@_profile
@click.pass_obj
def letter(
    given: _Given, regime: str | None, name: str, short: bool, form: str, output: Path | None, after: str | None
) -> int:
    """Write the objection, for where you live or for the law you name. Information, not legal advice.

    \b
    Examples:
      lg-wizard letter
      lg-wizard letter --regime uk --short
      lg-wizard letter --letter reminder -o reminder.txt
    """
    from linkedin_guard.documents import letters
    from linkedin_guard.model import Progress
    from linkedin_guard.page import Moment

    content = given.content()
    moment = _moment(given, after) if regime is None else None
    if moment is None:
        if regime is None:
            raise click.UsageError("nothing is recorded yet; name a law with --regime, or start with lg-wizard.")
        empty = Progress(app=__version__, content=content.manifest.content, profile="")
        moment = Moment(content, empty, _now()[0])
    if regime is not None and regime not in content.laws:
        raise click.UsageError(f"there is no regime '{regime}'; these are known: {', '.join(content.laws)}.")
    if name not in content.letters:
        raise click.UsageError(f"there is no letter '{name}'; these are known: {', '.join(content.letters)}.")
    document = letters.letter(moment, name, law=regime, short=short)
    _tell(content.words("letters.advice"))
    _put(_rendered((document,), form, moment), output)
    return 0


@lg_wizard.command()
@_format("ics")
@_output
@_profile
@click.pass_obj
def calendar(given: _Given, form: str, output: Path | None, after: str | None) -> int:
    """Write the day of LinkedIn's answer and the re-check for your calendar.

    \b
    Example:
      lg-wizard calendar -o linkedin.ics
    """
    from linkedin_guard.documents.dates import dates

    moment = _moment(given, after)
    if moment is None:
        return _nothing()
    if not dates(moment):
        _tell(moment.content.words("ui.next.no-dates"))
        return UNFINISHED
    _put(_calendar(moment), output)
    return 0


@lg_wizard.command()
@click.option("--open", "unsettled", is_flag=True, help="Only what is contested or not confirmed.")
@_format("txt", "md", "json")
@_output
@click.pass_obj
def sources(given: _Given, unsettled: bool, form: str, output: Path | None) -> int:
    """List every statement the wizard makes, with its sources."""
    from linkedin_guard.faces import machine, markdown, plain
    from linkedin_guard.pages.lists import claim_card

    content = given.content()
    names = [
        name for name, claim in content.claims.items() if not unsettled or claim.status in ("contested", "unresolved")
    ]
    if form == "json":
        _put(machine.as_json(machine.sources(content, names)), output)
        return 0
    blocks = tuple(block for name in names for block in claim_card(content, name))
    if form == "md":
        _put(markdown.render(blocks, content).encode(), output)
    else:
        _put(
            ("\n".join(line for block in blocks for line in plain.block_lines(block, content)) + "\n").encode(), output
        )
    return 0


@lg_wizard.command()
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@click.pass_obj
def where(given: _Given, as_json: bool) -> int:
    """Say which files exist, and where the content comes from."""
    from linkedin_guard.content import folder
    from linkedin_guard.faces import machine
    from linkedin_guard.store import copies

    store = given.store()
    files = [str(path) for path in store.files()]
    found = {"progress": str(store.folder), "files": files, "copies": str(copies(os.environ)), "content": str(folder())}
    if as_json:
        _put(machine.as_json({"version": 1, **found}), None)
        return 0
    lines = [f"Progress is kept in {found['progress']}"]
    lines += [f"  {path}" for path in files] or ["  no file yet"]
    lines += [f"Copies you save go to {found['copies']}", f"The content is read from {found['content']}"]
    _put(("\n".join(lines) + "\n").encode(), None)
    return 0


@lg_wizard.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@_profile
@click.pass_obj
def forget(given: _Given, yes: bool, after: str | None) -> int:
    """Delete what the wizard keeps, after showing it. With --profile: one person's files only."""
    from linkedin_guard.store import check_name, copies

    store = given.store()
    name = after or given.profile
    profile = None if name is None else check_name(name)
    files = store.files(profile)
    if not files:
        _tell("There is nothing to delete.")
        return 0
    for path in files:
        _tell(str(path))
    if not yes and not click.confirm("Delete these files?", default=False, err=True):
        _tell("Nothing was deleted.")
        return UNFINISHED
    store.forget(profile)
    _tell(f"Deleted. Copies you saved are still in {copies(os.environ)}.")
    return 0


@lg_wizard.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print a completion script for your shell.

    \b
    Examples:
      lg-wizard completion bash >> ~/.bashrc
      lg-wizard completion fish > ~/.config/fish/completions/lg-wizard.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the three shells"
    _put((kind(lg_wizard, {}, "lg-wizard", "_LG_WIZARD_COMPLETE").source() + "\n").encode(), None)
    return 0


@lg_wizard.command()
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

    from linkedin_guard import demo as made_up

    given: _Given = ctx.obj
    content = given.content()
    before = ctx.find_root().params
    theme = before["theme"] or given.store().settings().get("theme")
    with (
        TemporaryDirectory(prefix="lg-wizard-demo-", ignore_cleanup_errors=True) as folder,
        _environment(LG_WIZARD_HOME=folder, LG_WIZARD_NOW=made_up.NOW),
    ):
        for progress in made_up.people(content):
            with given.store().open(progress.profile) as desk:
                desk.save(progress)
        first = _Given(made_up.FIRST, given.language)
        return _wizard(first, plain or before["plain"], theme, read_only=False, demo=True)


_regions = click.option("--region", "regions", multiple=True, metavar="ID", help="Where staff live; may be repeated.")


def _team(given: _Given, after: str | None, regions: tuple[str, ...], **fields: str | None) -> "Moment":
    """A moment for a team: the profile's where there is one, with what the command line says put over it."""
    from linkedin_guard.documents.letters import TEAM
    from linkedin_guard.model import Progress
    from linkedin_guard.page import Moment
    from linkedin_guard.standing import field

    content, store = given.content(), given.store()
    known = content.questions["team-regions"].choices
    for region in regions:
        if region not in known:
            raise click.UsageError(f"there is no region '{region}'; these are known: {', '.join(known)}.")
    several = len(store.names()) > 1 and not (after or given.profile)
    found = None if several else _moment(given, after)
    progress = found.progress if found else Progress(app=__version__, content=content.manifest.content, profile="")
    said = {field(TEAM, name): value for name, value in fields.items() if value}
    answers = {"team-regions": regions} if regions else {}
    changes = {"answers": {**progress.answers, **answers}, "fields": {**progress.fields, **said}}
    return Moment(content, progress.model_copy(update=changes), _now()[0])


@lg_wizard.command()
@_regions
@click.option("--organisation", metavar="NAME", help="Your organisation, as it stands in the notice.")
@click.option("--contact", metavar="TEXT", help="Whom people can ask.")
@_format("txt", "md", "html", "pdf")
@_paper
@_output
@_profile
@click.pass_obj
def notice(
    given: _Given,
    regions: tuple[str, ...],
    organisation: str | None,
    contact: str | None,
    form: str,
    paper: str,
    output: Path | None,
    after: str | None,
) -> int:
    """Write a notice for staff: both steps, and what holds where they live.

    \b
    Examples:
      lg-wizard notice --region uk --region eu-eea --region us
      lg-wizard notice --organisation "Example Ltd" --contact it@example.org --format html -o notice.html
    """
    moment = _team(given, after, regions, organisation=organisation, contact=contact)
    _put(_rendered(_document(moment, "letter-notice"), form, moment, paper), output)
    return 0


@lg_wizard.command()
@_regions
@_format("md", "html", "pdf")
@_paper
@_output
@_profile
@click.pass_obj
def checklist(
    given: _Given, regions: tuple[str, ...], form: str, paper: str, output: Path | None, after: str | None
) -> int:
    """Write a checklist of one page to pin up or hand out.

    \b
    Example:
      lg-wizard checklist --region uk --format pdf -o checklist.pdf
    """
    moment = _team(given, after, regions)
    _put(_rendered(_document(moment, "checklist"), form, moment, paper), output)
    return 0


@lg_wizard.command()
@_regions
@_format("md", "html", "pdf")
@_paper
@_output
@_profile
@click.pass_obj
def policy(
    given: _Given, regions: tuple[str, ...], form: str, paper: str, output: Path | None, after: str | None
) -> int:
    """Write a note for an internal privacy page, every statement with its source.

    \b
    Example:
      lg-wizard policy --region eu-eea --region us --format html -o note.html
    """
    moment = _team(given, after, regions)
    _put(_rendered(_document(moment, "policy"), form, moment, paper), output)
    return 0


@lg_wizard.command()
@click.argument("file", type=click.File("rb"), required=False, metavar="[FILE.csv]")
@click.option("--template", is_flag=True, help="Write a sheet to fill in, instead of reading one.")
@_format("txt", "md", "json", "csv")
@_output
@click.pass_obj
def team(given: _Given, file: BinaryIO | None, template: bool, form: str, output: Path | None) -> int:
    """Count what a team wrote down about itself, voluntarily, and give a reminder for those who are not done.

    The sheet has the columns nickname, region, switch, form, date, help. It never asks for screenshots or real names.
    The format csv gives the open rows only.

    \b
    Examples:
      lg-wizard team --template -o team.csv
      lg-wizard team team.csv
      lg-wizard team team.csv --format csv -o open.csv
    """
    from linkedin_guard.documents import rollup
    from linkedin_guard.team import Row, as_data, csv_lines, lines_of

    content, today = given.content(), _now()[0].date()
    if template == (file is not None):
        raise click.UsageError("name the sheet to read, or write one to fill in with --template; not both.")
    if file is None:
        if output is not None and output.exists():
            raise click.UsageError(f"{output} is there already, and may be filled in; name another file.")
        _put(rollup.template(content, today).encode(), output)
        return 0
    if output is not None and output.exists() and file.name != "<stdin>" and output.samefile(file.name):
        raise click.UsageError(f"{output} is the sheet itself; name another file to write to.")
    rows: list[Row] = []
    found = rollup.roll_up(lines_of(file), content, today=today, each_open=rows.append if form == "csv" else None)
    match form:
        case "json":
            from linkedin_guard.faces import machine

            _put(machine.as_json(as_data(found)), output)
        case "csv":
            for sentence in rollup.problems(found, content):
                _tell(sentence)
            _put("".join(csv_lines(rows)).encode(), output)
        case _:
            from linkedin_guard.faces import markdown, plain

            blocks = rollup.blocks(found, content)
            lines = (line for block in blocks for line in plain.block_lines(block, content))
            text = markdown.render(blocks, content) if form == "md" else "\n".join(lines) + "\n"
            _put(text.encode(), output)
    return 0
