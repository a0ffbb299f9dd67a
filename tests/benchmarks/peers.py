"""Other programs of the kind, each in an environment of its own, opened and left beside ours in the same rounds."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environments import Environment, variables
from benchmarks.run import Run
from benchmarks.scenes import hello, pinned
from benchmarks.watching import LEAVE, watch

MENU = str(Path(__file__).with_name("archinstall_menu.py"))


@dataclass(frozen=True)
class Peer:
    """A program from PyPI: what to install for it, how to start it, what is on its first page, how to leave it.

    `without` is what the package asks for and does not need here; `python` is the oldest that it is made for.
    """

    package: str
    what: str
    command: Callable[[Environment], list[str]]
    ready: str
    leave: bytes = LEAVE
    also: tuple[str, ...] = ()
    without: str = ""
    python: tuple[int, int] = (3, 11)


PEERS = (
    Peer(
        "archinstall",
        "its menu",
        lambda there: [there.python, MENU],
        "Abort",
        # Ctrl-Q makes it write to the system's log; choosing what is lit up does not.
        leave=b"\r",
        # It builds only where the headers of a library for partitions are, and the menu partitions nothing.
        without="pyparted",
        # For older ones pip finds an archinstall from before Textual.
        python=(3, 12),
    ),
    Peer(
        "posting",
        "its main window",
        lambda there: [there.program("posting")],
        "Collection",
        leave=b"\x03",
        # Posting 2.11 dies of a newer one as soon as it has painted.
        also=("tree-sitter<0.26",),
    ),
    Peer("textual", "its demonstration", lambda there: [there.python, "-m", "textual"], "What is Textual?"),
)


@dataclass(frozen=True)
class Beside:
    """A peer that is there: what it is called in the table, and how it is run."""

    name: str
    scene: Callable[[], Run]


def install(work: Path) -> tuple[list[Beside], dict[str, str]]:
    """Each of them, as far as it can be had; the second result says of each other one why not."""
    there: list[Beside] = []
    missing: dict[str, str] = {}
    for peer in PEERS:
        print(f"installing {peer.package}", file=sys.stderr)
        try:
            there += _beside(peer, work / f"peer {peer.package}")
        except RuntimeError as fault:
            missing[peer.package] = str(fault)
    return there, missing


def _beside(peer: Peer, folder: Path) -> list[Beside]:
    """The peer, and the empty app too where its Python is another than ours: Pythons differ in how fast they start."""
    environment = Environment(folder, _python(peer.python))
    for wanted in _wanted(peer, environment):
        environment.install(*wanted)
    home = folder / "home"
    home.mkdir()
    version = f"from importlib.metadata import version; print(version({peer.package!r}), version('textual'))"
    own, textual = environment.ask(version).split()
    python = environment.ask("import sys; print('{}.{}'.format(*sys.version_info))")
    made_of = f"Python {python}" if peer.package == "textual" else f"Textual {textual}, Python {python}"
    found = [Beside(f"{peer.package} {own}, {peer.what} ({made_of})", _opened(peer, environment, home))]
    if python != "{}.{}".format(*sys.version_info):
        name = f"the empty app there (Textual {textual}, Python {python})"
        found.append(Beside(name, lambda: hello(environment.python, home)))
    return found


def _opened(peer: Peer, environment: Environment, home: Path) -> Callable[[], Run]:
    argv = peer.command(environment)
    return lambda: watch(argv, variables(home), peer.ready, leave=peer.leave)


def _wanted(peer: Peer, environment: Environment) -> list[tuple[str, ...]]:
    """What pip is asked for, call by call."""
    if peer.package == "textual":
        return [tuple(pinned())]
    if not peer.without:
        return [(peer.package, *peer.also)]
    environment.install("--no-deps", peer.package)
    asks = f"from importlib.metadata import requires; print(*(requires({peer.package!r}) or ()), sep='\\n')"
    needed = [line for line in environment.ask(asks).splitlines() if "extra ==" not in line]
    return [tuple(line for line in needed if not line.startswith(peer.without))]


def _python(oldest: tuple[int, int]) -> str:
    """Ours, or the oldest on the path that is new enough. Raises RuntimeError."""
    if sys.version_info[:2] >= oldest:
        return sys.executable
    for minor in range(oldest[1], oldest[1] + 6):
        found = shutil.which(f"python{oldest[0]}.{minor}")
        # A name on the path may be a mere signpost to a Python that is not there.
        if found and not subprocess.run([found, "-c", "pass"], capture_output=True, check=False).returncode:
            return found
    raise RuntimeError(f"it needs Python {oldest[0]}.{oldest[1]} or newer, and there is none on the path")
