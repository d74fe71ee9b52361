"""Role-play by choices: what moved trust, what if from any turn, a skilled listener, and a group's hands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, kit_with
from story_cases import TO_LEFT, TO_OPENED, porch_files

from workshop.exercises.kind import Action, View
from workshop.exercises.kinds import LoadedExercise, load_exercise


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


def say(*choices: int) -> list[Action]:
    """The actions of one who makes these choices."""
    return [{"do": "choose", "turn": turn, "at": at} for turn, at in enumerate(choices)]


def shown(talk: LoadedExercise, *choices: int) -> View:
    return talk.view(act_all(talk, *say(*choices)))


def test_what_one_gave_back_and_asked_is_told(talk: LoadedExercise) -> None:
    assert shown(talk, *TO_OPENED)["retold"]["ratio"] == talk.setting.say("role-play-ratio", back=2, asked=0)


def test_what_moved_trust_is_told_line_by_line_and_rule_by_rule(talk: LoadedExercise) -> None:
    row = shown(talk, *TO_OPENED)["retold"]["moved"][2]
    said = talk.setting.say
    move = said("partner-rule-move", by="+2", move=said("move-say-back"))
    assert (row["title"], row["you"]) == (said("role-play-turn", turn=3), "So home feels unsafe.")
    assert row["rules"] == [move, said("partner-rule-sore-spot-held", by="+1")]


def test_what_if_offers_the_lines_that_were_not_said(talk: LoadedExercise) -> None:
    rows = shown(talk, *TO_LEFT)["retold"]["moved"]
    assert [[other["at"] for other in row["others"]] for row in rows] == [[0, 1], [0]]


def test_what_if_goes_on_from_a_turn_with_another_line_and_keeps_the_talk(talk: LoadedExercise) -> None:
    state = act_all(talk, *say(*TO_LEFT), {"do": "what-if", "turn": 0, "at": 1})
    assert (state["choices"], state["earlier"]["choices"]) == ([1], TO_LEFT)


def test_what_if_may_end_the_talk_at_once_beside_the_one_before(talk: LoadedExercise) -> None:
    view = talk.view(act_all(talk, *say(*TO_OPENED), {"do": "what-if", "turn": 2, "at": 2}))
    assert [turns[-1]["says"] for turns in (view["earlier"], view["turns"])] == ["I am ashamed.", "Good night."]


@pytest.mark.parametrize(("turn", "at"), [(0, 2), (2, 0), (1, 2), (-1, 0), (0, True)])
def test_what_if_takes_only_another_line_of_a_turn_that_was(talk: LoadedExercise, turn: Any, at: Any) -> None:
    assert_refused(talk, act_all(talk, *say(*TO_LEFT)), {"do": "what-if", "turn": turn, "at": at})


def test_what_if_waits_for_the_end(talk: LoadedExercise) -> None:
    assert_refused(talk, act_all(talk, *say(0)), {"do": "what-if", "turn": 0, "at": 1})


def test_the_same_talk_by_a_skilled_listener_is_told_at_the_end(talk: LoadedExercise) -> None:
    assert shown(talk, *TO_LEFT)["retold"]["skilled"][-1]["says"] == "I am ashamed."


def hands(at: int, count: int, turn: int = 0) -> Action:
    return {"do": "vote", "turn": turn, "at": at, "count": count}


def test_a_group_s_hands_are_counted_and_the_lines_with_most_are_marked(talk: LoadedExercise) -> None:
    view = talk.view(act_all(talk, hands(0, 2), hands(2, 5), hands(1, 5)))
    assert (view["votes"], view["most_voted"]) == ([2, 5, 5], [1, 2])


def test_before_anyone_raised_a_hand_no_line_is_marked(talk: LoadedExercise) -> None:
    assert (shown(talk)["votes"], shown(talk)["most_voted"]) == ([0, 0, 0], [])


@pytest.mark.parametrize("after", [{"do": "choose", "turn": 0, "at": 0}, {"do": "way", "way": "choices"}])
def test_hands_are_of_one_turn_only(talk: LoadedExercise, after: Action) -> None:
    assert act_all(talk, hands(0, 2), after)["votes"] == []


@pytest.mark.parametrize("action", [hands(3, 1), hands(0, 100), hands(0, -1), hands(0, 1, turn=1)])
def test_hands_that_cannot_be_are_refused(talk: LoadedExercise, action: Action) -> None:
    assert_refused(talk, talk.start(), action)
