"""Role-play: the talk on the page, taking back, playing again, comparing, and the talk retold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, is_json, kit_with
from story_cases import BY_A_DETOUR, PORCH, TO_LEFT, TO_OPENED, change_porch, porch_files

from workshop.content.blocks import plain_text
from workshop.exercises.kind import Action, State, View
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.exercises.plots import draw_talk


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files(compare="yes")), "porch-talk")


def say(*choices: int) -> list[Action]:
    """The actions of one who makes these choices."""
    return [{"do": "choose", "turn": turn, "at": at} for turn, at in enumerate(choices)]


def shown(talk: LoadedExercise, *choices: int) -> View:
    return talk.view(act_all(talk, *say(*choices)))


def test_a_talk_starts_with_the_partner_s_first_line(talk: LoadedExercise) -> None:
    view = shown(talk)
    assert [turn["says"] for turn in view["turns"]] == ["It is warm."] and view["trust"] == 3


def test_the_lines_one_can_say_come_without_their_move_and_feedback(talk: LoadedExercise) -> None:
    assert shown(talk)["choices"] == ["You want it quiet.", "Did you eat?", "You always sulk."]


@pytest.mark.parametrize(
    "word", ["say-back", "You put it in words.", "A verdict.", "Not now.", "fence", "It was too fast."]
)
def test_the_view_hides_what_a_line_would_do_before_it_is_said(talk: LoadedExercise, word: str) -> None:
    assert word not in str(shown(talk))


def test_what_the_partner_thinks_shows_once_a_line_was_said(talk: LoadedExercise) -> None:
    assert [turn["thinks"] for turn in shown(talk, 0)["turns"]] == ["Not now.", ""]


def test_what_the_partner_thinks_at_the_end_shows(talk: LoadedExercise) -> None:
    assert shown(talk, *TO_OPENED)["turns"][-1]["thinks"] == "I said it."


def test_a_line_said_shows_its_move_its_feedback_and_what_trust_did(talk: LoadedExercise) -> None:
    turn = shown(talk, 0)["turns"][0]
    told = (turn["you"], turn["move"], turn["feedback"], turn["change"], turn["change_words"], turn["trust_after"])
    move, grew = talk.setting.say("move-say-back"), talk.setting.say("role-play-more", by=2)
    assert told == ("You want it quiet.", move, "You put it in words.", 2, grew, 5)


@pytest.mark.parametrize(("choices", "words"), [([2], "role-play-less"), ([1], "role-play-same")])
def test_a_fall_and_a_stay_are_put_in_words(talk: LoadedExercise, choices: list[int], words: str) -> None:
    assert shown(talk, *choices)["turns"][0]["change_words"] == talk.setting.say(words, by=3)


def test_the_talk_stays_open_until_an_ending(talk: LoadedExercise) -> None:
    assert [shown(talk, *TO_OPENED[:count])["over"] for count in range(4)] == [False, False, False, True]


def test_nothing_is_retold_before_the_end(talk: LoadedExercise) -> None:
    assert shown(talk, 0)["retold"] is None


def test_a_double_click_on_a_line_is_refused(talk: LoadedExercise) -> None:
    assert_refused(talk, act_all(talk, *say(0)), {"do": "choose", "turn": 0, "at": 0})


def test_a_click_from_a_window_that_is_ahead_is_refused(talk: LoadedExercise) -> None:
    assert_refused(talk, talk.start(), {"do": "choose", "turn": 1, "at": 0})


@pytest.mark.parametrize("turn", [True, 1.0, "1", None, -1, 99])
def test_a_turn_that_is_no_fitting_whole_number_is_refused(talk: LoadedExercise, turn: Any) -> None:
    assert_refused(talk, act_all(talk, *say(0)), {"do": "choose", "turn": turn, "at": 0})


@pytest.mark.parametrize("at", [3, -1, True, 0.0, "0", None])
def test_a_line_that_is_not_there_is_refused(talk: LoadedExercise, at: Any) -> None:
    assert_refused(talk, talk.start(), {"do": "choose", "turn": 0, "at": at})


def test_a_line_after_the_end_is_refused(talk: LoadedExercise) -> None:
    assert_refused(talk, act_all(talk, *say(*TO_LEFT)), {"do": "choose", "turn": 2, "at": 0})


def test_taking_back_gives_the_talk_before_the_last_line(talk: LoadedExercise) -> None:
    assert act_all(talk, *say(0, 0), {"do": "back"}) == act_all(talk, *say(0))


def test_taking_back_opens_a_talk_that_had_ended(talk: LoadedExercise) -> None:
    assert talk.view(act_all(talk, *say(*TO_OPENED), {"do": "back"}))["over"] is False


def test_taking_back_before_the_first_line_is_refused(talk: LoadedExercise) -> None:
    assert_refused(talk, talk.start(), {"do": "back"})


def two_talks(talk: LoadedExercise, first: list[int], second: list[int]) -> State:
    state = act_all(talk, *say(*first), {"do": "again"})
    return act_all(talk, *say(*second), state=state)


def test_playing_again_keeps_the_talk_that_ended(talk: LoadedExercise) -> None:
    state = act_all(talk, *say(*TO_LEFT), {"do": "again"})
    assert (state["choices"], state["earlier"]["choices"]) == ([], TO_LEFT)


def test_playing_again_twice_still_keeps_it(talk: LoadedExercise) -> None:
    assert act_all(talk, *say(*TO_LEFT), {"do": "again"}, {"do": "again"})["earlier"]["choices"] == TO_LEFT


def test_starting_over_in_the_middle_does_not_keep_half_a_talk(talk: LoadedExercise) -> None:
    assert act_all(talk, *say(0), {"do": "again"}) == talk.start()


def test_a_third_talk_is_compared_with_the_second(talk: LoadedExercise) -> None:
    state = act_all(talk, {"do": "again"}, state=two_talks(talk, TO_LEFT, TO_OPENED))
    assert state["earlier"]["choices"] == TO_OPENED


def test_the_earlier_talk_is_hidden_while_a_new_one_goes_on(talk: LoadedExercise) -> None:
    assert talk.view(two_talks(talk, TO_LEFT, [0]))["earlier"] == []


def test_both_talks_stand_side_by_side_at_the_end(talk: LoadedExercise) -> None:
    view = talk.view(two_talks(talk, TO_LEFT, TO_OPENED))
    ends = [turns[-1]["says"] for turns in (view["earlier"], view["turns"])]
    assert ends == ["I am going in.", "I am ashamed."]


def test_clearing_forgets_both_talks(talk: LoadedExercise) -> None:
    assert act_all(talk, {"do": "clear"}, state=two_talks(talk, TO_LEFT, TO_OPENED)) == talk.start()


def test_the_retold_talk_has_its_outcome_and_what_made_the_difference(talk: LoadedExercise) -> None:
    retold = shown(talk, *TO_OPENED)["retold"]
    assert (retold["outcome"], retold["lesson"]) == (talk.setting.say("role-play-ends-opened"), "You stayed.")


def test_the_retold_talk_names_rise_fall_and_the_step_deeper(talk: LoadedExercise) -> None:
    points = shown(talk, *BY_A_DETOUR)["retold"]["points"]
    assert [(point["turn"], point["kind"]) for point in points] == [(1, "fall"), (2, "deeper"), (4, "deeper")]


def test_a_turning_point_gives_the_line_its_answer_and_its_number(talk: LoadedExercise) -> None:
    point = shown(talk, *TO_LEFT)["retold"]["points"][0]
    told = (point["title"], point["you"], point["answer"])
    assert told == (talk.setting.say("role-play-point-lowest", turn=1), "“You always sulk.”", "“Never mind.”")


def test_the_retold_talk_shows_trust_and_depth_at_every_turn(talk: LoadedExercise) -> None:
    retold = shown(talk, *TO_OPENED)["retold"]
    marked = [point["turn"] + 1 for point in retold["points"]]
    assert retold["strip"] == draw_talk([3, 5, 6, 9], [1, 2, 3, 4], 10, 4, marked, ("Trust", "Depth", "Start"))


def test_a_talk_that_was_played_is_on_paper_with_its_turning_points(talk: LoadedExercise) -> None:
    shown_blocks = talk.blocks(act_all(talk, *say(*TO_OPENED)))
    text = plain_text([shown_blocks])
    retold = shown(talk, *TO_OPENED)["retold"]
    assert retold["outcome"] in text and all(point["title"] in text for point in retold["points"])
    assert [block["is"] for block in shown_blocks["inside"]].count("picture") == 1


def test_the_strip_is_also_told_in_words(talk: LoadedExercise) -> None:
    words = shown(talk, *TO_OPENED)["retold"]["strip_words"]
    assert words == talk.setting.say("role-play-strip", trusts="3, 5, 6, 9", depths="1, 2, 3, 4")


def test_the_moves_used_are_counted_in_words(talk: LoadedExercise) -> None:
    used = shown(talk, *TO_OPENED)["retold"]["used"]
    moves = f"{talk.setting.say('move-say-back')} (2), {talk.setting.say('move-share')} (1)"
    assert used == talk.setting.say("role-play-used", moves=moves)


@pytest.mark.parametrize("choices", [[], [0], TO_OPENED, TO_LEFT, BY_A_DETOUR])
def test_every_view_is_json(talk: LoadedExercise, choices: list[int]) -> None:
    assert is_json(shown(talk, *choices))


def test_paper_shows_the_best_way_beside_the_worst_to_compare(talk: LoadedExercise) -> None:
    columns = talk.blocks()["inside"][-1]["columns"]
    assert [column[1]["turns"][-1]["says"] for column in columns] == ["I am going in.", "I am ashamed."]


def test_paper_shows_the_move_to_contrast_wherever_it_can_be_made(tmp_path: Path) -> None:
    files = porch_files(compare="yes", contrast="closed-question")
    talk = load_exercise(kit_with(tmp_path, files), "porch-talk")
    columns = talk.blocks()["inside"][-1]["columns"]
    notes = [turn["note"] for turn in columns[0][1]["turns"] if turn["note"]]
    assert notes[0] == talk.setting.say("move-closed-question")


def test_paper_shows_one_way_where_nothing_is_compared(tmp_path: Path) -> None:
    talk = load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")
    kinds = [block["is"] for block in talk.blocks()["inside"]]
    assert kinds == ["paragraph", "paragraph", "script", "options", "heading", "script", "answers"]


def test_paper_explains_each_of_the_first_lines(tmp_path: Path) -> None:
    talk = load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")
    told = talk.blocks()["inside"][-1]["items"]
    assert [(item["label"], item["text"]) for item in told] == [
        ("a", "You put it in words."),
        ("b", "A fact."),
        ("c", "A verdict."),
    ]


def test_paper_is_made_of_known_blocks(talk: LoadedExercise) -> None:
    assert list(find_block_faults(talk.blocks())) == []


def rewrite_story(talk: LoadedExercise, text: str) -> None:
    """Another text in the story's file while the exercise is open."""
    path = talk.setting.kit.find_file("scenarios/porch.yaml")
    assert path and text != PORCH
    path.write_text(text, encoding="utf-8")


def test_a_talk_that_fits_its_changed_story_no_more_can_still_be_cleared(talk: LoadedExercise) -> None:
    state = act_all(talk, *say(0, 2))
    rewrite_story(talk, change_porch(("      - {say: Say it now., move: push, feedback: Pressure., next: gate}\n", "")))
    assert talk.act(state, {"do": "clear"}) == talk.start()


def test_a_line_that_leads_nowhere_any_more_is_not_taken(talk: LoadedExercise) -> None:
    rewrite_story(talk, change_porch(("feedback: A verdict., next: gate", "feedback: V, next: gone")))
    with pytest.raises(KeyError):
        talk.act(talk.start(), {"do": "choose", "turn": 0, "at": 2})
