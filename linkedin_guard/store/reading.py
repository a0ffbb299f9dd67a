"""The profiles as they stand on the disk: which file is whose, and which of them is good. Nothing is written."""

import os
from dataclasses import dataclass

from linkedin_guard.model.progress import Progress
from linkedin_guard.model.text import spelled
from linkedin_guard.store import progress_file
from linkedin_guard.store.copies import whose
from linkedin_guard.store.disk import Folder, StoreFault, shown, told
from linkedin_guard.store.names import BadName, file_name, folded, profile_of


@dataclass(frozen=True)
class Read:
    """What was read: `damaged` files are to be set aside, `data` is the file that is good, if `fallback` an old one."""

    progress: Progress | None
    written: int
    data: bytes | None
    damaged: tuple[str, ...]
    fallback: str | None

    @property
    def newer(self) -> bool:
        return self.written > progress_file.FORMAT


def listed(room: Folder) -> dict[str, "os.DirEntry[str]"]:
    """File name without suffix → the file, or the copy of it where only that is left."""
    entries = {entry.name: entry for entry in room.entries() if entry.is_file(follow_symlinks=False)}
    found = {}
    for file, entry in entries.items():
        current = file.removesuffix(".prev")
        if current.endswith(".json") and (current == file or current not in entries):
            found[current.removesuffix(".json")] = entry
    return found


def person(room: Folder, stem: str, file: str) -> str | None:
    """The profile of a file that is named after who it says it is of, or says nothing, as a damaged one does."""
    name = profile_of(stem)
    try:
        inside = None if name is None else whose(room, file)
    except StoreFault:
        # It is said when it is opened.
        inside = None
    return name if inside in (name, None) else None


def check_free(room: Folder, name: str) -> None:
    """Raise BadName for a name that differs from another profile's in capitals only."""
    with told("list", room.path):
        if room.there(f"{file_name(name)}.json"):
            return
        names = [other for stem in listed(room) if (other := profile_of(stem)) is not None]
    for other in names if name not in names else ():
        if folded(other) == folded(name):
            raise BadName("name.taken", name=other)


def read(room: Folder, name: str) -> Read:
    """The profile's file, or its last good copy. Raises BadName for a file of another profile's."""
    damaged: list[str] = []
    for fallback in (False, True):
        file = f"{file_name(name)}.json{'.prev' if fallback else ''}"
        try:
            # One more than is ever taken: then it is known that there is more.
            data = room.read(file, progress_file.LIMIT + 1)
            if data is not None:
                progress, written = progress_file.decode(data, name, room.path / file)
                return Read(progress, written, data, tuple(damaged), file if fallback else None)
        except progress_file.Damaged:
            damaged.append(file)
        except progress_file.Another as other:
            if not fallback:
                held = {"path": shown(room.path / file), "name": spelled(other.whose)}
                raise BadName("name.held-by-a-copy", **held) from other
            damaged.append(file)
    return Read(None, progress_file.FORMAT, None, tuple(damaged), None)
