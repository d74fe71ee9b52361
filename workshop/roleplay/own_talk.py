"""What a talk in one's own words consists of: the learner's lines, the partner's answers, and the talk as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from workshop.content.model import Outcome, Scenario
from workshop.content.moves import Move
from workshop.roleplay.partner import HURTING, SHIFT
from workshop.roleplay.replies import Reply
from workshop.roleplay.weighed import Weighed

Sort = Literal["words", "silence", "nonsense", "insult", "danger"]
# What is no line of the talk moves nothing in it.
OUTSIDE = ("nonsense", "danger")
SORTS: tuple[Sort, ...] = get_args(Sort)
# What somebody typed and can say that it was meant otherwise. Nobody means silence, and danger is not argued away.
CORRECTED: tuple[Sort, ...] = ("words", "insult", "nonsense")


@dataclass(frozen=True)
class Line:
    """What the learner said: the words, the move they make, and whether they are words at all.

    `sure` is False where the coach was not; `second` is then the other move it may be. `meant` is True where the
    learner said which move it is, whatever the coach heard. `apology` is True where the words own up to something.
    """

    text: str
    move: Move
    sort: Sort = "words"
    sure: bool = True
    second: Move | None = None
    meant: bool = False
    apology: bool = False

    @property
    def heard_as(self) -> Move:
        """The move that counts. Where the coach was not sure and one of the two lowers trust, it is `other`, until the
        learner says which it is: a doubt costs nothing. Where both lower it, the milder one is no doubt.
        """
        if self.is_unclear:
            return Move.OTHER
        return self.likely[0] if self.hurts_either_way else self.move

    @property
    def is_unclear(self) -> bool:
        """True while the coach is not sure whether the line hurts."""
        return self.second is not None and min(SHIFT[self.move], SHIFT[self.second]) < 0 and not self.hurts_either_way

    @property
    def hurts_either_way(self) -> bool:
        """True where the coach is not sure between two moves that both lower trust."""
        return self.second is not None and max(SHIFT[self.move], SHIFT[self.second]) < 0

    @property
    def likely(self) -> tuple[Move, ...]:
        """The move it is, or the two it may be: one that hurts is never named first beside a milder one."""
        if self.second is None:
            return (self.move,)
        first, second = self.move, self.second
        return (second, first) if first in HURTING and SHIFT[first] < SHIFT[second] else (first, second)

    @property
    def counts(self) -> bool:
        """True for a line of the talk; what could not be read, or leads out of the talk, or is not clear, is none."""
        return self.sort not in OUTSIDE and not self.is_unclear

    @property
    def owns_up(self) -> bool:
        """True for an apology that stands: not one with blame beside it."""
        return self.apology and self.sort == "words" and self.counts and self.heard_as not in HURTING

    @property
    def key(self) -> str:
        """The same for texts that differ by case, marks and spaces alone; empty for a line without a letter."""
        return "".join(sign for sign in self.text.casefold() if sign.isalnum())


@dataclass(frozen=True)
class Exchange(Weighed):
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
    def waits(self) -> bool:
        """True while the learner has not said whether words of danger were about the scene."""
        return self.outcome is None and any(line.sort == "danger" for line in self.lines[-1:])

    @property
    def lines(self) -> list[Line]:
        """What the learner said so far: with the scenario, enough to tell the talk again."""
        return [exchange.line for exchange in self.exchanges if exchange.line]

    @property
    def deepest(self) -> int:
        """The greatest depth reached, 1 to 4."""
        return max(exchange.depth for exchange in self.exchanges)

    @property
    def counted(self) -> list[Exchange]:
        """The exchanges whose line counted, oldest first."""
        return [exchange for exchange in self.exchanges if exchange.line and exchange.line.counts]
