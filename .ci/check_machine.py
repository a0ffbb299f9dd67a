"""Runs in a single file before the program: says in a sentence when the file is for another machine or Python.

`single_files.py` puts in what the file is for. shiv gives `site_packages`, where the file has unpacked itself.
"""

import os
import platform
import shutil
import sys
from contextlib import suppress
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

MADE_FOR = "@made for@"
MACHINES = ("@machine@",)
EXIT_CODE = 2
"""The command line cannot be used as it stands."""


def fits(folder: Path) -> bool:
    """Whether the compiled part in this folder can be loaded here: its name says for which Python and system it is."""
    compiled = {path.name for path in (folder / "pydantic_core").glob("_pydantic_core.*")}
    made = any(f"_pydantic_core{suffix}" in compiled for suffix in EXTENSION_SUFFIXES)
    return made and platform.machine().lower() in MACHINES


def main(folder: Path) -> None:
    """Go on where the file fits; else take away what it unpacked, say what it is for, and end."""
    if fits(folder):
        return
    unpacked = folder.parent
    shutil.rmtree(unpacked, ignore_errors=True)
    with suppress(OSError):
        unpacked.with_name(f".{unpacked.name}_lock").unlink()
    here = f"Python {sys.version_info[0]}.{sys.version_info[1]} on {platform.system()} {platform.machine()}"
    print(f"lg-wizard: this file is for {MADE_FOR}, and here is {here}; take the file made for that.", file=sys.stderr)
    sys.stderr.flush()
    os._exit(EXIT_CODE)


if __name__ == "__main__":
    main(Path(globals()["site_packages"]))
