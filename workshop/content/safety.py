"""The safety card: what stands on every page, plan and guide, kept in one file so that it is the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.content.blocks import Block, plain_text
from workshop.content.kit import Kit
from workshop.content.lint import find_wording_problems_in_text
from workshop.errors import Problem, WorkshopError, shown_path

SAFETY = "safety.md"
# What everyone may do at any time; what the counselor sees to beforehand; what to do when someone is shaken.
EVERYONE, GATE, DISTRESS = "everyone", "gate", "distress"
PARTS = (EVERYONE, GATE, DISTRESS)


def safety_title(kit: Kit, part: str) -> str:
    """The heading of a part of the card; raises WorkshopError when the card has no such part."""
    return _part(kit, part)[0]


def safety_blocks(kit: Kit, part: str) -> list[Block]:
    """What a part of the card says; raises WorkshopError when the card has no such part."""
    return list(_part(kit, part)[1])


def safety_line(kit: Kit) -> str:
    """What everyone may do at any time, as one text."""
    return plain_text(safety_blocks(kit, EVERYONE))


def find_safety_problems(kit: Kit) -> Iterator[Problem]:
    """Parts that the card lacks or leaves empty, and words that cannot be fitted to a client."""
    for part in PARTS:
        try:
            safety_blocks(kit, part)
        except WorkshopError as error:
            yield from error.problems
    path = kit.find_file(SAFETY)
    if path:
        yield from find_wording_problems_in_text(path, kit.speech)


def _part(kit: Kit, name: str) -> tuple[str, tuple[Block, ...]]:
    path, sections = kit.card(SAFETY)
    found = next((section for section in sections if section.id == name), None)
    if found is None or not plain_text(list(found.blocks)).strip():
        what = f'The safety card has no part "{name}", and every page needs it.'
        todo = f"Write it under a heading ## Title {{#{name}}}, or delete your own card: the kit has one."
        raise WorkshopError(Problem(shown_path(path), found.line if found else 1, "C222", what, todo))
    return found.title, found.blocks
