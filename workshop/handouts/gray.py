"""A document for printers without color: every color in its drawings becomes a gray that is just as light."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from workshop.handouts.document import Document

_COLOR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


def in_gray(document: Document) -> Document:
    """The same document with gray drawings; the template itself follows `gray`."""
    motif = document.motif and _gray(document.motif)
    return replace(document, motif=motif, blocks=tuple(_gray(list(document.blocks))))


def gray_of(color: str) -> str:
    """The gray that is as light as a color, "#0b5d66" or "#fff"; weights as in WCAG 2.2, relative luminance."""
    digits = color.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    light = sum(weight * _linear(part) for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    level = round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
    return f"#{level:02x}{level:02x}{level:02x}"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _gray(value: Any) -> Any:
    if isinstance(value, list):
        return [_gray(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _COLOR.sub(lambda found: gray_of(found[0]), item) if key == "svg" else _gray(item)
        for key, item in value.items()
    }
