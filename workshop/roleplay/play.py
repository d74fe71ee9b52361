"""One talk: a scenario, the choices made so far, and what follows. Pure; a talk is fully told by its choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.content.model import Choice, Scenario, Scene
from workshop.content.moves import Move
from workshop.roleplay.partner import START, Moment, allows, is_sore, shift_trust, weigh_move


@dataclass(frozen=True)
class Turn:
    """The partner's line (a scene), what the learner chose, and what it did. The last turn of a talk has no choice.

    `reasons` tell what the line did, rule by rule, also where trust had no room left to rise or fall.
    """

    scene_id: str
    scene: Scene
    trust: int
    choice: Choice | None = None
    chosen: int | None = None
    trust_after: int | None = None
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def weight(self) -> int:
        """What the line did, whatever room trust had left."""
        return sum(by for _, by in self.reasons)

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
    moment = moment_of(talk)
    after = shift_trust(now.trust, choice.move, moment)
    target = next_scene(talk.scenario, choice, after)
    reasons = tuple(weigh_move(choice.move, moment))
    made = Turn(now.scene_id, now.scene, now.trust, choice, at, after, reasons)
    return Talk(talk.scenario, (*talk.turns[:-1], made, Turn(target, talk.scenario.scenes[target], after)))


def moment_of(talk: Talk) -> Moment:
    """Where a talk stands now."""
    before = tuple(turn.choice.move for turn in talk.turns if turn.choice)
    earlier = [turn.scene.depth for turn in talk.turns[:-1]]
    return Moment(talk.scenario.partner.temper, before, is_sore(talk.now.scene.depth, earlier))


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
    """The turns (0 is the first) that mattered most; at most three, in order."""
    changes = [turn.change if turn.choice else None for turn in talk.turns]
    return find_turning_points(changes, [turn.scene.depth for turn in talk.turns])


def find_turning_points(changes: Sequence[int | None], depths: Sequence[int]) -> list[int]:
    """The places of the largest rise, the largest fall, and the step to greater depth; ties go to the earlier one.

    `changes` is what each line did to trust, None where none was said; `depths` that of what was said before it.
    """
    made = [(at, change) for at, change in enumerate(changes) if change is not None]
    rises = [(change, -at) for at, change in made if change > 0]
    falls = [(-change, -at) for at, change in made if change < 0]
    deeper = [(depths[at + 1], -at) for at, _ in made if depths[at + 1] > max(depths[: at + 1])]
    return sorted({-max(found)[1] for found in (rises, falls, deeper) if found})


def moves_used(talk: Talk) -> dict[Move, int]:
    """How often each move was made, in the order of first use."""
    return count_moves([turn.choice.move for turn in talk.turns if turn.choice])


def count_moves(moves: Sequence[Move]) -> dict[Move, int]:
    """How often each move stands in a row of them, in the order of first use."""
    return {move: moves.count(move) for move in dict.fromkeys(moves)}


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
