"""A row of the list of picks: what it says (`Line`), and the widget that says it (`Row`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Static

from linkedin_guard.faces.tui.layout import INDENT, Look, fit, hang, wrap
from linkedin_guard.faces.tui.page_text import Showing
from linkedin_guard.model.page import Choice, Page, fills, names_people, types

FIELD = 4
"""Lines that a field takes with its label, as far as is known before it is drawn."""


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


class Row(Static, can_focus=True):
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
        self._say(at, line, look)
        super().__init__(self._drawn(focused=False))

    def put(self, at: int, line: Line, look: Look) -> None:
        """Say something else, in place: cheaper than a new row."""
        if (at, line, look) == (self.at, self.line, self.look):
            return
        before = self.height
        self._say(at, line, look)
        self.update(self._drawn(focused=self.has_focus), layout=self.height != before)

    def _say(self, at: int, line: Line, look: Look) -> None:
        self.at, self.line, self.look = at, line, look
        self._over, self._label = _over(line, look), _label(line, look)

    @property
    def height(self) -> int:
        """How many lines the row takes."""
        return len(self._over) + len(self._label)

    @staticmethod
    def height_of(line: Line, look: Look) -> int:
        """How many lines a row takes that says this."""
        return len(_over(line, look)) + len(_label(line, look))

    @property
    def spot(self) -> Offset:
        """Where the row's label begins, on the screen."""
        return self.region.offset + Offset(0, len(self._over))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row, or take the mark away. No rule of the style sheet asks for the focus, so none is looked up."""
        self.update(self._drawn(focused=has_focus), layout=False)

    def on_click(self, event: events.Click) -> None:
        """A click chooses, as Enter does."""
        event.stop()
        self.post_message(self.Chosen(self))

    def _drawn(self, *, focused: bool) -> Content:
        look = self.look
        over = Content("\n".join([*self._over, ""]))
        mark = look.show("› ") if focused else "  "
        lines = []
        for at, text in enumerate(self._label):
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
        lead += look.pick("[x] ", "[*] ") if line.ticked else "[ ] "
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


def lines_of(showing: Showing, ticked: tuple[str, ...], look: Look) -> Iterator[Line]:
    """What each row says, in order: the boxes to tick, then the picks."""
    page, choices = showing.page, boxes_of(showing.page)
    typed = types(page)
    for at, choice in enumerate(choices):
        yield Line(choice.label, _number(at), gap=look.air > 0 and at == 0, ticked=choice.id in ticked)
    for at, pick in enumerate(page.picks, len(choices)):
        note = f"{pick.mark} {pick.note}".strip() or pick.key
        if at - len(choices) == page.chosen:
            note = f"{look.said.words('ui.shape.chosen')} {look.said.words('ui.plain.chosen')}"
        apart = bool(pick.group) or (bool(choices) and at == len(choices))
        first = look.air > 0 and at == 0 and not (typed and field_at(page) == 0)
        wrong = showing.wrong if fills(page, pick.event) else ""
        number = _number(at) if numbered(page, typing=showing.typing) else None
        yield Line(pick.label, number, note, pick.group, wrong, first or (look.air == 2 and apart))


def boxes_of(page: Page) -> tuple[Choice, ...]:
    """The boxes of which several can be ticked; most pages have none."""
    return page.ask.choices if page.ask is not None and page.ask.kind == "several" else ()


def field_at(page: Page) -> int:
    """Before which pick the field stands: the one that hands it in."""
    return next((at for at, pick in enumerate(page.picks) if fills(page, pick.event)), 0)


def numbered(page: Page, *, typing: bool) -> bool:
    """Whether digits choose; where text is typed a digit is text, and no row promises one."""
    return not types(page) or (names_people(page) and not typing)


def _number(at: int) -> int | None:
    """The key that chooses the row, for the first nine."""
    return at + 1 if at < 9 else None
