"""The checklist and the policy note: right for each region, sourced, and the same in every format."""

import pytest
from walk import CONTENT, REGIONS, answered, at, then

from linkedin_guard.documents import handouts
from linkedin_guard.faces import html, markdown
from linkedin_guard.model.blocks import Code, Facts, Tasks
from linkedin_guard.model.events import Answer

LEAD = at(answers=answered("uk", "18-plus", ("team-lead",)))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", handouts.NAMES)
def test_every_region_has_the_document(region: str, name: str) -> None:
    moment = then(LEAD, Answer("team-regions", (region,)))
    text = markdown.render(handouts.document(moment, name), CONTENT)
    assert CONTENT.words(f"questions.region.choices.{region}") in text.replace("\\", "")
    assert "{" not in text


def test_the_checklist_has_boxes_and_both_addresses_to_scan() -> None:
    document = handouts.document(LEAD, "checklist")
    assert [block.text for block in document if isinstance(block, Code)] == [
        CONTENT.links["ai-switch"].url,
        CONTENT.links["objection-form"].url,
    ]
    assert sum(len(block.rows) for block in document if isinstance(block, Tasks)) >= 6


def test_the_note_tells_every_region_apart() -> None:
    moment = then(LEAD, Answer("team-regions", ("uk", "eu-eea", "canada", "us")))
    rows = [block for block in handouts.document(moment, "policy") if isinstance(block, Facts)]
    assert len(rows) == 1 + 4, "one for the head, one for each region"
    assert len({block.rows for block in rows}) == 5


def test_every_statement_of_the_note_has_a_source_and_what_is_contested_says_so() -> None:
    document = handouts.document(LEAD, "policy")
    text = markdown.render(document, CONTENT)
    for claim in {claim for block in document for claim in block.claims}:
        assert markdown.escape(CONTENT.sentence(claim)) in text
        if CONTENT.claims[claim].status == "contested":
            for reading in CONTENT.claims[claim].readings:
                assert markdown.escape(CONTENT.sentence(claim, reading.id)) in text
    assert CONTENT.words("ui.claim.status.contested") in text


@pytest.mark.parametrize("name", handouts.NAMES)
def test_the_page_says_what_the_text_says(name: str) -> None:
    document = handouts.document(LEAD, name)
    page = html.render(document, CONTENT, title=name)
    for block in document:
        if isinstance(block, Tasks):
            for row in block.rows:
                assert row.title in page.replace("&#x27;", "'").replace("&quot;", '"')
