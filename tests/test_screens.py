"""Every page as a picture, at 80×24 and, with `-m long`, at two other sizes; a few in every other look.

The list of pages is computed from the content.

The pictures belong to exact versions of textual and rich, on Linux; elsewhere they are skipped and say why.
"""

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from people import PAGES, session_of

from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.place import Place

PINNED = {"textual": "8.2.8", "rich": "15.0.0"}
_OTHER = {name: version(name) for name, pinned in PINNED.items() if version(name) != pinned}

pytestmark = [
    pytest.mark.skipif(bool(_OTHER), reason=f"the pictures belong to {PINNED}, and here is {_OTHER}"),
    pytest.mark.skipif(sys.platform != "linux", reason="the pictures were taken on Linux"),
]

SIZES = [
    pytest.param(size, marks=() if size == (80, 24) else pytest.mark.long) for size in ((40, 12), (80, 24), (120, 36))
]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"theme": "guard-light"},
    "no-color": {"no_color": True},
    "ascii": {"ascii": True},
    "ansi": {"theme": "ansi"},
}
IN_EVERY_LOOK = (
    ("new", "start"),
    ("uk", "ask.region"),
    ("uk", "ask.role"),
    ("uk", "about-you"),
    ("half", "do.toggle-off"),
    ("waiting", "tasks"),
)

Compare = Callable[..., bool]


def _compare(
    snap_compare: Compare, tmp_path: Path, person: str, place: str, size: tuple[int, int], **look: Any
) -> bool:
    app = GuardApp(session_of(person, tmp_path), **{"theme": "guard-dark", **look})
    app.animation_level = "none"

    async def there(pilot: Any) -> None:
        await pilot.pause()
        await pilot.app.show(Place.parse(place))
        await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=there)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("person", "place"), PAGES, ids=lambda word: word)
def test_the_page_looks_as_it_did(
    snap_compare: Compare, tmp_path: Path, person: str, place: str, size: tuple[int, int]
) -> None:
    assert _compare(snap_compare, tmp_path, person, place, size)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("person", "place"), IN_EVERY_LOOK, ids=lambda word: word)
def test_the_page_looks_as_it_did_in_every_look(
    snap_compare: Compare, tmp_path: Path, person: str, place: str, look: str
) -> None:
    assert _compare(snap_compare, tmp_path, person, place, (80, 24), **LOOKS[look])
