"""The right to write one profile: a file that the system locks for us.

Ours, and no library's: on disks without locks it must still be known whether the name is free, a lock must die with its
process, and one whose file was deleted or replaced must be seen to guard nothing any more.
"""

import contextlib
import errno
import os
import sys

from linkedin_guard.model.saying import Saying
from linkedin_guard.store import disk
from linkedin_guard.store.disk import Folder

_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK, 36})

_TRIES = 20


class Lock:
    """The right to write, held until `close` or the end of the process. Raises BlockingIOError if another has it.

    `note` is a sentence on a disk that knows no locks, or "". Raises OSError and StoreFault.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self.name = name
        self.note = ""
        self._folder = folder
        self._descriptor: int | None = None
        flags = os.O_RDWR | os.O_CREAT | disk.NOT_FOLLOWED
        for left in range(_TRIES, 0, -1):
            folder.exists(name)
            self._descriptor = os.open(folder.at(name), flags, 0o600, dir_fd=folder.descriptor)
            try:
                folder.check(name, os.fstat(self._descriptor))
                disk.close_to_others(self._descriptor, 0o600)
                self._take(self._descriptor)
                # A forget may have deleted the file between open and lock; then the lock guards nothing. A disk that
                # never calls a file the same twice is asked again at every save.
                if self.stands() or left == 1:
                    return
            except BaseException:
                self.close()
                raise
            self.close()

    def _take(self, descriptor: int) -> None:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                raise BlockingIOError(error.errno, "locked") from error
            place = disk.shown(self._folder.path)
            self.note = Saying("no-locks", folder=place)

    def stands(self) -> bool:
        """Whether the name is still that of the file that is locked: else it was deleted, replaced or moved."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(self._folder.stat(self.name), os.fstat(self._descriptor))
        except OSError:
            return False

    def close(self, forget: bool = False) -> None:
        """Give the right back; with `forget` delete the lock's file, before on POSIX, where nobody slips in between."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if forget and not disk.WINDOWS:
            self._folder.remove(self.name)
        # Nothing was written to it, so nothing is lost whatever the disk says now, and the right is given back.
        with contextlib.suppress(OSError):
            os.close(descriptor)
        if forget and disk.WINDOWS:
            with contextlib.suppress(PermissionError):
                self._folder.remove(self.name)

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            self.close()
