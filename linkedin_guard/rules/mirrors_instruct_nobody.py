"""What is known from somebody else's copy alone tells nobody what to do."""

from collections.abc import Iterator, Sequence

from linkedin_guard.model.catalogue import Catalogue, Fault
from linkedin_guard.rules.draft import Draft

ID = "mirrors-instruct-nobody"
REASON = "A copy by others may be old or altered; whoever follows it may be led to the wrong place."
FIX = "name a source that is no mirror, or take it off the page that tells people what to do."


def check(draft: Draft) -> Iterator[Fault]:
    """The addresses, labels, and claims of the pages of steps that rest on mirrors alone."""
    if draft.english is not None:
        return
    content = draft.content
    for name, link in content.links.items():
        if _mirrored(content, link.sources):
            yield Fault("links.toml", name, "is known from mirrors alone", FIX)
    for language, labels in content.labels.items():
        if _mirrored(content, labels.sources):
            yield Fault("labels.toml", language, "is known from mirrors alone", FIX)
    for step in content.steps.values():
        for piece in (*step.blocks, *step.when_missing):
            for name in (*(piece.claims or ()), *((piece.claim,) if piece.claim else ()), *piece.cites):
                claim = content.claims.get(name)
                if claim is not None and _mirrored(content, claim.all_sources):
                    what = f"is known from mirrors alone, and the step '{step.id}' names it"
                    yield Fault("claims.toml", name, what, FIX)


def _mirrored(content: Catalogue, sources: Sequence[str]) -> bool:
    known = [content.sources[name] for name in sources if name in content.sources]
    return bool(known) and all(source.mirror for source in known)
