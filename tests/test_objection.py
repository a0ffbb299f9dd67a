"""The second step and the third, whole, under every law and in both faces: write, send, wait, be refused, turn on."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from few import among, few
from textual.events import Paste
from walk import CONTENT, NOW

from linkedin_guard.documents.authorities import authorities
from linkedin_guard.documents.letters import AUTHORITY, as_text, letter
from linkedin_guard.faces import plain
from linkedin_guard.faces.tui.app import GuardApp
from linkedin_guard.model.events import Answer, Event, Go, Mark, Write
from linkedin_guard.model.page import Here, Page, Pick, fills
from linkedin_guard.model.place import Place
from linkedin_guard.plan.answers import law_of
from linkedin_guard.plan.status import way
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk.session import Session

PEOPLE = {
    "eu-eea": ("eu-eea", "member", {"country": "de", "land": "de-by"}, "de-by"),
    "uk": ("uk", "member", {}, "uk"),
    "switzerland": ("switzerland", "member", {}, "switzerland"),
    "quebec": ("canada", "member", {"province": "quebec"}, "canada"),
    "alberta": ("canada", "member", {"province": "alberta"}, "canada"),
    "british-columbia": ("canada", "member", {"province": "british-columbia"}, "canada"),
    "canada": ("canada", "member", {"province": "other"}, "canada"),
    "hong-kong": ("hong-kong", "member", {}, "hong-kong"),
    "no-account": ("us", "no-account", {}, None),
    "elsewhere": ("not-sure", "member", {}, None),
}
"""Law → region, role, further answers, and the first authority to turn to."""

CASES = (*((law, False) for law in PEOPLE), ("uk", True), ("canada", True), ("quebec", True))
"""Every law; where LinkedIn takes complaints by law, straight to the authority and once more to LinkedIn first."""

Want = Callable[[Page], tuple[Pick, str | None]]
"""What a person does on the page before them: the pick, and what they type or tick if it hands something in."""


def _session(law: str, folder: Path) -> Session:
    region, role, more, _ = PEOPLE[law]
    store = Store(folder, now=lambda: NOW)
    session = Session(CONTENT, store, lambda: (NOW, False), Here("/home/ana", False, ("me",)), profile="me")
    for question, choice in {"region": region, "age": "18-plus", "role": role, **more}.items():
        session.choose(Answer(question, (choice,)))
    assert law_of(CONTENT, session.progress).id == law
    session.go(Place("do", "objection-form"))
    return session


def _to(place: str) -> Want:
    return lambda page: (_pick(page, lambda event: event == Go(Place.parse(place))), None)


def _hand_in(text: str | None) -> Want:
    return lambda page: (_pick(page, lambda event: fills(page, event)), text)


def _mark(saw: str) -> Want:
    return lambda page: (_pick(page, lambda event: isinstance(event, Mark) and event.saw == saw), None)


def _pick(page: Page, wanted: Callable[[Event], bool]) -> Pick:
    found = [pick for pick in page.picks if wanted(pick.event)]
    assert found, f"{page.place} offers no such way on"
    return found[0]


def _script(law: str, linkedin_first: bool) -> Iterator[Want]:
    yield _to("do.objection-form.scope")
    yield _hand_in(None)
    if PEOPLE[law][1] == "no-account":
        yield _hand_in("a post about me")
    yield _hand_in("I write for a living")
    yield _to("do.objection-form")
    yield _to("do.objection-form.sent-on")
    yield _hand_in("2026-11-02")
    yield _to("do.objection-form.reference")
    yield _hand_in("C 17")
    yield lambda page: (_pick(page, lambda event: event == Go()), None)
    yield _to("tasks")
    yield _to("do.objection-reply")
    yield _mark("refused")
    yield _hand_in("2026-11-20")
    if PEOPLE[law][3] is None:
        yield lambda page: (_pick(page, lambda event: isinstance(event, Mark) and event.status == "left"), None)
        return
    if linkedin_first:
        yield _to("do.complaint-linkedin")
        yield _to("do.complaint-linkedin.sent-on")
        yield _hand_in("2026-11-20")
        yield lambda page: (_pick(page, lambda event: event == Go()), None)
        yield _to("tasks")
        yield _to("do.complaint-linkedin")
        yield _mark("acknowledged")
        yield _to("tasks")
    yield _to("do.complaint")
    yield _to("do.complaint.sent-on")
    yield _hand_in("2026-11-21")
    yield lambda page: (_pick(page, lambda event: event == Go()), None)
    yield _to("tasks")
    yield _to("do.complaint-answer")
    yield _mark("for-me")
    yield _hand_in("2026-11-21")


def _holds(law: str, linkedin_first: bool, session: Session) -> None:
    """What must be true at the end, whichever the face."""
    moment = session.moment
    # Whoever has an account has the switch left; nothing else is open.
    following = way(moment).next
    assert (following.id if following is not None else "") == ("" if PEOPLE[law][1] == "no-account" else "toggle-off")
    assert moment.progress.fields["objection-form.sent-on"] == "2026-11-02"
    assert moment.progress.fields["objection-form.reference"] == "C 17"
    assert moment.progress.fields["objection-form.grounds"] == "I write for a living"
    assert moment.progress.steps["objection-form"].status == "completed"
    assert moment.progress.steps["objection-reply"].saw == "refused"
    assert ("complaint-linkedin" in moment.progress.steps) == linkedin_first
    if linkedin_first:
        assert moment.progress.steps["complaint-linkedin"].saw == "acknowledged"
        assert "On 20 November 2026 I complained to LinkedIn" in as_text(letter(moment, AUTHORITY))
    first = PEOPLE[law][3]
    assert moment.progress.steps["objection-reply"].status == ("completed" if first else "left")
    if first:
        assert moment.progress.steps["complaint-answer"].saw == "for-me"
    assert [authority.id for authority in authorities(moment)][:1] == ([first] if first else [])


class _Typist(io.StringIO):
    """Somebody at the prompts, who looks at the page and types what the script wants there."""

    def __init__(self, session: Session, script: Iterator[Want]) -> None:
        super().__init__()
        self._session, self._script = session, script

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        want = next(self._script, None)
        if want is None:
            return ""
        page = self._session.page
        pick, text = want(page)
        if fills(page, pick.event):
            return f"{text or ''}\n"
        number = page.picks.index(pick) + 1
        return f"/{number}\n" if page.ask is not None else f"{number}\n"


def _by_prompts(law: str, linkedin_first: bool, folder: Path) -> Session:
    session = _session(law, folder)
    typist = _Typist(session, _script(law, linkedin_first))
    plain.run(session, stdin=typist, stdout=io.StringIO(), environ={}, save=lambda name, form: name)
    return session


@pytest.mark.parametrize(("law", "linkedin_first"), CASES)
def test_the_prompts_lead_from_the_text_to_the_authority(law: str, linkedin_first: bool, tmp_path: Path) -> None:
    _holds(law, linkedin_first, _by_prompts(law, linkedin_first, tmp_path))


@pytest.mark.parametrize(("law", "linkedin_first"), few(CASES, among(("uk", False), ("uk", True))))
async def test_the_window_leads_there_too_and_leaves_the_same_file(
    law: str, linkedin_first: bool, tmp_path: Path
) -> None:
    prompted = _by_prompts(law, linkedin_first, tmp_path / "prompts")
    session = _session(law, tmp_path / "window")
    app = GuardApp(session)
    async with app.run_test(size=(80, 90)) as pilot:
        await pilot.pause()
        for want in _script(law, linkedin_first):
            page = session.page
            pick, text = want(page)
            if fills(page, pick.event) and page.ask is not None and page.ask.kind != "several":
                assert isinstance(pick.event, Write)
                assert app.wizard.field is not None
                app.screen.set_focus(app.wizard.field)
                await pilot.pause()
                app.wizard.field.post_message(Paste(text or ""))
            else:
                row = page.picks.index(pick) + (len(page.ask.choices) if page.ask is not None else 0)
                app.screen.set_focus(app.wizard.rows[row])
            await pilot.pause()
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
        _holds(law, linkedin_first, session)
    left = [tmp_path / face / "profiles" / "me.json" for face in ("prompts", "window")]
    assert prompted.progress == session.progress
    assert left[0].read_bytes() == left[1].read_bytes()
