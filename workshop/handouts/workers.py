"""The worker processes that make files on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from workshop.handouts.orders import Order, Printed
from workshop.handouts.private_folder import remove_folder
from workshop.handouts.processes import page_context, share_fork_server

# So many orders wait for each worker: enough to keep it busy, few enough that the memory stays flat.
AHEAD = 4


class LocalCrew:
    """Worker processes of this machine. They start when the first order comes."""

    def __init__(self, workers: int) -> None:
        self.room = workers * AHEAD
        self._pool = ProcessPoolExecutor(
            workers,
            mp_context=page_context(),
            initializer=begin_work,
            initargs=(dict(os.environ), str(Path.cwd())),
        )

    def submit(self, order: Order) -> Future[Printed]:
        """What will have become of an order."""
        return self._pool.submit(_print, order)

    def close(self) -> None:
        """Cancels what has not begun and waits for what is in hand."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def count_processors() -> int:
    """How many processors this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def begin_work(environment: dict[str, str], folder: str, private: str = "") -> None:
    """Makes a child process ready to print. A `private` folder goes when the program that gives it work does."""
    # A forked worker has the surroundings in which the clean server began, perhaps long ago.
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    share_fork_server()
    threading.Thread(target=_end_with_parent, args=(private,), daemon=True).start()
    if private and hasattr(os, "setsid"):
        os.setsid()  # lives on to clear up when the whole family of its parent is killed
    # Ctrl-C reaches the whole family of processes; only the first one acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with_parent(private: str) -> None:
    """Ends this worker when the program that gave it work is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        if private:
            remove_folder(Path(private))
        os._exit(1)


def _print(order: Order) -> Printed:
    from workshop.handouts.printer import print_handout

    return print_handout(order)
