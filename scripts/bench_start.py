"""Start to the first live widget, and a further page after it: the kit against plain JupyterLab."""

from __future__ import annotations

import json
import re
import shutil
import socket
import time
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from subprocess import Popen, TimeoutExpired

from bench_figures import NO_SLOWER, Comparison
from bench_programs import (
    END_LIMIT,
    CannotMeasure,
    browsing,
    is_root,
    last_words,
    make_practice,
    make_variables,
    running,
    say,
)

AIM = 1
FURTHER_PAGES = ("active-listening", "patience")
ANSWER_LIMIT = 180.0
TOKEN = "bench"
# Both ways wait for the same: the panel at the top of a page, which its kernel holds.
WIDGETS = {"start": "section.tk-start:visible"}
HEADER = "section.tk-header:visible"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
# What the status bar says once a kernel has been started; what is sent to it before it answers waits for it.
WITH_KERNEL = re.compile(r"^Python.*\| (?!Initializing)")


class Lab:
    """A server that is running: its process, its address, and when it was started."""

    def __init__(self, process: Popen[bytes], port: int, log: Path) -> None:
        self.process, self.log = process, log
        self.base = f"http://127.0.0.1:{port}"
        self.port, self.token = port, TOKEN
        self.begun = time.perf_counter()
        self.steps: dict[str, float] = {}

    def mark(self, step: str) -> None:
        """Notes the seconds since the last mark."""
        self.steps[step] = time.perf_counter() - self.begun - sum(self.steps.values())

    def wait_until_it_answers(self) -> None:
        """Waits for the port; raises CannotMeasure when the server ends or takes too long."""
        end = time.monotonic() + ANSWER_LIMIT
        while True:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None or time.monotonic() > end:
                raise CannotMeasure(f"the server did not start: {last_words(self.log)}")
            time.sleep(0.05)

    def ask(self, path: str, method: str = "GET") -> bytes:
        """What the server answers, signed in."""
        headers = {"Authorization": f"token {self.token}"}
        asked = urllib.request.Request(self.base + path, method=method, headers=headers)
        with urllib.request.urlopen(asked, timeout=END_LIMIT) as answer:
            return answer.read()

    def settle(self, kernels: int) -> None:
        """Waits until as many kernels have nothing to do, as they would by the time a counselor goes on."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            states = [kernel["execution_state"] for kernel in json.loads(self.ask("/api/kernels"))]
            if len(states) >= kernels and set(states) == {"idle"}:
                return
            time.sleep(0.2)
        raise CannotMeasure(f"the kernels did not come to rest: {states}")

    def settle_all(self) -> None:
        """Waits for the kernels of the kit: those of open pages, and the one that stands by."""
        self.settle(kernels=len(json.loads(self.ask("/api/sessions"))) + 1)

    def leave(self, window) -> None:
        """Ends all pages of the kit, so that the next has a new kernel, and waits for the one that stands by."""
        window.goto("about:blank")
        for session in json.loads(self.ask("/api/sessions")):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")
        self.settle_all()

    def stop(self) -> None:
        """Asks the server to end itself and its kernels."""
        with suppress(OSError):
            self.ask("/api/shutdown", "POST")
            with suppress(TimeoutExpired):
                self.process.wait(END_LIMIT)


def compare_starts(options: Namespace, folder: Path) -> list[Comparison]:
    """The first page from the start of the process, and a further page when it runs; seconds.

    Stock opens the further page within JupyterLab; the kit is measured that way and by the address too.
    """
    first = Comparison(f"Start to the first live widget ({options.page})", NO_SLOWER, AIM)
    name = further_page(options.page)
    further = Comparison(f"A further page ({name}) from within the running JupyterLab", NO_SLOWER, AIM)
    anew = Comparison(f"A further page ({name}) by its address, which loads JupyterLab again", NO_SLOWER, AIM)
    with browsing() as browser:
        for number in range(1, options.repeats + 1):
            for way, visit in (("kit", visit_kit), ("stock", visit_stock)):
                steps = visit(browser, options.page, folder / f"start-{number}-{way}")
                within, by_address = steps.pop("further page"), steps.pop("by its address", 0.0)
                getattr(first, way).append(sum(steps.values()))
                getattr(further, way).append(within)
                getattr(anew, way).append(by_address if way == "kit" else within)
                first.add_stages(way, steps)
            times = f"kit {first.kit[-1]:.2f} s, stock {first.stock[-1]:.2f} s"
            say(f"Start, round {number} of {options.repeats}: {times}")
    return [first, further, anew]


def read_address(log: Path) -> str:
    """The address that the kit prints as its first line once it listens."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        words = log.read_text(encoding="utf-8").split()
        if words:
            return words[0]
        time.sleep(0.05)
    raise CannotMeasure("the kit gave no address within a minute")


def visit_kit(browser, name: str, folder: Path) -> dict[str, float]:
    """Starts the kit and opens two pages. Gives the seconds of each step."""
    port = find_port()
    words = ["-m", "workshop", "open", name, "--no-browser", "--port", str(port)]
    with serving(words, folder, port) as lab, new_window(browser) as window:
        lab.wait_until_it_answers()
        lab.mark("server")
        address = read_address(lab.log)
        lab.token = address.rpartition("token=")[2]
        window.goto(address, wait_until="commit")
        lab.mark("page run in the server")
        window.locator(widget_of(name)).first.wait_for()
        lab.mark("JupyterLab and widget")
        lab.settle_all()
        further = further_page(name)
        begun = time.perf_counter()
        window.locator(f"a[href*='page={further}']:visible").first.click()
        window.locator(header_of(further)).wait_for()
        within = time.perf_counter() - begun
        lab.leave(window)
        begun = time.perf_counter()
        window.goto(address.replace(f"page={name}", f"page={further}"))
        window.locator(header_of(further)).wait_for()
        return lab.steps | {"further page": within, "by its address": time.perf_counter() - begun}


def visit_stock(browser, name: str, folder: Path) -> dict[str, float]:
    """Starts JupyterLab as it comes, opens the same two notebooks and runs all their cells."""
    from workshop.pages.notebook import page_path

    port = find_port()
    words = ["-m", "jupyterlab", "--no-browser", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    words += ["--allow-root"] if is_root() else []
    first, further = page_path(name), page_path(further_page(name))
    with serving(words, folder, port, [first, further]) as lab, new_window(browser) as window:
        lab.wait_until_it_answers()
        lab.mark("server")
        window.goto(f"{lab.base}/lab/tree/{first.name}?token={TOKEN}", wait_until="commit")
        lab.mark("address answered")
        run_all_cells(window, first.name)
        lab.mark("JupyterLab, notebook and Run All Cells")
        window.locator(widget_of(name)).first.wait_for()
        lab.mark("cells and widget")
        lab.settle(kernels=1)
        begun = time.perf_counter()
        window.locator(f'.jp-DirListing-item[title*="{further.name}"]').dblclick()
        run_all_cells(window, further.name)
        window.locator(header_of(further_page(name))).wait_for()
        return lab.steps | {"further page": time.perf_counter() - begun}


def run_all_cells(window, notebook: str) -> None:
    """Run > Run All Cells, once the notebook is shown with a kernel; before, JupyterLab would ask for one."""
    window.locator(f'.lm-DockPanel-tabBar .lm-mod-current:has-text("{notebook}")').first.wait_for()
    window.locator(f"{PANEL} .jp-Cell").first.wait_for()
    window.locator(f'{PANEL} .jp-Toolbar-kernelName:has-text("Python")').wait_for()
    window.locator("#jp-main-statusbar").get_by_text(WITH_KERNEL).first.wait_for()
    window.locator('.lm-MenuBar-itemLabel:text-is("Run")').click()
    window.locator('.lm-Menu-itemLabel:text-is("Run All Cells")').click()


def widget_of(name: str) -> str:
    """What stands for a page's first live widget."""
    return WIDGETS.get(name, HEADER)


def header_of(name: str) -> str:
    """What stands for a page's first live widget, and for no other page's."""
    from workshop.content.kit import Kit, content_layers

    return f'section.tk-header[aria-label="{Kit(content_layers()).page(name).front.title}"]:visible'


def further_page(name: str) -> str:
    """The page to open after this one."""
    return next(page for page in FURTHER_PAGES if page != name)


@contextmanager
def serving(words: list[str], folder: Path, port: int, notebooks: list[Path] | None = None) -> Iterator[Lab]:
    """A server in a new practice folder, with copies of these notebooks; it and its kernels end with the block."""
    practice = make_practice(folder / "practice")
    for notebook in notebooks or []:
        shutil.copy(notebook, practice)
    log = folder / "log.txt"
    with running(words, make_variables(practice, folder / "own"), log, practice) as process:
        lab = Lab(process, port, log)
        try:
            yield lab
        finally:
            lab.stop()


@contextmanager
def new_window(browser) -> Iterator:
    """A window of a browser that has never been anywhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(ANSWER_LIMIT * 1000)
    try:
        yield context.new_page()
    finally:
        with suppress(Exception):  # after Ctrl-C the browser may be gone
            context.close()


def find_port() -> int:
    """A free port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
