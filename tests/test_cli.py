"""The command line: what each command answers, its exit code, and what odd input gets."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walk import CONTENT, NOW, answer_all, answered, at, blank, sent, session_on, then

from linkedin_guard import __version__
from linkedin_guard.cli.commands import COMMANDS, run
from linkedin_guard.faces import as_json
from linkedin_guard.model.events import Mark, Write
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store
from linkedin_guard.walk import journey

pytestmark = pytest.mark.usefixtures("quick_disk", "clock")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals or pipes")

STATUS = {
    "version",
    "stale",
    "changed",
    "profile",
    "content",
    "answers",
    "place",
    "finished",
    "done",
    "of",
    "steps",
    "next",
    "kept",
} | {
    "language",
    "translation",
}
STEP = {"id", "title", "core", "status", "at", "due", "legal"}


class Said:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Stream(io.TextIOWrapper):
    """A standard stream in memory, of some encoding, at which nobody sits."""

    def __init__(self, data: bytes = b"", encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, write_through=True)

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(self.encoding)


class Commands:
    """Runs commands in this process, as the entry point does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, stdin: str | bytes = "", encoding: str = "utf-8") -> Said:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        with self._monkeypatch.context() as patch:
            streams = Stream(data), Stream(encoding=encoding), Stream(encoding=encoding)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            code = run(arguments)
        return Said(code, streams[1].text(), streams[2].text())


@pytest.fixture
def lg(monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(monkeypatch)


def lg_wizard(
    *arguments: str, environ: Mapping[str, str] | None = None, **more: Any
) -> "subprocess.CompletedProcess[str]":
    """The same as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "linkedin_guard", *arguments],
        env={**os.environ, **(environ or {})},
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )


def begun(store: Store, profile: str = "me", region: str = "uk") -> None:
    """Leave a profile that has turned the switch off, but has not sent the form."""
    session = session_on(store, profile)
    answer_all(session, answered(region, "18-plus", ("member",)))
    session.choose(Mark("toggle-off", "completed", "was-on", CONTENT.steps["toggle-off"].meaning))
    session.close()


def one_sentence(said: str) -> bool:
    """Whether it is said without a traceback, in one breath."""
    lines = [line for line in said.strip().splitlines() if not line.startswith(("Usage:", "Try "))]
    return "Traceback" not in said and len([line for line in lines if line]) == 1


# Help, version, usage.

VERSION = f"lg-wizard {__version__}, content {CONTENT.manifest.content}\n"


def test_the_version_is_the_programs() -> None:
    done = lg_wizard("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, VERSION, "")


def test_the_version_is_the_same_behind_another_option(lg: Commands) -> None:
    said = lg("--plain", "--version")
    assert (said.code, said.out) == (0, VERSION)


def test_help_names_every_command_and_every_command_has_help(lg: Commands) -> None:
    said = lg("--help")
    assert said.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in said.out
        own = lg(name, "--help")
        assert own.code == 0
        assert own.out.startswith(f"Usage: lg-wizard {name}")


@pytest.mark.parametrize(
    ("word", "meant"), [("statsu", "status"), ("profile", "profiles"), ("exprt", "export"), ("xyzzy", "--help")]
)
def test_an_unknown_command_gets_a_suggestion(word: str, meant: str, lg: Commands) -> None:
    said = lg(word)
    assert said.code == 2
    assert meant in said.err
    assert said.out == ""
    assert one_sentence(said.err)


@pytest.mark.parametrize(
    "arguments",
    [("--nonsense",), ("status", "--nonsense"), ("export", "--format", "docx"), ("status", "surplus"), ("--profile",)],
)
def test_a_command_line_that_cannot_be_used_is_two(arguments: tuple[str, ...], lg: Commands, tmp_path: Path) -> None:
    said = lg(*arguments)
    assert said.code == 2
    assert one_sentence(said.err)
    assert not (tmp_path / "home").exists()


# Nothing yet.


@pytest.mark.parametrize(
    "arguments", [("status",), ("status", "--json"), ("export",), ("profiles",), ("status", "--profile", "Ana")]
)
def test_with_nothing_recorded_that_is_said_and_nothing_created(
    arguments: tuple[str, ...], lg: Commands, tmp_path: Path
) -> None:
    said = lg(*arguments)
    assert said.code == 1
    assert "Nothing recorded yet" in said.err
    assert said.out == ""
    assert not (tmp_path / "home").exists()


def test_a_list_of_no_profiles_is_an_empty_list(lg: Commands) -> None:
    said = lg("profiles", "--json")
    assert said.code == 0
    assert said.json == {"version": 1, "content": CONTENT.manifest.content, "stale": False, "profiles": []}


# status.


def test_status_says_how_things_stand_with_just_these_keys(store: Store, lg: Commands) -> None:
    begun(store)
    said = lg("status", "--json")
    assert said.code == 1
    found = said.json
    assert set(found) == STATUS
    assert all(set(step) == STEP for step in found["steps"])
    assert (found["version"], found["profile"], found["place"]) == (2, "me", "tasks")
    assert found["answers"] == {"region": ["uk"], "age": ["18-plus"], "role": ["member"]}
    assert (found["finished"], found["done"], found["of"]) == (False, 1, 2)
    assert (found["next"], found["kept"]) == ("objection-form", [])
    step = next(step for step in found["steps"] if step["id"] == "toggle-off")
    assert step == {
        "id": "toggle-off",
        "title": CONTENT.words("steps.toggle-off.title"),
        "core": True,
        "status": "completed",
        "at": "2026-11-21T10:32:05Z",
        "due": None,
        "legal": None,
    }


def test_status_is_zero_when_finished(store: Store, lg: Commands) -> None:
    begun(store, region="us")
    assert lg("status").code == 0
    assert lg("status", "--json").json["finished"] is True


def test_status_says_the_same_in_words(store: Store, lg: Commands) -> None:
    begun(store)
    said = lg("status")
    assert said.code == 1
    assert "1 of 2 done" in said.out
    assert CONTENT.words("steps.objection-form.title") in said.out


def test_the_program_the_clock_and_json_agree_on_what_is_kept(store: Store, lg: Commands) -> None:
    begun(store)
    session = session_on(store)
    session.go(Place("ask", "role"))
    session.choose(session.page.picks[0].event, "no-account")
    session.close()
    assert lg("status", "--json").json["kept"] == ["toggle-off"]


# Profiles.


def test_several_profiles_are_listed_with_how_far_they_are(store: Store, lg: Commands) -> None:
    begun(store)
    begun(store, "Ana", "us")
    rows = {row["profile"]: row for row in lg("profiles", "--json").json["profiles"]}
    assert set(rows) == {"me", "Ana"}
    for row in rows.values():
        assert set(row) == {"profile", "region", "finished", "done", "of", "next", "at"}
    assert rows["me"] == {
        "region": "uk",
        "profile": "me", "finished": False, "done": 1, "of": 2, "next": "objection-form", "at": "2026-11-21T10:32:05Z",
    }  # fmt: skip
    assert rows["Ana"]["finished"] is True
    said = lg("profiles")
    assert said.code == 0
    assert "Ana" in said.out


@pytest.mark.parametrize("command", [("status",), ("status", "--json"), ("export",), ("export", "--format", "json")])
def test_with_several_profiles_one_must_be_named(command: tuple[str, ...], store: Store, lg: Commands) -> None:
    begun(store)
    begun(store, "Ana", "us")
    said = lg(*command)
    assert said.code == 2
    assert "Ana" in said.err
    assert "me" in said.err
    assert one_sentence(said.err)
    before, after = lg("--profile", "Ana", *command), lg(*command, "--profile", "Ana")
    assert before.code == after.code == 0
    assert before.out == after.out
    assert "Ana" in before.out or command == ("status",)


def test_with_several_profiles_the_wizard_asks_whose(store: Store, lg: Commands) -> None:
    begun(store)
    begun(store, "Ana", "us")
    said = lg("--plain", stdin="q\nq\n")
    assert said.code == 0
    assert CONTENT.words("pages.who.title") in said.out


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "con",
        "nul",
        "com1",
        "",
        " x",
        "x ",
        "a+b",
        "a$b",
        "a|b",
        "x" * 41,
        "a\nb",
        "\u202ex",
        "~",
        "\u0301",
    ],
)
@pytest.mark.parametrize("command", [("status",), ("--plain",), ("forget", "--yes")])
def test_an_odd_name_is_refused_in_one_sentence(
    name: str, command: tuple[str, ...], lg: Commands, tmp_path: Path
) -> None:
    said = lg("--profile", name, *command, stdin="q\n")
    assert said.code == 2
    assert one_sentence(said.err)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_name_that_differs_in_capitals_only_is_refused(store: Store, lg: Commands) -> None:
    begun(store, "work")
    said = lg("--plain", "--profile", "Work", stdin="q\n")
    assert said.code == 2
    assert "work" in said.err
    assert store.names() == ("work",)


# The wizard in plain mode.


def test_the_wizard_is_plain_where_nobody_sits(lg: Commands) -> None:
    said = lg(stdin="1\n3\nq\n")
    assert said.code == 0
    assert CONTENT.words("pages.start.title") in said.out
    assert "\x1b" not in said.out
    assert lg("status", "--json").json["place"] == "ask.age"


def test_input_that_ends_is_one_and_keeps_what_was_said(lg: Commands) -> None:
    said = lg("--plain", stdin="1\n3")
    assert said.code == 1
    assert lg("status", "--json").json["answers"] == {"region": ["uk"]}


def test_what_is_typed_as_no_utf_8_is_asked_again(lg: Commands) -> None:
    said = lg("--plain", stdin=b"1\n\xff\xfe\xc3\n3\nq\n")
    assert said.code == 0
    assert lg("status", "--json").json["answers"] == {"region": ["uk"]}


def test_read_only_looks_and_leaves_no_trace(store: Store, lg: Commands, tmp_path: Path) -> None:
    assert lg("--plain", "--read-only", stdin="1\n3\nq\n").code == 0
    assert not (tmp_path / "home").exists()
    begun(store)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said = lg("--plain", "--read-only", stdin="1\n1\n2\nq\n")
    assert said.code == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_profile_open_elsewhere_is_four_and_can_be_looked_at(store: Store, lg: Commands) -> None:
    begun(store)
    with store.open("me"):
        said = lg("--plain", stdin="q\n")
        assert said.code == 4
        assert "--read-only" in said.err
        assert one_sentence(said.err)
        assert lg("--plain", "--read-only", stdin="q\n").code == 0
        assert lg("status").code == 1
        assert lg("forget", "--yes").code == 4
    assert store.names() == ("me",)


# Files that are not as they should be.


def profile_file(tmp_path: Path) -> Path:
    return next((tmp_path / "home" / "profiles").glob("*.json"))


def test_a_damaged_file_is_said_and_the_copy_used(store: Store, lg: Commands, tmp_path: Path) -> None:
    begun(store)
    profile_file(tmp_path).write_bytes(b"\xff\x00 not json")
    said = lg("status", "--json")
    assert said.code == 1
    assert "damaged" in said.err
    assert said.json["answers"]["region"] == ["uk"]
    assert lg("--plain", stdin="q\n").code == 0
    assert list((tmp_path / "home" / "set-aside").iterdir())


def test_a_newer_file_is_only_looked_at(store: Store, lg: Commands, tmp_path: Path) -> None:
    begun(store)
    path = profile_file(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")
    before = path.read_bytes()
    said = lg("--plain", stdin="1\n1\nu\nq\n")
    assert said.code == 0
    assert "newer" in said.out + said.err
    assert path.read_bytes() == before
    path.write_text('{"format": 99, "steps": 7}', "utf-8")
    said = lg("status")
    assert said.code == 3
    assert "update" in said.err
    assert one_sentence(said.err)


def test_a_folder_that_cannot_be_written_is_three(lg: Commands, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("I am a file", "utf-8")
    said = lg("--plain", stdin="1\n3\nq\n")
    assert said.code == 3
    assert one_sentence(said.err)


def test_bad_content_is_three(lg: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: tmp_path / "nothing")
    said = lg("status")
    assert said.code == 3
    assert "content/manifest.toml" in said.err
    assert one_sentence(said.err)


def test_a_fault_in_the_program_is_five_and_says_no_word_of_yours(
    store: Store, lg: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun(store, "Zaphod")

    def fails(*_: object) -> None:
        raise RuntimeError("Zaphod's secret")

    monkeypatch.setattr(as_json, "status", fails)
    said = lg("status", "--json")
    assert said.code == 5
    assert "Zaphod" not in said.err
    assert one_sentence(said.err)
    (report,) = (tmp_path / "home" / "reports").iterdir()
    assert "Zaphod" not in report.read_text("utf-8")
    assert "RuntimeError" in report.read_text("utf-8")


@pytest.mark.parametrize("time", ["yesterday", "1999-01-01", "2026-13-01", "9999-12-31T23:59:59+00:00", "x" * 100])
def test_a_clock_that_is_none_is_two(time: str, store: Store, lg: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(store)
    monkeypatch.setenv("LG_WIZARD_NOW", time)
    for arguments in (("status",), ("--plain",)):
        said = lg(*arguments, stdin="q\n")
        assert said.code == 2
        assert "LG_WIZARD_NOW" in said.err
        assert one_sentence(said.err)


def test_a_clock_set_by_hand_is_said_in_the_record(lg: Commands) -> None:
    lg("--plain", stdin="1\n3\nq\n")
    assert lg("export", "--format", "json").json["log"][0]["clock"] == "set"
    assert "clock set by hand" in lg("export").out


# Streams.


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_what_stdout_cannot_show_is_replaced(encoding: str, store: Store, lg: Commands) -> None:
    begun(store)
    for arguments in (("status",), ("export",), ("sources",), ("--plain",), ("status", "--json"), ("where",)):
        said = lg(*arguments, stdin="r\nq\n", encoding=encoding)
        assert said.code in (0, 1)
        assert "Traceback" not in said.err
        assert said.out


@POSIX
def test_a_reader_that_goes_away_is_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "linkedin_guard", "sources"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ.copy(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 128 + 13
    assert said == b""


@POSIX
def test_an_interrupt_is_130_and_keeps_what_was_said(tmp_path: Path, lg: Commands) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "linkedin_guard", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ.copy(),
    )
    assert process.stdin is not None
    process.stdin.write(b"1\n3\n")
    process.stdin.flush()
    until = time.monotonic() + 30
    while not list((tmp_path / "home").rglob("*.json")) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert lg("status", "--json").json["answers"] == {"region": ["uk"]}


def test_no_stdin_at_all_is_the_end_of_input() -> None:
    done = lg_wizard("--plain")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_it_runs_from_any_folder_and_by_its_module(tmp_path: Path) -> None:
    done = lg_wizard("sources", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["content"] == CONTENT.manifest.content


# The record.


def test_the_record_is_markdown_and_json_and_goes_to_a_file(store: Store, lg: Commands, tmp_path: Path) -> None:
    begun(store)
    assert lg("export").out.startswith("# ")
    assert set(lg("export", "--format", "json").json) >= STATUS | {"fields", "log", "made"}
    said = lg("export", "-o", str(tmp_path / "record.md"))
    assert said.code == 0
    assert said.out == ""
    assert (tmp_path / "record.md").read_text("utf-8").startswith("# ")
    if os.name != "nt":
        assert (tmp_path / "record.md").stat().st_mode & 0o777 == 0o600
    said = lg("export", "-o", str(tmp_path / "no" / "such" / "folder.md"))
    assert said.code == 3
    assert one_sentence(said.err)


SECRETS: st.SearchStrategy[str] = st.text(
    st.characters(categories=("Lu", "Ll", "Nd")) | st.sampled_from(" -_.*[]<>|`#\\\"'{}/@"), min_size=6, max_size=30
)


@settings(max_examples=60)
@given(secret=SECRETS, then_taken_back=st.booleans())
def test_a_masked_record_holds_nothing_that_was_typed(secret: str, then_taken_back: bool) -> None:
    from linkedin_guard.documents.record import record
    from linkedin_guard.faces import html, markdown
    from linkedin_guard.model.events import Undo

    secret = f"Q{secret.strip()}Z"
    moment = sent(at(answers=answered("uk", "18-plus", ("member",))))
    asking = [
        (step.id, part)
        for step in CONTENT.steps.values()
        for part in step.parts
        if part.ask in ("line", "text", "file")
    ]
    for step, part in asking:
        text = f"{'0a' * 32} 9 /home/{secret}" if part.ask == "file" else secret
        moment = then(moment, Write(f"{step}.{part.id}", text))
        if then_taken_back:
            moment = then(moment, Write(f"{step}.{part.id}", ""))
            moment = then(then(moment, Undo()), Undo())
    moment = then(moment, Write("step-of-tomorrow.part", secret))
    moment = at(moment.progress.model_copy(update={"profile": secret}))
    masked, open_ = as_json.record(moment, mask=True), as_json.record(moment)
    assert secret in json.dumps(open_, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
    for shown in (
        json.dumps(masked, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\"),
        markdown.render(record(moment, mask=True), CONTENT).replace("\\", ""),
        html.render(record(moment, mask=True), CONTENT, title=""),
    ):
        assert secret not in shown
        assert secret.replace("\\", "") not in shown


def test_a_masked_record_still_says_what_was_done(store: Store, lg: Commands) -> None:
    begun(store, "Zaphod")
    for form in ("md", "json"):
        said = lg("export", "--mask", "--format", form)
        assert said.code == 0
        assert "Zaphod" not in said.out
        assert "toggle-off" in said.out or CONTENT.words("steps.toggle-off.title") in said.out


# Sources, where, forget.


def test_sources_lists_every_claim_and_open_those_not_settled(lg: Commands) -> None:
    every, unsettled = lg("sources", "--format", "json").json, lg("sources", "--open", "--format", "json").json
    assert {claim["id"] for claim in every["claims"]} == set(CONTENT.claims)
    assert {claim["status"] for claim in unsettled["claims"]} == {"contested", "unresolved"}
    assert all(set(claim["sources"]) <= set(every["sources"]) for claim in every["claims"])
    for form in ("txt", "md"):
        said = lg("sources", "--open", "--format", form)
        assert said.code == 0
        assert "Traceback" not in said.err
    contested = next(name for name, claim in CONTENT.claims.items() if claim.status == "contested")
    shown = lg("sources", "--open").out
    assert all(CONTENT.sentence(contested, reading.id) in shown for reading in CONTENT.claims[contested].readings)


def test_where_names_every_file(store: Store, lg: Commands, tmp_path: Path) -> None:
    assert lg("where").code == 0
    assert not (tmp_path / "home").exists()
    begun(store)
    found = lg("where", "--json").json
    assert found["version"] == 1
    assert set(found["files"]) == {str(path) for path in (tmp_path / "home").rglob("*") if path.is_file()}
    assert str(profile_file(tmp_path)) in lg("where").out


def test_forget_asks_first_and_deletes_only_then(store: Store, lg: Commands, tmp_path: Path) -> None:
    assert lg("forget").code == 0
    begun(store)
    begun(store, "Ana", "us")
    said = lg("forget", stdin="n\n")
    assert said.code == 1
    assert set(store.names()) == {"me", "Ana"}
    assert lg("forget").code != 0
    assert set(store.names()) == {"me", "Ana"}
    assert lg("forget", "--profile", "Ana", "--yes").code == 0
    assert store.names() == ("me",)
    assert lg("--profile", "me", "forget", stdin="y\n").code == 0
    assert store.names() == ()
    begun(store)
    assert lg("forget", "--yes").code == 0
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script(shell: str, lg: Commands) -> None:
    said = lg("completion", shell)
    assert said.code == 0
    assert "lg-wizard" in said.out


def test_the_two_stories_end_as_the_design_says_through_the_entry_point(tmp_path: Path) -> None:
    """Fed as a person would type them, in a process of its own, from nothing."""
    home = {"LG_WIZARD_HOME": str(tmp_path / "story"), "LG_WIZARD_NOW": NOW.isoformat()}

    def status() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(lg_wizard("status", "--json", environ=home).stdout)
        return found

    def feed(lines: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "linkedin_guard", "--plain"],
            input=lines, env={**os.environ, **home}, encoding="utf-8", capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    feed("1\n3\n3\n1,3\n1\n1\nq\n")
    assert status()["next"] == "toggle-off"
    page = journey.page(at(answers=answered("uk", "18-plus", ("member", "recruiter"))), Place("do", "toggle-off"))
    was_on = next(
        n for n, pick in enumerate(page.picks, 1) if isinstance(pick.event, Mark) and pick.event.saw == "was-on"
    )
    feed(f"1\n{was_on}\nq\n")
    found = status()
    assert (found["finished"], found["next"], found["done"]) == (False, "objection-form", 1)


class TestWhoTheLetterIsFrom:
    """Name, mail and profile are said on the command line for one document, and are in no file of ours."""

    PERSON = ("--name", "Ana Lind", "--mail", "ana@example.org", "--address", "https://www.linkedin.com/in/ana")

    def test_a_letter_has_them_and_nothing_is_saved(self, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
        with store.open("me") as desk:
            desk.save(blank(answers=answered("uk", "18-plus", ("member",))))
        before = {path: path.read_bytes() for path in store.files()}
        assert run(["letter", *self.PERSON]) == 0
        said = capsys.readouterr()
        assert "Ana Lind, ana@example.org" in said.out
        assert "My LinkedIn profile: https://www.linkedin.com/in/ana" in said.out
        assert "Still open" not in said.err
        assert {path: path.read_bytes() for path in store.files()} == before

    def test_what_is_open_is_said_beside_the_letter(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["letter", "--regime", "uk", "--letter", "reminder", "--name", "Ana"])
        said = capsys.readouterr()
        for words in ("your email address", "address of your profile", "the day you sent it"):
            assert words in said.err
        assert "your name" not in said.err

    def test_a_character_no_page_can_show_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["letter", "--regime", "uk", "--name", "Ana\x1b[2J"]) == 2
        assert "--name" in capsys.readouterr().err

    def test_the_help_names_every_law_and_letter(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["letter", "--help"])
        said = re.sub(r"-\s+", "-", capsys.readouterr().out)
        for name in (*CONTENT.laws, *CONTENT.letters):
            assert name in said


# Where the output goes.

BEGINS: dict[str, str | tuple[str, ...]] = {
    "md": ("# ", "**"),
    "json": "{",
    "html": "<!doctype html>",
    "ics": "begin:vcalendar",
    "eml": "x-unsent: 1",
}
WRITES = {
    "export": ("md", "json", "html"),
    "letter": ("txt", "md"),
    "calendar": ("ics",),
    "notice": ("txt", "md", "html", "eml"),
    "checklist": ("md", "html"),
    "policy": ("md", "html"),
    "sources": ("txt", "md", "json"),
}
"""What each command writes, the first without being asked; how a file of some formats begins is in `BEGINS`."""


@pytest.fixture
def sent_off(store: Store) -> None:
    """A profile with a day to wait for."""
    begun(store)
    session = session_on(store, "me")
    session.choose(Write("objection-form.sent-on", "2026-11-21"))
    session.choose(Mark("objection-form", "completed", "sent", CONTENT.steps["objection-form"].meaning))
    session.close()


@pytest.mark.usefixtures("sent_off")
@pytest.mark.parametrize(("command", "form"), [(name, form) for name, forms in WRITES.items() for form in forms])
def test_the_ending_of_the_file_chooses_the_format(command: str, form: str, lg: Commands, tmp_path: Path) -> None:
    for ending in (form, form.upper()):
        path = tmp_path / f"{ending} file.{ending}"
        said = lg(command, "-o", str(path))
        assert (said.code, said.out) == (0, ""), said.err
        asked = lg(command, "--format", form)
        text = path.read_bytes().decode()
        assert text.lower().startswith(BEGINS.get(form, ("",)))
        assert text.split("\n")[:3] == asked.out.replace("\r\n", "\n").split("\n")[:3] or form in ("ics", "eml")


@pytest.mark.usefixtures("sent_off")
@pytest.mark.parametrize("command", WRITES)
@pytest.mark.parametrize("ending", ["md", "txt", "html", "pdf", "json", "csv", "ics", "docx", "md.bak"])
def test_an_ending_that_says_another_format_is_refused_and_nothing_is_written(
    command: str, ending: str, lg: Commands, tmp_path: Path
) -> None:
    path = tmp_path / f"out.{ending}"
    known = {*WRITES[command], *({"pdf"} & {ending} if command in ("export", "notice", "checklist", "policy") else ())}
    if ending not in known:
        said = lg(command, "-o", str(path))
        assert said.code == 2
        assert one_sentence(said.err)
        assert all(form in said.err for form in WRITES[command])
    for form in WRITES[command]:
        if ending != form and ending in ("md", "txt", "html", "pdf", "json", "csv", "ics"):
            for line in (("-o", str(path), "--format", form), ("--format", form, "-o", str(path))):
                said = lg(command, *line)
                assert said.code == 2
                assert one_sentence(said.err)
    assert not path.exists()


@pytest.mark.usefixtures("sent_off")
@pytest.mark.parametrize("command", WRITES)
def test_a_dash_is_stdout_and_a_file_without_an_ending_is_as_it_would_be_there(
    command: str, lg: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plain = lg(command)
    assert plain.out
    dashed = lg(command, "-o", "-")
    assert (dashed.code, dashed.out) == (plain.code, plain.out)
    assert list(tmp_path.glob("-*")) == []
    assert lg(command, "-o", "record").code == 0
    assert (tmp_path / "record").read_bytes().replace(b"\r\n", b"\n").decode()[:40] == plain.out.replace("\r\n", "\n")[
        :40
    ]


@pytest.mark.usefixtures("sent_off")
def test_a_tilde_is_the_home_folder(lg: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert lg("export", "-o", "~/record.md").code == 0
    assert (tmp_path / "record.md").exists()


def test_a_tilde_moves_everything_to_the_home_folder(
    lg: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("LG_WIZARD_HOME", "~/elsewhere")
    assert str(tmp_path / "home" / "elsewhere") in lg("where").out
    assert not list(tmp_path.glob("~*"))


@pytest.mark.usefixtures("sent_off")
@pytest.mark.parametrize(
    "place", ["no/such/folder.md", "file/inside.md", "shut/record.md", "folder.md", "/proc/none/a.md"]
)
def test_what_cannot_be_looked_at_or_written_is_one_sentence(place: str, lg: Commands, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "shut").mkdir(mode=0o000)
    (tmp_path / "folder.md").mkdir()
    said = lg("export", "--force", "-o", str(tmp_path / place))
    (tmp_path / "shut").chmod(0o700)
    if place == "shut/record.md" and said.code == 0:
        pytest.skip("this user may write anywhere")
    assert said.code == 3, said.err
    assert one_sentence(said.err)
    assert (tmp_path / "file").read_text() == "mine"
