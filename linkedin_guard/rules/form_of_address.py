"""A person is addressed in one way throughout, and has no gender."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import pairs

ID = "form-of-address"
REASON = "Two forms of address read as two people, and a gendered past is wrong for half of the readers."
FIX = "use the form that language.toml names, and say what was done without a gender."

OTHERS: dict[str, dict[str, str | None]] = {
    "de": {"Sie": r"\b[Dd](?:u|ich|ir|ein(?:e[mnrs]?)?)\b", "du": r"(?<=[^.:?!] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"},
    "fr": {"vous": r"(?i)\b(?:tu|te|toi|ton|ta|tes)\b", "tu": r"(?i)\b(?:vous|votre|vos)\b"},
    "nl": {"je": r"\b(?:u|uw)\b", "u": r"\b(?:je|jij|jouw)\b"},
    "es": {"tú": r"(?i)\bustedes\b|\busted\b", "usted": r"(?i)\b(?:tú|tu|tus|ti)\b"},
    "it": {"tu": r"\b(?:Lei|Suo|Sua|Suoi|Sue)\b", "Lei": r"(?i)\b(?:tu|tuo|tua|tuoi|tue)\b"},
    "pl": {"ty": r"\bPa(?:n|ni|na|nu|nem|nią|ństw\w+)\b"},
    "sv": {"du": r"\bNi\b|\bEr(?:t|a)?\b"},
}
"""By language: each form of address, and the words of the others."""
GENDERED = {"pl": r"(?i)\b\w+(?:łem|łam|łeś|łaś)\b", "cs": r"(?i)\b\w+la? jsem\b", "sk": r"(?i)\b\w+la? som\b"}
"""What has a gender in the past."""


def check(draft: Draft) -> Iterator[Fault]:
    """A language that does not say its form, and the sentences with another form or with a gender."""
    if draft.english is None:
        return
    file, address = f"{draft.language}/language.toml", draft.content.grammar.address
    forms = OTHERS.get(draft.language, {address: None})
    if not address or address not in forms:
        yield Fault(file, "address", f"is none of {', '.join(sorted(filter(None, forms))) or 'its forms'}", FIX)
    others, gendered = forms.get(address), GENDERED.get(draft.language)
    for pair in pairs(draft):
        if others and (found := re.search(others, pair.said)):
            yield Fault(pair.file, pair.key, f"says '{found[0]}', and not {address}", FIX)
        if gendered and (found := re.search(gendered, pair.said)):
            yield Fault(pair.file, pair.key, f"has a gender in '{found[0]}'", FIX)
