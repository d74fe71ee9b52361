"""A talk told again: the same for both ways to play."""

from __future__ import annotations

import pytest
from exercise_cases import kit_of
from story_cases import BY_A_DETOUR, TO_LEFT, TO_OPENED, make_scenario

from workshop.content.moves import Move
from workshop.roleplay import play
from workshop.roleplay.own_words import Line, replay
from workshop.roleplay.replies import replies_of
from workshop.roleplay.retelling import (
    Retelling,
    given_and_asked,
    moves_used,
    retell_choices,
    retell_own_words,
    turning_points,
)


def chosen(*choices: int) -> Retelling:
    return retell_choices(play.replay(make_scenario(), choices))


def own(*moves: Move) -> Retelling:
    lines = [Line("Mine.", move) for move in moves]
    return retell_own_words(replay(make_scenario(), replies_of(kit_of(), "reserved"), lines))


@pytest.mark.parametrize("choices", [[], [0], TO_OPENED, TO_LEFT, BY_A_DETOUR])
def test_a_talk_by_choices_is_retold_as_it_was(choices: list[int]) -> None:
    talk, told = play.replay(make_scenario(), choices), chosen(*choices)
    assert [step.says for step in told.steps] == [turn.scene.says for turn in talk.turns]
    assert [(step.change, step.weight) for step in told.steps] == [(turn.change, turn.weight) for turn in talk.turns]
    assert (told.outcome, told.deepest) == (talk.now.scene.ends, talk.deepest)


def test_both_ways_have_the_same_turning_points_as_the_talk_itself() -> None:
    talk = play.replay(make_scenario(), BY_A_DETOUR)
    assert turning_points(chosen(*BY_A_DETOUR)) == play.turning_points(talk)
    assert moves_used(chosen(*BY_A_DETOUR)) == play.moves_used(talk)


def test_in_own_words_a_rise_a_fall_and_a_step_deeper_are_turning_points() -> None:
    assert turning_points(own(Move.SAY_BACK, Move.JUDGE, Move.SAY_BACK, Move.AFFIRM)) == [1, 2, 3]


def test_each_step_keeps_what_was_said_and_what_could_have_been() -> None:
    step = chosen(0).steps[0]
    assert (step.you, step.chosen, len(step.choices), step.feedback) == (
        "You want it quiet.",
        0,
        3,
        "You put it in words.",
    )


def test_own_words_have_no_other_lines_and_no_lesson_of_an_author() -> None:
    told = own(Move.JUDGE, Move.PUSH)
    assert (told.outcome, told.lesson, told.steps[0].choices) == ("closed", "", ())


def test_giving_back_and_asking_are_counted() -> None:
    moves = [Move.SAY_BACK, Move.OPEN_QUESTION, Move.CLOSED_QUESTION, Move.SAY_BACK, Move.AFFIRM]
    assert given_and_asked(moves) == (2, 2) and given_and_asked([]) == (0, 0)
