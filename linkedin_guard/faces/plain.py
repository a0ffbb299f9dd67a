"""The wizard as numbered prompts: append only, no cursor movement, nothing that needs colour.

For a screen reader, a terminal that can do nothing, a pipe. It walks the same session as every other face.
"""

from collections.abc import Callable, Mapping
from typing import TextIO

from linkedin_guard import system
from linkedin_guard.faces.plain_page import (
    hands_in,
    in_doubt,
    letter_of,
    now_lines,
    numbers_of,
    page_lines,
    pick_of,
)
from linkedin_guard.faces.plain_terminal import Ended, Terminal
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Copy, Event, Open, Save
from linkedin_guard.model.page import Ask, Page, Pick, Refusal, fills, names_people, types
from linkedin_guard.model.text import one_line
from linkedin_guard.plan.status import way
from linkedin_guard.store.profiles import StoreFault
from linkedin_guard.store.scratch import changed_by
from linkedin_guard.walk.journey import is_open
from linkedin_guard.walk.session import Session

SaveCopy = Callable[[str, str], str]

_ASIDES = {"s": "sources", "?": "help", "p": "phone"}
"""What stands beside a page, by the letter that shows it."""


class _Left(Exception):
    """The person has left."""


def run(
    session: Session,
    *,
    stdin: TextIO,
    stdout: TextIO,
    environ: Mapping[str, str],
    save: SaveCopy,
    farewell: str | None = None,
) -> int:
    """Walk the person through, and return the exit code: 0 left by choice, 1 the input ended before the end.

    3 when the last thing said could not be saved. KeyboardInterrupt is left to the caller. `farewell` is what is said
    to somebody who leaves, where it is not that all is kept.
    """
    return _Prompts(session, Terminal(stdin, stdout), environ, save, farewell).run()


class _Deeds:
    """What is done for the person, and what is said of it."""

    def __init__(self, session: Session, terminal: Terminal, environ: Mapping[str, str], save: SaveCopy) -> None:
        self._session = session
        self._terminal = terminal
        self._environ = environ
        self._save = save
        self._unsaved = False

    @property
    def _words(self) -> Catalogue:
        return self._session.content

    def _choose(self, pick: Pick, typed: str | None = None) -> bool:
        return self._do(lambda: self._session.choose(pick.event, typed), pick.event)

    def _do(self, deed: Callable[[], Refusal | None], event: Event | None = None) -> bool:
        before = self._session.progress
        try:
            refusal = deed()
        except StoreFault as fault:
            self._unsaved = True
            self._say(self._words.told(fault.saying))
            return True
        if self._session.progress is not before:
            self._unsaved = False
        if refusal is None and (came := self._carried_out(event)):
            self._say(came)
        return self._after(refusal)

    def _carried_out(self, event: Event | None) -> str:
        """What came of what the event asks of the machine; empty where it asks for nothing."""
        match event:
            case Open(link):
                url = self._words.address(link)
                opens = self._session.moment.here.opens_browser
                outcome = system.open_link(url, self._environ) if opens else "no-browser"
                return self._words.say(f"ui.outside.{outcome}", url=url)
            case Copy(text):
                came = system.copy_text(text, self._environ)
                # The terminal could be asked only by an escape sequence, and there is none in plain text.
                return self._words.words(f"ui.outside.{'select' if came == 'terminal' else came}")
            case Save(document, form):
                return self._save(document, form)
        return ""

    def _after(self, refusal: Refusal | None) -> bool:
        if refusal is not None:
            self._say(refusal.text)
        elif self._session.said:
            self._say(self._session.said)
        return True

    def _refuse(self, reason: str) -> bool:
        self._say(self._words.words(f"ui.refusal.{reason}"))
        return True

    def _remember(self, text: str) -> None:
        """Have a long text on the disk line by line, so that no more than the line being typed can be lost."""
        self._session.typing(text)
        try:
            self._session.keep()
        except StoreFault as fault:
            if not self._unsaved:
                self._say(self._words.told(fault.saying))
            self._unsaved = True

    def _say(self, text: str) -> None:
        self._terminal.say(text)


class _Prompts(_Deeds):
    """The pages one after the other, and what is typed on each."""

    def __init__(
        self,
        session: Session,
        terminal: Terminal,
        environ: Mapping[str, str],
        save: SaveCopy,
        farewell: str | None,
    ) -> None:
        super().__init__(session, terminal, environ, save)
        self._farewell = farewell
        # The word that was asked about, and the pick by which what is written next is handed in.
        self._asked = ""
        self._by: Pick | None = None
        self._editor = terminal.editor(environ)

    def run(self) -> int:
        printed: tuple[object, ...] = ()
        try:
            if self._session.shows_name:
                self._say(self._words.say("ui.plain.whose", name=self._session.progress.profile))
            if self._session.said:
                self._say(self._session.said)
            while True:
                page = self._session.page
                # What a number means is what was last printed beside it.
                numbered = (page.place, *(pick.label for pick in page.picks))
                if numbered != printed:
                    printed = numbered
                    self._asked, self._by = "", None
                    self._print(page)
                if not self._turn(page):
                    printed = ()
        except _Left:
            self._say(self._farewell or self._words.words("ui.plain.left"))
            return 3 if self._unsaved else 0
        except Ended:
            if self._unsaved:
                return 3
            if way(self._session.moment).finished:
                return 0
            self._say(self._farewell or self._words.words("ui.plain.ended"))
            return 1

    def _turn(self, page: Page) -> bool:
        """One answer to the prompt; False when the page is to be said again."""
        line = self._terminal.ask(self._words.words("ui.plain.prompt"))
        word = line.strip()
        if page.ask is None:
            return self._command(page, word) if word else self._nothing(page)
        if not types(page):
            return self._command(page, word) if self._is_letter(word) else self._tick(page, page.ask, word)
        if self._terminal.pastes:
            return self._pasted(page, page.ask, line)
        return self._typed(page, page.ask, line)

    def _nothing(self, page: Page) -> bool:
        """Enter alone keeps the present answer; where there is none it is asked for again."""
        if page.chosen is not None and isinstance(page.picks[page.chosen].event, Answer):
            return self._choose(page.picks[page.chosen])
        self._say(self._words.words("ui.plain.choose"))
        return True

    # Letters and numbers.

    def _is_letter(self, word: str) -> bool:
        """Whether the word is one of the letters that do the same on every page."""
        letter = letter_of(word)
        aside = is_open(self._session.moment, self._session.place.with_aside("phone")) if letter == "p" else False
        return aside or letter in ("q", "b", "s", "u", "r", "?")

    def _command(self, page: Page, word: str) -> bool:
        """Do what the letter or the number says."""
        letter = letter_of(word)
        match letter:
            case "q":
                raise _Left
            case "b":
                before = self._session.place
                self._session.back()
                return self._session.place != before
            case "r":
                return False
            case "u":
                return self._do(self._session.undo)
            case "s" | "?" | "p":
                return self._aside(_ASIDES[letter])
        if (pick := pick_of(page, word)) is not None:
            return self._take(page, pick)
        by_key = [pick for pick in page.picks if pick.key and pick.key == letter]
        return self._choose(by_key[0]) if by_key else self._refuse("no-pick")

    def _take(self, page: Page, pick: Pick) -> bool:
        """Choose the pick of a number; one that hands in what is not written yet waits for it."""
        if page.ask is not None and not page.ask.value and fills(page, pick.event):
            self._by = pick
            self._say(self._words.words(f"ui.plain.{page.ask.kind}"))
            return True
        return self._choose(pick)

    def _aside(self, name: str) -> bool:
        before = self._session.place
        place = before.with_aside(name)
        if not is_open(self._session.moment, place):
            return self._refuse("no-pick")
        if place == before:
            # As in the window, the same letter leads back.
            self._session.back()
        else:
            self._session.go(place)
        return True

    # What is ticked or written.

    def _tick(self, page: Page, ask: Ask, word: str) -> bool:
        """The numbers of all that apply; Enter alone keeps what is ticked."""
        numbers = numbers_of(word)
        ticked = [ask.choices[number - 1].id for number in numbers if number and number <= len(ask.choices)]
        if len(ticked) < len(numbers):
            return self._refuse("unknown-choice")
        return self._hand_in(page, " ".join(dict.fromkeys(ticked)) if ticked else None)

    def _typed(self, page: Page, ask: Ask, line: str) -> bool:
        """Something is to be written; a letter or a number alone is asked about once."""
        word, asked = line.strip(), self._asked
        self._asked = ""
        if asked and word == asked and (self._is_letter(word) or pick_of(page, word) is not None):
            return self._command(page, word)
        if asked and letter_of(word) == "t":
            return self._write_down(page, ask, asked)
        if ask.kind == "text" and self._editor and letter_of(word) == "e":
            return self._edit(page, ask)
        if question := in_doubt(page, word, self._words, letter=self._is_letter(word)):
            # A date is never a letter, nor one digit; a number beside a name is no name.
            if ask.kind == "date" or (names_people(page) and pick_of(page, word) is not None):
                return self._command(page, word)
            self._asked = word
            self._say(question)
            return True
        if asked and not word:
            return True
        return self._write_down(page, ask, line)

    def _write_down(self, page: Page, ask: Ask, line: str) -> bool:
        """Hand in what was written: Enter alone keeps what stands there, a full stop alone clears it."""
        word = line.strip()
        if word in ("", "."):
            return self._hand_in(page, "" if word else None)
        if ask.kind == "text":
            return self._write_on(page, line)
        # The name of a file may end with a space.
        return self._hand_in(page, line.rstrip("\r\n") if ask.kind == "file" else word)

    def _write_on(self, page: Page, line: str) -> bool:
        """Take line after line, each of them kept, until one that holds only a full stop."""
        lines: list[str] = []
        while line.rstrip("\r\n") != ".":
            lines.append(line.rstrip("\r\n"))
            self._remember("\n".join(lines))
            line = self._terminal.hear()
        return self._hand_in(page, "\n".join(lines))

    def _pasted(self, page: Page, ask: Ask, line: str) -> bool:
        """Several lines came at once: where one is asked for they are joined, and shown before they count."""
        if ask.kind == "text":
            return self._write_on(page, line)
        lines = [line]
        while self._terminal.pastes:
            lines.append(self._terminal.hear())
        filled = [line for line in lines if line.strip()]
        if len(filled) < 2:
            return self._typed(page, ask, "".join(filled))
        self._session.typing(one_line("".join(lines)))
        self._say(self._words.words("ui.said.joined"))
        now = self._session.page.ask
        for said in now_lines(now, self._words) if now is not None else ():
            self._say(said)
        return True

    def _edit(self, page: Page, ask: Ask) -> bool:
        """Have a long text written in the person's editor, and hand in what they leave there."""
        try:
            text = changed_by(lambda path: system.edit(path, self._environ), ask.value)
        except (StoreFault, system.OutsideFault) as fault:
            self._say(self._words.told(fault.saying))
            return True
        if text.strip() == ask.value.strip():
            self._say(self._words.words("ui.plain.unchanged"))
            return True
        return self._hand_in(page, text)

    def _hand_in(self, page: Page, typed: str | None) -> bool:
        """Hand in what is given, or with None what stands there; where it is refused the page is as it was."""
        pick, ask = self._by or hands_in(page), page.ask
        assert pick is not None, "what a page asks for can be handed in"
        assert ask is not None, "only what is asked for is handed in"

        def deed() -> Refusal | None:
            refusal = self._session.choose(pick.event, typed)
            # There is no field to mend a line in; a long text is not to be typed again.
            if refusal is not None and typed is not None and ask.kind != "text":
                self._session.drop_draft()
            return refusal

        return self._do(deed, pick.event)

    def _print(self, page: Page) -> None:
        self._say("")
        for line in page_lines(page, self._words, self._editor):
            self._say(line)
