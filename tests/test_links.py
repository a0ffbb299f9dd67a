"""The check that maintainers run with a network, held against a server of our own: good, moved, gone, slow, hostile."""

import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import links
import pytest
from drafts import edit
from links import Limits, Seen, exit_code, look, main, table, visible

from linkedin_guard.content import load

PAGE = b"<html><style>Off</style><p>Use  my data &amp; more</p><script>var On</script></html>"
HOST = "127.0.0.1"
LIMITS = Limits(seconds=0.4, size=10_000, hops=3, schemes=("http",))


def _ok(body: bytes = PAGE) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body)


def _to(where: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {where}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


ANSWERS = {
    "/good": _ok(),
    "/moved": _to("/good", 301),
    "/through": _to("/good"),
    "/gone": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    "/dead": b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
    "/failing": b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
    "/closed": b"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n",
    "/circle": _to("/circle"),
    "/a": _to("/b"),
    "/b": _to("/a"),
    "/long": _to("/long/1"),
    **{f"/long/{at}": _to(f"/long/{at + 1}") for at in range(1, 9)},
    "/away": _to("http://evil.example/"),
    "/file": _to("file:///etc/passwd"),
    "/inside": _to("http://localhost:1/admin"),
    "/user": _to("http://somebody@127.0.0.1/"),
    "/noise": b"\x1b]0;owned\x07\xff\xfe\r\n\r\n",
    "/no-number": b"HTTP/1.1 two OK\r\n\r\n",
    "/escape": _to("http://evil.example/\x1b[2J"),
    "/huge-head": b"HTTP/1.1 200 OK\r\n" + b"A: " + b"x" * 200_000 + b"\r\n\r\n",
    "/many-heads": b"HTTP/1.1 200 OK\r\n" + b"A: x\r\n" * 5_000 + b"\r\n",
    "/empty": b"",
    "/bad-length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\nConnection: close\r\n\r\nhello",
    "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello",
}


class Answering(socketserver.BaseRequestHandler):
    """Answers by the path that is asked for."""

    def handle(self) -> None:
        """One request."""
        asked = self.request.recv(65_536).split(b" ")
        path = asked[1].decode() if len(asked) > 1 else ""
        try:
            if path == "/silent":
                STOP.wait(5)
            elif path == "/trickle":
                self._trickle(b"HTTP/1.1 200 OK\r\n\r\n", b"x")
            elif path == "/trickling-head":
                self._trickle(b"HTTP/1.1 200 OK\r\nA: ", b"x")
            elif path == "/endless":
                self.request.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                while not STOP.is_set():
                    self.request.sendall(b"on and on " * 1000)
            else:
                self.request.sendall(ANSWERS[path])
        except OSError:
            # The other end has had enough.
            return

    def _trickle(self, first: bytes, drop: bytes) -> None:
        self.request.sendall(first)
        while not STOP.wait(0.05):
            self.request.sendall(drop)


STOP = threading.Event()


class Server(socketserver.ThreadingTCPServer):
    """On the loopback, at a port that is free."""

    daemon_threads = True
    block_on_close = False


@pytest.fixture(scope="module")
def at(loopback: None) -> Iterator[str]:
    """Where the server is."""
    STOP.clear()
    with Server((HOST, 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{HOST}:{server.server_address[1]}"
        STOP.set()
        server.shutdown()


CAME = {
    "/good": "good",
    "/through": "good",
    "/moved": "moved",
    "/gone": "gone",
    "/dead": "gone",
    "/failing": "gone",
    "/closed": "closed",
    "/circle": "broken",
    "/a": "broken",
    "/long": "broken",
    "/away": "elsewhere",
    "/file": "elsewhere",
    "/inside": "elsewhere",
    "/user": "elsewhere",
    "/escape": "elsewhere",
    "/noise": "broken",
    "/no-number": "broken",
    "/huge-head": "broken",
    "/many-heads": "broken",
    "/empty": "broken",
    "/bad-length": "good",
    "/cut": "broken",
    "/silent": "slow",
    "/trickle": "slow",
    "/trickling-head": "slow",
    "/endless": "good",
}


@pytest.mark.parametrize("path", CAME)
def test_what_comes_of_an_address_is_told_in_time_and_never_raised(path: str, at: str) -> None:
    began = time.monotonic()
    seen = look(f"{at}{path}", {HOST}, LIMITS)
    assert seen.state == CAME[path], seen
    assert time.monotonic() - began < 5
    assert len(seen.text) <= LIMITS.size
    assert all(line.isprintable() for line in table([seen])), "nothing of a stranger's reaches the terminal"


@pytest.mark.usefixtures("loopback")
def test_nobody_there_is_no_fault_of_the_address() -> None:
    assert look(f"http://{HOST}:1/", {HOST}, LIMITS).state == "unreachable"


def test_only_a_listed_host_and_a_safe_scheme_are_asked(at: str) -> None:
    assert look(f"{at}/good", {"example.org"}, LIMITS).state == "elsewhere"
    assert look(f"{at}/good", {HOST}).state == "elsewhere", "no http but in this test"


def test_a_reader_sees_words_and_no_script() -> None:
    assert visible(PAGE) == "Use my data & more"
    assert visible(b"a <script>never closed") == "a"


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("good",), 0),
        (("good", "slow"), 3),
        (("closed",), 3),
        (("unreachable",), 3),
        (("not seen",), 3),
        *(((state, "slow", "good"), 1) for state in sorted(links.MEND)),
    ],
)
def test_the_exit_code_says_what_is_to_be_done(states: tuple[str, ...], code: int) -> None:
    assert exit_code(Seen("x", state) for state in states) == code


def test_what_is_to_be_mended_stands_first() -> None:
    said = list(table([Seen("a", "good"), Seen("b", "slow"), Seen("c", "gone", "answers 404")]))
    assert [line.split()[1] for line in said[:3]] == ["c", "b", "a"]
    assert said[3] == "1 gone, 1 slow, 1 good"


def test_the_whole_content_is_looked_at_and_its_names_are_sought(
    copy: Path, at: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(links.addresses(copy)) > 100
    label = "Use my data & more"
    edit(
        copy,
        "labels.toml",
        'ai-switch = "Use my data for training content creation AI models"',
        f'ai-switch = "{label}"',
    )
    shown = look(f"{at}/good", {HOST}, LIMITS)
    monkeypatch.setattr(links, "look", lambda address, hosts, limits: Seen(address, "good", text=shown.text))
    assert main([str(copy)]) == 1
    said = capsys.readouterr().out
    assert f"good         en: {label}" in said
    assert "not there    en: Ads off LinkedIn" in said


def test_a_name_is_not_called_lost_while_a_page_could_not_be_read(copy: Path) -> None:
    content = load(root=copy)
    urls = links.addresses(copy)
    found = list(links.names(content, {url: Seen(url, "slow") for url in urls}))
    assert {row.state for row in found} == {"not seen"}


def test_a_command_line_that_cannot_be_used_is_2(tmp_path: Path) -> None:
    assert main(["a", "b"]) == 2
    assert main([str(tmp_path)]) == 2
