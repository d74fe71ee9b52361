"""A small linear model: for each feature a weight for each move; the sums give how likely each move is.

The weights are one text file, made by `scripts/train_coach.py`. Its head names the moves, the scale of the weights, and
the common words; then each line is a feature and its thirteen weights as letters (base 85 of signed bytes).
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workshop.content.moves import Move

FORMAT = "coach weights 1"
BIAS = "bias"


@dataclass(frozen=True)
class Model:
    """Weights by feature. `scale` turns a stored whole number (-127 to 127) into a weight."""

    moves: tuple[Move, ...]
    scale: float
    common: frozenset[str]
    rows: Mapping[str, str]
    _opened: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)

    def weights_of(self, feature: str) -> tuple[int, ...] | None:
        """The stored weights of a feature, one for each move; None for one the training did not keep."""
        if feature not in self._opened:
            row = self.rows.get(feature)
            if row is None:
                return None
            self._opened[feature] = unpack(row)
        return self._opened[feature]

    def chances(self, features: Iterable[str]) -> dict[Move, float]:
        """How likely each move is, 0 to 1, adding to 1; the likeliest first, equal ones in the order of the moves."""
        sums = [0] * len(self.moves)
        for feature in (BIAS, *features):
            for at, weight in enumerate(self.weights_of(feature) or ()):
                sums[at] += weight
        return dict(
            sorted(
                zip(self.moves, softmax([total * self.scale for total in sums]), strict=True), key=lambda pair: -pair[1]
            )
        )


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as chances that add to 1."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def pack(weights: Sequence[int]) -> str:
    """Whole numbers from -127 to 127 as letters."""
    return base64.b85encode(bytes(weight % 256 for weight in weights)).decode("ascii")


def unpack(letters: str) -> tuple[int, ...]:
    """The whole numbers that `pack` wrote."""
    return tuple(byte - 256 if byte > 127 else byte for byte in base64.b85decode(letters))


def write_model(model: Model) -> str:
    """The text of a weights file."""
    head = [FORMAT, " ".join(model.moves), repr(model.scale), " ".join(sorted(model.common))]
    return "\n".join([*head, *(f"{name}\t{row}" for name, row in sorted(model.rows.items()))]) + "\n"


def read_model(text: str) -> Model:
    """The model in a weights file; raises ValueError for a file of another format."""
    lines = text.split("\n")
    if lines[0] != FORMAT:
        raise ValueError("These are no weights of the coach, or they are of another version.")
    rows = dict(line.split("\t") for line in lines[4:] if line)
    return Model(tuple(Move(name) for name in lines[1].split()), float(lines[2]), frozenset(lines[3].split()), rows)
