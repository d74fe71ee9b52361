"""What the learner typed, as a line of the talk: its move, or that it is silence, nonsense, an insult or danger.

The coach's files may be missing or damaged; then there is no coach, and whoever asked goes on without one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workshop.content.model import Model, Text
from workshop.content.moves import Move
from workshop.content.reader import read_yaml
from workshop.content.validate import build
from workshop.errors import WorkshopError
from workshop.roleplay.coach.coach import Reading, main_reading, read_line
from workshop.roleplay.coach.feedback import Sayings, read_feedback
from workshop.roleplay.coach.language import Language, load_language
from workshop.roleplay.coach.words import split_sentences
from workshop.roleplay.own_talk import Line, Sort

# What a damaged file of the coach may raise, when it is read or when its weights are first used.
DAMAGED = (WorkshopError, OSError, ValueError, IndexError, KeyError)
FILES = ("language.yaml", "signs.yaml", "classes.yaml", "weights.txt", "feedback.yaml", "insults.yaml", "danger.yaml")
LONGEST_LINE = 400
# An insult word in a sentence of so few words is meant for the one who hears it, whatever the coach makes of it.
FEW_WORDS = 4
_UNPRINTED = ("Cc", "Cs")
_LETTER = re.compile(r"[^\W_]")
# A face or a heart, as a picture or made of marks: a small sign, but no silence.
_PICTURE = "So"
_FACE = re.compile(r"[:;=]['\-^]?[()\[\]/\\|*dpo]|<3|\^_?\^", re.IGNORECASE)
_MOVES: dict[Sort, Move] = {
    "silence": Move.GIVE_TIME,
    "danger": Move.OTHER,
    "insult": Move.JUDGE,
    "nonsense": Move.OTHER,
}
_ABOUT_OTHERS = frozenset({"i", "me", "my", "he", "she", "they", "him", "her", "them", "it", "that", "this"})
_SPOKEN_TO = frozenset({"you", "yourself"})


class InsultsFile(Model):
    """`insults.yaml`: single words, and phrases of several."""

    words: Text
    phrases: tuple[Text, ...]


class DangerFile(Model):
    """`danger.yaml`: phrases that an exercise cannot hold."""

    phrases: tuple[Text, ...]


@dataclass(frozen=True)
class Coach:
    """All that is needed to read a line and to talk about it, from one folder."""

    folder: Path
    language: Language
    feedback: Sayings
    insults: frozenset[str]
    phrases: tuple[str, ...]
    danger: tuple[str, ...]

    def read(self, text: str) -> tuple[Reading, ...]:
        """A reading of each sentence; none where the weights turn out to be damaged."""
        return _readings(self.folder, text)


def open_coach(folder: Path) -> Coach | None:
    """The coach of a content folder; None when one of its files is missing or damaged."""
    try:
        return _open_coach(folder)
    except DAMAGED:
        return None


def is_coach_there(folder: Path) -> bool:
    """True when the coach's files are there; whether they can be read shows when it is opened, which takes longer."""
    return all((folder / name).is_file() for name in FILES)


@lru_cache
def _open_coach(folder: Path) -> Coach:
    insults = build(InsultsFile, read_yaml(folder / "insults.yaml"))
    words = frozenset(insults.words.split())
    danger = build(DangerFile, read_yaml(folder / "danger.yaml"))
    return Coach(folder, load_language(folder), read_feedback(folder), words, insults.phrases, danger.phrases)


# A talk is drawn again after each step, with all its lines.
@lru_cache(maxsize=1024)
def _readings(folder: Path, text: str) -> tuple[Reading, ...]:
    try:
        return tuple(read_line(text, load_language(folder)))
    except DAMAGED:
        return ()


def hear_line(text: str, coach: Coach, heard: Collection[str] = ()) -> Line:
    """The line that a text makes. `heard` are words that mean something here besides those the coach knows, such as
    names: plain and in lower case.
    """
    row = " ".join(text.split())
    text = "".join(sign for sign in row if unicodedata.category(sign) not in _UNPRINTED)[:LONGEST_LINE].strip()
    sort = sort_of(text, coach, heard)
    if sort != "words":
        return Line(text, _MOVES[sort], sort)
    main = main_reading(coach.read(text)) if _has_letter(text) else None
    if main is None:
        return Line(text, Move.OTHER)
    return Line(text, main.move, "words", main.sure, None if main.sure else main.second)


def sort_of(text: str, coach: Coach, heard: Collection[str] = ()) -> Sort:
    """Whether a text is words, silence, nonsense, an insult or danger; danger is looked for first."""
    if not _has_letter(text):
        return "words" if _has_face(text) else "silence"
    if names_danger(text, coach):
        return "danger"
    if is_insult(text, coach):
        return "insult"
    return "words" if coach.read(text) and _is_known(text, coach, heard) else "nonsense"


def _has_letter(text: str) -> bool:
    return bool(_LETTER.search(_FACE.sub(" ", text)))


def _has_face(text: str) -> bool:
    return bool(_FACE.search(text)) or any(unicodedata.category(sign) == _PICTURE for sign in text)


def plain_words(text: str, coach: Coach) -> list[str]:
    """The words of a text as the coach compares them."""
    return [word for sentence in split_sentences(text, coach.language.spelling) for word in sentence.texts]


def names_danger(text: str, coach: Coach) -> bool:
    """True when a text has words of threat, self-harm or fear, which no exercise can hold."""
    row = f" {' '.join(plain_words(text, coach))} "
    return any(f" {phrase} " in row for phrase in coach.danger)


def is_insult(text: str, coach: Coach) -> bool:
    """True when a sentence calls the other person names."""
    judging = {reading.span[0] for reading in coach.read(text) if reading.move is Move.JUDGE}
    for sentence in split_sentences(text, coach.language.spelling):
        words = sentence.texts
        row = f" {' '.join(words)} "
        if any(f" {phrase} " in row for phrase in coach.phrases):
            return True
        short = len(words) <= FEW_WORDS and not _ABOUT_OTHERS & set(words)
        aimed = sentence.start in judging and _SPOKEN_TO & set(words)
        if (short or aimed) and coach.insults & set(words) and "not" not in words:
            return True
    return False


def _is_known(text: str, coach: Coach, heard: Collection[str]) -> bool:
    """True when the coach knows a word of the text, or it was heard in this talk."""
    lexicon, model = coach.language.lexicon, coach.language.model
    return any(
        word in lexicon.common or word in lexicon.classes or word in heard or model.weights_of(f"word {word}")
        for word in plain_words(text, coach)
    )
