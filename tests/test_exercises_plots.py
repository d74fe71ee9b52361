"""Plots are well-formed, hold words as data, stay inside their edges and are the same to the byte each time."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from workshop.exercises.plots import draw_bars, draw_lanes, draw_spread, draw_talk

HOSTILE = '<script>alert("x")</script> & ]]>'
PLOTS: dict[str, Callable[[], str]] = {
    "talk": lambda: draw_talk([3, 5, 0, 10], [1, 2, 1, 4], 10, 4, [1, 3], (HOSTILE, "Depth", "Start")),
    "one turn": lambda: draw_talk([3], [1], 10, 4, [], ("Trust", "Depth", "Start")),
    "long talk": lambda: draw_talk([3] * 18, [4] * 18, 10, 4, [17], ("Trust", "Depth", "Start")),
    "bars": lambda: draw_bars([(HOSTILE, 0), ("Two", 200)], 200),
    "no bars": lambda: draw_bars([], 0),
    "spread": lambda: draw_spread([0, 8.4, 8.4, 500], 0, 20, 10, "s"),
    "no dots": lambda: draw_spread([], 0, 20, 10, "s"),
    "lanes": lambda: draw_lanes([HOSTILE, "b"], [(0, 0), (1, 60)], 60),
    "no time": lambda: draw_lanes(["a"], [(0, 0)], 0),
}
each_plot = pytest.mark.parametrize("name", PLOTS)


def parts(name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(PLOTS[name]()).iter())


@each_plot
def test_a_plot_is_one_well_formed_drawing_with_a_class_on_every_part(name: str) -> None:
    root, *rest = parts(name)
    assert root.tag.endswith("svg") and all(part.get("class") for part in rest)


def labels_below(name: str) -> list[str | None]:
    """The words below a talk's dots, from left to right."""
    lowest = max(float(part.get("y", 0)) for part in parts(name) if part.tag.endswith("text"))
    return [part.text for part in parts(name) if part.tag.endswith("text") and float(part.get("y", 0)) == lowest]


def test_a_talk_s_first_dot_is_the_start_and_the_others_have_the_numbers_of_the_lines() -> None:
    assert labels_below("talk") == ["Start", "1", "2", "3"] and labels_below("one turn") == ["Start"]
    # Where there is little room, every second one has a number.
    assert labels_below("long talk") == ["Start", *map(str, range(2, 18, 2))]


@each_plot
def test_a_plot_is_the_same_each_time(name: str) -> None:
    assert PLOTS[name]() == PLOTS[name]()


@pytest.mark.parametrize("name", ["bars", "lanes", "talk"])
def test_words_are_data(name: str) -> None:
    assert any(part.text == HOSTILE for part in parts(name)) and "<script" not in PLOTS[name]()


@each_plot
def test_everything_stays_inside_the_drawing(name: str) -> None:
    root, *rest = parts(name)
    wide, high = (float(number) for number in root.get("viewBox", "").split()[2:])
    for part in rest:
        for key in ("x", "x1", "x2", "cx"):
            assert -4 <= float(part.get(key, 0)) <= wide
        for key in ("y", "y1", "y2", "cy"):
            assert -4 <= float(part.get(key, 0)) <= high
        assert float(part.get("width", 1)) > 0 and float(part.get("height", 1)) > 0
