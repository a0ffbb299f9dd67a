"""What is said at the edges, of files, the disk and the command line: in the language; in English as a last resort."""

import ast
import ctypes
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from walk import CONTENT, at, blank

from linkedin_guard import system
from linkedin_guard.cli.commands import COMMANDS, run
from linkedin_guard.content import folder, load
from linkedin_guard.documents import handouts
from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.faces import as_json, markdown
from linkedin_guard.faces.export import document
from linkedin_guard.model.claims import Source
from linkedin_guard.model.locale import chosen, fitting
from linkedin_guard.model.place import Place
from linkedin_guard.model.saying import ENGLISH, Saying
from linkedin_guard.store.profiles import BadName, Store, check_name
from linkedin_guard.walk import journey

PACKAGE = Path(__file__).parents[1] / "linkedin_guard"


def flat(tables: dict[str, Any], where: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from flat(value, f"{where}{key}.")
        else:
            yield f"{where}{key}", value


def test_the_english_of_the_code_is_that_of_the_content() -> None:
    said = tomllib.loads((folder() / "en" / "faults.toml").read_text("utf-8"))
    assert dict(flat(said)) == ENGLISH


def test_a_saying_is_told_in_english_where_the_content_cannot_be_read(tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(folder(), root)
    (root / "en" / "faults.toml").unlink()
    said = Saying("cannot.write-out", path="x", reason=Saying("reason.disk-full"))
    assert load(root=root).told(said) == "Cannot write x: the disk is full; name another file."
    assert CONTENT.told(said) == "Cannot write x: the disk is full; name another file."


def wrapped(text: str) -> str:
    """A TOML file with each sentence between brackets, the English within made unreadable and its places kept."""

    def mark(found: re.Match[str]) -> str:
        parts = re.split(r"(\{[^}]*\})", found[0][1:-1])
        veiled = "".join(part if part.startswith("{") else re.sub(r"[A-Za-z]", "Ж", part) for part in parts)
        return f'"⟦{veiled}⟧"'

    lines = []
    for line in text.splitlines():
        if line.startswith("#") or re.fullmatch(r"\[[a-z0-9.-]+(\.\"\{[a-z-]+\}\")?\]", line.rstrip()):
            lines.append(line)
            continue
        head, equals, rest = line.partition(" = ")
        body = re.sub(r'"(?:[^"\\]|\\.)*"', mark, rest if equals else head)
        lines.append(f"{head} = {body}" if equals else body)
    return "\n".join(lines) + "\n"


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Content in English and in a language, xx, in which no word is English; the commands read it."""
    root = tmp_path / "content"
    shutil.copytree(folder(), root)
    (root / "xx").mkdir()
    for path in (root / "en").glob("*.toml"):
        text = path.read_text("utf-8")
        own = path.name == "language.toml"
        said = text.replace('endonym = "English"', 'endonym = "Xxish"') if own else wrapped(text)
        said = said.replace('state = "original"', 'state = "machine"')
        (root / "xx" / path.name).write_text(said, "utf-8")
    manifest = root / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('["en"]', '["en", "xx"]'), "utf-8")
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: root)
    return root


DATA = re.compile(r"(/\S+|'[^']*'|\b(lg-wizard|status|FILE|LG_WIZARD_\w+|\w+\.\w+|eu-eea|en|xx)\b|Xxish)")
"""What is data on stderr, in every language: paths, names, commands, ids."""


def english_left(said: str) -> list[str]:
    """The words in Latin letters that are no data; the lines with how a command is written are left out."""
    lines = [line for line in said.splitlines() if "lg-wizard" not in line]
    return re.findall(r"[A-Za-z]{3,}", DATA.sub("", "\n".join(lines)))


FAULTS: dict[str, tuple[str, ...]] = {
    "nothing recorded": ("status",),
    "no profile of that name": ("status", "--profile", "Nobody"),
    "a name that is too long": ("status", "--profile", "x" * 41),
    "a name with a sign": ("status", "--profile", "a/b"),
    "nothing to forget": ("forget", "--profile", "Nobody"),
    "no such law": ("letter", "--regime", "mars"),
    "no such letter": ("letter", "--regime", "uk", "--letter", "love"),
    "no such region": ("notice", "--region", "mars"),
    "no sheet and no template": ("team",),
}


@pytest.mark.usefixtures("pseudo", "clock")
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_in_the_language(name: str, capsys: pytest.CaptureFixture[str], store: Store) -> None:
    if name == "no profile of that name":
        with store.open("Ana") as desk:
            desk.save(blank())
    run(["--lang", "xx", *FAULTS[name]])
    said = capsys.readouterr().err
    assert "⟦" in said, said
    told = re.sub(r"\b(mars|love|Nobody|uk|Ana)\b|U\+\w+", "", said)
    known = {word for table in (CONTENT.laws, CONTENT.letters) for id_ in table for word in id_.split("-")}
    known |= {word for id_ in CONTENT.questions["team-regions"].choices for word in id_.split("-")}
    assert not set(english_left(told)) - known, said


@pytest.mark.usefixtures("pseudo")
def test_a_clock_that_cannot_be_read_is_said_in_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LG_WIZARD_NOW", "soon")
    assert run(["--lang", "xx", "profiles"]) == 2
    assert not english_left(capsys.readouterr().err)


def test_every_sentence_of_the_faults_is_said_in_the_language(pseudo: Path) -> None:
    spoken = load("xx", pseudo)
    for kind, text in ENGLISH.items():
        places = re.findall(r"\{(\w+)\}", text)
        said = spoken.told(Saying(kind, **dict.fromkeys(places, "1")))
        assert said.startswith("⟦"), kind
        assert not re.search("[A-Za-z]", said), said


@pytest.mark.usefixtures("pseudo", "clock")
def test_forget_takes_the_yes_of_the_language(
    pseudo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    path = pseudo / "xx" / "faults.toml"
    path.write_text(re.sub(r"(?m)^yes = .*$", 'yes = "t tak"', path.read_text("utf-8")), "utf-8")
    for answer, left in (("y\n", True), ("\n", True), ("T\n", False)):
        with store.open("Ana") as desk:
            desk.save(blank())
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _, answer=answer: answer.rstrip())
        run(["--lang", "xx", "forget"])
        assert bool(store.names()) is left, answer
        assert not english_left(capsys.readouterr().err.replace(str(store.folder), ""))


IDS = r"\b(" + "|".join(part for name in (*CONTENT.laws, *CONTENT.letters) for part in name.split("-")) + r")\b"
"""Laws and letters by the names they have on the command line, wherever a line breaks."""


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_said_in_the_language(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--lang", "xx", *([name] if name else []), "--help"])
    said = capsys.readouterr().out
    assert "⟦" in said
    for line in said.splitlines():
        # Beside their words the commands and the options stand as they are.
        words = re.sub(
            r"-{1,2}[a-z-]+( \S+)?|\[[^\]]*\]|\b(lg-wizard|COMMAND|ARGS|FILE|FOLDER|OLD|NEW)\b|\([a-z|-]+\)", "", line
        )
        left = re.findall(r"[A-Za-z]{3,}", re.sub(IDS, "", words))
        assert not set(left) - set(COMMANDS) - {"bash", "zsh", "fish", "txt", "html", "pdf", "csv", "ics"}, line


CLICKS = {
    "an option nobody knows": ("status", "--bogus"),
    "an option without its value": ("letter", "--regime"),
    "a choice that is none": ("letter", "--format", "doc"),
    "an argument too many": ("status", "more"),
    "a file that is not there": ("team", "nowhere.csv"),
}


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("name", CLICKS)
def test_what_click_says_is_said_in_the_language(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "xx", *CLICKS[name]]) == 2
    said = capsys.readouterr().err
    assert said.startswith("⟦")
    # The last is the system's own word.
    data = r"'[^']*'|--[a-z]+|\b(lg-wizard|status|letter|team|OPTIONS|txt|more|FILE|csv)\b|No such file or directory"
    assert not re.findall(r"[A-Za-z]{3,}", re.sub(data, "", said)), said
    run(["--lang", "en", *CLICKS[name]])
    assert capsys.readouterr().err.startswith(("Usage: ", "Error: ")), "and in English again"


SAYS = {"tell", "UsageError", "echo", "StoreFault", "InUse", "BadName", "OutsideFault", "Refusal", "hear", "prompt"}
LAST_RESORT = {"content.py", "catalogue.py", "saying.py"}
FOR_MAINTAINERS = {"check.py"}
"""`check` speaks to those who write content, in English, as the faults it finds do."""


def test_no_english_sentence_is_said_by_code() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        if path.name in LAST_RESORT | FOR_MAINTAINERS or path.parent.name == "rules":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [
                text.value
                for argument in [*node.args, *(keyword.value for keyword in node.keywords)]
                for text in ast.walk(argument)
                if isinstance(text, ast.Constant) and isinstance(text.value, str)
            ]
            if called in SAYS:
                found += [f"{path.name}: {text}" for text in texts if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text)]
    assert not found


ENVIRONMENTS: list[tuple[dict[str, str], str, str | None]] = [
    ({"LANG": "de_DE.UTF-8"}, "", "de"),
    ({"LANG": "de_AT.UTF-8@euro"}, "", "de"),
    ({"LANG": "en_GB", "LC_ALL": "pl_PL.UTF-8"}, "", "pl"),
    ({"LANG": "en_GB", "LC_MESSAGES": "fr_CA"}, "", "fr"),
    ({"LANG": "en_GB.UTF-8", "LANGUAGE": "xh:de:fr"}, "", "de"),
    ({"LANG": "C", "LANGUAGE": "de"}, "", "en"),
    ({"LANG": "C.UTF-8"}, "", "en"),
    ({"LANG": "POSIX"}, "", "en"),
    ({"LANG": "zh_HK.UTF-8"}, "", "zh-hant"),
    ({"LANG": "zh_Hant_HK"}, "", "zh-hant"),
    ({"LANG": "zh_TW"}, "", "zh-hant"),
    ({"LANG": "zh_CN"}, "", None),
    ({"LANG": "nb_NO.UTF-8"}, "", "no"),
    ({"LANG": "nn_NO"}, "", "no"),
    ({"LANG": "tlh"}, "de-DE", None),
    ({}, "de-CH", "de"),
    ({}, "", None),
    ({"LANG": ""}, "nb_NO", "no"),
]


@pytest.mark.parametrize(("environ", "own", "language"), ENVIRONMENTS)
def test_the_environment_chooses_a_language_that_is_there(
    environ: dict[str, str], own: str, language: str | None
) -> None:
    assert chosen(environ, ("en", "de", "fr", "no", "pl", "zh-hant"), own) == language


@pytest.mark.parametrize(
    ("number", "language"), [(0x0C07, "de"), (0x0C04, "zh-hant"), (0x0414, "no"), (0x040A, None), (0xFFFF, None)]
)
def test_windows_is_asked_for_the_language_of_its_own_windows(
    number: int, language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert chosen({}, ("en", "de", "no", "zh-hant"), system.language()) == language
    assert chosen({"LANG": "en_GB.UTF-8"}, ("en", "de"), system.language()) == "en"


def test_a_tag_that_is_asked_for_by_name_is_looked_up_as_bcp_47_says() -> None:
    assert fitting("zh-Hant-HK", ("en", "zh-hant")) == "zh-hant"
    assert fitting("de-DE-1996", ("en", "de")) == "de"
    assert fitting("klingon", ("en", "de")) is None


@pytest.mark.usefixtures("pseudo", "clock")
@pytest.mark.parametrize("asked", [("--lang", "klingon", "status"), ("--lang", "", "status"), ("--lang",)])
def test_an_unknown_or_missing_language_says_which_there_are(
    asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked) == 2
    said = capsys.readouterr().err
    assert "en (English)" in said
    assert "xx (Xxish)" in said


@pytest.mark.usefixtures("pseudo", "clock")
def test_a_language_that_was_chosen_is_remembered_and_the_environment_asks_where_none_was(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    run(["status"])
    assert "⟦" in capsys.readouterr().err
    store.remember(language="en")
    run(["status"])
    assert "⟦" not in capsys.readouterr().err


@pytest.mark.usefixtures("pseudo", "clock")
def test_without_a_home_folder_the_environment_chooses_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    monkeypatch.setenv("LG_WIZARD_HOME", "~nobody-of-this-name")
    assert run(["status"]) == 3
    assert "⟦" in capsys.readouterr().err
    assert run(["letter", "--regime", "uk"]) == 0


def test_the_first_page_and_the_list_offer_languages_only_where_there_are_several(pseudo: Path) -> None:
    there = Place("language")
    assert there not in journey.places(at(answers={}))
    moment = at(answers={}, content=load("xx", pseudo))
    assert there in journey.places(moment)
    start = journey.page(moment, Place("start"))
    assert [pick for pick in start.picks if getattr(pick.event, "place", None) == there]
    labels = [pick.label for pick in journey.page(moment, there).picks]
    assert labels[0] == "English"
    assert labels[1] != "Xxish"
    assert "Xxish" in labels[1]


def test_who_stands_behind_a_translation_is_said_and_never_in_a_letter_to_linkedin(pseudo: Path) -> None:
    spoken = load("xx", pseudo)
    moment = at(answers={"region": ("uk",), "role": ("member",), "age": ("18-plus",)}, content=spoken)
    notice = spoken.words("ui.review.document")
    for name in ("record", "checklist", "policy", "letter-notice"):
        assert (
            markdown.render(document(moment, name)[-1:], spoken).strip()
            == markdown.render(document(moment, name), spoken).rstrip().splitlines()[-1]
        ), name
        assert notice in markdown.render(document(moment, name), spoken).replace("\\", ""), name
    for name in spoken.letters:
        if name != "notice":
            assert notice not in markdown.render(document(moment, f"letter-{name}"), spoken)
    start = journey.page(moment, Place("start"))
    assert {block.text for block in start.blocks if hasattr(block, "text")} >= {
        spoken.words("ui.review.notice"),
        CONTENT.words("ui.review.notice"),
    }
    text = Place("do", "objection-form", "letter")
    aside = journey.page(moment, text.with_aside("english"))
    english = at(answers={"region": ("uk",), "role": ("member",), "age": ("18-plus",)})
    assert aside.blocks == journey.page(english, text).blocks
    assert not journey.is_open(english, text.with_aside("english"))


def test_what_is_said_of_a_translation_names_no_key_that_one_face_lacks(pseudo: Path) -> None:
    moment = at(answers={}, content=load("xx", pseudo))
    assert "F2" not in CONTENT.words("ui.review.notice")
    page = journey.page(moment, Place("start"))
    assert moment.content.words("ui.pick.language") in [pick.label for pick in page.picks]


def test_the_notice_names_the_switch_in_the_readers_language_and_the_page_in_the_persons() -> None:
    known = {"region": ("eu-eea",), "role": ("member", "team-lead"), "age": ("18-plus",), "linkedin-language": ("de",)}
    moment = at(answers=known)
    assert moment.content.words("ui.outcomes.was-off") == "It reads Aus"
    notice = as_text(letter(moment, "notice"))
    assert "should read Off" in notice
    assert "Me › Settings & Privacy" in notice
    assert "The switch reads Off" in markdown.render(handouts.document(moment, "checklist"), CONTENT)


def test_an_authority_has_its_own_name_and_the_place_from_the_answers() -> None:
    from linkedin_guard.documents.authorities import authority_name

    said = {name: authority_name(CONTENT, authority) for name, authority in CONTENT.authorities.items()}
    assert said["at"] == "Österreichische Datenschutzbehörde (Austria)"
    assert said["de"] == "The data-protection authority of your Land (Germany)"
    assert said["de-hh"] == "HmbBfDI (Hamburg)"
    assert said["canada"] == "Office of the Privacy Commissioner of Canada"


def test_a_bad_name_is_an_english_sentence_in_a_log() -> None:
    with pytest.raises(BadName, match="1 to 40 characters and this one has 41"):
        check_name("x" * 41)


def test_a_source_is_called_as_published_or_the_language_says_what_it_is(pseudo: Path) -> None:
    spoken = load("xx", pseudo)
    for name, source in CONTENT.sources.items():
        assert bool(source.title) != bool(source.what), name
        assert source.date is None or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", source.date), name
        if source.title:
            in_marks = source.title if source.kind == "law" else f"“{source.title}”"
            assert CONTENT.source(name) == ", ".join(filter(None, (source.publisher, in_marks))), name
            assert source.title in spoken.source(name), name
            assert (source.publisher or "") in spoken.source(name), name
        else:
            assert spoken.source(name) != CONTENT.source(name), name
            assert "“" not in CONTENT.source(name), name
    said = as_json.sources(CONTENT, sorted(CONTENT.claims), max(claim.checked for claim in CONTENT.claims.values()))[
        "sources"
    ]
    assert {name: row["as_published"] for name, row in said.items()} == {
        name: source.title is not None for name, source in CONTENT.sources.items() if name in said
    }
    assert all(row["title"] == (CONTENT.sources[name].title or CONTENT.source(name)) for name, row in said.items())
    for row in ({}, {"title": "A", "what": "a"}):
        with pytest.raises(ValueError, match="one of the two"):
            Source.model_validate({"kind": "press", **row})
    with pytest.raises(ValueError, match="whose it is"):
        Source.model_validate({"kind": "press", "what": "a", "publisher": "B"})
