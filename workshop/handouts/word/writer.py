"""What sets the blocks of a word processor's file, and where they stand."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.story import StoryPart

from workshop.content.blocks import Block, Inline, plain_text
from workshop.handouts.flowing import UnknownBlock
from workshop.handouts.word.look import STEP, Paint
from workshop.handouts.word.parts import inline_picture, run, tick_box
from workshop.handouts.word.pictures import draw_png, shape_of

TWIPS_PER_MM = 56.7
HIGHEST = 200.0  # mm, that a picture fits on its page with its caption


@dataclass(frozen=True)
class Place:
    """Where blocks stand: how wide it is there, how far in, in which callout, how deep in lists, all in twips.

    `closing` is true for the last block of a callout, which has the room below it; `whole` is true in a callout that
    stays on one page.
    """

    width: int
    left: int = 0
    tone: str = ""
    level: int = 0
    closing: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Kind:
    """What holds for the whole file: the words of the paper, the size of type in twips, colors, and its form."""

    words: dict[str, str]
    em: int
    paint: Paint
    large: bool = False
    form: str = "handout"


class WordWriter:
    """Sets blocks, each by its setter, into one part of the file, and counts what must have numbers of its own."""

    def __init__(self, part: StoryPart, setters: dict[str, Setter], kind: Kind) -> None:
        self.part = part
        self.setters = setters
        self.kind = kind
        self.words, self.em, self.large, self.paint = kind.words, kind.em, kind.large, kind.paint
        self.step = round(kind.em * STEP)
        self.starts: list[int] = []
        self.parts = 0
        self._numbers = 0

    def write(self, blocks: Iterable[Block], place: Place) -> str:
        """The XML of blocks; raises UnknownBlock for one that has no way to be set."""
        return "".join(self.one(block, place) for block in blocks)

    def one(self, block: Block, place: Place) -> str:
        """The XML of one block."""
        if block["is"] not in self.setters:
            raise UnknownBlock(block["is"], "a word processor's file")
        return self.setters[block["is"]](self, block, place)

    def number(self) -> int:
        """A number that no other picture, box or mark of the file has."""
        self._numbers += 1
        return self._numbers

    def image(self, svg: str, width: float) -> tuple[str, float]:
        """A drawing as part of the file: how it is referred to, and how high it is for its width in mm."""
        png = draw_png(svg, width)
        relation, _ = self.part.get_or_add_image(io.BytesIO(png))
        return relation, shape_of(png)

    def picture(self, block: Block, width: float) -> str:
        """A drawing at most so many mm wide."""
        relation, shape = self.image(block["svg"], width)
        fitting = min(width, HIGHEST / shape)
        return inline_picture(relation, self.number(), block["alt"], (fitting, fitting * shape))

    def box(self, *, ticked: bool = False) -> str:
        """A box to tick."""
        name = self.words["ticked_box" if ticked else "open_box"]
        return tick_box(self.number(), name, self.paint.key, ticked=ticked)

    def inline(self, parts: Sequence[Inline], *, bold: bool = False, italic: bool = False, color: str = "") -> str:
        """Inline parts as runs."""
        return "".join(self._part(part, bold, italic, color) for part in parts)

    def _part(self, part: Inline, bold: bool, italic: bool, color: str) -> str:
        kind = part["is"]
        if kind in ("text", "code"):
            return run(part["text"], bold=bold, italic=italic, color=color)
        if kind == "break":
            return "<w:r><w:br/></w:r>"
        if kind == "link":
            relation = self.part.relate_to(part["to"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            inside = run(plain_text(part["inside"]), bold=bold, italic=italic, style="Hyperlink")
            return f'<w:hyperlink r:id="{relation}" w:history="1">{inside}</w:hyperlink>'
        if kind not in ("strong", "emphasis"):
            raise UnknownBlock(kind, "a word processor's file")
        inside = part["inside"]
        return self.inline(inside, bold=bold or kind == "strong", italic=italic or kind == "emphasis", color=color)


Setter = Callable[[WordWriter, Block, Place], str]
