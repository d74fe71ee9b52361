"""Blocks on the screen: right HTML, and nothing in a text can become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from case_files import read_cases

from workshop.content import blocks
from workshop.content.blocks import from_markdown
from workshop.content.html import inline_html, to_html
from workshop.content.kit import fit
from workshop.content.wording import Person, Speech

PAGE = """# ((Partner))

((Partner)), **((partner))** and [((partner))](https://x.org)

- ((partner))

> [!NOTE]
> ((partner))

| ((partner)) | b |
|---|---|
| ((partner)) | x |

```
((partner))
```
"""
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    "</p></div>",
    "&lt;b&gt;",
    "<!--",
    "]]>",
    "**x** [x](javascript:x)",
    "((he listens)) {{x}}",
    "שלום <b>",
    "🦊 & fox",
]


class Seen(HTMLParser):
    """The tags, attributes and text of an HTML text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag + "".join(f" {name}" for name, _ in attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


@pytest.mark.parametrize(("title", "source", "expected"), [pytest.param(*c, id=c[0]) for c in read_cases("html.txt")])
def test_markdown_becomes_html(title: str, source: str, expected: str) -> None:
    assert to_html(from_markdown(source)) == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_is_and_adds_no_markup(name: str) -> None:
    made = from_markdown(PAGE)
    shown = seen(to_html(fit(made, Speech(Person(name)))))
    assert shown.tags == seen(to_html(fit(made, Speech(Person("Sam"))))).tags
    assert shown.text.count(name) == 9


@pytest.mark.parametrize("words", HOSTILE)
def test_a_callouts_title_is_escaped(words: str) -> None:
    shown = seen(to_html([blocks.callout("tip", words, [])]))
    assert shown.tags == ["div class", "p class"]
    assert shown.text == words


def test_blocks_that_are_only_for_paper_are_left_out() -> None:
    assert to_html([blocks.lines(3, "x"), blocks.scale("x", "a", "b", 0, 10), blocks.cards([("x", ["y"])])]) == ""


def test_links_open_beside_the_page_and_tell_nothing_of_it() -> None:
    html = to_html(from_markdown("[a](https://x.org/?q=1&r=2)"))
    assert re.search(r'href="https://x.org/\?q=1&amp;r=2" target="_blank" rel="noopener noreferrer"', html)


def test_inline_parts_alone_make_no_paragraph() -> None:
    assert inline_html([blocks.text("a < b"), {"is": "break"}, blocks.text("c")]) == "a &lt; b<br>c"
