"""Plots for both faces: small SVG drawings. On the page the style sheet colors them by class, paper by attributes.

A plot never stands alone: what it shows is also said in words, as its alternative text and in a line or a table
beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as xml

INK, SOFT, LINE, TEAL, CARD = "#1d2b2f", "#4d6066", "#d5dcd9", "#0b5d66", "#ffffff"
FONT = "Atkinson Hyperlegible Next"


class Drawing:
    """An SVG that grows part by part; lengths are in its own units, and it scales with its place."""

    def __init__(self, wide: float, high: float) -> None:
        self.root = xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {wide:g} {high:g}"})
        self.root.set("class", "tk-plot")
        self.root.set("width", f"{wide:g}")
        self.root.set("height", f"{high:g}")
        self.root.set("aria-hidden", "true")
        self.root.set("focusable", "false")

    def add(self, tag: str, look: str, **attributes: object) -> xml.Element:
        """One shape; `look` is its class, and `_` in an attribute's name stands for `-`."""
        named = {name.replace("_", "-"): _short(value) for name, value in attributes.items()}
        return xml.SubElement(self.root, tag, {"class": look, **named})

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line of the grid."""
        self.add("line", "tk-grid", x1=x1, y1=y1, x2=x2, y2=y2, stroke=LINE, stroke_width=1.5)

    def write(self, x: float, y: float, words: str, anchor: str = "start", size: float = 14) -> None:
        """A few words; anchor is start, middle or end."""
        style = {"font_family": FONT, "font_size": size, "fill": SOFT, "text_anchor": anchor}
        self.add("text", "tk-label", x=x, y=y, **style).text = words

    def dot(self, x: float, y: float, radius: float = 6, full: bool = True) -> None:
        """A dot, full or as a ring."""
        self.add("circle", "tk-full" if full else "tk-ring", cx=x, cy=y, r=radius, stroke=TEAL, stroke_width=2.5,
                 fill=TEAL if full else CARD)  # fmt: skip

    def bar(self, x: float, y: float, wide: float, high: float, full: bool = True) -> None:
        """A bar, full or as an outline."""
        self.add("rect", "tk-full" if full else "tk-ring", x=x, y=y, width=wide, height=high, rx=3, stroke=TEAL,
                 stroke_width=2, fill=TEAL if full else CARD)  # fmt: skip

    def text(self) -> str:
        """The drawing as SVG text."""
        return xml.tostring(self.root, encoding="unicode")


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def draw_talk(
    trusts: Sequence[int],
    depths: Sequence[int],
    most: int,
    deepest: int,
    marked: Sequence[int],
    names: tuple[str, str, str],
) -> str:
    """A talk from its start on: above, trust as a line from 0 to `most`; below, how deep it was, as bars that hang
    down. The first dot is the start, each other one has the number of the line before it. The `marked` ones are full.
    `names` are the words for the two halves and for the start.
    """
    step = min(52.0, max(26.0, 420 / len(trusts)))
    left, top, high, gap, row = 34.0, 30.0, 100.0, 40.0, 15.0
    right, below = left + 14 + (len(trusts) - 1) * step, top + high + gap
    drawing = Drawing(max(right + 22, 180), below + deepest * row + 26)
    drawing.write(4, 16, names[0], size=15)
    drawing.write(4, below - 12, names[1], size=15)
    for level in (0, most / 2, most):
        y = top + high * (most - level) / most
        drawing.line(left, y, right + 10, y)
        drawing.write(left - 8, y + 5, f"{level:g}", "end")
    for depth in range(deepest + 1):
        drawing.line(left, below + row * depth, right + 10, below + row * depth)
        if depth:
            drawing.write(left - 8, below + row * depth - 2, str(depth), "end")
    spots = [(left + 14 + at * step, top + high * (most - trust) / most) for at, trust in enumerate(trusts)]
    path = " ".join(f"{'L' if at else 'M'}{x:g} {y:g}" for at, (x, y) in enumerate(spots))
    drawing.add("path", "tk-path", d=path, fill="none", stroke=TEAL, stroke_width=3, stroke_linejoin="round")
    for at, (x, y) in enumerate(spots):
        drawing.dot(x, y, 8 if at in marked else 5, full=at in marked)
        drawing.bar(x - 7, below, 14, row * depths[at])
        if step > 30 or at % 2 == 0:
            drawing.write(x, below + deepest * row + 20, str(at or names[2]), "middle")
    return drawing.text()


def draw_bars(rows: Sequence[tuple[str, int]], most: int) -> str:
    """One bar for each row, as long as its count of `most` at the most; the count stands at its end."""
    drawing = Drawing(640, 44 * len(rows) + 4)
    for at, (label, count) in enumerate(rows):
        y = 44 * at
        drawing.write(2, y + 14, label)
        drawing.bar(2, y + 20, max(2.0, 580 * count / max(1, most)), 16)
        drawing.write(12 + 580 * count / max(1, most), y + 33, str(count))
    return drawing.text()


def draw_spread(values: Sequence[float], least: float, most: float, mark: float, unit: str) -> str:
    """Dots along a line from `least` to `most`, stacked where they meet, with a tall line at `mark`."""
    wide, left, foot = 600.0, 20.0, 132.0
    drawing = Drawing(wide + 2 * left, foot + 30)

    def x(value: float) -> float:
        return left + wide * (min(most, max(least, value)) - least) / (most - least)

    drawing.line(left, foot, left + wide, foot)
    drawing.add("line", "tk-mark-line", x1=x(mark), x2=x(mark), y1=6, y2=foot + 6, stroke=INK, stroke_width=2.5,
                stroke_dasharray="6 5")  # fmt: skip
    for tick in range(int(least), int(most) + 1, 5):
        drawing.write(x(tick), foot + 24, f"{tick} {unit}", "middle")
    piles: dict[int, int] = {}
    for value in sorted(values):
        pile = round((x(value) - left) / 14)
        piles[pile] = piles.get(pile, 0) + 1
        drawing.dot(left + pile * 14, foot - 14 * (piles[pile] - 0.5), 5.5)
    return drawing.text()


def draw_lanes(lanes: Sequence[str], marks: Sequence[tuple[int, float]], end: float) -> str:
    """A strip chart: a lane for each name, and a mark where something happened at a time (0 to `end`)."""
    left, wide, row = 210.0, 410.0, 26.0
    drawing = Drawing(left + wide + 20, row * len(lanes) + 8)
    for at, name in enumerate(lanes):
        y = row * (at + 0.5) + 2
        drawing.line(left, y, left + wide, y)
        drawing.write(left - 12, y + 5, name, "end")
    for lane, time in marks:
        drawing.bar(left + wide * time / max(end, 1e-9) - 3, row * lane + 4, 6, 18)
    return drawing.text()
