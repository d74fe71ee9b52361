"""What the coach knows of one language: spelling, signs and weights. Read once from the content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from workshop.content.model import Model as Data
from workshop.content.model import Name, Text
from workshop.content.moves import Move
from workshop.content.reader import read_text, read_yaml
from workshop.content.validate import build
from workshop.errors import Problem, WorkshopError, shown_path
from workshop.paths import content_folder
from workshop.roleplay.coach.features import Lexicon
from workshop.roleplay.coach.model import Model, read_model
from workshop.roleplay.coach.signs import Sign
from workshop.roleplay.coach.words import Spelling

# The weights are numbers for tens of thousands of words; no other content file comes near this size.
_LARGEST_WEIGHTS = 4_000_000


class _SpellingFile(Data):
    """`language.yaml`."""

    forms: Mapping[str, Text]
    with_apostrophe: Mapping[str, Text]


class _ClassesFile(Data):
    """`classes.yaml`: words that are kin, by class, each a row of words."""

    classes: Mapping[Name, Text]


class _SignRow(Data):
    """One rule of `signs.yaml`."""

    id: Name
    move: Move
    when: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    does: str = ""
    sure: bool = False


class _SignsFile(Data):
    """`signs.yaml`: all rules, in the order in which they are looked for."""

    signs: Annotated[tuple[_SignRow, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Language:
    """Spelling, words, signs and weights of one language."""

    spelling: Spelling
    lexicon: Lexicon
    signs: tuple[Sign, ...]
    model: Model


def coach_folder(language: str = "en") -> Path:
    """Where the coach's files of a language are."""
    return content_folder(language) / "coach"


def read_spelling(folder: Path) -> Spelling:
    """What short and quick spellings stand for."""
    file = build(_SpellingFile, read_yaml(folder / "language.yaml"))
    return Spelling(file.forms, file.with_apostrophe)


def read_classes(folder: Path) -> dict[str, tuple[str, ...]]:
    """For each word the classes it belongs to, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in build(_ClassesFile, read_yaml(folder / "classes.yaml")).classes.items():
        for word in words.split():
            if name not in found.get(word, ()):
                found[word] = (*found.get(word, ()), name)
    return found


def read_signs(folder: Path) -> tuple[Sign, ...]:
    """The rules, in the order in which they are looked for."""
    file = build(_SignsFile, read_yaml(folder / "signs.yaml"))
    return tuple(Sign(row.id, row.move, row.when, row.unless, row.does, row.sure) for row in file.signs)


@lru_cache
def load_language(folder: Path) -> Language:
    """All that the coach knows of a language; raises WorkshopError when a file is missing or damaged."""
    path = folder / "weights.txt"
    try:
        model = read_model(read_text(path, _LARGEST_WEIGHTS))
    except ValueError as error:
        todo = "Make it again: python scripts/train_coach.py"
        raise WorkshopError(Problem(shown_path(path), 1, "C801", str(error), todo)) from None
    lexicon = Lexicon(model.common, read_classes(folder))
    return Language(read_spelling(folder), lexicon, read_signs(folder), model)
