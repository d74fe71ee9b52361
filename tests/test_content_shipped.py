"""All content that ships: every exercise and scenario works for every client and keeps the promises of the guide."""

from __future__ import annotations

import json
import random
import re
from itertools import combinations, product

import pytest
from block_shapes import BLOCKS, INLINES, find_block_faults
from exercise_cases import CLIENTS, is_json, kit_of, walk

from workshop.content import blocks
from workshop.content.kit import walk_texts
from workshop.content.model import KEY_SECTIONS, Scenario
from workshop.content.moves import Move
from workshop.exercises.kinds import KINDS, LoadedExercise, find_exercise_problems, load_exercise
from workshop.roleplay.partner import allows
from workshop.roleplay.play import begin, choose, play_out, replay
from workshop.roleplay.retelling import retell_choices, turning_points
from workshop.roleplay.states import State, choices_in, first_state, next_state, reachable_states
from workshop.roleplay.story import find_story_problems

EXERCISES = kit_of().find_names("exercises", ".yaml")
SCENARIOS = kit_of().find_names("scenarios", ".yaml")
PAGES = kit_of().index.pages

each_exercise = pytest.mark.parametrize(("name", "client"), list(product(EXERCISES, CLIENTS)))
each_scenario = pytest.mark.parametrize("name", SCENARIOS)
each_page = pytest.mark.parametrize("name", PAGES)
each_key = pytest.mark.parametrize("name", kit_of().index.keys)


def load(name: str, client: str) -> LoadedExercise:
    return load_exercise(kit_of(client), name)


def brackets_left(value: object) -> list[str]:
    return [text for _, text in walk_texts(value) if "((" in text or "))" in text]


def test_there_is_content_to_test() -> None:
    assert (len(EXERCISES) > 40, len(SCENARIOS) > 10, len(PAGES)) == (True, True, 15)


def test_every_kind_ships_with_an_exercise() -> None:
    assert {load(name, "nobody").kind.name for name in EXERCISES} == set(KINDS)


@each_exercise
def test_an_exercise_takes_a_random_walk_of_actions(name: str, client: str) -> None:
    exercise = load(name, client)
    states = list(walk(exercise, seed=len(name), steps=25))
    assert all(is_json(state) and is_json(exercise.view(state)) for state in states)


@each_exercise
def test_an_exercise_leaves_no_brackets_on_the_page(name: str, client: str) -> None:
    exercise = load(name, client)
    shown = [exercise.header(), *(exercise.view(state) for state in walk(exercise, seed=len(name) + 1, steps=25))]
    assert brackets_left(shown) == []


@each_exercise
def test_an_exercise_on_paper_is_made_of_known_blocks(name: str, client: str) -> None:
    assert list(find_block_faults(load(name, client).blocks())) == []


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_has_no_problems(name: str) -> None:
    assert find_exercise_problems(kit_of(), name) == []


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_speaks_to_each_client_of_their_own_person(name: str) -> None:
    told = {client: json.dumps(load(name, client).blocks(), ensure_ascii=False) for client in CLIENTS}
    assert "your partner" not in told["she"].lower() and "your partner" not in told["own pronouns"].lower()


@each_page
def test_the_exercises_of_a_page_exist(name: str) -> None:
    assert set(kit_of().page(name).front.exercises) <= set(EXERCISES)


def test_every_exercise_is_on_a_page() -> None:
    assert {exercise for name in PAGES for exercise in kit_of().page(name).front.exercises} == set(EXERCISES)


def test_every_scenario_is_played_by_an_exercise() -> None:
    played = {getattr(load(name, "nobody").data, "scenario", None) for name in EXERCISES}
    assert played - {None} == set(SCENARIOS)


@each_key
def test_a_key_has_two_or_three_aims(name: str) -> None:
    aims = kit_of().page(name).section("aims")
    assert aims and [len(block["items"]) for block in aims.blocks if block["is"] == "list"] in ([2], [3])


@each_key
def test_a_key_has_all_its_sections(name: str) -> None:
    ids = {section.id for section in kit_of().page(name).sections}
    assert set(KEY_SECTIONS) <= ids


@pytest.mark.parametrize(("name", "client"), list(product(PAGES, CLIENTS)))
def test_the_sections_of_a_page_are_made_of_known_blocks(name: str, client: str) -> None:
    page = kit_of(client).page(name)
    found = [fault for section in page.sections for block in section.blocks for fault in find_block_faults(block)]
    assert page.sections and found == []


@pytest.mark.parametrize(("name", "client"), list(product(PAGES, CLIENTS)))
def test_a_page_s_titles_and_summary_leave_no_brackets(name: str, client: str) -> None:
    page = kit_of(client).page(name)
    assert brackets_left([page.front.title, page.front.summary, *(section.title for section in page.sections)]) == []


def next_states(scenario: Scenario, state: State) -> list[State]:
    """What each choice in a state leads to."""
    return [next_state(scenario, state, at) for at in choices_in(scenario, state)]


def paths_to_endings(scenario: Scenario) -> dict[str, list[int]]:
    """The choices of a shortest way to every ending."""
    ways: dict[State, list[int]] = {first_state(scenario): []}
    found: dict[str, list[int]] = {}
    for state in (todo := list(ways)):
        if scenario.scenes[state.scene].ends:
            found.setdefault(state.scene, ways[state])
        for at, following in enumerate(next_states(scenario, state)):
            if following not in ways:
                ways[following] = [*ways[state], at]
                todo.append(following)
    return found


@each_scenario
def test_a_scenario_is_played_to_every_ending(name: str) -> None:
    scenario = kit_of().scenario(name)
    reached = {replay(scenario, choices).now.scene_id for choices in paths_to_endings(scenario).values()}
    assert reached == {scene_id for scene_id, scene in scenario.scenes.items() if scene.ends}


# So many words in the same order, heard twice in one talk, sound like a machine.
AGAIN = 5


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Every run of AGAIN words in a text; the whole text where it is shorter."""
    words = re.findall(r"[a-z]+", text.lower().replace("'", "").replace("’", ""))
    return {tuple(words[at : at + AGAIN]) for at in range(max(1, len(words) - AGAIN + 1))}


@each_scenario
def test_in_own_words_no_line_repeats_another_word_for_word(name: str) -> None:
    scenario = kit_of().scenario(name)
    told = [scenario.scenes[scenario.opening].says, *(words for depth in (2, 3, 4) for words in scenario.depths[depth])]
    for ending in (scene.says for scene in scenario.scenes.values() if scene.ends):
        pairs = combinations([*told, ending], 2)
        assert [pair for pair in pairs if runs_of(pair[0]) & runs_of(pair[1])] == []


@each_scenario
def test_the_states_of_a_scenario_follow_its_talks(name: str) -> None:
    scenario, chance = kit_of().scenario(name), random.Random(name)
    for _ in range(200):
        talk, state = begin(scenario), first_state(scenario)
        while not talk.over:
            places = choices_in(scenario, state)
            at = chance.randrange(len(places))
            talk, state = choose(talk, at), next_state(scenario, state, places[at])
            assert (talk.now.scene_id, talk.now.trust) == (state.scene, state.trust)


@each_scenario
def test_from_wherever_a_talk_has_come_it_can_end(name: str) -> None:
    scenario = kit_of().scenario(name)
    states = list(reachable_states(scenario))
    ending = {state for state in states if scenario.scenes[state.scene].ends}
    grown = 0
    while len(ending) > grown:
        grown = len(ending)
        ending |= {state for state in states if ending.intersection(next_states(scenario, state))}
    assert ending == set(states)


@each_scenario
def test_a_talk_lasts_four_turns_or_more_and_never_too_long(name: str) -> None:
    scenario = kit_of().scenario(name)
    assert len(play_out(scenario).choices) >= 4 and len(play_out(scenario, worst=True).choices) <= 8


@each_scenario
def test_the_best_player_reaches_what_matters(name: str) -> None:
    assert play_out(kit_of().scenario(name)).deepest >= 3


@each_scenario
def test_the_worst_player_never_gets_past_small_things(name: str) -> None:
    assert play_out(kit_of().scenario(name), worst=True).deepest <= 2


@each_scenario
def test_the_best_and_the_worst_player_end_in_different_ways(name: str) -> None:
    scenario = kit_of().scenario(name)
    assert play_out(scenario).now.scene.ends != play_out(scenario, worst=True).now.scene.ends


@each_scenario
def test_nothing_deep_is_said_without_the_trust_it_needs(name: str) -> None:
    scenario = kit_of().scenario(name)
    states = reachable_states(scenario)
    assert states and all(allows(state.trust, scenario.scenes[state.scene].depth) for state in states)


@each_scenario
def test_a_scenario_has_no_story_problems(name: str) -> None:
    assert find_story_problems(kit_of().tree("scenarios", name), kit_of().scenario(name)) == []


@each_scenario
def test_every_choice_has_feedback_of_its_own(name: str) -> None:
    told = [choice.feedback for scene in kit_of().scenario(name).scenes.values() for choice in scene.choices]
    assert all(len(feedback) > 20 for feedback in told) and len(set(told)) == len(told)


@each_scenario
def test_every_ending_has_a_lesson_and_turning_points_to_retell(name: str) -> None:
    scenario = kit_of().scenario(name)
    talks = [replay(scenario, choices) for choices in paths_to_endings(scenario).values()]
    assert all(talk.now.scene.lesson and 1 <= len(turning_points(retell_choices(talk))) <= 4 for talk in talks)


@pytest.mark.parametrize(("name", "client"), list(product(SCENARIOS, CLIENTS)))
def test_a_scenario_leaves_no_brackets(name: str, client: str) -> None:
    assert brackets_left(kit_of(client).scenario(name).model_dump(mode="json")) == []


def test_the_scenarios_together_use_every_move_but_small_words() -> None:
    scenes = [scene for name in SCENARIOS for scene in kit_of().scenario(name).scenes.values()]
    assert {choice.move for scene in scenes for choice in scene.choices} >= set(Move) - {Move.OTHER}


def test_the_blocks_checked_here_are_those_the_program_names() -> None:
    rows = [line.split("|")[1].strip() for line in (blocks.__doc__ or "").splitlines() if line.startswith("| ")]
    assert set(rows) - {"block"} == set(BLOCKS)


def test_the_inline_parts_checked_here_are_those_the_program_names() -> None:
    told = (blocks.__doc__ or "").split("Inline parts: ")[1].split(".")[0]
    assert set(told.split(", ")) == set(INLINES)
