"""The PDF face: tagged, complete, the same everywhere, and silent about no character."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from walk import REGIONS, at

from linkedin_guard.content import load
from linkedin_guard.faces import pdf
from linkedin_guard.faces.export import document, rendered
from linkedin_guard.model.blocks import (
    Block,
    Bullets,
    Code,
    Document,
    Facts,
    Heading,
    Link,
    Notice,
    Numbered,
    Paragraph,
    Switch,
    Task,
    Tasks,
    Trail,
)

CONTENT = load()
URL = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement?a=1&b=2"
HOSTILE = '#eval("1+1") $x$ *b* _i_ `c` @ref <l> // c /* d */ \\u{41} \\ " #{ ] [ = h ~ -- --- ...'
SEVERAL = "Łódź, Ελλάδα, Привет, déjà vu, → ✓ ○ “so”"

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is missing: apt install poppler-utils")
decoder = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar is missing: apt install zbar-tools")


def every_block(text: str) -> tuple[Block, ...]:
    """One block of each type, holding the text wherever a block holds text."""
    return (
        Heading(text),
        Paragraph(text),
        Bullets((text, text)),
        Numbered((text, text)),
        Trail((text, text)),
        Link(URL),
        Link(URL, text),
        Notice(text),
        Switch(text, False, text),
        Switch(text, True, text),
        Facts(((text, text), (text, text))),
        Tasks((Task(text, "completed", text), Task(text, "waiting", text), Task(text, "not-started", ""))),
        Code(URL),
        Document(text, (text, text, "", text)),
    )


def ask(program: str, file: Path, *options: str) -> str:
    """What a program of poppler says about a file."""
    output = ["-"] if program == "pdftotext" else []
    done = subprocess.run([program, *options, str(file), *output], capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def said(file: Path) -> str:
    return " ".join(ask("pdftotext", file, "-raw").split())


def made(folder: Path, *blocks: Block, title: str = "A title", paper: pdf.Paper = "a4") -> Path:
    file = folder / "made.pdf"
    file.write_bytes(pdf.render(blocks, CONTENT, title=title, paper=paper))
    return file


def test_every_type_of_block_is_tried_here() -> None:
    assert {type(block) for block in every_block("x")} == set(get_args(Block))


@pytest.mark.parametrize("text", ["x", HOSTILE, SEVERAL, "two\nlines", "x" * 10_000], ids=lambda text: text[:9])
def test_any_text_can_be_typeset(text: str) -> None:
    assert pdf.render(every_block(text), CONTENT, title=text).startswith(b"%PDF-")


def test_blocks_that_hold_nothing_can_be_typeset() -> None:
    empty = (Bullets(()), Numbered(()), Trail(()), Facts(()), Tasks(()), Document("", ()), Link(""), Paragraph(""))
    assert pdf.render(empty, CONTENT, title="x").startswith(b"%PDF-")


def test_the_same_blocks_make_the_same_file() -> None:
    assert pdf.render(every_block("x"), CONTENT, title="x") == pdf.render(every_block("x"), CONTENT, title="x")


@pytest.mark.parametrize(
    ("text", "named"), [("Ana 陳", "陳 (U+9673)"), ("so 😀", "😀 (U+1F600)"), ("=\u09bc", "U+09BC")], ids=ascii
)
def test_a_character_that_no_font_shows_is_named(text: str, named: str) -> None:
    with pytest.raises(pdf.PdfFault, match="--format html") as fault:
        pdf.render((Paragraph("Grüße"), Facts((("Name", text),))), CONTENT, title="x")
    assert named in str(fault.value)
    assert fault.value.exit_code == 2


def test_anything_else_that_typst_refuses_is_one_sentence() -> None:
    with pytest.raises(pdf.PdfFault, match=r"^The PDF could not be made \(.*\); use --format html\.$"):
        pdf.render((Link("https://e.org/" + "x" * 10_000),), CONTENT, title="x")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(pdf.PdfFault) as fault:
        pdf.render((Paragraph("x"),), CONTENT, title="x")
    assert str(fault.value) == ("PDF needs one more package: pip install 'linkedin-guard[pdf]'; or use --format html.")


@pytest.mark.outside_program
@poppler
class TestPoppler:
    @pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("us-letter", "612 x 792")])
    def test_title_tags_and_paper(self, tmp_path: Path, paper: pdf.Paper, size: str) -> None:
        about = ask("pdfinfo", made(tmp_path, *every_block("x"), title="Your “record” \\", paper=paper))
        assert "Title:           Your “record” \\\n" in about
        assert "Tagged:          yes" in about
        assert f"Page size:       {size}" in about
        assert "JavaScript:      no" in about
        assert "CreationDate" not in about

    @pytest.mark.parametrize("paper", ["a4", "us-letter"])
    @pytest.mark.parametrize("regions", [*((region,) for region in REGIONS), REGIONS], ids="+".join)
    def test_a_checklist_is_one_page(self, tmp_path: Path, regions: tuple[str, ...], paper: str) -> None:
        shown = document(at(answers={"team-regions": regions}), "checklist")
        file = tmp_path / "checklist.pdf"
        file.write_bytes(rendered(shown, "pdf", CONTENT, paper))
        assert re.search(r"^Pages: +1$", ask("pdfinfo", file), re.MULTILINE)

    def test_it_declares_the_standard(self, tmp_path: Path) -> None:
        about = ask("pdfinfo", made(tmp_path, Paragraph("x")), "-meta")
        assert "<pdfuaid:part>1</pdfuaid:part>" in about
        assert "<rdf:li>en</rdf:li>" in about

    @pytest.mark.parametrize("block", every_block("Some text"), ids=lambda block: type(block).__name__)
    def test_a_block_says_all_it_holds(self, tmp_path: Path, block: Block) -> None:
        found = said(made(tmp_path, Heading("Head"), block))
        texts = every_block("")[[type(each) for each in every_block("")].index(type(block))]
        assert ("Some text" in found) == ("Some text" in repr(block))
        assert (URL in found.replace(" ", "")) == (URL in repr(texts) or URL in repr(block))

    @pytest.mark.parametrize("text", [HOSTILE, SEVERAL])
    def test_text_stays_text(self, tmp_path: Path, text: str) -> None:
        found = said(made(tmp_path, Heading(text), Paragraph(text), Notice(text), Document("d", (text,))))
        assert found.count(text) == 4

    def test_a_word_longer_than_a_line_is_all_there_and_on_the_page(self, tmp_path: Path) -> None:
        word = "WxyzW" * 300
        file = made(tmp_path, Heading("Head"), Paragraph(word), Facts((("Label", word[:29]), (word[:99], word[:99]))))
        assert word in "".join(said(file).split())
        assert all(float(edge) < 595 - 60 for edge in re.findall(r'xMax="([\d.]+)"', ask("pdftotext", file, "-bbox")))

    def test_the_structure_is_that_of_the_blocks(self, tmp_path: Path) -> None:
        tree = ask("pdfinfo", made(tmp_path, *every_block("x")), "-struct-text")
        for role in ("H1 ", "H2 ", "L (block)", "LI (block)", "LBody", "Lbl", "Link (inline)", "Figure", "P (block)"):
            assert role in tree

    def test_a_document_without_a_heading_is_headed_by_its_title(self, tmp_path: Path) -> None:
        assert said(made(tmp_path, Paragraph("x"), title="Name")) == "Name x"
        assert said(made(tmp_path, Document("Letter", ("x",)), title="Name")) == "Letter x"

    @decoder
    def test_the_code_is_read_back(self, tmp_path: Path) -> None:
        file = made(tmp_path, Heading("x"), Code(URL))
        subprocess.run(["pdftoppm", "-r", "150", "-png", str(file), str(tmp_path / "page")], timeout=60, check=True)
        picture = next(tmp_path.glob("page*.png"))
        read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, timeout=60, check=True)
        assert read.stdout.decode().strip() == URL
