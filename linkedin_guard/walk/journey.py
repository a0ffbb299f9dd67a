"""The walk: which pages there are, what a pick does, and where it leads. Read top to bottom, it is the whole wizard.

    who · start → ask.region → ask.age → ask.role → about-you → do.<first step> → … → finish
                                                                 ↑
                                              tasks: where a returning person starts

A place names a page. A page is data; a pick on it carries an event; `apply` says what is true after
the event and `onward` where it leads. Where the person is now is never stored: `resume` derives it.

What holds beyond the plain rules: an event may imply another (`implied`): the first Open begins a step, and giving the
day of sending checks the step off. A Mark leads to the part of the step that speaks of what was seen, if there is one,
before the next open step. What prepares a text leads on to the text; what is answered or filled in beside a text or an
authority leads back to it (`reflects`; the session knows where the person came from).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from linkedin_guard.documents.letters import NOTICE
from linkedin_guard.documents.wording import kept_text
from linkedin_guard.model.catalogue import ContentFault, Fault
from linkedin_guard.model.events import (
    Answer,
    Event,
    Go,
    Mark,
    Open,
    Recorded,
    Speak,
    Undo,
    Use,
    Write,
    as_data,
    from_data,
)
from linkedin_guard.model.page import Moment, Page, Refusal
from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Entry, Progress, Record, instant, standing
from linkedin_guard.model.steps import Part, Question, Step
from linkedin_guard.model.text import cleaned, normalized, shows
from linkedin_guard.pages import asides, letters, lists, parts, questions, steps
from linkedin_guard.plan import status
from linkedin_guard.plan.age import age
from linkedin_guard.plan.answers import answers_of, first_unanswered, shown, start_questions
from linkedin_guard.plan.say_dates import say_long
from linkedin_guard.plan.steps import plan_of

_FILE = re.compile(r"[0-9a-f]{64} [0-9]+ .+")
"""A file as it was read outside: SHA-256, size in bytes, path."""

_ASIDES = {
    "sources": lists.sources,
    "help": asides.help_page,
    "phone": asides.phone,
    steps.DIFFERENT: steps.different,
    letters.LANGUAGE: letters.letter_languages,
}
"""What can stand beside a page; `phone` only beside one that has an address on LinkedIn."""

DOING = ("tasks", "do", "missing")
"""The pages that tell somebody to do something."""

ENGLISH = letters.ENGLISH
"""What stands beside a text in another language than English: the English that it was made from."""


# Which pages there are.


def places(moment: Moment) -> tuple[Place, ...]:
    """Every page open to this person now, in order; its sources, help and code for a phone stand beside it."""
    return tuple(dict.fromkeys(_places(moment)))


def _places(moment: Moment) -> Iterator[Place]:
    content, progress = moment.content, moment.progress
    yield Place("who")
    if not progress.profile:
        return
    yield Place("start")
    if questions.has_languages(content):
        yield Place("language")
    unanswered = first_unanswered(content, progress)
    for question in start_questions(content):
        yield Place("ask", question.id)
        if question == unanswered:
            return
    yield from (Place("review"), Place("about-you"), Place("about-you", "data"), Place("about-you", "sure"))
    yield Place("tasks")
    known = answers_of(content, progress)
    for step in plan_of(moment).steps:
        yield Place("do", step.id)
        for part in status.open_parts(moment, step):
            yield Place("do", step.id, part.id)
        for name in step.questions:
            if shown(content.questions[name].when, known):
                yield Place("ask", name)
        if step.missing:
            yield Place("missing", step.id)
    yield Place("finish")


def is_open(moment: Moment, place: Place) -> bool:
    """Whether the page is open to this person now."""
    if place.beside not in places(moment):
        return False
    if place.aside == "phone":
        return asides.address_of(page(moment, place.beside)) is not None
    if place.aside == ENGLISH:
        return questions.has_languages(moment.content) and reflects(moment, place.beside)
    if place.aside == letters.LANGUAGE:
        return questions.has_languages(moment.content) and _is_letter(moment, place.beside)
    if place.aside == steps.DIFFERENT:
        return place.page in ("do", "missing") and not place.part and steps.takes_notes(_step(moment, place.name))
    if place.aside == parts.DAY:
        return _asks_day(moment, place)
    return not place.aside or place.aside in _ASIDES


def _asks_day(moment: Moment, place: Place) -> bool:
    """Whether a day is asked for there, and what is typed can be one."""
    if place.page != "do" or not place.part:
        return False
    step = _step(moment, place.name)
    part = _part(step, place.part)
    return part.ask == "date" and bool(parts.days_typed(moment, step, part))


def page(moment: Moment, place: Place) -> Page:
    """What to show at a place that is open; one that tells somebody to do something says when that is long known."""
    found = _page(moment, place)
    line = age(moment) if place.page in DOING and not place.aside else ""
    return replace(found, age=line) if line else found


def _page(moment: Moment, place: Place) -> Page:
    content = moment.content
    if place.aside == ENGLISH:
        return letters.in_english(
            moment, page(replace(moment, content=content.into("en"), letters_in="en"), place.beside)
        )
    if place.aside == parts.DAY:
        step = _step(moment, place.name)
        return parts.which_day(moment, step, _part(step, place.part))
    if place.aside:
        return _ASIDES[place.aside](moment, page(moment, place.beside))
    match place:
        case Place("who"):
            return questions.who(moment)
        case Place("start"):
            return questions.start(moment)
        case Place("language"):
            return questions.languages(moment)
        case Place("ask", name):
            return questions.ask(moment, content.pick(content.questions, name, "questions.toml"))
        case Place("review"):
            return questions.review(moment)
        case Place("about-you", ""):
            return lists.about_you(moment)
        case Place("about-you", "data"):
            return lists.data(moment)
        case Place("about-you", "sure"):
            return lists.sure(moment)
        case Place("tasks"):
            return lists.tasks(moment)
        case Place("do", name, ""):
            return steps.step_page(moment, _step(moment, name))
        case Place("do", name, part):
            step = _step(moment, name)
            return parts.part_page(moment, step, _part(step, part))
        case Place("missing", name):
            return steps.missing(moment, _step(moment, name))
        case Place("finish"):
            return lists.finish(moment)
    raise ContentFault(Fault("pages.toml", str(place), "is no page", "correct the name."))


def reflects(moment: Moment, place: Place) -> bool:
    """Whether the place is open and shows a text or an authority, or says what to try: pages an answer changes."""
    if not is_open(moment, place) or place.aside:
        return False
    match place:
        case Place("do", name, part) if part:
            return _part(_step(moment, name), part).shows is not None
        case Place("missing"):
            return True
    return False


def _is_letter(moment: Moment, place: Place) -> bool:
    """Whether the place shows a text to send, whose language is chosen apart."""
    if place.page != "do" or not place.part:
        return False
    shows = _part(_step(moment, place.name), place.part).shows
    return shows in moment.content.letters and shows != NOTICE


# What was ticked or typed, as an event.


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
    step = _step(moment, page.place.name)
    return _written(moment, ask.into, _part(step, page.place.part), typed)


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
    if reading.in_full and len(meant) == 1:
        return Write(into, meant[0].isoformat(), part.keep)
    step, _, name = into.partition(".")
    return Go(Place("do", step, name).with_aside(parts.DAY))


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


def holds(progress: Progress, event: Event) -> bool:
    """Whether what the event says is recorded already: the same answer, or the same text, or none where there is none.

    It is not recorded once more. An outcome is: who looks again on another day has seen it on that day too.
    """
    match event:
        case Answer(question, choices):
            return progress.answers.get(question) == choices
        case Write(name, text, keep=True):
            return progress.fields.get(name, "") == text
    return False


def implied(moment: Moment, event: Event) -> Mark | None:
    """What the event says besides: the first Open begins a step; filling in a part may be an outcome of its step.

    An outcome may say something of another step too: that the switch read On is an entry of the switch.
    """
    content, steps = moment.content, moment.progress.steps
    match event:
        case Mark(step, _, saw) if step in content.steps:
            for outcome in content.steps[step].outcomes:
                if outcome.id == saw and (also := outcome.also) is not None:
                    return Mark(also.step, also.status, also.saw, content.steps[also.step].meaning)
        case Open(_, str(step)) if step not in steps and content.steps[step].opens_after is None:
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
        progress = changed.model_copy(update={"log": (*progress.log, entry)})
    return progress


def undoable(progress: Progress) -> Entry | None:
    """The entry that Undo would take back: the last one not yet taken back, among the last twenty."""
    kept, reaches = standing(progress.log)
    return kept[-1] if reaches else None


def _logged(progress: Progress, event: Recorded, now: datetime) -> Progress:
    at = now.astimezone(UTC).replace(microsecond=0)
    changed, was = _changed(progress, event, at)
    entry = Entry(at=at, content=progress.content, event=as_data(event), was=was)
    return changed.model_copy(update={"log": (*progress.log, entry)})


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
            choices = (
                tuple(map(cleaned, was)) if isinstance(was, list) and all(isinstance(c, str) for c in was) else None
            )
            return _put(progress, "answers", question, choices), None if now is None else list(now)
        case Mark(step):
            record = progress.steps.get(step)
            return _put(progress, "steps", step, _record(was)), _as_was(record)
        case Write(name):
            text = progress.fields.get(name)
            return _put(progress, "fields", name, cleaned(was) if isinstance(was, str) else None), text
    return progress, None


def _as_was(record: Record | None) -> Any:
    """The record as the log keeps it."""
    return None if record is None else {**record.model_dump(), "at": instant(record.at)}


def _record(data: object) -> Record | None:
    """The record that the log keeps; None for what is none, as in a file that other hands have been in."""
    try:
        return None if data is None else Record.model_validate(data)
    except ValidationError:
        return None


def _put(progress: Progress, table: str, key: str, value: object) -> Progress:
    """Progress with one key of one table set, or taken out when the value is None."""
    values = dict(getattr(progress, table))
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
    return progress.model_copy(update={table: values})


# Where it leads.


def onward(moment: Moment, place: Place, event: Event) -> Place:
    """Where the event leads from this place; the moment is the one after `apply`."""
    there = _onward(moment, place, event)
    return there if is_open(moment, there) else resume(moment)


def _onward(moment: Moment, place: Place, event: Event) -> Place:
    content = moment.content
    match event:
        case Answer(question):
            return _after_answer(moment, question)
        case Write(name):
            step_id, _, written = name.partition(".")
            return _after_writing(moment, content.steps[step_id], written) if step_id in content.steps else place
        case Mark(step_id, mark, saw):
            step = content.steps[step_id]
            if mark == "in-progress" and not saw:
                return place
            part = status.next_part(moment, step) if saw else None
            if part is not None and step.kind == "answer":
                return Place("do", step_id, part)
            return _spoken(moment, step) or _next_place(moment)
        case Go(there):
            return _asked_first(moment, _go_on(moment, place) if there is None else there)
        case Speak(letters=True):
            return place.beside
        case Use() | Speak():
            return resume(moment)
    return place


def _after_answer(moment: Moment, question: str) -> Place:
    """After a question of a step that step; after the last of those asked of everybody what holds, or what changed."""
    content = moment.content
    if content.questions[question].step is None:
        return _first_question(moment) or Place("about-you" if _just_met(moment) else "review")
    asking = [step.id for step in content.steps.values() if question in step.questions]
    there = (Place("do", step) for step in reversed(asking) if status.status(moment, step).id != "cannot-start")
    return _asked_first(moment, next((place for place in there if is_open(moment, place)), Place("do", asking[0])))


def _just_met(moment: Moment) -> bool:
    """Whether the last thing recorded is the first answer to a question."""
    log = moment.progress.log
    return bool(log) and log[-1].was is None and isinstance(from_data(log[-1].event), Answer)


def _asked_first(moment: Moment, place: Place) -> Place:
    """The question to answer before the place shows anything, else the place: a text is never by the wrong law."""
    if place.page != "do" or place.aside or place.name not in moment.content.steps:
        return place
    if status.status(moment, place.name).id in ("cannot-start", "completed", "not-needed", "left"):
        return place
    known = answers_of(moment.content, moment.progress)
    for name in moment.content.steps[place.name].first:
        if name not in known and shown(moment.content.questions[name].when, known):
            return Place("ask", name)
    return place


def _next_place(moment: Moment) -> Place:
    """The next open step, or the question it asks first; the finish where none is open."""
    return _asked_first(moment, _first_step(moment) or Place("finish"))


def _after_writing(moment: Moment, step: Step, written: str) -> Place:
    """After a part of a text, the next of it or the text; else the next part to fill in, or what it has to say."""
    if any(part.id == written and part.writing for part in step.parts):
        return Place("do", step.id, status.next_writing(moment, step, written) or "")
    part = status.next_part(moment, step)
    if part is None or part == written:
        return _spoken(moment, step) or Place("do", step.id)
    return Place("do", step.id, part)


def _spoken(moment: Moment, step: Step) -> Place | None:
    """The part that speaks of what the person saw, if there is one to read."""
    record = moment.progress.steps.get(step.id)
    for part in status.open_parts(moment, step):
        if record is not None and part.ask is None and record.saw in part.saw:
            return Place("do", step.id, part.id)
    return None


def _go_on(moment: Moment, place: Place) -> Place:
    match place:
        case Place(aside=aside) if aside:
            return up(moment, place)
        case Place("start"):
            return _first_question(moment) or Place("about-you")
        case Place("who"):
            return _first_question(moment) or resume(moment)
        case Place("review"):
            return Place("about-you")
        case Place("about-you", ""):
            return _first_step(moment) or Place("tasks")
        case Place("finish"):
            return Place("tasks")
        case Place(_, name, part) if part:
            # From what was kept with something sent the way goes on: nobody comes back to what is done.
            return _next_place(moment) if _part(_step(moment, name), part).offers else up(moment, place)
    return _first_step(moment) or Place("finish")


def resume(moment: Moment) -> Place:
    """Where a returning person starts: nothing answered, the start; a question open, that one; else the tasks.

    While nobody is named, `who` is the only page.
    """
    if not moment.progress.profile:
        return Place("who")
    if not answers_of(moment.content, moment.progress):
        return Place("start")
    return _first_question(moment) or Place("tasks")


def up(moment: Moment, place: Place) -> Place:
    """The page this one belongs to, where Back leads when there is no trail."""
    if place.aside:
        return place.beside
    match place:
        case Place("do", step, part) if part:
            return Place("do", step)
        case Place("about-you", part) if part:
            return Place("about-you")
        case Place("missing", step):
            return Place("do", step)
        case Place("ask", question):
            return _before_question(moment, question)
        case Place("start"):
            return place
        case Place("language"):
            return Place("start")
        case Place("who"):
            return Place("start") if moment.progress.profile else place
    return Place("tasks") if is_open(moment, Place("tasks")) else Place("start")


def _before_question(moment: Moment, question: str) -> Place:
    """The step a question belongs to; of those asked of everybody the one before, while they are first asked."""
    content = moment.content
    step = content.questions[question].step
    if step is not None:
        return Place("do", step)
    if first_unanswered(content, moment.progress) is None:
        return Place("review")
    asked = [question.id for question in start_questions(content)]
    return Place("ask", asked[asked.index(question) - 1]) if question != asked[0] else Place("start")


def _first_question(moment: Moment) -> Place | None:
    question = first_unanswered(moment.content, moment.progress)
    return None if question is None else Place("ask", question.id)


def _first_step(moment: Moment) -> Place | None:
    step = status.way(moment).open
    return None if step is None else Place("do", step.id)


def _step(moment: Moment, name: str) -> Step:
    return moment.content.pick(moment.content.steps, name, "steps.toml")


def _part(step: Step, name: str) -> Part:
    for part in step.parts:
        if part.id == name:
            return part
    raise ContentFault(Fault("steps.toml", f"step.{step.id}", f"has no part '{name}'", "correct the name."))
