"""How the wizard starts: the content, the store and the profile meant, then the window or the prompts.

Knows nothing of the command line, so that a start without arguments reads none of what belongs to it.
"""

import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from linkedin_guard.cli.exits import crash, hear_interrupts, tell

if TYPE_CHECKING:
    from linkedin_guard.model.catalogue import Content
    from linkedin_guard.store.profiles import Store
    from linkedin_guard.walk.session import Session


class Given:
    """What was said before the command: whose progress, and the wizard's language."""

    def __init__(self, profile: str | None = None, language: str | None = None) -> None:
        self.profile, self.language = profile, language

    def content(self) -> "Content":
        """The content in the language asked for, or that of the locale. Raises ContentFault."""
        from linkedin_guard.content import load

        spoken = (
            self.language or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
        )
        return load(spoken.partition("_")[0].partition(".")[0].lower() or "en")

    def store(self) -> "Store":
        """Where progress is kept. Raises StoreFault."""
        from linkedin_guard.store.profiles import Store, home

        return Store(home(os.environ), now=lambda: now()[0])


def now() -> tuple[datetime, bool]:
    """The present with its time zone, and whether it was set by hand. Raises OutsideFault."""
    from linkedin_guard import system

    return system.now(os.environ)


def wizard(
    given: Given, plain: bool = False, theme: str | None = None, read_only: bool = False, demo: bool = False
) -> int:
    """Run the wizard; a demonstration says that it is one, and keeps nothing.

    Garbage is not collected until the first page is there, which would be a tenth of the time to it. Until then, too,
    an interrupt ends the program at once.
    """
    gc.disable()
    # A demonstration has a folder to take away.
    hear_interrupts(demo)
    try:
        return _wizard(given, plain, theme, read_only, demo)
    finally:
        hear_interrupts(True)
        gc.enable()


def _wizard(given: Given, plain: bool, theme: str | None, read_only: bool, demo: bool) -> int:
    from linkedin_guard import system
    from linkedin_guard.model.page import Here
    from linkedin_guard.store.profiles import check_name
    from linkedin_guard.walk.session import Session

    content, store = given.content(), given.store()
    names = store.names(limit=8)
    profile = given.profile if given.profile is not None else names[0] if len(names) == 1 else None if names else "me"
    here = Here(str(store.folder), system.can_open(os.environ), names)
    now()
    session = Session(
        content,
        store,
        now,
        here,
        profile=None if profile is None else check_name(profile),
        read_only=read_only,
    )
    if demo:
        session.said = content.words("ui.demo.said")
    try:
        return _face(session, store, plain, theme, remembers=not read_only, left="ui.demo.left" if demo else None)
    finally:
        session.close()


def _face(
    session: "Session", store: "Store", plain: bool, theme: str | None, *, remembers: bool, left: str | None
) -> int:
    """Show the wizard in the window, or as numbered prompts: from the start, or when the person leaves one for them."""
    from linkedin_guard import system

    def save(name: str, form: str) -> str:
        return _save(session, name, form)

    if not plain and not system.wants_plain(sys.stdin, sys.stderr, os.environ):
        _forget_textuals()
        from linkedin_guard.faces.tui.app import run as run_tui

        def remember(name: str) -> None:
            if remembers:
                store.save_settings({**store.settings(), "theme": name})

        if theme is not None:
            _try_to(remember, theme)
        chosen = theme or store.settings().get("theme")
        code = run_tui(session, environ=os.environ, save=save, theme=chosen, on_theme=remember, report=crash)
        if code is not None:
            if code == 0:
                tell(session.content.words(left or "ui.plain.left"))
            return code
    from linkedin_guard.faces.plain import run as run_plain

    gc.enable()
    hear_interrupts(True)
    farewell = session.content.words(left) if left else None
    return run_plain(session, stdin=sys.stdin, stdout=sys.stdout, environ=os.environ, save=save, farewell=farewell)


def _forget_textuals() -> None:
    """Textual reads these when it is imported. They are meant for other programs, and some of them end this one."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]


def _try_to(remember: Callable[[str], None], name: str) -> None:
    """Remember the theme; that it could not be is said, and stops nobody."""
    from linkedin_guard.store.profiles import StoreFault

    try:
        remember(name)
    except StoreFault as fault:
        tell(str(fault))


def _save(session: "Session", name: str, form: str) -> str:
    """Write a copy of a document for the person, and return the sentence that says where."""
    from linkedin_guard.faces.export import calendar_file, document, rendered
    from linkedin_guard.faces.pdf import PdfFault
    from linkedin_guard.store.profiles import StoreFault, copies, write_copy

    moment = session.moment
    day = moment.now.date().isoformat()
    try:
        data = calendar_file(moment) if name == "calendar" else rendered(document(moment, name), form, moment)
        path = write_copy(copies(os.environ), f"LinkedIn Guard {name} {day}.{form}", data)
    except (StoreFault, PdfFault) as fault:
        return str(fault)
    return session.content.say("ui.outside.saved", path=path)
