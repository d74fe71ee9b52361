"""Choose: every answer that was tried gets its feedback, the others keep theirs back."""

from __future__ import annotations

from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.exercises.kind import Action

CHOOSE = make_exercise("choose")
START = CHOOSE.start()


def pick(question: Any, option: Any) -> Action:
    return {"do": "pick", "question": question, "option": option}


def options(*actions: Action) -> list[dict[str, Any]]:
    """The options of the second question."""
    found: list[dict[str, Any]] = CHOOSE.view(act_all(CHOOSE, *actions))["questions"][1]["options"]
    return found


def test_an_option_not_tried_tells_neither_whether_it_is_good_nor_why() -> None:
    assert [set(option) for option in options()] == [{"text", "tried", "picked"}] * 3


def test_an_option_tried_tells_whether_it_is_good_and_why() -> None:
    assert options(pick(1, 1))[1] | {"text": ""} == {
        "text": "",
        "tried": True,
        "picked": True,
        "good": False,
        "because": "It takes the word away.",
    }


def test_trying_one_option_tells_nothing_of_the_others() -> None:
    assert [("good" in option) for option in options(pick(1, 1))] == [False, True, False]


def test_trying_in_one_question_tells_nothing_of_another() -> None:
    assert not any(option["tried"] for option in options(pick(0, 0)))


def test_the_last_one_tried_is_the_answer() -> None:
    assert [option["picked"] for option in options(pick(1, 0), pick(1, 2))] == [False, False, True]


def test_one_tried_before_can_be_the_answer_again() -> None:
    assert [option["picked"] for option in options(pick(1, 0), pick(1, 2), pick(1, 0))] == [True, False, False]


def test_a_double_click_counts_once() -> None:
    assert act_all(CHOOSE, pick(1, 0), pick(1, 0)) == act_all(CHOOSE, pick(1, 0))


def test_feedback_stays_when_another_option_is_tried() -> None:
    assert [option["tried"] for option in options(pick(1, 0), pick(1, 2))] == [True, False, True]


@pytest.mark.parametrize(("actions", "done"), [([pick(0, 0)], False), ([pick(0, 0), pick(1, 1)], True)])
def test_it_is_done_when_every_question_has_an_answer(actions: list[Action], done: bool) -> None:
    assert CHOOSE.view(act_all(CHOOSE, *actions))["done"] is done


def test_progress_counts_questions_and_not_clicks() -> None:
    progress = CHOOSE.view(act_all(CHOOSE, pick(1, 0), pick(1, 1)))["progress"]
    assert progress == CHOOSE.setting.say("choose-progress", done=1, all=2)


@pytest.mark.parametrize("question", [2, -1, True, "0", None, 0.0])
def test_a_question_that_is_not_there_is_refused(question: Any) -> None:
    assert_refused(CHOOSE, START, pick(question, 0))


@pytest.mark.parametrize("option", [2, -1, False, "0", None, 0.0])
def test_an_option_that_is_not_there_is_refused(option: Any) -> None:
    assert_refused(CHOOSE, START, pick(0, option))


def test_the_number_of_options_is_that_of_the_question_asked() -> None:
    assert act_all(CHOOSE, pick(1, 2))["tried"] == [[], [2]]


def test_again_forgets_all_answers() -> None:
    assert act_all(CHOOSE, pick(0, 1), pick(1, 1), {"do": "again"}) == START


def test_paper_letters_the_options_and_does_not_mark_the_good_ones() -> None:
    shown = CHOOSE.blocks()["inside"][2]
    assert [item["mark"] for item in shown["items"]] == ["a", "b", "c"]
    assert shown["label"] == "2. And then?"


def test_paper_explains_the_good_answers_in_small_print() -> None:
    told = CHOOSE.blocks()["inside"][-1]["items"]
    assert [item["label"] for item in told] == ["1a", "2a", "2c"]
