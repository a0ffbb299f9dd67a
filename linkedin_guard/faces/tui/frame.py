"""The frame around the page: whose it is, whether there is more, which keys do something, what came of something."""

from collections.abc import Mapping

from textual.binding import ActiveBinding
from textual.content import Content
from textual.widgets import Static

from linkedin_guard.faces.tui.key_line import KeyLine
from linkedin_guard.faces.tui.layout import Look, barred, fit
from linkedin_guard.faces.tui.page_text import Showing
from linkedin_guard.faces.tui.sizes import Sizes
from linkedin_guard.walk.session import Session


class Frame:
    """The lines over and under the page, and what stands beside it."""

    def __init__(self) -> None:
        self.head, self.rule = Static(id="head"), Static(id="rule")
        self.note, self.more, self.keys = Static(id="note"), Static(id="more"), KeyLine(id="keys")
        self.side = Static(id="side")

    def say(self, showing: Showing, look: Look, sizes: Sizes) -> None:
        """Say whose page it is, in a window of this size, and beside it where its statements come from."""
        for part, shown in zip((self.head, self.rule, self.more, self.keys), sizes.frame.values(), strict=True):
            part.display = shown
        app_name = look.said.words("ui.app.name")
        line = fit(look.show(app_name), look.show(showing.name), look.width) or look.show(app_name)
        _rewrite(self.head, Content.assemble((line[: len(app_name)], "bold"), (line[len(app_name) :], "$guard-muted")))
        _rewrite(self.rule, Content(look.pick("─", "-") * look.width))
        if sizes.has_side:
            # Most windows have no room for it.
            from linkedin_guard.faces.tui.side import panel

            self.side.update(panel(showing.page.claims, look))

    def tell(self, active: Mapping[str, ActiveBinding], look: Look, *, below: bool) -> None:
        """Say whether there is more below, and which keys hold now."""
        _rewrite(self.more, Content(look.show(look.said.words("ui.keys.more") if below else "")))
        self.keys.put(active, look)

    def hear(self, sentence: str, look: Look) -> None:
        """Say what came of something, in a line over the keys."""
        self.note.set_class(bool(sentence), "-said")
        self.note.update(barred(look.show(sentence), look))


def _rewrite(line: Static, said: Content) -> None:
    """Let a line of the frame, which never changes its size, say this; nothing is drawn if it does already."""
    if not (isinstance(line.content, Content) and line.content.is_same(said)):
        line.update(said, layout=False)


def whose(session: Session) -> str:
    """Whose progress it is and where they live, for the right end of the first line."""
    parts = [session.progress.profile] if session.shows_name else []
    region = session.progress.answers.get("region", ())
    key = f"questions.region.at.{region[0]}" if region else ""
    if key and session.content.has(key):
        parts.append(session.content.words(key))
    return session.content.grammar.side_by_side(*parts) if len(parts) > 1 else "".join(parts)
