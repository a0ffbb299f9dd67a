"""Where the wizard keeps what it remembers, and where the copies go that a person takes away."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path

from linkedin_guard.store.disk import StoreFault


def home(environ: Mapping[str, str]) -> Path:
    """The folder in which the wizard keeps what it remembers: LG_WIZARD_HOME, or this system's place for data.

    Raises StoreFault where the system knows no home folder, for a `~` in LG_WIZARD_HOME too.
    """
    if moved := environ.get("LG_WIZARD_HOME"):
        return _told_by_system(Path(moved).expanduser) if moved.startswith("~") else Path(moved).absolute()
    from platformdirs import user_data_path

    return _told_by_system(lambda: user_data_path("linkedin-guard", appauthor=False))


def copies(environ: Mapping[str, str]) -> Path:
    """The folder for the copies a person takes away; it is theirs, and `forget` leaves it alone. Raises as `home`."""
    if environ.get("LG_WIZARD_HOME"):
        return home(environ) / "copies"
    from platformdirs import user_documents_path

    return _told_by_system(user_documents_path) / "LinkedIn Guard"


def _told_by_system(ask: Callable[[], Path]) -> Path:
    """The folder that platformdirs names. It raises without a home folder, or did not look and returns `~`."""
    with contextlib.suppress(RuntimeError, KeyError, OSError):
        found = ask()
        if found.is_absolute():
            return found
    raise StoreFault("no-home")
