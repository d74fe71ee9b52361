"""The partner's trust follows the table that the content guide prints."""

from __future__ import annotations

import re
from itertools import product

import pytest

from workshop.content.model import Temper
from workshop.content.moves import Move
from workshop.paths import KIT_ROOT
from workshop.roleplay.partner import (
    EXTRA,
    HIGHEST,
    LOWEST,
    NEEDED,
    QUESTIONS,
    SHIFT,
    START,
    TEMPERS,
    allows,
    is_worn_out,
    shift_trust,
)

GUIDE = (KIT_ROOT / "docs" / "content-guide.md").read_text(encoding="utf-8").split("How trust moves")[1]
RAISING = [move for move in Move if SHIFT[move] > 0]
LOWERING = [move for move in Move if SHIFT[move] < 0]


@pytest.mark.parametrize(("temper", "move"), list(product(TEMPERS, Move)))
def test_one_move_shifts_trust_by_its_number_and_what_the_temper_adds(temper: Temper, move: Move) -> None:
    assert shift_trust(5, move, temper, []) == 5 + SHIFT[move] + EXTRA[temper].get(move, 0)


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
    found = {shift_trust(trust, move, temper, []) for move in Move for trust in range(LOWEST, HIGHEST + 1)}
    assert found == set(range(LOWEST, HIGHEST + 1))


@pytest.mark.parametrize("move", RAISING)
def test_the_third_time_running_gains_nothing(move: Move) -> None:
    assert shift_trust(5, move, "eager", [move, move]) == 5


@pytest.mark.parametrize("move", RAISING)
def test_the_second_time_running_still_gains(move: Move) -> None:
    assert shift_trust(5, move, "eager", [move]) > 5


@pytest.mark.parametrize("move", RAISING)
def test_a_move_gains_again_after_another_one_came_between(move: Move) -> None:
    assert shift_trust(5, move, "eager", [move, move, Move.OTHER]) > 5


@pytest.mark.parametrize("move", LOWERING)
def test_what_lowers_trust_lowers_it_every_time(move: Move) -> None:
    assert shift_trust(9, move, "eager", [move, move, move]) == shift_trust(9, move, "eager", [])


@pytest.mark.parametrize("before", list(product(sorted(QUESTIONS), repeat=2)))
def test_a_third_question_running_gains_nothing(before: tuple[Move, Move]) -> None:
    assert shift_trust(5, Move.OPEN_QUESTION, "tired", before) == 5


def test_a_question_after_a_question_and_something_else_gains() -> None:
    assert shift_trust(5, Move.OPEN_QUESTION, "tired", [Move.OPEN_QUESTION, Move.SAY_BACK]) == 6


@pytest.mark.parametrize("before", [[], [Move.SAY_BACK]])
def test_nothing_is_worn_out_before_two_moves_were_made(before: list[Move]) -> None:
    assert not is_worn_out(Move.SAY_BACK, before)


def test_the_moves_so_far_are_not_changed() -> None:
    before = [Move.SHARE, Move.SHARE]
    shift_trust(5, Move.SHARE, "joking", before)
    assert before == [Move.SHARE, Move.SHARE]


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
