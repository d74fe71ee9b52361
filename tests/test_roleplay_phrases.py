"""Phrases with wildcards: what each sign finds, what takes it back, and where it was found."""

from __future__ import annotations

import pytest

from workshop.roleplay.coach.words import Spelling, split_sentences
from workshop.roleplay.phrases import PhraseFile, find_phrase, read_phrases

SPELLING = Spelling({"im": "i am", "dont": "do not"}, {})
LISTS = {"close": "dad mom", "verb": "leave go"}


def found(text: str, *phrases: str, unless: tuple[str, ...] = ()) -> str:
    """The words that are found in a text, as they were typed; empty for none."""
    rows = {"lists": LISTS, "groups": [{"about": "a test", "phrases": phrases, "unless": unless}]}
    span = find_phrase(split_sentences(text, SPELLING), read_phrases(PhraseFile.model_validate(rows)))
    return text[span[0] : span[1]] if span else ""


@pytest.mark.parametrize(
    ("phrase", "yes", "no"),
    [
        ("hit me", "he HIT me!", "he hits me"),
        ("hit me", "hit me", "hit, then me and you"),
        ("(he|my dad) left", "My dad left", "mom left"),
        ("i [just|really] go", "I really go", "I never go"),
        ("i [just|really] go", "I go", "we go"),
        ("of you *ing", "scared of you leaving", "scared of you two"),
        ("of * dog", "of my dog", "of dog"),
        ("i ... sorry", "I was so very wrong sorry", "I was here for a long time sorry"),
        ("i ... sorry", "I sorry", "sorry"),
        ("my {close}", "my mom", "my cat"),
        ("< go", "Oh. Go now", "we go"),
        ("hit me >", "He hit me. Hard", "hit me up"),
        ("i [do not] (just {verb}|stay)", "I don't just leave", "I don't leave"),
        ("her (>|and|if)", "scared of her", "scared of her answer"),
    ],
)
def test_each_sign_finds_what_it_says_and_no_more(phrase: str, yes: str, no: str) -> None:
    # "her answer" goes on after "her".
    assert found(yes, phrase) and not found(no, phrase)


def test_a_sentence_s_end_does_not_hide_a_phrase() -> None:
    assert found("I just want... to. die.", "want to die") == "want... to. die"


def test_what_takes_back_stands_in_one_sentence() -> None:
    assert not found("It hit me hard.", "hit me", unless=("it hit me",))
    assert found("Stop it. Hit me.", "hit me", unless=("it hit me",))


def test_what_takes_back_one_place_leaves_another() -> None:
    assert found("It hit me when he hit me", "hit me", unless=("it hit me",)) == "hit me"


def test_the_words_are_given_as_they_were_typed() -> None:
    assert found("Well, Im  GOING.", "i am going") == "Im  GOING"


@pytest.mark.parametrize("phrase", ["(a|b", "a]", "[a", "{none} left", "a{b", "what?", "(a|b,c)"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError):
        found("a", phrase)
