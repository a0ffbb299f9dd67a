"""What is handed to a team: the checklist and the policy note. The staff notice is a letter."""

from linkedin_guard.documents.content_blocks import for_readers, team_regions, to_blocks
from linkedin_guard.documents.provenance import rests_on
from linkedin_guard.model.blocks import Block, Facts, Heading
from linkedin_guard.model.page import Moment

NAMES = ("checklist", "policy")


def document(moment: Moment, name: str) -> tuple[Block, ...]:
    """The checklist or the policy note, for the regions the team lives in, with what it rests on."""
    moment = for_readers(moment)
    content = moment.content
    said = to_blocks(moment, content.pick(content.documents, name, "documents.toml").blocks)
    claims = [claim for block in said for claim in block.claims]
    sources = tuple(rests_on(content, claims)) if name == "policy" else ()
    regions = (content.words(f"questions.region.choices.{region}") for region in team_regions(moment))
    checked = Facts(
        (
            (content.words("documents.team.regions"), content.grammar.listed(regions, phrases=True)),
            (content.words("documents.team.content"), content.manifest.content),
        )
    )
    return (Heading(content.words(f"documents.{name}.title")), checked, *said, *sources)
