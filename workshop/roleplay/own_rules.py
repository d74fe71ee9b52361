"""The rules of own-words play that no talk by choices needs: when a gain is taken away, and when a talk is on its edge.

`docs/partner.md` gives the reason for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop.roleplay.own_talk import OUTSIDE, Exchange, Line, OwnTalk
from workshop.roleplay.partner import HURTING, LOWEST, Moment, is_sore, weigh_move

# So many silences of a talk may raise trust.
SILENCES = 2
# After so many lines that hurt, none of which was made good, a partner without trust says that this is the last chance.
HURT_ENOUGH = 2


@dataclass(frozen=True)
class OwnRule:
    """A rule of own-words play alone: by its name, when a line that would raise trust gains nothing."""

    name: str
    holds: Callable[[Line, OwnTalk], bool]


def _silent_again(line: Line, talk: OwnTalk) -> bool:
    return line.sort == "silence" and any(now.line and now.line.sort == "silence" for now in talk.counted[-1:])


def _silent_often(line: Line, talk: OwnTalk) -> bool:
    helped = [now for now in talk.counted if now.line and now.line.sort == "silence" and now.weight > 0]
    return line.sort == "silence" and len(helped) >= SILENCES


def _said_before(line: Line, talk: OwnTalk) -> bool:
    return bool(line.key) and line.key in [earlier.key for earlier in talk.lines]


# At most one of these takes a gain away: the first that holds.
OWN_RULES = (
    OwnRule("silent-again", _silent_again),
    OwnRule("silent-often", _silent_often),
    OwnRule("said-before", _said_before),
)


def weigh_line(talk: OwnTalk, line: Line) -> list[tuple[str, int]]:
    """What a line does now, rule by rule; nothing for what is no line of the talk."""
    if line.sort in OUTSIDE:
        return []
    reasons = weigh_move(line.heard_as, moment_of(talk))
    gain = sum(by for _, by in reasons)
    broken = next((rule for rule in OWN_RULES if gain > 0 and rule.holds(line, talk)), None)
    return [*reasons, (broken.name, -gain)] if broken else reasons


def moment_of(talk: OwnTalk) -> Moment:
    """Where the talk stands now. Only lines that counted have come before."""
    before = tuple(exchange.line.heard_as for exchange in talk.counted if exchange.line)
    earlier = [exchange.depth for exchange in talk.exchanges[:-1]]
    return Moment(talk.scenario.partner.temper, before, is_sore(talk.now.depth, earlier))


def hurts(exchange: Exchange) -> bool:
    """True when the learner's line blamed, pressed or made it small."""
    return exchange.line is not None and exchange.line.heard_as in HURTING


def is_last_chance(exchanges: Sequence[Exchange], trust: int) -> bool:
    """True when trust is gone after lines that hurt, and nothing since the first of them did good."""
    hurt = 0
    for exchange in reversed(exchanges):
        if exchange.weight > 0:
            break
        hurt += hurts(exchange)
    return trust == LOWEST and hurt >= HURT_ENOUGH
