"""The pieces a word processor's file is made of, as XML: runs, paragraphs, boxes to tick, tables, pictures, fields.

Every text goes through `run` or `quoted`, so nothing in it can become markup. Lengths are in twips, 20 to the point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from workshop.handouts.word.pictures import EMU_PER_MM

SYMBOLS = "Segoe UI Symbol"
OPEN_BOX, TICKED_BOX = "\u2610", "\u2611"
# Letters of scripts that run from right to left, with the spaces between their words.
_FROM_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"([{_FROM_RIGHT}](?:[\s{_FROM_RIGHT}]*[{_FROM_RIGHT}])?)")
_CLOSE = 'distT="0" distB="0" distL="0" distR="0"'
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


@dataclass(frozen=True)
class Look:
    """How one paragraph differs from its style; what is None or empty is as the style has it."""

    left: int | None = None
    hanging: int | None = None
    right: int | None = None
    before: int | None = None
    after: int | None = None
    box: str = ""
    numbered: tuple[int, int] | None = None
    keep_next: bool = False
    new_page: bool = False
    align: str = ""
    tabs: tuple[tuple[str, int], ...] = field(default=())


PLAIN = Look()


def quoted(words: str) -> str:
    """Words for an attribute, in quotation marks."""
    return f'"{escape(words)}"'


def style_id(name: str) -> str:
    """How a style is called in the file's own references."""
    return name.replace(" ", "")


def run(words: str, *, bold: bool = False, italic: bool = False, style: str = "", color: str = "") -> str:
    """Words in one look; those that run from right to left are marked as such."""
    marks = f'<w:rStyle w:val="{style_id(style)}"/>' if style else ""
    marks += "<w:b/><w:bCs/>" if bold else ""
    marks += "<w:i/><w:iCs/>" if italic else ""
    marks += f'<w:color w:val="{color}"/>' if color else ""
    parts = _RIGHT_TO_LEFT.split(words)
    return "".join(_run(part, marks + ("<w:rtl/>" if at % 2 else "")) for at, part in enumerate(parts) if part)


def _run(words: str, marks: str) -> str:
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{said}</w:r>"


def tab() -> str:
    """A step to the next stop."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, inside: str = "", look: Look = PLAIN) -> str:
    """A paragraph of a style; the order of its marks is the one the format asks for."""
    marks = f'<w:pStyle w:val="{style_id(style)}"/>' + ("<w:keepNext/>" if look.keep_next else "")
    marks += "<w:pageBreakBefore/>" if look.new_page else ""
    if look.numbered:
        level, number = look.numbered
        marks += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    marks += look.box + tab_stops(look.tabs)
    marks += attributes("spacing", before=look.before, after=look.after)
    marks += attributes("ind", left=look.left, right=look.right, hanging=look.hanging)
    marks += f'<w:jc w:val="{look.align}"/>' if look.align else ""
    return f"<w:p><w:pPr>{marks}</w:pPr>{inside}</w:p>"


def tab_stops(stops: Iterable[tuple[str, int]]) -> str:
    """Where a tab goes to, each as its side and its place."""
    shown = "".join(f'<w:tab w:val="{side}" w:pos="{place}"/>' for side, place in stops)
    return f"<w:tabs>{shown}</w:tabs>" if shown else ""


def attributes(tag: str, **sizes: int | str | None) -> str:
    """An empty mark with its attributes; what is None is left out, and the mark when all are."""
    shown = "".join(f' w:{name}="{size}"' for name, size in sizes.items() if size is not None)
    return f"<w:{tag}{shown}/>" if shown else ""


def borders(tag: str, **sides: tuple[str, int, str, int]) -> str:
    """Lines around something: for each side its kind, its width in eighths of a point, color, and room in points."""
    order = ("top", "left", "bottom", "right", "insideH", "insideV", "between")
    shown = "".join(
        '<w:{} w:val="{}" w:sz="{}" w:color="{}" w:space="{}"/>'.format(side, *sides[side])
        for side in order
        if side in sides
    )
    return f"<w:{tag}>{shown}</w:{tag}>"


def shade(fill: str) -> str:
    """A ground in one color."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def tick_box(number: int, name: str, color: str, *, ticked: bool = False) -> str:
    """A box that a click ticks, called `name`; programs that do not know it show its sign."""
    fonts = f'<w:rFonts w:ascii="{SYMBOLS}" w:hAnsi="{SYMBOLS}" w:eastAsia="{SYMBOLS}" w:cs="{SYMBOLS}"/>'
    states = "".join(
        f'<w14:{state} w14:val="{ord(sign):04X}" w14:font="{SYMBOLS}"/>'
        for state, sign in (("checkedState", TICKED_BOX), ("uncheckedState", OPEN_BOX))
    )
    box = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox>'
    sign = TICKED_BOX if ticked else OPEN_BOX
    told = f'<w:sdtPr><w:alias w:val={quoted(name)}/><w:id w:val="{number}"/>{box}</w:sdtPr>'
    shown = f'<w:r><w:rPr>{fonts}<w:color w:val="{color}"/></w:rPr><w:t>{sign}</w:t></w:r>'
    return f"<w:sdt>{told}<w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def live_field(code: str, shown: str) -> str:
    """What the program fills in itself, such as PAGE; `shown` stands there until then."""
    marks = {name: f'<w:r><w:fldChar w:fldCharType="{name}"/></w:r>' for name in ("begin", "separate", "end")}
    told = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{marks['begin']}{told}{marks['separate']}{shown}{marks['end']}"


def cell(inside: str, width: int, *, span: int = 1, marks: str = "", middle: bool = False) -> str:
    """A cell of a table; a paragraph ends it, as the format asks."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    place = '<w:vAlign w:val="center"/>' if middle else ""
    ended = inside if inside.endswith("</w:p>") else inside + paragraph("Cell")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{marks}{place}</w:tcPr>{ended}</w:tc>'


def row(cells: Iterable[str], *, head: bool = False, height: int = 0) -> str:
    """A row, never torn apart between pages; a head is repeated on each page."""
    marks = "<w:cantSplit/>" + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
    marks += "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    style: str, rows: Iterable[str], widths: Sequence[int], *, left: int = 0, name: str = "", head: bool = False
) -> str:
    """A table and a small gap below it, without which two tables would become one; `name` is read aloud."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    marks = (
        f'<w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{left}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0020" if head else "0000"}" w:firstRow="{int(head)}" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    marks += f"<w:tblCaption w:val={quoted(name)}/>" if name else ""
    shown = f"<w:tbl><w:tblPr>{marks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return shown + paragraph("Gap")


def inline_picture(relation: str, number: int, alt: str, size: tuple[float, float]) -> str:
    """A picture in a line of text; its size is in mm."""
    wide, high = (round(side * EMU_PER_MM) for side in size)
    told = f'<wp:docPr id="{number}" name="Picture {number}" descr={quoted(alt)}/>'
    frame = f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{told}'
    shown = f"<wp:inline {_CLOSE}>{frame}{_graphic(relation, number, wide, high)}</wp:inline>"
    return f"<w:r><w:drawing>{shown}</w:drawing></w:r>"


def floating_picture(
    relation: str, number: int, alt: str, size: tuple[float, float], place: tuple[float, float]
) -> str:
    """A picture behind the text, in mm from the margin and the top of its paragraph; without alt an ornament."""
    wide, high = (round(side * EMU_PER_MM) for side in size)
    across, down = (round(side * EMU_PER_MM) for side in place)
    told = (
        f'<wp:docPr id="{number}" name="Picture {number}" descr={quoted(alt)}>{"" if alt else _DECORATIVE}</wp:docPr>'
    )
    frame = (
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{across}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>{told}'
    )
    marks = f'simplePos="0" relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"'
    anchor = f"<wp:anchor {_CLOSE} {marks}>"
    return f"<w:r><w:drawing>{anchor}{frame}{_graphic(relation, number, wide, high)}</wp:anchor></w:drawing></w:r>"


def _graphic(relation: str, number: int, wide: int, high: int) -> str:
    # Lengths of a drawing are in EMU, 36,000 to the mm.
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    return (
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{kind}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr>{shape}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
