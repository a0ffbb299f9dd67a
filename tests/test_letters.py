"""The texts to send: each fits the law of where the person lives, and says nothing they did not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk import CONTENT, answered, at, blank, complete, sent, then

from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.model.events import Answer, Write
from linkedin_guard.model.page import Moment
from linkedin_guard.store.progress_file import encode

LAWS = tuple(CONTENT.laws)
LETTERS = tuple(CONTENT.letters)
UK = at(answers=answered("uk", "18-plus", ("member",)))

CITES = {
    "eu-eea": (
        "Article 21(1) of the General Data Protection Regulation",
        "Article 18(1)(d)",
        "Article 12(3) of the GDPR",
    ),
    "uk": ("Article 21(1) of the UK GDPR", "12A of the UK GDPR"),
    "switzerland": ("Article 30(2)(b)", "expressly forbid", "Article 30(3)", "Ich untersage"),
    "canada": ("clause 4.3.8 of PIPEDA", "what this withdrawal means"),
    "quebec": ("clause 4.3.8 of PIPEDA", "P-39.1"),
    "british-columbia": ("clause 4.3.8 of PIPEDA",),
    "alberta": ("clause 4.3.8 of PIPEDA",),
    "hong-kong": ("written notice", "Data Protection Principle 3"),
    "no-account": ("I ask you to stop",),
    "elsewhere": ("I ask you to stop",),
}


def test_every_law_has_its_own_words() -> None:
    assert set(CITES) == set(LAWS)


@pytest.mark.parametrize("law", LAWS)
def test_the_objection_cites_the_law_of_the_place(law: str) -> None:
    text = as_text(letter(UK, "objection", law=law))
    for words in CITES[law]:
        assert words in text


@pytest.mark.parametrize("law", LAWS)
def test_no_letter_cites_the_law_of_another_place(law: str) -> None:
    text = " ".join(as_text(letter(UK, name, law=law)) for name in LETTERS if name != "notice")
    foreign = {
        "GDPR": {"eu-eea", "uk"},
        "UK GDPR": {"uk"},
        "PIPEDA": {"canada", "quebec", "british-columbia", "alberta"},
    }
    for words, own in foreign.items():
        assert (words in text) == (law in own)
    assert "Article 77" not in text, "the UK repealed its own, and elsewhere it is no business of LinkedIn's"


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_no_place_left_open_and_names_its_claims(law: str, name: str) -> None:
    document = letter(UK, name, law=law)
    text = as_text(document)
    assert "{" not in text
    assert "\n\n\n" not in text
    assert all(claim in CONTENT.claims for claim in document.claims)


@pytest.mark.parametrize("law", LAWS)
def test_the_short_text_is_shorter_and_says_the_same_law(law: str) -> None:
    long, short = as_text(letter(UK, "objection", law=law)), as_text(letter(UK, "objection", law=law, short=True))
    assert len(short) < len(long)
    assert CITES[law][0] in short


def test_only_what_was_chosen_is_objected_to() -> None:
    marks = {
        "content-ai": "models that generate content",
        "other-models": "personalise, rank or recommend",
        "feedback": "feedback I give",
        "erasure": "delete the copies",
        "ads": "direct marketing",
    }
    for chosen in marks:
        text = as_text(letter(then(UK, Write("objection-form.scope", chosen)), "objection"))
        assert {scope for scope, words in marks.items() if words in text} == {chosen}


def test_reasons_are_the_persons_own_or_there_are_none() -> None:
    assert "particular situation" not in as_text(letter(UK, "objection"))
    own = then(UK, Write("objection-form.grounds", "I write for a living [/x] {day}."))
    assert "I write for a living [/x] {day}." in as_text(letter(own, "objection"))


def test_name_and_mail_stand_in_the_letter_without_being_kept() -> None:
    memory = {"objection-form.name": "Ana", "objection-form.mail": "ana@example.org"}
    moment = Moment(CONTENT, UK.progress, UK.now, {}, UK.here, memory)
    assert "Ana, ana@example.org" in as_text(letter(moment, "objection"))
    assert "Ana" not in encode(moment.progress).decode()


def test_without_an_account_the_post_is_named() -> None:
    moment = at(blank(answers=answered("uk", "18-plus", ("no-account",))))
    moment = then(moment, Write("objection-form.post", "https://www.linkedin.com/posts/1"))
    assert "https://www.linkedin.com/posts/1" in as_text(letter(moment, "objection"))


def test_what_the_person_wrote_stands_in_place_of_the_suggested_text() -> None:
    moment = then(UK, Write("objection-form.text", "My own words.\nAll of them."))
    assert as_text(letter(moment, "objection")) == "My own words.\nAll of them."
    assert as_text(letter(then(moment, Write("objection-form.text", "")), "objection")) == as_text(
        letter(UK, "objection")
    )


def test_the_reminder_names_the_day_and_the_number() -> None:
    moment = then(sent(UK, "2026-10-02"), Write("objection-form.reference", "TS-123"))
    text = as_text(letter(moment, "reminder"))
    assert "2 October 2026" in text
    assert "TS-123" in text


def test_everybody_has_a_letter() -> None:
    for answers in complete(ages=("18-plus",)):
        assert as_text(letter(at(answers=answers), "objection"))


class TestTheNotice:
    """The staff notice says what holds in each of the regions named, and nothing of the others."""

    MARKS = {  # noqa: RUF012 - a table
        "eu-eea": "LinkedIn Ireland answers",
        "switzerland": "Switzerland: since",
        "uk": "United Kingdom: since",
        "canada": "Canada: reported",
        "hong-kong": "Hong Kong: reported",
        "us": "United States: reported since 2024",
    }

    @given(st.sets(st.sampled_from(sorted(MARKS)), min_size=1))
    def test_it_is_right_for_each_region_and_silent_on_the_rest(self, regions: set[str]) -> None:
        moment = then(UK, Answer("team-regions", tuple(sorted(regions))))
        text = as_text(letter(moment, "notice"))
        for region, words in self.MARKS.items():
            if region == "eu-eea":
                words = "European Union, Iceland"
            assert (words in text) == (region in regions)

    def test_it_has_both_addresses_the_path_and_its_sources(self) -> None:
        text = as_text(letter(UK, "notice"))
        for link in ("ai-switch", "objection-form"):
            assert CONTENT.links[link].url in text
        assert "Settings & Privacy › Data privacy › How LinkedIn uses your data" in text
        assert CONTENT.words("documents.sources.list") in text
