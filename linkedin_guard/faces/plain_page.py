"""A page as lines of text, in reading order, and what is typed on it: numbers, letters. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Ask, Page, Pick, fills, names_people, types

_NUMBER = re.compile(r"[(（]?(\d{1,6})[.)．）]?")
"""A number as people write it in a list, in the digits of any script. No page has as many picks as would need more."""

_BETWEEN = re.compile(r"[\s,،，、]+")
"""What stands between numbers: spaces and the commas of several scripts."""


def number_of(word: str) -> int | None:
    """The number typed, or None for what is none."""
    found = _NUMBER.fullmatch(word)
    return None if found is None else int(found[1])


def numbers_of(line: str) -> list[int | None]:
    """The numbers typed one after the other, None for each word that is none."""
    return [number_of(word) for word in _BETWEEN.split(line) if word]


def letter_of(word: str) -> str:
    """The letter typed, whether small, capital or wide; empty for anything longer."""
    letter = unicodedata.normalize("NFKC", word).casefold()
    return letter if len(letter) == 1 else ""


def hands_in(page: Page) -> Pick | None:
    """The pick that a typed line stands for, which has no number: the first that hands in what the page asks for."""
    return next((pick for pick in page.picks if fills(page, pick.event)), None)


def choices(page: Page) -> tuple[Pick, ...]:
    """The picks that a number chooses, the first by 1. On a page of ticks the numbers are those of the boxes."""
    if page.ask is not None and not types(page):
        return ()
    return tuple(pick for pick in page.picks if pick is not hands_in(page))


def pick_of(page: Page, word: str) -> Pick | None:
    """The pick that the number chooses, None for what is no number of one."""
    number = number_of(word)
    return choices(page)[number - 1] if number is not None and 1 <= number <= len(choices(page)) else None


def in_doubt(page: Page, word: str, content: Catalogue, *, letter: bool) -> str:
    """The question what is meant by a letter that does something (`letter`), or a number, where it may be the text too.

    Empty for a word that can only be the text.
    """
    if letter:
        name = letter_of(word)
        return content.words(f"ui.plain.once.{'help' if name == '?' else name}")
    number, pick = number_of(word), pick_of(page, word)
    if pick is not None:
        return content.say("ui.plain.once.number", number=word, pick=pick.label)
    return content.say("ui.plain.once.no-number", number=word) if number is not None and number < 10 else ""


def page_lines(page: Page, content: Catalogue, editor: str = "") -> Iterator[str]:
    """The page line by line: title, caption, text, picks. `editor` is the program a long text can be written in."""
    grammar = content.grammar
    yield page.title
    if page.caption:
        yield grammar.listed(page.caption.split(grammar.beside))
    if page.age:
        yield content.say("ui.plain.notice", text=page.age)
    for block in page.blocks:
        yield from block_lines(block, content)
    asked = () if page.ask is None else tuple(ask_lines(page.ask, content, editor))
    # Where the choices are what most people want, they come first.
    choices_first = page.ask is not None and (page.ask.kind == "date" or names_people(page))
    if page.ask is None or choices_first:
        yield content.words("ui.plain.choose")
    yield from () if choices_first else asked
    for number, pick in enumerate(choices(page), 1):
        if pick.group:
            yield pick.group
        # The mark beside a note says the same.
        said = grammar.labelled(pick.label, pick.note) if pick.note else pick.label
        if page.chosen is not None and pick is page.picks[page.chosen]:
            said = grammar.noted(said, content.words("ui.plain.chosen"))
        yield f"{number}. {said}"
    yield from asked if choices_first else ()
    yield content.words("ui.plain.letters")


def ask_lines(ask: Ask, content: Catalogue, editor: str = "") -> Iterator[str]:
    """What can be ticked, or what stands there now; and how to answer."""
    ticked = ask.value.split()
    for number, choice in enumerate(ask.choices, 1):
        on = choice.id in ticked
        said = content.grammar.noted(choice.label, content.words("ui.plain.ticked")) if on else choice.label
        yield f"{number}. {said}"
    if not ask.choices and ask.value:
        yield from now_lines(ask, content)
    if ask.kind == "line":
        yield ask.label
    if ask.kind == "text" and editor:
        yield content.say("ui.plain.text-or-editor", name=editor)
    else:
        yield content.words(f"ui.plain.{ask.kind}")


def now_lines(ask: Ask, content: Catalogue) -> Iterator[str]:
    """What stands there now, and how it is kept."""
    if ask.kind == "text":
        yield content.words("ui.plain.now-text")
        yield from ask.value.split("\n")
    else:
        yield content.say("ui.plain.now", value=ask.value)
    yield content.words("ui.plain.keeps")


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


def wrapped(line: str, width: int | None) -> Iterator[str]:
    """The line in lines of at most `width` columns, parted at spaces; whole without a width.

    A word that is longer stays whole, so that an address can be copied, but for scripts that are written without
    spaces. What follows a bullet or a number begins where its text does.
    """
    if width is None or _columns(line) <= width:
        yield line
        return
    begun = re.match(r" *(- |\d+\. )?", line)
    before = begun[0] if begun is not None else ""
    indent = made = before
    for piece in _pieces(line[len(before) :]):
        if made != indent and _columns(made) + _columns(piece.rstrip(" ")) > width:
            yield made.rstrip(" ")
            indent = made = " " * len(before)
        made += piece
    yield made.rstrip(" ")


def _pieces(line: str) -> Iterator[str]:
    """What no line is parted within: a word with the spaces after it, or a sign that is two columns wide."""
    for word in re.findall(r" *[^ ]+ *", line):
        held = ""
        for character in word:
            if unicodedata.east_asian_width(character) in "WF" and held.strip():
                yield held
                held = ""
            held += character
        yield held


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
