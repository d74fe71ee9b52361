"""How hard a text is to read: the school grade by the Automated Readability Index. Pure."""

from __future__ import annotations

import re

# Where a word or a sentence ends. A number such as 3.5 is one word.
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_END = re.compile(r"[.!?…:;]+(?:[\s\"”’)]|$)|\n\s*\n")


def reading_grade(text: str) -> float:
    """The grade (1 is the first year of school, below 1 is easier still); 0 for a text without words.

    4.71 letters a word + 0.5 words a sentence - 21.43. Source: E. A. Smith and R. J. Senter, Automated Readability
    Index, 1967. It counts letters, not syllables, so it needs no dictionary and gives every reader the same number.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    letters = sum(sum(sign.isalnum() for sign in word) for word in words)
    sentences = sum(bool(_WORD.search(part)) for part in _END.split(text))
    return 4.71 * letters / len(words) + 0.5 * len(words) / max(sentences, 1) - 21.43


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))
