"""Each block in a word processor's file: styled paragraphs and tables that a person can go on writing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workshop.content.blocks import Block, Inline, plain_text
from workshop.handouts.flowing import CERTIFICATE, LOWEST_HEADING
from workshop.handouts.word.heads import set_part
from workshop.handouts.word.look import (
    CREAM,
    DEEPEST,
    HAIR,
    NUMBERS,
    RUST,
    SOFT,
    SPEAKER,
    TONES,
    band,
    box,
    list_style,
)
from workshop.handouts.word.parts import Look, borders, cell, paragraph, row, run, shade, tab, table
from workshop.handouts.word.tasks import TASKS
from workshop.handouts.word.writer import TWIPS_PER_MM, Place, Setter, WordWriter

WEEK = 740  # how high a row for a day is, to write in


def _heading(at: WordWriter, block: Block, place: Place) -> str:
    level = min(LOWEST_HEADING, max(2, block["level"]))
    return paragraph(f"Heading {level}", at.inline(block["inside"]), Look(left=place.left or None))


def _paragraph(at: WordWriter, block: Block, place: Place) -> str:
    if block.get("stands_out"):
        return paragraph("Standing Out", at.inline(block["inside"], color=at.paint.key))
    return _said(at, at.inline(block["inside"]), place)


def _said(at: WordWriter, inside: str, place: Place) -> str:
    """A paragraph in the style of where it stands."""
    if place.tone:
        look = Look(after=at.em if place.closing else None, keep_next=place.whole and not place.closing)
        return paragraph(f"Box {place.tone.title()}", inside, look)
    if place.level:
        return paragraph(list_style("Continue", place.level - 1), inside, Look(left=place.left))
    return paragraph("Normal", inside, Look(left=place.left or None))


def _list(at: WordWriter, block: Block, place: Place) -> str:
    if at.kind.form == CERTIFICATE:
        return "".join(at.write(item, place) for item in block["items"])
    level = min(place.level, DEEPEST - 1)
    numbered = None
    if block["ordered"]:
        at.starts.append(block["start"])
        numbered = (level, NUMBERS + len(at.starts))
    style = list_style("Number" if block["ordered"] else "Bullet", level)
    style = "Small List" if block.get("small") and not block["ordered"] and level == 0 else style
    look = Look(left=place.left + at.step, hanging=at.step, numbered=numbered)
    return _items(at, [(item, "", style) for item in block["items"]], look, place)


def _items(at: WordWriter, items: Sequence[tuple[list[Block], str, str]], look: Look, place: Place) -> str:
    """Items of blocks, each with what stands before it and its style; further blocks of an item line up with it."""
    inner = replace(place, left=place.left + at.step, level=place.level + 1)
    shown = []
    for number, (blocks, before, style) in enumerate(items, 1):
        ends = place.closing and number == len(items)
        if place.tone:
            last = ends and len(blocks) == 1
            look = replace(look, box=box(place.tone, at.paint), before=0, after=at.em if last else 0, right=80)
            look = replace(look, keep_next=place.whole and not last)
        first, rest = (blocks[0]["inside"], blocks[1:]) if blocks and blocks[0]["is"] == "paragraph" else ([], blocks)
        shown.append(paragraph(style, before + at.inline(first), look))
        shown += [at.one(block, replace(inner, closing=ends and block is rest[-1])) for block in rest]
    return "".join(shown)


def _checklist(at: WordWriter, block: Block, place: Place) -> str:
    items = [(item["inside"], at.box(ticked=item["ticked"]) + tab(), "Choice") for item in block["items"]]
    left = place.left + at.step
    return _items(at, items, Look(left=left, hanging=at.step, tabs=(("left", left),)), place)


def _quote(at: WordWriter, block: Block, place: Place) -> str:
    shown = []
    for inner in block["inside"]:
        if inner["is"] == "paragraph":
            shown.append(paragraph("Quote", at.inline(inner["inside"]), Look(left=place.left + 300)))
        else:
            shown.append(at.one(inner, replace(place, left=place.left + 300)))
    return "".join(shown)


def _callout(at: WordWriter, block: Block, place: Place) -> str:
    tone = block["tone"] if block["tone"] in TONES else "note"
    title = block["title"] or at.words[tone]
    inner = Place(place.width - 240, 240, tone, whole=block["short"])
    shown = [paragraph(f"Box {tone.title()} Title", run(title), Look(after=None if block["inside"] else at.em))]
    shown += [at.one(one, replace(inner, closing=one is block["inside"][-1])) for one in block["inside"]]
    return "".join(shown)


def _pre(at: WordWriter, block: Block, place: Place) -> str:
    return paragraph("Fixed Text", run(block["text"]), Look(left=place.left or None))


def _rule(at: WordWriter, block: Block, place: Place) -> str:
    return paragraph("Rule")


def _picture(at: WordWriter, block: Block, place: Place) -> str:
    width = place.width / TWIPS_PER_MM * (0.9 if at.large else 0.72)
    shown = paragraph("Picture", at.picture(block, width), Look(keep_next=bool(block["caption"])))
    return shown + (paragraph("Caption", run(block["caption"])) if block["caption"] else "")


def _exercise(at: WordWriter, block: Block, place: Place) -> str:
    return _band(at, block, CREAM, at.paint.edge, _facts(block), "Facts") + at.write(block["inside"], place)


def _facts(block: Block) -> str:
    pieces = [run(f["label"] + "\u00a0", color=SOFT) + run(f["text"], bold=True) for f in block["facts"]]
    return run("\u2003 ").join(pieces)


def _band(at: WordWriter, block: Block, fill: str, edge: str, below: str, style: str, *, new_page: bool = False) -> str:
    """The title of an exercise or sheet on its ground, with a line below it on the same."""
    color = "FFFFFF" if fill == at.paint.key else ""
    look = Look(left=120, right=120, box=band(fill, edge), after=None if not below else 60, new_page=new_page)
    title = paragraph(f"Heading {block['level']}", run(block["title"], color=color), look)
    return title + (paragraph(style, below) if below else "")


def _script(at: WordWriter, block: Block, place: Place) -> str:
    left = place.left + min(round(at.em * SPEAKER), place.width // 3)
    look = Look(left=left, hanging=left - place.left, tabs=(("left", left),))
    first = block["turns"][0]["who"] if block["turns"] else ""
    return "".join(paragraph("Talk", _turn(turn, first), look) for turn in block["turns"])


def _turn(turn: dict[str, str], first: str) -> str:
    who = run(turn["who"], style="First Speaker" if turn["who"] == first else "Speaker") + tab()
    does = run(f"({turn['does']}) ", style="Stage Direction") if turn["does"] else ""
    note = run(f"  [{turn['note']}]", style="Move Name") if turn["note"] else ""
    return who + does + run(turn["says"]) + note


def _columns(at: WordWriter, block: Block, place: Place) -> str:
    if at.large and not block["pictured"]:
        return "".join(at.write(part, place) for part in block["columns"])
    room, count = place.width - place.left, len(block["columns"])
    share = 0.3 if at.large else 0.18
    widths = (
        [round(room * share), round(room * (1 - share))]
        if block["pictured"] and count == 2
        else [room // count] * count
    )
    cells = []
    for part, width in zip(block["columns"], widths, strict=True):
        inner = Place(width - 220)
        alone = block["pictured"] and part is block["columns"][0]
        inside = paragraph("Cell", at.picture(part[0], inner.width / TWIPS_PER_MM)) if alone else at.write(part, inner)
        cells.append(cell(inside, width))
    return table("Side By Side", [row(cells)], widths, left=place.left)


def _answers(at: WordWriter, block: Block, place: Place) -> str:
    shown = [paragraph("Answers Title", run(block["title"]))]
    for item in block["items"]:
        label = run(item["label"] + "\u2002", style="", bold=True, color=at.paint.key) if item["label"] else ""
        shown.append(paragraph("Answer", label + run(item["text"])))
    return "".join(shown)


def _sheet(at: WordWriter, block: Block, place: Place) -> str:
    secret, apart = block["place"] == "secret", block["place"] != "shared"
    fill, edge = (at.paint.key, at.paint.key) if secret else (CREAM, at.paint.edge)
    style = "Secret Note" if secret else "Sheet Note"
    return _band(at, block, fill, edge, run(block["note"]), style, new_page=apart) + at.write(block["inside"], place)


def _table(at: WordWriter, block: Block, place: Place) -> str:
    widths = _widths(block, place.width - place.left, at.em)
    colors = [RUST if block["contrast"] and n == 1 else at.paint.key for n in range(len(widths))]
    head = []
    for one, color, width in zip(block["head"], colors, widths, strict=True):
        name = at.inline(one["inside"], bold=True, color=color)
        head.append(cell(paragraph("Cell", name, _aligned(one, keep=True)), width))
    rows = [row(head, head=True)]
    for number, cells in enumerate(block["rows"], 1):
        # As on paper, a short table stays on one page.
        keep = block["short"] and number < len(block["rows"])
        shown = [_cell(at, block, n, inside, widths[n], keep=keep) for n, inside in enumerate(cells[: len(widths)])]
        rows.append(row(shown, height=WEEK if block.get("week") else 0))
    name = plain_text(block["head"][0]["inside"])
    return table("Handout Table", rows, widths, left=place.left, name=name, head=True)


def _aligned(head: Block, *, keep: bool) -> Look:
    return Look(align="" if head["align"] == "left" else head["align"], keep_next=keep)


def _cell(at: WordWriter, block: Block, number: int, inside: list[Inline], width: int, *, keep: bool) -> str:
    marks = ""
    if number in block["room"] or number - 1 in block["room"]:
        marks += borders("tcBorders", left=("single", 4, HAIR, 0))
    if block["contrast"] and number == 0:
        marks += shade(at.paint.mist)
    other = block["contrast"] and number == 1
    words = at.inline(inside, italic=other, color=SOFT if other else "")
    return cell(paragraph("Cell", words, _aligned(block["head"][number], keep=keep)), width, marks=marks)


def _widths(block: Block, room: int, em: int) -> list[int]:
    """Columns to write in have their own width in em; the others share what is left, as on paper."""
    count = len(block["widths"])
    fixed = {at: min(round(block["widths"][at] * em), room // count) for at in block["room"]}
    if block.get("week"):
        # What is told needs more room than the day, and than what is counted in the last column.
        fixed = {0: round(em * 7.5), count - 1: fixed.get(count - 1, round(em * 6))}
    elif len(fixed) == count:
        fixed = {}
    shares = {at: 1.0 if at in block["room"] else share for at, share in enumerate(block["widths"]) if at not in fixed}
    left, whole = room - sum(fixed.values()), sum(shares.values())
    return [fixed[at] if at in fixed else round(left * shares[at] / whole) for at in range(count)]


SETTERS: dict[str, Setter] = TASKS | {
    "part": set_part,
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "checklist": _checklist,
    "quote": _quote,
    "callout": _callout,
    "table": _table,
    "pre": _pre,
    "rule": _rule,
    "picture": _picture,
    "exercise": _exercise,
    "script": _script,
    "columns": _columns,
    "answers": _answers,
    "sheet": _sheet,
}
