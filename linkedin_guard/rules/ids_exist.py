"""Whatever a file names is there."""

from collections.abc import Collection, Iterator
from typing import Any

from linkedin_guard.model.catalogue import Catalogue, ContentFault, Fault
from linkedin_guard.rules.draft import Draft, inside

ID = "ids-exist"
REASON = "A name that leads nowhere stops the wizard on the one page that uses it, months later."
FIX = "add what is named, or correct the name."

SENTENCE = ("say", "heading", "starts")
LIST = ("list", "numbered", "boxes")
CONDITION = ("when", "unless", "core", "extra")
OWN_WORDS = "labels.toml"
"""LinkedIn's labels are called what they like, also by the keys that name something elsewhere."""


def check(draft: Draft) -> Iterator[Fault]:
    """The names, with where they stand, of what is not there."""
    content = draft.content
    for file in draft.facts():
        if file != OWN_WORDS:
            for key, what in _walk(draft, draft.tables(file), ""):
                yield Fault(file, key, what, FIX)
    for language, labels in content.labels.items():
        for source in labels.sources:
            if source not in content.sources:
                yield Fault(OWN_WORDS, f"{language}.sources", _vain("source", source), FIX)
    for names in _needed(content):
        if not any(draft.says(name) for name in names):
            stem, _, key = names[0].partition(".")
            yield Fault(f"{draft.language}/{stem}.toml", key, "is missing", FIX)
    held = {region for regime in content.regimes.values() for region in regime.regions}
    for region in sorted(_offered(content, "region") - held):
        yield Fault("regimes.toml", "regime", f"holds nothing for the region '{region}'", FIX)
    for region in sorted(set(content.regions.names) - _offered(content, "region")):
        yield Fault("regions.toml", f"names.{region}", _vain("region", region), FIX)


def _walk(draft: Draft, at: Any, where: str) -> Iterator[tuple[str, str]]:
    """Where something is named in vain, and what."""
    if isinstance(at, list):
        for name, value in inside(at):
            yield from _walk(draft, value, f"{where}.{name}")
    elif isinstance(at, dict):
        for key, value in at.items():
            here = f"{where}.{key}" if where else key
            try:
                yield from ((here, what) for what in _missing(draft, key, value))
            except ContentFault as fault:
                # What it may name cannot be read; what others name can.
                draft.withheld.add(fault.fault.file)
            yield from _walk(draft, value, here)


def _missing(draft: Draft, key: str, value: Any) -> Iterator[str]:
    """What the value of this key names in vain."""
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    names = [name for name in names if isinstance(name, str)]
    if key in SENTENCE:
        yield from (_vain("sentence", name) for name in names if not draft.says(name))
    elif key in LIST:
        yield from (_vain("list of sentences", name) for name in names if not draft.lists(name))
    elif key == "rows" and isinstance(value, dict):
        yield from (_vain("claim", name) for name in value.values() if name not in draft.content.claims)
    elif key == "saw" and isinstance(value, dict):
        for step, outcomes in value.items():
            seen = _outcomes(draft.content, step)
            yield from (_vain(f"outcome of '{step}'", name) for name in outcomes if name not in seen)
    elif key in CONDITION and isinstance(value, list):
        for condition in value:
            for question, choices in condition.items():
                offered = _offered(draft.content, question)
                yield from (_vain(f"answer to '{question}'", name) for name in choices if name not in offered)
    elif (found := _known(draft.content, key)) is not None:
        kind, known = found
        yield from (_vain(kind, name) for name in names if name not in known)


def _known(content: Catalogue, key: str) -> tuple[str, Collection[str]] | None:
    """What this key names, and which of them there are; None for a key that names nothing."""
    match key:
        case "claim" | "claims" | "cites" | "controller" | "wording":
            return "claim", content.claims
        case "link" | "code":
            return "link", content.links
        case "switch" | "label" | "trail":
            english = content.labels.get("en")
            return "label", english.labels if english is not None else ()
        case "sources":
            return "source", content.sources
        case "step" | "steps" | "after" | "into":
            return "step", content.steps
        case "questions":
            return "question", content.questions
        case "authorities":
            return "authority", {*content.authorities, *content.questions}
        case "regions":
            return "region", _offered(content, "region")
    return None


def _offered(content: Catalogue, question: str) -> set[str]:
    return set(content.questions[question].choices) if question in content.questions else set()


def _outcomes(content: Catalogue, step: str) -> set[str]:
    return {outcome.id for outcome in content.steps[step].outcomes} if step in content.steps else set()


def _needed(content: Catalogue) -> Iterator[tuple[str, ...]]:
    """The sentences that what has an id needs by it; one of those given together is enough."""
    for name, claim in content.claims.items():
        yield (f"claims.{name}.say",)
        yield from ((f"claims.{name}.{reading.id}",) for reading in claim.readings)
    documents = ("record", "calendar", "note", *content.documents, *(f"letter-{letter}" for letter in content.letters))
    yield from ((f"documents.files.{name}",) for name in documents)
    for source in content.sources.values():
        if source.what is not None:
            yield (f"sources.what.{source.what}",)
        if source.via is not None:
            yield (f"sources.{source.via}",)
    for question in content.questions.values():
        keys = ["title", "short", "why", *(f"choices.{choice}" for choice in question.choices)]
        keys += [f"at.{choice}" for choice in question.choices] if question.id == "region" else []
        keys += ["pick"] if question.step is not None else []
        yield from ((f"questions.{question.id}.{key}",) for key in keys)
    for step in content.steps.values():
        keys = ["title"] if step.after is None else ["title", "first"]
        for part in step.parts:
            keys += [f"{part.id}.{key}" for key in ("title", "short", *(f"choices.{name}" for name in part.choices))]
        yield from ((f"steps.{step.id}.{key}",) for key in keys)
        short = (part.shows for part in step.parts if part.short)
        yield from ((f"documents.files.letter-{letter}-short",) for letter in short)
        for outcome in step.outcomes:
            for shared in (f"outcomes.{outcome.id}", f"recorded.{outcome.id}", f"saw.{outcome.id}"):
                yield f"steps.{step.id}.{shared}", f"ui.{shared}"


def _vain(kind: str, name: str) -> str:
    return f"names the {kind} '{name}', which is not there"
