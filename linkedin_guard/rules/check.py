"""A folder of content against its shape and every rule: all that is wrong with it, in one go.

A file that cannot be read hides no other. What has a fault in its shape is not held against the rules, which would
only say the same again in a darker way; which rules were therefore not checked to the end is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from linkedin_guard.content import (
    ContentFolder,
    faults_of_ids,
    faults_of_keys,
    faults_of_row,
    faults_of_tables,
    faults_of_words,
    suggest,
)
from linkedin_guard.model.catalogue import ContentFault, Fault, Manifest
from linkedin_guard.rules import (
    brands_and_labels,
    choices_fit_the_language,
    claim_has_source,
    claims_are_used,
    contested_has_readings,
    form_of_address,
    ids_exist,
    ids_stand_once,
    labels_letter_by_letter,
    letters_cite_claims,
    made_from_this_english,
    marks_of_the_language,
    mirrors_instruct_nobody,
    no_english_left,
    not_much_longer,
    said_by_claims_alone,
    same_data,
    same_difference,
    same_ending,
    same_laws,
    same_numbers,
    same_places,
    same_sentences,
    shown_where_it_holds,
    status_fits_kind,
    words_of_the_glossary,
    words_people_type,
    words_we_do_not_use,
)
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.shapes import GLOSSARY, WORDS, Shape, shapes, spoken

SHAPE = "schema"
"""What stands in the place of a rule's id for a fault in the shape of a file."""


class Rule(Protocol):
    """What content must keep to; a module is one. `FIX` is what to do, as the end of a sentence."""

    ID: str
    REASON: str
    FIX: str

    def check(self, draft: Draft) -> Iterator[Fault]:
        """What breaks the rule. Raises ContentFault when it comes to something that has not its shape."""


RULES: tuple[Rule, ...] = (
    brands_and_labels,
    choices_fit_the_language,
    claim_has_source,
    claims_are_used,
    contested_has_readings,
    form_of_address,
    ids_exist,
    ids_stand_once,
    labels_letter_by_letter,
    letters_cite_claims,
    made_from_this_english,
    marks_of_the_language,
    mirrors_instruct_nobody,
    no_english_left,
    not_much_longer,
    said_by_claims_alone,
    same_data,
    same_difference,
    same_ending,
    same_laws,
    same_numbers,
    same_places,
    same_sentences,
    shown_where_it_holds,
    status_fits_kind,
    words_of_the_glossary,
    words_people_type,
    words_we_do_not_use,
)


@dataclass(frozen=True)
class Report:
    """What was found. `faults` has each with the id of the rule it breaks, or `SHAPE`, by file and key.

    `content` is the version of the content, None where it cannot be told; `files` is how many there are, `rules` how
    many they were held against; `unchecked` has the ids of those rules that were not checked to the end.
    """

    content: str | None
    files: int
    rules: int
    faults: Mapping[Fault, str]
    unchecked: tuple[str, ...]


def check(root: Path, rules: Sequence[Rule] = RULES) -> Report:
    """Hold the folder against its shape and the rules; against its shape alone where it is installed, as JSON."""
    files = ContentFolder(root)
    found = _Found(files)
    found.look_at_shapes()
    unchecked = tuple(rule.ID for rule in rules if files.installed or not found.holds_against(rule))
    content = None if found.manifest is None else found.manifest.content
    held = 0 if files.installed else len(rules)
    return Report(content, len(found.there), held, dict(sorted(found.faults.items())), unchecked)


class _Found:
    """What is wrong with a folder, as it is found: first in the shapes, then by the rules."""

    def __init__(self, files: ContentFolder) -> None:
        self.faults: dict[Fault, str] = {}
        self.there = frozenset(_there(files))
        self.manifest: Manifest | None = None
        self._files = files
        self._broken: frozenset[str] = frozenset()
        try:
            self.manifest = files.manifest()
        except ContentFault as fault:
            self.faults[fault.fault] = SHAPE
        self._listed = frozenset(self.manifest.languages if self.manifest is not None else ())
        self._spoken = frozenset(_spoken(self.there))
        self._languages = sorted({"en"} | self._listed | self._spoken)
        self._shapes = [*shapes(), *(shape for language in self._languages for shape in spoken(language))]
        self._words = [f"{language}/{name}.toml" for language in self._languages for name in WORDS]
        self._words += [f"{language}/{GLOSSARY}" for language in self._languages if language != "en"]

    def look_at_shapes(self) -> None:
        """Add whatever keeps the folder from being read as content, and what in it nobody would ever see."""
        for shape in self._shapes:
            self._add(SHAPE, _shape(self._files, shape))
        for file in self._words:
            self._add(SHAPE, _sentences(self._files, file))
        self._broken = frozenset(fault.file for fault in self.faults)
        self._add(SHAPE, self._unseen())

    def holds_against(self, rule: Rule) -> bool:
        """Add what breaks the rule in any language; whether it was checked to the end."""
        whole = True
        for language in self._languages:
            draft = Draft(self._files, language, self._broken)
            whole = self._add(rule.ID, rule.check(draft)) and not draft.withheld and whole
        return whole

    def _add(self, by: str, faults: Iterator[Fault]) -> bool:
        """Add each fault that is not known already; whether nothing stopped the search for more."""
        try:
            for fault in faults:
                self.faults.setdefault(fault, by)
        except ContentFault as stopped:
            self.faults.setdefault(stopped.fault, by)
            return False
        return True

    def _unseen(self) -> Iterator[Fault]:
        known = {*(shape.file for shape in self._shapes), *self._words}
        for file in sorted(self.there - known):
            near = (other for other in known if Path(other).parent == Path(file).parent)
            yield Fault(file, "", "is read by nothing", suggest(file, near))
        if self.manifest is not None:
            for language in sorted(self._spoken - self._listed):
                what = f"does not name '{language}', in which there are sentences"
                yield Fault("manifest.toml", "languages", what, "add it, or take the folder out.")


def _there(files: ContentFolder) -> Iterator[str]:
    """The files of the folder and of the folders in it, each by the name of the TOML it is or was made from."""
    ending = ".json" if files.installed else ".toml"
    for pattern in (f"*{ending}", f"*/*{ending}"):
        for path in files.root.glob(pattern):
            found = path.relative_to(files.root)
            if not any(part.startswith(".") for part in found.parts):
                yield found.with_suffix(".toml").as_posix()


def _spoken(there: frozenset[str]) -> Iterator[str]:
    """The folders that hold files of sentences."""
    for file in there:
        folder, _, name = file.removesuffix(".toml").rpartition("/")
        if folder and name in WORDS:
            yield folder


def _sentences(files: ContentFolder, file: str) -> Iterator[Fault]:
    yield from faults_of_words(file, files.raw(file))


def _shape(files: ContentFolder, shape: Shape) -> Iterator[Fault]:
    """Whatever keeps a file, or an array of tables in it, from its models."""
    file, raw = shape.file, files.raw(shape.file)
    match shape.kind:
        case "whole":
            yield from faults_of_row(file, raw, shape.model, ())
        case "keyed":
            yield from faults_of_keys(file, raw)
            for key, row in raw.items():
                yield from faults_of_row(file, row, shape.model, (key,))
        case "rows":
            yield from faults_of_tables(file, raw)
            yield from _rows(shape, raw.get(shape.table, []))


def _rows(shape: Shape, rows: object) -> Iterator[Fault]:
    wrong = list(faults_of_ids(shape.file, shape.table, rows))
    yield from wrong
    said = {fault.key for fault in wrong}
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        name = row.get("id") if isinstance(row, dict) else None
        place = (shape.table, name if isinstance(name, str) else str(number))
        # That a row has no id is said already.
        yield from (fault for fault in faults_of_row(shape.file, row, shape.model, place) if fault.key not in said)
