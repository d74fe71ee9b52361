"""Large orders: how time and memory grow, what a second process brings, what is not made again, and how much of a
handout's time is Typst's own.
"""

from __future__ import annotations

import threading
import time
from argparse import Namespace
from pathlib import Path
from statistics import median

import psutil
from bench_figures import Amounts, Comparison
from bench_programs import make_practice, make_variables, running, say

KEYS = 10
STEP = 0.25
WHOLE_TO_TYPST, TWO_TO_ONE, GROWTH, AGAIN = 4.0, 1 / 1.7, 1.15, 0.2


def compare_batches(options: Namespace, folder: Path) -> list[Comparison | Amounts]:
    """Whole handouts against bare Typst, two processes against one, the same order again, and growing orders."""
    bench = BatchBench(folder / "batch", max(max(options.growth), 120) // KEYS)
    two = Comparison("120 handouts, 2 processes against 1", "of one process's time", TWO_TO_ONE, ways=("two", "one"))
    again = Comparison("120 handouts, nothing changed", "of the first time", AGAIN, ways=("again", "first"))
    for number in range(1, options.repeats + 1):
        one = bench.print_all(120, jobs=1)
        first = bench.print_all(120, jobs=2)
        same = bench.print_all(120, jobs=2, out=first.out)
        two.kit.append(first.seconds)
        two.stock.append(one.seconds)
        again.kit.append(same.seconds)
        again.stock.append(first.seconds)
        say(f"Batch, round {number} of {options.repeats}: one {one.seconds:.1f} s, two {first.seconds:.1f} s")
    return [compare_with_typst(options.repeats), two, again, *bench.growth(options.growth)]


def compare_with_typst(repeats: int) -> Comparison:
    """A page run and set, in this process, against setting the same document once; seconds a page, all ten keys."""
    from workshop.handouts import typesetting
    from workshop.handouts.orders import Order
    from workshop.handouts.printer import make_document
    from workshop.pages.notebook import pages_for
    from workshop.practice.clients import BLANK

    compared = Comparison(
        "A handout, run and set", "of bare Typst", WHOLE_TO_TYPST, "s a page", ways=("whole", "bare Typst")
    )
    pages = pages_for(BLANK, ["all"])
    for _ in range(repeats + 1):  # the first round warms up
        whole, bare = [], []
        for page in pages:
            begun = time.perf_counter()
            document = make_document(Order("", page, Path(f"{page}.pdf"), (page,)))
            typesetting.set_document(document)
            whole.append(time.perf_counter() - begun)
            data = typesetting.data_of(document)
            begun = time.perf_counter()
            typesetting.compile_pdf(data | {"snug": True})
            bare.append(time.perf_counter() - begun)
        compared.kit.append(median(whole))
        compared.stock.append(median(bare))
    del compared.kit[0], compared.stock[0]
    return compared


class Printed:
    """What an order took: seconds, the most memory of the program and all it started (in MB), and where it is."""

    def __init__(self, seconds: float, memory: float, out: Path) -> None:
        self.seconds, self.memory, self.out = seconds, memory, out


class BatchBench:
    """A practice folder with many clients, and a folder for each order."""

    def __init__(self, folder: Path, clients: int) -> None:
        self.folder = folder
        self.codes = [f"C{number:05}" for number in range(clients)]
        self.variables = make_variables(make_practice(folder / "practice", self.codes), folder / "own")
        self.runs = 0

    def print_all(self, count: int, jobs: int, out: Path | None = None) -> Printed:
        """Prints `count` handouts: ten keys each for as many clients as that makes."""
        self.runs += 1
        out = out or self.folder / f"out-{self.runs}"
        words = ["-m", "workshop", "handouts", "--out", str(out), "--jobs", str(jobs)]
        words += [word for code in self.codes[: max(1, count // KEYS)] for word in ("--client", code)]
        begun = time.perf_counter()
        with running(words, self.variables, self.folder / "log.txt") as process:
            watch = Watch(process.pid)
            code = process.wait()
        seconds = time.perf_counter() - begun
        made = len(list(out.rglob("*.pdf")))
        if code or made != count:
            raise RuntimeError(f"{made} of {count} handouts were printed (exit code {code}).")
        return Printed(seconds, watch.stop(), out)

    def growth(self, counts: list[int]) -> list[Comparison | Amounts]:
        """Orders of growing size: seconds a handout, and memory; the last figure is the smallest order's."""
        told = {count: self.print_all(count, jobs=2) for count in sorted(counts, reverse=True)}
        paces = {f"{count} handouts": 1000 * row.seconds / count for count, row in told.items()}
        memory = {f"{count} handouts": row.memory for count, row in told.items()}
        return [Amounts("Time for one handout in an order of", "ms", paces), Amounts("Memory", "MB", memory)]


class Watch:
    """Looks at the memory of a program and of all it started, until it is stopped."""

    def __init__(self, number: int) -> None:
        self._process = psutil.Process(number)
        self._most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The most memory seen, in megabytes. Pages that processes share are counted once for each (Linux: once)."""
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(STEP):
            try:
                family = [self._process, *self._process.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self._most = max(self._most, sum(map(_memory_of, family)))


def _memory_of(process: psutil.Process) -> float:
    try:
        told = process.memory_full_info()
        return getattr(told, "pss", told.uss) / 1e6
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
