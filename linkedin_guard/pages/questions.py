"""who, start, ask.<question>, review: who it is for, and what is asked of them."""

from collections.abc import Iterable
from dataclasses import replace

from linkedin_guard.documents.content_blocks import page_blocks
from linkedin_guard.documents.wording import answers_in_words
from linkedin_guard.model.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Event, Go, Speak, Use, Write, from_data
from linkedin_guard.model.page import Ask, Choice, Moment, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Question
from linkedin_guard.plan.answers import answers_of, first_unanswered, start_questions
from linkedin_guard.plan.status import kept, way
from linkedin_guard.plan.steps import plan

NEW_NAME = "who.name"


def who(moment: Moment) -> Page:
    """Whose progress to go on with, in an order that stays; or a new person's name."""
    content, known = moment.content, moment.here.profiles
    # The names come with the one that was used last first.
    marked = moment.progress.profile or next(iter(known), "")
    note = content.words("ui.who.current" if moment.progress.profile else "ui.who.last")
    people = sorted(known, key=lambda name: (name.casefold(), name))
    shape = content.words("ui.shape.chosen")
    names = [
        Pick(name, Use(name), note=_how_far(moment, name, note if name == marked else ""), mark=shape)
        if name == marked
        else Pick(name, Use(name), note=_how_far(moment, name))
        for name in people
    ]
    ask = Ask(
        "line", NEW_NAME, content.words("ui.ask.name"), value=moment.draft.get(NEW_NAME, ""), limit=40, keep=False
    )
    add = Pick(content.words("ui.pick.add-person"), Write(NEW_NAME, "", keep=False))
    last = people.index(marked) if marked in people else 0
    return Page(
        Place("who"),
        content.words("pages.who.caption"),
        content.words("pages.who.title"),
        page_blocks(moment, "who"),
        ask,
        (*names, add),
        focus=last if names else None,
    )


def _how_far(moment: Moment, name: str, used: str = "") -> str:
    """Where a person lives, how far they are, and whether they were `used` last; nothing more of who has not begun."""
    content, progress = moment.content, moment.people.get(name)
    if progress is None:
        return used
    theirs = replace(moment, progress=progress, people={})
    region = answers_of(content, progress).get("region")
    if region is None:
        return used
    now = way(theirs)
    said = [content.words(f"questions.region.at.{region[0]}")]
    said.append(content.say("ui.caption.done", done=now.done, of=now.of))
    return content.grammar.side_by_side(*said, *filter(None, [used]))


def start(moment: Moment) -> Page:
    """What this is, how long it takes, what is kept and where."""
    content = moment.content
    folder = content.say("pages.start.kept", folder=moment.here.folder)
    begun = bool(answers_of(content, moment.progress))
    return Page(
        Place("start"),
        content.words("pages.start.caption"),
        content.words("pages.start.title"),
        (*unreviewed(content), *page_blocks(moment, "start"), Paragraph(folder)),
        None,
        (
            Pick(content.words("ui.pick.continue" if begun else "ui.pick.start"), Go()),
            *((Pick(content.words("ui.pick.language"), Go(Place("language"))),) if has_languages(content) else ()),
            Pick(content.words("ui.pick.someone-else"), Go(Place("who"))),
        ),
    )


def has_languages(content: Catalogue) -> bool:
    """Whether there is a language to choose."""
    return len(content.manifest.languages) > 1


def unreviewed(content: Catalogue) -> tuple[Block, ...]:
    """That nobody has read the words of this language yet, in them and in English; nothing once somebody has."""
    if not content.by_machine:
        return ()
    return tuple(Notice(content.into(spoken).words("ui.review.notice")) for spoken in (content.language, "en"))


def languages(moment: Moment) -> Page:
    """The languages there are, each by its own name, and whether only a machine has translated it."""
    content = moment.content
    picks = [Pick(language_name(content.into(code)), Speak(code)) for code in content.manifest.languages]
    now = content.manifest.languages.index(content.language)
    return Page(
        Place("language"),
        content.words("pages.language.caption"),
        content.words("pages.language.title"),
        (),
        None,
        tuple(picks),
        now,
        now,
    )


def language_name(content: Catalogue) -> str:
    """The name of the content's language in itself."""
    name = content.grammar.endonym
    return content.say("ui.review.machine", language=name) if content.by_machine else name


def ask(moment: Moment, question: Question) -> Page:
    """A question, why it is asked, and what can be answered."""
    content, key = moment.content, f"questions.{question.id}"
    given = answers_of(content, moment.progress).get(question.id, ())
    text: tuple[Block, ...] = (Paragraph(content.words(f"{key}.why")),)
    if content.has(f"{key}.hint"):
        text += (Paragraph(content.words(f"{key}.hint")),)
    if not question.several:
        picks = tuple(
            Pick(content.words(f"{key}.choices.{choice}"), Answer(question.id, (choice,)))
            for choice in question.choices
        )
        chosen = question.choices.index(given[0]) if given else None
        return Page(
            Place("ask", question.id),
            _number(moment, question),
            content.words(f"{key}.title"),
            text,
            None,
            picks,
            chosen,
            chosen,
        )
    choices = tuple(Choice(choice, content.words(f"{key}.choices.{choice}")) for choice in question.choices)
    title, value = content.words(f"{key}.title"), moment.draft.get(question.id, " ".join(given or question.preset))
    box = Ask("several", question.id, title, choices, value)
    untouched = not given and question.id not in moment.draft
    picks = (ticked(content, box, Answer(question.id), beforehand=untouched),)
    return Page(Place("ask", question.id), _number(moment, question), title, text, box, picks, None)


def ticked(content: Catalogue, ask: Ask, event: Event, *, beforehand: bool) -> Pick:
    """The pick that hands in what is asked; where something is ticked beforehand it says so over itself."""
    labels = [choice.label for choice in ask.choices if choice.id in ask.value.split()]
    group = (
        content.say("ui.ask.ticked", what=content.grammar.listed(labels, phrases=True)) if beforehand and labels else ""
    )
    return Pick(content.words("ui.pick.continue"), event, group=group)


def _number(moment: Moment, question: Question) -> str:
    content = moment.content
    if question.step is not None:
        return content.words(f"steps.{question.step}.title")
    asked = start_questions(content)
    return content.say("ui.caption.question", number=asked.index(question) + 1, of=len(asked))


def review(moment: Moment) -> Page:
    """The answers, each with Change, and what the last change made needless or new."""
    content = moment.content
    known = answers_of(content, moment.progress)
    asked = start_questions(content)
    rows = tuple(
        (
            content.words(f"questions.{question.id}.short"),
            answers_in_words(content, f"questions.{question.id}", known.get(question.id, ())),
        )
        for question in asked
    )
    changes = tuple(
        Pick(
            content.say("ui.pick.change", what=content.words(f"questions.{question.id}.short")),
            Go(Place("ask", question.id)),
        )
        for question in asked
    )
    return Page(
        Place("review"),
        content.words("pages.review.caption"),
        content.words("pages.review.title"),
        (*page_blocks(moment, "review"), Facts(rows), *_changed(moment)),
        None,
        (Pick(content.words("ui.pick.continue"), Go()), *changes),
    )


def _changed(moment: Moment) -> tuple[Block, ...]:
    """What the last answer, if it changed an earlier one, made new; and what is kept though it no longer applies."""
    content, progress = moment.content, moment.progress
    said: list[Block] = []
    last = progress.log[-1] if progress.log else None
    event = None if last is None else from_data(last.event)
    was = None if last is None else last.was
    if isinstance(event, Answer) and isinstance(was, list) and not first_unanswered(content, progress):
        before = dict(answers_of(content, progress))
        before[event.question] = tuple(map(str, was))
        old = plan(content, before).steps
        new = [step for step in plan(content, answers_of(content, progress)).steps if step not in old]
        if new:
            said += _titled(content, "new", (step.id for step in new))
    gone = [step for step in kept(moment) if step in content.steps]
    if gone:
        said += _titled(content, "kept", gone)
    return tuple(said)


def _titled(content: Catalogue, name: str, steps: Iterable[str]) -> tuple[Block, ...]:
    """The steps by their titles, under what the page says of them."""
    titles = tuple(content.words(f"steps.{step}.title") for step in steps)
    return (Heading(content.words(f"pages.review.{name}")), Bullets(titles))
