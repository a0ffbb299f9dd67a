"""The fields to type in. Loaded when a page first asks for text: most never do."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from linkedin_guard.model.page import Ask
from linkedin_guard.model.text import one_line


class LineField(Input):
    """One line: a name, a date, a path. Enter hands it in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Hand in", show=False, id="guard.hand-in"),
    ]

    # The field looks as its screen is: how high the window is, and what the terminal can show.
    SCOPED_CSS = False
    DEFAULT_CSS = """
    LineField, LineField:focus { border: round $guard-line; background: $background; padding: 0 1; height: 3; }
    LineField:focus { border: round $accent; }
    LineField:nocolor > .input--cursor { text-style: underline; }
    PageScreen.-ascii LineField { border: ascii $guard-line; }
    PageScreen.-ascii LineField:focus { border: ascii $accent; }
    PageScreen.-middle LineField, PageScreen.-low LineField, PageScreen.-tiny LineField {
        border: none; height: 1; padding: 0; background: $surface;
    }
    """

    class Joined(Message):
        """Several lines were pasted, and stand in one."""

    def on_paste(self, event: events.Paste) -> None:
        """Take all that is pasted, where the stock field takes its first line."""
        event.prevent_default()
        event.stop()
        self._take(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in this window, in the same way."""
        self._take(self.app.clipboard)

    def watch_selection(self) -> None:
        """Have the hardware cursor where the cursor is: the stock field puts it there before it scrolls."""
        self.call_after_refresh(self._point)

    def _point(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def _take(self, pasted: str) -> None:
        self.replace(one_line(pasted), *self.selection)
        # The first value that a field takes scrolls nowhere, however long it is.
        self.mutate_reactive(LineField.selection)
        if len(pasted.strip().splitlines()) > 1:
            self.post_message(self.Joined())


class TextField(TextArea):
    """Several lines. Tab leaves it."""

    # The field looks as its screen is: how high the window is, and what the terminal can show.
    SCOPED_CSS = False
    DEFAULT_CSS = """
    TextField, TextField:focus {
        border: round $guard-line; background: $background; height: auto; min-height: 5; max-height: 60%;
    }
    TextField:focus { border: round $accent; }
    TextField:nocolor > .text-area--cursor { text-style: underline; }
    PageScreen.-ascii TextField { border: ascii $guard-line; }
    PageScreen.-ascii TextField:focus { border: ascii $accent; }
    PageScreen.-low TextField, PageScreen.-tiny TextField { border: none; min-height: 2; background: $surface; }
    """


Field = LineField | TextField


def field_for(ask: Ask) -> Field:
    """The field that an ask is filled in with. What is too long is said, not cut off while typing; nothing blinks."""
    if ask.kind == "text":
        long = TextField(ask.value, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        long.cursor_blink = False
        return long
    field = LineField(ask.value, select_on_focus=False)
    field.cursor_blink = False
    return field


def text_of(field: Field) -> str:
    """What the field holds."""
    return field.value if isinstance(field, Input) else field.text
