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


def missing_letters(text: str) -> list[str]:
    """Characters of the text that no shipped font has, each once, in order of appearance."""
    known = printable()
    if known.issuperset(text):
        return []
    return list(
        dict.fromkeys(letter for letter in text if letter not in known and letter not in INVISIBLE and letter != "\n")
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
