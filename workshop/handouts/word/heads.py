"""What pages of a word processor's file begin with: the title on the key, and a workbook's table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workshop.content.blocks import Block
from workshop.handouts.flowing import fill_in
from workshop.handouts.word.parts import Look, floating_picture, live_field, paragraph, quoted, run, tab
from workshop.handouts.word.pictures import RING, key_sign
from workshop.handouts.word.writer import TWIPS_PER_MM, Place, WordWriter

MOTIF, GAP, BIT = 26.0, 4.0, 11.0  # mm: the picture of the page, the room beside it, and that of the key's bit
# How far below the title the summary begins, in mm twice: the shaft of the key runs between them.
BELOW = 2.0


def masthead(at: WordWriter, head: Block, place: Place, *, over: str, name: str = "") -> str:
    """The title on the shaft of a key whose ring holds the number, and beside it the picture of the page.

    `head` has the number, title, summary and picture. The drawings lie behind the text, bound to the line below the
    title, so that a title of two lines pushes them down. A block is the head of a part, on a page of its own.
    """
    room, is_part = place.width / TWIPS_PER_MM, "is" in head
    aside = MOTIF + GAP if head["motif"] else 0.0
    look = Look(round((RING + GAP) * TWIPS_PER_MM), right=round(aside * TWIPS_PER_MM))
    stops = (("right", round((room - aside) * TWIPS_PER_MM)),)
    said = run(over) + (tab() + run(name, bold=True) if name else "")
    top = paragraph("Over Title", said, replace(look, tabs=stops, new_page=is_part))
    below = replace(look, before=0, after=at.em)
    title = _marked(at.parts, run(head["title"])) if is_part else run(head["title"])
    clear = replace(look, right=round((aside + BIT) * TWIPS_PER_MM))
    drawn = _drawings(at, head, room, aside)
    shown = paragraph("Heading 1" if is_part else "Title", title, below)
    return top + shown + paragraph("Subtitle", drawn + run(head["summary"]), clear)


def _drawings(at: WordWriter, head: Block, room: float, aside: float) -> str:
    wide = room - aside
    key = key_sign(head["number"], f"#{at.paint.key}", wide)
    shown = _sign(at, key, "", wide, (0.0, -RING / 2 - BELOW))
    if head["motif"]:
        motif = head["motif"]
        shown += _sign(at, motif["svg"], motif["alt"], MOTIF, (room - MOTIF, -RING - BELOW))
    return shown


def _sign(at: WordWriter, svg: str, alt: str, width: float, place: tuple[float, float]) -> str:
    relation, shape = at.image(svg, width)
    return floating_picture(relation, at.number(), alt, (width, width * shape), place)


def set_part(at: WordWriter, block: Block, place: Place) -> str:
    """The head of a page that stands with others in one file."""
    at.parts += 1
    over = "" if block["number"] is None else fill_in(at.words["key"], number=str(block["number"]))
    return masthead(at, block, place, over=over)


def _marked(part: int, inside: str) -> str:
    """A title that the table of contents leads to."""
    name = quoted(f"_Toc{part}")
    return f'<w:bookmarkStart w:id="{part}" w:name={name}/>{inside}<w:bookmarkEnd w:id="{part}"/>'


def contents(at: WordWriter, parts: Sequence[str]) -> str:
    """A table of contents: links at once, and page numbers when the program is asked to update it."""
    links = [
        f'<w:hyperlink w:anchor={quoted(f"_Toc{at}")} w:history="1">{run(title, style="Hyperlink")}</w:hyperlink>'
        for at, title in enumerate(parts, 1)
    ]
    if links:
        begin, end = live_field(r'TOC \o "1-1" \h \z \u', "\0").split("\0")
        links[0], links[-1] = begin + links[0], links[-1] + end
    return paragraph("TOC Heading", run(at.words["contents"])) + "".join(paragraph("TOC 1", one) for one in links)
