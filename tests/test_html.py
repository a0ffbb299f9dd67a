"""The HTML face: well formed, complete, escaped, readable by eye and ear, and asking nobody for anything."""

import json
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from linkedin_guard.content import load
from linkedin_guard.faces import html
from linkedin_guard.model.blocks import (
    Block,
    Bullets,
    Code,
    Document,
    Facts,
    Heading,
    Link,
    Notice,
    Numbered,
    Paragraph,
    Switch,
    Task,
    Tasks,
    Trail,
)

CONTENT = load()
URL = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement?a=1&b=2"
HOSTILE = (
    "<script>document.title='owned'</script> &amp; \"'> <img src=https://e.org/x> `$x$` 👩‍👩‍👧 陳 שלום </p></main>"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
VOID = {"meta", "br"}


def every_block(text: str) -> tuple[Block, ...]:
    """One block of each type, holding the text wherever a block holds text."""
    return (
        Heading(text),
        Paragraph(text),
        Bullets((text, text)),
        Numbered((text, text)),
        Trail((text, text)),
        Link(URL),
        Link(URL, text),
        Notice(text),
        Switch(text, False, text),
        Switch(text, True, text),
        Facts(((text, text), (text, text))),
        Tasks((Task(text, "completed", text), Task(text, "waiting", text), Task(text, "not-started", ""))),
        Code(URL),
        Document(text, (text, text, "", text)),
    )


class Page(HTMLParser):
    """A page as a reader that we did not write sees it; fails on an element that is not closed where it was opened."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "head" not in self.open:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(*blocks: Block, title: str = "A title") -> Page:
    return Page(html.render(blocks, CONTENT, title=title))


def test_every_type_of_block_is_tried_here() -> None:
    assert {type(block) for block in every_block("x")} == set(get_args(Block))


@pytest.mark.parametrize("block", every_block("Some text"), ids=lambda block: type(block).__name__)
def test_a_block_says_all_it_holds(block: Block) -> None:
    said = page(block).text
    for text in re.findall(r"'([^']*)'", repr(block)):
        if text not in ("completed", "waiting", "not-started", ""):
            assert text in said or (isinstance(block, Link) and block.label in said)


@pytest.mark.parametrize("text", [HOSTILE, "x" * 10_000, "two\nlines"], ids=["hostile", "long", "lines"])
def test_text_stays_text(text: str) -> None:
    tame, wild = page(*every_block("x"), title="x"), page(*every_block(text), title=text)
    expected = Counter(tag for tag, _ in tame.elements)
    found = Counter(tag for tag, _ in wild.elements)
    expected["br"] = found["br"]
    assert found == expected
    assert wild.text.count(" ".join(text.split())) == 27


def test_a_line_break_is_kept() -> None:
    assert "<p>two<br>lines</p>" in html.render([Paragraph("two\nlines")], CONTENT, title="t")


def test_headings_make_an_outline() -> None:
    made = page(Paragraph("a"), Heading("One"), Heading("Two"), Document("Three", ("x",)))
    assert [tag for tag, _ in made.elements if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2"]
    assert page(Document("A letter", ("x",))).text == "A letter x"
    assert page(Paragraph("a")).text == "A title a"
    assert len(page(Paragraph("a")).all("h1")) == 1


def test_what_a_screen_reader_needs() -> None:
    made = page(*every_block("x"), title="Your <record>")
    source = html.render(every_block("x"), CONTENT, title="Your <record>")
    assert made.all("html") == [{"lang": "en"}]
    assert "<title>Your &lt;record&gt;</title>" in source
    assert all(cell == {"scope": "row"} for cell in made.all("th"))
    assert len(made.all("main")) == 1
    assert {"role": "img", "aria-label": f"QR code of {URL}"} in made.all("span")
    assert all(shape["aria-hidden"] == "true" for shape in made.all("i"))
    assert {"role": "note"} in made.all("aside")
    assert "display: none" not in source


def test_nothing_comes_from_elsewhere() -> None:
    source = html.render(every_block(HOSTILE), CONTENT, title=HOSTILE)
    made = Page(source)
    policy = made.all("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert str(policy["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert not any({"src", "srcset", "data", "onclick", "style"} & set(attributes) for _, attributes in made.elements)
    assert not {"script", "link", "img", "iframe", "object", "base"} & {tag for tag, _ in made.elements}
    style = source.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_a_link_says_where_it_comes_from_to_nobody() -> None:
    assert all(a["rel"] == "noreferrer noopener" and a["href"] == URL for a in page(*every_block("x")).all("a"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://e.org", "data:text/html,x", " https://e.org", ""])
def test_an_address_of_another_kind_is_only_text(url: str) -> None:
    made = page(Link(url, "Look"))
    assert made.all("a") == []
    assert made.text == f"A title Look {url.strip()}".strip()


def test_a_task_is_ticked_only_when_it_is_completed() -> None:
    rows = tuple(Task(state, state, "") for state in ("completed", "waiting", "not-started", "skipped"))
    assert [box["class"] for box in page(Tasks(rows)).all("i")] == ["done", "open", "open", "open"]


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_can_be_read_on_its_ground_in_both_themes() -> None:
    source = html.render([Paragraph("x")], CONTENT, title="t")
    themes = [dict(re.findall(r"--(\w+): (#\w{6});", rule)) for rule in re.findall(r":root \{.*?\}", source, re.DOTALL)]
    light, dark = (theme for theme in themes if "ink" in theme)
    for theme in (light, dark, {**light, "ground": "#ffffff", "raised": "#ffffff"}):
        for text in ("ink", "muted", "accent"):
            for ground in ("ground", "raised"):
                darker, lighter = sorted(_luminance(theme[name]) for name in (text, ground))
                assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (text, ground)


def _browse(source: str, folder: Path) -> tuple[str, set[str]]:
    """The page as Chromium has it, and the hosts that were asked for something, other than by Chromium for itself."""
    file, log = folder / "page.html", folder / "net.json"
    file.write_text(source, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--disable-component-update", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND"]
    command += [f"--user-data-dir={folder / 'chromium'}", f"--log-net-log={log}", "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    hosts = {urlsplit(str(event.get("params", {}).get("url", ""))).hostname or "" for event in events} - {""}
    return shown, {host for host in hosts if not host.endswith(("google.com", "googleapis.com", "gvt1.com"))}


@pytest.mark.outside_program
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: apt-get install chromium")
class TestChromium:
    def test_it_shows_all_and_asks_nobody(self, tmp_path: Path) -> None:
        source = html.render(every_block(HOSTILE), CONTENT, title="Your record")
        shown, asked = _browse(source, tmp_path)
        assert "<title>Your record</title>" in shown
        assert Page(shown).text == Page(source).text
        assert asked == set()

    def test_a_request_would_be_seen(self, tmp_path: Path) -> None:
        _, asked = _browse("<title>x</title><img src=https://e.org/x>", tmp_path)
        assert asked == {"e.org"}

    def test_even_smuggled_in_a_picture_is_not_fetched(self, tmp_path: Path) -> None:
        source = html.render([Paragraph("x")], CONTENT, title="x").replace("<main>", "<main><img src=https://e.org/x>")
        assert "e.org" in source
        assert _browse(source, tmp_path)[1] == set()
