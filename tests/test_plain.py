"""The wizard as numbered prompts: append only, one page after the other, every answer typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from prompts import Reader, Terminal, talk
from walk import AGES, CONTENT, REGIONS, Answers, answered, at, plans, session_on

from linkedin_guard.faces import as_json
from linkedin_guard.faces.plain import run
from linkedin_guard.faces.plain_page import page_lines
from linkedin_guard.model.events import Answer, Event, Go, Mark, Open, Save, Use, Write
from linkedin_guard.model.page import Page, fills
from linkedin_guard.model.place import Place
from linkedin_guard.plan import status
from linkedin_guard.store.profiles import Desk, Store, StoreFault
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session

pytestmark = pytest.mark.usefixtures("quick_disk")

ROLES = (("member",), ("member", "recruiter"), ("job-seeker", "page-admin", "team-lead"), ("no-account",))


def answer(page: Page, answers: Answers, finish: dict[str, str]) -> str:
    """The line that brings somebody on: the answer, the first outcome that completes, a date, else the way on."""
    typing = page.ask is not None and page.ask.kind != "several"
    if page.ask is not None and page.ask.kind == "several":
        ids = [choice.id for choice in page.ask.choices]
        ticked = answers.get(page.ask.into) or tuple(page.ask.value.split()) or tuple(ids[:1])
        return ", ".join(str(ids.index(choice) + 1) for choice in ticked)
    if typing:
        assert page.ask is not None
        return "today" if page.ask.kind == "date" else ""

    def number(wanted: Callable[[Event], bool]) -> str | None:
        return next((str(at) for at, pick in enumerate(page.picks, 1) if wanted(pick.event)), None)

    step = page.place.name if page.place.page == "do" else ""
    mark = finish.get(step, "completed")
    return (
        number(lambda event: isinstance(event, Answer) and event.choices == answers.get(event.question))
        or number(lambda event: isinstance(event, Answer) and event.question not in answers)
        or number(lambda event: event == Go())
        or number(lambda event: isinstance(event, Mark) and event.step == step and event.status == mark)
        or number(lambda event: isinstance(event, Go) and event.place == Place("do", step, "sent-on"))
        or number(lambda event: isinstance(event, Go) and str(event.place).startswith(f"do.{step}"))
        or number(lambda event: event in (Go(Place("finish")), Go(Place("tasks")), Go(Place("do", step))))
        or "q"
    )


def walk(session: Session, answers: Answers, **finish: str) -> tuple[int, str]:
    """Walk somebody through to the finish, line by line, and leave there."""
    turns = iter(range(120))

    def next_line() -> str:
        assert next(turns) < 119, f"no end in sight at {session.place}"
        return "q\n" if session.place == Place("finish") else answer(session.page, answers, finish) + "\n"

    stdout = Terminal()
    code = run(session, stdin=Reader(next_line), stdout=stdout, environ={}, save=lambda *_: "Saved")
    return code, stdout.said()


@pytest.mark.parametrize("region", REGIONS)
def test_everybody_comes_to_the_end(region: str, tmp_path: Path) -> None:
    for age in AGES:
        for number, roles in enumerate(ROLES):
            session = session_on(Store(tmp_path / f"{age}-{number}", now=lambda: at().now))
            code, said = walk(session, answered(region, age, roles))
            assert code == 0
            assert session.place == Place("finish")
            assert status.way(session.moment).finished
            check_append_only(said)


def check_append_only(said: str) -> None:
    assert not set(said) & set("\x1b\r\b\a\t\v\f\x7f")
    assert not set(said) & set("╭╮╰╯│─━┃┏┓┗┛├┤═║╔╗╚╝█▌▐")


def test_a_recruiter_in_the_uk_is_finished_while_the_answer_is_awaited(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("uk", "18-plus", ("member", "recruiter")))
    status = as_json.status(session.moment)
    assert status["finished"] is True
    assert (status["done"], status["of"], status["next"]) == (2, 2, None)
    steps = {step["id"]: step for step in status["steps"]}
    assert [step["id"] for step in status["steps"] if step["core"]] == [
        "toggle-off",
        "objection-form",
        "objection-reply",
    ]
    assert steps["toggle-off"]["status"] == "completed"
    assert steps["objection-form"]["status"] == "completed"
    assert steps["objection-reply"]["status"] == "waiting"
    assert session.progress.fields["objection-form.sent-on"] == "2026-11-21"
    assert not steps["team-notice"]["core"]


def test_a_member_in_the_us_is_finished_with_the_form_and_the_ads_skipped(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("us", "18-plus", ("member",)))
    extras = (
        "objection-form",
        "ads-off-linkedin",
        "ads-data-from-others",
        "ads-measure-success",
        "share-with-affiliates",
    )
    for step in extras:
        session.go(Place("do", step))
        skip = next(
            number
            for number, pick in enumerate(session.page.picks, 1)
            if isinstance(pick.event, Mark) and pick.event.status == "skipped"
        )
        talk(session, str(skip))
    status = as_json.status(session.moment)
    assert status["finished"] is True
    assert [step["id"] for step in status["steps"] if step["core"]] == ["toggle-off"]
    assert {step["id"] for step in status["steps"] if step["status"] == "skipped"} == set(extras)
    assert {step["id"] for step in status["steps"]} == {
        "toggle-off",
        *extras,
        "objection-reply",
        "delete-old",
        "global-privacy-control",
        "recheck",
    }


def test_who_skips_the_form_in_the_uk_is_not_finished_and_next_names_it(store: Store) -> None:
    session = session_on(store)
    code, _ = walk(session, answered("uk", "18-plus", ("member", "recruiter")), **{"objection-form": "skipped"})
    status = as_json.status(session.moment)
    assert code == 0
    assert status["finished"] is False
    assert status["next"] == "objection-form"


def test_every_page_is_said_whole_with_every_pick_numbered() -> None:
    for answers in plans().values():
        moment = at(answers=answers)
        for place in journey.places(moment):
            for name in (place, place.with_aside("sources"), place.with_aside("help")):
                page = journey.page(moment, name)
                lines = list(page_lines(page, CONTENT))
                assert lines[0] == page.title
                assert (
                    CONTENT.grammar.listed(page.caption.split(CONTENT.grammar.beside)) in lines[1:2] or not page.caption
                )
                if page.ask is None or page.ask.kind != "several":
                    # The first that hands in is what Enter does.
                    first = next((pick for pick in page.picks if fills(page, pick.event)), None)
                    for number, pick in enumerate((pick for pick in page.picks if pick is not first), 1):
                        assert [line for line in lines if line.startswith(f"{number}. {pick.label}")], name
                if page.ask is None:
                    assert CONTENT.words("ui.plain.choose") in lines
                text = lines[: lines.index(CONTENT.words("ui.plain.choose"))] if page.ask is None else lines[:1]
                assert not [line for line in text if line[:1].isdigit() and line.lstrip("0123456789").startswith(". ")]
                assert all(line == line.strip() for line in lines if line and name != Place("who"))


def test_numbered_text_reads_first_and_then(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("uk", "18-plus", ("member",)))
    session.go(Place("do", "toggle-off", "check"))
    _, said = talk(session)
    assert "\nFirst: " in said
    assert "\nThen: " in said


def fresh(store: Store) -> Session:
    """Somebody who stands at the first question."""
    session = session_on(store)
    session.choose(session.page.picks[0].event)
    return session


def test_a_letter_does_what_it_says(store: Store) -> None:
    session = fresh(store)
    code, said = talk(session, "3", "b", "s", "b", "?", "b", "u", "r", "Q")
    assert code == 0
    assert said.count(CONTENT.words("questions.region.title")) >= 3
    assert CONTENT.words("pages.sources.caption") in said
    assert CONTENT.words("help.stuck-title") in said
    assert "Taken back." in said
    assert CONTENT.words("ui.plain.left") in said
    assert session.progress.answers == {}


def test_a_date_may_be_said_in_words_and_a_wrong_one_is_asked_again(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("uk", "18-plus", ("member",)), **{"objection-form": "skipped"})
    session.go(Place("do", "objection-form", "sent-on"))
    _, said = talk(session, "someday", "2999-01-01", "", "yesterday", "q")
    assert CONTENT.words("ui.refusal.no-date") in said
    assert CONTENT.words("ui.refusal.future") in said
    assert session.progress.fields["objection-form.sent-on"] == "2026-11-20"


def test_the_numbers_typed_are_the_whole_answer(store: Store) -> None:
    def roles() -> list[str]:
        return list(session.progress.answers["role"])

    session = fresh(store)
    _, said = talk(session, "3", "3", "2 , 3,2", "q")
    assert roles() == ["job-seeker", "recruiter"]
    assert "(ticked)" in said
    session.go(Place("ask", "role"))
    talk(session, "6", "q")
    assert roles() == ["no-account"]
    session.go(Place("ask", "role"))
    _, said = talk(session, "", "q")
    assert roles() == ["no-account"]


@pytest.mark.parametrize(
    "line",
    [
        "0",
        "99",
        "-1",
        "1.1",
        "x",
        "²",
        "①",
        "一",
        "1 2",
        "/",
        "//",
        "\x00",
        pytest.param("1" * 5000, id="5000 digits"),
    ],
)
def test_what_is_no_choice_is_said_and_nothing_is_recorded(line: str, store: Store) -> None:
    session = fresh(store)
    code, said = talk(session, line, "q")
    assert code == 0
    assert CONTENT.words("ui.refusal.no-pick") in said
    assert session.place == Place("ask", "region")
    assert not session.progress.log


@pytest.mark.parametrize("line", ["7", "1,7", "1;2", "one", "1,6", "0"])
def test_ticks_that_cannot_be_are_said_and_nothing_is_recorded(line: str, store: Store) -> None:
    session = fresh(store)
    talk(session, "3", "3", "q")
    before = session.progress
    code, said = talk(session, line, "q")
    assert code == 0
    assert session.progress is before
    assert session.place == Place("ask", "role")
    assert said.count("> ") >= 2


def test_the_end_of_input_is_no_answer(store: Store) -> None:
    session = fresh(store)
    code, said = talk(session)
    assert code == 1
    assert CONTENT.words("ui.plain.ended") in said
    assert not session.progress.log
    assert talk(session, "3")[0] == 1
    assert session.progress.answers == {"region": ("uk",)}


def test_the_end_of_input_after_the_end_is_no_failure(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("us", "18-plus", ("member",)))
    assert talk(session)[0] == 0


def test_input_that_is_no_utf_8_is_replaced_and_asked_again(store: Store) -> None:
    session = fresh(store)
    stdout = Terminal()
    code = run(session, stdin=Terminal(b"\xff\xfe\n3\nq\n"), stdout=stdout, environ={}, save=lambda *_: "")
    assert code == 0
    assert session.progress.answers == {"region": ("uk",)}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437"])
def test_shapes_fall_back_where_the_encoding_has_none(encoding: str, store: Store) -> None:
    session = session_on(store)
    walk(session, answered("eu-eea", "18-plus", ("member", "job-seeker")))
    session.go(Place("tasks"))
    _, said = talk(session, "s", "b", "?", "b", "r", "q", encoding=encoding)
    said.encode(encoding)
    assert "Completed" in said


def test_a_page_is_said_once_when_it_arrives_and_after_that_only_what_happened(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("uk", "18-plus", ("member",)), **{"toggle-off": "skipped", "objection-form": "skipped"})
    session.go(Place("tasks"))
    title = CONTENT.words("pages.tasks.title")
    _, said = talk(session, "99", "98", "q")
    assert said.count(title) == 1


def test_a_number_means_what_was_last_printed_beside_it(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("uk", "18-plus", ("member",)))
    session.go(Place("do", "objection-form"))
    session.go(Place("do", "toggle-off"))
    session.choose(next(pick for pick in session.page.picks if isinstance(pick.event, Mark)).event)
    session.go(Place("do", "toggle-off"))
    stdout, printed = Terminal(), list[Page]()

    def next_line() -> str:
        said = stdout.said().rpartition(CONTENT.words("ui.plain.choose"))[2]
        for number, pick in enumerate(session.page.picks, 1):
            assert session.page.ask or f"\n{number}. {pick.label}" in said, f"{number} now means {pick.label}"
        printed.append(session.page)
        return "u\n" if len(printed) < 12 else "q\n"

    run(session, stdin=Reader(next_line), stdout=stdout, environ={}, save=lambda *_: "")
    assert len(printed) == 12


def test_a_disk_that_is_full_is_said_and_the_exit_code_tells(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    session = fresh(store)

    def fails(*_: object) -> None:
        raise StoreFault("Cannot write: the disk is full; make room and try again.")

    monkeypatch.setattr(Desk, "save", fails)
    code, said = talk(session, "3", "u", "q")
    assert "the disk is full" in said
    assert code == 3
    assert session.progress.answers == {}


def test_open_and_copy_and_save_say_what_was_done(store: Store) -> None:
    session = session_on(store)
    walk(session, answered("uk", "18-plus", ("member",)), **{"objection-form": "skipped"})
    session.go(Place("do", "toggle-off"))
    opens = next(n for n, pick in enumerate(session.page.picks, 1) if isinstance(pick.event, Open))
    _, said = talk(session, str(opens), "o", "q")
    address = CONTENT.links["ai-switch"].url
    assert said.count(CONTENT.say("ui.outside.no-browser", url=address)) == 2
    session.go(Place("missing", "toggle-off", aside="different"))
    _, said = talk(session, "c", "q")
    assert CONTENT.words("ui.outside.select") in said
    session.go(Place("finish"))
    for number, pick in enumerate(session.page.picks, 1):
        if isinstance(pick.event, Save):
            _, said = talk(session, str(number), "q")
            assert f"Saved {pick.event.document}.{pick.event.format}" in said


def test_another_person_can_be_added_by_name(store: Store) -> None:
    session = fresh(store)
    talk(session, "3", "q")
    session.go(Place("who"))
    code, said = talk(session, "~/x", "Ana", "1", "q")
    assert code == 0
    assert "cannot hold" in said
    assert session.progress.profile == "Ana"
    session.go(Place("who"))
    number = next(n for n, pick in enumerate(session.page.picks, 1) if pick.event == Use("me"))
    talk(session, str(number), "q")
    assert session.progress.profile == "me"


def test_a_damaged_file_is_said_at_the_start(store: Store, tmp_path: Path) -> None:
    session = fresh(store)
    talk(session, "3", "2", "q")
    session.close()
    next((tmp_path / "home" / "profiles").glob("*.json")).write_bytes(b"{")
    _, said = talk(session_on(store), "q")
    assert "last good copy" in said


def test_the_file_left_is_the_one_the_same_picks_leave_without_a_face(store: Store, tmp_path: Path) -> None:
    talked, picked = fresh(store), fresh(Store(tmp_path / "other", now=lambda: at().now))
    talk(talked, "3", "3", "1,3", "1", "q")
    for event in (Answer("region", ("uk",)), Answer("age", ("18-plus",))):
        picked.choose(next(pick for pick in picked.page.picks if pick.event == event).event)
    picked.choose(picked.page.picks[0].event, "member recruiter")
    left = [json.loads(encode(session.progress)) for session in (talked, picked)]
    assert left[0] == left[1]


def test_no_write_is_left_that_no_pick_hands_in() -> None:
    for answers in plans().values():
        moment = at(answers=answers)
        for place in journey.places(moment):
            page = journey.page(moment, place)
            if page.ask is None:
                continue
            assert [pick for pick in page.picks if fills(page, pick.event)], place
            assert all(not isinstance(pick.event, Write) or pick.event.field == page.ask.into for pick in page.picks)
