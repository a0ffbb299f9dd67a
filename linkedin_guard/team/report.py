"""A team's roll-up as blocks, and its sheet read in the words of the content."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from linkedin_guard.model.blocks import Block, Bullets, Document, Facts, Heading, Notice, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.plan.say_dates import say_day
from linkedin_guard.plan.steps import plan
from linkedin_guard.team import sheet
from linkedin_guard.team.cells import safe
from linkedin_guard.team.sheet import COLUMNS, FORM, SWITCH, Fault, RollUp, Row, TeamFault


def roll_up(
    lines: Iterable[bytes | str],
    content: Catalogue,
    *,
    today: date | None = None,
    each_open: Callable[[Row], None] | None = None,
) -> RollUp:
    """`sheet.read` with the regions, words and examples of the content.

    Raises TeamFault, whose text is one sentence, when the lines hold no sheet or cannot be read to their end.
    """
    regions = _regions(content)
    try:
        return sheet.read(
            lines,
            regions,
            form_in=[region for region in regions if _form_is_core(content, region)],
            words=_words(content),
            examples=content.several("team.template.names"),
            today=today,
            each_open=each_open,
        )
    except TeamFault as fault:
        raise _refused(fault.kind, fault.found, content) from None
    except OSError:
        raise _refused("not-readable", "", content) from None


def _refused(kind: str, found: str, content: Catalogue) -> TeamFault:
    sentence = content.say(f"team.refused.{kind}", columns=content.grammar.listed(COLUMNS), found=found)
    return TeamFault(kind, found, sentence)


def template(content: Catalogue, today: date) -> str:
    """The sheet to fill in."""
    return sheet.template(content.several("team.template.names"), today)


def _regions(content: Catalogue) -> tuple[str, ...]:
    return content.pick(content.questions, "region", "questions.toml").choices


def _form_is_core(content: Catalogue, region: str) -> bool:
    """Whether the form is one of the main steps of a member who lives there."""
    return any(step.id == "objection-form" for step in plan(content, {"region": (region,), "role": ("member",)}).core)


def _words(content: Catalogue) -> dict[str, dict[str, str]]:
    """By column: which word stands for which id. A region's label, as the wizard says it, is one of its words."""
    ids = {"region": _regions(content), "switch": SWITCH, "form": FORM, "help": ("no",)}
    found: dict[str, dict[str, str]] = {}
    for column, choices in ids.items():
        said = found[column] = {}
        for choice in choices:
            key = f"team.words.{column}.{choice}"
            said.update((sheet.folded(word), choice) for word in (content.several(key) if content.has(key) else ()))
            if column == "region":
                for named in ("choices", "at"):
                    said[sheet.folded(content.words(f"questions.region.{named}.{choice}"))] = choice
    return found


def blocks(rollup: RollUp, content: Catalogue) -> tuple[Block, ...]:
    """The whole roll-up: counts, what was not read, who asked for help, what is open with a reminder to pass on."""
    return (
        Heading(content.words("team.title")),
        Paragraph(content.words("team.what")),
        Paragraph(content.sentence("no-org-switch"), ("no-org-switch",)),
        _summary(rollup, content),
        *_counts(rollup, content),
        *_problems(rollup, content),
        *_help(rollup, content),
        *_open(rollup, content),
    )


def _summary(rollup: RollUp, content: Catalogue) -> Facts:
    rows = [
        (content.words("team.people"), f"{rollup.total}"),
        (content.words("team.done"), f"{rollup.done}"),
        (content.words("team.open"), f"{rollup.total - rollup.done}"),
        (content.words("team.not-counted"), f"{rollup.not_counted}"),
    ]
    if rollup.newest is not None:
        rows.append((content.words("team.newest"), say_day(content, rollup.newest)))
    return Facts(tuple(rows))


def _counts(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    if not rollup.total:
        yield Notice(content.words("team.nobody"))
        return
    for name, counted in (("switch", rollup.by_switch()), ("form", rollup.by_form())):
        yield Heading(content.words(f"team.{name}.title"))
        yield Facts(tuple((content.words(f"team.{name}.{state}"), f"{n}") for state, n in counted.items()))
    found = rollup.by_region()
    yield Heading(content.words("team.regions.title"))
    yield Facts(
        tuple(
            (
                content.words(f"questions.region.at.{region}"),
                content.say("ui.caption.done", done=found[region][0], of=found[region][1]),
            )
            for region in _regions(content)
            if region in found
        )
    )


def _help(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    if rollup.asked_help:
        yield Heading(content.words("team.help.title"))
        yield Bullets(tuple(safe(nickname) for nickname in rollup.asked_help))
        yield from _more(content, len(rollup.asked_help), rollup.more_help)


def _open(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    if not rollup.total:
        return
    if not rollup.open:
        yield Paragraph(content.words("team.all-done"))
        return
    yield Heading(content.words("team.rows.title"))
    yield Facts(
        tuple(
            (
                safe(row.nickname),
                content.say(
                    "team.rows.row",
                    switch=content.words(f"team.switch.{row.switch}"),
                    form=content.words(f"team.form.{row.form}"),
                ),
            )
            for row in rollup.open
        )
    )
    yield from _more(content, len(rollup.open), rollup.more_open)
    yield Heading(content.words("team.reminder.title"))
    yield Paragraph(content.sentence("inform-people"), ("inform-people",))
    yield reminder(content)


def reminder(content: Catalogue) -> Document:
    """The text for those who are not done, with the two addresses. It names nobody."""
    addresses = {"{switch}": content.address("ai-switch"), "{form}": content.address("objection-form")}
    lines = (addresses.get(line, line) for line in content.several("team.reminder.lines"))
    return Document(content.words("team.reminder.subject"), tuple(lines))


def _more(content: Catalogue, listed: int, more: int) -> Iterator[Block]:
    if more:
        yield Paragraph(content.say("team.more", listed=listed, more=more))


def _problems(rollup: RollUp, content: Catalogue) -> Iterator[Block]:
    said = problems(rollup, content)
    if said:
        yield Heading(content.words("team.problems.title"))
        yield Bullets(said)


def problems(rollup: RollUp, content: Catalogue) -> tuple[str, ...]:
    """What was not read or not counted, a sentence each; none when all is well."""
    said = [_fault(fault, content) for fault in rollup.faults]
    if rollup.more_faults:
        said.append(content.say("team.problems.more", more=rollup.more_faults))
    if rollup.not_read:
        said.append(content.say("team.problems.not-read", columns=content.grammar.listed(rollup.not_read)))
    if rollup.examples:
        said.append(content.say("team.template.left-out", count=rollup.examples))
    if rollup.unchecked:
        said.append(content.say("team.problems.unchecked", count=rollup.unchecked))
    return tuple(said)


def _fault(fault: Fault, content: Catalogue) -> str:
    found, _, of = fault.value.partition("/")
    known = {"region": _regions(content), "switch": SWITCH, "form": FORM}.get(fault.column, ())
    kind = "too-long-cell" if fault.kind == "too-long" and fault.column else fault.kind
    return content.say(
        f"team.fault.{kind}",
        line=str(fault.line),
        column=fault.column,
        value=fault.value,
        found=int(found) if of else 0,
        of=of,
        limit=sheet.CELL if fault.column else sheet.LONGEST,
        known=content.grammar.listed(known),
        example="2026-11-21",
    )
