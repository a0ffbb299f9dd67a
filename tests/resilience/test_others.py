"""Two windows, a sync program, and a thief of locks and folders, on one profile, in any order.

Nothing that was acknowledged is lost without being named: it is in the file, or in one that was kept apart, or what is
in the file says something else of the same and was seen by who says so now.

    LG_GUARD_FUZZ=100000 pytest tests/resilience/test_others.py -n0 -s
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from walk import NOW, blank, session_on

from linkedin_guard.model.events import Answer, Recorded, Undo, Write
from linkedin_guard.store.profiles import Store, StoreFault
from linkedin_guard.store.progress_file import encode
from linkedin_guard.walk import journey
from linkedin_guard.walk.session import Session
from resilience import times
from resilience.driver import POSIX, total

pytestmark = POSIX
EXAMPLES = times("LG_GUARD_FUZZ", 100, 0.02)
WHO = st.sampled_from(["first", "second"])
CHOICES = {"region": ("uk", "us", "canada"), "age": ("18-plus", "16-17"), "role": ("member", "recruiter")}
COPIES = [
    "me-mylaptop.json",
    "me (conflicted copy 2026-11-24).json",
    "me.sync-conflict-20261124-101010-AB.json",
    "me~1.json",
]


def logs(folder: Path) -> list[list[Any]]:
    """The logs of the profile's file and of what was kept apart, wherever that was moved; no copy of before counts."""
    found = []
    for path in [folder / "data" / "profiles" / "me.json", *folder.rglob("me.other-*.json")]:
        try:
            found.append(json.loads(path.read_bytes())["log"])
        except (ValueError, LookupError, OSError):
            continue
    return found


class Others(RuleBasedStateMachine):
    """What was acknowledged is noted by a text of its own, so that it is known again wherever it is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder / "data", now=lambda: NOW)
        self.profiles = self.folder / "data" / "profiles"
        self.file = self.profiles / "me.json"
        self.windows: dict[str, Session] = {}
        self.acknowledged: set[str] = set()
        self.lost_by_others: set[str] = set()
        self.number = 0
        self.kept: bytes | None = None

    def teardown(self) -> None:
        for session in self.windows.values():
            session.close()
        shutil.rmtree(self.folder)

    def _known(self) -> str:
        """All that open windows have recorded, as text: what they write again when they see that it is gone."""
        writing = [session for session in self.windows.values() if not session.read_only]
        return json.dumps([json.loads(encode(session.progress))["log"] for session in writing])

    @initialize()
    def begins(self) -> None:
        self.opens("first")
        self.writes("first")

    @rule(who=WHO)
    def opens(self, who: str) -> None:
        self.leaves(who)
        try:
            self.windows[who] = session_on(self.store)
        except StoreFault:
            return
        counting = [who for who, session in self.windows.items() if held(session)]
        assert len(counting) < 2, "both hold the lock that counts"

    @rule(who=WHO)
    def leaves(self, who: str) -> None:
        """What others threw away since its last save it does not know, and so cannot say."""
        if who in self.windows:
            self.windows.pop(who).close()
            self._overwritten(on_disk=json.dumps(logs(self.folder)))

    def _records(self, who: str, event: Recorded, mark: str = "") -> None:
        session = self.windows.get(who)
        if session is None or session.read_only:
            return
        before, mine = session.progress, marks(session)
        session.said = ""
        try:
            refused = session._record(event, None)
        except StoreFault:
            assert session.progress is before, "what was not saved is not shown"
            # It can be tried again, or is over: then all that was recorded is to be found.
            assert not session.read_only or mine - self.lost_by_others <= on_disk(self.folder)
            return
        if journey.holds(before, event):
            assert session.progress is before, "what stands is not recorded again"
        elif refused is None:
            assert "Recorded." in session.said or "Taken back." in session.said or len(session.said) > 40, session.said
            if "Recorded." in session.said and mark:
                self.acknowledged.add(mark)
            assert mine | marks(session) <= on_disk(self.folder), "what was recorded before is there too, or apart"

    @rule(who=WHO, data=st.data())
    def answers(self, who: str, data: st.DataObject) -> None:
        question = data.draw(st.sampled_from(sorted(CHOICES)))
        self._records(who, Answer(question, (data.draw(st.sampled_from(CHOICES[question])),)))

    @rule(who=WHO)
    def writes(self, who: str) -> None:
        self.number += 1
        mark = f"case {self.number}"
        self._records(who, Write(f"objection-form.note-{self.number}", mark), mark)

    @rule(who=WHO)
    def takes_back(self, who: str) -> None:
        self._records(who, Undo())

    # The sync program.

    @rule()
    def brings_more_from_elsewhere(self) -> None:
        try:
            found = self.store.load("me").progress or blank()
        except StoreFault:
            return
        self.number += 1
        mark = f"elsewhere {self.number}"
        found = journey.apply(found, Write(f"objection-form.far-{self.number}", mark), NOW)
        self._sync(encode(found))
        self.acknowledged.add(mark)

    @rule(who=WHO)
    def writes_when_more_has_come(self, who: str) -> None:
        self.brings_more_from_elsewhere()
        self.writes(who)

    def _sync(self, data: bytes) -> None:
        self.profiles.mkdir(parents=True, exist_ok=True)
        spare = self.profiles / ".syncing"
        spare.write_bytes(data)
        spare.replace(self.file)

    @rule()
    def remembers(self) -> None:
        if self.file.exists():
            self.kept = self.file.read_bytes()

    @rule()
    def brings_back_an_old_state(self) -> None:
        if self.kept is not None:
            self._overwritten()
            self._sync(self.kept)

    @rule(damage=st.sampled_from([b"", b"{", b'{"format": 9, "people": {}}', encode(blank(profile="Ana"))]))
    def brings_what_is_none_of_ours(self, damage: bytes) -> None:
        self._overwritten()
        self._sync(damage)

    @rule()
    def deletes_the_file(self) -> None:
        self._overwritten()
        self.file.unlink(missing_ok=True)

    @rule(name=st.sampled_from(COPIES))
    def makes_a_conflicted_copy(self, name: str) -> None:
        if self.file.exists() and b'"profile"' in self.file.read_bytes():
            shutil.copy(self.file, self.profiles / name)
            assert set(self.store.names()) <= {"me"}

    def _overwritten(self, on_disk: str = "") -> None:
        """What others throw away is theirs to answer for, unless a window that is open still has it."""
        known = self._known() + on_disk
        self.lost_by_others |= {mark for mark in self.acknowledged if f'"{mark}"' not in known}

    # The thief.

    @rule()
    def steals_the_lock(self) -> None:
        (self.profiles / "me.json.lock").unlink(missing_ok=True)

    @rule()
    def changes_the_lock(self) -> None:
        if self.profiles.exists():
            (self.profiles / "another").write_bytes(b"")
            (self.profiles / "another").replace(self.profiles / "me.json.lock")

    @rule(copied=st.booleans())
    def moves_the_folder(self, copied: bool) -> None:
        if self.profiles.exists():
            self.number += 1
            if not copied:
                self._overwritten()
            old = self.profiles.rename(self.folder / f"old-{self.number}")
            if copied:
                shutil.copytree(old, self.profiles)

    @invariant()
    def nothing_is_lost(self) -> None:
        text = json.dumps(logs(self.folder)) + self._known()
        assert not {mark for mark in self.acknowledged - self.lost_by_others if f'"{mark}"' not in text}

    @invariant()
    def what_is_in_the_file_adds_up(self) -> None:
        try:
            found = self.store.load("me").progress
        except StoreFault:
            return
        if found is not None:
            again = journey.fold(found.log, blank())
            assert (again.answers, again.fields) == (found.answers, found.fields)


def marks(session: Session) -> set[str]:
    """The texts in a session's log."""
    return {str(entry.event.get("text")) for entry in session.progress.log if entry.event.get("kind") == "write"}


def on_disk(folder: Path) -> set[str]:
    """The texts in all logs there are."""
    return {str(entry["event"].get("text")) for log in logs(folder) for entry in log if entry["event"]}


def held(session: Session) -> bool:
    hold = session._desk._hold if session._desk is not None else None
    return hold is not None and hold.folder.stands() and hold.lock.stands()


@pytest.mark.usefixtures("quick_disk")
def test_whatever_others_do_nothing_acknowledged_is_lost_without_being_named() -> None:
    run_state_machine_as_test(Others, settings=settings(max_examples=EXAMPLES, stateful_step_count=40))
    total("Others", lives=EXAMPLES, lost=0)
