"""The wizard's folders: where they are, opened one in the other, and what is moved or locked in them."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from linkedin_guard.store.copies import SET_ASIDE
from linkedin_guard.store.disk import Folder, StoreFault, make_folder, told
from linkedin_guard.store.lock import Lock


class InUse(StoreFault):
    """Another process writes this profile."""

    exit_code = 4


class Rooms:
    """The folder in which everything lies, and those in it. `now` dates what is moved out of the way."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self.now = now

    def home(self, make: bool = False) -> Folder:
        """The folder that holds all; the path to it may hold links. Raises OSError and StoreFault."""
        if make:
            make_folder(self.folder)
        return Folder.opened(self.folder, ours=True)

    def room(self, name: str, make: bool = False) -> Folder:
        """One of the folders in it. Raises OSError and StoreFault."""
        with self.home(make) as home:
            return home.inner(name, make)

    def there(self, name: str) -> Folder | None:
        """One of the folders in it as it stands, or None where there is none. Raises StoreFault."""
        with told("list", self.folder / name):
            try:
                return self.room(name)
            except FileNotFoundError:
                return None

    @property
    def set_aside(self) -> Path:
        """Where damaged files go."""
        return self.folder / SET_ASIDE

    def stamp(self) -> str:
        """The present as a file's name has it."""
        return self.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

    def move_aside(self, folder: Folder, name: str, stem: str) -> None:
        """Move a file to `set-aside`, where it takes nobody's name. Raises OSError and StoreFault."""
        with self.room(SET_ASIDE, make=True) as aside:
            target = aside.reserve(f"{stem}-{self.stamp()}", "-", ".json")
            try:
                folder.move(name, aside, target)
            except BaseException:
                with contextlib.suppress(OSError):
                    aside.remove(target)
                raise
            aside.sync()
            folder.sync()


def locked(folder: Folder, file: str, profile: str) -> Lock:
    """The right to write this profile. Raises InUse, OSError and StoreFault."""
    try:
        return Lock(folder, file)
    except BlockingIOError:
        raise InUse("in-use", name=profile) from None


def writing(path: Path) -> contextlib.AbstractContextManager[None]:
    """Errors of the system while this is written, as one sentence."""
    return told("write", path)
