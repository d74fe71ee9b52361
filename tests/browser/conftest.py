"""A real server on a practice folder of its own, and a real browser."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import FLAGS, find_chromium
from interrupts import hear_interrupts
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from workshop.paths import KIT_ROOT

# What JupyterLab itself says at each start and what is no fault.
HARMLESS = (
    "Disabling terminals plugin",
    # It asks each kernel for its state; a page that is left before the answer came makes it say so.
    "Canceled future for",
)


class Server:
    """The kit as a counselor starts it, in a process of its own."""

    def __init__(self, practice: Path, port: str = "") -> None:
        self.practice = practice
        environment = os.environ | {"WORKSHOP_PRACTICE": str(practice)}
        command = [sys.executable, "-m", "workshop", "open", "--no-browser"]
        command += ["--port", port] if port else []
        self.process = subprocess.Popen(
            command,
            cwd=KIT_ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=hear_interrupts,
        )
        self.address = self._first_line(self.process.stdout)
        threading.Thread(target=self._drain, args=(self.process.stdout,), daemon=True).start()
        self.said: list[str] = []
        self._ready = threading.Event()
        threading.Thread(target=self._listen, args=(self.process.stderr,), daemon=True).start()
        if not self._ready.wait(120):
            raise RuntimeError("The server did not say that it is running: " + " ".join(self.said))

    def url(self, page: str, client: str = "") -> str:
        """The address of a page, signed in."""
        base, _, rest = self.address.partition("page=start")
        return f"{base}page={page}{f'&client={client}' if client else ''}{rest}"

    def stop(self) -> None:
        """Ends the server as Ctrl-C in its window does; once must be enough."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def _first_line(self, stream) -> str:
        found: queue.Queue[str] = queue.Queue()
        threading.Thread(target=lambda: found.put(stream.readline()), daemon=True).start()
        return found.get(timeout=120).strip()

    def _listen(self, stream) -> None:
        for row in stream:
            self.said.append(row)
            if "running" in row:
                self._ready.set()

    def _drain(self, stream) -> None:
        for _ in stream:
            pass


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; a missing one fails on the build machine and skips elsewhere."""
    found = find_chromium()
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("Chromium is missing; .ci/run installs it.")
    pytest.skip("Chromium is not installed; it is needed only for these tests.")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    practice = tmp_path_factory.mktemp("practice of Zoë")
    (practice / "clients").mkdir()
    shutil.copy(KIT_ROOT / "practice" / "clients" / "example.yaml", practice / "clients" / "example.yaml")
    running = Server(practice)
    yield running
    running.stop()


@pytest.fixture
def start_server() -> Iterator[Callable[[Path, str], Server]]:
    """Starts servers of a test's own; what still runs at its end is stopped."""
    started: list[Server] = []

    def start(practice: Path, port: str) -> Server:
        started.append(Server(practice, port))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop()


@pytest.fixture
def page_with_noise(browser: Browser) -> Iterator[Page]:
    """A page whose console may tell of lost connections, for tests that cut them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not write an error to the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors: list[str] = []

    def note(text: str) -> None:
        if not any(words in text for words in HARMLESS):
            errors.append(text)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            note(message.text)

    opened.on("console", hear)
    opened.on("pageerror", lambda error: note(str(error)))
    yield opened
    context.close()
    assert errors == []
