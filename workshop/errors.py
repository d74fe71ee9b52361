"""Problems as data, and how they are said."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file or in what was asked for.

    `path` is empty and `line` is 0 where no file is to blame. `what` states the fault with the value, `todo` the next
    step.
    """

    path: str
    line: int
    code: str
    what: str
    todo: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.what} {self.todo} [{self.code}]"

    def as_json(self) -> dict[str, str | int]:
        """The same as a plain mapping with the keys path, line, code, what, todo."""
        return asdict(self)


class WorkshopError(Exception):
    """Work that cannot go on because of problems in content or input; never our own fault."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else sorted(set(problems))
        super().__init__("\n".join(map(str, found)))
        self.problems = found


def shown_path(path: Path) -> str:
    """A path as a person would write it: from the current folder if it lies below, else in full; always with `/`."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def suggest_name(name: str, known: Iterable[str]) -> str:
    """A next step for an unknown name: the nearest known one, or all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Use one of: {', '.join(names)}." if names else "There is none to choose from yet."
