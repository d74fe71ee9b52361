"""A talk told again, whichever way it was played: step by step, its turning points, and what the learner did."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.content.model import Outcome, Scenario
from workshop.content.moves import Move
from workshop.roleplay.own_talk import Line, OwnTalk
from workshop.roleplay.partner import LOWEST, QUESTIONS
from workshop.roleplay.play import Talk
from workshop.roleplay.weighed import Weighed

# What is beside the other person without a word of what was said, and without a question.
STANDING_BY = frozenset({Move.AFFIRM, Move.GIVE_TIME, Move.OFFER_HELP})


@dataclass(frozen=True)
class Step(Weighed):
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
    def reached_lowest(self) -> bool:
        """True when the line took the last of the partner's trust."""
        return self.change < 0 and self.trust_after == LOWEST


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

    @property
    def in_own_words(self) -> bool:
        """True for a talk whose lines the learner wrote."""
        return any(step.line for step in self.steps)

    @property
    def ended_by_learner(self) -> bool:
        """True when the partner's last words were left without an answer: the learner ended the talk."""
        return self.outcome is not None and len(self.said) == len(self.steps) - 2

    @property
    def course(self) -> tuple[Step, ...]:
        """The start and what followed each line: as many steps as lines, and one."""
        return self.steps[: len(self.said) + 1]


@dataclass(frozen=True)
class Counts:
    """In how many lines the learner gave back what was said, asked, and stood by, gave time or offered help."""

    back: int
    asked: int
    stood: int


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
    """The steps (0 is the first) that mattered most, in order; at most four.

    They are the greatest rise, the greatest fall, the line that took the last trust, and the step to the greatest
    depth; ties go to the earlier one.
    """
    depths = [step.depth for step in told.steps]
    said = [(at, step) for at, step in enumerate(told.steps) if step.move]
    rises = [(step.change, -at) for at, step in said if step.change > 0]
    falls = [(-step.change, -at) for at, step in said if step.change < 0]
    lowest = [(0, -at) for at, step in said if step.reached_lowest]
    deeper = [(depths[at + 1], -at) for at, _ in said if depths[at + 1] > max(depths[: at + 1])]
    return sorted({-max(found)[1] for found in (rises, falls, lowest, deeper) if found})


def count_lines(told: Retelling) -> Counts:
    """What the learner's lines were; a silence counts where it helped."""
    moves = [step.move for step in told.said if not (step.line and step.line.sort == "silence" and step.weight <= 0)]
    asked, stood = (sum(move in group for move in moves) for group in (QUESTIONS, STANDING_BY))
    return Counts(moves.count(Move.SAY_BACK), asked, stood)
