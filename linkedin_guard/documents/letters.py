"""The texts a person may send: the objection, by the law of where they live, and what follows it.

A text names its grounds only in the person's own words. Every one is information, not legal advice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from linkedin_guard.documents.authorities import authorities, authority_name, wants
from linkedin_guard.documents.content_blocks import for_readers, known_of
from linkedin_guard.documents.provenance import source_lines
from linkedin_guard.documents.wording import PLACES, field_text, kept_text, own_sentence, shown_text
from linkedin_guard.model.blocks import TRAIL, Document
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Moment
from linkedin_guard.plan.answers import law_of, matches, shown
from linkedin_guard.plan.facts import answer_day, due_of, field, sent_on
from linkedin_guard.plan.say_dates import say_long
from linkedin_guard.plan.status import status

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Law, Line

FORM, REPLY, TEAM, FIRST = "objection-form", "objection-reply", "team-notice", "complaint-linkedin"
NOTICE = "notice"
"""The letter that others than LinkedIn read: the people of a team."""

AUTHORITY = "complaint-authority"
"""The letter that goes to an authority."""

COMPLAINT = "complaint"
"""The complaint to LinkedIn, which has a law of its own."""

PATH = ("me", "settings", "data-privacy", "data-section", "ai-page")
SCOPE = ("content-ai", "other-models", "feedback")
"""What the objection covers until the person chooses."""


def ways(moment: Moment) -> tuple[str, ...]:
    """How the person sends what they send: the form, or the ways they chose instead of it."""
    return tuple(given(moment, "way", FORM).split())


def open_places(content: Catalogue, document: Document) -> tuple[str, ...]:
    """The places of the text that nobody has filled in, by the names of the parts they are filled in at."""
    text, empty = as_text(document), content.words
    names = ("name", "mail", "address", "sent-on", "organisation", "contact", "authority")
    return tuple(name for name in names if empty(f"letters.empty.{name}") in text)


def open_words(content: Catalogue, places: Iterable[str]) -> tuple[str, ...]:
    """The places as they stand in the text, without their brackets."""
    return tuple(content.words(f"letters.empty.{place}").strip("[]") for place in places)


def language_of(moment: Moment, law: str | None = None, name: str = "") -> str:
    """The language of a letter: the one chosen for letters, else one that its reader takes, else the wizard's."""
    content, there = moment.content, moment.content.manifest.languages
    if len(there) == 1:
        return content.language
    of_law = content.grammar.letters.get(law or law_of(content, moment.progress).id, "")
    asked = wants(moment) if name == AUTHORITY else None
    taken = () if asked is None else asked.languages
    of_reader = (content.language,) if content.language in taken else taken
    return next(code for code in (moment.letters_in, *of_reader, of_law, content.language) if code in there)


def letter(moment: Moment, name: str, *, law: str | None = None, short: bool = False, blank: bool = False) -> Document:
    """The letter of that name, for the person's law or the one named; `short` for a form field.

    Where the person edited it, theirs is the long text. With `blank` the places for name and email are left open: the
    text as it is kept, so that neither reaches the disk unasked.
    """
    if name == NOTICE:
        moment = for_readers(moment)
    else:
        moment = replace(moment, content=moment.content.into(language_of(moment, law, name)))
    content = moment.content
    noun = law_of(content, moment.progress) if law is None else content.pick(content.laws, law, "regimes.toml")
    values = {**_values(moment, noun), **({place: f"{{{place}}}" for place in PLACES} if blank else {})}
    title = content.say(f"letters.{name}.title", **values)
    own = edited(moment, name)
    if own and law is None and not short:
        return Document(title, tuple(_filled(moment, own, values).split("\n")))
    day = _sent_on(moment, name)
    lines = [
        line
        for line in content.pick(content.letters, name, "letters.toml").lines
        if (line.short if short else line.long)
        and _stands(moment, line, noun, values)
        and all(content.pick(content.claims, of, "claims.toml").holds(day) for of in line.claims)
    ]
    text: list[str] = []
    for line in lines:
        said = content.say(line.say, **values)
        if line.scope and said and not _is_request(line):
            text.append(f"- {said}")
        elif said:
            text += [said] if not text or said.startswith("- ") else ["", said]
    claims = tuple(dict.fromkeys(claim for line in lines for claim in line.claims))
    if content.letters[name].sources:
        cited = source_lines(content, claims)
        text += ["", content.words("documents.sources.list"), *(f"- {source}" for source in cited)]
    return Document(title, tuple(text), claims)


def _filled(moment: Moment, text: str, values: Mapping[str, str]) -> str:
    """The person's own text with its open places filled in, or left as they are kept."""
    # What an older version kept has them in its words.
    text = kept_text(moment.content, text)
    return shown_text(moment.content, text, **{place: values[place] for place in PLACES})


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


def _stands(moment: Moment, line: "Line", law: "Law", values: Mapping[str, str]) -> bool:
    known = known_of(moment)
    scope = set(given(moment, "scope", " ".join(SCOPE)).split())
    return (
        (not line.law or law.id in line.law)
        and (not line.scope or bool(scope & set(line.scope)))
        and (line.needs is None or bool(values[line.needs]))
        and (line.lacks is None or not values[line.lacks])
        and shown(line.when, known)
        and not matches(line.unless, known)
        and (not line.saw or bool(set(line.saw) & _seen(moment)))
    )


def _sent_on(moment: Moment, name: str) -> date:
    """The day whose law a letter goes by: that of the objection or the complaint it is about; today if none is sent."""
    return sent_on(moment.progress, FIRST if name == COMPLAINT else FORM) or moment.now.date()


def _seen(moment: Moment) -> set[str]:
    """What came of the objection so far: the answer as recorded, and how the wait for it stands."""
    record = moment.progress.steps.get(REPLY)
    return {status(moment, REPLY).id, record.saw if record is not None else ""}


def _is_request(line: "Line") -> bool:
    """Erasure and ads are requests of their own; the other scopes are items of one list."""
    return bool({"erasure", "ads"} & set(line.scope))


def given(moment: Moment, part: str, otherwise: str = "", step: str = FORM) -> str:
    """What the person gave for a part of what they send: kept, or in memory only."""
    name = field(step, part)
    kept = moment.memory.get(name) or moment.progress.fields.get(name, "")
    return own_sentence(moment.content, kept) or otherwise


def _values(moment: Moment, law: "Law") -> Mapping[str, str]:
    """What fills the places of a letter; "" for what is not known and has no words for that."""
    content, progress = moment.content, moment.progress
    to, due, asked = next(iter(authorities(moment)), None), due_of(moment, REPLY), wants(moment)
    return {
        "asks": law.asks,
        "way": ways(moment)[0],
        "controller": content.words(f"letters.to.{law.controller}"),
        "authority": content.words("letters.empty.authority") if to is None else authority_name(content, to),
        **{name: given(moment, name) or content.words(f"letters.empty.{name}") for name in ("name", "mail", "address")},
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
        "sent-on": _said_day(moment, sent_on(progress, FORM)) or content.words("letters.empty.sent-on"),
        "reference": given(moment, "reference"),
        "due": "" if due is None else say_long(content, due.day),
        "came-on": _said_day(moment, answer_day(progress, REPLY)),
        "complained-on": _said_day(moment, sent_on(progress, FIRST)),
        "complained-reference": given(moment, "reference", step=FIRST),
        "proof": _proof(moment),
        "first": "first" if asked is not None and asked.first else "",
        "signed": "signed" if asked is not None and asked.signed else "",
    }


def _said_day(moment: Moment, day: date | None) -> str:
    return "" if day is None else say_long(moment.content, day)


def _proof(moment: Moment) -> str:
    """The file kept as proof, with its fingerprint; "" where there is none."""
    text = moment.progress.fields.get(field(FORM, "evidence"), "")
    return "" if text.count(" ") < 2 else field_text(moment.content, field(FORM, "evidence"), text, whole=False)
