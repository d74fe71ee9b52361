"""Reflect: what is written is kept as it was written."""

from __future__ import annotations

from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, is_json, make_exercise

from workshop.exercises.kind import Action

REFLECT = make_exercise("reflect")
START = REFLECT.start()


def write(text: Any, at: Any = 0) -> Action:
    return {"do": "write", "at": at, "text": text}


@pytest.mark.parametrize("text", ["A note.", "", "  two  \n lines ", "“Ümlaut” 🌿 שלום", "<b>{text}</b> ((he))", "\\n"])
def test_a_text_is_kept_as_it_was_written(text: str) -> None:
    state = act_all(REFLECT, write(text))
    assert REFLECT.view(state)["questions"][0]["text"] == text and is_json(state)


def test_a_huge_text_is_cut_and_not_refused() -> None:
    assert len(act_all(REFLECT, write("x" * 1_000_000))["notes"][0]) == 10_000


@pytest.mark.parametrize("text", [None, 7, True, ["A note."], {"text": "A note."}])
def test_what_is_no_text_is_refused(text: Any) -> None:
    assert_refused(REFLECT, START, write(text))


@pytest.mark.parametrize("at", [2, -1, True, "0", None, 0.0])
def test_a_question_that_is_not_there_is_refused(at: Any) -> None:
    assert_refused(REFLECT, START, write("A note.", at))


def test_writing_one_answer_leaves_the_others() -> None:
    assert act_all(REFLECT, write("One", 0), write("Two", 1), write("Three", 0))["notes"] == ["Three", "Two"]


@pytest.mark.parametrize(("texts", "done"), [(("One", "Two"), True), (("One", " \n"), False), (("", "Two"), False)])
def test_it_is_done_when_every_answer_has_words(texts: tuple[str, str], done: bool) -> None:
    assert REFLECT.view(act_all(REFLECT, write(texts[0], 0), write(texts[1], 1)))["done"] is done


def test_again_clears_all_answers() -> None:
    assert act_all(REFLECT, write("One"), {"do": "again"}) == START


def test_paper_has_the_lines_each_question_asks_for() -> None:
    assert [(b["count"], b["label"]) for b in REFLECT.blocks()["inside"][1:]] == [(2, "When?"), (3, "Who?")]
