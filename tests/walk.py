"""How the tests walk: moments without a disk, sessions on a throw-away one, every answer, every event of a page."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import chain, combinations
from typing import Any

from linkedin_guard.content import load
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Event, Go, Mark, Open, Write
from linkedin_guard.model.page import Here, Moment, Page, Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress
from linkedin_guard.plan.steps import plan_of
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

CONTENT: Catalogue = load()
NOW = datetime(2026, 11, 21, 11, 32, 5, tzinfo=timezone(timedelta(hours=1)))
HERE = Here("/home/ana/.local/share/linkedin-guard", True, ("me",))

REGIONS = ("eu-eea", "switzerland", "uk", "canada", "hong-kong", "us", "elsewhere", "not-sure")
AGES = ("under-16", "16-17", "18-plus", "not-say")
WITH_ACCOUNT = ("member", "job-seeker", "recruiter", "page-admin", "team-lead")
ROLES: tuple[tuple[str, ...], ...] = (
    *chain.from_iterable(combinations(WITH_ACCOUNT, size) for size in range(1, len(WITH_ACCOUNT) + 1)),
    ("no-account",),
)
"""Every set of roles that can be answered: any of five, or no account, which stands alone."""

FORMAL = ("eu-eea", "switzerland", "uk", "canada", "hong-kong", "not-sure")
"""Where the form is a main step for everyone."""

Answers = dict[str, tuple[str, ...]]


def answered(region: str | None = None, age: str | None = None, roles: tuple[str, ...] = ()) -> Answers:
    """What was answered; a question that is None or empty is still open."""
    given: Answers = {}
    if region is not None:
        given["region"] = (region,)
    if age is not None:
        given["age"] = (age,)
    if roles:
        given["role"] = roles
    return given


def complete(regions: tuple[str, ...] = REGIONS, ages: tuple[str, ...] = AGES) -> Iterator[Answers]:
    """Every complete set of answers."""
    for region in regions:
        for age in ages:
            for roles in ROLES:
                yield answered(region, age, roles)


def every(region: str | None) -> Iterator[Answers]:
    """Every set of answers with this one to the first question, complete or not."""
    for age in (None, *AGES):
        for roles in ((), *ROLES):
            yield answered(region, age, roles)


def blank(**more: Any) -> Progress:
    """Somebody about whom nothing is recorded, but for what is given."""
    return Progress(**{"app": "1.0.0", "content": CONTENT.manifest.content, "profile": "me", **more})


def at(
    progress: Progress | None = None,
    *,
    answers: Mapping[str, tuple[str, ...]] | None = None,
    now: datetime = NOW,
    here: Here = HERE,
    draft: Mapping[str, str] | None = None,
    content: Catalogue = CONTENT,
) -> Moment:
    """A moment; with `answers`, of somebody who answered just that."""
    found = progress if progress is not None else blank(answers=dict(answers or {}))
    return Moment(content, found, now, dict(draft or {}), here)


def then(moment: Moment, event: Event, now: datetime | None = None) -> Moment:
    """The moment after the event."""
    when = now or moment.now
    return Moment(moment.content, journey.apply(moment.progress, event, when), when, moment.draft, moment.here)


def marked(moment: Moment, *marks: tuple[str, str] | tuple[str, str, str]) -> Moment:
    """The moment after steps were marked: (step, status) or (step, status, saw)."""
    for step, status, *saw in marks:
        meaning = moment.content.steps[step].meaning
        moment = then(moment, Mark(step, status, saw[0] if saw else "", meaning))
    return moment


def sent(moment: Moment, day: str = "2026-11-21") -> Moment:
    """The moment after the objection form was sent and its parts were filled in."""
    moment = then(moment, Write("objection-form.sent-on", day))
    moment = then(moment, Write("objection-form.reference", ""))
    return marked(moment, ("objection-form", "completed", "sent"))


def typed_on(page: Page) -> tuple[str, ...]:
    """Things a person may type or tick on the page: some are taken, some refused."""
    ask = page.ask
    if ask is None:
        return ()
    if ask.kind == "several":
        ids = [choice.id for choice in ask.choices]
        return (" ".join(ids[:1]), " ".join(ids[1:3]), " ".join(ids[-1:]), "", " ".join(ids), "nonsense")
    if ask.kind == "date":
        return ("2026-11-20", "today", "yesterday", "", "2999-01-01", "1999-01-01", "soon")
    if ask.kind == "file":
        return (f"{'0a' * 32} 1024 /home/ana/reply.eml", "", "/home/ana/bell\a", "reply.eml")
    return ("A plain line", "", "bell\a", "x" * ((ask.limit or 200) + 1))


def events_of(moment: Moment, page: Page) -> Iterator[Event]:
    """Every event the page can bring about: of its picks, and of all that may be typed."""
    for pick in page.picks:
        if not fills(page, pick.event):
            yield pick.event
            continue
        for typed in typed_on(page):
            read = journey.read(moment, page, typed)
            if isinstance(read, Write) and isinstance(pick.event, Write):
                yield replace(read, keep=pick.event.keep)
            elif not isinstance(read, Refusal):
                yield read


def plans() -> dict[tuple[tuple[str, ...], tuple[str, ...]], Answers]:
    """One set of answers for each distinct plan, by the ids of its steps."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Answers] = {}
    for answers in complete():
        plan = plan_of(at(answers=answers))
        found.setdefault((tuple(step.id for step in plan.core), tuple(step.id for step in plan.extra)), answers)
    return found


def session_on(
    store: Store,
    profile: str | None = "me",
    *,
    now: datetime = NOW,
    set_by_hand: bool = False,
    content: Catalogue = CONTENT,
    read_only: bool = False,
) -> Session:
    """A session on the store, whose clock stands."""
    here = Here(str(store.folder), False, store.names(limit=8))
    return Session(content, store, lambda: (now, set_by_hand), here, profile=profile, read_only=read_only)


def pick_for(session: Session, event: Event) -> None:
    """Choose the pick of the present page that carries this event."""
    found = next((pick for pick in session.page.picks if pick.event == event), None)
    assert found is not None, f"{session.place} has no pick for {event}"
    assert session.choose(found.event) is None


def answer_all(session: Session, answers: Mapping[str, tuple[str, ...]]) -> None:
    """Answer the start questions from the start page, up to `about-you`."""
    if session.place == Place("start"):
        session.choose(session.page.picks[0].event)
    while session.place.page == "ask":
        question = session.place.name
        page = session.page
        if page.ask is None:
            pick_for(session, Answer(question, tuple(answers[question])))
        else:
            hand_in = next(pick for pick in page.picks if fills(page, pick.event))
            assert session.choose(hand_in.event, " ".join(answers[question])) is None


def texts(page: Page) -> Iterator[str]:
    """Every text a page shows."""
    yield from (page.caption, page.title)
    yield from strings(page.blocks)
    if page.ask is not None:
        yield page.ask.label
        yield from (choice.label for choice in page.ask.choices)
    for pick in page.picks:
        yield from (pick.label, pick.note, pick.group)


def strings(value: object) -> Iterator[str]:
    """Every string within blocks, claim ids left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from strings(inner)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("claims", "state"):
                yield from strings(getattr(value, field.name))


def may_begin_on(page: Page, event: Event, now: datetime) -> bool:
    """Whether one Enter may do this on a page nobody has moved on: it records nothing, or nothing new, or Today."""
    match event:
        case Answer():
            return page.chosen is not None and page.picks[page.chosen].event == event
        case Write(name, text):
            today = text == now.date().isoformat() and page.ask is not None and not page.ask.value
            return today and name.endswith(".sent-on")
    return not isinstance(event, Mark)


def check_page(page: Page, place: Place, now: datetime = NOW) -> None:
    """What every page owes the person."""
    assert page.place == place
    assert page.title.strip(), place
    assert page.picks, f"{place} has no way on"
    assert all(pick.label.strip() for pick in page.picks), place
    assert page.focus is None or 0 <= page.focus < len(page.picks), place
    assert page.focus is None or may_begin_on(page, page.picks[page.focus].event, now), f"{place} begins on a recording"
    assert page.chosen is None or 0 <= page.chosen < len(page.picks), place
    handing_in = [pick for pick in page.picks if fills(page, pick.event)]
    assert bool(handing_in) == (page.ask is not None), f"{place} has {len(handing_in)} picks that hand its ask in"
    ways_on = [pick for pick in page.picks if not isinstance(pick.event, Open) and pick.event != Go(place)]
    assert ways_on, f"{place} leads nowhere"
    keys = [pick.key for pick in page.picks if pick.key]
    assert len(keys) == len(set(keys)), f"{place} has a key for two picks"
    for text in texts(page):
        assert "{" not in text, f"{place} leaves a place open: {text}"
        assert "}" not in text, f"{place} leaves a place open: {text}"
