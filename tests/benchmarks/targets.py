"""What is promised: every line of the benchmarks' table, with its goal and its limit. To promise more, add a line.

A goal is what we want, a limit what must not be passed; where there is but one number, it is the limit.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Figure = Literal["page", "leaving", "whole", "cpu", "memory"]
"""What is taken of a run; what each is, says `run.Run`."""

PACE = 0.131
"""Seconds to the empty app's first page on the machine that the times of keys are promised for: the scale of them."""


class How(Enum):
    """How a number is made of the runs."""

    TIMES = "so many times what another scene takes"
    KEYS = "within so many milliseconds for 95 keys of 100, on the scale of `PACE`"
    SECONDS = "in so many seconds"
    MORE = "so many MiB more than another scene takes"


@dataclass(frozen=True)
class Target:
    """A line of the table: `figure` of `scene`, made a number as `how` says, beside `other` of scene and figure."""

    what: str
    scene: str
    how: How
    limit: float
    goal: float | None = None
    figure: Figure = "page"
    other: tuple[str, Figure] = ("empty", "page")
    key: str = ""
    beside: str = "the empty app"


TARGETS = (
    Target("The first page, for somebody who comes back", "back", How.TIMES, limit=1.7, goal=1.55),
    Target(
        "Processor time of a whole run: one page, and leaving",
        "back",
        How.TIMES,
        limit=1.4,
        figure="cpu",
        other=("empty", "cpu"),
    ),
    Target("Peak memory", "back", How.TIMES, limit=1.52, figure="memory", other=("empty", "memory")),
    Target("Moving to another choice", "moves", How.KEYS, limit=5, key="move", beside="95 keys of 100"),
    Target(
        "Choosing: saved, and the next page all there",
        "answers",
        How.KEYS,
        limit=12,
        key="choose",
        beside="95 keys of 100",
    ),
    Target("Leaving", "back", How.TIMES, limit=1.15, figure="leaving", other=("empty", "leaving")),
    Target(
        "`--version`", "version", How.TIMES, limit=3, figure="whole", other=("pass", "whole"), beside="`python -c pass`"
    ),
    Target("`status --json`", "status", How.TIMES, limit=1, figure="whole", beside="the empty app's first page"),
    Target("`profiles` with 1,000 people", "profiles", How.SECONDS, limit=0.5, figure="whole", beside=""),
    Target("The first page with 1,000 people", "crowd", How.TIMES, limit=1.1, other=("few", "page"), beside="with 8"),
    Target(
        "The first page with ten times the content",
        "large",
        How.TIMES,
        limit=1.1,
        other=("back", "page"),
        beside="with the content as it is",
    ),
    Target(
        "Peak memory of `team` on 100,000 rows",
        "sheet",
        How.MORE,
        limit=2,
        figure="memory",
        other=("short sheet", "memory"),
        beside="on 2,000",
    ),
)
