"""A clean machine for every test: no network, nobody's terminal, a home that is thrown away, a clock that stands."""

import os

# Before textual is imported: it reads this once, and a theme of the tester's own would change every screen.
os.environ.pop("TEXTUAL_THEME", None)

import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from drafts import wheel
from hypothesis import HealthCheck, settings
from walk import CONTENT, NOW

from linkedin_guard.content import folder
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.store.profiles import Store

settings.register_profile(
    "promises",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("promises")

_CLEARED = (
    "ACCESSIBLE",
    "BROWSER",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORFGBG",
    "COLORTERM",
    "COLUMNS",
    "DISPLAY",
    "FORCE_COLOR",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LG_WIZARD_HOME",
    "LG_WIZARD_NOW",
    "LINES",
    "NO_COLOR",
    "PYTHONIOENCODING",
    "SSH_CLIENT",
    "SSH_CONNECTION",
    "SSH_TTY",
    "STY",
    "TEXTUAL",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_DEBUG",
    "TEXTUAL_DRIVER",
    "TEXTUAL_THEME",
    "TMUX",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "WAYLAND_DISPLAY",
    "WSL_DISTRO_NAME",
    "WSL_INTEROP",
)


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many workers as processors: half of the time a test of the window waits for it."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def _clean_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in {*_CLEARED, *(name for name in os.environ if name.startswith("LG_WIZARD_"))}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LG_WIZARD_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor that blinks is in a screen or not as the test happens to fall."""
    for module in ("textual.widgets._input", "textual.widgets._text_area"):
        if module in sys.modules:
            widget = getattr(sys.modules[module], "Input", None) or getattr(sys.modules[module], "TextArea", None)
            monkeypatch.setattr(widget, "cursor_blink", False, raising=False)


_LOOPBACK: list[bool] = []


@pytest.fixture(scope="module")
def loopback() -> Iterator[None]:
    """This machine's own address may be reached, and no other: for a test that is its own server."""
    _LOOPBACK.append(True)
    yield
    _LOOPBACK.pop()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Whatever would reach the network raises; only what an event loop is made of may pass."""
    kept: list[tuple[Any, str, Any]] = []
    pairing: list[bool] = []

    def refuse(owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def refused(*arguments: Any, **more: Any) -> Any:
            ours = isinstance(owner, type)
            local = ours and arguments[0].family == getattr(socket, "AF_UNIX", None)
            if local or pairing or (_LOOPBACK and "127.0.0.1" in str(arguments[ours:][:1])):
                return real(*arguments, **more)
            raise AssertionError(f"a test reached for the network: {name}{arguments[ours:]!r}")

        kept.append((owner, name, real))
        setattr(owner, name, refused)

    def pair(*arguments: Any, **more: Any) -> Any:
        pairing.append(True)
        try:
            return real_pair(*arguments, **more)
        finally:
            pairing.pop()

    real_pair = socket.socketpair
    for name in ("connect", "connect_ex", "bind", "sendto"):
        refuse(socket.socket, name)
    refuse(socket, "getaddrinfo")
    socket.socketpair = pair
    yield
    socket.socketpair = real_pair
    for owner, name, real in kept:
        setattr(owner, name, real)


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are written as always, but nobody waits for the disk: for tests that save very often."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The clock of every command, too, stands at `NOW`."""
    monkeypatch.setenv("LG_WIZARD_NOW", NOW.isoformat())
    return NOW


@pytest.fixture
def content() -> Catalogue:
    """The content as it ships."""
    return CONTENT


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store, in the home that commands use too."""
    return Store(tmp_path / "home", now=lambda: NOW)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the content to break."""
    return Path(shutil.copytree(folder(), tmp_path / "content"))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The content as JSON, made as the wheel's is."""
    wheel().as_json(folder(), tmp_path / "_content")
    return tmp_path / "_content"
