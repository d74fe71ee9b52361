"""Runs of inline parts: their words, their white space put in order, and blocks that must stand in one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop.content.blocks import Block, Inline, text

_HIDDEN = {"is", "svg", "to", "align", "language", "tone"}


def words_of(value: Any) -> str:
    """All words in blocks or inline parts, with those that stand for formulas and pictures."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "".join(map(words_of, value))
    if isinstance(value, dict):
        if value.get("is") == "break":
            return " "
        return "".join(words_of(item) for key, item in value.items() if key not in _HIDDEN)
    return ""


def only_figures(parts: list[Inline]) -> bool:
    """True for pictures with nothing but breaks and white space between them."""
    kinds = {part["is"] for part in parts if part["is"] != "text" or part["text"].strip()}
    return "figure" in kinds and kinds <= {"figure", "break"}


def tidy(parts: list[Inline]) -> list[Inline]:
    """The parts without white space and breaks at the ends, around breaks, and twice in a row."""
    out: list[Inline] = []
    for part in parts:
        if part["is"] == "text":
            words = part["text"].lstrip(" ") if _ends_open(out) else part["text"]
            if out and out[-1]["is"] == "text":
                out[-1] = text(out[-1]["text"] + words)
            elif words:
                out.append(text(words))
        elif part["is"] == "break":
            _strip_end(out)
            if out:
                out.append(part)
        else:
            out.append(part)
    _strip_end(out)
    while out and out[-1]["is"] == "break":
        out.pop()
        _strip_end(out)
    return out


def _ends_open(parts: list[Inline]) -> bool:
    """True where white space would be the first of a line, or would follow other white space."""
    if not parts or parts[-1]["is"] == "break":
        return True
    return parts[-1]["is"] == "text" and str(parts[-1]["text"]).endswith(" ")


def _strip_end(parts: list[Inline]) -> None:
    if parts and parts[-1]["is"] == "text":
        words = str(parts[-1]["text"]).rstrip(" ")
        parts[-1:] = [text(words)] if words else []


def as_line(block: Block) -> list[Inline]:
    """A block as parts of one line, for the cells of tables."""
    kind = block["is"]
    if kind in ("paragraph", "heading", "aside"):
        return list(block["inside"])
    if kind == "formula":
        return [block]
    if kind == "figure":
        return [block]
    if kind in ("code", "printed"):
        return [{"is": "mono", "text": block["text"]}]
    if kind == "list":
        marks = [
            f"{at}. " if block["ordered"] else "• "
            for at in range(block["start"], block["start"] + len(block["items"]))
        ]
        lines = [[text(mark), *_joined(item)] for mark, item in zip(marks, block["items"], strict=True)]
        return [part for at, line in enumerate(lines) for part in ([{"is": "break"}] if at else []) + line]
    if kind in ("quote", "callout"):
        return _joined(block["inside"])
    return [text(" ".join(words_of(block).split()))]


def _joined(blocks: Iterable[Block]) -> list[Inline]:
    return [part for at, block in enumerate(blocks) for part in ([{"is": "break"}] if at else []) + as_line(block)]
