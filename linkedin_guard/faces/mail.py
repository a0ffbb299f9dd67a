"""A document as a mail that is not sent yet: its text, the page, and the PDF inside. Whoever opens it adds to whom."""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256


def render(subject: str, text: bytes, page: bytes, pdf: bytes, *, called: str) -> bytes:
    """The mail as a file, the same for the same parts; `called` is what the PDF is called in it."""
    message = EmailMessage(SMTP.clone(cte_type="7bit"))
    # Outlook opens such a mail to be written on, and not as one that has come.
    message["X-Unsent"] = "1"
    message["Subject"] = subject
    message.set_content(text.decode())
    message.add_alternative(page.decode(), subtype="html")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=called)
    # Else they are drawn by chance.
    digest = sha256(text + page + pdf).hexdigest()[:24]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"={number}={digest}=")
    return message.as_bytes()
