"""Runs a page's cells against a kernel, inside the server, so that every widget is live when the page opens."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

SLICE_SECONDS = 0.1


class PatientClient(NotebookClient):  # type: ignore[misc]
    """A client that waits for a cell's answer in short slices.

    A message that arrives on the shell socket while nbclient polls it can swallow the wake-up, and the cell then waits
    for ever (jupyter/nbclient#312). Asking again every tenth of a second cannot miss it.
    """

    async def async_start_new_kernel_client(self, **options: Any) -> Any:
        """The kernel's client with a shell channel that is asked in slices."""
        kernel_client = await super().async_start_new_kernel_client(**options)
        kernel_client.shell_channel.get_msg = _in_slices(kernel_client.shell_channel.get_msg)
        return kernel_client


def _in_slices(get_message: Callable[..., Any]) -> Callable[..., Any]:
    async def get_in_slices(timeout: float | None = None, **options: Any) -> Any:
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = SLICE_SECONDS if end is None else max(0.0, min(SLICE_SECONDS, end - time.monotonic()))
            try:
                return await get_message(timeout=left, **options)
            except queue.Empty:
                if end is not None and time.monotonic() >= end:
                    raise

    return get_in_slices


async def run_cells(notebook: Any, kernel_manager: Any, seconds: float = 60, first: str = "") -> list[int]:
    """Runs every code cell and puts the outputs into the notebook; gives the places of cells that failed.

    `first` is code that runs before them and leaves no output. Each cell may take `seconds`. A failing cell does not
    stop those after it, since every cell of a page stands alone.
    """
    client = PatientClient(notebook, km=kernel_manager, timeout=seconds, allow_errors=True, store_widget_state=False)
    client.reset_execution_trackers()
    await client.async_start_new_kernel_client()
    failed = []
    count = 0
    try:
        if first:
            client.kc.execute(first, silent=True, store_history=False)
        for at, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            count += 1
            try:
                await client.async_execute_cell(cell, at, execution_count=count)
            except (TimeoutError, CellExecutionError, DeadKernelError):
                failed.append(at)
            if any(output.output_type == "error" for output in cell.outputs):
                failed.append(at)
    finally:
        client.kc.stop_channels()
    return failed
