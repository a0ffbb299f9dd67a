"""A sentence that goes by a number has the forms its language has, and no other."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from linkedin_guard.model.catalogue import Fault, is_choice
from linkedin_guard.model.plural import CATEGORIES, category
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.shapes import WORDS

ID = "choices-fit-the-language"
REASON = "A form that is missing is said wrongly for some numbers; one too many is never said."
FIX = "write a sentence for each form of the language, with the number in each form that several numbers have."


def check(draft: Draft) -> Iterator[Fault]:
    """The choices by number whose forms are not the language's, or leave out a number that the form does not tell."""
    rule = draft.content.grammar.plural
    numbers = Counter(category(rule, number) for number in (*range(201), 1_000_000))
    wanted = {*numbers, "other"}
    for name in WORDS:
        file = f"{draft.language}/{name}.toml"
        for key, place, sentences in _choices(draft.tables(file), ""):
            # Where every case is the name of a form it goes by a number, elsewhere by a word.
            if set(sentences) <= set(CATEGORIES):
                if set(sentences) != wanted:
                    yield Fault(file, key, f"has the forms {sorted(sentences)}, the language {sorted(wanted)}", FIX)
                for form, text in sentences.items():
                    if numbers[form] > 1 and place not in text:
                        yield Fault(file, f"{key}.{form}", f"does not say {place}", FIX)


def _choices(at: Any, where: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every choice: key, place, sentences."""
    if isinstance(at, dict) and is_choice(at):
        ((place, sentences),) = at.items()
        yield f"{where}.{place}", place, sentences
    elif isinstance(at, dict):
        for key, value in at.items():
            yield from _choices(value, f"{where}.{key}" if where else key)
