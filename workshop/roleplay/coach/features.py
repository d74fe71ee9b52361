"""What the model looks at in a sentence: words and their kin, short runs of them, and the sentence as a whole.

A run of words is taken in its *shape*: words that many people use stay as they are; any other becomes its class
("fault" for "selfish") or else its ending ("*ing"). So "you never feed the goat" and "you never call my sister" have
"you never *" in common. Each feature knows which words it was seen in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop.roleplay.coach.words import Sentence

ENDINGS = ("ing", "ed", "ly", "er", "s")
LONGEST_RUN = 4
SEEN_TOGETHER = 5
PRONOUNS = frozenset({"i", "you", "we", "me", "my", "your", "us", "he", "she", "they", "it"})
LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (14, "9-14"))


@dataclass(frozen=True)
class Lexicon:
    """The words that many people use, and the classes of kin that words belong to."""

    common: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]

    def shape_of(self, word: str) -> str:
        """A common word as it is, any other as its class or its ending."""
        if word in self.common:
            return word
        if word in self.classes:
            return f"<{self.classes[word][0]}>"
        if word[0].isdigit():
            return "#"
        return next(("*" + ending for ending in ENDINGS if len(word) > 4 and word.endswith(ending)), "*")


@dataclass(frozen=True)
class Feature:
    """A name the model has a weight for, and the words it was seen in (from `first` to before `last`)."""

    name: str
    first: int
    last: int


def find_features(sentence: Sentence, lexicon: Lexicon, signs: Sequence[tuple[str, int, int]]) -> list[Feature]:
    """All features of a sentence; `signs` are those that the rules found, as (name, first word, after the last)."""
    words = sentence.texts
    shape = [lexicon.shape_of(word) for word in words]
    found = [Feature(f"sign {name}", first, last) for name, first, last in signs]
    for at, word in enumerate(words):
        found.append(Feature(f"word {word}", at, at + 1))
        found += [Feature(f"kin {name}", at, at + 1) for name in lexicon.classes.get(word, ())]
    found += _runs(shape)
    found += _pairs(words, lexicon)
    found += _clauses(sentence, shape)
    found += _whole(sentence, shape)
    seen: dict[str, Feature] = {}
    for feature in found:
        seen.setdefault(feature.name, feature)
    return list(seen.values())


def _runs(shape: Sequence[str]) -> Iterator[Feature]:
    """Two to four words in a row, with a mark where the sentence begins and ends."""
    row = ["^", *shape, "$"]
    for size in range(2, LONGEST_RUN + 1):
        for at in range(len(row) - size + 1):
            first, last = max(0, at - 1), min(len(shape), at + size - 1)
            yield Feature("run " + " ".join(row[at : at + size]), first, last)


def _pairs(words: Sequence[str], lexicon: Lexicon) -> Iterator[Feature]:
    """Two words near each other, whatever stands between: common ones as they are, others by their class."""
    names = [word if word in lexicon.common else lexicon.classes.get(word, ("",))[0] for word in words]
    for at, name in enumerate(names):
        if not name:
            continue
        for other in range(at + 2, min(len(words), at + SEEN_TOGETHER)):
            if names[other]:
                yield Feature(f"pair {name} {names[other]}", at, other + 1)


def _clauses(sentence: Sentence, shape: Sequence[str]) -> Iterator[Feature]:
    """How the parts between commas and dashes begin; the last one most of all, since it often carries the sentence."""
    for at in sentence.clauses:
        name = "last clause" if at == sentence.clauses[-1] else "clause"
        for size in (1, 2, 3):
            if at + size <= len(shape):
                yield Feature(f"{name} {' '.join(shape[at : at + size])}", at, at + size)


def _whole(sentence: Sentence, shape: Sequence[str]) -> Iterator[Feature]:
    """What the sentence is like as a whole: its length, its marks, whom it speaks of first."""
    size = len(shape)
    length = next((name for most, name in LENGTHS if size <= most), "15")
    yield Feature(f"length {length}", 0, size)
    yield from (Feature(f"mark {mark}", 0, size) for mark in sorted(sentence.marks))
    people = [(at, word) for at, word in enumerate(sentence.texts) if word in PRONOUNS]
    if people:
        yield Feature(f"first person {people[0][1]}", people[0][0], people[0][0] + 1)
        yield Feature("people " + " ".join(sorted({word for _, word in people})), 0, size)
    else:
        yield Feature("no person", 0, size)
    yield Feature(f"starts {shape[0]}", 0, 1)
    yield Feature(f"ends {shape[-1]}", size - 1, size)
