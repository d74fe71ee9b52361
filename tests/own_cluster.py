"""A cluster of separate processes on this machine, started by dask's own programs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LIMIT = 60.0


class OwnCluster:
    """A scheduler and its workers. Each writes a log, and whatever it keeps, below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        self.workers = [
            self._start_worker("plain", "--nthreads", "1", "--no-nanny"),
            self._start_worker("watched", "--nthreads", "2"),
        ]
        wait_for(lambda: _answers(self.port), "the scheduler to answer")
        for name in ("plain", "watched"):
            wait_for(lambda name=name: "Registered to" in self.log(name), f"the worker {name}")

    def log(self, name: str) -> str:
        """What a process has written so far."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        """Ends every process of the cluster with its family: asks first, so that they clear up."""
        for ask in (signal.SIGTERM, signal.SIGKILL):
            for process in (*self.workers, self.scheduler):
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, ask)
            for process in (*self.workers, self.scheduler):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=5)

    def _start_worker(self, name: str, *more: str) -> subprocess.Popen[bytes]:
        return self._start(name, "--local-directory", str(self.folder / f"{name}-kept"), *more, self.address)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = "scheduler" if name == "scheduler" else "worker"
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", command, "--dashboard-address", "127.0.0.1:0", *arguments],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=os.environ
                | {"WORKSHOP_PRACTICE": str(self.folder / "no practice here"), "TMPDIR": str(self.folder)},
                start_new_session=True,
            )


def wait_for(is_so: Callable[[], object], what: str) -> None:
    """Waits until something is so; fails when that takes too long."""
    end = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
