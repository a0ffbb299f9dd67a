"""The command for those who write content: check, and the schemas that their editor completes from."""

from pathlib import Path
from typing import Any

import click

from linkedin_guard.cli.exits import UNUSABLE, tell
from linkedin_guard.cli.help import command
from linkedin_guard.cli.options import a_file, json_or_text, write_output
from linkedin_guard.content import INSTALLED, folder
from linkedin_guard.faces.as_json import as_json
from linkedin_guard.model.text import spelled
from linkedin_guard.rules.check import Report
from linkedin_guard.rules.check import check as checked
from linkedin_guard.rules.schema import schemas
from linkedin_guard.store.files import write_files


@command()
@click.argument("root", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path), shell_complete=a_file)
@json_or_text
@click.option("--schema", "write_schema", is_flag=True)
def check(root: Path | None, as_data: bool, write_schema: bool) -> int:
    """Find every fault in a folder of content: in its shape, and against the rules that content keeps to."""
    root = _folder(root)
    if write_schema:
        if as_data:
            raise click.UsageError("--schema writes files and has nothing to say as JSON; leave one of the two out.")
        return _write_schema(root)
    report = checked(root)
    write_output(as_json(_data(report, root)) if as_data else _lines(report), None)
    _tell(report)
    return UNUSABLE if report.faults else 0


def _folder(named: Path | None) -> Path:
    """The folder that is meant. Raises UsageError when there is none of that name."""
    root = folder() if named is None else named
    try:
        found = root.is_dir()
    except OSError:
        found = False
    if named is not None and not found:
        raise click.UsageError(f"{spelled(str(root))} is no folder that can be read; name one that holds content.")
    return root


def _write_schema(root: Path) -> int:
    if root.name == INSTALLED:
        raise click.UsageError("an installed program has no TOML to complete; name the folder that holds it.")
    write_files(root / "schema", {name: as_json(schema) for name, schema in schemas().items()})
    tell(f"Written to {root / 'schema'}.")
    return 0


def _lines(report: Report) -> bytes:
    return "".join(f"{spelled(str(fault))}\n" for fault in report.faults).encode()


def _data(report: Report, root: Path) -> dict[str, Any]:
    faults = [
        {"file": fault.file, "key": fault.key, "rule": rule, "what": fault.what, "todo": fault.todo}
        for fault, rule in report.faults.items()
    ]
    return {
        "version": 1,
        "content": report.content,
        "folder": str(root),
        "faults": faults,
        "unchecked": list(report.unchecked),
    }


def _tell(report: Report) -> None:
    """Say how much was checked, and what was not."""
    many = len(report.faults)
    found = "no faults" if not many else "1 fault" if many == 1 else f"{many} faults"
    if not report.rules:
        tell(f"Checked {report.files} files for their shape alone, as they are installed: {found}.")
        return
    tell(f"Checked {report.files} files, {report.rules} rules: {found}.")
    if report.unchecked:
        tell(f"Not checked to the end, because of such faults: {', '.join(report.unchecked)}.")
