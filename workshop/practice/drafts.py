"""Drafts: what was typed or reached on a page, kept in the practice folder so that nothing ends with a window.

One file for each owner (a client's code, or "everyone") and exercise: `drafts/OWNER/EXERCISE.json`. Actions that the
kernel never answered wait beside it in `EXERCISE.waiting.json` until the exercise is opened again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any

from workshop.paths import practice_folder
from workshop.practice.files import remove_file, write_bytes, write_new

WAITING_LIMIT = 2000
ASIDE = "earlier"
EVERYONE = "everyone"


def owner_of(client: str) -> str:
    """Whose drafts a page has: the client's, or those of the page that is for everyone."""
    return client or EVERYONE


def has_waiting(owner: str) -> bool:
    """True when actions wait that no kernel has answered."""
    return any(drafts_of(owner).glob("*.waiting.json"))


def chosen_drafts(owner: str) -> set[str]:
    """The exercises that were chosen for the owner's own handout."""
    found = set()
    for path in drafts_of(owner).glob("*.json"):
        try:
            draft = _read(path)
        except (ValueError, OSError):
            continue
        if isinstance(draft, dict) and draft.get("on_paper") is True:
            found.add(path.stem)
    return found


def drafts_of(owner: str) -> Path:
    """The folder of one owner's drafts."""
    return practice_folder() / "drafts" / owner


def read_draft(owner: str, exercise: str) -> Any:
    """A draft as it was written; None when there is none. A file that cannot be read raises ValueError."""
    return _read(_draft(owner, exercise))


def write_draft(owner: str, exercise: str, draft: dict[str, Any]) -> None:
    """Keeps a draft; raises WorkshopError when the disk does not take it."""
    write_new(_draft(owner, exercise), json.dumps(draft))


def drop_draft(owner: str, exercise: str) -> None:
    """Forgets one draft."""
    remove_file(_draft(owner, exercise))


def set_draft_aside(owner: str, exercise: str) -> None:
    """Moves a draft that does not fit any more out of the way, beside earlier ones; a person can still read it."""
    path = _draft(owner, exercise)
    folder = drafts_of(owner) / ASIDE
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = chain([path.name], (f"{exercise}.{number}.json" for number in count(2)))
    path.replace(next(folder / name for name in names if not (folder / name).exists()))


def add_waiting(owner: str, exercise: str, face: str, actions: Sequence[dict[str, Any]]) -> None:
    """Adds actions that were not answered, each `{"number", "action", "when"}`; of too many, the oldest go."""
    before = take_waiting(owner, exercise)
    known = {(row.get("face"), row.get("number")) for row in before}
    rows = [{"face": face, **row} for row in actions if (face, row["number"]) not in known]
    write_new(_waiting(owner, exercise), json.dumps([*before, *rows][-WAITING_LIMIT:]))


def take_waiting(owner: str, exercise: str) -> list[dict[str, Any]]:
    """The actions that wait, in their order; `drop_waiting` removes them once they are done."""
    try:
        rows = _read(_waiting(owner, exercise))
    except (ValueError, OSError):
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def drop_waiting(owner: str, exercise: str) -> None:
    """Forgets the actions that waited."""
    remove_file(_waiting(owner, exercise))


def drop_drafts(owner: str, exercises: Iterable[str]) -> None:
    """Removes every trace of what was done in these exercises."""
    for path in _files(owner, exercises):
        remove_file(path)
    for folder in (drafts_of(owner) / ASIDE, drafts_of(owner)):
        if folder.is_dir() and not any(folder.iterdir()):
            shutil.rmtree(folder)


def take_files(owner: str, exercises: Iterable[str]) -> dict[str, bytes]:
    """The bytes of every file of these exercises by its path from the owner's folder, as `put_files` takes them."""
    found = {}
    for path in _files(owner, exercises):
        if path.is_file():
            found[path.relative_to(drafts_of(owner)).as_posix()] = path.read_bytes()
    return found


def put_files(owner: str, files: dict[str, bytes]) -> None:
    """Puts files back that `take_files` gave."""
    for name, data in files.items():
        write_bytes(drafts_of(owner) / name, data)


def _files(owner: str, exercises: Iterable[str]) -> list[Path]:
    folder = drafts_of(owner)
    return [
        path
        for name in exercises
        for path in (_draft(owner, name), _waiting(owner, name), *sorted((folder / ASIDE).glob(f"{name}.*json")))
    ]


def _draft(owner: str, exercise: str) -> Path:
    return drafts_of(owner) / f"{exercise}.json"


def _waiting(owner: str, exercise: str) -> Path:
    return drafts_of(owner) / f"{exercise}.waiting.json"


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except RecursionError:
        raise ValueError("This file is nested too deeply.") from None
