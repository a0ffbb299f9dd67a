"""Whom a complaint goes to, and what that authority asks of it: language, signature, LinkedIn first, proof, a model."""

from pathlib import Path

import pytest
from pseudo import made
from walk import CONTENT, answered, at, marked, sent, texts, then

from linkedin_guard.content import load
from linkedin_guard.documents.authorities import authorities, authority_name
from linkedin_guard.documents.letters import AUTHORITY, as_text, language_of, letter
from linkedin_guard.model.events import Answer, Go, Write
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.walk import journey

ASKING = {name: authority.wants for name, authority in CONTENT.authorities.items() if authority.wants is not None}
LETTER = Place("do", "complaint", "letter")


def turned_to(name: str) -> Moment:
    """Somebody who lives where this authority is the one, and was refused."""
    for question in ("country", "land", "province"):
        if name in CONTENT.questions[question].choices:
            region = {"province": "canada"}.get(question, "eu-eea")
            more = {"land": {"country": ("de",)}}.get(question, {})
            return refused({**answered(region, "18-plus", ("member",)), **more, question: (name,)})
    return refused(answered(name, "18-plus", ("member",)))


def refused(answers: dict[str, tuple[str, ...]]) -> Moment:
    return marked(sent(at(answers=answers), "2026-11-02"), ("objection-reply", "completed", "refused"))


def text_of(moment: Moment) -> str:
    return as_text(letter(moment, AUTHORITY))


def said(page: Page) -> str:
    return "\n".join(texts(page))


@pytest.mark.parametrize("name", CONTENT.authorities)
class TestWhatItAsksFor:
    def of(self, name: str) -> Moment:
        moment = turned_to(name)
        if name in ("quebec", "british-columbia", "alberta"):
            moment = then(moment, Answer("commissioner", ("province",)))
        assert authorities(moment)[0].id == name
        return moment

    def test_it_is_told_before_the_text_with_its_source(self, name: str) -> None:
        page, asked = journey.page(self.of(name), LETTER), ASKING.get(name)
        if asked is not None:
            assert asked.claim in page.claims
            assert asked.claim in CONTENT.authorities[name].claims

    def test_a_signature_is_drawn_where_one_is_wanted_alone(self, name: str) -> None:
        asked = ASKING.get(name)
        line = CONTENT.words("letters.complaint-authority.signature")
        assert (line in text_of(self.of(name))) == (asked is not None and asked.signed)

    def test_that_linkedin_was_asked_first_is_said_where_it_is_wanted_alone(self, name: str) -> None:
        asked = ASKING.get(name)
        line = CONTENT.words("letters.complaint-authority.first")
        # The ICO asks for a complaint to LinkedIn, which has a line of its own.
        assert (line in text_of(self.of(name))) == (asked is not None and asked.first and name != "uk")

    def test_a_proof_that_is_wanted_and_missing_is_said(self, name: str) -> None:
        asked, moment = ASKING.get(name), self.of(name)
        words = CONTENT.words("ui.authority.unproved")
        assert (words in said(journey.page(moment, LETTER))) == (asked is not None and asked.proof)
        kept = then(moment, Write("objection-form.evidence", f"{'ab' * 32} 12 /home/ana/mail.eml"))
        assert words not in said(journey.page(kept, LETTER))
        assert "mail.eml" in text_of(kept)

    def test_a_language_that_it_does_not_take_is_said(self, name: str) -> None:
        asked = ASKING.get(name)
        wanted = asked.languages if asked is not None else ()
        told = said(journey.page(self.of(name), LETTER))
        before = CONTENT.words("ui.authority.spoken").partition("{")[0]
        assert (before in told) == bool(wanted and "en" not in wanted)
        assert all(CONTENT.has(f"ui.authority.languages.{code}") for code in wanted)

    def test_its_own_form_or_model_is_named(self, name: str) -> None:
        asked, form = ASKING.get(name), CONTENT.authorities[name].form
        words = CONTENT.say("ui.authority.model", url=form)
        assert (words in said(journey.page(self.of(name), LETTER))) == (asked is not None and asked.model)


def test_the_text_is_in_a_language_that_it_takes_if_there_is_one(tmp_path: Path) -> None:
    root = made(tmp_path / "content")
    path = root / "authorities.toml"
    path.write_text(path.read_text("utf-8").replace('["fr", "nl", "de"]', '["zz", "de"]'), "utf-8")
    for spoken, name, language in (("xx", "be", "zz"), ("zz", "be", "zz"), ("xx", "at", "xx")):
        answers = turned_to(name).progress.answers
        moment = at(answers=answers, content=load(spoken, root))
        assert language_of(moment, name=AUTHORITY) == language
        assert language_of(moment) == spoken


class TestCanada:
    """The federal commissioner first, as is advised; in three provinces their own is one pick away."""

    ASK = Go(Place("ask", "commissioner"))

    @pytest.mark.parametrize("province", ["quebec", "british-columbia", "alberta"])
    def test_either_can_be_turned_to(self, province: str) -> None:
        moment = turned_to(province)
        federal = authority_name(CONTENT, CONTENT.authorities["canada"])
        own = authority_name(CONTENT, CONTENT.authorities[province])
        for part in ("letter", "authority"):
            assert self.ASK in [pick.event for pick in journey.page(moment, Place("do", "complaint", part)).picks]
        for choice, to, law in (("federal", federal, True), ("province", own, False), ("federal", federal, True)):
            moment = then(moment, Answer("commissioner", (choice,)))
            text = text_of(moment)
            assert f"To: {to}" in text
            assert ("section 11 of PIPEDA" in text) == law
            told = said(journey.page(moment, Place("do", "complaint", "authority")))
            assert told.index(to) < told.index(own if to == federal else federal)

    def test_elsewhere_in_canada_there_is_one(self) -> None:
        moment = refused({**answered("canada", "18-plus", ("member",)), "province": ("other",)})
        assert [authority.id for authority in authorities(moment)] == ["canada"]
        assert self.ASK not in [pick.event for pick in journey.page(moment, LETTER).picks]

    def test_once_sent_it_stays_the_one_it_was_sent_to(self) -> None:
        moment = then(turned_to("quebec"), Answer("province", ("quebec",)))
        moment = then(moment, Answer("commissioner", ("province",)))
        moment = marked(then(moment, Write("complaint.sent-on", "2026-11-20")), ("complaint", "completed", "sent"))
        for event in (Answer("commissioner", ("federal",)), Answer("province", ("alberta",))):
            moved = then(moment, event)
            page = journey.page(moved, Place("do", "complaint", "authority"))
            quebec = authority_name(CONTENT, CONTENT.authorities["quebec"])
            assert said(page).index(quebec) < said(page).index("Office of the Privacy Commissioner of Canada")
