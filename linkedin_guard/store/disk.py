"""Files and folders of our own on the disk: private, and whole or not at all. Knows nothing of what is in them.

What holds, whatever happens to the machine:

- `put` returns when the file is on disk. Before that the old file stands, after it the new one; never half of each.
- A lock dies with its process, so a crash never locks anybody out.
- Folders are 0700 and files 0600 whatever the umask; no symbolic link is followed to a file, and nothing that is no
  plain file is touched.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from linkedin_guard.model.saying import KnownFault, Saying

LONGEST = 240
"""The length in characters of a file's name, so that every suffix fits below the usual limit of 255."""

WINDOWS = os.name == "nt"
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK, 36})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REASONS = {
    errno.ENOSPC: "reason.disk-full",
    errno.EDQUOT: "reason.quota",
    errno.EROFS: "reason.read-only",
    errno.EACCES: "reason.permission",
    errno.EPERM: "reason.permission",
    errno.EIO: "reason.disk-error",
    errno.ENOENT: "reason.no-folder",
    errno.ENOTDIR: "reason.not-a-folder",
}


class StoreFault(KnownFault):
    """The disk does not let us."""


@contextlib.contextmanager
def told(deed: str, path: Path) -> Iterator[None]:
    """Turn a system's error into the sentence for what was to be done (`cannot.<deed>`), raised as StoreFault."""
    try:
        yield
    except OSError as error:
        known = _REASONS.get(error.errno or 0)
        reason = Saying(known) if known is not None else error.strerror or str(error)
        kind = "make-room" if error.errno in _FULL else deed
        raise StoreFault(f"cannot.{kind}", path=path, reason=reason) from error


class Lock:
    """The right to write, held until `close` or the end of the process. Raises BlockingIOError if another has it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.note = ""
        while True:
            exists(path)
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
            self.note = Saying("no-locks", folder=self.path.parent)

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


def there(path: Path) -> bool:
    """Whether there is anything of that name, as far as can be seen."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


def exists(path: Path) -> bool:
    """Whether there is a plain file. Raises StoreFault for anything else of that name."""
    with told("look-at", path):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return False
    if not stat.S_ISREG(mode):
        what = "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "other"
        raise StoreFault(f"not-ours.{what}", path=path)
    return True


def read(path: Path, most: int) -> bytes | None:
    """The first so many bytes of a plain file, or None if there is none. Raises StoreFault."""
    if not exists(path):
        return None
    with (
        told("read", path),
        os.fdopen(os.open(path, os.O_RDONLY | _NOT_FOLLOWED), "rb") as file,
    ):
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise StoreFault("not-ours.other", path=path)
        return file.read(most)


def scan(folder: Path) -> "list[os.DirEntry[str]]":
    """All in a folder; nothing where there is no such folder. Raises StoreFault."""
    with told("list", folder):
        try:
            with os.scandir(folder) as scan:
                return list(scan)
        except FileNotFoundError:
            return []


def inside(folder: Path) -> tuple[Path, ...]:
    """All in a folder that is not a folder, by name. Raises StoreFault."""
    return tuple(sorted(folder / entry.name for entry in scan(folder) if not entry.is_dir(follow_symlinks=False)))


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, 0700 whatever the umask; one that exists stays as it is."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)
    folder.chmod(0o700)
    sync(folder.parent)


def make_private(folder: Path) -> None:
    """Make one of our own folders, and close it to others if it exists."""
    make_folder(folder)
    if folder.is_symlink():
        raise StoreFault("not-ours.linked-folder", path=folder)
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


def put(path: Path, data: bytes, keep: Path | None = None) -> None:
    """Make `path` a private file with this data, whole or not at all; what was there goes to `keep`. Raises OSError."""
    fresh = _beside(path)
    _write(fresh, data)
    try:
        if keep is not None and exists(path):
            _double(path, keep)
        replace(fresh, path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    sync(path.parent)


def _double(path: Path, keep: Path) -> None:
    """Make `keep` the same file as `path`, or a copy where the disk knows no second names, without a gap in either."""
    spare = _beside(keep)
    try:
        try:
            spare.hardlink_to(path)
        except OSError:
            _write(spare, path.read_bytes())
        spare.chmod(0o600)
        replace(spare, keep)
    finally:
        # Still there if both were the same file already: then POSIX renames nothing.
        with contextlib.suppress(OSError):
            spare.unlink()


def replace(source: Path, target: Path) -> None:
    """Rename over `target`. On Windows a scanner or a reader may hold it for a moment, so try for a second."""
    for _ in range(20 if WINDOWS else 0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    source.replace(target)


def reserve(folder: Path, stem: str, gap: str, suffix: str) -> Path:
    """Take a file name nobody has: an empty private file, to be replaced."""
    for number in count(1):
        path = folder / f"{stem}{f'{gap}{number}' if number > 1 else ''}{suffix}"
        with contextlib.suppress(FileExistsError):
            _write(path, b"")
            return path
    raise AssertionError("count does not end")


def sync(folder: Path) -> None:
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
