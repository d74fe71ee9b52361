"""Boxes in boxes: paper can hold only so many levels of lists and quotes."""

from __future__ import annotations

from workshop.content.blocks import Block, text
from workshop.handouts.foreign.lines import words_of

DEEPEST = 7


def not_too_deep(blocks: list[Block], level: int = 0) -> list[Block]:
    """The same blocks; below the deepest level lists, quotes and boxes are told in one paragraph."""
    return [_flat(block) if level >= DEEPEST and _parts(block) else _kept(block, level) for block in blocks]


def _kept(block: Block, level: int) -> Block:
    if block["is"] in ("quote", "callout"):
        return {**block, "inside": not_too_deep(block["inside"], level + 1)}
    if block["is"] == "list":
        return {**block, "items": [not_too_deep(item, level + 1) for item in block["items"]]}
    if block["is"] == "checklist":
        items = [{**item, "inside": not_too_deep(item["inside"], level + 1)} for item in block["items"]]
        return {**block, "items": items}
    return block


def _parts(block: Block) -> bool:
    return block["is"] in ("quote", "callout", "list", "checklist")


def _flat(block: Block) -> Block:
    return {"is": "paragraph", "inside": [text(" ".join(" ".join(_texts(block)).split()))]}


def _texts(block: Block) -> list[str]:
    if block["is"] == "list":
        return [words for item in block["items"] for inner in item for words in _texts(inner)]
    if block["is"] == "checklist":
        return [words for item in block["items"] for inner in item["inside"] for words in _texts(inner)]
    if block["is"] in ("quote", "callout"):
        return [words for inner in block["inside"] for words in _texts(inner)]
    return [words_of(block)]
