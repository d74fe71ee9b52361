"""A scenario's story as a drawing one can print and read: scenes in rows by turn, choices as lines between them.

Lines that open the partner are solid, those that close are dashed, others dotted: nothing is told by color alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from xml.etree import ElementTree as xml

from workshop.content.model import Choice, Scenario, When
from workshop.roleplay.partner import SHIFT

WIDE, HIGH, GAP, ROW, LEFT, TOP = 236, 118, 34, 196, 24, 92
INK, SOFT, TEAL, LOOK, CARD, TINT = "#1d2b2f", "#4d6066", "#0b5d66", "#86460a", "#ffffff", "#e6f1f0"
FONT = "Atkinson Hyperlegible Next, Segoe UI, sans-serif"
LETTERS = "abcdefgh"
# How a move's line is drawn: color, dashes.
OPENS, CLOSES, NEITHER = (TEAL, ""), (LOOK, "9 6"), (SOFT, "2 5")
ENDS = {"opened": "★", "steady": "●", "closed": "■"}


def draw_story(scenario: Scenario, say: Callable[..., str]) -> str:
    """The map as SVG text; `say` gives words of the interface by key."""
    rows = _rows(scenario)
    places = {name: (at, row) for row, names in enumerate(rows) for at, name in enumerate(names)}
    wide = 2 * LEFT + max(len(names) for names in rows) * (WIDE + GAP) - GAP
    wide = max(wide, 760)
    lines = _lines(scenario, wide, say)
    foot = TOP + len(rows) * ROW
    high = foot + 20 * len(lines) + 30
    root = xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {wide} {high}", "role": "img",
                               "font-family": FONT, "width": str(wide), "height": str(high)})  # fmt: skip
    xml.SubElement(root, "title").text = say("story-title", title=scenario.title)
    xml.SubElement(root, "desc").text = say("story-about", scenes=len(scenario.scenes))
    _add(root, "rect", width=wide, height=high, fill=CARD)
    _write(root, LEFT, 36, scenario.title, 24, INK, bold=True)
    _legend(root, say)
    boxes = {name: _corner(at, row, len(rows[row]), wide) for name, (at, row) in places.items()}
    for name, scene in scenario.scenes.items():
        for at, choice in enumerate(scene.choices):
            for number, way in enumerate(choice.next):
                _edge(root, boxes[name], boxes[way.to], at, len(scene.choices), SHIFT[choice.move], first=number == 0)
    for name in scenario.scenes:
        _box(root, boxes[name], name, scenario, say)
    for number, (row, is_name) in enumerate(lines):
        _write(root, LEFT, foot + 20 * number, row, 14, TEAL if is_name else INK, bold=is_name)
    return xml.tostring(root, encoding="unicode")


def _lines(scenario: Scenario, wide: int, say: Callable[..., str]) -> list[tuple[str, bool]]:
    """What can be said in each scene, by the letters on the map, as rows of text; True for a scene's name."""
    rows: list[tuple[str, bool]] = []
    for name, scene in scenario.scenes.items():
        rows += [("", False), (name, True)] if scene.choices else []
        for letter, choice in zip(LETTERS, scene.choices, strict=False):
            texts = [f"{letter}  ({choice.move}) {choice.say}", *_conditions(choice, say)]
            told = [row for text in texts for row in textwrap.wrap(text, wide // 9, subsequent_indent="     ")]
            rows += [(row, False) for row in told]
    return rows


def _conditions(choice: Choice, say: Callable[..., str]) -> list[str]:
    """When a line is there and its ways are open, in words."""
    rows = [say("story-there", when=condition_in_words(choice.when, say))] if choice.when else []
    rows += [say("story-way", to=way.to, when=condition_in_words(way.when, say)) for way in choice.next if way.when]
    return [f"     {row}" for row in rows]


def condition_in_words(when: When, say: Callable[..., str]) -> str:
    """A condition as a person reads it."""
    numbers = (
        ("story-trust-from", when.trust_from),
        ("story-trust-to", when.trust_to),
        ("story-depth-from", when.depth_from),
        ("story-depth-to", when.depth_to),
    )
    words: tuple[tuple[str, Sequence[str]], ...] = (
        ("story-said", when.said),
        ("story-not-said", when.not_said),
        ("story-just-said", when.just_said),
        ("story-temper", when.temper),
    )
    told = [say(key, at=at) for key, at in numbers if at is not None]
    return ", ".join([*told, *(say(key, what=" / ".join(row)) for key, row in words if row)])


def _rows(scenario: Scenario) -> list[list[str]]:
    """The scenes by the fewest turns that lead to them; those no choice leads to come last, endings below all."""
    turn = {scenario.opening: 0}
    todo = [scenario.opening]
    for name in todo:
        for choice in scenario.scenes[name].choices:
            for way in choice.next:
                if way.to not in turn:
                    turn[way.to] = turn[name] + 1
                    todo.append(way.to)
    last = max(turn.values()) + 1
    deep = {name: scene.depth for name, scene in scenario.scenes.items()}
    rows: list[list[str]] = [[] for _ in range(last + 1)]
    for name, scene in scenario.scenes.items():
        rows[last if scene.ends or name not in turn else turn[name]].append(name)
    return [sorted(names, key=lambda name: deep[name]) for names in rows if names]


def _corner(at: int, row: int, size: int, wide: int) -> tuple[float, float]:
    """The upper left corner of a box: each row stands in the middle."""
    start = (wide - size * (WIDE + GAP) + GAP) / 2
    return start + at * (WIDE + GAP), TOP + row * ROW


def _edge(
    root: xml.Element,
    start: tuple[float, float],
    end: tuple[float, float],
    at: int,
    size: int,
    shift: int,
    *,
    first: bool,
) -> None:
    """A line from a choice to the scene it leads to; the way taken with too little trust is thin."""
    color, dashes = OPENS if shift > 0 else CLOSES if shift < 0 else NEITHER
    x1, y1 = start[0] + WIDE * (at + 0.5) / size, start[1] + HIGH
    x2, y2 = end[0] + WIDE / 2 + (at - size / 2) * 9, end[1]
    bend = 60 if y2 > y1 else 120
    path = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
    look = {"fill": "none", "stroke": color, "stroke-width": "2.4" if first else "1.2"}
    _add(root, "path", d=path, **look | ({"stroke-dasharray": dashes} if dashes else {}))
    _add(root, "path", d=f"M{x2 - 4:.0f} {y2 - 8:.0f}L{x2:.0f} {y2:.0f}L{x2 + 4:.0f} {y2 - 8:.0f}", fill="none",
         stroke=color)  # fmt: skip


def _box(
    root: xml.Element, corner: tuple[float, float], name: str, scenario: Scenario, say: Callable[..., str]
) -> None:
    scene, (x, y) = scenario.scenes[name], corner
    _add(root, "rect", x=x, y=y, width=WIDE, height=HIGH, rx=10, fill=TINT if scene.ends else CARD, stroke=TEAL,
         **{"stroke-width": 1.5 * scene.depth})  # fmt: skip
    sign = f"{ENDS[scene.ends]} " if scene.ends else ""
    _write(root, x + 12, y + 22, f"{sign}{name}", 14, TEAL, bold=True)
    _write(root, x + WIDE - 12, y + 22, say("story-depth", depth=scene.depth), 12, SOFT, anchor="end")
    for at, row in enumerate(textwrap.wrap(scene.says, 27, max_lines=3, placeholder=" …")):
        _write(root, x + 12, y + 44 + 18 * at, row, 14, INK)
    for at in range(len(scene.choices)):
        _write(root, x + WIDE * (at + 0.5) / len(scene.choices), y + HIGH - 8, LETTERS[at], 12, SOFT, anchor="middle")


def _legend(root: xml.Element, say: Callable[..., str]) -> None:
    x = float(LEFT)
    for key, (color, dashes) in (("story-opens", OPENS), ("story-closes", CLOSES), ("story-neither", NEITHER)):
        dashed = {"stroke-dasharray": dashes} if dashes else {}
        _add(root, "path", d=f"M{x:.0f} 62h40", stroke=color, **{"stroke-width": 2.4} | dashed)
        _write(root, x + 48, 67, say(key), 14, SOFT)
        x += 64 + 7.4 * len(say(key))


def _add(root: xml.Element, tag: str, **attributes: object) -> xml.Element:
    return xml.SubElement(root, tag, {name: str(value) for name, value in attributes.items()})


def _write(
    root: xml.Element,
    x: float,
    y: float,
    words: str,
    size: int,
    color: str,
    *,
    anchor: str = "start",
    bold: bool = False,
) -> None:
    style = {"font-size": size, "fill": color, "text-anchor": anchor} | ({"font-weight": 700} if bold else {})
    _add(root, "text", x=f"{x:.0f}", y=f"{y:.0f}", **style).text = words
