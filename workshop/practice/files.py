"""Writing files so that nothing is ever half there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from workshop.errors import Problem, WorkshopError, shown_path
from workshop.paths import KIT_ROOT


def write_new(path: Path, text: str) -> None:
    """Writes a text file beside its place and renames it; raises WorkshopError, and leaves nothing, when that fails."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """The same for bytes. Files are readable by their owner only."""
    beside = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        what = f"The file cannot be written: {error.strerror or 'no reason given'}."
        todo = "Check that the folder may be written to, that the disk has room, and that no program has the file open."
        raise WorkshopError(Problem(shown_path(path), 0, "C007", what, todo)) from None


def remove_file(path: Path) -> None:
    """Removes a file if it is there; raises WorkshopError when that is not allowed."""
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        what = f"The file cannot be removed: {error.strerror or 'no reason given'}."
        todo = "Check that the folder may be written to, and that no program has the file open."
        raise WorkshopError(Problem(shown_path(path), 0, "C008", what, todo)) from None


def keep_out_of_git(folder: Path) -> None:
    """Tells git to pass over a private folder wherever it lies; a folder that has rules for git already keeps its own."""
    if not (folder / ".gitignore").exists() and folder.resolve() != (KIT_ROOT / "practice").resolve():
        write_new(folder / ".gitignore", "*\n")
