"""Conditions in a scenario: when a line is there, and when a way is open. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workshop.content.model import Choice, Scenario, Scene, Temper, When
from workshop.content.moves import Move
from workshop.roleplay.partner import allows


@dataclass(frozen=True)
class Standing:
    """How a talk stands, as far as conditions ask: trust (0 to 10), the greatest depth so far (1 to 4), the moves that
    were made, the last of them, and the partner's temper.
    """

    trust: int
    depth: int
    said: Collection[Move]
    last: Move | None
    temper: Temper


def holds(when: When | None, standing: Standing) -> bool:
    """True when all that a condition names is so; without a condition always."""
    if when is None:
        return True
    return (
        _within(standing.trust, when.trust_from, when.trust_to)
        and _within(standing.depth, when.depth_from, when.depth_to)
        and (not when.said or any(move in standing.said for move in when.said))
        and not any(move in standing.said for move in when.not_said)
        and (not when.just_said or standing.last in when.just_said)
        and (not when.temper or standing.temper in when.temper)
    )


def _within(value: int, lowest: int | None, highest: int | None) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


def open_choices(scene: Scene, standing: Standing) -> list[int]:
    """The places of the lines that one can say in a scene as the talk stands."""
    return [at for at, choice in enumerate(scene.choices) if holds(choice.when, standing)]


def with_open_choices(scene: Scene, standing: Standing) -> Scene:
    """The scene with only those lines that one can say as the talk stands."""
    kept = open_choices(scene, standing)
    if len(kept) == len(scene.choices):
        return scene
    return scene.model_copy(update={"choices": tuple(scene.choices[at] for at in kept)})


def next_scene(scenario: Scenario, choice: Choice, standing: Standing) -> str:
    """Where a line leads: the first scene whose condition holds and that trust allows, else the last one named."""
    fitting = (
        way.to
        for way in choice.next
        if holds(way.when, standing) and allows(standing.trust, scenario.scenes[way.to].depth)
    )
    return next(fitting, choice.next[-1].to)


def conditions_of(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], When]]:
    """Every condition of a scenario with its place in the file."""
    for name, scene in scenario.scenes.items():
        for at, choice in enumerate(scene.choices):
            place = ("scenes", name, "choices", at)
            if choice.when:
                yield (*place, "when"), choice.when
            for number, way in enumerate(choice.next):
                if way.when:
                    yield (*place, "next", number, "when"), way.when
