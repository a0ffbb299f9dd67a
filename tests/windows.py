"""A simulated Windows console: enough of its library for Textual's driver for Windows to be imported, and to read."""

import ctypes
import importlib
import sys
import threading
import types
from typing import Any

import pytest

DRIVERS = (
    "textual.drivers.win32",
    "textual.drivers.windows_driver",
    "linkedin_guard.faces.tui.windows_driver",
)


class _Function:
    """A function of the library, which takes attributes."""

    def __call__(self, *_: object) -> int:
        return 1


class Console:
    """As much of kernel32 as Textual's thread uses: it hands out these characters as keys, one reading at a time.

    `over` is set once all have been read.
    """

    def __init__(self, readings: list[str]) -> None:
        self.readings = readings
        self.over = threading.Event()
        self.GetStdHandle = _Function()

    def WaitForMultipleObjects(self, *_: object) -> int:
        """Whether there is something to read (0) or time is up."""
        if self.readings:
            return 0
        self.over.set()
        return 0x102

    def ReadConsoleInputW(self, _: object, records: Any, __: int, count: Any) -> None:
        """Fill in a record for each character."""
        text = self.readings.pop(0)
        for at, character in enumerate(text):
            records._obj[at].EventType = 1
            records._obj[at].Event.KeyEvent.bKeyDown = True
            records._obj[at].Event.KeyEvent.dwControlKeyState = 0
            records._obj[at].Event.KeyEvent.uChar.UnicodeChar = character
        count._obj.value = len(text)


def imported(console: Console, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The modules of `DRIVERS`, freshly imported on this console."""
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: console, raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", types.ModuleType("msvcrt"))
    for name in DRIVERS:
        monkeypatch.delitem(sys.modules, name, raising=False)
    return [importlib.import_module(name) for name in DRIVERS]
