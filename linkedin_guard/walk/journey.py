"""The walk: which pages there are, what a pick does, and where it leads. Read top to bottom, it is the whole wizard.

    who · start → ask.region → ask.age → ask.role → review → about-you → do.<first step> → … → finish
                                                                          ↑
                                              tasks: where a returning person starts

A place is a string that names a page. A page is data; a pick on it carries an event; `apply` says what is true after
the event and `onward` where it leads. Where the person is now is never stored: `resume` derives it.

What holds beyond the plain rules: an event may imply another (`implied`): the first Open begins a step, and giving the
day of sending checks the step off. A Mark leads to the part of the step that speaks of what was seen, if there is one,
before the next open step. What prepares a text leads on to the text; what is answered or filled in beside a text or an
authority leads back to it (`reflects`; the session knows where the person came from).
"""

import re
from collections import deque
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from linkedin_guard.model.catalogue import ContentFault, Entry, Part, Progress, Question, Record, Step, shows
from linkedin_guard.model.events import Answer, Event, Go, Mark, Open, Recorded, Undo, Use, Write, as_data, from_data
from linkedin_guard.model.page import Moment, Page, Refusal
from linkedin_guard.model.reading import Unfit, instant, raw_of
from linkedin_guard.model.reading import read as read_data
from linkedin_guard.pages import asides, lists, parts, questions, steps
from linkedin_guard.plan import status
from linkedin_guard.plan.steps import answers_of, first_unanswered, plan_of, shown, start_questions

_FILE = re.compile(r"[0-9a-f]{64} [0-9]+ .+")
"""A file as it was read outside: SHA-256, size in bytes, path."""

UNDO = 20
"""How many recorded events can be taken back."""

_ASIDES = {"sources": lists.sources, "help": asides.help_page, "phone": asides.phone}
"""What can stand beside a page; `phone` only beside one that has an address on LinkedIn."""


# Which pages there are.


def places(moment: Moment) -> tuple[str, ...]:
    """Every page open to this person now, in order; `sources@`, `help@` and `phone@` stand beside them."""
    return tuple(dict.fromkeys(_places(moment)))


def _places(moment: Moment) -> Iterator[str]:
    content, progress = moment.content, moment.progress
    yield "who"
    if not progress.profile:
        return
    yield "start"
    unanswered = first_unanswered(content, progress)
    for question in start_questions(content):
        yield f"ask.{question.id}"
        if question == unanswered:
            return
    yield from ("review", "about-you", "about-you.data", "tasks")
    known = answers_of(content, progress)
    for step in plan_of(content, progress).steps:
        yield f"do.{step.id}"
        for part in status.open_parts(moment, step):
            yield f"do.{step.id}.{part.id}"
        for name in step.questions:
            if shown(content.questions[name].when, known):
                yield f"ask.{name}"
        if step.missing:
            yield f"missing.{step.id}"
    yield "finish"


def is_open(moment: Moment, place: str) -> bool:
    """Whether the page is open to this person now."""
    aside, at, beside = place.partition("@")
    if not at:
        return place in places(moment)
    if aside not in _ASIDES or beside not in places(moment):
        return False
    return aside != "phone" or asides.address_of(page(moment, beside)) is not None


def page(moment: Moment, place: str) -> Page:
    """What to show at a place that is open."""
    content = moment.content
    aside, at, beside = place.partition("@")
    if at:
        return _ASIDES[aside](moment, page(moment, beside))
    match place.split("."):
        case ["who"]:
            return questions.who(moment)
        case ["start"]:
            return questions.start(moment)
        case ["ask", name]:
            return questions.ask(moment, content.pick(content.questions, name, "questions.toml"))
        case ["review"]:
            return questions.review(moment)
        case ["about-you"]:
            return lists.about_you(moment)
        case ["about-you", "data"]:
            return lists.data(moment)
        case ["tasks"]:
            return lists.tasks(moment)
        case ["do", name]:
            return steps.step_page(moment, _step(moment, name))
        case ["do", name, part]:
            step = _step(moment, name)
            return parts.part_page(moment, step, _part(step, part))
        case ["missing", name]:
            return steps.missing(moment, _step(moment, name))
        case ["finish"]:
            return lists.finish(moment)
    raise ContentFault(f"content: there is no page '{place}'; correct the name.")


def reflects(moment: Moment, place: str) -> bool:
    """Whether the place is open and shows a text or an authority, or says what to try: pages an answer changes."""
    if not is_open(moment, place):
        return False
    match place.split("."):
        case ["do", name, part]:
            return _part(_step(moment, name), part).shows is not None
        case ["missing", _]:
            return True
    return False


# What was ticked or typed, as an event.


def read(moment: Moment, page: Page, typed: str) -> Event | Refusal:
    """What was ticked (ids with spaces between) or typed, as an event; or one sentence saying what is wrong with it."""
    ask = page.ask
    assert ask is not None, "only a page with an ask is read"
    if page.place == "who":
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
    _, name, part = page.place.split(".")
    return _written(moment, ask.into, _part(_step(moment, name), part), typed)


def _several(moment: Moment, question: Question, ticked: list[str]) -> Event | Refusal:
    if not ticked:
        return _refuse(moment, "nothing-ticked")
    alone = [choice for choice in ticked if choice in question.alone]
    if alone and len(ticked) > 1:
        label = moment.content.words(f"questions.{question.id}.choices.{alone[0]}")
        return _refuse(moment, "stands-alone", choice=label)
    return Answer(question.id, tuple(choice for choice in question.choices if choice in ticked))


def _written(moment: Moment, into: str, part: Part, typed: str) -> Event | Refusal:
    text = typed.strip()
    if not text:
        return Write(into, "", part.keep) if part.optional else _refuse(moment, "nothing-typed")
    if any(not shows(c) and not (c == "\n" and part.ask == "text") for c in text):
        return _refuse(moment, "control-character")
    if part.limit is not None and len(text) > part.limit:
        return _refuse(moment, "too-long", limit=part.limit, length=len(text))
    if part.ask == "date":
        return _day(moment, into, part, text)
    if part.ask == "file" and not _FILE.fullmatch(text):
        return _refuse(moment, "no-file")
    return Write(into, text, part.keep)


def _day(moment: Moment, into: str, part: Part, text: str) -> Event | Refusal:
    today = moment.now.date()
    near = {
        moment.content.words("ui.date.today"): today,
        moment.content.words("ui.date.yesterday"): today - timedelta(days=1),
    }
    try:
        day = near.get(text.casefold()) or date.fromisoformat(text)
    except ValueError:
        return _refuse(moment, "no-date")
    if day > today:
        return _refuse(moment, "future")
    if part.earliest is not None and day < part.earliest:
        return _refuse(moment, "too-early", day=part.earliest.isoformat())
    return Write(into, day.isoformat(), part.keep)


def _refuse(moment: Moment, reason: str, **values: object) -> Refusal:
    return Refusal(moment.content.say(f"ui.refusal.{reason}", **values))


# What is true afterwards.


def apply(progress: Progress, event: Event, now: datetime) -> Progress:
    """The progress after the event. Only recorded events change it, and each adds one entry to the log."""
    match event:
        case Answer() | Mark():
            return _logged(progress, event, now)
        case Write(keep=keep):
            return _logged(progress, event, now) if keep else progress
        case Undo():
            return _logged(progress, event, now) if undoable(progress) is not None else progress
    return progress


def implied(moment: Moment, event: Event) -> Mark | None:
    """What the event says besides: the first Open begins a step; filling in a part may be an outcome of its step."""
    content, steps = moment.content, moment.progress.steps
    match event:
        case Open(_, str(step)) if step not in steps:
            return Mark(step, "in-progress", meaning=content.steps[step].meaning)
        case Write(name, text) if text:
            step, _, written = name.partition(".")
            noun = content.steps.get(step)
            for part in noun.parts if noun is not None else ():
                done = step in steps and steps[step].status == "completed"
                if noun is not None and part.id == written and part.marks is not None and not done:
                    outcome = next(outcome for outcome in noun.outcomes if outcome.id == part.marks)
                    return Mark(step, outcome.status, outcome.id, noun.meaning)
    return None


def fold(log: tuple[Entry, ...], empty: Progress) -> Progress:
    """The snapshot that the log adds up to, starting from an empty progress."""
    progress = empty
    for entry in log:
        event = from_data(entry.event)
        changed = progress if event is None else _changed(progress, event, entry.at)[0]
        progress = changed.but(log=(*progress.log, entry))
    return progress


def undoable(progress: Progress) -> Entry | None:
    """The entry that Undo would take back: the last one not yet taken back, among the last twenty."""
    kept: deque[Entry] = deque(maxlen=UNDO)
    for entry in progress.log:
        if entry.event.get("kind") != "undo":
            kept.append(entry)
        elif kept:
            kept.pop()
    return kept[-1] if kept else None


def _logged(progress: Progress, event: Recorded, now: datetime) -> Progress:
    at = now.astimezone(UTC).replace(microsecond=0)
    changed, was = _changed(progress, event, at)
    entry = Entry(at=at, content=progress.content, event=as_data(event), was=was)
    return changed.but(log=(*progress.log, entry))


def _changed(progress: Progress, event: Recorded, at: datetime) -> tuple[Progress, Any]:
    """The snapshot after the event, and what the event replaced."""
    match event:
        case Answer(question, choices):
            before = progress.answers.get(question)
            return _put(progress, "answers", question, choices), None if before is None else list(before)
        case Mark(step, mark, saw, meaning):
            old = progress.steps.get(step)
            record = Record(status=mark, saw=saw, meaning=meaning, at=at)
            return _put(progress, "steps", step, record), _as_was(old)
        case Write(name, text, _):
            return _put(progress, "fields", name, text), progress.fields.get(name)
        case Undo():
            return _undone(progress)


def _undone(progress: Progress) -> tuple[Progress, Any]:
    entry = undoable(progress)
    was = None if entry is None else entry.was
    match None if entry is None else from_data(entry.event):
        case Answer(question, _):
            now = progress.answers.get(question)
            choices = tuple(was) if isinstance(was, list) and all(isinstance(choice, str) for choice in was) else None
            return _put(progress, "answers", question, choices), None if now is None else list(now)
        case Mark(step):
            record = progress.steps.get(step)
            return _put(progress, "steps", step, _record(was)), _as_was(record)
        case Write(name):
            text = progress.fields.get(name)
            return _put(progress, "fields", name, was if isinstance(was, str) else None), text
    return progress, None


def _as_was(record: Record | None) -> Any:
    """The record as the log keeps it."""
    return None if record is None else {**raw_of(record), "at": instant(record.at)}


def _record(data: object) -> Record | None:
    """The record that the log keeps; None for what is none, as in a file that other hands have been in."""
    try:
        return None if data is None else read_data(data, Record)
    except Unfit:
        return None


def _put(progress: Progress, table: str, key: str, value: object) -> Progress:
    """Progress with one key of one table set, or taken out when the value is None."""
    values = dict(getattr(progress, table))
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
    return progress.but(**{table: values})


# Where it leads.


def onward(moment: Moment, place: str, event: Event) -> str:
    """Where the event leads from this place; the moment is the one after `apply`."""
    there = _onward(moment, place, event)
    return there if is_open(moment, there) else resume(moment)


def _onward(moment: Moment, place: str, event: Event) -> str:
    content = moment.content
    match event:
        case Answer(question):
            step = content.questions[question].step
            return f"do.{step}" if step is not None else _first_question(moment) or "review"
        case Write(name):
            step_id, _, written = name.partition(".")
            if step_id not in content.steps:
                return place
            noun = content.steps[step_id]
            if any(part.id == written and part.writing for part in noun.parts):
                text = status.next_writing(moment, noun, written)
                return f"do.{step_id}" if text is None else f"do.{step_id}.{text}"
            part = status.next_part(moment, noun)
            return _spoken(moment, noun) or f"do.{step_id}" if part is None else f"do.{step_id}.{part}"
        case Mark(step_id, mark, saw):
            if mark == "in-progress" and not saw:
                return place
            part = status.next_part(moment, content.steps[step_id]) if saw else None
            if part is not None and content.steps[step_id].kind == "answer":
                return f"do.{step_id}.{part}"
            return _spoken(moment, content.steps[step_id]) or _first_step(moment) or "finish"
        case Go(there):
            return _go_on(moment, place) if there is None else there
        case Use():
            return resume(moment)
    return place


def _spoken(moment: Moment, step: Step) -> str | None:
    """The part that speaks of what the person saw, if there is one to read."""
    record = moment.progress.steps.get(step.id)
    for part in status.open_parts(moment, step):
        if record is not None and part.ask is None and record.saw in part.saw:
            return f"do.{step.id}.{part.id}"
    return None


def _go_on(moment: Moment, place: str) -> str:
    if place in ("who", "start"):
        return _first_question(moment) or ("review" if place == "start" else resume(moment))
    if place == "review":
        return "about-you"
    if place == "about-you":
        return _first_step(moment) or "tasks"
    if place == "finish":
        return "tasks"
    if "@" in place or place.count(".") == 2:
        return up(moment, place)
    return _first_step(moment) or "finish"


def resume(moment: Moment) -> str:
    """Where a returning person starts: nothing answered, the start; a question open, that one; else the tasks.

    While nobody is named, `who` is the only page.
    """
    if not moment.progress.profile:
        return "who"
    if not answers_of(moment.content, moment.progress):
        return "start"
    return _first_question(moment) or "tasks"


def up(moment: Moment, place: str) -> str:
    """The page this one belongs to, where Back leads when there is no trail."""
    content = moment.content
    _, aside, beside = place.partition("@")
    if aside:
        return beside
    match place.split("."):
        case ["do", step, _]:
            return f"do.{step}"
        case ["about-you", "data"]:
            return "about-you"
        case ["missing", step]:
            return f"do.{step}"
        case ["ask", name]:
            step_of = content.questions[name].step
            if step_of is not None:
                return f"do.{step_of}"
            if first_unanswered(content, moment.progress) is None:
                return "review"
            asked = [f"ask.{question.id}" for question in start_questions(content)]
            return asked[asked.index(place) - 1] if place != asked[0] else "start"
        case ["start"]:
            return "start"
        case ["who"]:
            return "start" if moment.progress.profile else "who"
    return "tasks" if is_open(moment, "tasks") else "start"


def _first_question(moment: Moment) -> str | None:
    question = first_unanswered(moment.content, moment.progress)
    return None if question is None else f"ask.{question.id}"


def _first_step(moment: Moment) -> str | None:
    step = status.next_open(moment)
    return None if step is None else f"do.{step.id}"


def _step(moment: Moment, name: str) -> Step:
    step: Step = moment.content.pick(moment.content.steps, name, "steps.toml")
    return step


def _part(step: Step, name: str) -> Part:
    for part in step.parts:
        if part.id == name:
            return part
    raise ContentFault(f"content/steps.toml: '{step.id}' has no part '{name}'; correct the name.")
