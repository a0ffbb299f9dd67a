"""The texts a person may send: the objection, by the law of where they live, and what follows it.

A text names its grounds only in the person's own words. Every one is information, not legal advice.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from linkedin_guard.documents.content_blocks import for_readers, known_of
from linkedin_guard.documents.provenance import source_lines
from linkedin_guard.documents.wording import PLACES, kept_text, shown_text
from linkedin_guard.model.blocks import TRAIL, Document
from linkedin_guard.model.page import Moment
from linkedin_guard.plan.answers import law_of, shown
from linkedin_guard.plan.facts import field, sent_on
from linkedin_guard.plan.say_dates import say_long
from linkedin_guard.plan.status import status

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Law, Line

STEP, REPLY, TEAM = "objection-form", "objection-reply", "team-notice"
NOTICE = "notice"
"""The letter that others than LinkedIn read: the people of a team."""

PATH = ("me", "settings", "data-privacy", "data-section", "ai-page")
SCOPE = ("content-ai", "other-models", "feedback")
"""What the objection covers until the person chooses."""


def letter(moment: Moment, name: str, *, law: str | None = None, short: bool = False, blank: bool = False) -> Document:
    """The letter of that name, for the person's law or the one named; `short` for a form field.

    Where the person edited it, theirs is the long text. With `blank` the places for name and email are left open: the
    text as it is kept, so that neither reaches the disk unasked.
    """
    if name == NOTICE:
        moment = for_readers(moment)
    content = moment.content
    title = content.words(f"letters.{name}.title")
    own = edited(moment, name)
    if own and law is None and not short:
        return Document(title, tuple(_filled(moment, own, blank).split("\n")))
    noun = law_of(content, moment.progress) if law is None else content.pick(content.laws, law, "regimes.toml")
    lines = [
        line
        for line in content.pick(content.letters, name, "letters.toml").lines
        if (line.short if short else line.long) and _stands(moment, line, noun)
    ]
    values = {**_values(moment, noun), **({place: f"{{{place}}}" for place in PLACES} if blank else {})}
    text: list[str] = []
    for line in lines:
        said = content.say(line.say, **values)
        if line.scope and said and not _is_request(line):
            text.append(f"- {said}")
        elif said:
            text += ["", said] if text else [said]
    claims = tuple(dict.fromkeys(claim for line in lines for claim in line.claims))
    if content.letters[name].sources:
        cited = source_lines(content, claims)
        text += ["", content.words("documents.sources.list"), *(f"- {source}" for source in cited)]
    return Document(title, tuple(text), claims)


def _filled(moment: Moment, text: str, blank: bool) -> str:
    """The person's own text with the places for name and email filled in."""
    # What an older version kept has them in its words.
    text = kept_text(moment.content, text)
    return text if blank else shown_text(moment.content, text, **{place: given(moment, place) for place in PLACES})


def edited(moment: Moment, name: str) -> str:
    """The person's own wording of the letter; empty while it is the suggested one."""
    for step in moment.content.steps.values():
        for part in step.parts:
            if part.edits == name:
                return moment.progress.fields.get(field(step.id, part.id), "")
    return ""


def as_text(document: Document) -> str:
    """The letter as plain text, without its title: what goes into a form or a mail."""
    return "\n".join(document.lines)


def _stands(moment: Moment, line: "Line", law: "Law") -> bool:
    known = known_of(moment)
    scope = set(given(moment, "scope", " ".join(SCOPE)).split())
    return (
        (not line.law or law.id in line.law)
        and (not line.scope or bool(scope & set(line.scope)))
        and (line.needs is None or bool(given(moment, line.needs)))
        and shown(line.when, known)
        and (not line.saw or bool(set(line.saw) & _seen(moment)))
    )


def _seen(moment: Moment) -> set[str]:
    """What came of the objection so far: the answer as recorded, and how the wait for it stands."""
    record = moment.progress.steps.get(REPLY)
    return {status(moment, REPLY).id, record.saw if record is not None else ""}


def _is_request(line: "Line") -> bool:
    """Erasure and ads are requests of their own; the other scopes are items of one list."""
    return bool({"erasure", "ads"} & set(line.scope))


def given(moment: Moment, part: str, otherwise: str = "", step: str = STEP) -> str:
    """What the person gave for a part of what they send: kept, or in memory only."""
    name = field(step, part)
    kept = shown_text(moment.content, moment.progress.fields.get(name, ""))
    return kept or moment.memory.get(name, "") or otherwise


def _values(moment: Moment, law: "Law") -> Mapping[str, str]:
    content = moment.content
    sent = sent_on(moment.progress, STEP)
    return {
        "controller": content.words(f"letters.to.{law.controller}"),
        "name": given(moment, "name") or content.words("letters.empty.name"),
        "mail": given(moment, "mail") or content.words("letters.empty.mail"),
        "organisation": given(moment, "organisation", step=TEAM) or content.words("letters.empty.organisation"),
        "contact": given(moment, "contact", step=TEAM) or content.words("letters.empty.contact"),
        "day": say_long(content, moment.now.date()),
        "content": content.manifest.content,
        "switch": content.address("ai-switch"),
        "form": content.address("objection-form"),
        "path": TRAIL.join(content.label(key) for key in PATH),
        "label": content.label("ai-switch"),
        "off": content.label("off"),
        "option": content.label("form-option"),
        "grounds": given(moment, "grounds"),
        "post": given(moment, "post"),
        "sent_on": content.words("letters.empty.sent-on") if sent is None else say_long(content, sent),
        "reference": given(moment, "reference"),
    }
