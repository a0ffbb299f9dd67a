"""Headless Chromium, driven over its debugging pipe: keys pressed, what a screen reader is told, what is remembered."""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = "chromium is missing: apt-get install chromium"

KEYS = {"Tab": 9, " ": 32, "Enter": 13}
"""Keys as they are called, with their codes."""

_START = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in zip((3, 4), ends):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""How the browser is started: it has its pipe as the files 3 and 4."""


class Browser:
    """A browser that runs."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._last, self._rest = 0, b""
        self.asked: list[str] = []
        """What was asked for over a network, or would have been."""
        self.loaded: set[str] = set()
        """The loads that are over, by their ids."""
        self.served: dict[str, str] = {}
        """Pages by their address, as a server would have them; no server is asked."""

    def call(self, method: str, *, session: str = "", **values: Any) -> Any:
        """Have the browser do something, and wait for its answer."""
        asked = self._say(method, session, values)
        while (answer := self.hear()).get("id") != asked:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _say(self, method: str, session: str, values: dict[str, Any]) -> int:
        self._last += 1
        said = {"id": self._last, "method": method, "params": values, **({"sessionId": session} if session else {})}
        os.write(self._to, json.dumps(said).encode() + b"\0")
        return self._last

    def hear(self) -> Any:
        """The next thing that the browser says."""
        while b"\0" not in self._rest:
            read = os.read(self._back, 1 << 16)
            assert read, "the browser has gone"
            self._rest += read
        one, _, self._rest = self._rest.partition(b"\0")
        said = json.loads(one)
        match said.get("method"), said.get("params"):
            case "Network.requestWillBeSent", about:
                self.asked.append(about["request"]["url"])
            case "Page.lifecycleEvent", {"name": "load", "loaderId": load}:
                self.loaded.add(load)
            case "Fetch.requestPaused", {"requestId": request, "request": {"url": url}}:
                page = {"responseCode": 404, "body": ""}
                if url in self.served:
                    page = {"responseCode": 200, "body": b64encode(self.served[url].encode()).decode()}
                headers = [{"name": "Content-Type", "value": "text/html; charset=utf-8"}]
                values = {"requestId": request, "responseHeaders": headers, **page}
                self._say("Fetch.fulfillRequest", said["sessionId"], values)
        return said

    def tab(self, *, fresh: bool = True) -> "Tab":
        """A tab; a fresh one remembers nothing, and what it is told is forgotten with it."""
        known = {"browserContextId": self.call("Target.createBrowserContext")["browserContextId"]} if fresh else {}
        target = self.call("Target.createTarget", url="about:blank", **known)["targetId"]
        return Tab(self, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])


class Tab:
    """One tab of a browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self.call("Page.enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)
        self.call("Network.enable")
        self.call("Fetch.enable", patterns=[{"urlPattern": "https://*"}])
        browser.asked.clear()

    @property
    def asked(self) -> list[str]:
        """What was asked for over a network, or would have been."""
        return self._browser.asked

    def call(self, method: str, **values: Any) -> Any:
        """Have the tab do something, and wait for its answer."""
        return self._browser.call(method, session=self._session, **values)

    def open(self, address: str) -> None:
        """Load a page, and wait until it is there."""
        load = self.call("Page.navigate", url=address)["loaderId"]
        while load not in self._browser.loaded:
            self._browser.hear()

    def evaluate(self, script: str) -> Any:
        """What a script says of the page."""
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let go."""
        values = {"key": key, "code": {" ": "Space"}.get(key, key), "windowsVirtualKeyCode": KEYS[key]}
        text = {"text": {"Enter": "\r"}.get(key, key)} if key != "Tab" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **values, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **values)

    def heard(self) -> list[tuple[str, str]]:
        """What a screen reader comes by, from top to bottom: each thing's role, and its name."""
        self.call("Accessibility.enable")
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        known = {node["nodeId"]: node for node in nodes}
        found: list[tuple[str, str]] = []

        def walk(node: Any) -> None:
            if not node["ignored"]:
                found.append((node["role"]["value"], node.get("name", {}).get("value", "")))
            for child in node.get("childIds", ()):
                walk(known[child])

        walk(nodes[0])
        return found


@contextmanager
def browsing(home: Path) -> Iterator[Browser]:
    """A browser whose memory is in that folder, without a network."""
    to_read, to_write = os.pipe()
    back_read, back_write = os.pipe()
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
    command += ["--remote-debugging-pipe", f"--user-data-dir={home}"]
    started = [sys.executable, "-c", _START, str(to_read), str(back_write), *command]
    process = subprocess.Popen(
        started, pass_fds=(to_read, back_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(to_read)
    os.close(back_write)
    try:
        browser = Browser(to_write, back_read)
        yield browser
        # It leaves with all it remembers written down.
        browser.call("Browser.close")
        process.wait(30)
    finally:
        process.kill()
        process.wait()
        os.close(to_write)
        os.close(back_read)
