"""Another language is one folder of content and its name in the manifest: no line of code changes for it.

The folder is made here, in Finnish by its name, days and marks; its sentences are those of English with accents, which
is no English to any rule. What no translation may change stays: names, labels, laws, numbers.
"""

import json
import os
import re
from pathlib import Path
from time import perf_counter

import pytest
from drafts import wheel
from pseudo import STAYS, accented, file, words
from walk import CONTENT, answered, at, sent, session_on
from write_fresh import write as write_fresh
from write_language import language, text, undecided

from linkedin_guard.cli.commands import run
from linkedin_guard.cli.wizard import Options
from linkedin_guard.content import ContentFolder, folder, load
from linkedin_guard.documents.handouts import NAMES
from linkedin_guard.faces.export import document, rendered
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.page_text import PageText
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.place import Place
from linkedin_guard.rules.brands_and_labels import BRANDS, LONG
from linkedin_guard.rules.check import check
from linkedin_guard.rules.same_data import KEY
from linkedin_guard.rules.same_laws import LAWS
from linkedin_guard.rules.shapes import GLOSSARY
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

CODE = "fi"
TERMS = ("objection", "controller", "supervisory authority", "personal data")


def _kept(content: Catalogue) -> re.Pattern[str]:
    """What a translation leaves as it is."""
    labels = {label for spoken in content.labels.values() for label in spoken.labels.values()}
    names = sorted((*BRANDS, *(label for label in labels if len(label.split()) >= LONG)), key=len, reverse=True)
    laws = (rf"(?:{law})\d*[A-Z]?" for law in LAWS.values())
    letters = (r"\d+[A-Z]?(?![A-Za-z])", r"\([a-z]\)", KEY.pattern)
    return re.compile("|".join((STAYS.pattern, *map(re.escape, names), *laws, *letters)))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with one folder more."""
    root = tmp_path_factory.mktemp("one") / "content"
    kept = _kept(CONTENT)

    def translated(said: str) -> str:
        pieces, stays = kept.split(said), [*kept.findall(said), ""]
        whole = "".join(accented(piece) + stay for piece, stay in zip(pieces, stays, strict=True))
        return re.sub("[“”]", "”", whole)

    (root / CODE).mkdir(parents=True)
    for path in folder().rglob("*.toml"):
        target = root / path.relative_to(folder())
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    for path in sorted((root / "en").glob("*.toml")):
        if path.stem != "language":
            said = words(ContentFolder(root).raw(f"en/{path.name}"), translated, frozenset(("one", "other")))
            (root / CODE / path.name).write_text(file(said), "utf-8")
    decided = {**undecided(CODE), "address": "sinä", "letters": dict.fromkeys(CONTENT.laws, CODE)}
    (root / CODE / "language.toml").write_text(text(decided, language(CODE)), "utf-8")
    (root / CODE / GLOSSARY).write_text(file({term: [translated(term)] for term in TERMS}), "utf-8")
    write_fresh(CODE, root)
    manifest = root / "manifest.toml"
    listed = manifest.read_text("utf-8").replace("languages = [", f"languages = [{json.dumps(CODE)}, ")
    manifest.write_text(listed, "utf-8")
    return root


def test_it_keeps_every_rule(root: Path) -> None:
    assert [str(fault) for fault in check(root).faults] == []


@pytest.mark.usefixtures("clock")
def test_the_command_line_speaks_it_when_it_is_asked_for_and_where_the_system_does(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: root)
    spoken = load(CODE, root)
    with store.open("me") as desk:
        desk.save(sent(at(answers=answered("uk", "18-plus", ("member",)))).progress)
    title = spoken.words("steps.toggle-off.title")
    for arguments, locale in ((("--lang", CODE, "status"), "en_GB.UTF-8"), (("status",), "fi_FI.UTF-8")):
        monkeypatch.setenv("LANG", locale)
        run(arguments, os.environ)
        assert title in capsys.readouterr().out
    assert run(["--lang", "klingon", "status"], os.environ) == 2
    assert "fi (suomi), en (English)" in capsys.readouterr().err


def test_its_documents_are_written(root: Path) -> None:
    spoken = load(CODE, root)
    moment = sent(at(answers=answered("eu-eea", "18-plus", ("member", "team-lead")), content=spoken))
    for name in ("record", *NAMES, *(f"letter-{letter}" for letter in spoken.letters)):
        for form in ("md", "html", "txt"):
            assert "é" in rendered(document(moment, name), form, spoken).decode(), (name, form)


def test_the_first_pages_read_no_other_files_for_it_and_take_two_milliseconds_at_most(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "_content"
    wheel().as_json(root, installed)
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: installed)
    read: list[str] = []
    whole = Path.read_bytes

    def note(path: Path) -> bytes:
        read.append(path.relative_to(installed).as_posix())
        return whole(path)

    def first_pages(code: str) -> float:
        begun = perf_counter()
        moment = at(content=Options(language=code).content())
        for place in ("start", "ask.region"):
            assert journey.page(moment, Place.parse(place)).title
        return perf_counter() - begun

    with monkeypatch.context() as noted:
        noted.setattr(Path, "read_bytes", note)
        first_pages("en")
        english = {path.replace("en/", f"{CODE}/") for path in read}
        assert english
        read.clear()
        first_pages(CODE)
    # Who stands behind a translation is asked of language.json, and said in English too.
    assert set(read) <= {*english, f"{CODE}/language.json", "en/ui.json"}
    took = [(first_pages("en"), first_pages(CODE)) for _ in range(20)]
    assert min(other for _, other in took) - min(english for english, _ in took) < 0.002


async def test_the_window_offers_it_on_its_first_page_and_speaks_it(root: Path, store: Store) -> None:
    session = session_on(store, content=load("en", root))
    session.go(Place("language"))
    page = session.page
    names = [pick.label for pick in page.picks]
    assert any("suomi" in name for name in names), names
    session.choose(next(pick.event for pick in page.picks if "suomi" in pick.label))
    session.go(Place("start"))
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert load(CODE, root).words("pages.start.title") in str(app.screen.query_one(PageText).render())
