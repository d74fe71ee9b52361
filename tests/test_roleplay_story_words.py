"""The words of a scenario: reading grade, no violence, and nothing that stops a talk when it is said back."""

from __future__ import annotations

from pathlib import Path

import pytest
from exercise_cases import kit_of
from story_cases import PORCH, change_porch, porch_tree

from workshop.content.kit import walk_texts
from workshop.content.reader import read_yaml
from workshop.content.reading_grade import count_words, reading_grade
from workshop.content.wording import Person, Speech
from workshop.paths import content_folder
from workshop.roleplay.coach.language import coach_folder, read_spelling
from workshop.roleplay.coach.words import split_sentences
from workshop.roleplay.listening import read_danger
from workshop.roleplay.phrases import find_phrase
from workshop.roleplay.story_words import find_word_problems

LONG = (
    "Notwithstanding considerable organizational difficulties, professional representatives recommended comprehensive "
    "administrative responsibilities regarding intergenerational communication, nevertheless underestimating "
    "psychological consequences throughout multigenerational constituencies."
)


def codes(text: str) -> list[tuple[int, str]]:
    speech = Speech(Person("Kim"), Person(""), {})
    return [
        (problem.line, problem.code) for problem in find_word_problems(porch_tree(text), speech, content_folder("en"))
    ]


def line_of(text: str, words: str) -> int:
    return next(at for at, line in enumerate(text.split("\n"), 1) if words in line)


def test_plain_words_are_no_problem() -> None:
    assert codes(PORCH) == []


@pytest.mark.parametrize(
    "words",
    ["He hit me again.", "I could kill you.", "She had a gun.", "They beat him up, beat him.", "Kick Kim out of bed."],
)
def test_violence_is_found_at_its_line(words: str) -> None:
    text = change_porch(("says: Never mind.", f'says: "{words}"'))
    assert codes(text) == [(line_of(text, words), "C522")]


@pytest.mark.parametrize("words", ["It hit home.", "We beat the traffic.", "I kicked the ball.", "A shot in the dark."])
def test_pictures_of_speech_are_no_violence(words: str) -> None:
    assert codes(change_porch(("says: Never mind.", f'says: "{words}"'))) == []


@pytest.mark.parametrize("words", ["I want to disappear.", "I'm afraid of you.", "I can't go on living like this."])
@pytest.mark.parametrize("field", ["says: Never mind.", "setting: The porch, in the evening."])
def test_words_that_stop_a_talk_are_found_at_their_line(words: str, field: str) -> None:
    text = change_porch((field, f'{field.split(":")[0]}: "{words}"'))
    assert codes(text) == [(line_of(text, words), "C523")]


@pytest.mark.parametrize("words", ["I'm scared of the results.", "I'm afraid of you leaving.", "I crop myself out."])
def test_what_sounds_like_danger_and_is_none_is_no_problem(words: str) -> None:
    assert codes(change_porch(("says: Never mind.", f'says: "{words}"'))) == []


SPOKEN = [
    *(kit_of().find_file(f"scenarios/{name}.yaml") for name in kit_of().find_names("scenarios", ".yaml")),
    *sorted((content_folder("en") / "partner").glob("*.yaml")),
]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.name)
def test_nothing_that_ships_stops_a_talk_when_a_learner_says_it_back(path: Path) -> None:
    spelling, danger = read_spelling(coach_folder()), read_danger(coach_folder())
    texts = [text for _, text in walk_texts(read_yaml(path).value)]
    assert texts and [text for text in texts if find_phrase(split_sentences(text, spelling), danger)] == []


def test_one_text_that_is_too_hard_is_found_at_its_line() -> None:
    text = change_porch(("setting: The porch, in the evening.", f'setting: "{LONG}"'))
    assert (line_of(text, "Notwithstanding"), "C521") in codes(text)


def test_a_scenario_that_is_hard_as_a_whole_is_found() -> None:
    text = PORCH
    for words in ("You want it quiet.", "Not now.", "It was too fast.", "They want us to leave.", "Did you eat?"):
        text = text.replace(words, f'"{LONG}"', 1)
    assert (1, "C521") in codes(text)


def test_the_grade_is_that_of_the_formula() -> None:
    # 2 sentences, 9 words, 25 letters: 4.71 * 25 / 9 + 0.5 * 9 / 2 - 21.43.
    assert reading_grade("Sit with me. The cat is on the mat.") == pytest.approx(4.71 * 25 / 9 + 2.25 - 21.43)


def test_no_words_have_no_grade() -> None:
    assert reading_grade(" … ") == 0.0 and count_words("…") == 0


def test_longer_words_and_longer_sentences_are_harder() -> None:
    assert reading_grade("Tell me more.") < reading_grade("Communicate additional information.")
    assert reading_grade("I see. I hear you.") < reading_grade("I see and I hear you")


def test_a_number_or_a_short_form_is_one_word() -> None:
    assert count_words("It's 3.5 miles, don't you think?") == 6
