"""What a talk in own words can teach the one who played it: picked by rules from the learner's own lines. Pure.

The line that helped most, the line that cost most, the line that mended something, and one thing to try next. The words
are the interface's (`lesson-…`); every rule here holds only where its words are true.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop.content.moves import Move
from workshop.roleplay.partner import HEARING, HURTING, QUESTIONS, is_sore
from workshop.roleplay.retelling import Retelling, Step

# What leaves something sore behind that was just said.
LEAVING = frozenset({Move.ADVISE, Move.CLOSED_QUESTION, Move.INFORM, Move.SHARE}) | HURTING
# What does not take up something new that was just said.
PASSING = frozenset({Move.INFORM, Move.DISMISS})
# With fewer lines a talk has hardly begun.
SHORT = 3
# A line that cost trust is mended soon, if at all.
SOON = 3


@dataclass(frozen=True)
class Lesson:
    """The steps (0 is the first) that helped and that cost most, whether the latter was soon mended, and the first step
    that mended something; the name of the thing to try next, and the step that shows it, where one does.
    """

    helped: int | None
    cost: int | None
    mended: bool
    repair: int | None
    next: str
    shown: int | None = None


@dataclass(frozen=True)
class Rule:
    """One thing to try next, by its name, and in which talks it was missing."""

    name: str
    holds: Callable[[Retelling], bool]


def draw_lesson(told: Retelling) -> Lesson:
    """The lesson of a talk in which at least one line was said. Ties go to the earlier line."""
    # What the coach was not sure of is no example.
    said = [(at, step) for at, step in enumerate(told.said) if step.line is None or step.line.sure]
    # Where trust had no room to move, the heavier line still did more.
    rises = [(step.change, step.weight, -at) for at, step in said if step.change > 0 and not _is_mere_silence(step)]
    falls = [(-step.change, -step.weight, -at) for at, step in said if step.weight < 0]
    cost = -max(falls)[-1] if falls else None
    mended = cost is not None and any(_mends(step) for step in told.said[cost + 1 : cost + 1 + SOON])
    repair = next((at for at, step in said if _mends(step) and step.weight > 0 and not _is_silence(step)), None)
    name = next(rule.name for rule in RULES if rule.holds(told))
    shown = next((at for at, step in enumerate(told.said) if name == "quiet" and step in _missed(told)), None)
    return Lesson(-max(rises)[-1] if rises else None, cost, mended, repair, name, shown)


def _mends(step: Step) -> bool:
    return "mended" in dict(step.reasons)


def _is_mere_silence(step: Step) -> bool:
    """True for a silence that did not follow something sore: it may help, but is no example of what helped most."""
    return _is_silence(step) and "sore-spot-held" not in dict(step.reasons)


def _counted(told: Retelling) -> list[Step]:
    """The steps whose line counted as one of the talk."""
    return [step for step in told.said if step.line is None or step.line.counts]


def _moves(told: Retelling) -> list[Move]:
    """The moves that were made in words, without small words."""
    made = [step.move for step in _counted(told) if step.move and not _is_silence(step)]
    return [move for move in made if move is not Move.OTHER]


def _is_silence(step: Step) -> bool:
    return step.line is not None and step.line.sort == "silence"


def _is_new(told: Retelling, at: int) -> bool:
    """True when the partner has just said something deeper than all before."""
    return at > 0 and told.steps[at].depth > max(step.depth for step in told.steps[:at])


def _sore_answers(told: Retelling) -> list[Step]:
    """The steps in which the learner answered something sore that was said for the first time."""
    depths = [step.depth for step in told.steps]
    return [step for at, step in enumerate(told.said) if is_sore(depths[at], depths[:at])]


def _named_danger(told: Retelling) -> bool:
    return any(step.line and step.line.sort == "danger" for step in told.said)


def _was_silent(told: Retelling) -> bool:
    return all(_is_silence(step) for step in told.said)


def _was_unheard(told: Retelling) -> bool:
    return not _moves(told)


def _hurt_mostly(told: Retelling) -> bool:
    return 2 * sum(step.move in HURTING for step in told.said) > len(told.said)


def _hurt_and_left_it(told: Retelling) -> bool:
    hurts = [at for at, step in enumerate(told.said) if step.move in HURTING]
    return bool(hurts) and not any(_mends(step) for step in told.said[hurts[-1] + 1 :])


def _advised_first(told: Retelling) -> bool:
    moves = _moves(told)
    return Move.ADVISE in moves and not HEARING & set(moves[: moves.index(Move.ADVISE)])


def _left_the_sore_spot(told: Retelling) -> bool:
    # What raised trust all the same is not told as a miss.
    return any(step.move in LEAVING and step.weight <= 0 for step in _sore_answers(told))


def _passed_over(told: Retelling) -> bool:
    return any(_is_new(told, at) and step.move in PASSING for at, step in enumerate(told.said))


def _turned_to_self(told: Retelling) -> bool:
    return any("turned-to-self" in dict(step.reasons) for step in told.said)


def _only_asked(told: Retelling) -> bool:
    moves = [step.move for step in told.said if not _is_silence(step)]
    return len(moves) > 1 and QUESTIONS.issuperset(moves)


def _did_one_thing(told: Retelling) -> bool:
    return any("worn-out" in dict(step.reasons) for step in told.said)


def _never_gave_back(told: Retelling) -> bool:
    return Move.SAY_BACK not in _moves(told)


def _missed(told: Retelling) -> list[Step]:
    """The answers to something sore that gained nothing, where a turn of quiet would have."""
    return [step for step in _sore_answers(told) if step.weight <= 0 and not _is_silence(step)]


# In this order: the first that holds is the thing to try. What matters most for the other person comes first.
RULES = (
    Rule("danger", _named_danger),
    Rule("silent", _was_silent),
    Rule("unheard", _was_unheard),
    Rule("harsh", _hurt_mostly),
    Rule("hurt", _hurt_and_left_it),
    Rule("advice", _advised_first),
    Rule("sore", _left_the_sore_spot),
    Rule("subject", _passed_over),
    Rule("self", _turned_to_self),
    Rule("questions", _only_asked),
    Rule("three", _did_one_thing),
    Rule("back", _never_gave_back),
    Rule("quiet", lambda told: bool(_missed(told))),
    Rule("short", lambda told: len(told.said) < SHORT),
    Rule("good", lambda told: True),
)
