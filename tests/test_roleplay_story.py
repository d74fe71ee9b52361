"""The rules for scenarios: each names its fault, its line and the next step, and a sound story passes them all."""

from __future__ import annotations

import pytest
from story_cases import PORCH, change_porch, make_scenario, porch_tree

from workshop.errors import Problem
from workshop.roleplay.story import find_story_problems


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


WHEN_LEFT = ("next: [fence, left]}", "next: [fence, {to: left, when: {trust_to: 10}}]}")
# From the fence one comes only back to the fence, unless one blamed before.
STUCK = (
    ("next: [roof, gate]", "next: [{to: roof, when: {said: [judge]}}, fence]"),
    ("feedback: A fix., next: gate", "feedback: F, next: fence"),
    ("feedback: Pressure., next: gate", "feedback: F, next: fence"),
)


def test_a_condition_on_the_last_way_is_found() -> None:
    found = [problem for problem in problems_of(change_porch(WHEN_LEFT)) if problem.code == "C515"]
    assert [problem.line for problem in found] == [line_of(PORCH, "No rush")]


@pytest.mark.parametrize(
    "when",
    [
        "trust_to: 5",
        "depth_from: 4",
        "said: [inform]",
        "just_said: [push]",
        "temper: [joking]",
        "not_said: [share]",
    ],
)
def test_a_condition_that_never_holds_is_found_at_its_line(when: str) -> None:
    # At the roof trust is 6 or more, depth 3, and the last line was a share.
    text = change_porch(
        ("move: affirm, feedback: Beside her.", f"move: affirm, when: {{{when}}}, feedback: Beside her.")
    )
    found = [problem for problem in problems_of(text) if problem.code == "C516"]
    assert [problem.line for problem in found] == [line_of(text, "I am with you")]


@pytest.mark.parametrize(
    "when", ["trust_from: 6", "trust_to: 8", "depth_from: 3", "said: [share]", "not_said: [judge]"]
)
def test_a_condition_that_can_hold_is_no_fault(when: str) -> None:
    text = change_porch(
        ("move: affirm, feedback: Beside her.", f"move: affirm, when: {{{when}}}, feedback: Beside her.")
    )
    assert "C516" not in codes_of(text)


def test_a_scene_with_one_line_left_is_found() -> None:
    text = change_porch(
        ("move: dismiss, feedback: Made small.", "move: dismiss, when: {trust_to: 0}, feedback: Small.")
    )
    found = [problem for problem in problems_of(text) if problem.code == "C517"]
    assert len(found) == 1 and found[0].line == line_of(text, "  gate:") and "only 1 of the lines" in found[0].what


def test_a_loop_that_trust_bars_the_way_out_of_is_found() -> None:
    found = [problem for problem in problems_of(change_porch(*STUCK)) if problem.code == "C518"]
    assert found and '"fence" with trust' in found[0].what


def test_a_depth_that_no_talk_reaches_is_found() -> None:
    text = change_porch(("opened: {depth: 4, ", "opened: {depth: 3, "))
    found = [problem for problem in problems_of(text) if problem.code == "C519"]
    assert len(found) == 1 and found[0].todo.startswith("Write a scene of depth 4")


def test_a_best_path_that_is_not_the_skilled_one_is_found() -> None:
    # The line that raises trust most leads only to the quiet ending; the other one opens.
    text = change_porch(
        ("move: say-back, feedback: Heard., next: [opened, steady]", "move: say-back, feedback: H, next: steady")
    )
    assert "C520" in codes_of(text)


def test_helpful_lines_that_lead_nowhere_deep_are_found_though_the_very_best_do() -> None:
    text = change_porch(
        ("say: Did you eat?, move: closed-question, feedback: A fact., next: [fence, gate]",
         "say: I am glad you are here., move: affirm, feedback: Warm., next: steady"),
    )  # fmt: skip
    found = [problem for problem in problems_of(text) if problem.code == "C511"]
    assert len(found) == 1 and '"steady"' in found[0].what


def test_every_temper_that_a_story_is_written_for_is_tried() -> None:
    text = change_porch(("temper: reserved}", "temper: reserved, also: [joking]}"))
    found = problems_of(text)
    assert all("(temper joking)" in problem.what or "(temper reserved)" in problem.what for problem in found)
    only = change_porch(
        ("temper: reserved}", "temper: reserved, also: [joking]}"),
        ("move: affirm, feedback: Beside her.", "move: affirm, when: {temper: [joking]}, feedback: Beside her."),
    )
    assert "C516" not in codes_of(only)
