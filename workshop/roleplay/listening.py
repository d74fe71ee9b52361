"""What the learner typed, as a line of the talk: its move, or that it is silence, nonsense, an insult or danger.

An apology is a line like others that the talk knows as one, so that it can mend what hurt.

The coach's files may be missing or damaged; then there is no coach, and whoever asked goes on without one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workshop.content.model import Text
from workshop.content.moves import Move
from workshop.content.reader import read_yaml
from workshop.content.validate import build
from workshop.errors import WorkshopError
from workshop.roleplay.coach.coach import Reading, main_reading, read_line
from workshop.roleplay.coach.feedback import Sayings, read_feedback
from workshop.roleplay.coach.language import Language, load_language
from workshop.roleplay.coach.words import Span, split_sentences
from workshop.roleplay.own_talk import Line, Sort
from workshop.roleplay.partner import SHIFT
from workshop.roleplay.phrases import PhraseFile, Phrases, find_phrase, read_phrases

# What a damaged file of the coach may raise, when it is read or when its weights are first used.
DAMAGED = (WorkshopError, OSError, ValueError, IndexError, KeyError)
PHRASES = ("insults.yaml", "danger.yaml", "apologies.yaml")
FILES = ("language.yaml", "signs.yaml", "classes.yaml", "weights.txt", "feedback.yaml", *PHRASES)
LONGEST_LINE = 400
# An insult word in a sentence of so few words is meant for the one who hears it, whatever the coach makes of it.
FEW_WORDS = 4
# So many words before it, "felt" or "like" make an insult word a feeling or a picture.
NEAR = 5
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


class InsultsFile(PhraseFile):
    """`insults.yaml`: words for a person, the words before them that make them no insult, and phrases."""

    words: Text
    softened: Text


@dataclass(frozen=True)
class Insults:
    """What calls a person names."""

    words: frozenset[str]
    softened: frozenset[str]
    phrases: tuple[Phrases, ...]


@dataclass(frozen=True)
class Coach:
    """All that is needed to read a line and to talk about it, from one folder."""

    folder: Path
    language: Language
    feedback: Sayings
    insults: Insults
    danger: tuple[Phrases, ...]
    apologies: tuple[Phrases, ...]

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
    file = build(InsultsFile, read_yaml(folder / "insults.yaml"))
    insults = Insults(frozenset(file.words.split()), frozenset(file.softened.split()), read_phrases(file))
    danger, apologies = read_danger(folder), read_phrases(build(PhraseFile, read_yaml(folder / "apologies.yaml")))
    return Coach(folder, load_language(folder), read_feedback(folder), insults, danger, apologies)


def read_danger(folder: Path) -> tuple[Phrases, ...]:
    """The words of danger of a coach's folder; raises WorkshopError or ValueError where they cannot be read."""
    return read_phrases(build(PhraseFile, read_yaml(folder / "danger.yaml")))


# A talk is drawn again after each step, with all its lines.
@lru_cache(maxsize=1024)
def _readings(folder: Path, text: str) -> tuple[Reading, ...]:
    try:
        return tuple(read_line(text, load_language(folder)))
    except DAMAGED:
        return ()


def hear_line(text: str, coach: Coach, heard: Collection[str] = (), about_scene: bool = False) -> Line:
    """The line that a text makes. `heard` are words that mean something here besides those the coach knows, such as
    names: plain and in lower case. `about_scene` is True once the learner has said that no one is in danger.
    """
    row = " ".join(text.split())
    text = "".join(sign for sign in row if unicodedata.category(sign) not in _UNPRINTED)[:LONGEST_LINE].strip()
    sort = sort_of(text, coach, heard, about_scene)
    if sort != "words":
        return Line(text, _MOVES[sort], sort)
    main = main_reading(coach.read(text)) if _has_letter(text) else None
    if main is None:
        return Line(text, Move.OTHER)
    sorry = find_apology(text, coach)
    if sorry and main.span[0] <= sorry[0] < main.span[1] and (SHIFT[main.move] < 0 or not main.sure):
        # Who owns up says something of oneself, and hurts nobody.
        return Line(text, Move.SHARE, apology=True)
    second = None if main.sure else main.second
    return Line(text, main.move, "words", main.sure, second, apology=sorry is not None)


def sort_of(text: str, coach: Coach, heard: Collection[str] = (), about_scene: bool = False) -> Sort:
    """Whether a text is words, silence, nonsense, an insult or danger; danger is looked for first, unless the learner
    has said that it was about the scene.
    """
    if not _has_letter(text):
        return "words" if _has_face(text) else "silence"
    if not about_scene and find_danger(text, coach):
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


def find_danger(text: str, coach: Coach) -> Span | None:
    """Where a text has words of threat, self-harm or fear, which no exercise can hold; None where there are none."""
    return find_phrase(split_sentences(text, coach.language.spelling), coach.danger)


def find_apology(text: str, coach: Coach) -> Span | None:
    """Where a text owns up to what the one who typed it did; None where it does not."""
    return find_phrase(split_sentences(text, coach.language.spelling), coach.apologies)


def is_insult(text: str, coach: Coach) -> bool:
    """True when a sentence calls the other person names."""
    judging = {reading.span[0] for reading in coach.read(text) if reading.move is Move.JUDGE}
    sentences = split_sentences(text, coach.language.spelling)
    if any(find_phrase([sentence], coach.insults.phrases) for sentence in sentences):
        return True
    for sentence in sentences:
        words = sentence.texts
        short = len(words) <= FEW_WORDS and not _ABOUT_OTHERS & set(words)
        aimed = sentence.start in judging and _SPOKEN_TO & set(words)
        if (short or aimed) and _calls_names(words, coach.insults) and "not" not in words:
            return True
    return False


def _calls_names(words: Sequence[str], insults: Insults) -> bool:
    """True when an insult word stands there, and not as a feeling ("you felt like an idiot")."""
    places = [at for at, word in enumerate(words) if word in insults.words]
    return any(not insults.softened & set(words[max(0, at - NEAR) : at]) for at in places)


def _is_known(text: str, coach: Coach, heard: Collection[str]) -> bool:
    """True when the coach knows a word of the text, or it was heard in this talk."""
    lexicon, model = coach.language.lexicon, coach.language.model
    return any(
        word in lexicon.common or word in lexicon.classes or word in heard or model.weights_of(f"word {word}")
        for word in plain_words(text, coach)
    )
