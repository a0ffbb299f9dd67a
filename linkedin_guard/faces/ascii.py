"""What stands in for a shape where the terminal's encoding cannot show it. Pure."""

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
    "━": "-",
    "●": "o",
    "↵": "enter",
    "─": "-",
    "│": "|",
    "✗": "x",
}
_TABLE = str.maketrans(_STAND_INS)


def shape(text: str, encoding: str | None) -> str:
    """The text as it can be written in the encoding: shapes by their ASCII stand-ins, anything else it lacks as `?`."""
    name = encoding or "ascii"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return text.translate(_TABLE).encode(name, "replace").decode(name)
    except LookupError:
        return shape(text, "ascii")
    return text
