"""Nothing but a claim states what LinkedIn does or what the law says."""

import re
from pathlib import Path

from content_rules.files import sentences
from linkedin_guard.model.catalogue import Catalogue

ID = "said-by-claims-alone"
REASON = "Only claims have sources; a sentence elsewhere would be a statement nobody can check."
FIX = "Make it a claim with a source and name that, or say what the person does instead of what LinkedIn does."

STATES = re.compile(
    r"\b(19|20)\d\d\b(?!-\d\d)"
    r"|\b(Articles?|Art\.|Sections?|Schedule|clause) ?\d|§"
    r"|\b(GDPR|PIPEDA|CCPA|CPRA|FADP|PDPO|DPA|nDSG|DSGVO|ICO|CNIL|PCPD|EDÖB|FDPIC)\b"
    r"|\blegitimate interests?\b|\blegally\b|\bby law\b|\bthe law (says|wants|gives|sets)\b"
    r"|\bLinkedIn(?:'s \w+)? (?:also |now |still |only |never |always )?"
    r"(uses|used|trains|trained|shares|shared|says|said|sends|keeps|kept|collects|stores|sells|relies|reads|promises"
    r"|claims|requires|allows|refuses|weighs|replies|will|may|must|can)\b",
    re.IGNORECASE,
)
ALLOWED = {
    # What the wizard cannot do, said to the person; LinkedIn is the object.
    "help.toml: why.do": "The wizard cannot see LinkedIn; it keeps what you tell it",
    # The first year that the clock can be set to.
    "faults.toml: no-time": "no time from 2000 on",
}
SPEAKS_OF_LAW = {
    # Texts in the person's own name; the rule letters-cite-claims asks each line for its claims.
    "letters.toml",
    "claims.toml",
    # How a source was seen, said beside it.
    "sources.toml",
}


def check(content: Catalogue, root: Path) -> list[str]:
    """The sentences outside claims and letters that state something."""
    faults = []
    for file, key, text in sentences(root, content.language):
        left = text.replace(ALLOWED.get(f"{file}: {key}", "\0"), "")
        if file not in SPEAKS_OF_LAW and (found := STATES.search(left)):
            faults.append(f"{content.language}/{file}: {key} says '{found[0]}'")
    return faults
