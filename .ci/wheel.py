"""What the wheel has instead of content/*.toml: the same as JSON, which is read ten times as fast.

The content is written by hand and read by people as TOML; an installed program only has to start. Of content that has
a fault no wheel is built: nobody would be told of it but those who come to the page with it. What finds the faults is
the program itself, imported from the tree it is built from, which needs pydantic: hence that is among the build's
requirements in pyproject.toml. An editable installation reads the TOML as it stands and checks nothing.
"""

import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def as_json(content: Path, into: Path) -> None:
    """Write each TOML file of a content folder as JSON, days as YYYY-MM-DD, into a folder of the same shape."""
    for path in sorted(content.rglob("*.toml")):
        made = into / path.relative_to(content).with_suffix(".json")
        made.parent.mkdir(parents=True, exist_ok=True)
        data = tomllib.loads(path.read_text("utf-8"))
        made.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_day), "utf-8")


def _day(value: object) -> str:
    if type(value) is not date:
        raise TypeError(f"{value!r} is neither text nor a number nor a day")
    return value.isoformat()


def refuse_faults(root: Path) -> None:
    """Raise ValueError with every fault in the content, if the tree at `root` has any."""
    sys.path.insert(0, str(root))
    try:
        # Not at the top: an editable installation does without.
        from linkedin_guard.model.text import spelled
        from linkedin_guard.rules.check import check
    finally:
        sys.path.remove(str(root))
    faults = [spelled(str(fault)) for fault in check(root / "content").faults]
    if faults:
        raise ValueError("\n".join(["no wheel is built of content with faults:", *faults]))


def write_version(root: Path, into: Path) -> None:
    """Write what `--version` says of the content of the tree at `root`, so that it reads no JSON for it."""
    sys.path.insert(0, str(root))
    try:
        # As above.
        from linkedin_guard.cli.version import WRITTEN, lines_of
        from linkedin_guard.content import load
    finally:
        sys.path.remove(str(root))
    lines = lines_of(load(root=root / "content"))
    (into / WRITTEN).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def write_manual(root: Path, into: Path) -> list[str]:
    """Write the man page and the completions below a folder; returns where each is, below it."""
    sys.path[:0] = [str(root), str(root / ".ci")]
    try:
        # As above.
        from manual import write

        from linkedin_guard.content import load
    finally:
        del sys.path[:2]
    return write(into, load(root=root / "content"))


class ContentAsJson(BuildHookInterface[Any]):
    """Puts it into the wheel. A checkout that is installed as it stands reads its TOML."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is written."""
        if version == "editable":
            return
        refuse_faults(Path(self.root))
        self._made = TemporaryDirectory()
        as_json(Path(self.root) / "content", Path(self._made.name))
        write_version(Path(self.root), Path(self._made.name))
        build_data["force_include"][self._made.name] = "linkedin_guard/_content"
        self._shared = TemporaryDirectory()
        for place in write_manual(Path(self.root), Path(self._shared.name)):
            build_data["shared_data"][str(Path(self._shared.name, place))] = f"share/{place}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """After it is written."""
        if version != "editable":
            self._made.cleanup()
            self._shared.cleanup()
