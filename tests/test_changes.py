"""What changed since somebody was here is told to those it is about, five lines at most, once; and none goes untold."""

import json
from datetime import date, timedelta
from pathlib import Path

import changes_are_told
import pytest
from drafts import edit
from walk import CONTENT, answer_all, answered, at, blank, session_on

from linkedin_guard.content import ContentFolder, load
from linkedin_guard.faces import as_json
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Use
from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.plan.changes import MOST, changed
from linkedin_guard.rules.check import check
from linkedin_guard.rules.draft import Draft
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

OLD, NEW = date(2026, 11, 21), date(2027, 1, 15)
TITLE = CONTENT.words("pages.tasks.changed")


def written(day: date) -> str:
    return day.isoformat().replace("-", ".")


def newer(copy: Path, *rows: str) -> Catalogue:
    """The content of a later day with these changes; each has the sentence "Told: <id>"."""
    manifest = copy / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace(CONTENT.manifest.content, written(NEW)), "utf-8")
    ids = [row.split('"')[1] for row in rows]
    (copy / "changes.toml").write_text("".join(f"[[change]]\n{row}\n" for row in rows), "utf-8")
    (copy / "en" / "changes.toml").write_text("".join(f'{name} = "Told: {name}"\n' for name in ids), "utf-8")
    return load(root=copy)


def row(name: str, on: date = NEW, more: str = "") -> str:
    return f'id = "{name}"\non = {on.isoformat()}\nsay = "changes.{name}"\n{more}'


def somebody(content: Catalogue, seen: str, region: str = "uk") -> Moment:
    return Moment(content, blank(answers=answered(region, "18-plus", ("member",))), at().now, seen=seen)


def test_only_what_is_newer_than_what_was_seen_and_for_this_person_is_told(copy: Path) -> None:
    content = newer(
        copy,
        row("everybody"),
        row("british", more='when = [{ region = ["uk"] }]'),
        row("swiss", more='when = [{ region = ["switzerland"] }]'),
        row("old", OLD),
        f'id = "words"\non = {NEW.isoformat()}\nwording = ["trains-since-2025"]',
    )
    told = {name: {change.id for change in changed(somebody(content, written(OLD), name))} for name in ("uk", "us")}
    assert told == {"uk": {"everybody", "british"}, "us": {"everybody"}}
    assert changed(somebody(content, "")) == (), "somebody new has nothing to compare with"
    assert changed(somebody(content, written(NEW))) == ()


def test_at_most_five_are_told_the_newest_first(copy: Path) -> None:
    content = newer(copy, *(row(f"c{day}", NEW - timedelta(days=day)) for day in (8, 1, 6, 3, 2, 7, 4)))
    assert [change.id for change in changed(somebody(content, written(OLD)))] == ["c1", "c2", "c3", "c4", "c6"]
    assert MOST == 5


def test_a_returning_person_reads_it_once(copy: Path, store: Store) -> None:
    first = session_on(store)
    answer_all(first, answered("uk", "18-plus", ("member",)))
    assert TITLE not in "\n".join(page_lines(journey.page(first.moment, Place("tasks")), CONTENT))
    first.close()
    content = newer(copy, row("one"))
    for told in (True, False):
        session = session_on(store, content=content)
        assert session.place == Place("tasks")
        for _ in range(2):
            said = list(page_lines(session.page, content))
            assert (TITLE in said) == ("- Told: one" in said) == told
        session.close()
    assert store.settings().seen == {"me": written(NEW)}


def test_it_counts_as_told_when_the_page_was_seen_and_not_before(copy: Path, store: Store) -> None:
    """Somebody who left in the middle of the questions comes back to them, and records with the newer content."""
    first = session_on(store)
    first.choose(Answer("region", ("uk",)))
    first.close()
    content = newer(copy, row("one"))
    second = session_on(store, content=content)
    assert second.place != Place("tasks")
    second.choose(Answer("age", ("18-plus",)))
    second.choose(Answer("role", ("member",)))
    assert second.progress.content == written(NEW)
    second.close()
    third = session_on(store, content=content)
    assert third.place == Place("tasks")
    assert "- Told: one" in list(page_lines(third.page, content))
    assert store.settings().seen == {"me": CONTENT.manifest.content}, "it is on the page, and nobody has turned it"
    third.choose(third.page.picks[0].event)
    assert store.settings().seen == {"me": written(NEW)}
    third.close()
    fourth = session_on(store, content=content)
    assert TITLE not in list(page_lines(fourth.page, content))
    fourth.close()


@pytest.mark.parametrize("leave", ["choose", "go", "back", "close", "use"])
def test_whatever_turns_the_page_it_was_seen(leave: str, copy: Path, store: Store) -> None:
    for name in ("Ana", "Ben"):
        first = session_on(store, name)
        answer_all(first, answered("uk", "18-plus", ("member",)))
        first.close()
    content = newer(copy, row("one"))
    session = session_on(store, "Ana", content=content)
    match leave:
        case "choose":
            session.choose(session.page.picks[0].event)
        case "go":
            session.go(Place("finish"))
        case "back":
            session.go(Place("start"))
            session.go(Place("tasks"))
            session.back()
        case "use":
            session.choose(Use("Ben"))
        case "close":
            session.close()
    assert store.settings().seen["Ana"] == written(NEW)
    session.close()


def test_somebody_who_only_looks_reads_it_again(copy: Path, store: Store) -> None:
    first = session_on(store)
    answer_all(first, answered("uk", "18-plus", ("member",)))
    first.close()
    content = newer(copy, row("one"))
    for _ in range(2):
        session = session_on(store, content=content, read_only=True)
        assert "- Told: one" in list(page_lines(session.page, content))
        session.close()


def test_each_person_is_told_and_a_person_who_is_forgotten_is_not_kept(copy: Path, store: Store) -> None:
    for name in ("Ana", "Ben"):
        session = session_on(store, profile=name)
        answer_all(session, answered("uk", "18-plus", ("member",)))
        session.close()
    content = newer(copy, row("one"))
    for name in ("Ana", "Ben"):
        session = session_on(store, content=content, profile=name)
        assert "- Told: one" in list(page_lines(session.page, content))
        session.close()
    assert set(store.settings().seen) == {"Ana", "Ben"}
    store.forget("Ana")
    assert set(store.settings().seen) == {"Ben"}


def test_a_program_reads_it_too(copy: Path) -> None:
    content = newer(copy, row("one"))
    assert as_json.status(somebody(content, written(OLD)))["changed"] == ["one"]


# None goes untold.


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in changes_are_told.check(Draft(ContentFolder(root)))]


CLAIM = next(iter(CONTENT.claims))
EDITS = {
    "sentence": ("en/claims.toml", CONTENT.sentence(CLAIM), "Something else.", CLAIM),
    "meaning": ("steps.toml", 'id = "toggle-off"\n', 'id = "toggle-off"\nmeaning = 7\n', "toggle-off"),
}


@pytest.fixture
def released(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content that was just released."""
    kept = tmp_path / "released.json"
    kept.write_text(json.dumps(changes_are_told.state(load(root=copy))), "utf-8")
    monkeypatch.setattr(changes_are_told, "RELEASED", kept)
    return copy


GONE = {"claim": ("claims", CLAIM), "step": ("steps", "global-privacy-control")}


@pytest.mark.parametrize("kind", GONE)
def test_what_was_taken_out_is_told_by_an_entry_that_every_rule_takes(kind: str, released: Path) -> None:
    """The rule for names and the rule for changes are both kept by one entry, and by none that names what is there."""
    table, name = GONE[kind]
    state = json.loads(changes_are_told.RELEASED.read_text("utf-8"))
    state[table]["old-one"] = "0"
    changes_are_told.RELEASED.write_text(json.dumps(state), "utf-8")
    assert [fault for fault in faults(released) if "'old-one'" in fault and "is not any more" in fault]
    newer(released, row("one", NEW, 'gone = ["old-one"]'))
    assert faults(released) == []
    assert not [fault for fault in check(released).faults if fault.file == "changes.toml"]
    newer(released, row("one", NEW, f'gone = ["{name}"]'))
    assert [fault for fault in check(released).faults if f"names '{name}', which is there" in str(fault)]
    newer(released, row("one", NEW, f'{table} = ["old-one"]'))
    assert [fault for fault in check(released).faults if "'old-one'" in str(fault)]


@pytest.mark.parametrize("kind", EDITS)
def test_a_change_without_an_entry_is_refused_and_with_one_it_is_not(kind: str, released: Path) -> None:
    assert faults(released) == []
    file, old, new, name = EDITS[kind]
    edit(released, file, old, new)
    assert [fault for fault in faults(released) if f"'{name}'" in fault and "something else" in fault]
    covers = ("claims", "wording") if kind == "sentence" else ("steps",)
    newer(released)
    for key in covers:
        (released / "changes.toml").write_text(
            f"[[change]]\n{row('one', NEW, f'{key} = [{json.dumps(name)}]')}", "utf-8"
        )
        assert faults(released) == []
        (released / "changes.toml").write_text(
            f"[[change]]\n{row('one', OLD, f'{key} = [{json.dumps(name)}]')}", "utf-8"
        )
        assert len(faults(released)) == 1, "an entry of the release or before says nothing of what came after"


def test_an_entry_is_not_newer_than_its_content(released: Path) -> None:
    (released / "changes.toml").write_text(f"[[change]]\n{row('one', NEW)}", "utf-8")
    assert [fault for fault in faults(released) if "newer than the content" in fault]
