"""What scripts/bench.py measured: ratios round by round, and figures that stand alone, as words and as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

FASTER, NO_SLOWER = "times as fast as stock", "of stock's time"


@dataclass
class Comparison:
    """What two ways took, one of each a round: the kit and stock, unless `ways` names others.

    With FASTER as `sense` the ratio is stock / kit, the more the better; with any other it is kit / stock, the less the
    better. `aim` is the ratio to reach. `stages` are seconds of a way's steps by name, one a round, as in
    {"kit: server": [1.2, 1.3]}.
    """

    name: str
    sense: str
    aim: float
    unit: str = "s"
    kit: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    stages: dict[str, list[float]] = field(default_factory=dict)
    ways: tuple[str, str] = ("kit", "stock")

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

    def as_json(self) -> dict[str, object]:
        """Plain data."""
        first, second = self.ways
        return {
            "name": self.name,
            "ratio": sum_up(self.ratios()),
            "ratio_means": self.sense,
            "aim": self.aim,
            "reached": self.is_reached(),
            "unit": self.unit,
            first: sum_up(self.kit),
            second: sum_up(self.stock),
            "stages": {step: sum_up(values) for step, values in self.stages.items()},
            "rounds": len(self.kit),
        }

    def in_words(self) -> list[str]:
        """Lines for a person to read."""
        bound = "at least" if self.sense == FASTER else "at most"
        width = max(map(len, self.ways))
        ways = zip(self.ways, (self.kit, self.stock), strict=True)
        return [
            f"{self.name}: {spread(self.ratios(), '')} {self.sense}; aim {bound} {self.aim:g}: {verdict(self)}",
            *(f"    {way:{width}}  {spread(values, self.unit)}" for way, values in ways),
            *(f"      {step}  {spread(values, self.unit)}" for step, values in self.stages.items()),
        ]


@dataclass
class Times:
    """Many times of one thing in milliseconds, by what was done. `aim`: the most that 95 of 100 may take."""

    name: str
    aim: float
    rows: dict[str, list[float]] = field(default_factory=dict)

    def all(self) -> list[float]:
        """The times of every row."""
        return [value for values in self.rows.values() for value in values]

    def is_reached(self) -> bool:
        """Whether 95 of 100 took no longer than the aim."""
        return percentile(self.all(), 95) <= self.aim

    def as_json(self) -> dict[str, object]:
        """Plain data."""
        rows = {name: rank(values) for name, values in self.rows.items()}
        told = {"name": self.name, "unit": "ms", "aim_p95": self.aim, "reached": self.is_reached()}
        return told | {"all": rank(self.all()), "rows": rows}

    def in_words(self) -> list[str]:
        """Lines for a person to read."""
        width = max(map(len, self.rows))
        rows = [f"    {name:{width}}  {ranks(values)}" for name, values in self.rows.items()]
        return [f"{self.name}: {ranks(self.all())}; aim p95 at most {self.aim:g} ms: {verdict(self)}", *rows]


@dataclass
class Amounts:
    """Amounts of one thing beside each other; the last is what the others are compared with. No aim."""

    name: str
    unit: str
    rows: dict[str, float]

    def as_json(self) -> dict[str, object]:
        """Plain data."""
        *_, base = self.rows.values()
        rows = {name: {"amount": round(value, 1), "ratio": round(value / base, 3)} for name, value in self.rows.items()}
        return {"name": self.name, "unit": self.unit, "rows": rows}

    def in_words(self) -> list[str]:
        """Lines for a person to read."""
        (*_, base), width = self.rows.values(), max(map(len, self.rows))
        rows = [
            f"    {name:{width}}  {value:6.1f} {self.unit}, {value / base:.2f} of it"
            for name, value in self.rows.items()
        ]
        return [f"{self.name}, and as a part of: {list(self.rows)[-1]}", *rows]


def sum_up(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most."""
    return {"median": round(median(values), 3), "min": round(min(values), 3), "max": round(max(values), 3)}


def percentile(values: Sequence[float], part: float) -> float:
    """The least value that `part` of 100 values do not go over: one that was measured, nothing in between."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * part / 100) - 1)]


def rank(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile, most, and how many."""
    told = {"median": median(values), "p95": percentile(values, 95), "p99": percentile(values, 99), "max": max(values)}
    return {name: round(value, 1) for name, value in told.items()} | {"count": len(values)}


def ranks(values: Sequence[float]) -> str:
    """As in "median 12 ms, p95 34 ms, p99 56 ms (200)"."""
    told = rank(values)
    return f"median {told['median']:.0f} ms, p95 {told['p95']:.0f} ms, p99 {told['p99']:.0f} ms ({told['count']})"


def verdict(measured: Comparison | Times) -> str:
    """Whether the aim was reached, in words."""
    return "reached" if measured.is_reached() else "not reached"


def as_json(measured: Sequence[Comparison | Times | Amounts]) -> list[dict[str, object]]:
    """All that was measured as plain data."""
    return [each.as_json() for each in measured]


def in_words(measured: Sequence[Comparison | Times | Amounts]) -> list[str]:
    """Lines for a person to read."""
    return [line for each in measured for line in each.in_words()]


def spread(values: Sequence[float], unit: str) -> str:
    """As in "1.20 s (1.10 to 1.40)"."""
    told = sum_up(values)
    return f"{told['median']:.2f}{' ' + unit if unit else ''} ({told['min']:.2f} to {told['max']:.2f})"
