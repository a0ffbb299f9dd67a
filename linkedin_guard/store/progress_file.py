"""Progress ↔ the bytes of its file: UTF-8 JSON. What was not written by us is Damaged, never half believed. Pure."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from linkedin_guard.model.catalogue import Progress, shows
from linkedin_guard.model.reading import instant, raw_of, read
from linkedin_guard.store.disk import StoreFault

Raw = dict[str, Any]

FORMAT: int = Progress.format
MIGRATIONS: dict[int, Callable[[Raw], Raw]] = {}
"""From a format to the pure function that makes it the next one; `format` itself is raised for it."""

LIMIT = 8 * 1024 * 1024
"""The size in bytes above which a file is not read, nor written."""

DEEPEST = 32
"""How many levels of lists and objects a file may have: far more than any format needs, far less than the stack."""


class Damaged(Exception):
    """The bytes of a file are not what we wrote."""


def encode(progress: Progress) -> bytes:
    """The file for this progress: UTF-8 JSON, instants in UTC to the second, a line for each thing recorded.

    Raises ValueError or OverflowError for what no file can hold, such as an instant without a time zone.
    """
    said = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_instant).encode
    parts = {name: said(value) for name, value in raw_of(progress.but(log=())).items()}
    if progress.log:
        parts["log"] = "[\n  " + ",\n  ".join(said(raw_of(entry)) for entry in progress.log) + "\n ]"
    text = "{\n" + ",\n".join(f" {said(name)}: {value}" for name, value in parts.items()) + "\n}\n"
    # Half a surrogate pair, as undecodable input leaves it, has no UTF-8: better a "?" than an event that is not saved.
    return text.encode(errors="replace")


def decode(data: bytes, profile: str, path: Path) -> tuple[Progress, int]:
    """The progress in these bytes and the format it was written in, or Damaged.

    The file's name decides whose it is. What is accepted can also be written again: numbers are finite, instants have
    their place in time.
    """
    raw = parse(data)
    written = raw.get("format")
    if type(written) is not int or written < 1:
        raise Damaged
    try:
        for step in range(written, FORMAT):
            raw = {**MIGRATIONS[step](raw), "format": step + 1}
        progress: Progress = read({**raw, "profile": profile}, Progress)
        for at in (*(record.at for record in progress.steps.values()), *(entry.at for entry in progress.log)):
            instant(at)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        if written > FORMAT:
            raise StoreFault(
                f"{path} was written by a newer LinkedIn Guard (format {written}) and cannot be read; update to go on."
            ) from error
        raise Damaged from error
    return progress, written


def parse(data: bytes) -> Raw:
    """The JSON object in these bytes, cleaned, or Damaged; more than LIMIT of them are."""
    if len(data) > LIMIT:
        raise Damaged
    try:
        raw = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise Damaged from error
    if not isinstance(raw, dict):
        raise Damaged
    found: Raw = _cleaned(raw, DEEPEST)
    return found


def _cleaned(value: Any, levels: int) -> Any:
    """The value without any character that no page can show: what we wrote has none, so no hand that means well has.

    A name that has one is damage, as names are never changed; so are more levels than these.
    """
    if isinstance(value, str):
        return value if value.isprintable() else "".join(c if shows(c) or c in "\n\t" else "\ufffd" for c in value)
    if not isinstance(value, dict | list):
        return value
    if not levels:
        raise Damaged
    if isinstance(value, list):
        return [_cleaned(inner, levels - 1) for inner in value]
    if not all(map(str.isprintable, value)):
        raise Damaged
    return {name: _cleaned(inner, levels - 1) for name, inner in value.items()}


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
