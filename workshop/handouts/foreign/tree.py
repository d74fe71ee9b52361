"""HTML as a tree, built as forgivingly as a browser does: tags left open are closed where they must end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "head", "title", "template", "noscript", "meta", "link", "select", "textarea", "colgroup"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    ),
    *(
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ),
    *("x-drawing", "iframe", "video", "audio", "object", "canvas", "embed"),
}
# What a tag closes when it begins, and where looking for it ends.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ({"thead", "tbody", "tfoot"}, {"table"})),
}
DEEPEST = 60
_SVG = re.compile(r"<svg\b[\s\S]*?</svg\s*>", re.IGNORECASE)


@dataclass
class Node:
    """An element with its attributes, and what stands in it: texts and elements."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def elements(self) -> list[Node]:
        """The elements right inside."""
        return [item for item in self.inside if isinstance(item, Node)]

    def all(self) -> Iterator[Node]:
        """Every element inside, however deep, in reading order."""
        for item in self.elements():
            yield item
            yield from item.all()

    def words(self) -> str:
        """All text inside that a reader would see."""
        if self.tag in UNSEEN:
            return ""
        return "".join(item if isinstance(item, str) else item.words() for item in self.inside)


def read_html(html: str) -> Node:
    """The tree of an HTML text. Drawings in it are kept whole, as `x-drawing` elements that hold their SVG."""
    drawings: list[str] = []

    def kept(found: re.Match[str]) -> str:
        drawings.append(found[0])
        return f'<x-drawing n="{len(drawings) - 1}"></x-drawing>'

    builder = _Builder(drawings)
    # The parser of the standard library fails on marked sections that it does not know.
    builder.feed(_SVG.sub(kept, html).replace("<![", "&lt;!["))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self, drawings: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = [self.root]
        self._drawings = drawings

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element, after closing those that cannot hold it."""
        self._close_before(tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag == "x-drawing" and node.attrs.get("n", "").isdigit():
            at = int(node.attrs["n"])
            node.inside = list(self._drawings[at : at + 1])
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Closes the nearest element of this name, and what is open inside it."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag == "table":
                return

    def handle_data(self, data: str) -> None:
        """Text goes into the element that is open; a drawing has its text already."""
        if self._open[-1].tag != "x-drawing":
            self._open[-1].inside.append(data)

    def _close_before(self, tag: str) -> None:
        if tag in BLOCKS and self._open[-1].tag == "p":
            self._open.pop()
        closed, ends = _CLOSES.get(tag, (set(), set()))
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in ends:
                return
            if self._open[at].tag in closed:
                del self._open[at:]
                return
