"""The commands for one person: status, export, letter, calendar."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from linkedin_guard import __version__
from linkedin_guard.cli.exits import UNFINISHED, tell
from linkedin_guard.cli.help import command
from linkedin_guard.cli.options import (
    check_texts,
    format_of,
    json_or_text,
    moment_of,
    nothing_recorded,
    output_to,
    paper_of,
    regions_named,
    whose,
    write_output,
)
from linkedin_guard.cli.wizard import Options, languages
from linkedin_guard.documents import letters
from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.record import overview
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import calendar_file, document, rendered
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.locale import fitting
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress
from linkedin_guard.plan.age import age
from linkedin_guard.plan.answers import law_of
from linkedin_guard.plan.facts import field
from linkedin_guard.plan.regions import bare
from linkedin_guard.plan.status import way

PERSON = ("name", "mail", "address")
"""What can be said of the person on the command line, for one document."""


def who_it_is(command: Any) -> Any:
    """The options that say who the person is, for one document; none of it is saved."""
    for option in reversed(PERSON):
        command = click.option(f"--{option}", metavar="TEXT")(command)
    return command


def _with_person(moment: Moment, person: Mapping[str, str | None]) -> Moment:
    """The moment with what was said on the command line about the person, in memory alone.

    Raises UsageError for a character that no page can show.
    """
    check_texts(moment.content, person)
    said = {field(letters.FORM, option): text for option, text in person.items() if text}
    return replace(moment, memory={**moment.memory, **said})


@command()
@json_or_text
@whose
@click.pass_obj
def status(options: Options, as_data: bool, profile: str | None) -> int:
    """Say how things stand. Exit code 0 when finished, 1 when not."""
    moment = moment_of(options, profile)
    if moment is None:
        return nothing_recorded()
    if as_data:
        write_output(as_json.as_json(as_json.status(moment)), None)
    else:
        write_output(rendered(overview(moment), "txt", moment.content), None)
    return 0 if way(moment).finished else UNFINISHED


@command()
@format_of("md", "json", "html", "pdf")
@paper_of
@click.option("--mask", is_flag=True)
@who_it_is
@output_to
@whose
@click.pass_obj
def export(
    options: Options,
    /,
    form: str,
    paper: str,
    mask: bool,
    output: Path | None,
    profile: str | None,
    **person: str | None,
) -> int:
    """Write your record: what you answered, saw and did, and when."""
    moment = moment_of(options, profile)
    if moment is None:
        return nothing_recorded()
    moment = _with_person(moment, person)
    if form == "json":
        write_output(as_json.as_json(as_json.record(moment, mask=mask)), output)
    else:
        write_output(rendered(document(moment, "record", mask=mask), form, moment.content, paper), output)
    return 0


def _law_named(content: Catalogue, text: str) -> str:
    """The law of that name, or of the place that the text names. Raises UsageError when it is none, or several."""
    for law in content.laws:
        if bare(law) == bare(text):
            return law
    empty = Progress(app=__version__, content=content.manifest.content, profile="")
    laws = dict[str, None]()
    for region in regions_named(content, text):
        laws[law_of(content, empty.model_copy(update={"answers": {"region": (region,)}})).id] = None
    if len(laws) > 1:
        raise click.UsageError(content.say("cli.usage.several-regimes", name=text, known=", ".join(laws)))
    return next(iter(laws))


@command()
@click.option("--regime", metavar="ID")
@click.option("--letter", "which", default="objection", show_default=True)
@click.option("--short", is_flag=True)
@click.option("--lang", "language", metavar="CODE")
@who_it_is
@format_of("txt", "md")
@output_to
@whose
@click.pass_obj
def letter(
    options: Options,
    /,
    regime: str | None,
    which: str,
    short: bool,
    language: str | None,
    form: str,
    output: Path | None,
    profile: str | None,
    **person: str | None,
) -> int:
    """Write the objection, for where you live or for the law you name. Information, not legal advice."""
    content = options.content()
    moment = moment_of(options, profile) if regime is None else None
    if moment is None:
        if regime is None:
            raise click.UsageError(content.words("cli.usage.no-law-yet"))
        empty = Progress(app=__version__, content=content.manifest.content, profile="")
        moment = Moment(content, empty, options.now()[0])
        regime = _law_named(content, regime)
    if which not in content.letters:
        raise click.UsageError(content.say("cli.usage.no-letter", name=which, known=", ".join(content.letters)))
    if language is not None:
        code = fitting(language, content.manifest.languages)
        if code is None:
            raise click.UsageError(content.say("cli.usage.no-language", name=language, known=languages(content)))
        moment = replace(moment, content=content.into(code), letters_in=code)
    written = letters.letter(_with_person(moment, person), which, law=regime, short=short)
    tell(content.words("letters.advice"))
    places = letters.open_places(moment.content, written)
    if places:
        left = content.grammar.listed(letters.open_words(content, places))
        tell(content.say("letters.open", places=left))
    if line := age(moment):
        tell(line)
    write_output(rendered((written,), form, moment.content), output)
    return 0


@command()
@format_of("ics")
@output_to
@whose
@click.pass_obj
def calendar(options: Options, form: str, output: Path | None, profile: str | None) -> int:
    """Write the day of LinkedIn's answer and the re-check for your calendar."""
    moment = moment_of(options, profile)
    if moment is None:
        return nothing_recorded()
    if not dates(moment):
        tell(moment.content.words("ui.next.no-dates"))
        return UNFINISHED
    write_output(calendar_file(moment), output)
    return 0
