"""What another language needs of the program: forms by number, its own way to write days and lists, no glued words."""

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from walk import CONTENT, answered, at, sent
from write_language import DECIDED, LOCALES, language, text, undecided

from linkedin_guard.content import folder, load
from linkedin_guard.model.catalogue import Catalogue, ContentFault
from linkedin_guard.model.language import Language
from linkedin_guard.model.page import Moment
from linkedin_guard.model.plural import LANGUAGES, RULES, category
from linkedin_guard.plan.status import status

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
        ('"{caption}. {title}"', '"{caption}."', ("heading", "{title}")),
        ('"{caption}. {title}"', '"{caption}. {title}{year}"', ("heading", "year")),
        ('sentence = "{day} {month} {year}"', 'sentence = "{month} {year}"', ("dates.sentence", "{day}")),
        ('list = "{0}, {1}"', 'list = "{0}, {2}"', ("list", "{1}")),
        ('plural = "en"', 'plural = "english"', ("plural", "rules")),
        ('"Sat", "Sun"]', '"Sat"]', ("dates.weekdays",)),
        ("grouped-from", "grouped-form", ("grouped-form", "did you mean 'grouped-from'")),
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
[status.waiting-until."{days}"]
one = "Termin odpowiedzi: {day}, jutro"
few = "Termin odpowiedzi: {day}, za {days} dni"
many = "Termin odpowiedzi: {day}, za {days} dni"
other = "Termin odpowiedzi: {day}, za {days} dnia"
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
[status.waiting-until]
"{days}" = { other = "等候 LinkedIn 回覆，限期 {day}（{days} 天後）" }
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
    return lambda code: load(code, root)


FORMS = {
    ("en", "hard.found"): {
        0: "0 cells",
        1: "1 cell",
        2: "2 cells",
        21: "21 cells",
        -1: "-1 cell",
        20_000: "20,000 cells",
    },
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


def test_a_word_chooses_by_itself(speak: Callable[[str], Catalogue]) -> None:
    said = {code: speak("en").say("hard.spoken", language=code) for code in ("de", "zh-hant", "fr")}
    assert said == {"de": "In German.", "zh-hant": "In Chinese.", "fr": "In another language: fr."}


def test_a_choice_is_there_but_is_no_sentence_by_itself(speak: Callable[[str], Catalogue]) -> None:
    content = speak("en")
    assert content.has("hard.found")
    assert not content.has("hard")
    with pytest.raises(ContentFault, match=r"content/en/hard\.toml: there is no sentence 'hard\.found'"):
        content.words("hard.found")
    with pytest.raises(ContentFault, match=r"'hard\.found' has a place that nothing fills"):
        content.say("hard.found", number=1)


@pytest.mark.parametrize(
    ("days", "said"), [(1, "jutro"), (2, "za 2 dni"), (5, "za 5 dni"), (-1, "yesterday"), (-9, "9 days ago")]
)
def test_how_a_step_stands_is_said_in_the_form_of_the_days_left(
    days: int, said: str, speak: Callable[[str], Catalogue]
) -> None:
    """The answer is due 31 days after the day of sending; Polish where it is one of the hard sentences."""
    content = speak("pl")
    content._words["ui"] = {**content._files.words("pl/ui.toml")}
    content._words["ui"]["status"] = {
        **content._words["ui"]["status"],
        **content._files.words("pl/hard.toml")["status"],
    }
    moment = sent(at(answers=answered("uk", "18-plus", ("member",)), content=content), "2026-09-01")
    due = status(moment, "objection-reply").due
    assert due is not None
    now = moment.now.replace(year=due.year, month=due.month, day=due.day)
    there = Moment(content, moment.progress, now.fromtimestamp(now.timestamp() - days * 86_400, now.tzinfo))
    assert status(there, "objection-reply").words.endswith(said)
