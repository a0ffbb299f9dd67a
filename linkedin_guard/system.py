"""Browser, clipboard, terminal: what this machine can really do.

Nothing here claims more than it knows: "opened" means that a program took the address, "copied" that one took the text.
Addresses go to programs as one argument, never through a shell. All calls may block; a face makes them in a thread.

| where | a page opens in | a text goes to |
| --- | --- | --- |
| a desktop with a display | xdg-open, gio, or a browser by name | wl-copy, xclip or xsel; else the terminal |
| over SSH | nothing, but for a forwarded display | the terminal, but for a forwarded display |
| Windows | the system's own | clip.exe |
| Linux within Windows | wslview, or Windows' own handler | clip.exe |
| macOS | open | pbcopy |
| tmux, screen | as around them | tmux's buffer, the tool around them, and the terminal: sent, not copied |
| a container or a server | nothing | the terminal |
| the bare console of Linux | nothing | nothing: its terminal has no clipboard |

`BROWSER` goes before all that; a text browser is used only when it is named there. The terminal is asked by OSC 52,
and never answers: who is told so is told to paste and check.
"""

import base64
import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol

from linkedin_guard.model.saying import PROGRAM, KnownFault, Saying

Opening = Literal["opened", "no-browser", "failed"]
Copying = Literal["copied", "sent", "terminal", "select"]

PATIENCE = 3.0
"""Seconds to wait for a program's verdict; a browser that still runs then is open, a clipboard that does is stuck."""

TEXT_BROWSERS = frozenset({"www-browser", "w3m", "lynx", "links", "links2", "elinks"})
_UNREADABLE = {
    errno.ENOENT: "reason.no-file",
    errno.ENOTDIR: "reason.not-a-folder",
    errno.EACCES: "reason.permission",
    errno.EPERM: "reason.permission",
    errno.EIO: "reason.disk-error",
}
"""Why a file that a person named cannot be read."""

GRAPHICAL = ("x-www-browser", "firefox", "chromium", "chromium-browser", "google-chrome", "microsoft-edge")


class OutsideFault(KnownFault):
    """Something given from outside cannot be used."""

    exit_code = 2


class Stream(Protocol):
    """What is asked of stdin, stdout and stderr."""

    def isatty(self) -> bool:
        """Whether a terminal is at the other end."""

    def fileno(self) -> int:
        """Its descriptor. Raises OSError where it has none."""


@dataclass(frozen=True)
class Evidence:
    """A file as it was when it was read: the absolute path, the size in bytes, and the SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def can_open(environ: Mapping[str, str]) -> bool:
    """Whether there is a browser to open a page in: a graphical one, or whatever $BROWSER names."""
    return bool(_browsers(environ)) or _system_opens(environ)


def open_link(url: str, environ: Mapping[str, str]) -> Opening:
    """Open an https address in a browser: "opened", "no-browser" if there is none, "failed" if none took it."""
    if not url.startswith("https://") or not url.isprintable() or " " in url:
        return "failed"
    browsers = _browsers(environ)
    for browser in browsers:
        named = any("%s" in part for part in browser)
        if _starts([part.replace("%s", url) for part in browser] if named else [*browser, url], environ):
            return "opened"
    if not _system_opens(environ):
        return "failed" if browsers else "no-browser"
    if sys.platform == "win32":
        try:
            os.startfile(url)
        except OSError:
            return "failed"
    return "opened"


def takes_terminal(environ: Mapping[str, str]) -> bool:
    """Whether the browser that would open is a text browser the person asked for: hand it the terminal meanwhile."""
    browsers = _browsers(environ)
    return bool(browsers) and _is_text(browsers[0])


def copy_text(text: str, environ: Mapping[str, str]) -> Copying:
    """Put a text on the clipboard.

    "copied" if a program took it, "sent" if one did that may serve another screen than the person's, "terminal" if only
    the terminal can, by `osc52`, and "select" if that cannot either. "sent" too is worth an `osc52`.
    """
    copied = any(
        _takes(command, text.encode(encoding, "replace"), environ) for command, encoding in _clipboards(environ)
    )
    if not _shared(environ):
        return "copied" if copied else "select" if _deaf(environ) else "terminal"
    buffers = _present([["tmux", "load-buffer", "-w", "-"], ["tmux", "load-buffer", "-"]], environ)
    held = bool(environ.get("TMUX")) and any(
        _takes(command, text.encode(errors="replace"), environ) for command in buffers
    )
    return "sent" if copied or held else "terminal"


def _takes(command: list[str], data: bytes, environ: Mapping[str, str]) -> bool:
    """Whether the program took the data and ended well."""
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # pbcopy reads its input as the locale says.
            env={**environ, "LC_CTYPE": "UTF-8"} if sys.platform == "darwin" else dict(environ),
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """The escape sequence that asks the terminal to put a text on the clipboard; there is no answer to it.

    tmux takes the plain one or passes the wrapped one on, as it is set, so it gets both.
    """
    code = base64.b64encode(text.encode(errors="replace")).decode()
    plain = f"\x1b]52;c;{code}\x07"
    if environ.get("TMUX"):
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY"):
        # screen passes on a few hundred bytes at a time.
        return "".join(f"\x1bP{plain[start : start + 240]}\x1b\\" for start in range(0, len(plain), 240))
    return plain


def wants_plain(stdin: Stream | None, stderr: Stream | None, environ: Mapping[str, str]) -> bool:
    """Whether only plain mode will do: asked for by ACCESSIBLE, or stdin or stderr is no terminal that can draw."""
    if environ.get("ACCESSIBLE", "0") not in ("", "0") or not _can_draw(environ):
        return True
    return not (_is_terminal(stdin) and _is_terminal(stderr))


def _can_draw(environ: Mapping[str, str]) -> bool:
    """Whether the terminal that TERM names can draw; terminfo is not asked, and Windows does not go by TERM."""
    if sys.platform == "win32":
        return True
    name = environ.get("TERM", "").strip().lower()
    return name not in ("", "unknown") and not name.startswith(("dumb", "emacs", "eterm"))


def can_show(text: str, encoding: str | None) -> bool:
    """Whether a stream of this encoding can carry the text."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def describe(typed: str) -> Evidence:
    """Read a file whose path was typed, pasted or dropped, and say what it is.

    Raises OutsideFault, for anything but a plain file too.
    """
    from linkedin_guard.model import paths

    windows = sys.platform == "win32"
    *others, last = paths.meant(typed, windows=windows)
    for path in others:
        with suppress(OutsideFault):
            return _described(path)
    if paths.names_several(typed, windows=windows):
        raise OutsideFault("several-files")
    return _described(last)


def _described(path: str) -> Evidence:
    import hashlib

    from linkedin_guard.model.text import spelled

    try:
        file = Path(path).expanduser().absolute()
        # A pipe or a device would keep us waiting.
        if not stat.S_ISREG(file.stat().st_mode):
            raise OutsideFault("not-a-file", path=spelled(str(file)))
        digest, size = hashlib.sha256(), 0
        with file.open("rb") as stream:
            while chunk := stream.read(1024 * 1024):
                digest.update(chunk)
                size += len(chunk)
    except (OSError, ValueError, RuntimeError) as error:
        known = _UNREADABLE.get(getattr(error, "errno", None) or 0)
        reason = Saying(known) if known is not None else getattr(error, "strerror", None) or str(error)
        raise OutsideFault("cannot-describe", path=repr(path), reason=reason) from error
    return Evidence(str(file), size, digest.hexdigest())


def columns(stream: Stream) -> int | None:
    """How wide the terminal at the other end is now; None where there is none, or none that knows."""
    with suppress(ValueError, OSError):
        return os.get_terminal_size(stream.fileno()).columns or None
    return None


def more_waits(stream: Stream, patience: float = 0) -> bool:
    """Whether another line is there, or comes within `patience` seconds; False where nobody can tell, as in Windows."""
    if sys.platform == "win32" or not _is_terminal(stream):
        return False
    import select

    with suppress(ValueError, OSError):
        return bool(select.select([stream], [], [], patience)[0])
    return False


def editor(environ: Mapping[str, str]) -> list[str]:
    """The command of the editor that $VISUAL names, else $EDITOR; empty where there is none of that name."""
    import shlex

    for name in ("VISUAL", "EDITOR"):
        with suppress(ValueError):
            command = shlex.split(environ.get(name, ""), posix=os.name != "nt")
            if found := _present(filter(None, [[part.strip('"') for part in command]]), environ):
                return found[0]
    return []


def edit(path: Path, environ: Mapping[str, str]) -> None:
    """Have the person change the file in their editor, and wait until they leave it. Raises OutsideFault."""
    command = editor(environ)
    # Ctrl-C is meant for the editor. A function of ours it does not inherit, unlike a signal that is ignored.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run([*command, os.fspath(path)], env=dict(environ), check=False).returncode
    except OSError:
        code = 1
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise OutsideFault("editor-failed", name=Path(command[0]).name)


def now(environ: Mapping[str, str]) -> tuple[datetime, bool]:
    """The present with its time zone, and whether LG_WIZARD_NOW set it.

    Without an offset LG_WIZARD_NOW is in this machine's zone, and so is the real present. Raises OutsideFault.
    """
    given = environ.get("LG_WIZARD_NOW")
    if not given:
        return datetime.now(UTC).astimezone(), False
    try:
        moment = datetime.fromisoformat(given)
        if not 2000 <= moment.year < 3000:
            raise ValueError("the year is out of range")
        return moment if moment.tzinfo else moment.astimezone(), True
    except (ValueError, OverflowError, OSError):
        raise OutsideFault("no-time", given=repr(given)) from None


def called(script: str, command: Sequence[str], environ: Mapping[str, str]) -> str:
    """How to start the program again, as a shell takes it: by its name where PATH leads to this very one, else as now.

    `script` is what Python runs (`sys.argv[0]`), `command` the whole line that started it (`sys.orig_argv`).
    """
    python = _by_name(command[0], environ) if command else "python"
    match Path(script).name:
        case "__main__.py":
            parts = [python, "-m", "linkedin_guard"]
        case "" | "-c":
            return PROGRAM
        case _ if os.name == "nt" or os.access(script, os.X_OK):
            # Nobody else's of that name is meant by a name alone.
            parts = [_by_name(script if Path(script).name != script else f".{os.sep}{script}", environ)]
        case _:
            parts = [python, script]
    if parts == [PROGRAM] or os.name == "nt":
        return subprocess.list2cmdline(parts)
    # Loaded where there may be something to quote.
    import shlex

    from linkedin_guard.model.text import spelled

    return spelled(shlex.join(parts))


def _by_name(program: str, environ: Mapping[str, str]) -> str:
    """The name of a program where PATH leads to it, else what it was started by."""
    path = Path(program)
    found = shutil.which(path.name, path=environ.get("PATH", os.defpath))
    # Not the file itself: that of a Python in an environment of its own is a link to another's.
    with suppress(OSError):
        if found is not None and (program == path.name or Path(found).parent.samefile(path.parent)):
            return path.name
    return program


def language() -> str:
    """The tag of the language that this system itself speaks, where no variable says it: on Windows; else ""."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def _is_terminal(stream: Stream | None) -> bool:
    # A stream that was closed says so by ValueError, and one that never was by being None.
    with suppress(ValueError, OSError):
        return stream is not None and stream.isatty()
    return False


def _remote(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def _displays(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _in_windows(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP"))


def _shared(environ: Mapping[str, str]) -> bool:
    """Whether the display that the environment names may be another than the one the person sits at by now."""
    return bool(environ.get("TMUX") or environ.get("STY"))


def _deaf(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to have no clipboard to offer, or to offer it to nobody."""
    return environ.get("TERM") == "linux" or (environ.get("TERM_PROGRAM") == "Apple_Terminal" and not _remote(environ))


def _system_opens(environ: Mapping[str, str]) -> bool:
    return sys.platform == "win32" and not _remote(environ)


def _present(commands: Iterable[list[str]], environ: Mapping[str, str]) -> list[list[str]]:
    """The commands whose program is on PATH, with its full path."""
    found = ((shutil.which(command[0], path=environ.get("PATH", os.defpath)), command) for command in commands)
    return [[program, *command[1:]] for program, command in found if program]


def _browsers(environ: Mapping[str, str]) -> list[list[str]]:
    """The commands that open a page, best first: those $BROWSER names, else the graphical ones this machine has."""
    wanted = []
    for entry in filter(None, environ.get("BROWSER", "").split(os.pathsep)):
        import shlex

        with suppress(ValueError):
            command = shlex.split(entry, posix=os.name != "nt")
            # The old custom of a last "&" for "in the background", which is how all are started here.
            wanted.append(command[:-1] if command[-1:] == ["&"] else command)
    if named := _present(filter(None, wanted), environ):
        return named
    commands: list[list[str]] = []
    if sys.platform == "darwin":
        commands = [["open"]] if not _remote(environ) else []
    elif sys.platform != "win32":
        if _in_windows(environ) and not _remote(environ):
            commands += [["wslview"], ["rundll32.exe", "url.dll,FileProtocolHandler"]]
        if _displays(environ):
            commands += [["xdg-open"], ["gio", "open"], *([name] for name in GRAPHICAL)]
    return [command for command in _present(commands, environ) if not _is_text(command)]


def _is_text(command: list[str]) -> bool:
    return Path(command[0]).name in TEXT_BROWSERS


def _starts(command: list[str], environ: Mapping[str, str]) -> bool:
    """Start a browser; whether it took the address. One that the person wants in the terminal is waited for."""
    text = _is_text(command)
    environment = dict(environ)
    # xdg-open falls back on text browsers, which would have no terminal here, unless it is told what to try.
    environment["BROWSER"] = environ.get("BROWSER") or os.pathsep.join(GRAPHICAL)
    quiet = None if text else subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, start_new_session=not text
        )
    except OSError:
        return False
    try:
        return process.wait(None if text else PATIENCE) == 0
    except subprocess.TimeoutExpired:
        # It runs on without us; somebody has to take note when it ends.
        threading.Thread(target=process.wait, daemon=True).start()
        return True


def _clipboards(environ: Mapping[str, str]) -> list[tuple[list[str], str]]:
    """The commands that fill the clipboard in front of the person, each with the encoding it reads."""
    commands: list[tuple[list[str], str]] = []
    if not _remote(environ):
        if sys.platform == "darwin":
            commands.append((["pbcopy"], "utf-8"))
        elif sys.platform == "win32" or _in_windows(environ):
            commands.append((["clip.exe"], "utf-16"))
    if environ.get("WAYLAND_DISPLAY"):
        commands.append((["wl-copy"], "utf-8"))
    if environ.get("DISPLAY"):
        commands += [(["xclip", "-selection", "clipboard"], "utf-8"), (["xsel", "--clipboard", "--input"], "utf-8")]
    return [(found, encoding) for command, encoding in commands for found in _present([command], environ)]
