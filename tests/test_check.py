"""The check of content: every fault in one go, schemas that editors complete from, no wheel of what has faults."""

import json
import os
import shutil
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from drafts import edit, wheel
from few import each, few
from hypothesis import given, settings
from hypothesis import strategies as st

from linkedin_guard.cli.commands import run
from linkedin_guard.content import folder, load
from linkedin_guard.faces.as_json import as_json
from linkedin_guard.model.catalogue import ContentFault
from linkedin_guard.model.tables import Tables
from linkedin_guard.rules.check import RULES, SHAPE, check
from linkedin_guard.rules.schema import schemas
from linkedin_guard.rules.shapes import WORDS, shapes, spoken

FILES = sorted(path.relative_to(folder()).as_posix() for path in folder().rglob("*.toml"))

TABLES = [name for name, value in vars(Tables).items() if isinstance(value, cached_property) and name != "manifest"]

SLIPS = (
    # file, what stands there or None to add at the end, what stands there then; then the fault: key, rule, what to do
    ("links.toml", "[ai-switch]\n", "[ai-switch]\nsource = 7\n", "ai-switch.source", SHAPE, "did you mean 'sources'?"),
    ("links.toml", "[ads-page]", "[Ads_Page]", "Ads_Page", SHAPE, "use small letters"),
    ("links.toml", '"https://www.linkedin.com/legal/privacy-policy"', "7", "privacy-policy.url", SHAPE, "correct it."),
    ("steps.toml", None, '[[step]]\nid = "x"\nminuts = 3\n', "step.x.kind", SHAPE, "correct it."),
    ("steps.toml", None, '[[stepp]]\nid = "x"\n', "stepp", SHAPE, "did you mean 'step'?"),
    ("steps.toml", None, '[[retired]]\nreason = "gone"\n', "retired.1.id", SHAPE, "give the row an id."),
    ("questions.toml", 'id = "age"', 'id = "region"', "question.region", SHAPE, "take one out."),
    ("regimes.toml", "[[regime]]", "[[regime", "", SHAPE, "correct it."),
    ("en/pages.toml", '"Your steps"', '"Your \\u001b[2Jsteps"', "tasks.title", SHAPE, "take it out."),
    ("en/ui.toml", 'continue = "Continue"', "continue = 1", "pick.continue", SHAPE, "put it in quotation marks."),
    ("manifest.toml", "schema = 1", "schema = 99", "schema", SHAPE, "update LinkedIn Guard."),
    ("claims.toml", 'sources = ["pcmag", "inquirer", "article-privacy-tips"]', "sources = []", "trains-since-2024",
     "claim-has-source", "name at least one source"),
    ("pages.toml", '"what-typed-still-processed"', '"what-typed-is-processed"', "finish.block.2.claim", "ids-exist",
     "add what is named"),
    ("en/steps.toml", "Choose to object in your own words", "See “Data From Others for Ads”", "objection-form.choose",
     "labels-letter-by-letter", "write the label"),
    ("en/help.toml", 'caption = "Help"', 'caption = "Yes"', "caption", "words-we-do-not-use", "say what the person"),
)  # fmt: skip


def slip(root: Path) -> None:
    """Break the copy in all these ways at once."""
    for file, old, new, *_ in SLIPS:
        edit(root, file, old, new)


# Every fault in one go.


def test_the_content_as_it_ships_has_no_fault() -> None:
    report = check(folder())
    assert (dict(report.faults), report.unchecked) == ({}, ())
    assert (report.files, report.rules) == (len(FILES), len(RULES))
    assert report.content == load().manifest.content


def test_faults_of_every_kind_in_many_files_are_all_found_at_once(copy: Path) -> None:
    slip(copy)
    report = check(copy)
    for file, _, _, key, rule, todo in SLIPS:
        assert [
            fault
            for fault, by in report.faults.items()
            if (fault.file, fault.key, by) == (file, key, rule) and todo in fault.todo
        ], (file, key, [str(fault) for fault in report.faults])
    assert list(report.faults) == sorted(report.faults)
    for fault in report.faults:
        assert fault.what
        assert fault.todo[-1] in ".?"


def test_one_row_says_all_that_is_wrong_with_it(copy: Path) -> None:
    edit(copy, "steps.toml", None, '[[step]]\nid = "x"\nkind = "lever"\nminuts = 3\nopens_after = "soon"\n')
    assert [str(fault) for fault in check(copy).faults if fault.key != "step.x.kind"] == [
        "content/steps.toml: 'step.x.minuts' is not known here; did you mean 'minutes'?",
        "content/steps.toml: 'step.x.opens_after' is not right (input should be a valid integer); correct it.",
    ]
    assert "step.x.kind" in {fault.key for fault in check(copy).faults}


def test_content_without_a_table_that_the_rules_rest_on_is_a_fault(copy: Path) -> None:
    edit(copy, "labels.toml", "[en]", "[xx]")
    edit(copy, "labels.toml", "[en.labels]", "[xx.labels]")
    edit(copy, "questions.toml", 'id = "region"', 'id = "place"')
    found = {(fault.file, by) for fault, by in check(copy).faults.items()}
    assert {("steps.toml", "ids-exist"), ("regimes.toml", "ids-exist")} <= found


def test_a_name_for_a_region_that_is_none_is_found(copy: Path) -> None:
    edit(copy, "regions.toml", "switzerland = [", "swizerland = [")
    assert [(fault.file, fault.key, by) for fault, by in check(copy).faults.items()] == [
        ("regions.toml", "names.swizerland", "ids-exist")
    ]


def test_a_fault_in_the_shape_of_one_file_hides_nothing_in_another(copy: Path) -> None:
    edit(copy, "steps.toml", None, "what = is this")
    (copy / "en" / "ui.toml").unlink()
    (copy / "letters.toml").write_bytes(b"\xff")
    edit(copy, "en/pages.toml", '"Your steps"', '"LinkedIn trains on you"')
    edit(copy, "documents.toml", 'trail = ["settings"', 'trail = ["setting"')
    report = check(copy)
    assert {(fault.file, by) for fault, by in report.faults.items()} == {
        ("steps.toml", SHAPE),
        ("en/ui.toml", SHAPE),
        ("letters.toml", SHAPE),
        ("en/pages.toml", "said-by-claims-alone"),
        ("documents.toml", "ids-exist"),
    }
    # What needs these files was not looked at to the end, and that is said; the rest was.
    assert {"ids-exist", "ids-stand-once", "letters-cite-claims", "said-by-claims-alone"} <= set(report.unchecked)
    assert not {"claim-has-source", "status-fits-kind"} & set(report.unchecked)


@pytest.mark.parametrize("file", few(FILES, each(6)))
def test_a_file_that_is_missing_is_named_and_nothing_is_missed_in_it(file: str, copy: Path) -> None:
    (copy / file).unlink()
    [fault] = check(copy).faults
    assert (fault.file, fault.key) == (file, "")
    assert "cannot be read" in fault.what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_what_is_no_plain_file_is_named_and_not_waited_for(copy: Path) -> None:
    (copy / "steps.toml").unlink()
    os.mkfifo(copy / "steps.toml")
    [fault] = check(copy).faults
    assert (fault.file, fault.what) == ("steps.toml", "is no plain file")


def test_a_file_that_nothing_reads_is_named(copy: Path) -> None:
    shutil.copy(copy / "steps.toml", copy / "step.toml")
    shutil.copy(copy / "steps.toml", copy / ".steps.toml")
    (copy / "notes").mkdir()
    (copy / "notes" / "mine.toml").write_text("", "utf-8")
    assert [str(fault) for fault in check(copy).faults] == [
        "content/notes/mine.toml: is read by nothing; take it out.",
        "content/step.toml: is read by nothing; did you mean 'steps.toml'?",
    ]


def test_another_language_is_whole_and_listed_and_held_against_the_rules(copy: Path) -> None:
    shutil.copytree(copy / "en", copy / "xx")
    (copy / "xx" / "team.toml").unlink()
    edit(copy, "xx/pages.toml", '"Your steps"', '"LinkedIn trains on you"')
    # What the rules for translations find in it has tests of its own.
    wanted = (SHAPE, "said-by-claims-alone")
    found = {(fault.file, fault.key, by) for fault, by in check(copy).faults.items() if by in wanted}
    assert found == {
        ("manifest.toml", "languages", SHAPE),
        ("xx/glossary.toml", "", SHAPE),
        ("xx/team.toml", "", SHAPE),
        ("xx/pages.toml", "tasks.title", "said-by-claims-alone"),
    }
    edit(copy, "manifest.toml", 'languages = ["en"]', 'languages = ["en", "xx"]')
    assert ("manifest.toml", "languages") not in {(fault.file, fault.key) for fault in check(copy).faults}


def test_what_a_language_writes_wrongly_is_found_in_every_language(copy: Path) -> None:
    shutil.copytree(copy / "en", copy / "xx")
    edit(copy, "manifest.toml", 'languages = ["en"]', 'languages = ["en", "xx"]')
    (copy / "xx" / "glossary.toml").write_text("", "utf-8")
    edit(copy, "xx/language.toml", 'plural = "en"', 'plural = "xx"')
    edit(copy, "en/ui.toml", 'other = "about {count} minutes"', 'two = "about {count} minutes"')
    found = {(fault.file, fault.key) for fault, by in check(copy).faults.items() if by == SHAPE}
    assert found == {("xx/language.toml", "plural"), ("en/ui.toml", "caption.minutes.{count}")}


def test_every_file_of_sentences_is_known() -> None:
    said = {path.stem for path in (folder() / "en").glob("*.toml")}
    assert said == {*WORDS, *(Path(shape.file).stem for shape in spoken("en"))}
    assert {shape.file for shape in shapes()} == {path.name for path in folder().glob("*.toml")}


@pytest.mark.long
@settings(max_examples=60)
@given(st.sampled_from(FILES), st.integers(0, 10**6), st.binary(max_size=6), st.integers(0, 12))
def test_whatever_is_broken_is_among_the_faults(
    tmp_path_factory: pytest.TempPathFactory, file: str, where: int, put: bytes, out: int
) -> None:
    root = Path(shutil.copytree(folder(), tmp_path_factory.mktemp("broken") / "content"))
    data = (root / file).read_bytes()
    place = where % (len(data) + 1)
    (root / file).write_bytes(data[:place] + put + data[place + out :])
    faults = check(root).faults
    first: ContentFault | None = None
    try:
        content = load(root=root)
        for name in TABLES:
            table = getattr(content, name)
            assert not isinstance(table, Mapping) or list(table.values()) or name == "retired"
        for name in WORDS:
            content.has(f"{name}.x")
    except ContentFault as fault:
        first = fault
    finally:
        shutil.rmtree(root)
    assert first is None or first.fault in faults


# The command.


def test_no_fault_is_zero_and_says_how_much_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert capsys.readouterr() == ("", f"Checked {len(FILES)} files, {len(RULES)} rules: no faults.\n")


def test_faults_are_three_one_a_line_with_what_to_do(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(copy, "steps.toml", "minutes = 2", "minuts = 2")
    before = {path: path.read_bytes() for path in copy.rglob("*.toml")}
    assert run(["check", str(copy)]) == 3
    said = capsys.readouterr()
    assert said.out == "content/steps.toml: 'step.toggle-off.minuts' is not known here; did you mean 'minutes'?\n"
    assert said.err.splitlines()[0] == f"Checked {len(FILES)} files, {len(RULES)} rules: 1 fault."
    assert "ids-exist" in said.err.splitlines()[1]
    assert {path: path.read_bytes() for path in copy.rglob("*.toml")} == before


def test_a_program_reads_the_same_faults(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip(copy)
    assert run(["check", str(copy), "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    report = check(copy)
    assert set(found) == {"version", "content", "folder", "faults", "unchecked"}
    assert (found["version"], found["content"], found["folder"]) == (1, None, str(copy))
    assert found["unchecked"] == list(report.unchecked)
    assert [tuple(fault.values()) for fault in found["faults"]] == [
        (fault.file, fault.key, rule, fault.what, fault.todo) for fault, rule in report.faults.items()
    ]
    assert {tuple(fault) for fault in found["faults"]} == {("file", "key", "rule", "what", "todo")}


def test_no_fault_is_an_empty_list_for_a_program(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json", str(copy)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["faults"], found["unchecked"], found["content"]) == ([], [], load().manifest.content)


@pytest.mark.parametrize("more", [(), ("--json",), ("--schema",)])
def test_a_folder_that_is_none_is_two(
    more: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for name in ("nowhere", "file", "no\x1b[2Jwhere"):
        assert run(["check", str(tmp_path / name), *more]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "\x1b" not in said.err
        [sentence] = [line for line in said.err.splitlines() if line.startswith("Error: ")]
        assert "is no folder" in sentence
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_no_character_that_a_terminal_obeys_is_said(
    more: tuple[str, ...], copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        copy,
        "steps.toml",
        None,
        '[[step]]\nid = "x\\u001b[31m"\n"mi\\u202en" = "\\u009b2J"\nkind = "\\u001b]0;x\\u0007"',
    )
    edit(copy, "en/ui.toml", None, '"a\\u001bb" = "\\u202eabc"')
    edit(copy, "pages.toml", None, '["p"]\nblock = [{ say = "pages.p\\u001b" }]')
    (copy / "en" / "x\x1b[2J.toml").write_text("", "utf-8")
    assert run(["check", str(copy), *more]) == 3
    said = capsys.readouterr()
    for line in (said.out + said.err).splitlines():
        assert line.isprintable(), line
    if more:
        assert "en/x\x1b[2J.toml" in {fault["file"] for fault in json.loads(said.out)["faults"]}
    else:
        assert "content/en/x\\x1b[2J.toml: " in said.out


# An installed program.


def test_an_installed_program_checks_its_own_by_shape_and_says_so(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkedin_guard.cli.check.folder", lambda: installed)
    assert run(["check"]) == 0
    said = capsys.readouterr()
    assert said == ("", f"Checked {len(FILES)} files for their shape alone, as they are installed: no faults.\n")
    assert check(installed).unchecked == tuple(rule.ID for rule in RULES)
    steps = json.loads((installed / "steps.json").read_text("utf-8"))
    steps["step"][0]["minuts"] = 2
    (installed / "steps.json").write_text(json.dumps(steps), "utf-8")
    (installed / "claims.json").write_bytes(b"{")
    assert run(["check"]) == 3
    assert capsys.readouterr().out.splitlines() == [
        "content/claims.toml: was damaged where it is installed; install LinkedIn Guard again.",
        "content/steps.toml: 'step.toggle-off.minuts' is not known here; did you mean 'minutes'?",
    ]
    assert run(["check", "--schema"]) == 2
    assert not (installed / "schema").exists()


def test_the_wheel_has_no_schema_and_is_not_built_of_content_with_faults(copy: Path, tmp_path: Path) -> None:
    wheel().refuse_faults(tmp_path)
    wheel().as_json(copy, tmp_path / "made")
    made = {path.relative_to(tmp_path / "made").as_posix() for path in (tmp_path / "made").rglob("*") if path.is_file()}
    assert made == {file.replace(".toml", ".json") for file in FILES}
    edit(copy, "steps.toml", "minutes = 2", "minuts = 2")
    edit(copy, "en/help.toml", 'caption = "Help"', 'caption = "Yes"')
    with pytest.raises(
        ValueError, match=r"(?s)with faults:.*en/help\.toml: 'caption' is only 'Yes'.*'step\.toggle-off\.minuts'"
    ):
        wheel().refuse_faults(tmp_path)


# The schemas.


def as_an_editor_reads(path: Path) -> Any:
    """A TOML file as JSON."""

    def day(value: object) -> str:
        assert isinstance(value, date)
        return value.isoformat()

    return json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=day))


def schema_of(path: Path) -> Any:
    """The schema that a TOML file names in its first line."""
    first = path.read_text("utf-8").partition("\n")[0]
    mark, _, named = first.partition(" ")
    assert mark == "#:schema", f"{path} names no schema: {first}"
    return json.loads((path.parent / named).read_text("utf-8"))


def refused(path: Path) -> list[str]:
    """What a reader of JSON Schema, which is not pydantic, has against the file."""
    schema = schema_of(path)
    judge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in judge.iter_errors(as_an_editor_reads(path))]


def test_the_schemas_are_those_of_the_models() -> None:
    kept = {path.name: path.read_bytes() for path in (folder() / "schema").iterdir()}
    assert kept == {name: as_json(schema) for name, schema in schemas().items()}, "run lg-wizard check --schema"


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_one(name: str) -> None:
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "description" in json.dumps(schema)
    assert '"null"' not in json.dumps(schema), "TOML has none"


@pytest.mark.parametrize("file", FILES)
def test_a_file_names_its_schema_and_keeps_to_it(file: str) -> None:
    path = folder() / file
    name = "words.json" if "/" in file and path.stem != "language" else f"{path.stem}.json"
    assert schema_of(path) == schemas()[name]
    assert refused(path) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("steps.toml", "minutes = 2", "minuts = 2", "minuts"),
        ("steps.toml", 'kind = "switch"', 'kind = "lever"', "lever"),
        ("steps.toml", "minutes = 2", 'minutes = "two"', "two"),
        ("steps.toml", None, '[[stepp]]\nid = "x"', "stepp"),
        ("steps.toml", None, '[[step]]\nkind = "extra"', "'id' is a required property"),
        ("questions.toml", "when = [{ ", "when = [{ Bad_Id = [], ", "Bad_Id"),
        ("claims.toml", "[trains-since-2025]", "[Trains_Since]", "Trains_Since"),
        ("claims.toml", "checked = 2026-11-21", 'checked = "soon"', "soon"),
        ("links.toml", '"https://www.li', '"http://www.li', "http://www.li"),
        ("manifest.toml", "schema = 1", "schema = 1\nshape = 2", "shape"),
        ("documents.toml", '{ say = "documents.checklist.what" }', '{ sya = "documents.checklist.what" }', "sya"),
        ("en/ui.toml", 'continue = "Continue"', "continue = 1", "1 is not of type"),
    ],
)
def test_a_schema_refuses_a_slip_that_the_models_refuse(
    file: str, old: str | None, new: str, named: str, copy: Path
) -> None:
    edit(copy, file, old, new)
    assert any(named in message for message in refused(copy / file)), refused(copy / file)
    assert check(copy).faults


def test_the_schemas_are_written_into_a_folder(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {path.name: path.read_bytes() for path in (copy / "schema").iterdir()}
    shutil.rmtree(copy / "schema")
    for _ in range(2):
        assert run(["check", "--schema", str(copy)]) == 0
        said = capsys.readouterr()
        assert said == ("", f"Written to {copy / 'schema'}.\n")
        assert {path.name: path.read_bytes() for path in (copy / "schema").iterdir()} == kept
    assert run(["check", "--schema", "--json", str(copy)]) == 2
    assert check(copy).faults == {}
