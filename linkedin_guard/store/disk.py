"""Files and folders of our own on the disk: private, and whole or not at all. Knows nothing of what is in them.

What holds, whatever happens to the machine:

- `put` returns when the file is on disk. Before that the old file stands, after it the new one; never half of each.
- Folders are 0700 and files 0600 whatever the umask, where the disk knows modes; where it knows none it is used as it
  is. No symbolic link is followed to a file, and nothing that is no plain file is touched.
- A folder is held open, and all is done in that very one (openat and its like), so that no path can be swapped between
  one call and the next. Windows has no such calls, nor owners and modes of this kind: there the path is used.
"""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from linkedin_guard.model.saying import KnownFault, Saying
from linkedin_guard.model.text import spelled

LONGEST = 240
"""The length in characters of a file's name, so that every suffix fits below the usual limit of 255."""

WINDOWS = os.name == "nt"
NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
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
        kind_ = "make-room" if error.errno in _FULL else deed
        raise StoreFault(f"cannot.{kind_}", path=shown(path), reason=reason) from error


def shown(path: Path) -> str:
    """The path as a sentence may hold it, whatever bytes it is made of."""
    return spelled(str(path))


def kind(mode: int) -> str:
    """What a thing that is no plain file is: folder, link or other."""
    return "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "other"


def owned(info: os.stat_result) -> bool:
    """Whether it belongs to the person who runs this, or to root, who can do everything anyway."""
    return WINDOWS or info.st_uid in (os.geteuid(), 0)


def close_to_others(descriptor: int, mode: int) -> None:
    """Set the mode of what is open; a disk that refuses, or knows none, is used as it is."""
    if not WINDOWS and stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o777 != mode:
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, mode)


class Folder:
    """A folder, held open until `close`: what is done in it is done in this very one. Files are given by their names.

    `ours` says that only files of this person's, or root's, are read in it. `bare` says that the disk keeps no modes.
    """

    def __init__(self, path: Path, descriptor: int | None, ours: bool) -> None:
        self.path = path
        self.ours = ours
        self.bare = False
        self.descriptor = descriptor

    @classmethod
    def opened(cls, path: Path, ours: bool = False) -> Self:
        """The folder at this path, links in the path followed. Raises OSError, and StoreFault if it is not ours."""
        try:
            descriptor = _open_folder(path)
        except PermissionError:
            if ours:
                raise
            # One that may be written in and not listed; where the system knows no such way the error stands.
            descriptor = _open_folder(path, flags=getattr(os, "O_PATH", 0))
        found = cls(path, descriptor, ours)
        try:
            if found.descriptor is None and not path.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            found._check_owner()
        except BaseException:
            found.close()
            raise
        return found

    def inner(self, name: str, make: bool = False) -> Self:
        """One of our own folders in this one; with `make` made if it is missing, and closed to others.

        Raises FileNotFoundError and other OSErrors, and StoreFault for one that is not to be used.
        """
        path = self.path / name
        if make:
            with contextlib.suppress(FileExistsError):
                _make(self.at(name), self.descriptor)
                self.sync()
        if stat.S_ISLNK(self.stat(name).st_mode):
            raise StoreFault("not-ours.linked-folder", path=shown(path))
        found = type(self)(path, _open_folder(self.at(name), self.descriptor, NOT_FOLLOWED), True)
        try:
            found._check_owner()
            if make:
                found._close_to_others()
        except BaseException:
            found.close()
            raise
        return found

    def at(self, name: str) -> str:
        """The name, as calls that are given `descriptor` take it."""
        return str(self.path / name) if self.descriptor is None else name

    def stat(self, name: str) -> os.stat_result:
        """What is there of that name, no link followed. Raises OSError."""
        return os.stat(self.at(name), dir_fd=self.descriptor, follow_symlinks=False)

    def stands(self) -> bool:
        """Whether the path still leads to this folder."""
        try:
            found = self.path.lstat()
        except OSError:
            return False
        return self.descriptor is None or os.path.samestat(found, os.fstat(self.descriptor))

    def there(self, name: str) -> bool:
        """Whether there is anything of that name, as far as can be seen."""
        try:
            self.stat(name)
        except OSError:
            return False
        return True

    def exists(self, name: str) -> bool:
        """Whether there is a plain file. Raises StoreFault for anything else of that name."""
        with told("look-at", self.path / name):
            try:
                mode = self.stat(name).st_mode
            except FileNotFoundError:
                return False
        if not stat.S_ISREG(mode):
            raise self._not_touched(name, mode)
        return True

    def read(self, name: str, most: int) -> bytes | None:
        """The first so many bytes of a plain file, or None if there is none. Raises StoreFault."""
        if not self.exists(name):
            return None
        with told("read", self.path / name):
            try:
                descriptor = os.open(self.at(name), os.O_RDONLY | NOT_FOLLOWED, dir_fd=self.descriptor)
            except FileNotFoundError:
                return None
            with os.fdopen(descriptor, "rb") as file:
                self.check(name, os.fstat(descriptor))
                return file.read(most)

    def check(self, name: str, info: os.stat_result) -> None:
        """Raise StoreFault unless it is a plain file, and if the folder is ours, one of ours."""
        if not stat.S_ISREG(info.st_mode):
            raise self._not_touched(name, info.st_mode)
        if self.ours and not owned(info):
            raise StoreFault("not-ours.somebodys", path=shown(self.path / name))

    def entries(self) -> "list[os.DirEntry[str]]":
        """All that is in it. Raises OSError."""
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as found:
            return list(found)

    def put(self, name: str, data: bytes, keep: str | None = None) -> None:
        """Make `name` a private file with this data, whole or not at all; what was there goes to `keep`.

        After the rename it is done, whatever the disk says of the folder then. Raises OSError and StoreFault.
        """
        fresh = _beside(name)
        self._write(fresh, data)
        try:
            if keep is not None and self.exists(name):
                self._double(name, keep)
            self.move(fresh, self, name)
        except BaseException:
            with contextlib.suppress(OSError):
                self.remove(fresh)
            raise
        self.sync()

    def move(self, name: str, folder: "Folder", target: str) -> None:
        """Rename over `target`. On Windows a scanner or a reader may hold it for a moment, so try for a second."""
        for left in range(20 if WINDOWS else 0, -1, -1):
            try:
                source, goal = self.at(name), folder.at(target)
                os.replace(source, goal, src_dir_fd=self.descriptor, dst_dir_fd=folder.descriptor)
            except PermissionError:
                if not left:
                    raise
                time.sleep(0.05)
            else:
                return

    def remove(self, name: str) -> None:
        """Delete a file. Raises OSError."""
        os.unlink(self.at(name), dir_fd=self.descriptor)

    def reserve(self, stem: str, gap: str, suffix: str) -> str:
        """Take a file name nobody has: an empty private file, to be replaced. Raises OSError."""
        for number in count(1):
            name = f"{stem}{f'{gap}{number}' if number > 1 else ''}{suffix}"
            with contextlib.suppress(FileExistsError):
                self._write(name, b"")
                return name
        raise AssertionError("count does not end")

    def sync(self) -> None:
        """See the names onto the disk, as far as it lets us: what was renamed is renamed."""
        if self.descriptor is not None:
            with contextlib.suppress(OSError):
                os.fsync(self.descriptor)

    def close(self) -> None:
        """Let go of it."""
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _not_touched(self, name: str, mode: int) -> StoreFault:
        return StoreFault(f"not-ours.{kind(mode)}", path=shown(self.path / name))

    def _check_owner(self) -> None:
        if self.ours and self.descriptor is not None and not owned(os.fstat(self.descriptor)):
            raise StoreFault("not-ours.somebodys", path=shown(self.path))

    def _close_to_others(self) -> None:
        """Close a folder of ours, or find out that the disk keeps no modes: nobody is to write in it but us."""
        if self.descriptor is None:
            return
        close_to_others(self.descriptor, 0o700)
        mode = os.fstat(self.descriptor).st_mode
        if mode & 0o077:
            self.bare = not self._keeps_modes()
            if mode & 0o022 and not self.bare:
                raise StoreFault("not-ours.open-to-others", path=shown(self.path))

    def _keeps_modes(self) -> bool:
        """Whether a new file of ours is ours alone on this disk."""
        name = _beside("modes")
        self._write(name, b"")
        try:
            return not self.stat(name).st_mode & 0o077
        finally:
            self.remove(name)

    def _write(self, name: str, data: bytes) -> None:
        """Make a private file that did not exist and see it onto the disk, or leave none. Raises OSError."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOT_FOLLOWED
        descriptor = os.open(self.at(name), flags, 0o600, dir_fd=self.descriptor)
        try:
            try:
                close_to_others(descriptor, 0o600)
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                self.remove(name)
            raise

    def _double(self, name: str, keep: str) -> None:
        """Make `keep` the same file as `name`, or a copy where the disk knows no second names, no gap in either."""
        spare = _beside(keep)
        descriptor = os.open(self.at(name), os.O_RDONLY | NOT_FOLLOWED, dir_fd=self.descriptor)
        with os.fdopen(descriptor, "rb") as file:
            self.check(name, os.fstat(descriptor))
            close_to_others(descriptor, 0o600)
            try:
                try:
                    ends = {"src_dir_fd": self.descriptor, "dst_dir_fd": self.descriptor}
                    os.link(self.at(name), self.at(spare), **ends, follow_symlinks=WINDOWS)
                except OSError:
                    self._write(spare, file.read())
                self.move(spare, self, keep)
            finally:
                # Still there if both were the same file already: then POSIX renames nothing.
                with contextlib.suppress(OSError):
                    self.remove(spare)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, 0700 whatever the umask; one that exists stays as it is."""
    try:
        _make(folder, None)
    except FileExistsError:
        return
    except FileNotFoundError:
        make_folder(folder.parent)
        with contextlib.suppress(FileExistsError):
            _make(folder, None)
    with contextlib.suppress(OSError), Folder.opened(folder.parent) as above:
        above.sync()


def _make(path: Path | str, above: int | None) -> None:
    os.mkdir(path, 0o700, dir_fd=above)
    # What the umask takes from its owner stands in the way of opening it.
    if not WINDOWS and os.stat(path, dir_fd=above, follow_symlinks=False).st_mode & 0o700 != 0o700:
        with contextlib.suppress(OSError):
            os.chmod(path, 0o700, dir_fd=above)


def _open_folder(path: Path | str, above: int | None = None, flags: int = 0) -> int | None:
    return None if WINDOWS else os.open(path, _FOLDER | flags, dir_fd=above)


def _beside(name: str) -> str:
    return f"{name[:LONGEST]}.tmp-{os.urandom(4).hex()}"
