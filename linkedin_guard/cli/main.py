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

In the window a signal ends in good order; elsewhere in the system's own way, which a shell shows as 128+n: there is
nothing left to save then, as what was said to be recorded is on the disk.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from linkedin_guard.cli.version import say


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    _have_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        try:
            say()
        except OSError:
            os._exit(3)
        sys.exit(0)
    try:
        # Here and below: what `--version` does without.
        from linkedin_guard.cli.exits import hear_interrupts

        hear_interrupts(False)
        code = _run(arguments)
    except KeyboardInterrupt:
        # Before or after the program heard of it.
        code = 130
    _let_go()
    sys.exit(code)


def _run(arguments: Sequence[str]) -> int:
    """Run the command meant, and return the exit code.

    Nearly all that a start allocates stays to its end, so nobody looks through it for garbage: the window turns that on
    again once it is there, and so does the command whose input has no end.
    """
    gc.disable()
    from linkedin_guard.system import called

    program = called(sys.argv[0] if sys.argv else "", sys.orig_argv, os.environ)
    # Here and below: what is not needed for the window, and all of it after `--version`.
    from linkedin_guard.cli.exits import COMPLETES, ended

    if arguments or COMPLETES in os.environ:
        from linkedin_guard.cli.commands import run

        return run(arguments, os.environ, program)
    # By far the most frequent start, which reads nothing of click.
    from linkedin_guard.cli.wizard import Options, wizard

    options = Options(environ=os.environ, program=program)
    return ended(lambda: wizard(options), options.environ, options.content)


def _let_go() -> None:
    """What the other end has not taken by now it will not take; Python would end with a code of its own for that."""
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except (OSError, ValueError):
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the very end


def _have_streams() -> None:
    """Fill in the streams we were started without.

    Nothing can be read from them. Nothing can be written to stdout, and that is said: a command whose output was lost
    did not do its work. Left closed, the next file opened would take their place, and be written to by mistake.
    """
    for name, flags in (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, flags)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", errors="replace"))
