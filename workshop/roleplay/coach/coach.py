"""The coach reads a line sentence by sentence and says which move each one makes, and which words show it.

First come the rules (signs); where none is sure, a small linear model weighs all that it sees. Where two moves are too
close it says that it is not sure, and names both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from workshop.content.moves import Move
from workshop.roleplay.coach.features import Feature, find_features
from workshop.roleplay.coach.language import Language
from workshop.roleplay.coach.signs import Found, find_signs
from workshop.roleplay.coach.words import Sentence, Span, split_sentences

# The likeliest move must lead the next one by this much. A reproach is only sure while all kind readings together
# stay below a share, since a kind line that is called unkind hurts a learner more than a doubt. Both were set on the
# training voices, each read by a model that had not seen it.
MARGIN = 0.06
ACCUSING = frozenset({Move.JUDGE, Move.PUSH, Move.DISMISS})
KIND_MOST = 0.25
# No more than so many pieces of a sentence are quoted, and none longer than so many words.
MOST_QUOTES, LONGEST_QUOTE = 2, 5
# Words that show nothing when they stand alone in a quote.
_SMALL = (
    "a an the this that these those it 's i you he she we they me him her us them my your his its our their mine yours "
    "am is are was were be been being do does did done have has had will would can could "
    "to of in on at by for from with about as into than and or so if like get some any"
)
SMALL_WORDS = frozenset(_SMALL.split())
_Seen = TypeVar("_Seen", Found, Feature)


@dataclass(frozen=True)
class Reading:
    """What one sentence does: its move, the next likeliest, whether the coach is sure, and the words that show it.

    `because` are the places of these words in the text, `does` what they do to the one who hears them, where a sign
    tells it. `chance` is how likely the move is, 0 to 1.
    """

    text: str
    span: Span
    move: Move
    second: Move
    sure: bool
    because: tuple[Span, ...]
    chance: float
    does: str = ""
    sign: str = ""


def read_line(text: str, language: Language) -> list[Reading]:
    """A reading of each sentence of a line; empty when the line has no word."""
    return [_read(text, sentence, language) for sentence in split_sentences(text, language.spelling)]


def main_reading(readings: Sequence[Reading]) -> Reading | None:
    """What the line does as a whole: the last sentence of which the coach is sure and that is not `other`; where there
    is none, the last that is not `other`, else the last. None for no sentence.
    """
    telling = [reading for reading in readings if reading.move is not Move.OTHER]
    sure = [reading for reading in telling if reading.sure]
    return (sure or telling or list(readings))[-1] if readings else None


def _read(text: str, sentence: Sentence, language: Language) -> Reading:
    signs = find_signs(sentence, language.signs)
    features = features_of(sentence, language, signs)
    chances = language.model.chances(feature.name for feature in features)
    move, second, sure = decide(chances, signs)
    telling = [found for found in signs if found.sign.move is move]
    spans = _quotes(_without_small(telling, sentence), _without_small(features, sentence), language, move, second)
    does = next((found.sign.does for found in telling if found.sign.does), "")
    return Reading(
        text[sentence.start : sentence.end],
        (sentence.start, sentence.end),
        move,
        second,
        sure,
        tuple(dict.fromkeys(_place(sentence, *span) for span in spans)),
        chances[move],
        does,
        telling[0].sign.id if telling else "",
    )


def features_of(sentence: Sentence, language: Language, signs: Sequence[Found]) -> list[Feature]:
    """What the model looks at in a sentence, the signs among it."""
    rows = [(found.sign.id, found.first, found.last) for found in signs]
    return find_features(sentence, language.lexicon, rows)


def decide(chances: dict[Move, float], signs: Sequence[Found]) -> tuple[Move, Move, bool]:
    """The move, the next likeliest, and whether that is sure."""
    ranked = sorted(chances, key=lambda move: -chances[move])
    certain = {found.sign.move for found in signs if found.sign.sure}
    if len(certain) == 1:
        move = certain.pop()
        return move, next(other for other in ranked if other is not move), True
    first, second = ranked[:2]
    kind = sum(chance for move, chance in chances.items() if move not in ACCUSING)
    lead = chances[first] - chances[second]
    return first, second, lead >= MARGIN and not (first in ACCUSING and kind > KIND_MOST)


def _quotes(
    telling: Sequence[Found], features: Sequence[Feature], language: Language, move: Move, second: Move
) -> list[Span]:
    """The words to quote, as (first, last) of the sentence's words: those of the signs, else those that weigh most."""
    if telling:
        return _apart([(found.first, found.last) for found in telling])
    at, other = language.model.moves.index(move), language.model.moves.index(second)
    weighed = []
    for feature in features:
        weights = language.model.weights_of(feature.name)
        if weights and feature.last - feature.first <= LONGEST_QUOTE:
            weighed.append((weights[at] - weights[other], feature))
    weighed.sort(key=lambda pair: (-pair[0], pair[1].first, -pair[1].last))
    return _apart([(feature.first, feature.last) for weight, feature in weighed if weight > 0])


def _without_small(found: Sequence[_Seen], sentence: Sentence) -> list[_Seen]:
    """Those seen in more than one typed word that shows nothing by itself, such as "It's"."""

    def is_small(seen: _Seen) -> bool:
        words = sentence.words[seen.first : seen.last]
        return len({word.start for word in words}) == 1 and all(word.text in SMALL_WORDS for word in words)

    return [seen for seen in found if not is_small(seen)]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The first few spans that do not touch one another, in the order of the sentence."""
    kept: list[Span] = []
    for span in spans:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
        if len(kept) == MOST_QUOTES:
            break
    return sorted(kept)


def _place(sentence: Sentence, first: int, last: int) -> Span:
    """Where words stand in the text."""
    return sentence.words[first].start, sentence.words[last - 1].end
