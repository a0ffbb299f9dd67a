"""A translation speaks of a law or an authority where its English does, and nowhere else."""

import re
from collections.abc import Iterator

from linkedin_guard.model.catalogue import Fault
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import pairs

ID = "same-laws"
REASON = "A law that was added is a statement without a source; one that was left out takes the statement its ground."
FIX = "name the laws, articles and authorities that English names."

LAWS = {
    "the GDPR": r"\b(?:GDPR|General Data Protection Regulation|DSGVO|DS-GVO|RGPD|RODO|AVG)\b"
    r"|Datenschutz-Grundverordnung|dataskyddsförordningen",
    "PIPEDA": r"\b(?:PIPEDA|LPRPDE)\b",
    "the LGPD": r"\bLGPD\b",
    # By whatever word a law counts its parts: an article, a section, a clause, a principle.
    "an article": r"(?:(?i:\b(?:art(?:\.|icles?|ikeln?|yku\w+|ículos?|igos?|icol[oi])|clauses?|sections?|abschnitt\w*"
    r"|ziffern?|\w*grundsatz|clausules?|beginsel|cláusulas?|secci(?:ón|ones)|clausol[ae]|sezion[ei]|secç(?:ão|ões)"
    r"|klauzul\w+|sekcj\w+|klausul\w*|avsnitt|paragraf\w*|prin(?:cip(?:le|e|io|en)?|cípio)|zasad\w+))|§)\s?[0-9]"
    r"|第 ?[0-9.]+[A-Z]? ?(?:條|節|款|原則)",
}
"""What stands for each law in the languages the wizard is meant for."""
ACRONYM = re.compile(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


def check(draft: Draft) -> Iterator[Fault]:
    """The sentences with a law, an article or an authority that English has not, and those that lost a law."""
    authorities = {name for of in draft.content.authorities.values() for name in ACRONYM.findall(of.name or "")}
    for pair in pairs(draft):
        for law, names in LAWS.items():
            english, said = (re.search(names, text) is not None for text in (pair.english, pair.said))
            if said and not english:
                yield Fault(pair.file, pair.key, f"speaks of {law}, which English does not", FIX)
            if english and not said:
                yield Fault(pair.file, pair.key, f"does not speak of {law}", FIX)
        for name in sorted(authorities & set(ACRONYM.findall(pair.said)) - set(ACRONYM.findall(pair.english))):
            yield Fault(pair.file, pair.key, f"names {name}, which English does not", FIX)
