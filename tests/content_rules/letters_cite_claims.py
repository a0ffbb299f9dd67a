"""A line of a letter that cites the law names the claims it rests on."""

import tomllib
from pathlib import Path

from content_rules.said_by_claims_alone import STATES
from linkedin_guard.model.catalogue import Catalogue

ID = "letters-cite-claims"
REASON = "A letter goes out in somebody's name; what it cites must be as well sourced as what we say ourselves."
FIX = "Name the claims of the line in letters.toml."


def check(content: Catalogue, root: Path) -> list[str]:
    """The lines that cite something and name no claim."""
    path = root / "letters.toml"
    if not path.exists():
        return []
    faults = []
    for letter in tomllib.loads(path.read_text("utf-8")).get("letter", ()):
        for line in letter.get("line", ()):
            if not line.get("claims") and STATES.search(content.words(line["say"])):
                faults.append(f"letters.toml: {line['say']}")
    return faults
