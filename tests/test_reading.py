"""Nouns, and the two readers of data: the quick one takes only what pydantic takes, and as pydantic takes it."""

import copy
import json
import pickle
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walk import CONTENT, NOW

from linkedin_guard.content import folder
from linkedin_guard.model import reading
from linkedin_guard.model.catalogue import (
    Authority,
    Claim,
    Entry,
    Id,
    Labels,
    Law,
    Letter,
    Link,
    PageText,
    Part,
    Piece,
    Progress,
    Question,
    Record,
    Regime,
    Source,
    Step,
    Tombstone,
)
from linkedin_guard.model.events import Answer, Go, Mark, Write
from linkedin_guard.model.noun import Noun
from linkedin_guard.model.reading import Shaped, Unfit, raw_of, read

FILES: dict[str, Any] = {
    "sources.toml": dict[Id, Source],
    "claims.toml": dict[Id, Claim],
    "links.toml": dict[Id, Link],
    "labels.toml": dict[Id, Labels],
    "documents.toml": dict[Id, PageText],
    "pages.toml": dict[str, PageText],
    "authorities.toml:authority": tuple[Authority, ...],
    "regimes.toml:regime": tuple[Regime, ...],
    "regimes.toml:law": tuple[Law, ...],
    "letters.toml:letter": tuple[Letter, ...],
    "questions.toml:question": tuple[Question, ...],
    "steps.toml:step": tuple[Step, ...],
    "steps.toml:retired": tuple[Tombstone, ...],
}


def raw_content(name: str) -> Any:
    """A table of a file of content/, as TOML gives it."""
    file, _, table = name.partition(":")
    raw = tomllib.loads((folder() / file).read_text("utf-8"))
    return raw.get(table, []) if table else raw


def quickly(raw: Any, shape: Any) -> tuple[bool, Any]:
    """Whether the quick reader takes it, and what it reads."""
    try:
        return True, reading._reader(shape)(raw)
    except (reading._NotAsItShouldBe, ValueError):
        return False, None


@pytest.mark.parametrize("name", FILES)
def test_the_content_is_read_quickly_and_as_pydantic_reads_it(name: str) -> None:
    raw, shape = raw_content(name), FILES[name]
    taken, found = quickly(raw, shape)
    assert taken, "what we wrote is exactly as it should be"
    assert found == reading._judged(raw, shape)
    assert repr(found) == repr(reading._judged(raw, shape))


PROGRESS = {
    "format": 1,
    "app": "1.0.0",
    "content": "2026.11.21",
    "profile": "me",
    "answers": {"region": ["uk"], "role": ["member", "recruiter"]},
    "steps": {"toggle-off": {"status": "completed", "saw": "was-on", "meaning": 1, "at": "2026-11-21T10:00:00Z"}},
    "fields": {"a.b": "text"},
    "log": [
        {"at": "2026-11-21T10:00:00Z", "content": "2026.11.21", "event": {"kind": "answer", "choices": []}, "was": None}
    ],
    "unknown": {"kept": [1, 2]},
}


def places(raw: Any) -> Iterator[tuple[Any, Any]]:
    """Everything that can be replaced in the data: a container and a key of it."""
    for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        yield raw, key
        if isinstance(value, dict | list):
            yield from places(value)


class Said(str):
    """A string that is not quite one."""


STRANGE: tuple[Callable[[Any], Any], ...] = (
    lambda value: None,
    lambda value: str(value),
    lambda value: [value],
    lambda value: {"id": value},
    lambda value: True,
    lambda value: 1,
    lambda value: 1.0,
    lambda value: "x\udcffy",
    lambda value: "a\x1bb",
    lambda value: "",
    lambda value: "Not An Id",
    lambda value: "id\n",
    lambda value: "http://x",
    lambda value: "https://x y",
    lambda value: "2026-02-30T10:00:00Z",
    lambda value: "2026-11-21T10:00:00+02:00",
    lambda value: "2026-11-21T10:00:00",
    lambda value: "0000-01-01T00:00:00Z",
    lambda value: "0001-01-01T00:00:00Z",
    lambda value: "2026-01-01T24:00:00Z",
    lambda value: "2026-12-31T23:59:60Z",
    lambda value: Said("documented"),
    lambda value: date(2026, 11, 21),
    lambda value: datetime(2026, 11, 21, tzinfo=UTC),
    lambda value: (value,),
    lambda value: b"bytes",
    lambda value: 10**30,
)


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[Any, Any]:
    """Data of a known shape with one to three things in it replaced, added or taken out; and the shape."""
    name = draw(st.sampled_from([*FILES, "progress"]))
    shape = Progress if name == "progress" else FILES[name]
    raw = copy.deepcopy(PROGRESS if name == "progress" else raw_content(name))
    if name != "progress" and len(raw) > 4:
        first = draw(st.integers(0, len(raw) - 4))
        raw = raw[first : first + 4] if isinstance(raw, list) else dict(list(raw.items())[first : first + 4])
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(raw))
        if not found:
            break
        inside, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.integers(0, 3)):
            case 0:
                del inside[key]
            case 1 if isinstance(inside, dict):
                inside[draw(st.sampled_from(["stranger", "more", "keys_", "x\udcff", "id"]))] = draw(
                    st.sampled_from([1, "a", None, []])
                )
            case _:
                inside[key] = draw(st.sampled_from(STRANGE))(inside[key])
    return raw, shape


@settings(max_examples=1500)
@given(spoiled())
def test_what_the_quick_reader_takes_pydantic_takes_too_and_reads_the_same(given_: tuple[Any, Any]) -> None:
    raw, shape = given_
    taken, found = quickly(raw, shape)
    if taken:
        assert found == reading._judged(raw, shape)
    else:
        # Then pydantic decides, and nothing but Unfit comes of it.
        with suppress(Unfit):
            read(raw, shape)


def test_unknown_keys_of_a_persons_file_are_kept_and_written_again() -> None:
    progress = read(PROGRESS, Progress)
    assert progress.more == {"unknown": {"kept": [1, 2]}}
    assert json.loads(json.dumps(raw_of(progress), default=lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"))) == PROGRESS


def test_a_key_that_is_called_as_the_keeper_of_unknown_keys_is_kept_too() -> None:
    assert read({**PROGRESS, "more": "mine"}, Progress).more == {"unknown": {"kept": [1, 2]}, "more": "mine"}


def test_data_that_pydantic_can_mend_is_mended() -> None:
    raw = {
        **PROGRESS,
        "answers": {"region": ("uk",)},
        "steps": {"a": {"status": "completed", "at": "2026-11-21 10:00Z"}},
    }
    progress = read(raw, Progress)
    assert progress.answers == {"region": ("uk",)}
    assert progress.steps["a"].at == datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_what_is_wrong_is_said_with_its_place() -> None:
    with pytest.raises(Unfit) as told:
        read(
            {"a": {"kind": "law", "status": "documented", "sources": ["Not An Id"], "checked": "never"}},
            dict[Id, Claim],
        )
    assert told.value.place == ("a", "sources", 0)
    assert "is not a proper id ('Not An Id')" in str(told.value)


# The base of all of them.


class Point(Noun):
    """A value with a default."""

    x: int
    y: int = 0


class Named(Point):
    """A value that stands on another."""

    name: str = ""


def test_a_noun_is_made_by_place_or_by_name_and_refuses_everything_else() -> None:
    assert Point(1) == Point(x=1) == Point(1, 0) == Point(1, y=0)
    assert Named(1, 2, "a") == Named(1, name="a", y=2)
    kind: Any = Point
    for values, named in (((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"z": 1})):
        with pytest.raises(TypeError, match="Point is made of x, y"):
            kind(*values, **named)


def test_a_noun_that_stands_on_another_may_give_its_parts_other_defaults() -> None:
    class Third(Point):
        y: int = 3

    assert Third(1) == Third(x=1, y=3)


def test_the_keys_of_a_noun_are_inherited_and_are_its_parts() -> None:
    class Further(Piece):
        more_: int = 0

    assert read({"list": "a.b", "more_": 1}, Further) == Further(list_="a.b", more_=1)
    with pytest.raises(TypeError, match="a part it does not have"):
        type("Wrong", (Shaped,), {"__annotations__": {"a": str}}, keys={"b": "c"})


def test_a_noun_is_never_changed_but_made_anew() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match=r"Point\.x is never changed"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="never taken away"):
        del point.x
    assert point.but(x=2) == Point(2)
    assert point == Point(1)
    with pytest.raises(TypeError):
        point.but(z=1)


def test_nouns_are_equal_only_within_their_class() -> None:
    assert Point(1) != Named(1)
    assert Write("a", "b") != Mark("a", "b")
    assert Go() == Go()
    assert Go(), "a noun without parts is still something"
    assert len({Point(1), Point(1, 0), Point(2), Named(1)}) == 3
    assert repr(Named(1)) == "Named(x=1, y=0, name='')"


def test_a_noun_is_matched_copied_and_pickled_as_any_value() -> None:
    match Answer("region", ("uk",)):
        case Answer(question, choices):
            assert (question, choices) == ("region", ("uk",))
    for noun in (CONTENT.steps["toggle-off"], Entry(at=NOW, content="", event={}, more={"clock": "set"})):
        assert copy.deepcopy(noun) == pickle.loads(pickle.dumps(noun)) == noun


def test_every_noun_of_the_model_can_be_read_from_what_it_is_written_as() -> None:
    for noun in (*CONTENT.steps.values(), *CONTENT.sources.values(), Record(status="completed", at=NOW)):
        assert read(raw_of(noun), type(noun)) == noun


def test_pieces_and_parts_are_checked_as_a_whole() -> None:
    with pytest.raises(Unfit, match="names 2 things to show"):
        read({"say": "a.b", "claim": "c"}, Piece)
    with pytest.raises(Unfit, match="which cannot be"):
        read({"id": "a", "reason": "split", "into": ["b"]}, Tombstone)
    assert read({"id": "a"}, Part) == Part("a")


def test_nothing_of_a_noun_is_read_from_anywhere_but_its_data() -> None:
    with pytest.raises(Unfit):
        read({"id": "a", "keys_": {}}, Part)
