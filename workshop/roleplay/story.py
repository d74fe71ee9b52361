"""Rules for scenarios: every scene reached, every path ended, and trust that fits what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.content.model import Scenario
from workshop.content.moves import Move
from workshop.content.reader import Tree
from workshop.errors import Problem, suggest_name
from workshop.roleplay.partner import HEARD_ENOUGH, HEARING, SHIFT, START, Moment, allows, is_sore, shift_trust
from workshop.roleplay.play import next_scene, play_out


@dataclass(frozen=True)
class State:
    """All that decides how a talk goes on: the scene, trust, the last moves that matter, and the greatest depth before.

    `before` holds the last two moves, and before them as many hearing ones as the partner's rules count.
    """

    scene: str
    trust: int
    before: tuple[Move, ...] = ()
    deepest: int = 0


def find_story_problems(tree: Tree, scenario: Scenario) -> list[Problem]:
    """All problems of one scenario's story."""
    problems = [*_shape(tree, scenario), *_targets(tree, scenario)]
    if problems:
        return problems
    states = reachable_states(scenario)
    reached = [*_unreached(tree, scenario, states), *_too_deep(tree, scenario, states)]
    return [*reached, *_endless(tree, scenario), *_plays(tree, scenario)]


def first_state(scenario: Scenario) -> State:
    """Where every talk begins."""
    return State(scenario.opening, START[scenario.partner.temper])


def next_state(scenario: Scenario, state: State, at: int) -> State:
    """Where the choice `at` (0 is the first) leads."""
    scene = scenario.scenes[state.scene]
    choice = scene.choices[at]
    moment = Moment(scenario.partner.temper, state.before, is_sore(scene.depth, [state.deepest]))
    after = shift_trust(state.trust, choice.move, moment)
    moves = (*state.before, choice.move)
    heard = [move for move in moves[:-2] if move in HEARING][-HEARD_ENOUGH:]
    # Which of the hearing moves it was no longer matters, only how many.
    before = (*(Move.SAY_BACK for _ in heard), *moves[-2:])
    return State(next_scene(scenario, choice, after), after, before, max(state.deepest, scene.depth))


def reachable_states(scenario: Scenario) -> dict[State, str]:
    """Every state that a talk can come to, and one way to it."""
    found = {first_state(scenario): "the opening"}
    todo = list(found)
    while todo:
        state = todo.pop()
        for at in range(len(scenario.scenes[state.scene].choices)):
            following = next_state(scenario, state, at)
            if following not in found:
                found[following] = f"choice {at + 1} of {state.scene}"
                todo.append(following)
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
    reached = {state.scene for state in states}
    for name in scenario.scenes:
        if name not in reached:
            what = f'No choice ever leads to the scene "{name}".'
            todo = "Name it in a next, check the trust it needs, or delete it."
            yield tree.problem(("scenes", name), "C507", what, todo)


def _too_deep(tree: Tree, scenario: Scenario, states: dict[State, str]) -> Iterator[Problem]:
    seen = set()
    for state, way in states.items():
        name, trust = state.scene, state.trust
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
