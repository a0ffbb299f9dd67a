"""The commands for whoever looks after a team: notice, checklist, policy, kit, team."""

import gc
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import click

from linkedin_guard import __version__
from linkedin_guard.cli.exits import UNFINISHED, tell
from linkedin_guard.cli.help import command
from linkedin_guard.cli.options import (
    a_file,
    check_texts,
    format_of,
    from_home,
    may_write_over,
    moment_of,
    output_to,
    paper_of,
    refuse_there,
    regions_named,
    whose,
    write_output,
)
from linkedin_guard.cli.wizard import Options
from linkedin_guard.documents.letters import TEAM
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import document, kit_files, rendered
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress
from linkedin_guard.model.text import shows
from linkedin_guard.plan.answers import answers_of
from linkedin_guard.plan.facts import field
from linkedin_guard.store.files import write_files
from linkedin_guard.team import report, sheet
from linkedin_guard.team.csv_file import lines_of


def _is_same(path: Path, name: str) -> bool:
    """Whether both name one file; not where one of them cannot be looked at, which writing it says."""
    with suppress(OSError):
        return path.samefile(name)
    return False


_regions = click.option("--region", "places", multiple=True, metavar="PLACE")
_organisation = click.option("--organisation", metavar="NAME")
_contact = click.option("--contact", metavar="TEXT")


def _team(options: Options, profile: str | None, places: tuple[str, ...], **fields: str | None) -> Moment:
    """A moment for a team: the profile's where there is one, with what the command line says put over it.

    Without a home folder there is none, and what the command line says is all. Where nobody says where the team lives,
    it is for all places; for whom it is goes to stderr.
    """
    content = options.content()
    check_texts(content, fields)
    regions = regions_named(content, *places)
    named = profile or options.profile
    found = moment_of(options, named) if named or (options.has_home and len(options.store().names()) == 1) else None
    progress = found.progress if found else Progress(app=__version__, content=content.manifest.content, profile="")
    regions = regions or _unsaid(content, progress)
    said = {field(TEAM, name): value for name, value in fields.items() if value}
    changes = {"answers": {**progress.answers, "team-regions": regions}, "fields": {**progress.fields, **said}}
    return Moment(content, progress.model_copy(update=changes), options.now()[0])


def _unsaid(content: Catalogue, progress: Progress) -> tuple[str, ...]:
    """For whom a document is that no place was named for: as the profile says, else for everybody; said on stderr."""
    answers = answers_of(content, progress)
    if "team-regions" in answers:
        return answers["team-regions"]
    lives = [region for region in answers.get("region", ()) if region != "not-sure"]
    regions = tuple(lives or (region for region in content.questions["region"].choices if region != "not-sure"))
    named = (content.words(f"questions.region.at.{region}") for region in regions)
    key = "cli.said.for-your-place" if lives else "cli.said.for-all-places"
    tell(content.say(key, places=content.grammar.listed(named)))
    return regions


@command()
@_regions
@_organisation
@_contact
@format_of("txt", "md", "html", "pdf", "eml")
@paper_of
@output_to
@whose
@click.pass_obj
def notice(
    options: Options,
    places: tuple[str, ...],
    organisation: str | None,
    contact: str | None,
    form: str,
    paper: str,
    output: Path | None,
    profile: str | None,
) -> int:
    """Write a notice for staff: both steps, and what holds where they live."""
    moment = _team(options, profile, places, organisation=organisation, contact=contact)
    write_output(rendered(document(moment, "letter-notice"), form, moment.content, paper), output)
    return 0


@command()
@_regions
@format_of("md", "html", "pdf")
@paper_of
@output_to
@whose
@click.pass_obj
def checklist(
    options: Options, places: tuple[str, ...], form: str, paper: str, output: Path | None, profile: str | None
) -> int:
    """Write a checklist of one page to pin up or hand out."""
    moment = _team(options, profile, places)
    write_output(rendered(document(moment, "checklist"), form, moment.content, paper), output)
    return 0


@command()
@_regions
@format_of("md", "html", "pdf")
@paper_of
@output_to
@whose
@click.pass_obj
def policy(
    options: Options, places: tuple[str, ...], form: str, paper: str, output: Path | None, profile: str | None
) -> int:
    """Write a note for an internal privacy page, every statement with its source."""
    moment = _team(options, profile, places)
    write_output(rendered(document(moment, "policy"), form, moment.content, paper), output)
    return 0


@command()
@click.argument("folder", shell_complete=a_file)
@_regions
@_organisation
@_contact
@paper_of
@may_write_over
@whose
@click.pass_obj
def kit(
    options: Options,
    folder: str,
    places: tuple[str, ...],
    organisation: str | None,
    contact: str | None,
    paper: str,
    profile: str | None,
) -> int:
    """Write everything for a team into a folder.

    Exit code 1 when a file could not be made, as a PDF without its package.
    """
    content = options.content()
    if folder in ("", "-"):
        raise click.UsageError(content.words("cli.usage.no-folder"))
    moment = _team(options, profile, places, organisation=organisation, contact=contact)
    files, missing = kit_files(moment, paper)
    into = from_home(folder)
    if not into.is_dir() and not all(map(shows, into.name)):
        raise click.UsageError(content.say("cli.usage.cannot-show", option="FOLDER"))
    for name in files:
        refuse_there(into / name)
    write_files(into, files)
    tell(content.say("cli.said.written", path=into))
    if missing:
        tell(content.say("cli.said.left-out", files=content.grammar.listed(missing)))
        tell(next(iter(missing.values())))
    return UNFINISHED if missing else 0


@command()
@click.argument("file", type=click.File("rb"), required=False, metavar="[FILE.csv]", shell_complete=a_file)
@click.option("--template", is_flag=True)
@format_of("txt", "md", "json", "csv")
@output_to
@click.pass_obj
def team(options: Options, file: BinaryIO | None, template: bool, form: str, output: Path | None) -> int:
    """Count what a team wrote down about itself, voluntarily, and give a reminder for those who are not done.

    Exit code 1 when a row was not counted.
    """
    content, today = options.content(), options.now()[0].date()
    if template == (file is not None):
        raise click.UsageError(content.words("cli.usage.one-of-two"))
    if file is None:
        if output is not None and os.path.lexists(output):
            raise click.UsageError(content.say("cli.usage.filled-in", path=output))
        write_output(sheet.for_spreadsheets(sheet.template(content, today)), output)
        return 0
    if output is not None and file.name != "<stdin>" and _is_same(output, file.name):
        raise click.UsageError(content.say("cli.usage.sheet-itself", path=output))
    # A sheet has no end that we know of: here there may be garbage.
    gc.enable()
    rows: list[sheet.Row] = []
    found = sheet.read(lines_of(file), content, today, rows.append if form == "csv" else lambda _: None)
    match form:
        case "json":
            write_output(as_json.as_json(as_json.team(found)), output)
        case "csv":
            for sentence in (*report.problems(found, content), *report.readings(found, content)):
                tell(sentence)
            write_output(sheet.for_spreadsheets("".join(sheet.csv_lines(rows))), output)
        case _:
            write_output(rendered(report.blocks(found, content), form, content), output)
    return UNFINISHED if found.not_counted else 0
