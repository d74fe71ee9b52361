"""Blocks: what stands on paper and in static parts of a page, as plain data that any renderer can walk.

A block is a mapping whose `is` names it; every text in it is data, never markup. Renderers: `workshop.content.html` for
the screen, `workshop/handouts/typst/` for paper. Inline parts: text, strong, emphasis, code, link, break.

| block | fields |
|---|---|
| heading | level (1 to 6), inside |
| paragraph | inside |
| list | ordered, start, items (each a list of blocks) |
| checklist | items (each: ticked, inside) |
| quote | inside (blocks) |
| callout | tone (tip, note, warning), title, inside (blocks) |
| table | head (each: align, inside), rows (of inline lists) |
| pre | text |
| rule | |
| picture | svg, alt, caption |
| exercise | title, facts (each: icon, label, text), inside (blocks) |
| lines | count, label: lines to write on |
| scale | label, low, high, start, stop: a row of dots to mark |
| script | turns (each: who, says, note, does): a talk |
| columns | columns (each a list of blocks), side by side |
| options | label, items (each: mark, text): things to choose from, by circle or letter |
| cards | groups (each: title, items of text): short texts in a grid |
| answers | title, items (each: label, text): small print that explains |
| track | label, start, stop, begins, mark, parts (each: first, last, text): a row of dots for a coin to go along |
| deck | title, groups (each: title, items of text): cards to cut out, with backs |
| part | title, summary, number, motif: the head of a page that stands with others in one file |
| sheet | title, note, place (shared, own, secret), inside (blocks): what is handed to one person |

Marks for paper: a table may be `contrast` (say, rather not), `week` (a row for each day, to write in) or, like a
callout, `whole` (never broken); a list may be `small`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import mistune

Block = dict[str, Any]
Inline = dict[str, Any]

_ALERT = re.compile(r"^\[!(NOTE|TIP|WARNING)\]\s*")
_SAFE_LINK = re.compile(r"^(https?://|mailto:|tel:)", re.IGNORECASE)
_PLAIN = {"text": "raw", "inline_html": "raw", "html": "raw"}
_markdown = mistune.create_markdown(renderer=None, plugins=["table", "task_lists"])


def text(words: str) -> Inline:
    """A run of plain text."""
    return {"is": "text", "text": words}


def strong(words: str) -> Inline:
    """A run of plain text that stands out."""
    return {"is": "strong", "inside": [text(words)]}


def paragraph(words: str) -> Block:
    """A paragraph of plain text."""
    return {"is": "paragraph", "inside": [text(words)]}


def heading(words: str, level: int) -> Block:
    """A heading of plain text; level 1 is the page's title."""
    return {"is": "heading", "level": level, "inside": [text(words)]}


def bullets(items: Iterable[str], *, ordered: bool = False) -> Block:
    """A list of plain texts."""
    return {"is": "list", "ordered": ordered, "start": 1, "items": [[paragraph(item)] for item in items]}


def checklist(items: Iterable[str]) -> Block:
    """Plain texts, each with an empty box to tick."""
    return {"is": "checklist", "items": [{"ticked": False, "inside": [paragraph(item)]} for item in items]}


def callout(tone: str, title: str, inside: Sequence[Block]) -> Block:
    """A box that stands out; tone is tip, note or warning."""
    return {"is": "callout", "tone": tone, "title": title, "inside": list(inside)}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table of plain texts."""
    return {
        "is": "table",
        "head": [{"align": "left", "inside": [text(cell)]} for cell in head],
        "rows": [[[text(cell)] for cell in row] for row in rows],
    }


def lines(count: int, label: str = "") -> Block:
    """Empty lines to write on, with an optional label above."""
    return {"is": "lines", "count": count, "label": label}


def written(label: str, words: str) -> list[Block]:
    """What a person wrote under a label, line by line; nothing when it is empty."""
    said = [paragraph(row) for row in words.splitlines() if row.strip()]
    return [{"is": "paragraph", "inside": [strong(label)]}, {"is": "quote", "inside": said}] if said else []


def picture(svg: str, alt: str, caption: str = "") -> Block:
    """A drawing as SVG text, what it shows in words, and an optional line below it."""
    return {"is": "picture", "svg": svg, "alt": alt, "caption": caption}


def scale(label: str, low: str, high: str, start: int, stop: int) -> Block:
    """A row of dots from start to stop, to mark one."""
    return {"is": "scale", "label": label, "low": low, "high": high, "start": start, "stop": stop}


def script(turns: Iterable[dict[str, str]]) -> Block:
    """A talk. Each turn has who and says, and may have note (what the line did) and does (a stage direction)."""
    return {"is": "script", "turns": [{"note": "", "does": "", **turn} for turn in turns]}


def columns(*parts: Sequence[Block]) -> Block:
    """Blocks side by side."""
    return {"is": "columns", "columns": [list(part) for part in parts]}


def options(label: str, items: Iterable[tuple[str, str]]) -> Block:
    """Things to choose from; each item is a mark such as "a" (empty: a box to tick) and its text."""
    return {"is": "options", "label": label, "items": [{"mark": mark, "text": words} for mark, words in items]}


def cards(groups: Iterable[tuple[str, Sequence[str]]]) -> Block:
    """Short texts in a grid, in groups that each have a title."""
    return {"is": "cards", "groups": [{"title": title, "items": list(items)} for title, items in groups]}


def deck(title: str, groups: Iterable[tuple[str, Sequence[str]]]) -> Block:
    """Cards to cut out, in groups; each card's back bears its group's title."""
    return {"is": "deck", "title": title, "groups": [{"title": name, "items": list(items)} for name, items in groups]}


def part(title: str, summary: str, number: int | None, motif: Block | None) -> Block:
    """The head of a page that stands with others in one file."""
    return {"is": "part", "title": title, "summary": summary, "number": number, "motif": motif}


def answers(title: str, items: Iterable[tuple[str, str]]) -> Block:
    """Small print that explains; each item is a label and a text."""
    return {"is": "answers", "title": title, "items": [{"label": label, "text": words} for label, words in items]}


def track(label: str, start: int, stop: int, begins: tuple[int, str], parts: Iterable[tuple[int, int, str]]) -> Block:
    """A row of dots for a coin to go along.

    `begins` is the dot it lies on at first and what is written there; `parts` are stretches of the row, each named.
    """
    named = [{"first": first, "last": last, "text": words} for first, last, words in parts]
    return {"is": "track", "label": label, "start": start, "stop": stop, "begins": begins[0], "mark": begins[1]} | {
        "parts": named
    }


def sheet(title: str, note: str, inside: Sequence[Block], place: str) -> Block:
    """What is handed to one person: a card or a sheet, and a note on whom it is for.

    `place` is "shared" for a card to cut out of a page that all may see, "own" for a page of its own, and "secret" for
    a page of its own that comes after all the others, so that it is never on the back of a card that another one holds.
    """
    return {"is": "sheet", "title": title, "note": note, "place": place, "inside": list(inside)}


def exercise(title: str, facts: Sequence[tuple[str, str, str]], inside: Sequence[Block]) -> Block:
    """An exercise: its title, its facts (icon name, label, text) and the blocks in it."""
    shown = [{"icon": icon, "label": label, "text": words} for icon, label, words in facts]
    return {"is": "exercise", "title": title, "facts": shown, "inside": list(inside)}


def from_markdown(source: str) -> list[Block]:
    """The blocks of a Markdown text. HTML in it stays literal; links but to web, mail and phone become plain text."""
    tokens, _ = _markdown.parse(source)
    return _blocks(tokens if isinstance(tokens, list) else [])


def _blocks(tokens: Iterable[dict[str, Any]]) -> list[Block]:
    return [block for token in tokens if token["type"] != "blank_line" for block in [_block(token)]]


def _block(token: dict[str, Any]) -> Block:
    kind, attrs = token["type"], token.get("attrs", {})
    if kind in ("paragraph", "block_text"):
        return {"is": "paragraph", "inside": _inlines(token["children"])}
    if kind == "heading":
        return {"is": "heading", "level": attrs["level"], "inside": _inlines(token["children"])}
    if kind == "list":
        return _list(token)
    if kind == "block_quote":
        return _quote(_blocks(token["children"]))
    if kind == "table":
        return _table(token)
    if kind == "block_code":
        return {"is": "pre", "text": token["raw"].rstrip("\n")}
    if kind == "thematic_break":
        return {"is": "rule"}
    return paragraph(str(token.get("raw", "")).strip("\n"))


def _list(token: dict[str, Any]) -> Block:
    items = token["children"]
    if items and all(item["type"] == "task_list_item" for item in items):
        ticks = [{"ticked": bool(i["attrs"]["checked"]), "inside": _blocks(i["children"])} for i in items]
        return {"is": "checklist", "items": ticks}
    attrs = token.get("attrs", {})
    return {
        "is": "list",
        "ordered": bool(attrs.get("ordered")),
        "start": attrs.get("start") or 1,
        "items": [_blocks(item["children"]) for item in items],
    }


def _quote(inside: list[Block]) -> Block:
    first = inside[0]["inside"] if inside and inside[0]["is"] == "paragraph" else []
    match = _ALERT.match(first[0]["text"]) if first and first[0]["is"] == "text" else None
    if not match:
        return {"is": "quote", "inside": inside}
    rest = first[0]["text"][match.end() :]
    body = [text(rest), *first[1:]] if rest else first[1:]
    kept = [{"is": "paragraph", "inside": body}] if body else []
    return callout(match[1].lower(), "", [*kept, *inside[1:]])


def _table(token: dict[str, Any]) -> Block:
    head: list[dict[str, Any]] = []
    rows: list[list[list[Inline]]] = []
    for part in token["children"]:
        if part["type"] == "table_head":
            cells = part["children"]
            head = [{"align": c["attrs"].get("align") or "left", "inside": _inlines(c["children"])} for c in cells]
        else:
            rows += [[_inlines(cell["children"]) for cell in row["children"]] for row in part["children"]]
    return {"is": "table", "head": head, "rows": rows}


def _inlines(tokens: Iterable[dict[str, Any]]) -> list[Inline]:
    joined: list[Inline] = []
    for part in (part for token in tokens for part in _inline(token)):
        if joined and part["is"] == "text" == joined[-1]["is"]:
            joined[-1] = text(joined[-1]["text"] + part["text"])
        else:
            joined.append(part)
    return joined


def _inline(token: dict[str, Any]) -> list[Inline]:
    kind = token["type"]
    if kind in _PLAIN:
        return [text(token["raw"])]
    if kind == "softbreak":
        return [text(" ")]
    if kind == "linebreak":
        return [{"is": "break"}]
    if kind == "codespan":
        return [{"is": "code", "text": token["raw"]}]
    if kind in ("strong", "emphasis"):
        return [{"is": kind, "inside": _inlines(token["children"])}]
    inside = _inlines(token.get("children", []))
    if kind == "link" and is_safe_link(token["attrs"]["url"]):
        return [{"is": "link", "to": token["attrs"]["url"], "inside": inside}]
    return inside or [text(token.get("raw", ""))]


def is_safe_link(address: str) -> bool:
    """True for web, mail and phone; anything else, such as javascript:, becomes plain text."""
    return bool(_SAFE_LINK.match(address))


def plain_text(parts: Any) -> str:
    """All text in blocks or inline parts, in reading order, joined by single spaces; for checks and for titles."""
    if isinstance(parts, str):
        return parts
    if isinstance(parts, list):
        inline = bool(parts) and all(isinstance(p, dict) and p.get("is") in _INLINE_NAMES for p in parts)
        return ("" if inline else " ").join(filter(None, map(plain_text, parts)))
    if isinstance(parts, dict):
        if parts.get("is") == "break":
            return "\n"
        return " ".join(filter(None, (plain_text(v) for k, v in parts.items() if k not in _NOT_WORDS)))
    return ""


_INLINE_NAMES = {"text", "strong", "emphasis", "code", "link", "break"}
_NOT_WORDS = {"is", "icon", "tone", "align", "to", "svg", "mark"}
