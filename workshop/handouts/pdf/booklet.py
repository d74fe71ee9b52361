"""Pages of half a sheet become a booklet: sheets to print on both sides, fold in the middle and staple.

Each page is drawn as one form XObject on a sheet of twice its width. The tags stay: marked content is found through the
XObject (/Stm), annotations through the sheet (/Pg), so the file is read from the first page to the last, whatever lies
beside what on the paper, and it stays PDF/UA-1. ISO 32000-1, 14.7.4.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from workshop.handouts.pdf.pdf_tags import is_reference, kids_of, walk_elements

# Sheets in points, lying on their long side.
SHEETS = {"a4": (841.89, 595.276), "letter": (792.0, 612.0)}
PAGES_OF_A_SHEET = 4
RESOURCE = "/Page"
# Which numbers of a place to go to lie along which axis (ISO 32000-1, table 151).
AXES = {"/XYZ": "xy", "/FitH": "y", "/FitBH": "y", "/FitV": "x", "/FitBV": "x", "/FitR": "xyxy"}


@dataclass(frozen=True)
class Half:
    """Where a page went: its sheet, its drawing there, and how far it moved, in points."""

    sheet: Any
    drawing: Any
    right: float
    up: float


def impose(pdf: bytes, paper: str) -> bytes:
    """Sheets of a paper ("a4" or "letter") to print on both sides, turned on the short edge, from pages of half of it.

    Empty pages are put in at the end until four of them fill a sheet. The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = [page.obj for page in file.pages]
        halves = _lay_out(file, pages, SHEETS[paper])
        for page in pages:
            _move_annotations(page, halves[page.objgen])
        _move_tags(file, halves)
        for target in _targets(file):
            _move_target(target, halves)
        _tell_printers(file)
        made = io.BytesIO()
        file.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def pairs_of(count: int) -> list[tuple[int, int]]:
    """For each side of paper in order, the page on its left and on its right. Of 8: 8 and 1, 2 and 7, 6 and 3, 4 and 5.

    Numbers above the count stand for empty pages.
    """
    last = -(-count // PAGES_OF_A_SHEET) * PAGES_OF_A_SHEET
    sides = [(last + 1 - front, front) for front in range(1, last // 2 + 1)]
    return [pair if at % 2 == 0 else pair[::-1] for at, pair in enumerate(sides)]


def _lay_out(file: Pdf, pages: list[Any], size: tuple[float, float]) -> dict[Any, Half]:
    """Puts the sheets in place of the pages; gives for each page, by its object number, where it went."""
    width, height = size
    drawings = [_drawing_of(page) for page in pages]
    halves, sheets = {}, []
    root: Any = file.Root
    leftward = root.get("/ViewerPreferences", Dictionary()).get("/Direction") == Name.R2L
    for pair in pairs_of(len(pages)):
        sheet = file.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, width, height]), Tabs=Name.S))
        lines, shown = [], {}
        for at, number in enumerate(pair[::-1] if leftward else pair):
            if number <= len(pages):
                page, drawing, name = pages[number - 1], drawings[number - 1], f"{RESOURCE}{number}"
                left, low, right, high = map(float, drawing.BBox)
                half = Half(sheet, drawing, (at + 0.5) * width / 2 - (left + right) / 2, (height - low - high) / 2)
                halves[page.objgen], shown[name] = half, drawing
                lines.append(f"q 1 0 0 1 {half.right:.3f} {half.up:.3f} cm {name} Do Q")
        sheet.Resources = Dictionary(XObject=Dictionary(shown))
        sheet.Contents = file.make_stream("\n".join(lines).encode("ascii"))
        sheets.append(sheet)
    del file.pages[:]
    for sheet in sheets:
        file.pages.append(pikepdf.Page(sheet))
    return halves


def _drawing_of(page: Any) -> Any:
    """A page as a form XObject, which brings its own marked content to the tags."""
    drawing = pikepdf.Page(page).as_form_xobject()
    if "/StructParents" in page:
        drawing.StructParents = page.StructParents
    return drawing


def _move_annotations(page: Any, half: Half) -> None:
    for link in page.get("/Annots", []):
        for key in ("/Rect", "/QuadPoints"):
            if key in link:
                numbers = [float(number) for number in link[key]]
                link[key] = Array([round(n + (half.up if at % 2 else half.right), 3) for at, n in enumerate(numbers)])
        if "/P" in link:
            link.P = half.sheet
        half.sheet.Annots = Array([*half.sheet.get("/Annots", []), link])


def _move_tags(file: Pdf, halves: dict[Any, Half]) -> None:
    for element in walk_elements(file):
        own = element.get("/Pg")
        kids = [_moved_kid(kid, own, halves) for kid in kids_of(element)]
        if kids:
            element.K = Array(kids) if len(kids) > 1 else kids[0]
        if own is not None:
            element.Pg = halves[own.objgen].sheet


def _moved_kid(kid: Any, own: Any, halves: dict[Any, Half]) -> Any:
    """A kid of an element of page `own`. Marked content is found by its number and the XObject it is in."""
    if isinstance(kid, int):
        half = halves[own.objgen]
        return Dictionary(Type=Name.MCR, Pg=half.sheet, MCID=kid, Stm=half.drawing)
    if is_reference(kid, Name.OBJR) or is_reference(kid, Name.MCR):
        half = halves[kid.get("/Pg", own).objgen]
        kid.Pg = half.sheet
        if is_reference(kid, Name.MCR) and "/Stm" not in kid:
            kid.Stm = half.drawing
    return kid


def _untyped(file: Pdf) -> tuple[Any, list[Any]]:
    """The file's root and its pages; what they hold is known by PDF's rules and not by types."""
    return file.Root, list(file.pages)


def _targets(file: Pdf) -> Iterator[Any]:
    """Every array that names a place to go to: of bookmarks, of names and of links."""
    root, pages = _untyped(file)
    links = [link for page in pages for link in page.get("/Annots", [])]
    for holder in [*_bookmarks(root.get("/Outlines", Dictionary()).get("/First")), *links]:
        yield from _arrays(holder.get("/Dest"))
        yield from _arrays(holder.get("/A"))
    yield from _arrays(root.get("/OpenAction"))
    yield from _named(root.get("/Names", Dictionary()).get("/Dests", Dictionary()))
    for target in dict(root.get("/Dests", Dictionary())).values():
        yield from _arrays(target)


def _bookmarks(entry: Any) -> Iterator[Any]:
    while entry is not None:
        yield entry
        yield from _bookmarks(entry.get("/First"))
        entry = entry.get("/Next")


def _named(tree: Any) -> Iterator[Any]:
    for target in list(tree.get("/Names", []))[1::2]:
        yield from _arrays(target)
    for branch in tree.get("/Kids", []):
        yield from _named(branch)


def _arrays(target: Any) -> Iterator[Any]:
    if isinstance(target, Dictionary):
        target = target.get("/D")
    if isinstance(target, Array):
        yield target


def _move_target(target: Any, halves: dict[Any, Half]) -> None:
    half = halves.get(target[0].objgen)
    if half is None:
        return
    target[0] = half.sheet
    for at, axis in enumerate(AXES.get(str(target[1]), ""), 2):
        if target[at] is not None:
            target[at] = round(float(target[at]) + (half.right if axis == "x" else half.up), 3)


def _tell_printers(file: Pdf) -> None:
    """What holds for sheets and not for pages: how they are turned, that none has a number, and how many they are."""
    file.Root.ViewerPreferences = file.Root.get("/ViewerPreferences", Dictionary())
    file.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge
    if "/PageLabels" in file.Root:
        del file.Root.PageLabels
    count = f"<xmpTPg:NPages>{len(file.pages)}<".encode("ascii")
    file.Root.Metadata.write(re.sub(rb"<xmpTPg:NPages>\d+<", count, file.Root.Metadata.read_bytes()))
