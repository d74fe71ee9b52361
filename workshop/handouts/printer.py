"""One file from its notebooks to the disk. Loads papermill, nbconvert and Typst."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop.pages.notebook_format import nbformat  # isort: skip  (first: it makes the imports below fast)
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from workshop.errors import Problem, WorkshopError, shown_path
from workshop.handouts.document import Document, read_document
from workshop.handouts.orders import Order, Printed, put_file
from workshop.handouts.personal import bind_workbook, sum_up_session, write_certificate
from workshop.handouts.typesetting import set_booklet, set_document
from workshop.pages.editions import CERTIFICATE, EDITIONS, SUMMARY, WORKBOOK
from workshop.pages.notebook import fit_notebook, page_path
from workshop.pages.parameters import ANSWERS, PAPER
from workshop.pages.variants import DOCX, HTML
from workshop.practice.clients import Client, kit_for, load_client


def print_handout(order: Order) -> Printed:
    """Runs the pages for the client, sets them, and writes the file; whatever goes wrong comes back as data.

    Messages and values of unexpected errors may hold a client's words, so only places in the program are kept.
    """
    begun = time.perf_counter()
    try:
        data, pages = make_file(order)
        put_file(order, data)
    except WorkshopError as error:
        return Printed(order, problems=tuple(_placed(problem, order) for problem in error.problems))
    except Exception as error:
        return Printed(order, fault=places_of(error))
    return Printed(order, seconds=round(time.perf_counter() - begun, 3), pages=pages)


def make_file(order: Order) -> tuple[bytes, int]:
    """The bytes of an order's file, and how many pages it has (0 where the sort of file has none)."""
    variant = order.variant
    document = make_document(order)
    wanted = replace(
        document,
        paper=variant.paper or document.paper,
        large_print=variant.large_print or document.large_print,
        gray=variant.gray,
        fillable=variant.fillable,
    )
    if variant.format == HTML:
        from workshop.handouts.web.page import set_web_page

        return set_web_page(wanted), 0
    if variant.format == DOCX:
        from workshop.handouts.word.file import set_word_file

        return set_word_file(wanted), 0
    return set_booklet(wanted) if variant.booklet else set_document(wanted)


def make_document(order: Order) -> Document:
    """What is to be printed, from a page, from several, or from what a person kept."""
    client = load_client(order.client)
    kit, edition = kit_for(client), EDITIONS[order.kind]
    if edition is CERTIFICATE:
        return write_certificate(kit, client, order.pages)
    if edition is SUMMARY:
        return sum_up_session(kit, client)
    pages = [_run_for_paper(order, page, client) for page in order.pages]
    return bind_workbook(kit, client, pages) if edition is WORKBOOK else pages[0]


def _run_for_paper(order: Order, page: str, client: Client) -> Document:
    path = page_path(page)
    if not path.is_file():
        what = f'The notebook "{path.name}" is not there.'
        raise WorkshopError(Problem(shown_path(path), 0, "H206", what, "Run: python scripts/build_notebooks.py"))
    notebook = fit_notebook(_read_notebook(path, path.stat().st_mtime_ns), page, client)
    with _told_what_for(order):
        return read_document(run_page(notebook, client.code, order.engine), page)


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


def places_of(error: BaseException) -> str:
    """Where in the program an error came from, and never what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames[-4:]]
    told = [str(error)] if type(error).__name__ == "TypesettingFault" else []
    return "; ".join([type(error).__name__, *places, *told])
