"""A talk in one's own words: the learner types, the coach names the move, the partner answers. Pure.

It needs no more than any scenario has: the opening, the lines by depth, and the endings. When trust allows, the partner
says the next of the scenario's lines, two on each level and one level at a time. In all other turns the answer comes
from the lines written for the temper, the move and the mood (`replies.py`); a talk never hears one of them twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from workshop.content.model import Outcome, Scenario
from workshop.content.moves import Move
from workshop.roleplay.partner import (
    HIGHEST,
    HURTING,
    LOWEST,
    SHIFT,
    START,
    Moment,
    allows,
    is_sore,
    shift_trust,
    weigh_move,
)
from workshop.roleplay.replies import Mood, Occasion, Reply, choose_reply

Sort = Literal["words", "silence", "nonsense", "insult", "danger"]
# What is no line of the talk moves nothing in it.
OUTSIDE = ("nonsense", "danger")
SORTS: tuple[Sort, ...] = get_args(Sort)
# A talk of so many turns has come to its evening: the partner ends it kindly.
LONGEST = 16
# From this trust down the partner has withdrawn.
AWAY = 1
DEEPEST = 4


@dataclass(frozen=True)
class Line:
    """What the learner said: the words, the move they make, and whether they are words at all.

    `sure` is False where the coach was not; `second` is then the other move it may be.
    """

    text: str
    move: Move
    sort: Sort = "words"
    sure: bool = True
    second: Move | None = None

    @property
    def heard_as(self) -> Move:
        """The move that counts: `other` where the coach was not sure and one of the two lowers trust, until the
        learner says which it is. A doubt costs nothing.
        """
        unclear = self.second is not None and min(SHIFT[self.move], SHIFT[self.second]) < 0
        return Move.OTHER if unclear else self.move


@dataclass(frozen=True)
class Exchange:
    """What the partner does, says and thinks, at which depth and trust, and what the learner answered to it.

    `reasons` tell what the learner's line did, rule by rule. `told` is the place of the scenario's line, as (depth,
    which), and `reply` that of the answer, where one was given.
    """

    does: str
    says: str
    thinks: str
    depth: int
    trust: int
    line: Line | None = None
    reasons: tuple[tuple[str, int], ...] = ()
    trust_after: int | None = None
    told: tuple[int, int] | None = None
    reply: int | None = None

    @property
    def change(self) -> int:
        """By how much trust moved; 0 while nothing was said."""
        return 0 if self.trust_after is None else self.trust_after - self.trust


@dataclass(frozen=True)
class OwnTalk:
    """A talk as far as it has come; `outcome` once it is over."""

    scenario: Scenario
    replies: tuple[Reply, ...]
    exchanges: tuple[Exchange, ...]
    outcome: Outcome | None = None

    @property
    def now(self) -> Exchange:
        """What the partner has just said."""
        return self.exchanges[-1]

    @property
    def lines(self) -> list[Line]:
        """What the learner said so far: with the scenario, enough to tell the talk again."""
        return [exchange.line for exchange in self.exchanges if exchange.line]

    @property
    def deepest(self) -> int:
        """The greatest depth reached, 1 to 4."""
        return max(exchange.depth for exchange in self.exchanges)


def begin(scenario: Scenario, replies: tuple[Reply, ...]) -> OwnTalk:
    """A talk before the first word."""
    opening = scenario.scenes[scenario.opening]
    first = Exchange(opening.does, opening.says, opening.thinks, 1, START[scenario.partner.temper])
    return OwnTalk(scenario, replies, (first,))


def replay(scenario: Scenario, replies: tuple[Reply, ...], lines: Sequence[Line]) -> OwnTalk:
    """The talk that these lines make; those after its end are left out."""
    talk = begin(scenario, replies)
    for line in lines:
        if talk.outcome:
            break
        talk = say(talk, line)
    return talk


def say(talk: OwnTalk, line: Line) -> OwnTalk:
    """The talk after the learner's next line. Raises ValueError when it is over."""
    if talk.outcome:
        raise ValueError("This talk is over.")
    now, moment = talk.now, moment_of(talk)
    reasons = _reasons(line, moment)
    after = shift_trust(now.trust, line.heard_as, moment) if line.sort not in OUTSIDE else now.trust
    made = replace(now, line=line, reasons=tuple(reasons), trust_after=after)
    said = replace(talk, exchanges=(*talk.exchanges[:-1], made))
    change = sum(by for _, by in reasons)
    outcome = _outcome(said, change, after)
    if outcome:
        return replace(said, exchanges=(*said.exchanges, _ending(said, outcome, after)), outcome=outcome)
    return replace(said, exchanges=(*said.exchanges, _answer(said, line, change, after)))


def moment_of(talk: OwnTalk) -> Moment:
    """Where the talk stands now."""
    before = tuple(line.heard_as for line in talk.lines)
    earlier = [exchange.depth for exchange in talk.exchanges[:-1]]
    return Moment(talk.scenario.partner.temper, before, is_sore(talk.now.depth, earlier))


def end_here(talk: OwnTalk) -> OwnTalk:
    """The talk ended by the learner: as it stands, it stays open or closed."""
    outcome: Outcome = "closed" if talk.now.trust <= AWAY else "steady"
    return replace(talk, exchanges=(*talk.exchanges, _ending(talk, outcome, talk.now.trust)), outcome=outcome)


def _reasons(line: Line, moment: Moment) -> list[tuple[str, int]]:
    return [] if line.sort in OUTSIDE else weigh_move(line.heard_as, moment)


def _outcome(talk: OwnTalk, change: int, trust: int) -> Outcome | None:
    """How the talk ends with the line just said, or None while it goes on."""
    lines = talk.lines
    left = len(lines) > 1 and all(line.heard_as in HURTING for line in lines[-2:])
    if trust == LOWEST and left:
        return "closed"
    if _all_told(talk) and change > 0 and allows(trust, DEEPEST):
        return "opened"
    return "steady" if len(lines) >= LONGEST else None


def _all_told(talk: OwnTalk) -> bool:
    return any(exchange.told for exchange in talk.exchanges) and _next_told(talk, HIGHEST) is None


def _ending(talk: OwnTalk, outcome: Outcome, trust: int) -> Exchange:
    """The scenario's own ending of this sort, or the nearest it has."""
    near: dict[Outcome, tuple[Outcome, ...]] = {
        "opened": ("opened", "steady", "closed"),
        "steady": ("steady", "closed", "opened"),
        "closed": ("closed", "steady", "opened"),
    }
    for wanted in near[outcome]:
        for scene in talk.scenario.scenes.values():
            if scene.ends == wanted:
                return Exchange(scene.does, scene.says, scene.thinks, min(scene.depth, talk.deepest), trust)
    return Exchange("", "", "", 1, trust)


def _answer(talk: OwnTalk, line: Line, change: int, trust: int) -> Exchange:
    """What the partner answers: something deeper when the line did good and trust allows, else a reply that fits."""
    told = _next_told(talk, trust) if change > 0 and _opens(line, talk.now) else None
    if told and talk.now.told and told[0] > talk.now.told[0]:
        # Before a deeper level there is a breath: something good is answered first.
        told = None
    mood: Mood = "telling" if told else _mood(change, trust)
    reply = _reply(talk, line, mood)
    chosen = talk.replies[reply] if reply is not None else None
    does, thinks = (chosen.does, chosen.thinks) if chosen else ("", "")
    says = talk.scenario.depths[told[0]][told[1]] if told else chosen.says if chosen else ""
    return Exchange(does, says, thinks, told[0] if told else 1, trust, told=told, reply=reply)


def _opens(line: Line, now: Exchange) -> bool:
    """True for words, and for a silence that leaves room for an answer."""
    return line.sort == "words" or "asked-and-waited" in dict(now.reasons)


def _next_told(talk: OwnTalk, trust: int) -> tuple[int, int] | None:
    """The next line of the scenario that trust allows, as (depth, which); None when it is not the time for one.

    The first level is small talk that the opening has done; from the second on, all lines of a level are said before
    the next.
    """
    said = {exchange.told for exchange in talk.exchanges}
    for depth in range(2, DEEPEST + 1):
        if not allows(trust, depth):
            return None
        for which in range(len(talk.scenario.depths.get(depth, ()))):
            if (depth, which) not in said:
                return depth, which
    return None


def _mood(change: int, trust: int) -> Mood:
    if trust <= AWAY:
        return "withdrawn"
    return "warm" if change > 0 else "hurt" if change < 0 else "even"


def _reply(talk: OwnTalk, line: Line, mood: Mood) -> int | None:
    heard = {exchange.says for exchange in talk.exchanges}
    # A temper's answers and those in common may share a word such as "Okay."
    used = {at for at, reply in enumerate(talk.replies) if reply.says and reply.says in heard}
    used |= {exchange.reply for exchange in talk.exchanges if exchange.reply is not None}
    occasion: Move | Occasion = line.heard_as if line.sort == "words" else line.sort
    if line.sort == "silence" and is_sore(talk.now.depth, [exchange.depth for exchange in talk.exchanges[:-1]]):
        # A silence after something sore is no small talk: it is time that was given.
        occasion = Move.GIVE_TIME
    turn = len(talk.lines) + len(talk.scenario.title)
    found = choose_reply(talk.replies, occasion, mood, used, turn)
    return found if found is not None else choose_reply(talk.replies, "any", mood, used, turn)
