"""Single files that are no profile: a record to bring in, a copy to take away, what goes where the person says."""

import contextlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from linkedin_guard.model.progress import Progress
from linkedin_guard.store import disk, progress_file
from linkedin_guard.store.copies import REPORTS
from linkedin_guard.store.disk import Folder, StoreFault, shown, told
from linkedin_guard.store.names import BadName, check_name
from linkedin_guard.store.rooms import Rooms


def read_record(path: Path) -> progress_file.Raw:
    """The JSON object in a file that the person named. Raises StoreFault."""
    with told("read", path), Folder.opened(path.parent) as folder:
        data = folder.read(path.name, progress_file.LIMIT + 1)
    if data is None:
        raise StoreFault("not-a-file", path=shown(path))
    try:
        return progress_file.parse(data)
    except progress_file.Damaged as error:
        raise StoreFault("import.no-record", path=shown(path)) from error


def from_record(raw: progress_file.Raw, path: Path) -> Progress:
    """The progress in a file of ours as it was read, in any format known. Raises StoreFault."""
    try:
        return progress_file.decode(json.dumps(raw).encode(), check_name(raw["profile"]), path)[0]
    except (progress_file.Damaged, progress_file.Another, BadName, LookupError, TypeError, ValueError) as error:
        raise StoreFault("import.no-record", path=shown(path)) from error


def write_copy(folder: Path, name: str, data: bytes) -> Path:
    """Write a copy for the person into their folder and say where it is; " 2" is added to a name that is taken.

    Raises StoreFault.
    """
    wanted = Path(name)
    with told("save", folder / wanted.name):
        disk.make_folder(folder)
        with Folder.opened(folder) as opened:
            reserved = opened.reserve(wanted.stem, " ", wanted.suffix)
            try:
                opened.put(reserved, data)
            except BaseException:
                with contextlib.suppress(OSError):
                    opened.remove(reserved)
                raise
    return folder / reserved


def write_report(folder: Path, data: bytes) -> Path:
    """Keep the report of a fault in the folder that `home` names, as a file of its own, and say where it is.

    No link is followed. Raises OSError and StoreFault.
    """
    with Rooms(folder, lambda: datetime.now(UTC)).room(REPORTS, make=True) as room:
        name = room.reserve("fault", " ", ".txt")
        room.put(name, data)
        return room.path / name


def write_out(path: Path, data: bytes) -> None:
    """Write the file the person named, private, replacing a plain file of that name as a whole. Raises StoreFault."""
    with told("write-out", path), Folder.opened(path.parent) as folder:
        folder.exists(path.name)
        folder.put(path.name, data)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if it is not there, each as `write_out` does. Raises StoreFault."""
    with told("write-out", folder):
        disk.make_folder(folder)
    for name, data in files.items():
        write_out(folder / name, data)
