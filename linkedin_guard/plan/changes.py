"""What changed in the content since a person was here: the entries of content/changes.toml that are about them."""

from typing import TYPE_CHECKING

from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress
from linkedin_guard.plan.answers import answers_of, shown

if TYPE_CHECKING:
    from linkedin_guard.model.claims import Change

MOST = 5
"""How many changes are told at once, the newest first."""


def changed(moment: Moment) -> "tuple[Change, ...]":
    """The changes since the content that the person saw last, for whom they are; none for somebody who is new here."""
    content = moment.content
    # Nothing is newer than the content it stands in, so that most starts do not read the table.
    if not moment.seen or moment.seen >= content.manifest.content:
        return ()
    known = answers_of(content, moment.progress)
    since = [
        change
        for change in content.changes.values()
        if change.say is not None
        and written(change) > moment.seen
        and shown(change.when, known)
        and _recorded(moment.progress, change)
    ]
    return tuple(sorted(since, key=written, reverse=True)[:MOST])


def _recorded(progress: Progress, change: "Change") -> bool:
    """Whether the person recorded what the change is about; always, where it is about nothing recorded."""
    recorded = ((progress.steps.get(step), outcomes) for step, outcomes in change.saw.items())
    return not change.saw or any(record is not None and record.saw in outcomes for record, outcomes in recorded)


def written(change: "Change") -> str:
    """The day of the change as the version of content is written: `2026.11.21`, which sorts by time."""
    return change.on.isoformat().replace("-", ".")
