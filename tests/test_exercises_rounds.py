"""Rounds: the clock, turns and pauses, roles that go round, and the observer's sheet."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from exercise_cases import act_all, act_pure, assert_refused, make_exercise

from workshop.exercises.kind import Action, State

NOW = 1_790_000_000_000
ROUNDS = make_exercise("rounds")
START = ROUNDS.start()
PAIR = [{"name": "Speaker", "does": "Talk."}, {"name": "Listener", "does": "Listen."}]


def run(now: float = NOW) -> Action:
    return {"do": "run", "now": now}


def pause(now: float) -> Action:
    return {"do": "pause", "now": now}


def on(doing: str, state: State) -> Action:
    """An "up" or "skip" as the page sends it for what it shows."""
    return {"do": doing, "turn": state["turn"], "phase": state["phase"]}


def play_on(exercise: Any, doing: str) -> list[tuple[int, str]]:
    """Turn and phase, step by step, until all is over."""
    state = exercise.start()
    seen = [(state["turn"], state["phase"])]
    while state["phase"] != "over":
        state = act_pure(exercise, state, on(doing, state))
        seen.append((state["turn"], state["phase"]))
    return seen


def clock(state: State) -> tuple[Any, Any]:
    return state["left"], state["ends"]


def test_the_clock_stands_at_a_whole_turn_before_it_starts() -> None:
    assert clock(START) == (60_000, None)


def test_running_holds_when_the_turn_ends() -> None:
    assert act_all(ROUNDS, run())["ends"] == NOW + 60_000


def test_pausing_holds_what_is_left() -> None:
    assert clock(act_all(ROUNDS, run(), pause(NOW + 20_000))) == (40_000, None)


def test_running_again_goes_on_with_what_was_left() -> None:
    state = act_all(ROUNDS, run(), pause(NOW + 20_000), run(NOW + 500_000))
    assert state["ends"] == NOW + 540_000


def test_two_pauses_take_away_both_stretches() -> None:
    state = act_all(ROUNDS, run(), pause(NOW + 10_000), run(NOW + 90_000), pause(NOW + 95_000))
    assert state["left"] == 45_000


def test_pausing_after_the_end_leaves_nothing_and_not_less() -> None:
    assert act_all(ROUNDS, run(), pause(NOW + 70_000))["left"] == 0


def test_a_browser_clock_set_back_does_not_lengthen_the_turn() -> None:
    assert act_all(ROUNDS, run(), pause(NOW - 3_600_000))["left"] == 60_000


def test_starting_twice_is_refused() -> None:
    assert_refused(ROUNDS, act_all(ROUNDS, run()), run(NOW + 300))


def test_pausing_a_standing_clock_is_refused() -> None:
    assert_refused(ROUNDS, START, pause(NOW))


def test_pausing_twice_is_refused() -> None:
    assert_refused(ROUNDS, act_all(ROUNDS, run(), pause(NOW + 5)), pause(NOW + 300))


@pytest.mark.parametrize("now", [True, None, "1790000000000", float("nan"), float("inf"), -1, 10**400])
def test_a_time_that_is_none_is_refused(now: Any) -> None:
    assert_refused(ROUNDS, START, {"do": "run", "now": now})


@pytest.mark.parametrize("doing", ["up", "skip"])
def test_every_turn_is_followed_by_its_pause_until_all_are_over(doing: str) -> None:
    both = [(turn, phase) for turn in range(3) for phase in ("turn", "pause")]
    assert play_on(ROUNDS, doing) == [*both, (2, "over")]


def test_without_pauses_turn_follows_turn() -> None:
    exercise = make_exercise("rounds", pause_seconds=0, roles=PAIR)
    assert play_on(exercise, "skip") == [(0, "turn"), (1, "turn"), (1, "over")]


def test_a_pause_has_its_own_length_and_a_standing_clock() -> None:
    assert clock(act_all(ROUNDS, run(), on("up", START))) == (20_000, None)


def test_skipping_stops_a_running_clock() -> None:
    assert act_all(ROUNDS, run(), on("skip", START))["ends"] is None


@pytest.mark.parametrize(("first", "late"), [("up", "up"), ("skip", "up"), ("up", "skip"), ("skip", "skip")])
def test_the_same_turn_ends_only_once(first: str, late: str) -> None:
    state = act_all(ROUNDS, run(), on(first, START))
    assert_refused(ROUNDS, state, on(late, START))


def test_a_late_up_of_the_turn_before_is_refused() -> None:
    state = act_all(ROUNDS, on("skip", START), {"do": "skip", "turn": 0, "phase": "pause"}, run())
    assert_refused(ROUNDS, state, on("up", START))


@pytest.mark.parametrize("turn", [False, 0.0, "0", None])
def test_a_turn_that_is_no_whole_number_is_refused(turn: Any) -> None:
    assert_refused(ROUNDS, START, {"do": "skip", "turn": turn, "phase": "turn"})


def over() -> State:
    state = START
    while state["phase"] != "over":
        state = ROUNDS.act(state, on("skip", state))
    return state


@pytest.mark.parametrize("doing", ["up", "skip"])
def test_what_is_over_does_not_end_again(doing: str) -> None:
    assert_refused(ROUNDS, over(), on(doing, over()))


def test_the_clock_does_not_run_when_all_is_over() -> None:
    assert_refused(ROUNDS, over(), run())


def test_all_is_done_when_over() -> None:
    view = ROUNDS.view(over())
    assert view["done"] and view["heading"] == ROUNDS.setting.say("rounds-over")


@pytest.mark.parametrize("count", [2, 3])
def test_each_person_has_each_role_exactly_once(count: int) -> None:
    exercise = make_exercise("rounds", pause_seconds=0, roles=[{"name": f"R{at}", "does": "D."} for at in range(count)])
    had: Counter[tuple[str, str]] = Counter()
    state = exercise.start()
    while state["phase"] != "over":
        had.update((person["who"], person["role"]) for person in exercise.view(state)["people"])
        state = exercise.act(state, on("skip", state))
    assert len(had) == count * count and set(had.values()) == {1}


def test_each_role_is_held_by_one_person_in_every_turn() -> None:
    for turn in range(3):
        people = ROUNDS.view(START | {"turn": turn})["people"]
        assert sorted(person["role"] for person in people) == ["Listener", "Observer", "Speaker"]


def test_roles_stay_as_they_are_in_the_pause_after_a_turn() -> None:
    assert ROUNDS.view(act_all(ROUNDS, on("skip", START)))["people"] == ROUNDS.view(START)["people"]


def test_the_paper_s_rota_is_the_one_on_the_page() -> None:
    rota = ROUNDS.blocks()["inside"][2]["rows"]
    printed = [[cell[0]["text"] for cell in row[1:]] for row in rota]
    shown = [[person["role"] for person in ROUNDS.view(START | {"turn": turn})["people"]] for turn in range(3)]
    assert printed == shown


def test_the_heading_tells_turn_and_pause() -> None:
    state = act_all(ROUNDS, on("skip", START))
    assert [ROUNDS.view(now)["heading"] for now in (START, state)] == [
        ROUNDS.setting.say(heading, turn=1, turns=3) for heading in ("rounds-turn", "rounds-talk")
    ]


def test_counting_adds_and_takes_away_one() -> None:
    more = {"do": "count", "at": 1, "by": 1}
    assert act_all(ROUNDS, more, more, more | {"by": -1})["counts"] == [0, 1]


def test_a_count_never_falls_below_none() -> None:
    assert act_all(ROUNDS, {"do": "count", "at": 0, "by": -1})["counts"] == [0, 0]


@pytest.mark.parametrize("by", [True, 2, -2, "1", None])
def test_a_count_by_anything_but_one_is_refused(by: Any) -> None:
    assert_refused(ROUNDS, START, {"do": "count", "at": 0, "by": by})


def test_counting_goes_on_while_the_clock_runs() -> None:
    state = act_all(ROUNDS, run(), {"do": "count", "at": 0, "by": 1})
    assert state["ends"] == NOW + 60_000


def test_counts_stay_from_turn_to_turn() -> None:
    assert act_all(ROUNDS, {"do": "count", "at": 0, "by": 1}, on("skip", START))["counts"] == [1, 0]


def test_being_quiet_outlasts_a_new_start() -> None:
    state = act_all(ROUNDS, {"do": "quiet", "on": True}, {"do": "count", "at": 0, "by": 1}, {"do": "again"})
    assert state == START | {"quiet": True}


@pytest.mark.parametrize("value", [1, "yes", None])
def test_quiet_takes_yes_or_no_only(value: Any) -> None:
    assert_refused(ROUNDS, START, {"do": "quiet", "on": value})


def test_an_exercise_without_an_observer_s_sheet_has_nothing_to_count() -> None:
    exercise = make_exercise("rounds", observe=[], prompts=[])
    assert exercise.view(exercise.start())["counts"] == []
    assert_refused(exercise, exercise.start(), {"do": "count", "at": 0, "by": 1})


def test_paper_leaves_out_prompts_and_sheet_where_there_are_none() -> None:
    exercise = make_exercise("rounds", observe=[], prompts=[])
    assert [block["is"] for block in exercise.blocks()["inside"]] == ["paragraph", "table", "table"]


def test_the_observer_s_sheet_on_paper_has_a_column_for_each_turn() -> None:
    sheet = ROUNDS.blocks()["inside"][-1]
    assert [len(row) for row in sheet["rows"]] == [4, 4] and len(sheet["head"]) == 4
