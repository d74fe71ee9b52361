"""Measures the kit against stock Jupyter on this computer: `python scripts/bench.py`.

Handouts: `workshop handouts` against papermill (one process a page) and `jupyter nbconvert --to webpdf`. Start: from
the start of the process until the first widget of a page is live in a browser, against plain JupyterLab. Batch: large
orders, by their size, with one process and two, and made twice. Page: a page
of twenty exercises against the same page with one, a click's answer, and a kernel's memory. What is compared takes
turns in one run, so the ratios hold on a busy or slow computer too; the seconds do not.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import signal
import sys
import tempfile
from pathlib import Path

from python_version import refuse_other_python

PARTS = ("handouts", "batch", "start", "page")


def parse_options(words):
    """The options in `words`."""
    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=at_least(1), default=3, metavar="N", help="rounds of each (default: 3)")
    parser.add_argument("--pages", type=at_least(1), default=4, metavar="N", help="handouts in a round (default: 4)")
    parser.add_argument(
        "--batch",
        type=at_least(0),
        default=60,
        metavar="N",
        help="handouts of a large order that only the kit prints; 0 leaves it out (default: 60)",
    )
    parser.add_argument(
        "--growth",
        type=lambda text: [at_least(10)(part) for part in text.split(",")],
        default=[10, 100, 1000],
        metavar="N,N",
        help="sizes of growing orders (default: 10,100,1000)",
    )
    parser.add_argument("--page", default="start", metavar="NAME", help="the first page to open (default: start)")
    parser.add_argument(
        "--clicks", type=at_least(1), default=210, metavar="N", help="clicks on the long page (default: 210)"
    )
    parser.add_argument("--only", choices=PARTS, help="measure only this")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of words")
    return parser.parse_args(words)


def at_least(least):
    """A type for argparse: a whole number that is not below `least`."""

    def read_number(text):
        if not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number of {least} or more")
        return int(text)

    return read_number


def is_kit_installed():
    """Whether this Python is one that the kit was installed in."""
    try:
        importlib.metadata.version("ten-keys-workshop")
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def measure(options):
    """Runs the parts asked for. Gives the comparisons, and a sentence for each part that could not be measured."""
    from bench_batch import compare_batches
    from bench_handouts import compare_handouts
    from bench_page import compare_pages
    from bench_programs import CannotMeasure
    from bench_start import compare_starts

    comparisons, missing = [], []
    with tempfile.TemporaryDirectory(prefix="workshop-bench-", ignore_cleanup_errors=True) as folder:
        for name, compare in zip(
            PARTS, (compare_handouts, compare_batches, compare_starts, compare_pages), strict=True
        ):
            if options.only in (None, name):
                try:
                    comparisons += compare(options, Path(folder))
                except CannotMeasure as reason:
                    missing.append(f"{name}: {reason}")
    return comparisons, missing


def describe_computer():
    """What the figures were taken on; nothing that names a person or a computer."""
    return {"system": platform.system(), "python": platform.python_version(), "processors": os.cpu_count()}


def main():
    """Measures and tells. Exit code 1 if something could not be measured."""
    refuse_other_python()
    options = parse_options(sys.argv[1:])
    if not is_kit_installed():
        import set_up

        python = set_up.prepare_or_exit(set_up.CHECK_LOCK)
        sys.exit(set_up.run_program(python, [str(Path(__file__).resolve()), *sys.argv[1:]]))
    from bench_figures import as_json, in_words

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    comparisons, missing = measure(options)
    if options.json:
        told = {"computer": describe_computer(), "comparisons": as_json(comparisons), "missing": missing}
        print(json.dumps(told, indent=1))
    else:
        print("\n".join([*in_words(comparisons), *(f"Not measured: {sentence}" for sentence in missing)]))
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Everything that was started has been ended.\n")
        sys.exit(130)
