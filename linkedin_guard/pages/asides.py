"""help@<place>, phone@<place>: why a page is there and what its picks do; its address, for another device."""

from collections.abc import Iterator

from linkedin_guard.documents.provenance import sure_words
from linkedin_guard.model.blocks import Block, Bullets, Code, Facts, Heading, Link, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Go
from linkedin_guard.model.page import Moment, Page, Pick

LINKEDIN = "https://www.linkedin.com/"

KEYS = ("choose", "move", "tick", "back", "open", "copy", "sources", "phone", "undo", "palette", "leave")
"""The keys that help tells of, in order."""

DOES = ("open", "answer", "mark", "write", "copy", "save", "use", "speak", "go")
"""The kinds of pick that help tells of, in order; each is the name of an event."""


def help_page(moment: Moment, of: Page) -> Page:
    """Why the page beside is there, what its picks do, which keys do something, and where to get unstuck."""
    content = moment.content
    keys = tuple((content.words(f"help.keys.{name}.key"), content.words(f"help.keys.{name}.does")) for name in KEYS)
    text: tuple[Block, ...] = (
        *(Paragraph(why) for why in _why(content, of)),
        Heading(content.words("help.does-title")),
        Bullets(tuple(_does(content, of))),
        Heading(content.words("ui.sure.title")),
        sure_words(content),
        Heading(content.words("help.stuck-title")),
        Bullets(content.several("help.stuck")),
        Heading(content.words("help.keys-title")),
        Facts(keys),
    )
    return Page(of.place.with_aside("help"), content.words("help.caption"), of.title, text, None, (_back(content, of),))


def _why(content: Catalogue, of: Page) -> Iterator[str]:
    """Why the page is there; of a question, why it is asked."""
    family = of.place.page
    if family == "ask":
        yield content.words(f"questions.{of.place.name}.why")
    yield content.words(f"help.why.{family}" if content.has(f"help.why.{family}") else "help.why.other")


def _does(content: Catalogue, of: Page) -> Iterator[str]:
    """What the kinds of pick on the page do, and whether they record anything."""
    kinds = {type(pick.event).__name__.lower() for pick in of.picks}
    yield from (content.words(f"help.does.{kind}") for kind in DOES if kind in kinds)


def address_of(page: Page) -> str | None:
    """The address on LinkedIn that a page sends people to, if it does."""
    urls = (block.url for block in page.blocks if isinstance(block, Link))
    return next((url for url in urls if url.startswith(LINKEDIN)), None)


def phone(moment: Moment, of: Page) -> Page:
    """The address of the page beside as a code for a phone: LinkedIn's public address, and nothing personal."""
    content = moment.content
    url = address_of(of)
    assert url is not None, "it stands beside a page with an address alone"
    text: tuple[Block, ...] = (
        Paragraph(content.words("ui.phone.open")),
        Code(url),
        Paragraph(content.words("ui.phone.after")),
    )
    return Page(
        of.place.with_aside("phone"), content.words("ui.phone.caption"), of.title, text, None, (_back(content, of),)
    )


def _back(content: Catalogue, of: Page) -> Pick:
    return Pick(content.words("ui.pick.back"), Go(of.place))
