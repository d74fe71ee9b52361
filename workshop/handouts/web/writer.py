"""What sets the blocks of a web page, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from workshop.content.art import image_address
from workshop.content.blocks import Block
from workshop.handouts.flowing import LOWEST_HEADING, UnknownBlock
from workshop.handouts.web.parts import element


class WebWriter:
    """Sets blocks, each by its setter, with the words of the paper, and gives each field of the page its own name.

    `lower` is how many levels all headings go down, where the file's title stands over those of its pages.
    """

    def __init__(self, setters: dict[str, Setter], words: dict[str, str], lower: int = 0) -> None:
        self.setters = setters
        self.words = words
        self.lower = lower
        self.parts = 0
        self._names = 0

    def name(self) -> str:
        """An id that nothing else on the page has."""
        self._names += 1
        return f"n{self._names}"

    def write(self, blocks: Iterable[Block]) -> str:
        """The HTML of blocks; raises UnknownBlock for one that has no way to be set."""
        return "".join(self._one(block) for block in blocks)

    def _one(self, block: Block) -> str:
        if block["is"] not in self.setters:
            raise UnknownBlock(block["is"], "a web page")
        return self.setters[block["is"]](self, block)

    def heading(self, level: int, inside: str, name: str = "") -> str:
        """A heading; the title of the file alone has the first level."""
        return element(f"h{min(LOWEST_HEADING, max(2, level) + self.lower)}", inside, id=name)

    def field(self, rows: int, **attributes: str) -> str:
        """Room to write; what is written there stays in the window."""
        return element("textarea", rows=rows, style=f"--rows:{rows}", autocomplete="off", **attributes)


def part_name(number: int) -> str:
    """The id of a page's title in a file of several pages, counted from 1."""
    return f"part-{number}"


def picture_html(block: Block, kind: str = "") -> str:
    """A drawing as an image, where nothing in it can run or fetch anything."""
    # An empty alt must be there: without one, a screen reader reads the address.
    return f'<img class="{kind or "picture"}" src="{image_address(block["svg"])}" alt="{escape(block["alt"])}">'


Setter = Callable[[WebWriter, Block], str]
