"""A fault in the program, should there be one: one sentence, a private report without a word of yours, nothing lost."""

import re
import stat
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from linkedin_guard.store.profiles import Store
from resilience.driver import POSIX, ran, window
from resilience.test_kills import present

pytestmark = POSIX

FAULTY = """
import sys
from linkedin_guard.walk import journey
from linkedin_guard.pages import lists, questions

true = {true}
def faulty(moment, *rest):
    secret_of_the_person = "Zoe Secret " + str(dict(moment.progress.answers))
    if moment.progress.answers.get("region") == ("uk",):
        raise {fault}("no good: " + secret_of_the_person)
    return true(moment, *rest)
{true} = faulty
from linkedin_guard.cli.main import main
main({arguments})
"""
FAULTS = ("ValueError", "KeyError", "RuntimeError", "RecursionError", "AssertionError", "MemoryError", "OSError")
SENTENCE = re.compile(
    r"LinkedIn Guard has a fault; what you recorded is kept, and a report without your data is in (\S+)"
)


def code(arguments: list[str], fault: str = "ValueError", true: str = "questions.ask") -> str:
    return FAULTY.format(true=true, fault=fault, arguments=arguments)


def check(home: Path, said: str) -> None:
    """What holds after a fault."""
    assert "Traceback" not in said
    for secret in ("Secret", "no good", "secret_of_the_person", "'uk'"):
        assert secret not in said
    found = SENTENCE.search(said)
    assert found is not None, said
    report = next((home / "reports").iterdir())
    assert re.sub(r"\W", "", str(report)).startswith(re.sub(r"\W", "", found[1].rstrip("."))[:20])
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
    text = report.read_text(encoding="utf-8")
    for secret in ("Secret", "no good", "uk", str(home), "Zoe"):
        assert secret not in text, text
    for line in text.splitlines()[2:]:
        assert line == "outside the package" or re.fullmatch(r"linkedin_guard/[\w/]+\.py:\d+ in \S+", line), line
    assert re.search(r":\d+ in ", text), "but where it was"
    progress = Store(home, now=present).load("me").progress
    assert progress is not None
    assert progress.answers == {"region": ("uk",)}


@pytest.mark.parametrize("fault", FAULTS)
def test_at_the_prompts(fault: str, tmp_path: Path) -> None:
    done = ran(tmp_path, "-c", code(["--plain"], fault), typed="1\n3\n")
    assert done.returncode == 5, done
    assert done.stderr.count("\n") == 1
    check(tmp_path, done.stdout + done.stderr)


@pytest.mark.parametrize("fault", ["ValueError", "RecursionError", "AssertionError"])
def test_in_the_window(fault: str, tmp_path: Path) -> None:
    with window(tmp_path, command=[sys.executable, "-c", code([], fault)], size=(160, 30)) as terminal:
        assert terminal.until("leave"), terminal.text
        terminal.send("1")
        assert terminal.until("Where do you live?")
        terminal.send("3")
        assert terminal.end() == 5
        assert terminal.as_found() == []
        after = terminal.bytes.rpartition(b"\x1b[?1049l")[2].decode()
        check(tmp_path, terminal.text + " " + after)
        assert b"secret_of_the_person" not in terminal.bytes
        assert b"Traceback" not in terminal.bytes


def test_a_command(tmp_path: Path) -> None:
    from resilience.test_kills import prepared

    prepared(tmp_path)
    broken = """
from linkedin_guard.plan import status
def faulty(moment):
    secret_of_the_person = "Zoe Secret"
    raise LookupError("no good: " + secret_of_the_person)
status.way = faulty
from linkedin_guard.cli.main import main
main(["status"])
"""
    done = ran(tmp_path, "-c", broken)
    assert done.returncode == 5, done
    assert SENTENCE.search(done.stderr)
    assert "Secret" not in done.stdout + done.stderr


def test_where_no_report_can_be_written_it_is_still_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way", encoding="utf-8")
    done = ran(tmp_path, "-c", code(["--plain"]), typed="1\n3\n")
    assert done.returncode == 5
    assert done.stderr == "LinkedIn Guard has a fault (ValueError), not reported; what you recorded is kept.\n"


@pytest.mark.parametrize("planted", ["reports", "reports/fault.txt"])
def test_a_report_follows_no_link(planted: str, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    victim = elsewhere / "victim"
    elsewhere.mkdir()
    victim.write_text("precious", encoding="utf-8")
    (home / planted).parent.mkdir(parents=True, exist_ok=True)
    (home / planted).symlink_to(victim if planted.endswith("txt") else elsewhere)
    done = ran(home, "-c", code(["--plain"]), typed="1\n3\n")
    assert done.returncode == 5
    assert victim.read_text(encoding="utf-8") == "precious"
    assert [path.name for path in elsewhere.iterdir()] == ["victim"]
    if planted == "reports":
        said = "LinkedIn Guard has a fault (ValueError), not reported; what you recorded is kept.\n"
        assert done.stderr == said
    else:
        assert done.stderr.rstrip(".\n").endswith("fault 2.txt")
        assert (home / "reports" / "fault 2.txt").read_text(encoding="utf-8").startswith("LinkedIn Guard")


def test_a_report_names_nothing_outside_the_package(tmp_path: Path) -> None:
    """Through a library of the person's own: neither its folder, nor its file, nor its function."""
    folder = tmp_path / "Zoe Secret" / "zoe_secret_library"
    folder.mkdir(parents=True)
    (folder / "secret_module.py").write_text(
        "class SecretFault(TypeError): pass\n"
        "def secret_function(deed):\n"
        "    try:\n"
        "        return deed()\n"
        "    except TypeError as fault:\n"
        "        raise SecretFault('secret') from fault\n",
        encoding="utf-8",
    )
    script = f"""
import sys
sys.path.insert(0, {str(folder)!r})
import secret_module
def faulty(*_, **__):
    from linkedin_guard.store.names import check_name
    return secret_module.secret_function(lambda: check_name(7))
import linkedin_guard.cli.wizard as wizard
wizard._face = faulty
from linkedin_guard.cli.main import main
main([])
"""
    done = ran(tmp_path / "home", "-c", script)
    assert done.returncode == 5, done
    lines = (tmp_path / "home" / "reports" / "fault.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "TypeError"
    for line in lines[2:]:
        assert line == "outside the package" or re.fullmatch(r"linkedin_guard/[\w/]+\.py:\d+ in \S+", line), line
    assert "outside the package" in lines
    assert any(line.startswith("linkedin_guard/cli/wizard.py:") for line in lines)
    assert "ecret" not in done.stdout + done.stderr
    assert not [one for one, two in pairwise(lines) if one == two == "outside the package"]


def test_reports_are_listed_and_forgotten_with_the_rest(tmp_path: Path) -> None:
    store = Store(tmp_path, now=present)
    (tmp_path / "reports").mkdir(parents=True)
    report = tmp_path / "reports" / "fault.txt"
    report.write_text("x", encoding="utf-8")
    assert report in store.files()
    store.forget()
    assert not tmp_path.exists()
