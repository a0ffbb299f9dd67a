"""The wizard as numbered prompts: append only, no cursor movement, nothing that needs colour.

For a screen reader, a terminal that can do nothing, a pipe. It walks the same session as every other face.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

from linkedin_guard import system
from linkedin_guard.faces.terminal_text import for_terminal
from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Copy, Event, Open, Save, Use
from linkedin_guard.model.page import Ask, Page, Pick, Refusal, fills
from linkedin_guard.plan.status import way
from linkedin_guard.store.profiles import StoreFault
from linkedin_guard.walk.journey import is_open
from linkedin_guard.walk.session import Session

SaveCopy = Callable[[str, str], str]


class _Left(Exception):
    """The person has left."""


class _Ended(Exception):
    """There is no more input."""


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
    return _Prompts(session, stdin, stdout, environ, save, farewell).run()


class _Prompts:
    def __init__(
        self,
        session: Session,
        stdin: TextIO,
        stdout: TextIO,
        environ: Mapping[str, str],
        save: SaveCopy,
        farewell: str | None,
    ) -> None:
        self._session = session
        self._stdin, self._stdout = stdin, stdout
        self._environ = environ
        self._save = save
        self._farewell = farewell
        self._unsaved = False

    @property
    def _words(self) -> Catalogue:
        return self._session.content

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
                    self._print(page)
                if not self._turn(page):
                    printed = ()
        except _Left:
            self._say(self._farewell or self._words.words("ui.plain.left"))
            return 3 if self._unsaved else 0
        except _Ended:
            if self._unsaved:
                return 3
            if way(self._session.moment).finished:
                return 0
            self._say(self._farewell or self._words.words("ui.plain.ended"))
            return 1

    def _turn(self, page: Page) -> bool:
        """One answer to the prompt; False when the page is to be said again."""
        line = self._line()
        typing = page.ask is not None and page.ask.kind != "several"
        word = line.strip()
        slashed = typing and word.startswith("/")
        bare = not typing or _chooses(page)
        command = word.removeprefix("/") if slashed else word.casefold() if bare else ""
        match command:
            case "q":
                raise _Left
            case "b":
                before = self._session.place
                self._session.back()
                return self._session.place != before
            case "r":
                return False
            case "s":
                return self._aside("sources")
            case "?":
                return self._aside("help")
            case "p":
                return self._aside("phone")
            case "u":
                return self._do(self._session.undo)
        if typing and (number := _as_number(command)) is not None:
            return self._number(page, number)
        number = _as_number(word)
        if _chooses(page) and number is not None and 1 <= number <= len(page.picks):
            return self._number(page, number)
        if page.ask is not None:
            return self._hand_in(page, page.ask, line)
        if number is not None:
            return self._number(page, number)
        by_key = [pick for pick in page.picks if pick.key and pick.key == command]
        if by_key:
            return self._choose(by_key[0])
        return self._refuse("no-pick")

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

    def _number(self, page: Page, number: int) -> bool:
        if 1 <= number <= len(page.picks):
            pick = page.picks[number - 1]
            if page.ask is not None and not page.ask.value and fills(page, pick.event):
                return self._choose(pick, self._line().strip())
            return self._choose(pick)
        return self._refuse("no-pick")

    def _hand_in(self, page: Page, ask: Ask, line: str) -> bool:
        hand_in = next(pick for pick in page.picks if fills(page, pick.event))
        if ask.kind == "several":
            numbers = [part for part in line.replace(",", " ").split() if part]
            if not numbers:
                return self._choose(hand_in)
            ticked = [_as_number(part) or 0 for part in numbers]
            if not all(1 <= number <= len(ask.choices) for number in ticked):
                return self._refuse("unknown-choice")
            return self._choose(hand_in, " ".join(dict.fromkeys(ask.choices[number - 1].id for number in ticked)))
        if ask.kind == "text":
            lines = []
            while line.rstrip("\r\n") != ".":
                lines.append(line.rstrip("\r\n"))
                self._remember("\n".join(lines))
                line = self._line(prompt=False)
            line = "\n".join(lines)
        word = line.strip()
        return self._choose(hand_in, "" if word == "." and ask.kind != "text" else word or ask.value)

    def _remember(self, text: str) -> None:
        """Have a long text on the disk line by line, so that no more than the line being typed can be lost."""
        self._session.typing(text)
        try:
            self._session.keep()
        except StoreFault as fault:
            if not self._unsaved:
                self._say(self._words.told(fault.saying))
            self._unsaved = True

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
        if refusal is None:
            match event:
                case Open(link):
                    url = self._words.address(link)
                    opens = self._session.moment.here.opens_browser
                    outcome = system.open_link(url, self._environ) if opens else "no-browser"
                    self._say(self._words.say(f"ui.outside.{outcome}", url=url))
                case Copy(text):
                    came = system.copy_text(text, self._environ)
                    # The terminal could be asked only by an escape sequence, and there is none in plain text.
                    self._say(self._words.words(f"ui.outside.{'select' if came == 'terminal' else came}"))
                case Save(document, form):
                    self._say(self._save(document, form))
        return self._after(refusal)

    def _after(self, refusal: Refusal | None) -> bool:
        if refusal is not None:
            self._say(refusal.text)
        elif self._session.said:
            self._say(self._session.said)
        return True

    def _refuse(self, reason: str) -> bool:
        self._say(self._words.words(f"ui.refusal.{reason}"))
        return True

    def _line(self, *, prompt: bool = True) -> str:
        if prompt:
            self._write(self._words.words("ui.plain.prompt"))
        line = self._stdin.readline()
        if not line:
            self._write("\n")
            raise _Ended
        if not self._stdin.isatty() and prompt:
            self._write("\n")
        return line

    def _print(self, page: Page) -> None:
        self._say("")
        for line in page_lines(page, self._words):
            self._say(line)

    def _say(self, text: str) -> None:
        self._write(text + "\n")

    def _write(self, text: str) -> None:
        self._stdout.write(for_terminal(text, self._stdout.encoding or "utf-8"))
        self._stdout.flush()


def _as_number(word: str) -> int | None:
    """The number typed, or None for what is none; far more digits than there are picks are none either."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 6 else None


def page_lines(page: Page, content: Catalogue) -> Iterator[str]:
    """The page line by line, in reading order."""
    grammar = content.grammar
    caption = grammar.listed(page.caption.split(grammar.beside))
    yield grammar.headed(caption, page.title) if caption else page.title
    if page.age:
        yield content.say("ui.plain.notice", text=page.age)
    for block in page.blocks:
        yield from block_lines(block, content)
    typing = page.ask is not None and page.ask.kind != "several"
    if page.ask is not None:
        yield from _ask_lines(page.ask, content)
    # The first that hands in is what a typed line does.
    hands_in = next((pick for pick in page.picks if fills(page, pick.event)), None)
    picks = [(number, pick) for number, pick in enumerate(page.picks, 1) if pick is not hands_in]
    if picks and page.ask is None:
        yield content.words("ui.plain.choose")
    for number, pick in picks:
        if page.ask is not None and not typing:
            continue
        if pick.group:
            yield pick.group
        # The mark beside a note says the same.
        said = grammar.labelled(pick.label, pick.note) if pick.note else pick.label
        if page.chosen == number - 1:
            said = grammar.noted(said, content.words("ui.plain.chosen"))
        yield f"/{number} {said}" if typing and not _chooses(page) else f"{number}. {said}"
    yield content.words("ui.plain.leave-slashes" if typing else "ui.plain.leave-letters")


def _chooses(page: Page) -> bool:
    """Whether the page is for choosing a person: there a number is the one beside a name, never a name."""
    return any(isinstance(pick.event, Use) for pick in page.picks)


def _ask_lines(ask: Ask, content: Catalogue) -> Iterator[str]:
    ticked = ask.value.split()
    for number, choice in enumerate(ask.choices, 1):
        on = choice.id in ticked
        said = content.grammar.noted(choice.label, content.words("ui.plain.ticked")) if on else choice.label
        yield f"{number}. {said}"
    if not ask.choices and ask.value:
        yield content.say("ui.plain.now", value=ask.value)
    yield content.words(f"ui.plain.{ask.kind}")


def block_lines(block: Block, content: Catalogue) -> Iterator[str]:
    """A block line by line; numbered text reads "First: …", so that no number can be taken for a pick."""
    match block:
        case blocks.Paragraph(text) | blocks.Heading(text):
            yield text
        case blocks.Bullets(items):
            for item in items:
                first, *more = item.split("\n")
                yield f"- {first}"
                yield from more
        case blocks.Numbered(items):
            for at, item in enumerate(items):
                yield content.say("ui.plain.first" if at == 0 else "ui.plain.then", text=item)
        case blocks.Trail(items):
            yield content.say("ui.plain.trail", path=" > ".join(items))
        case blocks.Link(url):
            yield content.say("ui.plain.address", url=url)
        case blocks.Notice(text):
            yield content.say("ui.plain.notice", text=text)
        case blocks.Switch(label, _, word):
            yield content.grammar.labelled(label, word)
        case blocks.Facts(rows):
            for label, value in rows:
                yield content.grammar.labelled(label, value)
        case blocks.Tasks(rows):
            for row in rows:
                yield content.grammar.labelled(row.title, row.words) if row.words else f"- {row.title}"
                if row.note:
                    yield row.note
        case blocks.Code(text):
            yield content.say("ui.plain.address", url=text)
        case blocks.Document(title, lines):
            yield title
            yield from lines
