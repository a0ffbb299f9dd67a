"""The checklist and the policy note: right for each region, sourced, and the same in every format."""

import re
from html.parser import HTMLParser

import pytest
from walk import CONTENT, REGIONS, answered, at, then

from linkedin_guard.documents import handouts
from linkedin_guard.faces import html, markdown
from linkedin_guard.faces.export import document
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


class _Links(HTMLParser):
    """The addresses that can be opened, and the text that stands beside them and cannot."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.beside = ""
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        if tag == "a":
            self.opened.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        self.beside += "" if self._in in ("a", "style") else data


@pytest.mark.parametrize("name", [*handouts.NAMES, "letter-notice", "record", "letter-objection", "letter-complaint"])
def test_every_address_in_a_document_can_be_opened(name: str) -> None:
    page = _Links(html.render(document(LEAD, name), CONTENT, title=name))
    assert "https://" not in page.beside
    assert set(page.opened) <= CONTENT.addresses
    if name in (*handouts.NAMES, "letter-notice"):
        assert {CONTENT.address("ai-switch"), CONTENT.address("objection-form")} <= set(page.opened)


def test_an_address_that_a_person_wrote_is_no_link() -> None:
    moment = then(LEAD, Answer("team-regions", ("uk",)))
    fields = {"team-notice.contact": f"https://example.org and {CONTENT.address('ai-switch')}.evil.example"}
    moment = type(moment)(CONTENT, moment.progress.model_copy(update={"fields": fields}), moment.now)
    page = _Links(html.render(document(moment, "letter-notice"), CONTENT, title="x"))
    assert re.findall(r"https://\S*[a-z]", page.beside) == fields["team-notice.contact"].replace(" and", "").split()


def test_the_notice_promises_nothing_that_the_sheet_breaks() -> None:
    """The sheet collects what people decided: what both say of it is that it is voluntary and under a nickname."""
    notice = CONTENT.words("letters.notice.choice")
    for said in (notice, CONTENT.words("team.what")):
        assert "nickname" in said
        assert "screenshot" in said
    assert "voluntary" in notice
    assert "Nobody has to take part" in CONTENT.words("team.what")
    assert "will ask" not in notice, "whoever keeps the sheet asks"
