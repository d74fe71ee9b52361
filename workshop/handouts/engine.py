"""The papermill engine `workshop`: every page in a fresh, isolated child process, without starting a kernel.

A kernel's start and stop is most of a page's time. Here a server process imports everything once and stays clean; each page
gets a child forked from it (POSIX) or started anew (Windows). One child always stands by for the next page.
"""

from __future__ import annotations

import atexit
import json
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from workshop.pages.notebook_format import nbformat  # isort: skip  (first: it makes the imports below fast)
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import Engine, NBClientEngine
from papermill.log import logger

DEFAULT_LIMIT = 120.0
START_LIMIT = 60.0
SKIP_TAG = "skip-execution"
FAIL_TAG = "raises-exception"


class CannotStart(RuntimeError):
    """No child process for a page could be started."""


class PageProcess:
    """A child process that is ready to run one page."""

    def __init__(self, context: BaseContext) -> None:
        from workshop.handouts.shell import serve_page

        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve_page, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()

    def messages(self, request: dict[str, Any], limit: float) -> Iterator[list[Any]]:
        """Sends the page and yields what the child tells; raises CannotStart, DeadKernelError or TimeoutError."""
        if self._receive(time.monotonic() + START_LIMIT) != ["ready"]:
            raise CannotStart
        self.connection.send_bytes(json.dumps(request).encode())
        end = time.monotonic() + limit
        while True:
            message = self._receive(end)
            if message is None:
                raise DeadKernelError("The page's process ended before the page did.")
            yield message
            if message[0] == "end":
                return

    def close(self) -> None:
        """Ends the child, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()

    def _receive(self, end: float) -> list[Any] | None:
        try:
            if not self.connection.poll(max(0.0, end - time.monotonic())):
                raise TimeoutError
            message: list[Any] = json.loads(self.connection.recv_bytes())
            return message
        except (EOFError, ConnectionError):
            return None


class Nursery:
    """Gives out child processes, with one always standing by."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._waiting: PageProcess | None = None

    def take(self) -> PageProcess:
        """A child for one page; raises CannotStart."""
        with self._lock:
            if self._owner != os.getpid():
                self._owner, self._waiting = os.getpid(), None
            try:
                context = page_context()
                page, self._waiting = self._waiting or PageProcess(context), None
                if not page.process.is_alive():
                    page = PageProcess(context)
                self._waiting = PageProcess(context)
            except (OSError, EOFError, RuntimeError) as error:
                raise CannotStart from error
            return page

    def close(self) -> None:
        """Ends the child that stands by."""
        with self._lock:
            if self._waiting and self._owner == os.getpid():
                self._waiting.close()
            self._waiting = None


_nursery = Nursery()
atexit.register(_nursery.close)


def page_context() -> BaseContext:
    """How child processes start: forked from a clean server that has threads of nobody, or spawned where there is no fork."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["workshop.handouts.preload"])
    return context


class ShellEngine(Engine):  # type: ignore[misc]
    """Runs a page in a fresh shell of its own. Falls back on papermill's stock engine when no child can be started."""

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
            page = _nursery.take()
            try:
                _run_page(nb_man, page, execution_timeout or DEFAULT_LIMIT, store_widget_state)
            finally:
                page.close()
        except CannotStart:
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


def close_standby() -> None:
    """Ends the child that stands by for a next page; for programs that go on living."""
    _nursery.close()


__all__ = ["Connection", "ShellEngine", "close_standby", "page_context"]
