"""What a profile may be called, and the file name that stands for it. Pure."""

import unicodedata
from urllib.parse import unquote_to_bytes

from linkedin_guard.model.text import shows
from linkedin_guard.store.disk import LONGEST, StoreFault

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
DEVICES = frozenset(["con", "prn", "aux", "nul", *(port + digit for port in ("com", "lpt") for digit in "123456789")])
TAKEN = frozenset('<>:"/\\|?*')
"""What no name of a file may hold on Windows."""

LONGEST_COPY = 150
BLANK = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters that show nothing."""


class BadName(StoreFault):
    """A profile cannot have this name."""

    exit_code = 2


def check_name(name: str) -> str:
    """The profile name in NFC, or BadName saying what is wrong with it."""
    name = unicodedata.normalize("NFC", name)
    if not 1 <= len(name) <= 40:
        raise BadName("name.length", length=len(name))
    for before, character in zip(" " + name, name, strict=False):
        kind = unicodedata.category(character)
        belongs = kind in ("Mn", "Mc") and unicodedata.category(before)[0] in "LM"
        if character in BLANK or not (character == " " or kind[0] in "LP" or kind == "Nd" or belongs):
            shown = f"'{character}'" if character.isprintable() and kind[0] != "M" else f"U+{ord(character):04X}"
            raise BadName("name.character", character=shown)
    if name != name.strip():
        raise BadName("name.ends")
    if name.casefold() in DEVICES:
        raise BadName("name.device", name=name)
    if len(file_name(name)) > LONGEST:
        raise BadName("name.too-long")
    return name


def file_name(profile: str) -> str:
    """The profile's file name without suffix: all but a-z, 0-9 and '-' percent-encoded, capitals too.

    So two names never share a file, not even on a disk that does not tell capitals apart.
    """
    return "".join(c if c in SAFE else "".join(f"%{byte:02X}" for byte in c.encode()) for c in profile)


def saved_as(text: str) -> str:
    """What a copy may be called that is to be called so in some language: a name that every system can write.

    What Windows takes for itself becomes a space, and a device of its gets our name before it. No longer than
    `LONGEST_COPY` in characters and in bytes of UTF-8, so that a number and an ending still go after it.
    """
    text = "".join(c if shows(c) and c not in TAKEN else " " for c in unicodedata.normalize("NFC", text))
    text = " ".join(text.split()).strip(". ")
    if not text or text.partition(".")[0].strip().casefold() in DEVICES:
        text = f"LinkedIn Guard {text}"
    return text.encode()[:LONGEST_COPY].decode(errors="ignore").strip(". ")


def profile_of(stem: str) -> str | None:
    """The profile a file belongs to by its name without suffix, or None for one that we would not have named so."""
    try:
        name = check_name(unquote_to_bytes(stem).decode())
    except (ValueError, BadName):
        return None
    return name if file_name(name) == stem else None


def folded(name: str) -> str:
    """The name without regard to capitals."""
    return unicodedata.normalize("NFC", name.casefold())
