"""A content folder as the rules read it: in one language, and raw too, so that nothing a model leaves out escapes."""

import json
import re
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from linkedin_guard.content import ContentFolder
from linkedin_guard.model.catalogue import Catalogue, is_choice
from linkedin_guard.rules.shapes import WORDS, shapes

_ADDRESS = re.compile(r"\bhttps?://[^\s\"<>)]+|\bwww\.[^\s\"<>)]+", re.IGNORECASE)


class Draft:
    """The content of a folder in a language. `content` is the same as a catalogue.

    Of the `broken` files, those with a fault in their shape, nothing is given out raw, and nothing in them is missed:
    `withheld` says which of them somebody wanted. What the catalogue cannot give it raises as ContentFault.
    """

    def __init__(self, files: ContentFolder, language: str = "en", broken: Collection[str] = ()) -> None:
        self.content = Catalogue(files, language)
        self.language = language
        self.withheld: set[str] = set()
        self._files = files
        self._broken = broken

    @cached_property
    def english(self) -> "Draft | None":
        """The content in English, which a translation is held against; nothing where this is English itself."""
        if self.language == "en":
            return None
        english = Draft(self._files, "en", self._broken)
        english.withheld = self.withheld
        return english

    def made_from(self) -> dict[str, str]:
        """What `fresh.json` says of the English that each sentence was made from; nothing where it says nothing."""
        path = self._files.root / self.language / "fresh.json"
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def tables(self, file: str) -> dict[str, Any]:
        """What stands in a file, shaped as its models want it."""
        return {} if self._withholds(file) else self._files.raw(file)

    def facts(self) -> Iterator[str]:
        """The files that are the same in every language."""
        yield from dict.fromkeys(shape.file for shape in shapes())

    def sentences(self) -> Iterator[tuple[str, str, str]]:
        """Every sentence of the language: file, key, text."""
        for name in WORDS:
            file = f"{self.language}/{name}.toml"
            for key, text in _strings(self.tables(file), ""):
                yield file, key, text

    def addresses(self) -> Iterator[tuple[str, str, str]]:
        """Every address in any file: file, key, address."""
        for file in self.facts():
            for key, text in _strings(self.tables(file), ""):
                yield from ((file, key, found[0]) for found in _ADDRESS.finditer(text))
        for file, key, text in self.sentences():
            yield from ((file, key, found[0]) for found in _ADDRESS.finditer(text))

    def says(self, name: str) -> bool:
        """Whether there is a sentence of that name, as far as can be seen."""
        return self._has(name, str) or bool(self.chosen(name))

    def chosen(self, name: str) -> dict[str, str]:
        """The sentences of the choice of that name, as far as can be seen; none where there is no choice."""
        stem, *keys = name.split(".")
        found: Any = self.tables(f"{self.language}/{stem}.toml")
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return dict(next(iter(found.values()))) if is_choice(found) else {}

    def lists(self, name: str) -> bool:
        """Whether there is a list of sentences of that name, as far as can be seen."""
        return self._has(name, list)

    def _has(self, name: str, kind: type[str] | type[list[str]]) -> bool:
        stem, *keys = name.split(".")
        file = f"{self.language}/{stem}.toml"
        if stem not in WORDS:
            return False
        if self._withholds(file):
            return True
        at: Any = self._files.raw(file)
        for key in keys:
            at = at.get(key) if isinstance(at, dict) else None
        return isinstance(at, kind)

    def _withholds(self, file: str) -> bool:
        if file in self._broken:
            self.withheld.add(file)
        return file in self._broken


def inside(at: list[Any]) -> Iterator[tuple[str, Any]]:
    """What is in a list, each with what it is called in a key: a row by its id, anything else by its number."""
    for number, value in enumerate(at, 1):
        yield str(value.get("id", number) if isinstance(value, dict) else number), value


def _strings(at: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(at, str):
        yield where, at
    elif isinstance(at, dict | list):
        for key, value in at.items() if isinstance(at, dict) else inside(at):
            yield from _strings(value, f"{where}.{key}" if where else key)
