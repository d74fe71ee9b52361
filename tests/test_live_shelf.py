"""A page as a whole: saved, cleared without a trace, begun fresh, and brought back for ten minutes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.live.desk import Visit, exercises_on, lay_out, plan_visit
from workshop.live.shelf import REMEMBERED_SECONDS, Shelf
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


def put_printed(practice: Path, name: str) -> Path:
    """A file as printing with answers leaves it."""
    path = practice / "printed" / "everyone" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"%PDF {name}".encode())
    return path


def test_the_exercises_of_a_page_are_those_of_its_work_copy(visit: Visit) -> None:
    assert "my-own-pace" in exercises_on(visit) and "say-it-back" not in exercises_on(visit)


def test_clearing_removes_every_trace_of_this_page_and_nothing_else(shelf: Shelf, visit: Visit, practice: Path) -> None:
    shelf.save(visit, NOW)
    for name in ("patience.pdf", "patience_booklet.pdf", "patience.html", "patience.docx", "session-summary.pdf"):
        put_printed(practice, name)
    put_printed(practice, "boundaries.pdf")
    shelf.clear(visit, records=True)
    assert all_files(practice) == {"say-it-back.json", "boundaries.pdf"}


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


def test_clearing_removes_what_jupyterlab_keeps_of_the_page(shelf: Shelf, visit: Visit, practice: Path) -> None:
    kept = practice / "pages" / "everyone" / ".ipynb_checkpoints" / "06-patience-checkpoint.ipynb"
    for act in (lambda: shelf.clear(visit, records=False), lambda: shelf.empty(visit)):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("mine", encoding="utf-8")
        act()
        assert not kept.exists()


def test_the_printed_answers_come_back_with_the_rest(shelf: Shelf, visit: Visit, practice: Path) -> None:
    printed = [put_printed(practice, name) for name in ("patience.pdf", "patience_fillable.pdf")]
    summary = put_printed(practice, "session-summary.pdf")
    shelf.clear(visit, records=False)
    assert not any(path.exists() for path in printed) and summary.exists(), "the records it tells of are still there"
    shelf.undo(visit)
    assert [path.read_bytes() for path in printed] == [b"%PDF patience.pdf", b"%PDF patience_fillable.pdf"]


def test_a_deleted_record_is_in_no_printed_summary_either(shelf: Shelf, visit: Visit, practice: Path) -> None:
    name = shelf.save(visit, NOW)
    summary, answers = put_printed(practice, "session-summary.html"), put_printed(practice, "patience.pdf")
    shelf.delete(visit, name)
    assert not summary.exists() and answers.exists()
    shelf.undo(visit)
    assert summary.read_bytes() == b"%PDF session-summary.html"


def test_a_record_brought_back_to_an_empty_page_can_be_taken_away_again(shelf: Shelf, visit: Visit) -> None:
    name = shelf.save(visit, NOW)
    shelf.clear(visit, records=False)
    shelf.restore(visit, name)
    shelf.undo(visit)
    assert not shelf.told(visit)["used"]


def test_what_was_done_after_clearing_comes_back_when_the_undo_is_undone(shelf: Shelf, visit: Visit) -> None:
    shelf.clear(visit, records=False)
    drafts.write_draft("everyone", "my-own-pace", {"text": "newer"})
    shelf.undo(visit)
    assert drafts.read_draft("everyone", "my-own-pace") == {"text": "mine"}
    shelf.undo(visit)
    assert drafts.read_draft("everyone", "my-own-pace") == {"text": "newer"}


def test_a_draft_of_wild_bytes_that_was_set_aside_can_be_saved_and_cleared(shelf: Shelf, visit: Visit) -> None:
    drafts.set_draft_aside("everyone", "my-own-pace")
    next((drafts.drafts_of("everyone") / "earlier").iterdir()).write_bytes(b"\xff\x00")
    name = shelf.save(visit, NOW)
    shelf.clear(visit, records=False)
    shelf.undo(visit)
    shelf.restore(visit, name)
    assert shelf.told(visit)["used"]


def test_memory_is_let_go_after_ten_minutes(shelf: Shelf, visit: Visit, clock: Clock) -> None:
    shelf.clear(visit, records=True)
    clock.now += REMEMBERED_SECONDS + 1
    shelf.forget()
    clock.now = 0
    assert not shelf.told(visit)["undo"]


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
