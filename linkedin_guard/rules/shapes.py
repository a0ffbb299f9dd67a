"""Which files content consists of, and of what: said by the catalogue alone, which is asked for everything it has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, TypeVar

from pydantic import BaseModel

from linkedin_guard.model.catalogue import Catalogue, Words
from linkedin_guard.model.tables import Tables

WORDS = (
    "changes",
    "claims",
    "cli",
    "documents",
    "faults",
    "help",
    "letters",
    "pages",
    "questions",
    "sources",
    "steps",
    "team",
    "ui",
)
"""The files of sentences that every language has."""

GLOSSARY = "glossary.toml"
"""What every language but English has besides: for each term of law in English the stems that may stand for it."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Shape:
    """A file that is one model ("whole"), or tables by their keys ("keyed"), or an array of tables in it ("rows")."""

    file: str
    kind: Literal["whole", "keyed", "rows"]
    model: type[BaseModel]
    table: str = ""


@cache
def shapes() -> tuple[Shape, ...]:
    """Every file of facts, and every array of tables in one, with the model of its rows."""
    return tuple(shape for shape in _asked_for("en") if "/" not in shape.file)


@cache
def spoken(language: str) -> tuple[Shape, ...]:
    """The files of a language that are no sentences."""
    return tuple(shape for shape in _asked_for(language) if "/" in shape.file)


def _asked_for(language: str) -> tuple[Shape, ...]:
    asked = _Asked()
    catalogue = Catalogue(asked, language)
    for name, value in vars(Tables).items():
        if isinstance(value, cached_property):
            getattr(catalogue, name)
    return tuple(asked.whole_rows())


class _Asked:
    """Content of which only what is asked for counts. It is empty."""

    def __init__(self) -> None:
        self._shapes: list[Shape] = []

    def model(self, file: str, model: type[Model]) -> Model:
        self._shapes.append(Shape(file, "whole", model))
        return model.model_construct()

    def keyed(self, file: str, model: type[Model]) -> Mapping[str, Model]:
        self._shapes.append(Shape(file, "keyed", model))
        return {}

    def rows(self, file: str, table: str, model: type[Model]) -> Mapping[str, Model]:
        self._shapes.append(Shape(file, "rows", model, table))
        return {}

    def words(self, file: str) -> Words:
        return {}

    def whole_rows(self) -> Iterator[Shape]:
        """What was asked for, less the models that look at a part of a row which another has as a whole."""
        return (shape for shape in self._shapes if shape.model.model_config.get("extra") == "forbid")
