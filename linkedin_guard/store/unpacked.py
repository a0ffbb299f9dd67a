"""Where a single file (`lg-wizard-….pyz`) unpacks itself to run: which folders it has left, and how they are deleted.

shiv, which makes these files, names each folder after the file and a SHA-256 of what is in it, and puts a lock beside
it. Ours are told by that name and by the program that lies in them; a link is never one.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from linkedin_guard.store.disk import told

_NAME = re.compile(r".+_[0-9a-f]{64}")
_PACKAGE = Path(__file__).parents[1]


def home_of(package: Path = _PACKAGE) -> Path | None:
    """The folder from which this program runs, if a single file unpacked it; else None."""
    folder = package.parents[1]
    return folder if package.parent.name == "site-packages" and _NAME.fullmatch(folder.name) else None


def folders(package: Path = _PACKAGE) -> tuple[Path, ...]:
    """That folder, and those beside it that other files of this program left; none for a program that is installed."""
    mine = home_of(package)
    if mine is None:
        return ()
    return tuple(path for path in sorted(mine.parent.iterdir()) if path == mine or _ours(path))


def _ours(path: Path) -> bool:
    inside = path / "site-packages" / "linkedin_guard" / "__main__.py"
    return bool(_NAME.fullmatch(path.name)) and not path.is_symlink() and inside.is_file()


def delete(found: Sequence[Path]) -> tuple[Path, ...]:
    """Delete these folders and the locks beside them; returns those that stay.

    Windows keeps what a running program has loaded. Raises StoreFault where the folder above them refuses.
    """
    for path in found:
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            with told("delete", path):
                path.with_name(f".{path.name}_lock").unlink(missing_ok=True)
    return tuple(path for path in found if path.exists())
