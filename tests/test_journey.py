"""The walk, whole, by layers: every answer set and place, every step's own automaton, every combination of main steps.

The flat product of all this has some 10^11 states. The layers stand for it because a step's page does not depend on
other steps' records, which `test_a_step_does_not_change_with_steps_it_does_not_come_after` shows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from few import among, each, few
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from walk import (
    AGES,
    CONTENT,
    NOW,
    REGIONS,
    ROLES,
    Answers,
    answered,
    at,
    blank,
    check_page,
    complete,
    events_of,
    every,
    marked,
    plans,
    sent,
    session_on,
    texts,
    then,
    typed_on,
)

from linkedin_guard.model.blocks import Facts, Trail
from linkedin_guard.model.events import Answer, Event, Go, Mark, Open, Undo, Use, Write, as_data
from linkedin_guard.model.page import Moment, Page, Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import UNDO, Progress, Record
from linkedin_guard.model.steps import Part, Piece
from linkedin_guard.plan import status
from linkedin_guard.plan.status import kept
from linkedin_guard.plan.steps import plan_of
from linkedin_guard.store.profiles import Store
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey

PLANS = [
    pytest.param(answers, id=f"{answers['region'][0]}:{'+'.join(answers['role'])}") for answers in plans().values()
]
STORED = (None, "in-progress", "completed", "skipped", "not-found")


# Layer 1: every answer set × every place.


@pytest.mark.parametrize("region", few([None, *REGIONS], among(None, "uk")))
def test_every_page_has_a_title_and_a_way_on_and_leads_to_open_pages(region: str | None) -> None:
    seen: set[Page] = set()
    for answers in every(region):
        moment = at(answers=answers)
        opened = journey.places(moment)
        assert len(set(opened)) == len(opened)
        assert journey.resume(moment) in opened
        for place in opened:
            page = journey.page(moment, place)
            assert journey.up(moment, place) in opened, f"Back from {place}"
            if page in seen:
                # The page leads elsewhere only by the answers, and by them only from a few places.
                for pick in page.picks:
                    assert not isinstance(pick.event, Go) or there(moment, place, pick.event, opened)
                continue
            seen.add(page)
            check_page(page, place)
            for event in events_of(moment, page):
                if isinstance(event, Go):
                    assert there(moment, place, event, opened)
                else:
                    after = then(moment, event)
                    leads = journey.onward(after, place, event)
                    assert journey.is_open(after, leads), f"{event} at {place} leads to {leads}"


def there(moment: Moment, place: Place, event: Go, opened: tuple[Place, ...]) -> bool:
    """Whether the way the pick names is open, so that nobody is sent elsewhere than it says."""
    if event.place is not None:
        assert event.place.beside in opened, f"{place} names {event.place}, which is not open"
        return True
    return journey.is_open(moment, journey.onward(moment, place, event))


@pytest.mark.parametrize("region", few(REGIONS, among("uk")))
def test_every_page_has_its_sources_and_help_beside_it(region: str) -> None:
    seen: set[tuple[Place, str, tuple[str, ...]]] = set()
    for answers in every(region):
        moment = at(answers=answers)
        for place in journey.places(moment):
            beside = journey.page(moment, place)
            if (key := (place, beside.title, beside.claims)) in seen:
                continue
            seen.add(key)
            for aside in ("sources", "help"):
                name = place.with_aside(aside)
                assert journey.is_open(moment, name)
                page = journey.page(moment, name)
                check_page(page, name)
                assert page.blocks
                assert journey.up(moment, name) == place
                for pick in page.picks:
                    assert journey.is_open(moment, journey.onward(moment, name, pick.event))
            shown = " ".join(texts(journey.page(moment, place.with_aside("sources"))))
            assert all(CONTENT.sentence(claim) in shown for claim in beside.claims)


def test_no_aside_stands_beside_an_aside_and_no_page_beside_a_closed_one() -> None:
    moment = at(answers=answered("uk"))
    assert not journey.is_open(moment, Place("tasks", aside="sources"))
    assert not journey.is_open(moment, Place("start", aside="nonsense"))
    assert not journey.is_open(moment, Place("tasks"))
    assert not journey.is_open(moment, Place(""))
    with pytest.raises(ValueError, match="is no place"):
        Place.parse("sources@help@start")


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_somebody_who_does_one_thing_after_the_other_comes_to_the_end(region: str | None) -> None:
    seen: set[tuple[Any, ...]] = set()
    for answers in every(region):
        moment, place = at(answers=answers), Place("start")
        kind = (*answers, *(step.id for step in plan_of(moment).steps))
        if kind in seen:
            continue
        seen.add(kind)
        walked: list[tuple[Place, Event]] = []
        while place != Place("finish"):
            assert len(walked) < 120, f"no end in sight: {walked}"
            # What was tried least, and of that the first.
            event = min(willing(moment, journey.page(moment, place)), key=partial(tried, walked, place))
            walked.append((place, event))
            moment = then(moment, event)
            place = journey.onward(moment, place, event)
        assert plan_of(moment).core


def tried(walked: list[tuple[Place, Event]], place: Place, event: Event) -> int:
    """How often the event was tried at the place."""
    return walked.count((place, event))


def willing(moment: Moment, page: Page) -> Iterator[Event]:
    """The events of the page, those first that get somebody through who does what is asked; then the other ways."""
    events = [event for event in events_of(moment, page) if not isinstance(event, Use) and event != Go(Place("who"))]
    done = [
        event for event in events if isinstance(event, Answer | Write) or getattr(event, "status", "") == "completed"
    ]
    yield from done
    yield from (event for event in events if event == Go())
    yield from (event for event in events if isinstance(event, Go) and str(event.place).startswith(f"{page.place}."))
    yield from (event for event in events if isinstance(event, Go | Mark))


@pytest.mark.parametrize("answers", PLANS)
def test_the_end_is_in_reach_from_every_place(answers: Answers) -> None:
    moment = at(answers=answers)
    back: dict[Place, set[Place]] = {}
    for place in journey.places(moment):
        for event in events_of(moment, journey.page(moment, place)):
            after = then(moment, event)
            back.setdefault(journey.onward(after, place, event), set()).add(place)
    reached, todo = {Place("finish")}, [Place("finish")]
    while todo:
        todo += (fresh := back.get(todo.pop(), set()) - reached)
        reached |= fresh
    assert set(journey.places(moment)) <= reached


def test_the_first_pass_goes_from_start_through_the_questions_to_the_first_step() -> None:
    moment, place, walked = at(), Place("start"), ["start"]
    for event in (
        Go(),
        Answer("region", ("uk",)),
        Answer("age", ("18-plus",)),
        Answer("role", ("member",)),
        Go(),
        Mark("toggle-off", "completed", "was-on"),
    ):
        moment = then(moment, event)
        place = journey.onward(moment, place, event)
        walked.append(str(place))
    assert walked == [
        "start",
        "ask.region",
        "ask.age",
        "ask.role",
        "about-you",
        "do.toggle-off",
        "do.objection-form",
    ]


def test_each_question_says_why_it_is_asked_and_which_of_how_many_it_is() -> None:
    for number, name in enumerate(("region", "age", "role"), 1):
        moment = at(answers=answered("uk", "18-plus", ("member",)))
        page = journey.page(moment, Place("ask", name))
        assert CONTENT.words(f"questions.{name}.why") in list(texts(page))
        assert page.caption == f"Question {number} of 3"


def test_the_present_answer_stands_on_the_page_of_its_question() -> None:
    moment = at(answers=answered("uk", "16-17", ("recruiter", "team-lead")))
    for name, choice in (("region", "uk"), ("age", "16-17")):
        page = journey.page(moment, Place("ask", name))
        assert page.chosen is not None
        assert page.picks[page.chosen].event == Answer(name, (choice,))
    ask = journey.page(moment, Place("ask", "role")).ask
    assert ask is not None
    assert ask.value == "recruiter team-lead"


def test_member_is_ticked_to_begin_with_and_no_account_stands_alone() -> None:
    moment = at(answers=answered("uk", "18-plus"))
    page = journey.page(moment, Place("ask", "role"))
    assert page.ask is not None
    assert page.ask.value == "member"
    assert isinstance(journey.read(moment, page, "member no-account"), Refusal)
    assert journey.read(moment, page, "no-account") == Answer("role", ("no-account",))
    assert journey.read(moment, page, "team-lead member") == Answer("role", ("member", "team-lead"))


def test_more_about_your_data_has_the_five_rows_in_every_region_and_says_the_features_keep_working() -> None:
    for region in REGIONS:
        page = journey.page(at(answers=answered(region, "18-plus", ("member",))), Place("about-you", "data"))
        facts = next(block for block in page.blocks if isinstance(block, Facts))
        assert len(facts.rows) == 5
        assert all(label and value for label, value in facts.rows)
        assert "features-keep-working" in page.claims


def meant_for(piece: Piece, answers: Answers) -> bool:
    """Whether the block is for somebody who answered this, as the content says it."""

    def fits(condition: Mapping[str, tuple[str, ...]]) -> bool:
        return all(any(choice in answers.get(name, ()) for choice in wanted) for name, wanted in condition.items())

    return (not piece.when or any(map(fits, piece.when))) and not any(map(fits, piece.unless))


def claims_of(pieces: Iterable[Piece], answers: Answers) -> set[str]:
    """The claims of the blocks that are meant for somebody who answered this and sends it today."""
    return {claim for piece in pieces if meant_for(piece, answers) and of_today(piece) for claim in named(piece)}


def of_today(piece: Piece) -> bool:
    """Whether the block says no law of other days."""
    return piece.claim is None or CONTENT.claims[piece.claim].holds(NOW.date())


def named(piece: Piece) -> tuple[str, ...]:
    """The claims a block says or rests on."""
    labels = (*(piece.trail or ()), *([piece.label] if piece.label else ()), *([piece.switch] if piece.switch else ()))
    of_labels = CONTENT.label_claims(labels)
    return (*(piece.claims or ()), *([piece.claim] if piece.claim else ()), *piece.cites, *of_labels)


@pytest.mark.parametrize("region", few(REGIONS, among("us")))
def test_a_block_is_shown_to_those_it_is_meant_for_and_to_nobody_else(region: str) -> None:
    for answers in complete(regions=(region,)):
        moment = at(answers=answers)
        for step in plan_of(moment).steps:
            assert set(journey.page(moment, Place("do", step.id)).claims) == claims_of(step.blocks, answers)
            for part in step.parts:
                place = Place("do", step.id, part.id)
                if part.ask is None and part.shows is None and journey.is_open(moment, place):
                    assert set(journey.page(moment, place).claims) == claims_of(part.blocks, answers)
        short = CONTENT.pages["about-you"].blocks
        assert set(journey.page(moment, Place("about-you")).claims) == claims_of(short, answers)
        about = CONTENT.pages["about-you-data"].blocks
        meant, shown = claims_of(about, answers), set(journey.page(moment, Place("about-you", "data")).claims)
        assert meant <= shown
        others = {claim for piece in about for claim in named(piece)} - meant
        regime = next(noun for noun in CONTENT.regimes.values() if region in noun.regions)
        assert shown - meant == set(regime.rows.values()) - meant
        assert not (others - set(regime.rows.values())) & shown


def test_what_holds_for_some_is_told_to_them_alone() -> None:
    """Said with the ids themselves, so that a slip in the conditions of the content is seen too."""
    for answers in complete():
        moment, roles = at(answers=answers), answers["role"]
        (region,), (age,) = answers["region"], answers["age"]
        short = journey.page(moment, Place("about-you")).claims
        about = journey.page(moment, Place("about-you", "data")).claims
        young = age in ("under-16", "16-17")
        assert ("under-18-left-out" in about) == young
        assert ("ms-ai-yes-uk" in short) == (region == "uk" and "no-account" not in roles)
        assert ("form-nonmembers" in about) == ("no-account" in roles)
        form = [step for step in plan_of(moment).steps if step.id == "objection-form"]
        if form:
            claims = journey.page(moment, Place("do", "objection-form")).claims
            assert ("under-16-account" in claims) == (age == "under-16" and "no-account" not in roles)
            reach = journey.page(moment, Place("do", "objection-form", "about")).claims
            assert ("form-extra-us" in reach) == (region not in ("eu-eea", "switzerland", "uk"))
            assert ("form-nonmember-link" in claims) == ("no-account" in roles)


@pytest.mark.parametrize("region", REGIONS)
def test_what_helps_to_do_a_step_is_shown_until_it_is_done(region: str) -> None:
    before = at(answers=answered(region, "18-plus", ("member",)))
    for step in plan_of(before).steps:
        todo = {claim for piece in step.blocks if piece.todo for claim in named(piece)}
        kept = {claim for piece in step.blocks if not piece.todo for claim in named(piece)}
        if not todo - kept:
            continue
        place = Place("do", step.id)
        assert todo & set(journey.page(before, place).claims)
        after = journey.page(marked(before, (step.id, "completed", step.outcomes[0].id)), place)
        assert not (todo - kept) & set(after.claims)


def test_the_form_is_a_step_with_such_help() -> None:
    assert any(piece.todo for piece in CONTENT.steps["objection-form"].blocks)


def test_the_way_through_the_menus_is_that_of_the_device() -> None:
    """In German, of which the names for both are known."""
    trails = {}
    for device in ("computer", "phone"):
        answers = {**answered("uk", "18-plus", ("member",)), "linkedin-language": ("de",), "device": (device,)}
        blocks = journey.page(at(answers=answers), Place("do", "toggle-off")).blocks
        trails[device] = [block.items for block in blocks if isinstance(block, Trail)]
    keys = {
        "computer": ("me", "settings", "data-privacy", "data-section", "ai-page"),
        "phone": ("phone-settings", "data-privacy", "ai-page"),
    }
    for device, names in keys.items():
        assert trails[device] == [tuple(CONTENT.beside("de").label(name) for name in names)]


# Resume.


def test_a_returning_person_starts_where_the_design_says() -> None:
    assert journey.resume(at()) == Place("start")
    assert journey.resume(at(answers=answered("uk"))) == Place("ask", "age")
    assert journey.resume(at(answers=answered("uk", None, ("member",)))) == Place("ask", "age")
    assert journey.resume(at(answers=answered(None, "18-plus"))) == Place("ask", "region")
    for answers in complete(ages=("not-say",)):
        assert journey.resume(at(answers=answers)) == Place("tasks")


def test_the_tasks_offer_to_continue_with_the_first_open_step() -> None:
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    assert journey.page(moment, Place("tasks")).picks[0].event == Go(Place("do", "toggle-off"))
    moment = marked(moment, ("toggle-off", "completed", "was-on"))
    assert journey.page(moment, Place("tasks")).picks[0].event == Go(Place("do", "objection-form"))
    assert journey.page(sent(moment), Place("tasks")).picks[0].event == Go(Place("finish"))


def test_an_answer_that_the_content_no_longer_offers_is_asked_again() -> None:
    moment = at(answers={"region": ("atlantis",), "age": ("18-plus",), "role": ("member", "wizard")})
    assert journey.resume(moment) == Place("ask", "region")
    moment = then(moment, Answer("region", ("uk",)))
    assert journey.resume(moment) == Place("tasks")


def test_no_page_but_who_is_open_while_nobody_is_named() -> None:
    moment = at(blank(profile=""))
    assert journey.places(moment) == (Place("who"),)
    assert journey.resume(moment) == Place("who")
    assert journey.up(moment, Place("who")) == Place("who")


# Layer 2: every step's own automaton.


def own_places(moment: Moment, step: str) -> tuple[Place, ...]:
    asked = CONTENT.steps[step].questions
    return tuple(
        place
        for place in journey.places(moment)
        if (place.page in ("do", "missing") and place.name == step) or (place.page == "ask" and place.name in asked)
    )


def beginnings(step: str, others: str) -> Iterator[Moment]:
    """The step as each distinct plan begins with it; the steps it comes after are done, where there are any."""
    seen: set[tuple[Page, ...]] = set()
    for answers in plans().values():
        steps = [noun.id for noun in plan_of(at(answers=answers)).steps]
        if step not in steps:
            continue
        moment = at(answers=answers)
        before = CONTENT.steps[step].after
        done = [name for name in steps if name == before or (others == "completed" and name != step)]
        moment = marked(moment, *((name, "completed") for name in done))
        moment = at(moment.progress, now=NOW + timedelta(days=CONTENT.steps[step].opens_after or 0))
        pages = tuple(replace(journey.page(moment, place), caption="") for place in own_places(moment, step))
        if pages not in seen:
            seen.add(pages)
            yield moment


def states(moment: Moment, step: str) -> Iterator[Moment]:
    """The step in every state of its own: each record; each field absent, blank and plain among empty and full ones."""
    noun = CONTENT.steps[step]
    records: list[Event] = [Mark(step, outcome.status, outcome.id, noun.meaning) for outcome in noun.outcomes]
    records += [Mark(step, status, "", noun.meaning) for status in STORED if status is not None]
    records.append(Mark(step, "completed", "", noun.meaning - 1))
    fields = {f"{step}.{part.id}": plain(part) for part in noun.parts if part.ask is not None and part.keep}
    full = at(moment.progress.model_copy(update={"fields": {**moment.progress.fields, **fields}}), now=moment.now)
    for base in (moment, full):
        yield base
        yield from (then(base, record) for record in records)
        for name, text in fields.items():
            yield then(base, Write(name, ""))
            yield then(base, Write(name, text))
            fewer = {key: kept for key, kept in base.progress.fields.items() if key != name}
            yield at(base.progress.model_copy(update={"fields": fewer}), now=base.now)


def plain(part: Part) -> str:
    """What a person may have written there."""
    texts = {"date": "2026-11-20", "several": " ".join(part.choices[:2]), "file": f"{'0a' * 32} 9 /home/ana/a.eml"}
    return texts.get(part.ask or "", "A plain line")


@pytest.mark.parametrize("others", ["untouched", "completed"])
@pytest.mark.parametrize("step", few(sorted(CONTENT.steps), each(4)))
def test_every_state_of_every_step_has_open_ways_and_can_be_taken_back(step: str, others: str) -> None:
    checked: set[tuple[Page, str]] = set()
    for begun in beginnings(step, others):
        for moment in states(begun, step):
            opened = journey.places(moment)
            for place in own_places(moment, step):
                page, standing = journey.page(moment, place), status.status(moment, step).id
                assert journey.up(moment, place) in opened
                if (page, standing) in checked:
                    continue
                checked.add((page, standing))
                check_page(page, place)
                check_refusals(moment, page)
                for event in (*events_of(moment, page), Undo()):
                    after = then(moment, event)
                    leads = journey.onward(after, place, event)
                    assert journey.is_open(after, leads), f"{event} at {place} leads to {leads}"
                    if isinstance(event, Mark | Write) and after.progress is not moment.progress:
                        assert kept_of(then(after, Undo()).progress) == kept_of(moment.progress)


def check_refusals(moment: Moment, page: Page) -> None:
    """A refusal is one sentence in the content's words."""
    for typed in typed_on(page):
        read = journey.read(moment, page, typed)
        if isinstance(read, Refusal):
            assert read.text.endswith((".", "?"))
            assert "{" not in read.text


@pytest.mark.parametrize("region", few(REGIONS, among("canada")))
def test_every_answer_to_a_question_of_a_step_leads_to_open_pages(region: str) -> None:
    begun = sent(at(answers=answered(region, "18-plus", ("member",))))
    begun = marked(begun, ("objection-reply", "completed", "refused"))
    asked = [place for place in journey.places(begun) if place.page == "ask"]
    checked: set[Page] = set()
    for name in asked:
        for choice in CONTENT.questions[name.name].choices:
            answer = Answer(name.name, (choice,))
            moment = then(begun, answer)
            assert journey.is_open(moment, journey.onward(moment, name, answer))
            for place in journey.places(moment):
                page = journey.page(moment, place)
                if page not in checked:
                    checked.add(page)
                    check_page(page, place)
                    for pick in page.picks:
                        if isinstance(pick.event, Go):
                            assert journey.is_open(moment, journey.onward(moment, place, pick.event))


@pytest.mark.parametrize("answers", few(PLANS, each(4)))
def test_a_step_does_not_change_with_steps_it_does_not_come_after(answers: Answers) -> None:
    steps = plan_of(at(answers=answers)).steps
    moment = at(answers=answers)
    for step in steps:
        before = [journey.page(moment, place) for place in own_places(moment, step.id)]
        for other in steps:
            if other == step or other.id == step.after:
                continue
            for mark in ("in-progress", "completed", "skipped", "not-found"):
                changed = marked(moment, (other.id, mark))
                now = [journey.page(changed, place) for place in own_places(changed, step.id)]
                assert now == before, f"{step.id} changes when {other.id} is {mark}"


def test_a_completed_step_of_an_older_meaning_is_to_be_checked_again() -> None:
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    assert status.status(marked(moment, ("toggle-off", "completed", "was-on")), "toggle-off").id == "completed"
    old = then(moment, Mark("toggle-off", "completed", "was-on", CONTENT.steps["toggle-off"].meaning - 1))
    assert status.status(old, "toggle-off").id == "check-again"
    assert not status.way(sent(old)).finished
    assert journey.page(old, Place("tasks")).picks[0].event == Go(Place("do", "toggle-off"))


def test_the_recheck_opens_ninety_days_after_the_switch() -> None:
    moment = marked(at(answers=answered("uk", "18-plus", ("member",))), ("toggle-off", "completed", "was-off"))
    opens = (NOW + timedelta(days=90)).date()
    before = status.status(moment, "recheck")
    assert (before.id, before.due) == ("cannot-start", opens)
    for days, expected in ((89, "cannot-start"), (90, "not-started"), (400, "not-started")):
        later = at(moment.progress, now=NOW + timedelta(days=days))
        assert status.status(later, "recheck").id == expected


def test_the_answer_cannot_be_recorded_before_the_form_is_sent_and_is_awaited_after() -> None:
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    assert status.status(moment, "objection-reply").id == "cannot-start"
    page = journey.page(moment, Place("do", "objection-reply"))
    assert not [pick for pick in page.picks if isinstance(pick.event, Mark)]
    assert status.status(sent(moment), "objection-reply").id == "waiting"


def test_a_date_is_taken_as_a_person_writes_it_and_the_future_is_refused() -> None:
    moment = at(answers=answered("uk", "18-plus", ("member",)))
    page = journey.page(moment, Place("do", "objection-form", "sent-on"))
    field = "objection-form.sent-on"
    assert journey.read(moment, page, "today") == Write(field, "2026-11-21")
    assert journey.read(moment, page, " Yesterday ") == Write(field, "2026-11-20")
    assert journey.read(moment, page, "2026-11-01") == Write(field, "2026-11-01")
    for refused in ("2999-11-22", "21.13.2026", "2026-02-30", "", "\x1b[2J", "0001-01-01", "１２"):
        assert isinstance(journey.read(moment, page, refused), Refusal), refused
    for doubtful in ("2026-11-22", "21.11.2026", "21 Nov", "last Friday"):
        assert journey.read(moment, page, doubtful) == Go(page.place.with_aside("day")), doubtful


def test_today_is_the_date_where_the_person_is() -> None:
    late = NOW.replace(hour=0, minute=30)
    moment = at(answers=answered("uk", "18-plus", ("member",)), now=late)
    page = journey.page(moment, Place("do", "objection-form", "sent-on"))
    assert journey.read(moment, page, "today") == Write("objection-form.sent-on", "2026-11-21")


# Layer 3: every combination of main steps.


@pytest.mark.parametrize("answers", PLANS)
def test_finished_follows_from_every_combination_of_main_steps(answers: Answers) -> None:
    core = plan_of(at(answers=answers)).core
    for statuses in product(STORED, repeat=len(core)):
        moment = marked(
            at(answers=answers),
            *((step.id, status) for step, status in zip(core, statuses, strict=True) if status is not None),
        )
        said = dict(zip((step.id for step in core), statuses, strict=True))
        found = {step.id: status.status(moment, step.id).id for step in core}
        form_sent = said.get("objection-form") == "completed"
        for step in core:
            if step.kind == "answer" and said[step.id] != "completed":
                if not form_sent:
                    assert found[step.id] == "cannot-start"
                else:
                    stored = said[step.id] in ("skipped", "not-found")
                    assert found[step.id] in ((said[step.id],) if stored else ("waiting", "overdue"))
            else:
                assert found[step.id] == (said[step.id] or "not-started")
        expected = all(
            found[step.id] in ("completed", "waiting", "not-needed")
            or (step.kind == "switch" and found[step.id] == "not-found" and form_sent)
            for step in core
        )
        assert status.way(moment).finished == expected, found
        check_page(journey.page(moment, Place("tasks")), Place("tasks"))
        finish = journey.page(moment, Place("finish"))
        check_page(finish, Place("finish"))
        assert (finish.title == CONTENT.words("pages.finish.title-done")) == expected
        assert journey.resume(moment) == Place("tasks")
        now = status.way(moment)
        done, of = now.done, now.of
        assert 0 <= done <= of
        following = now.next
        assert (following is None) == expected or found[core[-1].id] == "cannot-start", found
        assert expected or following is not None, f"nothing is next, and {found} is not finished"
        first = journey.page(moment, Place("tasks")).picks[0].event
        assert first == (Go(Place("finish")) if following is None else Go(Place("do", following.id)))
        if (open_step := now.open) is not None:
            assert following == open_step


def test_skipped_is_not_finished_and_next_names_what_was_skipped() -> None:
    moment = marked(
        at(answers=answered("uk", "18-plus", ("member",))),
        ("toggle-off", "completed", "was-on"),
        ("objection-form", "skipped"),
    )
    assert not status.way(moment).finished
    following = status.way(moment).next
    assert following is not None
    assert following.id == "objection-form"


def test_a_changed_answer_keeps_every_record_and_says_what_no_longer_applies() -> None:
    moment = sent(marked(at(answers=answered("uk", "18-plus", ("member",))), ("toggle-off", "completed", "was-on")))
    moved = then(moment, Answer("role", ("no-account",)))
    assert moved.progress.steps == moment.progress.steps
    assert moved.progress.fields == moment.progress.fields
    assert kept(moved) == ("toggle-off",)
    assert status.status(moved, "toggle-off").id == "not-needed"
    assert CONTENT.words("steps.toggle-off.title") in " ".join(texts(journey.page(moved, Place("review"))))
    back = then(moved, Answer("role", ("member",)))
    assert status.status(back, "toggle-off").id == "completed"
    assert not kept(back)


# The log.


def kept_of(progress: Progress) -> Any:
    """The snapshot without its log."""
    return progress.answers, progress.steps, progress.fields


EVENTS = st.one_of(
    st.builds(Answer, st.just("region"), st.sampled_from([(region,) for region in REGIONS])),
    st.builds(Answer, st.just("age"), st.sampled_from([(age,) for age in AGES])),
    st.builds(Answer, st.just("role"), st.sampled_from(ROLES)),
    st.builds(
        Mark,
        st.sampled_from(sorted(CONTENT.steps)),
        st.sampled_from(["completed", "skipped", "not-found", "in-progress"]),
        st.sampled_from(["", "was-on", "was-off"]),
        st.integers(1, 3),
    ),
    st.builds(
        Write, st.sampled_from(["objection-form.sent-on", "objection-form.reference"]), st.sampled_from(["", "A", "B"])
    ),
    st.just(Undo()),
    st.just(Go()),
    st.just(Use("Ana")),
    st.builds(Write, st.just("who.name"), st.just("Ana"), st.just(False)),
)


@settings(max_examples=150)
@given(st.lists(EVENTS, max_size=40))
def test_the_log_adds_up_to_the_snapshot(events: list[Event]) -> None:
    progress = blank()
    for number, event in enumerate(events):
        progress = journey.apply(progress, event, NOW + timedelta(minutes=number))
    assert journey.fold(progress.log, blank()) == progress
    stored = Progress.model_validate_json(encode(progress))
    assert journey.fold(stored.log, blank()) == stored


@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=12), st.integers(1, 30))
def test_undo_takes_back_one_event_after_the_other_up_to_twenty(events: list[Event], times: int) -> None:
    start = blank()
    for event in events:
        start = journey.apply(start, event, NOW)
    states = [start]
    for number in range(times):
        states.append(journey.apply(states[-1], Mark("toggle-off", "completed", f"saw-{number}"), NOW))
    progress = states[-1]
    for back in range(1, min(times, UNDO) + 1):
        progress = journey.apply(progress, Undo(), NOW)
        assert kept_of(progress) == kept_of(states[-1 - back])
    if times >= UNDO:
        assert journey.undoable(progress) is None
        assert journey.apply(progress, Undo(), NOW) is progress


@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=20), EVENTS)
def test_undo_puts_back_what_an_event_replaced(events: list[Event], last: Event) -> None:
    progress = blank()
    for event in events:
        progress = journey.apply(progress, event, NOW)
    after = journey.apply(progress, last, NOW + timedelta(hours=1))
    if after is progress or isinstance(last, Undo):
        return
    assert kept_of(journey.apply(after, Undo(), NOW)) == kept_of(progress)


def test_passing_events_change_nothing_that_is_kept() -> None:
    progress = blank(answers={"region": ("uk",)})
    for event in (
        Go(),
        Go(Place("tasks")),
        Open("ai-switch", "toggle-off"),
        Use("Ana"),
        Write("who.name", "Ana", keep=False),
    ):
        assert journey.apply(progress, event, NOW) is progress
    assert journey.apply(progress, Undo(), NOW) is progress


def test_an_entry_this_version_does_not_know_is_kept_and_changes_nothing() -> None:
    progress = journey.apply(blank(), Answer("region", ("uk",)), NOW)
    strange = progress.log[0].model_copy(update={"event": {"kind": "teleport", "to": "mars"}})
    log = (*progress.log, strange)
    folded = journey.fold(log, blank())
    assert folded.log == log
    assert folded.answers == {"region": ("uk",)}


def test_an_instant_is_kept_in_utc_to_the_second() -> None:
    progress = journey.apply(blank(), Mark("toggle-off", "completed", "was-on"), NOW.replace(microsecond=999_999))
    assert progress.log[0].at.isoformat() == "2026-11-21T10:32:05+00:00"
    assert progress.steps["toggle-off"].at == progress.log[0].at


# The rest, by chance: somebody who picks, types, goes back, undoes, leaves and comes again.


class Somebody(RuleBasedStateMachine):
    """The model is what the person said and has not taken back; session and disk must agree with it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store(Path(self.folder.name), now=lambda: NOW)
        self.session = session_on(self.store)
        self.said: list[tuple[Any, str, Any]] = []

    def teardown(self) -> None:
        self.session.close()
        self.folder.cleanup()

    def state(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {"answers": {}, "steps": {}, "fields": {}}
        for table, key, value in self.said:
            found[table][key] = value
        return found

    def note(self, event: Event, before: Progress) -> None:
        """What the model learns from an event that was taken."""
        match event:
            case Answer(question, choices):
                self.said.append(("answers", question, choices))
            case Mark(step, status, saw):
                self.said.append(("steps", step, (status, saw)))
            case Write(name, text, True):
                self.said.append(("fields", name, text))
                also = journey.implied(at(before), event)
                if also is not None:
                    self.said.append(("steps", also.step, (also.status, also.saw)))
            case Open(_, str() as step) if step not in before.steps:
                self.said.append(("steps", step, ("in-progress", "")))
            case Undo():
                self.said.pop()

    @initialize(region=st.sampled_from(REGIONS), age=st.sampled_from(AGES), roles=st.sampled_from(ROLES))
    def answer(self, region: str, age: str, roles: tuple[str, ...]) -> None:
        while self.session.place.page in ("start", "ask"):
            page = self.session.page
            if page.place == Place("start"):
                self.session.choose(page.picks[0].event)
                continue
            question = page.place.name
            choices = {"region": (region,), "age": (age,), "role": roles}[question]
            pick = next(pick for pick in page.picks if pick.event in (Answer(question), Answer(question, choices)))
            assert self.session.choose(pick.event, " ".join(choices)) is None
            self.said.append(("answers", question, choices))

    @rule(data=st.data())
    def pick(self, data: st.DataObject) -> None:
        page, before = self.session.page, self.session.progress
        pick = data.draw(st.sampled_from(page.picks))
        if isinstance(pick.event, Use) or pick.event == Go(Place("who")):
            return
        typed = None
        event: Event | Refusal = pick.event
        if fills(page, pick.event):
            typed = data.draw(st.sampled_from(typed_on(page)))
            event = journey.read(self.session.moment, page, typed)
            if isinstance(event, Write) and isinstance(pick.event, Write):
                event = replace(event, keep=pick.event.keep)
            if page.ask is not None and page.ask.kind == "file" and typed:
                # Here it is the path of a file that is not there.
                assert isinstance(self.session.choose(pick.event, typed), Refusal)
                return
        refused = self.session.choose(pick.event, typed)
        if isinstance(event, Refusal):
            assert refused == event
            assert self.session.progress is before
            assert self.session.place == page.place
        else:
            assert refused is None
            self.note(event, before)

    @rule()
    def undo(self) -> None:
        entry, before = journey.undoable(self.session.progress), self.session.progress
        refused = self.session.undo()
        assert (refused is None) == (entry is not None)
        if entry is not None:
            self.note(Undo(), before)

    @rule()
    def back(self) -> None:
        before = self.session.progress
        self.session.back()
        assert self.session.progress is before

    @rule(aside=st.sampled_from(["sources", "help"]))
    def look_aside(self, aside: str) -> None:
        self.session.go(self.session.place.with_aside(aside))

    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(journey.places(self.session.moment)))
        if place != Place("who"):
            self.session.go(place)
            assert self.session.place == place

    @precondition(lambda self: self.session.page.ask is not None)
    @rule(text=st.sampled_from(["half said", "member", "2026-1"]))
    def type_and_leave(self, text: str) -> None:
        place = self.session.place
        self.session.typing(text)
        self.session.back()
        self.session.go(place)
        ask = self.session.page.ask
        assert ask is not None
        assert ask.value == text

    @rule()
    def leave_and_come_again(self) -> None:
        self.session.close()
        self.session = session_on(self.store)
        assert self.session.place == journey.resume(self.session.moment)

    @invariant()
    def the_page_is_open_and_whole(self) -> None:
        assert journey.is_open(self.session.moment, self.session.place)
        check_page(self.session.page, self.session.place)

    @invariant()
    def what_was_said_is_what_is_kept(self) -> None:
        progress, state = self.session.progress, self.state()
        assert progress.answers == state["answers"]
        assert {step: (record.status, record.saw) for step, record in progress.steps.items()} == state["steps"]
        assert progress.fields == state["fields"]

    @invariant()
    def the_disk_agrees(self) -> None:
        on_disk = self.store.load("me").progress
        assert on_disk is None or on_disk == self.session.progress
        assert on_disk is not None or not self.said


@pytest.mark.usefixtures("quick_disk")
def test_whatever_somebody_does_what_they_said_is_kept() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Somebody, settings=settings(max_examples=40, stateful_step_count=30))


@pytest.mark.parametrize("year", [1, 999, 2026, 9999])
def test_undo_gives_a_record_of_any_year_back(year: int) -> None:
    before = Record(status="completed", saw="was-on", at=datetime(year, 1, 2, 3, 4, 5, tzinfo=UTC))
    progress = blank(steps={"toggle-off": before})
    changed = journey.apply(progress, Mark("toggle-off", "skipped"), NOW)
    assert journey.apply(changed, Undo(), NOW).steps["toggle-off"] == before


def test_an_event_is_kept_with_its_parts_in_their_order() -> None:
    assert list(as_data(Mark("toggle-off", "completed", "was-on"))) == ["kind", "step", "status", "saw", "meaning"]
    assert list(as_data(Answer("region", ("uk",)))) == ["kind", "question", "choices"]
