"""HTML as blocks: paragraphs, lists, tables, pictures and formulas, and nothing that acts.

Beyond the blocks of the kit there are code, printed, data (a table), formula, figure (a picture of a known size) and
aside; beyond its inline parts mono, strike, raised, lowered, formula and figure. `notebook.typ` sets them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from workshop.content.blocks import Block, Inline, callout, is_safe_link, strong, text
from workshop.handouts.foreign.code import aside, code_block
from workshop.handouts.foreign.formulas import WIDEST_IN_A_LINE, Formulas
from workshop.handouts.foreign.headings import title_of
from workshop.handouts.foreign.lines import as_line, only_figures, tidy, words_of
from workshop.handouts.foreign.pictures import Drawing, PictureFiles, figure, read_svg
from workshop.handouts.foreign.tables import data_tables
from workshop.handouts.foreign.tree import BLOCKS, HEADINGS, UNSEEN, Node, read_html
from workshop.handouts.foreign.words import say

_WRAPPED = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "emphasis"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    "sup": "raised",
    "sub": "lowered",
}
_MONO = {"code", "kbd", "samp", "tt"}
_MEDIA = {"iframe", "video", "audio", "object", "embed", "canvas"}
_TONES = {"info": "note", "note": "note", "success": "tip", "tip": "tip", "warning": "warning", "danger": "warning"}
_ALERT = re.compile(r"^\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*")
_ALERT_TONES = {"NOTE": "note", "TIP": "tip", "IMPORTANT": "note", "WARNING": "warning", "CAUTION": "warning"}
# A drawing no taller than this stands in its line of text.
SMALL = 24.0
LONGEST_TITLE = 40


class WebReader:
    """Reads HTML of one notebook. `rows` is how many rows of a table are printed (0: all)."""

    def __init__(self, formulas: Formulas, files: PictureFiles, room: float, rows: int) -> None:
        self._formulas, self._files, self._room, self._rows = formulas, files, room, rows
        self._attachments: Any = {}

    def blocks(self, html: str, attachments: Any = None) -> list[Block]:
        """The blocks of an HTML text; attachments are those of its cell."""
        self._attachments = attachments or {}
        return self._blocks(read_html(html).inside)

    def _blocks(self, items: Iterable[Node | str]) -> list[Block]:
        found: list[Block] = []
        line: list[Node | str] = []
        for item in [*items, Node("x-end")]:
            if isinstance(item, Node) and (item.tag == "x-end" or _stands_alone(item)):
                found += self._paragraphs(line)
                line = []
                found += self._block(item)
            else:
                line.append(item)
        return found

    def _block(self, node: Node) -> list[Block]:
        tag = node.tag
        if tag == "x-end" or tag in UNSEEN:
            return []
        if tag in HEADINGS:
            return self._heading(node)
        if tag in ("ul", "ol"):
            return [self._list(node)]
        made = getattr(self, f"_{tag.replace('-', '_')}_blocks", None)
        if made:
            return list(made(node))
        if tag in _MEDIA:
            return [self._media(node)]
        return self._container(node)

    def _heading(self, node: Node) -> list[Block]:
        parts = tidy(self._inlines(node.inside))
        if only_figures(parts) or not words_of(parts).strip():
            return self._paragraphs(node.inside)
        # A contents list tells headings by their text alone.
        spoken = any(part["is"] not in ("formula", "figure") and words_of(part).strip() for part in parts)
        shown = parts if spoken else [text(title_of(parts))]
        return [{"is": "heading", "level": int(node.tag[1]), "inside": shown}]

    def _container(self, node: Node) -> list[Block]:
        inside = self._blocks(node.inside)
        tone = next((_TONES[name] for name in _TONES if f"alert-{name}" in node.attrs.get("class", "").split()), "")
        return [_box(tone, inside)] if tone and inside else inside

    def _section_blocks(self, node: Node) -> list[Block]:
        inside = self._blocks(node.inside)
        return [{"is": "rule"}, *inside] if "footnotes" in node.attrs.get("class", "") else inside

    def _hr_blocks(self, node: Node) -> list[Block]:
        return [{"is": "rule"}]

    def _pre_blocks(self, node: Node) -> list[Block]:
        code = next((inner for inner in node.elements() if inner.tag == "code"), Node("code"))
        language = re.search(r"(?:language-|lang-)(\w+)", code.attrs.get("class", ""))
        words = node.words()
        return [code_block(words, language[1] if language else "")] if words.strip() else []

    def _blockquote_blocks(self, node: Node) -> list[Block]:
        inside = self._blocks(node.inside)
        first = inside[0] if inside else {}
        begin = first["inside"][0] if first.get("is") == "paragraph" else {}
        alert = _ALERT.match(begin.get("text", "")) if begin.get("is") == "text" else None
        if not alert:
            return [{"is": "quote", "inside": inside}] if inside else []
        rest = tidy([text(begin["text"][alert.end() :]), *first["inside"][1:]])
        kept = [{"is": "paragraph", "inside": rest}] if rest else []
        return [_box(_ALERT_TONES[alert[1]], [*kept, *inside[1:]])]

    def _summary_blocks(self, node: Node) -> list[Block]:
        return [{"is": "paragraph", "inside": [strong(" ".join(node.words().split()))]}] if node.words().strip() else []

    _dt_blocks = _summary_blocks

    def _dd_blocks(self, node: Node) -> list[Block]:
        inside = self._blocks(node.inside)
        return [{"is": "quote", "inside": inside}] if inside else []

    def _list(self, node: Node) -> Block:
        items = [self._item(item) for item in node.elements() if item.tag not in UNSEEN]
        if items and all(item["ticked"] is not None for item in items):
            return {"is": "checklist", "items": items}
        start = node.attrs.get("start", "")
        return {
            "is": "list",
            "ordered": node.tag == "ol",
            "start": int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
            "items": [item["inside"] for item in items if item["inside"]],
        }

    def _item(self, node: Node) -> dict[str, Any]:
        box = next((inner for inner in node.all() if inner.tag == "input"), None)
        ticked = "checked" in box.attrs if box and box.attrs.get("type") == "checkbox" else None
        return {"ticked": ticked, "inside": self._blocks(node.inside if node.tag == "li" else [node])}

    def _table_blocks(self, node: Node) -> list[Block]:
        return data_tables(node, self._cell, self._blocks, self._room, self._rows)

    def _cell(self, node: Node) -> list[Inline]:
        """A cell as one line: what stands on lines of its own there is set off by breaks."""
        parts: list[Inline] = []
        for block in self._blocks(node.inside):
            parts += [{"is": "break"}] if parts else []
            parts += as_line(block)
        return tidy(parts)

    def _x_drawing_blocks(self, node: Node) -> list[Block]:
        drawing = read_svg("".join(map(str, node.inside)))
        return [self._figure(drawing, {"alt": _title_of(str(node.inside[0]))}, "")] if drawing else []

    def _x_math_blocks(self, node: Node) -> list[Block]:
        formula = self._formulas.on_its_own(node.words())
        return [formula] if formula else []

    def _media(self, node: Node) -> Block:
        inner = next((item.attrs["src"] for item in node.all() if "src" in item.attrs), "")
        address = node.attrs.get("src") or node.attrs.get("data") or inner
        note = aside(say("on_screen_only"))
        if is_safe_link(address):
            note["inside"] += [text(" "), {"is": "link", "to": address, "inside": [text(address)]}]
        return note

    def _paragraphs(self, items: Iterable[Node | str]) -> list[Block]:
        """A run of text as paragraphs; pictures that are more than small signs stand between them."""
        found: list[Block] = []
        line: list[Inline] = []
        parts = tidy(self._inlines(items))
        alone = only_figures(parts)
        for part in [*parts, {"is": "end"}]:
            large = self._needs_room(part, alone)
            if large or part["is"] == "end":
                words = tidy(line)
                found += [{"is": "paragraph", "inside": words}] if words else []
                found += [{**part, "width": min(part["width"], self._widest(part))}] if large else []
                line = []
            else:
                line.append(part)
        return found

    def _needs_room(self, part: Inline, alone: bool) -> bool:
        if part["is"] == "formula":
            return bool(part["width"] > WIDEST_IN_A_LINE)
        return part["is"] == "figure" and bool(alone or part["height"] > SMALL)

    def _widest(self, part: Inline) -> float:
        return self._room if part["is"] == "formula" else float(part["width"])

    def _inlines(self, items: Iterable[Node | str]) -> list[Inline]:
        return [part for item in items for part in self._inline(item)]

    def _inline(self, item: Node | str) -> list[Inline]:
        if isinstance(item, str):
            return [text(re.sub(r"[ \t\r\n\f]+", " ", item))]
        tag = item.tag
        if tag in UNSEEN or tag == "input" or "footnote" in item.attrs.get("class", "").split():
            return []
        if tag == "br":
            return [{"is": "break"}]
        if tag == "img":
            return [self._image(item)]
        if tag == "x-math":
            return [self._formulas.in_line(item.words())]
        if tag in _MONO:
            return [{"is": "mono", "text": " ".join(item.words().split())}] if item.words().strip() else []
        inside = self._inlines(item.inside)
        if tag == "q":
            return [text('"'), *inside, text('"')]
        if tag == "a":
            return self._link(item.attrs.get("href", ""), inside)
        return [{"is": _WRAPPED[tag], "inside": inside}] if tag in _WRAPPED and inside else inside

    def _link(self, address: str, inside: list[Inline]) -> list[Inline]:
        if inside and is_safe_link(address) and all(part["is"] == "link" for part in inside):
            # A picture on the web that is itself a link, such as a badge, leads where it would on the screen.
            return [{**part, "to": address} for part in inside]
        shown = any(part["is"] in ("link", "figure") for part in inside)
        if shown or not words_of(inside).strip() or not is_safe_link(address):
            return inside
        return [{"is": "link", "to": address, "inside": inside}]

    def _image(self, node: Node) -> Inline:
        address, alt = node.attrs.get("src", ""), " ".join(node.attrs.get("alt", "").split())
        name = PurePosixPath(unquote(address.partition("?")[0].removeprefix("attachment:"))).name
        if re.match(r"(https?:)?//", address):
            address = f"https:{address}" if address.startswith("//") else address
            return {"is": "link", "to": address, "inside": [text(say("picture_on_the_web", name=alt or address))]}
        inside = address.startswith(("data:", "attachment:"))
        drawing = self._files.load(address, self._attachments)
        if drawing:
            return self._figure(drawing, node.attrs, "" if inside else name)
        known = inside or self._files.has(address)
        shown = alt or ("" if inside else name)
        return {
            "is": "emphasis",
            "inside": [text(say("picture_unreadable" if known else "picture_not_found", name=shown))],
        }

    def _figure(self, drawing: Drawing, attrs: dict[str, str], name: str) -> Inline:
        alt = " ".join(attrs.get("alt", "").split()) or " ".join(attrs.get("title", "").split())
        told = say("no_alt", name=name) if name else say("no_alt_inside")
        return figure(drawing, alt or told, attrs.get("width"), attrs.get("height"), self._room)


def is_style(html: str) -> bool:
    """True for rules of how a page looks on the screen, with nothing to see."""
    root = read_html(html)
    tags = {node.tag for node in root.elements()}
    return "style" in tags and tags <= {"style", "script", "link", "meta"} and not root.words().strip()


def _box(tone: str, inside: list[Block]) -> Block:
    """A box whose title is its first line, where that looks like one."""
    first = inside[0] if len(inside) > 1 and inside[0]["is"] in ("paragraph", "heading") else None
    words = " ".join(words_of(first["inside"]).split()) if first else ""
    if words and len(words) <= LONGEST_TITLE and not words.endswith((".", "!", "?", ",")):
        return callout(tone, words.rstrip(":"), inside[1:])
    return callout(tone, "", inside)


def _stands_alone(node: Node) -> bool:
    if node.tag == "x-math":
        return node.attrs.get("display") == "block"
    return node.tag in BLOCKS or any(_stands_alone(inner) for inner in node.elements())


def _title_of(svg: str) -> str:
    found = re.search(r"<title[^>]*>([^<]{1,200})</title>", svg)
    return found[1] if found else ""
