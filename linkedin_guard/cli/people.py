"""The commands for several people: profiles, import."""

from pathlib import Path

import click

from linkedin_guard.cli.exits import tell
from linkedin_guard.cli.help import command
from linkedin_guard.cli.options import a_file, json_or_text, nothing_recorded, whose, write_output
from linkedin_guard.cli.wizard import Options
from linkedin_guard.faces import as_json
from linkedin_guard.model.page import Moment
from linkedin_guard.plan.retired import carried
from linkedin_guard.store.files import from_record, read_record
from linkedin_guard.store.profiles import StoreFault


@command()
@click.option("--rename", nargs=2, metavar="OLD NEW")
@json_or_text
@click.pass_obj
def profiles(options: Options, rename: tuple[str, str] | None, as_data: bool) -> int:
    """List every profile on this computer and how far it is; or call one otherwise."""
    content, store, present = options.content(), options.store(), options.now()[0]
    if rename is not None:
        store.call_otherwise(*rename)
        tell(content.say("cli.said.renamed", old=rename[0], new=rename[1]))
        return 0
    rows = []
    for name in store.names():
        try:
            found = store.load(name)
        except StoreFault as fault:
            tell(content.told(fault.saying))
            continue
        if found.note:
            tell(content.told(found.note))
        if found.progress is not None:
            rows.append(as_json.profile(Moment(content, carried(content, found.progress), present)))
    if as_data:
        write_output(as_json.as_json(as_json.profiles(content, rows, present.date())), None)
    elif not rows:
        return nothing_recorded()
    else:
        for row in rows:
            done = content.say("ui.caption.done", done=row["done"], of=row["of"])
            if row["region"] is not None:
                done = content.grammar.side_by_side(content.words(f"questions.region.choices.{row['region']}"), done)
            write_output(f"{content.grammar.labelled(row['profile'], done)}\n".encode(), None)
    return 0


@command()
@click.argument("file", type=click.Path(path_type=Path), shell_complete=a_file)
@whose
@click.pass_obj
def import_(options: Options, file: Path, profile: str | None) -> int:
    """Take over a person's record from another computer."""
    content, store, raw = options.content(), options.store(), read_record(file)
    if "format" in raw:
        progress = from_record(raw, file)
    elif raw.get("profile", "") is None:
        raise StoreFault("import.masked", path=file)
    else:
        progress = as_json.progress_of(from_record(as_json.file_of(raw), file))
    name = profile or options.profile or progress.profile
    store.add(progress, name)
    tell(content.say("cli.said.imported", name=name))
    return 0


import_.name = "import"
