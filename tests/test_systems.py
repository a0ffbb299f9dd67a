"""Each branch that only another system takes, simulated on this one; and tests that need a POSIX system say so.

Whatever is new and asks which system it is on fails here until a test simulates every answer.
"""

import ast
import errno
import os
import re
import shlex
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from windows import Console, imported

from linkedin_guard import system
from linkedin_guard.cli import exits
from linkedin_guard.faces.tui import app
from linkedin_guard.model.saying import KnownFault
from linkedin_guard.store import disk
from linkedin_guard.store.disk import Folder
from linkedin_guard.store.lock import Lock

ROOT = Path(__file__).parents[1]
SYSTEMS = ("linux", "darwin", "win32")

SIMULATED = {
    "cli/exits.py:_report": "test_systems.py::test_a_report_names_the_system",
    "faces/tui/app.py:terminal_driver": "test_systems.py::test_each_system_has_its_driver",
    "store/disk.py:": "test_systems.py::test_the_disk_asks_the_system_once",
    "store/disk.py:_double": "test_systems.py::test_windows_keeps_the_copy_before",
    "store/disk.py:_make": "test_systems.py::test_windows_has_no_modes_to_mend",
    "store/disk.py:_open_folder": "test_systems.py::test_windows_opens_no_folder",
    "store/disk.py:close_to_others": "test_systems.py::test_windows_has_no_modes_to_mend",
    "store/disk.py:move": "test_store.py::test_windows_lets_go_of_a_file_after_a_moment",
    "store/disk.py:owned": "test_systems.py::test_windows_tells_no_owners",
    "store/lock.py:_take": "test_systems.py::test_windows_locks_in_its_own_way",
    "store/lock.py:close": "test_systems.py::test_a_lock_is_deleted_before_it_is_given_back_but_for_windows",
    "system.py:_browsers": "test_systems.py::test_a_browser_is_looked_for_as_the_system_has_it",
    "system.py:_can_draw": (
        "test_outside.py::test_a_terminal_that_cannot_draw_gets_plain_text_but_windows_does_not_go_by_its_name"
    ),
    "system.py:_clipboards": "test_systems.py::test_the_clipboard_is_the_systems_own",
    "system.py:_system_opens": "test_systems.py::test_windows_opens_a_page_itself",
    "system.py:_takes": "test_systems.py::test_macos_is_told_that_a_copy_is_utf_8",
    "system.py:called": "test_systems.py::test_windows_is_called_as_its_shells_take_it",
    "system.py:describe": "test_systems.py::test_a_path_is_read_as_the_system_writes_paths",
    "system.py:editor": "test_systems.py::test_an_editor_is_named_as_the_system_writes_paths",
    "system.py:language": "test_edges.py::test_windows_is_asked_for_the_language_of_its_own_windows",
    "system.py:more_waits": "test_systems.py::test_windows_cannot_tell_whether_more_waits",
    "system.py:open_link": "test_systems.py::test_windows_opens_a_page_itself",
}
"""Each function that asks for the system, as file:function, and the test that gives it every answer."""


def asks(node: ast.AST) -> bool:
    """Whether this is `os.name`, `sys.platform` or `WINDOWS`."""
    if isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        return (owner, node.attr) in {("os", "name"), ("sys", "platform")} or node.attr == "WINDOWS"
    return isinstance(node, ast.Name) and node.id == "WINDOWS" and isinstance(node.ctx, ast.Load)


def branches() -> set[str]:
    """Each function of the package that asks for the system; a file alone where it is asked outside of any."""
    found = set()
    for path in (ROOT / "linkedin_guard").rglob("*.py"):
        file = path.relative_to(ROOT / "linkedin_guard").as_posix()
        found |= {f"{file}:{name}" for name in _asking(ast.parse(path.read_text("utf-8")), "")}
    return found


def _asking(node: ast.AST, within: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if asks(child):
            yield within
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else within
        yield from _asking(child, inner)


def test_every_branch_has_its_simulation() -> None:
    assert branches() == set(SIMULATED)


@pytest.mark.parametrize("test", sorted(set(SIMULATED.values())))
def test_the_simulation_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    tree = ast.parse((Path(__file__).parent / file).read_text("utf-8"))
    assert [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]


def test_the_workflow_has_every_system_and_every_python_we_name() -> None:
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    pythons = re.findall(r"Python :: (3\.\d+)", project)
    quoted = ", ".join(f'"{python}"' for python in pythons)
    assert f"python: [{quoted}]" in text
    assert "system: [ubuntu-latest, macos-latest, windows-latest]" in text
    assert f'requires-python = ">={pythons[0]}"' in project


POSIX_ONLY = {"symlink_to", "mkfifo", "geteuid", "killpg", "fork", "openpty", "chown", "SIGKILL", "SIGHUP", "SIGTSTP"}
MARKS = ("POSIX", "skipif", "needs_pty", "LINUX", "outside_program")


def unmarked(text: str) -> list[str]:
    """The tests in a module that do what Windows cannot, and are marked for that neither there nor above."""
    tree = ast.parse(text)
    module = [node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node).startswith("pytestmark")]
    return list(_unmarked(tree.body, " ".join(map(ast.unparse, module))))


def _unmarked(body: list[ast.stmt], marks: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            own = f"{marks} {' '.join(map(ast.unparse, node.decorator_list))}"
            if isinstance(node, ast.ClassDef):
                yield from _unmarked(node.body, own)
            elif node.name.startswith("test_") and not any(mark in own for mark in MARKS):
                attributes = {child.attr for child in ast.walk(node) if isinstance(child, ast.Attribute)}
                if attributes & POSIX_ONLY:
                    yield node.name


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_what_windows_cannot_do_is_marked(path: Path) -> None:
    assert unmarked(path.read_text("utf-8")) == []


def test_one_that_is_not_marked_is_found() -> None:
    text = "class TestA:\n    def test_b(self):\n        path.symlink_to(other)\n"
    assert unmarked(text) == ["test_b"]
    assert unmarked(f"@POSIX\n{text}") == []


class Windows:
    """`os` as Windows has it; the rest is this system's."""

    name = "nt"
    pathsep = ";"

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Have `system` believe that it is on another system."""

    def be(name: str) -> None:
        monkeypatch.setattr(sys, "platform", name)
        if name == "win32":
            monkeypatch.setattr("linkedin_guard.system.os", Windows())

    return be


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which every program that may be looked for is there."""
    monkeypatch.setattr("linkedin_guard.system.shutil.which", lambda name, path=None: f"/bin/{name}")
    return {"PATH": "/bin", "DISPLAY": ":0"}


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_report_names_the_system(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", name)
    assert name in exits._report(ValueError()).splitlines()[0]


@pytest.mark.parametrize("name", SYSTEMS)
def test_each_system_has_its_driver(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, ours = imported(Console([]), monkeypatch)
    monkeypatch.setattr(sys, "platform", name)
    expected = "GuardWindowsDriver" if name == "win32" else "GuardPosixDriver"
    found = app.terminal_driver()
    assert found.__name__ == expected
    assert (found is ours.GuardWindowsDriver) == (name == "win32")


def test_the_disk_asks_the_system_once() -> None:
    assert (os.name == "nt") == disk.WINDOWS


def test_windows_tells_no_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = os.stat_result((0o100600, 0, 0, 1, 4242, 4242, 0, 0, 0, 0))
    monkeypatch.setattr(os, "geteuid", lambda: 1, raising=False)
    for windows in (False, True):
        monkeypatch.setattr(disk, "WINDOWS", windows)
        assert disk.owned(stranger) is windows


def test_windows_has_no_modes_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("Windows has no such modes")

    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(os, "fchmod", refuse, raising=False)
    monkeypatch.setattr(os, "chmod", refuse)
    disk._make(tmp_path / "folder", None)
    with (tmp_path / "folder" / "file").open("wb") as file:
        disk.close_to_others(file.fileno(), 0o123)


def test_windows_opens_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "WINDOWS", True)
    assert disk._open_folder(tmp_path) is None


@pytest.mark.parametrize("windows", [False, True])
def test_windows_keeps_the_copy_before(windows: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its `os.link` knows only the form that follows links, which is why the name is checked before."""
    link, followed = os.link, []

    def linking(*names: Any, follow_symlinks: bool, **ends: Any) -> None:
        followed.append(follow_symlinks)
        link(*names, follow_symlinks=follow_symlinks, **ends)

    monkeypatch.setattr(os, "link", linking)
    monkeypatch.setattr(disk, "WINDOWS", windows)
    with Folder.opened(tmp_path) as folder:
        folder.put("a", b"1")
        folder.put("a", b"2", keep="a.prev")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a.prev").read_bytes()) == (b"2", b"1")
    assert followed == [windows]


@pytest.mark.parametrize(("number", "held"), [(None, False), (errno.EACCES, True), (errno.EDEADLK, True)])
def test_windows_locks_in_its_own_way(
    number: int | None, held: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def locking(descriptor: int, mode: int, count: int) -> None:
        asked.append((mode, count))
        if number is not None:
            raise OSError(number, "held")

    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    with Folder.opened(tmp_path) as folder:
        monkeypatch.setattr(sys, "platform", "win32")
        if held:
            with pytest.raises(BlockingIOError):
                Lock(folder, "me.json.lock")
        else:
            Lock(folder, "me.json.lock").close()
    assert asked == [(2, 1)]


@pytest.mark.parametrize("windows", [False, True])
def test_a_lock_is_deleted_before_it_is_given_back_but_for_windows(
    windows: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    with Folder.opened(tmp_path) as folder:
        lock = Lock(folder, "me.json.lock")
        remove, close = folder.remove, os.close

        def removing(name: str) -> None:
            order.append("delete")
            remove(name)

        def closing(descriptor: int) -> None:
            order.append("close")
            close(descriptor)

        monkeypatch.setattr(folder, "remove", removing)
        monkeypatch.setattr(os, "close", closing)
        monkeypatch.setattr(disk, "WINDOWS", windows)
        lock.close(forget=True)
        monkeypatch.undo()
    assert order[:2] == (["close", "delete"] if windows else ["delete", "close"])
    assert not (tmp_path / "me.json.lock").exists()


def test_a_browser_is_looked_for_as_the_system_has_it(on: Any, programs: dict[str, str]) -> None:
    on("linux")
    assert system._browsers(programs)[0] == ["/bin/xdg-open"]
    on("darwin")
    assert system._browsers(programs) == [["/bin/open"]]
    assert system._browsers({**programs, "SSH_TTY": "x"}) == []
    on("win32")
    assert system._browsers(programs) == []
    named = {**programs, "BROWSER": r"C:\Fire\firefox.exe;other"}
    assert [command[0] for command in system._browsers(named)] == [r"/bin/C:\Fire\firefox.exe", "/bin/other"]


@pytest.mark.parametrize(
    ("name", "environ", "command", "encoding"),
    [
        ("linux", {}, "xclip", "utf-8"),
        ("linux", {"WSL_DISTRO_NAME": "x"}, "clip.exe", "utf-16"),
        ("darwin", {}, "pbcopy", "utf-8"),
        ("win32", {}, "clip.exe", "utf-16"),
        ("win32", {"SSH_TTY": "x"}, "xclip", "utf-8"),
    ],
)
def test_the_clipboard_is_the_systems_own(
    name: str, environ: dict[str, str], command: str, encoding: str, on: Any, programs: dict[str, str]
) -> None:
    on(name)
    found, read_as = system._clipboards({**programs, **environ})[0]
    assert (found[0], read_as) == (f"/bin/{command}", encoding)


@pytest.mark.parametrize("name", SYSTEMS)
def test_macos_is_told_that_a_copy_is_utf_8(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, str]] = []

    def run(command: list[str], env: dict[str, str], **_: Any) -> "subprocess.CompletedProcess[bytes]":
        given.append(env)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(sys, "platform", name)
    assert system._takes(["pbcopy"], b"x", {"A": "b"})
    assert given == [{"A": "b", "LC_CTYPE": "UTF-8"} if name == "darwin" else {"A": "b"}]


@pytest.mark.parametrize(("remote", "refuses", "said"), [(0, 0, "opened"), (0, 1, "failed"), (1, 0, "no-browser")])
def test_windows_opens_a_page_itself(
    remote: int, refuses: int, said: str, on: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def startfile(url: str) -> None:
        opened.append(url)
        if refuses:
            raise OSError("nothing opens it")

    monkeypatch.setattr(Windows, "startfile", staticmethod(startfile), raising=False)
    on("win32")
    environ = {"PATH": "", **({"SSH_TTY": "x"} if remote else {})}
    assert system._system_opens(environ) is not bool(remote)
    assert system.open_link("https://www.linkedin.com/", environ) == said
    assert opened == ([] if remote else ["https://www.linkedin.com/"])


def test_windows_is_called_as_its_shells_take_it(on: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "a folder" / "lg-wizard"
    script.parent.mkdir()
    script.touch()
    environ = {"PATH": ""}
    python = [sys.executable, str(script)]
    assert system.called(str(script), python, environ) == shlex.join(python)
    on("win32")
    assert system.called(str(script), python, environ) == f'"{script}"'


@pytest.mark.parametrize(("name", "read"), [("linux", "a b.txt"), ("win32", r"a\ b.txt")])
def test_a_path_is_read_as_the_system_writes_paths(
    name: str, read: str, on: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def described(path: str) -> None:
        asked.append(path)
        raise system.OutsideFault("not-a-file", path=path)

    monkeypatch.setattr(system, "_described", described)
    on(name)
    with pytest.raises(KnownFault):
        system.describe(r"a\ b.txt")
    assert read in asked


@pytest.mark.parametrize(
    ("name", "command"), [("linux", ["/bin/C:Edit.exe", "-w"]), ("win32", [r"/bin/C:\Edit.exe", "-w"])]
)
def test_an_editor_is_named_as_the_system_writes_paths(
    name: str, command: list[str], on: Any, programs: dict[str, str]
) -> None:
    on(name)
    assert system.editor({**programs, "VISUAL": r"C:\Edit.exe -w"}) == command


def test_windows_cannot_tell_whether_more_waits(on: Any) -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader) as stream, os.fdopen(writer, "w") as other:
        other.write("a\n")
        other.flush()
        terminal = types.SimpleNamespace(isatty=lambda: True, fileno=stream.fileno)
        if os.name != "nt":
            assert system.more_waits(terminal)
        on("win32")
        assert not system.more_waits(terminal)
