"""The parts of README.md that the program itself knows better: every command's help, and the languages it speaks.

.venv/bin/python .ci/readme.py            say what is out of date; the exit code is 1 then
.venv/bin/python .ci/readme.py --write    write it
"""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reference import ENGLISH, helps, shorts

from linkedin_guard.cli.wizard import Options
from linkedin_guard.model.saying import PROGRAM

README = Path(__file__).parents[1] / "README.md"

STATES = {
    "original": "written by us",
    "machine": "translated by a machine; no native speaker has read it yet",
    "native": "read by a native speaker",
    "lawyer": "read by a lawyer who speaks it",
}
"""What each state of a translation in `content/<language>/language.toml` means."""


def commands() -> str:
    """The help of the program as it is, and that of each command behind its name."""
    said, does = helps(), shorts()
    folded = [
        f"<details><summary><code>{PROGRAM} {name}</code>: {sentence}</summary>\n\n{_fenced(said[name])}\n\n</details>"
        for name, sentence in does.items()
    ]
    return "\n\n".join((_fenced(said[""]), *folded))


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"


def languages() -> str:
    """Each language of the wizard, and how far somebody who speaks it has looked at it."""
    content = Options(environ=ENGLISH).content()
    lines = ["| language | how it stands |", "| --- | --- |"]
    for code in content.manifest.languages:
        grammar = content.into(code).grammar
        review = grammar.review
        by = f" ({review.by}, {review.on})" if review.by else ""
        lines.append(f"| {grammar.endonym} (`--lang {code}`) | {STATES[review.state]}{by} |")
    return "\n".join(lines)


PARTS: dict[str, Callable[[], str]] = {"commands": commands, "languages": languages}
"""What is written, by the name between whose marks it stands."""


def written(text: str) -> str:
    """The README with each part as it is now. Raises ValueError when a part has no place."""
    for name, made in PARTS.items():
        first, last = f"<!-- {name}: written by .ci/readme.py -->", f"<!-- /{name} -->"
        if text.count(first) != 1 or text.count(last) != 1:
            raise ValueError(f"README.md has no place for the {name}: it needs the lines {first} and {last} once each")
        before, _, rest = text.partition(first)
        text = f"{before}{first}\n\n{made()}\n\n{last}{rest.partition(last)[2]}"
    return text


def main() -> int:
    """Say whether the README is up to date, or bring it up to date. Returns the exit code."""
    text = README.read_text("utf-8")
    now = written(text)
    if now == text:
        return 0
    if "--write" in sys.argv[1:]:
        README.write_text(now, "utf-8", newline="\n")
        return 0
    print("README.md is not what the program says now; run .venv/bin/python .ci/readme.py --write", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
