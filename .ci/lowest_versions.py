"""Prints the lowest version that pyproject.toml allows of each package it names, as pip takes constraints."""

import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version


def lowest(project: dict[str, Any]) -> dict[str, Version]:
    """The lowest version of each package that the project or one of its extras needs, by its name."""
    named = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    found: dict[str, Version] = {}
    for needed in map(Requirement, named):
        versions = [Version(each.version) for each in needed.specifier if each.operator in (">=", "==")]
        if versions:
            found[needed.name] = max([*versions, *filter(None, [found.get(needed.name)])])
    return found


if __name__ == "__main__":
    for name, version in lowest(tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]).items():
        print(f"{name}=={version}")
