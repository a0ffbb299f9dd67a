"""What is known from somebody else's copy alone tells nobody what to do."""

from collections.abc import Iterator, Sequence

from linkedin_guard.model.catalogue import Catalogue, Fault
from linkedin_guard.model.steps import Piece
from linkedin_guard.rules.draft import Draft

ID = "mirrors-instruct-nobody"
REASON = "A copy by others may be old or altered; whoever follows it may be led to the wrong place."
FIX = "name a source that is no mirror, or take it off the page that tells people what to do."


def check(draft: Draft) -> Iterator[Fault]:
    """The addresses, the labels, and the claims that an instruction rests on, which are known from mirrors alone."""
    if draft.english is not None:
        return
    content = draft.content
    for name, link in content.links.items():
        if _mirrored(content, link.sources):
            yield Fault("links.toml", name, "is known from mirrors alone", FIX)
    for language, labels in content.labels.items():
        if _mirrored(content, labels.sources):
            yield Fault("labels.toml", language, "is known from mirrors alone", FIX)
    for where, claims in _instructed(content):
        for name in claims:
            claim = content.claims.get(name)
            if claim is not None and _mirrored(content, claim.all_sources):
                yield Fault("claims.toml", name, f"is known from mirrors alone, and {where} goes by it", FIX)


def _instructed(content: Catalogue) -> Iterator[tuple[str, Sequence[str]]]:
    """Which claims the instructions rest on: on a step's page all of them, elsewhere those an instruction cites."""
    for step in content.steps.values():
        for piece in (*step.blocks, *step.when_missing):
            yield f"the step '{step.id}'", (*_said(piece), *piece.cites)
        for part in step.parts:
            for piece in part.blocks:
                yield f"the part '{step.id}.{part.id}'", piece.cites
    for name, page in (*content.pages.items(), *content.documents.items()):
        for piece in page.blocks:
            yield f"'{name}'", piece.cites


def _said(piece: Piece) -> Sequence[str]:
    return (*(piece.claims or ()), *((piece.claim,) if piece.claim else ()))


def _mirrored(content: Catalogue, sources: Sequence[str]) -> bool:
    known = [content.sources[name] for name in sources if name in content.sources]
    return bool(known) and all(source.mirror for source in known)
