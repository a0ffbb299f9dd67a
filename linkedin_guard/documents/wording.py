"""A recorded event in words, and what was written into a field: the same in the window, the prompts and the record."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Mark, Recorded, Undo, Write
from linkedin_guard.plan.retired import heir
from linkedin_guard.plan.say_dates import say_day

MARKS = frozenset({"completed", "skipped", "not-found", "in-progress", "left"})
"""How a step can be marked."""

PLACES = ("name", "mail", "address", "day")
"""The places of a text that stay open in what is kept: no name or mail reaches the disk unasked, and no day is old."""


def say_event(content: Catalogue, event: Recorded | None, *, mask: bool = False, longest: int | None = None) -> str:
    """What the event recorded, after a colon; of one this content has no words for, that it is unknown.

    With `mask` nothing that was typed is said; with `longest` no more of it than so many characters.
    """
    if mask and not (isinstance(event, Write) or is_known(content, event)):
        return content.words("documents.record.unknown")
    match event:
        case Answer(question, choices) if question in content.questions:
            answer = answers_in_words(content, f"questions.{question}", choices)
            return content.say("ui.said.answer", question=content.words(f"questions.{question}.short"), answer=answer)
        case Mark(name, mark, saw) if (step := heir(content, name)) in content.steps:
            words = outcome_words(content, step, mark, saw)
            return content.say("ui.said.mark", step=content.words(f"steps.{step}.title"), status=words)
        case Write(name, text):
            if mask and kind_of(content, name) is None:
                return content.words("documents.record.unknown")
            hidden = mask and not tells_nobody(content, name, text)
            shown = content.words("documents.record.masked") if hidden else field_text(content, name, text)
            if longest is not None and len(shown) > longest:
                shown = f"{shown[:longest]}…"
            said = "ui.said.write" if text else "ui.said.blank"
            return content.say(said, what=field_words(content, name), text=shown if text else "")
        case Undo():
            return content.words("documents.record.undone")
    return content.words("documents.record.unknown")


def is_known(content: Catalogue, event: Recorded | None) -> bool:
    """Whether all that the event says are ids of the content, and choices it offers: nothing that anybody typed."""
    match event:
        case Answer(question, choices):
            return question in content.questions and set(choices) <= set(content.questions[question].choices)
        case Mark(name, mark, saw):
            return (step := heir(content, name)) in content.steps and is_mark(content, step, mark, saw)
        case Write(name, text):
            return tells_nobody(content, name, text)
    return event is not None


def is_mark(content: Catalogue, step: str, mark: str, saw: str) -> bool:
    """Whether a step of the content can be marked so, and this be seen on it."""
    return mark in MARKS and (not saw or any(map(content.has, _seen_keys(step, saw))))


def tells_nobody(content: Catalogue, name: str, text: str) -> bool:
    """Whether what a field holds is a day, or choices that are offered, and so says nothing about who it is."""
    match kind_of(content, name):
        case "date":
            with suppress(ValueError):
                return date.fromisoformat(text).isoformat() == text
            return not text
        case "several":
            return all(content.has(f"steps.{name}.choices.{choice}") for choice in text.split())
    return False


def outcome_words(content: Catalogue, step: str, mark: str, saw: str) -> str:
    """What came of a step, in a few words: what was seen, else how it was marked, else that it is unknown."""
    known = (content.words(key) for key in _mark_keys(step, mark, saw) if content.has(key))
    return next(known, content.words("documents.record.unknown"))


def file_only(path: str) -> str:
    """The name of a file without its folder, wherever the path was written."""
    return re.split(r"[/\\]", path)[-1]


def file_path(text: str) -> str:
    """The path in what is kept of a file: SHA-256, size, path."""
    return text.split(" ", 2)[-1]


def _mark_keys(step: str, mark: str, saw: str) -> Iterator[str]:
    """The words that may say how a step was marked, the closest first."""
    if saw:
        yield from _seen_keys(step, saw)
    yield f"ui.mark.{mark}"


def _seen_keys(step: str, saw: str) -> Iterator[str]:
    yield f"steps.{step}.saw.{saw}"
    yield f"ui.saw.{saw}"


def field_words(content: Catalogue, name: str) -> str:
    """How a field (`<step>.<part>`) is called."""
    key = f"steps.{name}.short"
    return content.words(key) if content.has(key) else name


def field_text(content: Catalogue, name: str, text: str, *, whole: bool = True) -> str:
    """What was written into a field, as a person reads it: choices by their labels, a file with its fingerprint.

    Unless `whole`, a file is called by its name only: who reads it elsewhere needs no folder of this computer.
    """
    match kind_of(content, name):
        case "several":
            return answers_in_words(content, f"steps.{name}", text.split())
        case "file" if text.count(" ") >= 2:
            digest, size, path = text.split(" ", 2)
            path = path if whole else file_only(path)
            return content.say("documents.record.file", path=path, size=size, digest=digest)
        case "date":
            with suppress(ValueError):
                return say_day(content, date.fromisoformat(text))
    # In one line, whatever line breaks it has; a no-break space stays one.
    return re.sub(r"[ \t\n]+", " ", shown_text(content, text))


def kept_text(content: Catalogue, text: str) -> str:
    """A text as it is kept, in no language: its open places by their names (`{name}`), a sentence of ours by its id."""
    for name in _starts(content):
        if text == content.words(name):
            return taken_over(name)
    for place in PLACES:
        text = text.replace(content.words(f"letters.empty.{place}"), f"{{{place}}}")
    return text


def taken_over(name: str) -> str:
    """How a sentence of ours that the person took as it is stands in what is kept, for every language to say."""
    return f"{{{name}}}"


def own_sentence(content: Catalogue, text: str) -> str:
    """A sentence of ours that was taken over, in the words of the content; any other text as it stands."""
    return content.words(text[1:-1]) if text.startswith("{") and text[1:-1] in _starts(content) else text


def _starts(content: Catalogue) -> Iterator[str]:
    """The names of all sentences that a person may take over."""
    return (name for step in content.steps.values() for part in step.parts for name in part.starts)


def shown_text(content: Catalogue, text: str, **values: str) -> str:
    """A text as kept, with its open places filled, or in the words of the content: `[your name]`."""
    text = own_sentence(content, text)
    for place in PLACES:
        text = text.replace(f"{{{place}}}", values.get(place) or content.words(f"letters.empty.{place}"))
    return text


def kind_of(content: Catalogue, name: str) -> str | None:
    """The kind of the part a field belongs to; None for a field this version does not know."""
    step, _, part = name.partition(".")
    parts = content.steps[step].parts if step in content.steps else ()
    return next((found.ask for found in parts if found.id == part), None)


def answers_in_words(content: Catalogue, of: str, choices: Iterable[str]) -> str:
    """Several answers, one after the other: some of them are phrases with commas of their own."""
    return content.grammar.listed((_choice(content, of, choice) for choice in choices), phrases=True)


def _choice(content: Catalogue, of: str, choice: str) -> str:
    key = f"{of}.choices.{choice}"
    return content.words(key) if content.has(key) else choice
