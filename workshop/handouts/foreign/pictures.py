"""Pictures of a notebook as SVG of a known size, from its outputs, its attachments and files beside it.

Nothing is fetched from the network, and no file outside the notebook's folder is read.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from workshop.content.blocks import Block
from workshop.handouts.letters import MORE_LETTERS, missing_letters

# A pixel is 1/96 inch, as in browsers; sizes on paper are in points.
POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "mm": 2.8346, "cm": 28.346, "in": 72.0, "pc": 12.0, "em": 12.0, "ex": 6.0}
MOST_BYTES, MOST_PIXELS = 20_000_000, 60_000_000
_LENGTH = re.compile(r"^\s*([0-9]*\.?[0-9]+(?:e[-+]?\d+)?)\s*([a-z]*)\s*$", re.IGNORECASE)
_DATA = re.compile(r"^data:(?P<type>[\w/+.-]*)[^,]*?(?P<packed>;base64)?,(?P<data>.*)$", re.DOTALL | re.IGNORECASE)
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG text with its size in points."""

    svg: str
    width: float
    height: float


def read_picture(raw: bytes) -> Drawing | None:
    """A PNG, JPEG, GIF or SVG file; None for anything else, and for a broken one."""
    if len(raw) > MOST_BYTES:
        return None
    for read in (_png_size, _gif_size, _jpeg_size):
        try:
            found = read(raw)
        except (struct.error, zlib.error, IndexError, ValueError):
            continue
        if found:
            kind, width, height = found
            return _wrapped(raw, kind, width, height) if 0 < width * height <= MOST_PIXELS else None
    return read_svg(raw.decode("utf-8", errors="replace"))


def read_svg(svg: str) -> Drawing | None:
    """An SVG text, with its size; None if it is none."""
    try:
        root = ElementTree.fromstring(svg.strip().lstrip("\ufeff"))
    except (ElementTree.ParseError, ValueError):
        return None
    if root.tag.rpartition("}")[2] != "svg":
        return None
    box = [float(part) for part in re.findall(r"-?[\d.]+(?:e[-+]?\d+)?", root.get("viewBox", "")) if _is_number(part)]
    inside = (box[2] * 0.75, box[3] * 0.75) if len(box) == 4 and min(box[2:]) > 0 else (300.0, 150.0)
    width, height = points(root.get("width", "")), points(root.get("height", ""))
    ratio = inside[0] / inside[1]
    width = width or (height * ratio if height else inside[0])
    # Letters in it that no font has become the empty square that other programs show.
    known = svg if svg.isascii() else svg.translate({ord(sign): "□" for sign in missing_letters(svg, MORE_LETTERS)})
    return Drawing(known, width, height or width / ratio)


def points(length: Any) -> float | None:
    """A length such as 200, "200px" or "5cm" in points; None for a share such as "50%" and for nonsense."""
    found = _LENGTH.match(str(length))
    factor = POINTS.get(found[2].lower()) if found else None
    return (float(found[1]) * factor or None) if found and factor else None


def unpacked(packed: str) -> bytes | None:
    """The bytes of a text in base64, or None."""
    try:
        return base64.b64decode("".join(packed.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def figure(drawing: Drawing, alt: str, width: Any = None, height: Any = None, room: float = 0.0) -> Block:
    """A picture with its words and its size in points: its own, or the one that is asked for."""
    asked, tall = points(width), points(height)
    share = re.match(r"^\s*(\d{1,3})\s*%\s*$", str(width or ""))
    if share and room:
        asked = room * 10.5 * min(int(share[1]), 100) / 100
    wide = asked or (tall * drawing.width / drawing.height if tall else drawing.width)
    high = tall if asked and tall else wide * drawing.height / drawing.width
    return {"is": "figure", "svg": drawing.svg, "alt": alt, "width": round(wide, 2), "height": round(high, 2)}


class PictureFiles:
    """Where the pictures named in a notebook's Markdown come from."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder.resolve() if folder else None

    def load(self, address: str, attachments: Any) -> Drawing | None:
        """The picture at a data: address, an attachment: name, or a path beside the notebook."""
        raw = self._bytes(address.strip(), attachments)
        return read_picture(raw) if raw else None

    def has(self, name: str) -> bool:
        """True if such a file lies beside the notebook, whatever is in it."""
        return bool(self._beside(unquote(name)))

    def _bytes(self, address: str, attachments: Any) -> bytes | None:
        if found := _DATA.match(address):
            data = unquote(found["data"])
            return unpacked(data) if found["packed"] else data.encode("utf-8", errors="replace")
        if address.startswith("attachment:"):
            return _attached(unquote(address.removeprefix("attachment:")), attachments)
        return self._beside(unquote(address.partition("?")[0].partition("#")[0]))

    def _beside(self, name: str) -> bytes | None:
        if not self._folder or not name:
            return None
        try:
            path = (self._folder / name).resolve()
            if path.is_relative_to(self._folder) and path.is_file() and path.stat().st_size <= MOST_BYTES:
                return path.read_bytes()
        except (OSError, ValueError):
            pass
        return None


def _attached(name: str, attachments: Any) -> bytes | None:
    bundle = attachments.get(name) if isinstance(attachments, dict) else None
    for kind, data in bundle.items() if isinstance(bundle, dict) else ():
        text = "".join(data) if isinstance(data, list) else str(data)
        return text.encode() if "svg" in kind and text.lstrip().startswith("<") else unpacked(text)
    return None


def _wrapped(raw: bytes, kind: str, width: int, height: int) -> Drawing:
    packed = base64.b64encode(raw).decode("ascii")
    size = f'width="{width}" height="{height}"'
    image = f'<image {size} href="data:image/{kind};base64,{packed}"/>'
    return Drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>', width * 0.75, height * 0.75)


def _png_size(raw: bytes) -> tuple[str, int, int] | None:
    """The size of a whole PNG: every part has its sum right, and its pixels can be unpacked."""
    if not raw.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", raw[16:24])
    parts = list(_png_parts(raw))
    if not 0 < width * height <= MOST_PIXELS or not parts or parts[-1][0] != b"IEND":
        return None
    unpacker = zlib.decompressobj()
    unpacker.decompress(b"".join(data for name, data in parts if name == b"IDAT"), width * height * 8 + height + 64)
    return "png", width, height


def _png_parts(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(raw):
        (size,) = struct.unpack(">I", raw[at : at + 4])
        name, data = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]
        (told,) = struct.unpack(">I", raw[at + 8 + size : at + 12 + size])
        if zlib.crc32(name + data) != told:
            raise ValueError
        yield name, data
        at += 12 + size
        if name == b"IEND":
            return


def _gif_size(raw: bytes) -> tuple[str, int, int] | None:
    if raw[:6] not in (b"GIF87a", b"GIF89a") or b"\x3b" not in raw[-4:]:
        return None
    width, height = struct.unpack("<HH", raw[6:10])
    return "gif", width, height


def _jpeg_size(raw: bytes) -> tuple[str, int, int] | None:
    if not raw.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in raw[-4096:]:
        return None
    at = 2
    while raw[at] == 0xFF:
        mark = raw[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return "jpeg", width, height
        at += 2 + struct.unpack(">H", raw[at + 2 : at + 4])[0] if mark not in (0xFF, 0x01) else 1
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
