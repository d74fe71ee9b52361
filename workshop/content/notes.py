"""Rules for a page's notes for the facilitator: nothing is missing that a beginner needs, and the minutes add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from workshop.content.kit import Kit
from workshop.content.model import Model, Page, Text
from workshop.content.reader import read_text, read_yaml
from workshop.content.validate import build
from workshop.errors import Problem, shown_path

NOTES = "facilitator"
_HEADING = re.compile(r"###\s+(.*?)\s*")
_ROW = re.compile(r"\|\s*(\d+)\s*\|")
# A number that ends a part of a sentence, or stands in a row of a table: "opening 4, one line each 6."
_PART = re.compile(r"\b(\d+)(?=[,.;]?\s*(?:\||$)|[,.;]\s)")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")

# The headings of notes, each with its own line and the rows below it.
Parts = dict[str, tuple[int, list[str]]]


class NotesFile(Model):
    """`checks/notes.yaml`: the headings of notes; the one above the table of minutes; the one above the short meeting,
    and how many minutes that takes.
    """

    headings: tuple[Text, ...]
    time: Text
    short: Text
    short_minutes: int


def find_notes_problems(kit: Kit, page: Page) -> Iterator[Problem]:
    """All problems in the notes of a page; a page without any is told elsewhere.

    Passes: all headings with text below, a table that adds up to the page's minutes. Fails: a heading that is missing.
    """
    section = page.section(NOTES)
    if section is None:
        return
    rules = read_notes_rules(kit.folders[0] / "checks" / "notes.yaml")
    path = page.tree.path
    parts = _read_parts(path, section.line)
    lacking = [name for name in rules.headings if not any(parts.get(name, (0, []))[1])]
    if lacking:
        names = ", ".join(f'"{name}"' for name in lacking)
        todo = "Write each as ### and its words, with text below."
        yield Problem(shown_path(path), section.line, "C212", f"The notes for the facilitator lack {names}.", todo)
    todo = "Begin each row of a table with its minutes, and change them or those of the page."
    yield from _sum(path, parts, rules.time, _minutes_of_rows, page.front.minutes, todo)
    todo = "Write the minutes after each part, with a comma or a period behind them."
    yield from _sum(path, parts, rules.short, _minutes_of_parts, rules.short_minutes, todo)


def _sum(
    path: Path, parts: Parts, name: str, minutes_of: Callable[[str], int], wanted: int, todo: str
) -> Iterator[Problem]:
    line, rows = parts.get(name, (0, []))
    total = sum(map(minutes_of, rows))
    if any(rows) and total != wanted:
        what = f'What stands below "{name}" takes {total} minutes, and not {wanted}.'
        yield Problem(shown_path(path), line, "C213", what, todo)


def _minutes_of_rows(row: str) -> int:
    match = _ROW.match(row)
    return int(match[1]) if match else 0


def _minutes_of_parts(row: str) -> int:
    return sum(map(int, _PART.findall(_QUOTED.sub("", row))))


@lru_cache
def read_notes_rules(path: Path) -> NotesFile:
    """What notes must have; raises WorkshopError with every problem in the file."""
    return build(NotesFile, read_yaml(path))


def _read_parts(path: Path, start: int) -> Parts:
    """The headings below a line, up to the next section."""
    parts: Parts = {}
    rows: list[str] = []
    below = read_text(path).split("\n")[start:]
    for at, row in enumerate(takewhile(lambda row: not row.startswith("## "), below), start + 1):
        if match := _HEADING.fullmatch(row):
            rows = []
            parts[match[1]] = (at, rows)
        else:
            rows.append(row.strip())
    return parts
