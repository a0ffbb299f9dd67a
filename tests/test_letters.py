"""The texts to send: each fits the law of where the person lives, and says nothing they did not say."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk import CONTENT, answered, at, blank, complete, sent, then

from linkedin_guard.documents.letters import as_text, letter, open_places, open_words
from linkedin_guard.model.blocks import Notice
from linkedin_guard.model.events import Answer, Go, Mark, Write
from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.plan.status import status
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey

LAWS = tuple(CONTENT.laws)
LETTERS = tuple(CONTENT.letters)
AUTHORITY = "complaint-authority"
TO_LINKEDIN = tuple(name for name in LETTERS if name not in ("notice", AUTHORITY))
FOLLOWING = tuple(name for name in (*TO_LINKEDIN, AUTHORITY) if name not in ("objection", "on-again"))
"""What follows the objection; that the switch reads On again has nothing to do with it."""

UK = at(answers=answered("uk", "18-plus", ("member",)))

CITES = {
    "eu-eea": (
        "Article 21(1) of the General Data Protection Regulation",
        "Article 18(1)(d)",
        "Article 12(3) of the GDPR",
    ),
    "uk": ("Article 21(1) of the UK GDPR", "12A of the UK GDPR", "Article 18(1)(d) of the UK GDPR"),
    "switzerland": (
        "Article 30(2)(b)",
        "expressly forbid",
        "Regional Privacy Notice",
        "Article 30(3)",
        "Ich untersage",
    ),
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
    text = " ".join(as_text(letter(UK, name, law=law)) for name in LETTERS if name not in ("notice", AUTHORITY))
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
        "erasure": "copies of my data kept",
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


class TestEveryLetter:
    """What whoever gets a letter needs, to find what it is about."""

    @pytest.mark.parametrize("law", LAWS)
    @pytest.mark.parametrize("name", TO_LINKEDIN)
    def test_it_has_the_day_of_writing_and_the_profile(self, law: str, name: str) -> None:
        moment = then(UK, Write("objection-form.address", "https://www.linkedin.com/in/ana"))
        lines = letter(moment, name, law=law).lines
        assert lines[0] == "21 November 2026"
        assert "My LinkedIn profile: https://www.linkedin.com/in/ana" in lines

    @pytest.mark.parametrize("law", LAWS)
    @pytest.mark.parametrize("name", FOLLOWING)
    def test_what_follows_the_objection_names_its_day_and_number(self, law: str, name: str) -> None:
        moment = then(sent(UK, "2026-10-02"), Write("objection-form.reference", "TS-123"))
        text = as_text(letter(moment, name, law=law))
        assert "2 October 2026" in text
        assert "TS-123" in text

    @pytest.mark.parametrize("law", LAWS)
    @pytest.mark.parametrize("name", TO_LINKEDIN)
    def test_only_who_objects_by_law_calls_it_an_objection(self, law: str, name: str) -> None:
        document = letter(UK, name, law=law)
        text = f"{document.title} {as_text(document)}".replace(CONTENT.label("form-name"), "")
        if CONTENT.laws[law].asks != "objection":
            assert "objection" not in text.casefold()
        assert "reported" not in text
        assert "government says" not in text

    @pytest.mark.parametrize("way", ["objection-form", "privacy-contact", "dpo-form", "post"])
    def test_the_way_it_was_sent_is_said(self, way: str) -> None:
        moment = then(sent(UK), Write("objection-form.way", way))
        marks = {
            "objection-form": "form",
            "privacy-contact": "privacy contact",
            "dpo-form": "Officer.",
            "post": "by post",
        }
        line = next(line for line in letter(moment, "reminder").lines if line.startswith("On 21"))
        assert marks[way] in line
        assert all(words not in line for other, words in marks.items() if other != way)

    def test_a_reminder_says_that_the_day_has_passed_only_when_it_has(self) -> None:
        assert "was due on" not in as_text(letter(sent(UK), "reminder"))
        assert "was due on 2 November 2026" in as_text(letter(sent(UK, "2026-10-02"), "reminder"))

    def test_the_short_text_for_hong_kong_asks_for_the_purpose_too(self) -> None:
        assert "Data Protection Principle 3" in as_text(letter(UK, "objection", law="hong-kong", short=True))

    def test_erasure_in_the_uk_cites_its_article(self) -> None:
        moment = then(UK, Write("objection-form.scope", "erasure"))
        assert "Article 17(1)(c) of the UK GDPR" in as_text(letter(moment, "objection"))

    def test_the_day_of_an_edited_text_is_the_day_it_is_sent(self) -> None:
        kept = as_text(letter(UK, "objection", blank=True))
        assert kept.startswith("{day}\n")
        moment = then(UK, Write("objection-form.text", kept))
        later = Moment(CONTENT, moment.progress, UK.now + timedelta(days=9))
        assert letter(later, "objection").lines[0] == "30 November 2026"


class TestOpenPlaces:
    """What nobody has filled in is said before the text is copied, and leads to where it is filled in."""

    @pytest.mark.parametrize("part", ["letter", "short"])
    def test_the_page_says_and_offers_just_what_is_open(self, part: str) -> None:
        page = journey.page(UK, Place("do", "objection-form", part))
        fill = [pick.event for pick in page.picks if pick.label.startswith("Fill in")]
        open_ = ("name", "mail", "address") if part == "letter" else ()
        assert fill == [Go(Place("do", "objection-form", name)) for name in open_]
        said = [block.text for block in page.blocks if isinstance(block, Notice)]
        assert [text.startswith("Still open") for text in said] == [True] * bool(open_)

    def test_nothing_is_said_when_all_is_there(self) -> None:
        memory = {f"objection-form.{name}": "x" for name in ("name", "mail", "address")}
        moment = Moment(CONTENT, UK.progress, UK.now, {}, UK.here, memory)
        page = journey.page(moment, Place("do", "objection-form", "letter"))
        assert not any(isinstance(block, Notice) for block in page.blocks)
        assert page.picks[0].label == "Copy the text"

    @pytest.mark.parametrize("name", LETTERS)
    def test_each_place_in_brackets_is_among_them(self, name: str) -> None:
        document = letter(UK, name)
        words = open_words(CONTENT, open_places(CONTENT, document))
        assert set(words) == set(re.findall(r"\[([^\]]{3,})\]", as_text(document)))


class TestAnotherWay:
    """Where the form cannot be found, another way is as good, and the days count from it."""

    def test_it_is_offered_and_the_clock_is_the_same(self) -> None:
        page = journey.page(UK, Place("missing", "objection-form"))
        ways = [pick.event for pick in page.picks if isinstance(pick.event, Write)]
        assert [event.text for event in ways] == ["privacy-contact", "dpo-form", "post"]
        for event in ways:
            assert journey.onward(then(UK, event), page.place, event).name == "objection-form"
            assert status(sent(then(UK, event)), "objection-reply").due == status(sent(UK), "objection-reply").due

    @pytest.mark.parametrize("region", ["canada", "hong-kong", "us"])
    def test_a_letter_by_post_only_where_there_is_an_address(self, region: str) -> None:
        moment = at(answers=answered(region, "18-plus", ("member",)))
        page = journey.page(moment, Place("missing", "objection-form"))
        assert "post" not in [pick.event.text for pick in page.picks if isinstance(pick.event, Write)]


class TestTheComplaint:
    """To an authority: out of the record, and nothing that is not in it."""

    @pytest.mark.parametrize(
        ("saw", "status_", "words"),
        [
            ("refused", "completed", "On 20 November 2026 LinkedIn refused."),
            ("partly", "completed", "On 20 November 2026 LinkedIn agreed only in part."),
            ("extended-late", "in-progress", "LinkedIn wrote that it needs more time."),
        ],
    )
    def test_it_says_what_came_and_when(self, saw: str, status_: str, words: str) -> None:
        moment = then(sent(UK, "2026-10-02"), Mark("objection-reply", status_, saw))
        moment = then(moment, Write("objection-reply.came-on", "2026-11-20"))
        text = as_text(letter(moment, AUTHORITY))
        assert words in text
        assert "- what LinkedIn answered" in text

    def test_silence_is_said_with_the_day_it_was_due(self) -> None:
        text = as_text(letter(sent(UK, "2026-10-02"), AUTHORITY))
        assert "I have found no answer." in text
        assert "due on 2 November 2026" in text
        assert "what LinkedIn answered" not in text

    def test_it_names_the_authority_and_the_proof_without_its_folder(self) -> None:
        moment = then(sent(UK), Write("objection-form.evidence", f"{'ab' * 32} 12 /home/ana/mail.eml"))
        text = as_text(letter(moment, AUTHORITY))
        assert "To: Information Commissioner's Office" in text
        assert "mail.eml" in text
        assert "ab" * 32 in text
        assert "/home/ana" not in text

    @pytest.mark.parametrize(
        ("country", "claim"),
        [
            ("es", "es-how"),
            ("fr", "fr-first"),
            ("pl", "pl-first"),
            ("ro", "ro-how"),
        ],
    )
    def test_what_the_authority_asks_for_stands_before_the_text(self, country: str, claim: str) -> None:
        moment = at(answers={**answered("eu-eea", "18-plus", ("member",)), "country": (country,)})
        moment = then(sent(moment), Mark("objection-reply", "completed", "refused"))
        page = journey.page(moment, Place("do", "complaint", "letter"))
        assert claim in page.claims


class TestTheNotice:
    """The staff notice says what holds in each of the regions named, and nothing of the others."""

    MARKS = {  # noqa: RUF012 - a table
        "eu-eea": "LinkedIn Ireland answers",
        "switzerland": "Switzerland: since",
        "uk": "United Kingdom: again since",
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
