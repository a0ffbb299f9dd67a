"""What stands in for a shape or a letter where the terminal's encoding cannot show it. Pure."""

import unicodedata

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


def shape(text: str, encoding: str | None) -> str:
    """The text as it can be written in the encoding.

    Shapes by their ASCII stand-ins, a letter it lacks by the letter under its accent, anything else it lacks as `?`.
    """
    name = encoding or "ascii"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return "".join(_written(character, name) for character in text.translate(_TABLE))
    except LookupError:
        return shape(text, "ascii")
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
