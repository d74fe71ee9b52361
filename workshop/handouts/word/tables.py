"""The looks of tables in a word processor's file, and the sorts of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.handouts.word.look import BULLETS, DEEPEST, HAIR, NUMBERS, Paint
from workshop.handouts.word.parts import borders, style_id

SIDE = 110  # room beside the words of a cell


def table_styles(paint: Paint) -> Iterator[str]:
    """The styles of tables: one to read and fill in, rows of dots, cards to cut out, and parts side by side."""
    hair, strong, dash = ("single", 4, HAIR, 0), ("single", 8, paint.key, 0), ("dashed", 4, HAIR, 0)
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{paint.key}"/></w:rPr><w:tcPr>'
        f'{borders("tcBorders", bottom=strong)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    yield _table_style("Handout Table", borders("tblBorders", bottom=hair, insideH=hair), 50, head)
    dots = ("single", 8, paint.key, 0)
    yield _table_style(
        "Row Of Numbers", borders("tblBorders", top=dots, left=dots, bottom=dots, right=dots, insideV=dots), 50
    )
    cards = borders("tblBorders", **dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), dash))
    yield _table_style("Cards To Cut", cards, 120)
    yield _table_style("Side By Side", "", 0)


def _table_style(name: str, lines: str, room: int, more: str = "") -> str:
    sizes = {"top": room, "left": SIDE, "bottom": room, "right": SIDE}
    edges = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sizes.items())
    marks = f"<w:tblPr>{lines}<w:tblCellMar>{edges}</w:tblCellMar></w:tblPr>"
    head = f'<w:style w:type="table" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
    return f'{head}<w:basedOn w:val="TableNormal"/><w:qFormat/>{marks}{more}</w:style>'


def numbering_xml(starts: Sequence[int], paint: Paint, step: int) -> str:
    """The two sorts of lists, and for each ordered list of the document one of its own, which begins at its start."""
    bullets = "".join(_level(at, "bullet", "\u2022", paint, step) for at in range(DEEPEST))
    numbers = "".join(_level(at, "decimal", f"%{at + 1}.", paint, step) for at in range(DEEPEST))
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for kind, levels in ((BULLETS, bullets), (NUMBERS, numbers))
    )
    lists = "".join(f'<w:num w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>' for kind in (BULLETS, NUMBERS))
    for number, start in enumerate(starts, NUMBERS + 1):
        begun = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level in range(DEEPEST)
        )
        lists += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{NUMBERS}"/>{begun}</w:num>'
    return kinds + lists


def _level(at: int, kind: str, shown: str, paint: Paint, step: int) -> str:
    aside = f'<w:pPr><w:ind w:left="{step * (at + 1)}" w:hanging="{step}"/></w:pPr>'
    marks = f'<w:rPr><w:b/><w:color w:val="{paint.key}"/></w:rPr>'
    sign = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
    return f'<w:lvl w:ilvl="{at}">{sign}{aside}{marks}</w:lvl>'
