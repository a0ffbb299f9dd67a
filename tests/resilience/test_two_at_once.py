"""Twenty at once: one writes, the others are told, and no one's word is lost."""

import errno
import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from walk import NOW, answered, session_on

from linkedin_guard.model.progress import Progress
from linkedin_guard.store.profiles import Store
from resilience.driver import PATIENCE, POSIX, ROOT, Pipe, environment, lg, total

MANY = 20


@pytest.mark.long
def test_of_twenty_programs_one_writes_and_the_others_are_told(tmp_path: Path) -> None:
    first = Pipe(tmp_path)
    assert first.hear(time.monotonic() + PATIENCE) is not None
    others = [Pipe(tmp_path) for _ in range(MANY - 1)]
    codes = [other.end() for other in others]
    assert codes == [4] * (MANY - 1)
    assert all("open in another window" in other.heard and "--read-only" in other.heard for other in others)
    first.send("1")
    assert first.hear(time.monotonic() + PATIENCE) is not None
    first.send("3")
    said = first.hear(time.monotonic() + PATIENCE)
    assert said is not None
    assert "Recorded." in said
    looking = lg(tmp_path, "--plain", "--read-only", typed="")
    assert looking.returncode == 1
    assert "How old are you?" in looking.stdout
    assert lg(tmp_path, "status", "--json").returncode == 1
    assert json.loads(lg(tmp_path, "status", "--json").stdout)["answers"] == {"region": ["uk"]}
    assert lg(tmp_path, "forget", "--yes").returncode == 4
    first.send("q")
    assert first.end() == 0


ADD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from linkedin_guard.model.progress import Entry, Progress
from linkedin_guard.store.profiles import InUse, Store
store = Store(Path(sys.argv[1]), lambda: datetime.now(UTC))
mine, left = sys.argv[3], int(sys.argv[4])
while left:
    try:
        with store.open(sys.argv[2]) as desk:
            log = desk.progress.log if desk.progress else ()
            entry = Entry(at=datetime.now(UTC), content="2026.11.21", event={"kind": "mine", "by": mine})
            desk.save(Progress(app="1", content="2026.11.21", profile=desk.profile, log=(*log, entry)))
            left -= 1
    except InUse:
        time.sleep(0.01)
"""


@pytest.mark.long
@pytest.mark.parametrize("profiles", [1, MANY], ids=["on one profile", "each on its own"])
def test_twenty_processes_that_take_turns_lose_nothing(profiles: int, tmp_path: Path) -> None:
    each = 3
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ADD, str(tmp_path), f"p{number % profiles}", str(number), str(each)],
            env=environment(tmp_path),
            stderr=subprocess.PIPE,
        )
        for number in range(MANY)
    ]
    for process in started:
        assert process.communicate(timeout=4 * PATIENCE)[1] == b""
        assert process.returncode == 0
    store = Store(tmp_path, now=lambda: NOW)
    assert len(store.names()) == profiles
    counted: dict[str, int] = {}
    for name in store.names():
        progress = store.load(name).progress
        assert progress is not None
        for entry in progress.log:
            counted[entry.event["by"]] = counted.get(entry.event["by"], 0) + 1
    assert counted == {str(number): each for number in range(MANY)}
    total("Processes at once", processes=MANY, profiles=profiles, saves=MANY * each, lost=0)


@POSIX
def test_a_disk_without_locks_is_said_to_be_one_on_the_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    session = session_on(Store(tmp_path, now=lambda: NOW))
    assert "knows no locks" in session.said
    assert session.said.endswith("in one window only.")
    session.choose(session.page.picks[0].event)
    assert session.choose(session.page.picks[0].event) is None
    session.close()


def test_a_lock_file_is_no_profile_and_takes_no_name_away(tmp_path: Path) -> None:
    store = Store(tmp_path, now=lambda: NOW)
    store.open("me").close()
    assert (tmp_path / "profiles" / "me.json.lock").exists()
    assert store.names() == ()
    with store.open("me") as desk:
        desk.save(Progress(app="1", content="2026.11.21", profile="me", answers=answered("uk")))
    assert store.names() == ("me",)
    assert isinstance(store.profiles()[0].saved, float)
    assert datetime.fromtimestamp(store.profiles()[0].saved, NOW.tzinfo).year >= 2024
    assert ROOT.is_dir()
