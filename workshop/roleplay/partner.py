"""The partner's trust: how much each move shifts it, and what that opens.

Every number here stands in one table, so that a learner can check it. Trust runs from 0 to 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from workshop.content.model import Temper
from workshop.content.moves import Move

LOWEST, HIGHEST = 0, 10
TEMPERS: tuple[Temper, ...] = get_args(Temper)

# Where trust stands before the first word.
START: dict[Temper, int] = {"reserved": 3, "joking": 4, "irritable": 3, "tired": 4, "eager": 5}

# What each move does to trust.
SHIFT: dict[Move, int] = {
    Move.SAY_BACK: 2,
    Move.OPEN_QUESTION: 1,
    Move.SHARE: 1,
    Move.AFFIRM: 1,
    Move.GIVE_TIME: 1,
    Move.OFFER_HELP: 1,
    Move.CLOSED_QUESTION: 0,
    Move.INFORM: 0,
    Move.OTHER: 0,
    Move.ADVISE: -1,
    Move.DISMISS: -2,
    Move.PUSH: -2,
    Move.JUDGE: -3,
}

# What a temper adds to that.
EXTRA: dict[Temper, dict[Move, int]] = {
    "reserved": {Move.GIVE_TIME: 1, Move.PUSH: -1},
    "joking": {Move.SHARE: 1, Move.DISMISS: -1},
    "irritable": {Move.SAY_BACK: 1, Move.ADVISE: -1},
    "tired": {Move.OFFER_HELP: 1, Move.PUSH: -1},
    "eager": {Move.AFFIRM: 1, Move.JUDGE: -1},
}

# The trust that a depth needs: 1 small talk, 4 what really hurts.
NEEDED = {1: 0, 2: 4, 3: 6, 4: 8}

QUESTIONS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})


def shift_trust(trust: int, move: Move, temper: Temper, before: Sequence[Move]) -> int:
    """Trust after a move, 0 to 10; `before` are the moves so far, oldest first.

    The same move for the third time running, and a third question running, gain nothing: a tenth "sounds like" helps
    nobody, and three questions in a row are an interview. What lowers trust lowers it every time.
    """
    return min(HIGHEST, max(LOWEST, trust + weigh_move(move, temper, before)))


def weigh_move(move: Move, temper: Temper, before: Sequence[Move]) -> int:
    """What a move does to this temper now, whatever room trust has left to rise or fall."""
    change = SHIFT[move] + EXTRA[temper].get(move, 0)
    return 0 if change > 0 and is_worn_out(move, before) else change


def is_worn_out(move: Move, before: Sequence[Move]) -> bool:
    """True when a move repeats what the last two already did."""
    last = list(before[-2:])
    if len(last) < 2:
        return False
    return last == [move, move] or (move in QUESTIONS and all(earlier in QUESTIONS for earlier in last))


def allows(trust: int, depth: int) -> bool:
    """True when trust is high enough for things of this depth (1 to 4) to be said."""
    return trust >= NEEDED[depth]
