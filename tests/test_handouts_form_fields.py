"""A handout to fill in on a screen: fields where one would write, called by their words, in an accessible file."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import page as accessibility
import pikepdf
import pypdf
import pytest
from handout_samples import every_block, read_pdf, shipped_page, small

from workshop.content import blocks
from workshop.handouts.document import Document, read_document
from workshop.handouts.pdf.form_fields import PREFIX, add_fields
from workshop.handouts.pdf.pdf_tags import is_reference, kids_of, walk_elements
from workshop.handouts.typesetting import print_document

SETTINGS = [{}, {"paper": "letter"}, {"large_print": True}, {"paper": "a5"}, {"gray": True}]
REAL_PAGES = ["welcome", "safe-space"]
MEI = '1. Mei says: "They made him team lead." What do you say?'
# What the page with every block has to fill in, in reading order: name, spoken name, states.
EXPECTED = [
    ("looked-up", "Looked up", ["/Off", "/Yes"]),
    ("put-the-phone-away", "Put the phone away", ["/Off", "/Yes"]),
    ("1-the-television-is-on-helps", "1. The television is on. Helps", None),
    ("1-the-television-is-on-hinders", "1. The television is on. Hinders", None),
    ("2-two-chairs-at-a-corner-helps", "2. Two chairs at a corner. Helps", None),
    ("2-two-chairs-at-a-corner-hinders", "2. Two chairs at a corner. Hinders", None),
    ("3-phones-in-a-drawer-helps", "3. Phones in a drawer. Helps", None),
    ("3-phones-in-a-drawer-hinders", "3. Phones in a drawer. Hinders", None),
    ("1-mei-says-they-made-him-team-lead-what", MEI, ["/Off", "/a", "/b", "/c"]),
    ("a-box-of-its-own", "A box of its own", ["/Off", "/Yes"]),
    ("and-another", "And another", ["/Off", "/Yes"]),
    ("1-i-cooked-for-two-days-catch-the-hurt", "1. “I cooked for two days.” Catch the hurt.", None),
    ("room-to-write", "Room to write", None),
    ("this-room-feels-private", "This room feels private.", sorted(["/Off", *(f"/{n}" for n in range(11))])),
    ("the-light-is-kind", "The light is kind.", sorted(["/Off", *(f"/{n}" for n in range(11))])),
    ("i-feel-heard", "I feel heard.", ["/1", "/2", "/3", "/4", "/5", "/Off"]),
]


def form(document: Document, **more: Any) -> bytes:
    return print_document(replace(document, fillable=True, **more))


def fields_of(pdf: bytes) -> dict[str, Any]:
    return read_pdf(pdf).get_fields() or {}


def to_fill(*inside: blocks.Block) -> Document:
    return Document(title="Small", blocks=inside)


def golden() -> Document:
    return read_document(every_block())


def is_accessible(pdf: bytes, folder: Path) -> bool:
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    return bool(accessibility.validate_pdf(path, profile="ua1").is_compliant)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def widgets(file: pikepdf.Pdf) -> list[list[Any]]:
    """The fields of each page, in the order of the page."""
    return [[link for link in page.get("/Annots", []) if link.Subtype == "/Widget"] for page in file.pages]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_every_field_is_accessible_and_none_lies_on_another_or_off_the_page(
    setting: dict[str, Any], tmp_path: Path
) -> None:
    pdf = form(golden(), **setting)
    assert is_accessible(pdf, tmp_path)
    box = read_pdf(pdf).pages[0].mediabox
    file = opened(pdf)
    found = widgets(file)
    assert sum(map(len, found)) == 42
    for page in found:
        rects = [[float(number) for number in link.Rect] for link in page]
        for left, low, right, high in rects:
            assert 20 < left < right < float(box.width) - 20 and 20 < low < high < float(box.height) - 20
            assert right - left > 10 and high - low > 10
        for one, two in combinations(rects, 2):
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (one, two)


@pytest.mark.parametrize("name", REAL_PAGES)
def test_a_real_page_is_accessible_and_has_a_field_for_each_place_to_write(
    practice: Path, tmp_path: Path, name: str
) -> None:
    document = shipped_page(name)
    pdf = form(document)
    assert is_accessible(pdf, tmp_path)
    called = {field["/TU"] for field in fields_of(pdf).values()}
    asked = [block["label"] for block in _all(document.blocks) if block.get("is") in ("lines", "scale")]
    assert len(asked) > 3 and [label for label in asked if label not in called] == []
    assert PREFIX.encode() not in pdf


def _all(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return [found for item in value for found in _all(item)]
    return [value, *_all(list(value.values()))] if isinstance(value, dict) else []


def test_fields_are_called_by_their_words() -> None:
    fields = fields_of(form(golden()))
    assert [(name, field["/TU"], _states(field)) for name, field in fields.items()] == EXPECTED
    kinds = {field["/TU"]: (field["/FT"], field.get("/Ff", 0)) for field in fields.values()}
    assert kinds["Looked up"] == ("/Btn", 0)
    assert kinds["1. The television is on. Helps"] == ("/Tx", 0)
    assert kinds["Room to write"] == ("/Tx", 1 << 12)
    assert kinds[MEI] == kinds["I feel heard."] == ("/Btn", 1 << 15)


def _states(field: Any) -> list[str] | None:
    return sorted(field["/_States_"]) if "/_States_" in field else None


def test_each_pick_tells_its_question_its_mark_and_its_words() -> None:
    file = opened(form(golden()))
    picks = [str(link.TU) for page in widgets(file) for link in page if "/Parent" in link]
    assert picks[:2] == [f"{MEI} a: You taught him the job.", f"{MEI} b: I would go to the union."]
    assert picks[3] == "This room feels private. 0"


def test_the_tag_of_each_field_is_a_form_and_says_its_name() -> None:
    file = opened(form(golden()))
    tags = [
        (str(element.S), str(kid.Obj.Subtype), element.get("/Alt"), kid.Obj.get("/TU"), kid.Obj.get("/Contents"))
        for element in walk_elements(file)
        for kid in kids_of(element)
        if is_reference(kid, pikepdf.Name.OBJR)
    ]
    assert [tag[:2] for tag in tags].count(("/Form", "/Widget")) == 42
    assert [tag[:2] for tag in tags if tag[1] == "/Link"] == [("/Link", "/Link")]
    assert all(alt == told == contents for _, sort, alt, told, contents in tags if sort == "/Widget")


def test_the_tab_key_goes_by_the_tags_and_so_do_the_fields_of_a_page() -> None:
    file = opened(form(golden()))
    by_tags = [
        kid.Obj.objgen
        for element in walk_elements(file)
        for kid in kids_of(element)
        if is_reference(kid, pikepdf.Name.OBJR)
    ]
    by_pages = [link.objgen for page in file.pages for link in page.get("/Annots", [])]
    assert by_tags == by_pages and len(by_tags) == 43
    assert all(page.Tabs == "/S" for page in file.pages if "/Annots" in page)


def test_what_is_filled_in_is_kept_and_seen(tmp_path: Path) -> None:
    words = "Zoë's “tea” – again,\nand a second line."
    writer = pypdf.PdfWriter(clone_from=read_pdf(form(golden())))
    wanted = {"room-to-write": words, "looked-up": "/Yes", "i-feel-heard": "/4", "3-phones-in-a-drawer-helps": "x"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, wanted, auto_regenerate=False)
    made = io.BytesIO()
    writer.write(made)
    values = {name: field.get("/V") for name, field in fields_of(made.getvalue()).items()}
    assert {name: values[name] for name in wanted} == wanted
    assert is_accessible(made.getvalue(), tmp_path)
    file = opened(made.getvalue())
    links = [link for page in widgets(file) for link in page]
    picked = [link.AS for link in links if "/Parent" in link and link.AS != "/Off"]
    assert picked == ["/4"]
    shown = next(link for link in links if link.get("/T") == "room-to-write").AP.N
    assert b"Tj" in shown.read_bytes() and "/KitText" in shown.Resources.Font


def test_a_mark_is_drawn_when_it_is_set_and_not_before() -> None:
    file = opened(form(golden()))
    links = [link for page in widgets(file) for link in page]
    marks = [link for link in links if "/AS" in link]
    assert len(marks) == 34
    for link in marks:
        on = next(state for state in link.AP.N if state != "/Off")
        assert len(link.AP.N[on].read_bytes()) > 40
        assert link.AP.N.Off.read_bytes().strip() == b"q Q"
    assert [str(link.TU) for link in marks if link.AS != "/Off"] == ["Put the phone away"]


def test_the_same_question_asked_twice_is_two_fields() -> None:
    scales = [blocks.scale("How close?", "far", "near", 1, 3), blocks.scale("How close?", "far", "near", 1, 3)]
    lines = [blocks.lines(2, "Why?"), blocks.lines(2, "Why?")]
    fields = fields_of(form(to_fill(*scales, *lines)))
    assert list(fields) == ["how-close", "how-close-2", "why", "why-2"]
    assert [len(fields[name]["/Kids"]) for name in ("how-close", "how-close-2")] == [3, 3]


@pytest.mark.parametrize(
    "label",
    ["100 % of it? a/b #1 & c=d", "x-kit-field:tick/a/b/c?9", "قل لي عنه", "Đặng says: «да»", '") /JS (x', "…", "?"],
)
def test_any_words_can_name_a_field(label: str, tmp_path: Path) -> None:
    pdf = form(to_fill(blocks.lines(1, label), blocks.options(label, [("a", label), ("b", "other")])))
    assert is_accessible(pdf, tmp_path)
    fields = fields_of(pdf)
    assert [field["/TU"] for field in fields.values()] == [label, label]
    assert all("." not in name and name for name in fields)


def test_a_table_without_words_in_its_rows_still_has_a_name_for_each_cell() -> None:
    fields = fields_of(form(to_fill(blocks.table(["When", "Where"], [["", ""], ["", ""]]))))
    assert list(fields) == ["when", "where", "when-2", "where-2"]


def test_a_cell_with_room_for_sentences_takes_several_lines() -> None:
    told = "Some words that need a few lines of their own beside the cell to write in. " * 3
    heads = ["What happened", "What I will do on that day of this week, and with whom of all", "How often"]
    flags = {
        name: field.get("/Ff", 0)
        for name, field in fields_of(form(to_fill(blocks.table(heads, [[told, "", ""]])))).items()
    }
    assert list(flags.values()) == [1 << 12, 0]


def test_an_item_of_two_paragraphs_is_called_by_both() -> None:
    inside = [blocks.paragraph("Sat down."), blocks.paragraph("Looked up.")]
    item = {"is": "checklist", "items": [{"ticked": False, "inside": inside}]}
    assert [field["/TU"] for field in fields_of(form(to_fill(item))).values()] == ["Sat down. Looked up."]


def test_what_is_typed_has_a_whole_font_of_the_size_of_the_text() -> None:
    for setting, size in (({}, "10.5"), ({"large_print": True}, "18"), ({"paper": "a5"}, "10")):
        file = opened(form(golden(), **setting))
        font = file.Root.AcroForm.DR.Font["/KitText"]
        assert (font.Subtype, font.Encoding, len(font.Widths)) == ("/TrueType", "/WinAnsiEncoding", 224)
        assert len(font.FontDescriptor.FontFile2.read_bytes()) == int(font.FontDescriptor.FontFile2.Length1) > 40_000
        texts = [link for page in file.pages for link in page.get("/Annots", []) if link.get("/FT") == "/Tx"]
        assert texts and {str(link.DA) for link in texts} == {f"/KitText {size} Tf 0 g"}


def test_a_form_comes_out_the_same_each_time_and_other_handouts_have_none() -> None:
    assert form(golden()) == form(golden())
    plain = print_document(golden())
    assert "/AcroForm" not in read_pdf(plain).trailer["/Root"]
    assert add_fields(plain) == plain
    assert form(small("Nothing to fill in.")) == print_document(small("Nothing to fill in."))
