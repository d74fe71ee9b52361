"""All that people read in a kit, passage by passage: from where it is, for whom it is, and whether somebody says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

from workshop.content.kit import Kit, walk_texts
from workshop.content.model import FACILITATOR_SECTIONS
from workshop.content.reader import Place, Tree, read_markdown, read_text
from workshop.errors import WorkshopError

Audience = Literal["participants", "facilitators"]
YAML_FOLDERS = ("exercises", "scenarios", "programs")
# Fields in which the kit itself speaks; all others hold names, choices, or what somebody may say or write.
TOLD = frozenset({"intro", "about", "because", "feedback", "lesson", "setting", "summary", "home", "what", "why"})
# Fields that name things of the program.
NAMES = frozenset(
    {
        "kind",
        "who",
        "energy",
        "personal",
        "topics",
        "scenario",
        "picture",
        "pronouns",
        "temper",
        "also",
        "move",
        "moves",
    }
    | {"next", "to", "said", "not_said", "just_said", "ends", "page", "exercise", "contrast", "aim"}
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
# The row between a table's head and its body.
_RULE = re.compile(r"[|\s:-]+")
_MARKS = re.compile(r"[*_`#|]+|^\s*(?:[-+]|\d+\.)\s+|\[( |x)\]|\]\([^)]*\)")


@dataclass(frozen=True)
class Passage:
    """A paragraph, a row of a table or a field: its place in a file, its section or field, and whose words it holds.

    `told` is False for what somebody in an exercise may say or write; `name` is the section or the field, `heading`
    True for titles, which may be alike on many pages.
    """

    path: Path
    line: int
    name: str
    audience: Audience
    told: bool
    text: str
    heading: bool = False

    @property
    def own(self) -> str:
        """The text without what stands in quotation marks."""
        return _QUOTED.sub("“”", self.text)


def find_passages(kit: Kit) -> Iterator[Passage]:
    """Every passage of the kit; files that cannot be read are left out, since their problems are told elsewhere."""
    for page in kit.index.pages:
        path = kit.find_file(kit.page_file(page))
        if path:
            yield from _page_passages(path)
    for folder in YAML_FOLDERS:
        for name in kit.find_names(folder, ".yaml"):
            try:
                yield from _tree_passages(kit.tree(folder, name))
            except WorkshopError:
                continue


def _page_passages(path: Path) -> Iterator[Passage]:
    try:
        tree, sections = read_markdown(path)
    except WorkshopError:
        return
    for field in ("title", "summary"):
        if isinstance(tree.value, dict) and isinstance(tree.value.get(field), str):
            yield Passage(path, tree.line_of((field,)), field, "participants", True, tree.value[field])
    rows = read_text(path).split("\n")
    for section in sections:
        audience: Audience = "facilitators" if section.id in FACILITATOR_SECTIONS else "participants"
        yield Passage(path, section.line, section.id, audience, True, section.title, True)
        below = takewhile(lambda row: not row.startswith("## "), rows[section.line :])
        for at, row in enumerate(below, section.line + 1):
            if row.strip() and not _RULE.fullmatch(row):
                yield Passage(path, at, section.id, audience, True, plain_row(row), row.startswith("#"))


def plain_row(row: str) -> str:
    """A row of Markdown without its marks."""
    return " ".join(_MARKS.sub(" ", row).split())


def _tree_passages(tree: Tree) -> Iterator[Passage]:
    for place, text in walk_texts(tree.value):
        field = _field(place)
        if field not in NAMES and not _is_names(place):
            audience: Audience = "facilitators" if tree.path.parent.name == "programs" else "participants"
            yield Passage(tree.path, tree.line_of(place), field, audience, field in TOLD, text)


def _field(place: Place) -> str:
    return next((part for part in reversed(place) if isinstance(part, str)), "")


def _is_names(place: Place) -> bool:
    """True below a field that names things of the program, such as the ways of a line."""
    return any(isinstance(part, str) and part in NAMES for part in place)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?…])[\"”’)]*\s+", text) if part.strip()]


def speaks_of_client(tree_value: Any) -> bool:
    """True for a scenario whose person is spoken of as the client's file says."""
    partner = tree_value.get("partner") if isinstance(tree_value, dict) else None
    return isinstance(partner, dict) and partner.get("pronouns") == "client"
