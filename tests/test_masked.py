"""Masked is masked: wherever in a progress file something stands that nobody knows, a masked record does not say it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from walk import CONTENT, at, blank, sent, then

from linkedin_guard.documents.record import record
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import rendered
from linkedin_guard.model.events import Answer, Mark, Undo, Write
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress
from linkedin_guard.store import progress_file
from linkedin_guard.store.profiles import StoreFault

SECRET = "Zaphod4711"
FORMS = ("md", "html", "txt", "json")


def _raw() -> dict[str, Any]:
    """The file of somebody who has recorded something of every kind, and of whom another version knew more."""
    moment = at(blank())
    for event in (
        Answer("region", ("uk",)),
        Answer("age", ("18-plus",)),
        Answer("role", ("member", "recruiter")),
        Mark("toggle-off", "completed", "was-off"),
        Write("objection-form.concerns", "profile posts"),
        Write("objection-form.reference", "one"),
        Write("objection-form.reference", "two"),
        Write("objection-form.evidence", f"{'a' * 64} 12 mail.eml"),
        Undo(),
        Answer("region", ("eu-eea",)),
        Undo(),
        Mark("toggle-off", "completed", "was-on"),
        Undo(),
    ):
        moment = then(moment, event)
    moment = then(sent(moment, "2026-10-02"), Mark("objection-reply", "completed", "refused"))
    raw: dict[str, Any] = json.loads(progress_file.encode(moment.progress))
    raw["profile"] = SECRET
    raw["log"].append({"at": "2026-11-21T10:00:00Z", "content": "2026.11.21", "event": {"kind": "sing"}, "was": "x"})
    raw["log"][0]["clock"] = "set"
    raw["steps"]["of-another-version"] = dict(raw["steps"]["toggle-off"])
    raw["fields"]["of-another.version"] = "x"
    return raw


def _planted(value: Any) -> Iterator[Any]:
    """The value with the secret in one place, for every place: a text, a key, a key more."""
    if isinstance(value, dict):
        yield {**value, SECRET: SECRET}
        for key, inner in value.items():
            rest = {name: kept for name, kept in value.items() if name != key}
            yield {**rest, SECRET: inner}
            yield from ({**value, key: changed} for changed in _planted(inner))
    elif isinstance(value, list):
        yield [*value, SECRET]
        for index, inner in enumerate(value):
            yield from ([*value[:index], changed, *value[index + 1 :]] for changed in _planted(inner))
    else:
        yield SECRET
        if isinstance(value, str):
            yield f"{value} {SECRET}"


def _said(progress: Progress, form: str, *, mask: bool) -> str:
    moment = at(progress)
    named = Moment(CONTENT, progress, moment.now, {}, moment.here, {"objection-form.name": SECRET})
    if form == "json":
        return as_json.as_json(as_json.record(named, mask=mask)).decode()
    return rendered(record(named, mask=mask), form, CONTENT).decode()


@pytest.mark.parametrize("form", FORMS)
def test_whatever_stands_wherever_in_the_file_it_is_not_in_a_masked_record(form: str, tmp_path: Path) -> None:
    tried = seen = 0
    for raw in _planted(_raw()):
        try:
            progress, _ = progress_file.decode(json.dumps(raw).encode(), SECRET, tmp_path)
        except (progress_file.Damaged, progress_file.Another, StoreFault):
            continue
        tried += 1
        seen += SECRET in _said(progress, form, mask=False)
        masked = _said(progress, form, mask=True)
        assert SECRET not in masked, [line for line in masked.splitlines() if SECRET in line]
    assert tried > 200
    assert seen == tried, "unmasked the name at least is there, so that this can fail"


@pytest.mark.parametrize("form", FORMS)
def test_what_says_nothing_about_anybody_stays(form: str) -> None:
    said = _said(Progress.model_validate(_raw()), form, mask=True)
    kept = ("2026-10-02", "was-off", "uk") if form == "json" else ("2 October 2026", "it reads Off", "United Kingdom")
    for words in kept:
        assert words in said
