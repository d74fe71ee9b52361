"""Reads YAML and Markdown files as plain text values that know their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from workshop.errors import Problem, WorkshopError, shown_path

# A value read from a file: text, a list, or a mapping with text keys. Numbers and yes/no stay text until a model reads
# them.
Value = Any
Place = tuple[str | int, ...]

# After so many problems a file is something else; going on would only take time.
MOST_PROBLEMS = 100

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SECTION = re.compile(r"^##\s+(?P<title>\S.*)\{#(?P<id>[a-z][a-z0-9-]*)\}$")
_DEEPEST, _LARGEST = 30, 1_000_000  # levels of nesting, and bytes, that no content file comes near
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Tree:
    """What one file holds: a value, and the line of each place in it (a place is the keys that lead there)."""

    path: Path
    value: Value
    lines: dict[Place, int] = field(default_factory=dict)

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it; 1 if nothing is known."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return 1

    def problem(self, place: Place, code: str, what: str, todo: str) -> Problem:
        """A problem at a place in this file."""
        return Problem(shown_path(self.path), self.line_of(place), code, what, todo)


@dataclass(frozen=True)
class Section:
    """A part of a Markdown page: its id, its title, its text, and the line of its heading."""

    id: str
    title: str
    text: str
    line: int


def is_name(text: str) -> bool:
    """True for an id: small letters and digits in words joined by hyphens."""
    return bool(_NAME.fullmatch(text))


def read_text(path: Path, largest: int = _LARGEST) -> str:
    """The text of a UTF-8 file of at most so many bytes; raises WorkshopError with one sentence when it is no such."""
    try:
        if path.stat().st_size > largest:
            what = f"The file is larger than {largest // 1_000_000} MB."
            raise WorkshopError(Problem(shown_path(path), 0, "C001", what, "Split it."))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise WorkshopError(
            Problem(shown_path(path), line, "C001", "This file is not saved as UTF-8.", "Save it again as UTF-8 text.")
        ) from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise WorkshopError(
            Problem(shown_path(path), 0, "C001", f"The file cannot be opened: {reason}.", "Check its name and place.")
        ) from None


def read_yaml(path: Path) -> Tree:
    """Reads a YAML file; every scalar stays text; repeated keys, tags and references are refused."""
    return parse_yaml(read_text(path), path)


def parse_yaml(text: str, path: Path, first_line: int = 1) -> Tree:
    """The tree of a YAML text; `first_line` is the line of the file at which the text begins."""
    try:
        tricks = list(_find_tricks(text, path, first_line))
        node = None if tricks else yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        raise WorkshopError(
            Problem(shown_path(path), line, "C002", f"The file cannot be understood here ({error.problem}).", _ADVICE)
        ) from None
    except yaml.YAMLError:
        what = "The file holds a character that YAML does not allow."
        raise WorkshopError(Problem(shown_path(path), first_line, "C002", what, _ADVICE)) from None
    if tricks:
        raise WorkshopError(tricks)
    reading = _Reading(path, first_line)
    value = reading.value_of(node, ()) if node is not None else {}
    if reading.problems:
        raise WorkshopError(reading.problems)
    return Tree(path, value, reading.lines)


_ADVICE = (
    "Check the indentation (blanks, no tabs), and put text that holds a colon or a quotation mark in double quotes."
)


def _find_tricks(text: str, path: Path, first_line: int) -> Iterator[Problem]:
    """What YAML would take as a sign where words were meant (tags, marks, references), and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = (event.start_mark.line if event.start_mark else 0) + first_line
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            yield Problem(shown_path(path), line, "C002", "The file is nested too deeply.", _ADVICE)
            return
        if isinstance(event, yaml.AliasEvent):
            what = f'The file refers back to another part with "*{event.anchor}".'
            yield Problem(
                shown_path(path), line, "C002", what, "Write the text out, in double quotes if it begins with *."
            )
            continue
        for sign, name in (("&", getattr(event, "anchor", None)), ("", getattr(event, "tag", None))):
            if name:
                what = f'The sign "{sign}{name}" is not read as text here.'
                yield Problem(
                    shown_path(path), line, "C002", what, "Put text that begins with ! or & in double quotes."
                )


class _Reading:
    """The walk over one file's nodes, which gathers values, lines and problems."""

    def __init__(self, path: Path, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.lines: dict[Place, int] = {(): first_line}
        self.problems: list[Problem] = []

    def value_of(self, node: yaml.Node, place: Place) -> Value:
        self.lines.setdefault(place, node.start_mark.line + self.first_line)
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, (*place, at)) for at, item in enumerate(node.value)]
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            self._read_pair(key_node, value_node, place, found)
        return found

    def _read_pair(self, key_node: yaml.Node, value_node: yaml.Node, place: Place, found: dict[str, Value]) -> None:
        line = key_node.start_mark.line + self.first_line
        if not isinstance(key_node, yaml.ScalarNode):
            self._report(line, "C002", "A key must be a simple word.", _ADVICE)
            return
        key = key_node.value
        if key in found:
            self._report(line, "C004", f'"{key}" stands here twice.', "Keep one and delete the other.")
        self.lines[(*place, key)] = line
        found[key] = self.value_of(value_node, (*place, key))

    def _report(self, line: int, code: str, what: str, todo: str) -> None:
        self.problems.append(Problem(shown_path(self.path), line, code, what, todo))
        if len(self.problems) >= MOST_PROBLEMS:
            raise WorkshopError(self.problems)


def read_markdown(path: Path) -> tuple[Tree, list[Section]]:
    """Reads a page: its front matter as a tree, and its sections in order.

    A section begins with `## Title {#id}` and ends before the next. Raises WorkshopError when the frame is broken.
    """
    text = read_text(path)
    rows = text.split("\n")
    if rows[0].strip() != "---" or "---" not in (row.strip() for row in rows[1:]):
        raise WorkshopError(
            Problem(
                shown_path(path), 1, "C005", "The page has no front matter.", 'Begin it with "---", the title, "---".'
            )
        )
    end = next(at for at, row in enumerate(rows[1:], 1) if row.strip() == "---")
    front = parse_yaml("\n".join(rows[1:end]) + "\n", path, first_line=2)
    return front, _split_sections(rows, end + 1, path)


def _split_sections(rows: list[str], start: int, path: Path) -> list[Section]:
    heads: list[tuple[int, str, str]] = []
    problems: list[Problem] = []
    for at in range(start, len(rows)):
        row = rows[at]
        match = _SECTION.match(row.rstrip())
        if match:
            if any(match["id"] == known for _, known, _ in heads):
                what = f'The section "{match["id"]}" stands here twice.'
                problems.append(Problem(shown_path(path), at + 1, "C004", what, "Join the two sections."))
            heads.append((at, match["id"], match["title"].strip()))
        elif row.startswith(("# ", "## ")):
            what = f'This heading has no id: "{row.strip()}".'
            problems.append(Problem(shown_path(path), at + 1, "C005", what, "Write it as ## Title {#id}."))
        elif row.strip() and not heads and not problems:
            what = "There is text before the first section."
            problems.append(Problem(shown_path(path), at + 1, "C005", what, "Put it under a heading ## Title {#id}."))
    if problems:
        raise WorkshopError(problems)
    ends = [at for at, _, _ in heads[1:]] + [len(rows)]
    return [
        Section(name, title, "\n".join(rows[at + 1 : end]).strip("\n"), at + 1)
        for (at, name, title), end in zip(heads, ends, strict=True)
    ]
