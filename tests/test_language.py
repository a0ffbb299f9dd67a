"""What another language needs of the program: forms by number, its own way to write days and lists, no glued words."""

import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content
from walk import CONTENT, answer_all, answered, at, sent, session_on, then
from write_language import DECIDED, LOCALES, language, text, undecided

from linkedin_guard.content import ContentFolder, folder, load
from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.documents.record import record
from linkedin_guard.documents.wording import say_event
from linkedin_guard.faces.pdf import render
from linkedin_guard.faces.plain_page import block_lines, page_lines
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.faces.tui.key_line import KeyLine
from linkedin_guard.faces.tui.layout import flow, wrap
from linkedin_guard.model.blocks import Facts, Paragraph
from linkedin_guard.model.catalogue import Catalogue, ContentFault
from linkedin_guard.model.events import Answer, Go, Write
from linkedin_guard.model.language import Language
from linkedin_guard.model.page import Moment, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.plural import LANGUAGES, RULES, category
from linkedin_guard.plan.status import status
from linkedin_guard.rules.draft import Draft
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

# Plural forms.


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_plural_form_of_every_number_is_the_one_of_cldr(code: str) -> None:
    wanted = Locale.parse(LOCALES.get(code, code)).plural_form
    millions = (number * 1_000_000 for number in range(1, 1200))
    for number in (*range(2201), *(10**power for power in range(4, 13)), *millions):
        assert category(LANGUAGES[code], number) == wanted(number), number


def test_no_rule_is_there_for_nothing() -> None:
    assert set(LANGUAGES.values()) == set(RULES)
    assert (len(RULES), len(LANGUAGES)) == (14, 28)


# The language's file.


@pytest.mark.parametrize("code", CONTENT.manifest.languages)
def test_the_file_of_a_language_says_what_its_tool_writes(code: str) -> None:
    path = folder() / code / "language.toml"
    decided = tomllib.loads(path.read_text("utf-8"))
    assert path.read_text("utf-8") == text({key: decided[key] for key in DECIDED}, language(code))


def grammar(code: str) -> Language:
    """The language as its tool writes it, read as the program reads it."""
    return Language.model_validate(tomllib.loads(text(undecided(code), language(code))))


SAID = {
    # language: the first of August in a sentence, in a sentence without its year, and in a table; 20,000; three things
    "en": ("1 August 2026", "1 August", "Sat 1 Aug 2026", "20,000", "a, b, c"),
    "fr": ("1er août 2026", "1er août", "sam. 1er août 2026", "20\u202f000", "a, b, c"),
    "de": ("1. August 2026", "1. August", "Sa., 1. Aug. 2026", "20.000", "a, b, c"),
    "pl": ("1 sierpnia 2026", "1 sierpnia", "sob., 1 sie 2026", "20\u00a0000", "a, b, c"),
    "es": ("1 de agosto de 2026", "1 de agosto", "sáb, 1 ago 2026", "20.000", "a, b, c"),
    "lt": ("2026 m. rugpjūčio 1 d.", "rugpjūčio 1 d.", "2026-08-01, št", "20\u00a0000", "a, b, c"),
    "zh-hant": ("2026年8月1日", "8月1日", "2026年8月1日週六", "20,000", "a、b、c"),
}


@pytest.mark.parametrize("code", SAID)
def test_each_language_writes_days_numbers_and_lists_its_own_way(code: str) -> None:
    found, day = grammar(code), date(2026, 8, 1)
    assert SAID[code] == (
        found.day(day),
        found.day(day, year=False),
        found.day(day, table=True),
        found.number(20_000),
        found.listed("abc"),
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_meant_to_be_spoken_can_write_every_day_of_a_year(code: str) -> None:
    found = grammar(code)
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + number) for number in range(365)]
    for table in (False, True):
        assert len({found.day(day, table=table, year=year) for day in days for year in (False, True)}) == 730


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"{text} ({note})"', '"{text}"', ("note", "{note}")),
        ('"{text} ({note})"', '"{text} ({note}{year})"', ("note", "year")),
        ('sentence = "{day} {month} {year}"', 'sentence = "{month} {year}"', ("dates.sentence", "{day}")),
        ('list = "{0}, {1}"', 'list = "{0}, {2}"', ("list", "{1}")),
        ('plural = "en"', 'plural = "english"', ("plural", "rules")),
        ('"Sat", "Sun"]', '"Sat"]', ("dates.weekdays",)),
        ("grouped-from", "grouped-form", ("grouped-from' is missing",)),
    ],
)
def test_a_fault_in_a_language_is_one_sentence(old: str, new: str, named: tuple[str, ...], tmp_path: Path) -> None:
    root = Path(shutil.copytree(folder(), tmp_path / "content"))
    path = root / "en" / "language.toml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ContentFault) as fault:
        load(root=root).grammar.day(date(2026, 8, 1))
    assert str(fault.value).startswith("content/en/language.toml: ")
    assert all(word in str(fault.value) for word in named), fault.value


# A sentence that is a choice.

HARD = {
    "pl": """
[found."{count}"]
one = "Znaleziono {count} komórkę."
few = "Znaleziono {count} komórki."
many = "Znaleziono {count} komórek."
other = "Znaleziono {count} komórki."
""",
    "cs": """
[found."{count}"]
one = "{count} buňka"
few = "{count} buňky"
other = "{count} buněk"
""",
    "zh-hant": """
[found."{count}"]
other = "{count} 格"
""",
    "en": """
[found."{count}"]
one = "{count} cell"
other = "{count} cells"
[spoken."{language}"]
de = "In German."
zh-hant = "In Chinese."
other = "In another language: {language}."
""",
}

SPOKEN = (
    (
        "pl",
        "ui.toml",
        """[status.waiting-until."{days}"]
one = "Waiting for an answer, due {day}, tomorrow"
other = "Waiting for an answer, due {day}, in {days} days"
""",
        """[status.waiting-until."{days}"]
one = "Termin odpowiedzi: {day}, jutro"
few = "Termin odpowiedzi: {day}, za {days} dni"
many = "Termin odpowiedzi: {day}, za {days} dni"
other = "Termin odpowiedzi: {day}, za {days} dnia"
""",
    ),
    ("pl", "steps.toml", "My profile and posts were written for", "Mój profil i wpisy powstały dla"),
    ("pl", "steps.toml", "I earn my living with texts or pictures", "Żyję z tekstów lub obrazów"),
    ("pl", "steps.toml", "What I have shared there says things", "To, co tam udostępniam, mówi coś"),
    ("de", "letters.toml", "[your name]", "[Ihr Name]"),
    ("zh-hant", "ui.toml", 'does = "leave"', 'does = "離開此處"'),
    ("zh-hant", "ui.toml", 'does = "choose"', 'does = "選擇此項目"'),
)
"""What else is said in a language: what stands in English, and there."""


@pytest.fixture(scope="module")
def speak(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Catalogue]:
    """The content in a language: English, but for how the language writes and for the hard sentences."""
    root = Path(shutil.copytree(folder(), tmp_path_factory.mktemp("spoken") / "content"))
    manifest = root / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('["en"]', str(list(LANGUAGES)).replace("'", '"')), "utf-8")
    for code in LANGUAGES:
        if code != "en":
            shutil.copytree(root / "en", root / code)
        (root / code / "language.toml").write_text(text(undecided(code), language(code)), "utf-8")
        (root / code / "hard.toml").write_text(HARD.get(code, HARD["en"]), "utf-8")
    for code, file, old, new in SPOKEN:
        path = root / code / file
        words = path.read_text("utf-8")
        assert old in words
        path.write_text(re.sub(re.escape(old), new, words), "utf-8")
    return lambda code: load(code, root)


FORMS = {
    ("en", "hard.found"): {0: "0 cells", 1: "1 cell", 2: "2 cells", -1: "-1 cell", 20_000: "20,000 cells"},
    ("pl", "hard.found"): {
        1: "Znaleziono 1 komórkę.",
        2: "Znaleziono 2 komórki.",
        5: "Znaleziono 5 komórek.",
        12: "Znaleziono 12 komórek.",
        22: "Znaleziono 22 komórki.",
        20_000: "Znaleziono 20\u00a0000 komórek.",
    },
    ("cs", "hard.found"): {1: "1 buňka", 4: "4 buňky", 5: "5 buněk", 22: "22 buněk"},
    ("zh-hant", "hard.found"): {0: "0 格", 1: "1 格", 5: "5 格"},
    ("en", "ui.caption.minutes"): {1: "about one minute", 2: "about 2 minutes"},
    ("en", "ui.letter.length"): {1: "1 character.", 999: "999 characters.", 1234: "1,234 characters."},
}


@pytest.mark.parametrize(("code", "name"), FORMS)
def test_a_number_chooses_the_form_its_language_has_for_it(
    code: str, name: str, speak: Callable[[str], Catalogue]
) -> None:
    for count, said in FORMS[code, name].items():
        assert speak(code).say(name, count=count) == said


QUANTITIES = re.compile(r"\{(?:count|days|done|found|length|limit|more|rows)\}")
BESIDE_NO_NOUN = {
    # A number after a colon, and of signs that the sentence has counted before.
    *("team.template.left-out", "team.read.more", "team.problems.more", "faults.name.length"),
    # No number: what stands in a first line.
    "team.refused.columns",
    # Of the size of a window.
    "ui.code.too-small",
}


def test_every_sentence_with_a_number_of_things_has_its_forms() -> None:
    """But where the number has no noun beside it, which every language can say in one form."""
    said = {
        f"{file.rpartition('/')[2].removesuffix('.toml')}.{key}": text
        for file, key, text in Draft(ContentFolder(folder())).sentences()
    }
    one_form = {key for key, text in said.items() if QUANTITIES.search(text) and "{" not in key}
    assert one_form - {key for key in one_form if key.startswith("ui.date.words.")} == BESIDE_NO_NOUN


def test_a_word_chooses_by_itself(speak: Callable[[str], Catalogue]) -> None:
    said = {code: speak("en").say("hard.spoken", language=code) for code in ("de", "zh-hant", "fr")}
    assert said == {"de": "In German.", "zh-hant": "In Chinese.", "fr": "In another language: fr."}


def test_a_choice_is_there_but_is_no_sentence_by_itself(speak: Callable[[str], Catalogue]) -> None:
    content = speak("en")
    assert content.has("hard.found")
    assert not content.has("hard")
    with pytest.raises(ContentFault, match=r"content/en/hard\.toml: 'found' is no sentence"):
        content.words("hard.found")
    with pytest.raises(ContentFault, match=r"content/en/hard\.toml: 'found' has a place that nothing fills"):
        content.say("hard.found", number=1)


DAYS = [(1, "jutro"), (2, "za 2 dni"), (5, "za 5 dni"), (-1, "it was due yesterday"), (-9, "it was due 9 days ago")]


@pytest.mark.parametrize(("days", "said"), DAYS)
def test_how_a_step_stands_is_said_in_the_form_of_the_days_left(
    days: int, said: str, speak: Callable[[str], Catalogue]
) -> None:
    content = speak("pl")
    moment = sent(at(answers=answered("uk", "18-plus", ("member",)), content=content), "2026-09-01")
    due = status(moment, "objection-reply").due
    assert due is not None
    now = datetime.combine(due - timedelta(days=days), moment.now.timetz())
    assert status(at(moment.progress, now=now, content=content), "objection-reply").words.endswith(said)


# What only another language shows.


def someone(content: Catalogue = CONTENT, region: str = "eu-eea") -> Moment:
    """A member who lives there, and has sent the form."""
    return sent(at(answers=answered(region, "18-plus", ("member",)), content=content))


def test_a_no_break_space_in_a_letter_stays_one() -> None:
    moment = then(someone(), Write("objection-form.grounds", "«\u00a0Mes textes\u202f!\u00a0»"))
    assert "«\u00a0Mes textes\u202f!\u00a0»" in as_text(letter(moment, "objection"))


def test_a_letter_says_the_case_number_in_a_line_of_its_own_or_not_at_all() -> None:
    without, numbered = someone(), then(someone(), Write("objection-form.reference", "LI-42"))
    assert "My case number is LI-42." in letter(numbered, "reminder").lines
    assert "case number" not in as_text(letter(without, "reminder"))


def test_an_edited_letter_keeps_its_open_places_in_no_language(speak: Callable[[str], Catalogue]) -> None:
    text_place = Place("do", "objection-form", "text")
    handed_in = journey.read(someone(), journey.page(someone(), text_place), "Hello\n[your name], [your email address]")
    assert handed_in == Write("objection-form.text", "Hello\n{name}, {mail}")
    german = speak("de")
    assert isinstance(handed_in, Write)
    moment = then(someone(german), handed_in)
    assert as_text(letter(moment, "objection")) == "Hello\n[Ihr Name], [your email address]"
    page = journey.page(moment, text_place)
    assert page.ask is not None
    assert page.ask.value == "Hello\n[Ihr Name], [your email address]"
    said = "\n".join(line for block in record(moment) for line in block_lines(block, german))
    assert "[Ihr Name]" in said
    assert "{name}" not in said
    named = Moment(german, moment.progress, moment.now, memory={"objection-form.name": "Ana"})
    assert as_text(letter(named, "objection")) == "Hello\nAna, [your email address]"


def test_a_letter_being_typed_keeps_its_open_places_too(store: Store) -> None:
    session = session_on(store)
    answer_all(session, answered("uk", "18-plus", ("member",)))
    session.go(Place("do", "objection-form", "text"))
    session.typing("Hello\n[your name]")
    session.keep()
    assert session.progress.fields["objection-form.text"] == "Hello\n{name}"


STARTS = next(part.starts for part in CONTENT.steps["objection-form"].parts if part.id == "grounds")
GROUNDS = Place("do", "objection-form", "grounds")


@pytest.mark.parametrize("name", STARTS)
def test_a_sentence_taken_over_is_said_in_the_language_of_whoever_reads_it(
    name: str, store: Store, speak: Callable[[str], Catalogue]
) -> None:
    session = session_on(store)
    answer_all(session, answered("eu-eea", "18-plus", ("member",)))
    english, polish = CONTENT.words(name), speak("pl").words(name)
    assert english != polish
    for typed in (None, english):
        session.go(GROUNDS)
        if typed is None:
            session.choose(next(pick.event for pick in session.page.picks if pick.label == english))
        else:
            session.choose(Write("objection-form.grounds"), typed)
        assert session.progress.fields["objection-form.grounds"] == f"{{{name}}}", "kept in no language"
        for content, said in ((CONTENT, english), (speak("pl"), polish)):
            moment = at(session.progress, content=content)
            assert said in as_text(letter(moment, "objection"))
            asked = journey.page(moment, GROUNDS)
            assert asked.ask is not None
            assert asked.ask.value == said
            assert said in "\n".join(line for block in record(moment) for line in block_lines(block, content))
        assert english[:60] in session.last_recorded
        session.undo()


def test_a_sentence_taken_over_and_changed_is_the_persons_own(store: Store) -> None:
    session = session_on(store)
    answer_all(session, answered("eu-eea", "18-plus", ("member",)))
    session.go(GROUNDS)
    own = f"{CONTENT.words(STARTS[0])} Really."
    session.choose(Write("objection-form.grounds"), own)
    assert session.progress.fields["objection-form.grounds"] == own


def test_a_letter_edited_in_an_older_version_is_still_filled() -> None:
    moment = then(someone(), Write("objection-form.text", "Hello\n[your name]"))
    named = Moment(CONTENT, moment.progress, moment.now, memory={"objection-form.name": "Ana"})
    assert as_text(letter(named, "objection")) == "Hello\nAna"


@pytest.mark.parametrize("code", ["zh-hant", "pl", "no"])
def test_a_pdf_is_in_a_language_that_typst_knows(code: str, speak: Callable[[str], Catalogue]) -> None:
    assert render([Paragraph("One line.")], speak(code), title="A title").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text_", "width", "lines"),
    [
        ("Dort steht «\u00a0Off\u00a0»", 12, ("Dort steht", "«\u00a0Off\u00a0»")),
        ("Selon l’art.\u00a021", 10, ("Selon", "l’art.\u00a021")),
        ("et encore\u202f!", 10, ("et", "encore\u202f!")),
        ("等候回覆，限期「今日」。", 8, ("等候回", "覆，限期", "「今", "日」。")),
        ("等候 LinkedIn 回覆", 14, ("等候 LinkedIn", "回覆")),
        ("a\tb\nc", 20, ("a       b", "c")),
    ],
)
def test_a_line_breaks_where_its_language_lets_it(text_: str, width: int, lines: tuple[str, ...]) -> None:
    assert wrap(text_, width) == lines


@given(st.lists(st.text("abé.–“", max_size=8)).map(" ".join), st.integers(9, 40))
def test_elsewhere_lines_break_as_the_widgets_break_them(text_: str, width: int) -> None:
    assert wrap(text_, width) == (tuple(line.plain.rstrip() for line in Content(text_).wrap(width)) or ("",))
    assert flow(text_, width) == text_


@given(st.text("ab «»\u00a0\u202f，。「」等候回覆3", max_size=60), st.integers(4, 30))
def test_lines_hold_the_whole_text_and_are_no_wider_than_the_window(text_: str, width: int) -> None:
    lines = wrap(text_, width)
    assert "".join(lines).replace(" ", "") == text_.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text_", "encoding", "shown"),
    [
        ("Wyślij źródło", "latin-1", "Wyslij zródlo"),
        ("Wyślij źródło", "ascii", "Wyslij zrodlo"),
        ("Đặt ø æ ß ő", "ascii", "Dat o ae ss o"),
        ("20\u202f000\u00a0!", "ascii", "20 000 !"),
        ("non\u2011stop × 2", "ascii", "non-stop X 2"),
        ("Σ 繁", "latin-1", "? ?"),
        ("Wyślij", "utf-8", "Wyślij"),
        ("Wyślij", "no-such-encoding", "Wyslij"),
    ],
)
def test_a_letter_that_cannot_be_shown_is_shown_without_its_accent(text_: str, encoding: str, shown: str) -> None:
    assert for_terminal(text_, encoding) == shown


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_last_key_ends_at_the_edge_however_wide_the_words_are(
    size: tuple[int, int], store: Store, speak: Callable[[str], Catalogue]
) -> None:
    app = GuardApp(session_on(store, content=speak("zh-hant")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        last = str(app.screen.query_one("#keys", KeyLine).content)
        assert last.endswith("^q 離開此處")
        assert cell_len(last) == app.wizard.sizes.width


def test_answers_that_hold_commas_are_told_apart_wherever_they_stand() -> None:
    answers = {"region": ("eu-eea",), "age": ("18-plus",), "role": ("team-lead",), "team-regions": ("eu-eea", "uk")}
    said = "European Union, Iceland, Liechtenstein or Norway; United Kingdom"
    moment = at(answers=answers)
    event = Answer("team-regions", answers["team-regions"])
    assert said in say_event(CONTENT, event)
    facts = [rows for block in record(moment) if isinstance(block, Facts) for rows in block.rows]
    assert said in [value for _, value in facts]


def test_plain_text_is_put_together_as_the_language_does_it(speak: Callable[[str], Catalogue]) -> None:
    chinese = speak("zh-hant")
    rows = Facts((("Label", "value"),))
    page = Page(Place("tasks"), "Step 1 · soon", "Title", (rows,), None, (Pick("Do", Go(), note="later"),), 0, 0)
    lines = list(page_lines(page, chinese))
    assert lines[:3] == ["Title", "Step 1、soon", "Label：value"]
    assert f"1. Do：later（{chinese.words('ui.plain.chosen')}）" in lines
