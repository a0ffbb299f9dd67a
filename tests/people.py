"""The people whose screens are kept as pictures: between them they meet every page there is."""

from collections.abc import Iterator
from pathlib import Path

from walk import CONTENT, NOW, REGIONS, Answers, answered, at, blank, marked, sent, then

from linkedin_guard.model.events import Mark, Write
from linkedin_guard.model.page import Here, Moment
from linkedin_guard.model.progress import Progress
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

FOLDER = "/home/ana/.local/share/linkedin-guard"
EVERYTHING = ("member", "job-seeker", "recruiter", "page-admin", "team-lead")


def _person(answers: Answers) -> Moment:
    return at(blank(answers=answers))


def _uk() -> Moment:
    return _person(answered("uk", "18-plus", ("member", "recruiter")))


def _saw(outcome: str, status: str = "completed") -> Moment:
    """Someone in the UK whose objection was answered."""
    moment = sent(marked(_uk(), ("toggle-off", "completed", "was-off")), "2026-10-02")
    return then(moment, Mark("objection-reply", status, outcome))


def people() -> dict[str, Moment]:
    """Each by name, at the moment the pictures are taken."""
    moments = {
        "new": at(blank()),
        "uk": _uk(),
        "half": marked(_uk(), ("toggle-off", "completed", "was-on")),
        "waiting": sent(marked(_uk(), ("toggle-off", "completed", "was-off"))),
        "late": sent(marked(_uk(), ("toggle-off", "completed", "was-off")), "2026-10-02"),
        "everything": _person(answered("canada", "16-17", EVERYTHING)),
        "germany": then(
            sent(_person({**answered("eu-eea", "18-plus", ("member",)), "country": ("de",)}), "2026-09-01"),
            Write("objection-form.grounds", "I earn my living with texts."),
        ),
        "young": _person(answered("us", "under-16", ("member",))),
        "outside": _person(answered("hong-kong", "not-say", ("no-account",))),
    }
    for outcome, status in (
        ("refused", "completed"),
        ("confirmed", "completed"),
        ("extended", "in-progress"),
        ("extended-late", "in-progress"),
        ("asks-identity", "in-progress"),
        ("asks-reasons", "in-progress"),
    ):
        moments[outcome] = _saw(outcome, status)
    for region in REGIONS:
        moments[region] = _person(answered(region, "18-plus", ("member",)))
    return moments


PEOPLE = people()


def pages() -> Iterator[tuple[str, str]]:
    """Every place once, with the first person to whom it is open; and about-you for each region."""
    seen: set[str] = set()
    for name, moment in PEOPLE.items():
        for place in map(str, journey.places(moment)):
            if place not in seen or (place == "about-you" and name in REGIONS):
                seen.add(place)
                yield name, place
    for name, place in (
        ("half", "tasks"),
        ("waiting", "tasks"),
        ("late", "tasks"),
        ("waiting", "finish"),
        ("half", "do.toggle-off"),
    ):
        yield name, place
    for place in (
        "sources@about-you",
        "sources@do.toggle-off.check",
        "help@do.toggle-off",
        "phone@do.toggle-off",
    ):
        yield "uk", place


PAGES = tuple(dict.fromkeys(pages()))


def session_of(person: str, folder: Path, profiles: tuple[str, ...] = ("me",)) -> Session:
    """A session of that person, on a store of their own."""
    progress: Progress = PEOPLE[person].progress
    store = Store(folder, now=lambda: NOW)
    if progress.log or progress.answers:
        with store.open("me") as desk:
            desk.save(progress)
    return Session(CONTENT, store, lambda: (NOW, False), Here(FOLDER, True, profiles), profile="me")
