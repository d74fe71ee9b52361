"""What stands where on the pages of a PDF that Typst made: words with their place and color, shapes, headings.

Read from the content streams and the tags (ISO 32000-1, chapters 8, 9 and 14), as far as Typst uses them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from workshop.handouts.pdf.pdf_tags import kids_of, walk_elements

MM = 72 / 25.4
Color = tuple[float, ...]
Matrix = tuple[float, float, float, float, float, float]
WHITE: Color = (1.0,)
_HEADING = re.compile(r"/H[1-6]$")


@dataclass(frozen=True)
class Words:
    """Text in one go: where it begins (points from the lower left), its size, its color and what it stands on."""

    text: str
    x: float
    y: float
    size: float
    color: Color
    ground: Color
    font: str
    tag: int | None
    running: bool


@dataclass(frozen=True)
class Shape:
    """A path that is filled, drawn along, or both, by the box around it."""

    left: float
    bottom: float
    right: float
    top: float
    fill: Color | None
    stroke: Color | None
    width: float
    dashed: bool
    running: bool

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass
class Sheet:
    """One page. `heads` are the numbers of marked content that belong to headings."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)

    def own_words(self) -> list[Words]:
        """Without what runs along the edges of all pages."""
        return [words for words in self.words if not words.running]

    def end(self) -> float:
        """How far down the page its own content goes, 0 to 1."""
        lowest = [words.y for words in self.own_words()]
        lowest += [shape.bottom for shape in self.shapes if not shape.running and shape.bottom > 0]
        return 1 - min(lowest, default=self.height) / self.height

    def lines(self, width: float) -> list[Shape]:
        """Level lines of this width. Typst draws the lower edge of a box as a thin area."""
        level = [shape for shape in self.shapes if shape.right - shape.left > MM and not shape.running]
        drawn = [shape for shape in level if shape.stroke and shape.top - shape.bottom < 0.1]
        filled = [shape for shape in level if shape.fill and abs(shape.top - shape.bottom - width) < 0.01]
        return [shape for shape in drawn if abs(shape.width - width) < 0.01] + filled


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: Color = (0.0,)
    stroke: Color = (0.0,)
    width: float = 1.0
    dashed: bool = False


def read_sheets(pdf: bytes) -> list[Sheet]:
    """All pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        sheets = []
        for page in file.pages:
            sheet = Sheet(float(page.mediabox[2]), float(page.mediabox[3]))
            _Reader(sheet).read(page.obj, page.obj.get("/Resources"), _State())
            sheets.append(sheet)
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        for element in walk_elements(file):
            if _HEADING.match(str(element.S)):
                for at, mark in _marks(element, element.get("/Pg"), numbers):
                    sheets[at].heads.add(mark)
        return sheets


def read_aloud(pdf: bytes, sheets: list[Sheet]) -> str:
    """All words in the order of the tags, as a screen reader says them; what is only for show is left out."""
    told: dict[tuple[int, int], str] = {}
    for at, sheet in enumerate(sheets):
        for words in sheet.words:
            if words.tag is not None and not words.running:
                told[at, words.tag] = told.get((at, words.tag), "") + words.text
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        return "".join(told.get(mark, "") for mark in _marks(file.Root.StructTreeRoot, None, numbers))


def _marks(element: Any, page: Any, numbers: dict[Any, int]) -> Iterator[tuple[int, int]]:
    page = element.get("/Pg", page)
    for kid in kids_of(element):
        if isinstance(kid, int):
            yield numbers[page.objgen], kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield numbers[kid.get("/Pg", page).objgen], int(kid.MCID)
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _marks(kid, page, numbers)


def headings_of(sheets: list[Sheet]) -> list[str]:
    """The words of each page's headings, in order."""
    return ["".join(words.text for words in sheet.words if words.tag in sheet.heads) for sheet in sheets]


class _Reader:
    """Follows one page's drawing."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.marks: list[tuple[int | None, bool]] = []

    def read(self, stream: Any, resources: Any, state: _State) -> None:
        stack: list[_State] = []
        path: list[tuple[float, float]] = []
        font, size, text = None, 0.0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        for instruction in pikepdf.parse_content_stream(stream):
            name, values = str(instruction.operator), list(instruction.operands)
            if name == "q":
                stack.append(state)
            elif name == "Q":
                state = stack.pop()
            elif name == "cm":
                state = replace(state, matrix=_times(_numbers(values), state.matrix))
            elif name in ("scn", "sc", "g", "rg"):
                state = replace(state, fill=_color(values, state.fill))
            elif name in ("SCN", "SC", "G", "RG"):
                state = replace(state, stroke=_color(values, state.stroke))
            elif name == "w":
                state = replace(state, width=float(values[0]))
            elif name == "d":
                state = replace(state, dashed=len(values[0]) > 0)
            elif name in ("m", "l", "c", "v", "y"):
                numbers = [float(value) for value in values]
                path += [_at(numbers[n], numbers[n + 1], state.matrix) for n in range(0, len(numbers), 2)]
            elif name == "re":
                x, y, wide, high = map(float, values)
                path += [_at(*corner, state.matrix) for corner in ((x, y), (x + wide, y + high))]
            elif name in ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"):
                self._draw(path, name, state)
                path = []
            elif name == "BDC":
                self._begin(values)
            elif name == "BMC":
                self.marks.append((None, False))
            elif name == "EMC":
                self.marks.pop()
            elif name == "Tf":
                font, size = resources.Font[str(values[0])], float(values[1])
            elif name == "Tm":
                text = _numbers(values)
            elif name in ("Tj", "TJ"):
                self._write(values[0], font, size, _times(text, state.matrix), state)
            elif name == "Do":
                self._draw_within(resources.XObject[str(values[0])], state)

    def _draw_within(self, drawing: Any, state: _State) -> None:
        if drawing.get("/Subtype") == "/Form":
            matrix = _numbers(drawing.get("/Matrix", [1, 0, 0, 1, 0, 0]))
            self.read(drawing, drawing.get("/Resources"), replace(state, matrix=_times(matrix, state.matrix)))

    def _begin(self, values: list[Any]) -> None:
        told = values[1] if isinstance(values[1], pikepdf.Dictionary) else {}
        running = any(running for _, running in self.marks) or told.get("/Type") == "/Pagination"
        self.marks.append((int(told["/MCID"]) if "/MCID" in told else None, running))

    def _running(self) -> bool:
        return any(running for _, running in self.marks)

    def _draw(self, path: list[tuple[float, float]], name: str, state: _State) -> None:
        if path and name != "n":
            across, up = [x for x, _ in path], [y for _, y in path]
            fill = state.fill if name[0] in "fFBb" else None
            stroke = state.stroke if name[0] in "BbSs" else None
            box = (min(across), min(up), max(across), max(up))
            self.sheet.shapes.append(Shape(*box, fill, stroke, state.width, state.dashed, self._running()))

    def _write(self, shown: Any, font: Any, size: float, matrix: Matrix, state: _State) -> None:
        x, y = matrix[4], matrix[5]
        under = [shape.fill for shape in self.sheet.shapes if shape.fill and shape.holds(x + 1, y + size / 4)]
        tag = next((mark for mark, _ in reversed(self.marks) if mark is not None), None)
        words = _decoded(shown, font)
        ground = under[-1] if under else WHITE
        name = str(font.BaseFont)
        self.sheet.words.append(Words(words, x, y, size, state.fill, ground, name, tag, self._running()))


_maps: dict[bytes, dict[int, str]] = {}


def _decoded(shown: Any, font: Any) -> str:
    told = font.ToUnicode.read_bytes()
    letters = _maps.get(told)
    if letters is None:
        letters = _maps[told] = dict(_letters(told.decode("latin-1")))
    parts = [shown] if isinstance(shown, pikepdf.String) else [p for p in shown if isinstance(p, pikepdf.String)]
    raw = b"".join(bytes(part) for part in parts)
    return "".join(letters.get(int.from_bytes(raw[n : n + 2], "big"), "") for n in range(0, len(raw), 2))


def _letters(told: str) -> Iterator[tuple[int, str]]:
    """The glyphs that a /ToUnicode map names one by one, or in rows."""
    for rows in re.findall(r"beginbfchar(.*?)endbfchar", told, re.S):
        for glyph, letters in re.findall(r"<(\w+)>\s*<(\w+)>", rows):
            yield int(glyph, 16), bytes.fromhex(letters).decode("utf-16-be")
    for rows in re.findall(r"beginbfrange(.*?)endbfrange", told, re.S):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", rows):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                yield glyph, chr(int(letters, 16) + glyph - int(first, 16))


def _numbers(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _color(values: list[Any], before: Color) -> Color:
    """A pattern leaves the color as it was."""
    return before if any(isinstance(value, pikepdf.Name) for value in values) else tuple(map(float, values))


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, 1 to 21; WCAG 2.2, contrast ratio and relative luminance."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(color: Color) -> float:
    red, green, blue = color if len(color) == 3 else color * 3
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
