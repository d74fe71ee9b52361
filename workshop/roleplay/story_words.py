"""Rules for the words of a scenario: easy to read, and free of violence and of words that stop a talk. Each yields
problems as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from workshop.content.kit import fit, walk_texts
from workshop.content.model import Model, Text
from workshop.content.reader import Place, Tree, read_yaml
from workshop.content.reading_grade import count_words, reading_grade
from workshop.content.validate import build
from workshop.content.wording import Speech
from workshop.errors import Problem
from workshop.roleplay.coach.language import read_spelling
from workshop.roleplay.coach.words import Spelling, split_sentences
from workshop.roleplay.listening import read_danger
from workshop.roleplay.phrases import Phrases, find_phrase

# The grade for a scenario as a whole, and for one text in it of so many words or more.
HARDEST, HARDEST_TEXT, LONG = 8, 10, 20
# Fields whose text a person reads, beside the lists in `depths`.
READ = frozenset({"title", "summary", "setting", "says", "thinks", "say", "feedback", "lesson", "does"})
PEOPLE = ("me", "you", "him", "her", "them", "us")


class ViolenceFile(Model):
    """`checks/violence.yaml`: words that may stand nowhere, and acts that may not be done to a person."""

    words: tuple[Text, ...]
    acts: tuple[Text, ...]


def find_word_problems(tree: Tree, speech: Speech, folder: Path) -> list[Problem]:
    """All problems in a scenario's words, as its `speech` puts them; `folder` is the content folder with the lists."""
    fitted = Tree(tree.path, fit(tree.value, speech), tree.lines)
    texts = [(place, text) for place, text in walk_texts(fitted.value) if _is_read(place)]
    violent = list(_violent(tree, texts, speech.partner.name, folder))
    return [*_hard(tree, texts), *violent, *_stopping(tree, texts, folder / "coach", {found.line for found in violent})]


def _is_read(place: Place) -> bool:
    fields = [part for part in place if isinstance(part, str)]
    return bool(fields) and (fields[-1] in READ or fields[0] == "depths")


def _hard(tree: Tree, texts: list[tuple[Place, str]]) -> Iterator[Problem]:
    whole = reading_grade("\n\n".join(text for _, text in texts))
    if whole > HARDEST:
        what = f"The scenario reads at grade {whole:.0f}; participants need {HARDEST} or less."
        yield tree.problem((), "C521", what, "Use shorter sentences and shorter words.")
    for place, text in texts:
        if count_words(text) >= LONG and (grade := reading_grade(text)) > HARDEST_TEXT:
            what = f"This text reads at grade {grade:.0f}; {HARDEST_TEXT} is the most for one text."
            yield tree.problem(place, "C521", what, "Cut it into shorter sentences, or use shorter words.")


def _violent(tree: Tree, texts: list[tuple[Place, str]], name: str, folder: Path) -> Iterator[Problem]:
    found = read_violence(folder / "checks" / "violence.yaml", name)
    for place, text in texts:
        if match := found.search(text.lower()):
            what = f'"{match[0]}" is about violence, which a role-play must not hold.'
            yield tree.problem(place, "C522", what, "Choose another reason or another picture.")


def _stopping(tree: Tree, texts: list[tuple[Place, str]], folder: Path, known: set[int]) -> Iterator[Problem]:
    """Words that stop a talk when a learner says them back. Lines that are `known` to be violent are not told twice."""
    spelling, danger = _read_stopping(folder)
    for place, text in texts:
        if span := find_phrase(split_sentences(text, spelling), danger):
            what = f'"{text[span[0] : span[1]]}" are words of danger: they stop a talk when a learner says them back.'
            problem = tree.problem(place, "C523", what, "Use other words, or see content/en/coach/danger.yaml.")
            if problem.line not in known:
                yield problem


@lru_cache
def _read_stopping(folder: Path) -> tuple[Spelling, tuple[Phrases, ...]]:
    return read_spelling(folder), read_danger(folder)


@lru_cache
def read_violence(path: Path, name: str) -> re.Pattern[str]:
    """A pattern for the words of the list, with the partner's name among the people; for texts in small letters."""
    file = build(ViolenceFile, read_yaml(path))
    people = "|".join((*PEOPLE, re.escape(name.lower())))
    acts = rf"(?:{'|'.join(map(re.escape, file.acts))}) (?:{people})"
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, file.words))}|{acts})\b")
