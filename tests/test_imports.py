"""The walls: what may know what, held by a static graph and by what a running program has really loaded."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import linkedin_guard

PACKAGE = Path(linkedin_guard.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(
    str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").replace("\\", ".").removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)
OUTSIDE = [name for name in MODULES if not name.startswith("linkedin_guard.faces.tui")]


def loaded(program: str, *arguments: str) -> set[str]:
    """The modules that are loaded after the program ran."""
    tail = "\nimport sys\nsys.stderr.write('\\n@@' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program + tail, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return set(done.stderr.rpartition("@@")[2].split())


def command(*arguments: str) -> str:
    return (
        f"from linkedin_guard.cli.main import main\ntry:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
    )


def heads(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_nothing_outside_the_terminal_face_loads_textual_or_rich() -> None:
    found = loaded("import importlib\n" + "\n".join(f"importlib.import_module({name!r})" for name in OUTSIDE))
    assert not heads(found) & {"textual", "rich"}
    assert "linkedin_guard.walk.journey" in found


def test_the_version_is_said_before_anything_is_loaded() -> None:
    found = heads(loaded(command("--version")))
    assert not found & {"click", "pydantic", "textual", "rich", "tomllib", "json", "platformdirs"}


@pytest.mark.parametrize(
    "arguments", [("status", "--json"), ("profiles",), ("export",), ("sources", "--open"), ("where",), ("--help",)]
)
def test_no_command_loads_textual(arguments: tuple[str, ...]) -> None:
    assert not heads(loaded(command(*arguments))) & {"textual", "rich"}


@pytest.mark.parametrize("arguments", [("status", "--json"), ("profiles",), ("where",), ("sources",), ("letter",)])
def test_a_command_loads_no_format_that_it_does_not_write(arguments: tuple[str, ...]) -> None:
    found = loaded(command(*arguments))
    assert "linkedin_guard.faces.as_json" in found
    assert not heads(found) & {"segno", "icalendar", "typst"}
    assert not found & {f"linkedin_guard.faces.{name}" for name in ("html", "pdf", "calendar", "markdown")}


@pytest.mark.parametrize("arguments", [("status",), ("where",), ("--plain",)])
def test_nobody_waits_for_the_content_rules_but_who_checks(arguments: tuple[str, ...]) -> None:
    found = loaded("import sys, io\nsys.stdin = io.StringIO('q\\n')\n" + command(*arguments))
    assert "linkedin_guard.content" in found
    assert not [name for name in found if name.startswith("linkedin_guard.rules")]
    assert "linkedin_guard.rules.ids_exist" in loaded(command("check"))


@pytest.mark.parametrize("arguments", [("--help",), ("statsu",)])
def test_the_list_of_commands_loads_none_of_them(arguments: tuple[str, ...]) -> None:
    found = {name for name in loaded(command(*arguments)) if name.startswith("linkedin_guard.cli.")}
    assert found == {
        f"linkedin_guard.cli.{name}" for name in ("main", "exits", "commands", "help", "version", "wizard")
    }


def test_plain_mode_loads_no_textual() -> None:
    assert not heads(loaded("import sys, io\nsys.stdin = io.StringIO('q\\n')\n" + command("--plain"))) & {
        "textual",
        "rich",
    }


def test_a_package_imports_nothing_of_its_own_accord() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)], path
    assert {name for name in loaded("import linkedin_guard") if name.startswith("linkedin_guard")} == {"linkedin_guard"}


def test_the_contracts_hold() -> None:
    program = "import sys\nfrom importlinter.cli import lint_imports\nsys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_says_what_it_is_and_none_is_called_by_what_it_is_not() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert path.stem not in ("utils", "util", "base", "manager", "helpers", "common", "misc"), path
        said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert said, f"{path} says nothing of itself"
        assert said.splitlines()[0].rstrip(":").strip(), path


def test_nothing_reads_the_notes_it_was_made_from() -> None:
    word = "shared" + "/"
    for folder in ("linkedin_guard", "content", "tests", "README.md", "pyproject.toml", ".ci"):
        for path in [ROOT / folder] if (ROOT / folder).is_file() else (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in (".py", ".toml", ".md", ".tcss", ".txt", ""):
                assert word not in path.read_text("utf-8"), path


def test_only_the_store_and_what_it_is_for_write_to_the_disk() -> None:
    writes = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "touch"}
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name == "store":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in writes, f"{path}:{node.lineno} writes by itself"


def test_nothing_can_reach_the_network() -> None:
    banned = {
        "socket",
        "http",
        "urllib.request",
        "ssl",
        "ftplib",
        "smtplib",
        "requests",
        "httpx",
        "webbrowser",
        "asyncio.streams",
    }
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not banned & {
                name
                for full in names
                for name in (full, full.partition(".")[0] if not full.startswith("urllib") else full)
            }, path
