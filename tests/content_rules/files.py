"""The content folder as the rules read it: raw, so that nothing a model leaves out escapes them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FACTS = (
    "claims.toml",
    "links.toml",
    "labels.toml",
    "authorities.toml",
    "regimes.toml",
    "questions.toml",
    "steps.toml",
    "pages.toml",
    "documents.toml",
    "letters.toml",
)
_ADDRESS = re.compile(r"\bhttps?://[^\s\"<>)]+|\bwww\.[^\s\"<>)]+", re.IGNORECASE)


@cache
def _parsed(path: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def tables(path: Path) -> dict[str, Any]:
    """What the file says; a file that is not there says nothing."""
    if not path.exists():
        return {}
    found = path.stat()
    return _parsed(path, (found.st_mtime_ns, found.st_size))


def sentences(root: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Every sentence of a language: file, key, text."""
    for path in sorted((root / language).glob("*.toml")):
        for key, text in _strings(tables(path), ""):
            yield path.name, key, text


def addresses(root: Path) -> Iterator[tuple[str, str]]:
    """Every address in any file of the content: file, address."""
    for path in sorted(root.rglob("*.toml")):
        for _, text in _strings(tables(path), ""):
            for found in _ADDRESS.finditer(text):
                yield str(path.relative_to(root)), found[0]


def _strings(at: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(at, str):
        yield where, at
    elif isinstance(at, dict):
        for key, value in at.items():
            yield from _strings(value, f"{where}.{key}".lstrip("."))
    elif isinstance(at, list):
        for number, value in enumerate(at, 1):
            yield from _strings(value, f"{where}[{number}]")
