"""Regions as people say them: `UK`, `Germany`, `uk,us`, `Hong Kong and Québec`. Pure.

A region goes by its id, by the wizard's words for it, in the language of the run and in English, by the countries and
provinces that other questions offer there, and by the names of content/regions.toml.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.steps import Question

_BETWEEN = re.compile(r"[,;/|+&\r\n]")
_WORD = re.compile(r"[^\W_]+")
_WITHIN = re.compile(r"[.'’]")
"""What stands within a word and says nothing: U.K., Côte d'Ivoire."""


@dataclass(frozen=True)
class Said:
    """The regions a text names, each once, and what in it is no place that is known, as it was written."""

    regions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def regions_in(content: Catalogue, text: str) -> Said:
    """The regions that the text names. Nothing for a text without a letter."""
    regions: list[str] = []
    unknown: list[str] = []
    for piece in _BETWEEN.split(text):
        found = _in_words(content, _words(piece))
        if found is None:
            unknown.append(piece.strip())
        else:
            regions += found
    return Said(tuple(dict.fromkeys(regions)), tuple(unknown))


def nearest(content: Catalogue, name: str) -> str:
    """The known name that is nearest to one that is not known, as it is spelled; "" when none is near."""
    names = _names(content)
    near = difflib.get_close_matches(bare(name), names, n=1, cutoff=0.75)
    return names[near[0]][1] if near else ""


def bare(name: str) -> str:
    """A name as it is compared: without case, accents, spaces and marks."""
    return "".join(_words(name))


def _in_words(content: Catalogue, words: tuple[str, ...]) -> list[str] | None:
    """The regions that the words name one after the other, the longest name first; None if one names nothing."""
    names, beside = _names(content), content.regions.beside
    found, at = list[str](), 0
    while at < len(words):
        # No name has more words.
        for end in range(min(len(words), at + 9), at, -1):
            if (name := "".join(words[at:end])) in names:
                found.append(names[name][0])
                at = end
                break
        else:
            if words[at] not in beside:
                return None
            at += 1
    return found


def _words(text: str) -> tuple[str, ...]:
    """The words of a text without regard to case and accents."""
    plain = unicodedata.normalize("NFKD", _WITHIN.sub("", text).casefold())
    return tuple(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


@lru_cache(maxsize=4)
def _names(content: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Each name as it is compared: its region, and how it is spelled. What is spelled by itself goes before an id."""
    return {bare(name): (region, name) for region, name in reversed(list(_spelled(content)))}


def _spelled(content: Catalogue) -> Iterator[tuple[str, str]]:
    """Every region with every one of its names."""
    for spoken in dict.fromkeys((content, content.into("en"))):
        for region in spoken.questions["region"].choices:
            for words in ("choices", "at"):
                yield region, spoken.words(f"questions.region.{words}.{region}")
        for question in spoken.questions.values():
            region = _asked_in(spoken, question)
            # A choice that has an authority is a place, and not "another one".
            for choice in question.choices if region else ():
                if choice in spoken.authorities:
                    yield region, spoken.words(f"questions.{question.id}.choices.{choice}")
                    yield region, choice
    for region, names in content.regions.names.items():
        for name in names:
            yield region, name
    for region in content.questions["region"].choices:
        yield region, region


def _asked_in(content: Catalogue, question: Question) -> str:
    """The region in which a question is asked; "" for one that is asked elsewhere too."""
    for when in question.when:
        for asked, choices in when.items():
            if asked == "region":
                return choices[0] if len(choices) == 1 else ""
            return _asked_in(content, content.questions[asked])
    return ""
