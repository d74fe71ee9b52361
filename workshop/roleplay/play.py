"""One talk: a scenario, the choices made so far, and what follows. Pure; a talk is fully told by its choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.content.model import Choice, Scenario, Scene
from workshop.content.moves import Move
from workshop.roleplay.partner import START, allows, shift_trust, weigh_move


@dataclass(frozen=True)
class Turn:
    """The partner's line (a scene), what the learner chose, and what it did. The last turn of a talk has no choice.

    `weight` is what the line did, also where trust had no room left to rise or fall.
    """

    scene_id: str
    scene: Scene
    trust: int
    choice: Choice | None = None
    chosen: int | None = None
    trust_after: int | None = None
    weight: int = 0

    @property
    def change(self) -> int:
        """By how much trust moved; 0 while nothing is chosen."""
        return 0 if self.trust_after is None else self.trust_after - self.trust


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
    opening = scenario.opening
    return Talk(scenario, (Turn(opening, scenario.scenes[opening], START[scenario.partner.temper]),))


def choose(talk: Talk, at: int) -> Talk:
    """The talk after a choice (0 is the first). Raises ValueError when the talk is over or there is no such choice."""
    now = talk.now
    if talk.over or not 0 <= at < len(now.scene.choices):
        raise ValueError(f"There is no choice {at + 1} here.")
    choice = now.scene.choices[at]
    before = [turn.choice.move for turn in talk.turns if turn.choice]
    after = shift_trust(now.trust, choice.move, talk.scenario.partner.temper, before)
    target = next_scene(talk.scenario, choice, after)
    weight = weigh_move(choice.move, talk.scenario.partner.temper, before)
    made = Turn(now.scene_id, now.scene, now.trust, choice, at, after, weight)
    return Talk(talk.scenario, (*talk.turns[:-1], made, Turn(target, talk.scenario.scenes[target], after)))


def next_scene(scenario: Scenario, choice: Choice, trust: int) -> str:
    """Where a choice leads: the first scene that trust allows, else the last one named."""
    fitting = (name for name in choice.next if allows(trust, scenario.scenes[name].depth))
    return next(fitting, choice.next[-1])


def replay(scenario: Scenario, choices: Sequence[int]) -> Talk:
    """The talk that these choices tell. Raises ValueError when they do not fit the scenario (any more)."""
    talk = begin(scenario)
    for at in choices:
        talk = choose(talk, at)
    return talk


def turning_points(talk: Talk) -> list[int]:
    """The turns (0 is the first) that mattered most: the largest rise, the largest fall, and the step to greater depth.

    At most three, in order; ties go to the earlier turn.
    """
    made = [at for at, turn in enumerate(talk.turns) if turn.choice]
    rises = [at for at in made if talk.turns[at].change > 0]
    falls = [at for at in made if talk.turns[at].change < 0]
    deeper = [at for at in made if talk.turns[at + 1].scene.depth > max(t.scene.depth for t in talk.turns[: at + 1])]
    found = set()
    if rises:
        found.add(max(rises, key=lambda at: (talk.turns[at].change, -at)))
    if falls:
        found.add(min(falls, key=lambda at: (talk.turns[at].change, at)))
    if deeper:
        found.add(max(deeper, key=lambda at: (talk.turns[at + 1].scene.depth, -at)))
    return sorted(found)


def moves_used(talk: Talk) -> dict[Move, int]:
    """How often each move was made, in the order of first use."""
    counted: dict[Move, int] = {}
    for turn in talk.turns:
        if turn.choice:
            counted[turn.choice.move] = counted.get(turn.choice.move, 0) + 1
    return counted


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
