"""Raw data, as TOML and JSON give it → nouns, or Unfit; and back.

Two readers stand behind `read`. The quick one takes data that is exactly as it should be, which our own files are; of
anything else pydantic decides whether it can be taken, as what, and what is wrong with it. Whatever the quick one takes
pydantic takes too, and reads the same. Importing pydantic is a quarter of the time to the first page, so it is done
only when it is asked.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, Union, get_args, get_origin

from linkedin_guard.noun import Noun

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|\+00:00)")


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

    Unknown keys are refused; with `keeps` they are kept, in the part `more`.
    """

    keys_ = dict[str, str]()
    keeps_ = False

    def __init_subclass__(
        cls, keys: Mapping[str, str] | None = None, keeps: bool | None = None, **more: object
    ) -> None:
        super().__init_subclass__(**more)
        cls.keeps_ = cls.keeps_ if keeps is None else keeps
        parts: tuple[str, ...] = cls.__match_args__
        read = [part for part in parts if not (cls.keeps_ and part == "more")]
        cls.keys_ = {part: (keys or {}).get(part, part) for part in read}

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
        given = {part: values[key] for part, key in cls.keys_.items() if key in values}
        if cls.keeps_ and len(given) < len(values):
            known = cls.keys_.values()
            given["more"] = {key: value for key, value in values.items() if key not in known}
        return cls(**given).fitting()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core.core_schema import no_info_after_validator_function, typed_dict_field, typed_dict_schema

        fields = {
            key: typed_dict_field(handler.generate_schema(shape), required=key in cls._needed())
            for key, shape in cls.shapes().items()
        }
        known = typed_dict_schema(fields, extra_behavior="allow" if cls.keeps_ else "forbid")
        return no_info_after_validator_function(cls.made, known)

    @classmethod
    def _needed(cls) -> set[str]:
        return {key for part, key in cls.keys_.items() if part not in cls._defaults}


def _annotations(kind: type) -> Mapping[str, Any]:
    return kind.__annotations__ if issubclass(kind, Noun) and kind not in (Noun, Shaped) else {}


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


class Kept(Shaped, keeps=True, kw_only=True):
    """A noun whose unknown keys are kept."""

    more: Mapping[str, Any] = {}


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
    readers = {key: _reader(shape) for key, shape in kind.shapes().items()}
    needed = kind._needed()

    def take(raw: Any) -> Shaped:
        if type(raw) is not dict or not needed <= raw.keys():
            raise _NotAsItShouldBe
        values = {}
        for key, value in raw.items():
            if key in readers:
                values[key] = readers[key](value)
            elif kind.keeps_:
                values[_text(key)] = value
            else:
                raise _NotAsItShouldBe
        return kind.made(values)

    return take
