"""The partner's trust: what each move does to it now, and what that opens. Pure and the same each time.

Trust runs from 0 to 10. Every number is in a table below, and every rule says by its name what it did, so that a
learner can check it. `docs/partner.md` gives the reason for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
# From this depth on, what was just said is a sore spot.
SORE = 3

QUESTIONS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION})
HEARING = frozenset({Move.SAY_BACK, Move.AFFIRM})
MENDING = frozenset({Move.SAY_BACK, Move.AFFIRM, Move.GIVE_TIME, Move.SHARE})
HOLDING = frozenset({Move.SAY_BACK, Move.AFFIRM, Move.GIVE_TIME})
HURTING = frozenset(move for move, change in SHIFT.items() if change < -1)
# How often the learner must have heard the partner out before advice does no harm.
HEARD_ENOUGH = 2
# How often a move may be made in a row before the next one is worn out; giving back what one hears wears out later.
FRESH = 2
FRESH_BACK = 3


@dataclass(frozen=True)
class Moment:
    """Where a talk stands when a line comes: the partner's temper, the moves so far (oldest first), and whether the
    partner has just said something sore for the first time.

    A None in `before` is a line of which nobody is sure what it does: it breaks a row of the same, and no more. Own
    words alone have apologies: `owns_up` is True when the line is one, `owned_up` when the one before was, and
    `to_mend` when something hurt a short while ago that no apology has mended.
    """

    temper: Temper
    before: tuple[Move | None, ...] = ()
    sore: bool = False
    owns_up: bool = False
    owned_up: bool = False
    to_mend: bool = False

    @property
    def heard(self) -> int:
        """How often the learner has said something back or stood beside the partner."""
        return sum(move in HEARING for move in self.before)

    @property
    def withdrawn(self) -> bool:
        """True after two lines in a row that blamed, pressed or made it small: the partner has pulled back."""
        return len(self.clear) > 1 and all(move in HURTING for move in self.clear[-2:])

    @property
    def clear(self) -> list[Move]:
        """The moves so far that are known."""
        return [move for move in self.before if move]


@dataclass(frozen=True)
class Rule:
    """One rule for how a moment changes what a move does: its name, and what it adds to `change` so far."""

    name: str
    add: Callable[[Move, Moment, int], int]


def _by_temper(move: Move, moment: Moment, change: int) -> int:
    return EXTRA[moment.temper].get(move, 0)


def _advice_after_hearing(move: Move, moment: Moment, change: int) -> int:
    return 1 if move is Move.ADVISE and moment.heard >= HEARD_ENOUGH and not moment.sore else 0


def _sore_spot_held(move: Move, moment: Moment, change: int) -> int:
    return 1 if moment.sore and move in HOLDING else 0


def _sore_spot_missed(move: Move, moment: Moment, change: int) -> int:
    return -1 if moment.sore and move in (Move.ADVISE, Move.CLOSED_QUESTION, Move.INFORM, Move.DISMISS) else 0


def _mended(move: Move, moment: Moment, change: int) -> int:
    if moment.owns_up:
        return 1 if moment.to_mend else 0
    return 1 if move in MENDING and moment.clear and SHIFT[moment.clear[-1]] < 0 else 0


def _asked_and_waited(move: Move, moment: Moment, change: int) -> int:
    return 1 if move is Move.GIVE_TIME and moment.before[-1:] == (Move.OPEN_QUESTION,) else 0


def _turned_to_self(move: Move, moment: Moment, change: int) -> int:
    second = move is Move.SHARE and moment.before[-1:] == (Move.SHARE,)
    return -change if change > 0 and second and not (moment.owns_up or moment.owned_up) else 0


def _pulled_back(move: Move, moment: Moment, change: int) -> int:
    return -change if change > 0 and moment.withdrawn and move in QUESTIONS and not moment.owns_up else 0


def _worn_out(move: Move, moment: Moment, change: int) -> int:
    mends = moment.owns_up and moment.to_mend
    return -change if change > 0 and not mends and is_worn_out(move, moment.before) else 0


# In this order, since the last three take a gain away.
RULES = (
    Rule("temper", _by_temper),
    Rule("advice-after-hearing", _advice_after_hearing),
    Rule("sore-spot-held", _sore_spot_held),
    Rule("sore-spot-missed", _sore_spot_missed),
    Rule("mended", _mended),
    Rule("asked-and-waited", _asked_and_waited),
    Rule("turned-to-self", _turned_to_self),
    Rule("pulled-back", _pulled_back),
    Rule("worn-out", _worn_out),
)


def weigh_move(move: Move, moment: Moment) -> list[tuple[str, int]]:
    """What a move does now, rule by rule as (name, change), whatever room trust has left; "move" comes first."""
    weighed = [("move", SHIFT[move])]
    for rule in RULES:
        more = rule.add(move, moment, sum(change for _, change in weighed))
        if more:
            weighed.append((rule.name, more))
    return weighed


def shift_trust(trust: int, move: Move, moment: Moment) -> int:
    """Trust after a move, 0 to 10."""
    change = sum(by for _, by in weigh_move(move, moment))
    return min(HIGHEST, max(LOWEST, trust + change))


def is_worn_out(move: Move, before: Sequence[Move | None]) -> bool:
    """True when a move repeats what the last ones already did: three questions in a row are an interview. What is given
    back may be three different things, and a fourth time in a row is too much.
    """
    fresh = FRESH_BACK if move is Move.SAY_BACK else FRESH
    last = list(before[-fresh:])
    if len(last) < fresh:
        return False
    return set(last) == {move} or (move in QUESTIONS and QUESTIONS.issuperset(last))


def is_sore(depth: int, earlier: Sequence[int]) -> bool:
    """True when this depth (1 to 4) is a sore spot, and deeper than all that was said `earlier`."""
    return depth >= SORE and depth > max(earlier, default=0)


def allows(trust: int, depth: int) -> bool:
    """True when trust is high enough for things of this depth (1 to 4) to be said."""
    return trust >= NEEDED[depth]
