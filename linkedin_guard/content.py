"""content/ → Catalogue, or one sentence that names file, key and fault.

A file is read when it is first needed, and each row of a table in it is checked when that row is: of the steps that
are not this person's, a plan needs only for whom they are. The folder is `content/` beside the package in a checkout,
and `_content/` beside this module in an installed package, where each file is JSON instead of TOML: that is a tenth of
the time, and it is paid before the first page (`.ci/wheel.py`). What is said of a file is said of the TOML it comes
from. In code, in English, stand only the sentences of this module and of the catalogue: they are about content that
cannot be read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from linkedin_guard.model.catalogue import Catalogue, ContentFault, Manifest, Words, is_choice
from linkedin_guard.model.text import ID, printable

SCHEMA = 1
_INSTALLED = "_content"
_LARGEST = 4_000_000
"""The size in bytes above which a file is not read."""

_TABLES = {
    "authorities.toml": ("authority",),
    "regimes.toml": ("regime", "law"),
    "letters.toml": ("letter",),
    "questions.toml": ("question",),
    "steps.toml": ("step", "retired"),
}
"""The arrays of tables that stand in each file, whose rows have an id."""

Model = TypeVar("Model", bound=BaseModel)


def folder() -> Path:
    """Where the content that belongs to this program is."""
    installed = Path(__file__).parent / _INSTALLED
    try:
        found = installed.is_dir()
    except OSError:
        # A folder that may not be looked into is told of when a file in it is read.
        found = False
    return installed if found else Path(__file__).parents[1] / "content"


def load(language: str = "en", root: Path | None = None) -> Catalogue:
    """The content in a language; English where there is no such folder.

    Raises ContentFault when the manifest is unusable; a fault in another file is raised when it is first needed.
    """
    files = _Files(root if root is not None else folder())
    manifest = files.model("manifest.toml", Manifest)
    if manifest.schema_ > SCHEMA:
        raise ContentFault(
            f"content/manifest.toml: 'schema' is {manifest.schema_}, newer than {SCHEMA}; update LinkedIn Guard."
        )
    return Catalogue(files, language if language in manifest.languages else "en")


class _Files:
    """The files of one content folder. Each is parsed once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._json = root.name == _INSTALLED
        self._raw: dict[str, dict[str, Any]] = {}

    def model(self, file: str, model: type[Model]) -> Model:
        """The whole file as one model. Raises ContentFault, as all of these do."""
        return _validated(file, self._parsed(file), model, ())

    def keyed(self, file: str, model: type[Model]) -> Mapping[str, Model]:
        """A file of nothing but tables, by their keys."""
        raw = self._parsed(file)
        for key in raw:
            if not _is_id(key):
                raise ContentFault(
                    f"content/{file}: '{key}' is not a proper id: small letters, digits and hyphens only."
                )
        return _Table(file, "", raw, model)

    def rows(self, file: str, table: str, model: type[Model]) -> Mapping[str, Model]:
        """An array of tables in the file, by their ids, in order."""
        raw = self._parsed(file)
        known = _TABLES[file]
        for name in raw:
            if name not in known:
                raise ContentFault(f"content/{file}: '{name}' is not known here{_suggest(name, known)}")
        return _Table(file, table, _by_id(file, table, raw.get(table, [])), model)

    def words(self, file: str) -> Words:
        """A file of sentences."""
        raw = self._parsed(file)
        if not _printable(raw):
            _check_words(file, raw)
        return raw

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


class _Table(Mapping[str, Model], Generic[Model]):
    """The rows of a table, by id, in the order of the file. Each is checked when it is first needed."""

    def __init__(self, file: str, table: str, raw: Mapping[str, Any], model: type[Model]) -> None:
        self._file, self._table, self._raw, self._model = file, table, raw, model
        self._read: dict[str, Model] = {}

    def __getitem__(self, key: str) -> Model:
        if key not in self._read:
            place = (self._table, key) if self._table else (key,)
            self._read[key] = _validated(self._file, self._raw[key], self._model, place)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def _by_id(file: str, table: str, raw: Any) -> dict[str, Any]:
    """The rows of an array of tables by their ids, of which none stands there twice."""
    if not isinstance(raw, list):
        raise ContentFault(f"content/{file}: '{table}' is not right; write each row under [[{table}]].")
    found: dict[str, Any] = {}
    for number, row in enumerate(raw, 1):
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str):
            raise ContentFault(f"content/{file}: '{table}.{number}.id' is missing; give the row an id.")
        if name in found:
            raise ContentFault(f"content/{file}: '{table}.{name}' stands there twice; take one out.")
        found[name] = row
    return found


_is_id = re.compile(ID).fullmatch


def _toml(file: str, data: bytes) -> dict[str, Any]:
    # Not on the way of an installed program, which reads JSON.
    import tomllib

    text = data.decode()
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise ContentFault(f"content/{file}: is not TOML ({fault}); correct it.") from None


def _json(file: str, data: bytes) -> dict[str, Any]:
    text = data.decode()
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        raise ContentFault(f"content/{file}: was damaged where it is installed; install LinkedIn Guard again.")
    return raw


def _printable(raw: Any) -> bool:
    """Whether there is nothing but sentences that are printable as they stand: then no place need be named."""
    if isinstance(raw, str):
        return raw.isprintable()
    if isinstance(raw, dict):
        return not (is_choice(raw) and _amiss(raw)) and all(map(_printable, raw.values()))
    return isinstance(raw, list) and all(map(_printable, raw))


def _amiss(choice: dict[str, Any]) -> str:
    """What is wrong with the form of a choice, and what to do; empty when nothing is."""
    place, *more = choice
    sentences = choice[place]
    if more:
        return "is a choice and more; let its place be the only key"
    if not (place.endswith("}") and place[1:-1].isidentifier()):
        return 'is not a place; write it as "{name}"'
    if not isinstance(sentences, dict) or not all(isinstance(text, str) for text in sentences.values()):
        return "is a choice, but not between sentences; write one for each case under it"
    return "" if "other" in sentences else "has no sentence for 'other'; add it"


def _check_words(file: str, raw: Any, where: str = "") -> None:
    match raw:
        case dict():
            if is_choice(raw) and (amiss := _amiss(raw)):
                raise ContentFault(f"content/{file}: '{f'{where}.{next(iter(raw))}'.lstrip('.')}' {amiss}.")
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


def _validated(file: str, raw: Any, model: type[Model], place: tuple[str, ...]) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as fault:
        raise ContentFault(next(sentences(file, raw, model, place, fault))) from None


def sentences(
    file: str, raw: Any, model: type[BaseModel], place: tuple[str, ...], fault: ValidationError
) -> Iterator[str]:
    """Each of the faults that pydantic found in a row, as one sentence; `place` is where the row stands in the file."""
    for found in fault.errors(include_url=False):
        keys = list(place)
        at: Any = raw
        for key in found["loc"]:
            if key == "[key]":
                continue
            try:
                at = at[key]
            except (KeyError, IndexError, TypeError):
                at = None
            keys.append(str(at.get("id", key + 1)) if isinstance(at, dict) and isinstance(key, int) else str(key))
        where = f"content/{file}: '{'.'.join(keys)}'" if keys else f"content/{file}:"
        if found["type"] == "extra_forbidden":
            yield f"{where} is not known here{_suggest(keys[-1], _keys(model))}"
        else:
            yield f"{where} {_plain(found['type'], found['msg'])}; correct it."


def _plain(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "is missing"
        case "value_error":
            return message.removeprefix("Value error, ")
        case _:
            return f"is not right ({message[:1].lower()}{message[1:]})"


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that the model, or any model within it, knows."""
    keys: set[str] = set()
    todo: list[Any] = [model]
    while todo:
        kind = todo.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            keys.update(field.alias or name for name, field in kind.model_fields.items())
            todo.extend(field.annotation for field in kind.model_fields.values())
        else:
            todo.extend(getattr(kind, "__args__", ()))
    return keys


def _suggest(word: str, known: Iterable[str]) -> str:
    # Only a fault asks for it.
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else "; take it out."
