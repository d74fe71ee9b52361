"""What a document becomes before it is a web page or a Word file."""

from __future__ import annotations

import pytest

from workshop.content import blocks
from workshop.content.blocks import plain_text
from workshop.errors import WorkshopError
from workshop.handouts.document import Document
from workshop.handouts.flowing import color_of, key_colors, mixed, ready_to_flow, stretches
from workshop.handouts.web.parts import shapes


def ready(*inside, **more):
    return ready_to_flow(Document("T", blocks=inside, **more))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"You did it."', "“You did it.”"),
        ("It's fine, isn't it?", "It’s fine, isn’t it?"),
        ("(\"in\" brackets) and 'single'", "(“in” brackets) and ‘single’"),
        ("\"He said 'no' to me\"", "“He said ‘no’ to me”"),
        ("“already so”", "“already so”"),
    ],
)
def test_straight_marks_become_those_of_print(typed, shown):
    assert plain_text(ready(blocks.paragraph(typed)).blocks[0]) == shown


def test_a_mark_closes_what_began_in_other_type():
    inside = [blocks.text('He said "'), blocks.strong("no"), blocks.text('" to it.')]
    (block,) = ready({"is": "paragraph", "inside": inside}).blocks
    assert plain_text(block) == "He said “no” to it."


def test_code_and_kept_text_keep_their_marks_and_so_do_other_languages():
    code = {"is": "paragraph", "inside": [{"is": "code", "text": 'x = "y"'}]}
    assert plain_text(list(ready(code, {"is": "pre", "text": '"z"'}).blocks)) == 'x = "y" "z"'
    assert plain_text(ready(blocks.paragraph('"Ja."'), language="de").blocks[0]) == '"Ja."'


def test_what_paper_refuses_is_refused_but_letters_are_not():
    faults = (blocks.heading("Deep", 4), {"is": "picture", "svg": "<svg", "alt": "", "caption": ""})
    with pytest.raises(WorkshopError) as refused:
        ready(*faults, blocks.paragraph("Well done 🎉 漢字"))
    assert [problem.code for problem in refused.value.problems] == ["H102", "H104", "H105"]
    assert plain_text(ready(blocks.paragraph("Well done 🎉 漢字")).blocks[0]) == "Well done 🎉 漢字"


def test_a_link_that_could_run_something_is_only_text():
    link = {"is": "link", "to": "javascript:alert(1)", "inside": [blocks.strong("here")]}
    (block,) = ready({"is": "paragraph", "inside": [link]}).blocks
    assert block["inside"] == [blocks.text("here")]


def test_all_dots_are_in_a_stretch_with_or_without_a_name():
    track = blocks.track("", 0, 10, (4, "start"), [(2, 3, "a"), (6, 8, "b")])
    found = [(part["first"], part["last"], part["text"]) for part in stretches(track)]
    assert found == [(0, 1, ""), (2, 3, "a"), (4, 5, ""), (6, 8, "b"), (9, 10, "")]


@pytest.mark.parametrize(("person", "second"), [("Zoë", "paragraph"), ("", "lines")])
def test_a_certificate_has_the_name_or_a_line_after_its_first_words(person, second):
    said = (blocks.paragraph("This says that"), blocks.paragraph("took part in"), blocks.lines(1, "Date"))
    shown = ready(*said, form="certificate", kit="The kit", person=person).blocks
    assert [block["is"] for block in shown] == ["paragraph", second, "paragraph", "paragraph", "lines"]
    assert plain_text(shown[1]) == (person or "Name") or shown[1]["label"] == "Name"
    assert plain_text(shown[3]) == "The kit"


def test_colors_and_icons_are_those_of_paper():
    assert len(key_colors()) == 10 == len(set(key_colors()))
    assert color_of(None) == "#0b5d66" and color_of(2) == key_colors()[1] and color_of(12) == key_colors()[1]
    assert mixed("#000000", "#ffffff", 0.25) == "#bfbfbf"
    assert {"tip", "note", "warning", "clock", "people", "energy", "personal", "lock", "pen", "yes", "no"} <= set(
        shapes()
    )
