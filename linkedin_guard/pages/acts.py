"""What several pages of a step offer: its parts and questions, the way on after an answer, leaving it at that."""

from collections.abc import Iterable

from linkedin_guard.documents.content_blocks import to_blocks
from linkedin_guard.model.blocks import Block, Notice
from linkedin_guard.model.events import Go, Mark, Save, Write
from linkedin_guard.model.page import Moment, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Part, Piece, Step
from linkedin_guard.plan.answers import answers_of, law_of, shown
from linkedin_guard.plan.facts import due_of, field, is_past, matter, sent_on
from linkedin_guard.plan.say_dates import say_near
from linkedin_guard.plan.status import later_ways, open_parts, status
from linkedin_guard.plan.steps import plan_of

POSTAL = frozenset({"eu-eea", "switzerland", "uk"})
"""The laws under which LinkedIn's notice gives an address for a letter."""


def part_pick(moment: Moment, step: Step, part: Part, *, change: bool = False) -> Pick:
    """The pick that leads to a part."""
    content = moment.content
    title = content.words(f"steps.{step.id}.{part.id}.short")
    label = content.say("ui.pick.change", what=title) if change else title
    return Pick(label, Go(Place("do", step.id, part.id)))


def told(moment: Moment, step: Step, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """What the content says in these pieces of the step, by the law of when it was sent."""
    return to_blocks(moment, pieces, sent_on(moment.progress, matter(step)))


def questions_of(moment: Moment, step: Step) -> list[Pick]:
    """Picks that lead to the questions of the step which are this person's."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    return [
        Pick(content.words(f"questions.{name}.pick"), Go(Place("ask", name)))
        for name in step.questions
        if shown(content.questions[name].when, known)
    ]


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


def act(moment: Moment, step: Step, part: Part) -> tuple[Block, ...]:
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


def others(moment: Moment, step: Step, part: Part) -> tuple[Pick, ...]:
    """From a part that speaks of what was seen: the parts that are open because of it too."""
    if not part.saw:
        return ()
    return tuple(
        part_pick(moment, step, other)
        for other in open_parts(moment, step)
        if other.id != part.id and other.saw and set(other.saw) & set(part.saw)
    )


def heads(moment: Moment, step: Step, part: Part) -> tuple[Place, str, str]:
    """Place, caption and title."""
    content = moment.content
    title = content.words(f"steps.{step.id}.{part.id}.title")
    return Place("do", step.id, part.id), content.words(f"steps.{step.id}.title"), title


def back(moment: Moment, step: Step) -> Pick:
    return Pick(moment.content.words("ui.pick.back-to-step"), Go(Place("do", step.id)))


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


def saves(moment: Moment, document: str, *forms: str) -> list[Pick]:
    """Picks that save the document, one for each format."""
    content = moment.content
    return [Pick(content.words(f"ui.save.{form}"), Save(document, form)) for form in forms]
