"""Write content/<language>/fresh.json: of which English each sentence of a translation was made.

    python tests/write_fresh.py pl

To be run when the translation is right, and never to silence the rule: it says that somebody compared the two.
"""

import json
import sys
from pathlib import Path

from linkedin_guard.content import ContentFolder, folder
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.made_from_this_english import fresh


def write(code: str, root: Path) -> Path:
    """Write the language's file in a content folder."""
    path = root / code / "fresh.json"
    found = fresh(Draft(ContentFolder(root), code))
    path.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
    return path


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(write(name, folder()))
