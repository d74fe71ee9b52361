"""Blocks: what Markdown and exercises become before any renderer sees them."""

from __future__ import annotations

import json

import pytest
from case_files import read_cases

from workshop.content import blocks
from workshop.content.blocks import from_markdown, plain_text
from workshop.content.kit import fit
from workshop.content.wording import Person, Speech

NAMES = [
    "*Sam*",
    "<b>Sam</b>",
    "[Sam](javascript:x)",
    "# Sam",
    "| Sam |",
    "((he))",
    "{#id}",
    "`Sam`",
    "سارة",
    "🦊",
    "\\",
]
MADE = [
    blocks.paragraph("x"),
    blocks.heading("x", 4),
    blocks.bullets(["x"]),
    blocks.checklist(["x"]),
    blocks.callout("tip", "x", [blocks.paragraph("y")]),
    blocks.table(["x"], [["y"]]),
    blocks.lines(3, "x"),
    blocks.scale("x", "low", "high", 0, 10),
    blocks.script([{"who": "x", "says": "y"}]),
    blocks.columns([blocks.paragraph("x")], [blocks.lines(1)]),
    blocks.options("x", [("a", "y")]),
    blocks.cards([("x", ["y"])]),
    blocks.answers("x", [("1", "y")]),
    blocks.exercise("x", [("clock", "Time", "5 min")], [blocks.paragraph("y")]),
]


@pytest.mark.parametrize(("title", "source", "expected"), [pytest.param(*c, id=c[0]) for c in read_cases("blocks.txt")])
def test_markdown_becomes_blocks(title: str, source: str, expected: str) -> None:
    assert from_markdown(source) == [json.loads(row) for row in expected.split("\n")]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_stays_words_in_blocks(name: str) -> None:
    made = from_markdown("# ((Partner))\n\n- Ask **((partner))**.\n\n| a | b |\n|---|---|\n| ((partner)) | x |\n")
    fitted = fit(made, Speech(Person(name)))
    assert plain_text(fitted).count(name) == 3
    assert [block["is"] for block in fitted] == ["heading", "list", "table"]


@pytest.mark.parametrize("block", MADE, ids=lambda block: block["is"])
def test_every_made_block_is_named_in_the_table_of_blocks(block: blocks.Block) -> None:
    (row,) = [row for row in (blocks.__doc__ or "").split("\n") if row.startswith(f"| {block['is']} |")]
    fields = row.split("|")[2]
    assert [name for name in block if name != "is" and name not in fields] == []


@pytest.mark.parametrize("block", MADE, ids=lambda block: block["is"])
def test_every_made_block_is_plain_data(block: blocks.Block) -> None:
    assert json.loads(json.dumps(block)) == block


def test_a_turn_of_a_talk_need_not_say_what_it_did() -> None:
    assert blocks.script([{"who": "You", "says": "Hm."}])["turns"] == [
        {"who": "You", "says": "Hm.", "note": "", "does": ""}
    ]


def test_plain_text_is_all_words_in_reading_order() -> None:
    made = from_markdown('A **bold** "move".\n\n> [!TIP]\n> Wait.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |')
    assert plain_text(made) == 'A bold "move". Wait. one two a b 1 2'


def test_plain_text_holds_no_names_of_icons_links_or_tones() -> None:
    made = [*from_markdown("[word](https://x.org)"), blocks.exercise("T", [("clock", "Time", "5 min")], [])]
    assert plain_text(made) == "word T Time 5 min"


def test_plain_text_of_nothing_is_empty() -> None:
    assert plain_text(from_markdown("")) == ""


@pytest.mark.parametrize("source", [">" * 2000 + " a", "*" * 4000 + "a", "- " * 2000 + "x", "[a" * 1500, "<" * 4000])
def test_a_page_made_to_break_the_reader_keeps_its_words(source: str) -> None:
    assert plain_text(from_markdown(source))[-1] in "ax<"
