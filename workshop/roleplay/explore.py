"""Plays a scenario many times by chance and tells what was seen: scenes, endings, trust, and where it broke."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from workshop.content.model import Scenario
from workshop.roleplay.play import Talk, begin, choose, play_out

# A talk of so many turns goes in circles.
LONGEST = 60


@dataclass(frozen=True)
class Report:
    """What many plays by chance showed.

    `scenes` and `endings` count how many plays came there, `trusts` is the lowest, middle and highest trust at the end.
    `never` are scenes that no play reached; `broken` are the choices of plays that never ended, the shortest first.
    """

    plays: int
    scenes: dict[str, int]
    endings: dict[str, int]
    trusts: tuple[int, int, int]
    turns: tuple[int, int, int]
    never: tuple[str, ...]
    broken: tuple[tuple[int, ...], ...]
    best: str
    worst: str


def explore(scenario: Scenario, plays: int, seed: int) -> Report:
    """Plays so many talks, each choice by chance; the same seed gives the same talks."""
    chance = random.Random(seed)
    talks = [play_by_chance(scenario, chance) for _ in range(plays)]
    scenes = Counter(name for talk in talks for name in {turn.scene_id for turn in talk.turns})
    ended = [talk for talk in talks if talk.over]
    endings = Counter(talk.now.scene_id for talk in ended)
    return Report(
        plays,
        {name: scenes[name] for name in scenario.scenes},
        {name: endings[name] for name, scene in scenario.scenes.items() if scene.ends},
        _spread([talk.now.trust for talk in ended]),
        _spread([len(talk.choices) for talk in ended]),
        tuple(name for name in scenario.scenes if not scenes[name]),
        tuple(sorted((tuple(talk.choices) for talk in talks if not talk.over), key=lambda way: (len(way), way))),
        play_out(scenario).now.scene_id,
        play_out(scenario, worst=True).now.scene_id,
    )


def play_by_chance(scenario: Scenario, chance: random.Random) -> Talk:
    """One talk to its end, or to a length that no talk should have."""
    talk = begin(scenario)
    while not talk.over and len(talk.turns) <= LONGEST:
        talk = choose(talk, chance.randrange(len(talk.now.scene.choices)))
    return talk


def _spread(values: list[int]) -> tuple[int, int, int]:
    """Lowest, middle and highest; zeros for none."""
    ranked = sorted(values) or [0]
    return ranked[0], ranked[len(ranked) // 2], ranked[-1]
