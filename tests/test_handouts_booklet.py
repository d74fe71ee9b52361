"""A booklet: two pages on each side of a sheet, in the order for folding, read in the order of the pages."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import page as accessibility
import pikepdf
import pytest
from handout_samples import every_block, read_pdf, shipped_page, shown_texts, squeezed, text_of

from workshop.content import blocks
from workshop.handouts.document import Document, read_document
from workshop.handouts.pdf.booklet import impose, pairs_of
from workshop.handouts.pdf.pdf_tags import is_reference, kids_of, walk_elements
from workshop.handouts.typesetting import print_document

PAPERS = {"a4": ("a5", 842, 595), "letter": ("half-letter", 792, 612)}
# Half of A4, in points, and what is left on each side of an A5 page on it.
HALF, MARGIN = 841.89 / 2, (841.89 / 2 - 419.528) / 2
REAL_PAGES = ["welcome", "safe-space"]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def golden(paper: str = "a5", **more: Any) -> Document:
    return replace(read_document(every_block()), paper=paper, **more)


def is_accessible(pdf: bytes, folder: Path) -> bool:
    path = folder / "booklet.pdf"
    path.write_bytes(pdf)
    return bool(accessibility.validate_pdf(path, profile="ua1").is_compliant)


def halves_of(sheet: Any) -> dict[int, int]:
    """The pages drawn on a sheet from left to right, each with its half: 0 on the left, 1 on the right."""
    drawn = re.findall(rb"q 1 0 0 1 ([-\d.]+) [-\d.]+ cm /Page(\d+) Do Q", sheet.Contents.read_bytes())
    width = float(sheet.MediaBox[2])
    moves = sorted((float(right), int(number)) for right, number in drawn)
    return {number: round(2 * right / width) for right, number in moves}


def drawings_of(file: pikepdf.Pdf) -> dict[int, Any]:
    """Each page's drawing, by the page's number."""
    return {int(name[5:]): drawn for sheet in file.pages for name, drawn in sheet.Resources.XObject.items()}


@pytest.mark.parametrize(
    ("count", "sides"),
    [
        (1, [(4, 1), (2, 3)]),
        (4, [(4, 1), (2, 3)]),
        (5, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]),
    ],
)
def test_the_order_for_folding(count: int, sides: list[tuple[int, int]]) -> None:
    assert pairs_of(count) == sides


@pytest.mark.parametrize("count", range(1, 30))
def test_a_sheet_has_a_page_and_the_next_one_back_to_back(count: int) -> None:
    sides = pairs_of(count)
    assert sorted(number for pair in sides for number in pair) == list(range(1, 2 * len(sides) + 1))
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        # Turned on the short edge, the left of the front is behind the right of the back.
        assert abs(front[0] - back[1]) == abs(front[1] - back[0]) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_every_block_is_accessible_in_a_booklet(paper: str, tmp_path: Path) -> None:
    half, width, height = PAPERS[paper]
    pages = print_document(golden(half))
    pdf = impose(pages, paper)
    assert is_accessible(pdf, tmp_path)
    file, count = opened(pdf), len(read_pdf(pages).pages)
    assert [halves_of(sheet) for sheet in file.pages] == [
        {number: half for half, number in enumerate(pair) if number <= count} for pair in pairs_of(count)
    ]
    assert {tuple(round(float(edge)) for edge in sheet.MediaBox) for sheet in file.pages} == {(0, 0, width, height)}


@pytest.mark.parametrize("name", REAL_PAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_real_page_is_accessible_as_a_booklet_with_all_its_words(
    practice: Path, tmp_path: Path, paper: str, name: str
) -> None:
    document = shipped_page(name)
    pages = print_document(replace(document, paper=PAPERS[paper][0]))
    pdf = impose(pages, paper)
    assert is_accessible(pdf, tmp_path)
    printed = squeezed(text_of(pdf))
    words = {squeezed(word) for text in shown_texts(list(document.blocks)) for word in text.split()}
    assert len(words) > 300 and [word for word in words if word not in printed] == []
    assert sorted(printed) == sorted(squeezed(text_of(pages)))


def test_all_words_of_the_pages_are_on_the_sheets_and_nothing_else() -> None:
    pages = print_document(golden())
    pdf = impose(pages, "a4")
    assert sorted(squeezed(text_of(pdf))) == sorted(squeezed(text_of(pages)))
    source, folded = opened(pages), opened(pdf)
    drawings = drawings_of(folded)
    # A stream's bytes are the page's, so nothing is drawn anew.
    for number, page in enumerate(source.pages, 1):
        assert drawings[number].read_bytes().strip() == page.Contents.read_bytes().strip()


def read_order(file: pikepdf.Pdf, drawings: dict[int, Any]) -> list[tuple[str, int, int]]:
    """In reading order: the sort of each element, the number of its page, and of its content on that page."""
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
    drawn = {drawing.objgen: number for number, drawing in drawings.items()}
    found = []
    for element in walk_elements(file):
        for kid in kids_of(element):
            if isinstance(kid, int):
                found.append((str(element.S), pages[element.Pg.objgen], kid))
            elif is_reference(kid, pikepdf.Name.MCR):
                number = drawn[kid.Stm.objgen] if "/Stm" in kid else pages[kid.Pg.objgen]
                found.append((str(element.S), number, int(kid.MCID)))
    return found


def test_it_is_read_from_the_first_page_to_the_last_as_the_pages_are() -> None:
    pages = print_document(golden())
    file = opened(impose(pages, "a4"))
    before, after = read_order(opened(pages), {}), read_order(file, drawings_of(file))
    assert before == after and len(after) > 100
    numbers = [number for _, number, _ in after]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, len(read_pdf(pages).pages) + 1))


def test_each_piece_of_content_finds_its_tag_again() -> None:
    file = opened(impose(print_document(golden()), "a4"))
    tree = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    checked = 0
    for element in walk_elements(file):
        for kid in kids_of(element):
            if is_reference(kid, pikepdf.Name.MCR):
                assert tree[int(kid.Stm.StructParents)][int(kid.MCID)].objgen == element.objgen
                assert any(kid.Stm.objgen == drawn.objgen for _, drawn in kid.Pg.Resources.XObject.items())
                checked += 1
            else:
                assert not isinstance(kid, int)
    assert checked > 100


def test_links_and_fields_lie_where_their_page_lies(tmp_path: Path) -> None:
    pages = print_document(golden(fillable=True))
    pdf = impose(pages, "a4")
    assert is_accessible(pdf, tmp_path)
    before, after = opened(pages), opened(pdf)
    places = {number: (sheet, half) for sheet in after.pages for number, half in halves_of(sheet).items()}
    assert {half for _, half in places.values()} == {0, 1}
    expected = []
    for number, page in enumerate(before.pages, 1):
        sheet, half = places[number]
        for link in page.get("/Annots", []):
            expected.append((str(link.Subtype), sheet.obj.objgen, float(link.Rect[0]) + half * HALF + MARGIN))
    found = [
        (str(kid.Obj.Subtype), kid.Pg.objgen, float(kid.Obj.Rect[0]))
        for element in walk_elements(after)
        for kid in kids_of(element)
        if is_reference(kid, pikepdf.Name.OBJR)
    ]
    assert [place[:2] for place in found] == [place[:2] for place in expected] and len(found) > 40
    assert [place[2] for place in found] == pytest.approx([place[2] for place in expected], abs=0.02)
    for sheet in after.pages:
        for link in sheet.get("/Annots", []):
            assert link.get("/P", sheet.obj).objgen == sheet.obj.objgen
    assert "https://example.org/guide" in [
        str(link.A.URI) for sheet in after.pages for link in sheet.get("/Annots", []) if link.Subtype == "/Link"
    ]


def test_bookmarks_lead_to_the_half_sheet_that_holds_their_words() -> None:
    pages = print_document(golden())
    before, after = opened(pages), opened(impose(pages, "a4"))
    old, new = _bookmarks(before.Root.Outlines), _bookmarks(after.Root.Outlines)
    assert [title for title, _ in old] == [title for title, _ in new] and len(new) > 8
    numbers = {page.obj.objgen: number for number, page in enumerate(before.pages, 1)}
    sheets = {sheet.obj.objgen: halves_of(sheet) for sheet in after.pages}
    for (_, was), (_, now) in zip(old, new, strict=True):
        number = numbers[was[0].objgen]
        half = sheets[now[0].objgen][number]
        assert half * HALF < float(now[2]) < (half + 1) * HALF


def _bookmarks(parent: Any) -> list[tuple[str, Any]]:
    found, entry = [], parent.get("/First")
    while entry is not None:
        found += [(str(entry.Title), entry.Dest), *_bookmarks(entry)]
        entry = entry.get("/Next")
    return found


def test_printers_and_readers_are_told() -> None:
    file = opened(impose(print_document(golden()), "a4"))
    wishes = file.Root.ViewerPreferences
    assert (wishes.Duplex, wishes.DisplayDocTitle) == ("/DuplexFlipShortEdge", True)
    assert "/PageLabels" not in file.Root and str(file.Root.Lang) == "en" and file.Root.MarkInfo.Marked is True
    told = file.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1<" in told and f"<xmpTPg:NPages>{len(file.pages)}<".encode() in told
    assert "Active listening" in told.decode()


def test_the_pages_themselves_are_gone() -> None:
    file = opened(impose(print_document(golden()), "a4"))
    left = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Page"]
    assert sorted(page.objgen for page in left) == sorted(sheet.obj.objgen for sheet in file.pages)


def test_a_language_from_right_to_left_is_folded_the_other_way() -> None:
    words = (blocks.paragraph("سلام " * 400),)
    for language, half in (("ar", 0), ("en", 1)):
        pages = print_document(Document(title="x", paper="a5", language=language, blocks=words))
        file = opened(impose(pages, "a4"))
        assert halves_of(file.pages[0])[1] == half


def test_a_booklet_comes_out_the_same_each_time() -> None:
    pages = print_document(golden())
    assert impose(pages, "a4") == impose(pages, "a4")
