"""All states that a scenario's talk can come to. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from workshop.content.model import Scenario
from workshop.content.moves import Move
from workshop.roleplay.conditions import Standing, conditions_of, next_scene, open_choices
from workshop.roleplay.partner import FRESH, FRESH_BACK, HEARD_ENOUGH, HEARING, START, Moment, is_sore, shift_trust


@dataclass(frozen=True)
class State:
    """All that decides how a talk goes on: the scene, trust, the last moves that matter, and the greatest depth before.

    `before` holds the last moves that can wear out the next one, and before them as many hearing ones as the partner's
    rules count; `said` the moves made so far that a condition of the scenario asks for.
    """

    scene: str
    trust: int
    before: tuple[Move, ...] = ()
    deepest: int = 0
    said: frozenset[Move] = frozenset()


def first_state(scenario: Scenario) -> State:
    """Where every talk begins."""
    return State(scenario.opening, START[scenario.partner.temper])


def standing_in(scenario: Scenario, state: State) -> Standing:
    """How the talk stands in a state, for the lines one can say there."""
    depth = max(state.deepest, scenario.scenes[state.scene].depth)
    last = state.before[-1] if state.before else None
    return Standing(state.trust, depth, state.said, last, scenario.partner.temper)


def choices_in(scenario: Scenario, state: State) -> list[int]:
    """The places (0 is the first) of the lines one can say in a state."""
    return open_choices(scenario.scenes[state.scene], standing_in(scenario, state))


def standing_after(scenario: Scenario, state: State, at: int) -> Standing:
    """How the talk stands once the line `at` was said, for the ways that are open."""
    scene = scenario.scenes[state.scene]
    move = scene.choices[at].move
    moment = Moment(scenario.partner.temper, state.before, is_sore(scene.depth, [state.deepest]))
    said = state.said | ({move} & _asked_for(scenario))
    after = shift_trust(state.trust, move, moment)
    return Standing(after, max(state.deepest, scene.depth), said, move, scenario.partner.temper)


def next_state(scenario: Scenario, state: State, at: int) -> State:
    """Where the line `at` (0 is the first of the scene) leads."""
    choice, standing = scenario.scenes[state.scene].choices[at], standing_after(scenario, state, at)
    moves = (*state.before, choice.move)
    row = (Move.SAY_BACK,) * FRESH_BACK
    last = row if moves[-FRESH_BACK:] == row else moves[-FRESH:]
    heard = [move for move in moves[: -len(last)] if move in HEARING][-HEARD_ENOUGH:]
    # Which of the hearing moves it was no longer matters, only how many; as `affirm` they lengthen no row.
    before = (*(Move.AFFIRM for _ in heard), *last)
    target = next_scene(scenario, choice, standing)
    return State(target, standing.trust, before, standing.depth, frozenset(standing.said))


def _asked_for(scenario: Scenario) -> set[Move]:
    return {move for _, when in conditions_of(scenario) for move in (*when.said, *when.not_said)}


def reachable_states(
    scenario: Scenario, listener: Callable[[Scenario, State], Collection[int]] = choices_in
) -> dict[State, str]:
    """Every state that a talk can come to, and one way to it. A `listener` says which lines he or she would choose."""
    found = {first_state(scenario): "the opening"}
    todo = list(found)
    while todo:
        state = todo.pop()
        for at in listener(scenario, state):
            following = next_state(scenario, state, at)
            if following not in found:
                found[following] = f"choice {at + 1} of {state.scene}"
                todo.append(following)
    return found


def ending_states(scenario: Scenario, states: Mapping[State, str]) -> set[State]:
    """Those of the states from which an ending can be reached."""
    before: dict[State, list[State]] = {}
    for state in states:
        for at in choices_in(scenario, state):
            before.setdefault(next_state(scenario, state, at), []).append(state)
    ending = {state for state in states if scenario.scenes[state.scene].ends}
    todo = list(ending)
    while todo:
        for state in before.get(todo.pop(), ()):
            if state not in ending:
                ending.add(state)
                todo.append(state)
    return ending
