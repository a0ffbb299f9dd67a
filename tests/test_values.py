"""The values the program is made of: models for what is read from a file, frozen dataclasses for what is in memory."""

import dataclasses
import inspect
import json
import pkgutil
from collections.abc import Hashable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from walk import CONTENT, NOW, answered, at, blank, marked, sent

import linkedin_guard
from linkedin_guard.model import events, page
from linkedin_guard.model.blocks import Block, Heading, Paragraph
from linkedin_guard.model.events import Answer, Mark, Undo, Write
from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Entry, Progress, Record
from linkedin_guard.model.steps import Piece, Tombstone
from linkedin_guard.store import progress_file
from linkedin_guard.walk import journey

MODULES = [
    import_module(found.name)
    for found in pkgutil.walk_packages(linkedin_guard.__path__, "linkedin_guard.")
    if not found.name.endswith(("__main__", "windows_driver"))
]
CLASSES = [
    kind
    for module in MODULES
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if kind.__module__ == module.__name__
]
MODELS = [kind for kind in CLASSES if issubclass(kind, BaseModel)]
VALUES = [kind for kind in CLASSES if dataclasses.is_dataclass(kind)]

PATH = Path("me.json")

TABLES = (
    "sources", "claims", "links", "labels", "authorities", "regimes", "laws", "letters", "documents", "questions",
    "steps", "audiences", "retired", "pages",
)  # fmt: skip


def decoded(raw: Mapping[str, Any]) -> Progress:
    return progress_file.decode(json.dumps(raw).encode(), "me", PATH)[0]


def written(progress: Progress) -> Any:
    return json.loads(progress_file.encode(progress))


# What they are made of.


@pytest.mark.parametrize("kind", [*MODELS, *VALUES], ids=lambda kind: kind.__name__)
def test_a_value_is_never_changed(kind: type) -> None:
    if issubclass(kind, BaseModel):
        assert kind.model_config.get("frozen"), kind
    else:
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [kind for kind in MODELS if kind.__module__.startswith("linkedin_guard.model")])
def test_content_refuses_a_key_it_does_not_know_and_progress_keeps_it(kind: type[BaseModel]) -> None:
    kept = kind.__module__ == "linkedin_guard.model.progress"
    # Of a step that is for others only for whom it is is read.
    wanted = "allow" if kept else "ignore" if kind.__name__ == "Audience" else "forbid"
    assert kind.model_config.get("extra") == wanted


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_a_model_is_built_by_names_alone(kind: type[BaseModel]) -> None:
    """So a value in the wrong place can never fill the wrong part."""
    with pytest.raises(TypeError):
        kind("completed")  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", [*MODELS, *VALUES], ids=lambda kind: kind.__name__)
def test_no_default_is_shared(kind: type) -> None:
    if issubclass(kind, BaseModel):
        defaults = [field.default for field in kind.model_fields.values()]
    else:
        assert dataclasses.is_dataclass(kind)
        defaults = [field.default for field in dataclasses.fields(kind)]
    assert not [default for default in defaults if isinstance(default, dict | list | set)]


def test_what_is_empty_to_begin_with_is_each_ones_own() -> None:
    one, other = blank(), blank()
    one.answers["region"] = ("uk",)
    assert other.answers == {}
    here, there = Moment(CONTENT, one, NOW), Moment(CONTENT, one, NOW)
    assert isinstance(here.draft, dict)
    here.draft["x"] = "y"
    assert there.draft == {}


def rows() -> Iterator[BaseModel]:
    """Every row of the content, and everybody's progress."""
    yield from (CONTENT.manifest, CONTENT.grammar, CONTENT.regions)
    for table in TABLES:
        yield from getattr(CONTENT, table).values()
    moment = sent(marked(at(answers=answered("uk", "18-plus", ("member",))), ("toggle-off", "completed", "was-on")))
    yield from (moment.progress, *moment.progress.log, *moment.progress.steps.values())


def inside(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from inside(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from inside(inner)


def test_every_value_that_says_it_can_be_hashed_can_and_equal_ones_alike() -> None:
    met = set()
    for row in rows():
        for value in inside(row):
            assert isinstance(value, Hashable)
            assert hash(value) == hash(value.model_copy())
            met.add(type(value))
    assert {kind for kind in MODELS if kind.__module__.startswith("linkedin_guard.model")} - met <= {
        # What others inherit from, and what there is none of just now.
        kind
        for kind in MODELS
        if kind.__name__ in ("Change", "ContentModel", "ContentRow", "Kept", "Settings", "Tombstone")
    }
    assert isinstance(hash(Tombstone(id="old", reason="gone")), int)


def test_a_page_is_hashed_with_all_that_is_on_it() -> None:
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    for place in journey.places(moment):
        assert hash(journey.page(moment, place)) == hash(journey.page(moment, place))


def test_blocks_that_say_the_same_are_not_the_same_block() -> None:
    heading: Block = Heading("x")
    assert heading != Paragraph("x")
    assert Paragraph("x") == Paragraph("x")


def test_no_pick_is_made_to_send_an_event() -> None:
    """A face says what happened; only a page has picks."""
    for module in MODULES:
        name = module.__name__
        if not name.startswith(("linkedin_guard.pages", "linkedin_guard.model")):
            assert "Pick(" not in inspect.getsource(module), f"{name} makes a pick of its own"


# A place.


PLACES = st.builds(
    Place,
    st.sampled_from(["start", "ask", "do", "about-you"]),
    st.sampled_from(["toggle-off", "region", "data"]),
    st.sampled_from(["", "check"]),
    st.sampled_from(["", "sources", "help", "phone"]),
)


@given(PLACES)
def test_a_place_is_read_from_its_name(place: Place) -> None:
    assert Place.parse(str(place)) == place
    assert not place.beside.aside
    assert place.beside.with_aside(place.aside) == place


@pytest.mark.parametrize("text", ["", "@", "sources@", "@start", "a..b", "a.b.c.d", "a@b@c", ".a", "a."])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no place"):
        Place.parse(text)


# Content.


def test_a_piece_names_exactly_one_thing_to_show() -> None:
    for given_ in ({}, {"say": "a.b", "claim": "c"}):
        with pytest.raises(ValidationError, match=f"names {len(given_)} things to show"):
            Piece.model_validate(given_)
    assert Piece.model_validate({"list": "a.b"}).items == "a.b"


@pytest.mark.parametrize(("reason", "into"), [("gone", ("a",)), ("split", ("a",)), ("renamed", ()), ("merged", ())])
def test_a_tombstone_names_as_many_steps_as_its_reason_has(reason: str, into: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="which cannot be"):
        Tombstone.model_validate({"id": "old", "reason": reason, "into": into})


@pytest.mark.parametrize("wrong", ["3", 3.5, True, None])
def test_a_number_is_a_number(wrong: object) -> None:
    from linkedin_guard.model.law import Reply

    with pytest.raises(ValidationError):
        Reply.model_validate({"count": wrong, "unit": "month", "legal": True})


# Progress: what another version, or another hand, may have left in it.


RAW: dict[str, Any] = {
    "format": 1,
    "app": "1.0.0",
    "content": "2026.11.21",
    "profile": "me",
    "answers": {"region": ["uk"], "role": ["member", "recruiter"]},
    "steps": {"toggle-off": {"status": "completed", "saw": "was-on", "meaning": 1, "at": "2026-11-21T10:00:00Z"}},
    "fields": {"a.b": "text"},
    "log": [
        {
            "at": "2026-11-21T10:00:00Z",
            "content": "2026.11.21",
            "event": {"kind": "answer", "question": "region", "choices": ["uk"]},
            "was": None,
        }
    ],
}

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["\ud800", "a\udfffb", "\x1b[31m", "\u202e", "\u009b", "\r\n", "\ufeff", "\x00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, JSON, JSON, JSON)
def test_what_this_version_does_not_know_is_kept_with_its_value(top: Any, record: Any, entry: Any, kind: Any) -> None:
    raw = json.loads(json.dumps(RAW))
    raw["from_the_future"] = top
    raw["steps"]["toggle-off"]["by"] = record
    raw["log"][0]["mood"] = entry
    raw["log"].append(
        {"at": "2027-01-01T00:00:00Z", "content": "2027.01.01", "event": {"kind": "teleport", "to": kind}, "was": kind}
    )
    assert written(decoded(raw)) == json.loads(json.dumps(raw))


@pytest.mark.parametrize(
    "value",
    [
        10**400,
        -(2**63),
        0.1,
        1e308,
        5e-324,
        -0.0,
        1.0,
        "\ud800",
        "\udfff\ud800",
        "x\x00y",
        [],
        {},
        {"a": [{"b": None}]},
    ],
    ids=repr,
)
def test_numbers_and_halves_of_characters_are_kept_to_the_letter(value: object) -> None:
    raw = {**RAW, "new": value}
    assert json.dumps(written(decoded(raw))["new"]) == json.dumps(value)


def test_progress_is_written_as_it_was_read() -> None:
    assert written(decoded(RAW)) == RAW


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "teleport"},
        {},
        {"kind": 3},
        {"kind": "answer"},
        {"kind": "answer", "question": "region", "choices": "uk"},
        {"kind": "answer", "question": "region", "choices": [1]},
        {"kind": "mark", "step": "toggle-off"},
        {"kind": "mark", "step": "toggle-off", "status": "completed", "meaning": "1"},
        {"kind": "mark", "step": "toggle-off", "status": "completed", "meaning": True},
        {"kind": "write", "field": "a.b", "text": 1},
        {"kind": "write", "field": "a.b", "text": "x", "colour": "red"},
        {"kind": "undo", "twice": True},
    ],
)
def test_an_event_that_is_not_known_is_kept_and_does_nothing(event: dict[str, Any]) -> None:
    assert events.from_data(event) is None
    raw = json.loads(json.dumps(RAW))
    raw["log"].append({"at": "2026-11-22T10:00:00Z", "content": "2026.11.21", "event": event, "was": None})
    progress = decoded(raw)
    assert written(progress) == raw
    assert journey.fold(progress.log, blank()).answers == {"region": ("uk",)}


@pytest.mark.parametrize(
    "event", [Answer("region", ("uk",)), Mark("a", "completed", "was-on", 2), Write("a.b", "text"), Undo()]
)
def test_an_event_is_read_from_the_log_as_it_was_written(event: events.Recorded) -> None:
    assert events.from_data(events.as_data(event)) == event


def test_a_character_no_page_can_show_never_reaches_one() -> None:
    raw = json.loads(json.dumps(RAW))
    raw["fields"]["a.b"] = "a\x1b[31mb\u202ec\ud800d\ne"
    raw["log"].append({
        "at": "2026-11-22T10:00:00Z", "content": "2026.11.21", "was": "old\x1b",
        "event": {"kind": "write", "field": "a.b", "text": "a\x1bb"},
    })  # fmt: skip
    progress = decoded(raw)
    assert progress.fields["a.b"] == "a\ufffd[31mb\ufffdc\ufffdd\ne"
    assert events.from_data(progress.log[-1].event) == Write("a.b", "a\ufffdb")
    assert journey.apply(progress, Undo(), NOW).fields["a.b"] == "old\ufffd"


@pytest.mark.parametrize("table", ["answers", "steps", "fields"])
def test_a_name_no_page_can_show_is_damage(table: str) -> None:
    raw = json.loads(json.dumps(RAW))
    raw[table]["x\x1b"] = next(iter(raw[table].values()))
    with pytest.raises(progress_file.Damaged):
        decoded(raw)


def test_instants_are_utc_to_the_second_however_they_were_written() -> None:
    for at_ in ("2026-11-21T11:00:00.5+01:00", "2026-11-21T10:00:00Z", "2026-11-21 10:00:00+00:00"):
        assert Record.model_validate({"status": "completed", "at": at_}).at == datetime(2026, 11, 21, 10, tzinfo=UTC)
    local = Entry(at=datetime(2026, 11, 21, 11, tzinfo=timezone(timedelta(hours=1))), content="1", event={})
    assert local.at.tzinfo is UTC
    with pytest.raises(ValidationError, match="without a time zone"):
        Record.model_validate({"status": "completed", "at": "2026-11-21T10:00:00"})


def test_a_page_has_no_part_that_can_be_changed_from_outside() -> None:
    for kind in (page.Page, page.Pick, page.Ask):
        for field in dataclasses.fields(kind):
            assert "list" not in str(field.type)
            assert "dict" not in str(field.type)
