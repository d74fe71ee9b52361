"""What a reader does something with in a word processor's file: lines, numbers, options, and cards to cut out."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.content.blocks import Block
from workshop.handouts.flowing import CERTIFICATE, stretches
from workshop.handouts.word.look import HAIR, SOFT
from workshop.handouts.word.parts import Look, borders, cell, paragraph, row, run, shade, tab, table
from workshop.handouts.word.writer import Place, Setter, WordWriter


def _lines(at: WordWriter, block: Block, place: Place) -> str:
    label = run(block["label"]) if block["label"] else run(at.words["write"], color=SOFT)
    # Lines below paragraphs that are just alike become one; these differ by a hair at their right end.
    held = min(block["count"], 3) - 1
    # On a certificate, what is written by hand stands in the middle.
    aside = place.width // 4 if at.kind.form == CERTIFICATE else 0
    left = place.left + aside or None
    looks = [Look(left=left, right=aside + n % 2, keep_next=n < held) for n in range(block["count"])]
    empty = "".join(paragraph("Writing Line", "", look) for look in looks)
    return paragraph("Prompt", label, Look(left=place.left or None)) + empty + paragraph("Gap")


def _scale(at: WordWriter, block: Block, place: Place) -> str:
    numbers = range(block["start"], block["stop"] + 1)
    room = place.width - place.left
    wide = min(round(at.em * 2.2), round(room * 0.72 / len(numbers)))
    ends = min((room - wide * len(numbers)) // 2, at.em * 8)
    widths = [ends, *[wide] * len(numbers), ends]
    bare = borders("tcBorders", top=("nil", 0, "auto", 0), left=("nil", 0, "auto", 0), bottom=("nil", 0, "auto", 0))
    bare_end = borders(
        "tcBorders", top=("nil", 0, "auto", 0), bottom=("nil", 0, "auto", 0), right=("nil", 0, "auto", 0)
    )
    low = cell(paragraph("Cell", run(block["low"], color=SOFT), Look(align="right")), ends, marks=bare, middle=True)
    high = cell(paragraph("Cell", run(block["high"], color=SOFT)), ends, marks=bare_end, middle=True)
    dots = [cell(paragraph("Cell Number", run(str(number))), wide, middle=True) for number in numbers]
    shown = table("Row Of Numbers", [row([low, *dots, high])], widths, left=place.left, name=block["label"])
    return paragraph("Prompt", run(block["label"]), Look(left=place.left or None)) + shown


def _options(at: WordWriter, block: Block, place: Place) -> str:
    label = paragraph("Prompt Strong", run(block["label"]), Look(left=place.left or None)) if block["label"] else ""
    left = place.left + at.step
    look = Look(left=left, hanging=at.step, tabs=(("left", left),))
    return label + "".join(paragraph("Choice", _option(at, item), look) for item in block["items"]) + paragraph("Gap")


def _option(at: WordWriter, item: dict[str, str]) -> str:
    mark = run(item["mark"], style="Mark") if item["mark"] else at.box()
    return mark + tab() + run(item["text"])


def _cards(at: WordWriter, block: Block, place: Place) -> str:
    shown = []
    for group in block["groups"]:
        shown.append(paragraph("Prompt Strong", run(group["title"], color=at.paint.key)))
        cards = [paragraph("Card", run(words)) for words in group["items"]]
        shown.append(_grid(cards, 2 if at.large else 4, at.em * 4, place, group["title"]))
    return "".join(shown)


def _grid(cards: Sequence[str], across: int, high: int, place: Place, name: str) -> str:
    """Cards in rows; the last row is filled up with empty ones."""
    widths = [(place.width - place.left) // across] * across
    full = [*cards, *[paragraph("Card")] * (-len(cards) % across)]
    rows = [full[at : at + across] for at in range(0, len(full), across)]
    shown = [row([cell(card, widths[0], middle=True) for card in cards], height=high) for cards in rows]
    return table("Cards To Cut", shown, widths, left=place.left, name=name)


def _deck(at: WordWriter, block: Block, place: Place) -> str:
    """Cards to cut out. Here they have no backs, so each says itself which pile it belongs to."""
    title = paragraph("Heading 2", run(block["title"]), Look(new_page=True))
    cards = [
        paragraph("Card", run(words)) + paragraph("Card", run(group["title"], style="Pile"), Look(before=at.em))
        for group in block["groups"]
        for words in group["items"]
    ]
    return title + _grid(cards, 2, at.em * 11, place, block["title"])


def _track(at: WordWriter, block: Block, place: Place) -> str:
    numbers = range(block["start"], block["stop"] + 1)
    wide = (place.width - place.left) // len(numbers)
    none = ("nil", 0, "auto", 0)
    bare = borders("tcBorders", top=none, left=none, bottom=none, right=none)
    begins = {block["begins"]: block["mark"]}
    marks = [cell(paragraph("Cell Number", run(begins.get(n, ""), bold=True)), wide, marks=bare) for n in numbers]
    dots = [_dot(at, n, wide, begun=n == block["begins"]) for n in numbers]
    parts = [_stretch(at, part, wide) for part in stretches(block)]
    shown = [row(marks), row(dots, height=at.em * 3), row(parts)]
    label = paragraph("Prompt", run(block["label"]), Look(left=place.left or None))
    return label + table("Row Of Numbers", shown, [wide] * len(numbers), left=place.left, name=block["label"])


def _dot(at: WordWriter, number: int, wide: int, *, begun: bool) -> str:
    edge = ("single", 8, at.paint.key, 0)
    marks = borders("tcBorders", top=edge, left=edge, bottom=edge, right=edge) + (shade(at.paint.key) if begun else "")
    words = run(str(number), bold=True, color="FFFFFF" if begun else "")
    return cell(paragraph("Cell Number", words), wide, marks=marks, middle=True)


def _stretch(at: WordWriter, part: Block, wide: int) -> str:
    span = part["last"] - part["first"] + 1
    edge = ("single", 4, HAIR, 0)
    marks = borders("tcBorders", left=edge, bottom=edge, right=edge) + (shade(at.paint.mist) if part["text"] else "")
    return cell(paragraph("Cell Number", run(part["text"])), wide * span, span=span, marks=marks)


TASKS: dict[str, Setter] = {
    "lines": _lines,
    "scale": _scale,
    "options": _options,
    "cards": _cards,
    "deck": _deck,
    "track": _track,
}
