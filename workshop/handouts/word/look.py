"""How a word processor's file looks: the styles the program knows, and the kit's own for boxes, lines and talks.

Lengths are in twips, 20 to the point; sizes of type are parts of the base size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop.handouts.flowing import EDGE, MIST, WHITE, color_of, mixed
from workshop.handouts.word.parts import borders, shade

FONT, OTHER_SCRIPTS, FALLBACK, FIXED = "Atkinson Hyperlegible Next", "Arial", "Verdana", "Courier New"
INK, SOFT, RUST, OLIVE, HAIR, CREAM, BLUSH = "1D2226", "535D64", "9A430F", "6B5D36", "B9B3A4", "FAF5EA", "FCEFE3"
TONES = ("tip", "note", "warning")
STEP, SPEAKER = 1.9, 7.0  # in em: how far each level of a list goes in, and where the words of a talk begin
BULLETS, NUMBERS, DEEPEST = 1, 2, 3


@dataclass(frozen=True)
class Style:
    """A style of paragraphs, or of words in one; sizes of type are parts of the base size, 0 for as it is.

    `keep` holds it to the paragraph after it, `whole` on one page, `exact` makes the line no higher than told, and
    `more` are marks that come before the spacing, such as a box.
    """

    name: str
    based: str = "Normal"
    size: float = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    font: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    exact: bool = False
    left: int | None = None
    hanging: int | None = None
    right: int | None = None
    keep: bool = False
    whole: bool = False
    outline: int | None = None
    more: str = ""
    tabs: tuple[tuple[str, int], ...] = field(default=())
    numbered: tuple[int, int] | None = None


class Paint:
    """The color of a key, the ground of its boxes and their edge, as a word processor has them: "0B5D66"."""

    def __init__(self, number: int | None) -> None:
        color = color_of(number)
        self.key, self.mist, self.edge = (
            one[1:].upper() for one in (color, mixed(color, WHITE, MIST), mixed(color, WHITE, EDGE))
        )

    def tone(self, name: str) -> tuple[str, str]:
        """The bar and the ground of a callout."""
        return {"tip": (self.key, self.mist), "note": (OLIVE, CREAM), "warning": (RUST, BLUSH)}[name]


def box(tone: str, paint: Paint) -> str:
    """The ground of a callout and the bar at its side, as marks of a paragraph."""
    bar, fill = paint.tone(tone)
    around = ("single", 24, fill, 1)
    return borders(
        "pBdr", top=around, left=("single", 36, bar, 8), bottom=around, right=("single", 24, fill, 4)
    ) + shade(fill)


def band(fill: str, edge: str) -> str:
    """The ground of an exercise's or a sheet's title, as marks of a paragraph."""
    line = ("single", 8, edge, 5)
    return borders("pBdr", top=line, left=line, bottom=line, right=line) + shade(fill)


def line_below(color: str, room: int = 1, kind: str = "single") -> str:
    """A line below a paragraph."""
    return borders("pBdr", bottom=(kind, 6, color, room))


def list_style(kind: str, level: int) -> str:
    """The style of a list's items: "List Bullet", then "List Bullet 2" and so on."""
    return f"List {kind}" if level == 0 else f"List {kind} {min(level + 1, DEEPEST)}"


def paragraph_styles(base: float, paint: Paint, *, large: bool) -> list[Style]:
    """All paragraph styles for a base size in points."""
    em = round(base * 20)
    writing = 680 if large else 454  # 12 mm, 8 mm
    step, speaker = round(em * STEP), round(em * SPEAKER)
    return [
        *_page_styles(em, paint, large=large),
        *_list_styles(em),
        *_box_styles(em, paint),
        Style("Prompt", after=round(em * 0.35), before=round(em * 0.7), keep=True),
        Style("Prompt Strong", "Prompt", bold=True),
        Style("Writing Line", before=0, after=0, line=writing, exact=True, more=line_below(HAIR)),
        Style("Choice", before=0, after=round(em * 0.3), left=step, hanging=step, tabs=(("left", step),)),
        Style("Talk", after=round(em * 0.35), left=speaker, hanging=speaker, tabs=(("left", speaker),), whole=True),
        Style("Standing Out", size=1.7, bold=True, color=paint.key, before=round(em * 0.3), after=em),
        Style("Cell", before=0, after=0),
        Style("Cell Number", "Cell", color=paint.key),
        Style("Card", "Cell", size=0.95),
        Style(
            "Answers Title",
            size=0.88,
            bold=True,
            color=SOFT,
            before=em,
            after=40,
            keep=True,
            more=borders("pBdr", top=("single", 4, HAIR, 6)),
        ),
        Style("Answer", size=0.88, color=SOFT, after=50),
        Style("Gap", size=0.4, before=0, after=0, line=120, exact=True),
    ]


def _page_styles(em: int, paint: Paint, *, large: bool) -> Iterator[Style]:
    heads = (1.5, 1.25, 1.1, 1.0, 1.0, 1.0)
    # The title is on the first level of the outline, so that no level is skipped.
    yield Style(
        "Title",
        size=1.35 if large else 1.95,
        bold=True,
        color=paint.key,
        after=round(em * 1.1),
        keep=True,
        outline=0,
        line=240,
    )
    yield Style("Subtitle", size=1.04, color=SOFT, before=0, after=round(em * 1.5))
    yield Style("Over Title", size=0.86, color=SOFT, after=40, keep=True)
    for level, size in enumerate(heads, 1):
        before, after = round(em * (1.5 if level < 3 else 1.1)), round(em * 0.4)
        yield Style(
            f"Heading {level}",
            size=size,
            bold=True,
            color=paint.key,
            before=before,
            after=after,
            keep=True,
            outline=level - 1,
            line=252,
        )
    yield Style("Header", size=0.82, color=SOFT, after=0, more=line_below(HAIR, 4))
    yield Style("Footer", size=0.82, color=SOFT, after=0)
    yield Style("Caption", size=0.9, color=SOFT, after=em, italic=False)
    yield Style("Picture", before=round(em * 0.7), after=round(em * 0.4))
    yield Style("Rule", size=0.4, before=em, after=em, line=120, exact=True, more=line_below(HAIR))
    yield Style("Safety", size=0.88, color=SOFT, before=em, more=borders("pBdr", top=("single", 4, HAIR, 6)))
    yield Style("TOC Heading", "Heading 1")
    yield Style("TOC 1", after=round(em * 0.5))


def _list_styles(em: int) -> Iterator[Style]:
    step = round(em * STEP)
    for kind, number in (("Bullet", BULLETS), ("Number", NUMBERS)):
        for level in range(DEEPEST):
            left = step * (level + 1)
            yield Style(
                list_style(kind, level), after=round(em * 0.3), left=left, hanging=step, numbered=(level, number)
            )
    for level in range(DEEPEST):
        yield Style(list_style("Continue", level), after=round(em * 0.3), left=step * (level + 1))
    yield Style("Small List", "List Bullet", size=0.86, color=SOFT)


def _box_styles(em: int, paint: Paint) -> Iterator[Style]:
    yield Style(
        "Quote",
        before=round(em * 0.4),
        after=round(em * 0.6),
        left=300,
        more=borders("pBdr", left=("single", 18, paint.edge, 10)),
    )
    yield Style("Fixed Text", size=0.9, font=FIXED, before=round(em * 0.4), more=shade(CREAM))
    for tone in TONES:
        name = f"Box {tone.title()}"
        yield Style(name, before=60, after=0, left=240, right=80, more=box(tone, paint), whole=True)
        yield Style(f"{name} Title", name, bold=True, color=paint.tone(tone)[0], before=em, keep=True)
    yield Style(
        "Facts",
        size=0.86,
        before=0,
        after=round(em * 0.8),
        left=120,
        right=120,
        keep=True,
        more=band(CREAM, paint.edge),
    )
    yield Style("Sheet Note", "Facts", size=0.95, color=SOFT)
    yield Style("Secret Note", "Sheet Note", color="FFFFFF", more=band(paint.key, paint.key))


def run_styles(paint: Paint) -> list[Style]:
    """The looks of words within a paragraph."""
    return [
        Style("Speaker", bold=True, color=INK),
        Style("First Speaker", bold=True, color=paint.key),
        Style("Stage Direction", size=0.95, italic=True, color=SOFT),
        Style("Move Name", size=0.85, color=SOFT),
        Style("Mark", bold=True, color=paint.key),
        Style("Pile", size=0.82, bold=True, color=paint.key),
    ]
