"""What one person is typing: kept in memory until it is handed in, and gone when another person takes over."""

from linkedin_guard.documents.wording import kept_text
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Event, Write
from linkedin_guard.model.page import Ask
from linkedin_guard.model.progress import Progress
from linkedin_guard.model.text import normalized, shows


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

    def applied_to(self, event: Event | None, progress: Progress) -> Progress:
        """The progress an event is applied to: for the text that is being typed, the one before its typing began."""
        typing = isinstance(event, Write) and self._saved == (event.field, len(progress.log))
        return self._before if typing and self._before is not None else progress
