"""do.<step>.<part> where a text to send stands: read it, fill it in, copy it; and the languages it can be in."""

from collections.abc import Iterator

from linkedin_guard.documents.authorities import authorities, wants
from linkedin_guard.documents.content_blocks import claim_blocks
from linkedin_guard.documents.letters import (
    AUTHORITY,
    FORM,
    NOTICE,
    as_text,
    edited,
    language_of,
    letter,
    open_places,
    open_words,
    ways,
)
from linkedin_guard.model.blocks import Block, Document, Notice, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Copy, Event, Go, Open, Save, Speak, Write
from linkedin_guard.model.page import Moment, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Part, Step
from linkedin_guard.pages.acts import act, back, heads, leave, next_acts, others, part_pick, questions_of, saves, told
from linkedin_guard.pages.questions import has_languages, language_name
from linkedin_guard.plan.facts import field
from linkedin_guard.plan.status import open_parts
from linkedin_guard.plan.steps import part_of, step_of

ENGLISH = "english"
"""The aside that shows a text in English."""

LANGUAGE = "language"
"""The aside where the language of a text to send is chosen."""


def letter_page(moment: Moment, step: Step, part: Part, name: str) -> Page:
    """A text to send: read it, fill it in, edit it, copy it, save it, open the form."""
    document = letter(moment, name, short=part.short)
    fill = _to_fill_in(moment, step, document)
    acts = next_acts(moment, step) if part.saw else ()
    leaves = leave(moment, step) if part.saw or step.kind == "complain" else ()
    picks = (
        *acts,
        *fill,
        *_uses(moment, step, part, name, as_text(document), left_open=bool(fill)),
        *_changes(moment, step, part, name, [pick.event for pick in fill]),
        *_languages(moment, step, part, name),
        *others(moment, step, part),
        *leaves,
        back(moment, step),
    )
    said = (*act(moment, step, part), *told(moment, step, part.blocks), *_letter_blocks(moment, part, name, document))
    return Page(*heads(moment, step, part), said, None, picks)


def _letter_blocks(moment: Moment, part: Part, name: str, document: Document) -> tuple[Block, ...]:
    """The text, between what is to be known before it is sent and how long it is."""
    content = moment.content
    unread = (Notice(content.words("ui.review.letter")),) if _spoken(moment, name).by_machine else ()
    own = (Notice(content.words("ui.letter.own")),) if edited(moment, name) and not part.short else ()
    left = content.grammar.listed(open_words(content, open_places(content, document)))
    places = (Notice(content.say("ui.letter.open", places=left)),) if left else ()
    asked = (*_asked(moment), *_unmet(moment, _spoken(moment, name))) if name == AUTHORITY else ()
    length = Paragraph(content.say("ui.letter.length", count=len(as_text(document))))
    return (*asked, *unread, *own, *places, document, length, Paragraph(content.words("letters.advice")))


def _spoken(moment: Moment, name: str) -> Catalogue:
    """The content in the language that the text is in."""
    content = moment.content
    return content.into(content.language if name == NOTICE else language_of(moment, name=name))


def _uses(moment: Moment, step: Step, part: Part, name: str, text: str, *, left_open: bool) -> Iterator[Pick]:
    """What is done with a text: copy it, open where it goes, save it."""
    content, way = moment.content, ways(moment)[0]
    yield Pick(content.words("ui.pick.copy-open" if left_open else "ui.pick.copy-text"), Copy(text), "c")
    if step.kind != "document" and name != AUTHORITY and way in content.links:
        begins = step.id if step.id == FORM and way == FORM else None
        label = "ui.pick.open-form" if way == FORM else "ui.pick.open"
        yield Pick(content.words(label), Open(way, begins), "o")
    yield Pick(content.words("ui.pick.save-text"), Save(_file(part, name), "txt"))


def _file(part: Part, name: str) -> str:
    """What the text is called when it is saved."""
    return f"letter-{name}-short" if part.short else f"letter-{name}"


def _changes(moment: Moment, step: Step, part: Part, name: str, filled: list[Event]) -> Iterator[Pick]:
    """What can be changed about a text, but for what is `filled` in already; its other forms, and whom it is for."""
    opened = open_parts(moment, step)
    changes = (part_pick(moment, step, other, change=True) for other in opened if _fits(other, part))
    yield from (pick for pick in changes if pick.event not in filled)
    if step.kind == "document":
        yield from saves(moment, _file(part, name), "md", "html", "pdf")
    yield from (part_pick(moment, step, other) for other in opened if other.shows == part.shows and other.id != part.id)
    if not part.short and edited(moment, name):
        yield Pick(moment.content.words("ui.pick.suggested"), Write(field(step.id, "text"), ""))
    later = [pick for pick in questions_of(moment, step) if pick.event not in _asked_before(step)]
    if step.kind == "document" or name == AUTHORITY:
        yield from later


def _asked_before(step: Step) -> tuple[Event, ...]:
    """To the questions that are answered before the step shows anything."""
    return tuple(Go(Place("ask", question)) for question in step.first)


def _languages(moment: Moment, step: Step, part: Part, name: str) -> Iterator[Pick]:
    """Picks for another language of the text, and for the English it was made from."""
    content, here, spoken = moment.content, Place("do", step.id, part.id), _spoken(moment, name)
    if has_languages(content) and name != NOTICE and (part.short or not edited(moment, name)):
        label = content.say("ui.pick.letter-language", language=language_name(spoken))
        yield Pick(label, Go(here.with_aside(LANGUAGE)))
    if spoken.language != "en":
        yield Pick(content.words("ui.pick.english"), Go(here.with_aside(ENGLISH)), "e")


def _to_fill_in(moment: Moment, step: Step, document: Document) -> list[Pick]:
    """Picks that lead to the parts for the places still open in the text."""
    content, picks = moment.content, list[Pick]()
    for place in open_places(content, document):
        for of in (step, content.steps[FORM]):
            part = next((part for part in of.parts if part.id == place and part.ask is not None), None)
            if part is not None:
                what = content.words(f"steps.{of.id}.{part.id}.short")
                picks.append(Pick(content.say("ui.pick.fill-in", what=what), Go(Place("do", of.id, part.id))))
                break
    return picks


def _asked(moment: Moment) -> tuple[Block, ...]:
    """What the authority that the text goes to asks for, before the text."""
    return tuple(
        block
        for authority in authorities(moment)[:1]
        for claim in authority.claims
        for block in claim_blocks(moment, claim)
    )


def _unmet(moment: Moment, spoken: Catalogue) -> Iterator[Block]:
    """What of that the text does not meet: its language, a proof, a form of the authority's own."""
    content, asked = moment.content, wants(moment)
    if asked is None:
        return
    cited = (asked.claim,)
    if asked.languages and spoken.language not in asked.languages:
        names = content.grammar.listed(content.words(f"ui.authority.languages.{code}") for code in asked.languages)
        said = content.say("ui.authority.spoken", spoken=spoken.grammar.endonym, languages=names)
        yield Notice(said, cited)
    if asked.proof and not moment.progress.fields.get(field(FORM, "evidence")):
        yield Notice(content.words("ui.authority.unproved"), cited)
    if asked.model and (form := authorities(moment)[0].form) is not None:
        yield Notice(content.say("ui.authority.model", url=form), cited)


def letter_languages(moment: Moment, of: Page) -> Page:
    """The languages that the text beside can be in, whatever the wizard's is."""
    content = moment.content
    there = content.manifest.languages
    name = part_of(step_of(moment, of.place.name), of.place.part).shows or ""
    picks = [Pick(language_name(content.into(code)), Speak(code, letters=True)) for code in there]
    now = there.index(language_of(moment, name=name))
    back = Pick(content.words("ui.pick.back"), Go(of.place))
    title = content.words("pages.letter-language.title")
    why = (Paragraph(content.words("pages.letter-language.why")),)
    return Page(of.place.with_aside(LANGUAGE), of.title, title, why, None, (*picks, back), now, now)


def in_english(moment: Moment, of: Page) -> Page:
    """The page beside as it is in English, to read and to copy from."""
    back = Pick(moment.content.words("ui.pick.back"), Go(of.place))
    copies = tuple(pick for pick in of.picks if isinstance(pick.event, Copy))
    return Page(of.place.with_aside(ENGLISH), of.caption, of.title, of.blocks, None, (*copies, back))


def _fits(other: Part, text: Part) -> bool:
    """Whether a part goes into the text shown: what prepares it; editing only changes the long one."""
    return other.writing and other.ask is not None and not (text.short and other.edits)
