"""Ladder: every step can go anywhere, none is lost, and the right order shows only when it is asked for."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.exercises.kind import Action
from workshop.exercises.ladder import shuffled

LADDER = make_exercise("ladder")
OWN = make_exercise("ladder", right_order=False, because="There is no right order.")
START = LADDER.start()
CHECK = {"do": "check"}


def move(start: Any, end: Any) -> Action:
    return {"do": "move", "from": start, "to": end}


def sort_steps() -> list[Action]:
    """The moves that put all steps in the right order."""
    order = list(START["order"])
    moves = []
    for place in range(len(order)):
        at = order.index(place)
        order.insert(place, order.pop(at))
        moves.append(move(at, place))
    return moves


@pytest.mark.parametrize("count", range(3, 11))
def test_the_first_order_holds_every_step_and_is_not_the_right_one(count: int) -> None:
    assert sorted(shuffled(count)) == list(range(count)) and shuffled(count) != list(range(count))


@pytest.mark.parametrize(("start", "end"), list(product(range(5), repeat=2)))
def test_a_move_from_anywhere_to_anywhere_keeps_all_steps(start: int, end: int) -> None:
    order = act_all(LADDER, move(start, end))["order"]
    assert sorted(order) == [0, 1, 2, 3, 4] and order[end] == START["order"][start]


@pytest.mark.parametrize(("start", "end"), list(product(range(5), repeat=2)))
def test_a_move_leaves_the_others_in_their_order(start: int, end: int) -> None:
    moved = START["order"][start]
    order = act_all(LADDER, move(start, end))["order"]
    assert [step for step in order if step != moved] == [step for step in START["order"] if step != moved]


@pytest.mark.parametrize(("start", "end"), list(product(range(5), repeat=2)))
def test_a_move_there_and_back_changes_nothing(start: int, end: int) -> None:
    assert act_all(LADDER, move(start, end), move(end, start))["order"] == START["order"]


@pytest.mark.parametrize("place", [-1, 5, True, False, 1.0, "1", None, []])
def test_a_place_that_is_not_on_the_ladder_is_refused(place: Any) -> None:
    assert_refused(LADDER, START, move(place, 0))
    assert_refused(LADDER, START, move(0, place))


def test_the_view_tells_nothing_of_the_right_order_before_it_is_checked() -> None:
    view = LADDER.view(act_all(LADDER, move(0, 1)))
    assert {step["fits"] for step in view["steps"]} == {None} and (view["result"], view["because"]) == ("", "")


def test_checking_tells_what_stands_in_its_place() -> None:
    steps = LADDER.view(act_all(LADDER, CHECK))["steps"]
    assert [step["fits"] for step in steps] == [at == step for at, step in enumerate(START["order"])]


def test_the_right_order_is_told_to_be_right() -> None:
    view = LADDER.view(act_all(LADDER, *sort_steps(), CHECK))
    assert view["result"] == LADDER.setting.say("ladder-result", right=5, all=5)
    assert all(step["fits"] for step in view["steps"])


def test_the_reason_comes_with_the_check() -> None:
    assert LADDER.view(act_all(LADDER, CHECK))["because"] == "Step by step."


def test_a_move_after_the_check_hides_the_answer_again() -> None:
    view = LADDER.view(act_all(LADDER, CHECK, move(0, 1)))
    assert view["result"] == "" and not view["done"]


def test_a_checked_ladder_is_done() -> None:
    assert LADDER.view(act_all(LADDER, CHECK))["done"]


def test_a_ladder_of_one_s_own_cannot_be_checked() -> None:
    assert OWN.view(OWN.start())["can_check"] is False


def test_a_ladder_of_one_s_own_is_never_judged() -> None:
    view = OWN.view(act_all(OWN, move(0, 4), CHECK))
    assert {step["fits"] for step in view["steps"]} == {None} and view["result"] == ""


def test_a_ladder_of_one_s_own_gives_its_reason_once_a_step_was_moved() -> None:
    said = [OWN.view(state)["because"] for state in (OWN.start(), act_all(OWN, move(0, 1)))]
    assert said == ["", "There is no right order."]


def test_a_ladder_of_one_s_own_is_done_once_a_step_was_moved() -> None:
    assert OWN.view(act_all(OWN, move(0, 1)))["done"]


def test_the_view_names_each_step_by_what_it_is_and_not_where_it_stands() -> None:
    steps = LADDER.view(act_all(LADDER, move(0, 4)))["steps"]
    assert {step["id"]: step["text"] for step in steps} == dict(enumerate(["One", "Two", "Three", "Four", "Five"]))


def paper_texts(exercise: Any) -> list[str]:
    return [block["is"] for block in exercise.blocks()["inside"]]


def test_paper_shows_the_steps_mixed() -> None:
    rows = LADDER.blocks()["inside"][1]["rows"]
    assert [row[1][0]["text"] for row in rows] == ["Two", "Four", "Five", "Three", "One"]


def test_paper_gives_the_right_order_and_the_reason_as_answers() -> None:
    told = LADDER.blocks()["inside"][-1]["items"]
    assert [item["text"] for item in told] == ["One", "Two", "Three", "Four", "Five", "Step by step."]


def test_paper_has_no_empty_answer_where_no_reason_is_given() -> None:
    told = make_exercise("ladder", because="").blocks()["inside"][-1]["items"]
    assert all(item["text"] for item in told) and len(told) == 5


def test_paper_gives_the_reason_of_a_ladder_of_one_s_own_but_no_answers() -> None:
    assert paper_texts(OWN) == ["paragraph", "table", "paragraph"]


def test_paper_of_a_ladder_without_reason_ends_with_the_steps() -> None:
    assert paper_texts(make_exercise("ladder", right_order=False, because="")) == ["paragraph", "table"]
