"""Signs: rules that find words which show a move, before any model is asked. Read from the content, so that each
language has its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.content.moves import Move
from workshop.roleplay.coach.words import Sentence


@dataclass(frozen=True)
class Sign:
    """One rule. `does` is what these words do to the one who hears them; empty for the move's own sentence."""

    id: str
    move: Move
    when: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    does: str = ""
    sure: bool = False


@dataclass(frozen=True)
class Found:
    """A sign that was found, and its words: from `first` to before `last`."""

    sign: Sign
    first: int
    last: int


def find_signs(sentence: Sentence, signs: tuple[Sign, ...]) -> list[Found]:
    """Every sign in a sentence, in the order of the file."""
    row = " ".join(sentence.texts)
    found = []
    for sign in signs:
        match = sign.when.search(row)
        if match and match.group() and not (sign.unless and sign.unless.search(row)):
            first = row.count(" ", 0, match.start() + (row[match.start()] == " "))
            last = row.count(" ", 0, match.end() - (row[match.end() - 1] == " ")) + 1
            found.append(Found(sign, first, last))
    return found
