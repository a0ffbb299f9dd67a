"""content/ → Catalogue, or one sentence that names file, key and fault.

A file is read when it is first needed, and each row of a table in it is checked when that row is: of the steps that
are not this person's, a plan needs only for whom they are. The folder is `content/` beside the package in a checkout,
and `_content/` beside this module in an installed package, where each file is JSON instead of TOML: that is a tenth of
the time, and it is paid before the first page (`.ci/wheel.py`). What is said of a file is said of the TOML it comes
from. In code, in English, stand only the sentences of this module and of the catalogue: they are about content that
cannot be read, and of the content rules, which are for those who write it.

Each kind of fault has a function that gives all of them, in order. Reading stops at the first; `lg-wizard check` does
not.
"""

import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from linkedin_guard.model.catalogue import Catalogue, ContentFault, Fault, Manifest, Words, is_choice
from linkedin_guard.model.saying import PROGRAM
from linkedin_guard.model.text import ID, printable, shows

SCHEMA = 1
INSTALLED = "_content"
_LARGEST = 4_000_000
"""The size in bytes above which a file is not read."""

TABLES = {
    "authorities.toml": ("authority",),
    "changes.toml": ("change",),
    "regimes.toml": ("regime", "law"),
    "letters.toml": ("letter",),
    "questions.toml": ("question",),
    "steps.toml": ("step", "retired"),
}
"""The arrays of tables that stand in each file, whose rows have an id."""

Model = TypeVar("Model", bound=BaseModel)


def folder() -> Path:
    """Where the content that belongs to this program is."""
    installed = Path(__file__).parent / INSTALLED
    try:
        found = installed.is_dir()
    except OSError:
        # A folder that may not be looked into is told of when a file in it is read.
        found = False
    return installed if found else Path(__file__).parents[1] / "content"


def load(language: str = "en", root: Path | None = None, program: str = PROGRAM) -> Catalogue:
    """The content in a language; English where there is no such folder. `program` is how this one was started.

    Raises ContentFault when the manifest is unusable; a fault in another file is raised when it is first needed.
    """
    files = ContentFolder(root if root is not None else folder())
    return Catalogue(files, language if language in files.manifest().languages else "en", program=program)


class ContentFolder:
    """The files of one content folder. Each is parsed once. What is not usable is raised as ContentFault."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.installed = root.name == INSTALLED
        self._raw: dict[str, dict[str, Any]] = {}

    def manifest(self) -> Manifest:
        """Which content this is, if this program knows its shape."""
        manifest = self.model("manifest.toml", Manifest)
        if manifest.schema_ > SCHEMA:
            what = f"is {manifest.schema_}, newer than {SCHEMA}"
            raise ContentFault(Fault("manifest.toml", "schema", what, "update LinkedIn Guard."))
        return manifest

    def model(self, file: str, model: type[Model]) -> Model:
        """The whole file as one model."""
        return _validated(file, self.raw(file), model, ())

    def keyed(self, file: str, model: type[Model]) -> Mapping[str, Model]:
        """A file of nothing but tables, by their keys."""
        raw = self.raw(file)
        _refuse(faults_of_keys(file, raw))
        return _Table(file, "", raw, model)

    def rows(self, file: str, table: str, model: type[Model]) -> Mapping[str, Model]:
        """An array of tables in the file, by their ids, in order."""
        raw = self.raw(file)
        rows = raw.get(table, [])
        _refuse(faults_of_tables(file, raw))
        _refuse(faults_of_ids(file, table, rows))
        return _Table(file, table, {row["id"]: row for row in rows}, model)

    def words(self, file: str) -> Words:
        """A file of sentences."""
        raw = self.raw(file)
        if not _printable(raw):
            _refuse(faults_of_words(file, raw))
        return raw

    def raw(self, file: str) -> dict[str, Any]:
        """What stands in the file, whether or not it is right."""
        if file not in self._raw:
            path = (self.root / file).with_suffix(".json") if self.installed else self.root / file
            again = "install LinkedIn Guard again." if self.installed else "put the file there as text."
            try:
                found = path.stat()
                if not stat.S_ISREG(found.st_mode):
                    raise ContentFault(Fault(file, "", "is no plain file", again))
                if found.st_size > _LARGEST:
                    raise ContentFault(Fault(file, "", f"is larger than {_LARGEST:,} bytes", again))
                self._raw[file] = (_json if self.installed else _toml)(file, path.read_bytes())
            except OSError as fault:
                why = f"cannot be read ({fault.strerror or fault})"
                raise ContentFault(Fault(file, "", why, again)) from None
            except UnicodeDecodeError:
                raise ContentFault(Fault(file, "", "is not UTF-8", "save it as UTF-8.")) from None
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


def faults_of_keys(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    """The keys of a file of tables that are no ids."""
    for key in raw:
        if not _is_id(key):
            yield Fault(file, key, "is not a proper id", "use small letters, digits and hyphens only.")


def faults_of_tables(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    """What stands in a file of arrays of tables and is none of them."""
    for name in raw:
        if name not in TABLES[file]:
            yield Fault(file, name, "is not known here", suggest(name, TABLES[file]))


def faults_of_ids(file: str, table: str, rows: Any) -> Iterator[Fault]:
    """What keeps the rows of an array of tables from being found by their ids, each of which stands there once."""
    if not isinstance(rows, list):
        yield Fault(file, table, "is not right", f"write each row under [[{table}]].")
        return
    found = set()
    for number, row in enumerate(rows, 1):
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str):
            yield Fault(file, f"{table}.{number}.id", "is missing", "give the row an id.")
        elif name in found:
            yield Fault(file, f"{table}.{name}", "stands there twice", "take one out.")
        found.add(name)


def faults_of_words(file: str, raw: Any, where: str = "") -> Iterator[Fault]:
    """What is no sentence, or cannot be shown as one, and a choice between sentences that is not written as one."""
    match raw:
        case dict() if is_choice(raw) and (amiss := _amiss(raw)) is not None:
            yield Fault(file, f"{where}.{next(iter(raw))}".lstrip("."), *amiss)
        case dict():
            for key, value in raw.items():
                yield from faults_of_words(file, value, f"{where}.{key}" if where else key)
        case list():
            for number, value in enumerate(raw, 1):
                yield from faults_of_words(file, value, f"{where}.{number}")
        case str():
            try:
                printable(raw)
            except ValueError as fault:
                yield Fault(file, where, str(fault), "take it out.")
        case _:
            yield Fault(file, where, "is not a sentence", "put it in quotation marks.")


def faults_of_row(file: str, raw: Any, model: type[BaseModel], place: tuple[str, ...]) -> Iterator[Fault]:
    """Whatever keeps a row from being its model; `place` is where it stands in the file."""
    try:
        model.model_validate(raw)
    except ValidationError as fault:
        yield from _found(file, raw, model, place, fault)


def _refuse(faults: Iterable[Fault]) -> None:
    for fault in faults:
        raise ContentFault(fault)


_is_id = re.compile(ID).fullmatch


def _toml(file: str, data: bytes) -> dict[str, Any]:
    # Not on the way of an installed program, which reads JSON.
    import tomllib

    text = data.decode()
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise ContentFault(Fault(file, "", f"is not TOML ({fault})", "correct it.")) from None


def _json(file: str, data: bytes) -> dict[str, Any]:
    text = data.decode()
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        raise ContentFault(Fault(file, "", "was damaged where it is installed", "install LinkedIn Guard again."))
    return raw


def _printable(raw: Any) -> bool:
    """Whether there is nothing but sentences that can be shown as they stand: then no place need be named."""
    if isinstance(raw, str):
        return raw.isprintable() or all(map(shows, raw))
    if isinstance(raw, dict):
        return not (is_choice(raw) and _amiss(raw)) and all(map(_printable, raw.values()))
    return isinstance(raw, list) and all(map(_printable, raw))


def _amiss(choice: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with the form of a choice, and what to do."""
    place, *more = choice
    sentences = choice[place]
    if more:
        return "is a choice and more", "let its place be the only key."
    if not (place.endswith("}") and place[1:-1].isidentifier()):
        return "is not a place", 'write it as "{name}".'
    if not isinstance(sentences, dict) or not all(isinstance(text, str) for text in sentences.values()):
        return "is a choice, but not between sentences", "write one for each case under it."
    return None if "other" in sentences else ("has no sentence for 'other'", "add it.")


def _validated(file: str, raw: Any, model: type[Model], place: tuple[str, ...]) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as fault:
        raise ContentFault(next(_found(file, raw, model, place, fault))) from None


def _found(
    file: str, raw: Any, model: type[BaseModel], place: tuple[str, ...], fault: ValidationError
) -> Iterator[Fault]:
    """Each of the faults that pydantic found in a row."""
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
            if isinstance(key, int):
                keys.append(str(at.get("id", key + 1) if isinstance(at, dict) else key + 1))
            else:
                keys.append(key)
        if found["type"] == "extra_forbidden":
            yield Fault(file, ".".join(keys), "is not known here", suggest(keys[-1], _keys(model)))
        else:
            yield Fault(file, ".".join(keys), _plain(found["type"], found["msg"]), "correct it.")


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


def suggest(word: str, known: Iterable[str]) -> str:
    """What to do about a word that is not known."""
    # Only a fault asks for it.
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"did you mean '{close[0]}'?" if close else "take it out."
