"""A talk is told by its choices: trust, depth, endings, what mattered, and the best and worst way through."""

from __future__ import annotations

import pytest
from story_cases import BY_A_DETOUR, TO_LEFT, TO_OPENED, change_porch, make_scenario

from workshop.roleplay.play import (
    begin,
    best_choice,
    choose,
    play_out,
    replay,
)

STORY = make_scenario()
# At the fence, saying it back leads to the fence again.
SAY_BACK_ONLY = ("say: I worry about it too., move: share", "say: So., move: say-back")
ENDLESS = make_scenario(change_porch(SAY_BACK_ONLY, ("next: [roof, gate]", "next: fence")))


def test_a_talk_begins_with_the_first_scene_and_the_temper_s_trust() -> None:
    talk = begin(STORY)
    assert (talk.now.scene_id, talk.now.trust, talk.over, talk.choices) == ("porch", 3, False, [])


def test_trust_goes_on_from_turn_to_turn() -> None:
    assert [turn.trust for turn in replay(STORY, TO_OPENED).turns] == [3, 5, 6, 9]


def test_a_turn_tells_by_how_much_trust_moved() -> None:
    assert [turn.change for turn in replay(STORY, BY_A_DETOUR).turns] == [2, -1, 3, 1, 2, 0]


def test_a_loss_at_the_bottom_counts_only_what_was_lost() -> None:
    assert [turn.change for turn in replay(STORY, TO_LEFT).turns] == [-3, 0, 0]


def test_a_choice_leaves_the_earlier_talk_as_it_was() -> None:
    talk = begin(STORY)
    choose(talk, 0)
    assert talk == begin(STORY)


def test_a_deeper_scene_is_reached_with_enough_trust() -> None:
    assert choose(begin(STORY), 0).now.scene_id == "fence"


def test_a_deeper_scene_is_not_reached_with_too_little_trust() -> None:
    assert choose(begin(STORY), 1).now.scene_id == "gate"


@pytest.mark.parametrize("choices", [[], [0], TO_OPENED, TO_LEFT, BY_A_DETOUR])
def test_a_talk_told_again_from_its_choices_is_the_same(choices: list[int]) -> None:
    talk = replay(STORY, choices)
    assert talk.choices == choices and replay(STORY, talk.choices) == talk


def test_a_talk_is_over_at_an_ending() -> None:
    talk = replay(STORY, TO_OPENED)
    assert talk.over and talk.now.scene.ends == "opened"


@pytest.mark.parametrize("at", [-1, 3, 99])
def test_a_choice_that_is_not_there_is_refused(at: int) -> None:
    with pytest.raises(ValueError, match="no choice"):
        choose(begin(STORY), at)


def test_a_choice_after_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="no choice"):
        choose(replay(STORY, TO_LEFT), 0)


def test_choices_that_do_not_fit_the_scenario_any_more_are_refused() -> None:
    with pytest.raises(ValueError, match="no choice"):
        replay(STORY, [0, 0, 9])


def test_the_deepest_point_counts_even_if_the_talk_grew_lighter_after_it() -> None:
    assert replay(STORY, [0, 1]).deepest == 2


def test_the_best_player_takes_what_raises_trust_most() -> None:
    assert play_out(STORY).choices == TO_OPENED


def test_the_worst_player_takes_what_lowers_trust_most() -> None:
    assert play_out(STORY, worst=True).choices == TO_LEFT


def test_the_best_of_equal_lines_is_the_one_that_leads_deeper() -> None:
    tied = change_porch(
        ("say: You want it quiet., move: say-back", "say: You see., move: give-time"),
        ("say: Did you eat?, move: closed-question", "say: Take care., move: give-time"),
        ("feedback: You put it in words., next: [fence, gate]", "feedback: F., next: gate"),
    )
    assert best_choice(begin(make_scenario(tied))) == 1


def test_the_first_of_wholly_equal_lines_is_taken() -> None:
    tied = change_porch(("say: Did you eat?, move: closed-question", "say: So., move: say-back"))
    assert best_choice(begin(make_scenario(tied))) == 0


def test_playing_out_a_talk_without_end_stops_at_the_limit() -> None:
    talk = play_out(ENDLESS, limit=12)
    assert not talk.over and len(talk.turns) == 12


def test_saying_back_again_and_again_stops_helping() -> None:
    assert [turn.trust for turn in replay(ENDLESS, [0, 0, 0, 0]).turns] == [3, 5, 7, 9, 9]
