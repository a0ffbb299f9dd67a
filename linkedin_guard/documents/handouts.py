"""What is handed to a team: the checklist, the policy note, and the kit of all. The staff notice is a letter."""

from collections.abc import Iterable

from linkedin_guard.documents.content_blocks import for_readers, team_regions, to_blocks
from linkedin_guard.documents.provenance import rests_on
from linkedin_guard.model.blocks import Block, Facts, Heading, Link, Paragraph
from linkedin_guard.model.page import Moment

NAMES = ("checklist", "policy")


def document(moment: Moment, name: str) -> tuple[Block, ...]:
    """The checklist or the policy note, for the regions the team lives in, with what it rests on."""
    moment = for_readers(moment)
    content = moment.content
    said = to_blocks(moment, content.pick(content.documents, name, "documents.toml").blocks)
    claims = [claim for block in said for claim in block.claims]
    sources = tuple(rests_on(content, claims)) if name == "policy" else ()
    return (Heading(content.words(f"documents.{name}.title")), _for_whom(moment), *said, *sources)


def kit(moment: Moment, names: Iterable[str]) -> tuple[Block, ...]:
    """The first page of the kit, for the regions the team lives in: each of these files, with what it is for."""
    content = moment.content
    links = (Link(name, content.words(f"documents.kit.{name}")) for name in names)
    said = (
        Heading(content.words("documents.kit.title")),
        _for_whom(moment),
        Paragraph(content.words("documents.kit.what")),
    )
    return (*said, *links)


def _for_whom(moment: Moment) -> Facts:
    content = moment.content
    regions = (content.words(f"questions.region.choices.{region}") for region in team_regions(moment))
    return Facts(
        (
            (content.words("documents.team.regions"), content.grammar.listed(regions, phrases=True)),
            (content.words("documents.team.content"), content.manifest.content),
        )
    )
