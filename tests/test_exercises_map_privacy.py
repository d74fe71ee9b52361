"""Map: in a long random use nothing of one person reaches the other before both agree, by no way at all."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, is_json, make_exercise, valid_actions

from workshop.exercises import work as works
from workshop.exercises.boundary_map import screen_of
from workshop.exercises.kind import State
from workshop.exercises.work import Work, begin_work

MAP = make_exercise("map")
START = MAP.start()
BLANK = MAP.blocks()


def walk_of_works(seed: int, steps: int) -> Iterator[Work]:
    """A long random use, also of the frame's own buttons."""
    chance = random.Random(seed)
    work = begin_work(MAP)
    for _ in range(steps):
        offered = valid_actions(MAP, work.state)
        if MAP.view(work.state)["screen"] not in ("start", "sure"):
            offered += [{"do": "fresh"}]
        if work.before is not None:
            offered += [{"do": "undo"}] * 2
        work = works.act(MAP, work, chance.choice(offered))
        yield work


# A name on each answer tells whose it is, wherever it turns up.
MARKS = ("Own thing of A", "Own thing of B")


def shown_of(view: dict[str, Any], who: int) -> bool:
    """True when anything of a person's answers is in a view or on paper."""
    return MARKS[who] in json.dumps(view)


@pytest.mark.parametrize("seed", range(12))
def test_a_view_never_holds_what_the_other_put_or_said_before_both_agree(seed: int) -> None:
    seen = set()
    for work in walk_of_works(seed, 400):
        state, view = work.state, MAP.view(work.state)
        seen.add(view["screen"])
        agreed = state["answers"] == [True, True]
        for who in (0, 1):
            if shown_of(view, who):
                assert (view["screen"] == "compare" and agreed) or (view["screen"], view["who"]) == ("fill", who)
        if view["screen"] != "compare":
            assert view["both"] is None
        if view["screen"] == "fill":
            assert strange_to(state, 1 - view["who"], view) == view
    assert len(seen) > 6


def strange_to(state: State, who: int, view: dict[str, Any]) -> dict[str, Any]:
    """The view if the other person had filled in nothing and said nothing: it must be the same one."""
    maps = [one if at != who else {"placed": {}, "own": []} for at, one in enumerate(state["maps"])]
    answers = [None if at == who else one for at, one in enumerate(state["answers"])]
    return MAP.view(state | {"maps": maps, "answers": answers})


@pytest.mark.parametrize("seed", range(6))
def test_a_closed_screen_is_the_same_whatever_the_maps_hold(seed: int) -> None:
    for work in walk_of_works(seed, 300):
        view = MAP.view(work.state)
        if view["screen"] not in ("fill", "compare"):
            empty = [{"placed": {}, "own": []}] * 2
            assert MAP.view(work.state | {"maps": empty}) == view


@pytest.mark.parametrize("seed", range(6))
def test_the_frame_tells_nothing_of_maps_and_answers(seed: int) -> None:
    for work in walk_of_works(seed, 200):
        frame = works.frame_of(MAP, work)
        assert set(frame) == {"used", "undo", "paper", "restart"} and frame["restart"] == "fresh"
        assert frame["used"] is (work.state != START)


@pytest.mark.parametrize("seed", range(12))
def test_bringing_back_never_opens_a_map(seed: int) -> None:
    brought = 0
    for work in walk_of_works(seed, 400):
        if work.before is not None:
            brought += 1
            back = works.act(MAP, work, {"do": "undo"}).state
            assert screen_of(back) == ("sure", None) and MAP.blocks(back) == BLANK
            kept = act_all(MAP, {"do": "stay"}, state=back)
            assert screen_of(kept)[0] in ("handover", "kept", "closed")
            assert not any(shown_of(MAP.view(kept), who) for who in (0, 1))
    assert brought


@pytest.mark.parametrize("seed", range(8))
def test_paper_is_the_empty_sheet_unless_both_agreed_or_one_alone_has_the_own_map_open(seed: int) -> None:
    printed = set()
    for work in walk_of_works(seed, 400):
        state, block = work.state, MAP.blocks(work.state)
        name, _ = screen_of(state)
        assert list(find_block_faults(block)) == []
        if name == "compare" or (state["mode"], name) == ("one", "fill"):
            printed.add(name)
            assert block != BLANK
        else:
            assert block == BLANK
    assert "fill" in printed or "compare" in printed


@pytest.mark.parametrize("seed", range(4))
def test_every_state_and_view_of_a_long_use_is_json(seed: int) -> None:
    assert all(is_json(work.state) and is_json(MAP.view(work.state)) for work in walk_of_works(seed, 150))


@pytest.mark.parametrize("seed", range(6))
def test_a_screen_between_two_turns_is_the_same_whatever_was_said(seed: int) -> None:
    for work in walk_of_works(seed, 300):
        view, answers = MAP.view(work.state), work.state["answers"]
        if view["screen"] in ("handover", "ask", "fill", "gate", "sure") and answers != [True, True]:
            turned = [None if answer is None else not answer for answer in answers]
            assert MAP.view(work.state | {"answers": turned}) == view
