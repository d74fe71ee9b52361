"""Cards: none twice until the deck is through, then all again, and favorites that stay."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest
from exercise_cases import act_all, act_pure, assert_refused, make_exercise

from workshop.exercises.kind import State

CARDS = make_exercise("cards")
START = CARDS.start()
DRAW = {"do": "draw", "chance": 0}
KEEP = {"do": "keep"}
SIZES = {"light": 4, "middle": 5, "deep": 6}


def take(deck: str) -> dict[str, str]:
    return {"do": "deck", "deck": deck}


def left_words(left: int) -> str:
    return CARDS.setting.say("cards-left", left=left, all=4)


def draw_many(deck: str, count: int, seed: int) -> list[str]:
    """The cards on top, draw after draw."""
    chance = random.Random(seed)
    state = act_all(CARDS, take(deck))
    seen = []
    for _ in range(count):
        state = act_pure(CARDS, state, {"do": "draw", "chance": chance.random()})
        seen.append(CARDS.view(state)["card"])
    return seen


@pytest.mark.parametrize(("deck", "size"), SIZES.items())
@pytest.mark.parametrize("seed", range(20))
def test_each_round_through_a_deck_shows_every_card_once(deck: str, size: int, seed: int) -> None:
    seen = draw_many(deck, size * 8, seed)
    rounds = [seen[at : at + size] for at in range(0, len(seen), size)]
    assert all(len(set(cards)) == size for cards in rounds)


@pytest.mark.parametrize("deck", SIZES)
@pytest.mark.parametrize("seed", range(20))
def test_no_card_comes_twice_running(deck: str, seed: int) -> None:
    seen = draw_many(deck, 60, seed)
    assert all(one != other for one, other in pairwise(seen))


def test_every_card_can_be_the_first() -> None:
    drawn = {act_all(CARDS, {"do": "draw", "chance": chance / 100})["drawn"]["light"][0] for chance in range(101)}
    assert drawn == {0, 1, 2, 3}


@pytest.mark.parametrize("chance", [0, 1, 0.0, 1.0, 0.5])
def test_a_chance_from_nought_to_one_draws_a_card(chance: float) -> None:
    assert CARDS.view(act_all(CARDS, {"do": "draw", "chance": chance}))["card"].startswith("Light")


@pytest.mark.parametrize("chance", [True, False, None, "0.5", -0.1, 1.1, float("nan"), float("inf"), [0.5]])
def test_a_chance_of_another_sort_is_refused(chance: Any) -> None:
    assert_refused(CARDS, START, {"do": "draw", "chance": chance})


def test_no_card_is_shown_before_one_was_drawn() -> None:
    view = CARDS.view(START)
    assert (view["card"], view["kept_now"], view["left"], view["done"]) == ("", False, left_words(4), False)


def test_the_view_holds_no_card_but_the_one_on_top_and_those_kept() -> None:
    state = act_all(CARDS, DRAW, DRAW)
    assert "Light 0?" not in str(CARDS.view(state))


def test_the_cards_left_are_counted() -> None:
    assert CARDS.view(act_all(CARDS, DRAW, DRAW, DRAW))["left"] == left_words(1)


def test_the_view_tells_when_a_deck_is_through() -> None:
    through = act_all(CARDS, *[DRAW] * 4)
    assert CARDS.view(through)["through"] and not CARDS.view(act_all(CARDS, DRAW, state=through))["through"]


def test_changing_decks_keeps_what_was_drawn_from_each() -> None:
    state = act_all(CARDS, DRAW, take("deep"), DRAW, DRAW, take("light"))
    assert state["drawn"] == {"light": [0], "middle": [], "deep": [0, 1]} and CARDS.view(state)["card"] == "Light 0?"


@pytest.mark.parametrize("deck", ["", "Light", "drawn", None, 0, ["light"], {}])
def test_a_deck_that_is_not_there_is_refused(deck: Any) -> None:
    assert_refused(CARDS, START, {"do": "deck", "deck": deck})


def test_a_card_can_be_kept() -> None:
    view = CARDS.view(act_all(CARDS, DRAW, KEEP))
    assert view["kept"] == ["Light 0?"] and view["kept_now"]


def test_keeping_again_lets_go() -> None:
    assert act_all(CARDS, DRAW, KEEP, KEEP)["kept"] == []


def test_letting_one_card_go_keeps_the_others() -> None:
    state = act_all(CARDS, DRAW, KEEP, DRAW, KEEP, take("deep"), DRAW, KEEP, take("light"), KEEP)
    assert CARDS.view(state)["kept"] == ["Light 0?", "Deep 0?"]


def test_cards_of_two_decks_with_the_same_number_are_kept_apart() -> None:
    state = act_all(CARDS, DRAW, KEEP, take("middle"), DRAW)
    assert CARDS.view(state)["kept_now"] is False


def test_keeping_before_a_card_was_drawn_is_refused() -> None:
    assert_refused(CARDS, act_all(CARDS, DRAW, take("deep")), KEEP)


def test_kept_cards_stay_when_the_deck_begins_again() -> None:
    state: State = act_all(CARDS, DRAW, KEEP, *[DRAW] * 4)
    assert CARDS.view(state)["kept"] == ["Light 0?"]


def test_paper_has_all_cards_deck_by_deck() -> None:
    groups = CARDS.blocks()["inside"][1]["groups"]
    assert [(group["title"], len(group["items"])) for group in groups] == [
        (CARDS.setting.say(f"cards-{deck}"), size) for deck, size in SIZES.items()
    ]
