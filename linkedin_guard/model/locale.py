"""Which language a locale asks for, of those there are. Pure: the environment is given."""

import re
from collections.abc import Iterable, Iterator, Mapping

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a locale is said, the strongest first."""

_MEANT = {
    "c": "en",
    "posix": "en",
    "nb": "no",
    "nn": "no",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-tw": "zh-hant",
}
"""The beginning of a tag, and which language is meant by it where that one does not say so itself."""


def fitting(tag: str, there: Iterable[str]) -> str | None:
    """The language among these that a tag or a locale asks for; None when it is none of them.

    `de-AT` asks for de, `zh_HK.UTF-8` for zh-hant, `nb` and `nn` for no, the locale `C` for the program's own: en.
    """
    known = set(there)
    return next((name for name in _names(re.split(r"[.@]", tag)[0].replace("_", "-").lower()) if name in known), None)


def _names(tag: str) -> Iterator[str]:
    """What the tag may be called here, from the whole of it down to its first part."""
    while tag:
        yield tag
        if tag in _MEANT:
            yield _MEANT[tag]
        tag = tag.rpartition("-")[0]


def chosen(environ: Mapping[str, str], there: Iterable[str], own: str = "") -> str | None:
    """The language among these that the environment asks for; None when it asks for none of them.

    `LANGUAGE` names several, the best first, and goes before the locale unless that is `C`. The system's `own` tag is
    asked where no variable says anything.
    """
    known = tuple(there)
    locale = next(filter(None, (environ.get(name) for name in _VARIABLES)), "")
    wanted = [] if locale.partition(".")[0] in ("C", "POSIX") else environ.get("LANGUAGE", "").split(":")
    wanted.append(locale)
    if not any(wanted):
        wanted.append(own)
    return next(filter(None, (fitting(tag, known) for tag in wanted)), None)
