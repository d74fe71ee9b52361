"""`((…))` put in words, for people who are spoken of in very different ways."""

from __future__ import annotations

import pytest
from case_files import read_cases

from workshop.content.wording import (
    HE,
    SHE,
    THEY,
    Person,
    Pronouns,
    Speech,
    find_faults,
    parse_pronouns,
    plural_verb,
    possessive_of,
    put_in_words,
)

XE = parse_pronouns("xe/xem/xyr/xyrs/xemself")
EY = parse_pronouns("ey/em/eir/eirs/emself")
SPEECHES = {
    "he": Speech(Person("Sam", HE), Person("Dana", SHE), {"talk-place": "the kitchen table"}),
    "she": Speech(Person("Zoë García", SHE), Person("Chris", HE), {"talk-place": "a bench"}),
    "they": Speech(words={"talk-place": "a quiet place"}),
    # A client's own word that looks like a form is not read again.
    "xe": Speech(Person("your oldest friend", XE), Person("Bo", EY), {"talk-place": "((talk-place))"}),
}
HOSTILE_NAMES = [
    "((he listens))",
    "))((",
    "{name} {{0}} %s",
    "*Sam* _Sam_ `Sam` [Sam](x) # Sam",
    "<script>alert(1)</script>",
    '#import "x.typ" $ \\ @Sam <label>',
    "سارة",
    "עידו ‏(abc)",
    "Sam 🦊👨‍👩‍👧",
    "O'Neill-d’Arc",
    r"\g<0> \1",
]


@pytest.mark.parametrize(("title", "text", "expected"), [pytest.param(*c, id=c[0]) for c in read_cases("wording.txt")])
@pytest.mark.parametrize("who", SPEECHES)
def test_a_text_is_put_in_words(title: str, text: str, expected: str, who: str) -> None:
    wanted = dict(row.split(": ", 1) for row in expected.split("\n"))
    assert put_in_words(text, SPEECHES[who]) == wanted[who]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("pattern", ["Ask {} now.", "{}", "{}{}"])
def test_a_hostile_name_comes_out_literally(name: str, pattern: str) -> None:
    text = pattern.replace("{}", "((partner))")
    assert put_in_words(text, Speech(Person(name))) == pattern.replace("{}", name)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_word_of_the_client_comes_out_literally(name: str) -> None:
    assert put_in_words("At ((talk-place)).", Speech(words={"talk-place": name})) == f"At {name}."


@pytest.mark.parametrize("name", ["Sam", "Chris", "O'Neill", "سارة", "Zoë"])
def test_every_name_takes_an_apostrophe_and_s(name: str) -> None:
    assert possessive_of(name) == f"{name}'s"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("((he's))", "he is"),
        ("((he’s tired))", "he is"),
        ("(())", "empty"),
        ("((  ))", "empty"),
        ("((client:))", "empty"),
        ("((she listens))", "not known"),
        ("((they listen))", "not known"),
        ("((her))", "not known"),
        ("((hers))", "not known"),
        ("((theirs))", "not known"),
        ("((partners))", "not known"),
        ("((talk-plaice))", "not known"),
        ("((always))", "not known"),
        ("((often))", "not known"),
        ("((he *really* listens))", "not known"),
        ("((he <b>))", "not known"),
        ("((he, too, says))", "not known"),
        ("((he listens)", "not closed"),
        ("he listens))", "not closed"),
        ("((he says)) and ((", "not closed"),
    ],
)
def test_a_form_that_cannot_be_put_in_words_is_told_in_a_sentence(text: str, part: str) -> None:
    faults = find_faults(text, SPEECHES["he"])
    assert len(faults) == 1
    assert part in faults[0]


def test_each_fault_of_a_text_is_told() -> None:
    assert len(find_faults("((he's)) and ((she)) and ((his))", SPEECHES["he"])) == 2


def test_a_text_without_faults_has_none() -> None:
    assert find_faults("((He listens)) at ((talk-place)). ((Partner's)) (own) day.", SPEECHES["she"]) == []


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("he", HE),
        ("he/him", HE),
        ("She / Her", SHE),
        ("they/them/theirs", THEY),
        ("she/they", SHE),
        ("THEY", THEY),
        ("xe/xem/xyr/xyrs/xemself", Pronouns("xe", "xem", "xyr", "xyrs", "xemself")),
        ("fæ/fær/fær/færs/færself", Pronouns("fæ", "fær", "fær", "færs", "færself")),
        ("they/them/their/theirs/themself", Pronouns("they", "them", "their", "theirs", "themself", plural=True)),
    ],
)
def test_pronouns_are_read_as_people_write_them(text: str, pronouns: Pronouns) -> None:
    assert parse_pronouns(text) == pronouns


@pytest.mark.parametrize(
    "text", ["", "/", "xe", "xe/xem", "it/its", "any", "xe/xem/xyr/xyrs", "a b/c/d/e/f", "((he))/a/b/c/d", "1/2/3/4/5"]
)
def test_pronouns_that_cannot_be_read_say_how_to_write_them(text: str) -> None:
    with pytest.raises(ValueError, match="in all five forms, as in xe/xem/xyr/xyrs/xemself"):
        parse_pronouns(text)


@pytest.mark.parametrize("verb", ["can", "said", "must", "will", "went", "miss"])
def test_a_verb_without_the_s_of_he_stays(verb: str) -> None:
    assert plural_verb(verb) == verb
