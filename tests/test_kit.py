"""The kit for an organisation: a mail with all of the notice in it, and a folder with everything, listed by a page."""

import io
import re
import stat
import sys
from datetime import date
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import Path

import pytest
from walk import CONTENT, REGIONS

from linkedin_guard.cli.commands import run
from linkedin_guard.faces.export import KIT
from linkedin_guard.team import sheet
from linkedin_guard.team.csv_file import lines_of

WHO = ("--region", "UK, Germany", "--organisation", "Zoë & Söhne <GmbH>", "--contact", "it@example.org")
FILES = {*(f"{name}.{form}" for name, forms in KIT.items() for form in forms), "team.csv", "index.html"}

pytestmark = pytest.mark.usefixtures("clock", "quick_disk")


def written(folder: Path, command: str, form: str, *options: str) -> bytes:
    """What a command writes in a format."""
    path = folder / f"alone.{form}"
    assert run([command, *options, "-o", str(path), "--force"]) == 0
    return path.read_bytes()


def read(data: bytes) -> EmailMessage:
    """A mail as a program reads it that we did not write."""
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(data)


def as_here(part: MIMEPart) -> str:
    """What a part says, with lines that end as files here do."""
    return str(part.get_content()).replace("\r\n", "\n")


def without_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)


# The mail


def test_the_mail_has_the_text_the_page_and_the_pdf_as_they_are_alone(tmp_path: Path) -> None:
    mail = read(written(tmp_path, "notice", "eml", *WHO))
    assert mail.get_content_type() == "multipart/mixed"
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    (pdf,) = mail.iter_attachments()
    assert text is not None
    assert page is not None
    assert as_here(text) == written(tmp_path, "notice", "txt", *WHO).decode()
    assert as_here(page) == written(tmp_path, "notice", "html", *WHO).decode()
    assert pdf.get_content() == written(tmp_path, "notice", "pdf", *WHO)
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "notice.pdf")
    assert "Zoë & Söhne <GmbH>" in text.get_content()
    assert "Zoë &amp; Söhne &lt;GmbH&gt;" in page.get_content()


def test_it_is_a_mail_that_every_server_takes_and_that_nobody_has_sent(tmp_path: Path) -> None:
    data = written(tmp_path, "notice", "eml", *WHO)
    mail = read(data)
    assert mail["Subject"] == CONTENT.words("letters.notice.title")
    assert mail["X-Unsent"] == "1"
    assert not {"From", "To", "Cc", "Bcc", "Date", "Message-ID"} & set(mail.keys())
    assert not mail.defects
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 78
    assert data == written(tmp_path, "notice", "eml", *WHO), "the same for the same"


@pytest.mark.parametrize("name", ["=?utf-8?q?x?=", "--=0=", "a\u2028b", "x" * 2000, "Ünïcödé Ελλάδα Łódź", "."])
def test_no_name_of_an_organisation_breaks_it(name: str, tmp_path: Path) -> None:
    if run(["notice", "--region", "UK", "--organisation", name]) != 0:
        return
    mail = read(written(tmp_path, "notice", "eml", "--region", "UK", "--organisation", name))
    text = mail.get_body(("plain",))
    assert not mail.defects
    assert text is not None
    assert name in text.get_content()
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]


def test_on_stdout_it_is_the_same_bytes(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    data = written(tmp_path, "notice", "eml", *WHO)
    capfdbinary.readouterr()
    assert run(["notice", *WHO, "--format", "eml"]) == 0
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == data


def test_without_the_package_for_pdf_there_is_no_mail_and_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_typst(monkeypatch)
    assert run(["notice", "--region", "UK", "-o", str(tmp_path / "notice.eml")]) == 2
    assert "linkedin-guard[pdf]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# The folder


def test_the_folder_has_everything_as_each_command_writes_it(tmp_path: Path) -> None:
    folder = tmp_path / "for" / "staff"
    assert run(["kit", str(folder), *WHO]) == 0
    assert {path.name for path in folder.iterdir()} == FILES
    for name, forms in KIT.items():
        options = WHO if name == "notice" else WHO[:2]
        for form in forms:
            assert (folder / f"{name}.{form}").read_bytes() == written(tmp_path, name, form, *options)
    template = (folder / "team.csv").read_bytes()
    assert template.startswith(b"\xef\xbb\xbfnickname,")
    assert sheet.read(lines_of(io.BytesIO(template)), CONTENT, date(2026, 11, 21)).examples > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_private_until_it_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    assert run(["kit", str(folder), *WHO]) == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_its_first_page_lists_every_file_and_says_for_whom_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    assert run(["kit", str(folder), *WHO]) == 0
    page = (folder / "index.html").read_text("utf-8")
    links = dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', page))
    assert set(links) == FILES - {"index.html"}
    assert len(set(links.values())) == len(links), "each says what it is"
    for region in REGIONS:
        named = CONTENT.words(f"questions.region.choices.{region}") in page
        assert named == (region in ("uk", "eu-eea"))
    assert "<script" not in page


def test_what_is_there_already_is_never_written_over_unless_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "policy.md").write_text("ours")
    (folder / "photo.png").write_text("ours")
    assert run(["kit", str(folder), *WHO]) == 2
    assert "policy.md" in capsys.readouterr().err
    assert {path.name for path in folder.iterdir()} == {"policy.md", "photo.png"}
    assert run(["kit", str(folder), *WHO, "--force"]) == 0
    assert (folder / "policy.md").read_text("utf-8") != "ours"
    assert (folder / "photo.png").read_text("utf-8") == "ours"


def test_without_the_package_for_pdf_the_rest_is_written_and_what_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_typst(monkeypatch)
    folder = tmp_path / "kit"
    assert run(["kit", str(folder), *WHO]) == 1
    said = capsys.readouterr().err
    missing = {name for name in FILES if name.endswith((".pdf", ".eml"))}
    assert {path.name for path in folder.iterdir()} == FILES - missing
    assert all(name in said for name in missing)
    assert "linkedin-guard[pdf]" in said
    page = (folder / "index.html").read_text("utf-8")
    assert not any(name in page for name in missing)


@pytest.mark.parametrize("name", ["-", "", "a file", "a file/below"])
def test_a_folder_that_is_none_is_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert run(["kit", name, *WHO]) in (2, 3)
    assert "Traceback" not in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_a_home_folder_is_meant_by_its_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert run(["kit", "~/kit", *WHO]) == 0
    assert (tmp_path / "kit" / "index.html").is_file()


def test_where_nobody_named_a_place_it_is_for_all_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["kit", str(tmp_path / "kit")]) == 0
    assert capsys.readouterr().err.startswith("No place was named")
    page = (tmp_path / "kit" / "index.html").read_text("utf-8")
    assert CONTENT.words("questions.region.choices.hong-kong") in page
