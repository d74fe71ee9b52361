"""Programs that scripts/bench.py starts: where they may write, how they end, and the Chromium they share."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import chromium

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1800.0
END_LIMIT = 20.0
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# A program of its own group: Ctrl-C in the window reaches only bench.py, which then ends what it started.
OWN_GROUP = {"creationflags": 0x200} if os.name == "nt" else {"start_new_session": True}


class CannotMeasure(Exception):
    """A part cannot be measured here. The text is a sentence with the reason."""


def say(sentence: str) -> None:
    """Tells how far it is; on stderr, so that stdout stays the figures' own."""
    print(sentence, file=sys.stderr, flush=True)


def find_chromium() -> str:
    """The path of a Chromium, Chrome or Edge on this computer; raises CannotMeasure."""
    found = chromium.find_chromium()
    if not found:
        raise CannotMeasure("no Chromium, Chrome or Edge was found. Install one and start again.")
    return found


@contextmanager
def browsing() -> Iterator:
    """A Chromium that is closed when the block ends; raises CannotMeasure where there is none or it gives up."""
    path = find_chromium()
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise CannotMeasure("Playwright is missing. Run python scripts/check.py once and start again.") from None
    try:
        with sync_playwright() as play:
            flags = [*FLAGS, *(["--no-sandbox"] if is_root() else [])]
            browser = play.chromium.launch(executable_path=path, args=flags)
            yield browser
            browser.close()
    except Error as error:
        raise CannotMeasure(f"the browser gave up: {' '.join(str(error).split())[:300]}") from None


def is_root() -> bool:
    """Whether Chromium must run without its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def make_practice(folder: Path, clients: Sequence[str] = ("example",)) -> Path:
    """A new practice folder with copies of the example client under these codes."""
    (folder / "clients").mkdir(parents=True)
    for code in clients:
        shutil.copy(ROOT / "practice" / "clients" / "example.yaml", folder / "clients" / f"{code}.yaml")
    return folder


def make_variables(practice: Path, own: Path) -> dict[str, str]:
    """Environment variables for a program: this practice folder, and none of the user's own Jupyter settings."""
    dropped = ("JUPYTER", "IPYTHON", "WORKSHOP_", "PAPERMILL")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        variables[name] = str(own / name.lower())
    return variables | {"WORKSHOP_PRACTICE": str(practice), "PYTHONIOENCODING": "utf-8"}


def time_program(words: Sequence[str | Path], variables: dict[str, str], log: Path) -> float:
    """Seconds that this Python takes with these words from start to end; raises CannotMeasure if it fails."""
    begun = time.perf_counter()
    with running(words, variables, log) as process:
        try:
            code = process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            code = -1
        seconds = time.perf_counter() - begun
    if code:
        raise CannotMeasure(f"{describe(words)} stopped with exit code {code}: {last_words(log)}")
    return seconds


@contextmanager
def running(
    words: Sequence[str | Path], variables: dict[str, str], log: Path, folder: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """This Python with these words, writing into `log`; ended when the block ends, whatever happens."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            **OWN_GROUP,
        )
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program that still runs, first by asking, and with it what it started."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_LIMIT)
    if os.name != "nt":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()


def describe(words: Sequence[str | Path]) -> str:
    """A program's name for a sentence: the module or file that Python was asked to run."""
    return str(words[1] if words[0] == "-m" else Path(words[0]).name)


def last_words(log: Path) -> str:
    """The last line that a program wrote."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing."
