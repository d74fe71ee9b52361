"""Rules for the language of a kit: easy to read, kind, for any person, spelled right, nothing said twice.

Each rule takes passages and yields problems as data. The words are lists in `checks/words.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from spellchecker import SpellChecker

from workshop.content.kit import Kit, fit
from workshop.content.model import Model, Text
from workshop.content.prose import Passage, find_passages, sentences_of
from workshop.content.reader import read_yaml
from workshop.content.reading_grade import count_words, reading_grade
from workshop.content.validate import build
from workshop.content.wording import BRACKETS, THEY, Person, Speech
from workshop.errors import Problem, shown_path

# The hardest school grade for a file's text by audience, and for one passage of so many words or more.
HARDEST = {"participants": 8, "facilitators": 10}
HARDEST_PASSAGE, LONG = 12, 30
# A sentence of so many words that stands in two files reads as if a machine had filled a form.
TOLD_TWICE = 7
_CLAIM = re.compile(
    r"\b(?:you|we|they|he|she|it|people|men|women|everyone|everybody|nobody|partners?|\(\([^)]*\)\))"
    r"(?:'ll| will| do| can| have)? (?:always|never)\b"
    r"|\b(?:always|never) (?:do|does|did|listens?|talks?|says?|tells?)\b",
    re.IGNORECASE,
)
_HE_FORM = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself|he's|she's|he'll|she'll)\b", re.IGNORECASE)
_THEY_BREAKS = re.compile(
    r"\bthey (?:is|was|has|does|isn't|wasn't|hasn't|doesn't|goes|says|knows|wants|feels|needs|thinks|likes|comes)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:a|an|the) \(\((?:partner|client)(?:['’]s)?\)\)", re.IGNORECASE)
# A word in small letters that is no address, no placeholder such as {minutes}, and no part of a longer word.
_WORD = re.compile(r"(?<![\w.@/(’'{-])[a-z]+(?:['’][a-z]+)?(?![\w)@/’'}-])")


class WordsFile(Model):
    """`checks/words.yaml`: words to avoid and British spellings, each with what to write; words that are right; and
    sentences that may stand on many pages.
    """

    avoid: Mapping[str, Text]
    spelling: Mapping[str, Text]
    known: tuple[Text, ...] = ()
    alike: tuple[Text, ...] = ()


def find_prose_problems(kit: Kit) -> list[Problem]:
    """All problems in the language of a kit."""
    passages = list(find_passages(kit))
    words = read_words(kit.folders[0] / "checks" / "words.yaml")
    rules = (
        hard_to_read(passages),
        words_to_avoid(passages, words.avoid),
        claims(passages),
        bare_he_forms(passages),
        broken_by_they(passages, kit.speech),
        misspelled(passages, words),
        told_twice(passages, words.alike),
    )
    return [problem for rule in rules for problem in rule]


@lru_cache
def read_words(path: Path) -> WordsFile:
    """The lists of words; raises WorkshopError with every problem in them."""
    return build(WordsFile, read_yaml(path))


def _problem(passage: Passage, code: str, what: str, todo: str) -> Problem:
    return Problem(shown_path(passage.path), passage.line, code, what, todo)


def hard_to_read(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Passes: short sentences of short words. Fails: a file above grade 8 for participants or 10 for facilitators, or
    a long passage above 12.
    """
    files: dict[tuple[Path, str, bool], list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.name != "sources":
            files[passage.path, passage.audience, passage.told].append(passage)
            long = passage.told and count_words(passage.text) >= LONG
            if long and (grade := reading_grade(passage.text)) > HARDEST_PASSAGE:
                what = f"This passage reads at school grade {grade:.0f}; {HARDEST_PASSAGE} is the most."
                yield _problem(passage, "C310", what, "Cut it into shorter sentences, or use shorter words.")
    for (_, audience, told), read in files.items():
        text = "\n\n".join(passage.text for passage in read)
        # A title and a few labels are too short to be graded.
        if (told or count_words(text) >= LONG) and (grade := reading_grade(text)) > HARDEST[audience]:
            what = f"What {audience} read here is at school grade {grade:.0f}; {HARDEST[audience]} is the most."
            yield _problem(read[0], "C310", what, "Use shorter sentences and shorter words.")


def words_to_avoid(passages: Iterable[Passage], avoid: Mapping[str, str]) -> Iterator[Problem]:
    """Passes: "holding back". Fails: words of blame, stereotypes and jargon, outside of quotation marks."""
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(avoid, key=len, reverse=True)))})\b", re.IGNORECASE)
    for passage in passages:
        if passage.told and passage.name != "sources":
            for match in found.finditer(passage.own):
                what = f'"{match[0]}" is a word that the kit does not use.'
                yield _problem(passage, "C311", what, f"Write: {avoid[match[0].lower()]}.")


def claims(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Passes: "Passing is always fine", and a quoted "You never listen". Fails: "people never change"."""
    for passage in passages:
        if passage.told and (match := _CLAIM.search(passage.own)):
            what = f'"{match[0]}" claims too much of people.'
            yield _problem(passage, "C312", what, "Say often, seldom, many or some, or put an example in quotes.")


def bare_he_forms(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Passes: ((he)) of the client's partner, she of somebody in a story. Fails: a bare he-form in a sentence that
    speaks of the client's partner, or where nobody else can be meant, as in a scenario with the client's pronouns.
    """
    for passage in passages:
        if not passage.told:
            continue
        for sentence in sentences_of(passage.own):
            rest = BRACKETS.sub("", sentence)
            if (passage.partners or len(rest) < len(sentence)) and (match := _HE_FORM.search(rest)):
                what = f'"{match[0]}" stands outside of double brackets.'
                yield _problem(
                    passage, "C313", what, f"Write (({match[0].lower()})) if it is the partner, else a name."
                )
                break


def broken_by_they(passages: Iterable[Passage], speech: Speech) -> Iterator[Problem]:
    """Passes: ((he listens)). Fails: what becomes "they listens", and an article before a name."""
    they = Speech(Person("Sam", THEY), Person("Kit", THEY), speech.words)
    for passage in passages:
        if match := _THEY_BREAKS.search(str(fit(passage.text, they))):
            what = f'With "they" this becomes "{match[0]}".'
            yield _problem(passage, "C314", what, "Put the verb inside of the double brackets: ((he listens)).")
        if match := _ARTICLE.search(passage.text):
            what = f'"{match[0]}" breaks when a name stands there.'
            yield _problem(passage, "C314", what, "Leave the article out.")


def misspelled(passages: Iterable[Passage], words: WordsFile) -> Iterator[Problem]:
    """Passes: words of a dictionary and of the list. Fails: others in small letters, and British spellings."""
    speller, known = _speller(), {word.lower() for word in words.known}
    read = [passage for passage in passages if passage.name != "sources"]
    rows = [(passage, set(_WORD.findall(BRACKETS.sub(" ", passage.text).replace("’", "'")))) for passage in read]
    unknown = speller.unknown({word for _, found in rows for word in found}) - known - set(words.spelling)
    for passage, found in rows:
        for word in sorted(found & set(words.spelling)):
            yield _problem(passage, "C315", f'"{word}" is British spelling.', f'Write "{words.spelling[word]}".')
        for word in sorted(found & unknown):
            if word.split("'")[0] in unknown or "'" not in word:
                what = f'"{word}" is not in the dictionary.'
                yield _problem(passage, "C315", what, "Mend it, or add it to known in checks/words.yaml.")


@lru_cache
def _speller() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


def told_twice(passages: Iterable[Passage], alike: Iterable[str]) -> Iterator[Problem]:
    """Passes: a sentence of its own, a heading, one on the list. Fails: one of seven words or more that participants
    read in another file too.
    """
    first: dict[str, Passage] = {}
    same = {_words_of(sentence) for sentence in alike}
    for passage in passages:
        if passage.audience != "participants" or passage.name == "sources" or not passage.once:
            continue
        for sentence in sentences_of(passage.own):
            row = _words_of(sentence)
            if count_words(row) < TOLD_TWICE or row in same:
                continue
            other = first.setdefault(row, passage)
            if other.path != passage.path:
                what = f"This sentence stands in {other.path.name}:{other.line} too: “{sentence[:60]}”."
                yield _problem(passage, "C316", what, "Say it in another way, or leave one of the two out.")


def _words_of(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))
