"""What the wizard asks and what there is to do: questions, steps and their parts, and the pieces pages are made of."""

from datetime import date
from typing import Literal, Self

from pydantic import ConfigDict, Field, StrictBool, StrictInt, model_validator

from linkedin_guard.model.text import ContentModel, ContentRow, Id, SentenceId, Text, When

SHOWN = (
    "say",
    "claim",
    "claims",
    "items",
    "numbered",
    "heading",
    "trail",
    "link",
    "switch",
    "label",
    "rows",
    "boxes",
    "code",
)
"""The parts of a piece of which exactly one is given."""


class Piece(ContentModel):
    """One block of a page, as content names it: exactly one of `SHOWN`, and what qualifies it.

    `cites` names the claims that an address or a label rests on. On a step's page what is `todo` helps to do the step,
    and is not shown once that is done, whether or not an answer is awaited. It is shown to those whom `when` fits (none
    named: everybody) and `unless` does not.
    """

    say: SentenceId | None = None
    claim: Id | None = None
    claims: tuple[Id, ...] | None = None
    items: SentenceId | None = Field(None, alias="list")
    numbered: SentenceId | None = None
    heading: SentenceId | None = None
    trail: tuple[Id, ...] | None = None
    link: Id | None = None
    switch: Id | None = None
    label: Id | None = None
    rows: Literal["region", "team"] | None = None
    boxes: SentenceId | None = None
    code: Id | None = None

    notice: StrictBool = False
    todo: StrictBool = False
    cites: tuple[Id, ...] = ()
    when: tuple[When, ...] = ()
    unless: tuple[When, ...] = ()

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        given = [name for name in SHOWN if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"names {len(given)} things to show; it must name exactly one")
        return self

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in SHOWN))


class Question(ContentRow):
    """A question. `start` ones are asked of everybody; the others belong to a `step`.

    With `several` any number of choices may be ticked, those of `alone` only by themselves. `date_order` says, by
    choice, how dates are written in numbers there: the day first where nothing is said.
    """

    choices: tuple[Id, ...]
    start: StrictBool = False
    several: StrictBool = False
    preset: tuple[Id, ...] = ()
    alone: tuple[Id, ...] = ()
    step: Id | None = None
    date_order: dict[Id, Literal["day-month", "month-day", "either"]] = Field(default_factory=dict, alias="date-order")
    when: tuple[When, ...] = ()

    @model_validator(mode="after")
    def _orders_dates_of_its_choices(self) -> Self:
        strange = [choice for choice in self.date_order if choice not in self.choices]
        if strange:
            raise ValueError(f"says how dates are written for {strange[0]}, which is none of its choices")
        return self


class Regions(ContentModel):
    """What people call the regions: `names` by region; the words of `beside` stand between names and name nothing."""

    beside: tuple[Text, ...]
    names: dict[Id, tuple[Text, ...]]

    def __hash__(self) -> int:
        return hash(self.beside)


class Part(ContentRow):
    """A part of a step: something to read (`ask` absent) or one thing to fill in, kept as the field `<step>.<part>`.

    `limit` is in characters; `earliest` is the first date taken. `writing` parts prepare what is sent and are never
    asked for by themselves, nor are those that are not kept. `saw` says after which outcome, or in which status, the
    part is open. `shows` is a letter, or the authority, that stands on its page; `edits` a letter that is edited here.
    Filling in a part that `marks` an outcome of the step records that outcome too. `starts` are sentences that a person
    may take over as they are.
    """

    ask: Literal["several", "line", "text", "date", "file"] | None = None
    optional: StrictBool = False
    keep: StrictBool = True
    limit: StrictInt | None = None
    earliest: date | None = None
    choices: tuple[Id, ...] = ()
    preset: tuple[Id, ...] = ()
    starts: tuple[SentenceId, ...] = ()
    writing: StrictBool = False
    saw: tuple[Id, ...] = ()
    shows: Id | None = None
    short: StrictBool = False
    edits: Id | None = None
    marks: Id | None = None
    offers: tuple[Id, ...] = ()
    blocks: tuple[Piece, ...] = Field((), alias="block")
    when: tuple[When, ...] = ()


class Also(ContentModel):
    """What an outcome says of another step too."""

    step: Id
    status: Literal["completed", "in-progress"]
    saw: Id


class Outcome(ContentRow):
    """What can come of a step: `id` is what the person saw, `status` what is recorded with it.

    After a `refusal` the walk goes on. `also` is recorded of another step with it.
    """

    status: Literal["completed", "in-progress"] = "completed"
    refusal: StrictBool = False
    also: Also | None = None


class Opens(ContentModel):
    """When a step is there at all: once `step` came to one of the outcomes `saw`.

    With `late` also once the legal day of that step has passed; then it is there as an extra from the sending on.
    """

    step: Id
    saw: tuple[Id, ...] = ()
    late: StrictBool = False


class Audience(ContentRow):
    """For whom a step is: all that a plan needs to know of the steps that are not this person's, and no more is read.

    `core` and `extra` hold for a person when any of their mappings fits: all of its questions, any choice in common.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str = ""
    after: Id | None = None
    opens: Opens | None = None
    core: tuple[When, ...] = ()
    extra: tuple[When, ...] = ()


class Step(ContentRow):
    """Something to do. `core` and `extra` say for whom, as in `Audience`.

    `meaning` is raised only when what the person must do or believe changed. `after` names the step that comes first;
    `opens_after` is in days since that step's record; `minutes` is how long it takes. `opens` says when the step is
    there at all. The questions of `first` are asked, where they are still open, before the step shows anything.
    A `complain` step sends something too, and is not counted among the steps of the way.
    """

    kind: Literal["switch", "send", "complain", "answer", "extra", "document"]
    meaning: StrictInt = 1
    core: tuple[When, ...] = ()
    extra: tuple[When, ...] = ()
    link: Id | None = None
    after: Id | None = None
    opens_after: StrictInt | None = None
    opens: Opens | None = None
    minutes: StrictInt | None = None
    missing: StrictBool = False
    questions: tuple[Id, ...] = ()
    first: tuple[Id, ...] = ()
    outcomes: tuple[Outcome, ...] = Field((), alias="outcome")
    parts: tuple[Part, ...] = Field((), alias="part")
    blocks: tuple[Piece, ...] = Field((), alias="block")
    when_missing: tuple[Piece, ...] = Field((), alias="block_missing")


class Tombstone(ContentRow):
    """A step id that is no longer used, and what became of it."""

    reason: Literal["renamed", "merged", "split", "gone"]
    into: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _names_as_many_steps_as_its_reason_has(self) -> Self:
        fits = {"gone": not self.into, "split": len(self.into) > 1}.get(self.reason, len(self.into) == 1)
        if not fits:
            raise ValueError(f"is {self.reason} into {len(self.into)} steps, which cannot be")
        return self


class Pieces(ContentModel):
    """What the content says on a page or in a document that belongs to no step."""

    blocks: tuple[Piece, ...] = Field((), alias="block")
