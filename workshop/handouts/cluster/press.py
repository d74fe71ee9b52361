"""The worker's side of a cluster: orders come in, are printed in child processes, and their files go back.

Each child has one order at a time and a practice folder of its own that holds nothing but that order's files, so that
clients never mix, however many threads a worker has. The folder is gone after the order; if the worker is killed, its
children see to that. The children go too when there is nothing to do, and with them what they remember.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import tempfile
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from workshop.handouts.cluster.parcel import Reply, kit_numbers, reply_to, unpack_order
from workshop.handouts.private_folder import PrivateFolder
from workshop.handouts.processes import page_context
from workshop.handouts.workers import begin_work
from workshop.paths import KIT_ROOT

# What a worker is asked for an order by.
PRINT = "workshop_print"
# Children that had nothing to do for so many seconds end, and those that printed so many orders are replaced.
IDLE = 60.0
ORDERS = 300


class Crew:
    """Child processes and the private folder they work in."""

    def __init__(self, children: int) -> None:
        self.taken = 0
        self.waiting = 0
        self.folder = PrivateFolder()
        surroundings = (dict(os.environ), str(KIT_ROOT), str(self.folder.path))
        self.threads = ThreadPoolExecutor(children + 1)
        self.pool = ProcessPoolExecutor(
            children, mp_context=page_context(), initializer=begin_work, initargs=surroundings
        )

    def print_order(self, parcel: bytes) -> Reply:
        """What became of an order; waits for a child to start and to print."""
        return self.pool.submit(print_parcel, parcel, str(self.folder.path)).result()

    def close(self) -> None:
        """Ends the children once they have printed what they began, and removes the folder."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.threads.shutdown(wait=False)
        self.folder.close()


class Press:
    """Prints what a worker is sent. It has children only while there is something to do."""

    def __init__(self, children: int) -> None:
        self.children = children
        self._crew: Crew | None = None
        self._retired: set[Crew] = set()
        self._idle = IDLE
        self._ends: asyncio.TimerHandle | None = None
        # A process that ends waits for its children before it tells their pool to end them.
        Finalize(None, self._close, exitpriority=100)

    async def print_order(self, parcel: bytes) -> Reply:
        """What became of an order; `died` when the child that printed it did."""
        crew = self._take_crew()
        try:
            return await asyncio.get_running_loop().run_in_executor(crew.threads, crew.print_order, parcel)
        except BrokenExecutor:
            self._retire(crew)
            return {"died": True}
        finally:
            crew.waiting -= 1
            self._go_home()
            self._rest_after(self._idle)

    def rest(self) -> None:
        """Lets the children go, now or when they have printed what they have."""
        self._idle = 0
        if self._crew and not self._crew.waiting:
            self._retire(self._crew)
            self._go_home()

    def _take_crew(self) -> Crew:
        if self._crew and self._crew.taken >= ORDERS:
            self._retire(self._crew)
        if self._crew is None:
            # Dask marks its workers as processes that may have no children of their own.
            multiprocessing.current_process().daemon = False
            self._crew = Crew(self.children)
        self._idle = IDLE
        self._crew.taken += 1
        self._crew.waiting += 1
        return self._crew

    def _rest_after(self, seconds: float) -> None:
        if self._ends:
            self._ends.cancel()
        self._ends = asyncio.get_running_loop().call_later(seconds, self.rest)

    def _retire(self, crew: Crew) -> None:
        """Gives a crew no more orders."""
        if crew is self._crew:
            self._crew = None
            self._retired.add(crew)

    def _go_home(self) -> None:
        """Ends the retired crews that have nothing in hand."""
        for crew in [crew for crew in self._retired if not crew.waiting]:
            self._retired.discard(crew)
            asyncio.get_running_loop().run_in_executor(None, crew.close)

    def _close(self) -> None:
        for crew in {*self._retired, *([self._crew] if self._crew else [])}:
            crew.close()


_presses: list[Press] = []


async def open_press(dask_worker: Any) -> Reply:
    """Makes a dask worker take orders; gives the numbers of its kit and how many orders it prints at a time."""
    if not _presses:
        _presses.append(Press(dask_worker.state.nthreads))
    dask_worker.handlers[PRINT] = _presses[0].print_order
    return {"children": _presses[0].children} | await asyncio.to_thread(kit_numbers)


def rest_press() -> None:
    """Lets the children of this process go."""
    for press in _presses:
        press.rest()


def print_parcel(parcel: bytes, private: str) -> Reply:
    """Prints an order in a folder that holds its files only and is gone afterwards. For a child process."""
    from workshop.handouts.printer import places_of, print_handout

    try:
        with tempfile.TemporaryDirectory(dir=private) as name:
            folder = Path(name)
            _point_to(folder)
            return reply_to(print_handout(unpack_order(parcel, folder)), folder / "practice")
    except Exception as error:
        return {"seconds": 0.0, "pages": 0, "fault": places_of(error), "problems": []}


def _point_to(folder: Path) -> None:
    """Makes all that this process and its children keep land in a folder."""
    names = {"WORKSHOP_PRACTICE": "practice", "TMPDIR": "", "IPYTHONDIR": "ipython", "JUPYTER_RUNTIME_DIR": "runtime"}
    os.environ |= {name: str(folder / below) for name, below in names.items()}
    tempfile.tempdir = str(folder)
