"""What content must keep to, as it ships; and what somebody is told who breaks it."""

import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import changes_are_told
import links_on_the_list
import pytest
import translation
from drafts import edit, wheel
from few import among, few
from hypothesis import given, settings
from hypothesis import strategies as st
from walk import CONTENT, NOW, REGIONS, answered, at, marked, sent, texts, then

from linkedin_guard.content import ContentFolder, folder, load
from linkedin_guard.model.catalogue import Catalogue, ContentFault
from linkedin_guard.model.events import Answer
from linkedin_guard.model.place import Place
from linkedin_guard.model.tables import Tables
from linkedin_guard.rules import check as program
from linkedin_guard.rules import labels_letter_by_letter
from linkedin_guard.rules.check import Rule
from linkedin_guard.rules.draft import Draft
from linkedin_guard.walk import journey

RULES: tuple[Rule, ...] = (*program.RULES, changes_are_told, links_on_the_list)

EDITS = {
    # rule: (file, what stands there or None to add at the end, what stands there then); where the file is of another
    # language, in a small content that has a translation
    "claim-has-source": ("claims.toml", 'sources = ["pcmag", "inquirer", "article-privacy-tips"]', "sources = []"),
    "contested-has-readings": (
        "claims.toml",
        '[trains-since-2024]\nkind = "press"\nstatus = "reported"',
        '[trains-since-2024]\nkind = "press"\nstatus = "contested"',
    ),
    "mirrors-instruct-nobody": (
        "claims.toml",
        'sources = ["li-102697", "allstar-2019", "jobs-code"]',
        'sources = ["li-102697", "guatda"]',
    ),
    "status-fits-kind": (
        "claims.toml",
        '[trains-since-2024]\nkind = "press"\nstatus = "reported"',
        '[trains-since-2024]\nkind = "press"\nstatus = "documented"',
    ),
    "said-by-claims-alone": ("en/pages.toml", 'title = "Your steps"', 'title = "LinkedIn trains on your data"'),
    "letters-cite-claims": ("letters.toml", 'claims = ["law-uk-21"], ', ""),
    "words-we-do-not-use": ("en/ui.toml", 'continue = "Continue"', 'continue = "Next"'),
    "links-on-the-list": ("links.toml", "https://www.linkedin.com/legal/privacy-policy", "https://www.linkedln.com/"),
    "ids-exist": ("pages.toml", '{ claim = "not-retroactive" }', '{ claim = "not-retro-active" }'),
    "claims-are-used": (
        "claims.toml",
        "[lawsuit]\n",
        '[orphan]\nkind = "ours"\nstatus = "unresolved"\nsources = ["our-reading"]\n'
        "checked = 2026-11-24\n\n[lawsuit]\n",
    ),
    "shown-where-it-holds": ("regimes.toml", "trains-since-2025-uk", "trains-since-2025"),
    "ids-stand-once": ("steps.toml", None, '[[retired]]\nid = "toggle-off"\nreason = "gone"\n'),
    "choices-fit-the-language": ("en/ui.toml", 'other = "about {count} minutes"', 'other = "some minutes"'),
    "labels-letter-by-letter": (
        "en/steps.toml",
        '"Choose to object in your own words and paste your text, which names the rest. '
        'If there is only this option, choose it:"',
        '"Look for “Data From Others for Ads”:"',
    ),
    "brands-and-labels": ("de/ui.toml", "LinkedIn gibt", "Linkedin gibt"),
    "form-of-address": ("de/ui.toml", "Haben Sie das", "Hast du das"),
    "changes-are-told": ("steps.toml", 'kind = "switch"\n', 'kind = "switch"\nmeaning = 7\n'),
    "made-from-this-english": ("de/fresh.json", '"ui.pick.leave": "', '"ui.pick.leave": "0'),
    "marks-of-the-language": ("de/ui.toml", "Diese Seite", "Diese “Seite”"),
    "no-english-left": ("de/ui.toml", "Diese Seite verlassen", "Leave this page"),
    "not-much-longer": ("de/ui.toml", "Diese Seite", "Diese Seite und alle weiteren"),
    "same-data": ("de/ui.toml", "linkedin.com/help", "linkedin.com/hilfe"),
    "same-difference": ("de/ui.toml", "Mit dem ersten Schritt beginnen", "Diese Seite verlassen"),
    "same-ending": ("de/ui.toml", "Diese Seite verlassen", "Diese Seite verlassen."),
    "same-laws": ("de/claims.toml", " DSGVO", ""),
    "same-numbers": ("de/claims.toml", "Artikel 17", "Artikel 18"),
    "same-places": ("de/ui.toml", "Am {day} haben", "Am {tag} haben"),
    "same-sentences": ("de/ui.toml", '"leave" = "Diese', '"leaves" = "Diese'),
    "words-people-type": ("en/ui.toml", 'tomorrow = ["tomorrow"]', 'tomorrow = ["tomorrow", "today"]'),
    "words-of-the-glossary": ("de/ui.toml", "Ihrem Widerspruch", "Ihrer Beschwerde"),
}


TABLES = tuple(name for name, value in vars(Tables).items() if isinstance(value, cached_property))


# The rules.


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("It reads Off", "off"),
        ("It reads {off}, “Settings” On", "on"),
        ("It was on, then Off.", "off"),
        ("Look under Data privacy", "data-privacy"),
        ("Look for “Job application settings”", "job-applications"),
    ],
)
def test_a_label_of_linkedins_is_a_place_and_never_typed_in(typed: str, place: str, copy: Path) -> None:
    edit(copy, "en/ui.toml", 'was-off = "It reads {off}"', f'was-off = "{typed}"')
    found = broken(labels_letter_by_letter, copy)
    assert len(found) == 1
    assert f"typed in; it is {{{place}}}" in found[0]


def broken(rule: Rule, root: Path, language: str = "en") -> list[str]:
    """What breaks the rule in a language, as sentences."""
    return [str(fault) for fault in rule.check(Draft(ContentFolder(root), language))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_the_content_keeps_the_rule(rule: Rule) -> None:
    faults = broken(rule, folder())
    assert not faults, "\n".join([f"{rule.ID}: {rule.REASON}", *faults])


def test_every_rule_is_held_against_the_content_and_broken_by_an_edit() -> None:
    modules = {
        path.stem for path in Path(program.__file__).parent.glob("*.py") if "\nREASON = " in path.read_text("utf-8")
    }
    assert len(modules) > 5
    assert modules == {rule.ID.replace("-", "_") for rule in program.RULES}
    assert set(EDITS) == {rule.ID for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_each_rule_says_why_it_is_there_and_what_to_do(rule: Rule) -> None:
    assert rule.REASON.endswith(".")
    assert rule.FIX.endswith(".")
    assert rule.FIX[0].islower(), "it ends a sentence"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_a_rule_finds_what_breaks_it(rule: Rule, copy: Path) -> None:
    file = EDITS[rule.ID][0]
    language = file.partition("/")[0] if "/" in file else "en"
    if language != "en":
        translation.write(copy, language)
        assert broken(rule, copy, language) == []
    edit(copy, *EDITS[rule.ID])
    # What a sentence was made from stands in a file of its own.
    named = f"content/{file.replace('fresh.json', 'ui.toml')}: '"
    assert [fault for fault in broken(rule, copy, language) if fault.startswith(named) and fault.endswith(rule.FIX)]


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("links.toml", 'sources = ["jobs-code"]', 'sources = ["li-102697"]', "job-applications"),
        ("labels.toml", 'sources = ["dawn-fi"]', 'sources = ["li-a8059228"]', "fi"),
        ("claims.toml", 'sources = ["lfd-ni-2025", "sdtb-2025"]', 'sources = ["guatda"]', "switch-colour"),
        ("steps.toml", '"steps.objection-form.scope.why", cites = ["form-for"]',
         '"steps.objection-form.scope.why", cites = ["switch-member-setting"]', "switch-member-setting"),
        ("pages.toml", 'cites = ["no-automation"]', 'cites = ["features-keep-working"]', "features-keep-working"),
        ("documents.toml", 'cites = ["form-ai-option"]', 'cites = ["ads-slow"]', "ads-slow"),
    ],
)  # fmt: skip
def test_nothing_that_tells_people_what_to_do_rests_on_mirrors_alone(
    file: str, old: str, new: str, key: str, copy: Path
) -> None:
    (rule,) = [rule for rule in RULES if rule.ID == "mirrors-instruct-nobody"]
    if file == "claims.toml":
        edit(copy, "steps.toml", '{ list = "steps.toggle-off.try" },', f'{{ claim = "{key}" }},')
    edit(copy, file, old, new)
    assert any(f"'{key}' is known from mirrors alone" in fault for fault in broken(rule, copy))


def test_the_list_of_hosts_has_none_that_is_not_used() -> None:
    used = {urlsplit(address).hostname for _, _, address in Draft(ContentFolder(folder())).addresses()}
    assert used == links_on_the_list.HOSTS


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'one = "about one minute"',
            'few = "about one minute"',
            "['few', 'other'], the language ['one', 'other']",
        ),
        ('one = "about one minute"', "", "has the forms ['other']"),
        ('other = "about {count} minutes"', 'other = "some minutes"', "{count}.other' does not say {count}"),
    ],
)
def test_a_sentence_by_number_has_the_forms_of_its_language(old: str, new: str, fault: str, copy: Path) -> None:
    edit(copy, "en/ui.toml", old, new)
    (rule,) = [rule for rule in RULES if rule.ID == "choices-fit-the-language"]
    (said,) = broken(rule, copy)
    assert said.startswith("content/en/ui.toml: 'caption.minutes.{count}")
    assert fault in said


# The shape.


def test_every_file_is_read_and_checked() -> None:
    for table in TABLES:
        read = getattr(CONTENT, table)
        assert not isinstance(read, Mapping) or list(read.values()) or table in ("retired", "changes")
    assert CONTENT.grammar.endonym == "English"
    for path in sorted((folder() / "en").glob("*.toml")):
        assert path.stem == "language" or not CONTENT.has(f"{path.stem}.x")


def test_a_fault_in_what_is_for_others_stops_nobody_else(copy: Path) -> None:
    """A step is read as a whole once it is somebody's; until then, for whom it is."""
    edit(
        copy,
        "steps.toml",
        None,
        '[[step]]\nid = "x"\nkind = "extra"\nminuts = 3\ncore = [{ region = ["hong-kong"] }]\n',
    )
    content = load(root=copy)
    here, there = (
        at(answers=answered(region, "18-plus", ("member",)), content=content) for region in ("uk", "hong-kong")
    )
    assert journey.places(here) == journey.places(at(here.progress))
    with pytest.raises(ContentFault) as fault:
        journey.places(there)
    assert str(fault.value) == "content/steps.toml: 'step.x.minuts' is not known here; did you mean 'minutes'?"


@pytest.mark.parametrize(
    "slip",
    [
        '[[step]]\nid = "x\\u001b[31m"\nkind = "extra"',
        '[[step]]\nid = "x\\u001b[31m"\n[[step]]\nid = "x\\u001b[31m"',
        '[[step]]\nid = "x"\nkind = "extra"\n"mi\\u009bn" = 3',
        '["st\\u202eep"]\na = 1',
    ],
)
def test_a_fault_says_no_character_that_a_terminal_obeys(slip: str, copy: Path) -> None:
    edit(copy, "steps.toml", None, slip)
    with pytest.raises(ContentFault) as fault:
        list(load(root=copy).steps.values())
    assert str(fault.value).isprintable()


def test_every_region_has_a_regime_with_the_five_rows() -> None:
    for region in REGIONS:
        (regime,) = [regime for regime in CONTENT.regimes.values() if region in regime.regions]
        assert set(regime.rows) == {"since", "microsoft-ai", "microsoft-ads", "basis", "controller"}


def test_the_language_of_a_place_without_content_is_english() -> None:
    for language in ("en", "xx", "", "../en", "EN"):
        assert load(language).language == "en"


@pytest.mark.parametrize("days", few([-400, 0, 45, 95, 4000], among(45)))
def test_no_page_leaves_a_place_unfilled_on_any_day(days: int) -> None:
    for region in REGIONS:
        for roles in (("member", "job-seeker", "recruiter", "page-admin", "team-lead"), ("no-account",)):
            moment = at(answers=answered(region, "under-16", roles))
            moment = sent(marked(moment, ("toggle-off", "not-found")) if "member" in roles else moment)
            moment = then(moment, Answer("linkedin-language", ("de",)))
            moment = marked(moment, ("delete-old", "skipped"), ("recheck", "completed", "was-on"))
            moment = at(moment.progress, now=NOW + timedelta(days=days))
            for place in journey.places(moment):
                for name in (place, place.with_aside("sources"), place.with_aside("help")):
                    for text in texts(journey.page(moment, name)):
                        assert "{" not in text, f"{name}: {text}"
                        assert not text.startswith(("ui.", "steps.", "pages.")), f"{name}: {text}"


def test_every_label_shown_in_a_language_of_linkedins_is_in_the_list_letter_by_letter() -> None:
    known = {label for spoken in CONTENT.labels.values() for label in spoken.labels.values()}
    for language in CONTENT.questions["linkedin-language"].choices:
        for device in CONTENT.questions["device"].choices:
            answers = {**answered("uk", "18-plus", ("member",)), "linkedin-language": (language,), "device": (device,)}
            for block in journey.page(at(answers=answers), Place("do", "toggle-off")).blocks:
                shown = [*getattr(block, "items", ())] if type(block).__name__ == "Trail" else []
                if type(block).__name__ == "Switch":
                    shown += [getattr(block, "label", ""), getattr(block, "word", "")]
                assert set(shown) <= known


# What is said of bad content: one sentence that names the file, the key and what to do.


def uses(content: Catalogue) -> None:
    """Use the whole of it, as a person who sees every page would."""
    for region in ("uk", "us"):
        moment = at(answers=answered(region, "under-16", ("member", "recruiter")), content=content)
        for place in journey.places(moment):
            journey.page(moment, place)
            journey.page(moment, place.with_aside("sources"))
            journey.page(moment, place.with_aside("help"))


BAD: dict[str, tuple[str, str | None, str, tuple[str, ...]]] = {
    "an unknown key": (
        "links.toml",
        "[ai-switch]\n",
        '[ai-switch]\nadress = "x"\n',
        ("links.toml", "ai-switch.adress"),
    ),
    "a bad id": ("links.toml", "[ai-switch]", "[AI_switch]", ("links.toml", "AI_switch")),
    "a link that is no https": ("links.toml", '"https://www.li', '"http://www.li', ("links.toml", "ai-switch.url")),
    "a script for a link": ("links.toml", '"https://www.li', '"javascript:www.li', ("links.toml", "ai-switch.url")),
    "a control character": (
        "en/pages.toml",
        '"Your steps"',
        '"Your \\u001b[2Jsteps"',
        ("en/pages.toml", "tasks.title", "U+001B"),
    ),
    "a bidi override": (
        "en/pages.toml",
        '"Your steps"',
        '"Your \\u202Esteps"',
        ("en/pages.toml", "tasks.title", "U+202E"),
    ),
    "a line break": ("en/pages.toml", '"Your steps"', '"Your\\nsteps"', ("en/pages.toml", "tasks.title")),
    "a control character in a label": ("labels.toml", 'me = "Me"', 'me = "M\\u0007e"', ("labels.toml", "me", "U+0007")),
    "a number for a sentence": ("en/pages.toml", '"Your steps"', "7", ("en/pages.toml", "tasks.title")),
    "no TOML": ("pages.toml", "[who]", "[who", ("pages.toml", "TOML")),
    "a claim that is not there": ("pages.toml", '"switch-default-on"', '"switch-off"', ("claims.toml", "switch-off")),
    "a sentence that is not there": (
        "en/pages.toml",
        'title = "Your steps"',
        "",
        ("en/pages.toml", "pages.tasks.title"),
    ),
    "a place nobody fills": (
        "en/ui.toml",
        '"Step {number} of {of}"',
        '"Step {number} of {all}"',
        ("en/ui.toml", "'caption.step'", "all"),
    ),
    "a half place": (
        "en/ui.toml",
        '"Step {number} of {of}"',
        '"Step {number of {of}"',
        ("en/ui.toml", "'caption.step'"),
    ),
    "a place that reaches in": (
        "en/ui.toml",
        '"Step {number} of {of}"',
        '"{number.__class__.x}"',
        ("en/ui.toml", "'caption.step'"),
    ),
    "a kind nobody knows": ("steps.toml", 'kind = "switch"', 'kind = "lever"', ("steps.toml", "toggle-off.kind")),
    "a status nobody knows": (
        "claims.toml",
        '[switch-default-on]\nkind = "linkedin"\nstatus = "documented"',
        '[switch-default-on]\nkind = "linkedin"\nstatus = "certain"',
        ("claims.toml", "status"),
    ),
    "an id twice": ("questions.toml", 'id = "age"', 'id = "region"', ("questions.toml", "region")),
    "a piece of two things": (
        "pages.toml",
        '{ claim = "switch-default-on" }',
        '{ claim = "switch-default-on", say = "pages.start.what" }',
        ("pages.toml", "start"),
    ),
    "an unknown table": ("steps.toml", None, '[[stepp]]\nid = "x"\n', ("steps.toml", "stepp", "step")),
    "a choice with a key beside its place": (
        "en/ui.toml",
        '[caption.minutes."{count}"]',
        '[caption.minutes]\nhour = "an hour"\n[caption.minutes."{count}"]',
        ("en/ui.toml", "'caption.minutes.hour'", "only key"),
    ),
    "a choice by no place": (
        "en/ui.toml",
        '[caption.minutes."{count}"]',
        '[caption.minutes."{count"]',
        ("en/ui.toml", "'caption.minutes.{count'", "not a place"),
    ),
    "a choice by a place that reaches in": (
        "en/ui.toml",
        '[caption.minutes."{count}"]',
        '[caption.minutes."{count.real}"]',
        ("en/ui.toml", "'caption.minutes.{count.real}'", "not a place"),
    ),
    "a choice without the rest": (
        "en/ui.toml",
        'other = "about {count} minutes"',
        'two = "about {count} minutes"',
        ("en/ui.toml", "'caption.minutes.{count}'", "'other'"),
    ),
    "a choice within a choice": (
        "en/ui.toml",
        'other = "about {count} minutes"',
        'other."{more}" = { other = "about {count} minutes" }',
        ("en/ui.toml", "'caption.minutes.{count}'", "not between sentences"),
    ),
    "a newer shape": ("manifest.toml", "schema = 1", "schema = 99", ("manifest.toml", "schema", "update")),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_content_is_one_sentence_that_names_file_and_key(name: str, copy: Path) -> None:
    file, old, new, named = BAD[name]
    edit(copy, file, old, new)
    with pytest.raises(ContentFault) as fault:
        uses(load(root=copy))
    said = str(fault.value)
    assert all(word in said for word in named), said
    assert said.startswith("content/")
    assert said.isprintable()
    assert said[-1] in ".?"


def test_an_unknown_key_comes_with_a_suggestion(copy: Path) -> None:
    edit(copy, "links.toml", "[ai-switch]\n", '[ai-switch]\nsource = ["li-pp"]\n')
    with pytest.raises(ContentFault, match=r"did you mean 'sources'\?"):
        uses(load(root=copy))


@pytest.mark.parametrize("file", ["manifest.toml", "claims.toml", "steps.toml", "en/ui.toml", "en/claims.toml"])
def test_a_file_that_is_missing_or_no_text_is_named(file: str, copy: Path) -> None:
    good = (copy / file).read_bytes()
    (copy / file).write_bytes(good + b"\n# \xff\xfe\n")
    with pytest.raises(ContentFault, match=rf"content/{file}: .*UTF-8"):
        uses(load(root=copy))
    (copy / file).unlink()
    with pytest.raises(ContentFault, match=rf"content/{file}: "):
        uses(load(root=copy))
    (copy / file).mkdir()
    with pytest.raises(ContentFault, match=rf"content/{file}: "):
        uses(load(root=copy))


def test_markup_in_a_sentence_is_only_text(copy: Path) -> None:
    edit(copy, "en/pages.toml", '"Your steps"', '"Your [/x] [bold]steps[/] *and* <b>more</b>"')
    content = load(root=copy)
    moment = at(answers=answered("uk", "18-plus", ("member",)), content=content)
    assert journey.page(moment, Place("tasks")).title == "Your [/x] [bold]steps[/] *and* <b>more</b>"


FILES = sorted(str(path.relative_to(folder())) for path in folder().rglob("*.toml"))


@settings(max_examples=60)
@given(st.sampled_from(FILES), st.integers(0, 10**6), st.binary(max_size=6), st.integers(0, 12))
def test_whatever_is_broken_is_a_sentence_and_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, file: str, where: int, put: bytes, out: int
) -> None:
    root = Path(shutil.copytree(folder(), tmp_path_factory.mktemp("broken") / "content"))
    data = (root / file).read_bytes()
    place = where % (len(data) + 1)
    (root / file).write_bytes(data[:place] + put + data[place + out :])
    said = "content."
    try:
        uses(load(root=root))
    except ContentFault as fault:
        said = str(fault)
    finally:
        shutil.rmtree(root)
    assert said.startswith("content")
    assert said[-1] in ".?"


# The same content as the wheel has it.


def test_an_installed_program_says_what_the_checkout_says(installed: Path) -> None:
    found = load(root=installed)
    for table in TABLES:
        assert getattr(found, table) == getattr(CONTENT, table), table
    assert found.grammar == CONTENT.grammar
    for path in {*(folder() / "en").glob("*.toml")} - {folder() / "en" / "language.toml"}:
        words = tomllib.loads(path.read_text("utf-8"))
        assert words or path.stem == "changes"
        for name in leaves(words, path.stem):
            assert found._find(name) == CONTENT._find(name), name
            assert found.has(name), name
    assert not list(installed.rglob("*.toml"))


def leaves(words: dict[str, Any], before: str) -> Iterator[str]:
    """The name of every sentence and every list."""
    for key, value in words.items():
        yield from leaves(value, f"{before}.{key}") if isinstance(value, dict) else (f"{before}.{key}",)


@pytest.mark.parametrize(
    ("file", "data", "named"),
    [
        ("steps.json", b"{", "damaged where it is installed"),
        ("steps.json", b"[]", "damaged where it is installed"),
        ("steps.json", b'{"step": 1' + b"1" * 5000 + b"}", "damaged where it is installed"),
        ("steps.json", b"[" * 100_000, "damaged where it is installed"),
        ("steps.json", b'{"step": [{"id": "x"}]}', "'step.x.kind' is missing"),
        ("claims.json", b"\xff", "is not UTF-8"),
        (
            "claims.json",
            b'{"a": {"kind": "law", "status": "documented", "sources": []}}',
            "a.checked",
        ),
    ],
)
def test_what_is_damaged_in_an_installed_program_is_said_in_one_sentence(
    file: str, data: bytes, named: str, installed: Path
) -> None:
    (installed / file).write_bytes(data)
    content = load(root=installed)
    with pytest.raises(ContentFault) as fault:
        _ = list(content.steps.values()) if file == "steps.json" else list(content.claims.values())
    assert named in str(fault.value)
    assert str(fault.value).startswith(f"content/{Path(file).stem}.toml: ")
    assert str(fault.value).isprintable()


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() != 0, reason="needs root, to become somebody else")
def test_content_that_may_not_be_looked_into_is_one_sentence(installed: Path, tmp_path: Path) -> None:
    """Somebody else's folder, above which everybody may look."""
    for folder_ in (tmp_path, *tmp_path.parents):
        folder_.chmod(folder_.stat().st_mode | 0o055)
    installed.chmod(0o700)
    os.seteuid(65534)
    try:
        with pytest.raises(ContentFault, match=r"content/manifest\.toml: cannot be read \(Permission denied\)"):
            load(root=installed)
    finally:
        os.seteuid(0)


def test_a_number_too_long_for_python_is_one_sentence(copy: Path) -> None:
    edit(copy, "questions.toml", None, "long = 1" + "1" * 5000 + "\n")
    with pytest.raises(ContentFault, match=r"content/questions\.toml: is not TOML"):
        _ = load(root=copy).questions


def test_what_json_cannot_say_stops_the_wheel_from_being_built(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.toml").write_text("at = 2026-11-21T10:00:00Z", "utf-8")
    with pytest.raises(TypeError, match="nor a day"):
        wheel().as_json(tmp_path / "content", tmp_path / "made")
