"""What a saved copy is called: as the language says, and so that every system can write it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo import made
from walk import CONTENT, answer_all, answered, session_on

from linkedin_guard.cli.wizard import _save
from linkedin_guard.content import load
from linkedin_guard.documents.handouts import NAMES
from linkedin_guard.model.text import shows
from linkedin_guard.store.names import DEVICES, LONGEST_COPY, TAKEN, saved_as
from linkedin_guard.store.profiles import Store

DOCUMENTS = ("record", *NAMES, *(f"letter-{name}" for name in CONTENT.letters), "letter-objection-short")


@pytest.mark.parametrize("code", ["en", "xx", "zz"])
def test_a_copy_is_called_as_its_language_says(code: str, store: Store, tmp_path: Path) -> None:
    content = load(code, made(tmp_path / "content"))
    session = session_on(store, content=content)
    answer_all(session, answered("uk", "18-plus", ("member", "team-lead")))
    environ = {"LG_WIZARD_HOME": str(tmp_path / "home")}
    day = session.moment.now.date().isoformat()
    written = [_save(session, environ, name, "md") for name in DOCUMENTS]
    found = {path.name for path in (tmp_path / "home" / "copies").iterdir()}
    wanted = {f"{content.say(f'documents.files.{name}', day=day)}.md" for name in DOCUMENTS}
    assert found == wanted, "each document by a name of its own"
    assert all(any(name in sentence for name in found) for sentence in written), "and the sentence says it"
    assert code == "en" or not any("record" in name for name in found)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Zapis 2026-11-21", "Zapis 2026-11-21"),
        ("記錄 2026-11-21", "記錄 2026-11-21"),
        ("a/b\\c: d?", "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        ("NUL", "LinkedIn Guard NUL"),
        ("aux.2026", "LinkedIn Guard aux.2026"),
        ("…", "…"),
        ("...", "LinkedIn Guard"),
        ("", "LinkedIn Guard"),
        ("Stand:\u202e fdp", "Stand fdp"),
        ("e\u0301tat", "\u00e9tat"),
        ("長" * 100, "長" * (LONGEST_COPY // 3)),
    ],
)
def test_a_name_that_a_system_could_not_write_becomes_one_that_it_can(said: str, name: str) -> None:
    assert saved_as(said) == name


@given(st.text())
def test_every_name_can_be_written_everywhere(said: str) -> None:
    name = saved_as(said)
    assert name == name.strip(". ") != ""
    assert all(shows(character) and character not in TAKEN for character in name)
    assert name.partition(".")[0].strip().casefold() not in DEVICES
    assert len(name.encode()) <= LONGEST_COPY
    assert unicodedata.is_normalized("NFC", name)
    assert saved_as(name) == name


def test_every_name_has_its_day() -> None:
    for name in (*DOCUMENTS, "calendar"):
        said = CONTENT.say(f"documents.files.{name}", day="2026-11-01")
        assert "2026-11-01" in said
