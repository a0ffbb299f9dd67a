"""What a person types on a page, on its way from the field to the session."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from linkedin_guard.faces.tui.letters import LetterScreen
from linkedin_guard.faces.tui.pick_list import PickList
from linkedin_guard.model.page import Page, Pick, fills

if TYPE_CHECKING:
    from textual.widgets import Input, TextArea

    from linkedin_guard.faces.tui.fields import Field

PATIENCE = 1.0
"""How long to wait for a redraw, in seconds."""


class FieldScreen(LetterScreen):
    """A screen that shows a page, which may have a field. `ticked` are the boxes that are ticked on it, by id."""

    picks: PickList
    ticked: tuple[str, ...]

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.showing.page

    @property
    def field(self) -> "Field | None":
        """The field to type in, if the page has one."""
        return self.picks.field

    @property
    def is_typing(self) -> bool:
        """Whether the field has the focus."""
        return self.field is not None and self.focused is self.field

    def tick(self, choice: str) -> None:
        """Tick a box, or untick it."""
        gone = tuple(name for name in self.ticked if name != choice)
        self.ticked = gone if choice in self.ticked else (*self.ticked, choice)
        self.host.typing(" ".join(self.ticked))
        # What was ticked for them is theirs now, and the page says so.
        self.showing = replace(self.showing, page=self.host.showing().page, wrong="")

    async def choose_pick(self, pick: Pick) -> None:
        """Do what the pick says, with what was ticked or typed if it hands that in."""
        typed = None
        if self.page.ask is not None and fills(self.page, pick.event):
            typed = " ".join(self.ticked) if self.page.ask.kind == "several" else await self._typed()
        await self.host.choose(pick.event, typed)

    async def _typed(self) -> str:
        """What the field holds, once it has taken every key meant for it."""
        if self.field is None:
            return ""
        # Loaded with the first field.
        from linkedin_guard.faces.tui.fields import text_of

        await heard_by(self.field)
        return text_of(self.field)

    async def hand_in(self) -> None:
        """Hand in what was typed; a field that is not on the screen is brought there first."""
        if self.field is not None and not self.picks.on_screen(self.field):
            self.picks.reveal(self.field)
            return
        for pick in self.page.picks:
            if fills(self.page, pick.event):
                await self.choose_pick(pick)
                return

    def on_input_submitted(self) -> None:
        """Enter in a line hands it in."""
        self.app.call_later(self.hand_in)

    def on_input_changed(self, message: "Input.Changed") -> None:
        """Remember what is being typed."""
        self._remember(message.input, message.value)

    def on_text_area_changed(self, message: "TextArea.Changed") -> None:
        """Remember what is being typed."""
        self._remember(message.text_area, message.text_area.text)

    def _remember(self, field: Widget, text: str) -> None:
        # A field says so too when it is filled for the first time, or when its page has gone.
        ask = self.page.ask
        if field is self.field and ask is not None and text != ask.value:
            if not self.picks.on_screen(field):
                self.picks.reveal(field)
            self.host.typing(text)


async def heard_by(widget: Widget) -> None:
    """Wait until a widget has done all it was told so far."""
    done = asyncio.Event()
    if widget.call_after_refresh(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)
