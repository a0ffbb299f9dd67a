"""What is said and what is true, in one language: every sentence by name, over every table of content/ by id."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from linkedin_guard.model.saying import PROGRAM, Saying
from linkedin_guard.model.tables import ContentFault as ContentFault
from linkedin_guard.model.tables import Fault as Fault
from linkedin_guard.model.tables import Files as Files
from linkedin_guard.model.tables import Manifest as Manifest
from linkedin_guard.model.tables import Tables
from linkedin_guard.model.tables import Words as Words

_PLACE = re.compile(r"\{([a-z0-9-]+)\}")


def is_choice(found: object) -> bool:
    """Whether this is a choice between sentences, and not a group of them: no id begins with a brace."""
    return isinstance(found, dict) and any(key.startswith("{") for key in found)


class _Places(dict[str, object]):
    """What fills the places of a sentence: what is given, and else the program's name and LinkedIn's own words."""

    def __init__(self, given: Mapping[str, object], content: "Catalogue") -> None:
        super().__init__(given)
        self._content = content

    def __missing__(self, place: str) -> str:
        said = self._content.standing(place)
        if said is None:
            raise KeyError(place)
        return said


def _filled(text: str, content: "Catalogue") -> str:
    """The text with the program's name and LinkedIn's own words in their places; any other place stays open."""
    if "{" not in text:
        return text
    return _PLACE.sub(lambda place: content.standing(place[1]) or place[0], text)


class Catalogue(Tables):
    """What is said and what is true, in one language.

    `labels_in` is the language of LinkedIn in which LinkedIn's own words stand in the sentences: a place that nothing
    else fills is a label's id (`{off}`), or `{program}`, which is how the program was started. Every property and
    method raises ContentFault, one sentence, when what it needs is not usable.
    """

    def __init__(self, files: Files, language: str = "en", labels_in: str = "en", program: str = PROGRAM) -> None:
        super().__init__(files, language)
        self.labels_in = labels_in
        self.program = program
        self._words: dict[str, Words] = {}
        self._beside = {labels_in: self}

    @property
    def by_machine(self) -> bool:
        """Whether only a machine has translated these words, and nobody has read them yet."""
        return self.language != "en" and self.grammar.review.state == "machine"

    def into(self, language: str) -> "Catalogue":
        """The same content in another language of the manifest's."""
        return self if language == self.language else Catalogue(self._files, language, self.labels_in, self.program)

    def beside(self, linkedin: str) -> "Catalogue":
        """The same content for somebody whose LinkedIn is in that language: its labels stand in the sentences."""
        if linkedin not in self._beside:
            other = Catalogue(self._files, self.language, linkedin, self.program)
            other._words, other._beside = self._words, self._beside
            self._beside[linkedin] = other
        return self._beside[linkedin]

    def words(self, name: str) -> str:
        """The sentence called `<file>.<key>…`, in this language; a place that only a value fills stays open."""
        return _filled(self._sentence(name, self._find(name)), self)

    def several(self, name: str) -> tuple[str, ...]:
        """The list of sentences called `<file>.<key>…`, in this language, as `words` gives one."""
        found = self._find(name)
        if not isinstance(found, list):
            raise ContentFault(self._wordless(name, "list of sentences"))
        return tuple(_filled(text, self) for text in found)

    def has(self, name: str) -> bool:
        """Whether there are words of that name."""
        found = self._find(name)
        return isinstance(found, str | list) or is_choice(found)

    def say(self, name: str, /, **values: object) -> str:
        """The sentence called `name` with its `{places}` filled in; of a choice, the one that fits.

        A whole number is a quantity, and written as such; what only counts off (a line, a year) is given as text.
        """
        found = self._find(name)
        try:
            if isinstance(found, dict) and is_choice(found):
                found = self._chosen(found, values)
            written = {
                place: self.grammar.number(value) if isinstance(value, int) and abs(value) >= 1000 else value
                for place, value in values.items()
            }
            return self._sentence(name, found).format_map(_Places(written, self))
        except (KeyError, ValueError, IndexError, AttributeError) as fault:
            what = f"has a place that nothing fills ({fault})"
            raise ContentFault(Fault(*self._where(name), what, "correct it.")) from None

    def _chosen(self, choice: Words, values: Mapping[str, object]) -> object:
        """The sentence of a choice that fits what fills its place; raises KeyError when nothing does."""
        ((place, sentences),) = choice.items()
        value = values[place[1:-1]]
        chosen = self.grammar.category(value) if isinstance(value, int) else str(value)
        return sentences.get(chosen, sentences["other"])

    def _sentence(self, name: str, found: object) -> str:
        if not isinstance(found, str):
            raise ContentFault(self._wordless(name, "sentence"))
        return found

    def told(self, saying: str) -> str:
        """What a fault or a note says, in this language; the English of the code where it cannot be read here."""
        if not isinstance(saying, Saying):
            return saying
        said = {name: self.told(value) if isinstance(value, str) else value for name, value in saying.values.items()}
        try:
            return self.say(f"faults.{saying.kind}", **said)
        except ContentFault:
            return str(saying)

    def sentence(self, claim: str, reading: str | None = None) -> str:
        """What a claim says, or what one of its readings says."""
        return self.words(f"claims.{claim}.{'say' if reading is None else reading}")

    def source(self, name: str) -> str:
        """What a source is called: whose it is and its title in quotation marks, else what the page is.

        A law is cited without the marks.
        """
        source = self.pick(self.sources, name, "sources.toml")
        if source.title is None:
            return self.words(f"sources.what.{source.what}")
        title = source.title if source.kind == "law" else self.grammar.quoted(source.title)
        return self.grammar.listed(filter(None, (source.publisher, title)))

    def standing(self, place: str) -> str | None:
        """What fills a place that no value fills: the program's name, or LinkedIn's own words; None for any other."""
        if place == "program":
            return self.program
        return self.label(place) if place in self.english_labels else None

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Every address of the web that the content names."""
        found = [link.url for link in self.links.values()]
        found += [source.url for source in self.sources.values() if source.url]
        found += [url for noun in self.authorities.values() for url in (noun.home, noun.form) if url]
        return frozenset(found)

    def label(self, key: str) -> str:
        """LinkedIn's own label in LinkedIn's language; the English one where none could be sourced."""
        spoken = self.labels.get(self.labels_in)
        if spoken is not None and key in spoken.labels:
            return spoken.labels[key]
        return self.pick(self.english_labels, key, "labels.toml")

    def label_claims(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The claims that say how sure these labels are, in the languages in which `label` gives them."""
        spoken = self.labels.get(self.labels_in)
        languages = (self.labels_in if spoken is not None and key in spoken.labels else "en" for key in keys)
        claims = (self.pick(self.labels, language, "labels.toml").claim for language in dict.fromkeys(languages))
        return tuple(claim for claim in claims if claim is not None)

    def _where(self, name: str) -> tuple[str, str]:
        """The file and the key of a sentence."""
        file, _, key = name.partition(".")
        return f"{self.language}/{file}.toml", key

    def _wordless(self, name: str, kind: str) -> Fault:
        return Fault(*self._where(name), f"is no {kind}", f"add the {kind} '{name}' or correct the name.")

    def _find(self, name: str) -> object:
        file, *keys = name.split(".")
        if file not in self._words:
            self._words[file] = self._files.words(f"{self.language}/{file}.toml")
        found: object = self._words[file]
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found
