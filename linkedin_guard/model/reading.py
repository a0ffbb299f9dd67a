"""Raw data, as TOML and JSON give it → nouns, or Unfit; and back.

Two readers stand behind `read`. The quick one takes data that is exactly as it should be, which our own files are; of
anything else pydantic decides whether it can be taken, as what, and what is wrong with it. Whatever the quick one takes
pydantic takes too, and reads the same. Importing pydantic is a quarter of the time to the first page, so it is done
only when it is asked.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, Union, get_args, get_origin

from linkedin_guard.model.noun import Noun

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|\+00:00)")


class Unfit(ValueError):
    """The data is none of this shape. `place` is the way to the fault; `kind` and `problem` are pydantic's words."""

    def __init__(self, place: tuple[int | str, ...], kind: str, problem: str, given: object) -> None:
        super().__init__(problem)
        self.place, self.kind, self.problem, self.given = place, kind, problem, given


class Fits:
    """A check that belongs to an annotation: it returns the value, or raises ValueError with what is wrong with it."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        self.check = check

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.check, handler(source))


class Shaped(Noun):
    """A noun that is read from data. `keys` names the key of a part that is called otherwise in the data.

    Unknown keys are refused. A `partial` noun is a part of what is there, and leaves the other keys aside.
    """

    keys_ = dict[str, str]()
    partial_ = False

    def __init_subclass__(
        cls, *, keys: Mapping[str, str] | None = None, kw_only: bool = False, partial: bool = False
    ) -> None:
        super().__init_subclass__(kw_only=kw_only)
        cls.partial_ = partial
        known = {**cls.keys_, **(keys or {})}
        parts: tuple[str, ...] = cls.__match_args__
        if not known.keys() <= set(parts):
            raise TypeError(f"{cls.__name__} names a key for a part it does not have")
        cls.keys_ = {part: known.get(part, part) for part in parts}

    def fitting(self) -> Self:
        """This noun, if its parts go together. Raises ValueError."""
        return self

    @classmethod
    def shapes(cls) -> dict[str, Any]:
        """The shape of each part, by the key it has in the data."""
        annotated = {part: shape for kind in reversed(cls.__mro__) for part, shape in _annotations(kind).items()}
        return {key: annotated[part] for part, key in cls.keys_.items()}

    @classmethod
    def made(cls, values: Mapping[str, Any]) -> Self:
        """The noun of these values, by key. Raises ValueError."""
        return cls(**{part: values[key] for part, key in cls.keys_.items() if key in values}).fitting()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core.core_schema import no_info_after_validator_function, typed_dict_field, typed_dict_schema

        fields = {
            key: typed_dict_field(handler.generate_schema(shape), required=key in cls._needed())
            for key, shape in cls.shapes().items()
        }
        known = typed_dict_schema(
            fields, extra_behavior="allow" if issubclass(cls, Kept) else "ignore" if cls.partial_ else "forbid"
        )
        return no_info_after_validator_function(cls.made, known)

    @classmethod
    def _needed(cls) -> set[str]:
        return {key for part, key in cls.keys_.items() if part not in cls._defaults}


class Kept(Shaped, kw_only=True):
    """A noun that is read from data and keeps its unknown keys, in `more`."""

    more: Mapping[str, Any] = {}

    def __init_subclass__(cls, *, keys: Mapping[str, str] | None = None, kw_only: bool = False) -> None:
        super().__init_subclass__(keys=keys, kw_only=kw_only)
        # No key is called so for its sake: what is called so is unknown, and kept.
        del cls.keys_["more"]

    @classmethod
    def made(cls, values: Mapping[str, Any]) -> Self:
        """The noun of these values, by key. Raises ValueError."""
        noun, known = super().made(values), cls.keys_.values()
        more = {key: value for key, value in values.items() if key not in known}
        return noun.but(more=more) if more else noun


def _annotations(kind: type) -> Mapping[str, Any]:
    return kind.__annotations__ if issubclass(kind, Noun) and kind not in (Noun, Shaped) else {}


def instant(at: datetime) -> str:
    """An instant as data has it: UTC, to the second. Raises ValueError for one without a time zone."""
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def read(raw: Any, shape: Any) -> Any:
    """The data as this shape: a noun, or tuples and dicts of nouns. Raises Unfit."""
    try:
        return _reader(shape)(raw)
    except (_NotAsItShouldBe, ValueError):
        return _judged(raw, shape)


def raw_of(value: Any) -> Any:
    """The noun as data again, by key, with what it keeps. Instants stay datetimes, days dates."""
    match value:
        case Shaped():
            data = {key: raw_of(getattr(value, part)) for part, key in value.keys_.items()}
            return {**data, **value.more} if isinstance(value, Kept) else data
        case tuple() | list():
            return [raw_of(inner) for inner in value]
        case dict():
            return {key: raw_of(inner) for key, inner in value.items()}
    return value


# pydantic.


def _judged(raw: Any, shape: Any) -> Any:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(shape).validate_python(raw)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = tuple(key for key in first["loc"] if key != "[key]")
        raise Unfit(place, first["type"], first["msg"].removeprefix("Value error, "), first["input"]) from None


# The quick reader.

Reader = Callable[[Any], Any]


class _NotAsItShouldBe(Exception):
    """Not for the quick reader."""


@cache
def _reader(shape: Any) -> Reader:
    """What takes data of this shape, and raises _NotAsItShouldBe or ValueError at anything unexpected."""
    arguments = get_args(shape)
    match get_origin(shape):
        case origin if origin is Annotated:
            return _checked(_reader(arguments[0]), [found.check for found in arguments[1:]])
        case origin if origin is Literal:
            return _literal(frozenset(arguments))
        case origin if origin is Union or origin is UnionType:
            (inner,) = [_reader(option) for option in arguments if option is not NoneType]
            return lambda raw: None if raw is None else inner(raw)
        case origin if origin is tuple:
            return _several(_reader(arguments[0]))
        case origin if origin is dict or origin is Mapping:
            return _by_key(_reader(arguments[0]), _reader(arguments[1]))
    if shape is Any:
        return lambda raw: raw
    if isinstance(shape, type) and issubclass(shape, Shaped):
        return _noun(shape)
    return {str: _text, datetime: _instant, int: _exactly(int), bool: _exactly(bool), date: _day}[shape]


def _exactly(kind: type) -> Reader:
    def take(raw: Any) -> Any:
        if type(raw) is not kind:
            raise _NotAsItShouldBe
        return raw

    return take


def _text(raw: Any) -> str:
    if type(raw) is not str:
        raise _NotAsItShouldBe
    if not raw.isascii():
        raw.encode()
    return raw


def _day(raw: Any) -> date:
    if type(raw) is date:
        return raw
    if type(raw) is not str or not _DAY.fullmatch(raw):
        raise _NotAsItShouldBe
    return date.fromisoformat(raw)


def _instant(raw: Any) -> datetime:
    if type(raw) is not str or not _INSTANT.fullmatch(raw):
        raise _NotAsItShouldBe
    return datetime.fromisoformat(raw)


def _checked(inner: Reader, checks: list[Reader]) -> Reader:
    def take(raw: Any) -> Any:
        value = inner(raw)
        for check in checks:
            value = check(value)
        return value

    return take


def _literal(words: frozenset[str]) -> Reader:
    def take(raw: Any) -> Any:
        if type(raw) is not str or raw not in words:
            raise _NotAsItShouldBe
        return raw

    return take


def _several(inner: Reader) -> Reader:
    def take(raw: Any) -> tuple[Any, ...]:
        if type(raw) is not list:
            raise _NotAsItShouldBe
        return tuple([inner(one) for one in raw])

    return take


def _by_key(key_of: Reader, inner: Reader) -> Reader:
    def take(raw: Any) -> dict[Any, Any]:
        if type(raw) is not dict:
            raise _NotAsItShouldBe
        return {key_of(key): inner(value) for key, value in raw.items()}

    return take


def _noun(kind: type[Shaped]) -> Reader:
    shapes, needed, keeps = kind.shapes(), kind._needed(), issubclass(kind, Kept)
    readers = {key: (part, _reader(shapes[key])) for part, key in kind.keys_.items()}

    def take(raw: Any) -> Shaped:
        if type(raw) is not dict or not needed <= raw.keys():
            raise _NotAsItShouldBe
        parts: dict[str, Any] = {}
        more: dict[str, Any] = {}
        for key, value in raw.items():
            if key in readers:
                part, reader = readers[key]
                parts[part] = reader(value)
            else:
                more[_text(key)] = value
        if more and keeps:
            parts["more"] = more
        elif more and not kind.partial_:
            raise _NotAsItShouldBe
        return kind.of(parts).fitting()

    return take
