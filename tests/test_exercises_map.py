"""Map: each sees their own map only, nobody learns who said no, and both maps show once both have said yes."""

from __future__ import annotations

from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, assert_refused, make_exercise

from workshop.content.blocks import plain_text
from workshop.errors import WorkshopError
from workshop.exercises import work as works
from workshop.exercises.boundary_map import screen_of
from workshop.exercises.kind import Action, State
from workshop.exercises.work import Work

MAP = make_exercise("map")
START = MAP.start()
TWO: Action = {"do": "begin", "alone": False}
ONE: Action = {"do": "begin", "alone": True}
HIDE: Action = {"do": "hide"}
BLANK = MAP.blocks()
SECRET = ("Only A knows", "Only B knows")


def take(who: int) -> Action:
    return {"do": "take", "who": who}


def put(item: int, place: str) -> Action:
    return {"do": "place", "item": item, "place": place}


def say(yes: bool) -> Action:
    return {"do": "answer", "yes": yes}


FILLED: list[Action] = [
    TWO,
    put(0, "private"), put(1, "us"), put(2, "private"), {"do": "add", "text": SECRET[0]}, put(6, "others"), HIDE,
    take(1), put(0, "us"), put(1, "us"), put(3, "others"), {"do": "add", "text": SECRET[1]}, HIDE,
]  # fmt: skip


def asked(first: bool, second: bool) -> State:
    """The state after both filled and both were asked."""
    return act_all(MAP, *FILLED, take(0), say(first), take(1), say(second))


def screen(*actions: Action) -> tuple[str, int | None]:
    return screen_of(act_all(MAP, *actions))


def test_two_people_fill_one_after_the_other_and_are_asked_one_after_the_other() -> None:
    steps = [TWO, HIDE, take(1), HIDE, take(0), say(True), take(1), say(True)]
    assert [screen(*steps[:count]) for count in range(len(steps) + 1)] == [
        ("start", None),
        ("fill", 0),
        ("handover", 1),
        ("fill", 1),
        ("handover", 0),
        ("ask", 0),
        ("handover", 1),
        ("ask", 1),
        ("compare", None),
    ]


def test_the_second_is_asked_whatever_the_first_said() -> None:
    both = [MAP.view(act_all(MAP, *FILLED, take(0), say(yes))) for yes in (True, False)]
    assert both[0] == both[1] and both[0]["screen"] == "handover"
    assert MAP.view(act_all(MAP, *FILLED, take(0), say(False), take(1)))["screen"] == "ask"


def test_a_no_looks_the_same_whoever_said_it() -> None:
    views = [MAP.view(asked(*answers)) for answers in ((True, False), (False, True), (False, False))]
    assert views[0] == views[1] == views[2] and views[0]["title"] == "No comparing today"


def test_everything_after_a_no_goes_on_the_same_whoever_said_it() -> None:
    rest: list[Action] = [{"do": "knock", "who": 0}, {"do": "enter", "who": 0}, HIDE, {"do": "fresh"}, {"do": "stay"}]
    for count in range(len(rest) + 1):
        views = [MAP.view(act_all(MAP, *rest[:count], state=asked(*told))) for told in ((True, False), (False, True))]
        assert views[0] == views[1]


def test_both_maps_show_once_both_said_yes_with_what_differs_first() -> None:
    both = MAP.view(asked(True, True))["both"]
    assert [(row["text"], row["places"]) for row in both["differ"]] == [("Thing 0", ["Private", "Between us"])]
    assert both["differ"][0]["ask"] == MAP.setting.say("map-ask-private-us")
    assert both["rest"][:3] == [
        {"text": "Thing 1", "places": ["Between us", "Between us"]},
        {"text": "Thing 2", "places": ["Private", "left open"]},
        {"text": "Thing 3", "places": ["left open", "Fine for others"]},
    ]
    own = [[{"text": SECRET[0], "place": "Fine for others"}], [{"text": SECRET[1], "place": "left open"}]]
    assert both["own"] == own


@pytest.mark.parametrize(("first", "second"), [("private", "others"), ("others", "private"), ("us", "others")])
def test_each_difference_has_the_question_for_its_two_places(first: str, second: str) -> None:
    steps = [TWO, put(0, first), HIDE, take(1), put(0, second), HIDE, take(0), say(True), take(1), say(True)]
    row = MAP.view(act_all(MAP, *steps))["both"]["differ"][0]
    key = "map-ask-us-others" if first == "us" else "map-ask-private-others"
    assert row["ask"] == MAP.setting.say(key)


@pytest.mark.parametrize(("doing", "told"), [("reask", (True, False)), ("part", (True, True))])
def test_both_are_asked_anew_after_a_no_and_after_hiding_both_maps(doing: str, told: tuple[bool, bool]) -> None:
    state = act_all(MAP, {"do": doing}, state=asked(*told))
    assert state["answers"] == [None, None] and screen_of(state) == ("handover", 0)


def test_an_own_map_opens_again_only_after_the_question_who_one_is() -> None:
    state = act_all(MAP, {"do": "knock", "who": 1}, state=asked(False, True))
    assert screen_of(state) == ("gate", 1) and MAP.view(state)["items"] == []
    view = MAP.view(act_all(MAP, {"do": "enter", "who": 1}, state=state))
    assert view["items"][0]["place"] == "us" and view["items"][-1]["text"] == SECRET[1]


def test_no_at_the_gate_leads_back() -> None:
    state = asked(False, True)
    assert act_all(MAP, {"do": "knock", "who": 1}, {"do": "back"}, state=state) == state


def test_looking_at_an_own_map_changes_neither_turn_nor_answers() -> None:
    state = act_all(MAP, *FILLED, take(0), say(False))
    after = act_all(MAP, {"do": "knock", "who": 0}, {"do": "enter", "who": 0}, HIDE, state=state)
    assert after == state


def test_who_has_not_filled_yet_has_nothing_to_look_at() -> None:
    state = act_all(MAP, TWO, HIDE)
    assert [look["who"] for look in MAP.view(state)["looks"]] == [0]
    assert_refused(MAP, state, {"do": "knock", "who": 1})


def test_alone_one_fills_and_keeps() -> None:
    state = act_all(MAP, ONE, put(0, "us"), HIDE)
    view = MAP.view(state)
    assert (view["screen"], view["items"], view["done"]) == ("kept", [], True)
    again = MAP.view(act_all(MAP, {"do": "knock", "who": 0}, {"do": "enter", "who": 0}, state=state))
    assert again["items"][0]["place"] == "us"


def test_a_second_person_can_join_and_finds_the_first_map_hidden() -> None:
    state = act_all(MAP, ONE, put(0, "us"), HIDE, {"do": "join"}, take(1))
    assert screen_of(state) == ("fill", 1) and all(item["place"] is None for item in MAP.view(state)["items"])


def test_a_page_that_goes_shuts_the_open_map_and_keeps_it() -> None:
    state = act_all(MAP, TWO, put(0, "us"), {"do": "leave"})
    assert screen_of(state) == ("handover", 0) and MAP.view(state)["items"] == []
    assert MAP.view(act_all(MAP, take(0), state=state))["items"][0]["place"] == "us"


def test_three_things_of_one_s_own_can_be_added_and_taken_away() -> None:
    adds: list[Action] = [{"do": "add", "text": f"Own {number}"} for number in range(3)]
    state = act_all(MAP, TWO, *adds)
    assert MAP.view(state)["room"] == 0
    assert_refused(MAP, state, {"do": "add", "text": "One more"})
    after = MAP.view(act_all(MAP, put(7, "us"), {"do": "remove", "own": 0}, state=state))
    assert [(item["text"], item["place"]) for item in after["items"][6:]] == [("Own 1", "us"), ("Own 2", None)]


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\ud800"])
def test_an_own_thing_needs_words(text: str) -> None:
    assert_refused(MAP, act_all(MAP, TWO), {"do": "add", "text": text})


def test_an_own_thing_is_one_short_line() -> None:
    items = MAP.view(act_all(MAP, TWO, {"do": "add", "text": "a\nb" + "c" * 300}))["items"]
    assert items[-1]["text"].startswith("a bc") and len(items[-1]["text"]) == 120


@pytest.mark.parametrize("place", ["", "home", "Private", None, 0, []])
def test_a_place_that_is_none_is_refused(place: Any) -> None:
    assert_refused(MAP, act_all(MAP, TWO), {"do": "place", "item": 0, "place": place})


EVERY: list[Action] = [
    TWO, HIDE, put(0, "us"), {"do": "add", "text": "x"}, {"do": "remove", "own": 0}, say(True), say(False),
    *({"do": doing, "who": who} for doing in ("take", "knock", "enter") for who in (0, 1)),
    *({"do": doing} for doing in ("back", "join", "reask", "part", "stay", "clear", "leave")),
]  # fmt: skip
ONLY = {
    "start": (START, {"begin"}),
    "fill": (act_all(MAP, TWO, {"do": "add", "text": "y"}), {"place", "add", "remove", "hide", "leave"}),
    "handover": (act_all(MAP, TWO, HIDE), {"take", "knock"}),
    "ask": (act_all(MAP, *FILLED, take(0)), {"answer", "leave"}),
    "gate": (act_all(MAP, TWO, HIDE, {"do": "knock", "who": 0}), {"enter", "back", "leave"}),
    "kept": (act_all(MAP, ONE, HIDE), {"knock", "join"}),
    "closed": (asked(True, False), {"knock", "reask"}),
    "compare": (asked(True, True), {"part"}),
    "sure": (act_all(MAP, *FILLED, {"do": "fresh"}), {"stay", "clear"}),
}


@pytest.mark.parametrize("name", ONLY)
def test_a_screen_takes_its_own_actions_and_no_others(name: str) -> None:
    state, fitting = ONLY[name]
    assert screen_of(state)[0] == name
    for action in EVERY:
        if action["do"] not in fitting:
            assert_refused(MAP, state, action)


def test_nobody_takes_a_turn_that_is_the_other_s() -> None:
    assert_refused(MAP, act_all(MAP, TWO, HIDE), take(0))
    assert_refused(MAP, act_all(MAP, TWO, HIDE, {"do": "knock", "who": 0}), {"do": "enter", "who": 1})


def test_nobody_opens_the_second_map_while_the_first_is_asked() -> None:
    assert_refused(MAP, act_all(MAP, *FILLED), take(1))


def test_starting_again_asks_first_and_shuts_what_is_open() -> None:
    state = act_all(MAP, TWO, put(0, "us"), {"do": "fresh"})
    view = MAP.view(state)
    assert (view["screen"], view["items"]) == ("sure", [])
    assert screen_of(act_all(MAP, {"do": "stay"}, state=state)) == ("handover", 0)
    assert act_all(MAP, {"do": "clear"}, state=state) == START


def test_what_was_shown_is_shown_again_only_when_both_are_asked_again() -> None:
    state = act_all(MAP, {"do": "fresh"}, {"do": "stay"}, state=asked(True, True))
    assert screen_of(state) == ("handover", 0) and state["answers"] == [None, None]


def test_what_is_cleared_can_be_brought_back_whole() -> None:
    work = Work(asked(False, True))
    for action in ({"do": "fresh"}, {"do": "clear"}, {"do": "undo"}, {"do": "stay"}):
        work = works.act(MAP, work, action)
    assert work.state == asked(False, True)


def test_again_alone_can_not_be_brought_back_since_a_map_may_be_open() -> None:
    work = works.act(MAP, Work(act_all(MAP, TWO, put(0, "us"))), {"do": "again"})
    assert work.before is None and work.state == START


def test_paper_alone_never_holds_the_map_of_a_second_person() -> None:
    state = act_all(MAP, ONE, {"do": "add", "text": SECRET[0]})
    told = plain_text(MAP.blocks(state))
    assert SECRET[0] in told and SECRET[1] not in told


def test_paper_of_two_who_agreed_has_both_maps_and_the_questions() -> None:
    told = plain_text(MAP.blocks(asked(True, True)))
    assert all(words in told for words in (*SECRET, "Person A", "Person B", MAP.setting.say("map-ask-private-us")))


def test_paper_of_two_who_agree_in_everything_has_no_empty_part() -> None:
    steps = [TWO, put(0, "us"), HIDE, take(1), put(0, "us"), HIDE, take(0), say(True), take(1), say(True)]
    block = MAP.blocks(act_all(MAP, *steps))
    assert list(find_block_faults(block)) == [] and MAP.setting.say("map-differ") not in plain_text(block)


def test_the_empty_sheet_has_each_thing_three_places_and_room_for_three_own() -> None:
    table = BLANK["inside"][2]
    assert [plain_text(cell["inside"]) for cell in table["head"]][1:] == ["Private", "Between us", "Fine for others"]
    assert len(table["rows"]) == 6 + 3 and all(not plain_text(cell) for row in table["rows"] for cell in row[1:])


@pytest.mark.parametrize(
    "fields",
    [{"items": ["One"] * 5}, {"items": ["x"] * 17}, {"places": {"private": "P", "us": "U"}}, {"places": ["a"]}],
)
def test_an_exercise_with_too_little_or_too_much_is_a_problem(fields: Any) -> None:
    with pytest.raises(WorkshopError):
        make_exercise("map", **fields)
