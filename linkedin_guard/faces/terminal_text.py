"""The door to a terminal: all that is written to one goes through here, whoever wrote it. Pure.

What a terminal would obey is spelled out, and what its encoding lacks has a stand-in.
"""

import unicodedata

from linkedin_guard.model.text import spelled

_STAND_INS = {
    "✓": "x",
    "○": "o",
    "◐": "~",
    "◔": "~",
    "–": "-",
    "—": "-",
    "↻": "*",
    "·": "-",
    "›": ">",
    "•": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2011": "-",
    "━": "-",
    "●": ">",
    "↵": "enter",
    "─": "-",
    "│": "|",
    "✗": "!!",
    "×": "X",
    "◉": "(*)",
}
_TABLE = str.maketrans(_STAND_INS)

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ø": "o",
        "Ø": "O",
        "ħ": "h",
        "Ħ": "H",
        "ı": "i",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)
"""Letters that no accent makes of another, by those that are written where they are missing."""


def for_terminal(text: str, encoding: str | None) -> str:
    """The text as a terminal of this encoding may be given it: of what it would obey, line breaks alone.

    Shapes by their ASCII stand-ins, a letter it lacks by the letter under its accent, anything else it lacks as `?`.
    """
    return _in_encoding(spelled(text.expandtabs(), but="\n"), encoding or "ascii")


def _in_encoding(text: str, name: str) -> str:
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return "".join(_written(character, name) for character in text.translate(_TABLE))
    except LookupError:
        return _in_encoding(text, "ascii")
    return text


def _written(character: str, encoding: str) -> str:
    """The character, or its base letter, whichever the encoding has; else a question mark."""
    base = unicodedata.normalize("NFD", character.translate(_LETTERS))
    bare = "".join(part for part in base if not unicodedata.combining(part))
    for known in (character, bare):
        try:
            known.encode(encoding)
        except UnicodeEncodeError:
            continue
        return known
    return "?"
