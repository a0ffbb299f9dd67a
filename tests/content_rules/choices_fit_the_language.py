"""A sentence that goes by a number has the forms its language has, and no other."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content_rules.files import tables
from linkedin_guard.model.catalogue import Catalogue, is_choice
from linkedin_guard.model.plural import CATEGORIES, category

ID = "choices-fit-the-language"
REASON = "A form that is missing is said wrongly for some numbers; one too many is never said."
FIX = "Write one sentence for each form of the language, with the number in each form that several numbers have."


def check(content: Catalogue, root: Path) -> list[str]:
    """The choices by number whose forms are not the language's, or leave out a number that the form does not tell."""
    numbers = Counter(category(content.grammar.plural, number) for number in (*range(201), 1_000_000))
    wanted = {*numbers, "other"}
    faults = []
    for path in sorted((root / content.language).glob("*.toml")):
        for key, place, sentences in _choices(tables(path), ""):
            where = f"{content.language}/{path.name}: {key}"
            # Where every case is the name of a form it goes by a number, elsewhere by a word.
            if set(sentences) <= set(CATEGORIES):
                if set(sentences) != wanted:
                    faults.append(f"{where} has the forms {sorted(sentences)}, and the language {sorted(wanted)}")
                untold = (form for form, text in sentences.items() if numbers[form] > 1 and place not in text)
                faults += [f"{where}.{form} does not say {place}" for form in untold]
    return faults


def _choices(at: Any, where: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every choice: key, place, sentences."""
    if isinstance(at, dict) and is_choice(at):
        ((place, sentences),) = at.items()
        yield where, place, sentences
    elif isinstance(at, dict):
        for key, value in at.items():
            yield from _choices(value, f"{where}.{key}".lstrip("."))
