"""Scale: ratings stay on the scale, before and after are kept apart, and the change is told."""

from __future__ import annotations

from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.exercises.kind import Action

TWICE = make_exercise("scale")
ONCE = make_exercise("scale", twice=False)
START = TWICE.start()


def rate(value: Any, *, when: Any = "before", statement: Any = 0) -> Action:
    return {"do": "rate", "statement": statement, "when": when, "value": value}


ALL = [rate(3, when=when, statement=at) for when in ("before", "after") for at in (0, 1)]


def test_nothing_is_rated_at_first() -> None:
    assert [(row["before"], row["after"], row["change"]) for row in TWICE.view(START)["rows"]] == [(None, None, "")] * 2


@pytest.mark.parametrize("value", [1, 3, 5])
def test_every_value_on_the_scale_can_be_given(value: int) -> None:
    assert act_all(TWICE, rate(value))["before"] == [value, None]


@pytest.mark.parametrize("value", [0, 6, -1, True, False, 2.5, 3.0, "3", None, [3]])
def test_a_value_off_the_scale_is_refused(value: Any) -> None:
    assert_refused(TWICE, START, rate(value))


def test_nought_is_a_rating_where_the_scale_begins_there() -> None:
    scale = make_exercise("scale", **{"from": 0}, twice=False, statements=["Only one."])
    assert scale.view(act_all(scale, rate(0)))["done"]


@pytest.mark.parametrize("when", ["now", "", None, True, ["before"]])
def test_a_time_that_is_not_there_is_refused(when: Any) -> None:
    assert_refused(TWICE, START, rate(3, when=when))


def test_a_scale_rated_once_has_no_after() -> None:
    assert_refused(ONCE, ONCE.start(), rate(3, when="after"))


@pytest.mark.parametrize("statement", [2, -1, True, "0", None])
def test_a_statement_that_is_not_there_is_refused(statement: Any) -> None:
    assert_refused(TWICE, START, rate(3, statement=statement))


def test_before_and_after_are_kept_apart() -> None:
    assert act_all(TWICE, rate(2), rate(4, when="after")) == {"before": [2, None], "after": [4, None]}


def test_a_rating_can_be_changed() -> None:
    assert act_all(TWICE, rate(2), rate(5))["before"] == [5, None]


def test_the_change_is_told_when_both_are_rated() -> None:
    rows = TWICE.view(act_all(TWICE, rate(2), rate(4, when="after")))["rows"]
    assert [row["change"] for row in rows] == [TWICE.setting.say("scale-change", before=2, after=4), ""]


@pytest.mark.parametrize(("count", "done"), [(3, False), (4, True)])
def test_it_is_done_when_all_is_rated_at_both_times(count: int, done: bool) -> None:
    assert TWICE.view(act_all(TWICE, *ALL[:count]))["done"] is done


def test_once_is_done_without_after() -> None:
    assert ONCE.view(act_all(ONCE, *ALL[:2]))["done"]


@pytest.mark.parametrize(("scale", "times"), [(TWICE, ["before", "after"]), (ONCE, ["before"])])
def test_the_view_names_the_times(scale: Any, times: list[str]) -> None:
    assert [time["id"] for time in scale.view(scale.start())["times"]] == times


def test_again_forgets_all_ratings() -> None:
    assert act_all(TWICE, *ALL, {"do": "again"}) == START


def test_paper_has_a_row_of_dots_for_each_statement_at_each_time() -> None:
    kinds = [block["is"] for block in TWICE.blocks()["inside"][1:]]
    assert kinds == ["heading", "scale", "scale"] * 2


def test_paper_rated_once_needs_no_headings() -> None:
    assert [block["is"] for block in ONCE.blocks()["inside"][1:]] == ["scale", "scale"]


def test_the_dots_on_paper_run_over_the_whole_scale() -> None:
    dots = ONCE.blocks()["inside"][1]
    assert (dots["start"], dots["stop"], dots["low"], dots["high"]) == (1, 5, "Not", "Very")
