"""Cues: no card twice until the deck is through, no meaning right or wrong, and words that stay with their card."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, is_json, kit_of_samples, kit_with, make_exercise

from workshop.content.kit import Kit
from workshop.errors import WorkshopError
from workshop.exercises.cues import MOST_KEPT, SHEET
from workshop.exercises.kind import Action, State
from workshop.exercises.kinds import find_exercise_problems, load_exercise
from workshop.exercises.work import Work, act, begin_work

CUES = make_exercise("cues")
START = CUES.start()
SIZE = len(CUES.data.model_dump()["cards"])


def draw(turn: int, chance: Any = 0) -> Action:
    return {"do": "draw", "turn": turn, "chance": chance}


def write(turn: int, field: Any, text: Any) -> Action:
    return {"do": "write", "turn": turn, "field": field, "text": text}


def step(turn: int, name: Any) -> Action:
    return {"do": "step", "turn": turn, "step": name}


def pick(turn: int, at: Any, on: Any = True) -> Action:
    return {"do": "pick", "turn": turn, "at": at, "on": on}


ONE = act_all(CUES, draw(0))
WORKED = act_all(
    CUES,
    *(draw(0), write(1, "saw", "Arms *crossed*"), step(1, "mean"), pick(1, 1), write(1, "own", "Hides a stain")),
    *(step(1, "ask"), write(1, "asked", "Cold, or something else?")),
)


def card(state: State) -> dict[str, Any]:
    shown: dict[str, Any] = CUES.view(state)["card"]
    return shown


def test_nothing_is_shown_before_a_card_is_drawn() -> None:
    view = CUES.view(START)
    assert (view["card"], view["kept"], view["step"], view["done"]) == (None, [], "", False)


@pytest.mark.parametrize("chance", [0, 0.3, 0.999, 1])
def test_no_card_comes_twice_until_the_deck_is_through(chance: float) -> None:
    state = act_all(CUES, *(draw(turn, chance) for turn in range(SIZE)))
    assert sorted(state["drawn"]) == list(range(SIZE)) and CUES.view(state)["through"] is True


@pytest.mark.parametrize("chance", [0, 0.3, 0.999, 1])
def test_a_deck_that_begins_again_does_not_begin_with_the_card_just_seen(chance: float) -> None:
    state = act_all(CUES, *(draw(turn, chance) for turn in range(SIZE)))
    after = act_all(CUES, draw(SIZE, chance), state=state)
    assert len(after["drawn"]) == 1 and after["drawn"][0] != state["drawn"][-1]


def test_an_action_for_an_earlier_card_is_refused() -> None:
    for late in (draw(0), write(0, "saw", "x"), step(0, "ask"), pick(0, 1), {"do": "show", "turn": 0}):
        assert_refused(CUES, ONE, late)


@pytest.mark.parametrize("early", [write(0, "saw", "x"), step(0, "ask"), pick(0, 1), {"do": "show", "turn": 0}])
def test_without_a_card_there_is_nothing_to_do_but_draw(early: Action) -> None:
    assert_refused(CUES, START, early)


def test_the_drawing_is_an_image_and_what_it_is_called_gives_no_meaning_away() -> None:
    shown = card(ONE)
    head, _, packed = shown["picture"].partition(",")
    assert head == "data:image/svg+xml;base64"
    assert ElementTree.fromstring(base64.b64decode(packed)).tag.endswith("svg")
    assert not any(meaning in shown["see"] for meaning in CUES.data.model_dump()["cards"][0]["meanings"])


def test_meanings_and_the_example_wait_until_they_are_asked_for() -> None:
    first = CUES.data.model_dump()["cards"][0]
    assert not any(text in str(CUES.view(ONE)) for text in (*first["meanings"], first["ask"]))
    opened = card(act_all(CUES, step(1, "mean"), state=ONE))
    assert [meaning["text"] for meaning in opened["meanings"]] == list(first["meanings"])
    assert card(act_all(CUES, {"do": "show", "turn": 1}, state=ONE))["example"] == first["ask"]
    assert card(act_all(CUES, {"do": "show", "turn": 1}, {"do": "hide", "turn": 1}, state=ONE))["example"] == ""


def test_several_meanings_can_be_marked_in_any_order_and_taken_back() -> None:
    state = act_all(CUES, pick(1, 2), pick(1, 0), pick(1, 0), state=ONE)
    assert state["now"]["picked"] == [0, 2]
    assert act_all(CUES, pick(1, 2, False), pick(1, 1, False), state=state)["now"]["picked"] == [0]


@pytest.mark.parametrize(
    "odd", [step(1, "over"), step(1, None), write(1, "card", "1"), write(1, "saw", 7), pick(1, 3), pick(1, 0, "yes")]
)
def test_a_step_a_field_or_a_meaning_that_is_not_there_is_refused(odd: Action) -> None:
    assert_refused(CUES, ONE, odd)


def test_nothing_in_the_view_calls_a_meaning_right_or_counts_points() -> None:
    assert set(card(WORKED)["meanings"][0]) == {"text", "picked"}


def test_every_step_can_be_skipped() -> None:
    state = act_all(CUES, step(1, "ask"), draw(1), state=ONE)
    assert CUES.view(state)["step"] == "see"


def test_a_card_that_was_worked_on_stays_listed_with_the_person_s_words() -> None:
    view = CUES.view(act_all(CUES, draw(1), state=WORKED))
    told = {"see": "Thing 0 stands still.", "saw": "Arms *crossed*", "came": "Listening hard; Hides a stain"}
    assert view["kept"] == [told | {"asked": "Cold, or something else?"}]
    assert card(act_all(CUES, draw(1), state=WORKED))["saw"] == ""


def test_a_card_that_was_only_looked_at_is_not_listed() -> None:
    state = act_all(CUES, write(1, "saw", "  \n"), draw(1), draw(2), state=ONE)
    assert CUES.view(state)["kept"] == [] and CUES.view(state)["done"] is False


def test_there_is_room_for_many_cards_and_none_is_ever_dropped() -> None:
    full = WORKED | {"kept": [WORKED["now"]] * MOST_KEPT}
    assert_refused(CUES, full, draw(1))
    assert len(act_all(CUES, draw(1), state=full | {"now": ONE["now"]})["kept"]) == MOST_KEPT


def test_starting_again_can_be_undone() -> None:
    begun = act(CUES, begin_work(CUES), draw(0))
    cleared = act(CUES, Work(WORKED, begun.before), {"do": "again"})
    assert cleared.state == START and act(CUES, cleared, {"do": "undo"}).state == WORKED


def test_a_sheet_to_fill_in_has_up_to_six_cards_with_room_to_ask() -> None:
    many = make_exercise("cues", cards=[*CUES.data.model_dump()["cards"]] * 3)
    rows = [block for block in many.blocks()["inside"] if block["is"] == "columns"]
    assert len(rows) == SHEET
    assert [[block["is"] for block in part] for part in rows[0]["columns"]] == [
        ["picture"],
        ["options", "lines"],
    ]
    assert list(find_block_faults(many.blocks())) == []


def test_paper_shows_the_card_on_the_table_and_those_before_it_and_no_others() -> None:
    state = act_all(CUES, draw(1), pick(2, 0), draw(2), state=WORKED)
    sheet = CUES.blocks(state)
    alts = [block["columns"][0][0]["alt"] for block in sheet["inside"] if block["is"] == "columns"]
    assert alts == ["Thing 0 stands still.", "Thing 1 stands still."]
    assert "Arms *crossed*" in str(sheet) and list(find_block_faults(sheet)) == []
    assert len([block for block in CUES.blocks(WORKED)["inside"] if block["is"] == "columns"]) == 1


def test_states_are_json() -> None:
    assert is_json(WORKED) and is_json(CUES.view(WORKED))


OWN = """kind: cues
title: T
minutes: 5
who: alone
energy: calm
personal: light
intro: I.
cards:
"""
CARD = "  - {{picture: {}, see: S., meanings: [a, b, c], ask: A?}}\n"
LINE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 {}h4" /></svg>'


def test_a_drawing_of_the_counselor_wins_over_the_kit_s(tmp_path: Path) -> None:
    own = tmp_path / "art" / "cues" / "one-chair.svg"
    own.parent.mkdir(parents=True)
    own.write_text(LINE.format(1), encoding="utf-8")
    below = kit_of_samples()
    assert below.drawing("cues", "one-chair") != LINE.format(1)
    assert Kit([*below.folders, tmp_path]).drawing("cues", "one-chair") == LINE.format(1)


def test_a_drawing_that_is_not_there_is_told_at_its_card(tmp_path: Path) -> None:
    drawn = {"art/cues/mine.svg": LINE.format(2)}
    names = ("mine", "mine", "mien", "mine")
    kit = kit_with(tmp_path, {**drawn, "exercises/odd.yaml": OWN + "".join(map(CARD.format, names))})
    (found,) = find_exercise_problems(kit, "odd")
    assert (found.code, found.line) == ("C201", 11)
    assert found.todo == 'Did you mean "mine"? Or put mien.svg into art/cues/.'


def test_a_drawing_that_may_not_be_shown_stops_the_exercise_before_anybody_draws(tmp_path: Path) -> None:
    bad = {"art/cues/mine.svg": LINE.format(3).replace("<path", '<path onload="x()"')}
    kit = kit_with(tmp_path, {**bad, "exercises/odd.yaml": OWN + CARD.format("mine") * 4})
    exercise = load_exercise(kit, "odd")
    for shown in (exercise.start, exercise.blocks):
        with pytest.raises(WorkshopError, match=r"mine\.svg:1: A drawing cannot have onload="):
            shown()
    assert {problem.code for problem in find_exercise_problems(kit, "odd")} == {"C604"}
