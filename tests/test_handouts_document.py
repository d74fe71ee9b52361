"""What of a notebook goes on paper, and what is refused before anything is written."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest
from handout_samples import blocks_in, every_block, small

from workshop.content import blocks
from workshop.content.blocks import plain_text
from workshop.errors import WorkshopError
from workshop.handouts.document import BLOCKS, Document, read_document
from workshop.handouts.layout import half_of, lay_out
from workshop.handouts.letters import clean_text, missing_letters
from workshop.handouts.preflight import check_document
from workshop.handouts.typesetting import print_document
from workshop.pages.notebook_format import nbformat

V4 = nbformat.v4


def notebook(*cells, **metadata):
    return V4.new_notebook(cells=list(cells), metadata=metadata)


def code(*outputs, source="x", **metadata):
    return V4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def shown(**data):
    return V4.new_output("display_data", data={key.replace("__", "/").replace("_", "+"): v for key, v in data.items()})


def problems_of(act, *given):
    with pytest.raises(WorkshopError) as refused:
        act(*given)
    return refused.value.problems


def test_a_page_of_the_kit_brings_its_title_person_and_paper():
    document = read_document(every_block())
    assert (document.title, document.number, document.person) == ("Active listening", 2, "José Nguyễn")
    assert (document.paper, document.large_print, document.words["page"]) == ("a4", False, "Page {page} of {pages}")


def test_everyones_blocks_are_taken_in_order_and_the_facilitators_left_out():
    page = every_block()
    names = [block["is"] for block in read_document(page).blocks]
    assert names == [block["is"] for block in blocks_in(page, "everyone")]
    assert "Secret notes" not in plain_text(list(read_document(page).blocks))


def test_the_title_cell_is_not_printed_twice_and_a_counselors_own_cell_is_printed():
    page = every_block()
    page.cells.append(V4.new_markdown_cell("# My own part\n\nBring a pen."))
    own = read_document(page).blocks[-2:]
    assert [block["is"] for block in own] == ["heading", "paragraph"]
    assert own[0]["level"] == 2


def test_cells_that_a_counselor_adds_give_their_text_and_no_code():
    page = notebook(
        V4.new_markdown_cell("# A talk\n\nSome *words*."),
        code(V4.new_output("stream", name="stdout", text="told\n"), source="print('told')"),
        code(shown(text__markdown=["## More\n", "\nto read"], text__plain="x")),
        code(V4.new_output("execute_result", data={"text/plain": "42"}, execution_count=1)),
    )
    document = read_document(page, "file-name")
    assert document.title == "A talk"
    assert plain_text(list(document.blocks)).split() == ["Some", "words.", "told", "More", "to", "read", "42"]


def test_a_page_without_a_heading_is_called_by_its_file():
    assert read_document(notebook(V4.new_markdown_cell("Words.")), "my-page").title == "my-page"


def test_a_png_becomes_a_picture_of_its_size_with_its_description():
    output = V4.new_output(
        "display_data", data={"image/png": _tiny_png(3, 2)}, metadata={"image/png": {"alt": "A dot", "caption": "Dot"}}
    )
    (picture,) = read_document(notebook(code(output)), "x").blocks
    assert 'width="3" height="2"' in picture["svg"]
    assert (picture["alt"], picture["caption"]) == ("A dot", "Dot")
    assert print_document(Document("x", blocks=(picture,))).startswith(b"%PDF")


def test_a_page_that_was_not_run_says_how_to_run_it():
    (problem,) = problems_of(read_document, notebook(code(source="lesson.show()"), workshop={"page": "patience"}))
    assert problem.code == "H201"
    assert "not been run" in problem.what


def test_a_failed_cell_is_named_by_its_kind_and_never_by_its_message():
    error = V4.new_output("error", ename="ValueError", evalue="Dana said something private", traceback=["Dana"])
    (problem,) = problems_of(read_document, notebook(V4.new_markdown_cell("# T"), code(error)))
    assert "Cell 2" in problem.what and "ValueError" in problem.what
    assert "Dana" not in str(problem)


def test_problems_told_by_a_page_come_through_as_they_are():
    told = {"path": "a.yaml", "line": 3, "code": "C101", "what": "Wrong.", "todo": "Mend it."}
    page = notebook(
        code(
            shown(
                **{BLOCKS.replace("/", "__").replace("+", "_"): {"for": "everyone", "blocks": [], "problems": [told]}}
            )
        )
    )
    assert [str(problem) for problem in problems_of(read_document, page)] == ["a.yaml:3: Wrong. Mend it. [C101]"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            small("Well done 🎉 all"),
            'The kit\'s fonts cannot print 🎉 (party popper) in "Well done 🎉 all". Say it in words',
        ),
        (
            Document("T", blocks=(blocks.heading("Deep", 4),)),
            'The heading "Deep" has 4 # signs after one with 1. Give it 2.',
        ),
        (Document("T", blocks=(blocks.heading(" ", 2),)), "A heading has no words."),
        (
            Document("T", blocks=({"is": "picture", "svg": "<svg/>", "alt": "", "caption": "Two"},)),
            'The picture "Two" has no description for people who cannot see it. Write one sentence under "alt".',
        ),
        (
            Document("T", blocks=({"is": "picture", "svg": "<svg", "alt": "A dot", "caption": ""},)),
            'The picture "A dot" cannot be read. Save it again as SVG',
        ),
    ],
)
def test_each_problem_is_one_sentence_with_the_words_and_the_next_step(document, sentence):
    (problem,) = problems_of(check_document, document)
    assert sentence in str(problem)


def test_all_problems_of_a_document_come_at_once():
    many = (blocks.paragraph("🎉"), blocks.heading("Deep", 4), {"is": "picture", "svg": "x", "alt": "", "caption": ""})
    codes = [problem.code for problem in problems_of(check_document, Document("T", blocks=many))]
    assert codes == ["H101", "H102", "H104", "H105"]


def test_cleaning_keeps_words_and_drops_what_paper_cannot_hold():
    assert clean_text("e\u0301 a\tb\r\nc\x00\x1b\x9b\ud800\ufdd0\ufffe\U0001ffff\u202e\ufeff") == "é a b\nc"
    assert clean_text("نام\u200cه") == "نام\u200cه"
    assert missing_letters("aé中\u200d\n中🎉") == ["中", "🎉"]


def test_headings_in_an_exercise_follow_its_title_whatever_their_level():
    inside = [blocks.heading("One", 4), blocks.columns([blocks.heading("Two", 5)], [blocks.paragraph("x")])]
    (laid,) = lay_out([blocks.exercise("E", [], inside)])
    assert laid["level"] == 2
    assert laid["inside"][0]["level"] == 3
    assert laid["inside"][1]["columns"][0][0]["level"] == 4


def test_only_the_first_of_like_rows_of_dots_names_its_ends():
    rows = [
        blocks.scale("a", "No", "Yes", 0, 10),
        blocks.scale("b", "No", "Yes", 0, 10),
        blocks.scale("c", "No", "Yes", 1, 5),
    ]
    assert [row["ends"] for row in lay_out(rows)] == [True, False, True]


@pytest.mark.parametrize(("sizes", "half"), [([], 0), ([5], 1), ([5, 5], 1), ([9, 1, 1, 1], 1), ([1, 1, 1, 9], 3)])
def test_answers_are_split_where_both_columns_are_about_as_long(sizes, half):
    assert half_of(sizes) == half


def _tiny_png(width, height):
    rows = b"".join(b"\x00" + b"\x10\x60\x66" * width for _ in range(height))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(packed)).decode()
