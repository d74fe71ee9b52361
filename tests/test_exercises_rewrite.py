"""Rewrite: own words are kept, examples wait until they are asked for."""

from __future__ import annotations

from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, is_json, make_exercise

from workshop.exercises.kind import Action

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


@pytest.mark.parametrize("doing", ["write", "show", "hide"])
@pytest.mark.parametrize("at", [2, -1, True, "0", None, 0.0])
def test_a_line_that_is_not_there_is_refused(doing: str, at: Any) -> None:
    assert_refused(REWRITE, START, {"do": doing, "at": at, "text": "Mine"})


def test_without_a_coach_its_place_is_empty() -> None:
    assert [line["coach"] for line in lines(write("Mine"))] == [None, None]


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
