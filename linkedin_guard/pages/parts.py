"""do.<step>.<part>: a part of a step: something to read, a text to send, an authority, or one thing to fill in."""

from datetime import date, timedelta

from linkedin_guard.documents import handouts
from linkedin_guard.documents.authorities import authorities, authority_name
from linkedin_guard.documents.content_blocks import claim_blocks, to_blocks
from linkedin_guard.documents.letters import (
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
from linkedin_guard.documents.wording import file_path, shown_text, taken_over
from linkedin_guard.model.blocks import Block, Document, Facts, Link, Notice, Paragraph
from linkedin_guard.model.events import Copy, Go, Mark, Open, Save, Speak, Write
from linkedin_guard.model.page import Ask, Choice, Moment, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Part, Step
from linkedin_guard.pages.questions import has_languages, language_name
from linkedin_guard.plan.answers import answers_of, law_of, shown
from linkedin_guard.plan.facts import as_sent, due_of, field, is_past, is_sent
from linkedin_guard.plan.read_dates import Reading, read_day
from linkedin_guard.plan.say_dates import say_day, say_long, say_near
from linkedin_guard.plan.status import later_ways, open_parts, status
from linkedin_guard.plan.steps import plan_of

AUTHORITY = "complaint-authority"
"""The letter that goes to an authority."""

POSTAL = frozenset({"eu-eea", "switzerland", "uk"})
"""The laws under which LinkedIn's notice gives an address for a letter."""

ENGLISH = "english"
"""The aside that shows a text in English."""

DAY = "day"
"""The aside that shows back in words the day that was typed, before it counts."""

LANGUAGE = "language"
"""The aside where the language of a text to send is chosen."""


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
    if part.ask == "file":
        known = file_path(kept)
    value = moment.draft.get(into, moment.memory.get(into, known))
    choices = tuple(Choice(choice, content.words(f"{key}.choices.{choice}")) for choice in part.choices)
    label = content.words(f"{key}.label" if content.has(f"{key}.label") else f"{key}.title")
    ask = Ask(part.ask or "line", into, label, choices, value, part.limit, part.keep)
    picks = [Pick(content.words("ui.pick.continue"), Write(into, "", part.keep))]
    if not part.keep:
        picks.append(Pick(content.words("ui.pick.keep"), Write(into, "", keep=True)))
    if part.ask == "date":
        today = moment.now.date()
        near = {"today": today, "yesterday": today - timedelta(days=1)}
        picks[:0] = [
            Pick(content.words(f"ui.pick.{name}"), Write(into, day.isoformat()), note=say_day(content, day))
            for name, day in near.items()
        ]
    picks += [Pick(content.words(name), Write(into, taken_over(name))) for name in part.starts]
    return Page(*_heads(moment, step, part), to_blocks(moment, part.blocks), ask, (*picks, _back(moment, step)))


def day_meant(moment: Moment, text: str) -> Reading:
    """How a day that was typed is read where this person lives."""
    region = answers_of(moment.content, moment.progress).get("region", ("not-sure",))[0]
    return read_day(moment.content, text, moment.now.date(), region)


def days_typed(moment: Moment, step: Step, part: Part) -> tuple[date, ...]:
    """The days that can be meant by what is typed there and not yet recorded, from the earliest one taken."""
    meant = day_meant(moment, moment.draft.get(field(step.id, part.id), "")).days
    return tuple(day for day in meant if part.earliest is None or day >= part.earliest)


def which_day(moment: Moment, step: Step, part: Part) -> Page:
    """The day that was typed, in words, to be confirmed; or those it can be, to choose from. Nothing counts before."""
    content, today, here = moment.content, moment.now.date(), Place("do", step.id, part.id)
    into = field(step.id, part.id)
    typed, meant = moment.draft.get(into, "").strip(), days_typed(moment, step, part)
    past = [day for day in meant if day <= today]
    said: list[Block] = [Paragraph(content.say("ui.day.typed", text=typed))]
    picks = [Pick(say_day(content, day), Write(into, day.isoformat(), part.keep)) for day in past]
    for day in meant:
        if day > today:
            said.insert(0, Notice(content.say("ui.day.not-yet", day=say_long(content, day))))
            picks.append(Pick(content.say("ui.day.later", day=say_day(content, day)), Go(Place("do", step.id))))
    picks.append(Pick(content.words("ui.day.again"), Go(here)))
    title = content.words("ui.day.one" if len(meant) == 1 else "ui.day.several")
    caption = content.words(f"steps.{step.id}.title")
    return Page(here.with_aside(DAY), caption, title, tuple(said), None, tuple(picks))


def _letter(moment: Moment, step: Step, part: Part, name: str) -> Page:
    """A text to send: read it, fill it in, edit it, copy it, save it, open the form."""
    content = moment.content
    document = letter(moment, name, short=part.short)
    text, fill = as_text(document), _to_fill_in(moment, step, document)
    acts = next_acts(moment, step) if part.saw else ()
    picks = [*acts, *fill, Pick(content.words("ui.pick.copy-open" if fill else "ui.pick.copy-text"), Copy(text), "c")]
    way = ways(moment)[0]
    if step.kind != "document" and name != AUTHORITY and way in content.links:
        begins = step.id if step.id == FORM and way == FORM else None
        label = "ui.pick.open-form" if way == FORM else "ui.pick.open"
        picks.append(Pick(content.words(label), Open(way, begins), "o"))
    document_name = f"letter-{name}-short" if part.short else f"letter-{name}"
    picks.append(Pick(content.words("ui.pick.save-text"), Save(document_name, "txt")))
    filled = [pick.event for pick in fill]
    changes = [part_pick(moment, step, other, change=True) for other in open_parts(moment, step) if _fits(other, part)]
    picks += [pick for pick in changes if pick.event not in filled]
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
    here = Place("do", step.id, part.id)
    spoken = content.into(content.language if name == NOTICE else language_of(moment))
    if has_languages(content) and name != NOTICE and (part.short or not edited(moment, name)):
        label = content.say("ui.pick.letter-language", language=language_name(spoken))
        picks.append(Pick(label, Go(here.with_aside(LANGUAGE))))
    if spoken.language != "en":
        picks.append(Pick(content.words("ui.pick.english"), Go(here.with_aside(ENGLISH)), "e"))
    length = Paragraph(content.say("ui.letter.length", count=len(text)))
    advice = Paragraph(content.words("letters.advice"))
    own = (Notice(content.words("ui.letter.own")),) if edited(moment, name) and not part.short else ()
    unread = (Notice(content.words("ui.review.letter")),) if spoken.by_machine else ()
    left = content.grammar.listed(open_words(content, open_places(content, document)))
    places = (Notice(content.say("ui.letter.open", places=left)),) if left else ()
    wants = _wants(moment) if name == AUTHORITY else ()
    said: tuple[Block, ...] = (
        *_act(moment, step, part),
        *to_blocks(moment, part.blocks),
        *wants,
        *unread,
        *own,
        *places,
        document,
        length,
        advice,
    )
    leaves = leave(moment, step) if part.saw or step.kind == "complain" else ()
    picks += [*_others(moment, step, part), *leaves, _back(moment, step)]
    return Page(*_heads(moment, step, part), said, None, tuple(picks))


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


def _wants(moment: Moment) -> tuple[Block, ...]:
    """What the authority that the text goes to asks for, before the text."""
    return tuple(
        block
        for authority in authorities(moment)[:1]
        for claim in authority.claims
        for block in claim_blocks(moment, claim)
    )


def letter_languages(moment: Moment, of: Page) -> Page:
    """The languages that the text beside can be in, whatever the wizard's is."""
    content = moment.content
    there = content.manifest.languages
    picks = [Pick(language_name(content.into(code)), Speak(code, letters=True)) for code in there]
    now = there.index(language_of(moment))
    back = Pick(content.words("ui.pick.back"), Go(of.place))
    title = content.words("pages.letter-language.title")
    why = (Paragraph(content.words("pages.letter-language.why")),)
    return Page(of.place.with_aside(LANGUAGE), of.title, title, why, None, (*picks, back), now, now)


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


def other_ways(moment: Moment, step: Step) -> list[Pick]:
    """Picks that send the text by another way than the form, if the step has any: each counts the same."""
    content, law = moment.content, law_of(moment.content, moment.progress)
    part = next((part for part in step.parts if part.id == "way"), None)
    return [
        Pick(
            content.say("ui.pick.send-by", what=content.words(f"steps.{step.id}.way.choices.{way}")),
            Write(field(step.id, "way"), way),
        )
        for way in (() if part is None else part.choices)
        if way != step.id and (way in content.links or law.id in POSTAL)
    ]


def _fits(other: Part, text: Part) -> bool:
    """Whether a part goes into the text shown: what prepares it; editing only changes the long one."""
    return other.writing and other.ask is not None and not (text.short and other.edits)


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
