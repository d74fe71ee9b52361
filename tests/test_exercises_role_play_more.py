"""Role-play by choices: what moved trust, what if from any turn, a skilled listener, and a group's hands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, kit_with
from story_cases import TO_LEFT, TO_OPENED, change_porch, porch_files

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
    retold = shown(talk, *TO_OPENED)["retold"]
    assert retold["ratio"] == talk.setting.say("role-play-ratio", back=2, asked=0)
    assert retold["stood"] == talk.setting.say("role-play-stood", count=0)


def test_what_moved_trust_is_told_line_by_line_and_rule_by_rule(talk: LoadedExercise) -> None:
    row = shown(talk, *TO_OPENED)["retold"]["moved"][2]
    said = talk.setting.say
    move = said("partner-rule-move-say-back", by="+2", move=said("move-say-back"))
    assert (row["title"], row["you"]) == (said("role-play-turn", turn=3), "“So home feels unsafe.”")
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


@pytest.fixture
def moody(tmp_path: Path) -> LoadedExercise:
    """The small story, written for two tempers; with the eager one there is one line more."""
    text = change_porch(
        ("temper: reserved}", "temper: reserved, also: [eager]}"),
        (
            "      - {say: You always sulk.",
            "      - {say: Stay?, move: offer-help, when: {temper: [eager]}, feedback: F., next: [fence, gate]}\n"
            "      - {say: You always sulk.",
        ),
    )
    return load_exercise(kit_with(tmp_path, porch_files(text)), "porch-talk")


def test_a_partner_of_several_tempers_can_be_met_in_each(moody: LoadedExercise) -> None:
    start = moody.view(moody.start())
    assert (start["temper"], start["trust"], len(start["choices"])) == ("reserved", 3, 3)
    assert [row["temper"] for row in start["tempers"]] == ["reserved", "eager"] and "Kim" in start["how_is"]
    eager = moody.view(act_all(moody, {"do": "temper", "temper": "eager"}))
    assert (eager["temper"], eager["trust"], len(eager["choices"])) == ("eager", 5, 4)


def test_the_temper_stays_when_the_talk_is_played_again(moody: LoadedExercise) -> None:
    chosen = {"do": "temper", "temper": "eager"}
    state = act_all(moody, chosen, *say(3, 1), {"do": "again"})
    assert state["temper"] == "eager" and state["earlier"]["temper"] == "eager"


def test_the_temper_is_chosen_before_the_first_line_only(moody: LoadedExercise) -> None:
    assert_refused(moody, act_all(moody, *say(0)), {"do": "temper", "temper": "eager"})
    for temper in ("joking", "", None, 3):
        assert_refused(moody, moody.start(), {"do": "temper", "temper": temper})


def test_a_partner_of_one_temper_offers_no_choice(talk: LoadedExercise) -> None:
    assert talk.view(talk.start())["tempers"] == []


def test_a_talk_kept_before_tempers_could_be_chosen_is_told_as_it_was(moody: LoadedExercise) -> None:
    state = act_all(moody, *say(2, 1))
    old = {name: value for name, value in state.items() if name != "temper"}
    assert moody.view(old)["turns"] == moody.view(state)["turns"]
    assert moody.act(old, {"do": "again"})["earlier"]["temper"] == ""
