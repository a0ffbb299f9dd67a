"""What is run for the table: the program as it is installed, somebody's progress, and what is done with them."""

import json
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import grown
from benchmarks.environments import Environment, variables
from benchmarks.rounds import Scenes
from benchmarks.run import Run
from benchmarks.watching import Key, took, watch

ROOT = Path(__file__).parents[2]
HELLO = str(Path(__file__).with_name("hello.py"))
HELLO_READY = "Hello, world"
READY = "leave"
"""The last word of the line of keys, which is the last line of the window."""

ASKED = b"1\n3\n3\nq\n"
"""Typed at the prompts of `--plain`: two answers, and then leaving in the middle of the questions."""

CAME_BACK = b"1\n3\n3\n1\n1\n1\n2\nq\n"
"""All the answers, and the first step done."""

STILL_OPEN = 1
"""The status that `status` ends with while a step is open."""

ESCAPE = b"\x1b[27u"
"""As terminals that tell it from the beginning of a sequence send it; others add a tenth of a second of their own."""

MOVING = [Key("move", b"\x1b[B"), Key("move", b"\x1b[A")] * 6
CHOOSING = [
    *[Key("back", ESCAPE)] * 2,
    *(key for choice in (b"3", b"4") * 4 for key in (Key("choose", choice), Key("back", ESCAPE))),
]


@dataclass(frozen=True)
class Stage:
    """The folder that all is in."""

    work: Path

    def home(self, name: str) -> dict[str, str]:
        """The variables for somebody's folder."""
        return variables(self.work, LG_WIZARD_HOME=str(self.work / name))

    @property
    def python(self) -> str:
        """Python, where our program is installed."""
        return str(self.work / "own" / "bin" / "python")

    def lg(self, *arguments: str) -> list[str]:
        """Our program's command line."""
        return [str(self.work / "own" / "bin" / "lg-wizard"), *arguments]


def prepare(work: Path) -> Stage:
    """Install the wheel, answer for people, make the larger ones of them. Raises RuntimeError."""
    stage, own = Stage(work), Environment(work / "own")
    own.install(str(ROOT), *pinned())
    program = Path(own.ask("import linkedin_guard; print(linkedin_guard.__path__[0])"))
    large = grown.content(program, work / "large")
    own.ask(f"import compileall; compileall.compile_dir({str(large)!r}, quiet=1)")
    taken = own.ask("import linkedin_guard; print(linkedin_guard.__path__[0])", PYTHONPATH=str(large))
    if program.is_relative_to(ROOT) or Path(taken) != large / program.name:
        raise RuntimeError("what would be measured is not what was installed")
    for name, typed in (("asked", ASKED), ("me", CAME_BACK)):
        took(stage.lg("--plain"), stage.home(name), typed)
    told = subprocess.run(
        stage.lg("status", "--json"), env=stage.home("me"), cwd=work, capture_output=True, check=False
    )
    if not json.loads(told.stdout)["done"]:
        raise RuntimeError("the answers at the prompts no longer do the first step: see CAME_BACK")
    for name, count in (("few", 8), ("crowd", 1000)):
        shutil.copytree(work / "me", work / name)
        grown.people(work / name, count)
    for name, count in (("short.csv", 2_000), ("sheet.csv", 100_000)):
        (work / name).write_bytes(b"".join(grown.rows(count)))
    return stage


def pinned() -> list[str]:
    """The versions of Textual and Rich that the tests are for: another would be another comparison."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed: list[str] = project["optional-dependencies"]["test"]
    return [one for one in needed if one.startswith(("textual==", "rich=="))]


def scenes(stage: Stage) -> Scenes:
    """Everything that is run in each round, by the names that the targets call it."""

    def window(name: str, keys: Sequence[Key] = (), **more: str) -> Callable[[], Run]:
        return lambda: watch(stage.lg(), {**stage.home(name), **more}, READY, keys)

    def answers() -> Run:
        # What is recorded makes the file longer: each round begins with the same.
        with tempfile.TemporaryDirectory(dir=stage.work) as home:
            shutil.copytree(stage.work / "asked", home, dirs_exist_ok=True)
            return window(home, CHOOSING)()

    def command(name: str, *arguments: str, status: int = 0) -> Callable[[], Run]:
        return lambda: took(stage.lg(*arguments), stage.home(name), status=status)

    def empty() -> Run:
        return hello(stage.python, stage.work)

    return {
        "empty": empty,
        "empty again": empty,
        "back": window("me"),
        "moves": window("me", MOVING),
        "answers": answers,
        "few": window("few"),
        "crowd": window("crowd"),
        "large": window("me", PYTHONPATH=str(stage.work / "large")),
        "pass": lambda: took([stage.python, "-c", "pass"], stage.home("me")),
        "version": command("me", "--version"),
        "status": command("me", "status", "--json", status=STILL_OPEN),
        "profiles": command("crowd", "profiles"),
        "short sheet": command("me", "team", str(stage.work / "short.csv")),
        "sheet": command("me", "team", str(stage.work / "sheet.csv")),
    }


def hello(python: str, home: Path) -> Run:
    """The empty app, opened and left."""
    return watch([python, HELLO], variables(home), HELLO_READY)
