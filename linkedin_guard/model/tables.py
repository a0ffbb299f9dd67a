"""What is true: every table of content/ by id, read when it is first asked for; and what is wrong with content.

The models of a table are imported when the table is first asked for: to define all of them takes a tenth of the time
to the first page, which needs a few.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, Field, StrictInt

from linkedin_guard.model.text import ContentModel, Id, dated, spelled

if TYPE_CHECKING:
    from linkedin_guard.model.claims import Change, Claim, Labels, Link, Source
    from linkedin_guard.model.language import Language
    from linkedin_guard.model.law import Authority, Law, Letter, Regime
    from linkedin_guard.model.steps import Audience, Pieces, Question, Regions, Step, Tombstone


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


Words = dict[str, Any]
"""A file of sentences: text, lists of texts and choices, in tables within tables.

A choice is a table whose only key is a place in braces. What fills that place chooses one of its sentences: a whole
number by its plural category, a word by itself; `other` is for all the rest.
"""


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


class Tables:
    """What is true, whatever the language; `files` reads and checks it, so that this touches no disk.

    Every property and method raises ContentFault, one sentence, when what it needs is not usable.
    """

    def __init__(self, files: Files, language: str) -> None:
        self._files = files
        self.language = language

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
    def regions(self) -> "Regions":
        """What people call the regions."""
        from linkedin_guard.model.steps import Regions

        return self._files.model("regions.toml", Regions)

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
