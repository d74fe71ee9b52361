"""What paper needs to know of blocks beyond their words: levels, what fits together, how wide columns are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop.content.blocks import Block, plain_text

EXERCISE_LEVEL = 2
SHORT = 700
HALF_LINE = 64
SHORT_TABLE = 6
WHOLE_TABLE = 18
SCALE_ENDS = ("low", "high", "start", "stop")
LETTER, PADDING, LEAST_ROOM, HEAD_LINES = 0.62, 1.3, 4.8, 3
NARROW, WIDE, SLIM = 1.0, 4.0, 9
PLACES = ("shared", "own", "secret")


def lay_out(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks with what the template needs; nothing is taken away."""
    listed = list(blocks)
    return [_with_ends(_laid(block), before) for block, before in zip(listed, [None, *listed], strict=False)]


def secrets_last(blocks: Iterable[Block]) -> list[Block]:
    """What all may see first, then sheets on pages of their own, then secret ones: never on a card's back. Decks come
    last, since their backs take pages of their own.
    """
    return sorted(blocks, key=_turn)


def _turn(block: Block) -> int:
    return len(PLACES) if block["is"] == "deck" else PLACES.index(block["place"]) if block["is"] == "sheet" else -1


def _with_ends(block: Block, before: Block | None) -> Block:
    """A row of dots names its ends, unless the row above has the same."""
    if block["is"] != "scale":
        return block
    same = before is not None and before["is"] == "scale" and all(before[key] == block[key] for key in SCALE_ENDS)
    return {**block, "ends": not same}


def _laid(block: Block) -> Block:
    kind = block["is"]
    if kind == "exercise":
        inside = lay_out(_below(block["inside"], EXERCISE_LEVEL))
        leads = next((at for at, inner in enumerate(inside) if inner["is"] != "paragraph"), 0)
        long_table = bool(inside) and inside[leads]["is"] == "table" and not inside[leads]["short"]
        return {**block, "level": EXERCISE_LEVEL, "inside": inside, "leads": leads, "long_table": long_table}
    if kind == "sheet":
        inside = [_with_wide_room(inner) for inner in lay_out(_below(block["inside"], EXERCISE_LEVEL))]
        return {**block, "level": EXERCISE_LEVEL, "inside": inside}
    if kind == "callout":
        short = block.get("whole", False) or len(plain_text(block["inside"])) < SHORT
        return {**block, "short": short, "inside": lay_out(block["inside"])}
    if kind == "quote":
        return {**block, "inside": lay_out(block["inside"])}
    if kind == "list":
        return {**block, "items": [lay_out(item) for item in block["items"]]}
    if kind == "checklist":
        return {**block, "items": [{**item, "inside": lay_out(item["inside"])} for item in block["items"]]}
    if kind == "columns":
        return {**block, "columns": [lay_out(part) for part in block["columns"]], "pictured": _is_pictured(block)}
    if kind == "table":
        short = len(block["rows"]) <= (WHOLE_TABLE if block.get("whole") else SHORT_TABLE)
        return {**block, **_columns_of(block), "short": short}
    if kind == "answers":
        return {**block, "half": half_of([len(item["label"]) + len(item["text"]) for item in block["items"]])}
    if kind == "options":
        return {
            **block,
            "across": 2 if max([len(item["text"]) for item in block["items"]], default=99) <= HALF_LINE else 1,
        }
    return block


def _is_pictured(block: Block) -> bool:
    """True for a picture with what belongs to it beside it: it takes the smaller part, and nothing is torn apart."""
    return [part["is"] for part in block["columns"][0]] == ["picture"]


def _below(blocks: Iterable[Block], level: int) -> list[Block]:
    """Headings moved so that the first level used is the one below `level`, however the exercise counts them."""
    levels = sorted({found["level"] for found in headings(blocks)})
    place = {old: level + 1 + at for at, old in enumerate(levels)}
    return [_moved(block, place) for block in blocks]


def _moved(block: Block, place: dict[int, int]) -> Block:
    if block["is"] == "heading":
        return {**block, "level": place[block["level"]]}
    if block["is"] == "columns":
        return {**block, "columns": [[_moved(inner, place) for inner in part] for part in block["columns"]]}
    return block


def headings(blocks: Iterable[Block]) -> list[Block]:
    """All headings in order, also those inside columns."""
    found = []
    for block in blocks:
        if block["is"] == "heading":
            found.append(block)
        elif block["is"] == "columns":
            found += [inner for part in block["columns"] for inner in headings(part)]
    return found


def _columns_of(block: Block) -> dict[str, Any]:
    """Which columns are empty, as room to write in (their widths are in em), and the shares of width of the others.

    Those of a few letters take no more than they need, if any other is there to take the rest.
    """
    count = len(block["head"])
    cells = [[plain_text(row[at]) if at < len(row) else "" for row in block["rows"]] for at in range(count)]
    room = [at for at in range(count) if block["rows"] and not any(cells[at])]
    longest = [
        max([len(plain_text(head["inside"])), *map(len, column)])
        for head, column in zip(block["head"], cells, strict=True)
    ]
    widths = [min(WIDE, max(NARROW, size / 14)) for size in longest]
    for at in room:
        widths[at] = room_width(plain_text(block["head"][at]["inside"]))
    slim = [at for at, size in enumerate(longest) if size <= SLIM and at not in room]
    slim = slim if len(slim) + len(room) < count else []
    return {"room": room, "widths": widths, "slim": slim, "contrast": bool(block.get("contrast")) and count == 2}


def _with_wide_room(block: Block) -> Block:
    """A table on a sheet that one writes on while others talk: its columns to write in are wider."""
    if block["is"] != "table":
        return block
    widths = [width * 1.2 if at in block["room"] else width for at, width in enumerate(block["widths"])]
    return {**block, "widths": widths}


def room_width(head: str) -> float:
    """The width in em of a column to write in: its head fits on a few lines, and no word of it is cut."""
    word = max(map(len, head.split()), default=0)
    return max(LEAST_ROOM, LETTER * max(word, len(head) / HEAD_LINES) + PADDING)


def half_of(sizes: list[int]) -> int:
    """How many items stand in the first of two columns so that both are about equally long."""
    whole, sofar = sum(sizes), 0
    for at, size in enumerate(sizes):
        if sofar + size / 2 >= whole / 2:
            return max(at, 1)
        sofar += size
    return len(sizes)
