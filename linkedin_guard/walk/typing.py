"""What one person is typing: kept in memory until it is handed in, and gone when another person takes over."""

from dataclasses import replace

from linkedin_guard import system
from linkedin_guard.documents.wording import file_path, kept_text
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Event, Go, Mark, Recorded, Write
from linkedin_guard.model.page import Ask, Moment, Page, Refusal
from linkedin_guard.model.progress import Progress
from linkedin_guard.model.text import normalized, shows
from linkedin_guard.walk import journey


class Typing:
    """What is typed or ticked and not handed in yet (`draft`), and what was handed in and is not kept (`memory`).

    Both are by question or field. A long text is saved while it is typed: however often, it makes one entry of the
    log, since each saving is applied to the progress from before its typing began.
    """

    def __init__(self) -> None:
        self.draft: dict[str, str] = {}
        self.memory: dict[str, str] = {}
        self._before: Progress | None = None
        self._saved = ("", 0)

    def start_over(self) -> None:
        """Forget everything: another person goes on."""
        self.draft.clear()
        self.memory.clear()
        self.handed_in()

    def read(self, moment: Moment, page: Page, event: Event, typed: str | None) -> Event | Refusal:
        """What is ticked or typed on the page, as an event like the one that hands it in; or what is wrong with it.

        `typed` is None for what stands there already. What is refused is there to be mended.
        """
        ask = page.ask
        assert ask is not None, "only what is asked for is handed in"
        if typed is None:
            typed = ask.value
        else:
            self.draft[ask.into] = typed
        try:
            found = journey.read(replace(moment, draft=dict(self.draft)), page, _from_outside(moment, ask, typed))
        except system.OutsideFault as fault:
            return Refusal(moment.content.told(fault.saying))
        if isinstance(found, Write) and isinstance(event, Write):
            return replace(found, keep=event.keep)
        return found

    def taken(self, handed_in: Page | None, event: Event) -> None:
        """What the event took is no draft any more; `handed_in` is the page whose ask it handed in."""
        if handed_in is not None and handed_in.ask is not None and not isinstance(event, Go):
            self.draft.pop(handed_in.ask.into, None)
        if isinstance(event, Write):
            self.draft.pop(event.field, None)

    def taken_back(self, moment: Moment, event: Recorded | None) -> None:
        """What was typed about something that was taken back goes with it, and so does what has no page any more.

        The moment is the one after it. What prepares a text is not about its having been sent.
        """
        for into in tuple(self.draft):
            place = journey.asked_at(moment, into)
            match event:
                case Answer(question):
                    goes = into == question
                case Write(field):
                    goes = into == field
                case Mark(step):
                    goes = place.name == step and not journey.prepares(moment, place)
                case _:
                    goes = False
            if goes or not journey.is_open(moment, place):
                del self.draft[into]

    def handed_in(self) -> None:
        """What was saved while it was typed stands now; only typing goes on with what it saved itself."""
        self._before, self._saved = None, ("", 0)

    def to_save(self, ask: Ask, progress: Progress, content: Catalogue) -> Write | None:
        """The long text that is being typed, if it is kept and differs from what is saved.

        Handed in it might be refused; until then all of it is saved but what no page could show.
        """
        if ask.kind != "text" or not ask.keep:
            return None
        text = "".join(c for c in normalized(self.draft.get(ask.into, "")) if c == "\n" or shows(c)).strip()
        text = kept_text(content, text)
        return Write(ask.into, text) if text and text != progress.fields.get(ask.into, "") else None

    def saved(self, into: str, before: Progress, progress: Progress) -> None:
        """A text was saved while it is typed; `before` is the progress from before its typing began."""
        self._before, self._saved = before, (into, len(progress.log))

    def applied_to(self, event: Event, progress: Progress) -> Progress:
        """The progress an event is applied to: for the text that is being typed, the one before its typing began."""
        typing = isinstance(event, Write) and self._saved == (event.field, len(progress.log))
        return self._before if typing and self._before is not None else progress


def _from_outside(moment: Moment, ask: Ask, typed: str) -> str:
    """A path as the file it names: SHA-256, size, path. The file is read for that, and neither copied nor kept.

    One that was recorded and has gone since stays as it was read then. Raises OutsideFault.
    """
    if ask.kind != "file" or not typed.strip():
        return typed
    try:
        found = system.describe(typed)
    except system.OutsideFault:
        recorded = moment.progress.fields.get(ask.into, "")
        if recorded and typed.strip() == file_path(recorded):
            return recorded
        raise
    return f"{found.sha256} {found.size} {found.path}"
