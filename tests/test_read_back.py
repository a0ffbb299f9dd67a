"""Letters, outcomes and claims of a translation are read back: what lost its “not”, or a number, is found."""

import json
import shutil
from pathlib import Path

import pytest
import read_back
from drafts import edit
from translation import SAID, write
from walk import CONTENT

from linkedin_guard.content import ContentFolder, folder
from linkedin_guard.rules.draft import Draft

BACK = {
    "ui.recorded.agreed": ("You noted on {day}: LinkedIn grants your objection.", 0, []),
    "ui.recorded.refused": ("You noted on {day}: LinkedIn rejects your objection.", 0, []),
    "claims.erase.say": (
        "Article 17(1)(c) of the GDPR: from 3 November 2025, 20% of 20,000 people.",
        0,
        ["17", "1", "3", "2025", "20", "20000"],
    ),
}
"""How somebody read the small German back."""

GERMAN = {
    "ui.recorded.agreed": SAID["de"]["agreed"],
    "ui.recorded.refused": SAID["de"]["refused"],
    "claims.erase.say": SAID["de"]["law"],
}


def readings(said: dict[str, tuple[str, int, list[str]]], of: dict[str, str]) -> str:
    """The file of readings."""
    rows = (
        f"[{json.dumps(name)}]\nof = {json.dumps(of[name], ensure_ascii=False)}\nback = {json.dumps(back)}\n"
        f"negations = {negations}\nnumbers = {json.dumps(numbers)}\n"
        for name, (back, negations, numbers) in said.items()
    )
    return "\n".join(rows)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small content in German, with its readings in tmp_path/back."""
    root = Path(shutil.copytree(folder(), tmp_path / "content"))
    write(root, "de")
    monkeypatch.setattr(read_back, "BACK", tmp_path / "back")
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "de.toml").write_text(readings(BACK, GERMAN), "utf-8")
    return root


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in read_back.check(Draft(ContentFolder(root), "de"))]


def test_what_comes_back_in_the_same_sense_is_right(small: Path) -> None:
    assert faults(small) == []


@pytest.mark.parametrize("code", CONTENT.manifest.languages)
def test_every_translation_that_ships_was_read_back(code: str) -> None:
    assert list(read_back.check(Draft(ContentFolder(folder()), code))) == []


SEEDED = {
    "a negation that is not in the English": ("back", "claims.erase.say", 1, "20% of nobody", "English has 0"),
    "a number that is another": ("numbers", "claims.erase.say", 0, "from 3 November 2024", "English has others"),
}


@pytest.mark.parametrize("name", SEEDED)
def test_a_sense_that_turned_is_found(name: str, small: Path) -> None:
    _, key, negations, back, said = SEEDED[name]
    text, _, numbers = BACK[key]
    turned = text.replace("20% of 20,000 people" if negations else "from 3 November 2025", back)
    found = ["17", "1", "3", "2025", "20"] if negations else ["17", "1", "3", "2024", "20", "20000"]
    (read_back.BACK / "de.toml").write_text(readings({**BACK, key: (turned, negations, found)}, GERMAN), "utf-8")
    assert numbers != found
    assert [fault for fault in faults(small) if said in fault and "'erase.say'" in fault]


def test_a_not_that_the_translation_lost_is_found(small: Path) -> None:
    """The reader says truly what stands there; that English says otherwise is what the rule sees."""
    edit(small, "en/ui.toml", "LinkedIn agreed", "LinkedIn has not agreed")
    assert [fault for fault in faults(small) if "negations" in fault and "English has 1" in fault]


def test_a_reading_that_denies_itself_is_found(small: Path) -> None:
    text, _, numbers = BACK["ui.recorded.agreed"]
    said = {**BACK, "ui.recorded.agreed": (text.replace("grants", "does not grant"), 0, numbers)}
    (read_back.BACK / "de.toml").write_text(readings(said, GERMAN), "utf-8")
    assert [fault for fault in faults(small) if "its reading has 1" in fault]


def test_a_translation_that_changed_has_to_be_read_again(small: Path) -> None:
    edit(small, "de/ui.toml", "gibt Ihrem Widerspruch statt", "lehnt Ihren Widerspruch nicht ab")
    assert [fault for fault in faults(small) if "another sentence than the one read back" in fault]


@pytest.mark.parametrize("gone", sorted(BACK))
def test_a_sentence_that_nobody_read_is_found(gone: str, small: Path) -> None:
    left = {name: reading for name, reading in BACK.items() if name != gone}
    (read_back.BACK / "de.toml").write_text(readings(left, GERMAN), "utf-8")
    assert [fault for fault in faults(small) if "has no reading" in fault and gone.partition(".")[2] in fault]


@pytest.mark.parametrize("text", [None, "not = [toml", "['claims.erase.say']\nback = 'x'", "['ui.x.y']\nof = 1"])
def test_readings_that_cannot_be_read_are_a_fault(text: str | None, small: Path) -> None:
    path = read_back.BACK / "de.toml"
    path.unlink() if text is None else path.write_text(text, "utf-8")
    assert len(faults(small)) == 1


def test_a_reading_of_nothing_is_found(small: Path) -> None:
    said, of = {**BACK, "ui.pick.start": ("Begin", 0, [])}, {**GERMAN, "ui.pick.start": "Beginnen"}
    (read_back.BACK / "de.toml").write_text(readings(said, of), "utf-8")
    assert [fault for fault in faults(small) if "is no sentence of a letter" in fault]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("You can object.", 0),
        ("You cannot object.", 1),
        ("Do not send it unless they ask.", 2),
        ("Nobody can't.", 2),
        ("Note the knot.", 0),
    ],
)
def test_what_turns_the_sense_is_counted(text: str, count: int) -> None:
    assert read_back.negations(text) == count
