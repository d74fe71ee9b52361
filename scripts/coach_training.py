"""Training the coach's model: logistic regression over the moves, in plain Python so that every byte can be made again.

Steps are small and their order is fixed by a digest of each sentence, so the same sentences give the same weights.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.content.moves import Move
from workshop.roleplay.coach.features import Lexicon, find_features
from workshop.roleplay.coach.language import read_classes, read_signs, read_spelling
from workshop.roleplay.coach.model import BIAS, Model, pack, softmax
from workshop.roleplay.coach.signs import find_signs
from workshop.roleplay.coach.words import Sentence, read_sentence

MOVES = tuple(Move)
ROUNDS = 8
STEP = 0.05
DECAY = 1e-3
# A word is common when so many voices use it; a feature is kept when so many have it, and only the weightiest so many.
COMMON_VOICES, FEATURE_VOICES, MOST_FEATURES = 16, 3, 50_000


@dataclass(frozen=True)
class Labelled:
    """One sentence: its voice, what both readers said and what was settled."""

    voice: str
    text: str
    move: Move
    first: Move
    second: Move


def read_labelled(folder: Path) -> list[Labelled]:
    """All labelled sentences of a folder, voice by voice; raises ValueError with file and line for a bad row."""
    return [row for path in sorted(folder.glob("*.tsv")) for row in _read_voice(path)]


def _read_voice(path: Path) -> Iterator[Labelled]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        parts = line.split("\t")
        try:
            move, first, second, text = parts
            yield Labelled(path.stem, text, Move(move), Move(first), Move(second))
        except ValueError:
            raise ValueError(f"{path.name}:{number}: this is not move, first, second and sentence: {line!r}") from None


class Seen:
    """The sentences as the model sees them, and which features are worth keeping."""

    def __init__(self, rows: Sequence[Labelled], folder: Path) -> None:
        self.rows, self.signs = rows, read_signs(folder)
        spelling = read_spelling(folder)
        self.sentences = [read_sentence(row.text, 0, len(row.text), spelling) for row in rows]
        common = _shared(((row.voice, s.texts) for row, s in zip(rows, self.sentences, strict=True)), COMMON_VOICES)
        self.lexicon = Lexicon(common, read_classes(folder))
        named = [self.names_of(sentence) for sentence in self.sentences]
        kept = _shared(((row.voice, names) for row, names in zip(rows, named, strict=True)), FEATURE_VOICES)
        self.features = [[BIAS, *(name for name in names if name in kept)] for names in named]

    def names_of(self, sentence: Sentence) -> list[str]:
        """The names of a sentence's features."""
        found = [(one.sign.id, one.first, one.last) for one in find_signs(sentence, self.signs)]
        return [feature.name for feature in find_features(sentence, self.lexicon, found)]


def _shared(pairs: Iterator[tuple[str, Sequence[str]]], least: int) -> frozenset[str]:
    """The names that at least so many voices have."""
    voices: dict[str, set[str]] = defaultdict(set)
    for voice, names in pairs:
        for name in names:
            voices[name].add(voice)
    return frozenset(name for name, users in voices.items() if len(users) >= least)


def train(seen: Seen, tell: Callable[[str], None] = lambda _: None) -> Model:
    """The model that these sentences give. `tell` hears how far it is."""
    weights: dict[str, list[float]] = {}
    squares: dict[str, list[float]] = {}
    for names in seen.features:
        for name in names:
            weights.setdefault(name, [0.0] * len(MOVES))
            squares.setdefault(name, [1e-8] * len(MOVES))
    order = list(range(len(seen.rows)))
    for number in range(ROUNDS):
        order.sort(key=lambda at: hashlib.sha256(f"{number} {seen.rows[at].text}".encode()).digest())
        for at in order:
            _step(seen.features[at], MOVES.index(seen.rows[at].move), weights, squares)
        tell(f"Round {number + 1} of {ROUNDS}")
    return _whole_numbers(weights, seen.lexicon.common)


def _step(names: Sequence[str], truth: int, weights: dict[str, list[float]], squares: dict[str, list[float]]) -> None:
    """One step towards a sentence's move: each weight by the slope, less the more it has moved already (AdaGrad)."""
    rows = [weights[name] for name in names]
    chances = softmax([sum(column) for column in zip(*rows, strict=True)])
    slopes = [chance - (at == truth) for at, chance in enumerate(chances)]
    moving = [(at, slope) for at, slope in enumerate(slopes) if abs(slope) > 1e-3]
    for name, row in zip(names, rows, strict=True):
        moved = squares[name]
        for at, slope in moving:
            slope += DECAY * row[at]
            moved[at] += slope * slope
            row[at] -= STEP * slope / math.sqrt(moved[at])


def _whole_numbers(weights: dict[str, list[float]], common: frozenset[str]) -> Model:
    """The weightiest features with their weights as whole numbers from -127 to 127."""
    ranked = sorted(weights, key=lambda name: (-max(map(abs, weights[name])), name))
    kept = {*ranked[:MOST_FEATURES], BIAS}
    scale = max(abs(weight) for name in kept for weight in weights[name]) / 127
    rows = {name: pack([round(weight / scale) for weight in weights[name]]) for name in sorted(kept)}
    return Model(MOVES, float(f"{scale:.6g}"), common, rows)
