"""A handout as the tests look at it: the document it was made of, its bytes, and what stands where on its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from handout_measures import Sheet, headings_of, read_aloud, read_sheets
from handout_samples import squeezed

from workshop.handouts.document import Document
from workshop.handouts.orders import Order
from workshop.handouts.printer import make_document
from workshop.handouts.typesetting import set_document


@dataclass(frozen=True)
class Print:
    """A file, what it was made of, and what stands where on its pages."""

    name: str
    document: Document
    pdf: bytes
    sheets: list[Sheet]

    @property
    def words(self) -> str:
        """What it says, in reading order, squeezed."""
        return squeezed(read_aloud(self.pdf, self.sheets))


def set_print(name: str, document: Document) -> Print:
    """Sets a document; a warning of Typst, or a letter that no font has, is an error there."""
    pdf, pages = set_document(document)
    sheets = read_sheets(pdf)
    assert len(sheets) == pages
    return Print(name, document, pdf, sheets)


def document_of(kind: str, pages: tuple[str, ...], client: str = "") -> Document:
    return make_document(Order(client, pages[0], Path("x"), pages, kind=kind))


def outline_of(pdf: bytes) -> list[str]:
    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from titles(item.children)

    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        return list(titles(outline.root))


def pages_of(made: Print, title: str) -> list[int]:
    """The pages, counted from 0, that begin with a masthead of this title."""
    return [
        at
        for at, sheet in enumerate(made.sheets)
        if any(words.tag in sheet.heads and words.size > 20 and squeezed(words.text) in title for words in sheet.words)
        and squeezed(headings_of([sheet])[0]).startswith(title)
    ]
