"""What `--version` says in a checkout and installed: the version, the content's date, the translations of a machine."""

import io
from pathlib import Path

import pytest
from drafts import wheel
from pseudo import made
from walk import CONTENT

from linkedin_guard import __version__
from linkedin_guard.cli import version
from linkedin_guard.content import load

FIRST = f"lg-wizard {__version__}, content {CONTENT.manifest.content}"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two languages that only a machine has made."""
    root = made(tmp_path / "content")
    monkeypatch.setattr("linkedin_guard.content.folder", lambda: root)
    monkeypatch.setattr(version, "_PACKAGE", str(tmp_path / "linkedin_guard"))
    return tmp_path


def test_it_says_the_date_of_the_content_and_names_translations_of_a_machine(tree: Path) -> None:
    content = load(root=tree / "content")
    names = [
        content.into(code).say("ui.review.machine", language=content.into(code).grammar.endonym)
        for code in ("xx", "zz")
    ]
    assert version.said().splitlines() == [FIRST, *names]


def test_the_build_writes_it_beside_the_content_and_nothing_else_is_read_then(tree: Path) -> None:
    said = version.said()
    installed = tree / "linkedin_guard" / "_content"
    installed.mkdir(parents=True)
    wheel().write_version(tree, installed)
    (tree / "content" / "manifest.toml").unlink()
    assert version.said() == said


def test_a_translation_that_somebody_reviewed_is_not_named(tree: Path) -> None:
    for code, state in (("xx", "native"), ("zz", "lawyer")):
        path = tree / "content" / code / "language.toml"
        text = path.read_text("utf-8")
        path.write_text(
            text.replace('state = "machine", by = "", on = ""', f'state = "{state}", by = "A", on = "2026-11-01"'),
            "utf-8",
        )
        assert f'"{state}"' in path.read_text("utf-8")
    assert version.said() == FIRST


@pytest.mark.parametrize("damage", [b"", b"\xff", b'languages = ["en", "de"]'])
def test_content_that_cannot_be_read_leaves_the_version(damage: bytes, tree: Path) -> None:
    (tree / "content" / "manifest.toml").write_bytes(damage)
    assert version.said() == f"lg-wizard {__version__}"


def test_a_terminal_gets_no_letter_that_it_cannot_show(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, "ascii", newline=""))
    version.say()
    assert written.getvalue().decode("ascii").startswith(f"{FIRST}\n")
