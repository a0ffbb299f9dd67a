"""One profile, opened: its file, and the right to write it.

Before every save it is seen what changed under us, by identity and content and not by time. The folder and the lock
are the ones that were opened, by their inodes; a lock that was deleted, replaced or moved is taken again, or else
nothing is written any more. And all bytes of the file are those that were last read or written here. Identity alone
would miss who writes in place within one tick of the disk's clock (two seconds on a USB stick), and reading is cheap:
0.05 ms for 50 kB, 0.07 ms for 200 kB, beside the 2 ms of a save; only what differs is parsed.
"""

import contextlib
from types import TracebackType
from typing import NoReturn, Self

from linkedin_guard.model.progress import Progress
from linkedin_guard.model.saying import Saying, together
from linkedin_guard.store import progress_file
from linkedin_guard.store.copies import PROFILES, short
from linkedin_guard.store.disk import Folder, StoreFault, shown
from linkedin_guard.store.lock import Lock
from linkedin_guard.store.names import file_name
from linkedin_guard.store.progress_file import Another, Damaged
from linkedin_guard.store.rooms import InUse, Rooms, locked, writing


class Changed(StoreFault):
    """Something else wrote the file; nothing was saved. `theirs` is what is there now, `data` the bytes of it."""

    def __init__(self, profile: str, theirs: Progress, data: bytes) -> None:
        super().__init__("changed.not-saved", name=profile)
        self.theirs = theirs
        self.data = data


class Hold:
    """What is held of an open profile; `data` is the file as it was last read or written, None where there is none."""

    def __init__(self, rooms: Rooms, folder: Folder, lock: Lock, data: bytes | None) -> None:
        self.rooms, self.folder, self.lock, self.data = rooms, folder, lock, data

    def close(self) -> None:
        """Let go of all."""
        self.lock.close()
        self.folder.close()


class Desk:
    """One person's profile, opened. `progress` is what is on disk (None: nothing yet), `note` a sentence to show or "".

    Close it, or use it in a `with`.
    """

    def __init__(self, profile: str, progress: Progress | None, note: str, hold: Hold | None) -> None:
        self.profile = profile
        self.progress = progress
        self.note = note
        self._hold = hold
        self._file = f"{file_name(profile)}.json"

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        return self._hold is None

    def save(self, progress: Progress, over: Changed | None = None) -> str:
        """Put the progress on disk and return when it is there, with a sentence on what happened to the file, or "".

        Raises Changed if something else wrote the file meanwhile, and not what is in `over`. Raises StoreFault, and is
        read-only from then on, if a newer version or another window has taken over; else it can be tried again. What
        is on the disk then stands.
        """
        hold = self._held()
        # Whatever it says, what is saved here is of this profile.
        data = progress_file.encode(progress.model_copy(update={"profile": self.profile}))
        if len(data) > progress_file.LIMIT:
            most = progress_file.LIMIT // 1024**2
            path = shown(hold.folder.path / self._file)
            raise StoreFault("too-large", path=path, most=most)
        with writing(hold.folder.path / self._file):
            self._regain(hold)
            note = self._look(hold, hold.data if over is None else over.data)
            hold.folder.put(self._file, data, keep=f"{self._file}.prev")
        hold.data = data
        self.progress = progress
        return note

    def take(self, changed: Changed) -> None:
        """Go on with what something else wrote."""
        self._held().data = changed.data
        self.progress = changed.theirs

    def set_apart(self, progress: Progress) -> str:
        """Keep this beside the profile, in a file that is no person; the file's name. Raises StoreFault."""
        hold = self._held()
        with writing(hold.folder.path):
            stem = f"{short(self.profile)}.other-{hold.rooms.stamp()}"
            name = hold.folder.reserve(stem, "-", ".json")
            try:
                hold.folder.put(name, progress_file.encode(progress))
            except BaseException:
                with contextlib.suppress(OSError):
                    hold.folder.remove(name)
                raise
        return name

    def close(self) -> None:
        """Let others write the profile; this desk can only be read from now on."""
        hold, self._hold = self._hold, None
        if hold is not None:
            hold.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _held(self) -> Hold:
        if self._hold is None:
            raise StoreFault("read-only", name=self.profile)
        return self._hold

    def _regain(self, hold: Hold) -> None:
        """See that folder and lock are those that were opened, or open them again."""
        if hold.folder.stands() and hold.lock.stands():
            return
        if not hold.folder.stands():
            folder = hold.rooms.room(PROFILES, make=True)
            hold.close()
            hold.folder = folder
        # Before the new one: on a disk that calls a file by a new number each time both are the same.
        hold.lock.close()
        try:
            hold.lock = locked(hold.folder, f"{self._file}.lock", self.profile)
        except InUse:
            self._end(hold, None, InUse("changed.opened", name=self.profile))

    def _look(self, hold: Hold, known: bytes | None) -> str:
        """See what is in the file: what is known, nothing, or what something else wrote."""
        data = hold.folder.read(self._file, progress_file.LIMIT + 1)
        if data == known:
            return ""
        if data is None:
            return Saying("changed.gone", name=self.profile)
        path = hold.folder.path / self._file
        try:
            theirs, written = progress_file.decode(data, self.profile, path)
        except Damaged:
            hold.rooms.move_aside(hold.folder, self._file, short(self.profile))
            return Saying("changed.damaged", name=self.profile, folder=shown(hold.rooms.set_aside))
        except Another:
            self._end(hold, None, StoreFault("changed.replaced", name=self.profile))
        except StoreFault:
            theirs, written = None, progress_file.FORMAT + 1
        if theirs is None or written > progress_file.FORMAT:
            self._end(hold, theirs, StoreFault("changed.newer", name=self.profile))
        if written < progress_file.FORMAT:
            hold.folder.put(f"{self._file}.bak-{written}", data)
        raise Changed(self.profile, theirs, data)

    def _end(self, hold: Hold, theirs: Progress | None, fault: StoreFault) -> NoReturn:
        """Write no more: what was saved here is kept apart if it is not in the file."""
        apart: Saying | str = ""
        mine = self.progress
        if theirs is None and isinstance(fault, InUse):
            theirs = self._readable(hold)
        if mine is not None and (theirs is None or theirs.log[: len(mine.log)] != mine.log):
            apart = Saying("changed.apart", file=self.set_apart(mine))
        self.close()
        raise type(fault)("both", first=fault.saying, second=together(Saying("changed.no-more"), apart))

    def _readable(self, hold: Hold) -> Progress | None:
        try:
            data = hold.folder.read(self._file, progress_file.LIMIT + 1)
            return None if data is None else progress_file.decode(data, self.profile, hold.folder.path)[0]
        except (Damaged, Another, StoreFault):
            return None
