"""A translation beside the English it was made from: what every rule about translations looks at."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from linkedin_guard.model.plural import CATEGORIES
from linkedin_guard.rules.draft import Draft

PLACE = re.compile(r"\{[^}]*\}")
DATA = re.compile(
    r"(?:https?://|www\.)[^\s\"<>)\u3000-\u303f\uff00-\uffef]+(?<![.,;:!?])"
    r"|(?:lg-wizard|\{program\})(?: (?!-)[a-z]+)?|--[a-z]+"
    r"|pip install '[^']*'|\bF[0-9]+\b|\bCtrl-\w\b"
)
"""What a sentence holds that is no language: addresses, commands, options, names of keys."""

TYPED = re.compile(r"team\.toml:words\.|ui\.toml:date\.words\.(?!numbers\b)|faults\.toml:forget\.yes$")
"""What people write in their own language, by file and key: of each as much as the language needs."""

COMMANDS = re.compile(r"cli\.toml:help\.[^.]+\.examples\.")
"""Lines to type into a shell, by file and key: with its own quotation marks, and set in columns."""

_CASE = re.compile(r"(\.\{[^}]*\})\.([^.]+)$")


@dataclass(frozen=True)
class Pair:
    """A sentence and its English. `group` is the key without the form of a choice, the same for all its forms."""

    file: str
    key: str
    english: str
    said: str

    @property
    def group(self) -> str:
        """The key; of a sentence by number, that of the choice."""
        return ungrouped(self.key)

    @property
    def spot(self) -> str:
        """Where it stands, the same in every language: `ui.toml:pick.leave`."""
        return spot(self.file, self.key)

    @property
    def chosen_by(self) -> str:
        """The place that chooses this sentence, as `{count}`; "" where nothing does."""
        found = _CASE.search(self.key)
        return found[1].removeprefix(".") if found else ""


def ungrouped(key: str) -> str:
    """The key without the form, if it is one of a sentence by number: which forms there are is the language's own."""
    found = _CASE.search(key)
    return key[: found.start()] + found[1] if found and found[2] in CATEGORIES else key


def spot(file: str, key: str) -> str:
    """A file without its language, and a key in it."""
    return f"{_name(file)}:{key}"


def pairs(draft: Draft) -> Iterator[Pair]:
    """Every sentence that is there in English too. A form that English has not stands beside English's `other`.

    What people type has no English beside it.
    """
    if draft.english is None:
        return
    original = {(_name(file), key): text for file, key, text in draft.english.sentences()}
    for file, key, said in draft.sentences():
        english = original.get((_name(file), key), original.get((_name(file), _CASE.sub(r"\1.other", key))))
        if english is not None and not TYPED.match(spot(file, key)):
            yield Pair(file, key, english, said)


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def bare(text: str) -> str:
    """The text without its places and without what is data in it."""
    return PLACE.sub(" ", DATA.sub(" ", text))


def _name(file: str) -> str:
    return file.rpartition("/")[2]
