"""content/ → Content, or one sentence that names file, key and fault.

A file is read when it is first needed, and each noun of a table in it is checked when that noun is: of the steps that
are not this person's, a plan needs only for whom they are. The folder is `content/` beside the package in a checkout,
and `_content/` beside this module in an installed package, where each file is JSON instead of TOML: that is a tenth of
the time, and it is paid before the first page (`.ci/wheel.py`). What is said of a file is said of the TOML it comes
from.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from linkedin_guard.model.catalogue import Content, ContentFault, Manifest, Words, printable
from linkedin_guard.model.reading import Shaped, Unfit, read

SCHEMA = 1
_INSTALLED = "_content"
_LARGEST = 4_000_000
_TABLES = {
    "authorities.toml": ("authority",),
    "regimes.toml": ("regime", "law"),
    "letters.toml": ("letter",),
    "questions.toml": ("question",),
    "steps.toml": ("step", "retired"),
}


def folder() -> Path:
    """Where the content that belongs to this program is."""
    installed = Path(__file__).parent / _INSTALLED
    try:
        found = installed.is_dir()
    except OSError:
        # A folder that may not be looked into is told of when a file in it is read.
        found = False
    return installed if found else Path(__file__).parents[1] / "content"


def load(language: str = "en", root: Path | None = None) -> Content:
    """The content in a language; English where there is no such folder.

    Raises ContentFault when the manifest is unusable; a fault in another file is raised when it is first needed.
    """
    reader = _Reader(root if root is not None else folder())
    manifest: Manifest = reader("manifest.toml", Manifest)
    if manifest.schema_ > SCHEMA:
        raise ContentFault(
            f"content/manifest.toml: 'schema' is {manifest.schema_}, newer than {SCHEMA}; update LinkedIn Guard."
        )
    return Content(reader, language if language in manifest.languages else "en")


class _Reader:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._json = root.name == _INSTALLED
        self._raw: dict[str, dict[str, Any]] = {}

    def __call__(self, file: str, shape: Any) -> Any:
        raw = self._parsed(file)
        if shape is Words:
            if not _printable(raw):
                _check_words(file, raw)
            return raw
        if isinstance(shape, Mapping):
            _check_tables(file, raw)
            ((table, noun),) = shape.items()
            return _Rows(file, table, raw.get(table, []), noun)
        return _validated(file, raw, shape, ())

    def _parsed(self, file: str) -> dict[str, Any]:
        if file not in self._raw:
            path = self._root / file
            try:
                data = (path.with_suffix(".json") if self._json else path).read_bytes()
                if len(data) > _LARGEST:
                    raise ContentFault(
                        f"content/{file}: is larger than {_LARGEST:,} bytes; install LinkedIn Guard again."
                    )
                self._raw[file] = _json(file, data) if self._json else _toml(file, data)
            except OSError as fault:
                raise ContentFault(
                    f"content/{file}: cannot be read ({fault.strerror or fault}); install LinkedIn Guard again."
                ) from None
            except UnicodeDecodeError:
                raise ContentFault(f"content/{file}: is not UTF-8; save it as UTF-8.") from None
        return self._raw[file]


class _Rows(Mapping[str, Any]):
    """The nouns of a table, by id, in the order of the file. Each is read and checked when it is first needed."""

    def __init__(self, file: str, table: str, raw: Any, noun: type[Shaped]) -> None:
        self._file, self._table, self._noun = file, table, noun
        self._raw: dict[str, Any] = {}
        self._read: dict[str, Any] = {}
        if not isinstance(raw, list) or not all(
            isinstance(row, dict) and isinstance(row.get("id"), str) for row in raw
        ):
            # What has no id cannot be named: reading all of it says what is wrong.
            _validated(file, raw, tuple[noun, ...], (table,))  # type: ignore[valid-type]
        for row in raw:
            if row["id"] in self._raw:
                raise ContentFault(f"content/{file}: '{table}.{row['id']}' stands there twice; take one out.")
            self._raw[row["id"]] = row

    def __getitem__(self, key: str) -> Any:
        if key not in self._read:
            self._read[key] = _validated(self._file, self._raw[key], self._noun, (self._table, key))
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def _toml(file: str, data: bytes) -> dict[str, Any]:
    import tomllib

    text = data.decode()
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise ContentFault(f"content/{file}: is not TOML ({fault}); correct it.") from None


def _json(file: str, data: bytes) -> dict[str, Any]:
    import json

    text = data.decode()
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        raise ContentFault(f"content/{file}: was damaged where it is installed; install LinkedIn Guard again.")
    return raw


def _check_tables(file: str, raw: Mapping[str, Any]) -> None:
    known = _TABLES[file]
    for table in raw:
        if table not in known:
            raise ContentFault(f"content/{file}: '{table}' is not known here{_suggest(table, known)}")


def _printable(raw: Any) -> bool:
    """Whether there is nothing but sentences that are printable as they stand: then no place need be named."""
    if isinstance(raw, str):
        return raw.isprintable()
    return isinstance(raw, dict | list) and all(map(_printable, raw.values() if isinstance(raw, dict) else raw))


def _check_words(file: str, raw: Any, where: str = "") -> None:
    match raw:
        case dict():
            for key, value in raw.items():
                _check_words(file, value, f"{where}.{key}" if where else key)
        case list():
            for number, value in enumerate(raw, 1):
                _check_words(file, value, f"{where}[{number}]")
        case str():
            try:
                printable(raw)
            except ValueError as fault:
                raise ContentFault(f"content/{file}: '{where}' {fault}; take it out.") from None
        case _:
            raise ContentFault(f"content/{file}: '{where}' is not a sentence; put it in quotation marks.")


def _validated(file: str, raw: Any, shape: Any, prefix: tuple[str, ...]) -> Any:
    try:
        return read(raw, shape)
    except Unfit as fault:
        raise ContentFault(_sentence(file, raw, shape, prefix, fault)) from None


def _sentence(file: str, raw: Any, shape: Any, prefix: tuple[str, ...], fault: Unfit) -> str:
    place: list[str] = list(prefix)
    at: Any = raw
    for key in fault.place:
        try:
            at = at[key]
        except (KeyError, IndexError, TypeError):
            at = None
        place.append(str(at.get("id", key + 1)) if isinstance(at, dict) and isinstance(key, int) else str(key))
    where = ".".join(place)
    if fault.kind == "extra_forbidden":
        return f"content/{file}: '{where}' is not known here{_suggest(place[-1], _keys(shape))}"
    return f"content/{file}: '{where}' {_plain(fault)}; correct it."


def _plain(fault: Unfit) -> str:
    match fault.kind:
        case "missing":
            return "is missing"
        case "value_error":
            return fault.problem
        case _:
            return f"is not right ({fault.problem[:1].lower()}{fault.problem[1:]})"


def _keys(shape: Any) -> set[str]:
    """Every key that any noun within the shape knows."""
    keys: set[str] = set()
    todo = [shape]
    while todo:
        kind = todo.pop()
        if isinstance(kind, type) and issubclass(kind, Shaped):
            keys.update(kind.shapes())
            todo.extend(kind.shapes().values())
        else:
            todo.extend(getattr(kind, "__args__", ()))
    return keys


def _suggest(word: str, known: Any) -> str:
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else "; take it out."
