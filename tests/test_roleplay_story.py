"""The rules for scenarios: each names its fault, its line and the next step, and a sound story passes them all."""

from __future__ import annotations

import pytest
from story_cases import PORCH, change_porch, make_scenario, porch_tree

from workshop.errors import Problem
from workshop.roleplay.play import next_scene
from workshop.roleplay.story import State, find_story_problems, reachable_states


def problems_of(text: str) -> list[Problem]:
    return find_story_problems(porch_tree(text), make_scenario(text))


def line_of(text: str, words: str) -> int:
    return next(at for at, line in enumerate(text.split("\n"), 1) if words in line)


def test_a_sound_story_has_no_problems() -> None:
    assert problems_of(PORCH) == []


BROKEN = {
    "an ending with choices": (
        "C501",
        [("  steady: {depth: 2, ", "  steady: {depth: 2, choices: [{say: A, move: other, feedback: F, next: left}], ")],
        "  steady:",
    ),
    "a scene with one choice": (
        "C502",
        [("      - {say: It is nothing., move: dismiss, feedback: Made small., next: left}\n", "")],
        "  gate:",
    ),
    "an ending without a lesson": ("C503", [(", lesson: You stayed.", "")], "  opened:"),
    "a depth without lines": ("C504", [("  3: [They want us to leave.]\n", "")], "depths:"),
    "no topics": ("C505", [("topics: [home]", "topics: []")], "topics:"),
    "a next that is not there": ("C506", [("A verdict., next: gate", "V, next: gat")], "always sulk"),
    "no next at all": ("C506", [("A verdict., next: gate", "V, next: []")], "always sulk"),
    "a scene nobody reaches": (
        "C507",
        [("  left: {", "  shed: {depth: 1, says: S., thinks: T., ends: steady, lesson: L.}\n  left: {")],
        "  shed:",
    ),
    "a deep scene last in next": ("C508", [("next: [fence, left]", "next: [fence]")], "  fence:"),
    "a line that helps nowhere": (
        "C514",
        [("say: I worry about it too., move: share", "say: Hm., move: other")],
        "  fence:",
    ),
    "lines that all help": (
        "C514",
        [("say: The lease ends in May., move: inform", "say: More?, move: open-question")],
        "  roof:",
    ),
}


@pytest.mark.parametrize(("code", "changes", "place"), BROKEN.values(), ids=BROKEN)
def test_a_fault_is_found_at_its_line(code: str, changes: list[tuple[str, str]], place: str) -> None:
    text = change_porch(*changes)
    found = [problem for problem in problems_of(text) if problem.code == code]
    assert [problem.line for problem in found] == [line_of(text, place)]


def codes_of(text: str) -> set[str]:
    return {problem.code for problem in problems_of(text)}


def test_a_scene_that_leads_only_back_to_itself_is_found() -> None:
    looping = change_porch(
        ("next: [roof, gate]", "next: fence"),
        ("feedback: A fix., next: gate", "feedback: F, next: fence"),
        ("feedback: Pressure., next: gate", "feedback: F, next: fence"),
    )
    assert "C509" in codes_of(looping)


def test_a_story_that_never_ends_for_the_worst_player_is_found() -> None:
    assert "C510" in codes_of(change_porch(("feedback: Made small., next: left", "feedback: M, next: gate")))


def test_a_story_that_stays_light_for_the_best_player_is_found() -> None:
    assert "C511" in codes_of(change_porch(("next: [roof, gate]", "next: gate")))


def test_a_story_that_opens_up_to_the_worst_player_is_found() -> None:
    rewarded = change_porch(
        ("feedback: A verdict., next: gate", "feedback: V, next: fence"),
        ("feedback: A fix., next: gate", "feedback: F, next: roof"),
        ("feedback: Pressure., next: gate", "feedback: P, next: roof"),
    )
    assert "C512" in codes_of(rewarded)


def test_a_story_with_one_sort_of_ending_is_found() -> None:
    assert "C513" in codes_of(change_porch(("ends: opened", "ends: closed"), ("ends: steady", "ends: closed")))


def test_a_story_without_scenes_is_found_and_breaks_nothing() -> None:
    text = PORCH.split("scenes:")[0] + "scenes: {}\n"
    assert [problem.code for problem in problems_of(text)] == ["C502"]


def test_several_faults_are_found_at_once() -> None:
    no_line = ("  3: [They want us to leave.]\n", "")
    text = change_porch(("topics: [home]", "topics: []"), (", lesson: You stayed.", ""), no_line)
    assert codes_of(text) == {"C503", "C504", "C505"}


def test_every_problem_says_what_and_what_to_do() -> None:
    for _, changes, _ in BROKEN.values():
        for problem in problems_of(change_porch(*changes)):
            assert problem.what.endswith(".") and problem.todo.endswith((".", "?"))


def test_reachable_states_begin_with_the_opening() -> None:
    assert next(iter(reachable_states(make_scenario()))) == State("porch", 3)


def test_reachable_states_hold_every_scene_with_each_trust_it_can_have() -> None:
    trusts = {state.trust for state in reachable_states(make_scenario()) if state.scene == "opened"}
    assert trusts == {8, 9, 10}


def test_reachable_states_end_even_where_the_story_can_run_in_circles() -> None:
    text = change_porch(("feedback: Made small., next: left", "feedback: M, next: gate"))
    assert len(reachable_states(make_scenario(text))) < 1000


def test_the_way_told_for_a_state_is_a_choice_that_leads_there() -> None:
    story = make_scenario()
    for state, way in list(reachable_states(story).items())[1:]:
        _, at, _, scene = way.split()
        assert next_scene(story, story.scenes[scene].choices[int(at) - 1], state.trust) == state.scene
