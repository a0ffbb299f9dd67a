"""A translation has the quotation marks, spaces and signs of its language."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import COMMANDS, pairs

ID = "marks-of-the-language"
REASON = "Marks of another language are read as a slip, and a line that breaks at the wrong place as two."
FIX = "write the marks of the language."

MARKS = "“”„«»「」"
COMMON = ((r'"', "an ASCII quotation mark"), (r"\.\.\.", "three full stops for …"))
OF = {
    "de": ((r"\d ?%", "no no-break space before %"),),
    "fr": (
        (r"[^\u202f]([;!?])(?=[ »”]|$)", "no narrow no-break space before ; ! or ?"),
        (r"[^\u00a0]:(?=[ ]|$)", "no no-break space before :"),
        (r"«[^\u00a0]|[^\u00a0]»", "no no-break space inside « »"),
        (r"'", "an ASCII apostrophe"),
    ),
    "pl": ((r"(?i)(?<![\w’])[aiouwz] ", "an ordinary space after a word of one letter"),),
    "es": (
        (r"^[^¿]*\?", "a question without ¿"),
        (r"^[^¡]*!", "an exclamation without ¡"),
    ),
    "zh-hant": (
        (r"(?<=[\u4e00-\u9fff])[,.;:?!()]|[,.;:?!()](?=[\u4e00-\u9fff])", "a narrow mark beside wide signs"),
        (r"[\u4e00-\u9fff] [\u4e00-\u9fff]", "a space between wide signs"),
        (r"[这个们为应该网页发时过还对让说请选择语录]", "a simplified character"),
    ),
}
"""What is wrong in one language: how it is found, and what it is."""


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with marks that the language does not write."""
    if draft.english is None:
        return
    opens, closes = (mark.strip() for mark in draft.content.grammar.quotes)
    for pair in pairs(draft):
        if COMMANDS.match(pair.spot):
            continue
        for wrong, what in (*COMMON, *OF.get(draft.language, ())):
            if re.search(wrong, pair.said):
                yield Fault(pair.file, pair.key, f"has {what}", FIX)
        for mark in sorted(set(MARKS) & set(pair.said) - {opens, closes}):
            yield Fault(pair.file, pair.key, f"has the quotation mark {mark}; the language has {opens}…{closes}", FIX)
