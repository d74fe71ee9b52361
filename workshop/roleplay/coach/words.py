"""From what somebody typed to words the coach can compare: spelling, short forms and slang read alike.

Every word remembers where it stood in the text, so that the coach can quote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_MARKS = re.compile(r"[?!]+|\.\.+|…|,")
_BREAK = re.compile(r"[,;:–—]|\s-")
_STRETCHED = re.compile(r"(.)\1{2,}")
_APOSTROPHES = re.compile(r"['’`´]")
# A sentence ends at . ! ? … or at the end of a row, with the quotes and brackets that close after it. A point between
# digits or after a single letter (8.30, e.g.) does not end one.
_SENTENCE_END = re.compile(r"(?:(?<![\d.]\d)(?<!\b[A-Za-z])\.(?!\d)|[!?…]|\n)+[\"'”’)\]]*\s*")


@dataclass(frozen=True)
class Word:
    """One word in its plain form (lower case, short forms written out) and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words, the marks in it ("?", "!", ",", "…") and where it stands in the text.

    `clauses` are the places of words that come right after a comma or a dash.
    """

    words: tuple[Word, ...]
    marks: frozenset[str]
    start: int
    end: int
    clauses: tuple[int, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words in their plain form."""
        return tuple(word.text for word in self.words)


@dataclass(frozen=True)
class Spelling:
    """What short and quick spellings stand for; keys of `forms` have no apostrophe."""

    forms: Mapping[str, str]
    with_apostrophe: Mapping[str, str]


def split_sentences(text: str, spelling: Spelling) -> list[Sentence]:
    """The sentences of a text, in order; parts without a word are left out."""
    found, start = [], 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        sentence = read_sentence(text, start, end, spelling)
        if sentence.words:
            found.append(sentence)
        start = end
    return found


def read_sentence(text: str, start: int, end: int, spelling: Spelling) -> Sentence:
    """The words and marks that stand in `text` from `start` to `end`."""
    words = tuple(_read_words(text, start, end, spelling))
    marks = {mark.group()[0] for mark in _MARKS.finditer(text, start, end)}
    tidy = text[start:end]
    left = len(tidy) - len(tidy.lstrip())
    breaks = tuple(at for at in range(1, len(words)) if _BREAK.search(text, words[at - 1].end, words[at].start))
    named = frozenset("…" if mark == "." else mark for mark in marks)
    return Sentence(words, named, start + left, start + len(tidy.rstrip()), breaks)


def _read_words(text: str, start: int, end: int, spelling: Spelling) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        for plain in plain_form(match.group(), spelling).split():
            yield Word(plain, match.start(), match.end())


def plain_form(word: str, spelling: Spelling) -> str:
    """One word as the coach reads it: "DON'T" and "dont" as "do not", "soooo" as "so"."""
    low = _APOSTROPHES.sub("'", word.lower())
    if low in spelling.with_apostrophe:
        return spelling.with_apostrophe[low]
    bare = _STRETCHED.sub(r"\1", low.replace("'", ""))
    if bare in spelling.forms:
        return spelling.forms[bare]
    # "Sam's" and "Sam'll": the name, then what follows.
    return (
        low.replace("'s", " 's").replace("'ll", " will").replace("'ve", " have").replace("'re", " are")
        if ("'" in low)
        else bare
    )
