"""What a person can choose: one row for each pick and each box to tick, and the widgets that are laid out once."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Static

from linkedin_guard.faces.tui.layout import INDENT, Look, fit, hang, wrap


@dataclass(frozen=True)
class Line:
    """What a row says.

    `ticked` is None for a pick; `group` is said before it, `wrong` is what was refused, `gap` an empty line over all.
    """

    label: str
    number: int | None = None
    note: str = ""
    group: str = ""
    wrong: str = ""
    gap: bool = False
    ticked: bool | None = None


class Still(Widget):
    """What is laid out once.

    Textual lays the whole screen out a second time when the size of what is in a widget has changed, as that may need
    a bar to scroll with. Here only the page can, which keeps a column free for it and says when it comes or goes.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Text(Static, Still):
    """A text that is laid out once."""


class Row(Text, can_focus=True):
    """One thing to choose: a mark, a number, a label, and a note at the right edge.

    Focus shows without colour, as a mark and in reverse; `spot` is where the hardware cursor belongs.
    """

    ALLOW_SELECT = False

    class Chosen(Message):
        """The row was clicked."""

        def __init__(self, row: "Row") -> None:
            super().__init__()
            self.row = row

    def __init__(self, at: int, line: Line, look: Look) -> None:
        self.at, self.line, self.look = at, line, look
        super().__init__(self._drawn(focused=False))

    def put(self, at: int, line: Line, look: Look) -> None:
        """Say something else, in place: cheaper than a new row."""
        if (at, line, look) == (self.at, self.line, self.look):
            return
        before = self.height
        self.at, self.line, self.look = at, line, look
        self.update(self._drawn(focused=self.has_focus), layout=self.height != before)

    @property
    def height(self) -> int:
        """How many lines the row takes."""
        return self.lines_of(self.line, self.look)

    @staticmethod
    def lines_of(line: Line, look: Look) -> int:
        """How many lines a row takes that says this."""
        return len(_over(line, look)) + len(_label(line, look))

    @property
    def spot(self) -> Offset:
        """Where the row's label begins, on the screen."""
        return self.region.offset + Offset(0, len(_over(self.line, self.look)))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row, or take the mark away. No rule of the style sheet asks for the focus, so none is looked up."""
        self.update(self._drawn(focused=has_focus), layout=False)

    def on_click(self, event: events.Click) -> None:
        """A click chooses, as Enter does."""
        event.stop()
        self.post_message(self.Chosen(self))

    def _drawn(self, *, focused: bool) -> Content:
        look = self.look
        over = Content("\n".join([*_over(self.line, look), ""]))
        mark = look.show("› ") if focused else "  "
        lines = []
        for at, text in enumerate(_label(self.line, look)):
            body = (mark if at == 0 else "  ") + text
            # To the edge, so that the focused row is one bar.
            body += " " * (look.width - cell_len(body))
            lines.append(Content.styled(body, "bold $accent reverse" if focused else ""))
        return Content.assemble(over.stylize("bold"), Content("\n").join(lines))


def _over(line: Line, look: Look) -> list[str]:
    """What stands over a row's label: an empty line, the group's, and what was refused."""
    lines = [""] * line.gap
    if line.group:
        lines += wrap(look.show(line.group), look.width)
    if line.wrong:
        lines += hang(look.show("✗ "), look.show(line.wrong), look.width).split("\n")
    return lines


def _label(line: Line, look: Look) -> list[str]:
    """Number, tick, label and note, without the mark of the focus."""
    lead = f"{line.number} " if line.number is not None else "  "
    if line.ticked is not None:
        lead += "[x] " if line.ticked else "[ ] "
    width, note = look.width - INDENT, look.show(line.note)
    label = hang(lead, look.show(line.label), width).split("\n")
    if note:
        # Beside the label's last line, so that it is read after the whole of it.
        both = fit(label[-1], note, width)
        if both is not None:
            label[-1] = both
        else:
            label += hang(" " * len(lead), note, width).split("\n")
    return label
