"""A talk told again, whichever way it was played: step by step, its turning points, and what the learner did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop.content.model import Outcome, Scenario
from workshop.content.moves import Move
from workshop.roleplay.own_words import Line, OwnTalk
from workshop.roleplay.partner import QUESTIONS
from workshop.roleplay.play import Talk, count_moves, find_turning_points


@dataclass(frozen=True)
class Step:
    """What the partner did, said and thought, and what the learner answered. The last step of a talk has no move.

    `reasons` tell what the learner's line did, rule by rule. Where the author wrote the lines, `choices` are those one
    could say, `chosen` the place of the one said, and `feedback` the author's; `line` is the learner's own, where the
    learner wrote it.
    """

    does: str
    says: str
    thinks: str
    depth: int
    trust: int
    you: str = ""
    move: Move | None = None
    trust_after: int | None = None
    reasons: tuple[tuple[str, int], ...] = ()
    feedback: str = ""
    line: Line | None = None
    choices: tuple[str, ...] = ()
    chosen: int | None = None

    @property
    def weight(self) -> int:
        """What the line did, whatever room trust had left."""
        return sum(by for _, by in self.reasons)

    @property
    def change(self) -> int:
        """By how much trust moved; 0 while nothing was said."""
        return 0 if self.trust_after is None else self.trust_after - self.trust


@dataclass(frozen=True)
class Retelling:
    """A talk as far as it has come; `outcome` once it is over. `lesson` is the author's, where there is one."""

    scenario: Scenario
    steps: tuple[Step, ...]
    outcome: Outcome | None
    lesson: str = ""

    @property
    def said(self) -> list[Step]:
        """The steps in which the learner answered."""
        return [step for step in self.steps if step.move]

    @property
    def deepest(self) -> int:
        """The greatest depth reached, 1 to 4."""
        return max(step.depth for step in self.steps)


def retell_choices(talk: Talk) -> Retelling:
    """A talk played by choices."""
    steps = []
    for turn in talk.turns:
        scene, choice = turn.scene, turn.choice
        step = Step(scene.does, scene.says, scene.thinks, scene.depth, turn.trust)
        step = replace(step, choices=tuple(choice.say for choice in scene.choices))
        if choice:
            step = replace(step, you=choice.say, move=choice.move, feedback=choice.feedback, chosen=turn.chosen)
        steps.append(replace(step, trust_after=turn.trust_after, reasons=turn.reasons))
    return Retelling(talk.scenario, tuple(steps), talk.now.scene.ends, talk.now.scene.lesson)


def retell_own_words(talk: OwnTalk) -> Retelling:
    """A talk in the learner's own words. What the partner does and thinks still has its `((…))`."""
    steps = []
    for now in talk.exchanges:
        step = Step(now.does, now.says, now.thinks, now.depth, now.trust, trust_after=now.trust_after)
        if now.line:
            step = replace(step, you=now.line.text, move=now.line.heard_as, reasons=now.reasons, line=now.line)
        steps.append(step)
    return Retelling(talk.scenario, tuple(steps), talk.outcome)


def turning_points(told: Retelling) -> list[int]:
    """The steps (0 is the first) that mattered most; at most three, in order."""
    changes = [step.change if step.move else None for step in told.steps]
    return find_turning_points(changes, [step.depth for step in told.steps])


def moves_used(told: Retelling) -> dict[Move, int]:
    """How often each move was made, in the order of first use."""
    return count_moves([step.move for step in told.steps if step.move])


def given_and_asked(moves: Sequence[Move]) -> tuple[int, int]:
    """How often the learner gave back what was said, and how often he or she asked."""
    return sum(move is Move.SAY_BACK for move in moves), sum(move in QUESTIONS for move in moves)
