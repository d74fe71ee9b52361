"""Rules for the story of a scenario: its shape, its ways, and what can be reached. Each yields problems as data."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.content.model import Scenario, Scene
from workshop.content.reader import Tree
from workshop.errors import Problem, suggest_name
from workshop.roleplay.partner import SHIFT
from workshop.roleplay.story_paths import find_path_problems


def find_story_problems(tree: Tree, scenario: Scenario) -> list[Problem]:
    """All problems of one scenario's story."""
    problems = [*_shape(tree, scenario), *_targets(tree, scenario)]
    if problems:
        return problems
    return [*_endless(tree, scenario), *_sides(tree, scenario), *find_path_problems(tree, scenario)]


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
            for way in choice.next:
                if way.to not in scenario.scenes:
                    what = f'There is no scene called "{way.to}".'
                    yield tree.problem(place, "C506", what, suggest_name(way.to, scenario.scenes))
            if choice.next and choice.next[-1].when:
                what = "The last way of this next has a condition, so the talk may have nowhere to go."
                yield tree.problem(place, "C515", what, "Put a scene without a condition last.")


def _endless(tree: Tree, scenario: Scenario) -> Iterator[Problem]:
    ending = {name for name, scene in scenario.scenes.items() if scene.ends}
    grown = True
    while grown:
        more = {
            name
            for name, scene in scenario.scenes.items()
            if name not in ending and any(way.to in ending for choice in scene.choices for way in choice.next)
        }
        ending |= more
        grown = bool(more)
    for name in scenario.scenes:
        if name not in ending:
            what = f'From the scene "{name}" no ending can be reached.'
            yield tree.problem(("scenes", name), "C509", what, "Let a choice lead to an ending.")


def _sides(tree: Tree, scenario: Scenario) -> Iterator[Problem]:
    if len({scene.ends for scene in scenario.scenes.values() if scene.ends}) < 2:
        what = "The talk has only one sort of ending."
        yield tree.problem(("scenes",), "C513", what, "Write endings of two sorts or more.")
    for name, scene in scenario.scenes.items():
        if _one_sided(scene):
            what = f'In the scene "{name}" the lines are all helpful or all not.'
            yield tree.problem(("scenes", name), "C514", what, "Offer at least one that helps and one that does not.")


def _one_sided(scene: Scene) -> bool:
    moves = [SHIFT[choice.move] for choice in scene.choices]
    return bool(moves) and (max(moves) <= 0 or min(moves) > 0)
