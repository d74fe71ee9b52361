"""What was done on a page as a whole: saved, cleared, begun fresh, and brought back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workshop.errors import Problem, WorkshopError
from workshop.live.desk import Visit, drop_checkpoint, exercises_on
from workshop.pages.editions import split_name
from workshop.paths import answers_folder, practice_folder
from workshop.practice.drafts import drop_drafts, owner_of, put_files, take_files
from workshop.practice.files import remove_file, write_bytes, write_new
from workshop.practice.records import (
    delete_record,
    list_records,
    put_record,
    restore_record,
    save_record,
    take_records,
)

REMEMBERED_SECONDS = 600


@dataclass(frozen=True)
class Thrown:
    """What an act took away from a page: drafts (None when it left them alone), records, what was printed with the
    person's own work, and the work copy with the counselor's own cells.
    """

    when: float
    drafts: dict[str, bytes] | None
    records: dict[str, str] = field(default_factory=dict)
    printed: dict[str, bytes] = field(default_factory=dict)
    notebook: str = ""


class Shelf:
    """The last thing thrown away on each page, in memory only and for ten minutes, so that a slip can be undone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._thrown: dict[str, Thrown] = {}

    def told(self, visit: Visit) -> dict[str, Any]:
        """What the page's header shows: whether something is there, records with their time, whether undo is there."""
        owner = owner_of(visit.client.code)
        return {
            "used": bool(take_files(owner, exercises_on(visit))),
            "records": [{"name": name, "when": _spoken(name)} for name in list_records(owner, visit.page)],
            "undo": self._fresh_thrown(visit) is not None,
        }

    def save(self, visit: Visit, now: datetime) -> str:
        """Keeps a record of the page and gives its name."""
        return save_record(owner_of(visit.client.code), visit.page, exercises_on(visit), now)

    def delete(self, visit: Visit, record: str) -> None:
        """Removes one record, and the printed summary that may tell of it; both can be brought back for a while."""
        owner = owner_of(visit.client.code)
        kept = take_records(owner, visit.page)
        delete_record(owner, visit.page, record)
        printed = _read_printed(owner, "")
        self._thrown[visit.path] = Thrown(self._clock(), None, {record: kept[record]}, printed)
        _remove_printed(owner, printed)

    def clear(self, visit: Visit, *, records: bool) -> None:
        """Removes what was done on the page and, with `records`, all that was saved and printed of it."""
        owner = owner_of(visit.client.code)
        exercises = exercises_on(visit)
        saved = take_records(owner, visit.page) if records else {}
        printed = _read_printed(owner, visit.page, *([""] if records else []))
        self._thrown[visit.path] = Thrown(self._clock(), take_files(owner, exercises), saved, printed)
        drop_drafts(owner, exercises)
        for name in saved:
            delete_record(owner, visit.page, name)
        _remove_printed(owner, printed)
        drop_checkpoint(visit)

    def empty(self, visit: Visit) -> None:
        """Takes the page's work and the counselor's own cells away; records stay."""
        owner = owner_of(visit.client.code)
        exercises = exercises_on(visit)
        copy = practice_folder() / visit.path
        notebook = copy.read_text(encoding="utf-8") if copy.is_file() else ""
        self._thrown[visit.path] = Thrown(self._clock(), take_files(owner, exercises), notebook=notebook)
        drop_drafts(owner, exercises)
        drop_checkpoint(visit)

    def restore(self, visit: Visit, record: str) -> None:
        """Puts a record in place of what is on the page now, which can be brought back."""
        owner = owner_of(visit.client.code)
        exercises = exercises_on(visit)
        before = take_files(owner, exercises)
        restore_record(owner, visit.page, record, exercises)
        self._thrown[visit.path] = Thrown(self._clock(), before)

    def undo(self, visit: Visit) -> None:
        """Brings back what was thrown away last; raises WorkshopError when it is too late."""
        thrown = self._fresh_thrown(visit)
        if thrown is None:
            what = "There is nothing to bring back any more."
            raise WorkshopError(Problem("", 0, "C723", what, "What was cleared is kept for ten minutes only."))
        owner = owner_of(visit.client.code)
        now = take_files(owner, exercises_on(visit))
        for name, text in thrown.records.items():
            put_record(owner, visit.page, name, text)
        if thrown.notebook:
            write_new(practice_folder() / visit.path, thrown.notebook)
        if thrown.drafts is not None:
            drop_drafts(owner, exercises_on(visit))
            put_files(owner, thrown.drafts)
        for name, data in thrown.printed.items():
            write_bytes(answers_folder() / owner / name, data)
        del self._thrown[visit.path]
        if now and thrown.drafts is not None:
            # What was done since then gives way, and can be brought back in its turn.
            self._thrown[visit.path] = Thrown(self._clock(), now)

    def forget(self) -> None:
        """Lets go of what is too old to be brought back."""
        for path, thrown in list(self._thrown.items()):
            if self._clock() - thrown.when > REMEMBERED_SECONDS:
                del self._thrown[path]

    def _fresh_thrown(self, visit: Visit) -> Thrown | None:
        self.forget()
        return self._thrown.get(visit.path)


def _read_printed(owner: str, *pages: str) -> dict[str, bytes]:
    """What was printed of these pages with the person's own work, in whatever form, by its name.

    The page "" stands for what tells of the person's whole work, such as the summary of a session.
    """
    folder, found = answers_folder() / owner, {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        told = split_name(path.name)
        if told and told[0] in pages:
            found[path.name] = path.read_bytes()
    return found


def _remove_printed(owner: str, names: Iterable[str]) -> None:
    for name in names:
        remove_file(answers_folder() / owner / name)


def _spoken(name: str) -> str:
    """ "2026-11-24T09-05-12" as "2026-11-24 09:05"."""
    found = re.match(r"(.{10})T(\d\d)-(\d\d)", name)
    return f"{found[1]} {found[2]}:{found[3]}" if found else name
