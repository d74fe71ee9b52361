"""Role-play in own words: what is typed, what the coach says of it, what can be taken back, and the talk retold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, is_json, kit_with
from story_cases import porch_files

from workshop.content.blocks import plain_text
from workshop.content.kit import Kit
from workshop.content.wording import KNOWN_PRONOUNS, Person, Speech
from workshop.exercises import talk_steps
from workshop.exercises.kind import Action, State, View
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.roleplay.listening import LONGEST_LINE
from workshop.roleplay.own_words import LONGEST

WORDS: Action = {"do": "way", "way": "words"}
HIDING = "You always hide everything from me!"
BACK_AND_ASK = ("Sounds like you want it quiet.", "What was that like for you?")


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


def say(*texts: str) -> list[Action]:
    """The actions of one who types these lines; an empty one says nothing."""
    said: list[Action] = [WORDS]
    for turn, text in enumerate(texts):
        said.append({"do": "say", "turn": turn, "text": text} if text else {"do": "nothing", "turn": turn})
    return said


def end(turn: int) -> Action:
    return {"do": "end", "turn": turn}


def said(talk: LoadedExercise, *texts: str) -> State:
    return act_all(talk, *say(*texts))


def ended(talk: LoadedExercise, *texts: str) -> State:
    return act_all(talk, end(len(texts)), state=said(talk, *texts))


def shown(talk: LoadedExercise, *texts: str) -> View:
    return talk.view(said(talk, *texts))


def test_in_own_words_there_is_a_field_and_no_choice_is_told(talk: LoadedExercise) -> None:
    view = shown(talk)
    assert (view["way"], view["field"]) == ("words", "") and view["turns"][0]["says"] == "It is warm."


def test_the_way_can_be_changed_before_the_first_line_only(talk: LoadedExercise) -> None:
    assert act_all(talk, WORDS, {"do": "way", "way": "choices"}) == talk.start()
    for state in (said(talk, "I was scared too."), act_all(talk, {"do": "choose", "turn": 0, "at": 0})):
        assert_refused(talk, state, {"do": "way", "way": "choices"})


@pytest.mark.parametrize("way", ["typing", "", None, 7, ["words"], {}])
def test_an_unknown_way_is_refused(talk: LoadedExercise, way: Any) -> None:
    assert_refused(talk, talk.start(), {"do": "way", "way": way})


@pytest.mark.parametrize(
    "action", [{"do": "choose", "turn": 0, "at": 0}, {"do": "vote", "turn": 0, "at": 0, "count": 1}]
)
def test_what_belongs_to_choices_is_refused_in_own_words(talk: LoadedExercise, action: Action) -> None:
    assert_refused(talk, said(talk), action)


def test_what_belongs_to_own_words_is_refused_by_choices(talk: LoadedExercise) -> None:
    for action in (*say("Hello.")[1:], {"do": "nothing", "turn": 0}, {"do": "write", "text": "Hello."}, end(0)):
        assert_refused(talk, talk.start(), action)


def test_a_line_is_kept_with_the_move_that_was_heard(talk: LoadedExercise) -> None:
    row = said(talk, "What was that like for you?")["lines"][0]
    expected = {"text": "What was that like for you?", "move": "open-question", "sort": "words", "sure": True}
    assert row == expected | {"second": None, "meant": False, "apology": False}


def test_the_coach_marks_the_words_names_them_and_offers_another_wording(talk: LoadedExercise) -> None:
    turn = shown(talk, HIDING)["turns"][0]
    note = turn["coach"]
    assert [piece["text"] for piece in note["pieces"] if piece["marked"]] == ["You always"]
    assert "".join(piece["text"] for piece in note["pieces"]) == HIDING
    assert note["quoted"] == talk.setting.say("coach-quoted", words="“You always”")
    assert (turn["move"], note["move"], turn["change"]) == ("Judged", "Judged", -3)
    assert note["worked"] == "" and note["does"] and note["tries"]


def test_a_talk_stays_what_it_was_when_the_coach_would_read_it_otherwise_now(talk: LoadedExercise) -> None:
    state = said(talk, HIDING)
    state["lines"][0]["move"] = "affirm"
    turn = talk.view(state)["turns"][0]
    assert (turn["move"], turn["coach"]["move"], turn["change"]) == ("Thanked or stood by",) * 2 + (1,)
    assert turn["coach"]["quoted"] == ""


@pytest.mark.parametrize(
    ("text", "words", "change"),
    [("", "coach-silence", 2), ("qzx wqk", "coach-nonsense", 0), ("I want to die", "coach-danger", 0)],
)
def test_silence_nonsense_and_danger_are_told_kindly(talk: LoadedExercise, text: str, words: str, change: int) -> None:
    turn = shown(talk, text)["turns"][0]
    assert (turn["coach"]["worked"], turn["change"]) == (talk.setting.say(words), change)
    assert turn["you"] == (text or talk.setting.say("role-play-silent"))


def test_a_bad_name_is_named_as_one_and_nothing_of_it_is_praised(talk: LoadedExercise) -> None:
    turn = shown(talk, "You idiot")["turns"][0]
    note = turn["coach"]
    assert (note["worked"], note["move"], turn["change"]) == ("", "A bad name", -3)
    assert note["does"] == talk.setting.say("coach-insult")


def test_a_face_alone_is_a_small_sign(talk: LoadedExercise) -> None:
    turn = shown(talk, "🙂")["turns"][0]
    assert (turn["coach"]["move"], turn["change"]) == (talk.setting.say("move-other"), 0) and turn["coach"]["worked"]


def test_only_a_line_of_this_turn_is_taken(talk: LoadedExercise) -> None:
    for action in (*say("Hello.")[1:], {"do": "nothing", "turn": 0}, end(0), end(2)):
        assert_refused(talk, said(talk, "It was hard."), action)


@pytest.mark.parametrize("text", [None, 7, ["Hello."], True])
def test_a_line_that_is_no_text_is_refused(talk: LoadedExercise, text: Any) -> None:
    assert_refused(talk, said(talk), {"do": "say", "turn": 0, "text": text})


def test_a_long_line_is_cut_and_not_refused(talk: LoadedExercise) -> None:
    assert len(said(talk, "so " * 9999)["lines"][0]["text"]) <= LONGEST_LINE


def test_what_is_half_typed_is_kept_and_gone_once_a_line_is_said(talk: LoadedExercise) -> None:
    half: Action = {"do": "write", "text": "I was "}
    assert act_all(talk, WORDS, half)["field"] == "I was "
    assert act_all(talk, WORDS, half, {"do": "say", "turn": 0, "text": "I was scared."})["field"] == ""
    assert act_all(talk, WORDS, half, {"do": "nothing", "turn": 0})["field"] == "I was "


def test_taking_back_gives_the_line_back_to_the_field(talk: LoadedExercise) -> None:
    state = act_all(talk, {"do": "back"}, state=said(talk, *BACK_AND_ASK))
    assert len(state["lines"]) == 1 and state["field"] == BACK_AND_ASK[1]


def test_taking_back_does_not_take_what_is_just_being_typed(talk: LoadedExercise) -> None:
    state = act_all(talk, {"do": "write", "text": "Half"}, {"do": "back"}, state=said(talk, *BACK_AND_ASK))
    assert state["field"] == "Half"


def test_taking_back_the_end_opens_the_talk_with_all_its_lines(talk: LoadedExercise) -> None:
    assert act_all(talk, {"do": "back"}, state=ended(talk, *BACK_AND_ASK)) == said(talk, *BACK_AND_ASK)


def test_a_talk_can_be_ended_after_its_first_line(talk: LoadedExercise) -> None:
    assert_refused(talk, said(talk), end(0))
    view = talk.view(ended(talk, *BACK_AND_ASK))
    assert view["over"] and view["done"] and view["turns"][-1]["says"] == "Good night."


def test_after_the_end_nothing_more_is_said(talk: LoadedExercise) -> None:
    state = ended(talk, *BACK_AND_ASK)
    for action in ({"do": "say", "turn": 2, "text": "More."}, {"do": "nothing", "turn": 2}, end(2)):
        assert_refused(talk, state, action)


def test_the_end_tells_trust_depth_moves_and_what_moved_trust(talk: LoadedExercise) -> None:
    retold = talk.view(ended(talk, *BACK_AND_ASK))["retold"]
    assert retold["ratio"] == talk.setting.say("role-play-ratio", back=1, asked=1)
    assert retold["strip_words"] == talk.setting.say("role-play-strip", trusts="3, 5, 6", depths="1, 2, 1")
    assert [row["you"] for row in retold["moved"]] == [f"“{text}”" for text in BACK_AND_ASK] and retold["points"]
    assert retold["skilled"][-1]["says"] == "I am ashamed."


def test_saying_a_line_anew_goes_back_to_it_with_its_words_in_the_field(talk: LoadedExercise) -> None:
    state = ended(talk, *BACK_AND_ASK)
    after = act_all(talk, {"do": "reword", "turn": 0}, state=state)
    assert (after["lines"], after["ended"], after["field"]) == ([], False, BACK_AND_ASK[0])
    assert after["earlier"] == {name: state[name] for name in talk_steps.TALK}


@pytest.mark.parametrize("turn", [2, -1, True, None, "0"])
def test_a_line_that_was_not_said_is_not_said_anew(talk: LoadedExercise, turn: Any) -> None:
    assert_refused(talk, ended(talk, *BACK_AND_ASK), {"do": "reword", "turn": turn})


def test_a_line_is_not_said_anew_before_the_end(talk: LoadedExercise) -> None:
    assert_refused(talk, said(talk, *BACK_AND_ASK), {"do": "reword", "turn": 0})


def test_playing_again_stays_in_own_words_and_keeps_the_talk(talk: LoadedExercise) -> None:
    after = act_all(talk, {"do": "again"}, state=ended(talk, *BACK_AND_ASK))
    assert (after["way"], after["lines"], len(after["earlier"]["lines"])) == ("words", [], 2)


def test_a_talk_by_choices_stands_beside_one_in_own_words(talk: LoadedExercise) -> None:
    choices = [{"do": "choose", "turn": 0, "at": 2}, {"do": "choose", "turn": 1, "at": 1}, {"do": "again"}]
    view = talk.view(act_all(talk, *choices, *say(*BACK_AND_ASK), end(2)))
    assert [turns[-1]["says"] for turns in (view["earlier"], view["turns"])] == ["I am going in.", "Good night."]


def test_a_counselor_s_words_for_the_partner_are_used_in_the_answers(tmp_path: Path) -> None:
    kit = kit_with(tmp_path, porch_files())
    spoken = Kit(kit.folders, Speech(Person("Sam", KNOWN_PRONOUNS["she"])))
    exercise = load_exercise(spoken, "porch-talk")
    view = shown(exercise, *["Dinner is at seven."] * LONGEST)
    assert view["over"] and "((" not in json.dumps(view)


@pytest.mark.parametrize("texts", [[], ["Hm."], BACK_AND_ASK, ["", "qzx", "You idiot"], ["“Ü” 🌿 <b>{text}</b>"]])
def test_every_state_and_view_is_json_and_prints(talk: LoadedExercise, texts: list[str]) -> None:
    states = [said(talk, *texts), *([ended(talk, *texts)] if texts else [])]
    for state in states:
        assert is_json(state) and is_json(talk.view(state))
        assert list(find_block_faults(talk.blocks(state))) == []


def test_the_own_talk_is_on_paper_with_its_moves_chart_and_turning_points(talk: LoadedExercise) -> None:
    state = ended(talk, *BACK_AND_ASK)
    retold, block = talk.view(state)["retold"], talk.blocks(state)
    text = plain_text([block])
    assert all(words in text for words in (*BACK_AND_ASK, retold["outcome"], retold["ratio"], "Open question"))
    assert all(point["title"] in text for point in retold["points"])
    assert [part["is"] for part in block["inside"]].count("picture") == 1
