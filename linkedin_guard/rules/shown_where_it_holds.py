"""A claim is shown only to those for whom it holds."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from linkedin_guard.model.catalogue import Catalogue, Fault
from linkedin_guard.model.steps import Piece
from linkedin_guard.model.text import When
from linkedin_guard.rules.draft import Draft

ID = "shown-where-it-holds"
REASON = "What holds in one place and is read in another is wrong there, however good its source."
FIX = "show it only to those its 'when' names, or correct its 'when'."

TEAM, REGION = "team-regions", "region"
"""For the documents of a team, where its people live stands for where a person lives."""

PLACES = (REGION, "province", "country", "land")
"""The questions whose answer names where an authority is."""

Filter = tuple[tuple[When, ...], bool]
"""Conditions, and whether they must fit (no condition fits everybody) or must not (none keeps nobody out)."""


def check(draft: Draft) -> Iterator[Fault]:
    """The places where somebody would read a claim that does not hold for them."""
    if draft.english is not None:
        return
    content = draft.content
    for file, key, filters, names in _shown(content):
        for name in names:
            claim = content.claims.get(name)
            if claim is not None and claim.when and not _holds(content, filters, claim.when):
                yield Fault(file, key, f"shows '{name}' where it does not hold", FIX)


def _shown(content: Catalogue) -> Iterator[tuple[str, str, list[Filter], Sequence[str]]]:
    """Every place where claims are shown: file, key, to whom, and which."""
    for name, page in content.pages.items():
        yield from _pieces("pages.toml", name, [], page.blocks)
    for name, document in content.documents.items():
        yield from _pieces("documents.toml", name, [], document.blocks)
    for step in content.steps.values():
        whose: list[Filter] = [((*step.core, *step.extra), True)]
        yield from _pieces("steps.toml", f"step.{step.id}", whose, (*step.blocks, *step.when_missing))
        for part in step.parts:
            yield from _pieces("steps.toml", f"step.{step.id}.{part.id}", [*whose, (part.when, True)], part.blocks)
    laws = dict(_laws(content))
    for regime in content.regimes.values():
        lives: Filter = (({REGION: regime.regions},), True)
        yield "regimes.toml", f"regime.{regime.id}", [lives], tuple(regime.rows.values())
    for law in content.laws.values():
        yield "regimes.toml", f"law.{law.id}", laws[law.id], (law.controller, *law.claims)
    for letter in content.letters.values():
        for number, line in enumerate(letter.lines, 1):
            for of in line.law or ("",):
                key = f"letter.{letter.id}.line.{number}"
                yield "letters.toml", key, [*laws.get(of, []), (line.when, True)], line.claims
    for authority in content.authorities.values():
        named = [p for p in PLACES if p in content.questions and authority.id in content.questions[p].choices]
        at: Filter = (tuple({question: (authority.id,)} for question in named), True)
        yield "authorities.toml", f"authority.{authority.id}", [at], authority.claims


def _pieces(
    file: str, key: str, filters: list[Filter], pieces: Sequence[Piece]
) -> Iterator[tuple[str, str, list[Filter], Sequence[str]]]:
    for number, piece in enumerate(pieces, 1):
        names = (*(piece.claims or ()), *((piece.claim,) if piece.claim else ()), *piece.cites)
        yield file, f"{key}.block.{number}", [*filters, (piece.when, True), (piece.unless, False)], names


def _laws(content: Catalogue) -> Iterator[tuple[str, list[Filter]]]:
    """To whom each law is shown: to those it fits and none before it does."""
    before: list[Filter] = []
    for law in content.laws.values():
        yield law.id, [*before, (law.when, True)]
        before.append((law.when, False))


def _holds(content: Catalogue, filters: list[Filter], when: tuple[When, ...]) -> bool:
    """Whether whoever is let through by the filters is one of those meant."""
    asked = {question for conditions, _ in filters for condition in conditions for question in condition}
    asked |= {question for condition in when for question in condition}
    for _ in content.questions:
        wider = {q for name in asked if name in content.questions for w in content.questions[name].when for q in w}
        asked |= wider
    names = sorted({REGION if name == TEAM else name for name in asked} & set(content.questions))
    for answers in product(*(content.questions[name].choices for name in names)):
        known = dict(zip(names, answers, strict=True))
        if _can_be(content, known) and all(_lets(content, one, known) for one in filters) and not _fits(when, known):
            return False
    return True


def _can_be(content: Catalogue, known: Mapping[str, str]) -> bool:
    """Whether each answered question is one that is asked of somebody with these answers."""
    return all(not content.questions[name].when or _fits(content.questions[name].when, known) for name in known)


def _lets(content: Catalogue, one: Filter, known: Mapping[str, str]) -> bool:
    conditions, must = one
    return (not conditions or _fits(conditions, known)) if must else not _fits(conditions, known)


def _fits(conditions: tuple[When, ...], known: Mapping[str, str]) -> bool:
    return any(
        all(known.get(REGION if name == TEAM else name) in choices for name, choices in condition.items())
        for condition in conditions
    )
