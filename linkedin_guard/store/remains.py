"""What lies in the wizard's folders, whose it is, and how it is deleted: only our own, and through no link."""

import contextlib
import os
from collections.abc import Iterator

from linkedin_guard.store import copies as kept
from linkedin_guard.store.copies import PROFILES, ROOMS, Found
from linkedin_guard.store.disk import told
from linkedin_guard.store.names import check_name, file_name, profile_of
from linkedin_guard.store.rooms import Rooms, locked


class Remains:
    """All that lies where the wizard keeps things."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def found(self, profile: str | None = None) -> tuple[Found, ...]:
        """What lies there, what is not its own too; or what one profile has there. Raises BadName and StoreFault."""
        name = None if profile is None else check_name(profile)
        return tuple(found for found in self._all() if name is None or found.of(name))

    def delete(self, profile: str | None = None) -> tuple[str, ...]:
        """Delete what is the wizard's own, or what is of one profile; returns whose settings are to go too.

        Raises InUse, with nothing deleted, if a profile is open; else StoreFault.
        """
        mine = [found for found in self.found(profile) if not found.stays and found.path.parent.name == PROFILES]
        names = sorted({name for found in mine if not found.copy_of and (name := profile_of(found.label))})
        with told("delete", self._rooms.folder):
            for name in names:
                self._delete_one(name, only_try=True)
            for name in names:
                self._delete_one(name)
            for room in ROOMS:
                self._remove(room, profile)
            if profile is None:
                self._leave()
        return tuple(names) if profile is not None else ()

    def delete_person(self, name: str) -> None:
        """Delete a person's files. Raises InUse and StoreFault."""
        with told("delete", self._rooms.folder):
            self._delete_one(name)

    def _delete_one(self, name: str, only_try: bool = False) -> None:
        """Delete a person's files under their lock, which goes last."""
        room = self._rooms.there(PROFILES)
        if room is None:
            return
        with room:
            lock = locked(room, f"{file_name(name)}.json.lock", name)
            try:
                for found in kept.in_room(room, file_name(name)) if not only_try else ():
                    if found.of(name) and not found.stays and found.path.name != lock.name:
                        room.remove(found.path.name)
            finally:
                lock.close(forget=not only_try)

    def _remove(self, name: str, profile: str | None) -> None:
        room = self._rooms.there(name) if self._is_folder(name) else None
        if room is None:
            return
        with room:
            for found in kept.in_room(room):
                if not found.stays and (profile is None or found.of(check_name(profile))):
                    room.remove(found.path.name)

    def _leave(self) -> None:
        """Delete the settings, and the folders that are empty now; what is not ours stays, and they with it."""
        with contextlib.suppress(FileNotFoundError), self._rooms.home() as home:
            for found in kept.in_home(home):
                if not found.stays:
                    home.remove(found.path.name)
            for name in ROOMS:
                with contextlib.suppress(OSError):
                    os.rmdir(home.at(name), dir_fd=home.descriptor)
        with contextlib.suppress(OSError):
            self._rooms.folder.rmdir()

    def _is_folder(self, name: str) -> bool:
        return not (self._rooms.folder / name).is_symlink() and (self._rooms.folder / name).is_dir()

    def _all(self) -> Iterator[Found]:
        with self._listing(""):
            try:
                with self._rooms.home() as home:
                    yield from kept.in_home(home)
            except FileNotFoundError:
                return
        for name in ROOMS:
            room = self._rooms.there(name) if self._is_folder(name) else None
            if room is not None:
                with room, self._listing(name):
                    yield from kept.in_room(room)

    def _listing(self, name: str) -> contextlib.AbstractContextManager[None]:
        return told("list", self._rooms.folder / name)
