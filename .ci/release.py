"""Makes a release, whole, in a folder; nothing is uploaded, and nothing is tagged.

    .venv/bin/python .ci/release.py --into dist              the program, with the content as it is
    .venv/bin/python .ci/release.py --into dist --content    the same program, with newer content

In the folder are then the sdist and the wheel, a single file for each system and Python, a folder of wheels to install
from offline, an SBOM (CycloneDX), the notes from the changelog, and checksums of all of it. Needs
`pip install '.[release]'`, pip's registry and git.

The program and its content have versions of their own: `__version__`, and the date in `content/manifest.toml`. A
release of content alone is of the code that was tagged last, unchanged, and is called by that version and the content's
date: 1.1.0.post20261124, which pip takes for newer than 1.1.0. `lg-wizard --version` goes on saying both apart.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tomllib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent))

from single_files import assemble, fetch, here, targets

ROOT = Path(__file__).parents[1]
CODE = ("linkedin_guard", ".ci", "pyproject.toml")
"""What a release of content alone has unchanged."""


class Refused(Exception):
    """No release can be made: one sentence that says why, and what to do."""


@dataclass(frozen=True)
class Release:
    """What is to be released: the program's version, the content's (a date with full stops), and whether only that."""

    program: str
    content: str
    content_only: bool = False

    @property
    def version(self) -> str:
        """The version of the wheel."""
        return f"{self.program}.post{self.content.replace('.', '')}" if self.content_only else self.program

    @property
    def tag(self) -> str:
        """What the commit is to be tagged with."""
        return f"content-{self.content}" if self.content_only else f"v{self.program}"


def read(root: Path, content_only: bool) -> Release:
    """What there is to release in this tree."""
    code = (root / "linkedin_guard" / "__init__.py").read_text("utf-8")
    program = re.search(r'^__version__ = "(.+)"$', code, re.M)
    if program is None:
        raise Refused("linkedin_guard/__init__.py names no __version__; add it.")
    manifest = tomllib.loads((root / "content" / "manifest.toml").read_text("utf-8"))
    return Release(program[1], manifest["content"], content_only)


def refuse(root: Path, release: Release) -> None:
    """Raise Refused where this tree is not what can be released under that version."""
    if changed := _git(root, "status", "--porcelain"):
        raise Refused(f"these are not committed; commit or remove them: {', '.join(changed.split()[1::2])}")
    tags = _git(root, "tag", "--list").split()
    if release.tag in tags:
        raise Refused(f"{release.tag} is released already; give it a newer version.")
    if not release.content_only:
        return
    base = f"v{release.program}"
    if base not in tags:
        raise Refused(f"there is no tag {base}, so nobody has this program yet; release it with its content.")
    if code := _git(root, "diff", "--name-only", base, "HEAD", "--", *CODE).split():
        raise Refused(f"the code has changed since {base} ({', '.join(code)}); release the program with its content.")


def notes(root: Path, release: Release) -> str:
    """The release notes, as Markdown: of the changelog this version's part, and what the content says has changed.

    Raises Refused where the changelog does not know the version, or newer content says nothing of what is new in it.
    """
    changes = _changes(root)
    parts = [f"# LinkedIn Guard {release.version}", f"Program {release.program}, content {release.content}."]
    if release.content_only:
        if not changes:
            raise Refused("content/changes.toml has no entry since the last release; say there what is new.")
        parts.append("Only the content has changed; the program is the same.")
    else:
        text = (root / "README.md").read_text("utf-8")
        found = re.search(rf"^### {re.escape(release.program)}\n(.+?)(?=^##)", text, re.M | re.S)
        if found is None:
            raise Refused(f"the changelog in README.md has no part '### {release.program}'; write it.")
        parts += ["## The program", found[1].strip()]
    if changes:
        parts += ["## The content", "\n".join(f"- {change}" for change in changes)]
    return "\n\n".join(parts) + "\n"


def _changes(root: Path) -> list[str]:
    """What is said of the changes that came since the release before, or of all where this is the first."""
    before = _content_before(root)
    rows = tomllib.loads((root / "content" / "changes.toml").read_text("utf-8")).get("change", [])
    said = tomllib.loads((root / "content" / "en" / "changes.toml").read_text("utf-8"))
    return [said[row["say"].partition(".")[2]] for row in rows if "say" in row and f"{row['on']:%Y.%m.%d}" > before]


def _content_before(root: Path) -> str:
    """The date of the content that was released last; nothing where nothing was."""
    tags = _git(root, "tag", "--list", "v*", "content-*", "--merged", "HEAD", "--sort=-creatordate").split()
    if not tags:
        return ""
    return str(tomllib.loads(_git(root, "show", f"{tags[0]}:content/manifest.toml"))["content"])


def export(root: Path, release: Release, into: Path) -> None:
    """Write the committed tree; for content alone with the version that its wheel is to have."""
    packed = subprocess.run(["git", "-C", str(root), "archive", "HEAD"], stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(into, filter="data")
    if release.content_only:
        project = into / "pyproject.toml"
        text = project.read_text("utf-8")
        if text.count('dynamic = ["version"]') != 1:
            raise Refused('pyproject.toml has no line dynamic = ["version"], which a release of content replaces.')
        project.write_text(text.replace('dynamic = ["version"]', f'version = "{release.version}"'), "utf-8")


def checksums(folder: Path) -> str:
    """A line for each file below the folder, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    )
    return "".join(f"{line}\n" for line in lines)


def make(root: Path, release: Release, into: Path, only_here: bool) -> None:
    """Make the release in the folder, which is empty. Raises CalledProcessError."""
    with TemporaryDirectory() as work:
        tree, made_with = Path(work, "tree"), Path(work, "environment")
        export(root, release, tree)
        _run("-m", "build", "--quiet", "--outdir", str(into), str(tree))
        (wheel,) = into.glob("*.whl")
        wanted = [here()] if only_here else targets()
        fetch(wheel, wanted, into / "wheels")
        for target in wanted:
            assemble(into / "wheels", release.version, target, into)
        _sbom(release, into, made_with)


def _sbom(release: Release, into: Path, environment: Path) -> None:
    """What an installation here consists of, read from one, as CycloneDX."""
    _run("-m", "venv", "--without-pip", str(environment))
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = f"linkedin-guard=={release.version}"
    wheels = str(into / "wheels")
    _run("-m", "uv", "pip", "install", "-q", "-p", str(python), "--no-index", "--find-links", wheels, wanted)
    into_file = str(into / f"linkedin-guard-{release.version}.cdx.json")
    _run("-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON", "-o", into_file, str(python))


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout.strip()


def _run(*command: str) -> None:
    subprocess.run([sys.executable, *command], check=True)


def main() -> int:
    """Make the release asked for, or say in a sentence why not. Returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="a folder that is not there yet")
    parser.add_argument("--content", action="store_true", help="the code that was tagged, with newer content")
    parser.add_argument("--here", action="store_true", help="single files and wheels for this machine only")
    asked = parser.parse_args()
    try:
        release = read(ROOT, asked.content)
        refuse(ROOT, release)
        said = notes(ROOT, release)
        if asked.into.exists():
            raise Refused(f"{asked.into} is there already; name another folder.")
    except Refused as why:
        print(f"No release: {why}", file=sys.stderr)
        return 1
    asked.into.mkdir(parents=True)
    make(ROOT, release, asked.into.resolve(), asked.here)
    (asked.into / "NOTES.md").write_text(said, "utf-8", newline="\n")
    (asked.into / "SHA256SUMS").write_text(checksums(asked.into), "utf-8", newline="\n")
    for path in sorted(asked.into.iterdir()):
        print(path)
    print(f"Nothing is uploaded. When it is: git tag {release.tag}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
