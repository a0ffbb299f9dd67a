"""A release is made of what is committed, under a version nobody has yet, with notes; content can be released alone."""

import hashlib
import subprocess
import tomllib
from pathlib import Path

import pytest
from drafts import tool

from linkedin_guard import __version__

release = tool("release")

FILES = {
    "README.md": "# A\n\n## Changelog\n\n### 1.1.0\n\n- New things.\n\n### 1.0.0\n\n- Old things.\n\n## Next\n",
    "pyproject.toml": '[project]\nname = "a"\ndynamic = ["version"]\n',
    "linkedin_guard/__init__.py": '__version__ = "1.1.0"\n',
    "content/manifest.toml": 'content = "2026.11.24"\n',
    "content/changes.toml": '[[change]]\nid = "a"\non = 2026-11-24\nsay = "changes.first"\n',
    "content/en/changes.toml": 'first = "The first."\nsecond = "The second."\n',
}


def git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *name, "-C", str(root), *arguments], check=True, capture_output=True)


def commit(root: Path, files: dict[str, str], *, tag: str = "") -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "A change")
    if tag:
        git(root, "tag", tag)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small project, committed."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "-q")
    commit(root, FILES)
    return root


NEWER = {
    "content/manifest.toml": 'content = "2026.12.01"\n',
    "content/changes.toml": FILES["content/changes.toml"]
    + '[[change]]\nid = "b"\non = 2026-12-01\nsay = "changes.second"\n[[change]]\nid = "c"\non = 2026-12-01\n',
}
"""Content that was looked at again, with one change that is said and one that is not."""


class TestWhole:
    def test_it_is_called_by_the_programs_version_and_tells_both(self, tree: Path) -> None:
        found = release.read(tree, content_only=False)
        assert (found.version, found.content, found.tag) == ("1.1.0", "2026.11.24", "v1.1.0")
        release.refuse(tree, found)
        said = release.notes(tree, found)
        assert "New things." in said
        assert "The first." in said
        assert "Old things." not in said

    def test_what_is_not_committed_is_not_released(self, tree: Path) -> None:
        (tree / "new.txt").touch()
        with pytest.raises(release.Refused, match=r"not committed.*new\.txt"):
            release.refuse(tree, release.read(tree, content_only=False))

    def test_a_version_is_released_once(self, tree: Path) -> None:
        git(tree, "tag", "v1.1.0")
        with pytest.raises(release.Refused, match=r"v1\.1\.0 is released already"):
            release.refuse(tree, release.read(tree, content_only=False))

    def test_a_version_that_the_changelog_does_not_know_is_refused(self, tree: Path) -> None:
        commit(tree, {"linkedin_guard/__init__.py": '__version__ = "1.2.0"\n'})
        with pytest.raises(release.Refused, match=r"no part '### 1\.2\.0'"):
            release.notes(tree, release.read(tree, content_only=False))

    def test_the_tree_is_what_was_committed(self, tree: Path, tmp_path: Path) -> None:
        (tree / "left.txt").touch()
        release.export(tree, release.read(tree, content_only=False), tmp_path / "out")
        found = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()}
        assert found == {str(Path(name)) for name in FILES}


class TestContentAlone:
    def test_it_has_a_version_that_is_newer_than_the_programs_and_the_code_says_its_own(
        self, tree: Path, tmp_path: Path
    ) -> None:
        git(tree, "tag", "v1.1.0")
        commit(tree, NEWER)
        found = release.read(tree, content_only=True)
        release.refuse(tree, found)
        assert (found.version, found.tag) == ("1.1.0.post20261201", "content-2026.12.01")
        release.export(tree, found, tmp_path / "out")
        project = tomllib.loads((tmp_path / "out" / "pyproject.toml").read_text("utf-8"))["project"]
        assert project == {"name": "a", "version": "1.1.0.post20261201"}
        assert (tmp_path / "out" / "linkedin_guard" / "__init__.py").read_text() == FILES["linkedin_guard/__init__.py"]

    def test_its_notes_are_what_the_content_says_is_new_since_the_release_before(self, tree: Path) -> None:
        git(tree, "tag", "v1.1.0")
        commit(tree, NEWER)
        said = release.notes(tree, release.read(tree, content_only=True))
        assert "The second." in said
        assert "The first." not in said
        assert "New things." not in said

    def test_content_that_says_nothing_new_is_refused(self, tree: Path) -> None:
        commit(tree, {}, tag="v1.1.0")
        with pytest.raises(release.Refused, match="no entry since the last release"):
            release.notes(tree, release.read(tree, content_only=True))

    def test_a_program_that_nobody_has_is_refused(self, tree: Path) -> None:
        with pytest.raises(release.Refused, match=r"no tag v1\.1\.0"):
            release.refuse(tree, release.read(tree, content_only=True))

    @pytest.mark.parametrize("name", ["linkedin_guard/new.py", ".ci/wheel.py", "pyproject.toml"])
    def test_code_that_has_changed_is_refused_and_named(self, name: str, tree: Path) -> None:
        git(tree, "tag", "v1.1.0")
        commit(tree, {**NEWER, name: "# new\n"})
        with pytest.raises(release.Refused, match=f"has changed since v1.1.0 .*{name}"):
            release.refuse(tree, release.read(tree, content_only=True))


def test_checksums_are_of_every_file_and_not_of_themselves(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"a")
    (tmp_path / "SHA256SUMS").write_bytes(b"old")
    assert release.checksums(tmp_path) == f"{hashlib.sha256(b'a').hexdigest()}  wheels/a.whl\n"


@pytest.mark.skipif(not (release.ROOT / ".git").exists(), reason="an sdist has no history to release from")
def test_this_tree_could_be_released_but_for_what_is_tagged_and_committed() -> None:
    found = release.read(release.ROOT, content_only=False)
    assert found.program == __version__
    assert "## The program" in release.notes(release.ROOT, found)
