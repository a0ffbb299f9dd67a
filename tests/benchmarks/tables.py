"""The numbers as Markdown, and where they go in the README."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.arithmetic import Measured, Runs, close, figures, keys, measured, median, scale, times, verdict
from benchmarks.targets import PACE, TARGETS, Figure, How, Target

OURS = ("<!-- benchmarks: written by tests/benchmarks -->", "<!-- /benchmarks -->")
PEERS = ("<!-- peers: written by tests/benchmarks --peers -->", "<!-- /peers -->")

_UNITS = {
    How.TIMES: ("{:.2f}", "{:g}", "×"),
    How.KEYS: ("{:.2f}", "{:g}", " ms¹"),
    How.SECONDS: ("{:.2f}", "{:g}", " s"),
    How.MORE: ("{:+.1f}", "{:+g}", " MiB"),
}


def promised(runs: Runs, bystanders: str) -> str:
    """What is promised, beside what was measured, and a sentence on what else the machine did."""
    lines = ["| what | compared with | goal | limit | measured | |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [_line(target, measured(target, runs), runs) for target in TARGETS]
    rounds = len(runs["empty"])
    return "\n".join([*lines, "", _measured_on(rounds), "", *_noise(runs, bystanders)])


def _line(target: Target, found: Measured, runs: Runs) -> str:
    number, bound, unit = _UNITS[target.how]
    goal = "" if target.goal is None else bound.format(target.goal) + unit
    middle, low, high = (_shown(number, each) for each in (found.number, found.low, found.high))
    said = f"**{middle}{unit.rstrip('¹')}** ({low} to {high})"
    if target.how is How.KEYS:
        said += f"; here {keys(runs[target.scene], target.key, 1).number:.1f} ms"
    judged = verdict(target, found).value + (", but close²" if close(target, found) else "")
    return f"| {target.what} | {target.beside} | {goal} | {bound.format(target.limit)}{unit} | {said} | {judged} |"


def _shown(number: str, value: float) -> str:
    """A number as it is written; less than nothing by less than is written is nothing."""
    said = number.format(value)
    return said if float(said) else number.format(0)


def _noise(runs: Runs, bystanders: str) -> list[str]:
    page = median(figures(runs["empty"], "page"))
    twin = [_between(times(figures(runs["empty again"], of), figures(runs["empty"], of))) for of in ("page", "cpu")]
    return [
        f"The empty app itself: first page after {1000 * page.number:.0f} ms ({1000 * page.low:.0f} to "
        f"{1000 * page.high:.0f}). How much of all this is noise: the same empty app, run twice in each round and "
        f"compared with itself, came to {twin[0]} in time and {twin[1]} in processor time. {bystanders}",
        "",
        f"¹ On the scale of a machine on which the empty app takes {1000 * PACE:.0f} ms to its first page; this one "
        f"took {1 / scale(runs):.2f} times as long, and “here” is what it was here.",
        "",
        "² The middle half of the rounds lies on both sides of the goal or the limit: another run may say other.",
    ]


def beside(names: Mapping[str, str], runs: Runs, missing: Mapping[str, str]) -> str:
    """Programs by the scenes they were run in, with what each takes; and which could not be measured."""
    lines = ["| program | first page | processor time | peak memory |", "| --- | --- | --- | --- |"]
    kinds: tuple[tuple[Figure, float, str], ...] = (
        ("page", 1000, "ms"),
        ("cpu", 1000, "ms"),
        ("memory", 2**-20, "MiB"),
    )
    for scene, name in names.items():
        cells = []
        for figure, factor, unit in kinds:
            own = figures(runs[scene], figure)
            cells.append(
                f"{_between(times(own, figures(runs['empty'], figure)))}; {factor * median(own).number:.0f} {unit}"
            )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lost = [f"Not measured: {name}, for it could not be installed or started: {why}" for name, why in missing.items()]
    how = (
        "Each is opened, left alone until it is quiet, and left; processor time is of that whole run. × is times what "
        "our empty app takes."
    )
    return "\n\n".join(["\n".join(lines), *lost, f"{_measured_on(len(runs['empty']))} {how}"])


def _between(found: Measured) -> str:
    return f"**{found.number:.2f}×** ({found.low:.2f} to {found.high:.2f})"


def _measured_on(rounds: int) -> str:
    day = datetime.now(tz=UTC).date()
    machine = f"{os.cpu_count()} cores of {_processor()}, {platform.system()}, Python {platform.python_version()}"
    return (
        f"Measured on {day} on {machine}: the median of {rounds} rounds, with the middle half of them in brackets; "
        "everything is run once in each round, and × is compared within it."
    )


def _processor() -> str:
    try:
        known = dict(
            line.split("\t: ", 1) for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if "\t: " in line
        )
    except OSError:
        known = {}
    return known.get("model name") or platform.processor() or platform.machine()


def put(text: str, table: str, marks: Sequence[str]) -> str:
    """The text with the table between the two marks, whatever was there. Raises ValueError when they are not there."""
    begin, end = marks
    before, _, rest = text.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"no place for the table: {begin} and {end}")
    return f"{before}{begin}\n\n{table}\n\n{end}{after}"
