"""Takes the pictures of screenshots/: `python tests/shoot.py`. A test fails when they are not what this would take."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from linkedin_guard.model.place import Place

for _name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_DRIVER"):
    os.environ.pop(_name, None)
sys.path.insert(0, str(Path(__file__).parent))

FOLDER = Path(__file__).parents[1] / "screenshots"

SHOTS: dict[str, tuple[str, str, tuple[int, int], dict[str, Any]]] = {
    "start": ("new", "start", (80, 24), {}),
    "question": ("uk", "ask.region", (80, 24), {}),
    "review": ("uk", "review", (80, 24), {}),
    "about-you": ("uk", "about-you", (80, 24), {}),
    "switch": ("uk", "do.toggle-off", (80, 24), {}),
    "form": ("half", "do.objection-form", (80, 24), {}),
    "letter": ("germany", "do.objection-form.letter", (80, 36), {}),
    "tasks": ("waiting", "tasks", (80, 24), {}),
    "late": ("late", "do.objection-reply", (80, 24), {}),
    "finish": ("waiting", "finish", (80, 30), {}),
    "sources": ("uk", "sources@about-you", (80, 30), {}),
    "team": ("everything", "do.team-checklist.checklist", (80, 36), {}),
    "light": ("half", "tasks", (80, 24), {"theme": "guard-light"}),
    "no-color": ("half", "do.toggle-off", (80, 24), {"no_color": True}),
    "narrow": ("uk", "do.toggle-off", (40, 24), {}),
}
"""Name of the picture → person, place, size in cells, look."""


async def picture(name: str, folder: Path) -> str:
    """The screenshot of that name, as SVG."""
    from people import session_of

    from linkedin_guard.faces.tui.app import GuardApp

    person, place, size, look = SHOTS[name]
    app = GuardApp(session_of(person, folder), **{"theme": "guard-dark", **look})
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await app.show(Place.parse(place))
        await pilot.pause()
        return app.export_screenshot(title="LinkedIn Guard", simplify=True)


def main() -> None:
    """Write every picture, and delete what is no picture of ours any more."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        if old.stem not in SHOTS:
            old.unlink()
    for name in SHOTS:
        with TemporaryDirectory() as folder:
            (FOLDER / f"{name}.svg").write_text(
                asyncio.run(picture(name, Path(folder))), encoding="utf-8", newline="\n"
            )


if __name__ == "__main__":
    main()
