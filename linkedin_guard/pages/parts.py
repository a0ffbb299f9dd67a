"""do.<step>.<part>: a part of a step: something to read, a text to send, an authority, or one thing to fill in."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from linkedin_guard.documents import handouts
from linkedin_guard.documents.authorities import authorities, authority_name
from linkedin_guard.documents.content_blocks import claim_blocks
from linkedin_guard.documents.letters import as_text, letter
from linkedin_guard.documents.wording import file_path, shown_text, taken_over
from linkedin_guard.model.blocks import Block, Facts, Link, Notice, Paragraph
from linkedin_guard.model.events import Go, Open, Write
from linkedin_guard.model.page import Ask, Choice, Moment, Page, Pick, safe
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Part, Step
from linkedin_guard.pages.acts import act, back, heads, leave, next_acts, others, part_pick, questions_of, saves, told
from linkedin_guard.pages.letters import letter_page
from linkedin_guard.pages.questions import ticked
from linkedin_guard.plan.answers import answers_of
from linkedin_guard.plan.facts import as_sent, field, is_outdated, is_sent, matter
from linkedin_guard.plan.order import clash
from linkedin_guard.plan.say_dates import say_day, say_long

if TYPE_CHECKING:
    from linkedin_guard.plan.read_dates import Reading

DAY = "day"
"""The aside that shows back in words the day that was typed, before it counts."""


def part_page(moment: Moment, step: Step, part: Part) -> Page:
    """The part's page."""
    moment = as_sent(moment, matter(step))
    if part.ask is not None:
        return _asking(moment, step, part)
    if part.shows == "authority":
        return _authorities(moment, step, part)
    if part.shows in handouts.NAMES:
        return _document(moment, step, part, part.shows)
    if part.shows is not None:
        return letter_page(moment, step, part, part.shows)
    said = (*act(moment, step, part), *told(moment, step, part.blocks))
    if part.offers:
        return Page(*heads(moment, step, part), said, None, _to_keep(moment, step, part))
    picks = (*next_acts(moment, step), *others(moment, step, part), *leave(moment, step), back(moment, step))
    return Page(*heads(moment, step, part), said, None, picks, safe(picks))


def _to_keep(moment: Moment, step: Step, part: Part) -> tuple[Pick, ...]:
    """On first, then what can be kept with what was sent."""
    offered = (noun for noun in step.parts if noun.id in part.offers)
    picks = (
        part_pick(moment, step, noun, change=bool(moment.progress.fields.get(field(step.id, noun.id))))
        for noun in offered
    )
    return (Pick(moment.content.words("ui.pick.continue"), Go()), *picks)


def _asking(moment: Moment, step: Step, part: Part) -> Page:
    content, key = moment.content, f"steps.{step.id}.{part.id}"
    into = field(step.id, part.id)
    kept = "" if is_outdated(moment.progress, step, part) else moment.progress.fields.get(into, "")
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
    untouched = into not in moment.progress.fields and into not in moment.draft
    picks = [ticked(content, ask, Write(into, "", part.keep), beforehand=untouched)]
    if not part.keep:
        picks.append(Pick(content.words("ui.pick.keep"), Write(into, "", keep=True)))
    if part.ask == "date":
        today = moment.now.date()
        near = {"today": today, "yesterday": today - timedelta(days=1)}
        picks[:0] = [
            Pick(content.words(f"ui.pick.{name}"), Write(into, day.isoformat()), note=say_day(content, day))
            for name, day in near.items()
            if clash(moment, into, day) is None
        ]
    picks += [Pick(content.words(name), Write(into, taken_over(name))) for name in part.starts]
    # Somebody comes here from "I have sent it", and mostly says it on that day.
    focus = 0 if part.marks is not None and untouched else None
    said = told(moment, step, part.blocks)
    return Page(*heads(moment, step, part), said, ask, (*picks, back(moment, step)), focus)


def day_meant(moment: Moment, text: str) -> "Reading":
    """How a day that was typed is read where this person lives."""
    # Only who types a day waits for what reads days.
    from linkedin_guard.plan.read_dates import read_day

    region = answers_of(moment.content, moment.progress).get("region", ("not-sure",))[0]
    return read_day(moment.content, text, moment.now.date(), region)


def days_typed(moment: Moment, step: Step, part: Part) -> tuple[date, ...]:
    """The days that can be meant by what is typed there and not yet recorded, from the earliest one taken."""
    meant = day_meant(moment, moment.draft.get(field(step.id, part.id), "")).days
    into, today = field(step.id, part.id), moment.now.date()
    return tuple(
        day
        for day in meant
        if (part.earliest is None or day >= part.earliest) and (day > today or clash(moment, into, day) is None)
    )


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
    return Page(here.with_aside(DAY), caption, title, tuple(said), None, tuple(picks), safe(picks))


def _document(moment: Moment, step: Step, part: Part, name: str) -> Page:
    """A document for a team: read it, say whom it is for, save it."""
    said = handouts.document(moment, name)
    picks = (*saves(moment, name, "pdf", "html", "md"), *questions_of(moment, step), back(moment, step))
    return Page(*heads(moment, step, part), said, None, picks)


def _authorities(moment: Moment, step: Step, part: Part) -> Page:
    """Where to complain, what they ask for first, and how sure the address is."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    said: list[Block] = list(told(moment, step, part.blocks))
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
    return Page(*heads(moment, step, part), tuple(said), None, (*opens, *picks, back(moment, step)))
