"""Role-play in own words: where the coach is not sure or wrong, the learner says how a line was meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, kit_with, unsure_text
from story_cases import porch_files
from test_exercises_role_play_words import BACK_AND_ASK, HIDING, end, said

from workshop.content.moves import Move
from workshop.exercises.coaching import coach_of, note_on_line
from workshop.exercises.kind import Action, State
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.roleplay.own_talk import Line
from workshop.roleplay.partner import SHIFT


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


def read_as(move: Any, turn: int = 1) -> Action:
    return {"do": "read-as", "turn": turn, "move": move}


def meant(talk: LoadedExercise, text: str, move: str) -> State:
    return act_all(talk, read_as(move), state=said(talk, text))


@pytest.mark.parametrize("text", [unsure_text(), HIDING, "You idiot", "qzx wqk", "🙂"])
def test_the_last_line_can_be_read_as_every_move(talk: LoadedExercise, text: str) -> None:
    assert [row["move"] for row in talk.view(said(talk, text))["moves"]] == list(Move)
    for move in Move:
        row = meant(talk, text, move)["lines"][0]
        expected = {"text": text, "move": move, "sort": "words", "sure": True, "second": None, "meant": True}
        assert row == expected | {"apology": False}


def test_trust_follows_what_was_meant(talk: LoadedExercise) -> None:
    assert talk.view(said(talk, HIDING))["trust"] == 0
    assert talk.view(meant(talk, HIDING, "say-back"))["trust"] == 5


def test_the_note_says_how_it_was_meant_and_quotes_no_words(talk: LoadedExercise) -> None:
    turn = talk.view(meant(talk, HIDING, "share"))["turns"][0]
    note = turn["coach"]
    assert note["meant"] == talk.setting.say("coach-meant", move="Shared something of your own")
    assert (note["quoted"], note["unsure"], note["worked"]) == ("", "", "") and note["does"]
    assert [piece["marked"] for piece in note["pieces"]] == [False] and turn["readings"] == []


def test_the_learner_can_think_again(talk: LoadedExercise) -> None:
    again = act_all(talk, read_as("share"), read_as("affirm"), state=said(talk, HIDING))
    assert again["lines"][0]["move"] == "affirm" and talk.view(again)["moves"]


@pytest.mark.parametrize("move", ["judge-me", "", None, 7, ["judge"], True])
def test_what_is_no_move_is_refused(talk: LoadedExercise, move: Any) -> None:
    assert_refused(talk, said(talk, unsure_text()), read_as(move))


@pytest.mark.parametrize("text", ["", "...", "I want to die"])
def test_silence_and_danger_are_not_argued_away(talk: LoadedExercise, text: str) -> None:
    state = said(talk, text)
    assert talk.view(state)["moves"] == []
    assert_refused(talk, state, read_as("share"))


def test_before_the_first_line_and_after_the_end_nothing_is_read_otherwise(talk: LoadedExercise) -> None:
    ended = act_all(talk, end(2), state=said(talk, *BACK_AND_ASK))
    for state, turn in ((said(talk), 0), (ended, 2)):
        assert talk.view(state)["moves"] == []
        assert_refused(talk, state, read_as("share", turn))


def test_a_line_before_the_last_is_not_read_otherwise(talk: LoadedExercise) -> None:
    earlier = said(talk, unsure_text(), "What was that like for you?")
    assert_refused(talk, earlier, read_as("share", 1))
    assert act_all(talk, read_as("share", 2), state=earlier)["lines"][0] == earlier["lines"][0]
    assert talk.view(earlier)["turns"][0]["readings"] == []


def test_where_the_coach_is_not_sure_the_two_moves_are_offered_the_kind_one_first(talk: LoadedExercise) -> None:
    state = said(talk, unsure_text(hurts_or_helps=True))
    line = state["lines"][0]
    assert SHIFT[Move(line["move"])] < 0 < SHIFT[Move(line["second"])] and not line["sure"]
    turn = talk.view(state)["turns"][0]
    assert [reading["move"] for reading in turn["readings"]] == [line["second"], line["move"]]
    assert turn["change"] == 0


@pytest.mark.parametrize("move", [Move.JUDGE, Move.PUSH, Move.DISMISS])
def test_a_doubt_is_told_as_one_without_a_verdict_and_without_quotes(talk: LoadedExercise, move: Move) -> None:
    line = Line("Some people.", move, sure=False, second=Move.AFFIRM)
    note = note_on_line(line, coach_of(talk.setting), talk.setting)
    kind, hurting = talk.setting.say("move-affirm"), talk.setting.say(f"move-{move}")
    assert note["unsure"] == talk.setting.say("coach-unsure", first=kind, second=hurting)
    assert (note["move"], note["worked"], note["quoted"], note["does"], note["tries"]) == (kind, "", "", "", "")


def test_a_talk_that_was_kept_before_lines_could_be_explained_is_still_told(talk: LoadedExercise) -> None:
    state = said(talk, *BACK_AND_ASK)
    old = state | {
        "lines": [{name: row[name] for name in row if name not in ("meant", "apology")} for row in state["lines"]]
    }
    assert talk.view(old) == talk.view(state)


@pytest.mark.parametrize("mark", ["meant", "apology", "sure"])
@pytest.mark.parametrize("value", ["yes", 1, None])
def test_a_damaged_mark_is_not_taken(talk: LoadedExercise, mark: str, value: Any) -> None:
    state = said(talk, HIDING)
    state["lines"][0][mark] = value
    with pytest.raises(ValueError, match="no line"):
        talk.view(state)
