"""In two languages that nobody speaks every page and document comes whole and fits, and nothing in it is English.

What is still English was not taken from content/, and what is cut or below the window would be so for a reader of a
longer language, or of a wide one. By default the longer one is walked with one clock, and of the pages that must fit
those of finished steps are drawn, which are the longest. With LG_GUARD_LONG=1, as .ci/run has it, everything is.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from fit import KINDS, distinct, lines_over, stood
from pseudo import SPOKEN, data, english, longer, made, wide
from rich.cells import cell_len
from walk import CONTENT, HERE, NOW, REGIONS, answer_all, answered, at, plans, sent, session_on, texts, then

from linkedin_guard.cli.commands import COMMANDS as NAMES_OF_COMMANDS
from linkedin_guard.cli.commands import run
from linkedin_guard.cli.demo import FIRST
from linkedin_guard.content import load
from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.handouts import NAMES
from linkedin_guard.faces.export import document, rendered
from linkedin_guard.faces.plain_page import block_lines, page_lines
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.key_line import KeyLine
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.rules.check import SHAPE, check
from linkedin_guard.store.profiles import Store
from linkedin_guard.store.progress_file import encode
from linkedin_guard.team import report, sheet
from linkedin_guard.walk import journey

LONG = bool(os.environ.get("LG_GUARD_LONG"))
CLOCKS = (0, 45, 95, 400) if LONG else (45,)
"""Days after the objection was sent: at 45 its answer is overdue."""

KEPT = ("same-sentences", "same-places", "choices-fit-the-language")
"""The rules for translations that a language without meaning can keep."""

WALKED = tuple(SPOKEN) if LONG else ("xx",)
SHIPPED = tuple(code for code in CONTENT.manifest.languages if code != "en")
"""Real translations: what is English in them the content rules find; here they have to come whole, and to fit."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content, with the pseudo-languages."""
    return made(tmp_path_factory.mktemp("pseudo") / "content")


def known(content: Catalogue) -> re.Pattern[str]:
    """The same in every language: LinkedIn's own labels, what was published as it is called, addresses, names, keys.

    The note for a report names LinkedIn's language by its code; that nobody has reviewed a translation is said in
    English too, for whoever cannot make sense of it.
    """
    labels = (text for spoken in content.labels.values() for text in (spoken.name, *spoken.labels.values()))
    sources = (said or "" for source in content.sources.values() for said in (source.publisher, source.title))
    authorities = (authority.name or "" for authority in content.authorities.values())
    on_purpose = CONTENT.words("ui.review.notice")
    keys = ("Enter", "Up", "Down", "Space", "Esc", "Ctrl", "space", "esc", "tab")
    own = ("en", on_purpose, HERE.folder, *HERE.profiles, content.language)
    return data((*labels, *sources, *authorities, *keys, *own))


def moments(content: Catalogue) -> Iterator[Moment]:
    """Everybody whose plan differs: with nothing done, with everything begun, and with everything done."""
    for answers in plans().values():
        for kind in KINDS:
            moment = stood(answers, kind, content)
            for days in CLOCKS if kind == "completed" else (0,):
                later = at(moment.progress, now=NOW + timedelta(days=days), content=content)
                # Chosen, as an authority that takes others would be written to in one of those.
                yield replace(later, letters_in=content.language)


def shown(moment: Moment, seen: set[Page]) -> Iterator[tuple[str, str]]:
    """Where something is said on a page that was not seen yet, and what: as data, and on the plain face."""
    for place in journey.places(moment):
        for name in (place, place.with_aside("sources"), place.with_aside("help")):
            page = journey.page(moment, name)
            if page not in seen:
                seen.add(page)
                yield from ((str(name), text) for text in (*texts(page), *page_lines(page, moment.content)))


def left(said: Iterable[tuple[str, str]], content: Catalogue) -> list[tuple[str, str, list[str]]]:
    """What is English: where, the text, its words of English."""
    data_ = known(content)
    return [(where, text, found) for where, text in said if (found := english(text, data_))]


# The languages themselves.


def test_a_pseudo_language_is_whole_and_says_the_same_with_the_same_places(root: Path) -> None:
    found = check(root).faults.items()
    assert [str(fault) for fault, by in found if by in (SHAPE, *KEPT) and "glossary" not in fault.file] == []


def test_english_is_found_and_data_is_not() -> None:
    known_ = data(("On", "Settings"))
    assert english("⟦Ţĥé Once: Settings, On, {place} lg-wizard team --plain https://a.eu/b⟧", known_) == ["Once"]
    assert english(longer("Turn it off: {place}, https://a.eu, F2"), known_) == []
    assert english(wide("Turn it off: {place}, https://a.eu, F2"), known_) == []
    assert english(f"{longer('Turn it')} off", known_) == ["off"]


@pytest.mark.parametrize(("code", "least", "most"), [("xx", 1.38, 1.5), ("zz", 0.55, 0.75)])
def test_it_is_as_long_as_it_says(code: str, least: float, most: float) -> None:
    said = "Open the page on LinkedIn, do what it says there, then record here what you saw and when you saw it."
    assert least < cell_len(SPOKEN[code](said)) / len(said) < most


# No English.


@pytest.mark.parametrize("code", [*WALKED, *SHIPPED])
def test_no_page_says_anything_in_english(code: str, root: Path) -> None:
    content, seen = load(code, root), set[Page]()
    said = [said for moment in moments(content) for said in shown(moment, seen)]
    assert [text for _, text in said if "{" in text] == []
    assert code in SHIPPED or left(said, content) == []
    assert len(seen) > 300


def documents(moment: Moment) -> Iterator[str]:
    """The names of all there is to take away."""
    yield from ("record", *NAMES)
    for name in moment.content.letters:
        yield from (f"letter-{name}", f"letter-{name}-short")


class Reader(HTMLParser):
    """Everything that a page of HTML says to somebody who sees or hears it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unsaid = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unsaid = tag in ("style", "script")
        self.said += [value or "" for name, value in attrs if name in ("aria-label", "alt", "title", "data-said")]

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.said.append(data)


def read(written: str, form: str) -> Iterator[str]:
    """The lines of a document."""
    if form == "html":
        yield from Reader(written).said
    else:
        yield from (re.sub(r"\\(.)", r"\1", written) if form == "md" else written).splitlines()


@pytest.mark.parametrize("code", [*WALKED, *SHIPPED])
@pytest.mark.parametrize("form", ["md", "html", "txt"])
def test_no_document_says_anything_in_english(form: str, code: str, root: Path) -> None:
    content = load(code, root)
    said: list[tuple[str, str]] = []
    for region in REGIONS:
        moment = sent(at(answers=answered(region, "18-plus", ("member", "team-lead")), content=content))
        moment = replace(then(moment, Answer("team-regions", (region,))), letters_in=code)
        for name in documents(moment):
            written = rendered(document(moment, name), form, content).decode()
            said += [(f"{name} ({region})", line) for line in read(written, form)]
    assert len(said) > 1000
    assert code in SHIPPED or left(said, content) == []


@pytest.mark.parametrize("code", WALKED)
def test_no_calendar_says_anything_in_english(code: str, root: Path) -> None:
    content = load(code, root)
    moment = sent(at(answers=answered("uk", "18-plus", ("member",)), content=content))
    said = [("calendar", text) for event in dates(moment) for text in (event.title, event.text)]
    assert said
    assert left(said, content) == []


SHEET = (
    "nickname,region,switch,form,date,help",
    "7,uk,off,sent,2026-11-20,",
    "8,us,on,,,yes",
    "9,nowhere,?,?,soon,?",
    "1",
)


@pytest.mark.parametrize("code", WALKED)
def test_no_report_on_a_team_says_anything_in_english(code: str, root: Path) -> None:
    content = load(code, root)
    rollup = sheet.read([f"{line}\n" for line in SHEET], content, NOW.date())
    assert (rollup.total, len(rollup.faults)) == (3, 4)
    lines = [line for block in report.blocks(rollup, content) for line in block_lines(block, content)]
    # What a sheet is filled in with, and the names of its columns, are one for all languages.
    cells = set(re.findall(r"[a-z-]+", " ".join((*SHEET, *sheet.SWITCH, *sheet.FORM, *REGIONS))))
    said = [("team", re.sub(r"[a-z-]+", lambda word: "" if word[0] in cells else word[0], line)) for line in lines]
    assert left(said, content) == []


COMMANDS = (
    ("status",),
    ("profiles",),
    ("sources",),
    ("where",),
    ("export", "--format", "md"),
    ("letter",),
    ("letter", "--letter", "reminder", "--short"),
    ("notice",),
    ("checklist",),
    ("policy",),
    ("team", "sheet.csv"),
    ("team", "--template", "-o", "template.csv"),
    ("calendar", "-o", "dates.ics"),
    ("import", "record.json"),
    ("demo", "--plain"),
    ("forget", "--yes"),
    ("kit", "out.kit"),
)
"""Commands with something to say. Their help and what they say of mistakes, tests/test_edges.py asks for."""

ENGLISH_FOR_GOOD = {"check", "completion"}
"""What is for whoever writes content, and what is for a shell."""


def test_every_command_is_asked() -> None:
    assert {name for name, *_ in COMMANDS} | ENGLISH_FOR_GOOD == set(NAMES_OF_COMMANDS)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("code", WALKED)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command))
def test_no_command_says_anything_in_english(
    command: tuple[str, ...],
    code: str,
    root: Path,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: root)
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    monkeypatch.chdir(tmp_path)
    Path("sheet.csv").write_text("".join(f"{line}\n" for line in SHEET[:3]), "utf-8")
    progress = sent(at(answers=answered("uk", "18-plus", ("member", "team-lead")))).progress
    Path("record.json").write_bytes(encode(progress.model_copy(update={"profile": "Äåö"})))
    with store.open("me") as desk:
        desk.save(progress)
    # A status with something left to do is 1, and a kit where nothing makes a PDF of that language.
    assert run(["--lang", code, *command]) in ({"status": (1,), "kit": (0, 1)}.get(command[0], (0,)))
    shown = capsysbinary.readouterr()
    written = re.sub(r"(?<!\S)/\S+", "", (shown.out + shown.err).decode())
    # Files have the names they are given, those of a kit the same in every language; people of the demonstration too.
    written = re.sub(r"\b[\w-]+\.(?:eml|pdf|html|md|txt|csv)\b", "", written)
    for name in (*(name for name in command if "." in name), FIRST):
        written = written.replace(name, "")
    content = load(code, root)
    said = [(" ".join(command), line) for line in read(written, "md")]
    if command[0] == "kit":
        listed = re.sub(r"\b[\w-]+\.\w+\b", "", Path("out.kit/index.html").read_text("utf-8"))
        said += [("kit", line) for line in read(listed, "html")]
    assert said
    assert left(said, content) == []


# Nothing cut.


@pytest.mark.long
@pytest.mark.parametrize(
    ("code", "kind"),
    [(code, kind) for code in (*SPOKEN, *SHIPPED) for kind in KINDS] if LONG else [("xx", "completed")],
)
async def test_every_question_and_step_fits_the_window(
    code: str, kind: str, root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = load(code, root)
    assert await lines_over(store, monkeypatch, distinct(kind, content), content) == {}


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize(
    "place", [Place("review"), Place("do", "toggle-off"), Place("do", "objection-form", "grounds")]
)
@pytest.mark.parametrize("code", SPOKEN)
async def test_the_key_line_is_whole_and_ends_at_the_edge(
    code: str, place: Place, size: tuple[int, int], root: Path, store: Store
) -> None:
    content = load(code, root)
    session = session_on(store, content=content)
    answer_all(session, answered("uk", "18-plus", ("member",)))
    session.go(place)
    app = GuardApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        line = str(app.screen.query_one("#keys", KeyLine).content)
        assert line.endswith(f"{content.words('ui.keys.leave.key')} {content.words('ui.keys.leave.does')}")
        assert cell_len(line) == app.wizard.sizes.width
