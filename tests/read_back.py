"""A rule of our own beside the program's: what a translation says was read back into English by somebody else.

tests/back/<language>.toml has for each sentence of letters, outcomes and claims, by its id (`claims.erase.say`):

    ["claims.erase.say"]
    of = "the translation that was read"
    back = "what it says, in English, by a reader who did not see the English"
    negations = 1
    numbers = ["17", "1"]

`negations` and `numbers` are those the reader found in the translation. Where they are others than those of the English
sentence, or of the reading itself, a "not", an "unless" or a date was lost on the way there or back.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt, TypeAdapter, ValidationError

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import Pair, pairs

ID = "read-back"
REASON = "A letter or a claim that lost its “not” says the opposite, in good grammar."
FIX = "have somebody read the translation back, and mend whichever is wrong."

BACK = Path(__file__).parent / "back"
FILES = frozenset({"letters", "claims"})

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|unless|without|except)\b|n['’]t\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Reading(BaseModel):
    """A sentence as somebody read it back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str
    back: str
    negations: Annotated[StrictInt, Field(ge=0)]
    numbers: tuple[str, ...] = ()


_READINGS = TypeAdapter(dict[str, Reading])


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences that nobody has read back as they stand, and those that came back with another sense."""
    if draft.language == "en":
        return
    file = f"tests/back/{draft.language}.toml"
    try:
        readings = readings_of(draft.language)
    except (ValueError, OSError) as fault:
        yield Fault(file, "", f"cannot be read ({type(fault).__name__})", FIX)
        return
    read = {named(pair): pair for pair in pairs(draft) if is_read(pair)}
    for name, pair in read.items():
        if name not in readings:
            yield Fault(pair.file, pair.key, f"has no reading in {file}", FIX)
        elif readings[name].of != pair.said:
            yield Fault(pair.file, pair.key, f"is another sentence than the one read back in {file}", FIX)
        else:
            yield from (Fault(pair.file, pair.key, what, FIX) for what in lost(pair.english, readings[name]))
    for name in readings.keys() - read.keys():
        yield Fault(file, name, "is no sentence of a letter, an outcome or a claim", FIX)


def readings_of(language: str) -> dict[str, Reading]:
    """What was read back of a language, by sentence. Raises ValueError or OSError."""
    path = BACK / f"{language}.toml"
    try:
        return _READINGS.validate_python(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as fault:
        raise ValueError(str(fault)) from None


def is_read(pair: Pair) -> bool:
    """Whether so much hangs on the sentence that it is read back: letters, claims, what came of a step."""
    stem = pair.file.rpartition("/")[2].removesuffix(".toml")
    return stem in FILES or bool({"outcomes", "recorded", "saw"} & set(pair.key.split(".")))


def named(pair: Pair) -> str:
    """What a sentence is called among the readings."""
    return f"{pair.file.rpartition('/')[2].removesuffix('.toml')}.{pair.key}"


def lost(english: str, reading: Reading) -> Iterator[str]:
    """What the sentence and its reading disagree about."""
    for of, said in (("English", english), ("its reading", reading.back)):
        if negations(said) != reading.negations:
            yield f"has {reading.negations} negations as it was read, and {of} has {negations(said)}"
        if numbers(said) != sorted(reading.numbers):
            yield f"has the numbers {', '.join(reading.numbers) or 'none'} as it was read, and {of} has others"


def negations(text: str) -> int:
    """How many words that turn the sense there are in an English sentence."""
    return len(_NEGATION.findall(text))


def numbers(text: str) -> list[str]:
    """The numbers in an English sentence, in order of their digits."""
    return sorted(found.replace(",", "") for found in _NUMBER.findall(text))
