"""Many handouts: which are asked for, and the worker processes that make them. Imports little: it starts fast."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import Problem, WorkshopError
from workshop.handouts.processes import page_context, share_fork_server
from workshop.pages.editions import EDITIONS, HANDOUT, Edition, has_sheets
from workshop.pages.notebook import pages_for
from workshop.practice.clients import Client, kit_for, load_client
from workshop.practice.drafts import chosen_drafts, owner_of

KIT_ENGINE, STOCK_ENGINE = "workshop", "nbclient"


@dataclass(frozen=True)
class Wishes:
    """What holds for all handouts of one run. Empty paper and no large print mean: as the client's file says."""

    out: Path
    paper: str = ""
    large_print: bool = False
    engine: str = KIT_ENGINE
    answers: bool = False
    kind: str = HANDOUT.name


@dataclass(frozen=True)
class Order:
    """One handout to make: codes, never words."""

    client: str
    page: str
    path: Path
    paper: str
    large_print: bool
    engine: str
    answers: bool = False
    kind: str = HANDOUT.name


@dataclass(frozen=True)
class Printed:
    """What became of an order: a PDF, problems a counselor can mend, or a fault of ours as places in the program."""

    order: Order
    seconds: float = 0.0
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    fault: str = ""


def plan_orders(clients: Iterable[str], keys: Iterable[str], wishes: Wishes) -> tuple[list[Order], list[Problem]]:
    """The orders for clients (blank: "") and keys, with the problems of clients that cannot be printed for."""
    wanted, edition = list(keys), EDITIONS[wishes.kind]
    orders: list[Order] = []
    problems: list[Problem] = []
    for code in dict.fromkeys(clients):
        try:
            client = load_client(code)
            pages = pages_for(client, wanted)
            pages = answered_pages(client, pages) if wishes.answers else pages
        except WorkshopError as error:
            problems += error.problems
            continue
        folder = wishes.out / (owner_of(code) if wishes.answers else code or "blank")
        how = (wishes.paper, wishes.large_print, wishes.engine, wishes.answers, wishes.kind)
        lacking = pages_without(edition, client, pages)
        orders += [Order(code, page, folder / edition.file_name(page), *how) for page in pages if page not in lacking]
        problems += [_nothing_for(edition, f"{folder.name}/{edition.file_name(page)}") for page in lacking]
    return orders, sorted(set(problems))


def pages_without(edition: Edition, client: Client, pages: Iterable[str]) -> list[str]:
    """Those pages on which there is nothing for an edition."""
    kit = kit_for(client)
    return [page for page in pages if not has_sheets(edition, kit, client, page)]


def _nothing_for(edition: Edition, name: str) -> Problem:
    what, todo = edition.lacks or ("", "")
    return Problem(name, 0, "H209", what, todo)


def answered_pages(client: Client, pages: Iterable[str]) -> list[str]:
    """Those pages on which an exercise was chosen for print; raises WorkshopError when there is none."""
    chosen = chosen_drafts(owner_of(client.code))
    kit = kit_for(client)
    found = [page for page in pages if chosen & {*kit.page(page).front.exercises, *client.exercises.add.get(page, ())}]
    if not found:
        what = "Nothing was chosen for this handout yet."
        raise WorkshopError(Problem("", 0, "H208", what, 'Press "On my handout" under an exercise first.'))
    return found


def print_handouts(orders: list[Order], jobs: int = 0) -> Generator[Printed]:
    """Makes all handouts in `jobs` worker processes (0: one for each processor) and yields each as it is done.

    Closing the iterator, or Ctrl-C, cancels what has not begun and waits for those in hand; none is half-written.
    """
    if not orders:
        return
    workers = min(jobs or count_processors(), len(orders))
    pool = ProcessPoolExecutor(
        workers,
        mp_context=page_context(),
        initializer=_begin_work,
        initargs=(dict(os.environ), str(Path.cwd())),
    )
    try:
        waiting: list[Future[Printed]] = [pool.submit(_print, order) for order in orders]
        for done in as_completed(waiting):
            yield done.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def count_processors() -> int:
    """How many processors this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _begin_work(environment: dict[str, str], folder: str) -> None:
    # A forked worker has the surroundings in which the clean server began, perhaps long ago.
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    share_fork_server()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Ctrl-C reaches the whole family of processes; only the first one acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with_parent() -> None:
    """Ends this worker when the program that gave it work is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _print(order: Order) -> Printed:
    from workshop.handouts.printer import print_handout

    return print_handout(order)
