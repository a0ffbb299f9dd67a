"""Text that may be shown, and the kinds of text that content is written in: ids, names of sentences, addresses."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema

ALLOWED_INVISIBLE = "\u00a0\u202f\u200c\u200d"
"""The no-break spaces, wide and narrow, and the joiners: languages need them and no terminal obeys them."""

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
SENTENCE_ID = r"[a-z0-9-]+(\.[a-z0-9-]+)+"


def shows(character: str) -> bool:
    """Whether every page can show the character: no control character, no bidi override, no half of a pair."""
    return character.isprintable() or character in ALLOWED_INVISIBLE


def spelled(text: str, but: str = "") -> str:
    """The text with every character that must not reach a terminal spelled out, as U+001B is as `\\x1b`.

    Those of `but` stay.
    """
    return text if text.isprintable() else "".join(c if shows(c) or c in but else ascii(c)[1:-1] for c in text)


def printable(text: str) -> str:
    """Return the text, or raise ValueError if it holds a control character or a bidi override."""
    if not text.isprintable():
        for character in text:
            if not shows(character):
                raise ValueError(f"holds the control character U+{ord(character):04X}")
    return text


def cleaned(text: str) -> str:
    """The text with U+FFFD for every character that no page can show; line breaks and tabs stay."""
    return text if text.isprintable() else "".join(c if shows(c) or c in "\n\t" else "\ufffd" for c in text)


def normalized(text: str) -> str:
    """The text with a line feed for each line break of any kind, and spaces for tabs."""
    return "\n".join(text.expandtabs(4).splitlines())


def one_line(text: str) -> str:
    """The text in one line: lines joined by a space, empty ones left out, and a space for tabs."""
    lines = re.sub(r"\t+", " ", text).splitlines()
    return lines[0] if len(lines) == 1 else " ".join(filter(None, (line.strip() for line in lines)))


def _https(address: str) -> str:
    if not address.startswith("https://") or any(c.isspace() for c in address):
        raise ValueError("is not an https:// address")
    return printable(address)


def _like(pattern: str) -> Callable[[str], str]:
    """A check that a text has this form. The compiled pattern is made once and shared by every field that uses it."""
    fits = re.compile(pattern).fullmatch

    def check(text: str) -> str:
        if fits(text) is None:
            raise ValueError(f"is not a proper id ({text[:60]!r}): small letters, digits and hyphens only")
        return text

    return check


def _written_as(pattern: str) -> WithJsonSchema:
    """What an editor is told about such a text."""
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


Id = Annotated[str, AfterValidator(_like(ID)), _written_as(ID)]
"""The permanent name of a row, such as `toggle-off`."""

SentenceId = Annotated[str, AfterValidator(_like(SENTENCE_ID)), _written_as(SENTENCE_ID)]
"""The name of a sentence, such as `steps.toggle-off.why`: its file in the language's folder, then its keys."""

Text = Annotated[str, AfterValidator(printable)]
"""Text that can be shown as it stands."""

Address = Annotated[str, AfterValidator(_https), WithJsonSchema({"type": "string", "pattern": "^https://\\S+$"})]
"""An https address."""

When = dict[Id, tuple[Id, ...]]
"""From question to choices: true when, for each question named, one of the person's choices is among them."""


def dated(version: str) -> str:
    """Return the version of the content, a day as `2026.11.21`, or raise ValueError."""
    if re.fullmatch(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}", version) is None:
        raise ValueError("is not a day written like 2026.11.21")
    try:
        date.fromisoformat(version.replace(".", "-"))
    except ValueError:
        raise ValueError("is not a day of any calendar") from None
    return version


class ContentModel(BaseModel):
    """What is read from a file of content/. It is never changed; a key that is not known is refused, and so seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ContentRow(ContentModel):
    """A row of a table of content/, found by its id."""

    id: Id

    def __hash__(self) -> int:
        return hash((type(self), self.id))
