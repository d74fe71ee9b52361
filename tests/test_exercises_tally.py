"""Tally: each press is one mark, the last can be taken back, and the sheet tells what worked and grades nobody."""

from __future__ import annotations

from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.content.moves import Move
from workshop.exercises.kind import Action
from workshop.exercises.tally import MOST_MARKS

TALLY = make_exercise("tally")
START = TALLY.start()
SHOW: Action = {"do": "show"}


def mark(move: str, now: float = 1000) -> Action:
    return {"do": "mark", "move": move, "now": now}


def counts(state: dict[str, Any]) -> dict[str, int]:
    return {row["id"]: row["count"] for group in TALLY.view(state)["groups"] for row in group["rows"]}


def test_each_press_is_a_mark() -> None:
    state = act_all(TALLY, mark("say-back"), mark("say-back"), mark("advise"))
    assert counts(state) == {"say-back": 2, "open-question": 0, "closed-question": 0, "advise": 1}


def test_the_sheet_shows_all_thirteen_moves_unless_some_are_named() -> None:
    whole = make_exercise("tally", moves=[str(move) for move in Move])
    shown = [row["id"] for group in whole.view(whole.start())["groups"] for row in group["rows"]]
    assert sorted(shown) == sorted(str(move) for move in Move)


def test_the_last_mark_can_be_taken_back_once() -> None:
    state = act_all(TALLY, mark("say-back"), mark("advise"))
    back: Action = {"do": "back", "at": 1}
    assert counts(act_all(TALLY, back, state=state))["advise"] == 0
    assert_refused(TALLY, act_all(TALLY, back, state=state), back)


def test_the_chart_and_what_it_tells_come_when_they_are_shown() -> None:
    marked = act_all(TALLY, mark("say-back", 0), mark("open-question", 30), mark("advise", 60))
    assert TALLY.view(marked)["plot"] == ""
    view = TALLY.view(act_all(TALLY, SHOW, state=marked))
    say = TALLY.setting.say
    assert view["plot"].count("<rect") == 3
    assert view["told"] == [
        say("tally-count", all=3, room=2),
        say("tally-ratio", back=1, asked=1),
        say("tally-first", move=say("move-say-back")),
    ]


def test_a_sheet_without_helpful_marks_praises_nothing_and_blames_nobody() -> None:
    view = TALLY.view(act_all(TALLY, mark("advise"), SHOW))
    assert view["told"] == [TALLY.setting.say("tally-count", all=1, room=0)]


def test_an_empty_sheet_shows_no_chart() -> None:
    assert TALLY.view(act_all(TALLY, SHOW))["shown"] is False


@pytest.mark.parametrize("move", ["judge", "", None, 7, ["say-back"], "Say-back"])
def test_a_move_that_is_not_on_the_sheet_is_refused(move: Any) -> None:
    assert_refused(TALLY, START, mark("say-back") | {"move": move})


def test_a_clock_that_was_set_back_harms_nothing() -> None:
    view = TALLY.view(act_all(TALLY, mark("say-back", 5000), mark("advise", 10), SHOW))
    assert view["plot"].count("<rect") == 2 and 'x="-' not in view["plot"]


def test_a_full_sheet_takes_no_more() -> None:
    state = {"marks": [["say-back", 1.0]] * MOST_MARKS, "shown": False}
    assert_refused(TALLY, state, mark("say-back"))


def test_paper_has_room_for_strokes_or_the_chart() -> None:
    blank, filled = TALLY.blocks(), TALLY.blocks(act_all(TALLY, mark("say-back")))
    kinds = [[block["is"] for block in sheet["inside"]] for sheet in (blank, filled)]
    assert kinds == [["paragraph", "table"], ["paragraph", "table", "picture", "list"]]
    assert [*find_block_faults(blank), *find_block_faults(filled)] == []
