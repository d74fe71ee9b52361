"""Apologies in own words: they mend what hurt a short while ago, and are never heard as talk about oneself."""

from __future__ import annotations

import itertools

import pytest
from test_roleplay_own_words import line, porch, replies_as, scenario_as

from workshop.content.model import Temper
from workshop.content.moves import Move
from workshop.roleplay.own_talk import Line, OwnTalk
from workshop.roleplay.own_words import replay
from workshop.roleplay.partner import SHIFT, TEMPERS

NUMBERS = itertools.count()
LOWERING = sorted(move for move, change in SHIFT.items() if change < 0)
STEADY = sorted(move for move, change in SHIFT.items() if change >= 0)


def sorry(move: Move = Move.SHARE) -> Line:
    """An apology in words of its own each time."""
    return Line(f"I was wrong there, {next(NUMBERS)}.", move, apology=True)


def last_reasons(talk: OwnTalk) -> dict[str, int]:
    return dict(talk.exchanges[-2].reasons)


def weights(talk: OwnTalk) -> list[int]:
    return [exchange.weight for exchange in talk.exchanges[:-1]]


def answered_as(talk: OwnTalk) -> list[str]:
    """On which occasions the partner's last answer fits."""
    assert talk.now.reply is not None
    return [str(occasion) for occasion in talk.replies[talk.now.reply].to]


@pytest.mark.parametrize("before", [[Move.SHARE], [Move.INFORM, Move.SHARE], [Move.JUDGE, Move.SHARE]])
def test_an_apology_is_never_talk_about_oneself(before: list[Move]) -> None:
    assert "turned-to-self" not in last_reasons(porch(*before, sorry()))
    assert "turned-to-self" in last_reasons(porch(*before, Move.SHARE))


def test_it_is_not_the_first_of_two_stories_either() -> None:
    assert "turned-to-self" not in last_reasons(porch(Move.INFORM, sorry(), Move.SHARE))


@pytest.mark.parametrize("hurting", LOWERING)
@pytest.mark.parametrize("since", [0, 1, 2])
def test_it_mends_what_one_of_the_last_three_lines_hurt(hurting: Move, since: int) -> None:
    talk = porch(Move.SAY_BACK, hurting, *[Move.INFORM] * since, sorry())
    assert last_reasons(talk) == {"move": 1, "mended": 1}


def test_what_hurt_four_lines_ago_is_past() -> None:
    assert last_reasons(porch(Move.JUDGE, *[Move.INFORM] * 3, sorry())) == {"move": 1}


def test_other_lines_still_mend_the_last_one_alone() -> None:
    assert "mended" not in last_reasons(porch(Move.JUDGE, Move.INFORM, Move.SHARE))


@pytest.mark.parametrize("move", STEADY)
def test_with_nothing_to_mend_it_counts_as_its_move(move: Move) -> None:
    assert weights(porch(sorry(move))) == weights(porch(move))


@pytest.mark.parametrize("move", STEADY)
def test_whatever_move_it_makes_it_mends(move: Move) -> None:
    assert last_reasons(porch(Move.JUDGE, sorry(move)))["mended"] == 1


def test_a_second_apology_for_the_same_hurt_mends_nothing_and_one_for_a_new_hurt_does() -> None:
    assert "mended" not in last_reasons(porch(Move.JUDGE, sorry(), sorry()))
    assert "mended" in last_reasons(porch(Move.JUDGE, sorry(), Move.PUSH, sorry()))


def test_it_does_not_wear_out_while_there_is_something_to_mend() -> None:
    assert last_reasons(porch(Move.JUDGE, Move.SHARE, Move.SHARE, sorry())) == {"move": 1, "mended": 1}


def test_many_apologies_for_nothing_wear_out() -> None:
    assert weights(porch(sorry(), sorry(), sorry())) == [1, 1, 0]


def test_after_two_lines_that_hurt_a_question_with_an_apology_reaches_the_partner() -> None:
    assert "pulled-back" not in last_reasons(porch(Move.PUSH, Move.DISMISS, sorry(Move.OPEN_QUESTION)))
    assert "pulled-back" in last_reasons(porch(Move.PUSH, Move.DISMISS, Move.OPEN_QUESTION))


@pytest.mark.parametrize("move", sorted(set(LOWERING) - {Move.ADVISE}))
def test_with_blame_beside_it_mends_nothing(move: Move) -> None:
    assert last_reasons(porch(Move.JUDGE, sorry(move))) == last_reasons(porch(Move.JUDGE, move))


def test_the_same_apology_again_gains_nothing() -> None:
    again = sorry()
    assert "said-before" in last_reasons(porch(Move.JUDGE, again, Move.JUDGE, Move.INFORM, again))


@pytest.mark.parametrize("temper", TEMPERS)
@pytest.mark.parametrize(
    ("lines", "mood"),
    [
        ([Move.AFFIRM, Move.SAY_BACK, Move.DISMISS, sorry()], "warm"),
        ([sorry(Move.OTHER)], "even"),
        ([Move.JUDGE, Move.JUDGE, sorry(Move.OTHER)], "withdrawn"),
    ],
)
def test_it_gets_an_answer_of_its_own(temper: Temper, lines: list[Line | Move], mood: str) -> None:
    said = [one if isinstance(one, Line) else line(one) for one in lines]
    talk = replay(scenario_as("four-words", temper), replies_as(temper), said)
    assert answered_as(talk) == ["apology"] and talk.now.told is None
    assert talk.now.reply is not None and talk.replies[talk.now.reply].mood == mood


def test_a_talk_with_many_apologies_never_runs_dry() -> None:
    talk = porch(*[sorry(move) for move in (Move.SHARE, Move.OTHER) * 8])
    said = [exchange.says for exchange in talk.exchanges]
    assert all(said) and len(said) == len(set(said))
