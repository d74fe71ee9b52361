"""Sort: items go into boxes, and only those placed are explained."""

from __future__ import annotations

from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.exercises.kind import Action

SORT = make_exercise("sort")
START = SORT.start()


def place(item: Any, box: Any) -> Action:
    return {"do": "place", "item": item, "box": box}


ALL = [place(0, "helps"), place(1, "helps"), place(2, "hinders")]


def test_nothing_is_placed_at_first() -> None:
    view = SORT.view(START)
    assert [item["box"] for item in view["items"]] == [None] * 3 and view["progress"] == SORT.setting.say(
        "sort-progress", done=0, all=3
    )


@pytest.mark.parametrize("item", SORT.view(START)["items"])
def test_an_item_not_placed_tells_neither_its_box_nor_why(item: dict[str, Any]) -> None:
    assert (item["fits"], item["because"], "best" in item) == (None, "", False)


def test_the_view_holds_no_reason_before_anything_was_placed() -> None:
    assert "Nobody walks in." not in str(SORT.view(START))


def test_an_item_in_its_box_fits_and_is_explained() -> None:
    item = SORT.view(act_all(SORT, place(0, "helps")))["items"][0]
    assert item["fits"] is True and item["because"] == "Nobody walks in."


def test_an_item_in_another_box_tells_where_most_would_put_it() -> None:
    item = SORT.view(act_all(SORT, place(0, "hinders")))["items"][0]
    assert item["fits"] is False and item["best"] == "Helps"


def test_placing_one_item_explains_no_other() -> None:
    items = SORT.view(act_all(SORT, place(0, "helps")))["items"]
    assert [item["because"] for item in items[1:]] == ["", ""]


def test_an_item_can_be_moved_to_another_box() -> None:
    assert act_all(SORT, place(0, "hinders"), place(0, "helps"))["placed"] == {"0": "helps"}


def test_placing_the_same_twice_counts_once() -> None:
    progress = SORT.view(act_all(SORT, ALL[0], ALL[0]))["progress"]
    assert progress == SORT.setting.say("sort-progress", done=1, all=3)


@pytest.mark.parametrize(("count", "done"), [(2, False), (3, True)])
def test_it_is_done_when_all_are_placed(count: int, done: bool) -> None:
    assert SORT.view(act_all(SORT, *ALL[:count]))["done"] is done


@pytest.mark.parametrize("item", [3, -1, True, 0.0, "0", None])
def test_an_item_that_is_not_there_is_refused(item: Any) -> None:
    assert_refused(SORT, START, place(item, "helps"))


@pytest.mark.parametrize("box", ["Helps", "", "nowhere", None, 0, True, ["helps"], {"helps": 1}])
def test_a_box_that_is_not_there_is_refused(box: Any) -> None:
    assert_refused(SORT, START, place(0, box))


def test_again_takes_all_out() -> None:
    assert act_all(SORT, *ALL, {"do": "again"}) == START


def test_paper_has_a_row_for_each_item_and_a_column_for_each_box() -> None:
    table = SORT.blocks()["inside"][1]
    assert len(table["head"]) == 3 and [len(row) for row in table["rows"]] == [3] * 3


def test_paper_leaves_the_boxes_empty() -> None:
    rows = SORT.blocks()["inside"][1]["rows"]
    assert {cell[0]["text"] for row in rows for cell in row[1:]} == {""}


def test_paper_explains_each_item_in_small_print() -> None:
    told = SORT.blocks()["inside"][2]["items"]
    assert told[1] == {"label": "2. Hinders", "text": "It pulls the eyes."} and len(told) == 3
