"""Whatever a file names is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content_rules.files import FACTS, tables
from linkedin_guard.model.catalogue import Catalogue, ContentFault

ID = "ids-exist"
REASON = "A name that leads nowhere stops the wizard on the one page that uses it, months later."
FIX = "Add what is named, or correct the name."

SENTENCE = ("say", "heading")
LIST = ("list", "numbered", "boxes", "starts")
LINK = ("link", "code")
LABEL = ("switch", "label")


def check(content: Catalogue, root: Path) -> list[str]:
    """The names, with where they stand, of what is not there."""
    faults = []
    for file in FACTS:
        if file != "labels.toml":
            faults += [f"{file}: {fault}" for fault in _walk(content, tables(root / file), "")]
    for name, claim in content.claims.items():
        wanted = [f"claims.{name}.say", *(f"claims.{name}.{reading.id}" for reading in claim.readings)]
        faults += [
            f"{content.language}/claims.toml: there is no {words}" for words in wanted if not _says(content, words)
        ]
    faults += [
        f"labels.toml: {language}: no source '{source}'"
        for language, labels in content.labels.items()
        for source in labels.sources
        if source not in content.sources
    ]
    faults += [
        f"sources.toml: {name}: there is no sentence 'sources.{source.via}'"
        for name, source in content.sources.items()
        if source.via is not None and not _says(content, f"sources.{source.via}")
    ]
    faults += _words(content)
    faults += [
        f"regimes.toml: nothing holds in '{region}'"
        for region in content.questions["region"].choices
        if not any(region in regime.regions for regime in content.regimes.values())
    ]
    return faults


def _walk(content: Catalogue, at: Any, where: str) -> Iterator[str]:
    if isinstance(at, list):
        for number, inner in enumerate(at):
            yield from _walk(
                content, inner, f"{where}.{inner.get('id', number) if isinstance(inner, dict) else number}"
            )
    elif isinstance(at, dict):
        for key, value in at.items():
            here = f"{where}.{key}".lstrip(".")
            yield from (f"{here}: {fault}" for fault in _missing(content, key, value))
            yield from _walk(content, value, here)


def _missing(content: Catalogue, key: str, value: Any) -> Iterator[str]:
    """What the value of this key names in vain."""
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    names = [name for name in names if isinstance(name, str)]
    if key in SENTENCE:
        yield from (f"no sentence '{name}'" for name in names if not _says(content, name))
    elif key in LIST:
        yield from (f"no list '{name}'" for name in names if not isinstance(_find(content, name), tuple))
    elif key in ("claim", "claims", "cites", "controller"):
        yield from (f"no claim '{name}'" for name in names if name not in content.claims)
    elif key == "rows" and isinstance(value, dict):
        yield from (f"no claim '{name}'" for name in value.values() if name not in content.claims)
    elif key in LINK:
        yield from (f"no link '{name}'" for name in names if name not in content.links)
    elif key in LABEL or key == "trail":
        yield from (f"no label '{name}'" for name in names if name not in content.labels["en"].labels)
    elif key == "sources":
        yield from (f"no source '{name}'" for name in names if name not in content.sources)
    elif key in ("step", "after", "into"):
        yield from (f"no step '{name}'" for name in names if name not in content.steps)
    elif key == "questions":
        yield from (f"no question '{name}'" for name in names if name not in content.questions)
    elif key == "authorities":
        known = {*content.authorities, *content.questions}
        yield from (f"no authority '{name}'" for name in names if name not in known)
    elif key == "regions":
        yield from (f"no region '{name}'" for name in names if name not in content.questions["region"].choices)
    elif key in ("when", "unless", "core", "extra"):
        for condition in value:
            for question, choices in condition.items():
                offered = content.questions[question].choices if question in content.questions else ()
                yield from (f"no answer '{choice}' to '{question}'" for choice in choices if choice not in offered)


def _words(content: Catalogue) -> Iterator[str]:
    """The sentences that a question or a step needs by its id."""
    wanted: list[str] = []
    for question in content.questions.values():
        wanted += [f"questions.{question.id}.{key}" for key in ("title", "short", "why")]
        wanted += [f"questions.{question.id}.choices.{choice}" for choice in question.choices]
        if question.id == "region":
            wanted += [f"questions.region.at.{choice}" for choice in question.choices]
        if question.step is not None:
            wanted.append(f"questions.{question.id}.pick")
    for step in content.steps.values():
        wanted.append(f"steps.{step.id}.title")
        if step.after is not None:
            wanted.append(f"steps.{step.id}.first")
        for part in step.parts:
            wanted += [f"steps.{step.id}.{part.id}.{key}" for key in ("title", "short")]
            wanted += [f"steps.{step.id}.{part.id}.choices.{choice}" for choice in part.choices]
        for outcome in step.outcomes:
            for kind in ("outcomes", "recorded"):
                own, shared = f"steps.{step.id}.{kind}.{outcome.id}", f"ui.{kind}.{outcome.id}"
                if not (_says(content, own) or _says(content, shared)):
                    wanted.append(own)
    yield from (f"{content.language}: there is no {name}" for name in wanted if not _says(content, name))


def _says(content: Catalogue, name: str) -> bool:
    return isinstance(_find(content, name), str)


def _find(content: Catalogue, name: str) -> str | tuple[str, ...] | None:
    """The sentence or list of that name."""
    try:
        if not content.has(name):
            return None
        return content.words(name)
    except ContentFault:
        try:
            return content.several(name)
        except ContentFault:
            return None
