"""How a sentence is known to state something about the law, or about what LinkedIn does."""

import re

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
