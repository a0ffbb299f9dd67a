"""What was ticked or typed, as an event; or one sentence saying what is wrong with it. Pure."""

import re

from linkedin_guard.documents.wording import kept_text
from linkedin_guard.model.events import Answer, Event, Go, Use, Write
from linkedin_guard.model.page import Moment, Page, Refusal
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Part, Question
from linkedin_guard.model.text import normalized, shows
from linkedin_guard.pages import parts
from linkedin_guard.plan.order import clash
from linkedin_guard.plan.say_dates import say_long
from linkedin_guard.plan.steps import part_of, step_of

_FILE = re.compile(r"[0-9a-f]{64} [0-9]+ .+")
"""A file as it was read outside: SHA-256, size in bytes, path."""


def read(moment: Moment, page: Page, typed: str) -> Event | Refusal:
    """What was ticked (ids with spaces between) or typed, as an event; or one sentence saying what is wrong with it."""
    ask = page.ask
    assert ask is not None, "only a page with an ask is read"
    if page.place == Place("who"):
        return Use(typed.strip()) if typed.strip() else _refuse(moment, "nothing-typed")
    if ask.kind == "several":
        ticked = typed.split()
        if any(choice not in [offered.id for offered in ask.choices] for choice in ticked):
            return _refuse(moment, "unknown-choice")
        question = moment.content.questions.get(ask.into)
        if question is not None:
            return _several(moment, question, ticked)
        if not ticked:
            return _refuse(moment, "nothing-ticked")
        return Write(ask.into, " ".join(ticked), ask.keep)
    step = step_of(moment, page.place.name)
    return _written(moment, ask.into, part_of(step, page.place.part), typed)


def _several(moment: Moment, question: Question, ticked: list[str]) -> Event | Refusal:
    if not ticked:
        return _refuse(moment, "nothing-ticked")
    alone = [choice for choice in ticked if choice in question.alone]
    if alone and len(ticked) > 1:
        label = moment.content.words(f"questions.{question.id}.choices.{alone[0]}")
        return _refuse(moment, "stands-alone", choice=label)
    return Answer(question.id, tuple(choice for choice in question.choices if choice in ticked))


def _written(moment: Moment, into: str, part: Part, typed: str) -> Event | Refusal:
    text = (typed if part.ask == "file" else normalized(typed)).strip()
    if not text:
        nothing = "no-day" if part.ask == "date" else "nothing-typed"
        return Write(into, "", part.keep) if part.optional else _refuse(moment, nothing)
    if any(not shows(c) and not (c == "\n" and part.ask == "text") for c in text):
        return _refuse(moment, "control-character")
    if part.ask == "text" or part.starts:
        text = kept_text(moment.content, text)
    if part.limit is not None and len(text) > part.limit:
        return _refuse(moment, "too-long", limit=part.limit, length=len(text))
    if part.ask == "date":
        return _day(moment, into, part, text)
    if part.ask == "file" and not _FILE.fullmatch(text):
        return _refuse(moment, "no-file")
    return Write(into, text, part.keep)


def _day(moment: Moment, into: str, part: Part, text: str) -> Event | Refusal:
    """A day that was typed in full; any other leads to the page that shows it back, or asks which of several it is."""
    today = moment.now.date()
    reading = parts.day_meant(moment, text)
    meant = reading.days
    if not meant:
        return _refuse(moment, "no-date")
    if min(meant) > today:
        return _refuse(moment, "future")
    if part.earliest is not None and all(day < part.earliest for day in meant if day <= today):
        return _refuse(moment, "too-early", day=say_long(moment.content, part.earliest))
    clashes = [clash(moment, into, day) for day in meant if day <= today]
    if (found := clashes[0]) is not None and all(clashes):
        said, step = ("before" if found.before else "after"), moment.content.words(f"steps.{found.step}.title")
        return _refuse(moment, f"{said}-another", day=say_long(moment.content, found.day), step=step)
    if reading.in_full and len(meant) == 1:
        return Write(into, meant[0].isoformat(), part.keep)
    step, _, name = into.partition(".")
    return Go(Place("do", step, name).with_aside(parts.DAY))


def _refuse(moment: Moment, reason: str, **values: object) -> Refusal:
    return Refusal(moment.content.say(f"ui.refusal.{reason}", **values))
