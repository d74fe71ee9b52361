"""Blocks as HTML for the screen. Every text is escaped; nothing in it can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from workshop.content.art import image_address
from workshop.content.blocks import Block, Inline


def to_html(blocks: Iterable[Block]) -> str:
    """HTML of blocks, for a page's text. Blocks that exist only on paper become simple lists or are left out."""
    return "".join(_block(block) for block in blocks)


def inline_html(parts: Iterable[Inline]) -> str:
    """HTML of inline parts."""
    return "".join(_inline(part) for part in parts)


def _inline(part: Inline) -> str:
    kind = part["is"]
    if kind == "text":
        return escape(part["text"])
    if kind == "code":
        return f"<code>{escape(part['text'])}</code>"
    if kind == "break":
        return "<br>"
    inside = inline_html(part["inside"])
    if kind == "link":
        return f'<a href="{escape(part["to"])}" target="_blank" rel="noopener noreferrer">{inside}</a>'
    tag = {"strong": "strong", "emphasis": "em"}[kind]
    return f"<{tag}>{inside}</{tag}>"


def _block(block: Block) -> str:
    kind = block["is"]
    if kind == "heading":
        return f"<h{block['level']}>{inline_html(block['inside'])}</h{block['level']}>"
    if kind == "paragraph":
        return f"<p>{inline_html(block['inside'])}</p>"
    if kind == "list":
        tag = "ol" if block["ordered"] else "ul"
        start = f' start="{block["start"]}"' if block["ordered"] and block["start"] != 1 else ""
        return f"<{tag}{start}>{''.join(_item(item) for item in block['items'])}</{tag}>"
    if kind == "checklist":
        return f'<ul class="tk-ticks">{"".join(_item(item["inside"]) for item in block["items"])}</ul>'
    if kind == "quote":
        return f"<blockquote>{to_html(block['inside'])}</blockquote>"
    if kind == "callout":
        title = f"<p class='tk-callout-title'>{escape(block['title'])}</p>" if block["title"] else ""
        return f'<div class="tk-callout tk-{escape(block["tone"])}">{title}{to_html(block["inside"])}</div>'
    if kind == "table":
        return _table(block)
    if kind == "picture":
        address = image_address(block["svg"])
        return f'<p><img class="tk-picture" src="{escape(address)}" alt="{escape(block["alt"])}"></p>'
    if kind == "pre":
        return f"<pre>{escape(block['text'])}</pre>"
    return "<hr>" if kind == "rule" else ""


def _item(blocks: list[Block]) -> str:
    if len(blocks) == 1 and blocks[0]["is"] == "paragraph":
        return f"<li>{inline_html(blocks[0]['inside'])}</li>"
    return f"<li>{to_html(blocks)}</li>"


def _table(block: Block) -> str:
    def cell(tag: str, inside: list[Inline], extra: str = "") -> str:
        return f"<{tag}{extra}>{inline_html(inside)}</{tag}>"

    head = "".join(cell("th", c["inside"], ' scope="col"') for c in block["head"])
    rows: list[list[Any]] = block["rows"]
    body = "".join(f"<tr>{''.join(cell('td', c) for c in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
