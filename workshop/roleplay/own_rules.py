"""The rules of own-words play that no talk by choices needs: when a gain is taken away, and when a talk is on its edge.

`docs/partner.md` gives the reason for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop.content.moves import Move
from workshop.roleplay.own_talk import OUTSIDE, Exchange, Line, OwnTalk
from workshop.roleplay.partner import HURTING, LOWEST, Moment, is_sore, weigh_move

# So many silences of a talk may raise trust.
SILENCES = 2
# So many lines in a row that give back in the same words are one too many; the first words tell.
OPENERS = 3
OPENING_WORDS = 2
# After so many lines that hurt, none of which was made good, a partner without trust says that this is the last chance.
HURT_ENOUGH = 2
# An apology mends what one of so many lines before it did.
MENDABLE = 3


@dataclass(frozen=True)
class OwnRule:
    """A rule of own-words play alone: by its name, when a line that would raise trust gains nothing."""

    name: str
    holds: Callable[[Line, OwnTalk], bool]


def _silent_again(line: Line, talk: OwnTalk) -> bool:
    return line.sort == "silence" and any(earlier.sort == "silence" for earlier in _said(talk)[-1:])


def _silent_often(line: Line, talk: OwnTalk) -> bool:
    helped = [now for now in talk.counted if now.line and now.line.sort == "silence" and now.weight > 0]
    return line.sort == "silence" and len(helped) >= SILENCES


def _same_opener(line: Line, talk: OwnTalk) -> bool:
    row = [*_said(talk), line][-OPENERS:]
    backs = [said for said in row if said.heard_as is Move.SAY_BACK]
    return len(backs) == OPENERS and len({_opener(said) for said in backs}) == 1 and bool(_opener(line))


def _opener(line: Line) -> tuple[str, ...]:
    """The first words in small letters; none for a line that is shorter."""
    words = re.findall(r"[\w'’]+", line.text.casefold())[:OPENING_WORDS]
    return tuple(words) if len(words) == OPENING_WORDS else ()


def _said_before(line: Line, talk: OwnTalk) -> bool:
    return bool(line.key) and line.key in [earlier.key for earlier in talk.lines]


# At most one of these takes a gain away: the first that holds.
OWN_RULES = (
    OwnRule("silent-again", _silent_again),
    OwnRule("silent-often", _silent_often),
    OwnRule("same-opener", _same_opener),
    OwnRule("said-before", _said_before),
)


def weigh_line(talk: OwnTalk, line: Line) -> list[tuple[str, int]]:
    """What a line does now, rule by rule; nothing for what is no line of the talk."""
    if line.sort in OUTSIDE:
        return []
    reasons = weigh_move(line.heard_as, moment_of(talk, line))
    gain = sum(by for _, by in reasons)
    broken = next((rule for rule in OWN_RULES if gain > 0 and rule.holds(line, talk)), None)
    return [*reasons, (broken.name, -gain)] if broken else reasons


def moment_of(talk: OwnTalk, line: Line) -> Moment:
    """Where the talk stands when this line comes. Only lines of the talk have come before; one that is not clear yet
    breaks a row.
    """
    said, earlier = _said(talk), [exchange.depth for exchange in talk.exchanges[:-1]]
    before = tuple(None if one.is_unclear else one.heard_as for one in said)
    return Moment(
        talk.scenario.partner.temper,
        before,
        is_sore(talk.now.depth, earlier),
        owns_up=line.owns_up,
        owned_up=any(one.owns_up for one in said[-1:]),
        to_mend=_is_to_mend(talk),
    )


def _is_to_mend(talk: OwnTalk) -> bool:
    """True when one of the last lines lowered trust, and no apology since has mended that."""
    last = talk.counted[-MENDABLE:]
    hurt = [at for at, now in enumerate(last) if now.weight < 0]
    return bool(hurt) and not any(_is_mending_apology(now) for now in last[hurt[-1] + 1 :])


def _is_mending_apology(exchange: Exchange) -> bool:
    return exchange.line is not None and exchange.line.owns_up and "mended" in dict(exchange.reasons)


def _said(talk: OwnTalk) -> list[Line]:
    """The learner's lines that are lines of the talk, clear or not."""
    return [line for line in talk.lines if line.sort not in OUTSIDE]


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
