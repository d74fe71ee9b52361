"""One handout from its notebook to a PDF on the disk. Loads papermill, nbconvert and Typst."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop.pages.notebook_format import nbformat  # isort: skip  (first: it makes the imports below fast)
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from workshop.errors import Problem, WorkshopError, shown_path
from workshop.handouts.batch import Order, Printed
from workshop.handouts.exporter import HandoutExporter
from workshop.pages.notebook import fit_notebook, page_path
from workshop.pages.parameters import ANSWERS, PAPER
from workshop.practice.clients import load_client
from workshop.practice.files import keep_out_of_git, write_bytes


def print_handout(order: Order) -> Printed:
    """Runs the page for the client, sets it, and writes the PDF; whatever goes wrong comes back as data.

    Messages and values of unexpected errors may hold a client's words, so only places in the program are kept.
    """
    begun = time.perf_counter()
    try:
        pdf, pages = _make_pdf(order)
        write_bytes(order.path, pdf)
        if order.client or order.answers:
            keep_out_of_git(order.path.parent)
    except WorkshopError as error:
        return Printed(order, problems=tuple(_placed(problem, order) for problem in error.problems))
    except Exception as error:
        return Printed(order, fault=_where(error))
    return Printed(order, seconds=round(time.perf_counter() - begun, 3), pages=pages)


def _make_pdf(order: Order) -> tuple[bytes, int]:
    client = load_client(order.client)
    path = page_path(order.page)
    if not path.is_file():
        what = f'The notebook "{path.name}" is not there.'
        raise WorkshopError(Problem(shown_path(path), 0, "H206", what, "Run: python scripts/build_notebooks.py"))
    notebook = fit_notebook(_read_notebook(path, path.stat().st_mtime_ns), order.page, client)
    exporter = HandoutExporter(paper=order.paper, large_print=order.large_print)
    with _told_what_for(order):
        run = run_page(notebook, client.code, order.engine)
    return exporter.set_notebook(run, order.page)


@contextmanager
def _told_what_for(order: Order) -> Iterator[None]:
    """Lets the page that runs meanwhile know that it is for paper, and for which."""
    before = {name: os.environ.pop(name, None) for name in (PAPER, ANSWERS)}
    os.environ |= {PAPER: order.kind} | ({ANSWERS: "yes"} if order.answers else {})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def run_page(notebook: Any, client: str, engine: str) -> Any:
    """The notebook with its outputs, run by papermill for a client's code; nothing is written."""
    try:
        return papermill.execute_notebook(
            notebook,
            None,
            parameters={"client": client},
            engine_name=engine,
            progress_bar=False,
            store_widget_state=False,
        )
    except PapermillExecutionError as error:
        what = f"The page stopped in its cell {error.exec_count} with an error ({error.ename})."
        todo = "Open the page in JupyterLab to see it, or start the page fresh."
        raise WorkshopError(Problem("", 0, "H202", what, todo)) from None
    except (CellTimeoutError, DeadKernelError):
        what = "The page did not come to its end: it ran too long, or its process died."
        raise WorkshopError(Problem("", 0, "H205", what, "Try again; if it stays so, start the page fresh.")) from None


@lru_cache(maxsize=64)
def _read_notebook(path: Path, stamp: int) -> Any:
    return nbformat.read(path, as_version=4)


def _placed(problem: Problem, order: Order) -> Problem:
    """A problem that names no file names the handout."""
    if problem.path:
        return problem
    return Problem(f"{order.path.parent.name}/{order.path.name}", 0, problem.code, problem.what, problem.todo)


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames[-4:]]
    told = [str(error)] if type(error).__name__ == "TypesettingFault" else []
    return "; ".join([type(error).__name__, *places, *told])
