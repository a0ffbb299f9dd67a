"""The record: what was recorded and when, in words that claim no more; masked, nothing that says who it is."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from few import among, few
from hypothesis import given
from hypothesis import strategies as st
from people import PEOPLE
from walk import CONTENT, answered, at, blank, marked, sent, strings, then

from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.record import record, whose
from linkedin_guard.documents.wording import say_event
from linkedin_guard.faces import as_json, html, markdown
from linkedin_guard.faces.export import rendered
from linkedin_guard.model.events import Mark, Undo, Write
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import standing
from linkedin_guard.plan.facts import basis

SECRET = "Zaphod-4711"


def _full(secret: str) -> Moment:
    moment = at(blank(profile=secret, answers=answered("uk", "18-plus", ("member",))))
    moment = then(moment, Mark("toggle-off", "completed", "was-off"))
    for part in ("reference", "grounds", "text", "name", "mail"):
        moment = then(moment, Write(f"objection-form.{part}", secret))
    moment = then(moment, Write("objection-form.evidence", f"{'a' * 64} 12 /home/{secret}/mail.eml"))
    moment = then(moment, Write("objection-form.reference", f"{secret} again"))
    return then(sent(moment), Undo())


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_has_a_record_that_claims_no_more_than_was_recorded(person: str) -> None:
    text = markdown.render(record(PEOPLE[person]), CONTENT).casefold()
    for words in ("you are protected", "this proves", "you are safe"):
        assert words not in text
    for step in PEOPLE[person].progress.steps:
        assert CONTENT.words(f"steps.{step}.title").casefold() in text


@given(
    st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=5, max_size=20).map(
        lambda s: f"{s}{SECRET}"
    )
)
def test_masked_nothing_that_was_typed_is_left(secret: str) -> None:
    moment = _full(secret)
    for text in (
        markdown.render(record(moment, mask=True), CONTENT),
        html.render(record(moment, mask=True), CONTENT, title="record"),
        as_json.as_json(as_json.record(moment, mask=True)).decode(),
    ):
        assert SECRET not in text


def test_unmasked_everything_that_was_typed_is_there() -> None:
    text = markdown.render(record(_full("Zaphod4711")), CONTENT)
    assert "Zaphod4711 again" in text
    assert "mail.eml" in text
    assert "a" * 64 in text


def test_the_record_names_what_the_day_of_the_answer_rests_on_once_each() -> None:
    moment = PEOPLE["waiting"]
    text = markdown.render(record(moment), CONTENT)
    for claim in basis(moment, "objection-reply"):
        assert text.count(markdown.escape(CONTENT.sentence(claim))) == 1
    assert CONTENT.words("documents.sources.title") not in markdown.render(record(PEOPLE["half"]), CONTENT)


def test_it_opens_with_what_came_of_it_and_when_in_every_format() -> None:
    moment = then(PEOPLE["refused"], Write("objection-reply.came-on", "2026-11-20"))
    moment = then(moment, Write("objection-form.evidence", f"{'ab' * 32} 12 /home/ana/mail.eml"))
    named = Moment(CONTENT, moment.progress, moment.now, {}, moment.here, {"objection-form.name": "Ana Lind"})
    data = as_json.record(named)
    assert [(came["step"], came["words"], came["day"]) for came in data["came"]] == [
        ("toggle-off", "it reads Off", "2026-11-21"),
        ("objection-form", "sent", "2026-10-02"),
        ("objection-reply", "they refused", "2026-11-20"),
    ]
    assert data["person"] == "Ana Lind"
    assert [found["sha256"] for found in data["enclosures"]] == ["ab" * 32]
    for form in ("md", "html", "txt"):
        text = rendered(record(named), form, CONTENT).decode()
        place = 0
        for words in (
            "Ana Lind",
            "What came of it",
            "it reads Off",
            "2 October 2026",
            "they refused",
            "20 November 2026",
        ):
            place = text.index(words, place)
        assert text.index("mail.eml", place) < text.index("ab" * 32, place) < text.index("What you recorded, in order")


def test_without_a_name_the_profiles_is_said_as_such() -> None:
    assert whose(PEOPLE["waiting"]) == ("Profile", "me")


def test_what_was_taken_back_stands_in_the_json_alone() -> None:
    moment = then(then(PEOPLE["half"], Write("objection-form.grounds", "A slip.")), Undo())
    assert "A slip" not in markdown.render(record(moment), CONTENT)
    assert "Taken back" not in markdown.render(record(moment), CONTENT)
    assert "A slip" in as_json.as_json(as_json.record(moment)).decode()


@given(st.lists(st.sampled_from(["write", "undo"]), max_size=60))
def test_the_log_shows_what_undo_would_leave(kinds: list[str]) -> None:
    """What stands in it is what adds up to the progress when nothing is ever taken back."""
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    for number, kind in enumerate(kinds):
        moment = then(moment, Write("objection-form.grounds", f"{number}") if kind == "write" else Undo())
    kept = standing(moment.progress.log)[0]
    last = kept[-1].event["text"] if kept else None
    assert moment.progress.fields.get("objection-form.grounds") == last


def test_a_simple_case_is_one_page_of_pdf() -> None:
    pytest.importorskip("typst")
    data = rendered(record(PEOPLE["waiting"]), "pdf", CONTENT)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext, of poppler, is not here")
@pytest.mark.parametrize("person", few(PEOPLE, among("refused")))
def test_the_pdf_has_every_word_that_the_other_formats_have(person: str, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    blocks, path = record(PEOPLE[person]), tmp_path / "record.pdf"
    path.write_bytes(rendered(blocks, "pdf", CONTENT))
    text = "".join(
        re.sub(
            r"\W", "", subprocess.run(["pdftotext", how, path, "-"], capture_output=True, check=True).stdout.decode()
        )
        for how in ("-layout", "-raw")
    )
    missing = [said for said in strings(blocks) if re.sub(r"\W", "", said) not in text]
    assert missing == []


def test_as_data_it_holds_the_log_whole() -> None:
    moment = PEOPLE["refused"]
    data = json.loads(as_json.as_json(as_json.record(moment)))
    assert len(data["log"]) == len(moment.progress.log)
    assert data["fields"] == moment.progress.fields


class TestDates:
    """What goes into a calendar: one stable matter each, with a number that rises when it changes."""

    def test_the_answer_and_the_recheck_are_there(self) -> None:
        found = {dated.matter: dated for dated in dates(PEOPLE["waiting"])}
        assert found["objection-reply"].day.isoformat() == "2026-12-21"
        assert found["recheck"].day.isoformat() == "2027-02-19"

    def test_an_answer_takes_its_day_away(self) -> None:
        found = {dated.matter: dated.cancelled for dated in dates(PEOPLE["refused"])}
        assert found == {"objection-reply": True, "recheck": False}

    def test_a_change_keeps_the_matter_and_raises_its_number(self) -> None:
        before = {dated.matter: dated for dated in dates(PEOPLE["waiting"])}["objection-reply"]
        changed = then(PEOPLE["waiting"], Write("objection-form.sent-on", "2026-11-18"))
        after = {dated.matter: dated for dated in dates(changed)}["objection-reply"]
        assert after.revision > before.revision
        assert after.day < before.day

    def test_nobody_who_recorded_nothing_has_a_date(self) -> None:
        assert dates(PEOPLE["new"]) == ()


def test_when_a_step_was_recorded_stands_in_a_line_of_its_own() -> None:
    moment = marked(at(answers=answered("uk", "18-plus", ("member",))), ("toggle-off", "completed", "was-off"))
    words, on = "Turn the setting off: it reads Off", "On 21 November 2026"
    said = rendered(record(moment), "md", CONTENT).decode()
    assert f"- [x] {words}  \n  {on}\n" in said
    assert f"{words}\n{on}\n" in rendered(record(moment), "txt", CONTENT).decode()
    assert f"<span>it reads Off</span> <span>{on}</span>" in rendered(record(moment), "html", CONTENT).decode()


def test_what_a_claim_rests_on_stands_under_it() -> None:
    claim = CONTENT.sentence("law-uk-12a")
    lines = rendered(record(PEOPLE["waiting"]), "txt", CONTENT).decode().split("\n")
    assert re.fullmatch(r"The law · Documented · (\[\d+\] ?)+", lines[lines.index(f"- {claim}") + 1])


def test_what_came_of_a_step_is_a_few_words_after_its_name() -> None:
    """Every outcome that can be recorded has words for it: no sentence with a full stop of its own."""
    for step in CONTENT.steps.values():
        for outcome in step.outcomes:
            said = say_event(CONTENT, Mark(step.id, outcome.status, outcome.id))
            own = f"steps.{step.id}.saw.{outcome.id}"
            words = CONTENT.words(own if CONTENT.has(own) else f"ui.saw.{outcome.id}")
            assert said == f"{CONTENT.words(f'steps.{step.id}.title')}: {words}"
            assert said[-1] != "."
