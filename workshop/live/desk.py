"""The desk: work copies of pages in the practice folder. The notebooks of the kit stay clean."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import Problem, WorkshopError
from workshop.pages.notebook import START_PAGE, fit_notebook, notebook_text, page_path, set_parameters
from workshop.pages.notebook_format import nbformat
from workshop.paths import practice_folder
from workshop.practice.clients import Client, load_client
from workshop.practice.drafts import owner_of
from workshop.practice.files import remove_file, write_new

_WORK_COPY = re.compile(r"pages/(?P<owner>[^/]+)/(?:\d\d-)?(?P<page>[^/]+)\.ipynb")
_SHOWN = re.compile(r"""show_exercise\(\s*["']([a-z0-9-]+)["']""")


@dataclass(frozen=True)
class Visit:
    """What is opened and for whom: a page id and codes, all checked."""

    page: str
    client: Client

    @property
    def path(self) -> str:
        """The work copy's path from the practice folder, with `/`."""
        return f"pages/{owner_of(self.client.code)}/{page_path(self.page).name}"


def plan_visit(page: str, client: str = "") -> Visit:
    """A visit to a page; raises WorkshopError when the page or the client is not there."""
    page_path(page)
    return Visit(page, load_client(client))


def visit_at(path: str) -> Visit | None:
    """The visit whose work copy has this path from the practice folder; None for any other file."""
    found = _WORK_COPY.fullmatch(path)
    if not found:
        return None
    try:
        visit = plan_visit(found["page"], "" if found["owner"] == owner_of("") else found["owner"])
    except WorkshopError:
        return None
    return visit if visit.path == path else None


def lay_out(visit: Visit, *, fresh: bool = False) -> Path:
    """Makes the work copy of a page, fitted to the client, and gives its path.

    A copy that the counselor has changed (cells moved, added, rewritten) is kept, unless a fresh one is asked for.
    """
    path = practice_folder() / visit.path
    if path.is_file() and not fresh and was_edited(path):
        return path
    notebook = fit_notebook(read_page(visit.page), visit.page, visit.client)
    notebook = set_parameters(notebook, client=visit.client.code)
    notebook.metadata["workshop"] = {"page": visit.page, "cells": digest_of(notebook)}
    write_new(path, notebook_text(notebook))
    return path


def read_page(page: str) -> Any:
    """The kit's notebook of a page; raises WorkshopError when it is missing or broken."""
    path = page_path(page)
    try:
        return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except FileNotFoundError:
        todo = "Run: python scripts/build_notebooks.py"
        raise WorkshopError(Problem(path.name, 0, "C210", "The notebook of this page is missing.", todo)) from None
    except (ValueError, nbformat.ValidationError):
        todo = "Run: python scripts/build_notebooks.py"
        raise WorkshopError(Problem(path.name, 0, "C210", "The notebook of this page is damaged.", todo)) from None


def was_edited(path: Path) -> bool:
    """True when a work copy's cells are not those it was made with. A damaged copy does not."""
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        return False
    return bool(notebook.metadata.get("workshop", {}).get("cells") != digest_of(notebook))


def exercises_on(visit: Visit) -> list[str]:
    """The exercises of a page as its work copy has them, with those a counselor added or moved there."""
    path = practice_folder() / visit.path
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        notebook = fit_notebook(read_page(visit.page), visit.page, visit.client)
    found = (_SHOWN.findall(cell.source) for cell in notebook.cells if cell.cell_type == "code")
    return list(dict.fromkeys(name for names in found for name in names))


def drop_checkpoint(visit: Visit) -> None:
    """Removes the copy of a page that JupyterLab keeps when a person saves the notebook."""
    path = practice_folder() / visit.path
    remove_file(path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb")


def digest_of(notebook: Any) -> str:
    """A short hash of the cells' kinds and sources, in order; outputs do not count."""
    cells = [[cell.cell_type, cell.source] for cell in notebook.cells]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:16]


def is_start(visit: Visit) -> bool:
    """True for the start page, which holds nothing that could be lost and is drawn anew at each visit."""
    return visit.page == START_PAGE
