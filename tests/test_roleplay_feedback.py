"""What the coach says of a line: what worked, what it does, and another wording where one is better than the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_roleplay_coach import FOLDER, LANGUAGE, MOVES, SPELLING, TRAINED

from workshop.content.moves import Move
from workshop.errors import WorkshopError
from workshop.roleplay.coach.coach import Reading, read_line
from workshop.roleplay.coach.feedback import give_feedback, read_feedback, reword

FEEDBACK = read_feedback(FOLDER)


def test_a_piece_taken_from_a_line_ends_at_a_mark() -> None:
    said = reword("You should take a day off, simply switch it off.", Move.ADVISE, SPELLING, FEEDBACK)
    assert "take a day off" in said and "," not in said.split("take a day off")[1]


def test_lines_without_anything_to_take_up_get_one_of_several_wordings_and_each_the_same() -> None:
    lines = [f"You are a {word}." for word in ("snob", "grouch", "clown", "bore", "brat", "pest", "coward", "fool")]
    said = [reword(line, Move.JUDGE, SPELLING, FEEDBACK) for line in lines]
    assert len(set(said) & set(FEEDBACK.moves[Move.JUDGE].plain)) > 2
    assert said == [reword(line, Move.JUDGE, SPELLING, FEEDBACK) for line in lines]


@pytest.mark.parametrize("move", MOVES)
def test_every_move_has_its_feedback(move: Move) -> None:
    told = FEEDBACK.moves[move]
    assert told.does and bool(told.worked) is (move is not Move.JUDGE)


@pytest.mark.parametrize("text", ["You're pathetic.", "You never listen.", "You are such a snob."])
def test_blame_and_contempt_get_no_praise(text: str) -> None:
    [reading] = read_line(text, LANGUAGE)
    assert (reading.move, reading.sure) == (Move.JUDGE, True)
    assert give_feedback(reading, SPELLING, FEEDBACK).worked == ""


def test_no_wording_offered_for_blame_takes_the_two_for_a_couple() -> None:
    said = [*FEEDBACK.moves[Move.JUDGE].plain, *(row.say for row in FEEDBACK.patterns if row.move is Move.JUDGE)]
    couple = re.compile(r"\b(?:love you|kiss|marriage|being close|about us|for us|our (?:bed|marriage|love))\b")
    assert [words for words in said if couple.search(words)] == []


PLAIN_QUESTIONS = [
    "Did you call?", "Did you call her?", "so did you eat", "Did you finish the report?", "Did you really mean that?",
    "Who was that?", "And who was there with you?", "Are you scared of the results?", "Are you angry with me?",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN_QUESTIONS)
def test_a_plain_question_is_left_as_it_is_and_only_told_that_one_word_answers_it(text: str) -> None:
    reading = Reading(text, (0, len(text)), Move.CLOSED_QUESTION, Move.OTHER, sure=True, because=(), chance=1)
    told = give_feedback(reading, SPELLING, FEEDBACK)
    assert (told.tries, told.does) == ("", "One word can answer it.")


@pytest.mark.parametrize("text", ["Did you have a good day?", "Are you scared?", "You okay?", "Do you want to talk?"])
def test_other_closed_questions_are_still_reworded(text: str) -> None:
    assert reword(text, Move.CLOSED_QUESTION, SPELLING, FEEDBACK)


@pytest.mark.parametrize("text", ["me neither", "Alright.", "ok", "yeah, ok", "Hm.", "Oh wow", "Me too!", "I see."])
def test_small_words_are_left_as_they_are(text: str) -> None:
    assert reword(text, Move.OTHER, SPELLING, FEEDBACK) == ""


def test_longer_small_talk_still_gets_another_wording() -> None:
    assert reword("Okay, where was I with this", Move.OTHER, SPELLING, FEEDBACK)


def test_another_wording_uses_the_learner_s_own_words() -> None:
    for text, move, kept in (
        ("You should take a day off", Move.ADVISE, "take a day off"),
        ("Have you tried writing it down?", Move.ADVISE, "writing it down"),
        ("At least you have a job", Move.DISMISS, "a job"),
    ):
        assert kept in reword(text, move, SPELLING, FEEDBACK)


@pytest.mark.parametrize("row", TRAINED[::41])
def test_a_wording_leaves_no_gap(row) -> None:
    for reading in read_line(row.text, LANGUAGE):
        told = give_feedback(reading, SPELLING, FEEDBACK)
        assert not re.search(r"[{}]|  ", told.tries + told.does + told.worked)


def test_a_pattern_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    text = (FOLDER / "feedback.yaml").read_text(encoding="utf-8")
    line = next(at for at, row in enumerate(text.split("\n"), 1) if row.startswith("    when: "))
    rows = text.split("\n")
    rows[line - 1] = "    when: '^you <NOWHERE>'"
    (tmp_path / "feedback.yaml").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(WorkshopError) as caught:
        read_feedback(tmp_path)
    assert f"feedback.yaml:{line}:" in str(caught.value) and "C802" in str(caught.value)
