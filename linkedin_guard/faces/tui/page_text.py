"""What is to be read on a page: what was just recorded, its caption, its title and its blocks, laid out as one text."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from linkedin_guard.faces.tui.blocks import lay
from linkedin_guard.faces.tui.layout import Look, barred, flow, hang, link, side_by_side
from linkedin_guard.model.blocks import Code, Notice
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Page, types
from linkedin_guard.model.place import Place

MARK = (("╭───────╮", "│ ", "○━━", "   │", "╰───────╯"), ("+---------+", "| ", "[ ]--", "   |", "+---------+"))
"""The mark: a switch that is off. Drawn, and in ASCII."""


@dataclass(frozen=True)
class Showing:
    """What is to be seen: the page, what was just said, whose it is, and why what was handed in was refused.

    `fresh` says that something was just recorded, which `u` takes back; `opened` that an address was just opened,
    `typing` that what is pressed now is typed.
    """

    page: Page
    said: str = ""
    fresh: bool = False
    name: str = ""
    can_undo: bool = False
    can_back: bool = True
    wrong: str = ""
    opened: bool = False
    typing: bool = False

    @property
    def code(self) -> Code | None:
        """The code that the page is there for, if it is: it is shown whole, or not at all."""
        match self.page.blocks:
            case (_, Code() as code, _) if self.page.place.aside:
                return code
        return None


class PageText(Static):
    """The text of the page. What it says is worked out by `reading`, which is pure."""


def title_at(showing: Showing, look: Look) -> int:
    """How many lines of the text are before the title."""
    above = Content.assemble(*_before(showing, look)).plain.count("\n")
    return above + (len(flow(look.show(showing.page.caption), look.width).split("\n")) if showing.page.caption else 0)


def _before(showing: Showing, look: Look) -> list[Content | str | tuple[str, str]]:
    """What was just recorded or said, before the page itself."""
    if not showing.said:
        return []
    said = barred(look.show(showing.said), look)
    if showing.fresh:
        hint = look.said.say("ui.said.hint", key=undo_key(look.said, showing.page))
        line = look.said.grammar.side_by_side(showing.said, hint)
        said = Content(hang(look.show("✓ "), look.show(line), look.width))
    return [said, "\n", "\n" * bool(look.air)]


def undo_key(said: Catalogue, page: Page) -> str:
    """How the key is called that takes back on this page: where text is typed a letter is text."""
    return said.words("ui.keys.undo-too.key" if types(page) else "ui.keys.undo.key")


def reading(showing: Showing, look: Look, below: int) -> Content:
    """What was recorded, caption, title and blocks, as one text; `below` is how many lines of picks follow it."""
    page = showing.page
    heading = _heading(page, look)
    parts = [*_before(showing, look), heading]
    if (code := showing.code) is not None:
        # The library that draws codes is loaded when a page first has one.
        from linkedin_guard.faces.tui import qr

        before, after = page.blocks[:1], page.blocks[2:]
        address = Content("\n").join([lay(before, look), link(code.text, "", 0)])
        text = Content("\n\n").join([Content.assemble(*parts), address, lay(after, look)])
        return qr.page(code.text, text, look, below)
    blocks = (Notice(page.age), *page.blocks) if page.age else page.blocks
    if blocks:
        # The mark is a line longer than the title: it stands in for the empty one.
        marked = heading.plain.count("\n") > 1
        parts += ["\n" if marked else "\n\n", lay(blocks, look)]
    return Content.assemble(*parts)


def _heading(page: Page, look: Look) -> Content:
    """Caption and title; on the first page with the mark at their right, where there is room for it."""
    caption = Content.styled(flow(look.show(page.caption), look.width), "$guard-muted")
    title = Content.styled(flow(look.show(page.title), look.width), "bold $accent")
    lines = [caption, title] if page.caption else [title]
    top, left, switch, right, bottom = MARK[look.plain]
    room = look.width - cell_len(top)
    if page.place != Place("start") or len(lines) < 2 or max(line.cell_length for line in lines) + 2 > room:
        return Content("\n").join(lines)
    line = Content.assemble((left, "$guard-line"), (switch, "bold $accent"), (right, "$guard-line"))
    mark = [Content.styled(top, "$guard-line"), line, Content.styled(bottom, "$guard-line")]
    return Content("\n").join(side_by_side(lines, mark, room))
