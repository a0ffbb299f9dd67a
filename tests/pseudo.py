"""Two languages that nobody speaks, made from English: what stays English in them was never taken from content/.

`xx` accents every letter and is two fifths longer, as the longest European languages are. `zz` is of wide signs, and
takes three fifths of the cells. What is data stays in both: places, addresses, commands, options and names of keys.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle, islice
from math import ceil
from pathlib import Path
from shutil import copytree
from typing import Any
from zlib import crc32

from write_language import language, text

from linkedin_guard.content import ContentFolder, folder, load
from linkedin_guard.model.catalogue import Catalogue, is_choice
from linkedin_guard.model.plural import CATEGORIES

STAYS = re.compile(
    r"(?:lg-wizard|\{program\})(?: (?!-)[a-z]+)?|\{[^}]*\}|https?://[^\s\"<>)]+|pip install '[^']*'"
    r"|--[a-z]+(?: html)?|\bF[0-9]+\b"
)
"""What is data within a sentence."""

GROWTH = 0.4
SHARE = 0.6
"""Of the cells of the English, in wide signs."""

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇĎÉƑĞĤÎĴĶĽḾŇÖƤɊŘŠŢÛṼŴẊÝŽåƀçďéƒğĥîĵķľḿňöƥɋřšţûṽŵẋýž"
_TO_ACCENTED = str.maketrans(_PLAIN, _ACCENTED)
_FIRST_SIGN, _SIGNS = 0x4E00, 0x5000


def accented(said: str) -> str:
    """The text with an accent on every letter of English."""
    return said.translate(_TO_ACCENTED)


def longer(said: str) -> str:
    """A sentence in `xx`: it begins again after its end until it is long enough."""
    again = re.findall(r"[^\W\d_]+", STAYS.sub("", said))
    # The marks and the space are of the growth too.
    grown = max(0, ceil(len(said) * GROWTH) - 3)
    more = " ".join(islice(cycle(again or ["x"]), grown))[:grown].strip()
    return f"⟦{_around(said, accented)}{f' {accented(more)}' if more else ''}⟧"


def wide(said: str) -> str:
    """A sentence in `zz`. Numbers stay, and where one sentence ends and the next begins."""
    return f"【{_around(said, _signs)}】"


def _signs(piece: str) -> str:
    return "".join(
        part if not part[:1].isalpha() else _sign(part)
        for part in re.findall(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*|[\W\d_]+", piece)
    )


def _sign(words: str) -> str:
    """As many signs as take the share of the cells, others for other words."""
    seed = crc32(words.encode())
    return "".join(chr(_FIRST_SIGN + (seed + 97 * place) % _SIGNS) for place in range(ceil(len(words) * SHARE / 2)))


def _around(said: str, change: Callable[[str], str]) -> str:
    """The sentence with everything changed but what is data in it."""
    changed = list(map(change, STAYS.split(said)))
    kept = [*STAYS.findall(said), ""]
    return "".join(part for pair in zip(changed, kept, strict=True) for part in pair)


SPOKEN: Mapping[str, Callable[[str], str]] = {"xx": longer, "zz": wide}


def words(at: Any, say: Callable[[str], str], forms: frozenset[str], where: tuple[str, ...] = ()) -> Any:
    """A file of sentences in a pseudo-language: the same keys and lists, with the forms by number that it has."""
    if isinstance(at, str):
        return at if where[-1] == "key" and "keys" in where else say(at)
    if isinstance(at, list):
        return [words(value, say, forms, where) for value in at]
    if is_choice(at):
        ((place, sentences),) = at.items()
        if set(sentences) <= set(CATEGORIES):
            sentences = {form: sentences.get(form, sentences["other"]) for form in sorted(forms)}
        return {place: {case: say(sentence) for case, sentence in sentences.items()}}
    return {key: words(value, say, forms, (*where, key)) for key, value in at.items()}


def toml(value: Any) -> str:
    """A value as TOML, which takes the texts of JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def file(words: Mapping[str, Any]) -> str:
    """A file of sentences as TOML."""
    return "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in words.items())


def _grammar(code: str, content: Catalogue) -> str:
    """language.toml: as English writes, with names of its own for days and months; as Chinese for wide signs."""
    if code == "zz":
        found = language("zh-hant")
    else:
        found = language("en")
        for names in ("months", "short", "weekdays"):
            found["dates"][names] = list(map(accented, found["dates"][names]))
    review = {"state": "machine", "by": "", "on": ""}
    decided = {"endonym": SPOKEN[code]("Pseudo"), "address": "", "review": review}
    return text({**decided, "letters": dict.fromkeys(content.laws, code)}, found)


def write(code: str, root: Path) -> None:
    """Write the folder of a pseudo-language into a folder of content, and name it in the manifest."""
    content = load(root=root)
    (root / code).mkdir()
    (root / code / "language.toml").write_text(_grammar(code, content), "utf-8")
    files = ContentFolder(root)
    forms = frozenset(("other",) if code == "zz" else ("one", "other"))
    for path in sorted((root / "en").glob("*.toml")):
        if path.stem != "language":
            said = words(files.raw(f"en/{path.name}"), SPOKEN[code], forms)
            (root / code / path.name).write_text(file(said), "utf-8")
    manifest = root / "manifest.toml"
    listed = ", ".join(json.dumps(name) for name in (*content.manifest.languages, code))
    manifest.write_text(
        re.sub(r"(?m)^languages = .*$", f"languages = [{listed}]", manifest.read_text("utf-8")), "utf-8"
    )


def made(root: Path) -> Path:
    """A copy of the content in a folder that is not there yet, with both pseudo-languages."""
    copytree(folder(), root)
    for code in SPOKEN:
        write(code, root)
    return root


def english(said: str, known: re.Pattern[str]) -> list[str]:
    """The words in a text that are letters of English and none of the known data; a letter alone is a key's name."""
    return re.findall(r"[A-Za-z]{2,}", known.sub(" ", said))


def data(pieces: Iterable[str]) -> re.Pattern[str]:
    """What finds these pieces of data as whole words, and what is data within any sentence."""
    longest = sorted({piece for piece in pieces if piece}, key=len, reverse=True)
    known = "|".join(map(re.escape, longest))
    return re.compile(rf"{STAYS.pattern}|(?<![A-Za-z])(?:{known})(?![A-Za-z])")
