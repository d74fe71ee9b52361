"""The kit's colors against each other: words at 4.5 or more, and edges, focus and lines at 3 or more."""

from __future__ import annotations

import re

import pytest

from workshop.exercises.faces import FACES

LIGHT, DARK = ":root", 'body[data-jp-theme-light="false"]'
GROUNDS = ("paper", "card", "tint")
# Words, on whatever stands behind them.
WORDS = [(ink, ground) for ink in ("ink", "soft", "teal", "teal-deep") for ground in GROUNDS]
WORDS += [("good", "good-tint"), ("look", "look-tint"), ("ink", "good-tint"), ("ink", "look-tint")]
WORDS += [("on-teal", "teal"), ("on-teal", "teal-deep"), ("good", "card"), ("look", "card")]
# Edges of fields and buttons, the ring of the focus, the lines and points of drawings, borders that tell something.
SHAPES = [(shape, ground) for shape in ("edge", "focus", "teal", "good", "look") for ground in GROUNDS]
SHAPES += [("look", "look-tint"), ("good", "good-tint"), ("focus", "look-tint"), ("edge", "look-tint")]


def tokens(theme: str) -> dict[str, str]:
    """The colors of a theme by their names, from the style itself."""
    style = (FACES / "theme.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for rule in (LIGHT, theme):
        body = style.partition(rule + " {")[2].partition("}")[0]
        found |= dict(re.findall(r"--tk-([a-z-]+): (#[0-9a-f]{6});", body))
    return found


def luminance(color: str) -> float:
    """How light a color is, as WCAG 2.2 defines relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio between two colors, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def too_low(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    colors = tokens(theme)
    ratios = {f"{one} on {other}": contrast(colors[one], colors[other]) for one, other in pairs}
    return [f"{pair}: {ratio:.2f}" for pair, ratio in ratios.items() if ratio < least]


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read(theme: str) -> None:
    assert too_low(theme, WORDS, 4.5) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_focus_and_lines_can_be_seen(theme: str) -> None:
    assert too_low(theme, SHAPES, 3) == []


def test_a_control_s_edge_uses_a_color_that_was_measured() -> None:
    """The pale line parts what stands apart anyway; it is never the edge of something to press or to write in."""
    pale = []
    for path in sorted(FACES.glob("*.css")):
        style = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
            control = re.search(r"button|textarea|select|input|tk-step\b|tk-line\b", selector)
            if control and re.search(r"border(-[a-z]+)?:[^;]*--tk-line\b", body):
                pale.append(f"{path.name}: {selector.strip()}")
    assert pale == []
