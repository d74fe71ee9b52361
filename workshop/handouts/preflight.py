"""What a document must have before it is printed, said in the counselor's words.

Each check is a small function that yields problems and touches nothing. All run; all problems come at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from workshop.content.blocks import Block, plain_text
from workshop.errors import Problem, WorkshopError
from workshop.handouts.document import Document
from workshop.handouts.layout import headings

SHOWN = 60
_HIDDEN_KEYS = {"is", "svg", "icon", "tone", "to", "align"}


def check_document(document: Document) -> None:
    """Raises WorkshopError with every problem, so that nothing is written for a document that has one."""
    problems = [*find_letter_problems(document), *find_heading_problems(document), *find_picture_problems(document)]
    if problems:
        raise WorkshopError(problems)


def find_letter_problems(document: Document) -> Iterator[Problem]:
    """Characters that no font of the kit has, such as emoji: passes "José, Nguyễn, سلام"; fails "Well done 🎉"."""
    from workshop.handouts.letters import MORE_LETTERS, missing_letters

    more = MORE_LETTERS if document.form == "notebook" else frozenset()

    for text in _texts([document.title, document.summary, document.person, document.kit, list(document.blocks)]):
        missing = missing_letters(text, more)
        if missing:
            shown = " ".join(f"{letter} ({_name(letter)})" for letter in missing[:3])
            what = f'The kit\'s fonts cannot print {shown} in "{_short(text)}".'
            yield Problem("", 0, "H101", what, "Say it in words, or leave it out.")


def find_heading_problems(document: Document) -> Iterator[Problem]:
    """Headings that skip a level: passes ##, ###; fails ## then ####, and a heading without words."""
    last = 1
    for block in headings(_sections(document.blocks)):
        words = plain_text(block["inside"]).strip()
        if not words:
            yield Problem("", 0, "H103", "A heading has no words.", "Write its words after the #, or delete it.")
        elif block["level"] > last + 1:
            what = f'The heading "{_short(words)}" has {block["level"]} # signs after one with {last}.'
            yield Problem("", 0, "H102", what, f"Give it {last + 1}.")
        last = block["level"]


def find_picture_problems(document: Document) -> Iterator[Problem]:
    """Pictures that nobody can hear described, or that cannot be read."""
    for block in _pictures(document.blocks):
        alt = (block.get("alt") or "").strip()
        shown = f' "{_short(block.get("caption") or alt)}"' if block.get("caption") or alt else ""
        if not alt:
            what = f"The picture{shown} has no description for people who cannot see it."
            yield Problem("", 0, "H104", what, 'Write one sentence under "alt".')
        if not _is_svg(block.get("svg", "")):
            yield Problem(
                "", 0, "H105", f"The picture{shown} cannot be read.", "Save it again as SVG and put it in anew."
            )


def _sections(blocks: Iterable[Block]) -> list[Block]:
    """Blocks of the page itself; headings inside an exercise are put in order by the layout."""
    return [block for block in blocks if block["is"] != "exercise"]


def _pictures(value: Any) -> Iterator[Block]:
    if isinstance(value, dict):
        if value.get("is") == "picture":
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _pictures(item)


def _is_svg(svg: str) -> bool:
    try:
        return ElementTree.fromstring(svg).tag.rpartition("}")[2] == "svg"
    except ElementTree.ParseError:
        return False


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _HIDDEN_KEYS:
                yield from _texts(item)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1].rstrip() + "…"


def _name(letter: str) -> str:
    return unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
