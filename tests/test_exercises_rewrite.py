"""Rewrite: own words are kept, examples wait until they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, is_json, make_exercise, unsure_text

from workshop.content.kit import Kit
from workshop.exercises.kind import Action, Setting

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
    note = lines(write("You always hide everything from me!"), ask())[0]["coach"][0]
    assert all(note[field] for field in ("worked", "does", "tries")) and not note["unsure"]


def test_where_the_coach_is_not_sure_it_names_two_moves_and_judges_nothing() -> None:
    note = lines(write(unsure_text()), ask())[0]["coach"][-1]
    assert note["unsure"] and note["move"] in note["unsure"] and (note["does"], note["tries"]) == ("", "")


@pytest.mark.parametrize("text", ["Hm.", "?!", "…"])
def test_of_small_words_alone_the_coach_says_nothing(text: str) -> None:
    assert lines(write(text), ask())[0]["coach"] == []


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
