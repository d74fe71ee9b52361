"""Drawings: what only shows something passes; whatever could run, fetch, hide or grow is refused, with its line."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from workshop.content.art import COVERS, DEEPEST, LARGEST, STEPS, find_art_problems, image_address, read_drawing
from workshop.content.kit import Kit, content_layers
from workshop.content.lint import find_page_problems
from workshop.errors import WorkshopError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 320 240">'


def drawing(folder: Path, inside: str, head: str = HEAD) -> Path:
    path = folder / "art" / "cues" / "one.svg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}\n{inside}\n</svg>\n", encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[str, int]]:
    with pytest.raises(WorkshopError) as raised:
        read_drawing(path)
    return [(problem.code, problem.line) for problem in raised.value.problems]


@pytest.mark.parametrize(
    "inside",
    [
        '<title>Arms &amp; "hands" (both)</title><g id="a"><circle cx="1" cy="2" r="3" /></g>',
        '<path d="M1-2h.5" style="fill:none;stroke:rgb(1, 2, 3);stroke-width:4px" transform="rotate(-4 1 2)" />',
        '<clipPath id="c"><rect width="3" height="4" /></clipPath><path d="M0 0" clip-path="url(#c)" fill="#fff" />',
        "<!-- <script>only words</script> --><desc>é ü 日本</desc>",
    ],
)
def test_what_only_shows_something_passes(inside: str, tmp_path: Path) -> None:
    assert inside in read_drawing(drawing(tmp_path, inside))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        "<style>@import 'https://example.org/a.css'</style>",
        "<foreignObject />",
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)" />',
        '<image href="https://example.org/a.png" />',
        '<a href="javascript:alert(1)" />',
        '<use x:href="#a" />',
        '<animate attributeName="href" to="javascript:alert(1)" />',
        '<text>Words that paper has no font for</text>',
        '<path onload="alert(1)" />',
        '<path OnClick="alert(1)" />',
        '<path x:href="https://example.org" />',
        '<path href="#a" />',
        '<path style="fill:url(https://example.org/a)" />',
        '<path style="fill:url(#a)" />',
        '<path style="background:image-set(&quot;https://example.org/a&quot; 1x)" />',
        '<path style="fill:u\\72l(https://example.org/a)" />',
        '<path fill="u\\72l(https://example.org/a)" />',
        '<path fill="url(https://example.org/a#b)" />',
        '<path fill="URL(//example.org/a)" />',
        '<path fill="url(#a) url(b.svg#c)" />',
        '<path fill="url(&#35;a)url(data:image/png)" />',
        '<path id="a" xml:base="https://example.org/" />',
        '<?php echo 1 ?>',
    ],
)  # fmt: skip
def test_what_could_run_or_fetch_something_is_refused_with_its_line(inside: str, tmp_path: Path) -> None:
    assert set(problems(drawing(tmp_path, inside))) == {("C604", 2)}


def test_a_document_type_is_refused_before_anything_in_it_grows(tmp_path: Path) -> None:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY l0 "lol">{rows}]>{HEAD}'
    assert problems(drawing(tmp_path, "<title>&l11;</title>", bomb)) == [("C601", 1)]


def test_a_document_type_from_elsewhere_is_refused(tmp_path: Path) -> None:
    outside = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>{HEAD}'
    assert problems(drawing(tmp_path, "<title>&a;</title>", outside)) == [("C601", 1)]


def test_groups_without_end_are_refused(tmp_path: Path) -> None:
    inside = "<g>" * DEEPEST + "</g>" * DEEPEST
    assert problems(drawing(tmp_path, inside)) == [("C604", 2)]
    assert read_drawing(drawing(tmp_path, inside[3:-4]))


@pytest.mark.parametrize("box", ["", "0 0 320", "0 0 320 -1", "0 0 0 240", "0 0 nan 4", "a b c d", "0 0 1e9 4"])
def test_a_drawing_tells_its_size(box: str, tmp_path: Path) -> None:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
    assert problems(drawing(tmp_path, "", head)) == [("C603", 1)]


@pytest.mark.parametrize("box", ["0 0 320 240", "0,0,320,240", "-1.5 +2 .5 7.", " 0  0 , 3 4 "])
def test_a_size_may_be_written_in_many_ways(box: str, tmp_path: Path) -> None:
    assert read_drawing(drawing(tmp_path, "", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'))


@pytest.mark.parametrize("head", ["<svg viewBox='0 0 4 3'>", '<svg xmlns="http://www.w3.org/1999/xhtml">'])
def test_a_file_of_another_sort_is_refused(head: str, tmp_path: Path) -> None:
    assert problems(drawing(tmp_path, "", head)) == [("C601", 1)]


@pytest.mark.parametrize("text", ["", "<svg", "no drawing", "\x00", "<svg></svg><svg></svg>"])
def test_a_file_that_is_no_whole_drawing_is_refused(text: str, tmp_path: Path) -> None:
    path = drawing(tmp_path, "")
    path.write_text(text, encoding="utf-8")
    assert {code for code, _ in problems(path)} == {"C601"}


def test_a_drawing_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = drawing(tmp_path, "<script />" + " " * LARGEST)
    assert problems(path) == [("C602", 1)]


def test_all_problems_of_a_drawing_come_at_once(tmp_path: Path) -> None:
    assert problems(drawing(tmp_path, '<script />\n<path onload="x" />')) == [("C604", 2), ("C604", 3)]


def test_a_drawing_that_no_exercise_shows_is_looked_at_too(tmp_path: Path) -> None:
    drawing(tmp_path, "<script />")
    assert [problem.code for problem in find_art_problems([tmp_path])] == ["C604"]


def test_all_drawings_of_the_kit_are_safe_to_show() -> None:
    assert len(list(content_layers()[0].glob("art/cues/*.svg"))) > 5
    assert list(find_art_problems(content_layers())) == []


def test_an_address_for_an_image_holds_the_drawing_and_no_sign_that_could_end_it() -> None:
    address = image_address(f"{HEAD}<title>\"'é</title></svg>")
    assert base64.b64decode(address.partition(",")[2]).decode() == f"{HEAD}<title>\"'é</title></svg>"
    assert not set("<>\"'&") & set(address)


def codes_of_patience(folder: Path) -> list[str]:
    return [found.code for found in find_page_problems(Kit([folder])) if found.path.endswith("patience.md")]


def test_every_key_has_a_cover_and_a_strip_of_steps_with_words(kit_copy: Path) -> None:
    kit = Kit([kit_copy])
    for key in kit.index.keys:
        for folder in (COVERS, STEPS):
            drawing = kit.page_drawing(folder, key)
            assert drawing and drawing["svg"].lstrip().startswith("<svg") and len(drawing["alt"]) > 20


def test_a_page_around_the_keys_needs_no_drawing(kit_copy: Path) -> None:
    assert Kit([kit_copy]).page_drawing(COVERS, "welcome") is None


@pytest.mark.parametrize("folder", [COVERS, STEPS])
def test_a_key_without_its_drawing_is_told(kit_copy: Path, folder: str) -> None:
    assert codes_of_patience(kit_copy) == []
    (kit_copy / "art" / folder / "patience.svg").unlink()
    assert codes_of_patience(kit_copy) == ["C605"]


@pytest.mark.parametrize(
    "text", ["keys: {}\nsteps: {}\n", "- keys\n", "keys: patience\nsteps: {patience: Six small pictures.}\n"]
)
def test_a_drawing_without_words_is_told(kit_copy: Path, text: str) -> None:
    (kit_copy / "art" / "alt.yaml").write_text(text, encoding="utf-8")
    assert "C605" in codes_of_patience(kit_copy)
