"""The profiles: one private file each, opened by one process at a time; the only writer, through `disk`.

What holds, whatever happens to the machine:

- `save` returns when the file is on disk. Before that the old file stands, after it the new one, and the one before
  stays beside it as `.json.prev`.
- What could be read is never overwritten by what could not be written, and a damaged file is moved to `set-aside/`,
  never deleted. A file of a newer format is not touched, nor is anything that is no plain file.
- One process writes a profile.
"""

import contextlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote_to_bytes

from pydantic import ValidationError

from linkedin_guard.model.progress import Progress, Settings
from linkedin_guard.model.saying import Saying
from linkedin_guard.store import disk, progress_file
from linkedin_guard.store.disk import StoreFault as StoreFault

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
DEVICES = frozenset(["con", "prn", "aux", "nul", *(port + digit for port in ("com", "lpt") for digit in "123456789")])
BLANK = frozenset("\u115f\u1160\u3164\uffa0")


class InUse(StoreFault):
    """Another process writes this profile."""

    exit_code = 4


class BadName(StoreFault):
    """A profile cannot have this name."""

    exit_code = 2


@dataclass(frozen=True)
class Summary:
    """A profile as the list shows it; `saved` is the file's time, in seconds since 1970."""

    profile: str
    saved: float


@dataclass(frozen=True)
class Loaded:
    """A profile as it was found: `progress` is None for a new one, `note` a sentence for the person or "".

    `read_only` says that the file's format is newer than this program.
    """

    progress: Progress | None
    note: str
    read_only: bool


@dataclass(frozen=True)
class _Found:
    """What was read: `damaged` files are to be set aside, `data` is the file that is good, if `fallback` an old one."""

    progress: Progress | None
    written: int
    data: bytes
    damaged: tuple[Path, ...]
    fallback: Path | None

    @property
    def newer(self) -> bool:
        return self.written > progress_file.FORMAT


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
        raise BadName("name.length", length=len(name))
    for before, character in zip(" " + name, name, strict=False):
        kind = unicodedata.category(character)
        belongs = kind in ("Mn", "Mc") and unicodedata.category(before)[0] in "LM"
        if character in BLANK or not (character in " -_" or kind[0] == "L" or kind == "Nd" or belongs):
            shown = f"'{character}'" if character.isprintable() and kind[0] != "M" else f"U+{ord(character):04X}"
            raise BadName("name.character", character=shown)
    if name != name.strip():
        raise BadName("name.ends")
    if name.casefold() in DEVICES:
        raise BadName("name.device", name=name)
    if len(file_name(name)) > disk.LONGEST:
        raise BadName("name.too-long")
    return name


def file_name(profile: str) -> str:
    """The profile's file name without suffix: all but a-z, 0-9 and '-' percent-encoded, capitals too.

    So two names never share a file, not even on a disk that does not tell capitals apart.
    """
    return "".join(c if c in SAFE else "".join(f"%{byte:02X}" for byte in c.encode()) for c in profile)


def write_copy(folder: Path, name: str, data: bytes) -> Path:
    """Write a copy for the person into their folder and say where it is; " 2" is added to a name that is taken.

    Raises StoreFault.
    """
    wanted = Path(name)
    with disk.told("save", folder / wanted.name):
        disk.make_folder(folder)
        path = disk.reserve(folder, wanted.stem, " ", wanted.suffix)
        try:
            disk.put(path, data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def write_out(path: Path, data: bytes) -> None:
    """Write the file the person named, private, replacing a plain file of that name as a whole. Raises StoreFault."""
    disk.exists(path)
    with disk.told("write-out", path):
        disk.put(path, data)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if it is not there, each as `write_out` does. Raises StoreFault."""
    with disk.told("write-out", folder):
        disk.make_folder(folder)
    for name, data in files.items():
        write_out(folder / name, data)


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
        return Loaded(found.progress, self._note(name, found), found.newer)

    def open(self, profile: str, read_only: bool = False) -> "Desk":
        """The profile to work on. Unless `read_only`, locks it and sets a damaged file aside.

        Raises what `load` raises, and InUse if another process has it open.
        """
        name = self._known(profile)
        path = self._path(name)
        if read_only:
            return Desk(name, path, self.load(name), None)
        with _writing(self._profiles):
            disk.make_folder(self.folder)
            disk.make_private(self._profiles)
        lock = self._locked(name)
        try:
            found = self._find(name)
            if found.newer:
                lock.close()
                return Desk(name, path, Loaded(found.progress, self._note(name, found), True), None)
            self._settle(name, found)
        except BaseException:
            lock.close()
            raise
        note = self._note(name, found, aside=True)
        if lock.note:
            note = Saying("both", first=lock.note, second=note) if note else lock.note
        return Desk(name, path, Loaded(found.progress, note, False), lock)

    def settings(self) -> Settings:
        """The settings, or those of a new computer where they cannot be read: they are never worth stopping for."""
        try:
            return self._read_settings()
        except (progress_file.Damaged, StoreFault):
            return Settings()

    def save_settings(self, settings: Settings) -> None:
        """Replace the settings; a damaged file is set aside first. Raises StoreFault."""
        with _writing(self._settings):
            disk.make_folder(self.folder)
            try:
                self._read_settings()
            except progress_file.Damaged:
                self._move_aside(self._settings, "settings")
            data = json.dumps(settings.model_dump(exclude_none=True), ensure_ascii=False, indent=1)
            disk.put(self._settings, (data + "\n").encode(errors="backslashreplace"))

    def remember(self, **settings: str) -> None:
        """Change some of the settings, and leave the others. Raises StoreFault."""
        self.save_settings(self.settings().model_copy(update=settings))

    def _read_settings(self) -> Settings:
        try:
            return Settings.model_validate(progress_file.parse(_bytes(self._settings) or b"{}"))
        except ValidationError as error:
            raise progress_file.Damaged from error

    def files(self, profile: str | None = None) -> tuple[Path, ...]:
        """Every file the wizard keeps for itself, or those of one profile. Raises BadName and StoreFault."""
        if profile is None:
            settings = [path for path in disk.inside(self.folder) if path.name.startswith("settings.json")]
            return (*settings, *disk.inside(self._profiles), *disk.inside(self._set_aside), *disk.inside(self._reports))
        stem = file_name(check_name(profile))
        aside = re.compile(re.escape(stem[:200]) + r"-\d{8}T\d{6}Z(-\d+)?\.json")
        return (
            *(path for path in disk.inside(self._profiles) if path.name.startswith(f"{stem}.")),
            *(path for path in disk.inside(self._set_aside) if aside.fullmatch(path.name)),
        )

    def forget(self, profile: str | None = None) -> None:
        """Delete what `files` names. Raises InUse, with nothing deleted, if a profile is open; else StoreFault."""
        stems = {path.name.partition(".")[0] for path in self.files(profile) if path.parent == self._profiles}
        names = sorted(filter(None, map(_profile_of, stems)))
        for name in names:
            self._locked(name).close()
        with disk.told("delete", self.folder):
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
        entries = {entry.name: entry for entry in disk.scan(self._profiles) if entry.is_file(follow_symlinks=False)}
        found = {}
        for file, entry in entries.items():
            current = file.removesuffix(".prev")
            if current.endswith(".json") and (current == file or current not in entries):
                found[current.removesuffix(".json")] = entry
        return found

    def _known(self, profile: str) -> str:
        name = check_name(profile)
        if not disk.there(self._path(name)):
            listed = [other for stem in self._listed() if (other := _profile_of(stem)) is not None]
            for other in listed if name not in listed else ():
                if _folded(other) == _folded(name):
                    raise BadName("name.taken", name=other)
        return name

    def _find(self, name: str) -> _Found:
        """Read the profile's file, or its last good copy."""
        damaged: list[Path] = []
        for fallback in (False, True):
            path = self._path(name, ".prev" if fallback else "")
            try:
                data = _bytes(path)
                if data is not None:
                    progress, written = progress_file.decode(data, name, path)
                    return _Found(progress, written, data, tuple(damaged), path if fallback else None)
            except progress_file.Damaged:
                damaged.append(path)
        return _Found(None, progress_file.FORMAT, b"", tuple(damaged), None)

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
        if found.written < progress_file.FORMAT:
            kept = self._path(name, f".bak-{found.written}")
            with _writing(kept):
                disk.put(kept, found.data)
        if found.fallback is not None:
            # The copy is safe where it is; on a full disk it is enough to have read it.
            with contextlib.suppress(OSError):
                disk.put(self._path(name), found.data)

    def _note(self, name: str, found: _Found, aside: bool = False) -> str:
        """What to tell of the file as it was found; `aside` says that what was damaged in it is set aside."""
        if found.newer:
            return Saying("newer", name=name, format=found.written)
        kept = "aside" if aside else "unchanged"
        if found.fallback is not None:
            state = f"damaged-{kept}" if found.damaged else "missing"
            day = _day(found.fallback, self._now())
            return Saying(f"found.{state}", name=name, folder=self._set_aside, day=day)
        if found.damaged:
            return Saying(f"found.lost-{kept}", name=name, folder=self._set_aside)
        return ""

    def _move_aside(self, path: Path, stem: str) -> None:
        disk.make_private(self._set_aside)
        stamp = self._now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = disk.reserve(self._set_aside, f"{stem[:200]}-{stamp}", "-", ".json")
        try:
            path.chmod(0o600)
            disk.replace(path, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        disk.sync(self._set_aside)
        disk.sync(path.parent)

    def _locked(self, name: str) -> disk.Lock:
        path = self._path(name, ".lock")
        with _writing(path):
            try:
                return disk.Lock(path)
            except BlockingIOError:
                raise InUse("in-use", name=name) from None


class Desk:
    """One person's profile, opened. `progress` is what is on disk (None: nothing yet), `note` a sentence to show or "".

    Close it, or use it in a `with`.
    """

    def __init__(self, profile: str, path: Path, loaded: Loaded, lock: disk.Lock | None) -> None:
        self.profile = profile
        self.progress = loaded.progress
        self.note = loaded.note
        self.read_only = lock is None
        self._path = path
        self._lock = lock

    def save(self, progress: Progress) -> None:
        """Put the progress on disk; returns when it is there. Raises StoreFault; then the old file stands."""
        if self.read_only:
            raise StoreFault("read-only", name=self.profile)
        data = progress_file.encode(progress)
        if len(data) > progress_file.LIMIT:
            most = progress_file.LIMIT // 1024**2
            raise StoreFault("too-large", path=self._path, most=most)
        with _writing(self._path):
            disk.put(self._path, data, keep=self._path.with_name(f"{self._path.name}.prev"))
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


def _writing(path: Path) -> contextlib.AbstractContextManager[None]:
    return disk.told("write", path)


def _bytes(path: Path) -> bytes | None:
    # One more than is ever taken: then it is known that there is more.
    return disk.read(path, progress_file.LIMIT + 1)


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
        return Saying("found.unknown-day")
