"""On the phone: the code is drawn whole or not at all, a camera can read it, and it holds LinkedIn's address alone."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from people import PEOPLE, session_of
from rich.color import Color
from walk import CONTENT

from linkedin_guard import system
from linkedin_guard.faces.plain import run
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.faces.tui import theme
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.blocks import Code, Link
from linkedin_guard.model.place import Place
from linkedin_guard.pages.asides import address_of
from linkedin_guard.walk import journey

LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"theme": theme.DARK},
    "light": {"theme": theme.LIGHT},
    "ansi": {"theme": theme.ANSI},
    "no-color": {"no_color": True},
}
PIXELS = 6
"""How large a module of the picture is."""


def beside() -> dict[str, tuple[str, Place]]:
    """Every address that is shown as a code, with a person and a page that has it."""
    found: dict[str, tuple[str, Place]] = {}
    for name, moment in PEOPLE.items():
        for place in journey.places(moment):
            url = address_of(journey.page(moment, place))
            if url is not None:
                found.setdefault(url, (name, place))
    return found


def test_it_stands_beside_the_pages_that_have_an_address_on_linkedin_and_holds_nothing_else() -> None:
    public = {link.url for link in CONTENT.links.values()}
    for moment in PEOPLE.values():
        for place in journey.places(moment):
            page = journey.page(moment, place)
            first = next((block.url for block in page.blocks if isinstance(block, Link)), "")
            assert journey.is_open(moment, place.with_aside("phone")) == (address_of(page) is not None)
            if address_of(page) is None:
                assert not first.startswith("https://www.linkedin.com/")
                continue
            aside = journey.page(moment, place.with_aside("phone"))
            codes = [block.text for block in aside.blocks if isinstance(block, Code)]
            assert codes == [address_of(page)]
            assert codes[0] in public
            assert journey.up(moment, aside.place) == place
    assert len(beside()) > 5


def test_an_address_elsewhere_is_no_code() -> None:
    germany = PEOPLE["germany"]
    for place in journey.places(germany):
        if "authority" in str(place):
            assert not journey.is_open(germany, place.with_aside("phone"))


@pytest.mark.parametrize("key", ["p", "escape"])
async def test_the_key_leads_there_and_back(tmp_path: Path, key: str) -> None:
    session = session_of("uk", tmp_path)
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.show(Place("tasks"))
        await pilot.press("p")
        assert session.place == Place("tasks"), "there is nothing to show here"
        await app.show(Place("do", "toggle-off"))
        await pilot.pause()
        assert "p phone" in str(app.screen.query_one("#keys").render())
        before = session.progress
        await pilot.press("p")
        assert session.place == Place("do", "toggle-off", aside="phone")
        await pilot.press("question_mark", "p")
        assert session.place == Place("do", "toggle-off", aside="phone")
        await pilot.press(key)
        assert session.place == Place("do", "toggle-off")
        assert session.progress is before


def test_plain_text_says_the_address_and_draws_nothing() -> None:
    page = journey.page(PEOPLE["uk"], Place("do", "toggle-off", aside="phone"))
    said = list(page_lines(page, CONTENT))
    assert CONTENT.say("ui.plain.address", url=CONTENT.address("ai-switch")) in said
    assert not set("█▀▄") & set("".join(said))


async def cells(
    folder: Path, person: str, place: str, size: tuple[int, int], **look: Any
) -> list[list[tuple[str, Color | None, Color | None]]]:
    """What is on the screen: for each cell its text, its ink and its ground."""
    app = GuardApp(session_of(person, folder), **look)
    async with app.run_test(size=size) as pilot:
        await app.show(Place.parse(place).with_aside("phone"))
        await pilot.pause()
        found: list[list[tuple[str, Color | None, Color | None]]] = []
        for strip in app.screen._compositor.render_strips():
            row: list[tuple[str, Color | None, Color | None]] = []
            for piece in strip:
                style = piece.style
                ink, ground = (style.color, style.bgcolor) if style is not None else (None, None)
                row += [(char, ink, ground) for char in piece.text]
            found.append(row)
        return found


def photographed(found: list[list[tuple[str, Color | None, Color | None]]], *, ground: int) -> bytes:
    """The screen as a grey picture, in a terminal whose own ground is that bright; words are left out of it."""
    lines: list[bytes] = []
    for row in found:
        halves: tuple[list[int], list[int]] = [], []
        for char, ink, paper in row:
            dark, light = (grey(colour, missing) for colour, missing in ((ink, 255 - ground), (paper, ground)))
            upper, lower = {"█": (dark, dark), "▀": (dark, light), "▄": (light, dark)}.get(char, (light, light))
            halves[0].append(upper)
            halves[1].append(lower)
        for half in halves:
            lines += [b"".join(bytes([value]) * PIXELS for value in half)] * PIXELS
    return f"P5\n{len(lines[0])} {len(lines)}\n255\n".encode() + b"".join(lines)


def grey(colour: Color | None, missing: int) -> int:
    if colour is None or colour.triplet is None:
        return missing
    return sum(colour.triplet) // 3


def scanned(picture: bytes, folder: Path) -> str:
    (folder / "screen.pgm").write_bytes(picture)
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(folder / "screen.pgm")], capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.strip()


@pytest.mark.outside_program
@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is missing: apt-get install zbar-tools")
class TestCamera:
    @pytest.mark.parametrize("url", beside())
    async def test_every_address_can_be_read_at_80_by_24(self, tmp_path: Path, url: str) -> None:
        person, place = beside()[url]
        found = await cells(tmp_path, person, str(place), (80, 24))
        assert scanned(photographed(found, ground=0), tmp_path) == url

    @pytest.mark.parametrize("size", [(80, 24), (60, 40), (120, 36)], ids=str)
    @pytest.mark.parametrize("look", LOOKS)
    async def test_it_can_be_read_in_every_look_on_any_ground(
        self, tmp_path: Path, look: str, size: tuple[int, int]
    ) -> None:
        found = await cells(tmp_path, "uk", "do.toggle-off", size, **LOOKS[look])
        for ground in (0, 255):
            assert scanned(photographed(found, ground=ground), tmp_path) == CONTENT.address("ai-switch")

    async def test_without_half_blocks_it_is_drawn_as_ground(self, tmp_path: Path) -> None:
        found = await cells(tmp_path, "uk", "do.toggle-off", (110, 56), ascii=True)
        assert "".join(char for row in found for char, _, _ in row).isascii()
        assert scanned(photographed(found, ground=0), tmp_path) == CONTENT.address("ai-switch")

    @pytest.mark.parametrize("ascii_", [False, True])
    async def test_where_it_does_not_fit_the_page_says_how_large_the_window_must_be(
        self, tmp_path: Path, ascii_: bool
    ) -> None:
        small = await cells(tmp_path / "a", "uk", "do.toggle-off", (41, 20), ascii=ascii_)
        text = " ".join("".join(char for char, _, _ in row) for row in small)
        told = re.search(r"(\d+) [×X] (\d+)\.", " ".join(text.split()))
        assert told is not None
        assert not scanned(photographed(small, ground=0), tmp_path)
        size = int(told[1]), int(told[2])
        fits = await cells(tmp_path / "b", "uk", "do.toggle-off", size, ascii=ascii_)
        assert scanned(photographed(fits, ground=0), tmp_path) == CONTENT.address("ai-switch")
        short = await cells(tmp_path / "c", "uk", "do.toggle-off", (size[0], size[1] - 1), ascii=ascii_)
        assert not scanned(photographed(short, ground=0), tmp_path)


async def test_where_no_browser_opens_the_window_points_to_the_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "open_link", lambda url, environ: "no-browser")
    app = GuardApp(session_of("uk", tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.show(Place("do", "toggle-off"))
        await pilot.press("o")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert CONTENT.words("ui.outside.phone") in app.wizard._heard
        monkeypatch.setattr(system, "open_link", lambda url, environ: "opened")
        await pilot.press("o")
        await app.workers.wait_for_complete()
        assert CONTENT.words("ui.outside.phone") not in app.wizard._heard


def test_in_plain_text_the_letter_leads_there_and_back_and_is_none_elsewhere(tmp_path: Path) -> None:
    session = session_of("uk", tmp_path)
    heard = io.StringIO()
    run(
        session,
        stdin=io.StringIO("p\n1\np\np\ns\ns\nq\n"),
        stdout=heard,
        environ={},
        save=lambda document, form: "",
    )
    refused, once, back, sources, again = (
        CONTENT.words("ui.refusal.no-pick"),
        CONTENT.words("ui.phone.open"),
        CONTENT.words("steps.toggle-off.title"),
        CONTENT.words("pages.sources.caption"),
        "q leave",
    )
    said = heard.getvalue()
    assert said.count(refused) == 1
    assert said.count(once) == 1
    assert said.index(refused) < said.index(once) < said.index(f"\n{sources}\n") < said.rindex(again)
    assert said.count(back) >= 3
    assert session.place == Place("do", "toggle-off")
