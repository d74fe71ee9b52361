"""The tags of a PDF: the tree of structure elements that tells what each part is and in which order it is read.

ISO 32000-1, 14.7. An element's kids are elements, numbers of marked content, or references to content or annotations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf


def walk_elements(file: Pdf) -> Iterator[Any]:
    """Every structure element, in reading order."""
    waiting = kids_of(file.Root.StructTreeRoot)[::-1]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element
            waiting += kids_of(element)[::-1]


def kids_of(element: Any) -> list[Any]:
    """What an element holds; a single kid stands in its place without an array around it."""
    kids: Any = element.get("/K", [])
    is_many = bool(isinstance(kids, Array | list))
    return [*kids] if is_many else [kids]


def is_reference(kid: Any, sort: Name) -> bool:
    """True for a reference of this sort: /OBJR to an annotation, /MCR to marked content."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == sort
