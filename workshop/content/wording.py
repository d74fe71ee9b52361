"""Puts names, pronouns and a client's own words where a text has `((…))`.

Texts are written in the he-form: `((He listens))`, `((his))`, `((partner))`. This module turns them into the form that
fits the person meant: "They listen", "her", "Sam". English only; another language brings its own table of forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

BRACKETS = re.compile(r"\(\(([^()]*)\)\)")


@dataclass(frozen=True)
class Pronouns:
    """Five forms, as in "he him his his himself", and whether the verb is the plural one, as in "they listen"."""

    subject: str
    object: str
    possessive: str
    own: str
    reflexive: str
    plural: bool = False

    def form(self, he_form: str) -> str | None:
        """The form that stands for he, him, his, hers/"his own" or himself; None for any other word."""
        return {
            "he": self.subject,
            "him": self.object,
            "his": self.possessive,
            "himself": self.reflexive,
        }.get(he_form)


HE = Pronouns("he", "him", "his", "his", "himself")
SHE = Pronouns("she", "her", "her", "hers", "herself")
THEY = Pronouns("they", "them", "their", "theirs", "themselves", plural=True)
KNOWN_PRONOUNS = {"he": HE, "she": SHE, "they": THEY}


@dataclass(frozen=True)
class Person:
    """How to speak of one person: a name ("Sam") or what to call them ("your partner"), and pronouns."""

    name: str
    pronouns: Pronouns = THEY


@dataclass(frozen=True)
class Speech:
    """How the kit speaks in one setting: of the partner, of the client, and in which words of their own."""

    partner: Person = Person("your partner")
    client: Person = Person("the client")
    words: Mapping[str, str] = field(default_factory=dict)


def parse_pronouns(text: str) -> Pronouns:
    """Pronouns from a client's file.

    "he/him", "she", "they/them" and mixtures such as "she/they" (the first counts) are known. Own pronouns are written
    with all five forms: "xe/xem/xyr/xyrs/xemself". Raises ValueError with a sentence that says so.
    """
    forms = [form.strip().lower() for form in text.split("/") if form.strip()]
    if len(forms) == 5 and all(re.fullmatch(r"[^\W\d_][\w'’-]*", form) for form in forms):
        subject, obj, possessive, own, reflexive = forms
        return Pronouns(subject, obj, possessive, own, reflexive, plural=subject == "they")
    if forms and forms[0] in KNOWN_PRONOUNS:
        return KNOWN_PRONOUNS[forms[0]]
    raise ValueError(
        "Write he/him, she/her, they/them, or own pronouns in all five forms, as in xe/xem/xyr/xyrs/xemself."
    )


def put_in_words(text: str, speech: Speech) -> str:
    """The text with every `((…))` put in words. Raises ValueError, with a sentence, for a form that is not known."""
    if "((" not in text:
        return text
    return BRACKETS.sub(lambda match: _put_one(match[1].strip(), speech), text)


def find_faults(text: str, speech: Speech) -> list[str]:
    """One sentence for each `((…))` in a text that cannot be put in words."""
    faults = []
    for match in BRACKETS.finditer(text):
        try:
            _put_one(match[1].strip(), speech)
        except ValueError as error:
            faults.append(str(error))
    rest = BRACKETS.sub("", text)
    if "((" in rest or "))" in rest:
        faults.append("A pair of double brackets is not closed or not opened: write ((he listens)).")
    return faults


def _put_one(inside: str, speech: Speech) -> str:
    name, colon, rest = inside.partition(":")
    if colon and name.strip().lower() in ("client", "partner"):
        person, inside = (speech.client if name.strip().lower() == "client" else speech.partner), rest.strip()
    else:
        person = speech.partner
    if not inside:
        raise ValueError('"(())" is empty: write a form such as ((he)) or delete it.')
    fitted = _fit(inside[0].lower() + inside[1:], person, speech)
    return fitted[0].upper() + fitted[1:] if inside[0].isupper() else fitted


def _fit(inside: str, person: Person, speech: Speech) -> str:
    if inside in ("partner", "client"):
        return (speech.client if inside == "client" else speech.partner).name
    if inside in ("partner's", "client's", "partner’s", "client’s"):
        return possessive_of((speech.client if inside.startswith("client") else speech.partner).name)
    if inside in speech.words:
        return speech.words[inside]
    return _fit_he_form(inside, person.pronouns)


def possessive_of(name: str) -> str:
    """A name with its apostrophe: "Sam's". Names that end in s take 's as well: "Chris's"."""
    return f"{name}'s"


def _fit_he_form(inside: str, pronouns: Pronouns) -> str:
    words = inside.split()
    if words == ["his", "own"]:
        return f"{pronouns.possessive} own"
    if words[0] in ("he's", "he’s"):
        raise ValueError(f'"(({inside}))" can mean two things: write ((he is)) or ((he has)).')
    fitted: list[str] = []
    verb_due = _is_adverb(words[0])
    for at, word in enumerate(words):
        form = pronouns.form(word)
        if form is not None:
            fitted.append(form)
            verb_due = word == "he"
        elif (verb_due and not _is_adverb(word)) or (at == 0 and _looks_like_verb(word)):
            fitted.append(plural_verb(word) if pronouns.plural else word)
            verb_due = False
        else:
            fitted.append(word)
    first = words[1:2] if _is_adverb(words[0]) else words[:1]
    meant = any(map(pronouns.form, words)) or any(map(_looks_like_verb, first))
    if not meant or not all(_WORD.fullmatch(word) for word in words):
        raise ValueError(f'"(({inside}))" is not known: write a he-form such as ((he listens)), or a word of the kit.')
    return " ".join(fitted)


_WORD = re.compile(r"[\w'’-]+")
_ADVERBS = {
    "also", "already", "always", "even", "just", "maybe", "never", "not", "now", "often", "only", "perhaps", "rarely",
    "seldom", "sometimes", "soon", "still", "then", "usually",
}  # fmt: skip
# What ends in s and is no verb: most likely a slip for ((his own)) or ((partner's)).
_NO_VERBS = {"clients", "hers", "his", "its", "ours", "partners", "theirs", "this", "us", "yours"}
_IRREGULAR = {
    "is": "are", "isn't": "aren't", "isn’t": "aren’t", "was": "were", "wasn't": "weren't", "wasn’t": "weren’t",
    "has": "have", "hasn't": "haven't", "hasn’t": "haven’t", "does": "do", "doesn't": "don't", "doesn’t": "don’t",
    "aches": "ache", "focuses": "focus", "quizzes": "quiz",
}  # fmt: skip


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or word.endswith("ly")


def _looks_like_verb(word: str) -> bool:
    if _is_adverb(word) or word in _NO_VERBS:
        return False
    return word in _IRREGULAR or (bool(re.fullmatch(r"[a-z]+s", word)) and not word.endswith("ss"))


def plural_verb(verb: str) -> str:
    """The verb as it stands after "they": listens -> listen, is -> are, tries -> try. Past forms, can, will… stay."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if re.search(r"(ss|sh|ch|x|zz|tz|o)es$", verb):
        return verb[:-2]
    if verb.endswith("s") and not verb.endswith("ss"):
        return verb[:-1]
    return verb
