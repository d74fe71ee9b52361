"""A page of twenty exercises against the same page with one: opening it, a click's answer, the kernel's memory."""

from __future__ import annotations

import json
import time
from argparse import Namespace
from contextlib import contextmanager
from pathlib import Path

import psutil
from bench_clicks import ALL_DRAWN, time_clicks, time_keys
from bench_figures import Amounts, Comparison, Times
from bench_programs import END_LIMIT, CannotMeasure, browsing, make_variables, running, say
from bench_start import Lab, find_port, new_window, read_address
from jupyter_client.manager import KernelManager

AIM = 1.3
CLICK_AIM = 100
PAGE = "patience"
ONE, TWENTY = "one", "twenty"
# One page has the first of these, the other all; role-plays, and every other kind at least once.
EXERCISES = (
    "ready-not-yet-not-ever",
    "ten-quiet-seconds",
    "wait-or-push",
    "my-own-pace",
    "waiting-wins",
    "draw-a-question",
    "question-ladder",
    "hands-in-the-room",
    "observer-tally",
    "check-in",
    "two-minute-listening",
    "a-week-of-small-acts",
    "our-boundary-map",
    "say-it-back",
    "new-town",
    "fix-or-support",
    "good-news-answers",
    "small-share-cards",
    "menu-of-support",
    "quiet-drive",
)
MEGABYTE = 1024 * 1024


def client_text(own: list[str], wanted: list[str]) -> str:
    """A client file that turns the page, with exercises of its `own`, into one with those wanted and no others."""
    skip = [name for name in own if name not in wanted]
    add = [name for name in wanted if name not in own]
    return json.dumps({"exercises": {"skip": skip, "add": {PAGE: add}, "first": wanted}})


def make_clients(practice: Path, own: list[str]) -> None:
    """Client files for whom the page has one exercise and twenty. JSON is YAML too."""
    folder = practice / "clients"
    folder.mkdir(parents=True)
    for code, wanted in ((ONE, EXERCISES[:1]), (TWENTY, EXERCISES)):
        (folder / f"{code}.yaml").write_text(client_text(own, list(wanted)), encoding="utf-8")


def compare_pages(options: Namespace, folder: Path) -> list[Comparison | Times | Amounts]:
    """Opening by the address and by the bar, clicks, keys, and memory."""
    from workshop.content.kit import Kit, content_layers

    kit = Kit(content_layers())
    practice = folder / "page" / "practice"
    make_clients(practice, list(kit.page(PAGE).front.exercises))
    largest = max(kit.index.pages, key=lambda name: len(kit.page(name).front.exercises))
    before = kit.index.keys[kit.index.keys.index(PAGE) - 1]
    with browsing() as browser, serving_kit(practice, folder / "page") as lab, new_window(browser) as window:
        bench = PageBench(lab, window, before)
        opened = bench.compare_ways(options.repeats)
        clicks, keys = bench.time_answers(options.clicks)
        return [*opened, clicks, keys, bench.weigh(largest)]


@contextmanager
def serving_kit(practice: Path, folder: Path):
    """The kit as a counselor starts it, on its start page."""
    port = find_port()
    words = ["-m", "workshop", "open", "start", "--no-browser", "--port", str(port)]
    with running(words, make_variables(practice, folder / "own"), folder / "log.txt") as process:
        lab = Lab(process, port, folder / "log.txt")
        try:
            lab.wait_until_it_answers()
            lab.token = read_address(lab.log).rpartition("token=")[2]
            yield lab
        finally:
            lab.stop()


class PageBench:
    """A kit that runs, and a window of a browser. `before` is the page from which the bar leads to the one measured."""

    def __init__(self, lab: Lab, window, before: str) -> None:
        self.lab, self.window, self.before = lab, window, before

    def compare_ways(self, rounds: int) -> list[Comparison]:
        """Opens both pages by the address and by the bar; who goes first changes each round."""
        ways = (f"{len(EXERCISES)} exercises", "1 exercise")
        told = "of the time with one exercise"
        address = Comparison("Opening by the address when the kit runs", told, AIM, ways=ways)
        bar = Comparison("Opening by the bar's Next", told, AIM, ways=ways)
        self.open_by_address(ONE)  # the browser's cache is filled
        for number in range(1, rounds + 1):
            codes = (ONE, TWENTY) if number % 2 else (TWENTY, ONE)
            for comparison, go in ((address, self.open_by_address), (bar, self.open_by_bar)):
                for code in codes:
                    seconds = go(code)
                    (comparison.kit if code == TWENTY else comparison.stock).append(seconds)
            last = [f"{each.kit[-1]:.2f} s and {each.stock[-1]:.2f} s" for each in (address, bar)]
            say(f"Page, round {number} of {rounds}: by the address {last[0]}, by the bar {last[1]}")
        return [address, bar]

    def open_by_address(self, code: str) -> float:
        """Seconds from going to the address until the last exercise is live and drawn; its kernel is a fresh one."""
        self.lab.leave(self.window)
        begun = time.perf_counter()
        self.window.goto(self.address(PAGE, code), wait_until="commit")
        self.wait_until_drawn(code)
        return time.perf_counter() - begun

    def open_by_bar(self, code: str) -> float:
        """The same, from the key for Next on the page before until the last exercise is live and drawn."""
        self.lab.leave(self.window)
        self.window.goto(self.address(self.before, code), wait_until="commit")
        self.window.locator("section.tk-header:visible").first.wait_for()
        self.window.locator("nav.tk-top:visible").wait_for()
        self.lab.settle_all()
        begun = time.perf_counter()
        self.window.keyboard.press("Alt+Shift+KeyN")
        self.wait_until_drawn(code)
        return time.perf_counter() - begun

    def address(self, page: str, code: str = "") -> str:
        """The address of a page, signed in."""
        return f"{self.lab.base}/workshop/open?page={page}&client={code}&token={self.lab.token}"

    def wait_until_drawn(self, code: str) -> None:
        """Waits for the frame in which every exercise of the page is there."""
        wanted = list(EXERCISES if code == TWENTY else EXERCISES[:1])
        self.window.wait_for_function(ALL_DRAWN, arg=wanted)

    def time_answers(self, count: int) -> tuple[Times, Times]:
        """Milliseconds of clicks and of keys on the page with twenty exercises."""
        self.open_by_address(TWENTY)
        self.lab.settle_all()
        clicks = Times(
            f"A click's answer on a page of {len(EXERCISES)}", CLICK_AIM, time_clicks(self.window, EXERCISES, count)
        )
        keys = Times("A letter that is typed", CLICK_AIM, time_keys(self.window))
        return clicks, keys

    def weigh(self, largest: str) -> Amounts:
        """Memory of kernels: of the page with twenty exercises, of the kit's largest page, of a bare one."""
        used = self.memory_of_pages()
        self.lab.leave(self.window)
        self.window.goto(self.address(PAGE, TWENTY), wait_until="commit")
        self.wait_until_drawn(TWENTY)
        fresh = self.memory_of_pages()
        self.lab.leave(self.window)
        self.window.goto(self.address(largest), wait_until="commit")
        self.window.locator("section.tk-exercise:visible").first.wait_for()
        self.lab.settle_all()
        most = self.memory_of_pages()
        rows = {
            f"{len(EXERCISES)} exercises, just opened": fresh,
            f"{len(EXERCISES)} exercises, after the clicks": used,
            f"the kit's largest page ({largest})": most,
            "a bare kernel": weigh_bare_kernel(),
        }
        return Amounts("A kernel's memory", "MB", rows)

    def memory_of_pages(self) -> float:
        """Megabytes of the largest kernel with a page."""
        sessions = json.loads(self.lab.ask("/api/sessions"))
        return max(self.memory_of(session["kernel"]["id"]) for session in sessions)

    def memory_of(self, kernel: str) -> float:
        """Megabytes of the process of a kernel of the kit."""
        for process in psutil.Process(self.lab.process.pid).children(recursive=True):
            if any(kernel in word for word in process.cmdline()):
                return megabytes(process)
        raise CannotMeasure(f"the process of kernel {kernel} was not found.")


def weigh_bare_kernel() -> float:
    """Megabytes of a kernel in which nothing has run."""
    manager = KernelManager(kernel_name="python3", transport_encryption="required")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(END_LIMIT)
        return megabytes(psutil.Process(manager.provisioner.pid))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def megabytes(process: psutil.Process) -> float:
    """What only this process has in memory, with its part of what it shares where the system tells that."""
    told = process.memory_full_info()
    return getattr(told, "pss", told.uss) / MEGABYTE
