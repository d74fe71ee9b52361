"""A line of a talk in own words as a state keeps it, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from workshop.content.moves import Move
from workshop.roleplay.own_talk import SORTS, Line


def row_of(line: Line) -> dict[str, Any]:
    """A line as a JSON object."""
    return asdict(line) | {"move": str(line.move), "second": line.second and str(line.second)}


def read_row(row: Mapping[str, Any]) -> Line:
    """The line that a row keeps; raises some ValueError for one that is damaged."""
    text, sure, second = row["text"], row["sure"], row["second"]
    # Talks that were kept before learners could correct the coach, or before it heard apologies, have no word of it.
    meant, apology = row.get("meant", False), row.get("apology", False)
    if not isinstance(text, str) or row["sort"] not in SORTS:
        raise ValueError("This is no line.")
    if not all(isinstance(mark, bool) for mark in (sure, meant, apology)):
        raise ValueError("This is no line.")
    second = None if second is None else Move(second)
    return Line(text, Move(row["move"]), row["sort"], sure, second, meant, apology)
