"""Write content/<language>/language.toml: what Babel's CLDR knows, and after it what a person decides.

    python tests/write_language.py pl

What a person wrote there (`DECIDED`) is kept; the rest is written anew. The program reads the files, never Babel.
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, cast

from babel import Locale

from linkedin_guard.content import folder, load
from linkedin_guard.model.plural import LANGUAGES

LOCALES = {"en": "en_001", "zh-hant": "zh_Hant_HK"}
"""Whose dates are written, where the language alone does not say it: English as outside America."""

DECIDED = ("endonym", "address", "review", "letters")
"""What is no fact of CLDR's."""

OWN: dict[str, dict[str, Any]] = {
    "en": {
        "dates": {
            # September is cut as all the other months are, and a weekday takes no comma.
            "short": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            "table": "{weekday} {day} {month} {year}",
            "table-near": "{weekday} {day} {month}",
        }
    },
    "fr": {
        "label": "{label}\N{NO-BREAK SPACE}: {value}",
        "dates": {"first": "1er"},
    },
    "it": {"dates": {"first": "1º"}},
    "zh-hant": {
        "phrases": "{0}；{1}",
        "sentences": "",
        "label": "{label}：{value}",
        "note": "{text}（{note}）",
    },
}
"""What Babel does not know, or what we write otherwise."""

UNGROUPED = ("bg", "ca", "es", "hu", "it", "lv", "pl", "pt")
"""Languages that write four digits without a mark; CLDR's minimum grouping digits; Babel leaves them out."""

QUOTES = {
    "„“": ("bg", "cs", "de", "hr", "is", "lt", "sk", "sl", "et"),
    "„”": ("hu", "pl", "ro"),
    "””": ("fi", "sv"),
    "«»": ("ca", "el", "es", "fr", "it", "no", "pt"),
    "「」": ("zh-hant",),
}
"""CLDR's quotation marks, which Babel leaves out; all others write “ ”."""

_FIELDS = {
    "y": "{year}",
    "M": "{number}",
    "MM": "{number:02}",
    "MMM": "{month}",
    "MMMM": "{month}",
    "d": "{day}",
    "dd": "{day:02}",
    "E": "{weekday}",
    "EEE": "{weekday}",
    "ccc": "{weekday}",
}


def pattern(cldr: str) -> str:
    """A CLDR pattern of a day as one of ours; raises KeyError for a field we do not know."""
    parts = re.findall(r"'([^']*)'|([A-Za-z])(\2*)|([^'A-Za-z]+)", cldr)
    return "".join(quoted or plain or _FIELDS[letter + more] for quoted, letter, more, plain in parts)


def language(code: str) -> dict[str, Any]:
    """What the file of that language says, but for what a person decides."""
    locale = Locale.parse(LOCALES.get(code, code))
    days, months = locale.days["format"]["abbreviated"], locale.months["format"]
    skeletons, own = locale.datetime_skeletons, OWN.get(code, {})
    mark = next((marks for marks, codes in QUOTES.items() if code in codes), "“”")
    space = "\N{NO-BREAK SPACE}" if code == "fr" else ""
    return {
        "plural": LANGUAGES[code],
        "group": locale.number_symbols["latn"]["group"],
        "grouped-from": 10_000 if code in UNGROUPED else 1_000,
        "list": cast("str", locale.list_patterns["standard"]["middle"]),
        "phrases": "{0}; {1}",
        "beside": " · ",
        "sentences": " ",
        "label": "{label}: {value}",
        "note": "{text} ({note})",
        "quotes": [mark[0] + (space if mark == "«»" else ""), (space if mark == "«»" else "") + mark[1]],
        **{key: value for key, value in own.items() if key != "dates"},
        "dates": {
            "months": [months["wide"][number] for number in range(1, 13)],
            "short": [months["abbreviated"][number] for number in range(1, 13)],
            "weekdays": [days[number] for number in range(7)],
            "weekdays-in-full": [locale.days["stand-alone"]["wide"][number] for number in range(7)],
            "first": "",
            "sentence": pattern(locale.date_formats["long"].pattern),
            "sentence-near": pattern(skeletons["MMMMd"].pattern),
            "table": pattern(skeletons["yMMMEd"].pattern),
            "table-near": pattern(skeletons["MMMEd"].pattern),
            **own.get("dates", {}),
        },
    }


def undecided(code: str) -> dict[str, Any]:
    """What a person has still to decide, as it stands until then."""
    return {
        "endonym": Locale.parse(LOCALES.get(code, code)).get_display_name(),
        "address": "",
        "review": {"state": "machine", "by": "", "on": ""},
        "letters": dict.fromkeys(load().laws, code),
    }


def _toml(value: object) -> str:
    match value:
        case str():
            return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value) + '"'
        case dict():
            return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
        case list():
            return f"[{', '.join(map(_toml, value))}]"
    return str(value)


def text(decided: dict[str, Any], found: dict[str, Any]) -> str:
    """The file."""
    lines = [
        "#:schema ../schema/language.json",
        "# How this language writes numbers, days, lists and what stands beside each other.",
        "# The first lines are decided by a person; the rest is written by tests/write_language.py, and not by hand.",
        *(f"{key} = {_toml(decided[key])}" for key in DECIDED),
        "",
        *(f"{key} = {_toml(value)}" for key, value in found.items() if key != "dates"),
        "",
        "[dates]",
        *(f"{key} = {_toml(value)}" for key, value in found["dates"].items()),
    ]
    return "\n".join(lines) + "\n"


def write(code: str, root: Path) -> Path:
    """Write the language's file in a content folder; what a person decided there stays."""
    path = root / code / "language.toml"
    old = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    path.parent.mkdir(exist_ok=True)
    decided = {**undecided(code), **{key: old[key] for key in DECIDED if key in old}}
    path.write_text(text(decided, language(code)), "utf-8")
    return path


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(write(name, folder()))
