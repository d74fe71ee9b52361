"""Plan: rows that sort themselves, the week they are in and what paper shows of it."""

from __future__ import annotations

from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.content.blocks import plain_text
from workshop.errors import WorkshopError
from workshop.exercises import work as works
from workshop.exercises.kind import Action, State
from workshop.exercises.work import begin_work

PLAN = make_exercise("plan")
START = PLAN.start()
TODAY = "2026-11-24"


def name(number: int) -> str:
    return f"{number:032x}"


def add(number: int = 1, **fields: Any) -> Action:
    row = {"text": "Make tea.", "day": 1, "time": "18:30", "minutes": 15, "today": TODAY}
    return {"do": "add", "id": name(number), **row, **fields}


def texts(state: State) -> list[str]:
    return [row["text"] for row in state["rows"]]


def test_nothing_is_planned_at_the_start() -> None:
    view = PLAN.view(START)
    assert (view["empty"], view["full"], view["file"], view["monday"], view["done"]) == (True, False, "", "", False)
    assert view["ideas"] == ["Make tea.", "Ask about the match.", "Sit near."]


def test_a_row_stands_under_its_day_with_time_and_length_in_words() -> None:
    days = PLAN.view(act_all(PLAN, add(minutes=240)))["days"]
    assert [len(day["rows"]) for day in days] == [0, 1, 0, 0, 0, 0, 0]
    row = days[1]["rows"][0]
    assert (row["when"], row["length"], row["text"]) == ("6:30 pm", "240 min", "Make tea.")


@pytest.mark.parametrize(
    ("time", "words"), [("00:00", "12:00 am"), ("09:05", "9:05 am"), ("12:00", "12:00 pm"), ("23:59", "11:59 pm")]
)
def test_a_time_is_told_as_one_says_it(time: str, words: str) -> None:
    assert PLAN.view(act_all(PLAN, add(time=time)))["days"][1]["rows"][0]["when"] == words


def test_rows_stand_by_day_and_time_whatever_the_order_they_came_in() -> None:
    state = act_all(PLAN, add(1, day=6, text="c"), add(2, time="21:00", text="b"), add(3, time="07:00", text="a"))
    assert texts(state) == ["a", "b", "c"]


def test_a_changed_row_moves_to_its_new_place_and_keeps_its_name() -> None:
    change = add(1, day=5, text="Later.") | {"do": "change"}
    state = act_all(PLAN, add(1), add(2, day=3), change)
    assert texts(state) == ["Make tea.", "Later."] and state["rows"][1]["id"] == name(1)


def test_a_removed_row_is_gone_and_can_be_brought_back() -> None:
    work = begin_work(PLAN)
    for action in (add(1), {"do": "remove", "id": name(1)}):
        work = works.act(PLAN, work, action)
    assert work.state["rows"] == []
    assert works.act(PLAN, work, {"do": "undo"}).state["rows"][0]["text"] == "Make tea."


def test_a_full_week_takes_no_more() -> None:
    state = act_all(PLAN, add(1), add(2), add(3))
    assert PLAN.view(state)["full"]
    assert_refused(PLAN, state, add(4))


def test_a_full_week_can_still_be_changed() -> None:
    state = act_all(PLAN, add(1), add(2), add(3), add(3, text="New.") | {"do": "change"})
    assert "New." in texts(state)


@pytest.mark.parametrize("doing", ["change", "remove"])
def test_a_row_that_is_not_there_is_neither_changed_nor_removed(doing: str) -> None:
    assert_refused(PLAN, act_all(PLAN, add(1)), add(2) | {"do": doing})


def test_two_rows_never_have_the_same_name() -> None:
    assert_refused(PLAN, act_all(PLAN, add(1)), add(1, text="Again."))


HOSTILE_IDS = [
    "",
    "1",
    "g" * 32,
    "A" * 32,
    "0" * 31,
    "0" * 33,
    "0" * 32 + "\n",
    "\r\nUID:x" + "0" * 25,
    "../" * 10 + "00",
]


@pytest.mark.parametrize("bad", HOSTILE_IDS)
def test_a_hostile_name_is_refused(bad: str) -> None:
    assert_refused(PLAN, START, add() | {"id": bad})


@pytest.mark.parametrize("time", ["", "24:00", "7:00", "12:60", "12:00:00", " 12:00", "12:00\n", "aa:bb", "１２:００"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    assert_refused(PLAN, START, add(time=time))


@pytest.mark.parametrize("minutes", [4, 241, 0, -5, 15.0, 15.5, "15", None, True])
def test_a_length_out_of_range_or_not_whole_is_refused(minutes: Any) -> None:
    assert_refused(PLAN, START, add(minutes=minutes))


@pytest.mark.parametrize("day", [-1, 7, True, 1.0, "1", None])
def test_a_day_outside_the_week_is_refused(day: Any) -> None:
    assert_refused(PLAN, START, add(day=day))


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x07", "\ud800"])
def test_a_row_without_words_is_refused(text: str) -> None:
    assert_refused(PLAN, START, add(text=text))


def test_words_become_one_short_line_without_control_signs() -> None:
    kept = texts(act_all(PLAN, add(text="  Tea\r\n at\tsix\x00\ud800 " + "x" * 500)))[0]
    assert kept.startswith("Tea at six x") and len(kept) == 120


BAD_DATES = ["", "2026-02-29", "2026-13-01", "2026-00-10", "26-11-24", "20261124", "2026-W48-2", "2026-11-24T00:00"]
BAD_DATES += ["1999-01-01", "9999-12-31", "2026-11-24\n", "today"]


@pytest.mark.parametrize("today", [*BAD_DATES, None, 20261124])
def test_a_day_that_does_not_exist_is_refused(today: Any) -> None:
    assert_refused(PLAN, START, add(today=today))
    assert_refused(PLAN, START, {"do": "week", "which": "this", "today": today})


@pytest.mark.parametrize(
    ("today", "which", "monday"),
    [
        ("2026-11-23", "this", "2026-11-23"),
        ("2026-11-29", "this", "2026-11-23"),
        ("2026-11-29", "next", "2026-11-30"),
        ("2026-12-31", "next", "2027-01-04"),
        ("2028-02-29", "this", "2028-02-28"),
        ("2199-12-31", "next", "2200-01-06"),
    ],
)
def test_a_week_begins_on_its_monday(today: str, which: str, monday: str) -> None:
    assert act_all(PLAN, {"do": "week", "which": which, "today": today})["monday"] == monday


@pytest.mark.parametrize(("today", "monday"), [("2026-11-28", "2026-11-23"), ("2026-11-29", "2026-11-30")])
def test_a_plan_begun_on_a_sunday_is_for_the_week_to_come(today: str, monday: str) -> None:
    assert act_all(PLAN, add(today=today))["monday"] == monday


def test_a_week_once_chosen_stays_when_a_row_is_added_later() -> None:
    week = {"do": "week", "which": "next", "today": TODAY}
    assert act_all(PLAN, week, add(today="2027-05-05"))["monday"] == "2026-11-30"


def test_the_week_and_its_days_are_told_with_their_dates() -> None:
    view = PLAN.view(act_all(PLAN, {"do": "week", "which": "next", "today": TODAY}))
    assert view["week"] == "Nov 30 to Dec 6"
    assert [view["days"][at]["date"] for at in (0, 1, 6)] == ["Nov 30", "Dec 1", "Dec 6"]


def test_paper_has_an_empty_week_and_the_ideas() -> None:
    inside = PLAN.blocks()["inside"]
    table = inside[1]
    assert [plain_text(row[0]) for row in table["rows"]] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    ]  # fmt: skip
    assert all(not plain_text(cell).strip() for row in table["rows"] for cell in row[1:])
    assert plain_text(inside[-1]).split(" ")[:2] == ["Make", "tea."]


def test_paper_of_a_plan_tells_it_day_by_day() -> None:
    state = act_all(PLAN, add(1, time="21:00"), add(2, time="07:00", text="Coffee"), add(3, day=6, text="Walk"))
    block = PLAN.blocks(state)
    rows = [[plain_text(cell) for cell in row] for row in block["inside"][2]["rows"]]
    assert plain_text(block["inside"][1]) == "Nov 23 to Nov 29"
    assert rows[1:3] == [["Tuesday", "7:00 am", "Coffee", "15 min"], ["", "9:00 pm", "Make tea.", "15 min"]]
    assert rows[-1] == ["Sunday", "6:30 pm", "Walk", "15 min"] and len(rows) == 8
    assert list(find_block_faults(block)) == []


def test_paper_of_a_week_without_a_plan_is_empty_and_whole() -> None:
    assert list(find_block_faults(PLAN.blocks(START))) == []


@pytest.mark.parametrize("fields", [{"ideas": ["One", "Two"]}, {"ideas": ["x"] * 13}, {"most": 0}, {"most": 15}])
def test_an_exercise_with_too_few_or_too_many_is_a_problem(fields: Any) -> None:
    with pytest.raises(WorkshopError):
        make_exercise("plan", **fields)
