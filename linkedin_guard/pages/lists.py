"""about-you, tasks, finish, sources@<place>: what holds, where things stand, where it comes from."""

from collections.abc import Sequence
from datetime import date

from linkedin_guard.documents.content_blocks import page_blocks
from linkedin_guard.documents.dates import dates
from linkedin_guard.documents.provenance import only_mirrored, sure_words
from linkedin_guard.model.blocks import Block, Bullets, Heading, Link, Notice, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Go, Save
from linkedin_guard.model.page import Moment, Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.model.steps import Step
from linkedin_guard.pages.steps import recorded_line
from linkedin_guard.plan.age import age_of
from linkedin_guard.plan.changes import changed
from linkedin_guard.plan.facts import sent_on
from linkedin_guard.plan.say_dates import say_known, say_long
from linkedin_guard.plan.status import Way, way


def about_you(moment: Moment) -> Page:
    """What holds for this person: five rows, and that LinkedIn's AI features keep working."""
    content = moment.content
    return Page(
        Place("about-you"),
        content.words("pages.about-you.caption"),
        content.words("pages.about-you.title"),
        page_blocks(moment, "about-you"),
        None,
        (
            Pick(content.words("ui.pick.continue"), Go()),
            Pick(content.words("ui.pick.data"), Go(Place("about-you", "data"))),
            Pick(content.words("ui.pick.sure"), Go(Place("about-you", "sure"))),
            Pick(content.words("ui.pick.sources"), Go(Place("about-you", aside="sources")), "s"),
        ),
    )


def data(moment: Moment) -> Page:
    """Which data is used and which is not."""
    content = moment.content
    return Page(
        Place("about-you", "data"),
        content.words("pages.about-you.title"),
        content.words("pages.about-you-data.title"),
        page_blocks(moment, "about-you-data"),
        None,
        (Pick(content.words("ui.pick.back"), Go(Place("about-you"))),),
    )


def sure(moment: Moment) -> Page:
    """What the words for how sure a statement is mean."""
    content = moment.content
    return Page(
        Place("about-you", "sure"),
        content.words("pages.about-you.title"),
        content.words("ui.sure.title"),
        (Paragraph(content.words("ui.sure.what")), sure_words(content)),
        None,
        (Pick(content.words("ui.pick.back"), Go(Place("about-you"))),),
    )


def tasks(moment: Moment) -> Page:
    """Where a returning person starts: each step and how it stands."""
    content = moment.content
    now = way(moment)
    current, following = now.plan, now.next
    picks: list[Pick] = []
    if following is not None:
        picks.append(
            Pick(content.say("ui.pick.continue-with", step=_title(content, following)), Go(Place("do", following.id)))
        )
    else:
        picks.append(Pick(content.words("ui.pick.finish"), Go(Place("finish"))))
    for at, step in enumerate(current.steps):
        group = ""
        if at == 0:
            group = content.words("pages.tasks.core")
        elif at == len(current.core):
            group = content.words("pages.tasks.extra")
        standing = now.standing[step.id]
        mark = content.words(f"ui.shape.{standing.id}")
        picks.append(Pick(_title(content, step), Go(Place("do", step.id)), note=standing.words, mark=mark, group=group))
    picks.append(Pick(content.words("ui.pick.finish"), Go(Place("finish")), group=content.words("pages.tasks.more")))
    picks.append(Pick(content.words("ui.pick.about-you"), Go(Place("about-you"))))
    picks.append(Pick(content.words("ui.pick.review"), Go(Place("review"))))
    picks.append(Pick(content.words("ui.pick.someone-else"), Go(Place("who"))))
    if following is None:
        picks.pop(-4)
    text: tuple[Block, ...] = (*_aged(moment, now), *_news(moment), *page_blocks(moment, "tasks"))
    caption = content.say("ui.caption.done", done=now.done, of=now.of)
    return Page(Place("tasks"), caption, content.words("pages.tasks.title"), text, None, tuple(picks))


def _news(moment: Moment) -> tuple[Block, ...]:
    """What changed since the person was here, a line each."""
    content = moment.content
    lines = tuple(content.words(change.say) for change in changed(moment) if change.say is not None)
    return (Heading(content.words("pages.tasks.changed")), Bullets(lines)) if lines else ()


def _aged(moment: Moment, now: Way) -> tuple[Block, ...]:
    """What time alone has changed: an answer that is late, a step whose meaning changed."""
    standing = ((step, now.standing[step.id]) for step in now.plan.steps)
    return tuple(
        Notice(_line(moment.content, step, found.words))
        for step, found in standing
        if found.id in ("overdue", "check-again")
    )


def finish(moment: Moment) -> Page:
    """What was recorded, what happens next and when, and a copy to keep."""
    content = moment.content
    now = way(moment)
    done, current = now.finished, now.plan
    waits = any(step in current.core for step in now.awaited)
    state = "open" if not done else "waiting" if waits else "done"
    text: list[Block] = [Paragraph(content.words(f"pages.finish.{state}"))]
    text.append(Heading(content.words("pages.finish.recorded")))
    text.append(Bullets(recorded(moment, now) or (content.words("pages.finish.nothing"),)))
    ahead = next_up(moment, now)
    if ahead:
        text += [Heading(content.words("pages.finish.next")), Bullets(ahead)]
    text += page_blocks(moment, "finish")
    picks: list[Pick] = []
    following = now.next
    if following is not None:
        picks.append(
            Pick(content.say("ui.pick.continue-with", step=_title(content, following)), Go(Place("do", following.id)))
        )
    picks.append(Pick(content.words("ui.pick.save-copy"), Save("record", "html")))
    picks.append(Pick(content.words("ui.pick.save-markdown"), Save("record", "md")))
    if dates(moment):
        picks.append(Pick(content.words("ui.pick.save-calendar"), Save("calendar", "ics")))
    begun = ("not-started", "in-progress")
    extras = (step for step in current.extra if step.kind != "complain" and now.standing[step.id].id in begun)
    extra = next(extras, None)
    if extra is not None:
        picks.append(Pick(content.say("ui.pick.extra", step=_title(content, extra)), Go(Place("do", extra.id))))
    picks.append(Pick(content.words("ui.pick.tasks"), Go(Place("tasks"))))
    caption = content.say("ui.caption.done", done=now.done, of=now.of)
    title = content.words("pages.finish.title-done" if done else "pages.finish.title-open")
    return Page(Place("finish"), caption, title, tuple(text), None, tuple(picks))


def recorded(moment: Moment, now: Way) -> tuple[str, ...]:
    """One sentence for each step that has something recorded, the ones that no longer apply last."""
    content = moment.content
    lines = []
    for name in (*(step.id for step in now.plan.steps), *now.kept):
        step = content.steps.get(name)
        line = recorded_line(moment, step) if step is not None else None
        if step is not None and line is not None:
            sent = sent_on(moment.progress, step.id)
            if sent is None:
                lines.append(_line(content, step, line))
            else:
                day, title = say_long(content, sent), _title(content, step)
                lines.append(content.say("ui.recorded.line-sent", step=title, line=line, day=day))
    return tuple(lines)


def next_up(moment: Moment, now: Way) -> tuple[str, ...]:
    """What happens by itself, opens later or leads on: an answer awaited, the re-check, a refusal."""
    ahead = {*(step.id for step in (*now.awaited, *now.opening, *now.refused))}
    return tuple(
        _line(moment.content, step, now.standing[step.id].words) for step in now.plan.steps if step.id in ahead
    )


def sources(moment: Moment, of: Page) -> Page:
    """Every claim of the page beside, with who says it, how sure it is, and where to read it."""
    content = moment.content
    text = claim_cards(content, of.claims, moment.now.date())
    if not text:
        text.append(Paragraph(content.words("pages.sources.none")))
    title = content.say("pages.sources.title", page=of.title)
    back = Pick(content.words("ui.pick.back"), Go(of.place))
    return Page(
        of.place.with_aside("sources"), content.words("pages.sources.caption"), title, tuple(text), None, (back,)
    )


def claim_cards(content: Catalogue, names: Sequence[str], today: date) -> list[Block]:
    """The card of each claim, after what the words on them mean; nothing for no claims."""
    cards = [block for name in names for block in claim_card(content, name, today)]
    return [sure_words(content, names), *cards] if cards else []


def claim_card(content: Catalogue, name: str, today: date) -> list[Block]:
    """A claim with its sources: the sentence, how sure it is, whether that is long ago, each source."""
    claim = content.pick(content.claims, name, "claims.toml")
    card: list[Block] = [
        Heading(content.sentence(name), (name,)),
        Paragraph(
            content.say(
                "ui.claim.line",
                kind=content.words(f"ui.claim.kind.{claim.kind}"),
                status=content.words(f"ui.claim.status.{claim.status}"),
                checked=say_long(content, claim.checked),
            ),
        ),
    ]
    if old := age_of(content, claim.checked, today):
        card.append(Paragraph(old))
    if only_mirrored(content, name):
        card.append(Paragraph(content.words("ui.claim.mirror")))
    for reading in claim.readings:
        card.append(Paragraph(content.say("ui.claim.reading", text=content.sentence(name, reading.id))))
        card += _sources(content, reading.sources)
    if not claim.readings:
        card += _sources(content, claim.sources)
    return card


def _sources(content: Catalogue, names: tuple[str, ...]) -> list[Block]:
    shown: list[Block] = []
    for name in names:
        source = content.pick(content.sources, name, "sources.toml")
        said = [content.source(name)]
        if source.date:
            said.append(say_known(content, source.date))
        if source.via:
            said.append(content.words(f"sources.{source.via}"))
        shown.append(Bullets((content.grammar.listed(said),)))
        if source.url is not None:
            shown.append(Link(source.url))
    return shown


def _line(content: Catalogue, step: Step, line: str) -> str:
    return content.say("ui.recorded.line", step=_title(content, step), line=line)


def _title(content: Catalogue, step: Step) -> str:
    return content.words(f"steps.{step.id}.title")
