"""All measurements, one table: see `benchmarks`."""

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import grown
from benchmarks.watching import Key, Seen, took, watch

ROOT = Path(__file__).parents[2]
HELLO = str(Path(__file__).parent / "hello.py")
READY = "leave"
"""The last word of the line of keys, which is the last line of the window."""

PACE = 0.131
"""How long the empty app took to its first paint, in seconds, on the machine for which the times of keys were set."""

BEGIN, END = "<!-- benchmarks: written by tests/benchmarks -->", "<!-- /benchmarks -->"
ESCAPE = b"\x1b[27u"
"""As terminals that tell it from the beginning of a sequence send it; others add a tenth of a second of their own."""


@dataclass(frozen=True)
class Row:
    """A line of the table: `figure` has its spread, `met` is whether the target is."""

    what: str
    target: str
    figure: str
    met: bool


class Bench:
    """An installed program, somebody's progress, and rounds of measurements taken in turn."""

    def __init__(self, work: Path, rounds: int) -> None:
        self.work, self.rounds = work, rounds
        self.python = str(work / "venv" / "bin" / "python")
        self.home = work / "home"

    def environ(self, home: Path | None = None, program: Path | None = None) -> dict[str, str]:
        """Nothing of this machine but the way to Python."""
        more = {} if program is None else {"PYTHONPATH": str(program)}
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        at = {"HOME": str(self.work), "LG_WIZARD_HOME": str(home or self.home)}
        return {**kept, **at, "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}

    def install(self) -> Path:
        """The wheel, in an environment of its own; returns where the program is."""
        subprocess.run([sys.executable, "-m", "venv", self.work / "venv"], check=True)
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        test = project["optional-dependencies"]["test"]
        exact = [needed for needed in test if needed.startswith(("textual==", "rich=="))]
        subprocess.run([self.python, "-m", "pip", "install", "-q", str(ROOT), *exact], check=True)
        return self.where()

    def where(self, program: Path | None = None) -> Path:
        """Where the program is that is measured."""
        code = "import linkedin_guard; print(linkedin_guard.__path__[0])"
        found = subprocess.run(
            [self.python, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=self.work,
            env=self.environ(program=program),
        )
        return Path(found.stdout.strip())

    def lg(self, *arguments: str) -> list[str]:
        """The command line of the program."""
        return [str(self.work / "venv" / "bin" / "lg-wizard"), *arguments]

    def somebody(self, home: Path, typed: bytes) -> None:
        """Progress, as answers at the prompts leave it."""
        took(self.lg("--plain"), self.environ(home), typed)

    def in_turn(self, what: Mapping[str, Callable[[], Seen]]) -> dict[str, list[Seen]]:
        """Measure each as often as there are rounds, in another order each time; the first of each warms up."""
        found: dict[str, list[Seen]] = {name: [] for name in what}
        for number in range(self.rounds + 1):
            names = list(what)
            random.Random(number).shuffle(names)
            for name in names:
                seen = what[name]()
                if number:
                    found[name].append(seen)
            print(f"\rround {number} of {self.rounds}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        return found


def ratio(of: Sequence[float], to: Sequence[float]) -> tuple[float, str]:
    """The median of the ratios within each round, and how it is said with the least and the most."""
    each = [a / b for a, b in zip(of, to, strict=True)]
    middle = statistics.median(each)
    return middle, f"**{middle:.2f}×** ({min(each):.2f} to {max(each):.2f})"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def keys_row(what: str, target: float, values: Sequence[float], empty: float) -> Row:
    """Times of keys in milliseconds, as they would be where the empty app takes as long as where the target was set."""
    here = 1000 * percentile(values, 0.95)
    there = here * PACE / empty
    return Row(what, f"95 % within {target:g} ms¹", f"{here:.1f} ms here, **{there:.2f} ms** there", there <= target)


def measure(work: Path, rounds: int) -> list[Row]:
    """Everything, as rows of the table."""
    bench = Bench(work, rounds)
    program = bench.install()
    # Three answers, then the switch is done and the objection skipped: somebody who comes back.
    bench.somebody(bench.home, b"1\n3\n3\n1\n1\n1\n2\nq\n")
    asked = work / "asked"
    bench.somebody(asked, b"1\n3\n3\nq\n")
    # Of several people the first page asks who it is.
    few_people, crowd = work / "few", work / "crowd"
    for home, count in ((few_people, 8), (crowd, 1000)):
        shutil.copytree(bench.home, home)
        grown.people(home, count)
    large = grown.content(program, work / "large")
    subprocess.run([bench.python, "-m", "compileall", "-q", str(large)], check=True)
    assert (program / "_content").is_dir(), "the wheel, not the checkout"
    assert bench.where(large) == large / "linkedin_guard"

    move = [Key("move", b"\x1b[B"), Key("move", b"\x1b[A")] * 6
    choose = [
        Key(name, sent)
        for number in range(8)
        for name, sent in (("choose", b"34"[number % 2 : number % 2 + 1]), ("back", ESCAPE))
    ]
    answering = [Key("back", ESCAPE), Key("back", ESCAPE), *choose]

    def wizard(home: Path, keys: Sequence[Key] = (), program: Path | None = None) -> Callable[[], Seen]:
        return lambda: watch(bench.lg(), bench.environ(home, program), READY, keys)

    def answers() -> Seen:
        # What is recorded makes the file longer: each round begins with the same.
        with tempfile.TemporaryDirectory(dir=work) as home:
            shutil.copytree(asked, home, dirs_exist_ok=True)
            return wizard(Path(home), answering)()

    seen = bench.in_turn(
        {
            "hello": lambda: watch([bench.python, HELLO], bench.environ(), "Hello"),
            "wizard": wizard(bench.home, move),
            "answers": answers,
            "eight": wizard(few_people),
            "crowd": wizard(crowd),
            "large": wizard(bench.home, (), large),
        }
    )
    hello, own = seen["hello"], seen["wizard"]
    paints = {name: [run.paint for run in runs] for name, runs in seen.items()}
    rows = []

    def against(what: str, target: float, of: Sequence[float], to: Sequence[float], unit: str = "×") -> None:
        middle, said = ratio(of, to)
        rows.append(Row(what, f"at most {target:g}{unit}", said, middle <= target))

    against("The first page, for somebody who comes back", 1.35, paints["wizard"], paints["hello"])
    empty = statistics.median(paints["hello"])
    rows.append(keys_row("Moving to another choice", 5, [t for run in own for t in run.settled["move"]], empty))
    settled = [t for run in seen["answers"] for t in run.settled["choose"]]
    rows.append(keys_row("Choosing: saved, and the next page all there", 12, settled, empty))
    against("Leaving", 1.15, [run.leaving for run in own], [run.leaving for run in hello])
    against("Memory", 1.5, [run.memory for run in own], [run.memory for run in hello])

    commands: dict[str, list[float]] = {"pass": [], "version": [], "status": [], "profiles": []}
    for _ in range(rounds):
        commands["pass"].append(took([bench.python, "-c", "pass"], bench.environ())[0])
        commands["version"].append(took(bench.lg("--version"), bench.environ())[0])
        commands["status"].append(took(bench.lg("status", "--json"), bench.environ())[0])
        commands["profiles"].append(took(bench.lg("profiles"), bench.environ(crowd))[0])
    against("`--version`, compared with Python doing nothing", 3, commands["version"], commands["pass"])
    against("`status --json`", 1.2, commands["status"], paints["hello"])
    listing = statistics.median(commands["profiles"])
    rows.append(Row("`profiles` with 1,000 people", "within 0.5 s", f"**{listing:.2f} s**", listing <= 0.5))
    against("The first page with 1,000 people, compared with 8", 1.1, paints["crowd"], paints["eight"])
    against("The first page with ten times the content", 1.1, paints["large"], paints["wizard"])

    few, many = work / "few.csv", work / "many.csv"
    few.write_bytes(b"".join(grown.rows(2_000)))
    many.write_bytes(b"".join(grown.rows(100_000)))
    peaks = [took(bench.lg("team", str(sheet)), bench.environ())[1] for sheet in (few, many)]
    more = (peaks[1] - peaks[0]) / 2**20
    rows.append(Row("`team` on 100,000 rows, compared with 2,000", "the same memory", f"**{more:+.1f} MiB**", more < 2))
    rows.append(Row("The empty app itself", "", f"{1000 * empty:.0f} ms", True))
    return rows


def table(rows: Sequence[Row], rounds: int) -> str:
    """The rows for the README, and what they were measured on."""
    lines = ["| what | target | measured | |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {row.what} | {row.target} | {row.figure} | {'' if not row.target else 'met' if row.met else 'not met'} |"
        for row in rows
    ]
    day = datetime.now(tz=UTC).date()
    machine = f"{os.cpu_count()} cores of {_processor()}, {platform.system()}, Python {platform.python_version()}"
    made = (
        f"Measured on {day} on {machine}. × is times what an empty Textual app takes, unless it says otherwise: the "
        f"median of {rounds} rounds, with the least and the most of them."
    )
    pace = (
        "¹ 95 of 100 keys. The targets were set on a machine on which the empty app takes "
        f"{1000 * PACE:.0f} ms; “there” is the time here, scaled to that."
    )
    return "\n".join([*lines, "", made, "", pace])


def _processor() -> str:
    try:
        known = dict(
            line.split("\t: ", 1) for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if "\t: " in line
        )
    except OSError:
        known = {}
    return known.get("model name") or platform.processor() or platform.machine()


def main() -> None:
    """Measure, print, and with `--write` put the table into the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, metavar="N", help="rounds, each of every program once")
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        said = table(measure(Path(work), given.rounds), given.rounds)
    print(said)
    if given.write:
        readme = ROOT / "README.md"
        text = readme.read_text("utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        readme.write_text(f"{before}{BEGIN}\n\n{said}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
