"""What is claimed about LinkedIn and the law, and what that rests on; addresses, and LinkedIn's own labels."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictBool, model_validator

from linkedin_guard.model.text import Address, ContentModel, ContentRow, Id, SentenceId, Text, When

Kind = Literal["linkedin", "regulator", "law", "press", "article", "ours"]


def _dated(text: str) -> str:
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        with suppress(ValueError):
            if datetime.strptime(text, form).strftime(form) == text:  # noqa: DTZ007 - a day, and no instant
                return text
    raise ValueError("is not a date written as 2025, 2025-11 or 2025-11-03")


Known = Annotated[str, AfterValidator(_dated)]
"""A date as far as it is known: a year, a month or a day, in ISO form."""


class Source(ContentModel):
    """Where a claim comes from.

    `title` is what it is called where it was published: letter by letter, in its own language, pictograms left out. Of
    a law it is the short title with the number. `publisher` says whose it is, by its own name. Where no title could be
    found, or there is none, `what` names the sentence of `<language>/sources.toml`, under `what`, that describes it; a
    description is never written as a title.

    `date` is a year, a month or a day in ISO form, as far as it is known. `via` names the sentence of
    `<language>/sources.toml` that says how the text was seen when it was not the page itself. Of a `mirror` only
    somebody else's copy was seen, which may be old or altered.
    """

    publisher: Text | None = None
    title: Text | None = None
    what: Id | None = None
    kind: Kind
    url: Address | None = None
    date: Known | None = None
    via: Id | None = None
    mirror: StrictBool = False

    @model_validator(mode="after")
    def _is_called_something(self) -> Self:
        if (self.title is None) == (self.what is None):
            raise ValueError("has a title as published, or says what it is: one of the two")
        if self.publisher is not None and self.title is None:
            raise ValueError("has a publisher without a title: say whose it is in the sentence that describes it")
        return self


class Reading(ContentModel):
    """One way a contested point is read, with the sources that read it so."""

    id: Id
    sources: tuple[Id, ...]


class Days(ContentModel):
    """Days from `since` on and before `before`; one of the two may be left out."""

    since: date | None = None
    before: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (self.before is None or day < self.before)


class Claim(ContentModel):
    """A statement about LinkedIn's conduct or the law. Its sentence is in `<language>/claims.toml`.

    `status`: documented, reported (second hand), contested (two or more readings), unresolved (could not be confirmed;
    the kind "ours" is always unresolved: it is our own reading). `checked` is the day its sources were last looked at.
    It holds for those whom `when` fits (none named: everybody), and is shown to nobody else. Where a law changed,
    `sent` says on which days something must have been sent for it to hold, `due` on which days the answer must be due.
    """

    kind: Kind
    status: Literal["documented", "reported", "contested", "unresolved"]
    sources: tuple[Id, ...]
    checked: date
    readings: tuple[Reading, ...] = Field((), alias="reading")
    when: tuple[When, ...] = ()
    sent: Days | None = None
    due: Days | None = None

    def __hash__(self) -> int:
        return hash((self.kind, self.status, self.sources, self.checked, self.readings))

    def holds(self, sent: date, due: date | None = None) -> bool:
        """Whether it holds for what was sent on that day, and for an answer that is due on the other."""
        return (self.sent is None or sent in self.sent) and (self.due is None or due is None or due in self.due)

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The ids of its sources and those of its readings, each once, its own first."""
        return tuple(dict.fromkeys(self._each_source()))

    def _each_source(self) -> Iterator[str]:
        yield from self.sources
        for reading in self.readings:
            yield from reading.sources


class Change(ContentRow):
    """A change of the content on the day `on`: `say` tells it to those whom `when` fits; none is told without it.

    Where it is about what came of a step, `saw` names the outcomes by the step; it is told to those who recorded one.
    It covers claims and steps. `gone` names claims and steps that are not there any more; `wording` claims that are
    only said in other words, in the same sense.
    """

    on: date
    say: SentenceId | None = None
    claims: tuple[Id, ...] = ()
    steps: tuple[Id, ...] = ()
    gone: tuple[Id, ...] = ()
    wording: tuple[Id, ...] = ()
    saw: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    when: tuple[When, ...] = ()

    def __hash__(self) -> int:
        return hash((self.id, self.on))


class Link(ContentModel):
    """An address that may be shown and opened; `sources` say where the address itself was found."""

    url: Address
    sources: tuple[Id, ...]


class Labels(ContentModel):
    """LinkedIn's own words in one language of LinkedIn's, byte for byte; a key that is missing could not be sourced.

    `claim` says how sure they are.
    """

    name: Text
    claim: Id | None = None
    labels: dict[Id, Text] = Field(default_factory=dict)
    sources: tuple[Id, ...] = ()

    def __hash__(self) -> int:
        return hash((self.name, self.sources))
