"""A text in a file of its own, for as long as another program changes it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from linkedin_guard.store.disk import told


def changed_by(edit: Callable[[Path], None], text: str) -> str:
    """The text as it is after `edit` was given the file that holds it.

    The file is in a folder that is closed to others, and gone afterwards with whatever the editor left beside it.
    Raises StoreFault, and what `edit` raises.
    """
    with told("write", Path(gettempdir())), TemporaryDirectory(prefix="lg-wizard-", ignore_cleanup_errors=True) as name:
        path = Path(name, "text.txt")
        path.write_text(f"{text}\n", "utf-8")
        edit(path)
        return path.read_text("utf-8-sig", errors="replace").rstrip("\n")
