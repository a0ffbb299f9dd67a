"""The walk: which pages there are, what a pick does, and where it leads. Read top to bottom, it is the whole wizard.

    who · start → ask.region → ask.age → ask.role → about-you → do.<first step> → … → finish
                                                                 ↑
                                              tasks: where a returning person starts

A place names a page. A page is data; a pick on it carries an event; what was typed becomes one in `reading`. What is
true after the event is said in `recording`, and `onward` where it leads. Where the person is now is never stored:
`resume` derives it.

What holds beyond the plain rules: an event may imply another (`implied`): the first Open begins a step, and giving the
day of sending checks the step off. A Mark leads to the part of the step that speaks of what was seen, if there is one,
before the next open step. What prepares a text leads on to the text; what is answered or filled in beside a text or an
authority leads back to it (`reflects`; the session knows where the person came from).
"""

from collections.abc import Iterator
from dataclasses import replace

from linkedin_guard.documents.letters import NOTICE
from linkedin_guard.model.catalogue import ContentFault, Fault
from linkedin_guard.model.events import (
    Answer,
    Event,
    Go,
    Mark,
    Speak,
    Use,
    Write,
    from_data,
)
from linkedin_guard.model.page import Moment, Page
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Step
from linkedin_guard.pages import asides, letters, lists, parts, questions, steps
from linkedin_guard.plan import status
from linkedin_guard.plan.age import age
from linkedin_guard.plan.answers import answers_of, first_unanswered, shown, start_questions
from linkedin_guard.plan.steps import part_of, plan_of, step_of
from linkedin_guard.walk.reading import read as read
from linkedin_guard.walk.recording import apply as apply
from linkedin_guard.walk.recording import fold as fold
from linkedin_guard.walk.recording import holds as holds
from linkedin_guard.walk.recording import implied as implied
from linkedin_guard.walk.recording import undoable as undoable

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
        return place.page in ("do", "missing") and not place.part and steps.takes_notes(step_of(moment, place.name))
    if place.aside == parts.DAY:
        return _asks_day(moment, place)
    return not place.aside or place.aside in _ASIDES


def _asks_day(moment: Moment, place: Place) -> bool:
    """Whether a day is asked for there, and what is typed can be one."""
    if place.page != "do" or not place.part:
        return False
    step = step_of(moment, place.name)
    part = part_of(step, place.part)
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
        step = step_of(moment, place.name)
        return parts.which_day(moment, step, part_of(step, place.part))
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
            return steps.step_page(moment, step_of(moment, name))
        case Place("do", name, part):
            step = step_of(moment, name)
            return parts.part_page(moment, step, part_of(step, part))
        case Place("missing", name):
            return steps.missing(moment, step_of(moment, name))
        case Place("finish"):
            return lists.finish(moment)
    raise ContentFault(Fault("pages.toml", str(place), "is no page", "correct the name."))


def asked_at(moment: Moment, into: str) -> Place:
    """Where the question or field is asked for."""
    if into == questions.NEW_NAME:
        return Place("who")
    if into in moment.content.questions:
        return Place("ask", into)
    step, _, part = into.partition(".")
    return Place("do", step, part)


def prepares(moment: Moment, place: Place) -> bool:
    """Whether the place asks for something that goes into a text to send."""
    return place.page == "do" and bool(place.part) and part_of(step_of(moment, place.name), place.part).writing


def reflects(moment: Moment, place: Place) -> bool:
    """Whether the place is open and shows a text or an authority, or says what to try: pages an answer changes."""
    if not is_open(moment, place) or place.aside:
        return False
    match place:
        case Place("do", name, part) if part:
            return part_of(step_of(moment, name), part).shows is not None
        case Place("missing"):
            return True
    return False


def _is_letter(moment: Moment, place: Place) -> bool:
    """Whether the place shows a text to send, whose language is chosen apart."""
    if place.page != "do" or not place.part:
        return False
    shows = part_of(step_of(moment, place.name), place.part).shows
    return shows in moment.content.letters and shows != NOTICE


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
            return _next_place(moment) if part_of(step_of(moment, name), part).offers else up(moment, place)
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
