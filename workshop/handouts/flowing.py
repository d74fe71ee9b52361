"""A document made ready for files whose text flows: a web page, a word processor's file.

It is cleaned, checked and laid out as for paper. Letters are not checked: such files are read with other fonts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop.content.blocks import Block, Inline, lines, paragraph, strong
from workshop.errors import WorkshopError
from workshop.handouts.document import ENGLISH, Document, with_safe_links
from workshop.handouts.layout import lay_out, secrets_last
from workshop.handouts.letters import clean_value
from workshop.handouts.preflight import find_heading_problems, find_picture_problems

LOWEST_HEADING = 6
KIT_COLOR = "#0b5d66"
WHITE = "#ffffff"
MIST, EDGE = 0.09, 0.42  # how much of a key's color is in the ground of its boxes, and in their edge
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi"})
CERTIFICATE, POSTER, WORKBOOK = "certificate", "poster", "workbook"
# What a person reads in a block, by its field; `pre` and code keep their marks as they are.
_READ = frozenset({"title", "label", "low", "high", "who", "says", "note", "does", "caption", "text", "mark"})
NAMED = ("title", "summary", "kit", "person", "safety")
_KEPT = frozenset({"pre", "code"})
_INLINES = frozenset({"text", "strong", "emphasis", "code", "link", "break"})
_BEFORE_OPENING = frozenset(" \n\u00a0([{/\u2013\u2014\u2018\u201c")
_OPENING = {'"': "\u201c", "'": "\u2018"}
_CLOSING = {'"': "\u201d", "'": "\u2019"}


class UnknownBlock(LookupError):
    """A block that a kind of file has no way to set; our fault. The message has its name and none of its words."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(f'There is no way to set the block "{name}" in {file}.')


def ready_to_flow(document: Document) -> Document:
    """The document as its file shows it; raises WorkshopError with every problem that a counselor can mend."""
    clean = Document(**clean_value(vars(document)))
    problems = [*find_heading_problems(clean), *find_picture_problems(clean)]
    if problems:
        raise WorkshopError(problems)
    told = _signed(clean) if clean.form == CERTIFICATE else clean.blocks
    blocks = [with_safe_links(block) for block in lay_out(secrets_last(told))]
    ready = replace(clean, words=ENGLISH | clean.words, blocks=tuple(blocks))
    return _with_curly_quotes(ready) if clean.language.split("-")[0] == "en" else ready


@lru_cache(maxsize=1)
def key_colors() -> tuple[str, ...]:
    """The colors of the keys on paper, "#0b5d66" and so on, in their order; the template has them."""
    look = (Path(__file__).parent / "typst" / "look.typ").read_text(encoding="utf-8")
    listed = re.search(r"^#let key-colors = \((.*)\)$", look, re.MULTILINE)
    return tuple(re.findall(r"#[0-9a-f]{6}", listed[1])) if listed else ()


def color_of(number: int | None) -> str:
    """The color of a key; what belongs to none has the kit's."""
    colors = key_colors()
    return colors[(number - 1) % len(colors)] if number and colors else KIT_COLOR


def mixed(color: str, ground: str, share: float) -> str:
    """A color mixed with a ground; `share` (0 to 1) is how much of it is left."""
    pairs = [(int(color[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(below + (above - below) * share):02x}" for above, below in pairs)


def fill_in(words: str, **values: str) -> str:
    """Words of the paper with their values put in: "Page {page}" becomes "Page 2"."""
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words


def over_title(document: Document) -> str:
    """The small line above the title: which key it is, and of which kit."""
    key = fill_in(document.words["key"], number=str(document.number)) if document.number is not None else ""
    return "  ·  ".join(filter(None, [key, document.kit]))


def for_whom(document: Document) -> str:
    """Whom the handout is for, in words; empty for nobody in particular, and where the name stands in the text."""
    named = document.person and document.form != CERTIFICATE
    return fill_in(document.words["for"], name=document.person) if named else ""


def stretches(track: Block) -> list[Block]:
    """The named stretches of a row of dots, and those between them that have no name; all dots are in one of them."""
    found, sofar = [], track["start"]
    for part in sorted(track["parts"], key=lambda part: int(part["first"])):
        if part["first"] > sofar:
            found.append({"first": sofar, "last": part["first"] - 1, "text": ""})
        found.append({**part, "first": max(sofar, part["first"])})
        sofar = max(sofar, part["last"] + 1)
    return [*found, *([{"first": sofar, "last": track["stop"], "text": ""}] if sofar <= track["stop"] else [])]


def _signed(document: Document) -> list[Block]:
    """A certificate's blocks with the name, or a line for it, and what was taken part in, each after its words."""
    blocks = list(document.blocks)
    said = [at for at, block in enumerate(blocks) if block["is"] == "paragraph"]
    name = _standing_out(document.person) if document.person else lines(1, document.words["name"])
    for at, block in reversed(list(zip(said, [name, _standing_out(document.kit)], strict=False))):
        blocks.insert(at + 1, block)
    return blocks


def _standing_out(words: str) -> Block:
    return {**paragraph(""), "inside": [strong(words)], "stands_out": True}


def _with_curly_quotes(document: Document) -> Document:
    blocks = tuple(_curled(block) for block in document.blocks)
    words = {key: _curl(said) for key, said in document.words.items()}
    named: dict[str, Any] = {key: _curl(getattr(document, key)) for key in NAMED}
    return replace(document, blocks=blocks, words=words, **named)


def _curl(words: str, before: str = "") -> str:
    """The words with quotation marks as they are printed; `before` is the letter that stands before them, if any."""
    shown = []
    for letter in words:
        if letter in _OPENING:
            letter = (_OPENING if not before or before in _BEFORE_OPENING else _CLOSING)[letter]
        shown.append(letter)
        before = letter
    return "".join(shown)


def _curled(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        return _curl(value) if key in _READ else value
    if isinstance(value, list) and value and all(_is_inline(item) for item in value):
        return _curled_parts(value, "")[0]
    if isinstance(value, list):
        return [_curled(item, "text" if key == "items" else key) for item in value]
    if not isinstance(value, dict) or value.get("is") in _KEPT:
        return value
    return {name: _curled(item, name) for name, item in value.items()}


def _is_inline(value: Any) -> bool:
    return isinstance(value, dict) and value.get("is") in _INLINES


def _curled_parts(parts: list[Inline], before: str) -> tuple[list[Inline], str]:
    """Parts of one line of text, and the last letter in them: a mark in bold closes what began before it."""
    shown: list[Inline] = []
    for part in parts:
        if "inside" in part:
            inside, before = _curled_parts(part["inside"], before)
            shown.append({**part, "inside": inside})
            continue
        words = part.get("text", "\n")
        words = _curl(words, before) if part["is"] == "text" else words
        shown.append({**part, "text": words} if "text" in part else part)
        before = words[-1:] or before
    return shown, before
