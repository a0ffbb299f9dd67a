"""A line of a letter that cites the law names the claims it rests on."""

from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.statements import STATES

ID = "letters-cite-claims"
REASON = "A letter goes out in somebody's name; what it cites must be as well sourced as what we say ourselves."
FIX = "name the claims of the line."


def check(draft: Draft) -> Iterator[Fault]:
    """The lines that cite something and name no claim."""
    for letter in draft.content.letters.values():
        for number, line in enumerate(letter.lines, 1):
            # That a sentence is not there is another rule's to say.
            if line.claims or not draft.says(line.say):
                continue
            said = draft.chosen(line.say).values() or (draft.content.words(line.say),)
            if found := STATES.search(" ".join(said)):
                what = f"says '{found[0]}' in '{line.say}' and names no claim"
                yield Fault("letters.toml", f"letter.{letter.id}.line.{number}", what, FIX)
