"""What nobody else can see, plant, send or start: files, links, browsers, the network."""

import json
import os
import re
import shutil
import socket
import stat
import subprocess
from pathlib import Path

import pytest
from walk import CONTENT, NOW

from linkedin_guard import system
from linkedin_guard.model.progress import Settings
from linkedin_guard.store.files import write_copy, write_out
from linkedin_guard.store.profiles import BadName, Store, StoreFault, check_name, file_name
from resilience.driver import PATIENCE, POSIX, PROGRAM, environment, lg, ran
from resilience.test_kills import prepared

pytestmark = POSIX

HOSTS = frozenset((Path(__file__).parents[1] / "hosts.txt").read_text(encoding="utf-8").split())


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in [folder, *folder.rglob("*")]}


@pytest.mark.parametrize("umask", ["000", "022", "077", "0777"])
def test_whatever_the_umask_only_the_owner_can_look(umask: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    script = (
        f'umask {umask}; printf "1\\n3\\n3\\n1\\nq\\n" | "$0" -m linkedin_guard --plain && '
        '"$0" -m linkedin_guard export --format html -o "$1/record.html"; '
        '"$0" -m linkedin_guard demo -h >/dev/null; exit 0'
    )
    done = subprocess.run(
        ["sh", "-c", script, PROGRAM[0], str(home)],
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=4 * PATIENCE,
        check=False,
    )
    assert "Recorded." in done.stdout, done
    found = modes(home)
    assert {"profiles/me.json", "profiles/me.json.prev", "profiles/me.json.lock", "record.html"} <= set(found)
    for name, mode in found.items():
        assert mode == (0o700 if (home / name).is_dir() else 0o600), (name, oct(mode))


@pytest.mark.parametrize(
    "planted",
    ["profiles", "profiles/me.json", "profiles/me.json.prev", "profiles/me.json.lock", "settings.json", "set-aside"],
)
def test_a_planted_link_is_not_followed_to_anything(planted: str, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    prepared(home)
    elsewhere.mkdir()
    victim = elsewhere / "victim"
    victim.write_bytes(b"precious")
    victim.chmod(0o644)
    path = home / planted
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(elsewhere if planted in ("profiles", "set-aside") else victim)
    if planted == "set-aside":
        (home / "profiles" / "me.json").write_bytes(b"damaged")
    for arguments in (("--plain",), ("status",), ("export",)):
        done = lg(home, *arguments, typed="1\n3\n3\n1\n1\nq\n")
        assert done.returncode in (0, 1, 2, 3), done
        assert "Traceback" not in done.stderr
    if planted == "settings.json":
        with pytest.raises(StoreFault, match="symbolic link"):
            Store(home, now=lambda: NOW).save_settings(Settings(theme="x"))
    assert victim.read_bytes() == b"precious"
    assert stat.S_IMODE(victim.stat().st_mode) == 0o644
    assert [found.name for found in elsewhere.iterdir()] == ["victim"]
    # The copy before is replaced by a new one, which is as safe as leaving it: a rename follows nothing.
    assert path.is_symlink() or planted == "profiles/me.json.prev"


def test_temporary_names_cannot_be_guessed_and_are_never_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    store = prepared(home)
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    monkeypatch.setattr(os, "urandom", lambda size: bytes(size))
    with store.open("me") as desk:
        assert desk.progress is not None
        for name in ("me.json", "me.json.prev"):
            (home / "profiles" / f"{name}.tmp-00000000").symlink_to(victim)
        with pytest.raises(StoreFault):
            desk.save(desk.progress)
    assert victim.read_bytes() == b"precious"


def test_copies_do_not_follow_what_was_planted_in_their_folder(tmp_path: Path) -> None:
    folder, victim = tmp_path / "copies", tmp_path / "victim"
    victim.write_bytes(b"precious")
    folder.mkdir()
    (folder / "record.html").symlink_to(victim)
    path = write_copy(folder, "record.html", b"mine")
    assert path.name == "record 2.html"
    assert path.read_bytes() == b"mine"
    with pytest.raises(StoreFault, match="symbolic link"):
        write_out(folder / "record.html", b"mine")
    assert write_copy(folder, "../../out.html", b"mine").parent == folder, "nor leave it by name"
    assert victim.read_bytes() == b"precious"


@pytest.mark.parametrize(
    "name", ["../x", "..", "/etc/passwd", "a/../../b", "..\\x", "C:x", "x\x00", "~", "$HOME", "%2e%2e"]
)
def test_a_name_cannot_leave_the_folder(name: str, tmp_path: Path) -> None:
    """It is refused, or all that it leads to lies in the folder, under a name without a dot or a slash."""
    outside = tmp_path / "outside"
    outside.mkdir()
    done = lg(tmp_path / "home", "--plain", "--profile", name.replace("\x00", "\x01"), typed="1\n3\nq\n")
    assert list(outside.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["outside"]
    try:
        check_name(name)
    except BadName:
        assert done.returncode == 2
        assert not (tmp_path / "home").exists()
    else:
        assert done.returncode == 0
        assert {path.name.partition(".")[0] for path in (tmp_path / "home" / "profiles").iterdir()} == {file_name(name)}
    assert not set("/\\.:") & set(file_name(name))


def test_every_address_is_https_and_of_a_host_on_the_list() -> None:
    addresses = [link.url for link in CONTENT.links.values()]
    addresses += [url for authority in CONTENT.authorities.values() for url in (authority.home, authority.form) if url]
    for address in addresses:
        host = re.match(r"https://([^/:@?#]+)(?:[/?#]|$)", address)
        assert host is not None, address
        assert host[1] in HOSTS, address


@pytest.mark.parametrize(
    "browser", ["{} ; touch {}", "{} && touch {}", "{} `touch {}`", "{} $(touch {})", "{} | {}", "{} > {}"]
)
def test_no_browser_is_started_through_a_shell(browser: str, tmp_path: Path) -> None:
    program = tmp_path / "a browser"
    said, planted = tmp_path / "said", tmp_path / "planted"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}"\n', encoding="utf-8")
    program.chmod(0o755)
    environ = {**os.environ, "BROWSER": browser.format(f'"{program}"', planted)}
    system.open_link("https://www.linkedin.com/x?a=1&b=$(touch%20x);touch", environ)
    assert not planted.exists()
    assert "https://www.linkedin.com/x?a=1&b=$(touch%20x);touch" in said.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "address",
    ["http://x", "javascript:x", "file:///etc/passwd", "https://x y", "https://x\n", "https://\x1b[2J", "-x", ""],
)
def test_nothing_but_an_https_address_is_opened(address: str, tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n", encoding="utf-8")
    program.chmod(0o755)
    assert system.open_link(address, {**os.environ, "BROWSER": str(program)}) == "failed"
    assert not (tmp_path / "started").exists()


def without_network() -> list[str]:
    """The command that runs another without any network; skips where that is not allowed."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare, which takes the network away, is not installed")
    tried = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system does not let us take the network away")
    return [unshare, "-rn"]


def test_without_any_network_everything_works(tmp_path: Path) -> None:
    bare = without_network()
    for arguments, typed in (
        (("--plain",), "1\n3\n3\n1\n1\n1\nq\n"),
        (("status", "--json"), ""),
        (("export", "--format", "html"), ""),
        (("letter",), ""),
        (("sources",), ""),
        (("calendar",), ""),
    ):
        done = subprocess.run(
            [*bare, *PROGRAM, *arguments],
            input=typed,
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode in (0, 1), done
        assert "Traceback" not in done.stderr


def test_no_socket_of_the_network_is_ever_made(tmp_path: Path) -> None:
    """Not only refused: never asked for. The event loop's own pair is of no network."""
    watch = """
import socket, sys
true = socket.socket.__init__
def made(self, family=-1, *rest, **more):
    if family not in (-1, socket.AF_UNIX) and family is not None:
        sys.stderr.write("a socket was made\\n")
    return true(self, family, *rest, **more)
socket.socket.__init__ = made
socket.getaddrinfo = lambda *_: sys.stderr.write("a name was looked up\\n")
from linkedin_guard.cli.main import main
main(sys.argv[1:])
"""
    assert hasattr(socket, "AF_UNIX")
    for arguments in (["--plain"], ["status"], ["sources"], ["export"]):
        done = ran(tmp_path, "-c", watch, *arguments, typed="1\n3\n3\n1\n1\nq\n")
        assert "socket" not in done.stderr
        assert "looked up" not in done.stderr


def test_what_is_masked_says_nothing_that_was_typed(tmp_path: Path) -> None:
    store = prepared(tmp_path)
    secret = "Zoe Secret"
    file = tmp_path / "profiles" / "me.json"
    raw = json.loads(file.read_bytes())
    raw["fields"]["objection-form.reference"] = secret
    raw["log"] = [
        {"at": "2026-11-21T10:00:00Z", "content": "c", "event": {"kind": "sing", "song": secret}, "was": secret},
        {"at": "2026-11-21T10:00:00Z", "content": "c", "event": {"kind": secret}, "was": None},
        {"at": "2026-11-21T10:00:00Z", "content": "c", "event": {"kind": "write", "field": [secret], "text": secret}},
        {"at": "2026-11-21T10:00:00Z", "content": "c", "event": {"kind": "write", "field": "x.y", "text": secret}},
    ]
    file.write_text(json.dumps(raw), encoding="utf-8")
    assert store.load("me").progress is not None
    for form in ("md", "json", "html"):
        done = lg(tmp_path, "export", "--mask", "--format", form)
        assert done.returncode == 0, done
        assert "Secret" not in done.stdout, form
