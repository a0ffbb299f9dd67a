"""The same program with more: content ten times as large, a thousand people, a hundred thousand rows."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TIMES = 10

_ELSEWHERE = [{"region": ["hong-kong"]}]
"""What is added is for people elsewhere, so that the pages stay as they are and the content alone grows."""


def content(program: Path, into: Path) -> Path:
    """A copy of an installed program whose every file of content is ten times as large; returns where to import it."""
    shutil.copytree(program, into / program.name)
    for path in (into / program.name / "_content").rglob("*.json"):
        # These are one model each, which nothing can be added to.
        if path.name not in ("manifest.json", "language.json", "regions.json"):
            path.write_text(
                json.dumps(_grown(path.name, json.loads(path.read_text("utf-8"))), ensure_ascii=False), "utf-8"
            )
    return into


def _grown(file: str, data: dict[str, Any]) -> dict[str, Any]:
    more = dict(data)
    for number in range(1, TIMES):
        for key, value in data.items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                more[key] = more[key] + [_another(file, noun, number) for noun in value]
            else:
                more[f"{key}-{number}"] = value
    return more


def _another(file: str, noun: dict[str, Any], number: int) -> dict[str, Any]:
    made = {**noun, "id": f"{noun['id']}-{number}"}
    if file == "steps.json" and "kind" in noun:
        made.update(core=_ELSEWHERE, extra=[])
    if file == "questions.json":
        made.update(start=False, when=_ELSEWHERE)
    return made


def people(home: Path, count: int) -> None:
    """So many people like the one who is there, of names that need no care in the name of a file."""
    one = home / "profiles" / "me.json"
    data = json.loads(one.read_text("utf-8"))
    for number in range(1, count):
        name = f"person-{number}"
        made = json.dumps({**data, "profile": name}, ensure_ascii=False)
        one.with_name(f"{name}.json").write_text(made, "utf-8")


def rows(count: int) -> Iterator[bytes]:
    """A report of so many people, as the team's roll-up reads it."""
    yield b"nickname,region,switch,form,date,help\n"
    for number in range(count):
        yield b"Person %d,uk,off,sent,2026-11-0%d,no\n" % (number, 1 + number % 9)
