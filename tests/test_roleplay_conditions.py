"""Conditions on lines and ways: trust, depth, moves and temper."""

from __future__ import annotations

import pytest
from story_cases import change_porch, make_scenario

from workshop.content.model import When
from workshop.content.moves import Move
from workshop.roleplay.conditions import Standing, conditions_of, holds, next_scene
from workshop.roleplay.play import begin, choose, replay
from workshop.roleplay.states import State, choices_in, ending_states, next_state, reachable_states

STORY = make_scenario()
HERE = Standing(6, 3, (Move.SAY_BACK, Move.SHARE), Move.SHARE, "tired")


def standing(trust: int) -> Standing:
    return Standing(trust, 1, (), None, "reserved")


@pytest.mark.parametrize(
    ("when", "so"),
    [
        ({}, True),
        ({"trust_from": 6}, True),
        ({"trust_from": 7}, False),
        ({"trust_to": 6}, True),
        ({"trust_to": 5}, False),
        ({"depth_from": 3}, True),
        ({"depth_from": 4}, False),
        ({"depth_to": 3}, True),
        ({"depth_to": 2}, False),
        ({"said": ["push", "share"]}, True),
        ({"said": ["push", "judge"]}, False),
        ({"not_said": ["push"]}, True),
        ({"not_said": ["push", "share"]}, False),
        ({"just_said": ["share"]}, True),
        ({"just_said": ["say-back"]}, False),
        ({"temper": ["tired", "joking"]}, True),
        ({"temper": ["joking"]}, False),
        ({"trust_from": 6, "said": ["push"]}, False),
    ],
)
def test_a_condition_holds_when_all_that_it_names_is_so(when: dict, so: bool) -> None:
    assert holds(When.model_validate(when), HERE) is so


def test_without_a_condition_all_is_open() -> None:
    assert holds(None, HERE)


@pytest.mark.parametrize(("trust", "target"), [(7, "steady"), (8, "opened"), (10, "opened")])
def test_the_deepest_scene_that_trust_allows_comes_next(trust: int, target: str) -> None:
    assert next_scene(STORY, STORY.scenes["roof"].choices[0], standing(trust)) == target


def test_the_last_scene_named_is_taken_when_trust_allows_none() -> None:
    assert next_scene(STORY, STORY.scenes["roof"].choices[0], standing(0)) == "steady"


def test_a_way_is_open_only_while_its_condition_holds() -> None:
    barred = make_scenario(
        change_porch(
            (
                "feedback: Heard., next: [opened, steady]",
                "feedback: H, next: [{to: opened, when: {said: [judge]}}, steady]",
            )
        )
    )
    assert replay(STORY, [0, 0, 1]).now.scene_id == "opened"
    assert replay(barred, [0, 0, 1]).now.scene_id == "steady"


FIRST_AT_THE_ROOF = "      - {say: I am with you., move: affirm,"
APOLOGY = "      - {say: Sorry for before., move: share, when: {said: [advise]}, feedback: Own., next: steady}\n"
WITH_A_LINE = change_porch((FIRST_AT_THE_ROOF, APOLOGY + FIRST_AT_THE_ROOF))


def test_a_line_is_there_only_when_its_condition_holds() -> None:
    story = make_scenario(WITH_A_LINE)
    straight, detour = replay(story, [0, 0]), replay(story, [0, 1, 0, 0])
    assert straight.now.scene_id == detour.now.scene_id == "roof"
    assert straight.now.scene.choices[0].say == "I am with you."
    assert detour.now.scene.choices[0].say == "Sorry for before."


def test_a_choice_counts_among_the_lines_that_are_there() -> None:
    talk = choose(replay(make_scenario(WITH_A_LINE), [0, 0]), 0)
    assert talk.turns[-2].choice.say == "I am with you." and replay(talk.scenario, talk.choices) == talk


def test_the_opening_s_lines_have_conditions_too() -> None:
    text = change_porch(
        ("move: closed-question, feedback: A fact.", "move: closed-question, when: {trust_from: 4}, feedback: A fact.")
    )
    assert len(begin(make_scenario(text)).now.scene.choices) == 2


def test_a_scenario_can_be_played_in_each_of_its_tempers() -> None:
    story = make_scenario(change_porch(("temper: reserved}", "temper: reserved, also: [eager]}")))
    assert story.tempers == ("reserved", "eager")
    assert [begin(story.in_temper(temper)).now.trust for temper in story.tempers] == [3, 5]


def test_every_condition_is_found_with_its_place() -> None:
    text = change_porch(
        ("move: affirm, feedback: Beside her., next: [opened, steady]",
         "move: affirm, when: {trust_from: 6}, feedback: B, next: [{to: opened, when: {depth_from: 3}}, steady]"),
    )  # fmt: skip
    places = [place for place, _ in conditions_of(make_scenario(text))]
    assert places == [
        ("scenes", "roof", "choices", 0, "when"),
        ("scenes", "roof", "choices", 0, "next", 0, "when"),
    ]


def test_reachable_states_begin_with_the_opening() -> None:
    assert next(iter(reachable_states(STORY))) == State("porch", 3)


def test_reachable_states_hold_every_scene_with_each_trust_it_can_have() -> None:
    trusts = {state.trust for state in reachable_states(STORY) if state.scene == "opened"}
    assert trusts == {8, 9, 10}


def test_reachable_states_end_even_where_the_story_can_run_in_circles() -> None:
    text = change_porch(("feedback: Made small., next: left", "feedback: M, next: gate"))
    assert len(reachable_states(make_scenario(text))) < 1000


def test_states_tell_apart_what_a_condition_asks_for() -> None:
    story = make_scenario(WITH_A_LINE)
    rows = {state.said: choices_in(story, state) for state in reachable_states(story) if state.scene == "roof"}
    assert rows == {frozenset(): [1, 2, 3], frozenset({Move.ADVISE}): [0, 1, 2, 3]}


def test_a_path_through_the_states_is_the_path_of_the_talk() -> None:
    story = make_scenario(WITH_A_LINE)
    for state in reachable_states(story):
        for at in choices_in(story, state):
            following = next_state(story, state, at)
            assert following.scene in [way.to for way in story.scenes[state.scene].choices[at].next]
    talk, state = begin(story), State("porch", 3)
    for place in (0, 1, 0, 0, 0):
        here = choices_in(story, state)
        assert [story.scenes[state.scene].choices[at].say for at in here] == [c.say for c in talk.now.scene.choices]
        talk, state = choose(talk, place), next_state(story, state, here[place])
        assert (state.scene, state.trust) == (talk.now.scene_id, talk.now.trust)


def test_every_state_of_a_sound_story_can_end() -> None:
    states = reachable_states(STORY)
    assert ending_states(STORY, states) == set(states)
