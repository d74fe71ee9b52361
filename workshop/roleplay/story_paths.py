"""Rules for what can be reached in a scenario, tried along every path with every temper it is written for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from workshop.content.model import Scenario
from workshop.content.reader import Tree
from workshop.errors import Problem
from workshop.roleplay.conditions import conditions_of, holds
from workshop.roleplay.partner import SHIFT, allows
from workshop.roleplay.play import Talk, play_out
from workshop.roleplay.states import (
    State,
    choices_in,
    ending_states,
    next_state,
    reachable_states,
    standing_after,
    standing_in,
)

# What a talk with a skilled listener must reach, and one who presses must not.
MATTERS, DEEPEST = 3, 4
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Paths:
    """A scenario with one temper, and every state that its talk can come to, each with one way to it."""

    tree: Tree
    scenario: Scenario
    states: Mapping[State, str]

    def problem(self, place: Place, code: str, what: str, todo: str) -> Problem:
        """A problem on these paths; where there are several tempers, it says with which."""
        temper = f" (temper {self.scenario.partner.temper})." if self.scenario.partner.also else "."
        told = what.removesuffix(".") + temper
        return self.tree.problem(place, code, told, todo)

    def depth_in(self, state: State) -> int:
        """The greatest depth once a state is reached."""
        return max(state.deepest, self.scenario.scenes[state.scene].depth)

    def ends_in(self, state: State) -> bool:
        """True for an ending."""
        return self.scenario.scenes[state.scene].ends is not None

    @cached_property
    def skilled(self) -> Talk:
        """The talk of one who takes the best line each time."""
        return play_out(self.scenario)

    @cached_property
    def pressing(self) -> Talk:
        """The talk of one who takes the worst line each time."""
        return play_out(self.scenario, worst=True)


def find_path_problems(tree: Tree, scenario: Scenario) -> list[Problem]:
    """All problems on the paths of a scenario whose scenes and ways are all there."""
    rows = [scenario.in_temper(temper) for temper in scenario.tempers]
    tempers = [Paths(tree, row, reachable_states(row)) for row in rows]
    problems = [*_unreached(tempers), *_never_holding(tempers)]
    rules = (_too_deep, _too_few, _loops, _endless_plays, _depths, _skilled, _pressing, _best_is_skilled)
    return [*problems, *(problem for paths in tempers for rule in rules for problem in rule(paths))]


def _unreached(tempers: list[Paths]) -> Iterator[Problem]:
    reached = {state.scene for paths in tempers for state in paths.states}
    for name in tempers[0].scenario.scenes:
        if name not in reached:
            what = f'No choice ever leads to the scene "{name}".'
            todo = "Name it in a next, check the trust or the condition it needs, or delete it."
            yield tempers[0].tree.problem(("scenes", name), "C507", what, todo)


def _never_holding(tempers: list[Paths]) -> Iterator[Problem]:
    """Conditions that hold in no state of any temper: the line is never there, or the way is never open."""
    held = {place for paths in tempers for state in paths.states for place in _held_in(paths, state)}
    for place, _ in conditions_of(tempers[0].scenario):
        if place not in held:
            what = "This condition never holds, whatever is said before."
            yield tempers[0].tree.problem(place, "C516", what, "Ask for less, or delete it.")


def _held_in(paths: Paths, state: State) -> set[Place]:
    """The places of the conditions that hold in a state, for its lines and for where they lead."""
    held: set[Place] = set()
    scene = paths.scenario.scenes[state.scene]
    here = standing_in(paths.scenario, state)
    for at, choice in enumerate(scene.choices):
        place: Place = ("scenes", state.scene, "choices", at)
        if not holds(choice.when, here):
            continue
        held.add((*place, "when"))
        after = standing_after(paths.scenario, state, at)
        held |= {(*place, "next", n, "when") for n, way in enumerate(choice.next) if holds(way.when, after)}
    return held


def _trust(state: State, way: str) -> str:
    return f"trust {state.trust} (by {way})"


def _too_deep(paths: Paths) -> Iterator[Problem]:
    seen = set()
    for state, way in paths.states.items():
        depth = paths.scenario.scenes[state.scene].depth
        if not allows(state.trust, depth) and state.scene not in seen:
            seen.add(state.scene)
            what = f'The scene "{state.scene}" has depth {depth} but can be reached with {_trust(state, way)}.'
            yield paths.problem(("scenes", state.scene), "C508", what, "Put a lighter scene last in that next.")


def _too_few(paths: Paths) -> Iterator[Problem]:
    seen = set()
    for state, way in paths.states.items():
        left = len(choices_in(paths.scenario, state))
        if not paths.ends_in(state) and left < 2 and state.scene not in seen:
            seen.add(state.scene)
            what = f'In the scene "{state.scene}" only {left} of the lines can be said with {_trust(state, way)}.'
            yield paths.problem(("scenes", state.scene), "C517", what, "Give two lines or more without a condition.")


def _loops(paths: Paths) -> Iterator[Problem]:
    """States from which no ending can be reached, though the story names one: trust or conditions bar the way out."""
    ending, seen = ending_states(paths.scenario, paths.states), set()
    for state, way in paths.states.items():
        if state not in ending and state.scene not in seen:
            seen.add(state.scene)
            what = f'Once in the scene "{state.scene}" with {_trust(state, way)}, a talk can never end.'
            yield paths.problem(("scenes", state.scene), "C518", what, "Let a line lead on, whatever trust is.")


def _endless_plays(paths: Paths) -> Iterator[Problem]:
    for talk, who in ((paths.skilled, "best"), (paths.pressing, "worst")):
        if not talk.over:
            what = f"Taking the {who} line each time never ends."
            yield paths.problem(("scenes",), "C510", what, "Let one of the choices lead on.")


def _depths(paths: Paths) -> Iterator[Problem]:
    deepest = max(paths.depth_in(state) for state in paths.states)
    if deepest < DEEPEST:
        what = f"No talk gets deeper than depth {deepest}, so what is deeper is never heard."
        todo = f"Write a scene of depth {deepest + 1}, and let good lines lead to it."
        yield paths.problem(("scenes",), "C519", what, todo)


def _skilled(paths: Paths) -> Iterator[Problem]:
    """Whoever takes only lines that help must hear something that matters, before it ends."""
    heard = {state: paths.depth_in(state) for state in reachable_states(paths.scenario, _helpful)}
    shallow = [state for state, depth in heard.items() if paths.ends_in(state) and depth < MATTERS]
    todo = "Let good lines lead to depth 3 or 4 before that."
    if shallow:
        what = (
            f'Taking only lines that help can end at "{shallow[0].scene}" and get no deeper than {heard[shallow[0]]}.'
        )
        yield paths.problem(("scenes", shallow[0].scene), "C511", what, todo)
    elif max(heard.values()) < MATTERS:
        what = f"Taking only lines that help reaches depth {max(heard.values())} at most."
        yield paths.problem(("scenes",), "C511", what, todo)


def _pressing(paths: Paths) -> Iterator[Problem]:
    """Whoever presses, blames or makes it small wherever that can be done must not."""
    for state in reachable_states(paths.scenario, _harsh):
        depth = paths.depth_in(state)
        if depth >= MATTERS:
            what = f'Taking lines that press or blame each time still leads to "{state.scene}", depth {depth}.'
            todo = "Let such lines lead to lighter scenes."
            yield paths.problem(("scenes", state.scene), "C512", what, todo)
            return


def _best_is_skilled(paths: Paths) -> Iterator[Problem]:
    """The deepest that anyone can hear must be heard by the one who takes the best line each time."""
    deepest = max(paths.depth_in(state) for state in paths.states)
    best = paths.skilled.deepest
    if paths.skilled.over and best < deepest:
        what = f"Some talk reaches depth {deepest}, but taking the best line each time only depth {best}."
        yield paths.problem(("scenes",), "C520", what, "Let the lines that raise trust most lead deepest.")
    opens = any(paths.scenario.scenes[state.scene].ends == "opened" for state in paths.states)
    if opens and paths.skilled.over and paths.skilled.now.scene.ends != "opened":
        what = f'Taking the best line each time ends at "{paths.skilled.now.scene_id}", though the talk can open up.'
        yield paths.problem(("scenes",), "C520", what, "Let the lines that raise trust most lead to that ending.")


def _helpful(scenario: Scenario, state: State) -> list[int]:
    """The lines whose move helps and raises trust now; where none does, those that raise it in themselves."""
    choices, here = scenario.scenes[state.scene].choices, choices_in(scenario, state)
    kind = [at for at in here if SHIFT[choices[at].move] > 0]
    return [at for at in kind if next_state(scenario, state, at).trust > state.trust] or kind or here


def _harsh(scenario: Scenario, state: State) -> list[int]:
    """The lines that do harm; where there is none, those that do least good."""
    choices, here = scenario.scenes[state.scene].choices, choices_in(scenario, state)
    least = min((SHIFT[choices[at].move] for at in here), default=0)
    return [at for at in here if SHIFT[choices[at].move] <= max(-1, least)]
