"""Somebody who does anything in any order, on a disk that fails now and then, beside somebody else."""

import errno
import os

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from test_journey import Somebody
from walk import REGIONS, session_on, typed_on

from linkedin_guard.model.events import Answer, Go, Use
from linkedin_guard.model.page import fills
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import StoreFault
from resilience import times
from resilience.driver import total

EXAMPLES = times("LG_GUARD_FUZZ", 15, 0.01)


class OnABadDisk(Somebody):
    """As `Somebody`, whose model it keeps to: what could not be saved was not said, and can be said again."""

    @rule(data=st.data(), error=st.sampled_from([errno.ENOSPC, errno.EIO, errno.EROFS]))
    def the_disk_fails(self, data: st.DataObject, error: int) -> None:
        page, before, place = self.session.page, self.session.progress, self.session.place
        pick = data.draw(st.sampled_from(page.picks))
        if isinstance(pick.event, Use) or pick.event == Go(Place("who")):
            return
        typed = data.draw(st.sampled_from(typed_on(page))) if fills(page, pick.event) else None

        def fail(descriptor: int) -> None:
            raise OSError(error, os.strerror(error))

        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(os, "fsync", fail)
                self.session.choose(pick.event, typed)
        except StoreFault as fault:
            assert self.session.place == place
            assert not self.session.said.startswith("Recorded"), fault  # noqa: PT017
        assert self.session.progress is before, "nothing is recorded that is not on the disk"

    @rule(region=st.sampled_from(REGIONS))
    def somebody_else_comes(self, region: str) -> None:
        mine = self.store.load("me").progress
        other = session_on(self.store, "you")
        assert other.choose(Answer("region", (region,))) is None
        other.close()
        assert self.store.load("you").progress == other.progress
        assert self.store.load("me").progress == mine


@pytest.mark.usefixtures("quick_disk")
def test_whatever_somebody_does_on_a_bad_disk_what_they_said_is_kept() -> None:
    run_state_machine_as_test(OnABadDisk, settings=settings(max_examples=EXAMPLES, stateful_step_count=30))
    total("The machine", lives=EXAMPLES, lost=0)
