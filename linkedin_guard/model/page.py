"""A page as data, and the moment it is made from.

A page never knows who shows it. It has at most one ask; the pick that hands the ask in is the one whose event has the
ask's name and nothing in it (`fills`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Event, Recorded, Use, Write
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress

LINKEDIN_LANGUAGE = "linkedin-language"
"""The question whose answer is LinkedIn's language; until it is answered that is taken to be the wizard's."""


@dataclass(frozen=True)
class Here:
    """What this machine is: the folder progress is kept in, whether it opens a browser, the newest eight profiles."""

    folder: str = ""
    opens_browser: bool = False
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Moment:
    """All that a page may depend on. `now` is aware and carries the person's time zone: today is its date.

    `letters_in` is the language chosen for letters, empty for what their law suggests. `seen` is the date of the
    content that the person saw last, empty for somebody new.
    `people` is everybody's progress by their name, where a page lists them.
    `draft` is what is being typed or ticked; `memory` what was handed in and is not kept (name, email). The sentences
    of `content` name LinkedIn's settings in the language that the person said their LinkedIn is in.
    """

    content: Catalogue
    progress: Progress
    now: datetime
    draft: Mapping[str, str] = field(default_factory=dict)
    here: Here = Here()
    memory: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""
    letters_in: str = ""
    people: Mapping[str, Progress] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = self.progress.answers.get(LINKEDIN_LANGUAGE) or (self.content.language,)
        object.__setattr__(self, "content", self.content.beside(said[0]))


@dataclass(frozen=True)
class Choice:
    """One thing to tick."""

    id: str
    label: str


@dataclass(frozen=True)
class Ask:
    """The one thing to fill in. `kind`: several, line, text, date, file. `into` is a question or a field.

    `value` is what stands there now (for several the ids ticked, with spaces between, and of a file its path); `limit`
    is in characters; with `keep` false the text never leaves memory.
    """

    kind: str
    into: str
    label: str = ""
    choices: tuple[Choice, ...] = ()
    value: str = ""
    limit: int | None = None
    keep: bool = True


@dataclass(frozen=True)
class Pick:
    """Something to choose. `key` is a letter that chooses it, `note` a word beside it: how a task stands.

    `mark` is a shape that says what the note says, for who sees the two together; never colour alone.
    `group` is a line said before it ("What does it read now?").
    """

    label: str
    event: Event
    key: str = ""
    note: str = ""
    mark: str = ""
    group: str = ""


@dataclass(frozen=True)
class Page:
    """What to show at a place. `focus` is the pick that is highlighted to begin with, `chosen` the present answer.

    With `focus` None nothing is highlighted: no pick of answers or outcomes is, before somebody goes there. Where there
    is a field too, the typing begins in it.

    `age` says that the content was checked long ago; where a page is full it stands in the caption's place.
    """

    place: Place
    caption: str
    title: str
    blocks: tuple[Block, ...] = ()
    ask: Ask | None = None
    picks: tuple[Pick, ...] = ()
    focus: int | None = 0
    chosen: int | None = None
    age: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims this page rests on, each once, in the order met."""
        return tuple(dict.fromkeys(claim for block in self.blocks for claim in block.claims))


@dataclass(frozen=True)
class Refusal:
    """One sentence saying what is wrong with what was typed."""

    text: str


def safe(picks: Sequence[Pick]) -> int | None:
    """The first pick, to be highlighted to begin with, unless it records something: then nothing is."""
    return None if isinstance(picks[0].event, Recorded) else 0


def types(page: Page) -> bool:
    """Whether the page asks for something to be typed."""
    return page.ask is not None and page.ask.kind != "several"


def names_people(page: Page) -> bool:
    """Whether people are chosen on the page, each by a number, though a name can be typed there too."""
    return any(isinstance(pick.event, Use) for pick in page.picks)


def fills(page: Page, event: Event) -> bool:
    """Whether choosing this event hands in what was ticked or typed on the page."""
    if page.ask is None:
        return False
    into = page.ask.into
    match event:
        case Answer(question, choices):
            return question == into and not choices
        case Write(name, text, _):
            return name == into and not text
    return False
