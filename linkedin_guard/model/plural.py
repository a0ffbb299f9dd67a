"""Which plural form goes with a whole number: the rules of CLDR, fourteen for all the languages meant to be spoken.

They are written out because the library that has them takes longer to import than the first page has; the tests hold
them against it.
"""

from collections.abc import Callable

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The names of the forms. `other` stands in every language."""


def _one(n: int) -> str:
    return "one" if n == 1 else "other"


def _french(n: int) -> str:
    return "one" if n < 2 else "many" if n % 1_000_000 == 0 else "other"


def _spanish(n: int) -> str:
    return "one" if n == 1 else "many" if n and n % 1_000_000 == 0 else "other"


def _polish(n: int) -> str:
    return "one" if n == 1 else "few" if _few(n) else "many"


def _czech(n: int) -> str:
    return "one" if n == 1 else "few" if 2 <= n <= 4 else "other"


def _slovenian(n: int) -> str:
    return {1: "one", 2: "two", 3: "few", 4: "few"}.get(n % 100, "other")


def _croatian(n: int) -> str:
    return "one" if _ends_in_one(n) else "few" if _few(n) else "other"


def _icelandic(n: int) -> str:
    return "one" if _ends_in_one(n) else "other"


def _lithuanian(n: int) -> str:
    if n % 10 == 0 or 11 <= n % 100 <= 19:
        return "other"
    return "one" if n % 10 == 1 else "few"


def _latvian(n: int) -> str:
    if n % 10 == 0 or 11 <= n % 100 <= 19:
        return "zero"
    return "one" if n % 10 == 1 else "other"


def _romanian(n: int) -> str:
    return "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other"


def _maltese(n: int) -> str:
    if n in (1, 2):
        return ("one", "two")[n - 1]
    return "few" if n == 0 or 3 <= n % 100 <= 10 else "many" if 11 <= n % 100 <= 19 else "other"


def _irish(n: int) -> str:
    if n in (1, 2):
        return ("one", "two")[n - 1]
    return "few" if 3 <= n <= 6 else "many" if 7 <= n <= 10 else "other"


def _chinese(n: int) -> str:
    return "other"


def _few(n: int) -> bool:
    """Whether the number ends in 2, 3 or 4 and is none of the teens."""
    return 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14


def _ends_in_one(n: int) -> bool:
    return n % 10 == 1 and n % 100 != 11


RULES: dict[str, Callable[[int], str]] = {
    "en": _one,
    "fr": _french,
    "es": _spanish,
    "pl": _polish,
    "cs": _czech,
    "sl": _slovenian,
    "hr": _croatian,
    "is": _icelandic,
    "lt": _lithuanian,
    "lv": _latvian,
    "ro": _romanian,
    "mt": _maltese,
    "ga": _irish,
    "zh": _chinese,
}
"""The rules, each under the language it is best known from."""

LANGUAGES = {
    **dict.fromkeys(("en", "bg", "da", "de", "el", "et", "fi", "hu", "nl", "no", "sv"), "en"),
    **dict.fromkeys(("fr", "pt"), "fr"),
    **dict.fromkeys(("es", "it", "ca"), "es"),
    **dict.fromkeys(("cs", "sk"), "cs"),
    **{name: name for name in ("pl", "sl", "hr", "is", "lt", "lv", "ro", "mt", "ga")},
    "zh-hant": "zh",
}
"""Which rule each language goes by."""


def category(rule: str, number: int) -> str:
    """The form that a whole number asks for; of one below zero as of one above. Raises KeyError for no known rule."""
    return RULES[rule](abs(number))


def categories(rule: str) -> frozenset[str]:
    """Every form that the rule knows."""
    return frozenset(category(rule, number) for number in (*range(201), 1_000_000))
