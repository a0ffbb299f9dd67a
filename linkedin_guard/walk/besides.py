"""What is said besides what was recorded: what it stands in place of, and what changed with it."""

from linkedin_guard.documents.authorities import authorities
from linkedin_guard.documents.wording import outcome_words
from linkedin_guard.model.events import Answer, Mark, Recorded
from linkedin_guard.model.page import Moment
from linkedin_guard.plan.answers import law_of
from linkedin_guard.plan.facts import is_sent


def besides(before: Moment, now: Moment, event: Recorded) -> tuple[str, ...]:
    """The sentences to say after the event, which led from the one moment to the other."""
    match event:
        case Answer(question, _):
            return _changed(before, now) if before.progress.answers.get(question) or _has_sent(before) else ()
        case Mark(step, mark, saw) if saw and mark != "left":
            return _instead(before, step, saw)
    return ()


def _changed(before: Moment, now: Moment) -> tuple[str, ...]:
    """That an answer changed the texts, the authorities, or both; what was sent stays what it was."""
    content = now.content
    texts = law_of(content, before.progress) != law_of(content, now.progress)
    places = authorities(before) != authorities(now)
    if not texts and not places:
        return ()
    what = "both" if texts and places else "texts" if texts else "authorities"
    sent = (content.words("ui.said.as-sent"),) if _has_sent(before) else ()
    return content.words(f"ui.said.changed-{what}"), *sent


def _has_sent(moment: Moment) -> bool:
    sends = (step.id for step in moment.content.steps.values() if step.kind in ("send", "complain"))
    return any(is_sent(moment, step) for step in sends)


def _instead(before: Moment, step: str, saw: str) -> tuple[str, ...]:
    """What an answer now stands in place of; both stay in the record."""
    record, noun = before.progress.steps.get(step), before.content.steps.get(step)
    if noun is None or noun.kind != "answer" or record is None or record.saw in ("", saw):
        return ()
    was = outcome_words(before.content, step, record.status, record.saw)
    return (before.content.say("ui.said.instead", was=was),)
