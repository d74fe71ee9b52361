"""Phrases with small wildcards, as a counselor can read and write them: for danger, bad names and apologies.

| in a phrase | means |
|---|---|
| `hit me` | these words, next to each other |
| `(he\\|my dad)` | one of these |
| `[really\\|just]` | one of these, or nothing |
| `*`, `*ing` | any one word; any one word that ends so |
| `...` | nothing, or up to four words |
| `<`, `>` | here a sentence begins; here it ends |
| `{name}` | one of the words of that list, from `lists` |

Words are plain: lower case, short forms written out, no marks. What is found does not count where it overlaps with one
of the group's `unless`. A phrase may run on over the end of a sentence ("I want to. Die."), an `unless` may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop.content.model import Model, Text
from workshop.roleplay.coach.words import Sentence, Span, Word

_TOKEN = re.compile(r"\([^()\[\]]+\)|\[[^()\[\]]+\]|\.\.\.|[<>]|[^\s()\[\]<>]+")
_PIECE = re.compile(r"\*?[\w']*")
_ANY = r"[^ /]"
_FEW = rf"(?: {_ANY}+){{0,4}}"
# Between two words of one sentence, and between two words that may stand on either side of its end.
_NEXT, _ACROSS = " ", "(?: /)? "


class PhraseGroup(Model):
    """Phrases of one sort: what they are `about`, and what takes them back."""

    about: Text
    phrases: tuple[Text, ...]
    unless: tuple[Text, ...] = ()


class PhraseFile(Model):
    """A file of phrases. `lists` are words by name, to stand in phrases as `{name}`."""

    lists: Mapping[str, Text] = {}
    groups: tuple[PhraseGroup, ...]


@dataclass(frozen=True)
class Phrases:
    """The phrases of one group, ready to be looked for."""

    found: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]


def read_phrases(file: PhraseFile) -> tuple[Phrases, ...]:
    """The groups of a file; raises ValueError for a phrase that cannot be read."""
    return tuple(
        Phrases(
            tuple(_compile(text, file.lists, _ACROSS) for text in group.phrases),
            tuple(_compile(text, file.lists, _NEXT) for text in group.unless),
        )
        for group in file.groups
    )


def find_phrase(sentences: Sequence[Sentence], groups: Sequence[Phrases]) -> Span | None:
    """Where in the text the first phrase stands that no `unless` takes back; None where there is none."""
    words = [word for sentence in sentences for word in sentence.words]
    row = "/ " + " / ".join(" ".join(sentence.texts) for sentence in sentences) + " /"
    for group in groups:
        taken_back = [span for pattern in group.unless for span in _spans(pattern, row)]
        for pattern in group.found:
            for first, last in _spans(pattern, row):
                if not any(start < last and first < end for start, end in taken_back):
                    return _place(words, first, last)
    return None


def _spans(pattern: re.Pattern[str], row: str) -> Iterator[Span]:
    """Which words of a row a pattern finds, as (first, after the last)."""
    for match in pattern.finditer(row):
        before = _count(row[: match.start()])
        yield before, before + _count(match.group())


def _count(row: str) -> int:
    return sum(part != "/" for part in row.split())


def _place(words: Sequence[Word], first: int, last: int) -> Span:
    return words[first].start, words[last - 1].end


def _compile(text: str, lists: Mapping[str, str], gap: str) -> re.Pattern[str]:
    """A phrase as a pattern over a row of words in which / stands between sentences."""
    if "".join(_TOKEN.findall(text)).replace(" ", "") != text.replace(" ", ""):
        raise ValueError(f'The phrase "{text}" has a bracket without its partner.')
    return re.compile("".join(_part(token, lists, gap) for token in _TOKEN.findall(text)) + "(?![^ ])")


def _part(token: str, lists: Mapping[str, str], gap: str) -> str:
    if token[0] in "([":
        ways = "|".join(_run(way, lists, gap) for way in token[1:-1].split("|"))
        return f"(?:{ways})" + ("?" if token[0] == "[" else "")
    return {"...": _FEW, "<": "/", ">": " /"}.get(token) or _word(token, lists, gap)


def _run(text: str, lists: Mapping[str, str], gap: str) -> str:
    return "".join(_part(token, lists, gap) for token in text.split())


def _word(token: str, lists: Mapping[str, str], gap: str) -> str:
    if token.startswith("{") and token.endswith("}"):
        if token[1:-1] not in lists:
            raise ValueError(f"There is no list called {token}.")
        return f"{gap}(?:{'|'.join(map(re.escape, lists[token[1:-1]].split()))})"
    if not _PIECE.fullmatch(token):
        raise ValueError(f'"{token}" is no word.')
    if token.startswith("*"):
        return f"{gap}{_ANY}{'*' if token[1:] else '+'}{re.escape(token[1:])}"
    return gap + re.escape(token)
