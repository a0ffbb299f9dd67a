"""How the numbers of many rounds become one, how far they lie apart, and whether that is what was promised."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.run import Run
from benchmarks.targets import PACE, Figure, How, Target

SHARE = 0.95
"""The part of the keys that a time of keys is promised for."""

Runs = Mapping[str, Sequence[Run]]
"""The runs of each scene, one a round, so that the same place in two lists is the same round."""


class Verdict(Enum):
    """What is said of a number beside its goal and its limit."""

    GOAL = "within the goal"
    LIMIT = "within the limit"
    OVER = "over"


@dataclass(frozen=True)
class Measured:
    """A number, and between which two the middle half of the rounds lay."""

    number: float
    low: float
    high: float


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that so large a share of them does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def median(values: Sequence[float]) -> Measured:
    """The middle one, which a single bad round does not move, and the middle half."""
    return Measured(statistics.median(values), *_middle_half(values))


def _middle_half(values: Sequence[float]) -> tuple[float, float]:
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def figures(runs: Sequence[Run], figure: Figure) -> list[float]:
    """One figure of each run."""
    return [float(getattr(run, figure)) for run in runs]


def times(of: Sequence[float], to: Sequence[float]) -> Measured:
    """How many times as much: compared within each round, so that what slows a whole round down cancels out."""
    return median([one / other for one, other in zip(of, to, strict=True)])


def keys(runs: Sequence[Run], key: str, scale: float) -> Measured:
    """What `SHARE` of all these keys took, in milliseconds on a scale; the middle half is of the rounds each alone."""
    rounds = [[1000 * scale * time for time in run.keys[key]] for run in runs]
    every = percentile([time for times in rounds for time in times], SHARE)
    return Measured(every, *_middle_half([percentile(times, SHARE) for times in rounds]))


def scale(runs: Runs) -> float:
    """What a time here is to be multiplied with to be one on the machine that the times are promised for."""
    return PACE / statistics.median(figures(runs["empty"], "page"))


def measured(target: Target, runs: Runs) -> Measured:
    """The number for a line of the table."""
    own, scene_figure = runs[target.scene], figures(runs[target.scene], target.figure)
    if target.how is How.KEYS:
        return keys(own, target.key, scale(runs))
    if target.how is How.SECONDS:
        return median(scene_figure)
    other = figures(runs[target.other[0]], target.other[1])
    if target.how is How.TIMES:
        return times(scene_figure, other)
    return median([(one - two) / 2**20 for one, two in zip(scene_figure, other, strict=True)])


def verdict(target: Target, found: Measured) -> Verdict:
    """The number alone decides, not how far the rounds lie apart."""
    if target.goal is not None and found.number <= target.goal:
        return Verdict.GOAL
    return Verdict.LIMIT if found.number <= target.limit else Verdict.OVER


def close(target: Target, found: Measured) -> bool:
    """Whether the middle half of the rounds lies on both sides of the goal or the limit: another run may say other."""
    return any(found.low <= bound <= found.high for bound in (target.goal, target.limit) if bound is not None)
