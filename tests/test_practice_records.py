"""Records: made on Save only, brought back whole, refused when damaged, and gone when deleted."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.practice import drafts, records

NOW = datetime(2026, 11, 24, 9, 5, 12)
HERE = ("A17", "patience")


def save(text: str = "one", now: datetime = NOW) -> str:
    drafts.write_draft("A17", "sort-it", {"text": text})
    return records.save_record(*HERE, ["sort-it"], now)


def test_a_record_brings_back_what_was_saved(practice: Path) -> None:
    name = save("one")
    drafts.write_draft("A17", "sort-it", {"text": "two"})
    records.restore_record(*HERE, name, ["sort-it"])
    assert drafts.read_draft("A17", "sort-it") == {"text": "one"}


def test_bringing_back_removes_what_the_record_does_not_have(practice: Path) -> None:
    name = save()
    drafts.write_draft("A17", "new-one", {})
    records.restore_record(*HERE, name, ["sort-it", "new-one"])
    assert drafts.read_draft("A17", "new-one") is None


def test_nothing_done_is_nothing_to_save(practice: Path) -> None:
    with pytest.raises(WorkshopError, match="nothing on this page to save"):
        records.save_record(*HERE, ["sort-it"], NOW)
    assert records.list_records(*HERE) == []


def test_two_records_in_one_second_are_two(practice: Path) -> None:
    assert [save("one"), save("two")] == ["2026-11-24T09-05-12", "2026-11-24T09-05-12-2"]
    assert len(records.list_records(*HERE)) == 2


def test_the_newest_record_comes_first(practice: Path) -> None:
    save()
    later = save(now=datetime(2026, 11, 25, 8, 0, 0))
    assert records.list_records(*HERE)[0] == later


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 7}', '{"files": {"../../x.json": "{}"}}', "\x00"])
def test_a_damaged_record_is_told_and_changes_nothing(practice: Path, text: str) -> None:
    name = save()
    (practice / "sessions" / "A17" / "patience" / f"{name}.json").write_text(text, encoding="utf-8")
    drafts.write_draft("A17", "sort-it", {"text": "now"})
    with pytest.raises(WorkshopError, match="damaged"):
        records.restore_record(*HERE, name, ["sort-it"])
    assert drafts.read_draft("A17", "sort-it") == {"text": "now"}


@pytest.mark.parametrize("name", ["", "..", "../B2/x", "2026-11-24T09-05-13"])
def test_a_record_that_is_not_there_is_told(practice: Path, name: str) -> None:
    save()
    for act in (lambda: records.delete_record(*HERE, name), lambda: records.restore_record(*HERE, name, [])):
        with pytest.raises(WorkshopError, match="not there any more"):
            act()


def test_a_deleted_record_can_be_put_back(practice: Path) -> None:
    name = save()
    kept = records.take_records(*HERE)
    records.delete_record(*HERE, name)
    assert records.list_records(*HERE) == []
    records.put_record(*HERE, name, kept[name])
    assert json.loads(kept[name])["page"] == "patience" and records.list_records(*HERE) == [name]
