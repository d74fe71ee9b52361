"""Form fields for a handout to fill in on a screen.

Typst has none. The template (typst/fields.typ) lays an empty link over each place to write, with an address that tells
what belongs there. Here each such link becomes a field, and its structure element <Link> becomes <Form>, so that the
file stays PDF/UA-1 (ISO 14289-1, 7.18.4).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from workshop.handouts.pdf.pdf_tags import is_reference, kids_of, walk_elements
from workshop.handouts.pdf.typed_font import CODING, FIRST, add_font

PREFIX = "x-kit-field:"
FONT = "/KitText"
# Bits of /F and /Ff, and the places of /Q (ISO 32000-1, tables 165, 226, 228 and 222).
PRINTED, SEVERAL_LINES, ONE_OF_MANY, CENTERED = 1 << 2, 1 << 12, 1 << 15, 1
ON, OFF = "/Yes", "/Off"
# A cell this wide and high, in sizes of its type, has room for sentences; others are for a mark or a number.
ROOMY = (9, 2.4)
NOTHING = "q Q"
NAME_LENGTH = 40
CIRCLE = 0.5523  # how far the handles of four curves reach so that they make a circle of radius 1
LINK_KEYS = ("/A", "/Border", "/BS", "/C", "/H", "/QuadPoints")


@dataclass(frozen=True)
class Spot:
    """A place to fill in, as the template tells it. Kinds: lines, cell, tick, ticked, pick; size in points."""

    kind: str
    value: str
    label: str
    more: str
    size: float
    link: Any
    element: Any
    page: Any


def add_fields(pdf: bytes) -> bytes:
    """The same file with a field for each place to fill in. The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        spots = list(_find_spots(file))
        if not spots:
            return pdf
        form = _Form(file)
        for spot in spots:
            form.add(spot)
        file.Root.AcroForm = file.make_indirect(form.described())
        made = io.BytesIO()
        file.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def _find_spots(file: pikepdf.Pdf) -> Iterable[Spot]:
    for element in walk_elements(file):
        for kid in kids_of(element):
            if is_reference(kid, Name.OBJR):
                address = str(kid.Obj.get("/A", {}).get("/URI", ""))
                if address.startswith(PREFIX):
                    told, _, size = address.removeprefix(PREFIX).partition("?")
                    kind, value, label, more = (" ".join(unquote(part).split()) for part in told.split("/"))
                    yield Spot(kind, value, label, more, float(size), kid.Obj, element, kid.Pg)


class _Form:
    """The fields made so far: their names must differ, and picks of one question belong together."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file, self._font = file, add_font(file)
        self._taken: dict[str, int] = {}
        self._question, self._values = "", set[str]()
        self._fields: list[Any] = []

    def described(self) -> Any:
        """The whole form, as the file's catalog wants it."""
        fonts = Dictionary({FONT: self._font})
        return Dictionary(Fields=Array(self._fields), DA=_type_size(0), DR=Dictionary(Font=fonts))

    def add(self, spot: Spot) -> None:
        """Makes the link of a spot a field."""
        for key in LINK_KEYS:
            if key in spot.link:
                del spot.link[key]
        # Firefox takes the spoken name from the tag, other viewers from the field.
        _put(spot.element, S=Name.Form, Alt=String(_called(spot)))
        _put(spot.link, Subtype=Name.Widget, F=PRINTED, P=spot.page)
        if spot.kind == "pick":
            self._add_pick(spot)
        elif spot.kind in ("tick", "ticked"):
            self._add_tick(spot)
        else:
            self._add_text(spot)

    def _add_text(self, spot: Spot) -> None:
        self._name_field(spot, Name.Tx)
        _put(spot.link, DA=_type_size(spot.size), AP=Dictionary(N=self._draw(spot, "/Tx BMC EMC")))
        width, height = (side / spot.size for side in _size_of(spot.link))
        if spot.kind == "lines" or (width > ROOMY[0] and height > ROOMY[1]):
            spot.link.Ff = SEVERAL_LINES
        elif spot.kind == "cell":
            spot.link.Q = CENTERED

    def _add_tick(self, spot: Spot) -> None:
        state = Name(ON if spot.kind == "ticked" else OFF)
        self._name_field(spot, Name.Btn)
        states = Dictionary({ON: self._draw(spot, _tick(*_size_of(spot.link))), OFF: self._draw(spot, NOTHING)})
        _put(spot.link, V=state, AS=state, MK=Dictionary(CA=String("4")), AP=Dictionary(N=states))

    def _add_pick(self, spot: Spot) -> None:
        if spot.label != self._question or spot.value in self._values:
            self._question, self._values = spot.label, set()
            several = Dictionary(FT=Name.Btn, Ff=ONE_OF_MANY, Kids=Array(), TU=String(spot.label), V=Name(OFF))
            several.T = String(self._name([spot.label], spot.kind))
            self._fields.append(self._file.make_indirect(several))
        self._values.add(spot.value)
        group, called = self._fields[-1], String(_called(spot))
        on = "/" + (_slug(spot.value) or f"pick-{len(self._values)}")
        states = Dictionary({on: self._draw(spot, self._disc(spot)), OFF: self._draw(spot, NOTHING)})
        _put(spot.link, Parent=group, TU=called, Contents=called, AS=Name(OFF))
        _put(spot.link, MK=Dictionary(CA=String("l")), AP=Dictionary(N=states))
        group.Kids.append(spot.link)

    def _name_field(self, spot: Spot, sort: Name) -> None:
        words = [spot.label, spot.more] if spot.kind == "cell" else [spot.more, spot.label]
        called = String(_called(spot))
        _put(spot.link, FT=sort, T=String(self._name(words, spot.kind)), TU=called, Contents=called)
        self._fields.append(spot.link)

    def _name(self, words: list[str], kind: str) -> str:
        """A name made of the words, so that it stays when other parts of the handout change; repeats are numbered."""
        name = "-".join(filter(None, (_slug(part)[:NAME_LENGTH].strip("-") for part in words))) or kind
        self._taken[name] = count = self._taken.get(name, 0) + 1
        return name if count == 1 else self._name([name, str(count)], kind)

    def _draw(self, spot: Spot, drawing: str) -> Any:
        stream = self._file.make_stream(drawing.encode(CODING))
        _put(stream, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *_size_of(spot.link)]))
        stream.Resources = Dictionary(Font=Dictionary({FONT: self._font}))
        return stream

    def _disc(self, spot: Spot) -> str:
        """A filled circle with its number or letter in white, or with a white dot where the font lacks it."""
        width, height = _size_of(spot.link)
        radius = min(width, height) / 2
        disc = f"0 g {_circle(width / 2, height / 2, radius)} f 1 g"
        try:
            codes = spot.value.encode(CODING)
        except UnicodeEncodeError:
            return f"{disc} {_circle(width / 2, height / 2, radius * 0.4)} f"
        size = radius * (1.1 if len(codes) == 1 else 0.95)
        wide = sum(int(self._font.Widths[code - FIRST]) for code in codes) * size / 1000
        high = int(self._font.FontDescriptor.CapHeight) * size / 1000
        at = f"{(width - wide) / 2:.2f} {(height - high) / 2:.2f}"
        return f"{disc} BT {FONT} {size:.2f} Tf {at} Td <{codes.hex()}> Tj ET"


def _put(target: Any, **values: Any) -> None:
    for key, value in values.items():
        target[f"/{key}"] = value


def _called(spot: Spot) -> str:
    """What a field is called aloud."""
    if spot.kind == "pick":
        return _joined(spot.label, _joined(spot.value, spot.more))
    return _joined(spot.label, spot.more) if spot.kind == "cell" else _joined(spot.more, spot.label)


def _joined(first: str, second: str) -> str:
    if not first or not second:
        return first or second
    return f"{first}{' ' if first[-1] in '.?!:' else ': '}{second}"


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", words.lower()))


def _type_size(points: float) -> String:
    return String(f"{FONT} {points:g} Tf 0 g")


def _size_of(link: Any) -> tuple[float, float]:
    left, low, right, high = map(float, link.Rect)
    return round(right - left, 3), round(high - low, 3)


def _tick(width: float, height: float) -> str:
    path = f"{width * 0.2:.2f} {height * 0.5:.2f} m {width * 0.42:.2f} {height * 0.25:.2f} l"
    return f"1 J 1 j {height * 0.14:.2f} w 0 G {path} {width * 0.8:.2f} {height * 0.78:.2f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    """The path of a circle around x and y."""
    handle = radius * CIRCLE
    corners = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    path = [f"{x + radius:.2f} {y:.2f} m"]
    for (a, b), (c, d) in pairwise(corners):
        near = f"{x + a * radius + c * handle:.2f} {y + b * radius + d * handle:.2f}"
        far = f"{x + c * radius + a * handle:.2f} {y + d * radius + b * handle:.2f}"
        path.append(f"{near} {far} {x + c * radius:.2f} {y + d * radius:.2f} c")
    return " ".join(path)
