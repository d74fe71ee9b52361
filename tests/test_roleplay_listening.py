"""Listening: what was typed becomes a line; silence, nonsense and insults are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from exercise_cases import unsure_text

from workshop.content.moves import Move
from workshop.roleplay.coach.language import coach_folder
from workshop.roleplay.listening import FILES, LONGEST_LINE, Coach, hear_line, is_coach_there, open_coach


def coach() -> Coach:
    found = open_coach(coach_folder())
    assert found
    return found


@pytest.mark.parametrize("text", ["", "   ", "...", "…", "?!", "--", "\n", "_", "\x00"])
def test_without_a_letter_it_is_silence_which_gives_time(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move) == ("silence", Move.GIVE_TIME)


@pytest.mark.parametrize("text", ["🙄", "🙂🙂", "❤️", "👍🏽", ":)", ";-(", "<3", ":D", "^^", "🙂 ..."])
def test_a_face_or_a_heart_alone_is_a_small_sign_and_no_silence(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move, line.sure) == ("words", Move.OTHER, True)


def test_a_face_beside_words_changes_nothing() -> None:
    assert hear_line("I was scared too :(", coach()).move is Move.SHARE
    assert hear_line("qwx zzkpf :)", coach()).sort == "nonsense"


@pytest.mark.parametrize("text", ["qwx zzkpf", "asdfgh", "Xq zv! Qqr.", "zzzzqx"])
def test_without_a_word_that_anybody_knows_it_is_nonsense(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move) == ("nonsense", Move.OTHER)


def test_a_word_of_this_talk_is_none() -> None:
    assert hear_line("Zzkpf?", coach(), {"zzkpf"}).sort == "words"


@pytest.mark.parametrize("text", ["You idiot.", "idiot", "shut up", "Shut UP!!", "fuck you", "You're such a loser"])
def test_a_name_that_is_called_is_an_insult(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move) == ("insult", Move.JUDGE)


@pytest.mark.parametrize(
    "text", ["I felt like an idiot too.", "That was stupid of him.", "I feel so stupid.", "You are not stupid.", "Hug?"]
)
def test_the_same_word_about_oneself_or_another_is_none(text: str) -> None:
    assert hear_line(text, coach()).sort == "words"


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("What was that like for you?", Move.OPEN_QUESTION),
        ("Sounds like you're worn out.", Move.SAY_BACK),
        ("You never listen!", Move.JUDGE),
        ("You never listen! What was it like?", Move.OPEN_QUESTION),
        ("Hm", Move.OTHER),
    ],
)
def test_words_make_the_move_that_the_coach_names(text: str, move: Move) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move, line.text) == ("words", move, text)


def test_where_the_coach_is_not_sure_the_line_keeps_both_moves() -> None:
    line = hear_line(unsure_text(), coach())
    assert not line.sure and line.second not in (None, line.move)


def test_a_sure_line_has_no_second_move() -> None:
    line = hear_line("What was that like for you?", coach())
    assert line.sure and line.second is None


def test_a_line_is_one_row_without_signs_that_cannot_be_shown_and_not_endless() -> None:
    assert hear_line(" I  was\n\tscared\x07 too. ", coach()).text == "I was scared too."
    assert len(hear_line("so " * 1000, coach()).text) <= LONGEST_LINE


@pytest.mark.parametrize("name", FILES)
def test_without_one_of_its_files_there_is_no_coach(name: str, kit_copy: Path) -> None:
    assert open_coach(kit_copy / "coach")
    whole = kit_copy.parent / "without"
    (kit_copy / "coach").rename(whole)
    (whole / name).unlink()
    assert open_coach(whole) is None and not is_coach_there(whole)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", ["", "coach weights 1", "\x00\x01", "[", "moves: 7\n"])
def test_with_a_damaged_file_there_is_no_coach(name: str, text: str, kit_copy: Path) -> None:
    (kit_copy / "coach" / name).write_text(text, encoding="utf-8")
    assert open_coach(kit_copy / "coach") is None


def test_weights_that_turn_out_to_be_damaged_read_nothing_and_stop_nothing(kit_copy: Path) -> None:
    path = kit_copy / "coach" / "weights.txt"
    head = path.read_text(encoding="utf-8").split("\n")[:4]
    path.write_text("\n".join([*head, "bias\t\"'"]), encoding="utf-8")
    spoiled = open_coach(kit_copy / "coach")
    assert spoiled and spoiled.read("I was there.") == () and hear_line("I was there.", spoiled).move is Move.OTHER


DANGER = [
    "I'm going to hit you.",
    "i want to die",
    "I'll kill you",
    "Are you thinking of suicide?",
    "I'm afraid of you.",
]
PICTURES = ["It hit you hard.", "I'd die for some sleep", "that must have cut deep", "They make you pay for it"]


@pytest.mark.parametrize("text", DANGER)
def test_words_of_threat_and_self_harm_are_no_line_of_the_talk(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move) == ("danger", Move.OTHER)


@pytest.mark.parametrize("text", PICTURES)
def test_pictures_of_pain_stay_lines_of_the_talk(text: str) -> None:
    assert hear_line(text, coach()).sort == "words"


def test_danger_is_heard_before_an_insult() -> None:
    assert hear_line("You idiot. I'm going to hit you.", coach()).sort == "danger"


def test_a_name_for_somebody_else_is_no_insult() -> None:
    assert hear_line("Your boss is a jerk.", coach()).sort == "words"
