"""Whether a key was meant for the page that is there, before it does what it is bound to.

Enter and Space act on what was drawn before they were pressed, so that nobody confirms what they have not seen. A key
that is held answers once. Where a line is typed, what can be typed goes into it, wherever the highlight is.
"""

import unicodedata
from typing import cast

from textual import events
from textual.driver import Driver

from linkedin_guard.faces.tui.presses import Press, Presses, Waiting
from linkedin_guard.faces.tui.screen import PageScreen
from linkedin_guard.faces.tui.textual_private import QuietApp

CONFIRM = frozenset({"enter", "space"})
"""The keys that act on what is highlighted."""

ACT = frozenset({*"123456789", "u", "f3"})
"""The keys that act at once, each press of which may record something."""


def plain_key(key: str, sign: str | None) -> str:
    """The key of ASCII that types what `sign` stands for, a digit of any script or a letter as wide as Chinese.

    For any other sign the key itself.
    """
    if sign is None or len(sign) != 1 or sign.isascii():
        return key
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if unicodedata.east_asian_width(sign) != "F":
        return key
    plain = unicodedata.normalize("NFKC", sign)
    return "question_mark" if plain == "?" else plain


class HearingApp(QuietApp, inherit_bindings=False):
    """An app that hears only the keys that were meant for the page of its one screen."""

    wizard: PageScreen

    def __init__(self, driver_class: type[Driver] | None = None, *, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class, ansi_color=ansi_color)
        self._presses = Presses()
        self._before: object = None

    def standing(self) -> object:
        """What a key can change: what differs from before shows that the last one has done something."""
        return None

    async def on_key(self, event: events.Key) -> None:
        """Have a key that was not meant for this page do nothing, before Textual looks for what it is bound to."""
        event.key = plain_key(event.key, event.character)
        if self.screen is self.wizard and not await self._hears(event):
            event.prevent_default()
            event.stop()

    async def _hears(self, event: events.Key) -> bool:
        """Whether the key does what it is bound to."""
        waiting = self._presses.waiting
        if waiting is not None and waiting.key != event.key:
            # Another key follows: it was typed ahead.
            await self._act(waiting)
        if self.wizard.picks.takes(event):
            self._presses.other()
            return False
        if event.key not in ACT:
            self._presses.other()
            return event.key not in CONFIRM or event.time >= self.wizard.drawn
        if self.standing() == self._before:
            # The last press changed nothing: to press again is no holding.
            self._presses.other()
        press = self._presses.press(event.key, event.time)
        if press is Press.WAITS and (waiting := self._presses.waiting) is not None:
            self.set_timer(waiting.patience, lambda: self._silence(waiting))
        if press is Press.COUNTS:
            self._before = self.standing()
        return press is Press.COUNTS

    async def _silence(self, waiting: Waiting) -> None:
        """Nothing has followed a press that waited."""
        if self._presses.waiting is not waiting:
            return
        if waiting.counts:
            await self._act(waiting)
        else:
            self._presses.done()
            self.wizard.say_twice(waiting.key)

    async def _act(self, waiting: Waiting) -> None:
        self._presses.done()
        self._before = self.standing()
        bound = self.screen.active_bindings.get(waiting.key)
        if bound is not None and bound.enabled:
            await self.run_action(bound.binding.action, cast("QuietApp", bound.node))
