"""How the window is coloured: a dark and a light theme of its own, one accent each, and the terminal's own palette.

Every pair of text and ground in `PAIRS` meets WCAG AA (a test computes it). The ansi theme names the sixteen colours
of the terminal, so that what the person chose for their terminal is what they see.
"""

from collections.abc import Mapping
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import NoColor
from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT, ANSI = "guard-dark", "guard-light", "ansi"
NAMES = (DARK, LIGHT, ANSI)

PAIRS = (
    ("foreground", "background"),
    ("foreground", "surface"),
    ("guard-muted", "background"),
    ("guard-muted", "surface"),
    ("accent", "background"),
    ("accent", "surface"),
)
"""Text and the ground it stands on, as names of theme colours. A focused row is accent on background, reversed."""


class Bare(NoColor):
    """No colour, but for a code to scan: dark on light is what it says, and no theme of ours has those two."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without their colours."""
        bare = super().apply(segments, background)
        return [old if _scanned(old.style) else new for old, new in zip(segments, bare, strict=True)]


def _scanned(style: Style | None) -> bool:
    if style is None or style.color is None or style.bgcolor is None:
        return False
    return {style.color.triplet, style.bgcolor.triplet} == {(0, 0, 0), (255, 255, 255)}


def _own(name: str, *, dark: bool, ink: str, ground: str, raised: str, line: str, muted: str, accent: str) -> Theme:
    """A theme that says every colour the window uses, so that nothing is left to be mixed by Textual."""
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        error=accent,
        success=accent,
        foreground=ink,
        background=ground,
        surface=raised,
        panel=raised,
        variables={
            "guard-muted": muted,
            "guard-line": line,
            "border": accent,
            "border-blurred": line,
            "block-cursor-foreground": ground,
            "block-cursor-background": accent,
            "block-cursor-text-style": "bold",
            "input-cursor-background": accent,
            "input-cursor-foreground": ground,
            "input-selection-background": f"{accent} 35%",
            "scrollbar": line,
            "scrollbar-hover": muted,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


THEMES = (
    _own(
        DARK,
        dark=True,
        ink="#e4e7ea",
        ground="#14181d",
        raised="#1d232a",
        line="#3b4550",
        muted="#9aa7b4",
        accent="#6fd0bd",
    ),
    _own(
        LIGHT,
        dark=False,
        ink="#1d2329",
        ground="#fbfaf8",
        raised="#efedea",
        line="#c4c0ba",
        muted="#59636d",
        accent="#0b6a5e",
    ),
    Theme(
        name=ANSI,
        ansi=True,
        primary="ansi_cyan",
        secondary="ansi_cyan",
        accent="ansi_cyan",
        warning="ansi_cyan",
        error="ansi_cyan",
        success="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            **BUILTIN_THEMES["ansi-dark"].variables,
            "guard-muted": "ansi_default",
            "guard-line": "ansi_default",
            "border": "ansi_cyan",
            "border-blurred": "ansi_default",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_cyan",
            "input-cursor-background": "ansi_cyan",
            "input-cursor-foreground": "ansi_black",
            "scrollbar": "ansi_cyan",
            "scrollbar-hover": "ansi_cyan",
            "scrollbar-active": "ansi_cyan",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
        },
    ),
)


def choose(wanted: str | None, environ: Mapping[str, str]) -> str:
    """The theme to start with: the one asked for, else what the terminal says about itself, else dark."""
    if wanted in NAMES:
        return wanted
    term = environ.get("TERM", "")
    if term == "linux" or term.endswith("-16color"):
        return ANSI
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK


def begin_with(app: App[Any], name: str) -> None:
    """Give an app its first theme without Textual noticing a change, for which it would work out all styles again."""
    app.set_reactive(App.theme, name)
    app.stylesheet.set_variables(app.get_css_variables())
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)
