"""What a partner answers in own-words play when no line of the scenario is due: by temper, move and mood.

The lines are content (`partner/TEMPER.yaml` and `partner/common.yaml`); they fit any scenario. A talk never hears one
of them twice.
"""

from __future__ import annotations

import re
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
Occasion = Literal["any", "silence", "nonsense", "insult", "danger", "apology", "last-chance"]
COMMON = "common"


class Reply(Model):
    """One answer: to which moves (or on which occasion), in which mood, what is done, said and thought.

    `does` is a verb in the he-form. `says` is empty when a line of the scenario takes its place (mood "telling"). Where
    `heard` names words, in small letters, the answer is only for a line with one of them in it, such as "mad at me".
    `shared` is True for what all tempers have in common.
    """

    to: Annotated[tuple[Move | Occasion, ...], Field(min_length=1)]
    mood: Mood
    does: str = ""
    says: str = ""
    thinks: Text
    heard: tuple[Text, ...] = ()
    shared: bool = False


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
    common = (reply.model_copy(update={"shared": True}) for reply in read_replies(folder / f"{COMMON}.yaml"))
    return (*read_replies(folder / f"{temper}.yaml"), *common)


def choose_reply(
    replies: Sequence[Reply], occasion: Move | Occasion, mood: Mood, used: Collection[int], turn: int, text: str = ""
) -> int | None:
    """The place of the answer to give to a line of this text; never one that was `used`. None when all are.

    One for just this occasion comes first, else one for any; there one for the words of the line, then one of the
    temper's own, then one that all have in common. Among those that fit equally well the turn decides, so that not
    every talk begins with the same one.
    """
    row = " ".join(["", *re.findall(r"[\w']+", text.casefold().replace("’", "'")), ""])
    for wanted in (occasion, "any"):
        ranks: dict[tuple[bool, bool], list[int]] = {}
        for at, reply in enumerate(replies):
            named = any(f" {words} " in row for words in reply.heard)
            if wanted in reply.to and reply.mood == mood and at not in used and named is bool(reply.heard):
                ranks.setdefault((not named, reply.shared), []).append(at)
        if ranks:
            fitting = ranks[min(ranks)]
            return fitting[turn % len(fitting)]
    return None
