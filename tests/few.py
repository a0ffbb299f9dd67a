"""What of a test's parameters the README's command takes; `.ci/run` takes them all, with `pytest -m long`."""

from collections.abc import Callable, Iterable

import pytest
from _pytest.mark.structures import ParameterSet


def few(values: Iterable[object], usual: Callable[[int, object], bool] = lambda at, _: at == 0) -> list[ParameterSet]:
    """Each value as a parameter: those of which `usual(position, value)` is false are for the long run alone.

    A value that is a tuple, or a pytest.param, is one set of parameters, as pytest has it.
    """
    made = []
    for at, value in enumerate(values):
        given = value if isinstance(value, ParameterSet) else ParameterSet.param(*_one_set(value))
        marks = given.marks if usual(at, value) else (*given.marks, pytest.mark.long)
        made.append(given._replace(marks=marks))
    return made


def _one_set(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def each(many: int) -> Callable[[int, object], bool]:
    """Every so many-th, from the first on."""
    return lambda at, _: at % many == 0


def among(*chosen: object) -> Callable[[int, object], bool]:
    """Those named."""
    return lambda _, value: value in chosen
