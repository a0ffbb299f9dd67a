"""What a document rests on: its claims, how sure each is, and their sources."""

from collections.abc import Iterable, Iterator

from linkedin_guard.blocks import Block, Bullets, Heading
from linkedin_guard.model import Content


def rests_on(content: Content, claims: Iterable[str]) -> Iterator[Block]:
    """A heading and a card for each claim, each once; a contested one with all its readings. Nothing for no claims."""
    names = tuple(dict.fromkeys(claims))
    if not names:
        return
    yield Heading(content.words("documents.sources.title"))
    for name in names:
        claim = content.pick(content.claims, name, "claims.toml")
        state = content.words(f"ui.claim.status.{claim.status}")
        kind = content.words(f"ui.claim.kind.{claim.kind}")
        cited = "; ".join(source_lines(content, (name,)))
        said = content.say(
            "documents.sources.claim", claim=content.sentence(name), status=state, kind=kind, sources=cited
        )
        readings = (content.sentence(name, reading.id) for reading in claim.readings)
        yield Bullets((said, *(content.say("ui.claim.reading", text=reading) for reading in readings)), (name,))


def source_lines(content: Content, claims: Iterable[str]) -> tuple[str, ...]:
    """The sources of the claims, each once: title, date and address."""
    names: dict[str, None] = {}
    for name in claims:
        claim = content.pick(content.claims, name, "claims.toml")
        names.update(dict.fromkeys(claim.sources))
        for reading in claim.readings:
            names.update(dict.fromkeys(reading.sources))
    found = (content.pick(content.sources, name, "sources.toml") for name in names)
    return tuple(", ".join(part for part in (source.title, source.date, source.url) if part) for source in found)
