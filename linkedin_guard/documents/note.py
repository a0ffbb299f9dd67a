"""A note for whoever mends this, on a page that looks different from what is said. Nothing in it is personal."""

from linkedin_guard.model.blocks import Document
from linkedin_guard.model.page import LINKEDIN_LANGUAGE, Moment
from linkedin_guard.model.steps import Step
from linkedin_guard.plan.steps import answers_of

DEVICE = "device"
"""The question whose answer is where the person has LinkedIn open."""


def note(moment: Moment, step: Step) -> Document:
    """Page, name, LinkedIn's language, device and the content's date. What is different the person writes under it."""
    content = moment.content
    label = next((piece.switch or piece.label for piece in step.blocks if piece.switch or piece.label), None)
    values = {
        "page": content.words(f"steps.{step.id}.title"),
        "id": step.id,
        "address": content.address(step.link) if step.link is not None else "",
        "label": content.label(label) if label is not None else content.words("ui.note.none"),
        "language": _answer(moment, LINKEDIN_LANGUAGE, content.labels_in),
        "device": _answer(moment, DEVICE, ""),
        "day": content.manifest.day.isoformat(),
    }
    lines = ("page", "address", "label", "language", "device", "content", "different")
    return Document(content.words("ui.note.title"), tuple(content.say(f"ui.note.{line}", **values) for line in lines))


def _answer(moment: Moment, question: str, otherwise: str) -> str:
    """What was answered, in words; else what is taken to be so."""
    content = moment.content
    given = answers_of(content, moment.progress).get(question, (otherwise,))[0]
    key = f"questions.{question}.choices.{given}"
    return content.words(key) if given and content.has(key) else given or content.words("ui.note.not-said")
