"""A team's roll-up as blocks."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from linkedin_guard.model.blocks import Block, Bullets, Document, Facts, Heading, Notice, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.plan.regions import nearest
from linkedin_guard.plan.say_dates import say_day, say_long
from linkedin_guard.team.cells import safe
from linkedin_guard.team.csv_file import LONGEST
from linkedin_guard.team.sheet import FORM, LISTED, SWITCH, Fault, Listed, RollUp


def blocks(rollup: RollUp, content: Catalogue) -> tuple[Block, ...]:
    """The whole roll-up: counts, what was not read, who asked for help, what is open with a reminder to pass on."""
    return (
        Heading(content.words("team.title")),
        Paragraph(content.words("team.what")),
        Paragraph(content.sentence("no-org-switch"), ("no-org-switch",)),
        *_counts(rollup, content),
        *_notes("problems", problems(rollup, content), content),
        *_notes("read", readings(rollup, content), content),
        *_help(rollup, content),
        *_open(rollup, content),
    )


def _counts(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    words, done = content.words, rollup.people(done=True)
    counted = {"people": rollup.total, "done": done, "open": rollup.total - done, "not-counted": rollup.not_counted}
    rows = [(words(f"team.{name}"), f"{n}") for name, n in counted.items()]
    if rollup.newest is not None:
        rows.append((words("team.newest"), say_day(content, rollup.newest)))
    yield Facts(tuple(rows))
    if not rollup.total:
        yield Notice(words("team.nobody"))
        return
    yield Heading(words("team.switch.title"))
    yield Facts(tuple((words(f"team.switch.{state}"), f"{rollup.people(switch=state)}") for state in SWITCH))
    yield Heading(words("team.form.title"))
    yield Facts(tuple((words(f"team.form.{state}"), f"{rollup.people(form=state)}") for state in FORM))
    yield Heading(words("team.regions.title"))
    yield Facts(
        tuple(
            (
                words(f"questions.region.at.{region}"),
                content.say("ui.caption.done", done=rollup.people(region, done=True), of=of),
            )
            for region in content.questions["region"].choices
            if (of := rollup.people(region))
        )
    )


def _notes(name: str, said: tuple[str, ...], content: Catalogue) -> tuple[Block, ...]:
    return (Heading(content.words(f"team.{name}.title")), Bullets(said)) if said else ()


def _help(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    if rollup.asked_help:
        yield Heading(content.words("team.help.title"))
        yield Bullets(tuple(safe(nickname) for nickname in rollup.asked_help))
        yield from _more(rollup.asked_help, content)


def _open(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    words = content.words
    if not rollup.open:
        yield from [Paragraph(words("team.all-done"))] if rollup.total else []
        return
    yield Heading(words("team.rows.title"))
    said = (
        (safe(row.nickname), {"switch": words(f"team.switch.{row.switch}"), "form": words(f"team.form.{row.form}")})
        for row in rollup.open
    )
    yield Facts(tuple((nickname, content.say("team.rows.row", **stands)) for nickname, stands in said))
    yield from _more(rollup.open, content)
    yield Heading(words("team.reminder.title"))
    yield Paragraph(content.sentence("inform-people"), ("inform-people",))
    yield reminder(content)


def reminder(content: Catalogue) -> Document:
    """The text for those who are not done, with the two addresses. It names nobody."""
    addresses = {"{switch}": content.address("ai-switch"), "{form}": content.address("objection-form")}
    lines = (addresses.get(line, line) for line in content.several("team.reminder.lines"))
    return Document(content.words("team.reminder.subject"), tuple(lines))


def _more(listed: Listed[Any], content: Catalogue) -> Iterator[Block]:
    if listed.more:
        yield Paragraph(content.say("team.more", listed=len(listed), more=listed.more))


def problems(rollup: RollUp, content: Catalogue) -> tuple[str, ...]:
    """What was not read or not counted, a sentence each; none when all is well."""
    said = [_fault(fault, content) for fault in rollup.faults]
    if rollup.faults.more:
        said.append(content.say("team.problems.more", more=rollup.faults.more))
    if rollup.not_read:
        said.append(content.say("team.problems.not-read", columns=content.grammar.listed(rollup.not_read)))
    if rollup.examples:
        said.append(content.say("team.template.left-out", count=rollup.examples))
    return tuple(said)


def readings(rollup: RollUp, content: Catalogue) -> tuple[str, ...]:
    """How what a spreadsheet rewrote was read, a sentence each."""
    said = [content.words("team.read.windows")] if rollup.windows else []
    for (text, day), rows in islice(rollup.read_as.items(), LISTED):
        said.append(content.say("team.read.date", text=text, day=say_long(content, day), rows=rows))
    if (more := len(rollup.read_as) - LISTED) > 0:
        said.append(content.say("team.read.more", more=more))
    return tuple(said)


def _fault(fault: Fault, content: Catalogue) -> str:
    found, _, of = fault.value.partition("/")
    regions = content.questions["region"].choices
    known = {"region": regions, "switch": SWITCH, "form": FORM}.get(fault.column, ())
    near = nearest(content, fault.value) if (fault.kind, fault.column) == ("unknown", "region") else ""
    return content.say(
        f"team.fault.{'near' if near else fault.kind}",
        line=f"{fault.line}",
        column=fault.column,
        value=fault.value,
        near=near,
        found=int(found) if of else 0,
        of=of,
        limit=LONGEST,
        known=content.grammar.listed(known),
        example="2026-11-21",
    )
