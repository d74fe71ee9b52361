"""What scripts/bench.py measured: ratios round by round, as words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

FASTER, NO_SLOWER = "times as fast as stock", "of stock's time"


@dataclass
class Comparison:
    """Seconds of the kit and of stock, one of each a round.

    `sense` is FASTER (ratio stock / kit, the more the better) or NO_SLOWER (kit / stock, the less the better). `aim` is
    the ratio to reach. `stages` are seconds of a way's steps by name, one a round, as in {"kit: server": [1.2, 1.3]}.
    """

    name: str
    sense: str
    aim: float
    unit: str = "s"
    kit: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    stages: dict[str, list[float]] = field(default_factory=dict)

    def add_stages(self, way: str, steps: dict[str, float]) -> None:
        """One round's steps of a way."""
        for step, seconds in steps.items():
            self.stages.setdefault(f"{way}: {step}", []).append(seconds)

    def ratios(self) -> list[float]:
        """One ratio a round: what ran side by side is compared with each other, so other load falls on both."""
        pairs = zip(self.kit, self.stock, strict=True)
        return [stock / kit if self.sense == FASTER else kit / stock for kit, stock in pairs]

    def is_reached(self) -> bool:
        """Whether the median ratio reaches the aim."""
        ratio = median(self.ratios())
        return ratio >= self.aim if self.sense == FASTER else ratio <= self.aim


def sum_up(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most."""
    return {"median": round(median(values), 3), "min": round(min(values), 3), "max": round(max(values), 3)}


def as_json(comparisons: Sequence[Comparison]) -> list[dict[str, object]]:
    """All comparisons as plain data."""
    return [
        {
            "name": each.name,
            "ratio": sum_up(each.ratios()),
            "ratio_means": each.sense,
            "aim": each.aim,
            "reached": each.is_reached(),
            "unit": each.unit,
            "kit": sum_up(each.kit),
            "stock": sum_up(each.stock),
            "stages": {step: sum_up(values) for step, values in each.stages.items()},
            "rounds": len(each.kit),
        }
        for each in comparisons
    ]


def in_words(comparisons: Sequence[Comparison]) -> list[str]:
    """Lines for a person to read."""
    lines: list[str] = []
    for each in comparisons:
        bound = "at least" if each.sense == FASTER else "at most"
        verdict = "reached" if each.is_reached() else "not reached"
        lines += [
            f"{each.name}: {spread(each.ratios(), '')} {each.sense}; aim {bound} {each.aim:g}: {verdict}",
            f"    kit    {spread(each.kit, each.unit)}",
            f"    stock  {spread(each.stock, each.unit)}",
        ]
        lines += [f"      {step}  {spread(values, 's')}" for step, values in each.stages.items()]
    return lines


def spread(values: Sequence[float], unit: str) -> str:
    """As in "1.20 s (1.10 to 1.40)"."""
    told = sum_up(values)
    return f"{told['median']:.2f}{' ' + unit if unit else ''} ({told['min']:.2f} to {told['max']:.2f})"
