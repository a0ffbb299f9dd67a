"""Progress ↔ the bytes of its file: UTF-8 JSON. What was not written by us is Damaged, never half believed. Pure.

pydantic says what is progress; Python's own JSON reads the text, since pydantic's takes the last of two equal keys,
and refuses half a surrogate pair, which a key that we do not know may well hold.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from linkedin_guard.model.progress import Progress, instant
from linkedin_guard.store.disk import StoreFault, shown
from linkedin_guard.store.names import BadName, check_name

Raw = dict[str, Any]

FORMAT: int = Progress.model_fields["format"].default
MIGRATIONS: dict[int, Callable[[Raw], Raw]] = {}
"""From a format to the pure function that makes it the next one; `format` itself is raised for it."""

LIMIT = 8 * 1024 * 1024
"""The size in bytes above which a file is not read, nor written."""

DEEPEST = 32
"""How many levels of lists and objects a file may have: far more than any format needs, far less than the stack."""


class Damaged(Exception):
    """The bytes of a file are not what we wrote."""


class Another(Exception):
    """The file says that it is of the profile `whose`."""

    def __init__(self, whose: str) -> None:
        super().__init__(whose)
        self.whose = whose


def encode(progress: Progress) -> bytes:
    """The file for this progress: UTF-8 JSON, instants in UTC to the second, a line for each thing recorded.

    Raises ValueError or OverflowError for what no file can hold, such as an instant without a time zone.
    """
    said = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_instant).encode
    data = progress.model_dump()
    parts = {name: said(value) for name, value in data.items() if name != "log" or not value}
    if data["log"]:
        parts["log"] = "[\n  " + ",\n  ".join(map(said, data["log"])) + "\n ]"
    text = "{\n" + ",\n".join(f" {said(name)}: {parts[name]}" for name in data) + "\n}\n"
    # Half a surrogate pair has no UTF-8, but an escape that JSON reads as the same half.
    return text.encode(errors="backslashreplace")


def decode(data: bytes, profile: str, path: Path) -> tuple[Progress, int]:
    """The progress in these bytes and the format it was written in, or Damaged.

    What is accepted says whose it is and can also be written again: numbers are finite, instants have their place in
    time. Raises Another for the file of another profile, StoreFault for a newer format that cannot be read at all.
    """
    raw = parse(data)
    written = raw.get("format")
    if type(written) is not int or written < 1:
        raise Damaged
    try:
        whose = check_name(raw["profile"])
        for step in range(written, FORMAT):
            raw = {**MIGRATIONS[step](raw), "format": step + 1}
        progress = Progress.model_validate({**raw, "profile": profile})
    except (BadName, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        if written > FORMAT:
            raise StoreFault("newer-unreadable", path=shown(path), format=written) from error
        raise Damaged from error
    if whose != profile:
        raise Another(whose)
    return progress, written


def parse(data: bytes) -> Raw:
    """The JSON object in these bytes, or Damaged; more than LIMIT of them are, and more than DEEPEST levels."""
    if len(data) > LIMIT:
        raise Damaged
    try:
        raw = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise Damaged from error
    if not isinstance(raw, dict) or _deeper(raw, DEEPEST):
        raise Damaged
    return raw


def _deeper(value: Any, levels: int) -> bool:
    """Whether there are more levels of lists and objects than these."""
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return not levels or any(_deeper(inner, levels - 1) for inner in inside)


def _instant(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no place in a progress file")
    return instant(value)


def _once(pairs: list[tuple[str, Any]]) -> Raw:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is too large")
    return number
