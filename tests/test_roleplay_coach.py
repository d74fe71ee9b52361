"""The coach: words read alike however they are typed, signs, the model, what it is sure of, and its figures."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.cli.failures import FINE, WRONG_USE
from workshop.content.moves import Move
from workshop.errors import WorkshopError
from workshop.paths import KIT_ROOT
from workshop.roleplay.coach.coach import ACCUSING, SMALL_WORDS, Reading, decide, main_reading, read_line
from workshop.roleplay.coach.language import coach_folder, load_language, read_spelling
from workshop.roleplay.coach.model import Model, pack, read_model, unpack, write_model
from workshop.roleplay.coach.words import plain_form, split_sentences

sys.path.insert(0, str(KIT_ROOT / "scripts"))

import train_coach
from coach_figures import measure, put_figures, summary
from coach_training import MOVES, read_labelled

FOLDER = coach_folder()
LANGUAGE = load_language(FOLDER)
SPELLING = read_spelling(FOLDER)
TRAINED, HELD_OUT = read_labelled(FOLDER / "sentences"), read_labelled(FOLDER / "held-out")


def read_one(text: str) -> Reading:
    reading = main_reading(read_line(text, LANGUAGE))
    assert reading
    return reading


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("DON'T", "do not"), ("dont", "do not"), ("don’t", "do not"), ("u", "you"), ("soooo", "so"), ("I'll", "i will"),
        ("ill", "ill"), ("Sam's", "sam 's"), ("gonna", "going to"), ("café", "café"),
    ],
)  # fmt: skip
def test_a_word_is_read_in_its_plain_form(typed: str, plain: str) -> None:
    assert plain_form(typed, SPELLING) == plain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I see. What now?", ["I see.", "What now?"]),
        ("at 8.30 then", ["at 8.30 then"]),
        ("one\ntwo", ["one", "two"]),
        ("“Stop!” Then he left", ["“Stop!”", "Then he left"]),
        ("...", []),
        ("", []),
        ("no marks at all", ["no marks at all"]),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, parts: list[str]) -> None:
    assert [text[one.start : one.end] for one in split_sentences(text, SPELLING)] == parts


def test_every_word_knows_where_it_stands() -> None:
    text = "Well, you DON'T call.  ok?"
    for sentence in split_sentences(text, SPELLING):
        for word in sentence.words:
            assert word.text in plain_form(text[word.start : word.end], SPELLING).split()


@pytest.mark.parametrize(
    ("neat", "quick"),
    [
        ("You never listen to me.", "you never listen to me"),
        ("What was that like for you?", "wat was that like for u"),
        ("Don't worry, it's not that bad.", "dont worry its not that bad"),
        ("You don't have to tell me.", "U DONT HAVE TO TELL ME"),
        ("Have you tried going to bed earlier?", "have u tried goin to bed earlier"),
        ("I was scared too.", "i was scared too"),
    ],
)
def test_a_quick_spelling_is_the_same_move(neat: str, quick: str) -> None:
    first, second = read_one(neat), read_one(quick)
    assert (first.move, first.sure, second.sure) == (second.move, True, True)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("So it was the way he said it that hurt.", Move.SAY_BACK),
        ("What was that like for you?", Move.OPEN_QUESTION),
        ("Tell me more about it.", Move.OPEN_QUESTION),
        ("Did you call her?", Move.CLOSED_QUESTION),
        ("I was scared too.", Move.SHARE),
        ("Thank you for telling me.", Move.AFFIRM),
        ("You don't have to tell me.", Move.GIVE_TIME),
        ("I'll take the kids tonight.", Move.OFFER_HELP),
        ("If I were you I'd quit.", Move.ADVISE),
        ("You never listen.", Move.JUDGE),
        ("Come on, out with it.", Move.PUSH),
        ("If you loved me you'd say it.", Move.PUSH),
        ("At least you have a job.", Move.DISMISS),
        ("Dinner is at seven.", Move.INFORM),
        ("Okay.", Move.OTHER),
    ],
)
def test_the_book_examples_are_read_as_the_guide_says(text: str, move: Move) -> None:
    assert read_one(text).move is move


def test_the_line_s_move_is_that_of_its_last_sentence_that_says_something() -> None:
    text = "Thank you for telling me. Have you tried yoga? Hm."
    assert [reading.move for reading in read_line(text, LANGUAGE)][-1] is Move.OTHER
    assert read_one(text).move is Move.ADVISE
    assert main_reading([]) is None


def reading(move: Move, *, sure: bool) -> Reading:
    return Reading("Words.", (0, 6), move, Move.INFORM, sure, (), 0.5)


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([(Move.SHARE, True), (Move.JUDGE, False)], 0),
        ([(Move.SHARE, True), (Move.ADVISE, True), (Move.JUDGE, False), (Move.OTHER, True)], 1),
        ([(Move.SHARE, False), (Move.JUDGE, False), (Move.OTHER, True)], 1),
        ([(Move.OTHER, True), (Move.SHARE, False)], 1),
        ([(Move.OTHER, False), (Move.OTHER, True)], 1),
    ],
)
def test_a_sentence_of_which_the_coach_is_not_sure_does_not_outweigh_a_sure_one(
    rows: list[tuple[Move, bool]], at: int
) -> None:
    readings = [reading(move, sure=sure) for move, sure in rows]
    assert main_reading(readings) is readings[at]


@pytest.mark.parametrize("row", TRAINED[::97])
def test_what_is_quoted_stands_in_the_sentence(row) -> None:
    for reading in read_line(row.text, LANGUAGE):
        assert len(set(reading.because)) == len(reading.because)
        for start, end in reading.because:
            assert row.text[start:end].lower() not in SMALL_WORDS
            assert reading.span[0] <= start < end <= reading.span[1]
            assert row.text[start:end].strip() == row.text[start:end] != ""


@pytest.mark.parametrize(("text", "quoted"), [("It's late.", "late"), ("Some people.", "people"), ("Is it?", "Is it")])
def test_no_small_word_is_quoted_alone(text: str, quoted: str) -> None:
    assert [text[start:end] for start, end in read_one(text).because] == [quoted]


def test_nearly_every_sentence_has_words_to_quote() -> None:
    readings = [one for row in TRAINED[::97] for one in read_line(row.text, LANGUAGE)]
    assert sum(not one.because for one in readings) <= 0.02 * len(readings)


def chances(**named: float) -> dict[Move, float]:
    """Chances with those named, and the rest shared by the others; the likeliest first."""
    given = {Move(name.replace("_", "-")): value for name, value in named.items()}
    rest = (1 - sum(given.values())) / (len(MOVES) - len(given))
    return dict(sorted((dict.fromkeys(MOVES, rest) | given).items(), key=lambda pair: -pair[1]))


def test_two_moves_that_are_too_close_are_not_sure_and_both_are_named() -> None:
    move, second, sure = decide(chances(share=0.46, affirm=0.44), [])
    assert ({move, second}, sure) == ({Move.SHARE, Move.AFFIRM}, False)
    assert decide(chances(share=0.6, affirm=0.3), []) == (Move.SHARE, Move.AFFIRM, True)


@pytest.mark.parametrize("move", sorted(ACCUSING))
def test_a_reproach_is_not_sure_while_kind_readings_are_likely(move: Move) -> None:
    name = move.value
    assert decide(chances(**{name: 0.6, "affirm": 0.38}), [])[2] is False
    assert decide(chances(**{name: 0.9}), [])[2] is True


@pytest.mark.parametrize("text", ["", "   ", "…", "!!!", "\n\n"])
def test_nothing_said_is_read_as_nothing(text: str) -> None:
    assert read_line(text, LANGUAGE) == []


@pytest.mark.parametrize("text", ["你好吗", "🙂🙂", "x" * 5000, "a " * 3000, "'", "\u202e!", "１２３"])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    for reading in read_line(text, LANGUAGE):
        assert reading.move in MOVES and 0 <= reading.chance <= 1


def test_weights_are_packed_and_read_back() -> None:
    row = (0, 1, -1, 127, -127, 5, -6, 7, -8, 9, -10, 11, -12)
    assert unpack(pack(row)) == row
    model = Model(MOVES, 0.01, frozenset({"you", "never"}), {"bias": pack(row)})
    assert read_model(write_model(model)) == model


def test_damaged_weights_are_told_in_a_sentence(tmp_path: Path) -> None:
    for name in ("language.yaml", "signs.yaml", "classes.yaml"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "weights.txt").write_text("something else", encoding="utf-8")
    with pytest.raises(WorkshopError) as caught:
        load_language(tmp_path)
    assert "C801" in str(caught.value) and "train_coach.py" in str(caught.value)


def test_the_sentences_are_as_many_and_as_varied_as_promised() -> None:
    rows = [*TRAINED, *HELD_OUT]
    assert len(rows) >= 4000 and min(Counter(row.move for row in rows).values()) >= 250
    assert not {row.voice for row in TRAINED} & {row.voice for row in HELD_OUT}
    assert len({row.text.lower() for row in rows}) == len(rows)
    assert {row.move for row in HELD_OUT} == set(MOVES)


def test_held_out_topics_are_not_among_those_trained() -> None:
    def topics(folder: str) -> set[str]:
        heads = [path.read_text(encoding="utf-8").split("\n")[0] for path in (FOLDER / folder).glob("*.tsv")]
        return {topic.strip() for head in heads for topic in head.rpartition("topics:")[2].split(",")}

    assert topics("sentences") and not topics("sentences") & topics("held-out")


def test_the_coach_hears_people_it_never_saw_as_well_as_promised() -> None:
    told = summary(measure(HELD_OUT, LANGUAGE))
    assert told["macro-F1 over thirteen moves"] >= 0.80
    assert told["judge found"] >= 0.80 and told["push found"] >= 0.80
    assert told["of these, said for sure"] <= 0.02
    assert told["not sure"] <= 0.12


def test_weights_and_figures_are_those_that_the_sentences_give() -> None:
    assert train_coach.make_weights(FOLDER) == (FOLDER / "weights.txt").read_text(encoding="utf-8")
    assert train_coach.make_page(FOLDER) == train_coach.PAGE.read_text(encoding="utf-8")


def test_figures_need_their_marks() -> None:
    with pytest.raises(ValueError, match="must hold"):
        put_figures("a page without marks", "figures")


def test_a_labelled_row_of_another_shape_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "01-x.tsv").write_text("# x\nshare\tshare\tshare\tI miss us\nshare\tI miss us\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"01-x\.tsv:3"):
        read_labelled(tmp_path)


def test_the_command_gives_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("You never listen.\n\nhow was it 4 u\n", encoding="utf-8")
    assert main(["coach", "--lines", str(file), "--json"]) == FINE
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == ["You never listen.", "", "how was it 4 u"]
    assert [row["move"] for row in rows] == ["judge", "other", "open-question"]
    assert {"text", "move", "second", "sure", "because", "try"} <= set(rows[0])
    assert [rows[0]["text"][start:end] for start, end in rows[0]["because"]] == ["You never listen"]


def test_the_command_speaks_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coach", "Did you call her?"]) == FINE
    assert "closed-question" in capsys.readouterr().out
    assert main(["coach"]) == WRONG_USE
