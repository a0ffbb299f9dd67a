"""What is said and what is true, in one language: every table of content/ by id, and every sentence by name.

The models of a table are imported when the table is first asked for: to define all of them takes a tenth of the time
to the first page, which needs a few.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, Field, StrictInt

from linkedin_guard.model.saying import Saying
from linkedin_guard.model.text import ContentModel, Id, dated, spelled

if TYPE_CHECKING:
    from linkedin_guard.model.claims import Change, Claim, Labels, Link, Source
    from linkedin_guard.model.language import Language
    from linkedin_guard.model.law import Authority, Law, Letter, Regime
    from linkedin_guard.model.steps import Audience, Pieces, Question, Step, Tombstone


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with content; as text, one sentence.

    `file` is named from the content folder on, `key` is "" where the whole file is meant. `todo` ends the sentence.
    """

    file: str
    key: str
    what: str
    todo: str

    def __str__(self) -> str:
        where = f"content/{self.file}: '{self.key}'" if self.key else f"content/{self.file}:"
        return f"{where} {self.what}; {self.todo}"


class ContentFault(Exception):
    """The content cannot be used: the fault as one sentence, printable whatever the file holds."""

    exit_code = 3

    def __init__(self, fault: Fault) -> None:
        super().__init__(spelled(str(fault)))
        self.fault = fault


class Manifest(ContentModel):
    """Which content this is: `schema` is its shape, `content` its date, `languages` the folders it speaks in."""

    schema_: StrictInt = Field(alias="schema")
    content: Annotated[str, AfterValidator(dated)]
    languages: tuple[Id, ...]

    @property
    def day(self) -> date:
        """The day on which the content was checked as a whole."""
        return date.fromisoformat(self.content.replace(".", "-"))


_PLACE = re.compile(r"\{([a-z0-9-]+)\}")

Words = dict[str, Any]
"""A file of sentences: text, lists of texts and choices, in tables within tables.

A choice is a table whose only key is a place in braces. What fills that place chooses one of its sentences: a whole
number by its plural category, a word by itself; `other` is for all the rest.
"""


def is_choice(found: object) -> bool:
    """Whether this is a choice between sentences, and not a group of them: no id begins with a brace."""
    return isinstance(found, dict) and any(key.startswith("{") for key in found)


Found = TypeVar("Found")
Model = TypeVar("Model", bound=BaseModel)


class Files(Protocol):
    """The files of a content folder, read and checked. Every method raises ContentFault, one sentence."""

    def model(self, file: str, model: type[Model]) -> Model:
        """The whole file as one model."""

    def keyed(self, file: str, model: type[Model]) -> Mapping[str, Model]:
        """A file of nothing but tables, by their keys."""

    def rows(self, file: str, table: str, model: type[Model]) -> Mapping[str, Model]:
        """An array of tables in the file, by their ids, in order."""

    def words(self, file: str) -> Words:
        """A file of sentences."""


class _Places(dict[str, object]):
    """What fills the places of a sentence: what is given, and else LinkedIn's own words."""

    def __init__(self, given: Mapping[str, object], content: "Catalogue") -> None:
        super().__init__(given)
        self._content = content

    def __missing__(self, place: str) -> str:
        if place not in self._content.english_labels:
            raise KeyError(place)
        return self._content.label(place)


def _labelled(text: str, content: "Catalogue") -> str:
    """The text with LinkedIn's own words in their places."""
    if "{" not in text:
        return text
    known = content.english_labels
    return _PLACE.sub(lambda place: content.label(place[1]) if place[1] in known else place[0], text)


class Catalogue:
    """What is said and what is true, in one language. Each table is read when it is first asked for.

    `files` reads and checks; it is given, so that this class touches no disk. `labels_in` is the language of LinkedIn
    in which LinkedIn's own words stand in the sentences: a place that nothing else fills is a label's id (`{off}`).
    Every property and method raises ContentFault, one sentence, when what it needs is not usable.
    """

    def __init__(self, files: Files, language: str = "en", labels_in: str = "en") -> None:
        self._files = files
        self.language = language
        self.labels_in = labels_in
        self._words: dict[str, Words] = {}
        self._beside = {labels_in: self}

    @property
    def by_machine(self) -> bool:
        """Whether only a machine has translated these words, and nobody has read them yet."""
        return self.language != "en" and self.grammar.review.state == "machine"

    def into(self, language: str) -> "Catalogue":
        """The same content in another language of the manifest's."""
        return self if language == self.language else Catalogue(self._files, language, self.labels_in)

    def beside(self, linkedin: str) -> "Catalogue":
        """The same content for somebody whose LinkedIn is in that language: its labels stand in the sentences."""
        if linkedin not in self._beside:
            other = Catalogue(self._files, self.language, linkedin)
            other._words, other._beside = self._words, self._beside
            self._beside[linkedin] = other
        return self._beside[linkedin]

    @cached_property
    def manifest(self) -> Manifest:
        """The content's version and languages."""
        return self._files.model("manifest.toml", Manifest)

    @cached_property
    def grammar(self) -> "Language":
        """How this language writes numbers, days and lists."""
        from linkedin_guard.model.language import Language

        return self._files.model(f"{self.language}/language.toml", Language)

    @cached_property
    def sources(self) -> "Mapping[str, Source]":
        """Every source, by id."""
        from linkedin_guard.model.claims import Source

        return self._files.keyed("sources.toml", Source)

    @cached_property
    def claims(self) -> "Mapping[str, Claim]":
        """Every claim, by id; the sentence is `sentence(id)`."""
        from linkedin_guard.model.claims import Claim

        return self._files.keyed("claims.toml", Claim)

    @cached_property
    def changes(self) -> "Mapping[str, Change]":
        """What changed in the content, by id."""
        from linkedin_guard.model.claims import Change

        return self._files.rows("changes.toml", "change", Change)

    @cached_property
    def links(self) -> "Mapping[str, Link]":
        """Every address, by id."""
        from linkedin_guard.model.claims import Link

        return self._files.keyed("links.toml", Link)

    @cached_property
    def labels(self) -> "Mapping[str, Labels]":
        """LinkedIn's own labels, by LinkedIn's language."""
        from linkedin_guard.model.claims import Labels

        return self._files.keyed("labels.toml", Labels)

    @cached_property
    def authorities(self) -> "Mapping[str, Authority]":
        """The data-protection authorities, by id."""
        from linkedin_guard.model.law import Authority

        return self._files.rows("authorities.toml", "authority", Authority)

    @cached_property
    def regimes(self) -> "Mapping[str, Regime]":
        """What holds where, by id."""
        from linkedin_guard.model.law import Regime

        return self._files.rows("regimes.toml", "regime", Regime)

    @cached_property
    def laws(self) -> "Mapping[str, Law]":
        """What a person can ask for, by id, in the order they are tried."""
        from linkedin_guard.model.law import Law

        return self._files.rows("regimes.toml", "law", Law)

    @cached_property
    def letters(self) -> "Mapping[str, Letter]":
        """The texts to send, by id."""
        from linkedin_guard.model.law import Letter

        return self._files.rows("letters.toml", "letter", Letter)

    @cached_property
    def documents(self) -> "Mapping[str, Pieces]":
        """What the documents for a team say, by name."""
        from linkedin_guard.model.steps import Pieces

        return self._files.keyed("documents.toml", Pieces)

    @cached_property
    def questions(self) -> "Mapping[str, Question]":
        """Every question, by id, in the order asked."""
        from linkedin_guard.model.steps import Question

        return self._files.rows("questions.toml", "question", Question)

    @cached_property
    def steps(self) -> "Mapping[str, Step]":
        """Every step, by id, in the order done."""
        from linkedin_guard.model.steps import Step

        return self._files.rows("steps.toml", "step", Step)

    @cached_property
    def audiences(self) -> "Mapping[str, Audience]":
        """For whom each step is, by the step's id, in the order done."""
        from linkedin_guard.model.steps import Audience

        return self._files.rows("steps.toml", "step", Audience)

    @cached_property
    def retired(self) -> "Mapping[str, Tombstone]":
        """Step ids that are no longer used, by id."""
        from linkedin_guard.model.steps import Tombstone

        return self._files.rows("steps.toml", "retired", Tombstone)

    @cached_property
    def pages(self) -> "Mapping[str, Pieces]":
        """What the pages that are no steps say, by place."""
        from linkedin_guard.model.steps import Pieces

        return self._files.keyed("pages.toml", Pieces)

    def words(self, name: str) -> str:
        """The sentence called `<file>.<key>…`, in this language; a place that is no label's stays open."""
        return _labelled(self._sentence(name, self._find(name)), self)

    def several(self, name: str) -> tuple[str, ...]:
        """The list of sentences called `<file>.<key>…`, in this language; a place that is no label's stays open."""
        found = self._find(name)
        if not isinstance(found, list):
            raise ContentFault(self._wordless(name, "list of sentences"))
        return tuple(_labelled(text, self) for text in found)

    def has(self, name: str) -> bool:
        """Whether there are words of that name."""
        found = self._find(name)
        return isinstance(found, str | list) or is_choice(found)

    def say(self, name: str, /, **values: object) -> str:
        """The sentence called `name` with its `{places}` filled in; of a choice, the one that fits.

        A whole number is a quantity, and written as such; what only counts off (a line, a year) is given as text.
        """
        found = self._find(name)
        try:
            if isinstance(found, dict) and is_choice(found):
                found = self._chosen(found, values)
            written = {
                place: self.grammar.number(value) if isinstance(value, int) and abs(value) >= 1000 else value
                for place, value in values.items()
            }
            return self._sentence(name, found).format_map(_Places(written, self))
        except (KeyError, ValueError, IndexError, AttributeError) as fault:
            what = f"has a place that nothing fills ({fault})"
            raise ContentFault(Fault(*self._where(name), what, "correct it.")) from None

    def _chosen(self, choice: Words, values: Mapping[str, object]) -> object:
        """The sentence of a choice that fits what fills its place; raises KeyError when nothing does."""
        ((place, sentences),) = choice.items()
        value = values[place[1:-1]]
        chosen = self.grammar.category(value) if isinstance(value, int) else str(value)
        return sentences.get(chosen, sentences["other"])

    def _sentence(self, name: str, found: object) -> str:
        if not isinstance(found, str):
            raise ContentFault(self._wordless(name, "sentence"))
        return found

    def told(self, saying: str) -> str:
        """What a fault or a note says, in this language; the English of the code where it cannot be read here."""
        if not isinstance(saying, Saying):
            return saying
        said = {name: self.told(value) if isinstance(value, str) else value for name, value in saying.values.items()}
        try:
            return self.say(f"faults.{saying.kind}", **said)
        except ContentFault:
            return str(saying)

    def sentence(self, claim: str, reading: str | None = None) -> str:
        """What a claim says, or what one of its readings says."""
        return self.words(f"claims.{claim}.{'say' if reading is None else reading}")

    def source(self, name: str) -> str:
        """What a source is called: its title as published, else what the page is."""
        source = self.pick(self.sources, name, "sources.toml")
        return source.title or self.words(f"sources.what.{source.what}")

    def address(self, link: str) -> str:
        """The address of a link, or of the page where an authority takes complaints (`authority.<id>`)."""
        table, _, name = link.rpartition(".")
        if table != "authority":
            return self.pick(self.links, link, "links.toml").url
        authority = self.pick(self.authorities, name, "authorities.toml")
        address = authority.form or authority.home
        if address is None:
            raise ContentFault(Fault("authorities.toml", f"authority.{name}", "has no address to open", "add one."))
        return address

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address of the web that the content names."""
        found = [link.url for link in self.links.values()]
        found += [source.url for source in self.sources.values() if source.url]
        found += [url for noun in self.authorities.values() for url in (noun.home, noun.form) if url]
        return frozenset(found)

    def label(self, key: str) -> str:
        """LinkedIn's own label in LinkedIn's language; the English one where none could be sourced."""
        spoken = self.labels.get(self.labels_in)
        if spoken is not None and key in spoken.labels:
            return spoken.labels[key]
        return self.pick(self.english_labels, key, "labels.toml")

    @property
    def english_labels(self) -> Mapping[str, str]:
        """LinkedIn's labels in English: all there are."""
        return self.pick(self.labels, "en", "labels.toml").labels

    @staticmethod
    def pick(table: Mapping[str, Found], key: str, file: str) -> Found:
        """`table[key]`, or ContentFault naming the file and the id that is missing."""
        try:
            return table[key]
        except KeyError:
            what = "is not there, but something names it"
            raise ContentFault(Fault(file, key, what, "add it or correct the name.")) from None

    def _where(self, name: str) -> tuple[str, str]:
        """The file and the key of a sentence."""
        file, _, key = name.partition(".")
        return f"{self.language}/{file}.toml", key

    def _wordless(self, name: str, kind: str) -> Fault:
        return Fault(*self._where(name), f"is no {kind}", f"add the {kind} '{name}' or correct the name.")

    def _find(self, name: str) -> object:
        file, *keys = name.split(".")
        if file not in self._words:
            self._words[file] = self._files.words(f"{self.language}/{file}.toml")
        found: object = self._words[file]
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found
