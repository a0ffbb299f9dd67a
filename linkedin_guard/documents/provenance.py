"""What a document rests on: its claims, how sure each is, and their sources, each source written once."""

from collections.abc import Iterable, Iterator
from itertools import chain

from linkedin_guard.model.blocks import Block, Bullets, Facts, Heading
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.plan.say_dates import say_known


def rests_on(content: Catalogue, claims: Iterable[str]) -> Iterator[Block]:
    """The claims, each once and a contested one with all its readings, then the sources they name by number.

    Nothing for no claims.
    """
    names = tuple(dict.fromkeys(claims))
    if not names:
        return
    numbers = {name: number for number, name in enumerate(_sources(content, names), 1)}
    yield Heading(content.words("documents.sources.title"))
    yield Bullets(tuple(line for name in names for line in _claim(content, name, numbers)), names)
    yield Heading(content.words("documents.sources.list"))
    yield Bullets(
        tuple(
            content.say("documents.sources.source", number=number, source=_source(content, name))
            for name, number in numbers.items()
        )
    )


SURE = ("documented", "reported", "contested", "unresolved", "ours")
"""The five words for how sure a claim is; the last says that it is our own reading, and nobody's text."""


def sure_words(content: Catalogue, claims: Iterable[str] | None = None) -> Facts:
    """What the words for how sure a claim is mean: all of them, or those that these claims need."""
    known = None if claims is None else {word for name in claims for word in _sure(content, name)}
    rows = tuple(
        (
            content.words("ui.claim.kind.ours" if word == "ours" else f"ui.claim.status.{word}"),
            content.words(f"ui.sure.{word}"),
        )
        for word in SURE
        if known is None or word in known
    )
    return Facts(rows)


def _sure(content: Catalogue, name: str) -> Iterator[str]:
    claim = content.pick(content.claims, name, "claims.toml")
    yield claim.status
    if claim.kind == "ours":
        yield "ours"


def only_mirrored(content: Catalogue, name: str) -> bool:
    """Whether a claim is known from copies by others alone."""
    claim = content.pick(content.claims, name, "claims.toml")
    return all(content.pick(content.sources, source, "sources.toml").mirror for source in claim.all_sources)


def source_lines(content: Catalogue, claims: Iterable[str]) -> tuple[str, ...]:
    """The sources of the claims, each once: title, date and address."""
    return tuple(_source(content, name) for name in _sources(content, claims))


def _claim(content: Catalogue, name: str, numbers: dict[str, int]) -> Iterator[str]:
    claim = content.pick(content.claims, name, "claims.toml")
    state = content.words(f"ui.claim.status.{claim.status}")
    kind = content.words(f"ui.claim.kind.{claim.kind}")
    basis = content.say("documents.sources.basis", kind=kind, status=state, sources=_cited(claim.sources, numbers))
    yield f"{content.sentence(name)}\n{basis}"
    for reading in claim.readings:
        said = content.say("ui.claim.reading", text=content.sentence(name, reading.id))
        yield f"{said}\n{_cited(reading.sources, numbers)}"


def _cited(names: Iterable[str], numbers: dict[str, int]) -> str:
    return " ".join(f"[{number}]" for number in sorted(numbers[name] for name in names))


def _sources(content: Catalogue, claims: Iterable[str]) -> tuple[str, ...]:
    found = (content.pick(content.claims, name, "claims.toml").all_sources for name in claims)
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _source(content: Catalogue, name: str) -> str:
    source = content.pick(content.sources, name, "sources.toml")
    day = None if source.date is None else say_known(content, source.date)
    return content.grammar.listed(part for part in (content.source(name), day, source.url) if part)
