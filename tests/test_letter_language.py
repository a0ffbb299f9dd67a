"""A letter's language is chosen apart from the wizard's, remembered for each person, and nothing is asked with one."""

import io
from pathlib import Path

import pytest
from pseudo import made
from walk import CONTENT, REGIONS, answer_all, answered, at, session_on

from linkedin_guard.cli.commands import run
from linkedin_guard.content import load
from linkedin_guard.documents.letters import as_text, language_of, letter
from linkedin_guard.faces.plain import run as run_plain
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.events import Copy, Go, Speak
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

LETTER = Place("do", "objection-form", "letter")
THERE = LETTER.with_aside("language")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The content, with languages that nobody speaks; each suggests itself for the letters of every law."""
    return made(tmp_path / "content")


def somebody(store: Store, root: Path, profile: str = "me") -> Session:
    session = session_on(store, content=load("xx", root), profile=profile)
    answer_all(session, answered("uk", "18-plus", ("member",)))
    session.go(LETTER)
    return session


def copied(session: Session) -> str:
    """The text that the page at the letter copies."""
    return next(pick.event.text for pick in session.page.picks if isinstance(pick.event, Copy))


def test_a_letter_is_in_the_language_chosen_for_letters_and_the_page_in_the_wizards(store: Store, root: Path) -> None:
    session = somebody(store, root)
    assert "⟦" in copied(session)
    session.choose(Go(THERE))
    assert [pick.event for pick in session.page.picks][:3] == [Speak(code, letters=True) for code in ("en", "xx", "zz")]
    assert session.page.chosen == 1, "the one it is in now"
    session.choose(Speak("en", letters=True))
    assert session.place == LETTER
    assert copied(session) == as_text(letter(at(session.progress, now=session.moment.now), "objection"))
    assert "⟦" in session.page.title, "the wizard goes on in its own"
    assert session.content.language == "xx"
    session.close()


def test_it_is_remembered_for_each_person_and_forgotten_with_them(store: Store, root: Path) -> None:
    for name, language in (("Ana", "en"), ("Ben", "zz")):
        session = somebody(store, root, name)
        session.choose(Speak(language, letters=True))
        session.close()
    for name, language in (("Ana", "en"), ("Ben", "zz")):
        session = session_on(store, content=load("xx", root), profile=name)
        assert language_of(session.moment) == language
        session.close()
    store.forget("Ana")
    assert store.settings().letters == {"Ben": "zz"}
    assert store.settings().language is None, "the wizard's own is another matter"


def test_until_it_is_chosen_the_law_suggests_it(root: Path) -> None:
    path = root / "xx" / "language.toml"
    path.write_text(path.read_text("utf-8").replace('uk = "xx"', 'uk = "en"'), "utf-8")
    content = load("xx", root)
    for region in REGIONS:
        moment = at(answers=answered(region, "18-plus", ("member",)), content=content)
        assert language_of(moment) == ("en" if region == "uk" else "xx")


def test_a_language_that_is_not_there_any_more_is_not_missed(root: Path) -> None:
    from dataclasses import replace

    moment = at(answers=answered("uk", "18-plus", ("member",)), content=load("xx", root))
    assert language_of(replace(moment, letters_in="tlh")) == "xx"


def test_with_one_language_nothing_of_it_is_shown() -> None:
    label = CONTENT.words("ui.pick.letter-language").partition("{")[0]
    for region in REGIONS:
        moment = at(answers=answered(region, "18-plus", ("member", "team-lead")))
        for place in journey.places(moment):
            assert not journey.is_open(moment, place.with_aside("language"))
            assert not any(label in line for line in page_lines(journey.page(moment, place), CONTENT))


def test_only_texts_to_send_have_one(root: Path) -> None:
    moment = at(answers=answered("uk", "18-plus", ("member", "team-lead")), content=load("xx", root))
    having = {str(place) for place in journey.places(moment) if journey.is_open(moment, place.with_aside("language"))}
    assert {"do.objection-form.letter", "do.objection-form.short"} <= having
    assert not [place for place in having if "team" in place or not place.startswith("do.")]


async def test_it_is_chosen_in_the_window(store: Store, root: Path) -> None:
    session = somebody(store, root)
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.show(THERE)
        await pilot.press("1")
        await pilot.pause()
        assert session.place == LETTER
    assert store.settings().letters == {"me": "en"}
    session.close()


def test_it_is_chosen_in_plain_mode(store: Store, root: Path) -> None:
    session = somebody(store, root)
    number = next(at for at, pick in enumerate(session.page.picks, 1) if pick.event == Go(THERE))
    typed = io.StringIO(f"{number}\n1\nq\n")
    run_plain(session, stdin=typed, stdout=io.StringIO(), environ={}, save=lambda name, form: "")
    assert store.settings().letters == {"me": "en"}
    session.close()


@pytest.mark.usefixtures("clock")
def test_the_command_writes_it_so_too_and_the_option_goes_before(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: root)
    session = somebody(store, root)
    session.choose(Speak("en", letters=True))
    session.close()
    for option, sign in (((), "I object"), (("--lang", "zz"), "【"), (("--lang", "xx"), "⟦")):
        assert run(["--lang", "xx", "letter", *option]) == 0
        assert sign in capsys.readouterr().out
