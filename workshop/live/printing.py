"""Printing from a page: the command a counselor could type, run beside the server, its progress read as it goes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.pages.editions import HANDOUT, split_name
from workshop.paths import KIT_ROOT, answers_folder, handouts_folder
from workshop.practice.clients import load_client
from workshop.practice.drafts import owner_of

KEPT_JOBS = 20


@dataclass
class PrintJob:
    """One print: what it made, what went wrong, whether it is over."""

    count: int
    folder: str
    answers: bool = False
    kind: str = HANDOUT.name
    made: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    over: bool = False

    def as_json(self) -> dict[str, Any]:
        """The progress as the page reads it."""
        return {
            "all": self.count,
            "done": len(self.made),
            "made": self.made,
            "problems": self.problems,
            "over": self.over,
            "folder": self.folder,
        }


class PrintDesk:
    """Runs print jobs one after the other and remembers the last ones."""

    def __init__(self) -> None:
        self._jobs: dict[str, PrintJob] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def start(self, client: str, pages: Sequence[str], *, answers: bool = False, kind: str = HANDOUT.name) -> str:
        """Starts a job and gives its number; raises WorkshopError when the client is not there."""
        code = load_client(client).code
        folder = answers_folder() / owner_of(code) if answers else handouts_folder() / (code or "blank")
        job = PrintJob(len(pages), str(folder), answers, kind)
        number = uuid.uuid4().hex
        self._jobs[number] = job
        for old in list(self._jobs)[:-KEPT_JOBS]:
            del self._jobs[old]
        task = asyncio.get_running_loop().create_task(self._run(job, code, pages))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return number

    def progress(self, number: str) -> dict[str, Any] | None:
        """How far a job has come; None when there is no such job."""
        job = self._jobs.get(number)
        return job.as_json() if job else None

    async def _run(self, job: PrintJob, code: str, pages: Sequence[str]) -> None:
        async with self._turn:
            try:
                # A thread, since the server's event loop cannot start programs on Windows.
                await asyncio.to_thread(self._print, job, code, pages)
            except OSError:
                job.problems.append("The program that prints could not be started. Run: python scripts/start.py doctor")
            finally:
                job.over = True

    def _print(self, job: PrintJob, code: str, pages: Sequence[str]) -> None:
        command = [sys.executable, "-m", "workshop", "handouts", "--json", "--keys", ",".join(pages)]
        command += ["--client", code] if code else []
        command += ["--answers"] if job.answers else ["--kind", job.kind]
        with subprocess.Popen(
            command, cwd=KIT_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            for row in process.stdout or ():
                self._read(job, row)
        if process.returncode and not job.problems:
            job.problems.append(
                f"Printing ended early (code {process.returncode}). Run: python scripts/start.py doctor"
            )

    def _read(self, job: PrintJob, row: bytes) -> None:
        try:
            told = json.loads(row)
        except ValueError:
            return
        if "path" in told:
            name = Path(told["path"])
            shelf = "answers" if job.answers else "handouts"
            job.made.append(
                {"page": split_name(name.stem)[0], "address": f"workshop/{shelf}/{name.parent.name}/{name.name}"}
            )
        if "problem" in told:
            problem = told["problem"]
            place = f"{problem['path']}:{problem['line']}: " if problem.get("path") else ""
            job.problems.append(f"{place}{problem['what']} {problem['todo']}")
