"""What goes to a machine of a cluster and comes back: an order with the files it needs, and what became of it.

Nothing else of the practice folder goes along. Paths of either machine stay there.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop.errors import Problem, shown_path
from workshop.handouts.orders import Order, Printed
from workshop.handouts.stamps import file_number, program_number
from workshop.pages.editions import EDITIONS
from workshop.pages.variants import Variant
from workshop.paths import KIT_ROOT, NOTEBOOKS, content_folder, practice_folder
from workshop.practice.drafts import drafts_of, owner_of

# Stands for the practice folder's path in a problem on its way back.
PRACTICE = "((practice))"

Reply = dict[str, Any]


def pack_order(order: Order) -> bytes:
    """An order and the files it needs, pressed together: a log that shows what came in shows no words."""
    practice = practice_folder()
    files = {path.relative_to(practice).as_posix(): path.read_bytes() for path in _needed(practice, order)}
    row = asdict(order) | {"path": f"{order.path.parent.name}/{order.path.name}"}
    return zlib.compress(pickle.dumps((row, files)), 1)


def unpack_order(parcel: bytes, folder: Path) -> Order:
    """Lays the files out in `folder`/practice, and gives the order, whose file will be in `folder`/made."""
    row, files = pickle.loads(zlib.decompress(parcel))
    for name, data in files.items():
        path = folder / "practice" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Order(**row | {"path": folder / "made" / row["path"], "variant": Variant(**row["variant"])})


def reply_to(printed: Printed, practice: Path) -> Reply:
    """What became of an order as plain data, the file's bytes with it. `practice` is where its files were laid out."""
    reply = {"seconds": printed.seconds, "pages": printed.pages, "fault": printed.fault}
    rows = [problem.as_json() for problem in printed.problems]
    reply["problems"] = [{name: _hide(value, practice) for name, value in row.items()} for row in rows]
    if not printed.fault and not rows:
        reply["file"] = printed.order.path.read_bytes()
    return reply


def read_reply(reply: Reply, order: Order) -> Printed:
    """What became of an order, said with this machine's paths."""
    problems = tuple(_place(Problem(**row)) for row in reply["problems"])
    return Printed(order, reply["seconds"], reply["pages"], problems, reply["fault"])


def _needed(practice: Path, order: Order) -> Iterator[Path]:
    """The client's file and own content, the practice's own content; a person's own work only where it is printed."""
    file = practice / "clients" / f"{order.client}.yaml"
    if order.client and file.is_file():
        yield file
    folders = [practice / "content"]
    if order.client:
        folders.append(practice / "clients" / order.client / "content")
    if order.answers or EDITIONS[order.kind].keeps:
        owner = owner_of(order.client)
        folders += [drafts_of(owner), practice / "sessions" / owner]
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _hide(value: str | int, practice: Path) -> str | int:
    return value.replace(practice.resolve().as_posix(), PRACTICE) if isinstance(value, str) else value


def _place(problem: Problem) -> Problem:
    """A problem whose paths are this machine's own."""
    ours = shown_path(practice_folder())
    path, what, todo = (text.replace(PRACTICE, ours) for text in (problem.path, problem.what, problem.todo))
    if path and (KIT_ROOT / path).is_file():  # a worker stands in the kit's folder
        path = shown_path(KIT_ROOT / path)
    return Problem(path, problem.line, problem.code, what, todo)


def kit_numbers() -> dict[str, str]:
    """The numbers of this machine's program and of its content. Machines that work together have the same."""
    return {"program": program_number(), "content": _content_number()}


@lru_cache(maxsize=1)
def _content_number() -> str:
    files = [path for path in content_folder().parent.rglob("*") if path.is_file() and not path.name.startswith(".")]
    rows = [f"{path.relative_to(KIT_ROOT).as_posix()} {file_number(path)}" for path in files]
    rows += [f"{path.name} {file_number(path)}" for path in NOTEBOOKS.glob("*.ipynb")]
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()[:32]
