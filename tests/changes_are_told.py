"""A rule of our own beside the program's: what changed since the last release stands in content/changes.toml.

    python tests/changes_are_told.py            what no entry covers yet
    python tests/changes_are_told.py --release  take the content as it is for the one that is released

Kept of the released content (tests/released.json) is its date, a fingerprint of what each claim says and of how sure
it is, and what each step means.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linkedin_guard.content import ContentFolder, folder
from linkedin_guard.model.catalogue import Catalogue, Fault
from linkedin_guard.rules.draft import Draft

ID = "changes-are-told"
REASON = "Somebody who comes back goes by what they read the last time."
FIX = "add an entry to changes.toml, or name it under wording where the sense is the same."
GONE = "add an entry to changes.toml that names it under gone."

RELEASED = Path(__file__).parent / "released.json"


def check(draft: Draft) -> Iterator[Fault]:
    """The claims and the steps that changed or went since the release, and that no later entry covers."""
    if draft.language != "en":
        return
    old, new = json.loads(RELEASED.read_text("utf-8")), state(draft.content)
    later = [change for change in draft.content.changes.values() if _written(change.on) > old["content"]]
    claims = {name for change in later for name in (*change.claims, *change.wording)}
    steps = {name for change in later for name in change.steps}
    gone = {name for change in later for name in change.gone}
    for file, told in (("claims", claims), ("steps", steps)):
        for name, was in old[file].items():
            if name not in new[file] and name not in gone:
                what = f"was there in the content of {old['content']}, and is not any more"
                yield Fault(f"{file}.toml", name, what, GONE)
            elif name in new[file] and new[file][name] != was and name not in told:
                yield Fault(f"{file}.toml", name, f"says something else than in the content of {old['content']}", FIX)
    for change in draft.content.changes.values():
        if _written(change.on) > draft.content.manifest.content:
            yield Fault("changes.toml", f"change.{change.id}", "is newer than the content it stands in", FIX)


def state(content: Catalogue) -> dict[str, Any]:
    """What is kept of a content that is released."""
    return {
        "content": content.manifest.content,
        "claims": {name: _fingerprint(content, name) for name in content.claims},
        "steps": {name: step.meaning for name, step in content.steps.items()},
    }


def _fingerprint(content: Catalogue, name: str) -> str:
    claim = content.claims[name]
    said = [content.sentence(name), *(content.sentence(name, reading.id) for reading in claim.readings)]
    return hashlib.sha256("\n".join((claim.kind, claim.status, *said)).encode()).hexdigest()[:16]


def _written(day: object) -> str:
    return str(day).replace("-", ".")


if __name__ == "__main__":
    DRAFT = Draft(ContentFolder(folder()))
    if sys.argv[1:] == ["--release"]:
        RELEASED.write_text(json.dumps(state(DRAFT.content), indent=1, sort_keys=True) + "\n", "utf-8")
    else:
        print("\n".join(map(str, check(DRAFT))))
