"""What the tests that kill things share: a server that can be killed and started again, its kernels, drafts on disk."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Locator, Page

WAIT = 60_000
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden) section.tk-exercise"


def open_page(page: Page, server, name: str, client: str = "") -> None:
    """Opens a page of the kit and waits until its exercises are there."""
    page.goto(server.url(name, client))
    wait_for_exercises(page)


def wait_for_exercises(page: Page) -> None:
    page.locator(SHOWN).first.wait_for(timeout=WAIT)


def text_of(page: Page) -> Locator:
    """The first field to write in."""
    return page.locator(f"{SHOWN} textarea").first


def exercise(page: Page, name: str) -> Locator:
    """An exercise by its id."""
    return page.locator(f"{SHOWN}#{name}")


def kernels_of(server) -> list[int]:
    """The processes of the kernels that this server has started."""
    found = subprocess.run(
        ["pgrep", "-f", f"ipykernel_launcher.*{server.practice}"], capture_output=True, text=True, check=False
    )
    return [int(number) for number in found.stdout.split()]


def signal_all(processes: Iterable[int], what: signal.Signals) -> None:
    for process in processes:
        os.kill(process, what)


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Asks ten times a second, for a minute at most."""
    for _ in range(600):
        if true():
            return
        signal.sigtimedwait([], 0.1)
    raise AssertionError(what)


def wait_for_draft(server, owner: str, words: str) -> None:
    """Waits until a draft on the disk holds these words."""
    folder = server.practice / "drafts" / owner

    def is_there() -> bool:
        return any(words in path.read_text(encoding="utf-8") for path in folder.glob("*.json"))

    wait_until(is_there, f"“{words}” did not reach the practice folder")


def files_with(folder: Path, words: str, *, since: float = 0, without: Iterable[str] = ()) -> list[Path]:
    """Every file below a folder that holds these words, in one of the ways they may be written."""
    forms = [words.encode("utf-8"), words.encode("utf-16-le"), words.encode("ascii", "backslashreplace")]
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in without and str(Path(top, name)) not in without]
        for path in (Path(top, name) for name in names):
            try:
                if path.is_file() and path.stat().st_mtime >= since and any(f in path.read_bytes() for f in forms):
                    found.append(path)
            except OSError:
                continue
    return found
