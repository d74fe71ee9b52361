"""Pictures for a word processor: SVG drawn to PNG by Typst, since not all of them show SVG, and the sign of the key."""

from __future__ import annotations

import struct
from functools import lru_cache
from html import escape

import typst

from workshop.handouts.typesetting import TEMPLATES, TypesettingFault, shipped_fonts

DOTS_PER_INCH = 300
EMU_PER_MM = 36_000
MM_PER_INCH = 25.4
RING = 15.0  # mm
FACE = "Atkinson Hyperlegible Next"


@lru_cache(maxsize=64)
def draw_png(svg: str, width: float) -> bytes:
    """A drawing as PNG so many mm wide, sharp enough for print; the same bytes each time."""
    page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    # The drawing comes in beside the template, so that nothing in it is read as Typst.
    source = f'{page}#image(bytes(sys.inputs.svg), format: "svg", width: {width:.2f}mm)\n'
    compiler = typst.Compiler(
        source.encode(),
        root=str(TEMPLATES),
        font_paths=shipped_fonts(),
        sys_inputs={"svg": svg},
        package_path=str(TEMPLATES / "no-packages"),
        package_cache_path=str(TEMPLATES / "no-packages"),
    )
    try:
        drawn = compiler.compile(format="png", ppi=float(DOTS_PER_INCH))
    except typst.TypstError:
        raise TypesettingFault("a picture for a word processor") from None
    if not isinstance(drawn, bytes):
        raise TypesettingFault("a picture for a word processor, which is no one page")
    return drawn


def shape_of(png: bytes) -> float:
    """How high a PNG is for its width."""
    width, height = struct.unpack(">II", png[16:24])
    return float(height / width)


def key_sign(number: int | None, color: str, width: float) -> str:
    """The key as paper has it, as SVG: its ring with the number, and the shaft so many mm wide."""
    middle = RING / 2
    inside = f'<circle cx="{middle}" cy="{middle}" r="{RING * 0.085}" fill="#ffffff"/>'
    if number is not None:
        look = f'font-family="{FACE}" font-weight="700" font-size="{RING * 0.52}" text-anchor="middle"'
        inside = f'<text x="{middle}" y="{middle + RING * 0.18}" fill="#ffffff" {look}>{escape(str(number))}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {RING}">'
        f'<g fill="{color}"><rect x="{middle}" y="{middle - 0.5}" width="{width - middle:.2f}" height="1"/>'
        f'<rect x="{width - 8:.2f}" y="{middle}" width="1.8" height="3"/>'
        f'<rect x="{width - 4.5:.2f}" y="{middle}" width="1.8" height="4.4"/>'
        f'<circle cx="{middle}" cy="{middle}" r="{middle}"/></g>'
        f'<circle cx="{middle}" cy="{middle}" r="{RING * 0.42}" fill="none" stroke="#ffffff" stroke-opacity="0.55"'
        f' stroke-width="{RING * 0.02}"/>{inside}</svg>'
    )
