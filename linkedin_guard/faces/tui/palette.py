"""The palette: every page that is open, the sources, a copy, the colours, and the way out.

Loaded when it is first asked for.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from linkedin_guard import journey
from linkedin_guard.faces.tui import theme

if TYPE_CHECKING:
    from linkedin_guard.faces.tui.app import GuardApp


class Places(Provider):
    """What can be done from anywhere, in the order of the walk."""

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        app = cast("GuardApp", self.app)
        session = app.session
        said, moment, here = session.content, session.moment, session.place
        for place in journey.places(moment):
            page = journey.page(moment, place)
            yield page.title, page.caption, partial(app.jump, place)
        if "@" not in here:
            if session.page.claims:
                yield said.words("ui.pick.sources"), "", partial(app.jump, f"sources@{here}")
            if app.opens(f"phone@{here}"):
                yield said.words("ui.phone.show"), "", partial(app.jump, f"phone@{here}")
            yield said.words("help.caption"), "", partial(app.jump, f"help@{here}")
        yield said.words("ui.palette.plain"), "", app.go_plain
        if session.progress.profile:
            yield said.words("ui.pick.save-copy"), "", partial(app.save_copy, "record", "html")
        for name in theme.NAMES:
            if said.has(f"ui.palette.{name}"):
                yield said.words(f"ui.palette.{name}"), "", partial(app.choose_theme, name)
        yield said.words("ui.palette.leave"), "", app.action_leave

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, hint, does in self._entries():
            yield DiscoveryHit(Content(name), does, text=name, help=hint or None)

    async def search(self, query: str) -> Hits:
        """What goes with the words typed."""
        matcher = self.matcher(query)
        for name, hint, does in self._entries():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(name), does, text=name, help=hint or None)
