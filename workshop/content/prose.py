"""All that people read in a kit, passage by passage: from where it is, for whom it is, and whether somebody says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal

from workshop.content.kit import Kit, walk_texts
from workshop.content.model import FACILITATOR_SECTIONS
from workshop.content.moves import Move
from workshop.content.reader import Tree, Value, read_markdown, read_text
from workshop.content.safety import DISTRESS, GATE, SAFETY
from workshop.errors import WorkshopError

Audience = Literal["participants", "facilitators"]
# Fields that name things of the program.
NAMES = (
    "kind|who|energy|personal|topics|scenario|picture|pronouns|temper|also|move|moves|next|to|said|not_said|just_said|ends"
    "|page|exercise|contrast|aim"
)
# Fields in which the kit itself speaks; all others hold names, choices, or what somebody may say or write.
TOLD = "intro|about|because|feedback|lesson|setting|summary|home|what|why|does|see|talk"
# Words of the interface that only who leads reads, and those that show what a listener may say.
_OF_LEADERS = "(?:start|program|stories|story)-.*"
_EXAMPLES = f"tally-(?:{'|'.join(Move)})"


@dataclass(frozen=True)
class Reading:
    """Which fields of some YAML files are read, and how. Each is a pattern for the name of a field, or of a file.

    `told` are fields in which the kit itself speaks, `said` those with what somebody may say or write, `once` those
    whose sentences stand in no other file. `names` are left out with all below them. `partners` is True where a he-form
    can only mean the client's partner. The folder "." is the content folder itself.
    """

    folder: str
    told: str
    said: str = ""
    once: str = ""
    files: str = ".*"
    names: str = NAMES
    audience: Audience = "participants"
    partners: bool = False


READINGS = (
    Reading("exercises", TOLD, said=".*", once=TOLD),
    Reading("scenarios", TOLD, said=".*", once=TOLD),
    Reading("programs", TOLD, said=".*", audience="facilitators"),
    Reading("partner", "does", "says|thinks", "does|says|thinks", names="to|mood|heard", partners=True),
    Reading("coach", "worked|does", "tries|plain|say", "worked|does", "feedback|signs", "move|when", partners=True),
    Reading("art", ".*", once=".*", files="alt", names=""),
    Reading(".", _OF_LEADERS, files="interface", names="", audience="facilitators", partners=True),
    Reading(".", f"(?!(?:{_OF_LEADERS}|{_EXAMPLES})$).*", _EXAMPLES, files="interface", names="", partners=True),
    Reading(".", ".*", files="kit", names="format|language|keys|before|after"),
)
_LED = (*FACILITATOR_SECTIONS, GATE, DISTRESS)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
# The row between a table's head and its body.
_RULE = re.compile(r"[|\s:-]+")
_MARKS = re.compile(r"[*_`#|]+|^\s*(?:[-+]|\d+\.)\s+|\[( |x)\]|\]\([^)]*\)")


@dataclass(frozen=True)
class Passage:
    """A paragraph, a row of a table or a field: its place in a file, its section or field, and whose words it holds.

    `told` is False for what somebody in an exercise may say or write; `name` is the section or the field. `heading` is
    True for titles, `once` for what stands in no other file, `partners` where a he-form can only mean the partner.
    """

    path: Path
    line: int
    name: str
    audience: Audience
    told: bool
    text: str
    heading: bool = False
    once: bool = False
    partners: bool = False

    @property
    def own(self) -> str:
        """The text without what stands in quotation marks."""
        return _QUOTED.sub("“”", self.text)


def find_passages(kit: Kit) -> Iterator[Passage]:
    """Every passage of the kit; files that cannot be read are left out, since their problems are told elsewhere."""
    for file in (*map(kit.page_file, kit.index.pages), SAFETY):
        path = kit.find_file(file)
        if path:
            yield from _page_passages(path)
    for reading in READINGS:
        for name in kit.find_names(reading.folder, ".yaml"):
            if re.fullmatch(reading.files, name):
                try:
                    yield from _tree_passages(kit.tree(reading.folder, name), reading)
                except WorkshopError:
                    continue


def _page_passages(path: Path) -> Iterator[Passage]:
    try:
        tree, sections = read_markdown(path)
    except WorkshopError:
        return
    for field in ("title", "summary"):
        if isinstance(tree.value, dict) and isinstance(tree.value.get(field), str):
            at, words = tree.line_of((field,)), tree.value[field]
            yield Passage(path, at, field, "participants", True, words, once=True)
    rows = read_text(path).split("\n")
    for section in sections:
        audience: Audience = "facilitators" if section.id in _LED else "participants"
        yield Passage(path, section.line, section.id, audience, True, section.title, heading=True)
        below = takewhile(lambda row: not row.startswith("## "), rows[section.line :])
        for at, row in enumerate(below, section.line + 1):
            if row.strip() and not _RULE.fullmatch(row):
                heading = row.startswith("#")
                yield Passage(path, at, section.id, audience, True, plain_row(row), heading, once=not heading)


def plain_row(row: str) -> str:
    """A row of Markdown without its marks."""
    return " ".join(_MARKS.sub(" ", row).split())


def _tree_passages(tree: Tree, reading: Reading) -> Iterator[Passage]:
    partners = reading.partners or _speaks_of_client(tree.value)
    for place, text in walk_texts(tree.value):
        fields = [part for part in place if isinstance(part, str)]
        field = fields[-1] if fields else ""
        told = bool(re.fullmatch(reading.told, field))
        named = any(re.fullmatch(reading.names, part) for part in fields)
        if text and not named and (told or re.fullmatch(reading.said, field)):
            once = bool(re.fullmatch(reading.once, field))
            line = tree.line_of(place)
            yield Passage(tree.path, line, field, reading.audience, told, text, once=once, partners=partners)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?…])[\"”’)]*\s+", text) if part.strip()]


def _speaks_of_client(value: Value) -> bool:
    """True for a scenario whose person is spoken of as the client's file says."""
    partner = value.get("partner") if isinstance(value, dict) else None
    return isinstance(partner, dict) and partner.get("pronouns") == "client"
