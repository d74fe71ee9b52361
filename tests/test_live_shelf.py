"""A page as a whole: saved, cleared without a trace, begun fresh, and brought back for ten minutes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.live.desk import Visit, exercises_on, lay_out, plan_visit
from workshop.live.shelf import REMEMBERED_SECONDS, Shelf, answers_path
from workshop.practice import drafts

NOW = datetime(2026, 11, 24, 9, 5, 12)


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(clock: Clock) -> Shelf:
    return Shelf(clock)


@pytest.fixture
def visit(practice: Path) -> Visit:
    made = plan_visit("patience")
    lay_out(made)
    drafts.write_draft("everyone", "my-own-pace", {"text": "mine"})
    drafts.write_draft("everyone", "say-it-back", {"text": "of another page"})
    return made


def all_files(practice: Path) -> set[str]:
    return {path.name for name in ("drafts", "sessions", "printed") for path in (practice / name).rglob("*.*")}


def test_the_exercises_of_a_page_are_those_of_its_work_copy(visit: Visit) -> None:
    assert "my-own-pace" in exercises_on(visit) and "say-it-back" not in exercises_on(visit)


def test_clearing_removes_every_trace_of_this_page_and_nothing_else(shelf: Shelf, visit: Visit, practice: Path) -> None:
    shelf.save(visit, NOW)
    answers_path(visit).parent.mkdir(parents=True)
    answers_path(visit).write_bytes(b"%PDF")
    shelf.clear(visit, records=True)
    assert all_files(practice) == {"say-it-back.json"}


def test_clearing_keeps_records_unless_told(shelf: Shelf, visit: Visit) -> None:
    shelf.save(visit, NOW)
    shelf.clear(visit, records=False)
    assert shelf.told(visit)["records"] == [{"name": "2026-11-24T09-05-12", "when": "2026-11-24 09:05"}]


def test_clearing_can_be_undone_records_and_all(shelf: Shelf, visit: Visit) -> None:
    shelf.save(visit, NOW)
    shelf.clear(visit, records=True)
    assert shelf.told(visit) == {"used": False, "records": [], "undo": True}
    shelf.undo(visit)
    told = shelf.told(visit)
    assert (told["used"], len(told["records"]), told["undo"]) == (True, 1, False)


def test_undo_ends_after_ten_minutes(shelf: Shelf, visit: Visit, clock: Clock) -> None:
    shelf.clear(visit, records=False)
    clock.now += REMEMBERED_SECONDS + 1
    with pytest.raises(WorkshopError, match="nothing to bring back"):
        shelf.undo(visit)


def test_beginning_fresh_can_be_undone_with_the_counselor_s_own_cells(
    shelf: Shelf, visit: Visit, practice: Path
) -> None:
    copy = practice / visit.path
    own = copy.read_text(encoding="utf-8").replace("# 6. Patience", "# My own title")
    copy.write_text(own, encoding="utf-8")
    shelf.empty(visit)
    lay_out(visit, fresh=True)
    assert "My own title" not in copy.read_text(encoding="utf-8")
    shelf.undo(visit)
    assert copy.read_text(encoding="utf-8") == own and shelf.told(visit)["used"]


def test_bringing_back_a_record_can_be_undone(shelf: Shelf, visit: Visit) -> None:
    name = shelf.save(visit, NOW)
    drafts.write_draft("everyone", "my-own-pace", {"text": "newer"})
    shelf.restore(visit, name)
    assert drafts.read_draft("everyone", "my-own-pace") == {"text": "mine"}
    shelf.undo(visit)
    assert drafts.read_draft("everyone", "my-own-pace") == {"text": "newer"}


def test_deleting_a_record_can_be_undone(shelf: Shelf, visit: Visit) -> None:
    name = shelf.save(visit, NOW)
    shelf.delete(visit, name)
    assert shelf.told(visit)["records"] == []
    shelf.undo(visit)
    assert [row["name"] for row in shelf.told(visit)["records"]] == [name]
