"""“This looks different”: a note for a maintainer, which has nothing personal and goes nowhere by itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from drafts import edit
from walk import CONTENT, NOW, answered, at, blank, plans, sent, session_on

from linkedin_guard.cli.wizard import _save
from linkedin_guard.content import load
from linkedin_guard.documents.note import note
from linkedin_guard.model.events import Copy, Go, Open, Save
from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

SWITCH = Place("do", "toggle-off")


def test_every_page_with_an_address_of_linkedins_leads_to_its_note_and_back() -> None:
    seen = set()
    for answers in plans().values():
        moment = sent(at(answers=answers))
        for place in journey.places(moment):
            there = place.with_aside("different")
            step = CONTENT.steps.get(place.name) if place.page in ("do", "missing") and not place.part else None
            takes = step is not None and step.link is not None
            assert journey.is_open(moment, there) == takes, place
            assert any(pick.event == Go(there) for pick in journey.page(moment, place).picks) == takes, place
            if takes:
                page = journey.page(moment, there)
                assert page.picks[-1].event == Go(place)
                seen.add(place)
    assert len(seen) > 8


def test_it_names_page_label_language_device_and_date() -> None:
    known = {**answered("uk", "18-plus", ("member",)), "linkedin-language": ("de",), "device": ("phone",)}
    text = "\n".join(note(at(answers=known), CONTENT.steps["toggle-off"]).lines)
    german = CONTENT.beside("de")
    for said in (
        "Turn the setting off (toggle-off)",
        CONTENT.links["ai-switch"].url,
        german.label("ai-switch"),
        "Deutsch",
        CONTENT.words("questions.device.choices.phone"),
        CONTENT.manifest.day.isoformat(),
    ):
        assert said in text, said


def test_nothing_in_it_is_personal() -> None:
    """The same for everybody who has LinkedIn in the same language and on the same device, whatever they recorded."""
    kept = {"linkedin-language": ("de",), "device": ("phone",)}
    for step in CONTENT.steps.values():
        if step.link is None:
            continue
        plain = note(at(blank(answers=kept)), step)
        for region in ("eu-eea", "canada", "us"):
            full = blank(
                profile="Zyxwvut",
                answers={**answered(region, "16-17", ("team-lead",)), **kept, "country": ("de",)},
                fields={"objection-form.reference": "Qrst-99", "objection-form.grounds": "Private", "x.y": "z"},
            )
            later = NOW.replace(year=2027)
            moment = Moment(CONTENT, full, later, memory={"objection-form.name": "Ana", "objection-form.mail": "a@b.c"})
            assert note(moment, step) == plain


def test_it_is_copied_or_saved(store: Store, tmp_path: Path) -> None:
    session = session_on(store)
    session.progress = session.progress.model_copy(update={"answers": answered("uk", "18-plus", ("member",))})
    session.go(SWITCH.with_aside("different"))
    copied = next(pick.event.text for pick in session.page.picks if isinstance(pick.event, Copy))
    save = next(pick.event for pick in session.page.picks if isinstance(pick.event, Save))
    _save(session, {"LG_WIZARD_HOME": str(tmp_path / "home")}, save.document, save.format)
    (file,) = (tmp_path / "home" / "copies").iterdir()
    assert copied in file.read_text("utf-8")
    assert "note" in file.name
    before = session.progress
    for pick in session.page.picks:
        if not isinstance(pick.event, Go):
            session.choose(pick.event)
    assert session.progress == before, "nothing is recorded by it"


def test_it_is_opened_only_where_the_project_says_whom_it_goes_to(copy: Path) -> None:
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    assert "project" not in CONTENT.links
    assert not [
        pick for pick in journey.page(moment, SWITCH.with_aside("different")).picks if isinstance(pick.event, Open)
    ]
    url = "https://github.com/example/linkedin-guard"
    edit(copy, "links.toml", "[ai-switch]", f'[project]\nurl = "{url}"\nsources = ["our-reading"]\n\n[ai-switch]')
    content = load(root=copy)
    page = journey.page(replace(moment, content=content), SWITCH.with_aside("different"))
    assert [content.address(pick.event.link) for pick in page.picks if isinstance(pick.event, Open)] == [url]


@pytest.mark.parametrize("place", ["do.toggle-off", "missing.toggle-off"])
def test_back_leads_to_the_page_it_is_about(place: str, store: Store) -> None:
    session = session_on(store)
    session.progress = session.progress.model_copy(update={"answers": answered("uk", "18-plus", ("member",))})
    session.go(Place.parse(place))
    session.go(Place.parse(place).with_aside("different"))
    session.back()
    assert str(session.place) == place
