"""A talk told again: the same for both ways to play."""

from __future__ import annotations

import pytest
from exercise_cases import kit_of
from story_cases import BY_A_DETOUR, TO_LEFT, TO_OPENED, change_porch, make_scenario

from workshop.content.moves import Move
from workshop.roleplay import play
from workshop.roleplay.own_talk import Line
from workshop.roleplay.own_words import end_here, replay
from workshop.roleplay.replies import replies_of
from workshop.roleplay.retelling import (
    Counts,
    Retelling,
    count_lines,
    retell_choices,
    retell_own_words,
    turning_points,
)


def chosen(*choices: int) -> Retelling:
    return retell_choices(play.replay(make_scenario(), choices))


def own(*moves: Move, end: bool = False) -> Retelling:
    lines = [Line(f"Mine {at}.", move) for at, move in enumerate(moves)]
    talk = replay(make_scenario(), replies_of(kit_of(), "reserved"), lines)
    return retell_own_words(end_here(talk) if end else talk)


@pytest.mark.parametrize("choices", [[], [0], TO_OPENED, TO_LEFT, BY_A_DETOUR])
def test_a_talk_by_choices_is_retold_as_it_was(choices: list[int]) -> None:
    talk, told = play.replay(make_scenario(), choices), chosen(*choices)
    assert [step.says for step in told.steps] == [turn.scene.says for turn in talk.turns]
    assert [(step.change, step.weight) for step in told.steps] == [(turn.change, turn.weight) for turn in talk.turns]
    assert (told.outcome, told.deepest) == (talk.now.scene.ends, talk.deepest)


def test_what_a_line_would_have_done_is_told_beside_what_trust_had_room_for() -> None:
    assert [(step.change, step.weight) for step in chosen(*TO_LEFT).said] == [(-3, -3), (0, -2)]
    assert [(step.change, step.weight) for step in own(Move.JUDGE, Move.SAY_BACK, Move.OTHER).said] == [
        (-3, -3),
        (3, 3),
        (0, 0),
    ]


def test_turning_points_are_the_first_greatest_rise_the_greatest_fall_and_the_deepest_step() -> None:
    assert turning_points(chosen(*BY_A_DETOUR)) == [1, 2, 4]


def test_one_line_that_is_both_rise_and_deepest_step_counts_once() -> None:
    assert turning_points(chosen(0)) == [0]


def test_coming_back_to_a_depth_is_no_step_deeper() -> None:
    told = chosen(0, 1, 0)
    # The third line is a turning point since it mends the most, not since it leads deeper.
    assert turning_points(told) == [0, 1, 2] and told.steps[2].change > told.steps[0].change


def test_equal_falls_go_to_the_earlier_line() -> None:
    # From 6: to 3 and, with the same move, on to 0 would be the last trust; so the second fall here is smaller.
    assert [step.change for step in own(Move.SAY_BACK, Move.DISMISS, Move.DISMISS).said] == [2, -2, -2]
    assert turning_points(own(Move.SAY_BACK, Move.DISMISS, Move.DISMISS)) == [0, 1]


def test_the_line_that_took_the_last_trust_is_a_turning_point_beside_the_greatest_fall() -> None:
    story = make_scenario(change_porch(("say: It is nothing., move: dismiss", "say: Well., move: judge")))
    told = retell_choices(play.replay(story, [0, 2, 1]))
    assert [step.change for step in told.said] == [2, -3, -2]
    assert turning_points(told) == [0, 1, 2] and [step.reached_lowest for step in told.said] == [False, False, True]


def test_a_talk_without_gain_has_its_fall_as_turning_point() -> None:
    assert turning_points(chosen(*TO_LEFT)) == [0]


def test_a_talk_not_begun_has_no_turning_points() -> None:
    assert turning_points(chosen()) == []


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
    told = own(Move.JUDGE, Move.PUSH, end=True)
    assert (told.outcome, told.lesson, told.steps[0].choices) == ("closed", "", ())
    assert told.in_own_words and not chosen(*TO_LEFT).in_own_words


@pytest.mark.parametrize("choices", [[], [0], TO_OPENED, TO_LEFT])
def test_a_talk_by_choices_is_never_ended_by_the_learner(choices: list[int]) -> None:
    assert not chosen(*choices).ended_by_learner


def test_a_talk_that_the_learner_ended_is_told_apart_and_its_course_ends_with_the_last_answer() -> None:
    told = own(Move.SAY_BACK, Move.AFFIRM, end=True)
    assert told.ended_by_learner and [step.trust for step in told.course] == [3, 5, 6]
    on = own(Move.SAY_BACK, Move.AFFIRM)
    assert not on.ended_by_learner and on.course == on.steps


def test_giving_back_asking_and_standing_by_are_counted() -> None:
    back, ask, fact, stand = Move.SAY_BACK, Move.OPEN_QUESTION, Move.CLOSED_QUESTION, Move.AFFIRM
    told = own(back, ask, fact, stand, Move.GIVE_TIME, Move.OFFER_HELP, Move.SHARE, Move.ADVISE)
    assert count_lines(told) == Counts(back=1, asked=2, stood=3)
    assert count_lines(chosen()) == Counts(0, 0, 0)


def test_a_silence_counts_as_time_that_was_given_only_where_it_helped() -> None:
    lines = [Line("", Move.GIVE_TIME, "silence")] * 2
    told = retell_own_words(replay(make_scenario(), replies_of(kit_of(), "reserved"), lines))
    assert [step.weight > 0 for step in told.said] == [True, False] and count_lines(told).stood == 1
