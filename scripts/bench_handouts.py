"""Handouts: the kit's printing against stock papermill and nbconvert, for the same pages and client."""

from __future__ import annotations

import importlib.util
import math
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from bench_figures import FASTER, Comparison
from bench_programs import (
    CannotMeasure,
    find_chromium,
    is_root,
    last_words,
    make_practice,
    make_variables,
    say,
    time_program,
)

AIM = 40
WEBPDF = Path(__file__).resolve().parent / "bench_webpdf.py"
# Without the internet at once rather than after a while; this speeds stock up, since its pages look for scripts there.
OFFLINE = "--WebPDFExporter.browser_args=--host-resolver-rules=MAP * ~NOTFOUND"


@dataclass(frozen=True)
class Order:
    """Every page for every client."""

    clients: list[str]
    pages: list[str]

    @property
    def count(self) -> int:
        """How many handouts that makes."""
        return len(self.clients) * len(self.pages)


def plan_order(count: int, pages: list[str]) -> Order:
    """At least `count` handouts: one client's first pages, or several clients with equally many."""
    clients = math.ceil(count / len(pages))
    codes = ["example", *(f"example-{number}" for number in range(2, clients + 1))]
    return Order(codes, pages[: math.ceil(count / clients)])


def compare_handouts(options: Namespace, folder: Path) -> list[Comparison]:
    """The kit with one and with two jobs, and with a large order, each against stock; seconds a page."""
    if importlib.util.find_spec("playwright") is None:
        raise CannotMeasure("nbconvert's webpdf needs Playwright. Run python scripts/check.py once and start again.")
    from workshop.pages.notebook import pages_for
    from workshop.practice.clients import BLANK

    pages = pages_for(BLANK, ["all", "pages"])
    order = plan_order(options.pages, pages)
    batch = plan_order(options.batch, pages) if options.batch else None
    bench = HandoutBench(folder / "handouts", max(order.clients, batch.clients if batch else [], key=len))
    one, two = (Comparison(f"{order.count} handouts, {jobs}", FASTER, AIM, "s a page") for jobs in ("1 job", "2 jobs"))
    large = Comparison(f"{batch.count if batch else 0} handouts, 2 jobs", FASTER, AIM, "s a page")
    for number in range(1, options.repeats + 1):
        for comparison, jobs, asked in ((one, 1, order), (two, 2, order), (large, 2, batch)):
            if asked:
                comparison.kit.append(bench.time_kit(asked, jobs) / asked.count)
        steps = bench.time_stock(order)
        for comparison in (one, two, large):
            comparison.stock.append(sum(steps.values()) / order.count)
        two.add_stages("stock", {step: seconds / order.count for step, seconds in steps.items()})
        kit, stock = two.kit[-1], two.stock[-1]
        say(f"Handouts, round {number} of {options.repeats}: kit {kit:.2f} s a page, stock {stock:.2f} s a page")
    return [one, two, large] if batch else [one, two]


class HandoutBench:
    """A temporary practice folder, and a new folder for what each program prints."""

    def __init__(self, folder: Path, clients: list[str]) -> None:
        self.folder = folder
        self.variables = make_variables(make_practice(folder / "practice", clients), folder / "own")
        self.variables["BENCH_CHROMIUM"] = find_chromium()
        self.log = folder / "log.txt"
        self.runs = 0

    def time_kit(self, order: Order, jobs: int) -> float:
        """Seconds for the whole order."""
        out = self._new_folder()
        words = ["-m", "workshop", "handouts", "--keys", ",".join(order.pages), "--out", str(out), "--jobs", str(jobs)]
        words += [word for code in order.clients for word in ("--client", code)]
        seconds = time_program(words, self.variables, self.log)
        self._count(out, order)
        return seconds

    def time_stock(self, order: Order) -> dict[str, float]:
        """Seconds of papermill, one process a page, and of one nbconvert for all pages: quicker than one for each."""
        from workshop.pages.notebook import page_path

        out = self._new_folder()
        papermill, run = 0.0, []
        for code in order.clients:
            for page in order.pages:
                run.append(out / f"{code}-{page}.ipynb")
                words = [
                    "-m",
                    "papermill",
                    "--no-progress-bar",
                    "-p",
                    "client",
                    code,
                    str(page_path(page)),
                    str(run[-1]),
                ]
                papermill += time_program(words, self.variables, self.log)
        words = [WEBPDF, "--to", "webpdf", OFFLINE, *(["--disable-chromium-sandbox"] if is_root() else []), *run]
        nbconvert = time_program(words, self.variables, self.log)
        self._count(out, order)
        return {"papermill": papermill, "nbconvert": nbconvert}

    def _new_folder(self) -> Path:
        self.runs += 1
        out = self.folder / f"out-{self.runs}"
        out.mkdir()
        return out

    def _count(self, out: Path, order: Order) -> None:
        printed = len(list(out.rglob("*.pdf")))
        if printed != order.count:
            raise CannotMeasure(f"{printed} of {order.count} handouts were printed: {last_words(self.log)}")
