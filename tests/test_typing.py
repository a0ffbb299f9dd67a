"""What is typed, pasted or dropped, as a person does it: letter by letter with pauses, all at once, in many lines."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import environment, in_tmux, needs_tmux
from textual.events import Key, Paste
from textual.pilot import Pilot
from walk import CONTENT, NOW, answer_all, answered, session_on

from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.fields import LineField, text_of
from linkedin_guard.model import paths
from linkedin_guard.model.events import Write
from linkedin_guard.model.page import Refusal
from linkedin_guard.model.place import Place
from linkedin_guard.model.text import normalized, one_line
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk.session import Session

FORM = "objection-form"
EVIDENCE = f"{FORM}.evidence"
REFERENCE = f"{FORM}.reference"
MAIL = b"From: LinkedIn\n\nYour request was received.\n"


def on(part: str, store: Store) -> Session:
    """Somebody in the UK, on the page that asks for this part of the form."""
    session = session_on(store)
    answer_all(session, answered("uk", "18-plus", ("member",)))
    session.go(Place("do", FORM))
    session.go(Place("do", FORM, part))
    assert session.place == Place("do", FORM, part)
    return session


def recorded(path: Path) -> str:
    return f"{hashlib.sha256(MAIL).hexdigest()} {len(MAIL)} {path}"


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mail that was saved, in a folder and under a name that need care."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder = tmp_path / "Mail & more"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "LinkedIn's answer.eml"
    path.write_bytes(MAIL)
    return path


def dropped_as(path: Path) -> dict[str, str]:
    """What the terminals of this world type when this file is dropped on them, and people who name it."""
    text, home = str(path), f"~/{path.parent.name}/{path.name}"
    bare = text.replace("\\", "\\\\").replace(" ", r"\ ").replace("'", r"\'").replace("&", r"\&")
    return {
        "as it stands": text,
        "with a space at the end": f"{text} ",
        "with a line break": f"{text}\n",
        "after a line break": f"\n{text}",
        "in single quotes, as GNOME": "'" + text.replace("'", "'\\''") + "'",
        "in single quotes and a space, as GNOME": "'" + text.replace("'", "'\\''") + "' ",
        "in double quotes": f'"{text}"',
        "with backslashes, as macOS": f"{bare} ",
        "as an address": f"file://{quote(text)}",
        "as an address, without escaping": f"file://{text}",
        "as an address of this host": f"file://localhost{quote(text)}",
        "as an address in capitals": f"FILE://{quote(text, safe='/')}\r\n",
        "as an address in quotes": f"'file://{quote(text)}'",
        "in the home folder": home,
        "in the home folder, in quotes": f'"{home}"',
        "in curved quotes, out of a letter": f"“{text}”",
        "in this folder": path.name,
        "in this folder, with backslashes": r"LinkedIn\'s\ answer.eml",
    }


WAYS = tuple(dropped_as(Path("/x/y")))


@pytest.mark.parametrize("way", WAYS)
def test_a_proof_is_recorded_however_its_path_is_given(way: str, mail: Path, store: Store) -> None:
    session = on("evidence", store)
    assert session.choose(Write(EVIDENCE), dropped_as(mail)[way]) is None
    assert session.progress.fields[EVIDENCE] == recorded(mail)


@pytest.mark.parametrize("name", ["a%20b.eml", "'quoted'.eml", "ends with a space ", r"back\slash.eml", "file:x", '"'])
def test_a_file_that_is_called_so_goes_before_what_its_name_could_mean(name: str, mail: Path, store: Store) -> None:
    path = mail.with_name(name)
    path.write_bytes(MAIL)
    session = on("evidence", store)
    assert session.choose(Write(EVIDENCE), str(path)) is None
    assert session.progress.fields[EVIDENCE] == recorded(path).rstrip()


IN_WINDOWS = {
    r"C:\Users\Ana\my mail.eml": r"C:\Users\Ana\my mail.eml",
    r'"C:\Users\Ana\my mail.eml"': r"C:\Users\Ana\my mail.eml",
    r"& 'C:\Users\Ana\my mail.eml'": r"C:\Users\Ana\my mail.eml",
    "file:///C:/Users/Ana/my%20mail.eml": "C:/Users/Ana/my mail.eml",
    "file://server/share/my%20mail.eml": "//server/share/my mail.eml",
    r'"\\server\share\my mail.eml" ': r"\\server\share\my mail.eml",
}


@pytest.mark.parametrize("typed", IN_WINDOWS)
def test_in_windows_a_backslash_parts_folders(typed: str) -> None:
    assert paths.meant(typed, windows=True)[-1] == IN_WINDOWS[typed]


SEVERAL = ["'/a/b c' '/d'", "/a /b", r"/a\ b /c", "file:///a%20b\nfile:///c", "file:///a file:///b", "~/a ~/b"]


@pytest.mark.parametrize("typed", SEVERAL)
def test_several_files_dropped_at_once_are_told_and_none_is_taken(typed: str, store: Store) -> None:
    session = on("evidence", store)
    found = session.choose(Write(EVIDENCE), typed)
    assert isinstance(found, Refusal)
    assert found.text == CONTENT.words("faults.several-files")
    assert EVIDENCE not in session.progress.fields


@given(st.text(), st.booleans())
def test_any_text_means_at_least_one_path_and_the_first_is_as_it_stands(text: str, windows: bool) -> None:
    found = paths.meant(text, windows=windows)
    assert found[0] == text.strip("\r\n")
    assert len(set(found)) == len(found)
    assert isinstance(paths.names_several(text, windows=windows), bool)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Z")), min_size=1))
def test_a_path_in_the_quotes_of_a_shell_or_as_an_address_is_found_whole(name: str) -> None:
    import shlex

    path = f"/home/ana/{name}"
    assert path in paths.meant(shlex.quote(path))
    assert path in paths.meant(f"file://{quote(path)} ")
    assert not paths.names_several(shlex.quote(path))


def test_a_proof_that_has_gone_since_stays_as_it_was_read(mail: Path, store: Store) -> None:
    session = on("evidence", store)
    session.choose(Write(EVIDENCE), str(mail))
    before = session.progress.fields[EVIDENCE]
    session.go(Place("do", FORM, "evidence"))
    assert session.page.ask is not None
    assert session.page.ask.value == str(mail)
    mail.unlink()
    assert session.choose(Write(EVIDENCE)) is None
    assert session.progress.fields[EVIDENCE] == before
    session.go(Place("do", FORM, "evidence"))
    assert isinstance(session.choose(Write(EVIDENCE), f"{mail}.eml"), Refusal)


def test_a_proof_that_was_changed_since_is_read_again(mail: Path, store: Store) -> None:
    session = on("evidence", store)
    session.choose(Write(EVIDENCE), str(mail))
    mail.write_bytes(MAIL * 2)
    session.go(Place("do", FORM, "evidence"))
    assert session.choose(Write(EVIDENCE)) is None
    assert f" {2 * len(MAIL)} " in session.progress.fields[EVIDENCE]


# In the window.


@asynccontextmanager
async def window(session: Session) -> AsyncIterator[tuple[GuardApp, Pilot[object], LineField]]:
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        field = app.wizard.field
        assert isinstance(field, LineField)
        assert app.focused is field
        yield app, pilot, field  # type: ignore[misc]


async def slowly(pilot: Pilot[object], text: str) -> None:
    """Press one key after the other; each has had all its consequences before the next comes."""
    for character in text:
        await pilot.press(character)
        await pilot.pause()


async def test_a_proof_typed_slowly_is_recorded(mail: Path, store: Store) -> None:
    session = on("evidence", store)
    async with window(session) as (_, pilot, _):
        await slowly(pilot, str(mail))
        # As after a pause: what is typed is the draft by now.
        assert session.moment.draft[EVIDENCE] == str(mail)
        await pilot.press("enter")
        await pilot.pause()
    assert session.progress.fields[EVIDENCE] == recorded(mail)


async def test_a_path_that_is_wrong_is_said_and_can_be_mended_letter_by_letter(mail: Path, store: Store) -> None:
    session = on("evidence", store)
    async with window(session) as (app, pilot, field):
        await slowly(pilot, f"{mail}.")
        await pilot.press("enter")
        await pilot.pause()
        assert EVIDENCE not in session.progress.fields
        assert "there is no such file" in app.wizard.showing.wrong
        assert field.value == f"{mail}."
        await pilot.press("backspace")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert session.progress.fields[EVIDENCE] == recorded(mail)


@pytest.mark.parametrize("way", WAYS)
async def test_a_proof_pasted_or_dropped_is_recorded(way: str, mail: Path, store: Store) -> None:
    session = on("evidence", store)
    async with window(session) as (app, pilot, field):
        app.post_message(Paste(dropped_as(mail)[way]))
        await pilot.pause()
        # The end of it is what is seen, where the cursor is.
        assert field.content_region.x <= app.cursor_position.x <= field.content_region.right
        await pilot.press("enter")
        await pilot.pause()
    assert session.progress.fields[EVIDENCE] == recorded(mail)


PASTED = {
    "CASE-1": ("CASE-1", False),
    "CASE-1\n": ("CASE-1", False),
    "\nCASE-1": ("CASE-1", False),
    "\r\n\r\n  CASE-1\r\n": ("CASE-1", False),
    "Dear member,\nyour case is\n\nCASE-1\n": ("Dear member, your case is CASE-1", True),
    "one\rtwo": ("one two", True),
    "one\ttwo\t\tthree": ("one two three", False),
    "\tone\ttwo\nthree\t": ("one two three", True),
    "one\u2028two\x0bthree\u0085four": ("one two three four", True),
    " 1": (" 1", False),
    "": ("", False),
    "\n\n": ("", False),
}


@pytest.mark.parametrize("pasted", PASTED, ids=repr)
async def test_what_is_pasted_into_a_line_is_joined_and_that_is_said(pasted: str, store: Store) -> None:
    session, (line, joined) = on("reference", store), PASTED[pasted]
    async with window(session) as (app, pilot, field):
        app.post_message(Paste(pasted))
        await pilot.pause()
        assert field.value == line
        said = CONTENT.words("ui.said.joined")
        assert (app.wizard._heard == said) is joined
        # It is still said when what was typed would have been kept.
        await app.keep()
        assert (app.wizard._heard == said) is joined
        assert REFERENCE not in session.progress.fields
        await pilot.press("enter")
        await pilot.pause()
    assert session.progress.fields.get(REFERENCE, "") == line.strip()


async def test_a_paste_goes_where_the_cursor_is_and_over_what_is_selected(store: Store) -> None:
    session = on("reference", store)
    async with window(session) as (app, pilot, field):
        await slowly(pilot, "ad")
        await pilot.press("left")
        app.post_message(Paste("b\nc"))
        await pilot.pause()
        assert (field.value, field.cursor_position) == ("ab cd", 4)
        await pilot.press("home", "shift+end")
        app.post_message(Paste("x\n"))
        await pilot.pause()
        assert field.value == "x"


async def test_what_was_copied_in_the_window_is_pasted_in_one_line_too(store: Store) -> None:
    session = on("reference", store)
    async with window(session) as (app, pilot, field):
        app.remember_clipboard("one\ntwo")
        await pilot.press("ctrl+v")
        await pilot.pause()
        assert field.value == "one two"
        assert app.wizard._heard == CONTENT.words("ui.said.joined")


async def test_tabs_and_line_breaks_of_any_kind_pasted_into_a_long_text_are_taken(store: Store) -> None:
    session = on("text", store)
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        field = app.wizard.field
        assert field is not None
        field.clear()
        app.post_message(Paste("\r\nI write.\r\n\tA lot,\rfor a living.\n"))
        await pilot.pause()
        await app.keep()
        assert session.progress.fields[f"{FORM}.text"] == "I write.\n    A lot,\nfor a living."
        before = len(session.progress.log)
        assert session.choose(Write(f"{FORM}.text"), text_of(field)) is None
    assert session.progress.fields[f"{FORM}.text"] == "I write.\n    A lot,\nfor a living."
    assert len(session.progress.log) == before


@pytest.mark.parametrize("digit", ["3", "３", "٣", "३", "๓", "𝟑"])
async def test_a_digit_of_any_script_chooses_and_is_text_where_text_is_typed(digit: str, store: Store) -> None:
    session = session_on(store)
    session.choose(session.page.picks[0].event)
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(digit)
        await pilot.pause()
        assert session.progress.answers.get("region") == ("uk",)
    session.close()
    session = on("reference", store)
    async with window(session) as (_, pilot, field):
        await pilot.press(digit)
        await pilot.pause()
        assert field.value == digit


BAD = {
    "reference": ["LIN\u202e1", "\x1b[31m"],
    "evidence": ["/nowhere/mail.eml", "'", "file:///nowhere", "/dev/null", "~nobody-at-all/x"],
    "sent-on": ["someday", "2999-01-01", "31 February", "1999-01-01", "x" * 100],
}


@pytest.mark.parametrize(("part", "bad"), [(part, bad) for part, each in BAD.items() for bad in each])
async def test_bad_input_gets_one_sentence_and_the_page_as_it_was(part: str, bad: str, store: Store) -> None:
    session = on(part, store)
    before, page = session.progress, session.page
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        field = app.wizard.field
        assert isinstance(field, LineField)
        field.focus()
        field.value = bad
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        said = app.wizard.showing.wrong
        assert said.count(". ") + said.count("? ") == 0, f"one sentence: {said}"
        assert said.endswith(".")
        assert session.progress is before
        assert session.place == page.place
        assert [pick.label for pick in session.page.picks] == [pick.label for pick in page.picks]
        assert (field.value, app.focused) == (bad, field), "it is there to be mended"


async def test_a_wide_letter_does_what_the_letter_does(store: Store) -> None:
    session = session_on(store)
    app = GuardApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ｓ")
        await pilot.pause()
        assert session.place == Place("start", aside="sources")
        app.post_message(Key("fullwidth_question_mark", "？"))
        await pilot.pause()
        assert session.place == Place("start", aside="help")


@given(st.text())
def test_one_line_is_one_and_loses_no_word(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert "\t" not in line
    assert line.split() == text.split()


@given(st.text())
def test_line_breaks_and_tabs_are_made_one_kind_and_no_word_is_lost(text: str) -> None:
    plain = normalized(text)
    assert len(plain.split("\n")) == max(1, len(text.splitlines()))
    assert "\t" not in plain
    assert plain.split() == text.split()


@pytest.mark.outside_program
@pytest.mark.long
@needs_tmux
@pytest.mark.parametrize("way", ["typed", "pasted", "dropped"])
def test_in_a_real_terminal_a_proof_is_recorded(way: str, mail: Path, tmp_path: Path, store: Store) -> None:
    on("evidence", store).close()
    with in_tmux("--profile", "me", environ=environment(tmp_path / "home")) as tmux:
        tmux.wait_for("LinkedIn")
        tmux.press("C-p")
        tmux.wait_for("Where to?")
        tmux("send-keys", "-l", "screenshot")
        tmux.wait_for(CONTENT.words(f"steps.{EVIDENCE}.title"))
        tmux.press("Enter")
        tmux.wait_for(CONTENT.words(f"steps.{EVIDENCE}.title"))
        tmux.wait_for(CONTENT.words("ui.pick.back-to-step"))
        if way == "typed":
            for character in str(mail):
                tmux("send-keys", "-l", character)
        else:
            tmux("set-buffer", f"{mail}\n" if way == "pasted" else dropped_as(mail)["with backslashes, as macOS"])
            tmux("paste-buffer", "-p", "-r")
        tmux.wait_for("answer.eml")
        tmux.press("Enter")
        tmux.wait_for("Recorded.")
        tmux.press("C-q")
    kept = Store(tmp_path / "home", now=lambda: NOW).load("me").progress
    assert kept is not None
    assert kept.fields[EVIDENCE] == recorded(mail)
