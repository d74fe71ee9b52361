"""Runs a page's cells against a kernel, inside the server, so that every widget is live when the page opens."""

from __future__ import annotations

import queue
import time
from typing import Any

from jupyter_server.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete

SLICE_SECONDS = 0.1
START_SECONDS = 60
SKIP = "skip-execution"


class CellsRun:
    """One run of cells in a kernel: all are handed over at once, and what the kernel tells is sorted to its cell.

    nbclient waits for two answers to each cell before it hands over the next, at the price of a wait between any two,
    and it can miss the second one for ever (jupyter/nbclient#312). Here only one channel is heard, in short slices.
    """

    def __init__(self, notebook: Any, kernel_manager: Any) -> None:
        self.kernel = kernel_manager
        self.client = kernel_manager.client()
        self.cells = notebook.cells
        self.outputs = NotebookClient(notebook, km=kernel_manager, store_widget_state=False, record_timing=False)
        self.outputs.reset_execution_trackers()
        self.outputs.clear_before_next_output = False

    async def start(self, seconds: float) -> None:
        """Waits until the kernel answers and is heard. Raises RuntimeError when it died or took too long.

        jupyter_client's own way to wait listens for another 0.2 seconds to be sure that there is nothing more.
        """
        await ensure_async(self.client.start_channels())
        self.client.allow_stdin = False
        end = time.monotonic() + seconds
        asked = set()
        while time.monotonic() < end:
            asked.add(self.client.kernel_info())
            while message := await self._hear():
                if is_over(message) and message["parent_header"].get("msg_id") in asked:
                    return
            if not await self._is_alive():
                break
        raise RuntimeError("The kernel did not answer.")

    async def run(self, seconds: float) -> list[int]:
        """Hands over the code cells and takes their outputs; gives the places of those that failed.

        A cell that takes too long has failed, and in a kernel that died, all that were not done.
        """
        waiting: dict[str, int] = {}
        for at, cell in enumerate(self.cells):
            if cell.cell_type == "code":
                cell.outputs = []
                if cell.source.strip() and SKIP not in cell.metadata.get("tags", []):
                    waiting[self.client.execute(cell.source, stop_on_error=False)] = at
        late: list[int] = []
        end = time.monotonic() + seconds
        while waiting:
            message = await self._hear()
            asked = message["parent_header"].get("msg_id") if message else None
            if message and asked in waiting and self._take(message, waiting[asked]):
                del waiting[asked]
                end = time.monotonic() + seconds
            elif not message and not await self._is_alive():
                return sorted({*late, *waiting.values(), *self._failed()})
            if time.monotonic() > end:
                late.append(waiting.pop(next(iter(waiting))))
                end = time.monotonic() + seconds
        return sorted({*late, *self._failed()})

    def stop(self) -> None:
        """Lets go of the kernel, which goes on."""
        self.client.stop_channels()

    def _take(self, message: dict[str, Any], at: int) -> bool:
        """Puts what the kernel told about a cell into its outputs; True when the cell is done."""
        try:
            self.outputs.process_message(message, self.cells[at], at)
        except CellExecutionComplete:
            self.outputs.clear_before_next_output = False
            return True
        return False

    def _failed(self) -> list[int]:
        code = [(at, cell) for at, cell in enumerate(self.cells) if cell.cell_type == "code"]
        return [at for at, cell in code if any(output.output_type == "error" for output in cell.outputs)]

    async def _hear(self) -> dict[str, Any] | None:
        try:
            message: dict[str, Any] = await ensure_async(self.client.iopub_channel.get_msg(timeout=SLICE_SECONDS))
            return message
        except queue.Empty:
            return None

    async def _is_alive(self) -> bool:
        return bool(await ensure_async(self.kernel.is_alive()))


def is_over(message: dict[str, Any]) -> bool:
    """True for the message with which a kernel ends what it was asked for."""
    return bool(message["msg_type"] == "status" and message["content"]["execution_state"] == "idle")


async def run_cells(notebook: Any, kernel_manager: Any, seconds: float = 60, first: str = "") -> list[int]:
    """Runs every code cell and puts the outputs into the notebook; gives the places of cells that failed.

    `first` is code that runs before them and leaves no output. Each cell may take `seconds`. A failing cell does not
    stop those after it, since every cell of a page stands alone. Raises RuntimeError when the kernel does not answer.
    """
    run = CellsRun(notebook, kernel_manager)
    try:
        await run.start(START_SECONDS)
        if first:
            run.client.execute(first, silent=True, store_history=False)
        return await run.run(seconds)
    finally:
        run.stop()
