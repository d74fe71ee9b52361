"""Rules for scenarios: every scene reached, every path ended, and trust that fits what is said."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.content.model import Scenario
from workshop.content.moves import Move
from workshop.content.reader import Tree
from workshop.errors import Problem, suggest_name
from workshop.roleplay.partner import SHIFT, START, allows, shift_trust
from workshop.roleplay.play import next_scene, play_out

State = tuple[str, int, tuple[Move, ...]]


def find_story_problems(tree: Tree, scenario: Scenario) -> list[Problem]:
    """All problems of one scenario's story."""
    problems = [*_shape(tree, scenario), *_targets(tree, scenario)]
    if problems:
        return problems
    states = reachable_states(scenario)
    reached = [*_unreached(tree, scenario, states), *_too_deep(tree, scenario, states)]
    return [*reached, *_endless(tree, scenario), *_plays(tree, scenario)]


def reachable_states(scenario: Scenario) -> dict[State, str]:
    """Every scene that can be reached, with each trust and last two moves on reaching it, and one way to it."""
    first: State = (scenario.opening, START[scenario.partner.temper], ())
    found: dict[State, str] = {first: "the opening"}
    todo = [first]
    while todo:
        name, trust, before = todo.pop()
        for at, choice in enumerate(scenario.scenes[name].choices, 1):
            after = shift_trust(trust, choice.move, scenario.partner.temper, before)
            state = (next_scene(scenario, choice, after), after, (*before, choice.move)[-2:])
            if state not in found:
                found[state] = f"choice {at} of {name}"
                todo.append(state)
    return found


def _shape(tree: Tree, scenario: Scenario) -> Iterator[Problem]:
    if not scenario.scenes:
        yield tree.problem(
            ("scenes",), "C502", "The scenario has no scenes.", "Write 8 to 12; the first opens the talk."
        )
    for name, scene in scenario.scenes.items():
        place = ("scenes", name)
        if scene.ends and scene.choices:
            what = f'The scene "{name}" ends the talk and has choices.'
            yield tree.problem(place, "C501", what, "Delete one of the two.")
        if not scene.ends and not 2 <= len(scene.choices) <= 5:
            what = f'The scene "{name}" has {len(scene.choices)} choices.'
            yield tree.problem(place, "C502", what, "Give it 3 or 4 choices, or an ending (ends: steady).")
        if scene.ends and not scene.lesson:
            yield tree.problem(place, "C503", f'The ending "{name}" has no lesson.', "Say what made the difference.")
    missing = [str(depth) for depth in (1, 2, 3, 4) if not scenario.depths.get(depth)]
    if missing:
        what = f"There are no lines for depth {', '.join(missing)}."
        yield tree.problem(("depths",), "C504", what, "Write two for each.")
    if not scenario.topics:
        todo = "Name those it touches, from kit.yaml."
        yield tree.problem(("topics",), "C505", "The scenario names no topics.", todo)


def _targets(tree: Tree, scenario: Scenario) -> Iterator[Problem]:
    for name, scene in scenario.scenes.items():
        for at, choice in enumerate(scene.choices):
            place = ("scenes", name, "choices", at, "next")
            if not choice.next:
                yield tree.problem(place, "C506", "The choice leads nowhere.", "Name the next scene.")
            for target in choice.next:
                if target not in scenario.scenes:
                    what = f'There is no scene called "{target}".'
                    yield tree.problem(place, "C506", what, suggest_name(target, scenario.scenes))


def _unreached(tree: Tree, scenario: Scenario, states: dict[State, str]) -> Iterator[Problem]:
    reached = {name for name, _, _ in states}
    for name in scenario.scenes:
        if name not in reached:
            what = f'No choice ever leads to the scene "{name}".'
            todo = "Name it in a next, check the trust it needs, or delete it."
            yield tree.problem(("scenes", name), "C507", what, todo)


def _too_deep(tree: Tree, scenario: Scenario, states: dict[State, str]) -> Iterator[Problem]:
    seen = set()
    for (name, trust, _), way in states.items():
        depth = scenario.scenes[name].depth
        if not allows(trust, depth) and name not in seen:
            seen.add(name)
            what = f'The scene "{name}" has depth {depth} but can be reached with trust {trust} (by {way}).'
            yield tree.problem(("scenes", name), "C508", what, "Put a lighter scene last in that next.")


def _endless(tree: Tree, scenario: Scenario) -> Iterator[Problem]:
    ending = {name for name, scene in scenario.scenes.items() if scene.ends}
    grown = True
    while grown:
        more = {
            name
            for name, scene in scenario.scenes.items()
            if name not in ending and any(target in ending for choice in scene.choices for target in choice.next)
        }
        ending |= more
        grown = bool(more)
    for name in scenario.scenes:
        if name not in ending:
            what = f'From the scene "{name}" no ending can be reached.'
            yield tree.problem(("scenes", name), "C509", what, "Let a choice lead to an ending.")


def _plays(tree: Tree, scenario: Scenario) -> Iterator[Problem]:
    best, worst = play_out(scenario), play_out(scenario, worst=True)
    place = ("scenes",)
    for talk, who in ((best, "best"), (worst, "worst")):
        if not talk.over:
            what = f"Taking the {who} line each time never ends."
            yield tree.problem(place, "C510", what, "Let one of the choices lead on.")
    if best.deepest < 3:
        what = f"Taking the best line each time reaches depth {best.deepest} only."
        yield tree.problem(place, "C511", what, "Let good lines lead to depth 3 or 4.")
    if worst.deepest > 2:
        what = f"Taking the worst line each time still reaches depth {worst.deepest}."
        yield tree.problem(place, "C512", what, "Let lines that press or blame lead to lighter scenes.")
    if len({scene.ends for scene in scenario.scenes.values() if scene.ends}) < 2:
        what = "The talk has only one sort of ending."
        yield tree.problem(place, "C513", what, "Write endings of two sorts or more.")
    for name, scene in scenario.scenes.items():
        moves = [SHIFT[choice.move] for choice in scene.choices]
        if moves and (max(moves) <= 0 or min(moves) > 0):
            what = f'In the scene "{name}" the lines are all helpful or all not.'
            yield tree.problem(("scenes", name), "C514", what, "Offer at least one that helps and one that does not.")
