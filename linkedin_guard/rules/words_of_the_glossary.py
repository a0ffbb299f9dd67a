"""A term of law is translated by the words of the law in that language."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import pairs
from linkedin_guard.rules.shapes import GLOSSARY

ID = "words-of-the-glossary"
REASON = "An objection under another name may be taken for a complaint."
FIX = "use the term of the glossary, or add its stem there."


def check(draft: Draft) -> Iterator[Fault]:
    """A language without glossary, and the claims and letters without a stem that the glossary asks for."""
    if draft.english is None:
        return
    file = f"{draft.language}/{GLOSSARY}"
    terms = draft.tables(file)
    if not terms:
        yield Fault(file, "", "has no terms", "write for each term of English the stems that may stand for it.")
    for term, stems in terms.items():
        for pair in pairs(draft):
            said = pair.said.casefold()
            if re.search(rf"\b{re.escape(term)}", pair.english, re.IGNORECASE) and not any(
                stem.casefold() in said for stem in stems
            ):
                yield Fault(pair.file, pair.key, f"has no word for '{term}' ({', '.join(stems)})", FIX)
