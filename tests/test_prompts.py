"""What is typed at a prompt: letters and numbers where something is to be written, long texts, pastes, bad input."""

import os
import re
import stat
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompts import Terminal, talk
from terminal import environment, needs_pty, on_a_line
from walk import CONTENT, NOW, answer_all, answered, at, session_on

from linkedin_guard.faces.plain import run
from linkedin_guard.faces.plain_page import choices, numbers_of, page_lines, wrapped
from linkedin_guard.model.events import Event, Go, Use
from linkedin_guard.model.page import Moment, names_people, types
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

pytestmark = pytest.mark.usefixtures("quick_disk")

FORM = "objection-form"
REFERENCE = Place("do", FORM, "reference")
TEXT = Place("do", FORM, "text")
ONCE = {"?": "help"}


def on(place: Place, store: Store) -> Session:
    """Somebody in the UK who looks after a team, on this page."""
    session = session_on(store)
    answer_all(session, answered("uk", "18-plus", ("member", "team-lead")))
    session.go(place)
    assert session.place == place
    return session


def written_on() -> list[Place]:
    """Every page on which something is to be written, but for dates."""
    moment = team_lead()
    pages = (journey.page(moment, place) for place in journey.places(moment))
    return [page.place for page in pages if types(page) and page.ask is not None and page.ask.kind != "date"]


def team_lead() -> Moment:
    return at(answers=answered("uk", "18-plus", ("member", "team-lead")))


WRITTEN = written_on()
BY_NAME = [str(place) for place in WRITTEN]


def asked(letter: str) -> str:
    return CONTENT.words(f"ui.plain.once.{ONCE.get(letter, letter)}")


# Letters.


@pytest.mark.parametrize("place", WRITTEN, ids=BY_NAME)
@pytest.mark.parametrize("letter", "qbsur?")
def test_a_letter_alone_is_asked_about_once_where_something_is_written(letter: str, place: Place, store: Store) -> None:
    session = on(place, store)
    before = session.progress
    for typed in (letter, letter.upper(), f" {letter} "):
        code, said = talk(session, typed)
        assert code == 1, "the input ended, nobody left"
        assert asked(letter) in said
        assert (session.place, session.progress) == (place, before)
        assert session.page == journey.page(session.moment, place)


@pytest.mark.parametrize("place", WRITTEN, ids=BY_NAME)
def test_typed_again_the_letter_does_what_it_does_on_every_page(place: Place, store: Store) -> None:
    session = on(place, store)
    assert talk(session, "q", "q")[0] == 0
    _, said = talk(session, "r", "r")
    assert said.count(session.page.title) == 2
    talk(session, "?", "?")
    assert session.place == place.with_aside("help")
    session.go(place)
    talk(session, "b", "b")
    assert session.place != place
    session.go(place)
    if journey.is_open(session.moment, place.with_aside("sources")):
        talk(session, "s", "s")
        assert session.place == place.with_aside("sources")
        session.go(place)
    log = len(session.progress.log)
    _, said = talk(session, "u", "u")
    assert "Taken back." in said
    assert len(session.progress.log) == log + 1


@pytest.mark.parametrize("letter", "qbsur?")
def test_with_t_the_letter_is_what_is_written(letter: str, store: Store) -> None:
    session = on(REFERENCE, store)
    talk(session, letter, "t")
    assert session.progress.fields[f"{FORM}.reference"] == letter
    session.go(TEXT)
    talk(session, letter, "t", ".")
    assert session.progress.fields[f"{FORM}.text"] == letter


def test_what_is_asked_about_is_answered_by_enter_or_by_anything_else(store: Store) -> None:
    session = on(REFERENCE, store)
    _, said = talk(session, "q", "", "q", "b", "u", "LIN-1")
    assert said.count(asked("q")) == 2, "Enter is neither: it is asked about again"
    assert said.count(asked("b")) == said.count(asked("u")) == 1
    assert session.progress.fields[f"{FORM}.reference"] == "LIN-1"


@pytest.mark.parametrize("text", ["t", "x", "quit", "q.", "b b", "??", "no. 7", "12345", "1.2", "½", "q q"])
def test_what_is_more_than_a_letter_or_a_number_alone_is_written_at_once(text: str, store: Store) -> None:
    session = on(REFERENCE, store)
    talk(session, text)
    assert session.progress.fields[f"{FORM}.reference"] == text


def test_once_a_long_text_has_begun_every_line_is_of_it(store: Store) -> None:
    session = on(TEXT, store)
    talk(session, "I object.", "q", "1", "", "b", ".")
    assert session.progress.fields[f"{FORM}.text"] == "I object.\nq\n1\n\nb"


def test_a_long_text_is_kept_by_enter_alone_and_cleared_by_a_full_stop_alone(store: Store) -> None:
    session = on(TEXT, store)
    talk(session, "I object.", ".")
    session.go(TEXT)
    assert CONTENT.words("ui.plain.keeps") in list(page_lines(session.page, CONTENT))
    talk(session, "")
    assert session.place != TEXT
    assert session.progress.fields[f"{FORM}.text"] == "I object."
    session.go(TEXT)
    talk(session, ".")
    assert session.progress.fields[f"{FORM}.text"] == ""


def test_the_letters_are_the_same_on_every_page() -> None:
    moment = team_lead()
    for place in journey.places(moment):
        page = journey.page(moment, place)
        lines = list(page_lines(page, CONTENT, "nano"))
        assert lines[-1] == CONTENT.words("ui.plain.letters")
        assert not [line for line in lines if line.startswith("/")], place


# Numbers.

FORMS = {2: ["2", "2.", "2)", "(2)", "２", "２．", "２）", "٢", "۲", "२", "২", "๒", "𝟐", " 2 "]}


@pytest.mark.parametrize("typed", FORMS[2])
def test_a_number_is_taken_in_any_digits_and_as_lists_are_numbered(typed: str, store: Store) -> None:
    session = session_on(store)
    talk(session, "1", typed)
    assert session.progress.answers["region"] == ("switzerland",)
    session.go(Place("ask", "age"))
    talk(session, typed, f"{typed}, {typed}")
    assert session.progress.answers["age"] == ("16-17",)
    assert session.progress.answers["role"] == ("job-seeker",)


COMMAS = [",", " ", ", ", "、", "，", "،"]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.sampled_from(COMMAS), st.data())
def test_any_decimal_digit_of_any_script_is_one(numbers: list[int], comma: str, data: st.DataObject) -> None:
    digits = st.characters(categories=["Nd"])
    typed = [data.draw(digits) for _ in numbers]
    assert numbers_of(comma.join(typed)) == [unicodedata.decimal(digit) for digit in typed]


@pytest.mark.parametrize("typed", ["2", "2.", "2)", "２", "٢"])
def test_a_number_alone_is_asked_about_once_where_something_is_written(typed: str, store: Store) -> None:
    place = Place("do", FORM, "grounds")
    session = on(place, store)
    before, pick = session.progress, choices(session.page)[1]
    question = CONTENT.say("ui.plain.once.number", number=typed, pick=pick.label)
    _, said = talk(session, typed)
    assert question in said
    assert (session.place, session.progress) == (place, before)
    _, said = talk(session, typed, typed)
    assert said.count(question) == 1
    taken = session.progress.fields[f"{FORM}.grounds"]
    session.undo()
    session.go(place)
    talk(session, typed, "t")
    assert session.progress.fields[f"{FORM}.grounds"] == typed
    assert taken not in ("", typed)


def test_a_digit_that_is_no_choice_is_asked_about_too(store: Store) -> None:
    session = on(REFERENCE, store)
    _, said = talk(session, "7", "7")
    assert said.count(CONTENT.say("ui.plain.once.no-number", number="7")) == 2, "there is nothing that it could do"
    assert f"{FORM}.reference" not in session.progress.fields
    talk(session, "7", "t")
    assert session.progress.fields[f"{FORM}.reference"] == "7"


def test_a_date_is_no_letter_and_no_digit_so_nothing_is_asked(store: Store) -> None:
    place = Place("do", FORM, "sent-on")
    session = on(place, store)
    talk(session, "2.")
    assert session.progress.fields[f"{FORM}.sent-on"] == "2026-11-20"
    session.go(place)
    code, said = talk(session, "q")
    assert code == 0
    assert asked("q") not in said


def test_a_person_is_chosen_by_number_and_a_name_is_never_a_command(store: Store) -> None:
    session = on(Place("who"), store)
    talk(session, "quinn", "1")
    assert session.progress.profile == "quinn"
    session.go(Place("who"))
    assert names_people(session.page)
    number = next(n for n, pick in enumerate(choices(session.page), 1) if pick.event == Use("me"))
    _, said = talk(session, "b", "9", str(number))
    assert asked("b") in said
    assert CONTENT.say("ui.plain.once.no-number", number="9") in said
    assert session.progress.profile == "me"
    assert "9" not in store.names()
    session.go(Place("who"))
    talk(session, "b", "t")
    assert session.progress.profile == "b"


def test_enter_alone_keeps_the_present_answer_and_asks_again_where_there_is_none(store: Store) -> None:
    session = session_on(store)
    _, said = talk(session, "1", "", "3")
    assert said.count(CONTENT.words("ui.plain.choose")) == 4
    assert session.progress.answers == {"region": ("uk",)}
    session.go(Place("ask", "region"))
    before = len(session.progress.log)
    talk(session, "")
    assert session.place == Place("ask", "age")
    assert len(session.progress.log) == before


# Bad input.

BAD = {
    "line": ["bell\a", "x" * 2000, "\x1b[31m", "\u202eright to left"],
    "file": ["/nowhere/mail.eml", "~nobody-at-all/x", "file:///nowhere", "'", "\\", "/dev/null", "/", "bell\a"],
    "date": ["someday", "2999-01-01", "1999-01-01", "31 February", "9", "x", "0000-00-00", "1" * 500],
    "several": ["0", "99", "1,99", "one", "-1", "1.5", "x"],
}


def asking(kind: str) -> Place:
    moment = team_lead()
    pages = (journey.page(moment, place) for place in journey.places(moment))
    return next(p.place for p in pages if p.ask is not None and p.ask.kind == kind and p.place.page == "do")


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_one_sentence_and_the_page_as_it_was(kind: str, store: Store) -> None:
    session = on(asking(kind), store)
    before, page = session.progress, session.page
    for bad in BAD[kind]:
        _, said = talk(session, bad, "r", *("r" if kind in ("line", "file") else ""))
        answer = said.partition("\n> \n")[2].partition("\n> \n")[0].replace("? help", "help")
        assert len(re.findall(r"[.?!](\s|$)", answer)) == 1, answer
        assert "\n" not in answer.strip()
        assert session.progress is before
        assert session.page == page, "what was refused does not stand there"
        assert said.count(page.title) == 2, "it is said again only when asked for"


def test_a_long_text_that_is_refused_is_still_there_to_be_mended(store: Store) -> None:
    session = on(TEXT, store)
    limit = session.page.ask.limit if session.page.ask is not None else None
    assert limit is not None
    _, said = talk(session, "x" * (limit + 1), ".")
    assert CONTENT.say("ui.refusal.too-long", limit=limit, length=limit + 1) in said
    assert session.place == TEXT
    assert session.page.ask is not None
    assert session.page.ask.value == "x" * (limit + 1)


# Width.


@given(st.text(st.sampled_from("ab -.1漢字ü\u0301")), st.integers(4, 30))
def test_lines_are_as_wide_as_the_terminal_and_no_word_is_lost(line: str, width: int) -> None:
    lines = list(wrapped(line, width))
    assert "".join("".join(lines).split()) == "".join(line.split())
    for piece in lines:
        cells = sum(
            0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
            for sign in piece
        )
        bare = re.sub(r"^ *(- |\d+\. )? *", "", piece)
        assert cells <= width or " " not in bare, f"{piece!r} could be parted"


def test_what_follows_a_bullet_or_a_number_begins_where_its_text_does() -> None:
    assert list(wrapped("- one two three", 9)) == ["- one two", "  three"]
    assert list(wrapped("12. one two three", 11)) == ["12. one two", "    three"]
    assert list(wrapped("one two three", 9)) == ["one two", "three"]
    address = "https://www.linkedin.com/mypreferences"
    assert list(wrapped(f"Address: {address}", 20)) == ["Address:", address]
    assert list(wrapped("漢字漢字漢字", 4)) == ["漢字", "漢字", "漢字"]
    assert list(wrapped("one two three", None)) == ["one two three"]


def test_a_pipe_has_no_width(store: Store) -> None:
    _, said = talk(session_on(store), "q")
    assert max(map(len, said.splitlines())) > 100


@needs_pty
def test_a_terminal_is_written_in_its_own_width_also_after_a_resize(tmp_path: Path) -> None:
    import fcntl
    import struct
    import termios

    with on_a_line("--plain", environ=environment(tmp_path, COLUMNS="200"), size=(40, 12)) as line:
        line.hear(until=b"\n> ")
        line.type("1\n")
        narrow = line.hear(until=b"\n> ").decode()
        fcntl.ioctl(line._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
        line.type("r\n")
        wide = line.hear(until=b"\n> ").decode()
        line.type("q\n")
        assert line.end() == 0
    assert max(map(len, narrow.splitlines())) <= 40 < max(map(len, wide.splitlines())) <= 100
    assert narrow.split()[2:] == wide.split()[2:]


# A text in an editor.


def editor_that(does: str, folder: Path) -> str:
    """The command of an editor that runs this on the `path` and the `text` it is given."""
    program = folder / "my editor.py"
    program.write_text(
        f"import os, stat, sys\npath = sys.argv[-1]\ntext = open(path, encoding='utf-8').read()\n{does}\n", "utf-8"
    )
    return f'"{sys.executable}" "{program}" --wait'


def sits_at(session: Session, *lines: str, **environ: str) -> str:
    """What the wizard says to somebody who sits at a terminal and types these lines."""
    stdin = Terminal("".join(f"{line}\n" for line in lines).encode(), person=True)
    stdout = Terminal(person=True)
    run(session, stdin=stdin, stdout=stdout, environ={**os.environ, **environ}, save=lambda *_: "")
    return stdout.said()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is temporary, which is to be empty afterwards."""
    import tempfile

    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    return tmp_path / "scratch"


def test_a_long_text_is_written_in_the_editor_and_nothing_is_left_beside(
    store: Store, tmp_path: Path, scratch: Path
) -> None:
    session = on(TEXT, store)
    seen = tmp_path / "seen"
    does = f"""
open({str(seen)!r}, "w").write(text + oct(os.stat(os.path.dirname(path)).st_mode))
open(path + "~", "w").write(text)
open(path, "w", encoding="utf-8").write("\\ufeffI object,\\r\\nanü.\\n\\n")"""
    said = sits_at(session, "e", VISUAL=editor_that(does, tmp_path), EDITOR="false")
    assert session.progress.fields[f"{FORM}.text"] == "I object,\nanü."
    assert "Recorded." in said
    assert "I object under Article 21(1)" in seen.read_text()
    assert stat.S_ISDIR(int(seen.read_text()[-7:], 8))
    assert seen.read_text().endswith("700")
    assert list(scratch.iterdir()) == []


def test_an_editor_that_fails_or_changes_nothing_leaves_the_text_as_it_was(
    store: Store, tmp_path: Path, scratch: Path
) -> None:
    session = on(TEXT, store)
    before, page = session.progress, session.page
    said = sits_at(session, "e", VISUAL=editor_that("open(path, 'w').write('lost')\nsys.exit(3)", tmp_path))
    assert CONTENT.say("faults.editor-failed", name=Path(sys.executable).stem) in said.replace("\n", " ") or (
        Path(sys.executable).name in said
    )
    assert (session.progress, session.page) == (before, page)
    said = sits_at(session, "e", VISUAL=editor_that("", tmp_path))
    assert CONTENT.words("ui.plain.unchanged") in said
    assert (session.progress, session.page) == (before, page)
    assert list(scratch.iterdir()) == []


def test_what_the_editor_leaves_and_cannot_be_taken_is_there_to_be_mended(store: Store, tmp_path: Path) -> None:
    session = on(TEXT, store)
    command = editor_that("open(path, 'w').write('fine' if 'xx' in text else 'x' * 99999)", tmp_path)
    said = sits_at(session, "E", "e", VISUAL=command)
    assert "99,999 characters" in said
    assert session.progress.fields[f"{FORM}.text"] == "fine"


@pytest.mark.parametrize("given", [{}, {"VISUAL": "no-such-editor"}, {"EDITOR": '"unclosed'}, {"EDITOR": " "}])
def test_without_an_editor_none_is_offered_and_e_is_text(given: dict[str, str], store: Store) -> None:
    session = on(TEXT, store)
    said = sits_at(session, "e", ".", **{"VISUAL": "", "EDITOR": "", **given})
    assert CONTENT.words("ui.plain.text") in said
    assert session.progress.fields[f"{FORM}.text"] == "e"


def test_the_second_variable_is_heard_where_the_first_names_nothing(store: Store, tmp_path: Path) -> None:
    session = on(TEXT, store)
    sits_at(session, "e", VISUAL="no-such-editor", EDITOR=editor_that("open(path, 'w').write('by it')", tmp_path))
    assert session.progress.fields[f"{FORM}.text"] == "by it"


def test_a_pipe_is_offered_no_editor(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", sys.executable)
    session = on(TEXT, store)
    _, said = talk(session, "q")
    assert CONTENT.words("ui.plain.text") in said


# What is pasted into a terminal.


def ways_to(session: Session, *events: Event) -> str:
    """The numbers that choose these, one page after the other."""
    typed = []
    for event in events:
        page = session.page
        typed.append(str(next(n for n, pick in enumerate(choices(page), 1) if pick.event == event)))
        assert session.choose(event) is None
    session.close()
    return "".join(f"{number}\n" for number in typed)


def to_reference(home: Path) -> str:
    """What leads somebody who sent the form to the page that asks for the case number."""
    store = Store(home, now=lambda: NOW)
    session = on(Place("do", FORM, "sent-on"), store)
    session.choose(choices(session.page)[0].event)
    session.close()
    return ways_to(session_on(store), Go(Place("do", FORM)), Go(Place("do", FORM, "keep")), Go(REFERENCE))


def reference(home: Path) -> str | None:
    kept = Store(home, now=lambda: NOW).load("me").progress
    assert kept is not None
    return kept.fields.get(f"{FORM}.reference")


@needs_pty
def test_several_lines_pasted_for_one_are_joined_and_count_after_enter(tmp_path: Path) -> None:
    way = to_reference(tmp_path)
    with on_a_line("--plain", environ=environment(tmp_path)) as line:
        line.hear(until=b"\n> ")
        for number in way.splitlines():
            line.type(f"{number}\n")
            line.hear(until=b"\n> ")
        line.type("Dear member,\n\n1\nyour case is LIN-1\nq\n")
        said = line.hear(until=b"> ").decode()
        assert CONTENT.words("ui.said.joined").split(";")[0] in " ".join(said.split())
        assert CONTENT.say("ui.plain.now", value="Dear member, 1 your case is LIN-1 q") in " ".join(said.split())
        assert reference(tmp_path) is None, "nothing counts before it was read"
        line.type("\n")
        line.hear(until=b"Recorded.")
        line.type("q\n")
        assert line.end() == 0
    assert reference(tmp_path) == "Dear member, 1 your case is LIN-1 q"


@needs_pty
def test_lines_typed_ahead_are_for_the_pages_they_meet(tmp_path: Path) -> None:
    way = to_reference(tmp_path)
    with on_a_line("--plain", environ=environment(tmp_path)) as line:
        line.type(f"{way}LIN-2\nq\n")
        assert line.end() == 0
    assert reference(tmp_path) == "LIN-2"


@needs_pty
def test_one_line_pasted_with_empty_ones_around_it_is_one_line(tmp_path: Path) -> None:
    way = to_reference(tmp_path)
    with on_a_line("--plain", environ=environment(tmp_path)) as line:
        line.hear(until=b"\n> ")
        for number in way.splitlines():
            line.type(f"{number}\n")
            line.hear(until=b"\n> ")
        line.type("\n\nLIN-3\n\n")
        line.hear(until=b"Recorded.")
        line.type("q\n")
        assert line.end() == 0
    assert reference(tmp_path) == "LIN-3"
