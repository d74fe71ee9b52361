"""Printing from a page: the command a counselor could type, run beside the server, its progress read as it goes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.errors import Problem
from workshop.live.wishes import PrintWish
from workshop.paths import KIT_ROOT

PROGRAM = (sys.executable, "-m", "workshop", "handouts", "--json")
KEPT_JOBS = 20
# So many files get a link, and so many problems a sentence; of the others the number is told.
MOST_LINKS, MOST_PROBLEMS = 200, 50
# How long a print that is stopped may take for the pages in hand, and when the kit itself ends.
STOPPING_SECONDS, CLOSING_SECONDS = 20.0, 3.0
# The command ends with these when all is printed, and when problems were told.
TOLD_ALL = (0, 1)
NOT_STARTED = "The program that prints could not be started. Run: python scripts/start.py doctor"


@dataclass
class PrintJob:
    """One print: what it made, what went wrong, whether it is over."""

    wish: PrintWish
    count: int
    done: int = 0
    made: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    more_problems: int = 0
    stopped: bool = False
    over: bool = False
    process: subprocess.Popen[bytes] | None = None
    clock: Callable[[], float] = time.monotonic
    _new: int = 0
    _since: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The progress as the page reads it; the files are told once it is over."""
        return {
            "all": max(self.count, self.done),
            "done": self.done,
            "left": self._seconds_left(),
            "made": self.made if self.over else [],
            "more": self.done - len(self.made),
            "problems": self.problems,
            "more_problems": self.more_problems,
            "stopped": self.stopped,
            "over": self.over,
            "folder": str(self.wish.folder),
        }

    def hear(self, told: dict[str, Any]) -> None:
        """Takes in one row of what the command tells."""
        if "path" in told:
            self._note_file(Path(told["path"]), told)
        if "problem" in told:
            self.add_problem(in_words(Problem(**told["problem"])))

    def add_problem(self, sentence: str) -> None:
        """Keeps a problem to tell, or counts it when there are many."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(sentence)
        else:
            self.more_problems += 1

    def _note_file(self, path: Path, told: dict[str, Any]) -> None:
        self.done += 1
        if not told.get("unchanged"):
            self._since = self._since or self.clock()
            self._new += 1
        if len(self.made) < MOST_LINKS:
            shelf = "answers" if self.wish.private else "handouts"
            address = f"workshop/{shelf}/{path.parent.name}/{path.name}"
            row = {"client": told.get("client", ""), "page": told.get("page", ""), "name": path.name}
            self.made.append(row | {"address": address})

    def _seconds_left(self) -> int | None:
        """Guessed from the pace since the first file was made, so that starting up does not count."""
        missing = self.count - self.done
        if self._new < 2 or missing <= 0:
            return None
        return max(1, round((self.clock() - self._since) / (self._new - 1) * missing))


class PrintDesk:
    """Runs print jobs one after the other and remembers the last ones."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._program = program
        self._jobs: dict[str, PrintJob] = {}
        self._counted: dict[PrintWish, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    def start(self, wish: PrintWish) -> str:
        """Starts a job and gives its number."""
        job = PrintJob(wish, self._counted.get(wish, 0) or wish.count_files())
        number = uuid.uuid4().hex
        self._jobs[number] = job
        for old in [name for name, one in self._jobs.items() if one.over][: max(0, len(self._jobs) - KEPT_JOBS)]:
            del self._jobs[old]
        task = asyncio.get_running_loop().create_task(self._run(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return number

    def progress(self, number: str) -> dict[str, Any] | None:
        """How far a job has come; None when there is no such job."""
        job = self._jobs.get(number)
        return job.as_json() if job else None

    async def count(self, wish: PrintWish) -> dict[str, Any]:
        """How many files for how many people a wish makes, and what stands in the way; nothing is printed."""
        counting = PrintJob(wish, 0)
        told: dict[str, Any] = {"files": 0, "people": 0}

        def listen() -> None:
            for row in self._rows(counting, "--count"):
                told.update({name: row[name] for name in told if name in row})
                counting.hear(row)

        await self._in_thread(counting, listen)
        self._counted = {wish: told["files"]}
        return told | {"problems": counting.problems, "more_problems": counting.more_problems}

    async def stop(self, number: str) -> bool:
        """Ends a job, or takes it from the line. What is printed stays, and the next time goes on from there."""
        job = self._jobs.get(number)
        if job is None:
            return False
        await self._stop(job, STOPPING_SECONDS)
        return True

    async def close(self) -> None:
        """Ends all jobs, since the kit ends."""
        await asyncio.gather(*(self._stop(job, CLOSING_SECONDS) for job in self._jobs.values()))

    async def _stop(self, job: PrintJob, patience: float) -> None:
        if job.over:
            return
        job.stopped = True
        if job.process:
            await asyncio.to_thread(end_family, job.process, patience)

    async def _run(self, job: PrintJob) -> None:
        def listen() -> None:
            for row in self._rows(job):
                job.hear(row)

        try:
            async with self._turn:
                if not job.stopped:
                    await self._in_thread(job, listen)
        finally:
            job.over = True

    async def _in_thread(self, job: PrintJob, listen: Callable[[], None]) -> None:
        try:
            # A thread, since the server's event loop cannot start programs on Windows.
            await asyncio.to_thread(listen)
        except OSError:
            job.add_problem(NOT_STARTED)

    def _rows(self, job: PrintJob, *more: str) -> Iterator[dict[str, Any]]:
        """What the command tells, row by row, to its end."""
        with subprocess.Popen(
            [*self._program, *job.wish.options(), *more],
            cwd=KIT_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            job.process = process
            if job.stopped:
                threading.Thread(target=end_family, args=(process, STOPPING_SECONDS), daemon=True).start()
            yield from filter(None, map(_read_row, process.stdout or ()))
        if process.returncode not in TOLD_ALL and not job.stopped:
            job.add_problem(f"Printing ended early (code {process.returncode}). Run: python scripts/start.py doctor")


def _read_row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def end_family(process: subprocess.Popen[bytes], patience: float) -> None:
    """Ends a print as Ctrl-C does, which finishes the pages in hand; what is not gone in time is ended at once.

    Its workers end by themselves when it is gone.
    """
    with suppress(OSError):
        if os.name == "nt":
            process.terminate()
        else:
            process.send_signal(signal.SIGINT)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            if os.name == "nt":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)


def in_words(problem: Problem) -> str:
    """A problem as a sentence for the page: where, what, and what to do."""
    return str(problem).removesuffix(f" [{problem.code}]")
