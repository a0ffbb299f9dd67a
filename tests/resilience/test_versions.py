"""Files outlive versions: every format ever written loads for ever, and what this version does not know is kept.

`formats/` is frozen: each file was written once, by the program as it was, and is never written again. What it adds
up to stands beside it in `<name>.expected.json`.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from walk import CONTENT, NOW, at, session_on

from linkedin_guard.content import folder, load
from linkedin_guard.documents.record import record
from linkedin_guard.faces import as_json, markdown
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Mark, Open, Write, from_data
from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress
from linkedin_guard.plan import status
from linkedin_guard.plan.retired import carried, heir
from linkedin_guard.store import progress_file
from linkedin_guard.store.profiles import Store, StoreFault
from linkedin_guard.store.progress_file import FORMAT, MIGRATIONS, encode
from linkedin_guard.walk import journey

FORMATS = Path(__file__).parent / "formats"
FROZEN = sorted(path for path in FORMATS.glob("*.json") if not path.name.endswith(".expected.json"))


def put(home: Path, data: bytes, profile: str = "me") -> Path:
    file = home / "profiles" / f"{profile}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def as_kept(progress: Progress) -> dict[str, Any]:
    return json.loads(encode(progress))  # type: ignore[no-any-return]


# Formats.


@pytest.mark.parametrize("file", FROZEN, ids=lambda path: path.stem)
def test_every_file_ever_written_loads_and_says_what_it_said(file: Path, tmp_path: Path) -> None:
    put(tmp_path, file.read_bytes())
    loaded = Store(tmp_path, now=lambda: NOW).load("me")
    assert (loaded.note, loaded.read_only) == ("", False)
    progress = loaded.progress
    assert progress is not None
    expected = json.loads(file.with_name(f"{file.stem}.expected.json").read_text(encoding="utf-8"))
    now = as_kept(progress)
    assert {name: now[name] for name in ("answers", "steps", "fields")} == expected
    empty = Progress(app=progress.app, content=progress.content, profile="me")
    folded = journey.fold(progress.log, empty)
    assert (folded.answers, folded.steps, folded.fields) == (progress.answers, progress.steps, progress.fields)
    moment = Moment(CONTENT, carried(CONTENT, progress), NOW)
    for place in journey.places(moment):
        journey.page(moment, place)
    assert as_json.record(moment)["log"]


def test_there_is_a_frozen_file_of_every_format() -> None:
    assert {json.loads(path.read_text(encoding="utf-8"))["format"] for path in FROZEN} == set(range(1, FORMAT + 1))


def test_every_format_has_a_way_to_the_next() -> None:
    """No migration is missing, and none leads from the future."""
    assert set(MIGRATIONS) == set(range(1, FORMAT))


def test_a_format_before_the_first_is_carried_over_step_by_step_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A made-up chain 1 → 2 → 3, in which format 1 is today's: each is a pure function of what it is given."""
    data = FROZEN[0].read_bytes()
    file = put(tmp_path, data)
    given: list[dict[str, Any]] = []

    def first(raw: dict[str, Any]) -> dict[str, Any]:
        given.append(raw)
        return {**raw, "path": [raw["format"]]}

    monkeypatch.setattr(progress_file, "FORMAT", 3)
    monkeypatch.setitem(MIGRATIONS, 1, first)
    monkeypatch.setitem(MIGRATIONS, 2, lambda raw: {**raw, "path": [*raw["path"], raw["format"]]})
    store = Store(tmp_path, now=lambda: NOW)
    looked = store.load("me")
    assert file.read_bytes() == data, "who only looks migrates nothing"
    with store.open("me") as desk:
        assert desk.progress == looked.progress
        assert desk.progress is not None
        assert desk.progress.more == {"path": [1, 2]}
        kept = file.with_name("me.json.bak-1")
        assert kept.read_bytes() == data
        assert kept.stat().st_mode & 0o777 == 0o600
        desk.save(desk.progress)
    assert json.loads(file.read_bytes())["format"] == 3
    assert given[0]["format"] == 1
    assert "path" not in json.loads(data)
    assert kept in store.files("me"), "and forgotten with the rest"
    assert store.load("me").note == ""


@pytest.mark.parametrize("broken", [KeyError("x"), ValueError("x"), TypeError("x"), AttributeError("x")])
def test_a_migration_that_cannot_be_done_is_damage_and_no_traceback(
    broken: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = FROZEN[0].read_bytes()
    put(tmp_path, data)

    def fail(raw: dict[str, Any]) -> dict[str, Any]:
        raise broken

    monkeypatch.setattr(progress_file, "FORMAT", 2)
    monkeypatch.setitem(MIGRATIONS, 1, fail)
    with Store(tmp_path, now=lambda: NOW).open("me") as desk:
        assert "damaged" in desk.note
    assert [path.read_bytes() for path in (tmp_path / "set-aside").iterdir()] == [data]


def test_what_this_version_does_not_know_is_kept_and_written_back(tmp_path: Path) -> None:
    raw = json.loads(FROZEN[0].read_text(encoding="utf-8"))
    raw["mood"] = {"deep": [1, None, "x"]}
    raw["answers"]["shoe-size"] = ["45"]
    raw["steps"]["from-the-future"] = {
        "status": "dreamt", "saw": "", "meaning": 4, "at": "2027-01-01T00:00:00Z", "by": "night"
    }  # fmt: skip
    raw["fields"]["from-the-future.note"] = "a note"
    raw["log"].append(
        {"at": "2027-01-01T00:00:00Z", "content": "2027.01.01", "event": {"kind": "sing", "song": [1]}, "was": {"x": 1}}
    )
    put(tmp_path, json.dumps(raw).encode())
    store = Store(tmp_path, now=lambda: NOW)
    session = session_on(store)
    session.go(Place("do", "toggle-off"))
    assert session.choose(Mark("toggle-off", "skipped")) is None
    session.close()
    now = json.loads((tmp_path / "profiles" / "me.json").read_bytes())
    assert now["mood"] == raw["mood"]
    assert now["answers"] == raw["answers"]
    assert now["fields"] == raw["fields"]
    assert now["steps"]["from-the-future"] == raw["steps"]["from-the-future"]
    assert now["log"][: len(raw["log"])] == raw["log"]
    moment = Moment(CONTENT, carried(CONTENT, session.progress), NOW)
    assert "from-the-future" in as_json.status(moment)["kept"]
    assert markdown.render(record(moment), CONTENT)


@pytest.mark.parametrize("newer", [FORMAT + 1, 99])
def test_a_newer_format_is_looked_at_and_never_written(newer: int, tmp_path: Path) -> None:
    raw = {**json.loads(FROZEN[0].read_text(encoding="utf-8")), "format": newer}
    file = put(tmp_path, json.dumps(raw).encode())
    before = file.read_bytes()
    session = session_on(Store(tmp_path, now=lambda: NOW))
    assert session.read_only
    assert f"format {newer}" in session.said
    assert session.undo() is not None
    session.close()
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.suffix != ".lock"] == ["me.json"]
    with pytest.raises(StoreFault):
        session_on(Store(tmp_path, now=lambda: NOW))._desk.save(session.progress)  # type: ignore[union-attr]


# Content: steps that were renamed, merged, split, or are gone.

RETIRED = """
[[retired]]
id = "old-switch"
reason = "renamed"
into = ["toggle-off"]

[[retired]]
id = "older-switch"
reason = "renamed"
into = ["old-switch"]

[[retired]]
id = "form-write"
reason = "merged"
into = ["objection-form"]

[[retired]]
id = "form-send"
reason = "merged"
into = ["objection-form"]

[[retired]]
id = "ads-off"
reason = "split"
into = ["ads-off-linkedin", "ads-data-from-others"]

[[retired]]
id = "cookies"
reason = "gone"
"""


def content_with(folder_: Path, retired: str = RETIRED, **edits: tuple[str, str]) -> Catalogue:
    """The content as it may be one day."""
    root = Path(shutil.copytree(folder(), folder_ / "content"))
    steps = root / "steps.toml"
    text = steps.read_text(encoding="utf-8") + retired
    for old, new in edits.values():
        assert old in text
        text = text.replace(old, new, 1)
    steps.write_text(text, encoding="utf-8")
    return load(root=root)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return content_with(tmp_path_factory.mktemp("later"))


def recorded(*marks: tuple[str, str], at_: str = "2026-11-20T10:00:00Z", **fields: str) -> Progress:
    """Somebody in the US, as every step here is theirs, with records of these steps."""
    steps = {step: {"status": status, "saw": "", "meaning": 1, "at": at_} for step, status in marks}
    answers = {"region": ("us",), "age": ("18-plus",), "role": ("member",)}
    more = {name.replace("__", ".").replace("_", "-"): text for name, text in fields.items()}
    return Progress.model_validate(
        {"app": "1", "content": "2026.11.21", "profile": "me", "answers": answers, "steps": steps, "fields": more}
    )


def stands(content: Catalogue, progress: Progress) -> dict[str, str]:
    """How each step stands to a person with this progress."""
    moment = at(carried(content, progress), content=content)
    return {step.id: status.status(moment, step.id).id for step in content.steps.values()}


@pytest.mark.parametrize("mark", ["completed", "skipped", "not-found", "in-progress"])
@pytest.mark.parametrize("old", ["old-switch", "older-switch"])
def test_a_renamed_step_keeps_its_record(old: str, mark: str, later: Catalogue) -> None:
    progress = recorded((old, mark))
    assert stands(later, progress)["toggle-off"] == mark
    assert status.kept(at(carried(later, progress), content=later)) == ()
    assert progress.steps.keys() == {old}, "in the file nothing changes"


def test_what_was_recorded_about_the_new_step_goes_first(later: Catalogue) -> None:
    progress = recorded(("old-switch", "completed"), ("toggle-off", "skipped"))
    assert stands(later, progress)["toggle-off"] == "skipped"


@pytest.mark.parametrize(
    ("parts", "mark"),
    [
        ({"form-write": "completed", "form-send": "completed"}, "completed"),
        ({"form-write": "completed", "form-send": "skipped"}, "in-progress"),
        ({"form-write": "completed"}, "in-progress"),
        ({"form-send": "completed"}, "in-progress"),
        ({"form-write": "skipped", "form-send": "skipped"}, "skipped"),
        ({"form-write": "skipped"}, "in-progress"),
        ({}, "not-started"),
    ],
)
def test_a_merged_step_is_completed_only_if_all_its_parts_were(
    parts: dict[str, str], mark: str, later: Catalogue
) -> None:
    assert stands(later, recorded(*parts.items()))["objection-form"] == mark


def test_of_a_split_step_the_first_has_the_record_and_the_rest_is_not_started(later: Catalogue) -> None:
    found = stands(later, recorded(("ads-off", "completed")))
    assert (found["ads-off-linkedin"], found["ads-data-from-others"]) == ("completed", "not-started")


def test_of_a_step_that_is_gone_nothing_is_needed_and_everything_kept(later: Catalogue) -> None:
    progress = recorded(("cookies", "skipped"))
    moment = at(carried(later, progress), content=later)
    assert moment.progress == progress
    assert status.kept(moment) == ("cookies",)
    assert "cookies" not in [step["id"] for step in as_json.status(moment)["steps"]]
    assert as_json.status(moment)["kept"] == ["cookies"]
    assert all(journey.page(moment, place) for place in journey.places(moment))


def test_fields_go_with_their_step(later: Catalogue) -> None:
    progress = recorded(
        ("form-send", "completed"),
        ("form-write", "completed"),
        form_send__sent_on="2026-11-20",
        form_write__text="Dear LinkedIn",
        form_write__reference="A-1",
    )
    fields = carried(later, progress).fields
    assert fields == {
        "objection-form.sent-on": "2026-11-20",
        "objection-form.text": "Dear LinkedIn",
        "objection-form.reference": "A-1",
    }
    assert status.status(at(carried(later, progress), content=later), "objection-reply").id in (
        "waiting",
        "completed",
    )


def test_carrying_over_twice_is_carrying_over_once(later: Catalogue) -> None:
    progress = recorded(("old-switch", "completed"), ("form-send", "skipped"), ("ads-off", "completed"))
    assert carried(later, carried(later, progress)) == carried(later, progress)
    assert carried(CONTENT, progress) is progress, "where nothing is retired nothing is done"
    assert heir(later, "older-switch") == "toggle-off"
    assert heir(later, "cookies") == "cookies"


def test_ids_that_go_round_in_a_circle_stop_nobody(tmp_path: Path) -> None:
    stone = '\n[[retired]]\nid = "{}"\nreason = "renamed"\ninto = ["{}"]\n'
    circle = stone.format("a", "b") + stone.format("b", "a")
    content = content_with(tmp_path, circle)
    progress = recorded(("a", "completed"), a__x="1")
    assert stands(content, progress)["toggle-off"] == "not-started"
    assert heir(content, "a") in ("a", "b")


@pytest.mark.parametrize(
    "stone",
    [
        'id = "x"\nreason = "renamed"',
        'id = "x"\nreason = "renamed"\ninto = ["toggle-off", "recheck"]',
        'id = "x"\nreason = "merged"',
        'id = "x"\nreason = "split"\ninto = ["toggle-off"]',
        'id = "x"\nreason = "gone"\ninto = ["toggle-off"]',
        'id = "x"\nreason = "lost"',
    ],
)
def test_a_tombstone_that_cannot_be_is_one_sentence(stone: str, tmp_path: Path) -> None:
    from linkedin_guard.model.catalogue import ContentFault

    with pytest.raises(ContentFault, match=r"^content/steps\.toml: 'retired\.x.*\.$"):
        list(content_with(tmp_path, f"\n[[retired]]\n{stone}\n").retired.values())


# A person goes through an update of the content, and back to the old program.


def test_an_update_and_back_loses_nothing(tmp_path: Path) -> None:
    """Records made today, looked at and gone on with under a content to come, and read by today's program again."""
    home = tmp_path / "home"
    put(home, FROZEN[0].read_bytes())
    store = Store(home, now=lambda: NOW)
    before = store.load("me").progress
    assert before is not None
    assert before.steps["toggle-off"].status == "completed"
    root = Path(shutil.copytree(folder(), tmp_path / "content"))
    for file in (root / "steps.toml", root / "en" / "steps.toml"):
        file.write_text(file.read_text(encoding="utf-8").replace("toggle-off", "the-switch"), encoding="utf-8")
    steps = root / "steps.toml"
    text = steps.read_text(encoding="utf-8").replace('id = "the-switch"', 'id = "the-switch"\nmeaning = 2', 1)
    renamed = '\n[[retired]]\nid = "toggle-off"\nreason = "renamed"\ninto = ["the-switch"]\n'
    steps.write_text(text + renamed, encoding="utf-8")
    later = load(root=root)

    session = session_on(store, content=later)
    assert "the-switch" in session.moment.progress.steps
    assert session.progress.steps.keys() == before.steps.keys(), "looking writes nothing"
    # What the step means was raised: it is to be checked again, and says why, on its page and in the list.
    assert status.status(session.moment, "the-switch").id == "check-again"
    why = later.words("ui.status.check-again")
    session.go(Place("do", "the-switch"))
    assert any(why in str(block) for block in session.page.blocks)
    session.go(Place("tasks"))
    assert any(why in str(block) for block in session.page.blocks)
    assert not status.way(session.moment).finished
    # The first Open of a step that has a record begins nothing.
    session.go(Place("do", "the-switch"))
    opening = next(pick for pick in session.page.picks if isinstance(pick.event, Open))
    assert session.choose(opening.event) is None
    assert session.progress == before.model_copy(
        update={"app": session.progress.app, "content": session.progress.content}
    )
    assert session.choose(Mark("the-switch", "completed", "was-off", 2)) is None
    assert status.status(session.moment, "the-switch").id == "completed"
    assert session.undo() is None
    assert status.status(session.moment, "the-switch").id == "check-again", "undo gives the carried record back"
    assert session.choose(Mark("the-switch", "completed", "was-off", 2)) is None
    after = session.progress
    assert journey.fold(after.log, Progress(app=after.app, content=after.content, profile="me")) == after
    # The record still tells the old steps by the new step's name.
    told = markdown.render(record(session.moment), later)
    assert later.words("documents.record.unknown") not in told
    session.close()

    back = session_on(store)
    assert back.progress.steps["toggle-off"] == before.steps["toggle-off"]
    assert back.progress.log[: len(before.log)] == before.log
    assert "the-switch" in status.kept(back.moment)
    assert status.status(back.moment, "toggle-off").id == "completed"
    for place in journey.places(back.moment):
        journey.page(back.moment, place)
    back.close()
    again = session_on(store, content=later)
    assert status.status(again.moment, "the-switch").id == "completed"
    again.close()


@pytest.mark.parametrize("meaning", [1, 2, 7])
def test_a_step_whose_meaning_was_raised_is_to_be_checked_again(meaning: int, tmp_path: Path) -> None:
    raised = ('id = "toggle-off"\nkind = "switch"', f'id = "toggle-off"\nkind = "switch"\nmeaning = {meaning}')
    content = content_with(tmp_path, "", the_step=raised)
    found = stands(content, recorded(("toggle-off", "completed")))
    assert found["toggle-off"] == ("completed" if meaning == 1 else "check-again")


def events_in(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in raw["log"]:
        yield entry["event"]


def test_the_frozen_file_is_a_rich_one() -> None:
    """What it does not hold it cannot guard."""
    raw = json.loads(FROZEN[0].read_text(encoding="utf-8"))
    kinds = {event["kind"] for event in events_in(raw)}
    assert kinds == {"answer", "mark", "write", "undo"}
    assert {record["status"] for record in raw["steps"].values()} >= {"completed", "skipped", "in-progress"}
    assert any(entry.get("clock") == "set" for entry in raw["log"])
    assert any(isinstance(from_data(event), Write) for event in events_in(raw))
    assert datetime.fromisoformat(raw["log"][0]["at"].replace("Z", "+00:00")).tzinfo is not None
