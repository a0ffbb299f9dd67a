"""The checklist as a file for the browser: read without a script, ticked by keys, remembered where that is allowed."""

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, MISSING, Browser, Tab, browsing
from walk import CONTENT, REGIONS, answered, at, then

from linkedin_guard.cli.commands import run
from linkedin_guard.faces import html
from linkedin_guard.faces.export import document
from linkedin_guard.model.blocks import Task, Tasks
from linkedin_guard.model.events import Answer

LEAD = at(answers=answered("uk", "18-plus", ("team-lead",)))
BOXES = [*CONTENT.several("documents.checklist.switch"), *CONTENT.several("documents.checklist.form")]
TICKED = "[...document.querySelectorAll('input')].map((box) => +box.checked).join('')"
FOCUSED = "document.activeElement.id || document.activeElement.href"
PAGE = "https://intranet.example/checklist.html"
KEY = "document.getElementById('ticks').dataset.key"
KEPT = f"localStorage.getItem({KEY})"
SEEN = "document.querySelector('main').innerText"
ADDRESSES = (CONTENT.address("ai-switch"), CONTENT.address("objection-form"))


def again(tab: Tab, ticked: str, kept: str | None = None) -> bool:
    """Whether the page, opened again, shows these ticks, and finds this kept, if it is said.

    Chromium may open it before it has kept what the page before has written.
    """
    for _ in range(9):
        tab.open(PAGE)
        if tab.evaluate(TICKED) == ticked and kept in (None, tab.evaluate(KEPT)):
            return True
    return False


def checklist(region: str = "uk") -> str:
    """The checklist for people in a region, as a page."""
    shown = document(then(LEAD, Answer("team-regions", (region,))), "checklist")
    return html.render(shown, CONTENT, title=CONTENT.words("documents.checklist.title"))


@pytest.mark.parametrize("region", REGIONS)
def test_every_box_has_its_words_and_the_page_says_all_without_its_script(region: str) -> None:
    page = checklist(region).partition("<script>")[0]
    boxes = re.findall(r'<label><input type="checkbox" id="(box-[0-9]+)"> ([^<]+)</label>', page)
    assert [id_ for id_, _ in boxes] == [f"box-{number}" for number in range(1, len(BOXES) + 1)]
    assert [words for _, words in boxes] == BOXES
    assert re.findall(r'<p id="([a-z-]+)"( hidden)?>', page) == [("kept", " hidden"), ("not-kept", "")]


def test_only_what_is_there_to_be_ticked_has_boxes_and_a_script() -> None:
    rows = (Task("One", "completed", "Done"),)
    still = html.render((Tasks(rows),), CONTENT, title="x")
    assert "<script" not in still
    assert "<input" not in still
    assert "script-src" not in still
    for name in ("policy", "letter-notice", "record"):
        assert "<script" not in html.render(document(LEAD, name), CONTENT, title="x")


def test_the_only_script_that_may_run_is_the_pages_own() -> None:
    page = checklist()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none';")
    (sources,) = re.findall(r"script-src ([^;]+)", policy)
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", sources)
    assert len(re.findall(r"<script", page)) == 1
    assert not re.search(
        r"fetch|XMLHttp|WebSocket|sendBeacon|import\b|cookie|src=|https?:", page.partition("<script>")[2]
    )


def test_other_boxes_are_kept_under_another_key() -> None:
    def key(*titles: str) -> str:
        rows = tuple(Task(title, "not-started", "") for title in titles)
        page = html.render((Tasks(rows, to_tick=True),), CONTENT, title="x")
        return "".join(re.findall(r'data-key="([^"]+)"', page))

    assert key("a", "b") == key("a", "b")
    assert len({key("a", "b"), key("a"), key("b", "a"), key("a", "c")}) == 4


@pytest.mark.usefixtures("clock", "quick_disk")
def test_the_command_writes_it_as_one_file(tmp_path: Path) -> None:
    assert run(["checklist", "--region", "UK", "-o", str(tmp_path / "checklist.html")]) == 0
    assert (tmp_path / "checklist.html").read_text("utf-8") == checklist()
    assert [path.name for path in tmp_path.iterdir()] == ["checklist.html"]


@pytest.mark.outside_program
@pytest.mark.skipif(CHROMIUM is None, reason=MISSING)
class TestChromium:
    @pytest.fixture(scope="class")
    def browser(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
        """A browser for all of these tests."""
        with browsing(tmp_path_factory.mktemp("chromium")) as browser:
            browser.served[PAGE] = checklist()
            yield browser

    @pytest.fixture
    def tab(self, browser: Browser) -> Tab:
        return browser.tab()

    def test_it_is_heard_in_the_order_in_which_it_is_done(self, tab: Tab) -> None:
        tab.open(PAGE)
        heard = tab.heard()
        assert [name for role, name in heard if role == "checkbox"] == BOXES
        assert not [
            role for role, name in heard if role in ("checkbox", "button", "link", "heading", "image") and not name
        ]
        said = [name for role, name in heard if role in ("heading", "checkbox", "button", "link")]
        words = CONTENT.words
        switch, form = BOXES[:3], BOXES[3:]
        assert said == [
            words("documents.checklist.title"),
            *(words("documents.checklist.one"), ADDRESSES[0], *switch),
            *(words("documents.checklist.two"), ADDRESSES[1], *form),
            words("documents.ticks.clear"),
        ]
        assert ("status", "") in heard

    def test_everything_is_reached_and_done_by_keys_in_that_order(self, tab: Tab) -> None:
        tab.open(PAGE)
        reached = []
        for _ in range(9):
            tab.press("Tab")
            reached.append(tab.evaluate(FOCUSED))
            if reached[-1] in ("box-2", "box-4", "box-6"):
                tab.press(" ")
        boxes = [f"box-{number}" for number in range(1, 7)]
        assert reached == [ADDRESSES[0], *boxes[:3], ADDRESSES[1], *boxes[3:], "clear"]
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert tab.evaluate(TICKED) == "010101"
        tab.press("Enter")
        assert tab.evaluate(TICKED) == "000000"
        assert tab.evaluate(FOCUSED) == "clear"
        assert ("status", "") in tab.heard()
        assert CONTENT.words("documents.ticks.cleared") in [name for _, name in tab.heard()]

    def test_the_ticks_are_there_when_the_browser_is_opened_again(self, tmp_path: Path) -> None:
        home = tmp_path / "chromium"
        with browsing(home) as browser:
            browser.served[PAGE] = checklist()
            tab = browser.tab(fresh=False)
            tab.open(PAGE)
            tab.evaluate("document.getElementById('box-3').click()")
            assert again(tab, "001000")
            assert CONTENT.words("documents.ticks.kept") in tab.evaluate(SEEN)
            assert CONTENT.words("documents.ticks.not-kept") not in tab.evaluate(SEEN)
        with browsing(home) as browser:
            browser.served[PAGE] = checklist()
            tab = browser.tab(fresh=False)
            tab.open(PAGE)
            assert tab.evaluate(TICKED) == "001000"
            tab.evaluate("document.getElementById('clear').click()")
            assert again(tab, "000000")

    def test_another_tab_of_it_shows_the_same_ticks(self, tmp_path: Path) -> None:
        with browsing(tmp_path / "chromium") as browser:
            browser.served[PAGE] = checklist()
            one, other = browser.tab(fresh=False), browser.tab(fresh=False)
            one.open(PAGE)
            other.open(PAGE)
            seen = "new Promise((told) => window.addEventListener('storage', () => told(" + TICKED + ")))"
            other.evaluate(f"window.told = {seen}")
            one.evaluate("document.getElementById('box-2').click()")
            assert other.call("Runtime.evaluate", expression="told", awaitPromise=True)["result"]["value"] == "010000"

    def test_without_a_script_the_boxes_work_and_nothing_is_promised(self, tab: Tab) -> None:
        tab.call("Emulation.setScriptExecutionDisabled", value=True)
        tab.open(PAGE)
        for _ in range(2):
            tab.press("Tab")
        tab.press(" ")
        heard = tab.heard()
        assert [name for role, name in heard if role == "checkbox"] == BOXES
        assert "button" not in [role for role, _ in heard]
        said = [name for _, name in heard]
        assert CONTENT.words("documents.ticks.not-kept") in said
        assert CONTENT.words("documents.ticks.kept") not in said
        tab.call("Emulation.setScriptExecutionDisabled", value=False)
        assert tab.evaluate(TICKED) == "100000"

    def test_where_nothing_may_be_kept_the_boxes_work_and_the_page_says_so(self, tab: Tab) -> None:
        # A page from nowhere has no storage.
        tab.open(f"data:text/html;base64,{b64encode(checklist().encode()).decode()}")
        assert tab.evaluate("try { localStorage.length } catch (error) { error.name }") == "SecurityError"
        for _ in range(2):
            tab.press("Tab")
        tab.press(" ")
        assert tab.evaluate(TICKED) == "100000"
        assert CONTENT.words("documents.ticks.not-kept") in tab.evaluate(SEEN)
        assert CONTENT.words("documents.ticks.kept") not in tab.evaluate(SEEN)
        tab.evaluate("document.getElementById('clear').click()")
        assert tab.evaluate(TICKED) == "000000"

    @pytest.mark.parametrize("kept", ["", "{", "5", "null", '{"box-1": 1}', '[1, {}, "box-9"]', '"box-1"'])
    def test_what_somebody_else_left_there_harms_nothing(self, tab: Tab, kept: str) -> None:
        tab.open(PAGE)
        tab.evaluate(f"localStorage.setItem(document.getElementById('ticks').dataset.key, {kept!r})")
        for _ in range(2):
            assert again(tab, "000000")
        tab.evaluate("document.getElementById('box-1').click()")
        assert again(tab, "100000")

    @pytest.mark.parametrize("served", [True, False])
    def test_it_asks_nobody_for_anything(self, tab: Tab, served: bool, tmp_path: Path) -> None:
        path = tmp_path / "checklist.html"
        path.write_text(checklist(), "utf-8")
        page = PAGE if served else path.as_uri()
        tab.open(page)
        for number in range(1, 7):
            tab.evaluate(f"document.getElementById('box-{number}').click()")
        tab.evaluate("document.getElementById('clear').click()")
        assert tab.asked == [page]
        # It would be seen; only the page's own policy holds it back.
        tab.open("data:text/html,<img src=https://example.org/x>")
        assert "https://example.org/x" in tab.asked

    @pytest.mark.parametrize("width", [320, 640, 1280])
    def test_it_fits_a_window_of_any_width(self, tab: Tab, width: int) -> None:
        tab.call("Emulation.setDeviceMetricsOverride", width=width, height=640, deviceScaleFactor=1, mobile=False)
        tab.open(PAGE)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
