"""Content to break: an edit in a copy of it, and the same content as the wheel has it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from linkedin_guard.content import folder


def edit(root: Path, file: str, old: str | None, new: str) -> None:
    """Put `new` in the place of `old`, which must be there; at the end of the file where `old` is None."""
    path = root / file
    text = path.read_text("utf-8")
    if old is None:
        path.write_text(f"{text}\n{new}", "utf-8")
        return
    assert old in text, f"{file} has no {old!r} any more; give this test another place to break"
    path.write_text(text.replace(old, new, 1), "utf-8")


def wheel() -> ModuleType:
    """What builds the wheel."""
    return tool("wheel")


def tool(name: str) -> ModuleType:
    """A program of `.ci/`."""
    spec = importlib.util.spec_from_file_location(name, folder().parent / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name.
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found
