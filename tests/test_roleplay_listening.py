"""Listening: what was typed becomes a line; silence, nonsense and insults are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from exercise_cases import unsure_text
from listening_cases import APOLOGIES, DANGER, INSULTS, NO_APOLOGIES, NO_DANGER, NO_INSULTS

from workshop.content.moves import Move
from workshop.content.reader import read_yaml
from workshop.roleplay.coach.language import coach_folder
from workshop.roleplay.listening import (
    FILES,
    LONGEST_LINE,
    PHRASES,
    Coach,
    find_danger,
    hear_line,
    is_coach_there,
    open_coach,
)
from workshop.roleplay.partner import HURTING


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


@pytest.mark.parametrize("text", DANGER)
def test_words_of_danger_are_no_line_of_the_talk(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move) == ("danger", Move.OTHER)


@pytest.mark.parametrize("text", NO_DANGER)
def test_pictures_of_pain_and_jokes_stay_lines_of_the_talk(text: str) -> None:
    assert hear_line(text, coach()).sort not in ("danger", "nonsense")


@pytest.mark.parametrize("text", DANGER)
def test_what_was_about_the_scene_is_read_as_words(text: str) -> None:
    line = hear_line(text, coach(), about_scene=True)
    assert line.sort in ("words", "nonsense", "insult") and line.text == text


def test_any_more_is_read_as_anymore() -> None:
    for text in ("I don't want to be here any more.", "i dont want to be here anymore"):
        assert hear_line(text, coach()).sort == "danger"


def test_the_words_of_danger_are_found_where_they_stand() -> None:
    text = "Well. Last night HE HIT me."
    span = find_danger(text, coach())
    assert span and text[span[0] : span[1]] == "HE HIT me"


def test_danger_is_heard_before_an_insult() -> None:
    assert hear_line("You idiot. I'm going to hit you.", coach()).sort == "danger"


@pytest.mark.parametrize("text", INSULTS)
def test_a_bad_name_is_an_insult(text: str) -> None:
    line = hear_line(text, coach())
    assert (line.sort, line.move) == ("insult", Move.JUDGE)


@pytest.mark.parametrize("text", NO_INSULTS)
def test_a_word_that_could_be_a_name_and_is_none_stays_words(text: str) -> None:
    assert hear_line(text, coach()).sort == "words"


@pytest.mark.parametrize("text", APOLOGIES)
def test_an_apology_is_heard_and_never_as_one_that_hurts(text: str) -> None:
    line = hear_line(text, coach())
    assert line.owns_up and line.move not in HURTING and line.sure


@pytest.mark.parametrize("text", NO_APOLOGIES)
def test_being_sorry_for_someone_or_for_nothing_is_no_apology(text: str) -> None:
    assert not hear_line(text, coach()).apology


def test_an_apology_with_blame_beside_it_does_not_stand() -> None:
    line = hear_line("I'm sorry I was late. You never listen!", coach())
    assert (line.move, line.apology, line.owns_up) == (Move.JUDGE, True, False)


@pytest.mark.parametrize("name", PHRASES)
def test_every_phrase_of_the_lists_can_be_read(name: str) -> None:
    groups = read_yaml(coach_folder() / name).value["groups"]
    assert groups and all(group["about"] and group["phrases"] for group in groups)


@pytest.mark.parametrize("name", PHRASES)
def test_with_a_phrase_that_cannot_be_read_there_is_no_coach(name: str, kit_copy: Path) -> None:
    path = kit_copy / "coach" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    phrases:\n", "    phrases:\n      - (hit me\n", 1), encoding="utf-8")
    assert open_coach(kit_copy / "coach") is None
