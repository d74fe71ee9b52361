"""Poll: hands are counted one question at a time, and the room sees bars only when it is asked to."""

from __future__ import annotations

from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.exercises.poll import MOST_HANDS

POLL = make_exercise("poll")
START = POLL.start()


def hands(at: int, option: int, count: int) -> dict[str, Any]:
    return {"do": "hands", "at": at, "option": option, "count": count}


def test_a_poll_begins_with_the_first_question_and_shows_no_bars() -> None:
    view = POLL.view(START)
    assert (view["at"], view["shown"], view["plot"], view["done"]) == (0, False, "", False)


def test_hands_are_counted_for_their_question_only() -> None:
    state = act_all(POLL, hands(0, 1, 7), {"do": "question", "at": 1})
    assert [option["count"] for option in POLL.view(state)["options"]] == [0, 0]
    assert state["counts"][0] == [0, 7, 0]


def test_a_count_that_arrives_twice_counts_once() -> None:
    assert act_all(POLL, hands(0, 1, 7), hands(0, 1, 7))["counts"][0] == [0, 7, 0]


def test_bars_and_talk_come_when_they_are_shown_and_go_when_hidden() -> None:
    shown = act_all(POLL, hands(0, 0, 3), {"do": "show", "at": 0})
    view = POLL.view(shown)
    assert view["plot"].count("<rect") == 3 and view["talk"] == "Talk."
    hidden = POLL.view(act_all(POLL, {"do": "hide", "at": 0}, state=shown))
    assert (hidden["plot"], hidden["talk"]) == ("", "")


def test_a_result_with_no_hands_can_be_shown() -> None:
    assert "<rect" in POLL.view(act_all(POLL, {"do": "question", "at": 1}, {"do": "show", "at": 1}))["plot"]


def test_a_poll_is_done_when_every_question_was_shown() -> None:
    assert POLL.view(act_all(POLL, {"do": "show", "at": 0}, {"do": "show", "at": 1}))["done"]


@pytest.mark.parametrize("count", [-1, MOST_HANDS + 1, 1.5, "3", None, True])
def test_a_count_of_another_sort_is_refused(count: Any) -> None:
    assert_refused(POLL, START, hands(0, 0, count))


def test_paper_has_options_to_mark_or_the_bars() -> None:
    blank, filled = POLL.blocks(), POLL.blocks(act_all(POLL, hands(0, 0, 3)))
    kinds = [[block["is"] for block in sheet["inside"]] for sheet in (blank, filled)]
    assert kinds[0] == ["paragraph", "options", "paragraph", "options"]
    assert kinds[1] == ["paragraph", "paragraph", "picture", "paragraph", "options"]
    assert [*find_block_faults(blank), *find_block_faults(filled)] == []
