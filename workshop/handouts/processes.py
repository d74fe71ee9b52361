"""Child processes for pages: clean, ready to run one page, and gone after it. Imports little: it starts fast."""

from __future__ import annotations

import atexit
import contextlib
import importlib
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
from typing import Any

START_LIMIT = 60.0


class CannotStart(RuntimeError):
    """No child process for a page could be started."""


class PageProcess:
    """A child process that is ready to run one page."""

    def __init__(self, context: BaseContext) -> None:
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()

    def messages(self, request: dict[str, Any], limit: float) -> Iterator[list[Any]]:
        """Sends the page and yields what the child tells.

        Raises CannotStart, ConnectionError when the child dies, or TimeoutError after `limit` seconds.
        """
        if not self._is_ready():
            raise CannotStart
        self.connection.send_bytes(json.dumps(request).encode())
        end = time.monotonic() + limit
        while True:
            message = self._receive(end)
            if message is None:
                raise ConnectionError
            yield message
            if message[0] == "end":
                return

    def close(self) -> None:
        """Ends the child, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()

    def _is_ready(self) -> bool:
        try:
            return self._receive(time.monotonic() + START_LIMIT) == ["ready"]
        except TimeoutError:
            return False

    def _receive(self, end: float) -> list[Any] | None:
        try:
            if not self.connection.poll(max(0.0, end - time.monotonic())):
                raise TimeoutError
            message: list[Any] = json.loads(self.connection.recv_bytes())
            return message
        except (EOFError, ConnectionError):
            return None


def _serve(connection: Connection) -> None:
    from workshop.handouts.shell import serve_page

    serve_page(connection)


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
                page, self._waiting = self._waiting, None
                if page is None or not page.process.is_alive():
                    page = PageProcess(context)
            except (OSError, EOFError, RuntimeError) as error:
                raise CannotStart from error
            with contextlib.suppress(OSError, EOFError, RuntimeError):
                self._waiting = PageProcess(context)
            return page

    def close(self) -> None:
        """Ends the child that stands by."""
        with self._lock:
            if self._waiting and self._owner == os.getpid():
                self._waiting.close()
            self._waiting = None


nursery = Nursery()
atexit.register(nursery.close)


def share_fork_server() -> None:
    """Lets a worker that was forked by the clean server ask the same server for the children of its pages.

    CPython means to do so (see the docstring of `ForkServer.ensure_running`) but starts a second server, which imports
    everything again. Where this does not apply, as on Windows and from Python 3.14 on, that is what happens.
    """
    if sys.platform == "win32" or sys.version_info >= (3, 14):
        return
    server: Any = importlib.import_module("multiprocessing.forkserver")._forkserver
    if server.get_inherited_fds() is not None and server._forkserver_address:
        server.ensure_running = lambda: None


def page_context() -> BaseContext:
    """How child processes start: forked from a clean server without threads, or spawned where there is no fork."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["workshop.handouts.preload"])
    return context
