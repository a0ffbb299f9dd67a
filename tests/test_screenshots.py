"""The pictures that the README shows are those the program makes now."""

import asyncio
import sys
from pathlib import Path

import pytest
import shoot
from test_screens import _OTHER, PINNED

pytestmark = [
    pytest.mark.skipif(bool(_OTHER), reason=f"the pictures belong to {PINNED}, and here is {_OTHER}"),
    pytest.mark.skipif(sys.platform != "linux", reason="the pictures were taken on Linux"),
]


@pytest.mark.parametrize("name", shoot.SHOTS)
def test_the_screenshot_is_current(name: str, tmp_path: Path) -> None:
    taken = asyncio.run(shoot.picture(name, tmp_path))
    kept = (shoot.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert taken == kept, "take them again: python tests/shoot.py"


def test_there_is_no_screenshot_that_nothing_takes() -> None:
    assert {path.stem for path in shoot.FOLDER.iterdir()} == set(shoot.SHOTS)
