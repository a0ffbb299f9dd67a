"""The rules for translations: small translations keep them all, and each fault is found by the rule that is for it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from drafts import edit
from translation import SAID, write
from write_fresh import write as write_fresh

from linkedin_guard.content import ContentFolder, folder
from linkedin_guard.rules import check as program
from linkedin_guard.rules import form_of_address, marks_of_the_language, same_laws
from linkedin_guard.rules.draft import Draft
from linkedin_guard.rules.translations import cells, pairs, ungrouped

LANGUAGES = tuple(code for code in SAID if code != "en")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content, with every translation."""
    root = Path(shutil.copytree(folder(), tmp_path_factory.mktemp("small") / "content"))
    write(root, *LANGUAGES)
    return root


@pytest.fixture
def small(whole: Path, tmp_path: Path) -> Path:
    """The same, to break."""
    return Path(shutil.copytree(whole, tmp_path / "small"))


FOR_ALL = {
    *("claim-has-source", "contested-has-readings", "ids-exist", "ids-stand-once", "labels-letter-by-letter"),
    *("letters-cite-claims", "said-by-claims-alone", "status-fits-kind", "words-we-do-not-use", "claims-are-used"),
    *("shown-where-it-holds", "mirrors-instruct-nobody"),
}
"""The rules that say nothing of translations. They are about the whole content, which is not there."""

RULES = tuple(rule for rule in program.RULES if rule.ID not in FOR_ALL)


def broken(root: Path, code: str) -> dict[str, list[str]]:
    """What breaks each rule, by the rule."""
    draft = Draft(ContentFolder(root), code)
    found = {rule.ID: [str(fault) for fault in rule.check(draft)] for rule in RULES}
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_that_is_right_keeps_every_rule(code: str, whole: Path) -> None:
    assert broken(whole, code) == {}


def test_english_is_no_translation(whole: Path) -> None:
    assert broken(whole, "en") == {}


SEEDED = (
    # rule, language, file, what stands there, what stands there then
    ("same-sentences", "de", "ui.toml", '"leave" = "Diese Seite verlassen"', '"leaves" = "Diese Seite verlassen"'),
    ("same-sentences", "de", "ui.toml", ', "Alles steht auf https://www.linkedin.com/help."', ""),
    ("same-sentences", "de", "ui.toml", "linkedin.com/help.", 'linkedin.com/help.", "Mehr.'),
    ("same-places", "de", "ui.toml", "Am {day} haben Sie", "Am {tag} haben Sie"),
    ("same-places", "zh-hant", "ui.toml", "你在 {day} 記錄", "你記錄"),
    ("choices-fit-the-language", "pl", "ui.toml", '"few" = "Termin: {day}, za {days} dni", ', ""),
    ("choices-fit-the-language", "fr", "ui.toml", '{day}, dans {days} jour"', '{day}, demain"'),
    ("same-numbers", "de", "claims.toml", "Artikel 17", "Artikel 18"),
    ("same-numbers", "de", "claims.toml", "Buchstabe c", "Buchstabe d"),
    ("same-numbers", "fr", "claims.toml", "2025", "2024"),
    ("same-numbers", "zh-hant", "claims.toml", "20,000", "2,000"),
    ("same-data", "de", "ui.toml", "linkedin.com/help", "linkedin.com/hilfe"),
    ("same-data", "pl", "ui.toml", "lg-wizard sources", "lg-wizard zrodla"),
    ("same-data", "de", "ui.toml", "Mit s kommen", "Mit q kommen"),
    ("brands-and-labels", "de", "ui.toml", "LinkedIn gibt", "Linkedin gibt"),
    ("brands-and-labels", "de", "ui.toml", "Diese Seite verlassen", "Ads off LinkedIn verlassen"),
    ("words-of-the-glossary", "de", "ui.toml", "Ihrem Widerspruch", "Ihrer Beschwerde"),
    ("no-english-left", "de", "ui.toml", "Diese Seite verlassen", "Leave this page"),
    ("no-english-left", "de", "ui.toml", "Diese Seite verlassen", "Seite which you verlassen"),
    ("marks-of-the-language", "de", "ui.toml", "Diese Seite verlassen", "Diese “Seite” verlassen"),
    ("marks-of-the-language", "de", "ui.toml", "Diese Seite verlassen", "Diese... Seite verlassen"),
    ("marks-of-the-language", "de", "claims.toml", "20\u00a0%", "20 %"),
    ("marks-of-the-language", "fr", "ui.toml", "formulaire\u202f?", "formulaire ?"),
    ("marks-of-the-language", "fr", "claims.toml", "RGPD\u00a0:", "RGPD :"),
    ("marks-of-the-language", "fr", "ui.toml", "l’opposition", "l'opposition"),
    ("marks-of-the-language", "pl", "claims.toml", "z\u00a020", "z 20"),
    ("marks-of-the-language", "es", "ui.toml", "¿Has", "Has"),
    ("marks-of-the-language", "zh-hant", "ui.toml", "離開此頁", "離開 此頁"),
    ("marks-of-the-language", "zh-hant", "ui.toml", "離開此頁", "离开此页这"),
    ("marks-of-the-language", "zh-hant", "ui.toml", "按 s 看來源，", "按 s 看來源,"),
    ("same-ending", "de", "ui.toml", "Diese Seite verlassen", "Diese Seite verlassen."),
    ("same-ending", "fr", "ui.toml", "formulaire\u202f?", "formulaire"),
    ("same-ending", "de", "ui.toml", "Diese Seite verlassen", "Diese Seite  verlassen"),
    ("same-ending", "de", "ui.toml", "Diese Seite verlassen", " Diese Seite verlassen"),
    ("not-much-longer", "de", "ui.toml", "Diese Seite verlassen", "Diese Seite verlassen und später nochmals schauen"),
    ("not-much-longer", "zh-hant", "ui.toml", "離開此頁", "離開此頁離開此頁離開此頁離開此頁"),
    ("not-much-longer", "de", "ui.toml", '"does" = "verlassen"', '"does" = "Seite jetzt verlassen"'),
    ("form-of-address", "de", "ui.toml", "Haben Sie das", "Hast du das"),
    ("form-of-address", "fr", "ui.toml", "Avez-vous envoyé le", "As-tu envoyé le"),
    ("form-of-address", "pl", "ui.toml", "Czy formularz został wysłany", "Czy formularz wysłałeś"),
    ("form-of-address", "pl", "ui.toml", "Czy formularz", "Czy Pana formularz"),
    ("form-of-address", "de", "language.toml", 'address = "Sie"', 'address = ""'),
    ("form-of-address", "de", "language.toml", 'address = "Sie"', 'address = "Ihr"'),
    ("made-from-this-english", "en", "ui.toml", "Leave this page", "Leave the page"),
    ("same-difference", "de", "ui.toml", "Mit dem ersten Schritt beginnen", "Diese Seite verlassen"),
    ("same-difference", "pl", "ui.toml", "odrzuca sprzeciw", "uwzględnia sprzeciw"),
    ("same-laws", "de", "ui.toml", "Ihrem Widerspruch", "Ihrem DSGVO-Widerspruch"),
    ("same-laws", "de", "claims.toml", " DSGVO", ""),
    ("same-laws", "fr", "ui.toml", "Quitter cette page", "Quitter pour la CNIL"),
    ("same-laws", "de", "claims.toml", "Artikel 17", "Nummer 17"),
    ("same-sentences", "de", "ui.toml", '"today" = ["heute"], ', ""),
    ("same-sentences", "de", "ui.toml", '"today" = ["heute"]', '"today" = []'),
    ("words-people-type", "de", "ui.toml", '"vor {count} Tagen"', '"vor {count} Tagen", "Heute"'),
    ("words-people-type", "de", "ui.toml", "vor {count} Tagen", "vor {days} Tagen"),
    ("words-people-type", "de", "ui.toml", '"heute"', '"heute {count}"'),
    ("words-people-type", "de", "faults.toml", "j ja", "y ja"),
)


@pytest.mark.parametrize(("rule", "code", "file", "old", "new"), SEEDED)
def test_a_fault_is_found_by_the_rule_that_is_for_it(
    rule: str, code: str, file: str, old: str, new: str, small: Path
) -> None:
    edit(small, f"{code}/{file}", old, new)
    found = broken(small, "de" if code == "en" else code)
    assert set(found) == {rule}, found
    assert all(f"/{file}: " in fault or code == "en" for fault in found[rule])


def test_every_rule_for_translations_has_a_seeded_fault() -> None:
    assert {rule for rule, *_ in SEEDED} == {rule.ID for rule in RULES}
    assert len(RULES) + len(FOR_ALL) == len(program.RULES)


# The tables of words and marks: what each entry finds, and what it leaves alone.

ADDRESSED = (
    # language, form, a sentence with another form, one that is right
    ("de", "Sie", "Hier steht dein Name", "Hier steht Ihr Name"),
    ("de", "du", "Hier steht Ihr Name", "Sie sagt es, und dein Name steht hier"),
    ("fr", "vous", "C’est ton nom", "C’est votre nom, et le texte"),
    ("fr", "tu", "C’est votre nom", "C’est ton nom, pour nous"),
    ("nl", "je", "Dat is uw naam", "Dat is je naam, nu"),
    ("nl", "u", "Dat is jouw naam", "Dat is uw naam"),
    ("es", "tú", "Lo sabe usted", "Lo sabes tú"),
    ("es", "usted", "Es tu nombre", "Es su nombre, usted lo sabe"),
    ("it", "tu", "È il Suo nome", "È il tuo nome, e suo fratello"),
    ("it", "Lei", "È il tuo nome", "È il Suo nome, di tutti"),
    ("pl", "ty", "To Pana nazwa", "To twoja nazwa, panel"),
    ("sv", "du", "Har Ni sett", "Har du sett, ni alla"),
)


@pytest.mark.parametrize(("code", "form", "wrong", "right"), ADDRESSED)
def test_a_form_of_address_is_told_from_the_others(code: str, form: str, wrong: str, right: str) -> None:
    others = form_of_address.OTHERS[code][form]
    assert others is not None
    assert re.search(others, wrong)
    assert not re.search(others, right)


def test_every_form_of_address_is_tried() -> None:
    known = {(code, form) for code, forms in form_of_address.OTHERS.items() for form in forms}
    assert {(code, form) for code, form, *_ in ADDRESSED} == known


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("pl", "Tak, wysłałam to", "To zostało wysłane"),
        ("cs", "Poslal jsem to", "Bylo to posláno"),
        ("sk", "Poslala som to", "Bolo to poslané"),
    ],
)
def test_a_past_with_a_gender_is_found(code: str, wrong: str, right: str) -> None:
    assert re.search(form_of_address.GENDERED[code], wrong)
    assert not re.search(form_of_address.GENDERED[code], right)


LAWS = {
    "the GDPR": ("GDPR", "DSGVO", "RGPD", "RODO", "AVG", "Datenschutz-Grundverordnung", "dataskyddsförordningen"),
    "PIPEDA": ("PIPEDA", "LPRPDE"),
    "the LGPD": ("LGPD",),
    "an article": (
        *("Article 1", "Articles 1", "clause 4", "Artikel 1", "art. 1", "l’article 1", "artykuł 1", "articolo 1"),
        *("artículo 1", "artigo 1", "Principle 3", "§ 1", "第 17 條", "section 8", "Ziffer 4.3.8", "Abschnitt 164A"),
        *("Datenschutzgrundsatz 3", "principe 3", "clausola 4", "cláusula 4", "klauzula 4", "zasada 3", "avsnitt 8"),
        *("princip 3", "secção 8", "第 4.3.8 條", "第 3 原則"),
    ),
}


@pytest.mark.parametrize("law", same_laws.LAWS)
def test_a_law_is_known_by_its_names_in_every_language(law: str) -> None:
    for name in LAWS[law]:
        assert re.search(same_laws.LAWS[law], f"({name})"), name
    assert not re.search(
        same_laws.LAWS[law], "An article in the press, Beiträge und Artikel: das Datum, 1 Kunst, partiell"
    )


MARKED = (
    # language, a sentence with wrong marks, the same with right ones
    ("de", "20 % mehr", "20\u00a0% mehr"),
    ("fr", "Vraiment ?", "Vraiment\u202f?"),
    ("fr", "Voici : un", "Voici\u00a0: un"),
    ("fr", "« Off »", "«\u00a0Off\u00a0»"),
    ("fr", "l'avis", "l’avis"),
    ("pl", "Idź z nami", "Idź z\u00a0nami"),
    ("es", "Listo?", "¿Listo?"),
    ("es", "Listo!", "¡Listo!"),
    ("zh-hant", "完成,離開", "完成，離開"),
    ("zh-hant", "完成 離開", "完成離開，看 LinkedIn 頁"),
    ("zh-hant", "完成这", "完成這"),
)


@pytest.mark.parametrize(("code", "wrong", "right"), MARKED)
def test_one_mark_of_a_language_is_found_and_the_right_one_is_not(code: str, wrong: str, right: str) -> None:
    table = marks_of_the_language.OF[code]
    assert len([what for pattern, what in table if re.search(pattern, wrong)]) == 1
    assert not [what for pattern, what in table if re.search(pattern, right)]


def test_every_mark_of_a_language_is_tried() -> None:
    tried = {(code, what) for code, wrong, _ in MARKED for pattern, what in marks_of_the_language.OF[code]
             if re.search(pattern, wrong)}  # fmt: skip
    assert tried == {(code, what) for code, table in marks_of_the_language.OF.items() for _, what in table}


# What is no translation.


def test_what_people_type_is_as_much_as_their_language_needs(small: Path) -> None:
    edit(small, "de/ui.toml", '"heute"', '"heute", "am heutigen Tag", "gerade eben, in diesem Augenblick", "today"')
    assert broken(small, "de") == {}


def test_two_files_may_say_the_same_where_english_does_not(small: Path) -> None:
    for code, end in (("en", "Enclosures"), ("de", "Anlagen")):
        (small / code / "documents.toml").write_text(f'kept = "{end}"\n', "utf-8")
    for code, end in (("en", "Enclosed"), ("de", "Anlagen")):
        (small / code / "letters.toml").write_text(f'kept = "{end}"\n', "utf-8")
    write_fresh("de", small)
    assert broken(small, "de") == {}


def test_a_shell_has_its_own_marks_and_columns(small: Path) -> None:
    for code, does in (("en", "Ana's"), ("de", "Anas")):
        example = f'[help.letter]\nexamples = ["{{program}} letter --name \\"Ana B\\"    {does}"]\n'
        (small / code / "cli.toml").write_text(example, "utf-8")
    write_fresh("de", small)
    assert broken(small, "de") == {}
    edit(small, "de/cli.toml", "[help.letter]\nexamples = [", "[help.letter]\ntext = [")
    edit(small, "en/cli.toml", "[help.letter]\nexamples = [", "[help.letter]\ntext = [")
    write_fresh("de", small)
    assert set(broken(small, "de")) == {"marks-of-the-language"}


def test_a_place_is_no_term_of_law_and_two_letters_with_a_stroke_are_no_keys(small: Path) -> None:
    for code, to in (("en", "To: {objection}, c/o LinkedIn"), ("de", "An: {objection}, z. Hd. LinkedIn")):
        (small / code / "letters.toml").write_text(f'to = "{to}"\n', "utf-8")
    write_fresh("de", small)
    assert broken(small, "de") == {}


# What a language has besides.


def test_a_language_without_glossary_or_with_an_empty_one_is_a_fault(small: Path) -> None:
    for wrong in ("", "objection = []", 'objection = "Widerspruch"', 'objection = { a = "b" }'):
        (small / "de" / "glossary.toml").write_text(wrong, "utf-8")
        assert list(broken(small, "de")) == ["words-of-the-glossary"], wrong
    (small / "de" / "glossary.toml").unlink()
    faults = [by for fault, by in program.check(small).faults.items() if fault.file == "de/glossary.toml"]
    assert faults == [program.SHAPE]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"ui.pick.leave": 7}'])
def test_a_language_that_does_not_say_of_what_it_was_made_is_stale(data: bytes, small: Path) -> None:
    (small / "de" / "fresh.json").write_bytes(data)
    faults = broken(small, "de")
    assert list(faults) == ["made-from-this-english"]
    assert len(faults["made-from-this-english"]) == len(list(pairs(Draft(ContentFolder(small), "de"))))


def test_the_tool_says_of_what_a_language_was_made_and_nothing_is_stale(small: Path) -> None:
    edit(small, "en/ui.toml", "Leave this page", "Leave the page")
    kept = json.loads((small / "de" / "fresh.json").read_text("utf-8"))
    made = json.loads(write_fresh("de", small).read_text("utf-8"))
    assert {name for name in made if made[name] != kept[name]} == {"ui.pick.leave"}
    assert broken(small, "de") == {}


def test_the_check_holds_a_translation_against_the_rules(small: Path) -> None:
    edit(small, "de/ui.toml", "Diese Seite verlassen", "Leave this page")
    found = {(fault.file, fault.key): by for fault, by in program.check(small).faults.items()}
    assert found["de/ui.toml", "pick.leave"] == "no-english-left"


def test_keys_and_cells() -> None:
    assert ungrouped("a.{count}.one") == ungrouped("a.{count}.few") == "a.{count}"
    assert ungrouped("a.{language}.de") == "a.{language}.de"
    assert [cells(text) for text in ("abc", "限期", "e\u0301")] == [3, 4, 1]
