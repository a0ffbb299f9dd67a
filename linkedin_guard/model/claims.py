"""What is claimed about LinkedIn and the law, and what that rests on; addresses, and LinkedIn's own labels."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from linkedin_guard.model.text import Address, ContentModel, Id, Text

Kind = Literal["linkedin", "regulator", "law", "press", "article", "ours"]


class Source(ContentModel):
    """Where a claim comes from. `via` says how the text was seen when it was not the page itself."""

    title: Text
    kind: Kind
    url: Address | None = None
    date: Text | None = None
    via: Text | None = None


class Reading(ContentModel):
    """One way a contested point is read, with the sources that read it so."""

    id: Id
    sources: tuple[Id, ...]


class Claim(ContentModel):
    """A statement about LinkedIn's conduct or the law. Its sentence is in `<language>/claims.toml`.

    `status`: documented, reported (second hand), contested (two or more readings), unresolved (could not be confirmed;
    the kind "ours" is always unresolved: it is our own reading). `checked` is the day its sources were last looked at.
    """

    kind: Kind
    status: Literal["documented", "reported", "contested", "unresolved"]
    sources: tuple[Id, ...]
    checked: date
    readings: tuple[Reading, ...] = Field((), alias="reading")

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The ids of its sources and those of its readings, each once, its own first."""
        return tuple(dict.fromkeys(self._each_source()))

    def _each_source(self) -> Iterator[str]:
        yield from self.sources
        for reading in self.readings:
            yield from reading.sources


class Link(ContentModel):
    """An address that may be shown and opened; `sources` say where the address itself was found."""

    url: Address
    sources: tuple[Id, ...]


class Labels(ContentModel):
    """LinkedIn's own words in one language of LinkedIn's, byte for byte; a key that is missing could not be sourced."""

    name: Text
    labels: dict[Id, Text] = Field(default_factory=dict)
    sources: tuple[Id, ...] = ()

    def __hash__(self) -> int:
        return hash((self.name, self.sources))
