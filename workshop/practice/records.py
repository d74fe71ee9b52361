"""Records: what was done on a page at one time, kept because someone pressed Save.

One file each: `sessions/OWNER/PAGE/2026-11-24T09-05-12.json`, with the drafts of the page's exercises as they were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from workshop.errors import Problem, WorkshopError, shown_path
from workshop.paths import practice_folder
from workshop.practice.drafts import drop_drafts, put_files, take_files
from workshop.practice.files import remove_file, write_new

FORM = "%Y-%m-%dT%H-%M-%S"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(-\d+)?")


def save_record(owner: str, page: str, exercises: Iterable[str], now: datetime) -> str:
    """Keeps the page's drafts as a record and gives its name; raises WorkshopError when there is nothing to keep."""
    files = take_files(owner, exercises)
    if not files:
        what = "There is nothing on this page to save yet."
        raise WorkshopError(Problem("", 0, "C720", what, "Do an exercise first, then save."))
    name = stem = now.strftime(FORM)
    count = 1
    while _record(owner, page, name).exists():
        count += 1
        name = f"{stem}-{count}"
    told = {"page": page, "files": {path: data.decode("utf-8", "replace") for path, data in files.items()}}
    write_new(_record(owner, page, name), json.dumps(told, ensure_ascii=False, indent=1))
    return name


def list_records(owner: str, page: str) -> list[str]:
    """The names of a page's records, newest first."""
    found = (path.stem for path in _folder(owner, page).glob("*.json"))
    return sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)


def restore_record(owner: str, page: str, name: str, exercises: Iterable[str]) -> None:
    """Puts a record's drafts in place of the present ones; raises WorkshopError when it cannot be read."""
    path = _known(owner, page, name)
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        data = {_draft_name(file): str(text).encode() for file, text in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        todo = "Look at the file, or delete it."
        raise WorkshopError(Problem(shown_path(path), 0, "C721", "This record is damaged.", todo)) from None
    drop_drafts(owner, exercises)
    put_files(owner, data)


def delete_record(owner: str, page: str, name: str) -> None:
    """Removes one record for good."""
    remove_file(_known(owner, page, name))


def take_records(owner: str, page: str) -> dict[str, str]:
    """The text of each record of a page by its name, as `put_record` takes it."""
    return {name: _record(owner, page, name).read_text(encoding="utf-8") for name in list_records(owner, page)}


def put_record(owner: str, page: str, name: str, text: str) -> None:
    """Puts back a record that `take_records` gave."""
    write_new(_record(owner, page, name), text)


def _draft_name(file: str) -> str:
    if not re.fullmatch(r"(earlier/)?[a-z0-9-]+(\.waiting|\.\d+)?\.json", file):
        raise ValueError("This is not the name of a draft.")
    return file


def _known(owner: str, page: str, name: str) -> Path:
    if name not in list_records(owner, page):
        raise WorkshopError(Problem("", 0, "C722", "This record is not there any more.", "Reload the page."))
    return _record(owner, page, name)


def _folder(owner: str, page: str) -> Path:
    return practice_folder() / "sessions" / owner / page


def _record(owner: str, page: str, name: str) -> Path:
    return _folder(owner, page) / f"{name}.json"
