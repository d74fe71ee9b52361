"""Formulas: LaTeX drawn as SVG by ziamath, with the LaTeX as the words for people who cannot see it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from workshop.content.blocks import Block, Inline
from workshop.handouts.foreign.macros import Macros
from workshop.handouts.letters import missing_letters

# Letters are drawn this many pixels tall; all measures are then divided by it, which gives em.
SIZE, MARGIN = 100.0, 2.0
LONGEST = 4000
SMALLEST = 0.5
# In em; a taller one would not fit on a page.
TALLEST = 50.0
# A formula in the text that is wider than this, in em, takes lines of its own.
WIDEST_IN_A_LINE = 22.0
INK = "#1d2226"
_UNSEEN = re.compile(r"\\label\s*\{[^}]*\}|\\(nonumber|notag)\b|(?<!\\)%[^\n]*")
# Columns pulled together by less than no space, as python-control does to line up decimal points, would overlap.
_PULLED = re.compile(r"(?:&\s*)?\\hspace\*?\s*\{\s*-[^}]*\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^}]*)\}")
_WHOLE = re.compile(r"\\begin\{(equation|displaymath|math)\*?\}([\s\S]*)\\end\{\1\*?\}")
_ROWS = re.compile(r"\\(begin|end)\{(align|eqnarray|flalign|alignat|multline|gather|split)\*?\}(\{\d+\})?")
_BETWEEN = re.compile(r"&([^&\\]{0,12}?|\s*\\[a-z]+\s*)&")
# The drawing program cannot raise or lower what follows a matrix, but can after a group.
_SCRIPTED = re.compile(r"\\begin\{(\w*matrix|array|cases)\}(?:(?!\\begin\{\1\})[\s\S])*?\\end\{\1\}(?=\s*[_^])")
_GATHERED = ("multline", "gather")
_SYNONYMS = {r"\degree": r"^\circ", r"\hfill": r"\quad", r"\mbox": r"\text", r"\bm": r"\boldsymbol"}


class Formulas:
    """Draws the formulas of one notebook; `room` is the width of the text in em."""

    def __init__(self, room: float) -> None:
        self._macros = Macros()
        self._room = room

    def in_line(self, latex: str) -> Inline:
        """A formula in a line of text; its LaTeX as code if it cannot be drawn."""
        drawn = self._draw(latex, inline=True)
        return drawn if drawn else {"is": "mono", "text": latex.strip()}

    def on_its_own(self, latex: str) -> Block | None:
        """A formula on lines of its own; its LaTeX as code if it cannot be drawn, None if it only names commands."""
        drawn = self._draw(latex, inline=False)
        if drawn and drawn["width"] * SMALLEST <= self._room:
            return {**drawn, "width": min(drawn["width"], self._room)}
        rest = self._macros.learned(latex).strip()
        return {"is": "code", "text": rest, "language": "latex"} if rest else None

    def drawn_alone(self, latex: str) -> Block | None:
        """A formula on lines of its own, or None if it cannot be drawn."""
        found = self.on_its_own(latex)
        return found if found and found["is"] == "formula" else None

    def _draw(self, latex: str, inline: bool) -> dict[str, Any] | None:
        plain = prepared(self._macros.expanded(latex))
        measures = _drawn(plain, inline) if plain else None
        return {"is": "formula", "alt": latex.strip(), **measures} if measures else None


def prepared(latex: str) -> str:
    """LaTeX without labels and comments, with the environments and names that the drawing program knows."""
    plain = _PULLED.sub("", _UNSEEN.sub("", latex))
    plain = _TAG.sub(lambda tag: rf"\qquad \text{{({tag[1]})}}", plain).strip()
    plain = _WHOLE.sub(lambda whole: whole[2], plain).strip()
    plain = _BETWEEN.sub(r"&\1", plain) if "{eqnarray" in plain else plain
    plain = _SCRIPTED.sub(lambda matrix: f"{{{matrix[0]}}}", plain)
    plain = _ROWS.sub(_known_rows, plain)
    for name, known in _SYNONYMS.items():
        plain = re.sub(re.escape(name) + r"(?![a-zA-Z])", known.replace("\\", r"\\"), plain)
    return plain


def _known_rows(rows: re.Match[str]) -> str:
    return f"\\{rows[1]}{{{'gathered' if rows[2] in _GATHERED else 'aligned'}}}"


@lru_cache(maxsize=2000)
def _drawn(latex: str, inline: bool) -> dict[str, Any] | None:
    """The SVG and its measures in em, or None for LaTeX that the drawing program does not know."""
    if len(latex) > LONGEST or missing_letters(latex):
        return None
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    try:
        mathml = tex2mml(latex, inline=inline)
        # A command that is not known comes out as its own name.
        if "\\" in mathml:
            return None
        # Rows of equations are told to stand 3 points apart, which is nothing at the size drawn here.
        mathml = mathml.replace('rowspacing="3pt"', 'rowspacing="0.4em"').replace(
            "<math ", f'<math mathcolor="{INK}" ', 1
        )
        drawing = Math(mathml, size=SIZE, margin=MARGIN)
        svg = drawing.svg()
        box = drawing.node.bbox
        width, height = box.xmax - box.xmin + 2 * MARGIN, box.ymax - box.ymin + 2 * MARGIN
    except Exception:  # Whatever breaks in there, the LaTeX itself is printed instead.
        return None
    if not (0 < width < float("inf") and 0 < height < TALLEST * SIZE):
        return None
    return {"svg": svg, "width": round(width / SIZE, 4), "depth": round((MARGIN - box.ymin) / SIZE, 4)}


def plain_formula(latex: str) -> str:
    """A simple formula as letters and signs, such as "α + 1"; the LaTeX itself where that would change its sense."""
    from latex2mathml.converter import convert

    try:
        root = ElementTree.fromstring(convert(latex))
    except Exception:  # Whatever breaks in there, the LaTeX is what is left.
        return latex.strip()
    simple = {node.tag.rpartition("}")[2] for node in root.iter()} <= {"math", "mrow", "mi", "mo", "mn"}
    words = "".join(root.itertext()).strip()
    return words if simple and words and "\\" not in words and not missing_letters(words) else latex.strip()
