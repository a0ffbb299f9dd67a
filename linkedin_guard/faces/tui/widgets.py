"""What a page is drawn with: its text, laid out as one piece, and one row for each thing to choose.

`lay` has the one `match` over the blocks. Text reaches a widget as `Content` only, which parses no markup, so that
nothing a person types or a file says can style, break or crash the window.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from linkedin_guard.blocks import (
    Block,
    Bullets,
    Code,
    Document,
    Facts,
    Heading,
    Link,
    Notice,
    Numbered,
    Paragraph,
    Switch,
    Tasks,
    Trail,
)
from linkedin_guard.model import Content as Said
from linkedin_guard.noun import Noun
from linkedin_guard.shapes import shape

TEXT = 76
"""The longest line, in cells."""

_INDENT = 2
_STEP = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_SIDE_BY_SIDE = 56
"""From this width on, facts stand in two columns."""


class Look(Noun):
    """How wide the text may be, how much air there is, and what the terminal can show.

    With `air` 2 an empty line parts thoughts and groups of picks, with 1 thoughts only, with 0 neither. `height` is how
    many lines are seen at once; with `columns` two lists of statements stand side by side.
    """

    said: Said
    width: int = TEXT
    air: int = 2
    encoding: str = "utf-8"
    height: int = 24
    columns: bool = False

    @property
    def plain(self) -> bool:
        """Whether boxes and bars must be drawn in ASCII."""
        return shape("╭", self.encoding) != "╭"

    def show(self, text: str) -> str:
        """The text as the terminal can show it."""
        return shape(text, self.encoding)

    def pick(self, drawn: str, ascii_: str) -> str:
        """A drawing, or what stands in for it in ASCII."""
        return ascii_ if self.plain else drawn


@lru_cache(maxsize=1024)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells; never no line. Remembered: a page is measured before it is drawn."""
    return tuple(line.plain.rstrip() for line in Content(text).wrap(max(1, width))) or ("",)


def hang(first: str, text: str, width: int, rest: str | None = None) -> str:
    """The text after `first`, its other lines under its own beginning, or after `rest`."""
    gap = cell_len(first)
    if width - gap < 8:
        return first + text
    later = " " * gap if rest is None else rest
    head, *lines = wrap(text, width - gap)
    return "\n".join((first + head, *(later + line for line in lines)))


def fit(left: str, right: str, width: int) -> str | None:
    """Both ends of one line, or None when there is no room for them."""
    gap = width - cell_len(left) - cell_len(right)
    return left + " " * gap + right if gap >= _INDENT else None


# The text of a page.


def lay(blocks: Iterable[Block], look: Look) -> Content:
    """The blocks as one text. Without air, only a heading keeps the empty line before it."""
    blocks = tuple(blocks)
    if look.columns and (at := _lists(blocks)) is not None:
        narrow = look.but(width=(look.width - _INDENT) // 2, columns=False)
        left, right = (lay(pair, narrow).wrap(narrow.width) for pair in (blocks[at : at + 2], blocks[at + 2 : at + 4]))
        both = Content("\n").join(side_by_side(left, right, look.width - narrow.width))
        around = (lay(rest, look) for rest in (blocks[:at], blocks[at + 4 :]) if rest)
        return Content("\n\n").join([next(around), both, *around] if at else [both, *around])
    parts: list[Content] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            near = isinstance(block, Link | Trail | Switch) or isinstance(before, Heading)
            near = near or (isinstance(block, Bullets) and isinstance(before, Link | Bullets))
            apart = isinstance(block, Heading) or (look.air and not near)
            parts.append(Content("\n\n" if apart else "\n"))
        parts.append(drawn(block, look))
        before = block
    return Content.assemble(*parts)


def _lists(blocks: tuple[Block, ...]) -> int | None:
    """Where two lists of statements follow each other, each under its heading."""
    for at in range(len(blocks) - 3):
        match blocks[at : at + 4]:
            case (Heading(), Bullets(claims=one), Heading(), Bullets(claims=other)) if one and other:
                return at
    return None


def side_by_side(left: Sequence[Content], right: Sequence[Content], start: int) -> Iterator[Content]:
    """Lines beside lines, the right ones from that cell on."""
    for at in range(max(len(left), len(right))):
        line = left[at] if at < len(left) else Content()
        yield Content.assemble(line, " " * (start - line.cell_length), right[at] if at < len(right) else "")


def drawn(block: Block, look: Look) -> Content:
    """One block, laid out for the width."""
    show = look.show
    match block:
        case Paragraph(text):
            return Content(show(text))
        case Heading(text):
            return Content.styled(show(text), "bold")
        case Bullets(items):
            return Content("\n".join(hang(show("• "), show(item), look.width) for item in items))
        case Numbered(items):
            return Content("\n".join(hang(f"{at}. ", show(item), look.width) for at, item in enumerate(items, 1)))
        case Trail(items):
            return Content(hang(" " * _INDENT, show(_STEP.join(items)), look.width))
        case Link(url, label):
            return link(url, show(label), look.width)
        case Notice(text):
            return barred(show(text), look)
        case Switch():
            return _switch(block, look)
        case Facts(rows):
            return _facts(rows, look)
        case Tasks(rows):
            notes = [f"{look.said.words(f'ui.shape.{row.state}')} {row.words}" for row in rows]
            both = zip(rows, notes, strict=True)
            return Content("\n".join(_ends(show(row.title), show(note), look.width) for row, note in both))
        case Code(text):
            from linkedin_guard.faces.tui import qr

            return qr.within(text, look)
        case Document(title, lines):
            return Content.assemble((show(title), "bold"), "\n\n", "\n".join(map(show, lines)))


def link(url: str, label: str, width: int) -> Content:
    """The address on a line of its own, in full: to be read, selected, copied, and opened by the terminal itself."""
    address = Content.styled(url, "$accent underline").stylize(Style(link=url))
    # Too long for a line it begins at the margin, so that what is selected holds no spaces.
    indent = " " * _INDENT if cell_len(url) + _INDENT <= width else ""
    return Content.assemble(f"{label}\n" if label else "", indent, address)


def barred(text: str, look: Look) -> Content:
    """The text with a bar at its left, on every line."""
    bar = look.pick("▌ ", "| ")
    lines = [Content.assemble((bar, "$accent"), line) for line in wrap(text, look.width - len(bar))]
    return Content("\n").join(lines)


def _switch(switch: Switch, look: Look) -> Content:
    """LinkedIn's setting as it should look: a box with its label, the switch, and the word beside it."""
    knob = look.pick("━━●", "--[x]") if switch.on else look.pick("○━━", "[ ]--")
    state, label = f"{knob}  {look.show(switch.word)}", look.show(switch.label)
    inner = look.width - 4
    line = fit(label, state, inner)
    rows = [line] if line is not None else [*wrap(label, inner), state.rjust(inner - cell_len(state) + len(state))]
    side, over = look.pick("│", "|"), look.pick("─", "-") * (inner + 2)
    top, bottom = look.pick("╭", "+") + over + look.pick("╮", "+"), look.pick("╰", "+") + over + look.pick("╯", "+")
    if inner < 8:
        return Content(f"{label}\n{state}")
    edge = "$guard-line"
    lines = [Content.styled(top, edge)]
    for row in rows:
        text, found, tail = row.rpartition(state)
        body = Content.assemble(text, (found, "bold $accent"), tail + " " * (inner - cell_len(row)))
        lines.append(Content.assemble((side, edge), " ", body, " ", (side, edge)))
    return Content("\n").join([*lines, Content.styled(bottom, edge)])


def _facts(rows: Sequence[tuple[str, str]], look: Look) -> Content:
    """Label and value side by side where there is room for both, else one under the other.

    A label is never broken beside a value: read line by line, the two would run into each other.
    """
    shown = [(look.show(label), look.show(value)) for label, value in rows]
    column = max((cell_len(label) for label, _ in shown), default=0)
    if look.width < _SIDE_BY_SIDE or column > look.width // 3:
        return Content("\n").join(
            Content.assemble(("\n".join(wrap(label, look.width)), "bold"), "\n", hang(" " * _INDENT, value, look.width))
            for label, value in shown
        )
    start = column + _INDENT
    lines: list[Content] = []
    for label, value in shown:
        values = [Content(line) for line in wrap(value, look.width - start)]
        lines += side_by_side([Content.styled(label, "bold")], values, start)
    return Content("\n").join(lines)


def _ends(left: str, right: str, width: int) -> str:
    """Text with a note at the right edge, or under it when both do not fit."""
    line = fit(left, right, width)
    return line if line is not None else left + "\n" + hang(" " * _INDENT, right, width)


# The things to choose.


class Line(Noun):
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
        mark = look.show(_STEP)[1:] if focused else "  "
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
    width, note = look.width - _INDENT, look.show(line.note)
    label = hang(lead, look.show(line.label), width).split("\n")
    if note:
        # Beside the label's last line, so that it is read after the whole of it.
        both = fit(label[-1], note, width)
        if both is not None:
            label[-1] = both
        else:
            label += hang(" " * len(lead), note, width).split("\n")
    return label
