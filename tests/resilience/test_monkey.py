"""Any key in any window, and any text anywhere: no crash, every pick within reach, and text is only ever text."""

import asyncio
import json
import random
import unicodedata
from pathlib import Path

import pytest
from few import each, few
from textual import events
from walk import CONTENT, NOW, answered, at, blank, marked, sent, session_on, then

from linkedin_guard import system
from linkedin_guard.documents.record import record
from linkedin_guard.faces import as_json, html, markdown, plain_page
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.events import Open, Write
from linkedin_guard.model.page import Moment, Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress
from linkedin_guard.model.text import shows
from linkedin_guard.store.profiles import BadName, Store, check_name, file_name
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session
from resilience import times
from resilience.driver import total

KEYS = times("LG_GUARD_FUZZ", 700)
PARTS = 2

PRESSED = (
    *("1", "2", "3", "4", "5", "6", "7", "8", "9", "j", "k", "o", "c", "s", "u", "x", "G", "/", "?", "[", "é", "日"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "enter", "space"),
    *(
        "escape",
        "backspace",
        "delete",
        "f1",
        "f5",
        "ctrl+d",
        "ctrl+u",
        "ctrl+a",
        "ctrl+k",
        "ctrl+p",
        "ctrl+x",
        "ctrl+v",
    ),
)
LIKELY = ("enter", "down", "1", "2", "3", "space", "escape")


async def reachable(app: GuardApp, session: Session) -> None:
    """Every pick of the page can be come to with Tab alone, and is on the screen then."""
    wizard, seen = app.wizard, set()
    for _ in range(len(wizard.picks.stops) + 1):
        wizard.picks.action_along(1)
        await wizard.painted()
        assert app.focused is not None
        seen.add(app.focused)
        window = wizard.pane.scrollable_content_region.size.height
        for _ in range(100):
            # It is brought there with the layout after the next.
            if wizard.picks.on_screen(app.focused):
                break
            await asyncio.sleep(0.01)
        seen_where = (session.place, app.size, app.focused.region, wizard.pane.region, wizard.pane.scroll_offset)
        assert wizard.picks.on_screen(app.focused) or window < 2, seen_where
    assert seen == set(wizard.picks.stops)
    assert len(wizard.rows) >= len(session.page.picks)


def press(app: GuardApp, key: str) -> None:
    """Press a key, and wait for nothing."""
    names = {"/": "slash", "?": "question_mark", "[": "left_square_bracket", "space": "space"}
    character = " " if key == "space" else key if len(key) == 1 else None
    event = events.Key(names.get(key, key), character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS))])
async def test_a_monkey_at_the_window_breaks_nothing(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_disk: None
) -> None:
    chance = random.Random(f"monkey {part}")
    monkeypatch.setattr(system, "open_link", lambda url, environ: "no-browser")
    monkeypatch.setattr(system, "copy_text", lambda text, environ: "terminal")
    store = Store(tmp_path, now=lambda: NOW)
    keys = resizes = checks = 0
    while keys < KEYS // PARTS:
        # A log of some hundred entries is enough for one person.
        session = session_on(store, f"p{keys}")
        app = GuardApp(session, save=lambda document, form: f"Saved {document}.{form}")
        async with app.run_test(size=(80, 24)) as pilot:
            pressed = 0
            while app.is_running and pressed < min(500, KEYS // PARTS):
                if chance.random() < 0.1:
                    any_size = (chance.randint(1, 200), chance.randint(1, 60))
                    await pilot.resize_terminal(*chance.choice([(80, 24), (40, 12), (1, 1), (200, 60), any_size]))
                    resizes += 1
                # Faster than anybody types, and sometimes faster than a page is turned.
                burst = chance.randint(1, 12)
                pressed += burst
                for _ in range(burst):
                    press(app, chance.choice(LIKELY if chance.random() < 0.4 else PRESSED))
                    if chance.random() < 0.3:
                        await pilot.pause()
                await pilot.pause()
                if not app.is_running:
                    break
                if app.screen is not app.wizard:
                    await pilot.press(*(["escape"] if chance.random() < 0.5 else ["down", "enter"]))
                if chance.random() < 0.04:
                    while app.screen is not app.wizard:
                        await pilot.press("escape")
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                    assert journey.is_open(session.moment, session.place)
                    await reachable(app, session)
                    checks += 1
            keys += pressed
            if app.is_running:
                await app.workers.wait_for_complete()
        # It may have left by the palette.
        assert app.return_code in (0, None)
        progress = session.progress
        session.close()
        if progress.log:
            on_disk = store.load(progress.profile).progress
            assert on_disk == progress
            empty = Progress(app=progress.app, content=progress.content, profile=progress.profile)
            assert journey.fold(progress.log, empty) == progress
    total("The monkey", keys=keys, resizes=resizes, pages_checked=checks, crashes=0)


LONG = "x" * 10_000
NASTY = {
    "markup": "[/x] [b]bold[/b] $accent [@click=app.quit]x[/] \\[ {} {0.__class__}",
    "Markdown": "](javascript:alert(1)) **x** `x` <script>alert(1)</script> ![x](https://x) | x |",
    "HTML": "<img src=x onerror=alert(1)> &amp; </title></style> ' \"",
    "an escape": "a\x1b[2J\x1b]52;c;YQ==\x07b",
    "C1": "a\x9b2Jb\x90x\x9c",
    "bidi": "a\u202egpj.exe\u202c \u2066x\u2069",
    "combining": "Z" + "\u0301\u0489" * 60,
    "wide": "日本語のテキスト👩‍👩‍👧‍👦🇪🇺" * 6,
    "zero width": "a\u200b\u200c\u200d\ufeff\u00adb",
    "long": LONG,
    "long and wide": "日" * 5_000,
    "half a pair": "a\udcffb",
    "lines": "one\ntwo\r\nthree\u2028four\x85five\ttab",
    "a full stop": ".",
    "numbers": "1",
    "a formula": '=HYPERLINK("https://x")',
    "NUL": "a\x00b",
}


def clean(text: str) -> bool:
    """Whether nothing in it moves a cursor, hides or turns round what stands there."""
    return all(shows(c) or c in "\n\t\ufeff\u00ad\u200b" for c in text)


def everything(moment: Moment) -> list[str]:
    """All that any face says of a person."""
    said = ["\n".join(plain_page.page_lines(journey.page(moment, place), CONTENT)) for place in journey.places(moment)]
    document = record(moment)
    said.append("\n".join(line for block in document for line in plain_page.block_lines(block, CONTENT)))
    said.append(markdown.render(document, CONTENT))
    said.append(html.render(document, CONTENT, title="Record"))
    said.append(as_json.as_json(as_json.record(moment)).decode())
    return said


def fields() -> list[str]:
    """Every field anybody can type into."""
    typed = ("line", "text", "file")
    return [f"{step.id}.{part.id}" for step in CONTENT.steps.values() for part in step.parts if part.ask in typed]


@pytest.mark.parametrize("name", few(NASTY, each(4)))
def test_a_text_typed_anywhere_is_only_text(name: str, tmp_path: Path) -> None:
    text = NASTY[name]
    answers = answered("uk", "18-plus", ("member", "recruiter"))
    moment = sent(marked(at(blank(answers=answers)), ("toggle-off", "completed", "was-off")))
    taken = 0
    for field in fields():
        place = f"do.{field}"
        if not journey.is_open(moment, Place.parse(place)):
            continue
        page = journey.page(moment, Place.parse(place))
        if page.ask is None:
            continue
        typed = f"{'0a' * 32} 10 /tmp/{text}" if page.ask.kind == "file" else text
        read = journey.read(moment, page, typed)
        if isinstance(read, Refusal):
            assert read.text.isprintable()
            continue
        assert isinstance(read, Write)
        assert any(fills(page, pick.event) for pick in page.picks)
        moment = then(moment, read)
        taken += 1
    for said in everything(moment):
        assert clean(said), [f"U+{ord(c):04X}" for c in said if not shows(c)][:5]
    assert taken or not all(map(shows, text)) or len(text) > 500, "some field takes it"
    assert "<script>" not in html.render(record(moment), CONTENT, title="x")


@pytest.mark.parametrize("name", few(NASTY, each(4)))
def test_a_text_put_into_the_file_by_another_hand_is_only_text(name: str, tmp_path: Path) -> None:
    """What no field would take may stand in a file all the same."""
    text = NASTY[name]
    answers = answered("uk", "18-plus", ("member", "recruiter"))
    raw = json.loads(encode(sent(at(blank(answers=answers))).progress))
    raw["fields"].update(dict.fromkeys(fields(), text))
    raw["app"] = raw["content"] = text
    raw["answers"]["country"] = [text]
    raw["steps"]["toggle-off"] = {"status": text, "saw": text, "at": "2026-11-21T10:00:00Z"}
    events: tuple[dict[str, str], ...] = (
        {"kind": "mark", "step": "toggle-off", "status": text, "saw": text},
        {"kind": text, "x": text},
        {"kind": "write", "field": text, "text": text},
    )
    raw["log"] += [{"at": "2026-11-21T10:00:00Z", "content": text, "event": event} for event in events]
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "me.json").write_text(json.dumps(raw), encoding="utf-8")
    progress = Store(tmp_path, now=lambda: NOW).load("me").progress
    assert progress is not None
    for said in everything(at(progress)):
        assert clean(said), [f"U+{ord(c):04X}" for c in said if not shows(c)][:5]


@pytest.mark.parametrize("name", few(NASTY, each(4)))
async def test_the_window_shows_such_text_in_any_size(name: str, tmp_path: Path, quick_disk: None) -> None:
    text = NASTY[name]
    session = session_on(Store(tmp_path, now=lambda: NOW))
    answers = answered("uk", "18-plus", ("member", "recruiter"))
    shown = "".join(c if shows(c) or c == "\n" else "\ufffd" for c in text)
    session.progress = blank(answers=answers, fields=dict.fromkeys(fields(), shown))
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for size, some in (((80, 24), fields()), ((1, 1), fields()[:2]), ((30, 8), fields()[:3])):
            await pilot.resize_terminal(*size)
            for field in some:
                await app.show(Place.parse(f"do.{field}"))
                await pilot.pause()
        app.wizard.hear(shown)
        await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize("name", NASTY)
def test_a_profile_name_is_safe_or_refused(name: str, tmp_path: Path) -> None:
    text = NASTY[name]
    store = Store(tmp_path, now=lambda: NOW)
    session = session_on(store)
    session.go(Place("who"))
    for typed in (text, text[:30], f"../{text[:10]}", f"{text[:10]}/x"):
        try:
            kept = check_name(typed)
        except BadName as refused:
            if not str(refused).isprintable():
                raise
            continue
        assert all(unicodedata.category(c)[0] in "LMNZP" for c in kept)
        assert (tmp_path / "profiles" / file_name(kept)).resolve().parent == tmp_path / "profiles"
        moment = at(blank(profile=kept, answers=answered("uk")))
        assert all(clean(said) for said in everything(moment))
    session.close()


@pytest.mark.parametrize("keys", [("enter", "enter"), ("enter", "escape"), ("escape", "escape"), ("enter", "1", "j")])
async def test_keys_that_come_too_fast_for_the_palette_are_no_fault(
    keys: tuple[str, ...], tmp_path: Path, quick_disk: None
) -> None:
    """Found by the monkey: a second Enter closed the palette twice, and so ended the program."""
    session = session_on(Store(tmp_path, now=lambda: NOW))
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.2)
        await pilot.press("down")
        for key in keys * 2:
            press(app, key)
        await pilot.pause(0.2)
        assert app.is_running
    assert app.return_code in (0, None)


async def test_the_palette_takes_every_key_where_it_has_no_room(tmp_path: Path, quick_disk: None) -> None:
    """Found by the monkey: a page down in a list without lines ended the program."""
    session = session_on(Store(tmp_path, now=lambda: NOW))
    app = GuardApp(session)
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("ctrl+p")
        for key in ("pagedown", "pageup", "down", "up", "home", "end", "x", "pagedown"):
            press(app, key)
            await pilot.pause()
            assert app.is_running


async def test_keys_that_come_after_leaving_are_no_fault(tmp_path: Path) -> None:
    session = session_on(Store(tmp_path, now=lambda: NOW))
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)):
        for key in ("1", "3", "ctrl+q", *"1j2", "enter", "ctrl+p", "enter"):
            press(app, key)
        for _ in range(200):
            if not app.is_running:
                break
            await asyncio.sleep(0.02)
    assert app.return_code == 0


@pytest.mark.parametrize("region", few(["switzerland", "uk", "eu-eea", "canada", "hong-kong"]))
async def test_the_window_opens_an_authoritys_page(
    region: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_disk: None
) -> None:
    """Found by the monkey: what is opened need not be a link of the content, it may be an authority's address."""
    opened: list[str] = []
    links: set[str] = set()

    def take(url: str, environ: object) -> str:
        opened.append(url)
        return "opened"

    monkeypatch.setattr(system, "open_link", take)
    session = session_on(Store(tmp_path, now=lambda: NOW))
    answers = {
        **answered(region, "18-plus", ("member",)),
        "country": ("de",),
        "land": ("de-be",),
        "province": ("quebec",),
    }
    session.progress = sent(marked(at(blank(answers=answers)), ("toggle-off", "completed", "was-off"))).progress
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for place in journey.places(session.moment):
            await app.show(place)
            for pick in session.page.picks:
                if isinstance(pick.event, Open):
                    await app.show(place)
                    await app.choose(pick.event)
                    await app.workers.wait_for_complete()
                    assert opened.pop() == CONTENT.address(pick.event.link)
                    links.add(pick.event.link)
        await pilot.pause()
        assert app.is_running
    assert any(link.startswith("authority.") for link in links)
