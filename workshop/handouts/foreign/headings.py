"""The headings of a notebook in an order that readers aloud can follow, whatever levels the author took."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.content.blocks import Block, Inline, text
from workshop.handouts.foreign.formulas import plain_formula
from workshop.handouts.foreign.lines import words_of

DEEPEST = 6


def take_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The words of the first heading of level 1, and the blocks without it if it was the first heading of all."""
    found = [block for block in blocks if block["is"] == "heading"]
    title = next((block for block in found if block["level"] == 1), None)
    if title is None:
        return "", blocks
    words = title_of(title["inside"])
    return words, [block for block in blocks if block is not title] if found[0] is title else blocks


def title_of(parts: list[Inline]) -> str:
    """The words of a heading, with simple formulas in letters, for where no drawing can stand."""
    spoken = [text(plain_formula(part["alt"])) if part["is"] == "formula" else part for part in parts]
    return " ".join(words_of(spoken).split())


def in_order(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks; each heading one level below the one it belongs to, from 2 on. In boxes they are bold text."""
    ordered = []
    above: list[int] = []
    for block in blocks:
        if block["is"] != "heading":
            ordered.append(_without_headings(block))
            continue
        while above and above[-1] >= block["level"]:
            above.pop()
        above.append(block["level"])
        ordered.append({**block, "level": min(len(above) + 1, DEEPEST)})
    return ordered


def _without_headings(block: Block) -> Block:
    if block["is"] == "heading":
        return {"is": "paragraph", "inside": [{"is": "strong", "inside": block["inside"]}]}
    if block["is"] in ("quote", "callout"):
        return {**block, "inside": [_without_headings(inner) for inner in block["inside"]]}
    if block["is"] == "list":
        return {**block, "items": [[_without_headings(inner) for inner in item] for item in block["items"]]}
    if block["is"] == "checklist":
        items = [{**item, "inside": [_without_headings(inner) for inner in item["inside"]]} for item in block["items"]]
        return {**block, "items": items}
    return block
