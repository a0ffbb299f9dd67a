"""Whom a person can turn to where they live, and how an authority is called."""

import re
from typing import TYPE_CHECKING

from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Moment
from linkedin_guard.plan.answers import answers_of, law_of

if TYPE_CHECKING:
    # Defined when a page first needs the law: the first page does without.
    from linkedin_guard.model.law import Authority, Wants

COMMISSIONER = "commissioner"
"""The question which of two authorities the complaint is for, where there are two."""

PLACES = ("region", "province", "country", "land")
"""The questions whose answer names where an authority is."""


def authorities(moment: Moment) -> "tuple[Authority, ...]":
    """Where this person can complain, in the order their law wants; the Land's authority stands for Germany's."""
    content, known = moment.content, answers_of(moment.content, moment.progress)
    found: list[Authority] = []
    for name in law_of(content, moment.progress).authorities:
        if name not in content.questions:
            found.append(content.pick(content.authorities, name, "authorities.toml"))
        elif known.get(name) and not found:
            found.append(content.pick(content.authorities, known[name][0], "authorities.toml"))
    # The one that the person chose goes first.
    return tuple(reversed(found)) if known.get(COMMISSIONER) == ("province",) else tuple(found)


def wants(moment: Moment) -> "Wants | None":
    """What is asked of a complaint by the authority that it goes to; None where nothing is known."""
    to = next(iter(authorities(moment)), None)
    return None if to is None else to.wants


def authority_name(content: Catalogue, authority: "Authority") -> str:
    """What an authority calls itself, with the place it is for unless its own name says that."""
    name = authority.name or content.words("ui.authority.nameless")
    of = next((of for of in PLACES if authority.id in content.questions[of].choices), None)
    place = "" if of is None else content.words(f"questions.{of}.choices.{authority.id}")
    if not place or re.search(rf"\b{re.escape(place)}\b", name):
        return name
    return content.say("ui.authority.place", name=name, place=place)
