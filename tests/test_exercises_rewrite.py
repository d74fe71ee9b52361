"""Rewrite: own words are kept, examples wait until they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, is_json, kit_of, make_exercise, unsure_text

from workshop.content.kit import Kit
from workshop.exercises.kind import Action, Setting
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.exercises.rewrite import Rewrite

REWRITE = make_exercise("rewrite")
START = REWRITE.start()
EXAMPLES = REWRITE.data.model_dump()["lines"][0]["examples"]


def write(text: Any, at: Any = 0) -> Action:
    return {"do": "write", "at": at, "text": text}


def show(at: Any = 0) -> Action:
    return {"do": "show", "at": at}


def lines(*actions: Action) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = REWRITE.view(act_all(REWRITE, *actions))["lines"]
    return found


def test_the_view_holds_no_example_before_it_is_asked_for() -> None:
    assert not any(example in str(lines(write("Mine"))) for example in EXAMPLES)


def test_showing_gives_the_examples_of_that_line_only() -> None:
    assert [line["examples"] for line in lines(show(0))] == [list(EXAMPLES), []]


def test_hiding_puts_the_examples_away_again() -> None:
    assert lines(show(0), {"do": "hide", "at": 0})[0]["examples"] == []


def test_showing_twice_is_the_same_as_once() -> None:
    assert act_all(REWRITE, show(0), show(0)) == act_all(REWRITE, show(0))


def test_showing_examples_keeps_the_own_words() -> None:
    assert lines(write("Mine"), show(0))[0]["text"] == "Mine"


@pytest.mark.parametrize("text", ["Mine.", "", " two \n lines", "“Ü” 🌿", "<i>{text}</i>"])
def test_own_words_are_kept_as_they_were_written(text: str) -> None:
    state = act_all(REWRITE, write(text, 1))
    assert REWRITE.view(state)["lines"][1]["text"] == text and is_json(state)


def test_a_huge_text_is_cut_and_not_refused() -> None:
    assert len(act_all(REWRITE, write("x" * 1_000_000))["texts"][0]) == 10_000


@pytest.mark.parametrize("text", [None, 7, False, ["Mine"]])
def test_what_is_no_text_is_refused(text: Any) -> None:
    assert_refused(REWRITE, START, write(text))


@pytest.mark.parametrize("doing", ["write", "show", "hide", "ask", "leave"])
@pytest.mark.parametrize("at", [2, -1, True, "0", None, 0.0])
def test_a_line_that_is_not_there_is_refused(doing: str, at: Any) -> None:
    assert_refused(REWRITE, START, {"do": doing, "at": at, "text": "Mine"})


def ask(at: Any = 0) -> Action:
    return {"do": "ask", "at": at}


def test_the_coach_waits_until_it_is_asked() -> None:
    assert [line["coach"] for line in lines(write("You never talk!"))] == [None, None]


def test_the_coach_reads_each_sentence_and_quotes_its_words() -> None:
    first, second = lines(write("I was scared too. You always hide everything from me!"), ask())[0]["coach"]
    assert (first["move"], second["move"]) == (say("move-share"), say("move-judge"))
    assert [piece["text"] for piece in second["pieces"] if piece["marked"]] == ["You always"]
    assert second["quoted"] == say("coach-quoted", words="“You always”")


def say(key: str, **values: object) -> str:
    return REWRITE.setting.say(key, **values)


def test_the_coach_says_first_what_worked_and_offers_another_wording() -> None:
    note = lines(write("You should take a day off."), ask())[0]["coach"][0]
    assert all(note[field] for field in ("worked", "does", "tries")) and not note["unsure"]


def test_the_coach_praises_nothing_about_blame() -> None:
    note = lines(write("You always hide everything from me!"), ask())[0]["coach"][0]
    assert note["worked"] == "" and note["does"] and note["tries"]


def test_where_the_coach_is_not_sure_it_names_two_moves_and_judges_nothing() -> None:
    note = lines(write(unsure_text()), ask())[0]["coach"][-1]
    assert note["unsure"] and note["move"] in note["unsure"] and (note["does"], note["tries"]) == ("", "")


@pytest.mark.parametrize("text", ["Hm.", "?!", "…"])
def test_of_small_words_alone_the_coach_says_nothing(text: str) -> None:
    assert lines(write(text), ask())[0]["coach"] == []


def test_danger_comes_first_and_names_no_move() -> None:
    notes = lines(write("You idiot. I'm going to hit you."), ask())[0]["coach"]
    assert [(note["worked"], note["move"]) for note in notes] == [(say("coach-danger"), "")]


def test_a_bad_name_is_named_as_one_and_the_other_sentences_are_read() -> None:
    notes = lines(write("You idiot. I was scared too."), ask())[0]["coach"]
    assert [note["move"] for note in notes] == ["A bad name", say("move-share")]
    assert (notes[0]["worked"], notes[0]["does"]) == ("", say("coach-insult"))


def test_what_cannot_be_read_is_told_so() -> None:
    notes = lines(write("qwx zzkpf"), ask())[0]["coach"]
    assert [note["worked"] for note in notes] == [say("coach-nonsense")]


def test_a_name_from_the_exercise_is_a_word() -> None:
    named = make_exercise("rewrite", lines=[{"say": "Zzkpf?", "about": "Ask.", "examples": ["Who?"]}])
    note = named.view(act_all(named, write("Zzkpf"), ask()))["lines"][0]["coach"]
    assert [one["worked"] for one in note] != [say("coach-nonsense")]


def fit(text: str, aim: Sequence[str] = (), own: Sequence[str] = ()) -> str:
    """What is told of a text in an exercise with this aim, whose line may have its own."""
    line = {"say": "You never talk.", "about": "No blame.", "examples": ["I miss you."], "aim": list(own)}
    exercise = make_exercise("rewrite", lines=[line], aim=list(aim))
    told: str = exercise.view(act_all(exercise, write(text), ask()))["lines"][0]["fit"]
    return told


def differs(wanted: str, move: str) -> str:
    return say("rewrite-differs", wanted=wanted, move=say(f"move-{move}"))


def test_a_text_that_does_what_the_exercise_asks_for_is_told_so() -> None:
    assert fit("I was scared too.", ["share"]) == say("rewrite-fits")


def test_a_text_that_does_something_else_for_sure_is_told_what() -> None:
    assert fit("You should call her.", ["say-back"]) == differs("Said it back", "advise")


def test_several_aims_are_all_named_and_any_of_them_fits() -> None:
    aims = ["open-question", "give-time"]
    assert fit("What was that like for you?", aims) == say("rewrite-fits")
    assert fit("You should call her.", aims) == differs("Open question, or: Gave time", "advise")


def test_a_line_s_own_aim_goes_before_that_of_the_exercise() -> None:
    assert fit("I was scared too.", ["say-back"], ["share"]) == say("rewrite-fits")


@pytest.mark.parametrize(
    "text",
    [
        unsure_text(),
        "I was scared too. You should call her.",
        "You always hide everything from me! I was scared too.",
        "qwx zzkpf",
        "You idiot",
        "?!",
    ],
)
def test_what_is_not_sure_or_partly_fits_or_is_no_words_is_not_held_against_the_aim(text: str) -> None:
    assert fit(text, ["share"]) == ""


def test_without_an_aim_nothing_is_told_of_it() -> None:
    assert fit("You should call her.") == "" == lines(write("You should call her."))[0]["fit"]


SHIPPED = [load_exercise(kit_of(), name) for name in kit_of().find_names("exercises", ".yaml")]
AIMED = [
    one for one in SHIPPED if isinstance(one.data, Rewrite) and (one.data.aim or any(x.aim for x in one.data.lines))
]


@pytest.mark.parametrize("exercise", AIMED, ids=lambda exercise: exercise.id)
def test_no_example_of_the_kit_is_told_that_it_misses_the_aim(exercise: LoadedExercise) -> None:
    assert isinstance(exercise.data, Rewrite)
    for at, line in enumerate(exercise.data.lines):
        told = [
            exercise.view(act_all(exercise, write(text, at), ask(at)))["lines"][at]["fit"] for text in line.examples
        ]
        assert set(told) <= {"", exercise.setting.say("rewrite-fits")}


def test_several_exercises_of_the_kit_have_an_aim() -> None:
    assert len(AIMED) >= 6


def test_the_coach_is_silent_again_once_the_words_are_others() -> None:
    assert lines(write("You never talk!"), ask(), write("I miss you."))[0]["coach"] is None


def test_the_coach_can_be_put_away() -> None:
    assert lines(write("You never talk!"), ask(), {"do": "leave", "at": 0})[0]["coach"] is None


@pytest.mark.parametrize("text", ["", "  \n "])
def test_without_words_there_is_nothing_to_ask(text: str) -> None:
    assert_refused(REWRITE, act_all(REWRITE, write(text)), ask())


def test_asking_the_coach_about_one_line_is_not_about_the_other() -> None:
    assert lines(write("I miss you."), write("You never talk!", 1), ask(1))[0]["coach"] is None


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("", encoding="utf-8")])
def test_without_a_coach_the_rest_works(spoil: Callable[[Path], Any], kit_copy: Path) -> None:
    spoil(kit_copy / "coach" / "weights.txt")
    alone = replace(REWRITE, setting=Setting(Kit([kit_copy])))
    view = alone.view(act_all(alone, write("You never talk!"), ask(), show(0)))
    assert not view["coached"] and view["lines"][0]["coach"] is None and view["lines"][0]["examples"]


@pytest.mark.parametrize(("second", "done"), [("Mine too", True), ("  ", False)])
def test_it_is_done_when_every_line_has_own_words(second: str, done: bool) -> None:
    assert REWRITE.view(act_all(REWRITE, write("Mine"), write(second, 1)))["done"] is done


def test_looking_at_examples_alone_does_not_make_it_done() -> None:
    assert REWRITE.view(act_all(REWRITE, show(0), show(1)))["done"] is False


def test_again_clears_words_and_puts_examples_away() -> None:
    assert act_all(REWRITE, write("Mine"), show(1), {"do": "again"}) == START


def test_paper_has_room_to_write_and_the_examples_in_small_print() -> None:
    first, second, told = REWRITE.blocks()["inside"][1:]
    assert first["label"] == "1. “You never talk.” No blame." and second["is"] == "lines"
    assert told["items"][0]["text"] == " / ".join(EXAMPLES)
