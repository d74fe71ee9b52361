"""A talk in one's own words: the learner types, the coach names the move, the partner answers. Pure.

It needs no more than any scenario has: the opening, the lines by depth, and the endings. When trust allows, the partner
says the next of the scenario's lines, two on each level and one level at a time. In all other turns the answer comes
from the lines written for the temper, the move and the mood (`replies.py`); a talk never hears one of them twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workshop.content.model import Outcome, Scenario
from workshop.content.moves import Move
from workshop.roleplay.own_rules import hurts, is_last_chance, weigh_line
from workshop.roleplay.own_talk import Exchange, Line, OwnTalk
from workshop.roleplay.partner import HIGHEST, LOWEST, QUESTIONS, START, allows, is_sore
from workshop.roleplay.replies import Mood, Occasion, Reply, choose_reply

# A talk of so many turns has come to its evening: the partner ends it kindly.
LONGEST = 16
# From this trust down the partner has withdrawn.
AWAY = 1
DEEPEST = 4
_WHY = re.compile(r"\W*(?:(?:and|so|but|well|okay) )?(?:why|how come)\b", re.IGNORECASE)


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
    now, reasons = talk.now, weigh_line(talk, line)
    change = sum(by for _, by in reasons)
    after = min(HIGHEST, max(LOWEST, now.trust + change))
    made = replace(now, line=line, reasons=tuple(reasons), trust_after=after)
    said = replace(talk, exchanges=(*talk.exchanges[:-1], made))
    outcome = _outcome(said, change, after)
    if outcome:
        return replace(said, exchanges=(*said.exchanges, _ending(said, outcome, after)), outcome=outcome)
    return replace(said, exchanges=(*said.exchanges, _answer(said, line, change, after)))


def end_here(talk: OwnTalk) -> OwnTalk:
    """The talk ended by the learner: as it stands, it has opened, stays open or is closed."""
    if talk.waits:
        # Whoever stops because of danger hears no more of the story.
        return replace(talk, outcome="steady")
    opened = talk.deepest == DEEPEST and allows(talk.now.trust, DEEPEST)
    outcome: Outcome = "closed" if talk.now.trust <= AWAY else "opened" if opened else "steady"
    return replace(talk, exchanges=(*talk.exchanges, _ending(talk, outcome, talk.now.trust)), outcome=outcome)


def _outcome(talk: OwnTalk, change: int, trust: int) -> Outcome | None:
    """How the talk ends with the line just said; None while it goes on, or waits after words of danger."""
    if talk.waits:
        return None
    if hurts(talk.exchanges[-1]) and is_last_chance(talk.exchanges[:-1], talk.exchanges[-1].trust):
        return "closed"
    if _all_told(talk) and change > 0 and allows(trust, DEEPEST):
        return "opened"
    if len(talk.lines) >= LONGEST:
        return "closed" if trust <= AWAY else "steady"
    return None


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
    if told and (line.owns_up or (talk.now.told and told[0] > talk.now.told[0])):
        # Before a deeper level there is a breath: something good is answered first. So is an apology.
        told = None
    mood: Mood = "telling" if told else "even" if line.sort == "danger" else _mood(change, trust)
    reply = _reply(talk, _occasion(talk, line, trust), mood)
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


def _occasion(talk: OwnTalk, line: Line, trust: int) -> Move | Occasion:
    """What the partner answers to: the move, or what stands in its place."""
    if hurts(talk.now) and is_last_chance(talk.exchanges, trust):
        return "last-chance"
    if line.sort == "silence" and is_sore(talk.now.depth, [exchange.depth for exchange in talk.exchanges[:-1]]):
        # A silence after something sore is no small talk: it is time that was given.
        return Move.GIVE_TIME
    if line.owns_up:
        return "apology"
    return _answered_as(line) if line.sort == "words" else line.sort


def _answered_as(line: Line) -> Move | Occasion:
    """What words are answered as: a question as one, also where the coach was not sure. A doubt is no small words."""
    if line.heard_as is not Move.OTHER or line.meant:
        return line.heard_as
    if _WHY.match(line.text):
        return Move.OPEN_QUESTION
    if line.is_unclear:
        return next((move for move in line.likely if move in QUESTIONS), "any")
    return Move.OTHER


def _reply(talk: OwnTalk, occasion: Move | Occasion, mood: Mood) -> int | None:
    heard = {exchange.says for exchange in talk.exchanges}
    # A temper's answers and those in common may share a word such as "Okay."
    used = {at for at, reply in enumerate(talk.replies) if reply.says and reply.says in heard}
    used |= {exchange.reply for exchange in talk.exchanges if exchange.reply is not None}
    turn = len(talk.lines) + len(talk.scenario.title)
    return choose_reply(talk.replies, occasion, mood, used, turn, talk.lines[-1].text)
