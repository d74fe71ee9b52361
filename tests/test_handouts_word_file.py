"""A handout as a Word file: it says what the page says, in real styles, and comes out the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from flowing_samples import HOSTILE, SVG, every_document, hostile_document, named_blocks
from handout_samples import shown_texts, squeezed

from workshop.content import blocks
from workshop.errors import WorkshopError
from workshop.handouts.document import Document
from workshop.handouts.flowing import UnknownBlock
from workshop.handouts.letters import clean_text
from workshop.handouts.word.blocks import SETTERS
from workshop.handouts.word.file import page_number, set_word_file
from workshop.handouts.word.look import Paint, paragraph_styles
from workshop.handouts.word.pictures import draw_png

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def read(file: bytes):
    return docx.Document(io.BytesIO(file))


def word_of(document: Document):
    return read(set_word_file(document))


def small(*inside, **more):
    return word_of(Document("T", blocks=inside, **more))


def text_of(word) -> str:
    """All words of the body in order, with those in tables, links and boxes."""
    return "".join(run.text or "" for run in word.element.body.iter(qn("w:t")))


def styled(word, style: str) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == style]


def marks(word, name: str) -> list:
    return list(word.element.body.iter(qn(name)))


def test_every_block_of_the_table_has_a_way_to_be_set():
    assert len(named_blocks()) > 20 and set(SETTERS) == named_blocks()


def test_an_unknown_block_or_part_of_a_line_is_named_without_its_words():
    unknown = {"is": "dance", "text": "private"}
    for block in (unknown, {"is": "paragraph", "inside": [unknown]}):
        with pytest.raises(UnknownBlock, match='"dance" in a word processor') as fault:
            set_word_file(Document("T", blocks=(block,)))
        assert "private" not in str(fault.value)


@pytest.mark.parametrize("large", [False, True])
def test_every_word_of_the_page_stands_in_the_file(large):
    document = every_document(large_print=large)
    told = squeezed(text_of(word_of(document)))
    wanted = [text for block in document.blocks for text in shown_texts(block)]
    assert len(wanted) > 100
    assert [text for text in wanted if squeezed(clean_text(text)) not in told] == []


def test_the_same_document_gives_the_same_bytes_whenever_it_is_made(monkeypatch):
    first = set_word_file(every_document())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert set_word_file(every_document()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_tells_its_title_and_language_and_of_nobody_who_made_it():
    told = word_of(every_document()).core_properties
    assert (told.title, told.language) == ("Active listening", "en-US")
    assert {told.author, told.last_modified_by, told.comments, told.keywords, told.subject} == {""}
    with zipfile.ZipFile(io.BytesIO(set_word_file(every_document()))) as packed:
        assert not [name for name in packed.namelist() if re.search("thumbnail|customXml|WithEffects", name)]
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"python-docx" not in everything


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_everywhere(words):
    word, plain = word_of(hostile_document(words)), word_of(hostile_document("words"))
    assert squeezed(text_of(word)).count(squeezed(clean_text(words))) == text_of(plain).count("words") > 35
    runs = {
        qn("w:r"),
        qn("w:t"),
        qn("w:rPr"),
        qn("w:rtl"),
        qn("w:b"),
        qn("w:bCs"),
        qn("w:color"),
        qn("w:rStyle"),
        qn("w:i"),
        qn("w:iCs"),
    }
    shapes = [[one.tag for one in made.element.body.iter() if one.tag not in runs] for made in (word, plain)]
    assert shapes[0] == shapes[1]


def test_styles_are_real_and_named_for_what_they_hold():
    word = word_of(every_document())
    assert styled(word, "Title") == ["Active listening"]
    assert {"People in many scripts", "How to do it", "Helps or hinders"} <= set(styled(word, "Heading 2"))
    assert "Before" in styled(word, "Heading 3")
    assert styled(word, "Quote") == ["A quote that stays with you."]
    assert styled(word, "Caption") == ["A line between two people"]
    assert styled(word, "Box Warning Title") == ["Be careful here"]
    assert styled(word, "Box Tip Title") == ["Tip"]
    assert len(styled(word, "List Bullet")) >= 5 and len(styled(word, "List Number")) == 3
    known = {style.name.lower() for style in word.styles}
    assert {style.name.lower() for style in paragraph_styles(10, Paint(1), large=False)} <= known
    used = {mark.get(qn("w:val")) for name in ("w:pStyle", "w:rStyle", "w:tblStyle") for mark in marks(word, name)}
    assert used <= {style.style_id for style in word.styles}


def test_the_title_leads_the_outline_and_no_level_is_skipped():
    word = word_of(every_document())
    levels = [
        1 if p.style.name in ("Title", "Heading 1") else int(p.style.name[-1])
        for p in word.paragraphs
        if re.match("Title|Heading", p.style.name)
    ]
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    outline = word.styles["Title"].element.find(".//" + qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == "0"


def test_each_ordered_list_counts_from_its_own_start():
    two = [
        blocks.bullets(["a", "b"], ordered=True),
        blocks.paragraph("x"),
        {**blocks.bullets(["c"], ordered=True), "start": 5},
    ]
    word = small(*two)
    numbers = [mark.get(qn("w:val")) for mark in marks(word, "w:numId")]
    assert len(numbers) == 3 and numbers[0] == numbers[1] != numbers[2]
    root = word.part.numbering_part.element
    starts = {num.get(qn("w:numId")): num.find(".//" + qn("w:startOverride")) for num in root.iter(qn("w:num"))}
    assert [starts[number].get(qn("w:val")) for number in (numbers[0], numbers[2])] == ["1", "5"]


def test_table_heads_are_marked_and_no_row_is_torn():
    word = word_of(every_document())
    read = [table for table in word.tables if table.style.name == "Handout Table"]
    assert len(read) >= 3
    for table in read:
        heads = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        assert heads[0] and not any(heads[1:])
    rows = marks(word, "w:tr")
    assert len(rows) == len(marks(word, "w:cantSplit")) > 15


def test_a_short_table_stays_on_one_page_and_a_long_one_may_go_on():
    for count, held in ((3, 3), (12, 1)):
        word = small(blocks.table(["a"], [[str(n)] for n in range(count)]))
        rows = [row._tr for row in word.tables[0].rows]
        assert sum(row.find(".//" + qn("w:keepNext")) is not None for row in rows) == held


# The order in which the format wants what these hold (ECMA-376, part 1, 17.3 to 17.7), as far as the kit uses it.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u rtl lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "pBdr": "top left bottom right between",
    "tcBorders": "top left bottom right",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "settings": "defaultTabStop compat themeFontLang",
}


@pytest.mark.parametrize("form", ["handout", "workbook", "certificate"])
def test_marks_stand_in_the_order_the_format_asks_for(form):
    word = word_of(every_document(form=form, language="ar"))
    roots = [word.element, word.styles.element, word.settings.element, word.part.numbering_part.element]
    for name, order in ORDERS.items():
        holders = [one for root in roots for one in root.iter(qn(f"w:{name}"))]
        assert holders
        for holder in holders:
            found = [order.split().index(child.tag.rpartition("}")[2]) for child in holder]
            assert found == sorted(found)
    assert all(cell[-1].tag == qn("w:p") for cell in marks(word, "w:tc"))
    beside = [one.getnext().tag for one in marks(word, "w:tbl")]
    assert set(beside) == {qn("w:p")}


def test_pictures_have_their_words_and_ornaments_say_that_they_are_some():
    word = word_of(every_document())
    told = list(word.element.body.iter(qn("wp:docPr")))
    assert len({mark.get("id") for mark in told}) == len(told)
    assert {"Two people, one line between them.", "A bar."} <= {mark.get("descr") for mark in told}
    decorative = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    assert all(list(mark.iter(decorative)) for mark in told if not mark.get("descr"))


def test_pages_are_numbered_by_fields_and_the_title_runs_on_from_the_second_page():
    section = word_of(every_document()).sections[0]
    for footer in (section.footer, section.first_page_footer):
        codes = [code.text.strip() for code in footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert "Page 1 of 1" in footer.paragraphs[0].text
    assert section.header.paragraphs[0].text == "Active listening\tFor José Nguyễn"
    assert section.first_page_header.paragraphs[0].text == ""
    assert page_number("{pages} < {page}").count("instrText") == 4


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (210, 297)), ("letter", (216, 279)), ("a5", (148, 210)), ("half-letter", (140, 216))]
)
def test_paper_and_large_print_are_as_asked(paper, size):
    section = word_of(every_document(paper=paper)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    points = [
        word_of(every_document(large_print=large)).styles.element.find(".//" + qn("w:sz")) for large in (False, True)
    ]
    assert [mark.get(qn("w:val")) for mark in points] == ["20", "36"]


def test_there_is_room_to_write_boxes_to_tick_and_numbers_to_mark():
    ticks = {"is": "checklist", "items": [{"ticked": t, "inside": [blocks.paragraph("x")]} for t in (False, True)]}
    word = small(blocks.lines(4, "What helped?"), ticks, blocks.scale("How safe?", "no", "yes", 0, 10))
    assert styled(word, "Writing Line") == [""] * 4
    assert [mark.get(W14 + "val") for mark in word.element.body.iter(W14 + "checked")] == ["0", "1"]
    assert text_of(word).count("☐") == text_of(word).count("☑") == 1
    (scale,) = word.tables
    assert [cell.text for cell in scale.rows[0].cells] == ["no", *map(str, range(11)), "yes"]


def test_sheets_of_their_own_and_cards_to_cut_begin_on_a_new_page():
    word = word_of(every_document())
    begun = [p.text for p in word.paragraphs if p.paragraph_format.page_break_before]
    assert {"Observer’s sheet", "Partner’s card", "Questions"} <= set(begun)
    assert "Listener’s card" not in begun


def test_a_workbook_has_a_table_of_contents_whose_links_lead_to_titles():
    pages = [blocks.part(f"Page {n}", "", n, None) for n in (1, 2)]
    word = small(*pages, form="workbook")
    anchors = [mark.get(qn("w:anchor")) for mark in marks(word, "w:hyperlink")]
    assert anchors == [mark.get(qn("w:name")) for mark in marks(word, "w:bookmarkStart")] and len(anchors) == 2
    assert [mark.text.strip()[:3] for mark in marks(word, "w:instrText")] == ["TOC"]
    assert styled(word, "Heading 1") == ["Page 1", "Page 2"]


def test_a_certificate_lies_across_and_has_no_page_numbers():
    word = small(
        blocks.paragraph("This says"), blocks.paragraph("took part"), form="certificate", person="Zoë", kit="The kit"
    )
    section = word.sections[0]
    assert section.page_width > section.page_height
    assert [p.text for p in word.paragraphs] == ["T", "", "This says", "Zoë", "took part", "The kit"]
    assert section.footer.is_linked_to_previous


def test_words_that_run_from_right_to_left_are_marked_so():
    word = small(blocks.paragraph("Ask سارة العلي and נועה now"))
    marked = [
        "".join(t.text for t in run.iter(qn("w:t")))
        for run in marks(word, "w:r")
        if run.find(".//" + qn("w:rtl")) is not None
    ]
    assert marked == ["سارة العلي", "נועה"]


def test_a_drawing_becomes_the_same_picture_each_time_at_the_size_of_print():
    png = draw_png(SVG, 25.4)
    assert png.startswith(b"\x89PNG") and png == draw_png(SVG, 25.4)
    assert int.from_bytes(png[16:20], "big") == 300


def test_problems_are_told_as_for_paper():
    with pytest.raises(WorkshopError, match="H104"):
        set_word_file(replace(every_document(), blocks=(blocks.picture("<svg/>", ""),)))
