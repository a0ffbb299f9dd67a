"""How the window holds a Windows console. Imported on Windows only, where Textual's driver can be."""

from typing import TYPE_CHECKING, Any

from textual.drivers import win32
from textual.drivers.windows_driver import WindowsDriver

from linkedin_guard.faces.tui.terminal import terminal_size
from linkedin_guard.faces.tui.textual_private import Parser

if TYPE_CHECKING:
    from textual.app import App


class GuardWindowsDriver(WindowsDriver):
    """Textual's driver for Windows, with our parser."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or terminal_size())

    def start_application_mode(self) -> None:
        """Take the console."""
        # The thread that reads makes its parser itself, of whatever has this name there.
        win32.XTermParser = Parser  # type: ignore[attr-defined]
        super().start_application_mode()
