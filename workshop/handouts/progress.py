"""How far a long run has come, with the time left: a living line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

EVERY_SECONDS = 5.0


class Progress:
    """Counts steps up to `total` and writes to `stream`; `live` is asked of the stream unless given.

    `many` is what is counted.
    """

    def __init__(self, total: int, stream: TextIO, *, live: bool | None = None, many: str = "handouts") -> None:
        self.total = total
        self.many = many
        self.done = 0
        self._stream = stream
        self._live = stream.isatty() if live is None else live
        self._said = time.monotonic()
        self._first = 0.0
        self._width = 0

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        now = time.monotonic()
        self._first = self._first or now
        line = progress_line(self.done, self.total, now - self._first, self.many)
        if self._live:
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
            self._stream.flush()
        elif now - self._said >= EVERY_SECONDS and self.done < self.total:
            self._said = now
            self._stream.write(line + "\n")
            self._stream.flush()

    def close(self) -> None:
        """Takes the living line away."""
        if self._live and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()


def progress_line(done: int, total: int, seconds: float, many: str = "handouts") -> str:
    """Such as "12 of 150 handouts, about 20 s left".

    The time is guessed from the `seconds` since the first was done, so that starting up does not count.
    """
    line = f"{done} of {total} {many}"
    if done < 2 or done >= total:
        return line
    return f"{line}, about {spoken_time(seconds / (done - 1) * (total - done))} left"


def spoken_time(seconds: float) -> str:
    """Seconds up to a minute and a half, else minutes."""
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
