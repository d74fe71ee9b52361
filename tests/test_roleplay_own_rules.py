"""The rules of own-words play alone: gains that are too easy, lines that do not count, and the last chance."""

from __future__ import annotations

import pytest
from exercise_cases import kit_of
from test_roleplay_own_words import line, porch
from test_roleplay_partner import rows_of

from workshop.content.moves import Move
from workshop.roleplay.own_rules import OWN_RULES
from workshop.roleplay.own_talk import Line, OwnTalk
from workshop.roleplay.own_words import LONGEST
from workshop.roleplay.partner import HURTING, LOWEST, RULES

SILENCE, NONSENSE, DANGER = (
    line(Move.GIVE_TIME, "silence"),
    line(Move.OTHER, "nonsense"),
    line(Move.OTHER, "danger"),
)
UNCLEAR = Line("Some people.", Move.JUDGE, sure=False, second=Move.AFFIRM)
each_no_line = pytest.mark.parametrize("between", [NONSENSE, DANGER], ids=("nonsense", "danger"))
each_without_gain = pytest.mark.parametrize(
    "between", [NONSENSE, DANGER, UNCLEAR], ids=("nonsense", "danger", "unclear")
)


def last_reasons(talk: OwnTalk) -> dict[str, int]:
    """What the last line did, rule by rule."""
    return dict(talk.exchanges[-2].reasons)


def weights(talk: OwnTalk) -> list[int]:
    return [exchange.weight for exchange in talk.exchanges[:-1]]


def test_a_silence_right_after_a_silence_gains_nothing() -> None:
    talk = porch(SILENCE, SILENCE)
    assert weights(talk) == [2, 0] and last_reasons(talk)["silent-again"] == -2


def test_two_silences_of_a_talk_help_and_no_third() -> None:
    talk = porch(SILENCE, Move.INFORM, SILENCE, Move.INFORM, SILENCE)
    assert weights(talk) == [2, 0, 2, 0, 0] and last_reasons(talk)["silent-often"] == -2


def test_time_that_is_given_in_words_is_no_silence() -> None:
    assert weights(porch(SILENCE, Move.GIVE_TIME)) == [2, 2]


def test_one_who_only_stays_silent_is_never_told_what_matters() -> None:
    assert porch(*[SILENCE] * LONGEST).deepest == 1


@pytest.mark.parametrize("again", ["I WAS SCARED TOO", "i was   scared, too!!", "I was scared too."])
def test_the_same_words_again_gain_nothing_whatever_their_case_and_marks(again: str) -> None:
    talk = porch(Line("I was scared too.", Move.SHARE), Move.INFORM, Line(again, Move.SHARE))
    assert weights(talk) == [1, 0, 0] and last_reasons(talk)["said-before"] == -1


def test_the_same_words_again_still_hurt() -> None:
    assert porch(*[Line("You sulk.", Move.JUDGE)] * 2).exchanges[1].weight == -3


def test_pictures_alone_are_not_the_same_words() -> None:
    talk = porch(Line("🙂", Move.OTHER), Line("🙁", Move.OTHER))
    assert "said-before" not in last_reasons(talk)


@each_no_line
def test_what_is_no_line_moves_nothing_and_does_not_break_a_row_of_three(between: Line) -> None:
    talk = porch(Move.AFFIRM, Move.AFFIRM, between, Move.AFFIRM)
    assert weights(talk) == [1, 1, 0, 0] and "worn-out" in last_reasons(talk)


@each_without_gain
def test_what_moves_nothing_does_not_bring_back_one_who_has_pulled_back(between: Line) -> None:
    talk = porch(Move.DISMISS, Move.DISMISS, between, Move.OPEN_QUESTION)
    assert "pulled-back" in last_reasons(talk)


@each_no_line
def test_a_silence_stays_a_second_one_with_what_is_no_line_between(between: Line) -> None:
    assert "silent-again" in last_reasons(porch(SILENCE, between, SILENCE))


def test_a_line_that_is_not_clear_breaks_a_row() -> None:
    assert weights(porch(Move.AFFIRM, Move.AFFIRM, UNCLEAR, Move.AFFIRM)) == [1, 1, 0, 1]
    assert weights(porch(Move.SHARE, UNCLEAR, Move.SHARE)) == [1, 0, 1]
    assert weights(porch(SILENCE, UNCLEAR, SILENCE)) == [2, 0, 2]


def backs(*texts: str) -> list[Line]:
    return [Line(text, Move.SAY_BACK) for text in texts]


def test_a_third_line_that_gives_back_with_the_same_opener_gains_nothing() -> None:
    lines = backs("Sounds like it was loud.", "sounds like nobody asked!", "Sounds, like, you were alone.")
    talk = porch(*lines)
    assert talk.exchanges[1].weight > 0 and (weights(talk)[2], last_reasons(talk)["same-opener"]) == (0, -2)


@pytest.mark.parametrize(
    "lines",
    [
        backs("Sounds like it was loud.", "So nobody asked.", "Sounds like you were alone."),
        backs("Sounds like it was loud.", "Sounds good to you.", "Sounds like you were alone."),
        backs("Loud.", "Loud!!", "Loud?!"),
        [*backs("Sounds like it was loud.", "Sounds like nobody asked."), UNCLEAR, *backs("Sounds like you hid.")],
        [Line(f"I am {word}.", Move.AFFIRM) for word in ("here", "with you", "not going")],
    ],
)
def test_other_openers_another_move_or_a_row_that_is_broken_are_not_the_same_opener(lines: list[Line]) -> None:
    assert "same-opener" not in last_reasons(porch(*lines))


def test_a_line_that_the_learner_has_explained_counts() -> None:
    explained = Line(UNCLEAR.text, Move.SHARE, meant=True)
    assert explained.counts and weights(porch(explained)) == [1]


@pytest.mark.parametrize(
    ("move", "second", "named"),
    [
        (Move.JUDGE, Move.AFFIRM, (Move.AFFIRM, Move.JUDGE)),
        (Move.PUSH, Move.CLOSED_QUESTION, (Move.CLOSED_QUESTION, Move.PUSH)),
        (Move.SAY_BACK, Move.DISMISS, (Move.SAY_BACK, Move.DISMISS)),
        (Move.JUDGE, Move.PUSH, (Move.PUSH, Move.JUDGE)),
        (Move.PUSH, Move.DISMISS, (Move.PUSH, Move.DISMISS)),
        (Move.SHARE, Move.AFFIRM, (Move.SHARE, Move.AFFIRM)),
    ],
)
def test_of_two_moves_that_a_line_may_be_the_one_that_hurts_is_not_named_first(
    move: Move, second: Move, named: tuple[Move, Move]
) -> None:
    assert Line("Words.", move, sure=False, second=second).likely == named


def answered_as(talk: OwnTalk) -> list[str]:
    """On which occasions the partner's last answer fits."""
    assert talk.now.reply is not None
    return [str(occasion) for occasion in talk.replies[talk.now.reply].to]


def test_after_two_lines_that_hurt_a_partner_without_trust_gives_a_last_chance() -> None:
    talk = porch(Move.JUDGE, Move.PUSH)
    assert (talk.outcome, talk.now.trust, answered_as(talk)) == (None, LOWEST, ["last-chance"])


@pytest.mark.parametrize("move", sorted(HURTING))
def test_one_who_hurts_again_after_that_is_left(move: Move) -> None:
    talk = porch(Move.JUDGE, Move.PUSH, move)
    assert (talk.outcome, talk.now.says, talk.now.trust) == ("closed", "I am going in.", LOWEST)


@pytest.mark.parametrize("move", [Move.SAY_BACK, Move.AFFIRM, Move.GIVE_TIME, Move.SHARE])
def test_a_line_that_mends_at_the_last_chance_goes_on(move: Move) -> None:
    mended = porch(Move.JUDGE, Move.PUSH, move)
    assert mended.outcome is None and mended.now.trust >= 2 and "mended" in last_reasons(mended)
    hurt = porch(Move.JUDGE, Move.PUSH, move, Move.JUDGE)
    assert hurt.outcome is None and answered_as(hurt) != ["last-chance"]
    assert porch(Move.JUDGE, Move.PUSH, move, Move.JUDGE, Move.JUDGE, Move.JUDGE).outcome == "closed"


def test_a_line_that_neither_hurts_nor_mends_leaves_the_last_chance_as_it_is() -> None:
    assert porch(Move.JUDGE, Move.PUSH, Move.INFORM).outcome is None
    assert porch(Move.JUDGE, Move.PUSH, Move.INFORM, NONSENSE, Move.DISMISS).outcome == "closed"


@pytest.mark.parametrize("move", sorted(HURTING))
def test_one_who_only_hurts_is_left_within_a_few_turns(move: Move) -> None:
    talk = porch(*[move] * LONGEST)
    assert talk.outcome == "closed" and 3 <= len(talk.lines) <= 4


def test_a_talk_that_comes_to_its_evening_without_trust_is_closed() -> None:
    talk = porch(*[Move.ADVISE] * LONGEST)
    assert (talk.outcome, len(talk.lines)) == ("closed", LONGEST)


def test_the_page_tells_every_rule_of_own_words_in_its_order_with_a_reason() -> None:
    rows = rows_of("In own words")
    assert [row[0].strip("`") for row in rows] == [rule.name for rule in OWN_RULES]
    assert all(len(row) == 4 and row[1] and row[3] for row in rows)


def test_every_rule_of_own_words_has_words_for_the_learner_and_a_name_of_its_own() -> None:
    assert [rule.name for rule in OWN_RULES if f"partner-rule-{rule.name}" not in kit_of().interface] == []
    assert not {rule.name for rule in OWN_RULES} & {rule.name for rule in RULES}
