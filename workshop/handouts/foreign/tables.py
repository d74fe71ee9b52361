"""Tables of HTML as blocks that fit on paper: one row of heads, spans filled in, wide ones in several parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from workshop.content.blocks import Block, Inline, text
from workshop.handouts.foreign.code import aside
from workshop.handouts.foreign.lines import tidy, words_of
from workshop.handouts.foreign.tree import Node
from workshop.handouts.foreign.words import say

# Widths in em of the table's own type: of a letter, around each column, and at most of a column that can break lines.
LETTER, AROUND, WIDEST, LONGEST_WORD = 0.56, 1.3, 24.0, 24
SIZES = (0.9, 0.78)
MOST_SPAN, MOST_COLUMNS = 60, 200
_NUMBER = re.compile(
    r"^[-+−–(]?[$€£]?\s?[\d.,\s]*\d[\d.,]*(?:e[-+]?\d+)?\s?[%)]?[a-zA-Z]{0,2}$|^(NaN|nan|NaT|<NA>|inf|-inf|—|-)$"
)
Cell = dict[str, Any]


def data_tables(
    table: Node,
    read_cell: Callable[[Node], list[Inline]],
    read_blocks: Callable[[Iterable[Node | str]], list[Block]],
    room: float,
    most_rows: int,
) -> list[Block]:
    """The blocks of a table: its caption, itself in one part or several, and what was left out.

    A table that only puts things side by side, without heads and with one cell or with pictures, is what stands in it.
    """
    caption = next((read_blocks(node.inside) for node in table.elements() if node.tag == "caption"), [])
    heads, rows = _rows_of(table)
    cells = [cell for row in heads + rows for cell in row]
    if not cells:
        return caption
    if not heads and (len(cells) == 1 or _is_frame(rows)):
        return [*caption, *(block for cell in cells for block in read_blocks(cell.inside))]
    columns = _width_of(heads + rows)
    head = _one_head(_filled(heads, read_cell, columns), columns)
    body = _filled(rows, read_cell, columns)
    kept = body[:most_rows] if most_rows and len(body) > most_rows + 1 else body
    note = [aside(say("rows_left_out", count=f"{len(body) - len(kept):,}"))] if len(kept) < len(body) else []
    return [*caption, *_parts(head, kept, room), *note]


def _rows_of(table: Node) -> tuple[list[list[Node]], list[list[Node]]]:
    """The rows of heads and the others. Rows of heads are in a thead, or are the first ones with heads only."""
    heads: list[list[Node]] = []
    rows: list[list[Node]] = []
    for part in table.elements():
        lines = [part] if part.tag == "tr" else [row for row in part.elements() if row.tag == "tr"]
        if part.tag not in ("tr", "thead", "tbody", "tfoot"):
            continue
        for line in lines:
            cells = [cell for cell in line.elements() if cell.tag in ("td", "th")]
            all_heads = bool(cells) and not rows and all(cell.tag == "th" for cell in cells)
            (heads if part.tag == "thead" or all_heads else rows).append(cells)
    if not any(cell.words().strip() for row in heads for cell in row):
        heads = []
    return [row for row in heads if row], [row for row in rows if row]


def _is_frame(rows: list[list[Node]]) -> bool:
    """True for a table that holds pictures, to put them side by side."""
    cells = [cell for row in rows for cell in row]
    pictured = [any(node.tag in ("img", "x-drawing") for node in cell.all()) for cell in cells]
    return sum(pictured) * 2 >= len(cells) and not any(cell.tag == "th" for cell in cells)


def _span(cell: Node, name: str) -> int:
    told = cell.attrs.get(name, "")
    return min(max(int(told), 1), MOST_SPAN) if told.isdigit() else 1


def _width_of(rows: list[list[Node]]) -> int:
    return min(max(sum(_span(cell, "colspan") for cell in row) for row in rows), MOST_COLUMNS)


def _filled(rows: list[list[Node]], read_cell: Callable[[Node], list[Inline]], columns: int) -> list[list[Cell]]:
    """The rows with a cell in each column: what spans several rows stands in each of them."""
    waiting: dict[int, tuple[int, Cell]] = {}
    filled = []
    for row in rows:
        cells = iter(row)
        line: list[Cell] = []
        while len(line) < columns:
            left, above = waiting.get(len(line), (0, {}))
            if left:
                waiting[len(line)] = (left - 1, above)
                line.append(above)
                continue
            node = next(cells, None)
            line += _put(node, read_cell, waiting, len(line), columns) if node else [_cell([])]
        filled.append(line[:columns])
    return filled


def _put(node: Node, read_cell: Any, waiting: dict[int, tuple[int, Cell]], at: int, columns: int) -> list[Cell]:
    told = re.search(r"text-align:\s*(left|right|center)", node.attrs.get("style", ""))
    cell = _cell(read_cell(node), node.tag == "th", told[1] if told else node.attrs.get("align", ""))
    wide, high = min(_span(node, "colspan"), columns - at), _span(node, "rowspan")
    # A head over several columns belongs to each of them; other wide cells are said once.
    cells = [cell] * wide if node.tag == "th" else [cell, *[_cell([])] * (wide - 1)]
    if high > 1:
        waiting |= {at + nth: (high - 1, inner) for nth, inner in enumerate(cells)}
    return cells


def _cell(inside: list[Inline], head: bool = False, align: str = "") -> Cell:
    return {"inside": inside, "head": head, "align": align if align in ("left", "right", "center") else ""}


def _one_head(heads: list[list[Cell]], columns: int) -> list[Cell]:
    """Several rows of heads as one: what stands above each other is joined."""
    if not heads:
        return []
    joined = []
    for at in range(columns):
        parts: list[Inline] = []
        for row in heads:
            words = row[at]["inside"]
            if words_of(words).strip() and words != parts:
                parts += [text(" / ")] if parts else []
                parts += words
        joined.append(_cell(tidy(parts), True, heads[-1][at]["align"]))
    return joined


def _parts(head: list[Cell], rows: list[list[Cell]], room: float) -> list[Block]:
    """The table in one part, or in several that each begin with the columns that name the rows."""
    columns = len(head or rows[0]) if head or rows else 0
    aligned = [_align(head, rows, at) for at in range(columns)]
    every = list(range(columns))
    least = [_widths(head, rows, at)[0] for at in every]
    for size in SIZES:
        if sum(least) * size <= room:
            return [_part(head, rows, every, aligned, room, size)]
    names = [at for at in every[:3] if rows and all(row[at]["head"] for row in rows)]
    groups = _groups(names, every, least, room / SIZES[-1])
    blocks: list[Block] = []
    for group in groups:
        shown = [at + 1 - len(names) for at in group if at not in names]
        told = say("columns", first=shown[0], last=shown[-1], all=columns - len(names))
        blocks += [aside(told, leads=True), _part(head, rows, group, aligned, room, SIZES[-1])]
    return blocks


def _groups(names: list[int], every: list[int], least: list[float], room: float) -> list[list[int]]:
    named = sum(least[at] for at in names)
    groups: list[list[int]] = []
    used = room + 1
    for at in every[len(names) :]:
        used += least[at]
        if used > room:
            groups.append([*names])
            used = named + least[at]
        groups[-1].append(at)
    return groups


def _part(
    head: list[Cell], rows: list[list[Cell]], columns: list[int], aligned: list[str], room: float, size: float
) -> Block:
    measured = [_widths(head, rows, at) for at in columns]
    widths = _fitted(measured, room / size)
    return {
        "is": "data",
        "head": [{**head[at], "align": aligned[at]} for at in columns] if head else [],
        "rows": [[{**row[at], "align": aligned[at]} for at in columns] for row in rows],
        "widths": [round(width, 2) for width in widths],
        "size": size,
    }


def _fitted(measured: list[tuple[float, float]], room: float) -> list[float]:
    """Each column as wide as it likes, or, where that is too much, its least and a fair share of what is left."""
    liked = sum(most for _, most in measured)
    if liked <= room:
        return [most for _, most in measured]
    spare = max(room - sum(least for least, _ in measured), 0.0)
    wanted = liked - sum(least for least, _ in measured)
    return [least + (spare * (most - least) / wanted if wanted else 0.0) for least, most in measured]


def _widths(head: list[Cell], rows: list[list[Cell]], at: int) -> tuple[float, float]:
    """The least width of a column, in which no word is cut, and the one it would like."""
    cells = [row[at]["inside"] for row in rows] + ([head[at]["inside"]] if head else [])
    drawn = max((_drawn_width(cell) for cell in cells), default=0.0)
    words = [words_of(cell) for cell in cells]
    longest = max((min(len(word), LONGEST_WORD) for cell in words for word in cell.split()), default=1)
    most = max((len(line) for line in words), default=1)
    least = max(longest * LETTER, min(drawn, WIDEST)) + AROUND
    return least, max(least, min(most * LETTER, WIDEST) + AROUND)


def _drawn_width(parts: list[Inline]) -> float:
    """The width in em of the formulas and pictures in a cell."""
    return max((p["width"] / (1.0 if p["is"] == "formula" else 9.0) for p in parts if "width" in p), default=0.0)


def _align(head: list[Cell], rows: list[list[Cell]], at: int) -> str:
    """As the author says; else numbers stand to the right."""
    told = next((cell["align"] for cell in [*[row[at] for row in rows], *head[at : at + 1]] if cell["align"]), "")
    if told:
        return str(told)
    words = [words_of(row[at]["inside"]).strip() for row in rows]
    filled = [word for word in words if word]
    return "right" if filled and all(_NUMBER.match(word) for word in filled) else "left"
