"""A handout is accessible, says what the page says, word by word, and comes out the same each time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pytest
from handout_samples import GOLDEN, blocks_in, every_block, read_pdf, shown_texts, small, squeezed, text_of

from workshop.errors import WorkshopError
from workshop.handouts.exporter import HandoutExporter
from workshop.handouts.letters import clean_text
from workshop.handouts.typesetting import FONTS, print_document

SETTINGS = [{}, {"paper": "letter"}, {"large_print": True}, {"paper": "letter", "large_print": True}]
HOSTILE = [
    "#set page(fill: red)",
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd")',
    "= Not a heading",
    "*not bold* _not emphasis_ `not code`",
    "$x^2 + 1$ and $ x $",
    "@reference <label>",
    '#eval("1+1") #sys.inputs',
    "[content] {code} #[more]",
    "// no comment /* nor this */",
    "https://example.org is no link",
    "-- --- ... ~ \\ \\u{41} \\n",
    "<script>alert(1)</script>",
    "<b onclick='x'>&amp; &lt; &#65;</b>",
    "]]> <!-- --> <?xml ?>",
    "\\documentclass{article} \\input{/etc/passwd}",
    "\\textbf{x} % comment $$ \\[ \\]",
    "# Title **bold** [a](javascript:alert(1))",
    "![alt](x.png) | a | b |",
    "../../etc/passwd ..\\..\\windows",
    "CON.pdf NUL aux: C:\\temp",
    "{name} {page} {pages} %s %(x)s ${HOME}",
    "'; DROP TABLE clients; --",
    "\"quoted\" 'single' it's 5'10\" O'Brien",
    "Composed e\u0301a\u0300 n\u0303 o\u0308",
    "A\u00adB soft\u200bbreak\u200dhere",
    "tab\there and\r\nthere",
    "bell\x07 null\x00 escape\x1b[31m c1\x9b",
    "lone \ud800 and \udfff surrogates, \ufffe \U0001ffff",
    "over\u202eride and \u202ddirection\u202c",
]
REFUSED = ["Well done 🎉", "👩‍👩‍👧", "漢字の名前", "ไทย", "private \ue000 use", "\U0001f1e9\U0001f1ea"]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_every_block_is_accessible_on_every_paper(setting, tmp_path):
    pdf, _ = HandoutExporter(**setting).from_notebook_node(every_block())
    path = tmp_path / "handout.pdf"
    path.write_bytes(pdf)
    assert page_validation.validate_pdf(path, profile="ua1").is_compliant
    width = float(read_pdf(pdf).pages[0].mediabox.width)
    assert round(width) == (612 if "paper" in setting else 595)


def test_the_participant_reads_every_word_and_none_of_the_facilitators():
    notebook = every_block()
    printed = squeezed(text_of(HandoutExporter().print_notebook(notebook)))
    texts = shown_texts(blocks_in(notebook, "everyone"))
    assert len(texts) > 100
    assert [text for text in texts if squeezed(text) not in printed] == []
    assert squeezed("Secret notes") not in printed
    assert squeezed("words for the screen only") not in printed


@pytest.mark.parametrize(
    "name", ["José Ñandú", "Nguyễn Thị Hằng", "Γιώργος Ώρα", "Олександра Ґуля", "سارة العلي", "נועה כהן"]
)
def test_a_name_in_any_script_can_be_read_out_of_the_pdf(name):
    document = small(f"Ask {name} about it.", person=name)
    pdf = print_document(document)
    found = squeezed(text_of(pdf))
    assert squeezed(f"For {name}") in found
    assert squeezed(f"Ask {name} about it.") in found


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_literally(words):
    pdf = print_document(small(f"Before {words} after.", person=words, summary=words))
    found = squeezed(clean_text(text_of(pdf)))
    expected = squeezed(clean_text(words)).replace("\u00ad", "")
    assert expected in found.replace("\u00ad", "")
    assert f"Before{expected}after." in found.replace("\u00ad", "")


@pytest.mark.parametrize("words", REFUSED)
def test_what_no_font_has_is_refused_in_one_sentence(words):
    with pytest.raises(WorkshopError) as refused:
        print_document(small("Fine.", person=words))
    (problem,) = refused.value.problems
    assert problem.code == "H101"
    assert "cannot print" in problem.what


def test_a_hostile_title_and_code_stay_words():
    document = replace(small("x"), title="#pagebreak() = T $x$", kit="*Kit* \\", number=10)
    pdf = print_document(document)
    assert read_pdf(pdf).metadata.title == "#pagebreak() = T $x$"
    assert squeezed("#pagebreak() = T $x$") in squeezed(text_of(pdf))


def test_the_pdf_tells_its_title_language_and_headings():
    reader = read_pdf(HandoutExporter().print_notebook(every_block()))
    assert reader.metadata.title == "Active listening"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    names = [entry.title for entry in _flat(reader.outline)]
    assert names[0] == "Active listening"
    assert {"How to do it", "Listen or fix?", "Sources"} <= set(names)


def test_the_same_page_gives_the_same_bytes_in_another_process(tmp_path):
    here = HandoutExporter().print_notebook(every_block())
    again = HandoutExporter().print_notebook(every_block())
    code = (
        "import sys; from workshop.pages.notebook_format import nbformat;"
        "from workshop.handouts.exporter import HandoutExporter;"
        f"sys.stdout.buffer.write(HandoutExporter().print_notebook(nbformat.read({str(GOLDEN)!r}, 4)))"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path, check=True).stdout
    assert here == again == there


def test_a_long_handout_is_set_snug_and_short_ones_are_not():
    few = tuple(small("A few words to fill a line or two of this page. " * 6).blocks[0] for _ in range(3))
    assert len(read_pdf(print_document(replace(small("x"), blocks=few))).pages) == 1
    # One roomy page and a little: snug it fits on one.
    counts = []
    for many in range(14, 30):
        pdf = print_document(replace(small("x"), blocks=few[:1] * many))
        counts.append(len(read_pdf(pdf).pages))
    assert counts == sorted(counts)


def test_nbconvert_and_jupyterlab_find_the_exporter():
    from nbconvert.exporters import get_exporter

    exporter = get_exporter("workshop_handout")
    assert exporter is HandoutExporter
    assert (exporter.export_from_notebook, exporter().file_extension) == ("Workshop handout (PDF)", ".pdf")
    assert exporter.output_mimetype == "application/pdf"


def test_every_font_folder_has_its_license():
    folders = {path.parent for path in Path(FONTS).glob("*/*.ttf")}
    assert len(folders) == 2
    assert all("SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8") for folder in folders)


def _flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry
