"""One talk: a scenario, the choices made so far, and what follows. Pure; a talk is fully told by its choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop.content.model import Choice, Scenario, Scene
from workshop.content.moves import Move
from workshop.roleplay.conditions import Standing, next_scene, with_open_choices
from workshop.roleplay.partner import START, Moment, is_sore, shift_trust, weigh_move
from workshop.roleplay.weighed import Weighed


@dataclass(frozen=True)
class Turn(Weighed):
    """The partner's line (a scene, with the lines one could say), what the learner chose, and what it did. The last
    turn of a talk has no choice.

    `reasons` tell what the line did, rule by rule, also where trust had no room left to rise or fall.
    """

    scene_id: str
    scene: Scene
    trust: int
    choice: Choice | None = None
    chosen: int | None = None
    trust_after: int | None = None
    reasons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Talk:
    """A talk as far as it has come."""

    scenario: Scenario
    turns: tuple[Turn, ...]

    @property
    def now(self) -> Turn:
        """The turn that waits for a choice, or the ending."""
        return self.turns[-1]

    @property
    def over(self) -> bool:
        """True when an ending is reached."""
        return self.now.scene.ends is not None

    @property
    def deepest(self) -> int:
        """The greatest depth reached, 1 to 4."""
        return max(turn.scene.depth for turn in self.turns)

    @property
    def choices(self) -> list[int]:
        """What was chosen, turn by turn: enough to tell the talk again."""
        return [turn.chosen for turn in self.turns if turn.chosen is not None]


def begin(scenario: Scenario) -> Talk:
    """A talk before the first choice."""
    trust, scene = START[scenario.partner.temper], scenario.scenes[scenario.opening]
    standing = Standing(trust, scene.depth, (), None, scenario.partner.temper)
    return Talk(scenario, (Turn(scenario.opening, with_open_choices(scene, standing), trust),))


def choose(talk: Talk, at: int) -> Talk:
    """The talk after a choice (0 is the first). Raises ValueError when the talk is over or there is no such choice."""
    now = talk.now
    if talk.over or not 0 <= at < len(now.scene.choices):
        raise ValueError(f"There is no choice {at + 1} here.")
    choice = now.scene.choices[at]
    moment = moment_of(talk)
    after = shift_trust(now.trust, choice.move, moment)
    standing = Standing(after, talk.deepest, (*moment.clear, choice.move), choice.move, moment.temper)
    target = next_scene(talk.scenario, choice, standing)
    reasons = tuple(weigh_move(choice.move, moment))
    made = Turn(now.scene_id, now.scene, now.trust, choice, at, after, reasons)
    scene = talk.scenario.scenes[target]
    there = with_open_choices(scene, replace(standing, depth=max(talk.deepest, scene.depth)))
    return Talk(talk.scenario, (*talk.turns[:-1], made, Turn(target, there, after)))


def moment_of(talk: Talk) -> Moment:
    """Where a talk stands now."""
    before = tuple(turn.choice.move for turn in talk.turns if turn.choice)
    earlier = [turn.scene.depth for turn in talk.turns[:-1]]
    return Moment(talk.scenario.partner.temper, before, is_sore(talk.now.scene.depth, earlier))


def replay(scenario: Scenario, choices: Sequence[int]) -> Talk:
    """The talk that these choices tell. Raises ValueError when they do not fit the scenario (any more)."""
    talk = begin(scenario)
    for at in choices:
        talk = choose(talk, at)
    return talk


def best_choice(talk: Talk, *, worst: bool = False) -> int:
    """The choice that raises trust most now; ties go to the one that leads deeper, then to the first.

    With `worst` the one that lowers it most; ties go to the one that leads less deep.
    """
    sign = -1 if worst else 1
    outcomes = [(choose(talk, at), at) for at in range(len(talk.now.scene.choices))]
    return max(outcomes, key=lambda o: (sign * o[0].turns[-2].change, sign * o[0].now.scene.depth, -o[1]))[1]


def favored_choice(talk: Talk, move: Move) -> int:
    """The choice that makes this move; where there is none, the one that shifts trust least. Ties go to the first."""
    outcomes = [(choose(talk, at), at) for at in range(len(talk.now.scene.choices))]
    turns = [(after.turns[-2], at) for after, at in outcomes]

    def rank(made: tuple[Turn, int]) -> tuple[bool, int, int]:
        turn, at = made
        return turn.choice is None or turn.choice.move != move, abs(turn.change), at

    return min(turns, key=rank)[1]


def play_out(scenario: Scenario, *, worst: bool = False, favor: Move | None = None, limit: int = 40) -> Talk:
    """A whole talk by one who takes the best line each time; stops after `limit` turns.

    With `worst` it is the worst line each time, with `favor` the line that makes one move wherever there is one.
    """
    talk = begin(scenario)
    while not talk.over and len(talk.turns) < limit:
        talk = choose(talk, favored_choice(talk, favor) if favor else best_choice(talk, worst=worst))
    return talk
