"""How sure each statement is: in few words before the first pick, explained where first met, whole behind `s`."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from walk import AGES, CONTENT, NOW, REGIONS, Answers, answered, at, every, marked, sent, strings, then

from linkedin_guard.documents.provenance import SURE, only_mirrored, sure_words
from linkedin_guard.faces import as_json
from linkedin_guard.faces.export import rendered
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.model.blocks import Block, Facts, Notice, Paragraph
from linkedin_guard.model.events import Answer, Go, Write
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.pages.lists import claim_card, claim_cards
from linkedin_guard.plan.steps import plan_of
from linkedin_guard.walk import journey

HEDGES = re.compile(
    r"\bas we read\b|\bour own reading\b|\bwe (know|found|could|count)\b|\breport(s|ed)?\b|\bquoted?\b|\bunclear\b"
    r"|\bnot (clear|sure|confirmed)\b|\bdiffer\b|\bdisagree\b|\bperhaps\b|\bprobably\b|\bit seems\b",
    re.IGNORECASE,
)
"""Words by which a sentence says that it is not sure; what somebody recorded says them of nothing."""

RECORDED = re.compile(r"^You (recorded|looked)\b|^As you reported\b")


def qualifications(page: Page) -> list[str]:
    """The texts before the first pick that say how sure something is. A contested claim is one, with its readings."""
    return [block.text for block in page.blocks if isinstance(block, Paragraph | Notice) and _qualifies(block)]


def _qualifies(block: Paragraph | Notice) -> bool:
    own = [name for name in block.claims if CONTENT.sentence(name) == block.text]
    unsure = any(CONTENT.claims[name].status != "documented" for name in own)
    return unsure or bool(HEDGES.search(block.text) and not own and not RECORDED.match(block.text))


def every_record(answers: Answers) -> Iterator[Moment]:
    """The person as they begin, and with everything that can be recorded of each step, soon and much later."""
    fresh = at(answers=answers)
    yield fresh
    waiting = sent(fresh, "2026-11-02")
    for now in (NOW, NOW + timedelta(days=200)):
        late = at(waiting.progress, now=now)
        yield late
        for outcome in CONTENT.steps["objection-reply"].outcomes:
            moment = marked(late, ("objection-reply", outcome.status, outcome.id))
            yield moment
            if outcome.refusal:
                for name in ("complaint-linkedin", "complaint"):
                    moment = then(moment, Write(f"{name}.sent-on", "2026-11-20"))
                    moment = marked(moment, (name, "completed", "sent"))
                yield moment
                yield at(moment.progress, now=now + timedelta(days=400))
    for status in ("in-progress", "completed", "skipped", "not-found"):
        yield marked(fresh, *((step.id, status) for step in plan_of(fresh).steps))


ALL_ROLES = (("member",), ("member", "job-seeker", "recruiter", "page-admin", "team-lead"), ("no-account",))


def say_at_most_once(moment: Moment) -> int:
    """Every step of the person's says at most once that something is not sure; how many pages that were."""
    steps = [place for place in journey.places(moment) if place.page == "do" and not place.part]
    for place in steps:
        said = qualifications(journey.page(moment, place))
        assert len(said) <= 1, (place, said)
    return len(steps)


@pytest.mark.parametrize("region", REGIONS)
def test_a_step_says_at_most_once_that_something_is_not_sure_before_the_first_pick(region: str) -> None:
    languages = (None, *CONTENT.questions["linkedin-language"].choices)
    pages = 0
    for age in AGES:
        for roles in ALL_ROLES:
            pages += say_at_most_once(at(answers=answered(region, age, roles)))
    for device in CONTENT.questions["device"].choices:
        for language in languages:
            answers = answered(region, "18-plus", ("member",)) | {"device": (device,)}
            answers |= {"linkedin-language": (language,)} if language else {}
            pages += say_at_most_once(at(answers=answers))
    assert pages > 50


@pytest.mark.long
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("age", ["under-16", "18-plus"])
@pytest.mark.parametrize("roles", ALL_ROLES)
def test_nor_does_a_step_of_which_something_is_recorded(region: str, age: str, roles: tuple[str, ...]) -> None:
    for moment in every_record(answered(region, age, roles)):
        assert say_at_most_once(moment)


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_not_said_before_the_first_pick_is_behind_s(region: str) -> None:
    """Every claim of a step stands on its page, among its sources, or on a part that a pick leads to."""
    answers = answered(region, "under-16", ("member", "job-seeker", "recruiter", "page-admin", "team-lead"))
    moment = at(answers=answers)
    for step in plan_of(moment).steps:
        page = journey.page(moment, Place("do", step.id))
        shown = "\n".join(strings(journey.page(moment, page.place.with_aside("sources")).blocks))
        assert all(CONTENT.sentence(claim) in shown for claim in page.claims)
    behind = {
        "saved-resumes": "saved-resumes-scope",
        "delete-old": "delete-sure",
        "team-notice": "inform-people",
        "objection-form": "form-for",
    }
    for name, claim in behind.items():
        page = journey.page(moment, Place("do", name))
        assert claim in page.claims, name
        assert CONTENT.sentence(claim) not in list(strings(page.blocks)), name


SENTENCE = re.compile(r"[.!?](?=\s|$)")


@pytest.mark.parametrize("region", REGIONS)
def test_what_happens_with_your_data_is_three_or_four_sentences_and_the_rest_behind_a_pick(region: str) -> None:
    for answers in every(region):
        moment = at(answers=answers)
        page = journey.page(moment, Place("about-you"))
        assert all(isinstance(block, Paragraph) for block in page.blocks)
        told = " ".join(strings(page.blocks))
        assert len(SENTENCE.findall(told)) in (3, 4), told
        assert any(pick.event == Go(Place("about-you", "data")) for pick in page.picks)
        assert len(journey.page(moment, Place("about-you", "data")).claims) > 2 * len(page.claims)


# The five words.


def rows(blocks: tuple[Block, ...]) -> dict[str, str]:
    """The words explained among the blocks, with what they mean."""
    words = dict(sure_words(CONTENT).rows)
    facts = [block for block in blocks if isinstance(block, Facts)]
    return {word: means for block in facts for word, means in block.rows if words.get(word) == means}


def test_there_are_five_words_each_with_a_meaning_of_its_own() -> None:
    found = sure_words(CONTENT).rows
    assert len(found) == len(SURE) == 5
    assert len({means for _, means in found}) == 5
    words: set[str] = {claim.status for claim in CONTENT.claims.values()}
    assert words | {"ours"} == set(SURE)
    assert any(claim.kind == "ours" for claim in CONTENT.claims.values())


def test_they_are_explained_where_somebody_first_meets_them() -> None:
    """The page that follows the questions is the first that says how sure something is; one pick of it explains."""
    for region in REGIONS:
        moment = at(answers=answered(region, "18-plus", ("member",)))
        before = [place for place in journey.places(moment) if place.page in ("who", "start", "ask")]
        for place in before:
            claims = journey.page(moment, place).claims
            assert all(CONTENT.claims[name].status == "documented" for name in claims), place
        page = journey.page(moment, Place("about-you"))
        (pick,) = [pick for pick in page.picks if pick.event == Go(Place("about-you", "sure"))]
        assert pick.label == CONTENT.words("ui.pick.sure")
        explained = journey.page(moment, Place("about-you", "sure"))
        assert len(rows(explained.blocks)) == 5
        assert journey.up(moment, explained.place) == Place("about-you")


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_every_help_explains_the_five_and_every_sources_page_those_it_needs(region: str | None) -> None:
    seen: set[tuple[str, ...]] = set()
    for answers in every(region):
        moment = at(answers=answers)
        for place in journey.places(moment):
            page = journey.page(moment, place)
            if (str(place), *page.claims) in seen:
                continue
            seen.add((str(place), *page.claims))
            assert len(rows(journey.page(moment, place.with_aside("help")).blocks)) == 5
            sources = journey.page(moment, place.with_aside("sources"))
            needed: set[str] = {CONTENT.claims[name].status for name in page.claims}
            needed |= {"ours" for name in page.claims if CONTENT.claims[name].kind == "ours"}
            assert len(rows(sources.blocks)) == len(needed)
            if needed:
                assert isinstance(sources.blocks[0], Facts), "before the first card"


def test_the_command_explains_them_too() -> None:
    names = list(CONTENT.claims)
    for form in ("txt", "md"):
        said = rendered(tuple(claim_cards(CONTENT, names, NOW.date())), form, CONTENT).decode()
        for _, means in sure_words(CONTENT).rows:
            assert means.replace("'", "'") in said.replace("\n", " ") or form == "txt"
    lines = "\n".join(page_lines(journey.page(at(answers=answered("uk")), Place("start", aside="help")), CONTENT))
    assert CONTENT.words("ui.sure.title") in lines


# What is known from somebody else's copy alone.


def test_a_claim_known_from_copies_by_others_alone_says_so_on_its_card_and_to_programs() -> None:
    line = CONTENT.words("ui.claim.mirror")
    known = {name: only_mirrored(CONTENT, name) for name in CONTENT.claims}
    assert known["switch-member-setting"]
    assert not known["opt-out-any-time"]
    for name, mirrored in known.items():
        assert (line in list(strings(tuple(claim_card(CONTENT, name, NOW.date()))))) == mirrored, name
    told = as_json.sources(CONTENT, list(CONTENT.claims), NOW.date())["claims"]
    assert {claim["id"]: claim["mirror"] for claim in told} == known


def test_the_names_on_the_page_of_the_switch_say_how_sure_they_are_in_each_language() -> None:
    for language in CONTENT.questions["linkedin-language"].choices:
        moment = then(at(answers=answered("uk", "18-plus", ("member",))), Answer("linkedin-language", (language,)))
        page = journey.page(moment, Place("do", "toggle-off"))
        spoken = CONTENT.labels.get(language)
        claim = spoken.claim if spoken is not None and spoken.labels else "switch-label"
        assert claim in page.claims, language
        shown = list(strings(journey.page(moment, page.place.with_aside("sources")).blocks))
        assert claim is not None
        assert CONTENT.sentence(claim) in shown
