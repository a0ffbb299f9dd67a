"""Progress ↔ one private file per profile, replaced whole or not at all; the only writer.

What holds, whatever happens to the machine:

- `save` returns when the file is on disk. Before that the old file stands, after it the new one; never half of each,
  and the one before stays beside it as `.json.prev`.
- What could be read is never overwritten by what could not be written, and a damaged file is moved to `set-aside/`,
  never deleted. A file of a newer format is not touched, nor is anything that is no plain file.
- One process writes a profile. The lock dies with its process, so a crash never locks anybody out.
- Folders are 0700 and files 0600 whatever the umask; no symbolic link is followed to a file.
"""

import contextlib
import errno
import json
import os
import re
import stat
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote_to_bytes

from linkedin_guard.model import Progress, shows
from linkedin_guard.noun import Noun
from linkedin_guard.reading import instant, raw_of, read

Raw = dict[str, Any]

FORMAT: int = Progress.format
MIGRATIONS: dict[int, Callable[[Raw], Raw]] = {}
"""From a format to the pure function that makes it the next one; `format` itself is raised for it."""

LIMIT = 8 * 1024 * 1024
"""The size in bytes above which a file is not read, nor written."""

DEEPEST = 32
"""How many levels of lists and objects a file may have: far more than any format needs, far less than the stack."""

LONGEST = 240
"""The length in characters of a profile's file name, so that every suffix fits below the usual limit of 255."""

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
DEVICES = frozenset(["con", "prn", "aux", "nul", *(port + digit for port in ("com", "lpt") for digit in "123456789")])
BLANK = frozenset("\u115f\u1160\u3164\uffa0")

WINDOWS = os.name == "nt"
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK, 36})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you have no permission",
    errno.EPERM: "you have no permission",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "part of the path is not a folder",
}


class StoreFault(Exception):
    """The disk does not let us: one sentence that says what, where and what to do."""

    exit_code = 3


class InUse(StoreFault):
    """Another process writes this profile."""

    exit_code = 4


class BadName(StoreFault):
    """A profile cannot have this name."""

    exit_code = 2


class _Damaged(Exception):
    """The bytes of a file are not what we wrote."""


class Summary(Noun):
    """A profile as the list shows it; `saved` is the file's time, in seconds since 1970."""

    profile: str
    saved: float


class Loaded(Noun):
    """A profile as it was found: `progress` is None for a new one, `note` a sentence for the person or "".

    `read_only` says that the file's format is newer than this program.
    """

    progress: Progress | None
    note: str
    read_only: bool


class _Found(Noun):
    """What was read: `damaged` files are to be set aside, `data` is the file that is good, if `fallback` an old one."""

    progress: Progress | None
    written: int
    data: bytes
    damaged: tuple[Path, ...]
    fallback: Path | None

    @property
    def newer(self) -> bool:
        return self.written > FORMAT


def home(environ: Mapping[str, str]) -> Path:
    """The folder in which the wizard keeps what it remembers: LG_WIZARD_HOME, or this system's place for data."""
    if moved := environ.get("LG_WIZARD_HOME"):
        return Path(moved).absolute()
    from platformdirs import user_data_path

    return user_data_path("linkedin-guard", appauthor=False)


def copies(environ: Mapping[str, str]) -> Path:
    """The folder for the copies a person takes away; it is theirs, and `forget` leaves it alone."""
    if environ.get("LG_WIZARD_HOME"):
        return home(environ) / "copies"
    from platformdirs import user_documents_path

    return user_documents_path() / "LinkedIn Guard"


def check_name(name: str) -> str:
    """The profile name in NFC, or BadName saying what is wrong with it."""
    name = unicodedata.normalize("NFC", name)
    if not 1 <= len(name) <= 40:
        raise BadName(f"A profile name has 1 to 40 characters and this one has {len(name)}; choose another name.")
    for before, character in zip(" " + name, name, strict=False):
        kind = unicodedata.category(character)
        belongs = kind in ("Mn", "Mc") and unicodedata.category(before)[0] in "LM"
        if character in BLANK or not (character in " -_" or kind[0] == "L" or kind == "Nd" or belongs):
            shown = f"'{character}'" if character.isprintable() and kind[0] != "M" else f"U+{ord(character):04X}"
            raise BadName(f"A profile name cannot hold {shown}; use letters, digits, space, '-' and '_'.")
    if name != name.strip():
        raise BadName("A profile name cannot begin or end with a space; leave the space out.")
    if name.casefold() in DEVICES:
        raise BadName(f"A profile cannot be called '{name}', which is a device on Windows; choose another name.")
    if len(file_name(name)) > LONGEST:
        raise BadName("This profile name is too long for a file in this script; use fewer letters.")
    return name


def file_name(profile: str) -> str:
    """The profile's file name without suffix: all but a-z, 0-9 and '-' percent-encoded, capitals too.

    So two names never share a file, not even on a disk that does not tell capitals apart.
    """
    return "".join(c if c in SAFE else "".join(f"%{byte:02X}" for byte in c.encode()) for c in profile)


def encode(progress: Progress) -> bytes:
    """The file for this progress: UTF-8 JSON, instants in UTC to the second, a line for each thing recorded.

    Raises ValueError or OverflowError for what no file can hold, such as an instant without a time zone.
    """
    said = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_instant).encode
    parts = {name: said(value) for name, value in raw_of(progress.but(log=())).items()}
    if progress.log:
        parts["log"] = "[\n  " + ",\n  ".join(said(raw_of(entry)) for entry in progress.log) + "\n ]"
    text = "{\n" + ",\n".join(f" {said(name)}: {value}" for name, value in parts.items()) + "\n}\n"
    # Half a surrogate pair, as undecodable input leaves it, has no UTF-8: better a "?" than an event that is not saved.
    return text.encode(errors="replace")


def write_copy(folder: Path, name: str, data: bytes) -> Path:
    """Write a copy for the person into their folder and say where it is; " 2" is added to a name that is taken.

    Raises StoreFault.
    """
    wanted = Path(name)
    with _told("save", folder / wanted.name, "choose another folder with -o"):
        _make_folder(folder)
        path = _reserve(folder, wanted.stem, " ", wanted.suffix)
        try:
            _put(path, data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def write_out(path: Path, data: bytes) -> None:
    """Write the file the person named, private, replacing a plain file of that name as a whole. Raises StoreFault."""
    _exists(path)
    with _told("write", path, "name another file"):
        _put(path, data)


class Store:
    """All that is kept in one folder. `now` gives the present in the person's time zone; it dates what is set aside."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now
        self._profiles = folder / "profiles"
        self._set_aside = folder / "set-aside"
        self._reports = folder / "reports"
        self._settings = folder / "settings.json"

    def profiles(self, limit: int | None = None) -> tuple[Summary, ...]:
        """The profiles, last saved first, told from the file names alone. Raises StoreFault."""
        saved = []
        for stem, entry in self._listed().items():
            with contextlib.suppress(FileNotFoundError):
                saved.append((-entry.stat(follow_symlinks=False).st_mtime, stem))
        # Of a thousand files only as many are read for a name as are wanted.
        named = (Summary(name, -at) for at, stem in sorted(saved) if (name := _profile_of(stem)) is not None)
        return tuple(sorted(islice(named, limit), key=lambda summary: (-summary.saved, summary.profile)))

    def names(self, limit: int | None = None) -> tuple[str, ...]:
        """The names of the profiles, last saved first. Raises StoreFault."""
        return tuple(summary.profile for summary in self.profiles(limit))

    def load(self, profile: str) -> Loaded:
        """The profile as it stands on disk; nothing is locked, moved or written.

        Raises BadName for a name that is not allowed or differs from another profile's in capitals only, and
        StoreFault for a file that cannot be read.
        """
        name = self._known(profile)
        found = self._find(name)
        return Loaded(found.progress, self._note(name, found, "nothing was changed"), found.newer)

    def open(self, profile: str, read_only: bool = False) -> "Desk":
        """The profile to work on. Unless `read_only`, locks it and sets a damaged file aside.

        Raises what `load` raises, and InUse if another process has it open.
        """
        name = self._known(profile)
        path = self._path(name)
        if read_only:
            return Desk(name, path, self.load(name), None)
        with _writing(self._profiles):
            _make_folder(self.folder)
            _make_private(self._profiles)
        lock = self._locked(name)
        try:
            found = self._find(name)
            if found.newer:
                lock.close()
                return Desk(name, path, Loaded(found.progress, self._note(name, found, ""), True), None)
            self._settle(name, found)
        except BaseException:
            lock.close()
            raise
        note = self._note(name, found, f"it is kept in {self._set_aside}")
        return Desk(name, path, Loaded(found.progress, " ".join(filter(None, (lock.note, note))), False), lock)

    def settings(self) -> Raw:
        """The settings, or none where they cannot be read: they are never worth stopping for."""
        try:
            return _parse(_read(self._settings) or b"{}")
        except (_Damaged, StoreFault):
            return {}

    def save_settings(self, settings: Mapping[str, Any]) -> None:
        """Replace the settings; a damaged file is set aside first. Raises StoreFault."""
        with _writing(self._settings):
            _make_folder(self.folder)
            try:
                _parse(_read(self._settings) or b"{}")
            except _Damaged:
                self._move_aside(self._settings, "settings")
            _put(self._settings, (json.dumps(dict(settings), ensure_ascii=False, indent=1) + "\n").encode())

    def files(self, profile: str | None = None) -> tuple[Path, ...]:
        """Every file the wizard keeps for itself, or those of one profile. Raises BadName and StoreFault."""
        if profile is None:
            settings = [path for path in _inside(self.folder) if path.name.startswith("settings.json")]
            return (*settings, *_inside(self._profiles), *_inside(self._set_aside), *_inside(self._reports))
        stem = file_name(check_name(profile))
        aside = re.compile(re.escape(stem[:200]) + r"-\d{8}T\d{6}Z(-\d+)?\.json")
        return (
            *(path for path in _inside(self._profiles) if path.name.startswith(f"{stem}.")),
            *(path for path in _inside(self._set_aside) if aside.fullmatch(path.name)),
        )

    def forget(self, profile: str | None = None) -> None:
        """Delete what `files` names. Raises InUse, with nothing deleted, if a profile is open; else StoreFault."""
        stems = {path.name.partition(".")[0] for path in self.files(profile) if path.parent == self._profiles}
        names = sorted(filter(None, map(_profile_of, stems)))
        for name in names:
            self._locked(name).close()
        with _told("delete", self.folder, "delete it by hand"):
            for name in names:
                lock = self._locked(name)
                try:
                    for path in self.files(name):
                        if path != lock.path:
                            path.unlink(missing_ok=True)
                finally:
                    lock.close(forget=True)
            for path in self.files(profile):
                path.unlink(missing_ok=True)
            for folder in (self._profiles, self._set_aside, self._reports, self.folder) if profile is None else ():
                # What is not ours in there stays, and its folder with it.
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def _path(self, profile: str, suffix: str = "") -> Path:
        return self._profiles / f"{file_name(profile)}.json{suffix}"

    def _listed(self) -> dict[str, "os.DirEntry[str]"]:
        """File name without suffix → the file, or the copy of it where only that is left."""
        entries = {entry.name: entry for entry in _scan(self._profiles) if entry.is_file(follow_symlinks=False)}
        found = {}
        for file, entry in entries.items():
            current = file.removesuffix(".prev")
            if current.endswith(".json") and (current == file or current not in entries):
                found[current.removesuffix(".json")] = entry
        return found

    def _known(self, profile: str) -> str:
        name = check_name(profile)
        if not _there(self._path(name)):
            listed = [other for stem in self._listed() if (other := _profile_of(stem)) is not None]
            for other in listed if name not in listed else ():
                if _folded(other) == _folded(name):
                    raise BadName(f"There is a profile '{other}' already; use that name, or choose another.")
        return name

    def _find(self, name: str) -> _Found:
        """Read the profile's file, or its last good copy."""
        damaged: list[Path] = []
        for fallback in (False, True):
            path = self._path(name, ".prev" if fallback else "")
            try:
                data = _read(path)
                if data is not None:
                    progress, written = _decode(data, name, path)
                    return _Found(progress, written, data, tuple(damaged), path if fallback else None)
            except _Damaged:
                damaged.append(path)
        return _Found(None, FORMAT, b"", tuple(damaged), None)

    def _settle(self, name: str, found: _Found) -> None:
        """Make the disk what was found: the damaged aside, the good copy in its place, an old format kept as it was."""
        for path in self.files(name):
            # Ours alone, as we hold the lock: what a save left that was killed.
            if ".tmp-" in path.name:
                with contextlib.suppress(OSError):
                    path.unlink()
        for path in found.damaged:
            with _writing(path):
                self._move_aside(path, file_name(name))
        if found.written < FORMAT:
            kept = self._path(name, f".bak-{found.written}")
            with _writing(kept):
                _put(kept, found.data)
        if found.fallback is not None:
            # The copy is safe where it is; on a full disk it is enough to have read it.
            with contextlib.suppress(OSError):
                _put(self._path(name), found.data)

    def _note(self, name: str, found: _Found, kept: str) -> str:
        if found.newer:
            return (
                f"The file of '{name}' was written by a newer LinkedIn Guard (format {found.written}): you can look but"
                f" not change anything; update to go on."
            )
        state = f"damaged ({kept})" if found.damaged else "missing"
        if found.fallback is not None:
            day = _day(found.fallback, self._now())
            return f"The file of '{name}' was {state}; the last good copy, from {day}, is used."
        if found.damaged:
            return f"The file of '{name}' was {state} and there is no good copy of it; this is a fresh start."
        return ""

    def _move_aside(self, path: Path, stem: str) -> None:
        _make_private(self._set_aside)
        stamp = self._now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = _reserve(self._set_aside, f"{stem[:200]}-{stamp}", "-", ".json")
        try:
            path.chmod(0o600)
            _replace(path, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        _sync(self._set_aside)
        _sync(path.parent)

    def _locked(self, name: str) -> "_Lock":
        path = self._path(name, ".lock")
        with _writing(path):
            try:
                return _Lock(path)
            except BlockingIOError:
                raise InUse(
                    f"The profile '{name}' is open in another window; close it there, or add --read-only to look."
                ) from None


class Desk:
    """One person's profile, opened. `progress` is what is on disk (None: nothing yet), `note` a sentence to show or "".

    Close it, or use it in a `with`.
    """

    def __init__(self, profile: str, path: Path, loaded: Loaded, lock: "_Lock | None") -> None:
        self.profile = profile
        self.progress = loaded.progress
        self.note = loaded.note
        self.read_only = lock is None
        self._path = path
        self._lock = lock

    def save(self, progress: Progress) -> None:
        """Put the progress on disk; returns when it is there. Raises StoreFault; then the old file stands."""
        if self.read_only:
            raise StoreFault(f"The profile '{self.profile}' is open to look at only; start again without --read-only.")
        data = encode(progress)
        if len(data) > LIMIT:
            raise StoreFault(
                f"{self._path} would be larger than {LIMIT // 1024**2} MB; take back the longest text you wrote."
            )
        with _writing(self._path):
            _put(self._path, data, keep=self._path.with_name(f"{self._path.name}.prev"))
        self.progress = progress

    def close(self) -> None:
        """Let others write the profile; this desk can only be read from now on."""
        self.read_only = True
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Lock:
    """The right to write, held until `close` or the end of the process. Raises BlockingIOError if another has it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.note = ""
        while True:
            _exists(path)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NOT_FOLLOWED, 0o600)
            try:
                with contextlib.suppress(PermissionError):
                    path.chmod(0o600)
                self._take()
                # A forget may have deleted the file between open and lock; then the lock guards nothing.
                if self.note or os.fstat(self._descriptor).st_nlink:
                    return
            except BaseException:
                os.close(self._descriptor)
                raise
            os.close(self._descriptor)

    def _take(self) -> None:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                raise BlockingIOError(error.errno, "locked") from error
            self.note = f"The disk that holds {self.path.parent} knows no locks; open each profile in one window only."

    def close(self, forget: bool = False) -> None:
        """Give the right back; with `forget` delete the lock's file, before on POSIX, where nobody slips in between."""
        if forget and not WINDOWS:
            self.path.unlink(missing_ok=True)
        # Nothing was written to it, so nothing is lost whatever the disk says now, and the right is given back.
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        if forget and WINDOWS:
            with contextlib.suppress(PermissionError):
                self.path.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(deed: str, path: Path, advice: str) -> Iterator[None]:
    """Turn a system's error into a sentence."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
        todo = "make room and try again" if error.errno in _FULL else advice
        raise StoreFault(f"Cannot {deed} {path}: {reason}; {todo}.") from error


def _writing(path: Path) -> contextlib.AbstractContextManager[None]:
    return _told("write", path, "add --read-only to look, or set LG_WIZARD_HOME to a folder you can write to")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _profile_of(stem: str) -> str | None:
    """The profile a file belongs to, or None for a file we would not have named so."""
    try:
        name = check_name(unquote_to_bytes(stem).decode())
    except (ValueError, BadName):
        return None
    return name if file_name(name) == stem else None


def _day(path: Path, now: datetime) -> str:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo).strftime("%Y-%m-%d %H:%M")
    except (OSError, ValueError, OverflowError):
        return "an unknown day"


def _instant(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} has no place in a progress file")
    return instant(value)


def _once(pairs: list[tuple[str, Any]]) -> Raw:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is too large")
    return number


def _parse(data: bytes) -> Raw:
    """The JSON object in these bytes, cleaned, or _Damaged."""
    try:
        raw = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise _Damaged from error
    if not isinstance(raw, dict):
        raise _Damaged
    found: Raw = _cleaned(raw, DEEPEST)
    return found


def _cleaned(value: Any, levels: int) -> Any:
    """The value without any character that no page can show: what we wrote has none, so no hand that means well has.

    A name that has one is damage, as names are never changed; so are more levels than these.
    """
    if isinstance(value, str):
        return value if value.isprintable() else "".join(c if shows(c) or c in "\n\t" else "\ufffd" for c in value)
    if not isinstance(value, dict | list):
        return value
    if not levels:
        raise _Damaged
    if isinstance(value, list):
        return [_cleaned(inner, levels - 1) for inner in value]
    if not all(map(str.isprintable, value)):
        raise _Damaged
    return {name: _cleaned(inner, levels - 1) for name, inner in value.items()}


def _decode(data: bytes, profile: str, path: Path) -> tuple[Progress, int]:
    """The progress in these bytes and the format it was written in, or _Damaged.

    The file's name decides whose it is. What is accepted can also be written again: numbers are finite, instants have
    their place in time.
    """
    raw = _parse(data)
    written = raw.get("format")
    if type(written) is not int or written < 1:
        raise _Damaged
    try:
        for step in range(written, FORMAT):
            raw = {**MIGRATIONS[step](raw), "format": step + 1}
        progress: Progress = read({**raw, "profile": profile}, Progress)
        for at in (*(record.at for record in progress.steps.values()), *(entry.at for entry in progress.log)):
            instant(at)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        if written > FORMAT:
            raise StoreFault(
                f"{path} was written by a newer LinkedIn Guard (format {written}) and cannot be read; update to go on."
            ) from error
        raise _Damaged from error
    return progress, written


def _there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True


def _exists(path: Path) -> bool:
    """Whether there is a plain file. Raises StoreFault for anything else of that name."""
    with _told("look at", path, "make its folder readable for yourself"):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return False
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a symbolic link" if stat.S_ISLNK(mode) else "no plain file"
        raise StoreFault(f"{path} is {what}, which LinkedIn Guard does not touch; move it away.")
    return True


def _read(path: Path) -> bytes | None:
    """The bytes of a plain file, or None if there is none. Raises _Damaged above LIMIT, and StoreFault."""
    if not _exists(path):
        return None
    with (
        _told("read", path, "make it readable for yourself"),
        os.fdopen(os.open(path, os.O_RDONLY | _NOT_FOLLOWED), "rb") as file,
    ):
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise StoreFault(f"{path} is no plain file, which LinkedIn Guard does not touch; move it away.")
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise _Damaged
    return data


def _scan(folder: Path) -> "list[os.DirEntry[str]]":
    with _told("list", folder, "make the folder readable for yourself"):
        try:
            with os.scandir(folder) as scan:
                return list(scan)
        except FileNotFoundError:
            return []


def _inside(folder: Path) -> tuple[Path, ...]:
    """All in a folder that is not a folder, by name."""
    return tuple(sorted(folder / entry.name for entry in _scan(folder) if not entry.is_dir(follow_symlinks=False)))


def _make_folder(folder: Path) -> None:
    """Make a folder, and those above it, 0700 whatever the umask; one that exists stays as it is."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        return
    except FileNotFoundError:
        _make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)
    folder.chmod(0o700)
    _sync(folder.parent)


def _make_private(folder: Path) -> None:
    """Make one of our own folders, and close it to others if it exists."""
    _make_folder(folder)
    if folder.is_symlink():
        raise StoreFault(f"{folder} is a symbolic link, which LinkedIn Guard does not follow; move it away.")
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        with contextlib.suppress(PermissionError):
            folder.chmod(0o700)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name[:LONGEST]}.tmp-{os.urandom(4).hex()}")


def _write(path: Path, data: bytes) -> None:
    """Make a private file that did not exist and see it onto the disk, or leave none. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED, 0o600)
    try:
        try:
            path.chmod(0o600)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _put(path: Path, data: bytes, keep: Path | None = None) -> None:
    """Make `path` a private file with this data, whole or not at all; what was there goes to `keep`. Raises OSError."""
    fresh = _beside(path)
    _write(fresh, data)
    try:
        if keep is not None and _exists(path):
            _double(path, keep)
        _replace(fresh, path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    _sync(path.parent)


def _double(path: Path, keep: Path) -> None:
    """Make `keep` the same file as `path`, or a copy where the disk knows no second names, without a gap in either."""
    spare = _beside(keep)
    try:
        try:
            spare.hardlink_to(path)
        except OSError:
            _write(spare, path.read_bytes())
        spare.chmod(0o600)
        _replace(spare, keep)
    finally:
        # Still there if both were the same file already: then POSIX renames nothing.
        with contextlib.suppress(OSError):
            spare.unlink()


def _replace(source: Path, target: Path) -> None:
    """Rename over `target`. On Windows a scanner or a reader may hold it for a moment, so try for a second."""
    for _ in range(20 if WINDOWS else 0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    source.replace(target)


def _reserve(folder: Path, stem: str, gap: str, suffix: str) -> Path:
    """Take a file name nobody has: an empty private file, to be replaced."""
    for number in count(1):
        path = folder / f"{stem}{f'{gap}{number}' if number > 1 else ''}{suffix}"
        with contextlib.suppress(FileExistsError):
            _write(path, b"")
            return path
    raise AssertionError("count does not end")


def _sync(folder: Path) -> None:
    """See a folder's names onto the disk; some file systems cannot and need not."""
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
