"""The base of every value here: named parts, never changed, equal to another of its class that holds the same.

What a frozen dataclass is, without the code a dataclass writes and compiles for each class: there are dozens, and
that alone would be a seventh of the time to the first page. `but` gives a copy with other parts.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Noun:
    """A value with named parts: the annotations of its class, in order. What the class gives a part is its default.

    A class made with `kw_only` is one whose order of parts is nobody's to count on; type checkers hold callers to it.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[Mapping[str, Any]] = {}
    _parts: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        super().__init_subclass__()
        own = tuple(cls.__annotations__)
        cls.__match_args__ = tuple(dict.fromkeys((*cls.__match_args__, *own)))  # type: ignore[misc]
        cls._parts = frozenset(cls.__match_args__)
        cls._defaults = {**cls._defaults, **{part: vars(cls)[part] for part in own if part in vars(cls)}}

    def __init__(self, *values: Any, **named: Any) -> None:
        parts, held = self.__match_args__, self.__dict__
        held.update(self._defaults)
        held.update(zip(parts, values))  # noqa: B905 - what is too much is counted below
        held.update(named)
        twice = values and named and not named.keys().isdisjoint(parts[: len(values)])
        if twice or len(values) > len(parts) or len(held) != len(parts) or not named.keys() <= self._parts:
            raise TypeError(f"{type(self).__name__} is made of {', '.join(parts) or 'nothing'}")

    @classmethod
    def of(cls, parts: Mapping[str, Any]) -> Self:
        """The noun of parts that are known to be its own, and all of those without a default: nothing is checked."""
        noun = cls.__new__(cls)
        noun.__dict__.update(cls._defaults)
        noun.__dict__.update(parts)
        return noun

    def but(self, **parts: Any) -> Self:
        """The same, but for these parts."""
        return type(self)(**{**vars(self), **parts})

    def __setattr__(self, part: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{part} is never changed; make another with but()")

    def __delattr__(self, part: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{part} is never taken away")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, part) for part in self.__match_args__)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{part}={getattr(self, part)!r}' for part in self.__match_args__)})"
