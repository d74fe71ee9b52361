"""What a partner answers in own-words play when no line of the scenario is due: by temper, move and mood.

The lines are content (`partner/TEMPER.yaml` and `partner/common.yaml`); they fit any scenario. A talk never hears one
of them twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from workshop.content.kit import Kit
from workshop.content.model import Model, Temper, Text
from workshop.content.moves import Move
from workshop.content.reader import read_yaml
from workshop.content.validate import build

Mood = Literal["warm", "even", "hurt", "withdrawn", "telling"]
Occasion = Literal["any", "silence", "nonsense", "insult", "danger", "last-chance"]
COMMON = "common"


class Reply(Model):
    """One answer: to which moves (or on which occasion), in which mood, what is done, said and thought.

    `does` is a verb in the he-form. `says` is empty when a line of the scenario takes its place (mood "telling").
    """

    to: Annotated[tuple[Move | Occasion, ...], Field(min_length=1)]
    mood: Mood
    does: str = ""
    says: str = ""
    thinks: Text


class RepliesFile(Model):
    """All answers of one temper, or those that all have in common."""

    replies: Annotated[tuple[Reply, ...], Field(min_length=1)]


@lru_cache
def read_replies(path: Path) -> tuple[Reply, ...]:
    """The answers in one file; raises WorkshopError with every problem in it."""
    return build(RepliesFile, read_yaml(path)).replies


def replies_of(kit: Kit, temper: Temper) -> tuple[Reply, ...]:
    """The answers of a temper, then those that all have in common."""
    folder = kit.folders[0] / "partner"
    return (*read_replies(folder / f"{temper}.yaml"), *read_replies(folder / f"{COMMON}.yaml"))


def choose_reply(
    replies: Sequence[Reply], occasion: Move | Occasion, mood: Mood, used: Collection[int], turn: int
) -> int | None:
    """The place of the answer to give: one for just this occasion, else one for any; never one that was `used`.

    Among those that fit equally well the turn decides, so that not every talk begins with the same one. None when all
    are used.
    """
    for wanted in (occasion, "any"):
        fitting = [
            at for at, reply in enumerate(replies) if wanted in reply.to and reply.mood == mood and at not in used
        ]
        if fitting:
            return fitting[turn % len(fitting)]
    return None
