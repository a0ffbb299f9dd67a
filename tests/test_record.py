"""The record: what was recorded and when, in words that claim no more; masked, nothing that says who it is."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import PEOPLE
from walk import CONTENT, answered, at, blank, marked, sent, then

from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.record import record
from linkedin_guard.documents.wording import say_event
from linkedin_guard.faces import as_json, html, markdown
from linkedin_guard.faces.export import rendered
from linkedin_guard.model.events import Mark, Undo, Write
from linkedin_guard.model.page import Moment

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


def test_the_record_names_its_sources_once_each() -> None:
    moment = PEOPLE["waiting"]
    text = markdown.render(record(moment), CONTENT)
    assert text.count("European Regional Privacy Notice, 21 August 2026") == 1


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
    words, on = "Turn the setting off: Completed", "Recorded on 21 November 2026"
    said = rendered(record(moment), "md", CONTENT).decode()
    assert f"- [x] {words}  \n  {on}\n" in said
    assert f"{words}\n{on}\n" in rendered(record(moment), "txt", CONTENT).decode()
    assert f"<span>Completed</span> <span>{on}</span>" in rendered(record(moment), "html", CONTENT).decode()


def test_what_a_claim_rests_on_stands_under_it() -> None:
    moment = marked(at(answers=answered("uk", "18-plus", ("member",))), ("toggle-off", "completed", "was-off"))
    claim = CONTENT.sentence("ms-ai-yes-uk")
    lines = rendered(record(moment), "txt", CONTENT).decode().split("\n")
    assert re.fullmatch(r"LinkedIn's own text · Documented · (\[\d+\] ?)+", lines[lines.index(f"- {claim}") + 1])


def test_what_came_of_a_step_is_a_few_words_after_its_name() -> None:
    """Every outcome that can be recorded has words for it: no sentence with a full stop of its own."""
    for step in CONTENT.steps.values():
        for outcome in step.outcomes:
            said = say_event(CONTENT, Mark(step.id, outcome.status, outcome.id))
            own = f"steps.{step.id}.saw.{outcome.id}"
            words = CONTENT.words(own if CONTENT.has(own) else f"ui.saw.{outcome.id}")
            assert said == f"{CONTENT.words(f'steps.{step.id}.title')}: {words}"
            assert said[-1] != "."
