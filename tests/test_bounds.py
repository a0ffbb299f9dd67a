"""What the program needs: each package from a version that was tried, up to one that nobody has tried yet."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEEDED: list[str] = PROJECT["dependencies"]
EXTRAS: list[str] = [line for extra in PROJECT["optional-dependencies"].values() for line in extra]
NAMED = re.compile(r"([a-z0-9-]+)(?:\[[a-z]+\])?(.*)")
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+) \\$((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)$", re.MULTILINE)


def parts(version: str) -> tuple[int, ...]:
    """The numbers a version begins with."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:4])


def bounds(needed: str) -> tuple[str, dict[str, tuple[int, ...]]]:
    """The package, and its versions by the operator before them."""
    found = NAMED.fullmatch(needed)
    assert found is not None, needed
    return found[1], {sign: parts(version) for sign, version in re.findall(r"(>=|<|==)([0-9.a-z]+)", found[2])}


@pytest.mark.parametrize("needed", [*NEEDED, *PROJECT["optional-dependencies"]["pdf"]])
def test_what_people_install_has_both_bounds(needed: str) -> None:
    name, versions = bounds(needed)
    assert set(versions) == {">=", "<"}, name
    assert versions["<"][0] == versions[">="][0] + 1 or versions["<"][:1] == versions[">="][:1] == (0,), name


def locked() -> dict[str, str]:
    """The packages of the lock by name, with their versions; each has the hashes of its files."""
    text = (ROOT / ".ci" / "lock.txt").read_text("utf-8")
    found = LOCKED.findall(text)
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == sum(1 + hashes.count("--hash") for _, _, hashes in found), "a line that is no such entry"
    return {name: version for name, version, _ in found}


def test_what_ci_installs_is_locked_and_within_the_bounds() -> None:
    known = locked()
    for needed in (*NEEDED, *EXTRAS):
        name, versions = bounds(needed)
        if name == "linkedin-guard":
            continue
        at = parts(known[name])
        assert at >= versions.get(">=", at), name
        assert at < versions.get("<", (*at, 1)), name
        assert at[: len(versions.get("==", ()))] == versions.get("==", ()), name


def test_the_lowest_versions_are_those_that_are_named() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "lowest_versions.py"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    said = dict(line.split("==") for line in done.stdout.splitlines())
    for needed in (*NEEDED, *EXTRAS):
        name, versions = bounds(needed)
        if versions:
            assert parts(said[name]) >= versions.get(">=", versions.get("==", ())), name
    assert {bounds(needed)[0] for needed in NEEDED} <= set(said)
    assert all(parts(said[name]) == versions[">="] for name, versions in map(bounds, NEEDED) if name != "textual")
