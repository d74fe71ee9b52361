"""The parts that read notebooks of others: Markdown with formulas, LaTeX, HTML, pictures, signs."""

from __future__ import annotations

import html
import re

import pytest

from workshop.errors import WorkshopError
from workshop.handouts.exporter import HandoutExporter
from workshop.handouts.foreign.code import as_shown, printed_block
from workshop.handouts.foreign.formulas import Formulas, plain_formula, prepared
from workshop.handouts.foreign.lines import words_of
from workshop.handouts.foreign.macros import Macros
from workshop.handouts.foreign.markdown import markdown_html
from workshop.handouts.foreign.notebook import read_notebook
from workshop.handouts.foreign.pictures import PictureFiles, points, read_picture, read_svg
from workshop.handouts.foreign.spelling import named, spelled
from workshop.handouts.foreign.tree import read_html
from workshop.pages.notebook_format import nbformat

V4 = nbformat.v4
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="5" height="5"/></svg>'


def formulas_in(source):
    return [html.unescape(found) for found in re.findall(r"<x-math[^>]*>([\s\S]*?)</x-math>", markdown_html(source))]


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("$x_1*y*z$ and $n$-th", ["x_1*y*z", "n"]),
        ("$5 and $6, or 7$ each", []),
        ("between $1.50 (low) and $2.00 (high)", []),
        ("$10 million and $20 million, $HOME and $PATH", []),
        ("$ y $ and $ \\alpha$", [" y ", " \\alpha"]),
        ("\\$5 and `$x$` and\n\n    $y$", []),
        ("```\n$$z$$\n```", []),
        ("a\n$$\nb\n\n=c\n$$\nd", ["\nb\n\n=c\n"]),
        ("\\\\(a+b\\\\) and \\\\[ c \\\\]", ["a+b", " c "]),
        ("\\begin{align}a&=b\\\\c\\end{align}", ["\\begin{align}a&=b\\\\c\\end{align}"]),
        ("- item\n\n  $$y_1$$", ["y_1"]),
        ("> $$y_2$$", ["y_2"]),
        ("| a | b |\n|--|--|\n| $x|y$ | $5 |", ["x\\vert y"]),
    ],
)
def test_formulas_are_told_from_money_and_code(source, formulas):
    assert formulas_in(source) == formulas


def test_commands_that_a_notebook_makes_up_are_put_in():
    macros = Macros()
    assert macros.learned(r"a \newcommand{\R}{\mathbb{R}}\def\v#1{\vec{#1}} b").split() == ["a", "b"]
    assert macros.expanded(r"\R^n \v{x} \vv \Rx") == r"{\mathbb{R}}^n {\vec{x}} \vv \Rx"
    macros.learned(r"\DeclareMathOperator{\tr}{tr} \newcommand{\two}[2]{#1+#2}")
    assert macros.expanded(r"\tr A, \two{a}b") == r"{\operatorname{tr}} A, {a+b}"


@pytest.mark.parametrize("body", [r"\x", r"\x\x", r"{\x}"])
def test_commands_that_call_themselves_come_to_an_end(body):
    macros = Macros()
    assert len(macros.expanded(rf"\newcommand{{\x}}{{{body}}} \x")) < 50_000


@pytest.mark.parametrize(
    "latex", [r"\nosuch{x}", "", r"\frac{", r"\begin{itemize}\end{itemize}", r"\text{日本}", r"\\bar x", "x" * 5000]
)
def test_what_cannot_be_drawn_is_code_or_nothing(latex):
    formulas = Formulas(46.0)
    assert formulas.in_line(latex) == {"is": "mono", "text": latex.strip()}
    shown = formulas.on_its_own(latex)
    assert shown is None if not latex else shown is not None and shown["is"] == "code"


def test_a_formula_stands_on_the_line_and_knows_its_measures():
    low, high = Formulas(46.0).in_line("y_g"), Formulas(46.0).in_line("x^2")
    assert low["depth"] > 0.3 > high["depth"] >= 0
    assert 0.5 < high["width"] < 2
    wide = Formulas(10.0).on_its_own("+".join("abcdefgh"))
    assert wide is not None and wide["width"] == 10.0


@pytest.mark.parametrize(
    "latex",
    [
        r"A^T \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}^{-1} \begin{pmatrix} x \\ y \end{pmatrix}_2",
        r"\begin{eqnarray} a &=& b \nonumber \\ c &\le& d \label{x} \end{eqnarray}",
        r"\begin{equation*} x = \begin{cases} 1 & a \\ 0 & \mbox{else} \end{cases} \tag{2} \end{equation*} % said",
        r"\begin{gather} a \\ b \end{gather}",
        r"20\degree \binom{n}{k} \underbrace{a+b}_{n} \xrightarrow{f} \mathcal{L} \widehat{xy} \bm{v}",
    ],
)
def test_the_latex_of_course_notes_is_drawn(latex):
    shown = Formulas(46.0).on_its_own(latex)
    assert shown is not None and shown["is"] == "formula"


def test_columns_that_are_pulled_together_become_one():
    assert prepared(r"0.&\hspace{-1em}98&\hspace{-1em}\phantom{x}") == r"0.98\phantom{x}"


def test_simple_formulas_have_letters():
    assert plain_formula(r"\alpha") == "α"
    assert plain_formula("x^2") == "x^2"


def test_html_left_open_is_closed_and_marked_sections_do_no_harm():
    root = read_html("<ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e</table><![x[<p>f<p>g")
    assert [len(node.elements()) for node in root.elements()[:2]] == [2, 2]
    assert root.words().replace("<![x[", "") == "abcdefg"


@pytest.mark.parametrize(
    ("sizes", "points"),
    [
        ('width="100" height="50"', (75.0, 37.5)),
        ('width="2in" height="1in"', (144.0, 72.0)),
        ('viewBox="0 0 200 100"', (150.0, 75.0)),
        ('width="100%" height="100%" viewBox="0 0 200 100"', (150.0, 75.0)),
        ('width="75pt" viewBox="0 0 200 100"', (75.0, 37.5)),
        ("", (300.0, 150.0)),
    ],
)
def test_the_size_of_an_svg(sizes, points):
    drawing = read_svg(SVG.format(sizes))
    assert drawing is not None and (drawing.width, drawing.height) == points


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<html/>", b"\x00" * 99])
def test_what_is_no_picture_is_none(raw):
    assert read_picture(raw) is None


def test_lengths():
    assert [points(told) for told in ("10", 10, "10px", "1cm", "50%", "x", "", None, "0")] == [
        *(7.5, 7.5, 7.5, 28.346),
        *(None, None, None, None, None),
    ]


def test_pictures_come_only_from_the_notebooks_folder(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    for place in (folder / "in.svg", tmp_path / "out.svg"):
        place.write_text(SVG.format(""), encoding="utf-8")
    (folder / "link.svg").symlink_to(tmp_path / "out.svg")
    files = PictureFiles(folder)
    assert files.load("in.svg", {}) is not None
    for address in (
        "../out.svg",
        "link.svg",
        str(tmp_path / "out.svg"),
        "%2e%2e/out.svg",
        "file:///etc/passwd",
        "\x00",
    ):
        assert files.load(address, {}) is None
    assert PictureFiles(None).load("in.svg", {}) is None


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="/etc/hostname" width="5" height="5"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd" width="5" height="5"/>',
        '<image href="https://example.org/a.png" width="5" height="5"/>',
    ],
)
def test_a_drawing_that_asks_for_files_is_a_sentence(inner):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'
    cell = V4.new_code_cell("x", outputs=[V4.new_output("display_data", data={"image/svg+xml": svg})])
    from handout_samples import squeezed, text_of

    pdf = HandoutExporter().print_notebook(V4.new_notebook(cells=[cell, V4.new_markdown_cell("after")]))
    assert "butitcannotberead" in squeezed(text_of(pdf))
    assert "after" in text_of(pdf)


def test_text_of_a_terminal_is_as_it_stood_there_in_the_end():
    assert as_shown("\x1b[1;31mred\x1b[0m\x1b]0;title\x07 0%\r50%\r100%\r\nab\b\bcd\x1b(B") == "100%\ncd"


def test_one_line_too_many_is_printed_and_not_counted():
    rows = "\n".join(map(str, range(11)))
    assert [block["is"] for block in printed_block(rows, 10)] == ["printed"]
    cut, note = printed_block(rows + "\n11", 10)
    assert cut["text"].endswith("9") and words_of(note) == "2 more lines are left out here."


def test_signs_are_named_and_a_handful_of_letters_too():
    assert named("👍🏽 ❤️ 🇫🇷 1️⃣ ✓ é") == "[thumbs up sign] ❤ [flag FR] 1 ✓ é"
    assert named("中") == "[cjk unified ideograph-4e2d]"
    assert spelled("中" * 8).count("[") == 8


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("深度学习这是一本书", "Chinese or Japanese"),
        ("नमस्ते दुनिया", "Devanagari"),
        ("สวัสดีชาวโลก", "Thai"),
        ("안녕하세요 세계입니다", "Korean"),
    ],
)
def test_a_missing_script_is_refused_by_its_name(words, script):
    with pytest.raises(WorkshopError) as refused:
        read_notebook(V4.new_notebook(cells=[V4.new_markdown_cell(words)]))
    (problem,) = refused.value.problems
    assert problem.code == "H101"
    assert f"words in {script} letters, such as" in problem.what


def test_formulas_in_html_that_code_made_are_drawn():
    data = {
        "text/html": "<p><code>System</code></p>$$\\left[\\begin{array}{rl}a&b\\end{array}\\right]$$",
        "text/plain": "words",
    }
    cell = V4.new_code_cell("x", outputs=[V4.new_output("display_data", data=data)])
    blocks = read_notebook(V4.new_notebook(cells=[cell])).blocks
    assert [block["is"] for block in blocks] == ["code", "paragraph", "formula"]
