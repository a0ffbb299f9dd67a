"""do.<step>.<part>: a part of a step: something to read, a text to send, an authority, or one thing to fill in."""

import re
from typing import TYPE_CHECKING

from linkedin_guard.documents import handouts
from linkedin_guard.documents.content_blocks import claim_blocks, to_blocks
from linkedin_guard.documents.letters import as_text, edited, letter
from linkedin_guard.documents.wording import shown_text, taken_over
from linkedin_guard.model.blocks import Block, Facts, Link, Notice, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Copy, Go, Mark, Open, Save, Write
from linkedin_guard.model.page import Ask, Choice, Moment, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Part, Step
from linkedin_guard.plan.answers import answers_of, law_of, shown
from linkedin_guard.plan.facts import as_sent, due_of, field, is_past, is_sent
from linkedin_guard.plan.say_dates import say_near
from linkedin_guard.plan.status import later_ways, open_parts, status
from linkedin_guard.plan.steps import plan_of

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Authority


ENGLISH = "english"
"""The aside that shows a text in English."""

PLACES = ("region", "province", "country", "land")
"""The questions whose answer names where an authority is."""


def part_page(moment: Moment, step: Step, part: Part) -> Page:
    """The part's page."""
    moment = as_sent(moment, step.after if step.kind == "answer" and step.after is not None else step.id)
    if part.ask is not None:
        return _asking(moment, step, part)
    if part.shows == "authority":
        return _authorities(moment, step, part)
    if part.shows in handouts.NAMES:
        return _document(moment, step, part, part.shows)
    if part.shows is not None:
        return _letter(moment, step, part, part.shows)
    said = (*_act(moment, step, part), *to_blocks(moment, part.blocks))
    if part.offers:
        return Page(*_heads(moment, step, part), said, None, _to_keep(moment, step, part))
    picks = (*next_acts(moment, step), *_others(moment, step, part), *leave(moment, step), _back(moment, step))
    return Page(*_heads(moment, step, part), said, None, picks)


def _to_keep(moment: Moment, step: Step, part: Part) -> tuple[Pick, ...]:
    """On first, then what can be kept with what was sent."""
    offered = (noun for noun in step.parts if noun.id in part.offers)
    picks = (
        part_pick(moment, step, noun, change=bool(moment.progress.fields.get(field(step.id, noun.id))))
        for noun in offered
    )
    return (Pick(moment.content.words("ui.pick.continue"), Go()), *picks)


def _act(moment: Moment, step: Step, part: Part) -> tuple[Block, ...]:
    """The next act and its day, with which the page of an outcome begins."""
    content, due = moment.content, due_of(moment, step.id)
    key = f"steps.{step.id}.{part.id}.act"
    ways = next_ways(moment, step)
    if due is not None and due.day < moment.now.date() and content.has(f"{key}-past"):
        key = f"{key}-past"
    elif due is not None and content.has(f"{key}-dated"):
        key = f"{key}-dated"
    elif not ways and content.has(f"{key}-alone"):
        key = f"{key}-alone"
    if not content.has(key):
        return ()
    day = "" if due is None else say_near(content, due.day, moment.now)
    following = content.words(f"steps.{ways[0].id}.title") if ways else ""
    return (Notice(content.say(key, day=day, next=following)),)


def next_ways(moment: Moment, step: Step) -> tuple[Step, ...]:
    """Where a refusal or a day that has passed leads on to: the ways of complaining that are still to be taken."""
    standing = status(moment, step.id).id
    if standing != "refused" and not is_past(moment, step.id):
        return ()
    open_now = ("not-started", "in-progress", "overdue")
    return tuple(way for way in later_ways(moment, step) if status(moment, way.id).id in open_now)


def next_acts(moment: Moment, step: Step) -> tuple[Pick, ...]:
    """Picks that lead on to the ways of complaining; where the region is not sure, to saying it."""
    content = moment.content
    ways = tuple(
        Pick(content.say("ui.pick.go-on", step=content.words(f"steps.{way.id}.title")), Go(Place("do", way.id)))
        for way in next_ways(moment, step)
    )
    refused = status(moment, step.id).id == "refused"
    if refused and not ways and answers_of(content, moment.progress).get("region") == ("not-sure",):
        return (Pick(content.words("ui.pick.say-region"), Go(Place("ask", "region"))),)
    return ways


def leave(moment: Moment, step: Step) -> tuple[Pick, ...]:
    """As easy as going on: to leave it at that, on the step that is open next; what was seen is kept."""
    standing = status(moment, step.id)
    ways = next_ways(moment, step)
    past = standing.id == "waiting" and is_past(moment, step.id)
    can_go_on = standing.id in ("refused", "overdue") or past
    startable = step.kind == "complain" and standing.id in ("not-started", "in-progress")
    waits = step.kind == "answer" and step.opens is not None and standing.id in ("waiting", "overdue")
    if not (can_go_on or startable or waits):
        return ()
    core = [way for way in ways if way in plan_of(moment).core]
    target = step if startable or waits or not core else core[0]
    record = moment.progress.steps.get(target.id)
    mark = Mark(target.id, "left", record.saw if record is not None else "", target.meaning)
    return (Pick(moment.content.words("ui.pick.leave"), mark),)


def _heads(moment: Moment, step: Step, part: Part) -> tuple[Place, str, str]:
    """Place, caption and title."""
    content = moment.content
    title = content.words(f"steps.{step.id}.{part.id}.title")
    return Place("do", step.id, part.id), content.words(f"steps.{step.id}.title"), title


def _back(moment: Moment, step: Step) -> Pick:
    return Pick(moment.content.words("ui.pick.back-to-step"), Go(Place("do", step.id)))


def part_pick(moment: Moment, step: Step, part: Part, *, change: bool = False) -> Pick:
    """The pick that leads to a part."""
    content = moment.content
    title = content.words(f"steps.{step.id}.{part.id}.short")
    label = content.say("ui.pick.change", what=title) if change else title
    return Pick(label, Go(Place("do", step.id, part.id)))


def _others(moment: Moment, step: Step, part: Part) -> tuple[Pick, ...]:
    """From a part that speaks of what was seen: the parts that are open because of it too."""
    if not part.saw:
        return ()
    return tuple(
        part_pick(moment, step, other)
        for other in open_parts(moment, step)
        if other.id != part.id and other.saw and set(other.saw) & set(part.saw)
    )


def _asking(moment: Moment, step: Step, part: Part) -> Page:
    content, key = moment.content, f"steps.{step.id}.{part.id}"
    into = field(step.id, part.id)
    kept = moment.progress.fields.get(into, "")
    if part.edits is not None and not kept:
        kept = as_text(letter(moment, part.edits, blank=True))
    kept = shown_text(content, kept)
    known = kept if into in moment.progress.fields or part.edits else " ".join(part.preset)
    value = moment.draft.get(into, moment.memory.get(into, known))
    choices = tuple(Choice(choice, content.words(f"{key}.choices.{choice}")) for choice in part.choices)
    label = content.words(f"{key}.label" if content.has(f"{key}.label") else f"{key}.title")
    ask = Ask(part.ask or "line", into, label, choices, value, part.limit, part.keep)
    picks = [Pick(content.words("ui.pick.continue"), Write(into, "", part.keep))]
    if not part.keep:
        picks.append(Pick(content.words("ui.pick.keep"), Write(into, "", keep=True)))
    if part.ask == "date":
        picks.insert(0, Pick(content.words("ui.pick.today"), Write(into, moment.now.date().isoformat())))
    picks += [Pick(content.words(name), Write(into, taken_over(name))) for name in part.starts]
    return Page(*_heads(moment, step, part), to_blocks(moment, part.blocks), ask, (*picks, _back(moment, step)))


def _letter(moment: Moment, step: Step, part: Part, name: str) -> Page:
    """A text to send: read it, fill it in, edit it, copy it, save it, open the form."""
    content = moment.content
    document = letter(moment, name, short=part.short)
    text = as_text(document)
    form = content.pick(content.steps, "objection-form", "steps.toml")
    ways = next_acts(moment, step) if part.saw else ()
    picks = [*ways, Pick(content.words("ui.pick.copy-text"), Copy(text), "c")]
    if form.link is not None and step.kind != "document" and name != "complaint-authority":
        picks.append(Pick(content.words("ui.pick.open-form"), Open(form.link, step.id if step == form else None), "o"))
    document_name = f"letter-{name}-short" if part.short else f"letter-{name}"
    picks.append(Pick(content.words("ui.pick.save-text"), Save(document_name, "txt")))
    picks += [part_pick(moment, step, other, change=True) for other in open_parts(moment, step) if _fits(other, part)]
    if step.kind == "document":
        picks += _saves(moment, document_name, "md", "html", "pdf")
    picks += [
        part_pick(moment, step, other)
        for other in open_parts(moment, step)
        if other.shows == part.shows and other.id != part.id
    ]
    if not part.short and edited(moment, name):
        picks.append(Pick(content.words("ui.pick.suggested"), Write(field(step.id, "text"), "")))
    picks += questions_of(moment, step) if step.kind == "document" else []
    if content.language != "en":
        beside = Place("do", step.id, part.id).with_aside(ENGLISH)
        picks.append(Pick(content.words("ui.pick.english"), Go(beside), "e"))
    length = Paragraph(content.say("ui.letter.length", count=len(text)))
    advice = Paragraph(content.words("letters.advice"))
    own = (Notice(content.words("ui.letter.own")),) if edited(moment, name) and not part.short else ()
    unread = (Notice(content.words("ui.review.letter")),) if content.by_machine else ()
    act = _act(moment, step, part)
    said: tuple[Block, ...] = (*act, *to_blocks(moment, part.blocks), *unread, *own, document, length, advice)
    leaves = leave(moment, step) if part.saw or step.kind == "complain" else ()
    picks += [*_others(moment, step, part), *leaves, _back(moment, step)]
    return Page(*_heads(moment, step, part), said, None, tuple(picks))


def in_english(moment: Moment, of: Page) -> Page:
    """The page beside as it is in English, to read and to copy from."""
    back = Pick(moment.content.words("ui.pick.back"), Go(of.place))
    copies = tuple(pick for pick in of.picks if isinstance(pick.event, Copy))
    return Page(of.place.with_aside(ENGLISH), of.caption, of.title, of.blocks, None, (*copies, back))


def _saves(moment: Moment, document: str, *forms: str) -> list[Pick]:
    """Picks that save the document, one for each format."""
    content = moment.content
    return [Pick(content.words(f"ui.save.{form}"), Save(document, form)) for form in forms]


def questions_of(moment: Moment, step: Step) -> list[Pick]:
    """Picks that lead to the questions of the step which are this person's."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    return [
        Pick(content.words(f"questions.{name}.pick"), Go(Place("ask", name)))
        for name in step.questions
        if shown(content.questions[name].when, known)
    ]


def _document(moment: Moment, step: Step, part: Part, name: str) -> Page:
    """A document for a team: read it, say whom it is for, save it."""
    said = handouts.document(moment, name)
    picks = (*_saves(moment, name, "pdf", "html", "md"), *questions_of(moment, step), _back(moment, step))
    return Page(*_heads(moment, step, part), said, None, picks)


def _fits(other: Part, text: Part) -> bool:
    """Whether a part goes into the text shown: what prepares it; editing only changes the long one."""
    return other.writing and other.ask is not None and not (text.short and other.edits)


def authorities(moment: Moment) -> "tuple[Authority, ...]":
    """Where this person can complain, in the order their law wants; the Land's authority stands for Germany's."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    found: list[Authority] = []
    for name in law_of(content, moment.progress).authorities:
        if name not in content.questions:
            found.append(content.pick(content.authorities, name, "authorities.toml"))
        elif known.get(name) and not found:
            found.append(content.pick(content.authorities, known[name][0], "authorities.toml"))
    return tuple(found)


def authority_name(content: Catalogue, authority: "Authority") -> str:
    """What an authority calls itself, with the place it is for unless its own name says that."""
    name = authority.name or content.words("ui.authority.nameless")
    of = next((of for of in PLACES if authority.id in content.questions[of].choices), None)
    place = "" if of is None else content.words(f"questions.{of}.choices.{authority.id}")
    if not place or re.search(rf"\b{re.escape(place)}\b", name):
        return name
    return content.say("ui.authority.place", name=name, place=place)


def _authorities(moment: Moment, step: Step, part: Part) -> Page:
    """Where to complain, what they ask for first, and how sure the address is."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    said: list[Block] = list(to_blocks(moment, part.blocks))
    # Once it is sent, the authority is the one it was sent to.
    picks = [] if is_sent(moment, step.id) else questions_of(moment, step)
    if len(picks) > sum(name in known for name in step.questions):
        said.append(Notice(content.words("ui.authority.unanswered")))
    opens: list[Pick] = []
    for authority in authorities(moment):
        name = authority_name(content, authority)
        said.append(Facts(((content.words("ui.authority.name"), name),)))
        said += [Link(address) for address in dict.fromkeys((authority.form, authority.home)) if address is not None]
        if authority.form or authority.home:
            said.append(Paragraph(content.words(f"ui.authority.sure.{authority.sure}")))
        said += [block for claim in authority.claims for block in claim_blocks(moment, claim)]
        if authority.form or authority.home:
            label = content.say("ui.pick.open-authority", name=name)
            opens.append(Pick(label, Open(f"authority.{authority.id}"), "" if opens else "o"))
    if not authorities(moment) and not picks:
        said.append(Paragraph(content.words("ui.authority.none")))
    return Page(*_heads(moment, step, part), tuple(said), None, (*opens, *picks, _back(moment, step)))
