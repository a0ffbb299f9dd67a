"""What people may write in their own language can be understood: a word means one thing, with the places of English."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import PLACE, TYPED, spot

ID = "words-people-type"
REASON = "A word that means two things is read as one of them, and the other is recorded wrongly."
FIX = "leave each word to one meaning, with the places that English has there."

ANSWER = re.compile(r"\[(\w+)/")
"""The letter that a question in the command line offers for yes: `[y/N]`."""


def check(draft: Draft) -> Iterator[Fault]:
    """The words that stand for two things of one table, those with other places than English, a yes that is none."""
    if draft.english is not None:
        yield from _places(draft, draft.english)
    meant: dict[tuple[str, str], str] = {}
    for file, key, word in _typed(draft):
        table, _, meaning = key.rpartition(".")
        first = meant.setdefault((f"{file}:{table}", word.casefold()), meaning)
        if first != meaning:
            yield Fault(file, key, f"has '{word}', which means {first} too", FIX)
    faults = {key: text for file, key, text in draft.sentences() if spot(file, key).startswith("faults.toml:forget.")}
    offered = ANSWER.search(faults.get("forget.ask", ""))
    if offered and offered[1].casefold() not in faults.get("forget.yes", "").split():
        yield Fault(
            f"{draft.language}/faults.toml", "forget.ask", f"offers '{offered[1]}', which forget.yes lacks", FIX
        )


def _places(draft: Draft, english: Draft) -> Iterator[Fault]:
    wanted: dict[str, set[str]] = {}
    for file, key, word in _typed(english):
        wanted.setdefault(spot(file, key), set()).update(PLACE.findall(word))
    for file, key, word in _typed(draft):
        places = wanted.get(spot(file, key))
        if places is not None and set(PLACE.findall(word)) != places:
            yield Fault(file, key, f"has '{word}' with other places than English", FIX)


def _typed(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Every word in a list of those that people type: file, key of the list, the word."""
    for file, key, word in draft.sentences():
        name, _, number = key.rpartition(".")
        if number.isdigit() and TYPED.match(spot(file, key)):
            yield file, name, word
