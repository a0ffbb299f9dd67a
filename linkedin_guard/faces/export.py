"""A document by its name, and a document as bytes in a format. A format's module is imported when it is asked for."""

from linkedin_guard.model.blocks import Block, Document, Heading, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Moment


def document(moment: Moment, name: str, *, mask: bool = False) -> tuple[Block, ...]:
    """The document of that name: `record`, `note-<step>`, `letter-<letter>`, with `-short` for a form field."""
    from linkedin_guard.documents import handouts
    from linkedin_guard.documents.letters import NOTICE, letter
    from linkedin_guard.documents.note import note
    from linkedin_guard.documents.record import aged, record

    kind, _, rest = name.partition("-")
    if kind == "note":
        return (note(moment, moment.content.pick(moment.content.steps, rest, "steps.toml")),)
    if kind == "letter":
        written = letter(moment, rest.removesuffix("-short"), short=rest.endswith("-short"))
        return (written, *aged(moment), *_unreviewed(moment.content)) if rest == NOTICE else (written,)
    said = handouts.document(moment, name) if name in handouts.NAMES else record(moment, mask=mask)
    return (*said, *aged(moment), *_unreviewed(moment.content))


def _unreviewed(content: Catalogue) -> tuple[Block, ...]:
    """The last line of what others read: that only a machine translated it. In a letter to LinkedIn it never stands."""
    return (Paragraph(content.words("ui.review.document")),) if content.by_machine else ()


def rendered(blocks: tuple[Block, ...], form: str, content: Catalogue, paper: str = "a4") -> bytes:
    """The document in a format; the PDF of a record or a checklist is set small, so that a simple one is a page.

    Raises PdfFault when the PDF cannot be made here.
    """
    title = _title(blocks)
    match form:
        case "html":
            from linkedin_guard.faces import html

            return html.render(blocks, content, title=title).encode()
        case "pdf":
            from linkedin_guard.faces import pdf

            small = title in (content.words(f"documents.{name}.title") for name in ("record", "checklist"))
            return pdf.render(
                blocks, content, title=title, paper="us-letter" if paper == "us-letter" else "a4", small=small
            )
        case "eml":
            from linkedin_guard.faces import mail

            text, page, file = (rendered(blocks, part, content, paper) for part in ("txt", "html", "pdf"))
            return mail.render(title, text, page, file, called="notice.pdf")
        case "md":
            from linkedin_guard.faces import markdown

            return markdown.render(blocks, content).encode()
    from linkedin_guard.faces import plain_page

    return ("\n".join(line for block in blocks for line in plain_page.block_lines(block, content)) + "\n").encode()


KIT = {
    "notice": ("html", "eml", "pdf", "txt", "md"),
    "checklist": ("html", "pdf", "md"),
    "policy": ("html", "pdf", "md"),
}
"""The documents of the kit, each with its formats, in the order in which they are listed."""


def kit_files(moment: Moment, paper: str) -> tuple[dict[str, bytes], dict[str, str]]:
    """Everything for a team, as files by name; and by name why others could not be made here."""
    from linkedin_guard.documents import handouts
    from linkedin_guard.documents.letters import NOTICE
    from linkedin_guard.faces.pdf import PdfFault
    from linkedin_guard.team import sheet

    files, missing = dict[str, bytes](), dict[str, str]()
    for name, forms in KIT.items():
        said = document(moment, f"letter-{name}" if name == NOTICE else name)
        for form in forms:
            try:
                files[f"{name}.{form}"] = rendered(said, form, moment.content, paper)
            except PdfFault as fault:
                missing[f"{name}.{form}"] = str(fault)
    files["team.csv"] = sheet.for_spreadsheets(sheet.template(moment.content, moment.now.date()))
    files["index.html"] = rendered(handouts.kit(moment, tuple(files)), "html", moment.content)
    return files, missing


def _title(blocks: tuple[Block, ...]) -> str:
    for block in blocks:
        match block:
            case Heading(title) | Document(title):
                return title
    return ""


def calendar_file(moment: Moment) -> bytes:
    """The dates of this person's steps as iCalendar. The profile is in the id as a fingerprint, never by name."""
    import hashlib

    from linkedin_guard.documents.dates import dates
    from linkedin_guard.faces import calendar

    whose = hashlib.sha256(moment.progress.profile.encode()).hexdigest()[:12]
    events = tuple(
        calendar.Event(
            uid=f"{dated.matter}-{whose}@linkedin-guard",
            day=dated.day,
            title=dated.title,
            text=dated.text,
            changed=dated.changed,
            sequence=dated.revision,
            url=dated.url,
            cancelled=dated.cancelled,
        )
        for dated in dates(moment)
    )
    return calendar.render(events, moment.content)
