"""Silence: each try counts once, a slip does not, and the group's tries are a plot and a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.exercises.kind import Action
from workshop.exercises.silence import LONGEST, MOST_TRIES, SHORTEST

SILENCE = make_exercise("silence")
START = SILENCE.start()


def tried(*seconds: float) -> list[Action]:
    return [{"do": "tried", "at": at, "seconds": value} for at, value in enumerate(seconds)]


def shown(*seconds: float) -> dict[str, Any]:
    return SILENCE.view(act_all(SILENCE, *tried(*seconds)))


def test_nothing_is_told_before_the_first_try() -> None:
    view = SILENCE.view(START)
    assert (view["last"], view["plot"], view["debrief"], view["done"]) == ("", "", [], False)


@pytest.mark.parametrize(
    ("seconds", "key"), [(4.2, "early"), (8.9, "early"), (9.0, "near"), (11.0, "near"), (11.1, "late"), (60, "late")]
)
def test_a_try_is_told_in_kind_words(seconds: float, key: str) -> None:
    assert shown(seconds)["last"] == SILENCE.setting.say(f"silence-{key}", tried=f"{seconds:g}", seconds=10)


def test_all_tries_are_told_in_one_sentence_and_one_plot() -> None:
    view = shown(12, 4, 8.46)
    words = SILENCE.setting.say("silence-spread", count=3, shortest="4", middle="8.5", longest="12")
    assert view["spread"] == words and view["plot"].count("<circle") == 3


def test_a_press_that_arrives_twice_counts_once() -> None:
    state = act_all(SILENCE, *tried(8))
    assert_refused(SILENCE, state, tried(8)[0])


@pytest.mark.parametrize(
    "seconds", [0, SHORTEST - 0.01, LONGEST + 0.1, -1, None, "8", True, float("nan"), float("inf")]
)
def test_a_time_of_another_sort_is_refused(seconds: Any) -> None:
    assert_refused(SILENCE, START, {"do": "tried", "at": 0, "seconds": seconds})


def test_the_last_try_can_be_taken_back_once() -> None:
    state = act_all(SILENCE, *tried(8, 9))
    back: Action = {"do": "back", "at": 1}
    assert act_all(SILENCE, back, state=state) == {"tries": [8.0]}
    assert_refused(SILENCE, act_all(SILENCE, back, state=state), back)


def test_there_is_room_for_a_large_group_and_no_more() -> None:
    state = act_all(SILENCE, *tried(*[8.0] * MOST_TRIES))
    assert_refused(SILENCE, state, {"do": "tried", "at": MOST_TRIES, "seconds": 8.0})


def test_paper_has_room_for_tries_or_shows_them() -> None:
    blank, filled = SILENCE.blocks(), SILENCE.blocks(act_all(SILENCE, *tried(8, 9)))
    kinds = [[block["is"] for block in sheet["inside"]] for sheet in (blank, filled)]
    assert kinds == [["paragraph", "paragraph", "table", "list"], ["paragraph", "picture", "list"]]
    assert [*find_block_faults(blank), *find_block_faults(filled)] == []
