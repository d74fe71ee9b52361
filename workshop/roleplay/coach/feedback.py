"""What the coach says about a reading: what worked, what the line does, and one other wording in own words.

The sentences and the patterns are content (`coach/feedback.yaml`). A pattern takes pieces of the learner's own sentence
and puts them into a kinder one; nothing is put together that is not written there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from zlib import crc32

from pydantic import BeforeValidator

from workshop.content.model import Model, Text
from workshop.content.moves import Move
from workshop.content.reader import Place, read_yaml
from workshop.content.validate import build
from workshop.errors import Problem, WorkshopError
from workshop.roleplay.coach.coach import Reading
from workshop.roleplay.coach.words import Sentence, Spelling, read_sentence

_NAMED = re.compile(r"<([A-Z]+)>")
# Patterns see no marks: where a piece runs on over one, it ends there. A full stop may belong to a word such as "Dr."
_MARK = re.compile(r"[,;:!?…()–—]+(?:\s|$)")


class MoveFeedback(Model):
    """What to say about one move.

    `worked` is empty for a move of which nothing is to be praised. `tries` is the other wording where no pattern fits;
    `{part}` in it stands for a thing the learner spoke of, and `plain` is used where there is none: one wording, or
    several, of which each line always gets the same one.
    """

    worked: str = ""
    does: Text
    tries: str = ""
    plain: Annotated[tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)] = ()


class PatternRow(Model):
    """Another wording for sentences of one move: `when` on the plain words, with named pieces, and `say` with them.

    An empty `say` offers nothing, since such a line is good as it is; `does` then tells what it does, if not what its
    move does.
    """

    move: Move
    when: Text
    say: str
    does: str = ""


class FeedbackFile(Model):
    """`feedback.yaml`. `pieces` are parts of patterns by name, `part` finds a thing the learner spoke of."""

    pieces: Mapping[str, Text]
    part: Text
    moves: Mapping[Move, MoveFeedback]
    patterns: tuple[PatternRow, ...]


@dataclass(frozen=True)
class Pattern:
    """A pattern ready for use."""

    move: Move
    when: re.Pattern[str]
    say: str
    does: str


@dataclass(frozen=True)
class Sayings:
    """All that the coach can say."""

    moves: Mapping[Move, MoveFeedback]
    part: re.Pattern[str]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True)
class Feedback:
    """What the coach says about one sentence; `tries` is empty where there is nothing to reword."""

    worked: str
    does: str
    tries: str


@lru_cache
def read_feedback(folder: Path) -> Sayings:
    """The coach's sentences; raises WorkshopError with every problem in them."""
    tree = read_yaml(folder / "feedback.yaml")
    file = build(FeedbackFile, tree)
    problems: list[Problem] = []

    def compiled(words: str, place: Place) -> re.Pattern[str]:
        try:
            return re.compile(_with_pieces(words, file.pieces))
        except (re.error, KeyError, RecursionError) as error:
            what = f"This pattern cannot be read ({error})."
            problems.append(tree.problem(place, "C802", what, "Check its brackets and the names in <>."))
            return re.compile("")

    rows = enumerate(file.patterns)
    patterns = tuple(
        Pattern(row.move, compiled(row.when, ("patterns", at, "when")), row.say, row.does) for at, row in rows
    )
    sayings = Sayings(file.moves, compiled(file.part, ("part",)), patterns)
    if problems:
        raise WorkshopError(problems)
    return sayings


def _with_pieces(words: str, pieces: Mapping[str, str]) -> str:
    """A pattern with each <NAME> written out; raises KeyError for a name that is not there."""
    return _NAMED.sub(lambda match: _with_pieces(pieces[match[1]], pieces), words)


def give_feedback(reading: Reading, spelling: Spelling, sayings: Sayings) -> Feedback:
    """What to say about a reading."""
    told, sentence = sayings.moves[reading.move], _read(reading.text, spelling)
    pattern, _ = _find_pattern(sentence, reading.move, sayings)
    does = (pattern and pattern.does) or reading.does or told.does
    return Feedback(told.worked, does, reword(reading.text, reading.move, spelling, sayings))


def reword(text: str, move: Move, spelling: Spelling, sayings: Sayings) -> str:
    """One other wording for a sentence, in its own words where a pattern fits; empty where the move needs none."""
    sentence, told = _read(text, spelling), sayings.moves[move]
    pattern, match = _find_pattern(sentence, move, sayings)
    if pattern and match:
        return _fill(pattern.say, match, text, sentence)
    row = " ".join(sentence.texts)
    if told.tries and (match := sayings.part.search(row)):
        return _fill(told.tries, match, text, sentence)
    return _same_each_time(row, told.plain)


def _read(text: str, spelling: Spelling) -> Sentence:
    return read_sentence(text, 0, len(text), spelling)


def _find_pattern(
    sentence: Sentence, move: Move, sayings: Sayings
) -> tuple[Pattern, re.Match[str]] | tuple[None, None]:
    """The first pattern that fits, and where; None twice where none does."""
    row = " ".join(sentence.texts)
    for pattern in sayings.patterns:
        if pattern.move is move and (match := pattern.when.search(row)):
            return pattern, match
    return None, None


def _same_each_time(row: str, wordings: Sequence[str]) -> str:
    """One of the wordings, by the words of the line, so that a talk told again is the same; empty for none."""
    return wordings[crc32(row.encode()) % len(wordings)] if wordings else ""


def _fill(words: str, match: re.Match[str], text: str, sentence: Sentence) -> str:
    """A wording with the pieces of a match, as the learner spelled them."""
    for name in match.groupdict():
        words = words.replace("{" + name + "}", _piece(match, name, text, sentence))
    return words


def _piece(match: re.Match[str], name: str, text: str, sentence: Sentence) -> str:
    """A piece as it stands in the text. Where a short form is cut ("don't" as "do not"), its plain words stand in."""
    start, end = match.span(name)
    if start == end:
        return ""
    row = match.string
    first, last = row.count(" ", 0, start), row.count(" ", 0, end)
    words = sentence.words[first : last + 1]
    whole = [word for word in sentence.words if words[0].start <= word.start < words[-1].end]
    if len(whole) != len(words):
        return " ".join(word.text for word in words)
    return _MARK.split(text[words[0].start : words[-1].end])[0].rstrip()
