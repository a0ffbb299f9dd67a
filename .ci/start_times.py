"""How long a single file takes to start, beside the same program installed: as a table for the README.

    .venv/bin/python .ci/start_times.py dist/lg-wizard-…-py3.11.pyz /some/environment/bin/lg-wizard

Everything is run once in each round, and the best of the rounds counts: on a machine that does other things meanwhile,
that is nearest to what it takes by itself. The first start of the single file is the one that unpacks it.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 15
COMMANDS = ("--version", "status")


def took(program: list[str], home: str) -> float:
    """Seconds of one run."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    began = time.perf_counter()
    subprocess.run(program, env={**environ, "HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Measure, and print the table."""
    single, installed = ([sys.executable, sys.argv[1]], [sys.argv[2]])
    first = []
    for _ in range(3):
        with TemporaryDirectory() as home:
            first.append(took([*single, "--version"], home))
    found: dict[tuple[str, str], list[float]] = {}
    with TemporaryDirectory() as home:
        took([*single, "--version"], home)
        for _ in range(ROUNDS):
            for command in COMMANDS:
                found.setdefault(("single", command), []).append(took([*single, command], home))
                found.setdefault(("installed", command), []).append(took([*installed, command], home))
    print("| | `lg-wizard --version` | `lg-wizard status` |\n| --- | --- | --- |")
    for name, said in (("installed", "installed"), ("single", "the single file, unpacked")):
        cells = (f"{1000 * min(found[name, command]):.0f} ms" for command in COMMANDS)
        print(f"| {said} | {' | '.join(cells)} |")
    print(f"| the single file, the first time | {min(first):.1f} s | |")
    print(f"\nThe file: {Path(sys.argv[1]).stat().st_size / 1e6:.1f} MB; the best of {ROUNDS} runs.")


if __name__ == "__main__":
    main()
