"""`jupyter nbconvert --to workshop_handout` on notebooks that are not the kit's: a decent, accessible PDF or a refusal.

Each notebook in `tests/notebooks/` shows one pattern that notebooks of others have.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import page as page_validation
import pytest
from handout_samples import every_block, read_pdf, squeezed, text_of
from traitlets.config import Config

from workshop.handouts.exporter import HandoutExporter, NotebookRefused
from workshop.handouts.foreign.notebook import Wishes, read_notebook
from workshop.handouts.letters import MORE_LETTERS
from workshop.handouts.typesetting import print_document
from workshop.pages.notebook_format import nbformat

NOTEBOOKS = Path(__file__).parent / "notebooks"
REFUSED = {"empty": "H205", "blank": "H205", "missing_script": "H101", "invalid": "H204"}
PRINTED = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb") if path.stem not in REFUSED)
V4 = nbformat.v4


@cache
def printed(name: str) -> bytes:
    return HandoutExporter().from_filename(str(NOTEBOOKS / f"{name}.ipynb"))[0]


def words(name: str) -> str:
    return squeezed(text_of(printed(name)))


def notebook(*cells, **metadata):
    return V4.new_notebook(cells=list(cells), metadata=metadata)


def blocks_of(*cells, **wishes):
    return list(read_notebook(notebook(*cells), "x", Wishes(**wishes)).blocks)


def kinds(blocks):
    return [block["is"] for block in blocks]


def structure(pdf: bytes) -> list[tuple[str, str]]:
    """The tags of a PDF with their alternative texts, in reading order."""
    found: list[tuple[str, str]] = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            walk(node.get("/K", []))

    walk(read_pdf(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found


def alts(name: str, tag: str) -> list[str]:
    return [alt for found, alt in structure(printed(name)) if found == tag]


def test_there_are_notebooks_to_print():
    assert len(PRINTED) >= 14
    assert all((NOTEBOOKS / f"{name}.ipynb").is_file() for name in REFUSED)


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("setting", [{}, {"large_print": True, "paper": "letter"}], ids=str)
def test_each_is_accessible_without_a_warning(name, setting, tmp_path):
    path = tmp_path / "any.pdf"
    path.write_bytes(HandoutExporter(**setting).from_filename(str(NOTEBOOKS / f"{name}.ipynb"))[0])
    assert page_validation.validate_pdf(path, profile="ua1").is_compliant


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_meant_to_stay_out_stays_out(name):
    assert "secret" not in words(name)


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_what_cannot_be_printed_is_refused_in_one_sentence(name, code):
    with pytest.raises(NotebookRefused) as refused:
        printed(name)
    assert f"[{code}]" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_nbconvert_ends_with_an_error_and_the_sentence(tmp_path):
    command = [sys.executable, "-m", "nbconvert", "--to", "workshop_handout", "--output-dir", str(tmp_path)]
    result = subprocess.run([*command, str(NOTEBOOKS / "missing_script.ipynb")], capture_output=True, text=True)
    assert result.returncode != 0
    assert 'words in Chinese or Japanese letters, such as "深度学习"' in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_nbconvert_prints_and_knows_no_input(tmp_path):
    command = [sys.executable, "-m", "nbconvert", "--to", "workshop_handout", "--output-dir", str(tmp_path)]
    subprocess.run([*command, "--no-input", str(NOTEBOOKS / "code.ipynb")], check=True, capture_output=True)
    text = squeezed(text_of((tmp_path / "code.pdf").read_bytes()))
    assert "12.57" in text
    assert "defarea" not in text


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("{ no json", encoding="utf-8")
    with pytest.raises(NotebookRefused, match="not a sound notebook"):
        HandoutExporter().from_filename(str(path))


def test_a_part_of_the_kit_makes_a_notebook_a_page_of_the_kit():
    own = every_block()
    del own.metadata["workshop"]
    assert HandoutExporter().print_notebook(own) == HandoutExporter().print_notebook(every_block())


def test_the_same_notebook_gives_the_same_bytes():
    path = str(NOTEBOOKS / "formulas.ipynb")
    assert HandoutExporter().from_filename(path)[0] == printed("formulas")


def test_code_is_printed_as_code_with_what_it_printed():
    text = words("code")
    for part in ["defarea(radius:float)->float:", '"""Ofacircle."""', "12.57", "one", "two", "careful:thisisawarning"]:
        assert part in text
    assert "keptoutput" in text and "kept_input" in text and "keptresult" in text and "kept_source" in text
    assert "100%|██████████|2/2" in text and "50%" not in text
    assert "unbroken" * 30 in text
    assert '"b":null' in text
    assert "\x1b" not in text and "[1;31m" not in text


def test_code_in_another_language_is_told_by_its_magic_or_the_notebook():
    cells = [V4.new_code_cell("%%bash\nls"), V4.new_code_cell("x <- 1")]
    page = notebook(*cells, language_info={"name": "R"})
    assert [block["language"] for block in read_notebook(page).blocks] == ["bash", "r"]


def test_long_output_is_cut_with_a_sentence_that_counts():
    text = words("long_output")
    assert "line60" in text and "line61" not in text
    assert "440morelinesareleftouthere." in text
    assert text.count("x" * 200) < 60
    everything = HandoutExporter(output_lines=0).from_filename(str(NOTEBOOKS / "long_output.ipynb"))[0]
    assert "line500" in squeezed(text_of(everything))


def test_tables_are_tables_with_heads():
    tags = [tag for tag, _ in structure(printed("tables"))]
    assert tags.count("/Table") >= 8
    assert tags.count("/TH") > 30
    text = words("tables")
    assert "first/lowfirst/highsecond/low" in text
    assert "Columns1to" in text and "of24" in text and "measured_23" in text
    assert "90morerowsareleftouthere." in text
    assert "paperwords" in text and "screenwords" not in text


def test_numbers_stand_to_the_right_and_words_to_the_left():
    html = "<table><thead><tr><th>n</th><th>w</th></tr></thead><tr><td>-1.5e3</td><td>word</td></tr></table>"
    (table,) = blocks_of(V4.new_markdown_cell(html))
    assert [cell["align"] for cell in table["head"]] == ["right", "left"]


def test_formulas_are_drawn_and_told_by_their_latex():
    told = alts("formulas", "/Formula")
    assert r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}" in told
    assert r"\displaystyle \int_0^\infty e^{- x^{2}}\, dx" in told
    assert r"x \in \R^n" in told and r"\size{x}_2 \le 1" in told and "y" in told and "z^2" in told
    assert any("align" in latex for latex in told) and any("eqnarray" in latex for latex in told)
    text = words("formulas")
    assert "itcosts$5and$6,or7$each,and$8." in text
    assert r"\nosuchcommand{x}" in text and r"\begin{itemize}" in text and "textbetween$$and$$iscode" in text
    assert "plaininstead" in text and "Integral(...)" not in text
    assert "newcommand" not in text


def test_a_formula_in_the_title_is_told_in_letters():
    assert read_pdf(printed("formulas")).metadata.title == "Formulas with α"


def test_pictures_have_words_and_stay_inside_the_page():
    told = alts("pictures", "/Figure")
    assert told[0] == "A dot beside the page"
    assert "Picture without a description: a dot.png" in told
    assert "attached dot" in told and "tiny" in told and "Two lines that cross" in told
    assert "Picture 1, made by the code above it" in told
    text = words("pictures")
    assert "Howitgrew" in text
    assert "nosuchfileliesbesidethenotebook:stolen." in text and "nosuchfileliesbesidethenotebook:nowhere.png." in text
    assert "cannotberead:torn." in text
    assert "start□" in text
    assert text.count("madebythecode,butitcannotberead") == 2
    assert "cannotberead:Picture7,madebythecodeaboveit." in text
    assert "printedallthesame" in text


def test_pictures_on_the_web_are_named_and_never_fetched(monkeypatch):
    import socket

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was used"))
    pdf, _ = HandoutExporter().from_filename(str(NOTEBOOKS / "pictures.ipynb"))
    assert "Pictureontheweb:Afarcat" in squeezed(text_of(pdf))
    links = [
        note.get_object()["/A"]["/URI"]
        for part in read_pdf(pdf).pages
        for note in part.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert {"https://example.org/cat.png", "https://example.org/run"} <= set(links)


def test_sizes_are_honored():
    sizes = [
        (block["width"], block["height"])
        for block in read_notebook(
            nbformat.read(NOTEBOOKS / "pictures.ipynb", as_version=4), "x", Wishes(folder=NOTEBOOKS)
        ).blocks
        if block["is"] == "figure"
    ]
    assert sizes[0] == (36.0, 18.0)
    assert (300.0, 11.25) in sizes
    assert (62.0, 44.0) in sizes


def test_errors_are_told_and_the_rest_is_printed():
    text = words("errors")
    for part in ["before", "Thecodestoppedhere:ZeroDivisionError", "divisionbyzero", "AftertheError.".lower()]:
        assert part.lower() in text.lower()
    assert "240linesbeforetheseareleftout." in text and "line299ofthetrail" in text
    assert "[0;31m" not in text


def test_what_only_a_screen_can_show_is_a_sentence():
    text = words("screens")
    assert "IntSlider(value=7)" in text
    assert text.count("Herethescreenshowssomethingthatpapercannot.") == 3
    assert "https://example.org/film" in text
    assert "ToldinHTML" in text and "Onebold&harmless" in text and "Madebycode" in text
    assert "IPython.core.display" not in text


def test_markdown_comes_out_whole():
    text = words("markdown")
    for part in [
        "struck",
        "andonewithtwospaces",
        "innermost",
        "aquoteinalist",
        "open",
        "twice",
        "Hotwater",
        "*nostar*",
    ]:
        assert part in text
    assert "Thenote,withmore." in text and "↩" not in text
    assert 'print("fenced")#$x$' in text and "indentedcode" in text
    assert [e for e, _ in structure(printed("markdown"))].count("/H2") == 1
    found = {block["is"] for block in blocks_of(V4.new_markdown_cell("- [x] a\n\n1. b\n\n> c\n\n> [!TIP]\n> d"))}
    assert found == {"checklist", "list", "quote", "callout"}


def test_html_in_markdown_is_read_and_nothing_in_it_acts():
    text = words("raw_html")
    for part in ["TitleinHTML", "Goodtoknow", "Moreofit", "Hiddenuntiloneclicks.", "H2O", "inacell", "Whatitmeans"]:
        assert part in text
    assert "inmanyboxes" in text
    assert alts("raw_html", "/Figure") == ["Note", "left one", "right one"][-2:]


def test_headings_come_in_an_order_that_readers_aloud_can_follow():
    levels = [int(tag[2:]) for tag, _ in structure(printed("headings")) if tag[:2] == "/H" and tag[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert read_pdf(printed("headings")).metadata.title == "Of the page"
    assert "Inaquote" in words("headings")


def test_the_title_is_the_first_heading_else_the_metadata_else_the_name():
    cells = [V4.new_markdown_cell("words")]
    assert read_notebook(notebook(V4.new_markdown_cell("# First\n\n# Second"), title="T"), "file").title == "First"
    assert read_notebook(notebook(*cells, title="T"), "file").title == "T"
    assert read_notebook(notebook(*cells), "file").title == "file"
    assert "Ada,Bo" in words("no_heading")


def test_raw_cells_are_printed_where_their_format_fits():
    text = words("raw_cells")
    assert "withoutaformat" in text and "boldone" in text


def test_signs_that_no_font_has_are_named():
    text = words("signs")
    assert "Welldone[partypopper]" in text and "[man][woman][girl]" in text and "[flagDE]" in text
    assert "[thumbsupsign]" in text and "key1," in text and "✓" in text
    assert 'print("[partypopper]✓")' in text


def test_every_sign_that_is_said_to_be_there_can_be_printed():
    signs = sorted(MORE_LETTERS)
    rows = "\n\n".join(" ".join(signs[at : at + 40]) for at in range(0, len(signs), 40))
    document = read_notebook(notebook(V4.new_markdown_cell(rows), V4.new_raw_cell(rows)), "signs")
    assert "[" not in str(document.blocks[0]["inside"][0]["text"])
    assert print_document(document).startswith(b"%PDF")


def test_other_languages_come_out_and_are_told():
    text = words("bilingual")
    for part in ["¿quétal?", "NguyễnThịHằng", "Русскийязык", "Ελληνικά", "¡Olé!Привет"]:
        assert part in text
    assert read_pdf(printed("bilingual")).trailer["/Root"]["/Lang"] == "es"
    pdf = HandoutExporter(language_code="fr").print_notebook(notebook(V4.new_markdown_cell("Bonjour")))
    assert read_pdf(pdf).trailer["/Root"]["/Lang"] == "fr"


def test_an_old_format_is_upgraded():
    text = words("format_3")
    for part in ["Alicenseline", "Anoldnotebook", "Twelvesteps", 'print"old"', "old", "NameError"]:
        assert part in text


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("exclude_input", ["heading text", "printed"]),
        ("exclude_output", ["heading text", "source = 1"]),
        ("exclude_code_cell", ["heading text"]),
        ("exclude_markdown", ["source = 1", "printed"]),
    ],
)
def test_what_nbconvert_leaves_out_is_left_out(name, left):
    output = V4.new_output("stream", name="stdout", text="printed")
    page = notebook(V4.new_markdown_cell("heading text"), V4.new_code_cell("source = 1", outputs=[output]))
    for exporter in (
        HandoutExporter(**{name: True}),
        HandoutExporter(config=Config({"TemplateExporter": {name: True}})),
    ):
        text = squeezed(text_of(exporter.print_notebook(page)))
        found = [part for part in ("heading text", "source = 1", "printed") if squeezed(part) in text]
        assert found == left


def test_preprocessors_of_nbconvert_are_heard():
    config = Config({"TagRemovePreprocessor": {"enabled": True, "remove_input_tags": ["mine"]}})
    page = notebook(V4.new_markdown_cell("kept"), V4.new_code_cell("gone = 1", metadata={"tags": ["mine"]}))
    assert "gone" not in text_of(HandoutExporter(config=config).from_notebook_node(page)[0])


def test_the_notebooks_are_small_and_hold_no_one_elses_words():
    for path in NOTEBOOKS.glob("*.ipynb"):
        assert path.stat().st_size < 30_000
        json.loads(path.read_text(encoding="utf-8"))
