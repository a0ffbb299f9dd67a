"""The last line: the keys that do something now. What they are, the bindings say; nowhere else is a list of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual.binding import ActiveBinding
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from linkedin_guard.faces.tui.layout import Look

RANKS = {
    "digits": 9,
    "choose-any": 9,
    "choose": 9,
    "go-on": 9,
    "hand-in": 9,
    "tab": 8,
    "tick": 8,
    "open": 7,
    "copy": 4,
    "sources": 5,
    "phone": 2,
    "undo": 3,
    "undo-too": 3,
    "back": 8,
    "help": 6,
    "help-too": 6,
    "leave": 10,
}
"""The bindings that are named, in order, by id without `guard.`; in a narrow window the lowest rank goes first."""

BESIDE = frozenset({"undo", "help"})
"""The bindings with a second one, `-too`, which is named where the first is text."""

APART = 3
"""Cells between two keys; one less where there is little room."""


@dataclass(frozen=True)
class Key:
    """A key that does something now: what Textual calls it, and how it and what it does are named.

    `name` is "" for a range of keys, which cannot be clicked.
    """

    name: str
    key: str
    does: str
    rank: int


class KeyLine(Static):
    """The line of keys. Each can be clicked."""

    _named: tuple[list[Key], int] | None = None

    def put(self, active: Mapping[str, ActiveBinding], look: Look) -> None:
        """Name the bindings that hold now; nothing is drawn if it says so already."""
        named = keys_of(active, look), look.width
        if named != self._named:
            self._named = named
            self.update(laid_out(*named), layout=False)


def keys_of(active: Mapping[str, ActiveBinding], look: Look) -> list[Key]:
    """The keys to name, in order, of the bindings that hold now by the key that brings them about."""
    found = {(held.binding.id or "").removeprefix("guard."): key for key, held in active.items() if held.enabled}
    digits = [key for name, key in found.items() if name.startswith("nth-")]
    if len(digits) > 1 or (digits and "choose" not in found):
        # One name for what digits and Enter do; to click on a range of digits would choose none of them.
        found["choose-any" if "choose" in found else "digits"] = found.pop("choose", "")

    for name in BESIDE & found.keys():
        found.pop(f"{name}-too", None)

    def said(name: str, of: str) -> str:
        return look.show(look.said.say(f"ui.keys.{name}.{of}", last=len(digits)))

    return [
        Key(found[name], said(name, "key"), said(name, "does"), rank) for name, rank in RANKS.items() if name in found
    ]


def laid_out(keys: list[Key], width: int) -> Content:
    """The keys in one line of so many cells; the last one, which leaves, stands apart at the right edge."""
    keys, apart = list(keys), APART
    while len(keys) > 1 and _length(keys, apart) > width:
        if apart > APART - 1:
            apart -= 1
        else:
            keys.remove(min(keys, key=lambda key: key.rank))
    room = max(0, width - _length(keys, apart))
    parts: list[Content] = []
    for at, key in enumerate(keys):
        said = Content.assemble((key.key, "bold $foreground"), f" {key.does}")
        click = Style.from_meta({"@click": f"app.simulate_key({key.name!r})"} if key.name else {})
        parts.append(said.stylize(click))
        if at < len(keys) - 1:
            parts.append(Content(" " * (apart + room * (at == len(keys) - 2))))
    return Content.assemble(*parts)


def _length(keys: list[Key], apart: int) -> int:
    """How many cells the keys take."""
    return sum(cell_len(f"{key.key} {key.does}") + apart for key in keys) - apart
