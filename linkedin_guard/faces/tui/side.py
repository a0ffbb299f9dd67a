"""What stands beside a page in a wide window: where its statements come from, in short. Loaded when there is room."""

import unicodedata
from collections.abc import Iterator

from textual.content import Content

from linkedin_guard.faces.tui.layout import Look, wrap
from linkedin_guard.faces.tui.sizes import SIDE


def panel(claims: tuple[str, ...], look: Look) -> Content:
    """Each statement by its first words, how sure it is, and its sources: as many as there is room for.

    It points to what the page says in full, so it shortens; `s` shows the whole.
    """
    if not claims:
        return Content()
    lines = [Content.styled(_short(look.said.words("ui.side.title"), look), "bold $guard-muted")]
    cards = [list(_card(claim, look)) for claim in claims]
    for at, card in enumerate(cards):
        last = at == len(cards) - 1
        if len(lines) + 1 + len(card) > look.height - (0 if last else 2):
            lines += [Content(), Content.styled(_short(look.said.words("ui.side.more"), look), "$guard-muted")]
            break
        lines += [Content(), *card]
    return Content("\n").join(lines)


def _card(name: str, look: Look) -> Iterator[Content]:
    said = look.said
    claim = said.claims[name]
    yield Content(_short(said.sentence(name), look))
    yield Content.styled(_short(said.words(f"ui.claim.status.{claim.status}"), look), "$guard-muted")
    for source in claim.sources or claim.all_sources:
        yield Content.styled(_short(f"• {said.source(source)}", look), "$guard-muted")


def _short(text: str, look: Look) -> str:
    """The text in one line, with an ellipsis if it is longer."""
    text = look.show(text)
    if len(wrap(text, SIDE)) == 1:
        return text
    dots = look.show("…")
    first = wrap(text, SIDE - len(dots))[0]
    # No mark of any script stands before the ellipsis.
    while unicodedata.category(first[-1:] or "x")[0] in "PZ":
        first = first[:-1]
    return first + dots
