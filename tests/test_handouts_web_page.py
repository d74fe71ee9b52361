"""A handout as one HTML file: it says what the page says, can be filled in, and loads, runs and sends nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from flowing_samples import HOSTILE, every_document, hostile_document, named_blocks
from handout_samples import shown_texts, squeezed

from workshop.content import blocks
from workshop.errors import WorkshopError
from workshop.handouts.document import Document
from workshop.handouts.flowing import UnknownBlock, key_colors
from workshop.handouts.letters import clean_text
from workshop.handouts.web.blocks import SETTERS
from workshop.handouts.web.page import set_web_page
from workshop.handouts.web.parts import color_style

VOID = {"meta", "img", "input", "hr", "br"}


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


def page_of(document: Document) -> Seen:
    return Seen(set_web_page(document).decode())


def small(*inside, **more) -> Seen:
    return page_of(Document("T", blocks=inside, **more))


def test_every_block_of_the_table_has_a_way_to_be_set():
    assert len(named_blocks()) > 20 and set(SETTERS) == named_blocks()


def test_an_unknown_block_is_named_without_its_words():
    with pytest.raises(UnknownBlock, match='"dance" in a web page') as fault:
        set_web_page(Document("T", blocks=({"is": "dance", "text": "private"},)))
    assert "private" not in str(fault.value)


def test_every_word_of_the_page_stands_in_the_file():
    document = every_document()
    told = squeezed(page_of(document).text)
    wanted = [text for block in document.blocks for text in shown_texts(block)]
    assert len(wanted) > 100
    assert [text for text in wanted if squeezed(clean_text(text)) not in told] == []


def test_the_page_is_whole_and_has_its_landmarks_one_title_and_a_language():
    seen = page_of(every_document(language="en"))
    assert seen.open == []
    assert [len(seen.all(name)) for name in ("html", "title", "header", "main", "footer", "h1")] == [1] * 6
    assert seen.all("html")[0]["lang"] == "en"
    ids = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    assert len(ids) == len(set(ids)) > 20


def test_it_loads_runs_and_sends_nothing():
    html = set_web_page(every_document()).decode()
    seen = Seen(html)
    assert seen.all("script", "link", "iframe", "object", "embed", "form", "base", "video", "audio", "button") == []
    assert {attrs["src"].split(",")[0] for attrs in seen.all("img")} == {"data:image/svg+xml;base64"}
    assert {name for _, attrs in seen.tags for name in attrs if name.startswith("on") or name == "srcset"} == set()
    (policy,) = [attrs["content"] for attrs in seen.all("meta") if attrs.get("http-equiv")]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert not re.search(r"url\(|@import|https?:|expression", style)
    assert [attrs["href"] for attrs in seen.all("a")] == ["https://example.org/guide"]


def test_the_same_document_gives_the_same_bytes():
    assert set_web_page(every_document()) == set_web_page(every_document())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_everywhere(words):
    seen, plain = page_of(hostile_document(words)), page_of(hostile_document("words"))
    assert [tag for tag, _ in seen.tags] == [tag for tag, _ in plain.tags]
    assert [sorted(attrs) for _, attrs in seen.tags] == [sorted(attrs) for _, attrs in plain.tags]
    meant, told = squeezed(clean_text(words)), squeezed(seen.text)
    assert told.count(meant) == plain.text.count("words") > 40
    assert {squeezed(attrs["alt"]) for attrs in seen.all("img") if attrs["alt"]} == {meant}


def test_a_printed_foot_holds_hostile_words_as_a_string():
    html = set_web_page(
        Document("T", kit='"} body{display:none} </style><b>', words={"page": '{page} "; x: '})
    ).decode()
    assert Seen(html).open == [] and len(Seen(html).all("b")) == 0
    (foot,) = re.findall(r"@bottom-left \{ content: (.*?); \} @bottom-right", html)
    assert re.fullmatch(r'"[a-zA-Z0-9 \\-]*"', foot)


def test_lines_are_a_labelled_field_of_as_many_rows():
    seen = small(blocks.lines(3, "What helped?"), blocks.lines(1))
    one, other = seen.all("textarea")
    labels = {attrs["for"]: at for at, attrs in enumerate(seen.all("label"))}
    assert (one["rows"], other["rows"]) == ("3", "1")
    assert [labels[one["id"]], labels[other["id"]]] == [0, 1]
    assert "What helped?" in seen.text and "Room to write" in seen.text


def test_a_scale_is_one_group_of_numbers_whose_ends_are_told():
    seen = small(blocks.scale("How safe?", "not at all", "very", 0, 10), blocks.scale("And now?", "no", "yes", 1, 5))
    dots = seen.all("input")
    assert len({dot["name"] for dot in dots}) == 2
    assert [dot["value"] for dot in dots[:11]] == [str(n) for n in range(11)]
    told = [attrs["id"] for attrs in seen.all("span") if "id" in attrs]
    assert [dot.get("aria-describedby") for dot in (dots[0], dots[10])] == told[:2]
    assert len(seen.all("fieldset")) == len(seen.all("legend")) == 2


def test_options_are_circles_with_letters_or_boxes_and_a_checklist_keeps_its_ticks():
    seen = small(blocks.options("Which?", [("a", "one"), ("b", "two")]), blocks.options("", [("", "three")]))
    assert [field["type"] for field in seen.all("input")] == ["radio", "radio", "checkbox"]
    ticks = small({"is": "checklist", "items": [{"ticked": True, "inside": [blocks.paragraph("x")]}]}).all("input")
    assert [("checked" in tick, tick["type"]) for tick in ticks] == [(True, "checkbox")]


def test_a_cell_to_write_in_is_called_by_its_row_and_its_column():
    seen = small(blocks.table(["Move", "Times"], [["Said it back", ""], ["Asked", ""]]))
    ids = {attrs["id"] for attrs in seen.all("th")}
    assert all(set(field["aria-labelledby"].split()) <= ids for field in seen.all("textarea"))
    assert len({field["aria-labelledby"] for field in seen.all("textarea")}) == 2
    bare = small(blocks.table(["Who", "Seconds"], [["", ""], ["", ""]]))
    assert [field["aria-label"] for field in bare.all("textarea")] == ["Who 1", "Seconds 1", "Who 2", "Seconds 2"]


def test_headings_follow_each_other_also_in_a_workbook():
    for form in ("handout", "workbook"):
        document = every_document(form=form)
        levels = [int(tag[1]) for tag, _ in page_of(document).tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(level <= before + 1 for before, level in pairwise(levels))


def test_a_workbook_leads_to_its_pages():
    pages = [blocks.part(f"Page {n}", "", n, None) for n in (1, 2)]
    seen = small(*pages, form="workbook")
    titles = [attrs["id"] for attrs in seen.all("h2") if attrs.get("id", "").startswith("part")]
    assert [attrs["href"] for attrs in seen.all("a")] == [f"#{title}" for title in titles] and len(titles) == 2


def test_what_one_writes_is_said_to_stay_only_where_one_can_write():
    assert "stays in this window" in small(blocks.lines(1, "x")).text
    assert "stays in this window" not in small(blocks.paragraph("<input>")).text


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", "A4"), ("letter", "letter"), ("a5", "A5"), ("half-letter", "5.5in 8.5in")]
)
def test_paper_and_large_print_are_as_asked(paper, size):
    html = set_web_page(replace(every_document(), paper=paper, large_print=True)).decode()
    assert f"@page {{ size: {size};" in html
    assert "large" in Seen(html).all("html")[0]["class"]


def test_a_page_in_a_language_that_runs_from_the_right_says_so():
    assert small(blocks.paragraph("مرحبا"), language="ar").all("html")[0]["dir"] == "rtl"
    assert "dir" not in small(blocks.paragraph("x")).all("html")[0]


def test_problems_are_told_as_for_paper():
    with pytest.raises(WorkshopError, match="H104"):
        set_web_page(Document("T", blocks=(blocks.picture("<svg/>", ""),)))


@pytest.mark.parametrize("number", range(len(key_colors()) + 1))
def test_each_keys_color_can_be_read_in_light_and_dark(number):
    style = color_style(number or None)
    light, dark = (dict(re.findall(r"--(\w+): ?(#\w{6})", part)) for part in style.split("@media"))
    pairs = [(light["teal"], ground) for ground in ("#ffffff", "#fbf9f5", "#faf5ea", light["mist"])]
    pairs += [(dark["teal"], ground) for ground in ("#1d2528", "#14191b", "#262b28", dark["mist"])]
    pairs += [("#ffffff", light["teal"]), ("#14191b", dark["teal"])]
    pairs += [(ink, light["mist"]) for ink in ("#1d2226", "#535d64")]
    pairs += [(ink, dark["mist"]) for ink in ("#edf3f2", "#b4c3c5")]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG 2.2 defines it."""
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
