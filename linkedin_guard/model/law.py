"""What holds where, what a person can ask for there, whom to complain to, and the letters that do it."""

from datetime import date
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from linkedin_guard.model.text import Address, ContentModel, ContentRow, Id, SentenceId, Text, When


class Wants(ContentModel):
    """What an authority asks of a complaint, as its `claim` says.

    `languages` are those it takes, none where that is not known; `first` whether the person has to turn to LinkedIn
    before, `signed` whether a signature is wanted, `proof` whether proof is; `model` whether its form has a model text.
    """

    claim: Id
    languages: tuple[Id, ...] = ()
    first: StrictBool = False
    signed: StrictBool = False
    proof: StrictBool = False
    model: StrictBool = False


class Authority(ContentRow):
    """A data-protection authority.

    `id` is the choice it belongs to, which names its place; `name` is its own, and none where it is one of several;
    `sure` says whose page showed the address.
    """

    name: Text | None = None
    home: Address | None = None
    form: Address | None = None
    sure: Literal["own", "dataset"]
    claims: tuple[Id, ...] = ()
    wants: Wants | None = None


class Regime(ContentRow):
    """What holds in a region: `rows` maps each of the five rows of `about-you` to the claim that fills it."""

    regions: tuple[Id, ...]
    rows: dict[Id, Id]


class Reply(ContentModel):
    """When an answer is due: `count` of `unit` after the day of sending.

    With `roll` a last day on a weekend or a public holiday of `holidays` moves to the next working day. `extend` is in
    months, for a controller that said so in time. Where `legal` is false no law sets a day, and it is a courtesy only.
    With `since` it is a legal day only for what was sent from then on, and a courtesy before.
    `claims` say what the date rests on.
    """

    count: StrictInt
    unit: Literal["month", "day"]
    legal: StrictBool
    roll: StrictBool = False
    holidays: Literal["IE", "GB"] | None = None
    extend: StrictInt | None = None
    restarts: StrictBool = False
    since: date | None = None
    claims: tuple[Id, ...] = ()


class Law(ContentRow):
    """What a person can ask for where they live: the first whose `when` fits them.

    `asks` is what a person does by it: object, declare, withdraw consent, or ask. `authorities` are the ids to complain
    to, in the order the law wants; a question's id there stands for the authority the person's answer names. `claims`
    say what the reply's date rests on. `replies` are the days that follow other steps than the objection, by the step
    that waits.
    """

    when: tuple[When, ...] = ()
    controller: Id
    asks: Literal["objection", "declaration", "withdrawal", "request"] = "request"
    reply: Reply
    replies: dict[Id, Reply] = Field(default_factory=dict)
    claims: tuple[Id, ...] = ()
    authorities: tuple[Id, ...] = ()


class Line(ContentModel):
    """A paragraph of a letter, and the claims it rests on.

    It stands there for these laws (none named: all), when one of these scopes is chosen, for these answers and not for
    those of `unless`. A line that `needs` a value of the letter (grounds, reference, due) stands only if there is one,
    a line that `lacks` it only if there is none. `saw` is as in a part: after which answer of LinkedIn's, or while it
    is waited for. The short text has `short` lines.
    """

    say: SentenceId
    claims: tuple[Id, ...] = ()
    law: tuple[Id, ...] = ()
    scope: tuple[Id, ...] = ()
    needs: Id | None = None
    lacks: Id | None = None
    saw: tuple[Id, ...] = ()
    when: tuple[When, ...] = ()
    unless: tuple[When, ...] = ()
    short: StrictBool = False
    long: StrictBool = True

    def __hash__(self) -> int:
        return hash((self.say, self.law, self.scope))


class Letter(ContentRow):
    """A text to send, paragraph by paragraph; with `sources`, what it rests on stands at its end."""

    lines: tuple[Line, ...] = Field(alias="line")
    sources: StrictBool = False
