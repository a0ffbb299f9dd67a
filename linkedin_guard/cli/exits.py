"""How a run ends: the exit codes, the one sentence on stderr, and the private report of a fault in the program."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from linkedin_guard import __version__
from linkedin_guard.model.saying import KnownFault, Saying

if TYPE_CHECKING:
    from linkedin_guard.model.catalogue import Catalogue

UNFINISHED, UNUSABLE, FAULT, INTERRUPTED, GONE = 1, 3, 5, 130, 128 + 13

COMPLETES = "_LG_WIZARD_COMPLETE"
"""The variable by which a shell asks, without arguments, how to complete a line."""

_STREAM = {
    errno.ENOSPC: "reason.disk-full",
    errno.EDQUOT: "reason.quota",
    errno.EFBIG: "reason.too-large",
    errno.EIO: "reason.disk-error",
    errno.EBADF: "reason.closed",
}
"""What a stream says, rather than a file with a name: there is no room, it was closed, or its terminal has gone."""

_PACKAGE = Path(__file__).parents[1]
_KNOWN = ("builtins", "linkedin_guard")
_OUTSIDE = "outside the package"
"""What a report says of every other file: its path can name the person, and so can its name."""

Speaks = Callable[[], "Catalogue"]
"""The content in the language of this run. Raises ContentFault."""


def hear_interrupts(heard: bool) -> None:
    """Whether Ctrl-C is heard as KeyboardInterrupt, or ends the program at once, in the system's own way.

    While modules are imported Python loses some interrupts and mistakes others for faults, and what may be saved
    meanwhile is there as a whole or not at all. Where they are ignored, as in the background of a script, they stay so.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler if heard else signal.SIG_DFL)


def ended(work: Callable[[], int | None], environ: Mapping[str, str], content: Speaks) -> int:
    """Do the work and return the exit code; whatever goes wrong is one sentence on stderr, in the words of `content`.

    What click raises for a command line it cannot use is not handled here.
    """
    let_streams_replace()
    try:
        return _ended(work, environ, content)
    except BrokenPipeError:
        # Whoever read stderr has gone: there is nobody to tell.
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as below
        return GONE


def _ended(work: Callable[[], int | None], environ: Mapping[str, str], content: Speaks) -> int:
    try:
        hear_interrupts(True)
        code = work()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except KeyboardInterrupt:
        tell(told(Saying("left"), content))
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as left:
        # click itself leaves after completing a word for a shell (0), and when the reader has gone.
        if isinstance(left, SystemExit) and left.code in (0, None):
            return 0
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads what is flushed to it
        return GONE
    except Exception as fault:
        if not isinstance(fault, OSError) or fault.filename is not None or fault.errno not in _STREAM:
            return _failed(fault, environ, content)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as above
        tell(told(Saying("stream", reason=Saying(_STREAM[fault.errno])), content))
        return UNUSABLE


def _failed(fault: Exception, environ: Mapping[str, str], content: Speaks) -> int:
    """Say what went wrong. Faults that are not the program's own carry their exit code and one sentence."""
    code = getattr(fault, "exit_code", None)
    if isinstance(code, int):
        tell(told(fault.saying, content) if isinstance(fault, KnownFault) else str(fault))
        return code
    tell(crash(fault, environ, content))
    return FAULT


def told(saying: Saying, content: Speaks) -> str:
    """The sentence in the language of this run; in English where that cannot be told, which may be why it is said."""
    try:
        return content().told(saying)
    except Exception:
        return str(saying)


def crash(fault: BaseException, environ: Mapping[str, str], content: Speaks) -> str:
    """Write a private report of a fault in the program, and return the sentence that names it."""
    from linkedin_guard.model.text import spelled

    try:
        from linkedin_guard.store.files import write_report
        from linkedin_guard.store.folders import home

        path = write_report(home(environ), _report(fault).encode())
    except Exception:
        return told(Saying("crash.unreported", fault=_kind(fault)), content)
    return told(Saying("crash.reported", path=spelled(str(path))), content)


def _report(fault: BaseException) -> str:
    """Types, and of the package files, functions and line numbers: no message, no value, nothing outside of it."""
    # Needed for a fault only, as the store is.
    import traceback

    lines = [f"LinkedIn Guard {__version__}, Python {sys.version.split()[0]}, {sys.platform}", _kind(fault)]
    for frame in traceback.extract_tb(fault.__traceback__):
        path = Path(frame.filename)
        inside = path.is_relative_to(_PACKAGE)
        line = f"{path.relative_to(_PACKAGE.parent).as_posix()}:{frame.lineno} in {frame.name}" if inside else _OUTSIDE
        # A library is one line, however deep the fault is in it.
        if line != _OUTSIDE or lines[-1] != _OUTSIDE:
            lines.append(line)
    return "\n".join((*lines, ""))


def _kind(fault: BaseException) -> str:
    """The type of it, or the nearest above that is Python's or ours: what a library calls its own says too much."""
    return next(kind for kind in type(fault).__mro__ if kind.__module__.partition(".")[0] in _KNOWN).__name__


def let_streams_replace() -> None:
    """Input that is no UTF-8 is replaced, and a shape the terminal lacks never stops a sentence."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def tell(sentence: str) -> None:
    """Say it on stderr, in one line; a path or a file's own word in it cannot do anything to the terminal."""
    # Every start imports this module, and most have nothing to tell.
    from linkedin_guard.faces.terminal_text import for_terminal
    from linkedin_guard.model.text import spelled

    sys.stderr.write(for_terminal(spelled(sentence), sys.stderr.encoding) + "\n")
