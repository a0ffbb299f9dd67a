"""The text of a page, laid out as one piece: `lay` has the one `match` over the blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.content import Content

from linkedin_guard.faces.tui.layout import INDENT, Look, barred, fit, flow, hang, link, side_by_side, wrap
from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block

_SIDE_BY_SIDE = 56
"""From this width on, facts stand in two columns."""


def lay(said: Iterable[Block], look: Look) -> Content:
    """The blocks as one text. Without air, only a heading keeps the empty line before it."""
    said = tuple(said)
    if look.columns and (at := _lists(said)) is not None:
        narrow = replace(look, width=(look.width - INDENT) // 2, columns=False)
        left, right = (lay(pair, narrow).wrap(narrow.width) for pair in (said[at : at + 2], said[at + 2 : at + 4]))
        both = Content("\n").join(side_by_side(left, right, look.width - narrow.width))
        around = (lay(rest, look) for rest in (said[:at], said[at + 4 :]) if rest)
        return Content("\n\n").join([next(around), both, *around] if at else [both, *around])
    parts: list[Content] = []
    before: Block | None = None
    for block in said:
        if before is not None:
            near = isinstance(block, blocks.Link | blocks.Trail | blocks.Switch) or isinstance(before, blocks.Heading)
            near = near or (isinstance(block, blocks.Bullets) and isinstance(before, blocks.Link | blocks.Bullets))
            apart = isinstance(block, blocks.Heading) or (look.air and not near)
            parts.append(Content("\n\n" if apart else "\n"))
        parts.append(drawn(block, look))
        before = block
    return Content.assemble(*parts)


def _lists(said: tuple[Block, ...]) -> int | None:
    """Where two lists of statements follow each other, each under its heading."""
    for at in range(len(said) - 3):
        match said[at : at + 4]:
            case (blocks.Heading(), blocks.Bullets(claims=one), blocks.Heading(), blocks.Bullets(claims=other)) if (
                one and other
            ):
                return at
    return None


def drawn(block: Block, look: Look) -> Content:
    """One block, laid out for the width."""
    show = look.show
    match block:
        case blocks.Paragraph(text):
            return Content(flow(show(text), look.width))
        case blocks.Heading(text):
            return Content.styled(flow(show(text), look.width), "bold")
        case blocks.Bullets(items):
            return Content("\n".join(hang(show("• "), show(item), look.width) for item in items))
        case blocks.Numbered(items):
            return Content("\n".join(hang(f"{at}. ", show(item), look.width) for at, item in enumerate(items, 1)))
        case blocks.Trail(items):
            return Content(hang(" " * INDENT, show(blocks.TRAIL.join(items)), look.width))
        case blocks.Link(url, label):
            return link(url, show(label), look.width)
        case blocks.Notice(text):
            return barred(show(text), look)
        case blocks.Switch():
            return _switch(block, look)
        case blocks.Facts(rows):
            return _facts(rows, look)
        case blocks.Tasks(rows):
            return Content("\n".join(_task(row, look) for row in rows))
        case blocks.Code(text):
            # The library that draws codes is loaded when a page first has one.
            from linkedin_guard.faces.tui import qr

            return qr.within(text, look)
        case blocks.Document(title, lines):
            text = "\n".join(flow(show(line), look.width) for line in lines)
            return Content.assemble((flow(show(title), look.width), "bold"), "\n\n", text)


def _switch(switch: blocks.Switch, look: Look) -> Content:
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
            Content.assemble(("\n".join(wrap(label, look.width)), "bold"), "\n", hang(" " * INDENT, value, look.width))
            for label, value in shown
        )
    start = column + INDENT
    lines: list[Content] = []
    for label, value in shown:
        values = [Content(line) for line in wrap(value, look.width - start)]
        lines += side_by_side([Content.styled(label, "bold")], values, start)
    return Content("\n").join(lines)


def _task(row: blocks.Task, look: Look) -> str:
    """A task, how it stands at the right edge, and under both what is to be noted."""
    mark = look.said.words(f"ui.shape.{row.state}")
    line = _ends(look.show(row.title), look.show(f"{mark} {row.words}"), look.width)
    return f"{line}\n{hang(' ' * INDENT, look.show(row.note), look.width)}" if row.note else line


def _ends(left: str, right: str, width: int) -> str:
    """Text with a note at the right edge, or under it when both do not fit."""
    line = fit(left, right, width)
    return line if line is not None else left + "\n" + hang(" " * INDENT, right, width)
