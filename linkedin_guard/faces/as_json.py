"""What a program reads: status, profiles, the record and the sources as JSON, each with a version."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from linkedin_guard import __version__
from linkedin_guard.documents.letters import given
from linkedin_guard.documents.provenance import only_mirrored
from linkedin_guard.documents.record import came_of, content_date, enclosures
from linkedin_guard.documents.wording import is_known, kind_of, tells_nobody
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Write, as_data, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Entry, Progress, instant
from linkedin_guard.model.text import shows
from linkedin_guard.plan.age import content_is_stale, is_stale, stale
from linkedin_guard.plan.answers import answers_of
from linkedin_guard.plan.changes import changed
from linkedin_guard.plan.status import way
from linkedin_guard.team.sheet import FORM, SWITCH, RollUp, Row
from linkedin_guard.walk import journey


def as_json(data: Any) -> bytes:
    """The data as JSON for people too: two spaces, a line at the end.

    A character that no terminal should obey is written as an escape of JSON's, so that what is read is the same.
    """
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return "".join(c if c == "\n" or shows(c) else json.dumps(c)[1:-1] for c in text).encode()


def _instant(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def status(moment: Moment) -> dict[str, Any]:
    """How things stand."""
    content, progress = moment.content, moment.progress
    now = way(moment)
    steps = []
    for step in now.plan.steps:
        standing = now.standing[step.id]
        steps.append(
            {
                "id": step.id,
                "title": content.words(f"steps.{step.id}.title"),
                "core": step in now.plan.core,
                "status": standing.id,
                "at": _instant(standing.at),
                "due": None if standing.due is None else standing.due.isoformat(),
                "legal": standing.legal,
            }
        )
    return {
        "version": 2,
        "profile": progress.profile,
        "content": content.manifest.content,
        "language": content.language,
        "translation": "machine" if content.by_machine else None,
        "stale": stale(moment),
        "changed": [change.id for change in changed(moment)],
        "answers": {name: list(choices) for name, choices in answers_of(content, progress).items()},
        "place": str(journey.resume(moment)),
        "finished": now.finished,
        "done": now.done,
        "of": now.of,
        "steps": steps,
        "next": None if now.next is None else now.next.id,
        "kept": list(now.kept),
    }


def profile(moment: Moment) -> dict[str, Any]:
    """One row of `profiles`."""
    now = way(moment)
    log = moment.progress.log
    return {
        "profile": moment.progress.profile,
        "region": next(iter(answers_of(moment.content, moment.progress).get("region", ())), None),
        "finished": now.finished,
        "done": now.done,
        "of": now.of,
        "next": None if now.next is None else now.next.id,
        "at": _instant(log[-1].at) if log else None,
    }


def profiles(content: Catalogue, rows: Sequence[dict[str, Any]], today: date) -> dict[str, Any]:
    """Everybody on this computer, a row each."""
    return {**_version(content, today), "profiles": list(rows)}


def record(moment: Moment, *, mask: bool = False) -> dict[str, Any]:
    """The record: the status, what was written down, and the log. With `mask`: no name and nothing that was typed."""
    content, progress = moment.content, moment.progress
    said = {
        **status(moment),
        "fields": dict(progress.fields),
        "log": [{**entry.model_dump(), "at": _instant(entry.at)} for entry in progress.log],
        "made": _instant(moment.now),
        "person": given(moment, "name") or None,
        "came": [
            {
                "step": came.step.id,
                "title": content.words(f"steps.{came.step.id}.title"),
                "words": came.words,
                "day": came.day.isoformat(),
            }
            for came in came_of(moment)
        ],
        "enclosures": [
            {"field": of.field, "name": of.name, "size": of.size, "sha256": of.digest} for of in enclosures(moment)
        ],
    }
    return {**said, **_masked(moment)} if mask else said


def _masked(moment: Moment) -> dict[str, Any]:
    """What stands in a masked record in place of what may hold something typed: of keys, too, only those known here."""
    content, progress = moment.content, moment.progress
    fields = {
        name: text if tells_nobody(content, name, text) else None
        for name, text in progress.fields.items()
        if kind_of(content, name) is not None
    }
    return {
        "profile": None,
        "person": None,
        "kept": [name for name in way(moment).kept if name in content.steps or name in content.retired],
        "fields": fields,
        "log": [_masked_entry(content, entry) for entry in progress.log],
        "enclosures": [
            {"field": of.field, "name": None, "size": of.size if of.size.isdecimal() else None, "sha256": None}
            for of in enclosures(moment)
        ],
    }


def _masked_entry(content: Catalogue, entry: Entry) -> dict[str, Any]:
    """A line of the log: when, and what it recorded as far as all of that is ids; what it replaced is left out."""
    event = from_data(entry.event)
    match event:
        case Write(name) if kind_of(content, name) is not None and not is_known(content, event):
            data = {"kind": "write", "field": name, "text": None}
        case _ if event is not None and is_known(content, event):
            data = as_data(event)
        case _:
            data = {"kind": "unknown"}
    masked = {"at": _instant(entry.at), "content": content_date(entry.content), "event": data, "was": None}
    return {**masked, "clock": "set"} if entry.more.get("clock") == "set" else masked


def file_of(raw: dict[str, Any]) -> dict[str, Any]:
    """What a progress file would say of a record as `record` wrote it: whose, and the log, which is all of it."""
    known = {name: raw.get(name) for name in ("content", "profile", "log")}
    return {"format": 1, "app": __version__, **known} if "log" in raw else {}


def progress_of(read: Progress) -> Progress:
    """The progress that the log adds up to."""
    return journey.fold(read.log, read.model_copy(update={"log": ()}))


def sources(content: Catalogue, names: Sequence[str], today: date) -> dict[str, Any]:
    """Claims with their sources; each that was checked long ago is `stale`, as on its card."""
    claims = []
    for name in names:
        claim = content.claims[name]
        claims.append(
            {
                "id": name,
                "says": content.sentence(name),
                "kind": claim.kind,
                "status": claim.status,
                "checked": claim.checked.isoformat(),
                "stale": is_stale(claim.checked, today),
                "mirror": only_mirrored(content, name),
                "sources": list(claim.sources),
                "readings": [
                    {"id": reading.id, "says": content.sentence(name, reading.id), "sources": list(reading.sources)}
                    for reading in claim.readings
                ],
            }
        )
    used = dict.fromkeys(source for name in names for source in content.claims[name].all_sources)
    known = {name: _source(content, name) for name in used}
    return {**_version(content, today), "claims": claims, "sources": known}


def _source(content: Catalogue, name: str) -> dict[str, Any]:
    """A source; where it is not `as_published`, its `title` is a description in the language of the wizard."""
    source = content.sources[name]
    said = source.model_dump(exclude_none=True, exclude={"what"})
    return {**said, "title": source.title or content.source(name), "as_published": source.title is not None}


def _version(content: Catalogue, today: date) -> dict[str, Any]:
    """What a list begins with: its own version, which content it is made from, and whether that is long known."""
    return {"version": 1, "content": content.manifest.content, "stale": content_is_stale(content, today)}


def team(rollup: RollUp) -> dict[str, Any]:
    """A team's roll-up. Nicknames and dates that are not counted stand as they were written."""
    done = rollup.people(done=True)
    return {
        "version": 2,
        "people": rollup.total,
        "done": done,
        "open": rollup.total - done,
        "switch": {state: rollup.people(switch=state) for state in SWITCH},
        "form": {state: rollup.people(form=state) for state in FORM},
        "regions": {
            region: {"done": rollup.people(region, done=True), "of": rollup.people(region)}
            for region in sorted({region for region, _, _ in rollup.counts})
        },
        "counts": [
            {"region": region, "switch": switch, "form": form, "people": n}
            for (region, switch, form), n in sorted(rollup.counts.items())
        ],
        "newest": None if rollup.newest is None else rollup.newest.isoformat(),
        "asked_help": {"listed": list(rollup.asked_help), "more": rollup.asked_help.more},
        "open_rows": {"listed": [_open_row(row) for row in rollup.open], "more": rollup.open.more},
        "not_counted": rollup.not_counted,
        "faults": {
            "listed": [
                {"line": fault.line, "column": fault.column or None, "kind": fault.kind, "value": fault.value or None}
                for fault in rollup.faults
            ],
            "more": rollup.faults.more,
        },
        "dates_read": [
            {"text": text, "read_as": day.isoformat(), "rows": rows} for (text, day), rows in rollup.read_as.items()
        ],
        "encoding": "windows-1252" if rollup.windows else None,
        "examples_left_out": rollup.examples,
        "columns_not_read": list(rollup.not_read),
    }


def _open_row(row: Row) -> dict[str, Any]:
    return {
        "line": row.line,
        "nickname": row.nickname,
        "region": row.region,
        "switch": row.switch,
        "form": row.form,
        "date": None if row.day is None else row.day.isoformat(),
        "help": row.asks_help,
    }
