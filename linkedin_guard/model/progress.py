"""All the wizard remembers about one person: what they answered, recorded and wrote, and the log of it.

Keys that are not known are kept with their values, so that a file of a newer version loses nothing.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from linkedin_guard.model.text import cleaned, printable


def utc(at: datetime) -> datetime:
    """The instant in UTC, to the second.

    Raises ValueError for one without a time zone, OverflowError at the ends of time.
    """
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return at.astimezone(UTC).replace(microsecond=0)


def instant(at: datetime) -> str:
    """An instant as data has it: `2026-11-21T10:32:05Z`. Raises as `utc` does."""
    return utc(at).isoformat().replace("+00:00", "Z")


Instant = Annotated[datetime, AfterValidator(utc)]
"""An aware UTC datetime, to the second."""


Name = Annotated[str, AfterValidator(printable)]
"""The name of a question, a step or a field. None is ever changed, so one that cannot be shown is damage."""

Shown = Annotated[str, BeforeValidator(lambda text: cleaned(text) if isinstance(text, str) else text)]
"""A text that reaches a screen: what no page can show in it was not written by us, and is replaced."""


class Kept(BaseModel):
    """What is read from a progress file and written to it again. Never changed; `model_copy` gives a changed copy."""

    model_config = ConfigDict(frozen=True, extra="allow")

    @property
    def more(self) -> dict[str, Any]:
        """The keys this version does not know, with their values as they were read."""
        return self.model_extra or {}


class Settings(Kept):
    """What is kept for this computer: the window's colours, by the name of a theme, and the language.

    `seen` has by profile the date of the content whose changes were told, `letters` the language chosen for letters.
    """

    theme: Shown | None = None
    language: Shown | None = None
    seen: dict[Shown, Shown] = Field(default_factory=dict)
    letters: dict[Shown, Shown] = Field(default_factory=dict)


class Record(Kept):
    """What a person recorded about a step; `saw` is what they read, `meaning` the step's meaning they acted on."""

    status: Shown
    saw: Shown = ""
    meaning: int = 1
    at: Instant


class Entry(Kept):
    """One line of the log: the event as data, and `was`, what it replaced.

    The event stays data: one of a kind, or with keys, that this version does not know is kept as it was read.
    """

    at: Instant
    content: Shown
    event: dict[str, Any]
    was: Any = None

    def __hash__(self) -> int:
        return hash((self.at, self.content))


class Progress(Kept):
    """One person's progress. Where they are is not stored; it follows from this.

    `app` and `content` are the versions that wrote it. `answers` are by question, `steps` by step, `fields` by
    `<step>.<part>`.
    """

    format: int = 1
    app: Shown
    content: Shown
    profile: Shown
    answers: dict[Name, tuple[Shown, ...]] = Field(default_factory=dict)
    steps: dict[Name, Record] = Field(default_factory=dict)
    fields: dict[Name, Shown] = Field(default_factory=dict)
    log: tuple[Entry, ...] = ()

    def __hash__(self) -> int:
        return hash((self.profile, self.format, self.log))


UNDO = 20
"""How many recorded events can be taken back."""


def standing(log: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], bool]:
    """The entries that nobody took back, in order, and whether the last of them can still be taken back."""
    kept: list[Entry] = []
    reach = 0
    for entry in log:
        if entry.event.get("kind") != "undo":
            kept.append(entry)
            reach = min(reach + 1, UNDO)
        elif reach:
            kept.pop()
            reach -= 1
    return tuple(kept), bool(reach)
