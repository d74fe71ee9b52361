"""Role-play in own words after words of danger: the talk waits until one stops, or says that it was about the scene."""

from __future__ import annotations

from pathlib import Path

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, is_json, kit_with
from story_cases import porch_files
from test_exercises_role_play_words import BACK_AND_ASK, WORDS, said

from workshop.content.blocks import plain_text
from workshop.exercises.kind import Action, State
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.roleplay.own_words import LONGEST

ALARM = "It hit me. I want to die."
FALSE_ALARM = "So you wanted to die of shame when they called."


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


def stop(turn: int = 1) -> Action:
    return {"do": "stop", "turn": turn}


def scene(turn: int = 1) -> Action:
    return {"do": "scene", "turn": turn}


def waiting(talk: LoadedExercise, *texts: str) -> State:
    state = said(talk, *(texts or (ALARM,)))
    assert talk.view(state)["pause"]
    return state


def test_the_note_quotes_the_words_and_names_whom_to_call(talk: LoadedExercise) -> None:
    view = talk.view(waiting(talk))
    assert view["pause"]["found"] == talk.setting.say("role-play-pause-words", words="want to die")
    assert "counselor" in view["pause"]["ask"] and "waits" in view["pause"]["why"]
    assert (view["over"], view["stopped"], view["retold"]) == (False, None, None)
    assert view["turns"][0]["coach"]["worked"] == talk.setting.say("coach-danger")


@pytest.mark.parametrize(
    "action",
    [
        {"do": "say", "turn": 1, "text": "What happened?"},
        {"do": "nothing", "turn": 1},
        {"do": "end", "turn": 1},
        {"do": "read-as", "turn": 1, "move": "share"},
    ],
)
def test_the_talk_does_not_go_on_as_if_nothing_had_been_said(talk: LoadedExercise, action: Action) -> None:
    assert_refused(talk, waiting(talk), action)


def test_what_is_half_typed_is_kept_meanwhile(talk: LoadedExercise) -> None:
    state = act_all(talk, {"do": "write", "text": "Half"}, state=waiting(talk))
    assert state["field"] == "Half"
    assert act_all(talk, scene(), state=state)["field"] == "Half"


def test_the_two_ways_on_are_there_only_while_the_talk_waits(talk: LoadedExercise) -> None:
    for state, turn in (
        (said(talk), 0),
        (said(talk, "It was hard."), 1),
        (act_all(talk, stop(), state=waiting(talk)), 1),
    ):
        assert talk.view(state)["pause"] is None
        assert_refused(talk, state, stop(turn))
        assert_refused(talk, state, scene(turn))
    for action in (stop(0), scene(2)):
        assert_refused(talk, waiting(talk), action)


def test_stopping_ends_the_talk_kindly_and_tells_whom_to_call(talk: LoadedExercise) -> None:
    view = talk.view(act_all(talk, stop(), state=waiting(talk)))
    assert (view["over"], view["done"], view["pause"], view["retold"]) == (True, True, None, None)
    assert view["stopped"]["title"] == talk.setting.say("role-play-stopped")
    assert "counselor" in view["stopped"]["call"] and "emergency" in view["stopped"]["call"]
    assert len(view["turns"]) == 2, "nothing more of the story is told"


def test_stopping_can_be_taken_back_and_the_talk_waits_again(talk: LoadedExercise) -> None:
    state = waiting(talk)
    assert act_all(talk, stop(), {"do": "back"}, state=state) == state


def test_the_line_itself_can_be_taken_back(talk: LoadedExercise) -> None:
    state = act_all(talk, {"do": "back"}, state=waiting(talk))
    assert (state["lines"], state["field"]) == ([], ALARM) and talk.view(state)["pause"] is None


def test_what_was_about_the_scene_counts_as_the_line_it_is(talk: LoadedExercise) -> None:
    before = waiting(talk, FALSE_ALARM)
    assert talk.view(before)["trust"] == 3
    view = talk.view(act_all(talk, scene(), state=before))
    turn = view["turns"][0]
    assert (view["pause"], turn["you"], turn["change"]) == (None, FALSE_ALARM, 2)
    assert turn["move"] == talk.setting.say("move-say-back") and view["moves"]
    assert turn["coach"]["worked"] != talk.setting.say("coach-danger")


def test_the_page_goes_to_what_is_new_after_each_of_the_two(talk: LoadedExercise) -> None:
    state = waiting(talk)
    places = [
        talk.view(one)["place"] for one in (state, *(act_all(talk, way, state=state) for way in (stop(), scene())))
    ]
    assert len(set(places)) == 3


def test_the_lesson_and_the_retelling_are_drawn_without_the_alarm(talk: LoadedExercise) -> None:
    state = act_all(talk, scene(), {"do": "end", "turn": 1}, state=waiting(talk, FALSE_ALARM))
    view = talk.view(state)
    words = plain_text([talk.blocks(state)])
    assert view["over"] and view["stopped"] is None
    for alarm in ("lesson-next-danger", "coach-danger", "role-play-sort-danger", "role-play-pause-ask"):
        assert talk.setting.say(alarm) not in words
        assert talk.setting.say(alarm) not in str(view)


def test_a_talk_at_its_longest_waits_too(talk: LoadedExercise) -> None:
    lines = ["Dinner is at seven."] * (LONGEST - 1)
    state = waiting(talk, *lines, ALARM)
    assert talk.view(act_all(talk, stop(LONGEST), state=state))["stopped"]
    assert talk.view(act_all(talk, scene(LONGEST), state=state))["retold"]


@pytest.mark.parametrize("sort", ["waiting", "stopped", "scene"])
def test_state_and_view_are_json_and_print(talk: LoadedExercise, sort: str) -> None:
    actions = {"waiting": [], "stopped": [stop()], "scene": [scene()]}[sort]
    state = act_all(talk, *actions, state=waiting(talk))
    assert is_json(state) and is_json(talk.view(state)) and list(find_block_faults(talk.blocks(state))) == []


def test_paper_says_why_the_talk_waits_or_that_it_was_stopped(talk: LoadedExercise) -> None:
    paper = plain_text([talk.blocks(waiting(talk))])
    assert talk.setting.say("role-play-pause-ask") in paper and "want to die" in paper
    stopped = plain_text([talk.blocks(act_all(talk, stop(), state=waiting(talk)))])
    assert talk.setting.say("role-play-stopped-call") in stopped
    assert talk.setting.say("role-play-pause-ask") not in stopped


def test_a_stopped_talk_can_be_played_again_and_is_kept(talk: LoadedExercise) -> None:
    after = act_all(talk, stop(), {"do": "again"}, state=waiting(talk))
    assert (after["way"], after["lines"], len(after["earlier"]["lines"])) == ("words", [], 1)
    again: list[Action] = [{"do": "say", "turn": 0, "text": "Hello."}, {"do": "end", "turn": 1}]
    assert talk.view(act_all(talk, *again, state=after))["earlier"]


def test_an_old_talk_that_went_on_after_danger_is_still_told(talk: LoadedExercise) -> None:
    state = said(talk, BACK_AND_ASK[0])
    row = waiting(talk)["lines"][0]
    old = {name: value for name, value in row.items() if name not in ("meant", "apology")}
    assert talk.view(state | {"lines": [old, *state["lines"]]})["pause"] is None
    assert talk.view(act_all(talk, WORDS) | {"lines": [old]})["pause"]
