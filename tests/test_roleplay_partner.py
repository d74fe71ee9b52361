"""The partner's trust follows the table that the content guide prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest
from exercise_cases import kit_of

from workshop.content.model import Temper
from workshop.content.moves import Move
from workshop.paths import KIT_ROOT
from workshop.roleplay.partner import (
    EXTRA,
    HIGHEST,
    HOLDING,
    HURTING,
    LOWEST,
    MENDING,
    NEEDED,
    QUESTIONS,
    RULES,
    SHIFT,
    START,
    TEMPERS,
    Moment,
    allows,
    is_sore,
    is_worn_out,
    shift_trust,
    weigh_move,
)

GUIDE = (KIT_ROOT / "docs" / "content-guide.md").read_text(encoding="utf-8").split("How trust moves")[1]
RAISING = [move for move in Move if SHIFT[move] > 0]
LOWERING = [move for move in Move if SHIFT[move] < 0]


def shift(move: Move, temper: Temper = "tired", before: Sequence[Move] = (), *, sore: bool = False) -> int:
    """By how much a move shifts trust from the middle."""
    return shift_trust(5, move, Moment(temper, tuple(before), sore)) - 5


@pytest.mark.parametrize(("temper", "move"), list(product(TEMPERS, Move)))
def test_one_move_shifts_trust_by_its_number_and_what_the_temper_adds(temper: Temper, move: Move) -> None:
    assert shift(move, temper) == SHIFT[move] + EXTRA[temper].get(move, 0)


def test_every_move_has_a_number() -> None:
    assert set(SHIFT) == set(Move)


def test_every_temper_has_a_start_and_what_it_adds() -> None:
    assert set(START) == set(EXTRA) == set(TEMPERS)


def test_the_numbers_are_those_of_the_content_guide() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ([+-]?\d) \|", GUIDE, re.MULTILINE)
    assert {Move(move): int(shift) for move, shift in rows} == SHIFT


def test_the_starts_are_those_of_the_content_guide() -> None:
    told = re.search(r"start: ([^)]*)\)", GUIDE)
    assert told
    assert {name: int(trust) for name, trust in (part.split() for part in told[1].split(", "))} == START


def test_what_a_temper_adds_is_what_the_content_guide_says() -> None:
    told = re.findall(r"\*([a-z]+)\*: ([a-z-]+) ([+-]\d), ([a-z-]+)\s([+-]\d)", GUIDE)
    found = {temper: {Move(one): int(up), Move(other): int(down)} for temper, one, up, other, down in told}
    assert found == EXTRA


@pytest.mark.parametrize("temper", TEMPERS)
def test_trust_never_leaves_its_bounds(temper: Temper) -> None:
    moments = [Moment(temper, before, sore) for before in product(Move, repeat=2) for sore in (False, True)]
    trusts = range(LOWEST, HIGHEST + 1)
    found = {shift_trust(trust, move, moment) for moment in moments for move in Move for trust in trusts}
    assert found == set(trusts)


@pytest.mark.parametrize("move", [move for move in RAISING if move is not Move.SAY_BACK])
def test_the_third_time_running_gains_nothing(move: Move) -> None:
    assert shift(move, before=[move, move]) == 0


def test_giving_back_wears_out_the_fourth_time_running() -> None:
    back = Move.SAY_BACK
    assert [shift(back, before=[back] * times) for times in range(5)] == [2, 2, 2, 0, 0]
    assert shift(back, before=[back, back, Move.AFFIRM, back]) == 2


def test_a_line_of_which_nobody_is_sure_breaks_a_row_and_no_more() -> None:
    moment = Moment("tired", (Move.AFFIRM, Move.AFFIRM, None))
    assert shift_trust(5, Move.AFFIRM, moment) == 6
    assert shift_trust(5, Move.SHARE, Moment("tired", (Move.SHARE, None))) == 6
    # What hurt is still there to mend, and one who has pulled back has not come back.
    assert "mended" in dict(weigh_move(Move.AFFIRM, Moment("tired", (Move.JUDGE, None))))
    assert "pulled-back" in dict(weigh_move(Move.OPEN_QUESTION, Moment("tired", (Move.JUDGE, Move.PUSH, None))))


@pytest.mark.parametrize("move", [move for move in RAISING if move is not Move.SHARE])
def test_the_second_time_running_still_gains(move: Move) -> None:
    assert shift(move, before=[move]) > 0


def test_a_second_story_of_one_s_own_running_gains_nothing() -> None:
    assert shift(Move.SHARE) > 0 and shift(Move.SHARE, before=[Move.SHARE]) == 0


@pytest.mark.parametrize("move", RAISING)
def test_a_move_gains_again_after_another_one_came_between(move: Move) -> None:
    assert shift(move, before=[move, move, Move.OTHER]) > 0


@pytest.mark.parametrize("move", LOWERING)
def test_what_lowers_trust_lowers_it_every_time(move: Move) -> None:
    assert shift(move, before=[move, move, move]) == shift(move)


@pytest.mark.parametrize("before", list(product(sorted(QUESTIONS), repeat=2)))
def test_a_third_question_running_gains_nothing(before: tuple[Move, Move]) -> None:
    assert shift(Move.OPEN_QUESTION, before=before) == 0


def test_a_question_after_a_question_and_something_else_gains() -> None:
    assert shift(Move.OPEN_QUESTION, before=[Move.OPEN_QUESTION, Move.SAY_BACK]) == 1


@pytest.mark.parametrize("before", [[], [Move.SAY_BACK]])
def test_nothing_is_worn_out_before_two_moves_were_made(before: list[Move]) -> None:
    assert not is_worn_out(Move.SAY_BACK, before)


@pytest.mark.parametrize("move", sorted(HOLDING))
def test_a_sore_spot_that_is_held_gains_one_more(move: Move) -> None:
    assert shift(move, sore=True) == shift(move) + 1


@pytest.mark.parametrize("move", [Move.ADVISE, Move.CLOSED_QUESTION, Move.INFORM, Move.DISMISS])
def test_a_sore_spot_that_is_passed_over_costs_one_more(move: Move) -> None:
    assert shift(move, sore=True) == shift(move) - 1


@pytest.mark.parametrize(
    ("depth", "earlier", "sore"), [(3, [1, 2], True), (3, [3, 1], False), (4, [3], True), (2, [], False)]
)
def test_a_spot_is_sore_when_it_is_deep_and_new(depth: int, earlier: list[int], sore: bool) -> None:
    assert is_sore(depth, earlier) is sore


@pytest.mark.parametrize("hurt", LOWERING)
@pytest.mark.parametrize("move", sorted(MENDING))
def test_a_kind_line_right_after_a_mistake_mends_some_of_it(move: Move, hurt: Move) -> None:
    assert shift(move, before=[hurt]) == shift(move) + 1
    assert shift(move, before=[hurt, Move.OTHER]) == shift(move)


def test_advice_does_no_harm_once_the_partner_was_heard_twice() -> None:
    assert shift(Move.ADVISE, before=[Move.SAY_BACK]) == -1
    assert shift(Move.ADVISE, before=[Move.SAY_BACK, Move.OTHER, Move.AFFIRM]) == 0
    assert shift(Move.ADVISE, before=[Move.SAY_BACK, Move.OTHER, Move.AFFIRM], sore=True) == -2


def test_giving_time_right_after_an_open_question_gains_one_more() -> None:
    assert shift(Move.GIVE_TIME, before=[Move.OPEN_QUESTION]) == shift(Move.GIVE_TIME) + 1


@pytest.mark.parametrize("before", list(product(sorted(HURTING), repeat=2)))
def test_one_who_has_pulled_back_does_not_open_to_a_question(before: tuple[Move, Move]) -> None:
    assert shift(Move.OPEN_QUESTION, before=before) == 0
    assert shift(Move.GIVE_TIME, before=before) > 0


@pytest.mark.parametrize("move", Move)
def test_the_reasons_add_up_to_the_shift_and_name_the_rules(move: Move) -> None:
    for before, sore in product(product(Move, repeat=2), (False, True)):
        reasons = weigh_move(move, Moment("eager", before, sore))
        assert sum(by for _, by in reasons) == shift(move, "eager", before, sore=sore)
        assert {name for name, _ in reasons} <= {"move", *(rule.name for rule in RULES)}


@pytest.mark.parametrize(("depth", "needed"), NEEDED.items())
def test_a_depth_opens_at_the_trust_it_needs_and_not_before(depth: int, needed: int) -> None:
    assert [trust for trust in range(11) if allows(trust, depth)] == list(range(needed, 11))


def test_the_trust_that_depths_need_is_that_of_the_content_guide() -> None:
    told = (KIT_ROOT / "docs" / "content-guide.md").read_text(encoding="utf-8")
    found = re.search(r"depth 2 needs trust (\d), depth 3 needs (\d), depth 4 needs (\d)", told)
    assert found
    assert {1: 0} | dict(zip((2, 3, 4), map(int, found.groups()), strict=True)) == NEEDED


@pytest.mark.parametrize("temper", TEMPERS)
def test_nobody_starts_with_enough_trust_for_what_matters(temper: Temper) -> None:
    assert not allows(START[temper], 3)


PAGE = (KIT_ROOT / "docs" / "partner.md").read_text(encoding="utf-8")


def rows_of(heading: str) -> list[list[str]]:
    """The rows of the tables below a heading of the page, as cells; without heads and lines."""
    part = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in part.split("\n") if row.startswith("|")]
    return [row for row in rows if not set(row[0]) <= {"-"} and row[-1] not in ("why", "needs trust")]


def test_the_page_tells_where_trust_begins_and_what_it_opens() -> None:
    rows = rows_of("Where trust begins, and what it opens")
    assert {row[0]: int(row[1]) for row in rows if row[0] in TEMPERS} == START
    assert {int(row[0]): int(row[2]) for row in rows if row[0].isdigit()} == NEEDED


def test_the_page_tells_what_each_move_does_and_why() -> None:
    rows = rows_of("What a move does by itself")
    assert {Move(row[0].strip("`")): int(row[1]) for row in rows} == SHIFT
    assert all(row[2] for row in rows)


def test_the_page_tells_every_rule_in_its_order_with_a_reason() -> None:
    rows = rows_of("What the moment adds")
    assert [row[0].strip("`") for row in rows] == [rule.name for rule in RULES]
    assert all(len(row) == 4 and row[1] and row[3] for row in rows)


def test_the_page_tells_what_each_temper_adds_and_why() -> None:
    rows = rows_of("What the temper adds")
    told = [(row[0], Move(row[1].strip("`")), int(row[2])) for row in rows]
    assert told == [(temper, move, by) for temper, moves in EXTRA.items() for move, by in moves.items()]


def test_each_move_and_temper_s_spot_has_a_sentence_of_its_own_for_the_learner_and_on_the_page() -> None:
    words = kit_of().interface
    moves = {f"move-{row[0].strip('`')}": row[2] for row in rows_of("What a move does by itself")}
    spots = {f"temper-{row[0]}-{row[1].strip('`')}": row[3] for row in rows_of("What the temper adds")}
    for name, why in (moves | spots).items():
        told = words[f"partner-rule-{name}"].removeprefix("{by}: ").removeprefix("{move}. ")
        assert told[0].upper() + told[1:] == why
    assert len({*moves.values(), *spots.values()}) == len(SHIFT) + sum(map(len, EXTRA.values()))


def test_every_other_rule_has_words_for_the_learner() -> None:
    words = kit_of().interface
    assert [rule.name for rule in RULES if rule.name != "temper" and f"partner-rule-{rule.name}" not in words] == []
