"""A folder for what must not stay: in memory where that is possible, for this account only, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

NAME = "workshop-press-"
HELD = "held"
MEMORY = Path("/dev/shm")  # a disk that is memory, on Linux
FRESH = 60.0  # a folder of so few seconds may not be held yet


class PrivateFolder:
    """Such a folder. One whose process and children were all killed is removed when the next one is made."""

    def __init__(self, place: Path | None = None) -> None:
        place = place or (MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir()))
        remove_left(place)
        self.path = Path(tempfile.mkdtemp(prefix=NAME, dir=place))
        self._held = os.open(self.path / HELD, os.O_CREAT | os.O_RDWR, 0o600)
        _hold(self._held)

    def close(self) -> None:
        """Removes it with all that is in it."""
        with suppress(OSError):
            os.close(self._held)
        remove_folder(self.path)


def remove_left(place: Path) -> None:
    """Removes the folders that nobody holds any more."""
    for folder in place.glob(f"{NAME}*"):
        with suppress(OSError):
            if time.time() - (folder / HELD).stat().st_mtime < FRESH:
                continue
            held = os.open(folder / HELD, os.O_RDWR)
            try:
                _hold(held)
            finally:
                os.close(held)
            remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Removes a folder, also one in which files are still being made."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return


def _hold(handle: int) -> None:
    """Takes hold of an open file until it is closed, or its process ends; raises OSError when another has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
