"""Makes one file for each system and Python of a wheel of ours, and a folder of wheels to install from offline.

    .venv/bin/python .ci/single_files.py dist/linkedin_guard-1.1.0-py3-none-any.whl --into dist          for all
    .venv/bin/python .ci/single_files.py dist/linkedin_guard-1.1.0-py3-none-any.whl --into dist --here   for this one

Each file brings everything but Python and typst, which only PDFs need. What we depend on comes from pip's registry as
wheels, for each system alike: nothing is compiled here, so they can all be made on one machine. uv says which wheels a
system needs, pip fetches them, shiv makes the file. Needs `pip install '.[release]'`.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_PREAMBLE = Path(__file__).with_name("check_machine.py")


@dataclass(frozen=True)
class System:
    """A system: as people call it, as uv does, as wheels do, and as `platform` calls its system and machine."""

    called: str
    triple: str
    tags: tuple[str, ...]
    system: str
    machines: tuple[str, ...]


SYSTEMS = {
    "linux-x86_64": System(
        "Linux on x86-64",
        "x86_64-unknown-linux-gnu",
        ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
        "Linux",
        ("x86_64", "amd64"),
    ),
    "linux-arm64": System(
        "Linux on ARM64",
        "aarch64-unknown-linux-gnu",
        ("manylinux2014_aarch64", "manylinux_2_17_aarch64", "manylinux_2_28_aarch64"),
        "Linux",
        ("aarch64", "arm64"),
    ),
    "macos-arm64": System(
        "macOS on Apple silicon", "aarch64-apple-darwin", ("macosx_11_0_arm64",), "Darwin", ("arm64",)
    ),
    "macos-x86_64": System(
        "macOS on Intel",
        "x86_64-apple-darwin",
        ("macosx_10_12_x86_64", "macosx_10_13_x86_64", "macosx_11_0_x86_64"),
        "Darwin",
        ("x86_64",),
    ),
    "windows-x86_64": System(
        "Windows on x86-64", "x86_64-pc-windows-msvc", ("win_amd64",), "Windows", ("amd64", "x86_64")
    ),
}


@dataclass(frozen=True)
class Target:
    """What one file is for."""

    name: str
    python: str

    @property
    def system(self) -> System:
        """The system it is for."""
        return SYSTEMS[self.name]

    def file(self, version: str) -> str:
        """The file's name."""
        return f"lg-wizard-{version}-{self.name}-py{self.python}.pyz"


def targets() -> list[Target]:
    """All that files are made for."""
    return [Target(name, python) for name in SYSTEMS for python in PYTHONS]


def here() -> Target:
    """What the file for this machine is for. Raises LookupError if none is."""
    machine, python = platform.machine().lower(), f"{sys.version_info[0]}.{sys.version_info[1]}"
    for name, system in SYSTEMS.items():
        if platform.system() == system.system and machine in system.machines and python in PYTHONS:
            return Target(name, python)
    raise LookupError(f"no file is made for Python {python} on {platform.system()} {machine}")


def fetch(wheel: Path, wanted: Iterable[Target], into: Path) -> None:
    """Put the wheels that these need into the folder, ours too. Raises CalledProcessError."""
    into.mkdir(parents=True, exist_ok=True)
    (into / wheel.name).write_bytes(wheel.read_bytes())
    for target in wanted:
        missing = [line for line in _needed(wheel, target) if not _for_all(line, into)]
        if not missing:
            continue
        tags = [part for tag in target.system.tags for part in ("--platform", tag)]
        _run(
            "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "--implementation", "cp",
            "--python-version", target.python, *tags, "-d", str(into), *missing,
        )  # fmt: skip


def _needed(wheel: Path, target: Target) -> list[str]:
    """What the wheel depends on there, as `name==version`."""
    said = _run(
        "uv", "pip", "compile", "-q", "--no-header", "--no-annotate", "--only-binary", ":all:", *_for(target), "-",
        typed=f"linkedin-guard @ {wheel.resolve().as_uri()}",
    )  # fmt: skip
    return [line for line in said.splitlines() if "==" in line]


def _for_all(requirement: str, folder: Path) -> bool:
    """Whether its wheel for every system is there already."""
    name, _, version = requirement.partition("==")
    return bool(list(folder.glob(f"{name.strip().replace('-', '_')}-{version.split()[0]}-*-none-any.whl")))


def assemble(wheels: Path, version: str, target: Target, into: Path) -> Path:
    """Make the file from the folder of wheels, and return it. Raises CalledProcessError."""
    made = into / target.file(version)
    with TemporaryDirectory() as work:
        packages = Path(work, "site-packages")
        _run(
            "uv", "pip", "install", "-q", "--target", str(packages), "--no-index", "--find-links", str(wheels),
            *_for(target), f"linkedin-guard=={version}",
        )  # fmt: skip
        preamble = Path(work, "check_machine.py")
        text = _PREAMBLE.read_text("utf-8")
        text = text.replace("@made for@", f"Python {target.python} on {target.system.called}")
        text = text.replace('("@machine@",)', repr(target.system.machines))
        preamble.write_text(text, "utf-8")
        _run(
            "shiv", "--site-packages", str(packages), "-e", "linkedin_guard.cli.main:main", "-o", str(made),
            "--compressed", "--reproducible", "--preamble", str(preamble),
            "-p", "/usr/bin/env python3",
        )  # fmt: skip
    return made


def _for(target: Target) -> Sequence[str]:
    return ("--python-platform", target.system.triple, "--python-version", target.python)


def _run(*command: str, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], input=typed, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout


def main() -> int:
    """Make what is asked for. Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--here", action="store_true", help="only what this machine needs")
    asked = parser.parse_args()
    wanted = [here()] if asked.here else targets()
    wheels = asked.into / "wheels"
    fetch(asked.wheel, wanted, wheels)
    for target in wanted:
        made = assemble(wheels, asked.wheel.name.split("-")[1], target, asked.into)
        print(f"{made}  {made.stat().st_size / 1e6:.1f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
