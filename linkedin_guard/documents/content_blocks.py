"""Content's pieces as blocks, for one person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.page import LINKEDIN_LANGUAGE, Moment
from linkedin_guard.model.steps import Piece
from linkedin_guard.plan.answers import answers_of, matches, shown

ROWS = ("since", "microsoft-ai", "microsoft-ads", "basis", "controller")
"""The five rows of `about-you`, in order."""


def to_blocks(moment: Moment, pieces: Iterable[Piece], sent: date | None = None) -> tuple[Block, ...]:
    """The pieces meant for this person, as blocks, without claims that do not hold for what was sent on that day."""
    known, day = known_of(moment), sent or moment.now.date()
    return tuple(
        block
        for piece in pieces
        if shown(piece.when, known) and not matches(piece.unless, known) and _holds(moment, piece, day)
        for block in _cited(_blocks(moment, piece), piece.cites)
    )


def _holds(moment: Moment, piece: Piece, sent: date) -> bool:
    content = moment.content
    return piece.claim is None or content.pick(content.claims, piece.claim, "claims.toml").holds(sent)


def _cited(said: tuple[Block, ...], claims: tuple[str, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, claims=block.claims + claims) for block in said) if claims else said


def known_of(moment: Moment) -> Mapping[str, tuple[str, ...]]:
    """The person's answers, as content asks about them; LinkedIn's language and the team's regions even if not said."""
    known = answers_of(moment.content, moment.progress)
    return {LINKEDIN_LANGUAGE: (moment.content.language,), **known, "team-regions": team_regions(moment)}


def page_blocks(moment: Moment, place: str) -> tuple[Block, ...]:
    """What the content says on a page that is no step."""
    return to_blocks(moment, moment.content.pick(moment.content.pages, place, "pages.toml").blocks)


def for_readers(moment: Moment) -> Moment:
    """The moment for what others read: LinkedIn speaks English to them, as far as is known, and not the sender's."""
    answers = {**moment.progress.answers, LINKEDIN_LANGUAGE: ("en",)}
    return replace(moment, progress=moment.progress.model_copy(update={"answers": answers}))


def _blocks(moment: Moment, piece: Piece) -> tuple[Block, ...]:
    content = moment.content
    if piece.say is not None:
        text = content.words(piece.say)
        return (blocks.Notice(text),) if piece.notice else (blocks.Paragraph(text),)
    if piece.claim is not None:
        return claim_blocks(moment, piece.claim, notice=piece.notice)
    if piece.claims is not None:
        return (blocks.Bullets(tuple(content.sentence(claim) for claim in piece.claims), piece.claims),)
    if piece.items is not None:
        return (blocks.Bullets(content.several(piece.items)),)
    if piece.numbered is not None:
        return (blocks.Numbered(content.several(piece.numbered)),)
    if piece.heading is not None:
        return (blocks.Heading(content.words(piece.heading)),)
    if piece.trail is not None:
        return (blocks.Trail(tuple(map(content.label, piece.trail)), content.label_claims(piece.trail)),)
    if piece.link is not None:
        return (blocks.Link(content.pick(content.links, piece.link, "links.toml").url),)
    if piece.switch is not None:
        shown_as = (piece.switch, "off")
        label, word = map(content.label, shown_as)
        return (blocks.Switch(label, on=False, word=word, claims=content.label_claims(shown_as)),)
    if piece.label is not None:
        return (blocks.Notice(content.label(piece.label), content.label_claims((piece.label,))),)
    if piece.boxes is not None:
        rows = tuple(blocks.Task(item, "not-started", "") for item in content.several(piece.boxes))
        return (blocks.Tasks(rows, to_tick=True),)
    if piece.code is not None:
        return (blocks.Code(content.address(piece.code)),)
    if piece.rows == "team":
        return tuple(block for region in team_regions(moment) for block in _region(moment, region))
    return (region_rows(moment, _region_of(moment)),)


def _region(moment: Moment, region: str) -> tuple[Block, ...]:
    return (blocks.Heading(moment.content.words(f"questions.region.choices.{region}")), region_rows(moment, region))


def team_regions(moment: Moment) -> tuple[str, ...]:
    """Where the people of the team live; until that is said, where the person lives."""
    return answers_of(moment.content, moment.progress).get("team-regions", (_region_of(moment),))


def _region_of(moment: Moment) -> str:
    return answers_of(moment.content, moment.progress).get("region", ("not-sure",))[0]


def claim_blocks(moment: Moment, name: str, *, notice: bool = False) -> tuple[Block, ...]:
    """What a claim says; a contested one always with all its readings."""
    content = moment.content
    claim = content.pick(content.claims, name, "claims.toml")
    text = content.sentence(name)
    said: Block = blocks.Notice(text, (name,)) if notice else blocks.Paragraph(text, (name,))
    if not claim.readings:
        return (said,)
    return (said, blocks.Bullets(tuple(content.sentence(name, reading.id) for reading in claim.readings), (name,)))


def region_rows(moment: Moment, region: str) -> blocks.Facts:
    """The five rows that hold in a region."""
    content = moment.content
    regime = next((noun for noun in content.regimes.values() if region in noun.regions), None)
    regime = regime or content.pick(content.regimes, "not-sure", "regimes.toml")
    claims = tuple(content.pick(regime.rows, row, "regimes.toml") for row in ROWS)
    return blocks.Facts(
        tuple(
            (content.words(f"ui.rows.{row}"), content.sentence(claim)) for row, claim in zip(ROWS, claims, strict=True)
        ),
        claims,
    )
