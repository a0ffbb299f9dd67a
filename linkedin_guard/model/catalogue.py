"""The nouns: what the content says (questions, steps, claims, sources) and what a person has recorded.

Content refuses unknown keys, so that a slip in a file is an error with a name; Progress keeps them, so that a file
written by a newer version loses nothing. `reading` reads them from data.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from linkedin_guard.model.reading import Fits, Kept, Shaped

ALLOWED_INVISIBLE = "\u00a0\u200c\u200d"


def shows(character: str) -> bool:
    """Whether every page can show the character: no control character, no bidi override, no half of a pair."""
    return character.isprintable() or character in ALLOWED_INVISIBLE


def spelled(text: str) -> str:
    """The text with every character that must not reach a terminal spelled out, as U+001B is as `\\x1b`."""
    return text if text.isprintable() else "".join(c if shows(c) else ascii(c)[1:-1] for c in text)


def printable(text: str) -> str:
    """Return the text, or raise ValueError if it holds a control character or a bidi override.

    The no-break space and the joiners are allowed by name: languages need them and no terminal obeys them.
    """
    if not text.isprintable():
        for character in text:
            if not shows(character):
                raise ValueError(f"holds the control character U+{ord(character):04X}")
    return text


def _https(address: str) -> str:
    if not address.startswith("https://") or any(c.isspace() for c in address):
        raise ValueError("is not an https:// address")
    return address


def _like(pattern: str) -> Fits:
    fits = re.compile(pattern).fullmatch

    def check(text: str) -> str:
        if fits(text) is None:
            raise ValueError(f"is not a proper id ({text[:60]!r}): small letters, digits and hyphens only")
        return text

    return Fits(check)


Id = Annotated[str, _like(r"[a-z0-9]+(-[a-z0-9]+)*")]
WordsId = Annotated[str, _like(r"[a-z0-9-]+(\.[a-z0-9-]+)+")]
Text = Annotated[str, Fits(printable)]
Address = Annotated[str, Fits(_https), Fits(printable)]
When = dict[Id, tuple[Id, ...]]
"""From question to choices: true when, for each question named, one of the person's choices is among them."""


class ContentFault(Exception):
    """The content cannot be used: one sentence with file, key and what to do, printable whatever the file holds."""

    exit_code = 3

    def __init__(self, sentence: str) -> None:
        super().__init__(spelled(sentence))


class Manifest(Shaped, keys={"schema_": "schema"}):
    """Which content this is: `schema` is its shape, `content` its date, `languages` the folders it speaks in."""

    schema_: int
    content: Annotated[str, _like(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}")]
    languages: tuple[Id, ...]


Kind = Literal["linkedin", "regulator", "law", "press", "article", "ours"]


class Source(Shaped):
    """Where a claim comes from. `via` says how the text was seen when it was not the page itself."""

    title: Text
    kind: Kind
    url: Address | None = None
    date: Text | None = None
    via: Text | None = None


class Reading(Shaped):
    """One way a contested point is read, with the sources that read it so."""

    id: Id
    sources: tuple[Id, ...]


class Claim(Shaped, keys={"readings": "reading"}):
    """A statement about LinkedIn's conduct or the law. Its sentence is in `<language>/claims.toml`.

    `status`: documented, reported (second hand), contested (two or more readings), unresolved (could not be confirmed;
    the kind "ours" is always unresolved: it is our own reading).
    """

    kind: Kind
    status: Literal["documented", "reported", "contested", "unresolved"]
    sources: tuple[Id, ...]
    checked: date
    readings: tuple[Reading, ...] = ()


class Link(Shaped):
    """An address that may be shown and opened; `source` says where the address itself was found."""

    url: Address
    sources: tuple[Id, ...]


class Labels(Shaped):
    """LinkedIn's own words in one language of LinkedIn's, byte for byte; a key that is missing could not be sourced."""

    name: Text
    labels: dict[Id, Text] = {}
    sources: tuple[Id, ...] = ()


class Authority(Shaped, kw_only=True):
    """A data-protection authority. `id` is the choice it belongs to; `sure` says whose page showed the address."""

    id: Id
    name: Text
    home: Address | None = None
    form: Address | None = None
    sure: Literal["own", "dataset"]
    claims: tuple[Id, ...] = ()


_SHOWN = (
    "say",
    "claim",
    "claims",
    "list_",
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
"""The parts of a piece of which one is given."""


class Piece(Shaped, keys={"list_": "list"}):
    """One block of a page, as content names it. Exactly one of the first group is given; the rest qualifies it.

    `cites` names the claims that an address or a label rests on.
    """

    say: WordsId | None = None
    claim: Id | None = None
    claims: tuple[Id, ...] | None = None
    list_: WordsId | None = None
    numbered: WordsId | None = None
    heading: WordsId | None = None
    trail: tuple[Id, ...] | None = None
    link: Id | None = None
    switch: Id | None = None
    label: Id | None = None
    rows: Literal["region", "team"] | None = None
    boxes: WordsId | None = None
    code: Id | None = None

    notice: bool = False
    cites: tuple[Id, ...] = ()
    when: tuple[When, ...] = ()
    unless: tuple[When, ...] = ()

    def fitting(self) -> "Piece":
        """This piece, if it names exactly one thing to show."""
        held = vars(self)
        given = [name for name in _SHOWN if held[name] is not None]
        if len(given) != 1:
            raise ValueError(f"names {len(given)} things to show; it must name exactly one")
        return self


class Regime(Shaped):
    """What holds in a region: `rows` maps each of the five rows of `about-you` to the claim that fills it."""

    id: Id
    regions: tuple[Id, ...]
    rows: dict[Id, Id]


class Reply(Shaped, kw_only=True):
    """When an answer is due: `count` of `unit` after the day of sending.

    With `roll` a last day on a weekend or a public holiday of `holidays` moves to the next working day. `extend` is in
    months, for a controller that said so in time. Where `legal` is false no law sets a day, and it is a courtesy only.
    """

    count: int
    unit: Literal["month", "day"]
    legal: bool
    roll: bool = False
    holidays: Literal["IE", "GB"] | None = None
    extend: int | None = None
    restarts: bool = False


class Law(Shaped, kw_only=True):
    """What a person can ask for where they live: the first whose `when` fits them.

    `authorities` are the ids to complain to, in the order the law wants; a question's id there stands for the
    authority the person's answer names. `claims` say what the reply's date rests on.
    """

    id: Id
    when: tuple[When, ...] = ()
    controller: Id
    reply: Reply
    claims: tuple[Id, ...] = ()
    authorities: tuple[Id, ...] = ()


class Line(Shaped):
    """A paragraph of a letter, and the claims it rests on.

    It stands there for these laws (none named: all), when one of these scopes is chosen, for these answers, and, when
    it `needs` something the person may give (grounds, post), only if they gave it. `saw` is as in a part: after which
    answer of LinkedIn's, or while it is waited for. The short text has `short` lines.
    """

    say: WordsId
    claims: tuple[Id, ...] = ()
    law: tuple[Id, ...] = ()
    scope: tuple[Id, ...] = ()
    needs: Id | None = None
    saw: tuple[Id, ...] = ()
    when: tuple[When, ...] = ()
    short: bool = False
    long: bool = True


class Letter(Shaped, keys={"lines": "line"}):
    """A text to send, paragraph by paragraph; with `sources`, what it rests on stands at its end."""

    id: Id
    lines: tuple[Line, ...]
    sources: bool = False


class Question(Shaped):
    """A question. `start` ones are asked of everybody; the others belong to a `step`."""

    id: Id
    choices: tuple[Id, ...]
    start: bool = False
    several: bool = False
    preset: tuple[Id, ...] = ()
    alone: tuple[Id, ...] = ()
    step: Id | None = None
    when: tuple[When, ...] = ()


class Part(Shaped, keys={"blocks": "block"}):
    """A part of a step: something to read (`ask` absent) or one thing to fill in, kept as the field `<step>.<part>`.

    `limit` is in characters; `earliest` is the first date taken. `writing` parts prepare what is sent and are never
    asked for by themselves, nor are those that are not kept. `saw` says after which outcome, or in which status, the
    part is open. `shows` is a letter, or the authority, that stands on its page; `edits` a letter that is edited here.
    Filling in a part that `marks` an outcome of the step records that outcome too.
    """

    id: Id
    ask: Literal["several", "line", "text", "date", "file"] | None = None
    optional: bool = False
    keep: bool = True
    limit: int | None = None
    earliest: date | None = None
    choices: tuple[Id, ...] = ()
    preset: tuple[Id, ...] = ()
    starts: WordsId | None = None
    writing: bool = False
    saw: tuple[Id, ...] = ()
    shows: Id | None = None
    short: bool = False
    edits: Id | None = None
    marks: Id | None = None
    blocks: tuple[Piece, ...] = ()
    when: tuple[When, ...] = ()


class Outcome(Shaped):
    """What can come of a step: `id` is what the person saw, `status` what is recorded with it."""

    id: Id
    status: Literal["completed", "in-progress"] = "completed"


class Offer(Shaped, partial=True):
    """Of a step, for whom it is: all that a plan needs to know of the steps that are not this person's."""

    id: Id
    core: tuple[When, ...] = ()
    extra: tuple[When, ...] = ()


class Step(Shaped, keys={"outcomes": "outcome", "parts": "part", "blocks": "block", "when_missing": "block_missing"}):
    """Something to do. `core` and `extra` say for whom: any mapping, all of its questions, any choice in common.

    `meaning` is raised only when what the person must do or believe changed. `after` names the step that comes first;
    `opens_after` is in days since that step's record.
    """

    id: Id
    kind: Literal["switch", "send", "answer", "extra", "document"]
    meaning: int = 1
    core: tuple[When, ...] = ()
    extra: tuple[When, ...] = ()
    link: Id | None = None
    after: Id | None = None
    opens_after: int | None = None
    minutes: int | None = None
    missing: bool = False
    questions: tuple[Id, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    parts: tuple[Part, ...] = ()
    blocks: tuple[Piece, ...] = ()
    when_missing: tuple[Piece, ...] = ()


class Tombstone(Shaped):
    """A step id that is no longer used, and what became of it."""

    id: Id
    reason: Literal["renamed", "merged", "split", "gone"]
    into: tuple[Id, ...] = ()

    def fitting(self) -> "Tombstone":
        """This tombstone, if it names as many heirs as its reason has."""
        fits = {"gone": not self.into, "split": len(self.into) > 1}.get(self.reason, len(self.into) == 1)
        if not fits:
            raise ValueError(f"is {self.reason} into {len(self.into)} steps, which cannot be")
        return self


class PageText(Shaped, keys={"blocks": "block"}):
    """What a page that is no step says."""

    blocks: tuple[Piece, ...] = ()


Words = dict[str, Any]
Found = TypeVar("Found")
_Named = TypeVar("_Named", Authority, Regime, Law, Letter, Offer, Question, Step, Tombstone)
Read = Callable[[str, Any], Any]


class Content:
    """What is said and what is true, in one language. Each part is read and checked when it is first asked for.

    `read(file, shape)` returns the checked contents of a file of `content/`, or with `{table: noun}` those of a table
    in it by id; it is given, so that this class touches no disk. Every property and method raises ContentFault,
    one sentence, when what it needs is not usable.
    """

    def __init__(self, read: Read, language: str = "en") -> None:
        self._read = read
        self.language = language
        self._words: dict[str, Words] = {}

    @cached_property
    def manifest(self) -> Manifest:
        """The content's version and languages."""
        return self._read("manifest.toml", Manifest)  # type: ignore[no-any-return]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by id."""
        return self._read("sources.toml", dict[Id, Source])  # type: ignore[no-any-return]

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim, by id; the sentence is `sentence(id)`."""
        return self._read("claims.toml", dict[Id, Claim])  # type: ignore[no-any-return]

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """Every address, by id."""
        return self._read("links.toml", dict[Id, Link])  # type: ignore[no-any-return]

    @cached_property
    def labels(self) -> Mapping[str, Labels]:
        """LinkedIn's own labels, by LinkedIn's language."""
        return self._read("labels.toml", dict[Id, Labels])  # type: ignore[no-any-return]

    @cached_property
    def authorities(self) -> Mapping[str, Authority]:
        """The data-protection authorities, by id."""
        return self._by_id("authorities.toml", "authority", Authority)

    @cached_property
    def regimes(self) -> Mapping[str, Regime]:
        """What holds where, by id."""
        return self._by_id("regimes.toml", "regime", Regime)

    @cached_property
    def laws(self) -> Mapping[str, Law]:
        """What a person can ask for, by id, in the order they are tried."""
        return self._by_id("regimes.toml", "law", Law)

    @cached_property
    def letters(self) -> Mapping[str, Letter]:
        """The texts to send, by id."""
        return self._by_id("letters.toml", "letter", Letter)

    @cached_property
    def documents(self) -> Mapping[str, PageText]:
        """What the documents for a team say, by name."""
        return self._read("documents.toml", dict[Id, PageText])  # type: ignore[no-any-return]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question, by id, in the order asked."""
        return self._by_id("questions.toml", "question", Question)

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every step, by id, in the order done."""
        return self._by_id("steps.toml", "step", Step)

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """For whom each step is, by the step's id, in the order done."""
        return self._by_id("steps.toml", "step", Offer)

    @cached_property
    def retired(self) -> Mapping[str, Tombstone]:
        """Step ids that are no longer used, by id."""
        return self._by_id("steps.toml", "retired", Tombstone)

    @cached_property
    def pages(self) -> Mapping[str, PageText]:
        """What the pages that are no steps say, by place."""
        return self._read("pages.toml", dict[str, PageText])  # type: ignore[no-any-return]

    def _by_id(self, file: str, table: str, shape: type[_Named]) -> Mapping[str, _Named]:
        return self._read(file, {table: shape})  # type: ignore[no-any-return]

    def words(self, name: str) -> str:
        """The sentence called `<file>.<key>…`, in this language."""
        found = self._find(name)
        if not isinstance(found, str):
            raise ContentFault(
                f"content/{self.language}/{name.split('.')[0]}.toml: there is no sentence '{name}'; add it."
            )
        return found

    def several(self, name: str) -> tuple[str, ...]:
        """The list of sentences called `<file>.<key>…`, in this language."""
        found = self._find(name)
        if not isinstance(found, list):
            raise ContentFault(f"content/{self.language}/{name.split('.')[0]}.toml: there is no list '{name}'; add it.")
        return tuple(found)

    def has(self, name: str) -> bool:
        """Whether there are words of that name."""
        return isinstance(self._find(name), str | list)

    def say(self, name: str, /, **values: object) -> str:
        """The sentence called `name` with its `{places}` filled in."""
        try:
            return self.words(name).format_map(values)
        except (KeyError, ValueError, IndexError, AttributeError) as fault:
            raise ContentFault(
                f"content/{self.language}: the sentence '{name}' has a place that nothing fills ({fault}); correct it."
            ) from None

    def sentence(self, claim: str, reading: str | None = None) -> str:
        """What a claim says, or what one of its readings says."""
        return self.words(f"claims.{claim}.{'say' if reading is None else reading}")

    def address(self, link: str) -> str:
        """The address of a link, or of the page where an authority takes complaints (`authority.<id>`)."""
        table, _, name = link.rpartition(".")
        if table != "authority":
            return self.pick(self.links, link, "links.toml").url
        authority = self.pick(self.authorities, name, "authorities.toml")
        address = authority.form or authority.home
        if address is None:
            raise ContentFault(f"content/authorities.toml: '{name}' has no address to open; add one.")
        return address

    def label(self, key: str, language: str = "en") -> str:
        """LinkedIn's own label in LinkedIn's language; the English one where none could be sourced."""
        spoken = self.labels.get(language)
        if spoken is not None and key in spoken.labels:
            return spoken.labels[key]
        return self.pick(self.labels["en"].labels, key, "labels.toml")

    @staticmethod
    def pick(table: Mapping[str, Found], key: str, file: str) -> Found:
        """`table[key]`, or ContentFault naming the file and the id that is missing."""
        try:
            return table[key]
        except KeyError:
            raise ContentFault(
                f"content/{file}: there is no '{key}', but something names it; add it or correct the name."
            ) from None

    def _find(self, name: str) -> object:
        file, *keys = name.split(".")
        if file not in self._words:
            self._words[file] = self._read(f"{self.language}/{file}.toml", Words)
        found: object = self._words[file]
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found


class Record(Kept, kw_only=True):
    """What a person recorded about a step; `saw` is what they read, `meaning` the step's meaning they acted on."""

    status: str
    saw: str = ""
    meaning: int = 1
    at: datetime


class Entry(Kept, kw_only=True):
    """One line of the log: the event as data, and `was`, what it replaced."""

    at: datetime
    content: str
    event: dict[str, Any]
    was: Any = None


class Progress(Kept, kw_only=True):
    """All the wizard remembers about one person. Where they are is not stored; it follows from this."""

    format: int = 1
    app: str
    content: str
    profile: str
    answers: dict[str, tuple[str, ...]] = {}
    steps: dict[str, Record] = {}
    fields: dict[str, str] = {}
    log: tuple[Entry, ...] = ()
