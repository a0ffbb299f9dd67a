"""argv → one command → exit code. Answers `--version` before importing anything; a face is imported when it runs.

| exit code | means |
| --- | --- |
| 0 | done, or left by choice |
| 1 | not finished (`status`; `--plain` when the input ends) |
| 2 | the command line cannot be used as it stands |
| 3 | content or data unusable, disk full or read-only |
| 4 | the profile is open elsewhere |
| 5 | a fault in the program; a private note says what |
| 130 | Ctrl-C in plain mode and commands |
| 128+n | ended by signal n |
"""

import sys
from collections.abc import Sequence
from typing import NoReturn

from linkedin_guard import __version__


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        sys.stdout.write(f"lg-wizard {__version__}\n")
        sys.exit(0)
    from linkedin_guard.commands import run

    sys.exit(run(arguments))
