"""What the letters do on a page: open its link, copy its text, show what stands beside it, take back, go back."""

from itertools import chain
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType

from linkedin_guard.faces.tui.page_text import Showing
from linkedin_guard.faces.tui.textual_private import StillScreen
from linkedin_guard.model.blocks import Link
from linkedin_guard.model.events import Copy, Event, Go, Open
from linkedin_guard.model.page import Pick
from linkedin_guard.model.place import Place
from linkedin_guard.pages.asides import address_of


class Host(Protocol):
    """Who does what the screen asks for. Keys wait for it, so that each is meant for the page that is there."""

    def showing(self) -> Showing:
        """What is to be seen now."""

    async def choose(self, event: Event, typed: str | None = None) -> None:
        """Do what the event says; `typed` is what the page's ask holds, when the event hands it in."""

    async def back(self) -> None:
        """To the page before."""

    async def undo(self) -> None:
        """Take back what was recorded last."""

    async def keep(self) -> None:
        """Have on the disk what is being typed."""

    def opens(self, place: Place) -> bool:
        """Whether that page is open now."""

    def typing(self, text: str) -> None:
        """Remember what is being typed or ticked."""


class LetterScreen(StillScreen, inherit_bindings=False):
    """A screen that shows a page and knows its letters. Which of them hold now, `check_action` says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "Open", show=False, id="guard.open"),
        Binding("c", "copy", "Copy", show=False, id="guard.copy"),
        Binding("escape", "step_back", "Back", show=False, id="guard.back"),
        Binding("s", "aside('sources')", "Sources", show=False, id="guard.sources"),
        Binding("s", "other_aside('sources')", "Sources", show=False, id="guard.sources-aside"),
        Binding("p", "aside('phone')", "Phone", show=False, id="guard.phone"),
        Binding("p", "other_aside('phone')", "Phone", show=False, id="guard.phone-aside"),
        Binding("question_mark", "aside('help')", "Help", show=False, id="guard.help"),
        Binding("f1", "aside('help')", "Help", show=False, id="guard.help-too"),
        Binding("u", "undo", "Undo", show=False, id="guard.undo"),
        Binding("f3", "undo", "Undo", show=False, id="guard.undo-too"),
    ]

    def __init__(self, host: Host, showing: Showing) -> None:
        super().__init__()
        self.host = host
        self.showing = showing

    @property
    def link(self) -> Pick | None:
        """The pick that opens a page, if there is one."""
        return next((pick for pick in self.showing.page.picks if isinstance(pick.event, Open)), None)

    @property
    def copied(self) -> str | None:
        """What `c` copies: the text of a pick that copies, else the first address."""
        page = self.showing.page
        texts = (pick.event.text for pick in page.picks if isinstance(pick.event, Copy))
        urls = (block.url for block in page.blocks if isinstance(block, Link))
        return next(chain(texts, urls), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done on this page now."""
        page = self.showing.page
        match action, parameters:
            case "open", _:
                return self.link is not None
            case "copy", _:
                return self.copied is not None
            case "undo", _:
                return self.showing.can_undo
            case "step_back", _:
                return self.showing.can_back
            case "other_aside", _:
                return bool(page.place.aside)
            case "aside", ("sources",):
                return bool(page.claims) and not page.place.aside
            case "aside", ("phone",):
                return address_of(page) is not None
        return True

    async def action_open(self) -> None:
        """Open the page's link."""
        if self.link is not None:
            await self.host.choose(self.link.event)

    async def action_copy(self) -> None:
        """Copy the page's text or address."""
        if self.copied is not None:
            await self.host.choose(Copy(self.copied))

    async def action_step_back(self) -> None:
        """To the page before."""
        await self.host.back()

    async def action_undo(self) -> None:
        """Take back what was recorded last."""
        await self.host.undo()

    async def action_other_aside(self, name: str) -> None:
        """From one aside to another of the same page; the key of the one that is shown leads back."""
        await self.action_aside(name)

    async def action_aside(self, name: str) -> None:
        """To the sources of this page, its address for a phone, or help; the same key leads back."""
        here = self.showing.page.place
        if here.aside == name:
            await self.host.back()
        elif self.host.opens(here.with_aside(name)):
            await self.host.choose(Go(here.with_aside(name)))
