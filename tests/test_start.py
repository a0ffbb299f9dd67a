"""Why it is fast: what is read, imported and drawn before the first page, and what is not. How fast: `benchmarks`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from resilience.driver import POSIX, window
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from walk import CONTENT, NOW, answered, at, blank, marked, session_on

from linkedin_guard.content import folder, load
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey

EMPTY = """
import json, sys
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("Hello")
    def on_mount(self):
        self.call_after_refresh(self.tell)
    def tell(self):
        with open(sys.argv[1], "w") as file:
            json.dump({"modules": sorted(sys.modules)}, file)
        self.exit()
Hello().run()
"""
"""An app with nothing in it."""

LISTENING = """
import json, sys
opened = []
sys.addaudithook(lambda name, about: name == "open" and isinstance(about[0], str) and opened.append(about[0]))
import linkedin_guard.faces.tui.app as window
def tell(app):
    with open(sys.argv[1], "w") as file:
        json.dump({"modules": sorted(sys.modules), "opened": opened}, file)
    app.exit()
window.GuardApp._collect = tell
from linkedin_guard.cli.wizard import Options, wizard
wizard(Options("me"))
"""
"""Starts the wizard, and leaves as soon as the first page is there, with a note of what it took."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a start takes to the first page, for somebody who comes back on a computer of fifty people."""
    home = tmp_path_factory.mktemp("home")
    store = Store(home, now=lambda: NOW)
    moment = marked(at(answers=answered("uk", "18-plus", ("member",))), ("toggle-off", "completed", "was-off"))
    for number in range(50):
        with store.open(f"person {number}") as desk:
            desk.save(moment.progress.model_copy(update={"profile": f"person {number}"}))
    (home / "profiles" / "me.json").write_bytes(encode(moment.progress))
    for number in range(50):
        (home / "profiles" / f"person%20{number}.json.prev").unlink(missing_ok=True)
    note = home / "note.json"
    with window(home, command=[sys.executable, "-c", LISTENING, str(note)]) as terminal:
        assert terminal.end() == 0, terminal.text
    found: dict[str, list[str]] = json.loads(note.read_text("utf-8"))
    with window(home, command=[sys.executable, "-c", EMPTY, str(note)]) as terminal:
        assert terminal.end() == 0, terminal.text
    return {**found, "empty": json.loads(note.read_text("utf-8"))["modules"]}


def needed_by_pydantic() -> set[str]:
    """The packages that are loaded with the first model."""
    code = "import sys\nfrom pydantic import BaseModel\nclass M(BaseModel):\n    x: int\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


@POSIX
def test_nothing_is_imported_that_the_first_page_does_not_need(started: dict[str, list[str]]) -> None:
    own = {name for name in started["modules"] if name.startswith("linkedin_guard.")}
    assert "linkedin_guard.faces.tui.screen" in own
    others = {name.partition(".")[0] for name in set(started["modules"]) - set(started["empty"]) - own}
    # What reads the content and the progress; nothing that Textual's empty app does without but this.
    assert others <= {"linkedin_guard", "json", "_json", "gc", "tomllib", "encodings", "rich"} | needed_by_pydantic()
    textual = {name for name in set(started["modules"]) - set(started["empty"]) if name.startswith("textual.")}
    assert not textual, "no widget that the first page does not show"
    faces = {
        "palette",
        "fields",
        "qr",
        "side",
        "plain",
        "plain_page",
        "html",
        "pdf",
        "markdown",
        "calendar",
        "as_json",
        "export",
    }
    later = faces | {"claims", "law", "sheet", "report", "commands", "options", "person", "upkeep", "demo"}
    assert not {name for name in own if name.rpartition(".")[2] in later}


@POSIX
def test_only_the_content_of_the_first_page_is_read(started: dict[str, list[str]]) -> None:
    read = {str(Path(path).relative_to(folder())) for path in started["opened"] if Path(path).is_relative_to(folder())}
    read = {path.replace("\\", "/") for path in read}
    assert read <= {
        "manifest.toml",
        "questions.toml",
        "steps.toml",
        "pages.toml",
        "en/language.toml",
        "en/ui.toml",
        "en/pages.toml",
        "en/questions.toml",
        "en/steps.toml",
    }
    assert "steps.toml" in read
    assert len([path for path in started["opened"] if Path(path).is_relative_to(folder())]) == len(read), "each once"


@POSIX
def test_only_the_progress_of_the_person_meant_is_read(started: dict[str, list[str]]) -> None:
    """Of the others on the list, as many as it shows, only the beginning: whose they are."""
    known = {path.name for path in folder().rglob("*.json")}
    opened = {Path(path).name for path in started["opened"] if path.endswith(".json")} - known
    assert "me.json" in opened
    assert len(opened) <= 8 + len({"note.json", "settings.json"})


@POSIX
@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_a_start_without_arguments_reads_nothing_of_the_command_line(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    code = """
import sys
from linkedin_guard.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print("click" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input="q\n",
        capture_output=True,
        text=True,
        env={"LG_WIZARD_HOME": str(tmp_path), "PATH": ""},
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert done.stdout.splitlines()[-1] == str(bool(arguments)), done.stderr


def test_each_file_of_the_content_is_read_at_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = Path.read_bytes

    def note(path: Path) -> bytes:
        read.append(path.name)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", note)
    content = load()
    assert read == ["manifest.toml"]
    for _ in range(2):
        assert content.steps
        assert content.words("ui.app.name")
    assert read == ["manifest.toml", "steps.toml", "ui.toml"]


def walked(content: Catalogue) -> Iterator[Place]:
    yield from journey.places(at(answers=answered("uk", "18-plus", ("member",)), content=content))


async def test_one_screen_shows_every_page_and_no_widget_is_made_twice(tmp_path: Path) -> None:
    session = session_on(Store(tmp_path, now=lambda: NOW))
    session.progress = blank(answers=answered("uk", "18-plus", ("member",)))
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)):
        for place in walked(CONTENT):
            await app.show(place)
        seen, rows = app.screen, [*app.wizard.picks.children]
        parts = [widget for widget in app.wizard.walk_children() if widget not in rows]
        for place in walked(CONTENT):
            await app.show(place)
            assert app.screen is seen is app.wizard
            fields = [widget for widget in app.wizard.picks.children if widget not in rows]
            assert len(fields) <= 2, "the field and its label, on a page that has one"
            assert [widget for widget in app.wizard.walk_children() if widget in parts] == parts
        assert len(app.screen_stack) == 1


async def test_the_first_page_is_laid_out_for_its_size_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Classes that only come with the first resize would have everything drawn twice."""
    classes: list[frozenset[str]] = []
    whole = Screen._refresh_layout

    def note(screen: Screen[object], *given: object, **named: object) -> None:
        classes.append(frozenset(screen.classes))
        whole(screen, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Screen, "_refresh_layout", note)
    for size, expected in (
        ((80, 24), set()),
        ((40, 12), {"-narrow", "-middle"}),
        ((130, 40), {"-wide"}),
        ((30, 6), {"-narrow", "-low"}),
        ((30, 3), {"-narrow", "-tiny"}),
    ):
        classes.clear()
        app = GuardApp(session_on(Store(tmp_path / f"{size}", now=lambda: NOW)))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
        assert set(classes) == {frozenset(expected)}, size


@pytest.mark.parametrize(
    ("begins", "arguments"),
    [("linkedin_guard.faces.plain.run", ["--plain"]), ("linkedin_guard.faces.tui.app.GuardApp._collect", [])],
    ids=["prompts", "window"],
)
def test_garbage_is_collected_again_once_the_first_page_is_there(
    begins: str, arguments: list[str], tmp_path: Path
) -> None:
    """It is put off while everything is made, and for no longer."""
    note = tmp_path / "note"
    code = f"""
import gc, pkgutil
def noting(name, ends):
    owner, _, part = name.rpartition(".")
    owner = pkgutil.resolve_name(owner)
    before = getattr(owner, part)
    def instead(*given, **named):
        try:
            return before(*given, **named)
        finally:
            with open({str(note)!r}, "a") as file:
                file.write(f"{{gc.isenabled()}} ")
            if ends:
                given[0].exit()
    setattr(owner, part, instead)
noting("linkedin_guard.walk.session.Session.__init__", False)
noting({begins!r}, {not arguments})
from linkedin_guard.cli.main import main
main({arguments!r})
"""
    with window(tmp_path / "home", command=[sys.executable, "-c", code]) as terminal:
        if arguments:
            assert terminal.until(">"), terminal.text
            terminal.send("q\n")
        assert terminal.end() == 0, terminal.text
    assert note.read_text("utf-8").split() == ["False", "True"]


async def test_a_page_turned_while_the_window_changes_its_size_has_the_rules_of_the_new_one(tmp_path: Path) -> None:
    app = GuardApp(session_on(Store(tmp_path, now=lambda: NOW)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app._driver is not None
        app._driver._size = (40, 6)
        app.post_message(events.Resize(Size(40, 6), Size(40, 6)))
        app.post_message(events.Key("1", "1"))
        await app.workers.wait_for_complete()
        for _ in range(5):
            await pilot.pause(0.05)
        assert app.size == (40, 6)
        assert set(app.wizard.classes) == {"-narrow", "-low"}
