"""The papermill engine `workshop`: every page in a fresh, isolated child process, without starting a kernel.

A kernel's start and stop is most of a page's time. Here a server process imports everything once and stays clean; each
page gets a child forked from it (POSIX) or started anew (Windows). One child always stands by for the next page.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from workshop.pages.notebook_format import nbformat  # isort: skip  (first: it makes the imports below fast)
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from workshop.handouts.processes import CannotStart, PageProcess, nursery

DEFAULT_LIMIT = 120.0
SKIP_TAG = "skip-execution"
FAIL_TAG = "raises-exception"


class ShellEngine:
    """Runs a page in a fresh shell of its own. Falls back on papermill's stock engine when no child can be started.

    papermill loads this class while it is itself being imported, so papermill is imported late.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """The notebook with its outputs and papermill's notes on time and errors."""
        from papermill.engines import Engine

        return Engine.execute_notebook.__func__(cls, nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """The kernel the notebook asks for; only the stock engine starts it."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """The notebook's language, in which papermill writes the parameters."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        execution_timeout: float | None = None,
        store_widget_state: bool = True,
        **options: Any,
    ) -> Any:
        """Fills the outputs of all code cells; `execution_timeout` is for the whole page, in seconds."""
        try:
            if nb_man.nb.metadata.get("kernelspec", {}).get("language", "python") != "python":
                raise CannotStart
            page = nursery.take()
            try:
                _run_page(nb_man, page, execution_timeout or DEFAULT_LIMIT, store_widget_state)
            finally:
                page.close()
        except CannotStart:
            from papermill.engines import NBClientEngine
            from papermill.log import logger

            logger.warning("The kit's engine cannot run this page; the stock engine does.")
            options |= {"execution_timeout": execution_timeout, "store_widget_state": store_widget_state}
            return NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)
        return nb_man.nb


def _run_page(nb_man: Any, page: PageProcess, limit: float, widgets: bool) -> None:
    cells = nb_man.nb.cells
    request = {
        "cells": [_request(at, cell) for at, cell in enumerate(cells) if _runs(cell)],
        "environment": dict(os.environ),
        "folder": str(Path.cwd()),
        "widgets": widgets,
    }
    try:
        for kind, *rest in page.messages(request, limit):
            if kind == "start":
                nb_man.cell_start(cells[rest[0]], rest[0])
            elif kind == "cell":
                _finish_cell(nb_man, *rest)
            else:
                _finish_page(nb_man.nb, *rest)
    except TimeoutError:
        raise CellTimeoutError(f"The page took longer than {limit:g} seconds.") from None
    except ConnectionError:
        raise DeadKernelError("The page's process ended before the page did.") from None


def _runs(cell: Any) -> bool:
    return cell.cell_type == "code" and cell.source.strip() and SKIP_TAG not in cell.metadata.get("tags", [])


def _request(at: int, cell: Any) -> dict[str, Any]:
    return {"at": at, "source": cell.source, "may_fail": FAIL_TAG in cell.metadata.get("tags", [])}


def _finish_cell(nb_man: Any, at: int, count: int, outputs: list[Any], failed: bool) -> None:
    cell = nb_man.nb.cells[at]
    cell.execution_count = count
    cell.outputs = [nbformat.from_dict(output) for output in outputs]
    if failed:
        nb_man.cell_exception(cell, cell_index=at)
    nb_man.cell_complete(cell, cell_index=at)


def _finish_page(nb: Any, changed: dict[str, list[Any]], widgets: dict[str, Any] | None) -> None:
    for at, outputs in changed.items():
        nb.cells[int(at)].outputs = [nbformat.from_dict(output) for output in outputs]
    if widgets:
        nb.metadata.widgets = widgets
