"""What a printed file was made of, in one number, so that what did not change is not made again.

The practice folder keeps a note for each folder that was printed into, `.printed/NUMBER.json`: for each file the number
of what it was made of, and that of its own bytes. Numbers tell nothing of what they were made of. A batch that was
stopped goes on where it was, since what is there already has its number. Without a practice folder, nothing is noted.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from workshop.content.kit import Kit
from workshop.content.reader import read_markdown, read_text
from workshop.content.safety import SAFETY
from workshop.errors import WorkshopError
from workshop.handouts.orders import Order
from workshop.pages.editions import EDITIONS
from workshop.pages.notebook import page_path
from workshop.paths import KIT_ROOT, practice_folder
from workshop.practice.clients import Client, client_path, kit_for, load_client
from workshop.practice.files import write_new

NOTES = ".printed"
PROGRAM = ("*.py", "*.typ", "*.js", "*.css", "*.ttf", "*.txt")
LIBRARIES = ("typst", "papermill", "nbconvert", "mistune", "pikepdf", "python-docx", "fonttools")
# Files that every page may read.
SHARED = ("kit.yaml", "interface.yaml", SAFETY, "art/alt.yaml")
SHARED_FOLDERS = ("coach", "partner", "art/cues")
_SCENARIO = re.compile(r"^scenario:\s*([a-z0-9-]+)", re.MULTILINE)


class Stamps:
    """Tells which files are as they would be made, and notes those that were made. With `force`, none is."""

    def __init__(self, *, force: bool = False) -> None:
        self._force = force
        self._notes: tuple[Path, dict[str, dict[str, str]]] = (Path(), {})
        self._made_of: dict[Path, str] = {}
        self._client: tuple[Client, Kit, str] | None = None

    def holds(self, order: Order) -> bool:
        """True when the file is there, untouched, and was made of just this."""
        if order.answers or EDITIONS[order.kind].keeps:
            return False  # what a person did changes all the time, and leaves no number behind
        try:
            made_of = self._number_of(order)
        except (WorkshopError, OSError):
            return False  # told when it is made
        row = self._rows(order.path.parent).get(order.path.name, {})
        if not self._force and row.get("made_of") == made_of and row.get("file") == file_number(order.path) != "":
            return True
        self._made_of[order.path] = made_of
        return False

    def add(self, order: Order) -> None:
        """Notes a file that was just made. One that cannot be noted is made again the next time, and that is all."""
        made_of = self._made_of.pop(order.path, "")
        if made_of and practice_folder().is_dir():
            rows = self._rows(order.path.parent)
            rows[order.path.name] = {"made_of": made_of, "file": file_number(order.path)}
            with suppress(WorkshopError):
                write_new(_note_of(order.path.parent), json.dumps(rows, indent=1, sort_keys=True) + "\n")

    def _rows(self, folder: Path) -> dict[str, dict[str, str]]:
        if self._notes[0] != folder:
            self._notes = (folder, _read_note(_note_of(folder)))
        return self._notes[1]

    def _number_of(self, order: Order) -> str:
        """The number of all that goes into a file: content, notebooks, the client's file, program and settings."""
        if self._client is None or self._client[0].code != order.client:
            client = load_client(order.client)
            kit = kit_for(client)
            self._client = (client, kit, "".join([program_number(), *map(file_number, _common(kit, client))]))
        client, kit, common = self._client
        parts = [common, *_fronts(kit), repr((order.variant, order.engine, order.kind, order.pages))]
        parts += [file_number(path) for page in order.pages for path in page_sources(kit, client, page)]
        return _number("\n".join(parts).encode())


def page_sources(kit: Kit, client: Client, page: str) -> Iterator[Path]:
    """The files that one page is made of, besides those that every page may read."""
    yield page_path(page, kit)
    for name in (kit.page_file(page), f"art/keys/{page}.svg", f"art/steps/{page}.svg"):
        yield from _found(kit, name)
    page_file = kit.find_file(kit.page_file(page))
    own = _exercises_of(page_file, page_file.stat().st_mtime_ns) if page_file else ()
    for exercise in (*own, *client.exercises.add.get(page, ())):
        for path in _found(kit, f"exercises/{exercise}.yaml"):
            yield path
            scenario = _SCENARIO.search(read_text(path))
            yield from _found(kit, f"scenarios/{scenario[1]}.yaml") if scenario else ()


def shared_sources(kit: Kit) -> Iterator[Path]:
    """The files that every page may read; of other pages only their first lines."""
    for name in SHARED:
        yield from _found(kit, name)
    for layer in kit.folders:
        for folder in SHARED_FOLDERS:
            yield from sorted(path for path in (layer / folder).glob("*") if path.is_file())


def file_number(path: Path) -> str:
    """The number of a file's bytes; empty when it is not there."""
    try:
        state = path.stat()
        return _read_number(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=1)
def program_number() -> str:
    """The number of the program itself with its templates and fonts, and of the libraries that set the type."""
    files = sorted(path for kind in PROGRAM for path in (KIT_ROOT / "workshop").rglob(kind))
    rows = [f"{path.relative_to(KIT_ROOT).as_posix()} {file_number(path)}" for path in files]
    return _number("\n".join([*rows, *(f"{name} {version(name)}" for name in LIBRARIES)]).encode())


def _common(kit: Kit, client: Client) -> Iterator[Path]:
    yield from shared_sources(kit)
    if client.code:
        yield client_path(client.code)


def _fronts(kit: Kit) -> Iterator[str]:
    """The first lines of all pages: they tell which exercise stands on which."""
    for name in kit.index.pages:
        for path in _found(kit, kit.page_file(name)):
            yield _front_number(path, path.stat().st_mtime_ns)


def _found(kit: Kit, name: str) -> Iterable[Path]:
    path = kit.find_file(name)
    return (path,) if path else ()


@lru_cache(maxsize=256)
def _front_number(path: Path, stamp: int) -> str:
    return _number(repr(read_markdown(path)[0].value).encode())


@lru_cache(maxsize=256)
def _exercises_of(path: Path, stamp: int) -> tuple[str, ...]:
    value = read_markdown(path)[0].value
    names = value.get("exercises") if isinstance(value, dict) else None
    return tuple(map(str, names)) if isinstance(names, list) else ()


def _note_of(folder: Path) -> Path:
    return practice_folder() / NOTES / f"{_number(str(folder.resolve()).encode())}.json"


def _read_note(path: Path) -> dict[str, dict[str, str]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: row for name, row in rows.items() if isinstance(row, dict)} if isinstance(rows, dict) else {}


@lru_cache(maxsize=8192)
def _read_number(path: Path, stamp: int, size: int) -> str:
    return _number(path.read_bytes())


def _number(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
