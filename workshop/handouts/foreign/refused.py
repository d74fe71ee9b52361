"""Pictures that look sound but that cannot be set: a sentence in their place, and the rest is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from workshop.content.blocks import Block, text
from workshop.handouts.document import Document
from workshop.handouts.foreign.code import aside
from workshop.handouts.foreign.words import say


def without_refused(document: Document, can_set: Callable[[Document], bool]) -> Document:
    """The document without those pictures with which a document cannot be set."""
    bad = {figure["svg"] for figure in _figures(list(document.blocks)) if not can_set(_alone(document, figure))}
    return replace(document, blocks=tuple(_replaced(list(document.blocks), bad)))


def _alone(document: Document, figure: Block) -> Document:
    return replace(document, blocks=({**figure, "is": "figure"},))


def _figures(value: Any) -> Iterator[Block]:
    if isinstance(value, dict):
        if value.get("is") == "figure":
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _figures(item)


def _replaced(value: Any, bad: set[str], stands_alone: bool = True) -> Any:
    if isinstance(value, list | tuple):
        return [_replaced(item, bad, stands_alone) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("is") == "figure" and value["svg"] in bad:
        words = say("picture_unreadable", name=value["alt"])
        return aside(words) if stands_alone else {"is": "emphasis", "inside": [text(words)]}
    # Paragraphs, cells and headings hold parts of a line; lists, quotes and boxes hold blocks.
    holds_blocks = value.get("is") in ("list", "checklist", "quote", "callout", None)
    return {key: _replaced(item, bad, stands_alone and holds_blocks) for key, item in value.items()}
