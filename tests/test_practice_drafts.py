"""Drafts are kept whole, one owner's apart from another's, and every trace of them can be removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.practice import drafts


def test_a_draft_comes_back_as_it_was_written(practice: Path) -> None:
    drafts.write_draft("A17", "sort-it", {"state": {"text": "Zoë “so” \u2028"}})
    assert drafts.read_draft("A17", "sort-it") == {"state": {"text": "Zoë “so” \u2028"}}
    assert drafts.read_draft("B2", "sort-it") is None and drafts.read_draft("A17", "other") is None


def test_drafts_are_for_their_owner_s_eyes_only(practice: Path) -> None:
    drafts.write_draft("A17", "sort-it", {})
    file = practice / "drafts" / "A17" / "sort-it.json"
    assert file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0


def test_a_draft_that_does_not_fit_is_moved_and_not_lost(practice: Path) -> None:
    drafts.write_draft("A17", "sort-it", {"old": 1})
    drafts.set_draft_aside("A17", "sort-it")
    assert drafts.read_draft("A17", "sort-it") is None
    assert (practice / "drafts" / "A17" / "earlier" / "sort-it.json").read_text() == '{"old": 1}'


def test_actions_wait_in_their_order_and_each_once(practice: Path) -> None:
    first, second = ({"number": number, "action": {"do": "x", "at": number}} for number in (1, 2))
    drafts.add_waiting("A17", "sort-it", "tk1", [first])
    drafts.add_waiting("A17", "sort-it", "tk1", [first, second])
    assert [row["number"] for row in drafts.take_waiting("A17", "sort-it")] == [1, 2]
    assert drafts.has_waiting("A17") and not drafts.has_waiting("B2")
    drafts.drop_waiting("A17", "sort-it")
    assert drafts.take_waiting("A17", "sort-it") == []


def test_a_damaged_list_of_waiting_actions_harms_nothing(practice: Path) -> None:
    folder = practice / "drafts" / "A17"
    folder.mkdir(parents=True)
    (folder / "sort-it.waiting.json").write_text("[{", encoding="utf-8")
    assert drafts.take_waiting("A17", "sort-it") == []
    drafts.add_waiting("A17", "sort-it", "tk1", [{"number": 1, "action": {}}])
    assert len(drafts.take_waiting("A17", "sort-it")) == 1


@pytest.mark.parametrize("text", ["{}", "[7]", '[{"number": 1}]', "7"])
def test_a_waiting_list_of_another_shape_takes_new_actions(practice: Path, text: str) -> None:
    folder = practice / "drafts" / "A17"
    folder.mkdir(parents=True)
    (folder / "sort-it.waiting.json").write_text(text, encoding="utf-8")
    drafts.add_waiting("A17", "sort-it", "tk1", [{"number": 1, "action": {}}])
    assert drafts.take_waiting("A17", "sort-it")[-1] == {"face": "tk1", "number": 1, "action": {}}


def test_dropping_leaves_no_trace(practice: Path) -> None:
    for _ in range(3):
        drafts.write_draft("A17", "sort-it", {})
        drafts.set_draft_aside("A17", "sort-it")
    drafts.write_draft("A17", "sort-it", {})
    drafts.add_waiting("A17", "sort-it", "tk1", [{"number": 1, "action": {}}])
    drafts.drop_drafts("A17", ["sort-it"])
    assert [path for path in (practice / "drafts").rglob("*") if path.is_file()] == []


def test_dropping_one_exercise_leaves_the_others(practice: Path) -> None:
    drafts.write_draft("A17", "sort-it", {})
    drafts.write_draft("A17", "keep-it", {"a": 1})
    drafts.drop_drafts("A17", ["sort-it"])
    assert drafts.read_draft("A17", "keep-it") == {"a": 1}


def test_what_was_taken_can_be_put_back(practice: Path) -> None:
    drafts.write_draft("A17", "sort-it", {"a": "é"})
    taken = drafts.take_files("A17", ["sort-it", "other"])
    drafts.drop_drafts("A17", ["sort-it"])
    drafts.put_files("A17", taken)
    assert list(taken) == ["sort-it.json"] and drafts.read_draft("A17", "sort-it") == {"a": "é"}


def test_only_what_was_chosen_for_paper_counts_as_chosen(practice: Path) -> None:
    drafts.write_draft("A17", "yes", {"on_paper": True})
    drafts.write_draft("A17", "no", {"on_paper": False})
    drafts.write_draft("A17", "odd", {"on_paper": "true"})
    (practice / "drafts" / "A17" / "bad.json").write_text("{", encoding="utf-8")
    assert drafts.chosen_drafts("A17") == {"yes"}


def test_a_folder_that_takes_no_file_is_told_in_words(practice: Path) -> None:
    (practice / "drafts").write_text("in the way", encoding="utf-8")
    with pytest.raises(WorkshopError, match="cannot be written"):
        drafts.write_draft("A17", "sort-it", {})
