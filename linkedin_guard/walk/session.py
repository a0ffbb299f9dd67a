"""One person's way through: content, store, clock, progress, draft, trail. The only thing that changes.

Every face is a loop around this: show `page` and `said`, hand in a pick, carry out what is the face's to do
(Open, Copy, Save) through `system`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from linkedin_guard.documents.wording import say_event
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Event, Mark, Recorded, Speak, Undo, Use, Write, from_data
from linkedin_guard.model.page import Here, Moment, Page, Refusal, fills
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress
from linkedin_guard.plan.retired import carried
from linkedin_guard.store.profiles import Desk, Store, StoreFault
from linkedin_guard.walk import journey, keeping
from linkedin_guard.walk.besides import besides
from linkedin_guard.walk.remembered import Remembered
from linkedin_guard.walk.trail import Trail
from linkedin_guard.walk.typing import Typing

FIRST = "me"
"""What the first profile is called until somebody gives another name."""

LONGEST_SAID = 60
"""How much of what was written is said back, in characters."""


class Session:
    """A person at the wizard.

    `clock` returns the aware local time and whether it was set by hand; entries written then say so. With no profile
    named the session starts at `who`, and nothing can be recorded until one is chosen.
    """

    def __init__(
        self,
        content: Catalogue,
        store: Store,
        clock: Callable[[], tuple[datetime, bool]],
        here: Here,
        *,
        profile: str | None,
        read_only: bool = False,
    ) -> None:
        self.content = content
        self._store = store
        self._clock = clock
        self._here = here
        self._read_only = read_only
        self._desk: Desk | None = None
        self._typing = Typing()
        self._trail = Trail(Place("who"))
        self.said = ""
        self.progress = keeping.empty(content, "")
        self._base = self.progress
        self._unsaid = ""
        self._remembered = Remembered(store)
        if profile is not None:
            self._use(profile)
            self.place = journey.resume(self.moment)

    @property
    def moment(self) -> Moment:
        """What the page is made from, now; records of retired steps stand under the steps they went into."""
        known = carried(self.content, self.progress)
        return Moment(
            self.content,
            known,
            self._clock()[0],
            dict(self._typing.draft),
            self._here,
            dict(self._typing.memory),
            self._remembered.seen,
            self._remembered.letters,
        )

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._trail.place

    @place.setter
    def place(self, place: Place) -> None:
        self._trail.place = place

    @property
    def page(self) -> Page:
        """The page the person is on."""
        return journey.page(self.moment, self.place)

    @property
    def shows_name(self) -> bool:
        """Whether the profile is to be named: when there are two or more, or the only one was given a name."""
        name = self.progress.profile
        return bool(name) and (name != FIRST or len({*self._here.profiles, name}) > 1)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded."""
        return self._desk is not None and self._desk.read_only

    def choose(self, event: Event, typed: str | None = None) -> Refusal | None:
        """Do what the event of a pick says, with what was ticked or typed if it hands in what the page asks for.

        When this returns, what was recorded is on the disk. Raises StoreFault when it could not be; then nothing is
        recorded.
        """
        page, hands_in = self.page, fills(self.page, event)
        if hands_in:
            found = self._typing.read(self.moment, page, event, typed)
            if isinstance(found, Refusal):
                return found
            event = found
        self.said, self._unsaid = self._unsaid, ""
        if isinstance(event, Use):
            try:
                self._use(event.profile)
            except StoreFault as fault:
                return Refusal(self.content.told(fault.saying))
        elif isinstance(event, Speak):
            self._speak(event)
        else:
            also = None if self.read_only else journey.implied(self.moment, event)
            refused = self._record(event, also)
            if refused is not None:
                return refused
        self._typing.taken(page if hands_in else None, event)
        self._move(self._beside(event) or journey.onward(self.moment, self.place, event))
        return None

    def _beside(self, event: Event) -> Place | None:
        """Where an answer or a text was asked for from a text or an authority's page: that page, which shows it."""
        return self._trail.reflected(self.moment) if isinstance(event, Answer | Write) else None

    @property
    def last_recorded(self) -> str:
        """What Undo would take back, in words; empty when there is nothing."""
        entry = journey.undoable(self.progress)
        return "" if entry is None else self._words(from_data(entry.event))

    def undo(self) -> Refusal | None:
        """Take back the last recorded event."""
        return self.choose(Undo())

    def go(self, place: Place) -> None:
        """To a place that is open; stays where it is otherwise."""
        if journey.is_open(self.moment, place):
            self.said, self._unsaid = self._unsaid, ""
            self._move(place)

    def typing(self, text: str) -> None:
        """Remember what is being typed or ticked, so that a redraw, a resize or Back loses nothing."""
        ask = self.page.ask
        if ask is not None:
            self._typing.draft[ask.into] = text

    def drop_draft(self) -> None:
        """Forget what is being typed on this page."""
        ask = self.page.ask
        if ask is not None:
            self._typing.draft.pop(ask.into, None)

    def keep(self) -> None:
        """Write the long text being typed to the disk, if it changed; the face calls this every two seconds.

        However often it is called, one text makes one entry of the log. Raises StoreFault.
        """
        ask = self.page.ask
        event = None if ask is None or self.read_only else self._typing.to_save(ask, self.moment.progress, self.content)
        if event is not None:
            # It is said with the next page; the one on which is typed stays as it is.
            self._unsaid = self._keep(event) or self._unsaid
            self._typing.saved(event.field, self._base, self.progress)

    def back(self) -> None:
        """To the page before; changes nothing that is kept."""
        self.said, self._unsaid = self._unsaid, ""
        self._remembered.left(self.place, self.content.manifest.content)
        self._trail.back(self.moment)

    @property
    def leads_back(self) -> bool:
        """Whether Back leads anywhere else."""
        return self._trail.leads_back(self.moment)

    def close(self) -> None:
        """Let go of the profile."""
        if self._desk is not None:
            self._remembered.left(self.place, self.content.manifest.content)
            self._desk.close()
            self._desk = None

    def _use(self, profile: str) -> None:
        if self._desk is not None and profile == self.progress.profile:
            return
        desk = self._store.open(profile, read_only=self._read_only)
        self.close()
        self._desk = desk
        self._typing.start_over()
        self._trail.start_over()
        self.said = self.content.told(desk.note)
        found = desk.progress
        self.progress = self._base = keeping.of_now(self.content, found or keeping.empty(self.content, desk.profile))
        self._remembered.begin(desk.profile, found, self.content.manifest.content, read_only=self.read_only)

    def _speak(self, event: Speak) -> None:
        """Go on in the language, or have the letters in it, from now on."""
        if event.letters:
            self._remembered.letters_in(event.language, read_only=self._read_only)
            return
        self.content = self.content.into(event.language)
        if not self._read_only:
            self._store.remember(language=event.language)

    def _record(self, event: Event, also: Mark | None) -> Refusal | None:
        implied = () if also is None else (also,)
        if isinstance(event, Write) and not event.keep:
            self._typing.memory[event.field] = event.text
            return None
        # What was saved while it was typed is recorded by handing it in.
        begun = self._typing.applied_to(event, self.progress)
        if journey.holds(self.progress, event) and journey.holds(begun, event):
            if also is None:
                return None
            event, implied = also, ()
        if not isinstance(event, Answer | Mark | Write | Undo):
            self.said = self.content.grammar.together((self.said, self._keep(*implied)))
            return None
        if self.read_only:
            return Refusal(self.content.words("ui.refusal.read-only"))
        entry = journey.undoable(self.progress) if isinstance(event, Undo) else None
        if isinstance(event, Undo) and entry is None:
            return Refusal(self.content.words("ui.refusal.nothing-to-undo"))
        undone = None if entry is None else from_data(entry.event)
        kind = "recorded" if entry is None else "undone"
        said = self.content.say(f"ui.said.{kind}", what=self._words(event if entry is None else undone))
        before = self.moment
        kept = self._keep(event, *implied, said=said)
        told = besides(before, self.moment, event) if kept else ()
        self.said = self.content.grammar.together((self.said, kept, *told))
        if entry is not None:
            self._typing.taken_back(self.moment, undone)
        if isinstance(event, Write):
            # What is kept from now on goes before what was in memory only.
            self._typing.memory.pop(event.field, None)
        return None

    def _keep(self, *events: Recorded, said: str = "") -> str:
        """Have these events on the disk: all of them, or none, but for what something else says otherwise by now.

        Returns `said` if the first is there, and what else has to be said.
        """
        if self._desk is None or not events:
            return ""
        before = self._typing.applied_to(events[0], self.progress)
        kept = keeping.keep(self._desk, self.progress, before, events, self._applied)
        others = (name for name in self._here.profiles if name != kept.progress.profile)
        self._here = replace(self._here, profiles=(kept.progress.profile, *others)[:8])
        self.progress = keeping.of_now(self.content, kept.progress)
        self._base = keeping.of_now(self.content, kept.base)
        self._typing.handed_in()
        meanwhile = keeping.meanwhile(self.content, kept, self._words)
        return self.content.grammar.together((*meanwhile, "" if events[0] in kept.lost else said))

    def _applied(self, progress: Progress, events: tuple[Event, ...]) -> Progress:
        return keeping.applied(keeping.of_now(self.content, progress), events, *self._clock())

    def _words(self, event: Recorded | None) -> str:
        """What a recorded event says, in the words of the content."""
        return say_event(self.moment.content, event, longest=LONGEST_SAID)

    def _move(self, place: Place) -> None:
        if place != self.place:
            self._remembered.left(self.place, self.content.manifest.content)
            self._trail.move(place)
