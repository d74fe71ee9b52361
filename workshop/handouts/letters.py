"""Which letters the shipped fonts have, and what no text on paper may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
MAIN_FACE = "atkinson"
# Joiners, marks of direction and optional breaks print nothing themselves and need no glyph.
INVISIBLE = frozenset(map(chr, [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x2066, 0x206A)]))
# Signs of the fonts that Typst brings along (DejaVu Sans Mono, New Computer Modern), which notebooks of anyone may use.
_MORE = (
    "20c0 2160-2183 2190-2201 2203-220e 2210 2213-2214 2216-2218 221b-221d 221f-222a 222c-2247 2249-225f"
    " 2261-2263 2266-23ff 2422-2423 2460-25c9 25cb 25cd-262f 2638-2669 266b-268b 2690-269c 26a0-26a7 26aa-26b2"
    " 2701-2704 2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e 2761-277f 2794 2798-27af 27b1-2b73"
    " 2b76-2b95 2b97-2bff 1d400-1d454 1d456-1d49c 1d49e-1d49f 1d4a2 1d4a5-1d4a6 1d4a9-1d4ac 1d4ae-1d4b9 1d4bb"
    " 1d4bd-1d4c3 1d4c5-1d505 1d507-1d50a 1d50d-1d514 1d516-1d51c 1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546"
    " 1d54a-1d550 1d552-1d6a5 1d6a8-1d7cb 1d7ce-1d7ff"
)
MORE_LETTERS = frozenset(
    chr(code)
    for part in _MORE.split()
    for code in range(int(part.partition("-")[0], 16), int(part.rpartition("-")[2], 16) + 1)
)
# Overrides of direction can make a line read as something else; paper has no use for them.
_DROPPED = frozenset(map(chr, [*range(0x202A, 0x202F), 0xFEFF]))


@lru_cache(maxsize=1)
def printable() -> frozenset[str]:
    """Every character that some shipped font has."""
    return frozenset(letter for path in FONTS.glob("*/*.ttf") for letter in _letters(path))


@lru_cache(maxsize=1)
def main_letters() -> str:
    """The characters of the main face as the inside of a regex character class, with white space."""
    codes = sorted(set.intersection(*(set(map(ord, _letters(path))) for path in (FONTS / MAIN_FACE).glob("*.ttf"))))
    codes = sorted({*codes, *map(ord, INVISIBLE), 0x9, 0xA, 0xD})
    starts = [code for code in codes if code - 1 not in set(codes)]
    ends = [code for code in codes if code + 1 not in set(codes)]
    return "".join(f"\\u{{{start:x}}}-\\u{{{end:x}}}" for start, end in zip(starts, ends, strict=True))


def clean_text(text: str) -> str:
    """The text in NFC without control characters, lone surrogates, noncharacters and overrides of direction."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    spaced = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u2028", " ").replace("\u2029", " ")
    )
    return unicodedata.normalize("NFC", "".join(letter for letter in spaced if not _is_dropped(letter)))


def clean_value(value: Any) -> Any:
    """The same for every text in a value."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [clean_value(item) for item in value]
    if isinstance(value, dict):
        return {key: clean_value(item) for key, item in value.items()}
    return value


def missing_letters(text: str, more: frozenset[str] = frozenset()) -> list[str]:
    """Characters of the text that no shipped font has and that are not in `more`, each once, in order of appearance."""
    known = printable()
    if known.issuperset(text):
        return []
    return list(
        dict.fromkeys(
            letter
            for letter in text
            if letter not in known and letter not in more and letter not in INVISIBLE and letter != "\n"
        )
    )


def _is_dropped(letter: str) -> bool:
    if letter == "\n":
        return False
    code = ord(letter)
    nonsense = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return nonsense or letter in _DROPPED or unicodedata.category(letter) in ("Cc", "Cs")


def _letters(path: Path) -> Iterable[str]:
    with TTFont(path, lazy=True) as font:
        return list(map(chr, font.getBestCmap()))
