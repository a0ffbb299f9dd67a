"""How this program was installed, by what each way of installing leaves beside it."""

from pathlib import Path

import linkedin_guard
from linkedin_guard.content import INSTALLED
from linkedin_guard.store.unpacked import home_of


def how(package: Path, prefix: Path) -> str:
    """The way it was installed: an id that the content has a sentence for, under `installed`.

    `package` is the folder of the program's own code, `prefix` that of its environment (`sys.prefix`).
    """
    if home_of(package) is not None:
        return "single-file"
    if not (package / INSTALLED).is_dir():
        return "folder"
    if (prefix / "pipx_metadata.json").is_file():
        return "pipx"
    if (prefix / "uv-receipt.toml").is_file():
        return "uv"
    return "pip"


def here() -> Path:
    """The folder of the program's own code."""
    return Path(linkedin_guard.__file__).parent
