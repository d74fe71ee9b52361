"""Other machines that make files: the workers of a dask.distributed cluster.

Dask tells which workers there are, starts them anew, and carries what is said to them, over TLS if the cluster has it.
Orders are not dask's tasks: what tasks take and give lies in the scheduler's memory, may be written to a worker's disk,
and is shown in logs when one fails. Each order goes from here straight to one worker, and its file comes straight back.
When a worker is gone, what it had in hand goes to another. docs/decisions/14-dask-for-many-machines.md
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import warnings
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from workshop.errors import Problem, WorkshopError
from workshop.handouts.cluster.parcel import Reply, kit_numbers, pack_order, read_reply
from workshop.handouts.cluster.press import PRINT, open_press, rest_press
from workshop.handouts.orders import Order, Printed, put_file
from workshop.handouts.workers import AHEAD

T = TypeVar("T")

# Seconds: how long an answer may take, how long to wait for a first or another worker, how often to look for workers.
ANSWER, WORKERS, LOOK = 15.0, 15.0, 1.0
# So many workers may be lost with an order in hand before the order is given up.
TRIES = 4
UNREACHED = "H225"

RESUME = "What is ready is ready; the same command goes on from there."
SAME_KIT = "Put the same kit there, with the same content, and start the worker again."
OPEN_WAY = "Files go straight to the workers, not by way of the scheduler: let this machine through to it."


def is_open_to_all(address: str) -> bool:
    """Whether what goes to an address crosses a network without encryption."""
    near = urlsplit(address if "://" in address else f"tcp://{address}").hostname in {"localhost", "127.0.0.1", "::1"}
    return not near and not address.startswith("tls://")


def open_cluster(address: str) -> ClusterCrew:
    """A crew of the workers of the scheduler at an address; raises WorkshopError when it cannot be had."""
    try:
        from distributed import Client
    except ImportError:
        what = "Printing on other machines needs dask.distributed, which is not installed."
        todo = f'Install it with: {sys.executable} -m pip install "distributed>=2026.3"'
        raise WorkshopError(Problem("", 0, "H220", what, todo)) from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).disabled = True  # what matters of it is told in our words
    warnings.filterwarnings("ignore", module="distributed")
    return ClusterCrew(address, Client)


@dataclass(eq=False)
class Worker:
    """A worker process that takes orders; `gone` once it was lost."""

    address: str
    children: int
    gone: bool = False


class ClusterCrew:
    """The workers of a cluster. All that is said to them is said in a thread of its own."""

    def __init__(self, address: str, client: Any) -> None:
        self._address = address
        self._client: Any = None
        self._orders: set[Future[Printed]] = set()
        self._workers: dict[str, Worker] = {}
        self._refused: dict[str, Problem] = {}
        self._trouble: WorkshopError | None = None
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)  # what matters comes back with an order
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            self._say(self._open(client)).result()
        except BaseException:
            self.close()
            raise
        self.room = sum(worker.children for worker in self._workers.values()) * AHEAD

    def submit(self, order: Order) -> Future[Printed]:
        """What will have become of an order. It raises WorkshopError once the cluster is gone."""
        made = self._say(self._make(order))
        self._orders.add(made)
        made.add_done_callback(self._orders.discard)
        return made

    def close(self) -> None:
        """Cancels what is not done, waits for files that are being written, and lets the workers rest."""
        for made in list(self._orders):
            made.cancel()
        self._say(self._close()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _say(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _open(self, client: Any) -> None:
        self._free: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._numbers = await asyncio.to_thread(kit_numbers)
        try:
            if not self._address.strip():
                raise ValueError  # dask would start a cluster of its own
            self._client = client(self._address, asynchronous=True, set_as_default=False, timeout=ANSWER)
            await self._client
        except Exception:  # dask has a dozen errors for an address it cannot use
            what = f"No scheduler answers at {self._address}."
            todo = "Look at the address, and whether the scheduler runs: docs/many-machines.md tells how."
            raise WorkshopError(Problem("", 0, "H221", what, todo)) from None
        await self._look()
        if self._refused:
            raise WorkshopError(self._refused.values())
        self._watch = asyncio.create_task(self._keep_looking())

    async def _close(self) -> None:
        if self._client:
            for last in (self._client.run(rest_press, on_error="ignore"), self._client.close()):
                with suppress(Exception):
                    await asyncio.wait_for(last, ANSWER)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    async def _keep_looking(self) -> None:
        """Takes in workers that come and lets go of those that went, until there is trouble."""
        while not self._trouble:
            await asyncio.sleep(LOOK)
            try:
                await self._look()
            except WorkshopError as error:
                self._trouble = error
                self._free.put_nowait(None)

    async def _look(self) -> None:
        """Brings the list of workers up to date; raises WorkshopError when the scheduler, or every worker, is gone."""
        for _ in range(int(WORKERS / LOOK)):
            await asyncio.gather(*map(self._hire, await self._find_new()))
            if self._workers or (self._refused and not self._orders):
                return
            await asyncio.sleep(LOOK)
        what = f"There is no worker at {self._address}{' any more' if self._orders else ''}."
        todo = f"Start one with: python -m dask worker {self._address}"
        raise WorkshopError(Problem("", 0, "H222", what, RESUME if self._orders else todo))

    async def _find_new(self) -> set[str]:
        """The addresses of workers that are new here; lets go of those that went."""
        try:
            told = await asyncio.wait_for(self._client.scheduler.identity(n_workers=-1), ANSWER)
        except Exception:  # also dask's own errors, once its client has given up
            what = f"The scheduler at {self._address} does not answer any more."
            raise WorkshopError(Problem("", 0, "H226", what, RESUME)) from None
        there = set(told["workers"])
        for address in self._workers.keys() - there:
            self._lose(self._workers[address])
        # One that could not be reached may be by now, and another may come at an address where one was refused.
        self._refused = {at: row for at, row in self._refused.items() if at in there and row.code != UNREACHED}
        return there - self._workers.keys() - self._refused.keys()

    async def _hire(self, address: str) -> None:
        """Lets a worker take orders if its kit is the same as ours and it can be reached from here."""
        try:
            told = await asyncio.wait_for(self._client.run(open_press, workers=[address], on_error="return"), ANSWER)
            found = told.get(address)
            if isinstance(found, dict):
                await asyncio.wait_for(self._client.rpc(address).identity(), ANSWER)
        except Exception:
            self._refused[address] = _refusal(address, UNREACHED, "cannot be reached from this machine", OPEN_WAY)
            return
        if not isinstance(found, dict) or found["program"] != self._numbers["program"]:
            self._refused[address] = _refusal(address, "H223", "does not have the same version of the kit", SAME_KIT)
        elif found["content"] != self._numbers["content"]:
            self._refused[address] = _refusal(address, "H224", "has other content than this machine", SAME_KIT)
        else:
            worker = self._workers[address] = Worker(address, found["children"])
            for _ in range(worker.children + 1):  # one more waits there, so that no child has to
                self._free.put_nowait(worker)

    def _lose(self, worker: Worker) -> None:
        worker.gone = True
        self._workers.pop(worker.address, None)

    async def _take_worker(self) -> Worker:
        """The next worker that is free; raises WorkshopError once there is trouble."""
        while True:
            worker = await self._free.get()
            if self._trouble:
                self._free.put_nowait(None)  # for the next one who waits
                raise self._trouble
            if worker and not worker.gone:
                return worker

    async def _make(self, order: Order) -> Printed:
        try:
            for _ in range(TRIES):
                worker = await self._take_worker()
                reply = await self._ask(worker, await asyncio.to_thread(pack_order, order))
                if reply:
                    return await asyncio.to_thread(_take_in, reply, order)
        except OSError as error:
            return Printed(order, fault=f"{type(error).__name__}: cluster.py in _make")
        return Printed(order, fault=f"{TRIES} processes ended with this order in hand: cluster.py in _make")

    async def _ask(self, worker: Worker, parcel: bytes) -> Reply | None:
        """A worker's reply; None when the worker, or its child that had the order, died."""
        try:
            reply: Reply | None = await getattr(self._client.rpc(worker.address), PRINT)(parcel=parcel)
        except Exception:  # dask has several for a worker that is gone
            reply = None
        if reply is None:  # gone, or begun anew, so that it has to be hired again
            self._lose(worker)
            return None
        self._free.put_nowait(worker)
        return None if reply.get("died") else reply


def _take_in(reply: Reply, order: Order) -> Printed:
    """Writes the file that came back."""
    printed = read_reply(reply, order)
    try:
        if "file" in reply:
            put_file(order, reply["file"])
    except WorkshopError as error:
        return Printed(order, problems=tuple(error.problems))
    return printed


def _refusal(address: str, code: str, what: str, todo: str) -> Problem:
    return Problem("", 0, code, f"The worker at {address} {what}.", todo)
