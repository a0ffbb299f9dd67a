"""What a pick carries: events, as data.

Recorded events change what is kept, are logged and can be undone; passing events change nothing that is kept.
"""

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, ClassVar

from pydantic import ConfigDict, StrictBool, StrictInt, TypeAdapter, ValidationError

from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Name, Shown

_AS_LOGGED = ConfigDict(extra="forbid")
"""Of what the log keeps, an event with a key that is not known is no event that this version knows."""


@dataclass(frozen=True)
class Answer:
    """The person's whole answer to a question."""

    __pydantic_config__: ClassVar[ConfigDict] = _AS_LOGGED

    question: Name
    choices: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Mark:
    """How a step stands, as the person says; `saw` is what they read, `meaning` what the step meant then."""

    __pydantic_config__: ClassVar[ConfigDict] = _AS_LOGGED

    step: Name
    status: Shown
    saw: Shown = ""
    meaning: StrictInt = 1


@dataclass(frozen=True)
class Write:
    """What the person wrote into a field; with `keep` false it stays in memory."""

    __pydantic_config__: ClassVar[ConfigDict] = _AS_LOGGED

    field: Name
    text: Shown = ""
    keep: StrictBool = True


@dataclass(frozen=True)
class Undo:
    """Put back what the last recorded event replaced."""

    __pydantic_config__: ClassVar[ConfigDict] = _AS_LOGGED


@dataclass(frozen=True)
class Go:
    """To a place, or onward."""

    place: Place | None = None


@dataclass(frozen=True)
class Open:
    """Open a link in a browser, for a step."""

    link: str
    step: str | None = None


@dataclass(frozen=True)
class Copy:
    """Put a text on the clipboard."""

    text: str


@dataclass(frozen=True)
class Save:
    """Write a copy of a document to a file."""

    document: str
    format: str


@dataclass(frozen=True)
class Use:
    """Go on with another person's profile; an empty name lets the next page ask for it."""

    profile: str = ""


@dataclass(frozen=True)
class Speak:
    """Go on in another language, or have the letters in one, and remember it."""

    language: str
    letters: bool = False


Recorded = Answer | Mark | Write | Undo
Passing = Go | Open | Copy | Save | Use | Speak
Event = Recorded | Passing

_KINDS: dict[str, type[Answer] | type[Mark] | type[Write] | type[Undo]] = {
    "answer": Answer,
    "mark": Mark,
    "write": Write,
    "undo": Undo,
}


def as_data(event: Recorded) -> dict[str, Any]:
    """The event as the log keeps it."""
    data = {"kind": type(event).__name__.lower(), **asdict(event)}
    # What is not kept is never logged, so that nothing need say that it was.
    data.pop("keep", None)
    if isinstance(event, Answer):
        data["choices"] = list(event.choices)
    return data


def from_data(data: dict[str, Any]) -> Recorded | None:
    """The event that the log keeps, or None for a kind, or values, that this version does not know."""
    values = dict(data)
    kind = _KINDS.get(str(values.pop("kind", "")))
    if kind is None:
        return None
    try:
        event: Recorded = _readers()[kind].validate_python(values)
    except ValidationError:
        return None
    return event


@cache
def _readers() -> dict[type[Recorded], TypeAdapter[Any]]:
    """What reads the events of each kind; made when the log is first looked into."""
    return {kind: TypeAdapter(kind) for kind in _KINDS.values()}
