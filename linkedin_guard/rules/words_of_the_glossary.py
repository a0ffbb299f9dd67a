"""A term of law is translated by the words of the law in that language."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.shapes import GLOSSARY
from linkedin_guard.rules.translations import bare, pairs

ID = "words-of-the-glossary"
REASON = "An objection under another name may be taken for a complaint."
FIX = "use the term of the glossary, or add its stem there."
STEMS = "write for each term of English the stems that may stand for it."


def check(draft: Draft) -> Iterator[Fault]:
    """A language without glossary, and the claims and letters without a stem that the glossary asks for."""
    if draft.english is None:
        return
    file = f"{draft.language}/{GLOSSARY}"
    terms = draft.tables(file)
    if not terms and file not in draft.withheld:
        yield Fault(file, "", "has no terms", STEMS)
    said = tuple(pairs(draft))
    for term, stems in terms.items():
        if not isinstance(stems, list) or not stems:
            yield Fault(file, term, "has no list of stems", STEMS)
            continue
        asked = re.compile(rf"\b{re.escape(term)}", re.IGNORECASE)
        one_of = re.compile("|".join(map(re.escape, stems)), re.IGNORECASE)
        for pair in said:
            if asked.search(bare(pair.english)) and not one_of.search(pair.said):
                yield Fault(pair.file, pair.key, f"has no word for '{term}' ({', '.join(stems)})", FIX)
