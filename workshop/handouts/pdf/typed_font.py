"""The font of what is typed into a form: a whole one, since nobody knows beforehand which letters are needed."""

from __future__ import annotations

from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf

from workshop.handouts.letters import FONTS

FACE = FONTS / "atkinson" / "AtkinsonHyperlegibleNext_400Regular.ttf"
# The letters of Western languages as PDF and Windows count them. For any other letter a viewer takes a font of its own.
CODING = "cp1252"
FIRST, LAST = 32, 255
NONSYMBOLIC, STEM = 1 << 5, 80


def add_font(file: Pdf) -> Any:
    """Puts the font into a file as a simple TrueType font in WinAnsi coding, which every viewer can type with."""
    with TTFont(FACE) as face:
        name = Name("/" + face["name"].getDebugName(6))
        per_mille = 1000 / face["head"].unitsPerEm
        metrics, letters = face["hmtx"].metrics, face.getBestCmap()
        glyphs = [letters.get(ord(_letter(code)), ".notdef") for code in range(FIRST, LAST + 1)]
        widths = Array([round(metrics[glyph][0] * per_mille) for glyph in glyphs])
        head, lines, more = face["head"], face["hhea"], face["OS/2"]
        box = [round(edge * per_mille) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        heights = [round(height * per_mille) for height in (lines.ascent, lines.descent, more.sCapHeight)]
    program = file.make_stream(FACE.read_bytes(), Length1=FACE.stat().st_size)
    sizes = dict(zip(("/Ascent", "/Descent", "/CapHeight"), heights, strict=True))
    described: dict[str, Any] = {
        "/Type": Name.FontDescriptor,
        "/FontName": name,
        "/Flags": NONSYMBOLIC,
        "/FontBBox": Array(box),
    }
    described |= {**sizes, "/ItalicAngle": 0, "/StemV": STEM, "/FontFile2": program}
    simple: dict[str, Any] = {
        "/Type": Name.Font,
        "/Subtype": Name.TrueType,
        "/BaseFont": name,
        "/Encoding": Name.WinAnsiEncoding,
    }
    simple |= {"/FirstChar": FIRST, "/LastChar": LAST, "/Widths": widths}
    return file.make_indirect(Dictionary(simple | {"/FontDescriptor": file.make_indirect(Dictionary(described))}))


def _letter(code: int) -> str:
    return bytes([code]).decode(CODING, "replace")
