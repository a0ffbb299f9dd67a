"""How what was recorded reaches the disk, also where something else wrote into the same file meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from linkedin_guard import __version__
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Event, Recorded
from linkedin_guard.model.progress import Progress
from linkedin_guard.plan.retired import carried
from linkedin_guard.store.profiles import Changed, Desk, Store, StoreFault
from linkedin_guard.walk import journey
from linkedin_guard.walk.merge import meet

TRIES = 5
"""How often in a row something else may write before we do; after that it is said, and nothing is recorded."""

Apply = Callable[[Progress, tuple[Recorded, ...]], Progress]


@dataclass(frozen=True)
class Kept:
    """What is on the disk now: `base` with what was recorded after it. The rest is what has to be said of it.

    `met` says that something else had recorded something, `lost` what of ours was left out for it, `apart` the name
    of the file that holds ours where the two did not meet, and `note` is the store's own sentence, or "".
    """

    progress: Progress
    base: Progress
    met: bool = False
    lost: tuple[Recorded, ...] = ()
    apart: str = ""
    note: str = ""


def keep(desk: Desk, last: Progress, before: Progress, events: tuple[Recorded, ...], apply: Apply) -> Kept:
    """Have these events on the disk, after what is there; when this returns they are, or are named.

    `last` is what was last written, `before` what the events are applied to: the same without a text still being typed.
    Raises StoreFault; then nothing is recorded, and it can be tried again.
    """
    base, after = before, events
    lost: tuple[Recorded, ...] = ()
    over: Changed | None = None
    for _ in range(TRIES):
        try:
            if over is not None and not after:
                desk.take(over)
                return Kept(base, base, True, lost)
            changed = apply(base, after)
            note = desk.save(changed, over)
            return Kept(changed, base, over is not None and base.log != last.log, lost, note=note)
        except Changed as found:
            over = found
        base = over.theirs
        meeting = meet(last, before, base, events)
        if meeting is None:
            apart = desk.set_apart(apply(before, events))
            desk.take(over)
            return Kept(base, base, True, events, apart)
        after, lost = meeting.after, meeting.lost
    assert over is not None, "only what was changed is tried again"
    raise over


def empty(content: Catalogue, profile: str) -> Progress:
    """The progress of somebody about whom nothing is recorded."""
    return Progress(app=__version__, content=content.manifest.content, profile=profile)


def of_now(content: Catalogue, progress: Progress) -> Progress:
    """The same, as this version with its content goes on with it."""
    return progress.model_copy(update={"app": __version__, "content": content.manifest.content})


def applied(progress: Progress, events: tuple[Event, ...], now: datetime, set_by_hand: bool) -> Progress:
    """The progress after these events, each of which says so if the clock was set by hand."""
    for event in events:
        earlier, progress = progress, journey.apply(progress, event, now)
        if set_by_hand and progress is not earlier:
            entry = progress.log[-1].model_copy(update={"clock": "set"})
            progress = progress.model_copy(update={"log": (*progress.log[:-1], entry)})
    return progress


def meanwhile(content: Catalogue, kept: Kept, words: Callable[[Recorded], str]) -> Iterator[str]:
    """What has to be said of what else happened to the file; `words` says an event."""
    yield content.told(kept.note)
    if kept.apart:
        yield content.say("ui.said.apart", file=kept.apart)
        return
    if kept.met:
        yield content.words("ui.said.met")
    if kept.lost:
        yield content.say("ui.said.lost", what=content.grammar.listed(map(words, kept.lost), phrases=True))


def everybody(store: Store, content: Catalogue, names: Iterable[str]) -> dict[str, Progress]:
    """The progress of each of these people as it stands on the disk; without those of whom nothing can be read."""
    found = dict[str, Progress]()
    for name in names:
        with suppress(StoreFault):
            progress = store.load(name).progress
            if progress is not None:
                found[name] = carried(content, progress)
    return found
