"""The command demo, and its made-up people: one who waits, one whose answer is late, one who has just begun."""

from datetime import datetime
from tempfile import TemporaryDirectory

import click

from linkedin_guard import __version__
from linkedin_guard.cli.exits import INTERRUPTED, tell
from linkedin_guard.cli.help import command
from linkedin_guard.cli.wizard import Options, wizard
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.events import Answer, Mark, Recorded, Write
from linkedin_guard.model.progress import Progress
from linkedin_guard.walk import journey

NOW = "2026-11-21T11:32:05+01:00"
"""The time it is in the demonstration, so that it looks the same on any day."""

_WAITING: tuple[tuple[str, Recorded], ...] = (
    ("2026-11-02T18:05:00+01:00", Answer("region", ("uk",))),
    ("2026-11-02T18:05:20+01:00", Answer("age", ("18-plus",))),
    ("2026-11-02T18:06:00+01:00", Answer("role", ("member", "recruiter"))),
    ("2026-11-02T18:10:00+01:00", Mark("toggle-off", "completed", "was-on")),
    ("2026-11-05T08:40:00+01:00", Write("objection-form.sent-on", "2026-11-05")),
    ("2026-11-05T08:41:00+01:00", Write("objection-form.reference", "")),
    ("2026-11-05T08:42:00+01:00", Mark("objection-form", "completed", "sent")),
)
_LATE: tuple[tuple[str, Recorded], ...] = (
    ("2026-10-01T12:00:00+02:00", Answer("region", ("eu-eea",))),
    ("2026-10-01T12:00:30+02:00", Answer("age", ("18-plus",))),
    ("2026-10-01T12:01:00+02:00", Answer("role", ("member", "job-seeker"))),
    ("2026-10-01T12:05:00+02:00", Mark("toggle-off", "completed", "was-off")),
    ("2026-10-02T09:00:00+02:00", Write("objection-form.sent-on", "2026-10-02")),
    ("2026-10-02T09:00:30+02:00", Write("objection-form.reference", "")),
    ("2026-10-02T09:01:00+02:00", Mark("objection-form", "completed", "sent")),
)
_BEGUN: tuple[tuple[str, Recorded], ...] = (
    ("2026-11-21T11:20:00+01:00", Answer("region", ("us",))),
    ("2026-11-21T11:20:20+01:00", Answer("age", ("not-say",))),
)

_PEOPLE = {"Demo Cleo": _BEGUN, "Demo Ben": _LATE, "Demo Ana": _WAITING}

FIRST = "Demo Ana"
"""Whose progress is shown to begin with."""


def people(content: Catalogue) -> tuple[Progress, ...]:
    """Their progress, as the wizard would have recorded it."""
    return tuple(_walked(content, name, events) for name, events in _PEOPLE.items())


def _walked(content: Catalogue, name: str, events: tuple[tuple[str, Recorded], ...]) -> Progress:
    progress = Progress(app=__version__, content=content.manifest.content, profile=name)
    for at, event in events:
        progress = journey.apply(progress, event, datetime.fromisoformat(at))
    return progress


@command()
@click.option("--plain", is_flag=True)
@click.pass_context
def demo(ctx: click.Context, plain: bool) -> int:
    """Try the wizard on made-up people. Your own progress is not touched, and nothing is kept."""
    own: Options = ctx.obj
    content = own.content()
    before = ctx.find_root().params
    theme = before["theme"] or own.settings().theme
    with TemporaryDirectory(prefix="lg-wizard-demo-", ignore_cleanup_errors=True) as folder:
        environ = {**own.environ, "LG_WIZARD_HOME": folder, "LG_WIZARD_NOW": NOW}
        options = Options(FIRST, own.language, environ, own.program)
        for progress in people(content):
            with options.store().open(progress.profile) as desk:
                desk.save(progress)
        try:
            return wizard(options, plain or before["plain"], theme, read_only=False, demo=True)
        except KeyboardInterrupt:
            # What is said elsewhere, that all is kept, is not so here.
            click.echo(err=True)
            tell(content.words("ui.demo.left"))
            return INTERRUPTED
