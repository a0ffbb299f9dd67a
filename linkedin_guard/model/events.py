"""What a pick carries: events, as data.

Recorded events change what is kept, are logged and can be undone; passing events change nothing that is kept.
"""

from typing import Any

from linkedin_guard.model.noun import Noun


class Answer(Noun):
    """The person's whole answer to a question."""

    question: str
    choices: tuple[str, ...] = ()


class Mark(Noun):
    """How a step stands, as the person says; `saw` is what they read, `meaning` what the step meant then."""

    step: str
    status: str
    saw: str = ""
    meaning: int = 1


class Write(Noun):
    """What the person wrote into a field; with `keep` false it stays in memory."""

    field: str
    text: str = ""
    keep: bool = True


class Undo(Noun):
    """Put back what the last recorded event replaced."""


class Go(Noun):
    """To a place, or onward."""

    place: str | None = None


class Open(Noun):
    """Open a link in a browser, for a step."""

    link: str
    step: str | None = None


class Copy(Noun):
    """Put a text on the clipboard."""

    text: str


class Save(Noun):
    """Write a copy of a document to a file."""

    document: str
    format: str


class Use(Noun):
    """Go on with another person's profile; an empty name lets the next page ask for it."""

    profile: str = ""


Recorded = Answer | Mark | Write | Undo
Passing = Go | Open | Copy | Save | Use
Event = Recorded | Passing

_KINDS: dict[str, type[Answer] | type[Mark] | type[Write] | type[Undo]] = {
    "answer": Answer,
    "mark": Mark,
    "write": Write,
    "undo": Undo,
}


def as_data(event: Recorded) -> dict[str, Any]:
    """The event as the log keeps it."""
    parts: dict[str, Any] = {part: getattr(event, part) for part in event.__match_args__}
    data: dict[str, Any] = {"kind": type(event).__name__.lower(), **parts}
    data.pop("keep", None)
    if "choices" in data:
        data["choices"] = list(data["choices"])
    return data


def from_data(data: dict[str, Any]) -> Recorded | None:
    """The event that the log keeps, or None for a kind, or values, that this version does not know."""
    values = dict(data)
    kind = _KINDS.get(str(values.pop("kind", "")))
    if kind is None or set(values) - set(kind.__match_args__):
        return None
    for name, value in values.items():
        if name == "choices" and isinstance(value, list) and all(isinstance(choice, str) for choice in value):
            values[name] = tuple(value)
        elif type(value) is not _TYPES.get(name, str):
            return None
    try:
        return kind(**values)
    except TypeError:
        return None


_TYPES = {"choices": tuple, "meaning": int, "keep": bool}
"""What a value of an event is, where it is no text."""
