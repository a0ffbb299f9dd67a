"""How the wizard starts: the options, the content, the store and the profile meant, then the window or the prompts.

Knows nothing of click, so that a start without arguments reads none of it. What runs is imported inside the functions:
`wizard` first puts off the garbage collection and has an interrupt end the program at once, and a command that takes
only the `Options` from here needs little of it.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from linkedin_guard.cli.exits import crash, hear_interrupts, tell, told
from linkedin_guard.model.saying import PROGRAM, Saying

if TYPE_CHECKING:
    from linkedin_guard.model.catalogue import Catalogue
    from linkedin_guard.model.progress import Settings
    from linkedin_guard.store.profiles import Store
    from linkedin_guard.walk.session import Session


class Options:
    """Options given before the command, the environment, and how the program was started; what is read by them.

    They change while the command line is read, so that whatever goes wrong later is said in the language asked for.
    """

    def __init__(
        self,
        profile: str | None = None,
        language: str | None = None,
        environ: Mapping[str, str] = os.environ,
        program: str = PROGRAM,
    ) -> None:
        self.profile = profile
        self.language = language
        self.environ = environ
        self.program = program

    def content(self) -> "Catalogue":
        """Load the content in the language asked for, remembered, or of the environment. Raises ContentFault."""
        from linkedin_guard.content import load

        content = load(program=self.program)
        there = content.manifest.languages
        if len(there) == 1:
            return content
        return content.into(self.language or self._usual(there) or "en")

    def _usual(self, there: tuple[str, ...]) -> str | None:
        """The language remembered, else the one the environment asks for."""
        from linkedin_guard import system
        from linkedin_guard.model.locale import chosen, fitting

        remembered = fitting(self.settings().language or "", there)
        return remembered or chosen(self.environ, there, system.language())

    def speak(self, tag: str) -> None:
        """Speak the language that the tag asks for. Raises KeyError when there is none such."""
        from linkedin_guard.model.locale import fitting

        found = fitting(tag, self.content().manifest.languages)
        if found is None:
            raise KeyError(tag)
        self.language = found

    def told(self, kind: str, /, **values: object) -> str:
        """A sentence about the files; in English where the content cannot be read, which takes nothing from them."""
        return told(Saying(kind, **values), self.content)

    def store(self) -> "Store":
        """Open the folder where progress is kept. Raises StoreFault."""
        from linkedin_guard.store.folders import home
        from linkedin_guard.store.profiles import Store

        return Store(home(self.environ), now=lambda: self.now()[0])

    @property
    def has_home(self) -> bool:
        """Whether there is a place for the folder where progress is kept: what needs none does without."""
        from linkedin_guard.store.folders import home
        from linkedin_guard.store.profiles import StoreFault

        try:
            home(self.environ)
        except StoreFault:
            return False
        return True

    def settings(self) -> "Settings":
        """What is remembered on this computer: nothing where there is no home folder."""
        from linkedin_guard.model.progress import Settings

        return self.store().settings() if self.has_home else Settings()

    def now(self) -> tuple[datetime, bool]:
        """The present with its time zone, and whether it was set by hand. Raises OutsideFault."""
        from linkedin_guard import system

        return system.now(self.environ)


def languages(content: "Catalogue") -> str:
    """The languages there are, each by its code and its own name."""
    there = content.manifest.languages
    return content.grammar.listed(f"{code} ({content.into(code).grammar.endonym})" for code in there)


def wizard(
    options: Options, plain: bool = False, theme: str | None = None, read_only: bool = False, demo: bool = False
) -> int:
    """Run the wizard and return the exit code; a demonstration says that it is one, and that nothing is kept.

    Garbage is not collected until the first page is there, which would be a tenth of the time to it. Until then, too,
    an interrupt ends the program at once.
    """
    gc.disable()
    # A demonstration has a folder to take away.
    hear_interrupts(demo)
    try:
        return _wizard(options, plain, theme, read_only, demo)
    finally:
        hear_interrupts(True)
        gc.enable()


def _wizard(options: Options, plain: bool, theme: str | None, read_only: bool, demo: bool) -> int:
    from linkedin_guard import system
    from linkedin_guard.model.page import Here
    from linkedin_guard.model.text import spelled
    from linkedin_guard.store.profiles import check_name
    from linkedin_guard.walk.session import Session

    content, store = options.content(), options.store()
    if options.language is not None and not read_only:
        _try_to(lambda name: store.remember(language=name), options.language, content)
    names = store.names(limit=8)
    profile = options.profile
    if profile is None:
        profile = names[0] if len(names) == 1 else None if names else "me"
    here = Here(spelled(str(store.folder)), system.can_open(options.environ), names)
    # A clock that cannot be read is said before the window takes the terminal.
    options.now()
    session = Session(
        content,
        store,
        options.now,
        here,
        profile=None if profile is None else check_name(profile),
        read_only=read_only,
    )
    if demo:
        session.said = content.words("ui.demo.said")
    left = "ui.demo.left" if demo else None
    try:
        return _face(session, store, options.environ, plain, theme, remembers=not read_only, left=left)
    finally:
        session.close()


def _face(
    session: "Session",
    store: "Store",
    environ: Mapping[str, str],
    plain: bool,
    theme: str | None,
    *,
    remembers: bool,
    left: str | None,
) -> int:
    """Show the wizard in the window, or as numbered prompts: from the start, or when the person leaves one for them."""
    from linkedin_guard import system

    def save(name: str, form: str) -> str:
        return _save(session, environ, name, form)

    if not plain and not system.wants_plain(sys.stdin, sys.stderr, environ):

        def remember(name: str) -> None:
            if remembers:
                store.remember(theme=name)

        def report(fault: BaseException) -> str:
            return crash(fault, environ, lambda: session.content)

        if theme is not None:
            _try_to(remember, theme, session.content)
        chosen = theme or store.settings().theme
        with _variables_of_textual_unheard():
            # Textual is most of the start, and imported only to be shown.
            from linkedin_guard.faces.tui.app import run as run_tui

            code = run_tui(session, environ=environ, save=save, theme=chosen, on_theme=remember, report=report)
        if code is not None:
            if code == 0:
                tell(session.content.words(left or "ui.plain.left"))
            return code
    # The window does without it.
    from linkedin_guard.faces.plain import run as run_plain

    gc.enable()
    hear_interrupts(True)
    farewell = session.content.words(left) if left else None
    return run_plain(session, stdin=sys.stdin, stdout=sys.stdout, environ=environ, save=save, farewell=farewell)


@contextmanager
def _variables_of_textual_unheard() -> Iterator[None]:
    """Run Textual without what it reads from the environment: that is meant for other programs, and can end ours."""
    taken = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("TEXTUAL")}
    try:
        yield
    finally:
        os.environ.update(taken)


def _try_to(remember: Callable[[str], None], name: str, content: "Catalogue") -> None:
    """Remember a theme or a language; that it could not be is said, and stops nobody."""
    from linkedin_guard.store.profiles import StoreFault

    try:
        remember(name)
    except StoreFault as fault:
        tell(content.told(fault.saying))


def _save(session: "Session", environ: Mapping[str, str], name: str, form: str) -> str:
    """Write a copy of a document for the person, and return the sentence that says where."""
    # The formats are imported when the first copy is saved.
    from linkedin_guard.faces.export import calendar_file, document, rendered
    from linkedin_guard.faces.pdf import PdfFault
    from linkedin_guard.model.text import spelled
    from linkedin_guard.store.files import write_copy
    from linkedin_guard.store.folders import copies
    from linkedin_guard.store.names import saved_as
    from linkedin_guard.store.profiles import StoreFault

    moment = session.moment
    day = moment.now.date().isoformat()
    try:
        data = calendar_file(moment) if name == "calendar" else rendered(document(moment, name), form, moment.content)
        kind = "note" if name.startswith("note-") else name
        called = saved_as(session.content.say(f"documents.files.{kind}", day=day))
        path = write_copy(copies(environ), f"{called}.{form}", data)
    except PdfFault as fault:
        return str(fault)
    except StoreFault as fault:
        return session.content.told(fault.saying)
    return session.content.say("ui.outside.saved", path=spelled(str(path)))
