"""The child process in which one page runs: a fresh IPython shell without a kernel, and what it tells its parent.

Messages to the parent are JSON lists: ["ready"], ["start", cell], ["cell", cell, count, outputs, failed] and
["end", changed outputs by cell, widget state]. JSON and never pickle, so that a page cannot run anything in the parent.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any

from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


class Recorder:
    """The outputs of all cells so far, in nbformat's shape, and which of them may still be updated."""

    def __init__(self) -> None:
        self.cells: dict[int, list[Output]] = {}
        self.changed: set[int] = set()
        self._cell = -1
        self._shown: dict[str, list[tuple[int, Output]]] = {}
        self._clear_next = False

    def begin(self, cell: int) -> None:
        """Records into this cell from now on."""
        self._cell = cell
        self._clear_next = False
        self.cells[cell] = []

    def add(self, output: Output, display_id: str = "") -> None:
        """One more output of the cell."""
        self._clear_if_asked()
        self.cells[self._cell].append(output)
        if display_id:
            self._shown.setdefault(display_id, []).append((self._cell, output))

    def update(self, data: Mapping[str, Any], metadata: Mapping[str, Any], display_id: str) -> None:
        """New data for outputs that were shown under this id, in whatever cell."""
        for cell, output in self._shown.get(display_id, []):
            output.update(data=data, metadata=metadata)
            self.changed.add(cell)

    def write(self, stream: str, text: str) -> None:
        """Text printed to stdout or stderr; what follows on the same stream is joined."""
        self._clear_if_asked()
        outputs = self.cells[self._cell]
        if outputs and outputs[-1].get("name") == stream:
            outputs[-1]["text"] += text
        else:
            outputs.append({"output_type": "stream", "name": stream, "text": text})

    def clear(self, wait: bool) -> None:
        """Takes away the cell's outputs now, or when the next one comes."""
        self._clear_next = wait
        if not wait:
            self.cells[self._cell].clear()

    def _clear_if_asked(self) -> None:
        if self._clear_next:
            self.clear(wait=False)


class RecordedStream(io.TextIOBase):
    """Standard output or error of a page."""

    encoding = "utf-8"

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder = recorder
        self._name = name

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, text: str) -> int:
        """Records the text."""
        if text:
            self._recorder.write(self._name, text)
        return len(text)


class RecordedDisplay(DisplayPublisher):  # type: ignore[misc]
    """Takes what `display(…)` shows."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **more: Any) -> None:
        """Records a display_data output, or updates one."""
        display_id = str((more.get("transient") or {}).get("display_id", ""))
        clean = _as_json(data)
        if more.get("update"):
            self.shell.recorder.update(clean, metadata or {}, display_id)
        else:
            output = {"output_type": "display_data", "data": clean, "metadata": metadata or {}}
            self.shell.recorder.add(output, display_id)

    def clear_output(self, wait: bool = False) -> None:
        """Takes away the cell's outputs."""
        self.shell.recorder.clear(wait)


class RecordedResult(DisplayHook):  # type: ignore[misc]
    """Takes the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """No prompt is printed."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Records an execute_result output."""
        output = {"output_type": "execute_result", "data": _as_json(format_dict), "metadata": md_dict or {}}
        self.shell.recorder.add(output | {"execution_count": self.prompt_count})

    def finish_displayhook(self) -> None:
        """Nothing is printed."""


class PageShell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell that records instead of printing."""

    display_pub_class = Type(RecordedDisplay)
    displayhook_class = Type(RecordedResult)

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        super().__init__(config=Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"}))

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        lines = stb if isinstance(stb, list) else str(stb).split("\n")
        error = {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": lines}
        self.recorder.add(error)


def open_shell() -> PageShell:
    """A fresh shell, known to `get_ipython()`."""
    # As in a stock kernel: plots go into the page.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    recorder = Recorder()
    shell = PageShell(recorder)
    InteractiveShell._instance = PageShell._instance = shell
    return shell


def serve_page(connection: Connection) -> None:
    """The child's whole life: says it is ready, takes one page, runs it, ends."""
    shell = open_shell()
    try:
        _send(connection, "ready")
        request = json.loads(connection.recv_bytes())
    except (EOFError, OSError, KeyboardInterrupt):
        return  # nobody needs this child any more
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    sys.path.insert(0, "")
    sys.stdout, sys.stderr = RecordedStream(shell.recorder, "stdout"), RecordedStream(shell.recorder, "stderr")
    run_cells(shell, request["cells"], connection)
    state = widget_state() if request["widgets"] else None
    _send(connection, "end", {cell: shell.recorder.cells[cell] for cell in shell.recorder.changed}, state)


def run_cells(shell: PageShell, cells: Sequence[Mapping[str, Any]], connection: Connection) -> None:
    """Runs cells up to the first that fails, as nbclient does."""
    for cell in cells:
        at = cell["at"]
        _send(connection, "start", at)
        shell.recorder.begin(at)
        count = shell.execution_count
        result = shell.run_cell(cell["source"], store_history=True)
        failed = not result.success and not cell["may_fail"]
        _send(connection, "cell", at, count, shell.recorder.cells[at], failed)
        if failed:
            return


def widget_state() -> dict[str, Any] | None:
    """What a saved page needs to draw its widgets again, if it has any."""
    widgets = sys.modules.get("ipywidgets")
    state = widgets.Widget.get_manager_state(drop_defaults=False)["state"] if widgets else {}
    return {WIDGET_STATE: {"state": state, "version_major": 2, "version_minor": 0}} if state else None


def _as_json(data: Any) -> Any:
    return json_clean(encode_images(data))  # type: ignore[no-untyped-call]


def _send(connection: Connection, *message: Any) -> None:
    connection.send_bytes(json.dumps(message, default=str).encode())
