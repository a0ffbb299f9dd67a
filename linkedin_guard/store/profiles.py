"""The profiles: one private file each, opened by one process at a time; the only writer, through `disk`.

What holds, whatever happens to the machine:

- `save` returns when the file is on disk. Before that the old file stands, after it the new one, and the one before
  stays beside it as `.json.prev`.
- What could be read is never overwritten by what could not be written, and a damaged file is moved to `set-aside/`,
  never deleted. A file of a newer format is not touched, nor is anything that is no plain file.
- One process writes a profile, and what changed under it is seen before it writes (see `desk`).
- A person is who a file is named after and says that it is of. What else lies there is told apart by `copies`.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from linkedin_guard.model.progress import Progress, Settings
from linkedin_guard.model.saying import Saying, together
from linkedin_guard.store import copies as kept
from linkedin_guard.store import progress_file
from linkedin_guard.store.copies import PROFILES, SETTINGS, SETTINGS_ASIDE, short
from linkedin_guard.store.copies import Found as Found
from linkedin_guard.store.desk import Changed as Changed
from linkedin_guard.store.desk import Desk as Desk
from linkedin_guard.store.desk import Hold
from linkedin_guard.store.disk import Folder, shown, told
from linkedin_guard.store.disk import StoreFault as StoreFault
from linkedin_guard.store.names import BadName as BadName
from linkedin_guard.store.names import check_name as check_name
from linkedin_guard.store.names import file_name as file_name
from linkedin_guard.store.names import folded
from linkedin_guard.store.reading import Read, check_free, listed, person, read
from linkedin_guard.store.remains import Remains
from linkedin_guard.store.rooms import InUse as InUse
from linkedin_guard.store.rooms import Rooms, locked, writing


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


class Store:
    """All that is kept in one folder. `now` gives the present in the person's time zone; it dates what is set aside."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._rooms = Rooms(folder, now)
        self._remains = Remains(self._rooms)
        self._settings = folder / SETTINGS

    def profiles(self, limit: int | None = None) -> tuple[Summary, ...]:
        """The profiles, last saved first; files that something else named are none. Raises StoreFault."""
        room = self._rooms.there(PROFILES)
        if room is None:
            return ()
        with room, told("list", self.folder / PROFILES):
            saved = []
            for stem, entry in listed(room).items():
                with contextlib.suppress(FileNotFoundError):
                    saved.append((-entry.stat(follow_symlinks=False).st_mtime, stem, entry.name))
            # Of a thousand files only as many are looked into as are wanted.
            named = (Summary(name, -at) for at, stem, file in sorted(saved) if (name := person(room, stem, file)))
            return tuple(sorted(islice(named, limit), key=lambda summary: (-summary.saved, summary.profile)))

    def names(self, limit: int | None = None) -> tuple[str, ...]:
        """The names of the profiles, last saved first. Raises StoreFault."""
        return tuple(summary.profile for summary in self.profiles(limit))

    def load(self, profile: str) -> Loaded:
        """The profile as it stands on disk; nothing is locked, moved or written.

        Raises BadName for a name that is not allowed, that differs from another profile's in capitals only, or whose
        file is of somebody else, and StoreFault for a file that cannot be read.
        """
        name = check_name(profile)
        room = self._rooms.there(PROFILES)
        if room is None:
            return Loaded(None, "", False)
        with room:
            check_free(room, name)
            found = read(room, name)
            return Loaded(found.progress, self._note(room, name, found), found.newer)

    def open(self, profile: str, read_only: bool = False) -> "Desk":
        """The profile to work on. Unless `read_only`, locks it and sets a damaged file aside.

        Raises what `load` raises, and InUse if another process has it open.
        """
        name = check_name(profile)
        if read_only:
            loaded = self.load(name)
            return Desk(name, loaded.progress, loaded.note, None)
        with contextlib.ExitStack() as undo:
            with writing(self.folder / PROFILES):
                with contextlib.suppress(FileNotFoundError), self._rooms.room(PROFILES) as before:
                    check_free(before, name)
                room = self._rooms.room(PROFILES, make=True)
                undo.callback(room.close)
            with writing(room.path / f"{file_name(name)}.json.lock"):
                lock = locked(room, f"{file_name(name)}.json.lock", name)
            undo.callback(lock.close)
            found = read(room, name)
            if found.newer:
                return Desk(name, found.progress, self._note(room, name, found), None)
            data = self._settle(room, name, found)
            kept_in = shown(self._rooms.set_aside)
            notes = (lock.note, _bare(room), self._note(room, name, found, kept_in))
            undo.pop_all()
        return Desk(name, found.progress, together(*notes), Hold(self._rooms, room, lock, data))

    def add(self, progress: Progress, profile: str) -> None:
        """Keep the progress of somebody new. Raises BadName if there is such a person, and StoreFault."""
        name = check_name(profile)
        self._check_nobody(name)
        with self.open(name) as desk:
            if desk.progress is not None:
                raise BadName("name.taken", name=name)
            desk.save(progress.model_copy(update={"profile": name}))

    def call_otherwise(self, old: str, new: str) -> None:
        """Call a person otherwise: their file is written under the new name before the old one goes.

        What was set aside of theirs stays as it is called. Raises BadName for a name that is taken or not allowed or
        that nobody has, InUse, with nothing changed, if the profile is open, else StoreFault.
        """
        before, after = check_name(old), check_name(new)
        if before == after:
            raise BadName("rename.same", name=after)
        if before not in self.names():
            raise BadName("rename.nobody", name=before)
        self._check_nobody(after, but=before)
        with self.open(before) as desk:
            if desk.progress is None or desk.read_only:
                raise StoreFault("both", first=desk.note, second="")
            moved = desk.progress.model_copy(update={"profile": after})
            room = self._rooms.room(PROFILES)
            with room, writing(room.path / f"{file_name(after)}.json"):
                # Twice, so that the last good copy is there too.
                room.put(f"{file_name(after)}.json", progress_file.encode(moved))
                room.put(f"{file_name(after)}.json", progress_file.encode(moved), keep=f"{file_name(after)}.json.prev")
        settings = self.settings()
        tables = {"seen": settings.seen, "letters": settings.letters}
        renamed = {
            key: {after if name == before else name: to for name, to in of.items()} for key, of in tables.items()
        }
        if renamed != tables:
            self.save_settings(settings.model_copy(update=renamed))
        self._remains.delete_person(before)

    def _check_nobody(self, name: str, but: str = "") -> None:
        """Raise BadName if somebody is called so, in capitals or not."""
        for other in self.names():
            if other != but and folded(other) == folded(name):
                raise BadName("name.taken", name=other)

    def settings(self) -> Settings:
        """The settings, or those of a new computer where they cannot be read: they are never worth stopping for."""
        try:
            with self._rooms.home() as folder:
                return _read_settings(folder)
        except (progress_file.Damaged, StoreFault, OSError):
            return Settings()

    def save_settings(self, settings: Settings) -> None:
        """Replace the settings; a damaged file is set aside first. Raises StoreFault."""
        with writing(self._settings), self._rooms.home(make=True) as folder:
            try:
                _read_settings(folder)
            except progress_file.Damaged:
                self._rooms.move_aside(folder, SETTINGS, SETTINGS_ASIDE)
            data = json.dumps(settings.model_dump(exclude_defaults=True), ensure_ascii=False, indent=1)
            folder.put(SETTINGS, (data + "\n").encode(errors="backslashreplace"))

    def remember(self, **settings: str) -> None:
        """Change some of the settings, and leave the others. Raises StoreFault."""
        self.save_settings(self.settings().model_copy(update=settings))

    def seen(self, profile: str, progress: Progress) -> str:
        """The date of the content that a person saw last: what was told here, else what they recorded with."""
        return self.settings().seen.get(profile) or progress.content

    def saw(self, profile: str, content: str) -> None:
        """Remember up to which content a person was told what changed. Raises StoreFault."""
        settings = self.settings()
        self.save_settings(settings.model_copy(update={"seen": {**settings.seen, profile: content}}))

    def write_letters_in(self, profile: str, language: str) -> None:
        """Remember the language that a person chose for their letters. Raises StoreFault."""
        settings = self.settings()
        self.save_settings(settings.model_copy(update={"letters": {**settings.letters, profile: language}}))

    def _forget_settings_of(self, profile: str) -> None:
        settings = self.settings()
        tables = {"seen": settings.seen, "letters": settings.letters}
        if any(profile in table for table in tables.values()):
            left = {key: {name: to for name, to in table.items() if name != profile} for key, table in tables.items()}
            self.save_settings(settings.model_copy(update=left))

    def found(self, profile: str | None = None) -> tuple[Found, ...]:
        """What lies where the wizard keeps things, what is not its own too; or what one profile has there.

        Raises BadName and StoreFault.
        """
        return self._remains.found(profile)

    def files(self, profile: str | None = None) -> tuple[Path, ...]:
        """Every file that `forget` would delete. Raises BadName and StoreFault."""
        return tuple(found.path for found in self.found(profile) if not found.stays)

    def forget(self, profile: str | None = None) -> tuple[Found, ...]:
        """Delete what is the wizard's own, and say what stays.

        Raises InUse, with nothing deleted, if a profile is open; else StoreFault.
        """
        for name in self._remains.delete(profile):
            self._forget_settings_of(name)
        return tuple(found for found in self.found(profile) if found.stays)

    def _settle(self, room: Folder, name: str, found: Read) -> bytes | None:
        """Make the disk what was found: the damaged aside, the good copy in its place, an old format kept as it was.

        Returns the bytes of the profile's file then.
        """
        stem = file_name(name)
        # Ours alone, as we hold the lock: what a save left that was killed.
        with contextlib.suppress(OSError):
            for left in kept.in_room(room, stem):
                if kept.TEMPORARY in left.path.name and not left.stays:
                    room.remove(left.path.name)
        for file in found.damaged:
            with writing(room.path / file):
                self._rooms.move_aside(room, file, short(name))
        if found.written < progress_file.FORMAT and found.data is not None:
            with writing(room.path / f"{stem}.json.bak-{found.written}"):
                room.put(f"{stem}.json.bak-{found.written}", found.data)
        if found.fallback is not None and found.data is not None:
            # The copy is safe where it is; on a full disk it is enough to have read it.
            try:
                room.put(f"{stem}.json", found.data)
            except OSError:
                return None
        return found.data

    def _note(self, room: Folder, name: str, found: Read, set_aside: str = "") -> str:
        """What to tell of the file as it was found; `set_aside` is where what was damaged in it is kept, if it is."""
        if found.newer:
            return Saying("newer", name=name, format=found.written)
        kept = "aside" if set_aside else "unchanged"
        if found.fallback is not None:
            state = f"damaged-{kept}" if found.damaged else "missing"
            return Saying(f"found.{state}", name=name, folder=set_aside, day=self._day(room, found.fallback))
        if found.damaged:
            return Saying(f"found.lost-{kept}", name=name, folder=set_aside)
        return ""

    def _day(self, room: Folder, file: str) -> str:
        try:
            saved = room.stat(file).st_mtime
            return datetime.fromtimestamp(saved, self._rooms.now().tzinfo).strftime("%Y-%m-%d %H:%M")
        except (OSError, ValueError, OverflowError):
            return Saying("found.unknown-day")


def _read_settings(folder: Folder) -> Settings:
    try:
        data = folder.read(SETTINGS, progress_file.LIMIT + 1)
        return Settings.model_validate(progress_file.parse(data or b"{}"))
    except ValidationError as error:
        raise progress_file.Damaged from error


def _bare(room: Folder) -> str:
    """What is said of a disk that keeps no modes."""
    if not room.bare:
        return ""
    return Saying("no-modes", folder=shown(room.path))
