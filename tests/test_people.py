"""Several people: called otherwise, taken over from another computer, and listed with how far each is."""

import json
from pathlib import Path

import pytest
from people import PEOPLE
from walk import CONTENT, answered, at, blank, marked, session_on, texts

from linkedin_guard.cli.commands import run
from linkedin_guard.faces import as_json
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

NAMES = ("O'Brien", "Mum & Dad", "小明", "Zoë 2", "x" * 40)
pytestmark = pytest.mark.usefixtures("clock")


def _kept(store: Store, name: str, person: str = "refused") -> None:
    with store.open(name) as desk:
        desk.save(PEOPLE[person].progress.model_copy(update={"profile": name}))


def _exported(capsys: pytest.CaptureFixture[str], path: Path, *more: str) -> Path:
    assert run(["export", "--format", "json", *more]) == 0
    path.write_text(capsys.readouterr().out, "utf-8")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_person_is_called_otherwise_and_nothing_else_changes(name: str, store: Store) -> None:
    _kept(store, "me")
    store.saw("me", "2026.11.01")
    before = store.load("me").progress
    assert before is not None
    assert run(["profiles", "--rename", "me", name]) == 0
    assert store.names() == (name,)
    assert store.load(name).progress == before.model_copy(update={"profile": name})
    assert store.settings().seen == {name: "2026.11.01"}
    assert store.files("me") == ()


def test_only_the_capitals_may_change(store: Store) -> None:
    _kept(store, "ana")
    assert run(["profiles", "--rename", "ana", "Ana"]) == 0
    assert store.names() == ("Ana",)


@pytest.mark.parametrize(
    ("old", "new"), [("me", "Ana"), ("me", "ANA"), ("nobody", "Eve"), ("me", "me"), ("me", "a\tb"), ("me", "x" * 41)]
)
def test_nobody_is_written_over_and_what_cannot_be_is_one_sentence(
    old: str, new: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    _kept(store, "me")
    _kept(store, "Ana", "half")
    before = {path: path.read_bytes() for path in store.files()}
    assert run(["profiles", "--rename", old, new]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert {path: path.read_bytes() for path in store.files()} == before


def test_who_is_open_elsewhere_keeps_the_name(store: Store) -> None:
    _kept(store, "me")
    with store.open("me"):
        assert run(["profiles", "--rename", "me", "Ana"]) == 4
    assert store.names() == ("me",)


@pytest.mark.parametrize("person", [name for name in PEOPLE if PEOPLE[name].progress.log])
def test_a_record_comes_over_whole(
    person: str, store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    progress = PEOPLE[person].progress
    # The people of the tests have answers that no log tells of.
    progress = as_json.progress_of(progress.model_copy(update={"answers": {}, "steps": {}, "fields": {}}))
    with store.open("me") as desk:
        desk.save(progress)
    path = _exported(capsys, tmp_path / "record.json")
    assert run(["import", str(path), "--profile", "Ana"]) == 0
    found = store.load("Ana").progress
    assert found is not None
    for kept in ("answers", "steps", "fields", "log"):
        assert getattr(found, kept) == getattr(progress, kept)


def test_the_file_itself_comes_over_too(store: Store, tmp_path: Path) -> None:
    _kept(store, "me")
    path = tmp_path / "found.json"
    path.write_bytes((store.folder / "profiles" / "me.json").read_bytes())
    assert run(["import", str(path), "--profile", "O'Brien"]) == 0
    found, before = store.load("O'Brien").progress, store.load("me").progress
    assert found is not None
    assert before is not None
    assert found == before.model_copy(update={"profile": "O'Brien"})


def test_nobody_who_is_there_is_written_over(store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _kept(store, "me")
    path = _exported(capsys, tmp_path / "record.json")
    before = {path: path.read_bytes() for path in store.files()}
    for more in ([], ["--profile", "ME"]):
        assert run(["import", str(path), *more]) == 2
        assert "already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in store.files()} == before


BAD: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"# Your record\n",
    "a list": b"[]",
    "something else": b'{"version": 1, "profiles": []}',
    "no name": b'{"version": 1, "content": "2026.11.21", "log": []}',
    "a name nobody can have": b'{"version": 1, "content": "2026.11.21", "profile": "x\\u0007", "log": []}',
    "a log that is none": b'{"version": 1, "content": "2026.11.21", "profile": "x", "log": [{"at": "soon"}]}',
    "a key twice": b'{"version": 1, "version": 1, "content": "2026.11.21", "profile": "x", "log": []}',
    "too deep": b'{"log": ' + b"[" * 99 + b"]" * 99 + b"}",
    "a format of the future": b'{"format": 99, "profile": "x"}',
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_record_is_one_sentence_and_makes_nobody(
    kind: str, store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(BAD[kind])
    assert run(["import", str(path)]) == 3
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert store.names() == ()


def test_a_masked_record_and_a_file_that_is_not_there_say_so(
    store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _kept(store, "me")
    path = _exported(capsys, tmp_path / "record.json", "--mask")
    assert run(["import", str(path), "--profile", "Ana"]) == 3
    assert "--mask" in capsys.readouterr().err
    assert run(["import", str(tmp_path / "nowhere.json")]) == 3
    assert store.names() == ("me",)


def test_the_list_says_where_each_lives_and_how_far_each_is(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    _kept(store, "me", "half")
    _kept(store, "小明", "germany")
    run(["profiles", "--json"])
    rows = {row["profile"]: row["region"] for row in json.loads(capsys.readouterr().out)["profiles"]}
    assert rows == {"me": "uk", "小明": "eu-eea"}
    run(["profiles"])
    lines = capsys.readouterr().out.splitlines()
    assert any("United Kingdom" in line and "1 of 2" in line for line in lines)
    assert CONTENT.words("questions.region.choices.eu-eea") in "".join(lines)


def test_the_page_of_people_says_it_too_and_of_whoever_has_not_begun_nothing(store: Store) -> None:
    _kept(store, "me", "half")
    _kept(store, "小明", "germany")
    with store.open("Zoë") as desk:
        desk.save(blank(profile="Zoë"))
    session = session_on(store, profile=None)
    assert session.place == Place("who")
    notes = {pick.label: pick.note for pick in session.page.picks}
    assert CONTENT.words("questions.region.at.uk") in notes["me"]
    assert "1 of 2" in notes["me"]
    assert CONTENT.words("questions.region.at.eu-eea") in notes["小明"]
    assert notes["Zoë"] in ("", CONTENT.words("ui.who.last"))
    assert session.page.picks[0].label == "me", "the order stays, whoever was last"
    session.close()


@pytest.mark.parametrize("region", ["us", "elsewhere"])
def test_who_has_a_switch_alone_is_promised_neither_two_steps_nor_an_answer(region: str) -> None:
    moment = marked(at(answers=answered(region, "18-plus", ("member",))), ("toggle-off", "completed", "was-off"))
    for place in ("start", "about-you", "tasks", "finish"):
        said = " ".join(texts(journey.page(moment, Place(place)))).casefold()
        assert "two steps" not in said
        assert "waiting for linkedin" not in said
        assert "an answer from linkedin" not in said


def test_who_waits_is_told_that_an_answer_is_open() -> None:
    said = " ".join(texts(journey.page(PEOPLE["waiting"], Place("finish"))))
    assert CONTENT.words("pages.finish.waiting") in said
    assert CONTENT.words("pages.finish.done") not in said
