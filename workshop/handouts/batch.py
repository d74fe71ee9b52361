"""Many files in one go: what did not change stays, the rest goes to a crew of workers. Imports little."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Protocol

from workshop.handouts.orders import Order, Printed
from workshop.handouts.stamps import Stamps
from workshop.handouts.workers import LocalCrew, count_processors


class Crew(Protocol):
    """Those who make files: processes of this machine, or other machines. `room` is how many orders they take ahead."""

    room: int

    def submit(self, order: Order) -> Future[Printed]:
        """What will have become of an order."""

    def close(self) -> None:
        """Cancels what has not begun and waits for what is in hand."""


def print_handouts(
    orders: Sequence[Order], jobs: int = 0, *, force: bool = False, crew: Callable[[], Crew] | None = None
) -> Generator[Printed]:
    """Makes all files and yields each as it is done, in `jobs` processes (0: one for each processor) or by a `crew`.

    What is there already, made of just the same, is yielded as unchanged, unless `force` is set. Closing the iterator,
    or Ctrl-C, cancels what has not begun and waits for those in hand; none is half-written.
    """
    stamps, hired = Stamps(force=force), None
    waiting: set[Future[Printed]] = set()
    try:
        for order in orders:
            if stamps.holds(order):
                yield Printed(order, unchanged=True)
                continue
            hired = hired or (crew or (lambda: LocalCrew(min(jobs or count_processors(), len(orders)))))()
            while len(waiting) >= hired.room:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (_noted(stamps, future.result()) for future in done)
            waiting.add(hired.submit(order))
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (_noted(stamps, future.result()) for future in done)
    finally:
        if hired:
            hired.close()


def _noted(stamps: Stamps, printed: Printed) -> Printed:
    """The same, once it is noted what the file was made of."""
    if not printed.problems and not printed.fault:
        stamps.add(printed.order)
    return printed
