"""The thirteen moves: what one sentence does to the person who hears it."""

from __future__ import annotations

from enum import StrEnum


class Move(StrEnum):
    """What a line does. The partner, the coach and the observer's tally all use these."""

    SAY_BACK = "say-back"
    OPEN_QUESTION = "open-question"
    CLOSED_QUESTION = "closed-question"
    SHARE = "share"
    AFFIRM = "affirm"
    GIVE_TIME = "give-time"
    OFFER_HELP = "offer-help"
    ADVISE = "advise"
    JUDGE = "judge"
    PUSH = "push"
    DISMISS = "dismiss"
    INFORM = "inform"
    OTHER = "other"
