"""Own-words play: it fits every scenario and temper, never runs dry, never says the same twice, and ends kindly."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pytest
from exercise_cases import kit_of
from story_cases import make_scenario

from workshop.content.model import Scenario, Temper
from workshop.content.moves import Move
from workshop.roleplay.own_talk import SORTS, Line, OwnTalk, Sort
from workshop.roleplay.own_words import LONGEST, begin, end_here, replay, say
from workshop.roleplay.partner import SHIFT, TEMPERS
from workshop.roleplay.replies import Reply, replies_of

SCENARIOS = kit_of().find_names("scenarios", ".yaml")
SKILLED = (Move.SAY_BACK, Move.AFFIRM, Move.GIVE_TIME, Move.OPEN_QUESTION)
HARD = (Move.PUSH, Move.JUDGE, Move.ADVISE)
each_scenario = pytest.mark.parametrize("name", SCENARIOS)
each_temper = pytest.mark.parametrize("temper", TEMPERS)


@lru_cache
def scenario_as(name: str, temper: Temper) -> Scenario:
    """A scenario of the kit with a partner of another temper."""
    scenario = kit_of().scenario(name)
    return scenario.model_copy(update={"partner": scenario.partner.model_copy(update={"temper": temper})})


@lru_cache
def replies_as(temper: Temper) -> tuple[Reply, ...]:
    return replies_of(kit_of(), temper)


# Nobody says the same words twice here, unless a test is about that.
NUMBERS = itertools.count()


def line(move: Move, sort: Sort = "words") -> Line:
    return Line("" if sort == "silence" else f"Some words, {next(NUMBERS)}.", move, sort)


def play(name: str, temper: Temper, moves: Sequence[Move]) -> OwnTalk:
    return replay(scenario_as(name, temper), replies_as(temper), [line(move) for move in moves])


def porch(*lines: Line | Move) -> OwnTalk:
    """The small story: Kim is reserved, so trust begins at 3, and each level has one line."""
    said = [one if isinstance(one, Line) else line(one) for one in lines]
    return replay(make_scenario(), replies_as("reserved"), said)


@each_scenario
@each_temper
def test_a_skilled_listener_hears_something_that_matters(name: str, temper: Temper) -> None:
    talk = play(name, temper, SKILLED * 4)
    assert talk.deepest >= 3 and talk.outcome in ("opened", "steady")


@each_scenario
@each_temper
def test_one_who_presses_judges_and_advises_hears_small_things_and_is_left(name: str, temper: Temper) -> None:
    talk = play(name, temper, HARD * 6)
    assert talk.deepest <= 2 and talk.outcome == "closed"


@each_scenario
@each_temper
def test_all_comes_out_to_one_who_listens_well_to_the_end(name: str, temper: Temper) -> None:
    talk = play(name, temper, SKILLED * 4)
    assert talk.outcome == "opened"
    assert_alive(talk)


def random_lines(seed: int) -> Iterator[Line]:
    """Any moves, and now and then a silence, nonsense or an insult."""
    chance = random.Random(seed)
    moves = chance.sample(list(Move), chance.choice((1, 2, 4, 13)))
    for _ in range(LONGEST):
        sort = chance.choice(("words", "words", "words", *SORTS))
        fixed = {"silence": Move.GIVE_TIME, "nonsense": Move.OTHER, "insult": Move.JUDGE}
        yield line(fixed.get(sort) or chance.choice(moves), sort)


def assert_alive(talk: OwnTalk) -> None:
    """Every answer has words, and none comes twice."""
    said = [exchange.says for exchange in talk.exchanges]
    assert all(said) and len(said) == len(set(said)), said


@each_scenario
@each_temper
def test_nobody_hears_the_same_twice_and_it_never_runs_dry(name: str, temper: Temper) -> None:
    for seed in range(12):
        assert_alive(replay(scenario_as(name, temper), replies_as(temper), list(random_lines(seed))))


@each_temper
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("move", Move)
def test_sixteen_lines_of_one_sort_still_get_sixteen_answers(temper: Temper, sort: Sort, move: Move) -> None:
    assert_alive(replay(scenario_as("four-words", temper), replies_as(temper), [line(move, sort)] * LONGEST))


def test_a_talk_begins_with_the_scenario_s_opening() -> None:
    now = porch().now
    assert (now.does, now.says, now.depth, now.trust) == ("looks at the street", "It is warm.", 1, 3)


def test_a_good_line_brings_the_next_thing_when_trust_allows() -> None:
    now = porch(Move.SAY_BACK).now
    assert (now.says, now.depth, now.trust, now.told) == ("The neighbors called.", 2, 5, (2, 0))


def test_a_line_that_does_nothing_brings_nothing_deeper() -> None:
    assert porch(Move.SAY_BACK, Move.INFORM).now.depth == 1


def test_before_a_deeper_level_there_is_a_breath() -> None:
    talk = porch(Move.SAY_BACK, Move.AFFIRM, Move.SAY_BACK)
    assert [exchange.depth for exchange in talk.exchanges] == [1, 2, 1, 3]


def test_a_silence_after_an_open_question_leaves_room_for_the_answer() -> None:
    silence, scenario = line(Move.GIVE_TIME, "silence"), scenario_as("four-words", "tired")
    waited = replay(scenario, replies_as("tired"), [line(Move.OPEN_QUESTION), silence])
    assert [exchange.told for exchange in waited.exchanges] == [None, (2, 0), (2, 1)]
    assert replay(scenario, replies_as("tired"), [silence, silence]).now.told is None


def test_nonsense_moves_nothing() -> None:
    before, after = porch().now, porch(line(Move.OTHER, "nonsense")).exchanges[0]
    assert (after.trust_after, after.reasons) == (before.trust, ())


@pytest.mark.parametrize("sort", ["silence", "nonsense", "insult", "danger"])
def test_silence_nonsense_and_insults_get_answers_of_their_own(sort: Sort) -> None:
    moves = {"silence": Move.GIVE_TIME, "nonsense": Move.OTHER, "danger": Move.OTHER, "insult": Move.JUDGE}
    move = moves[sort]
    talk = porch(Move.AFFIRM, line(move, sort))
    assert talk.now.reply is not None and sort in talk.replies[talk.now.reply].to


def test_a_silence_after_something_sore_is_answered_as_time_that_was_given() -> None:
    talk = porch(Move.SAY_BACK, Move.AFFIRM, Move.SAY_BACK, line(Move.GIVE_TIME, "silence"))
    assert talk.exchanges[-2].depth == 3 and talk.now.reply is not None
    assert Move.GIVE_TIME in talk.replies[talk.now.reply].to


@pytest.mark.parametrize(
    ("move", "second", "after"),
    [
        (Move.JUDGE, Move.SAY_BACK, 3),
        (Move.AFFIRM, Move.DISMISS, 3),
        (Move.AFFIRM, Move.SHARE, 4),
        # Both hurt, so the milder one counts; Kim is reserved, and pressure hurts more.
        (Move.JUDGE, Move.ADVISE, 2),
        (Move.ADVISE, Move.JUDGE, 2),
        (Move.JUDGE, Move.DISMISS, 1),
        (Move.JUDGE, Move.PUSH, 0),
    ],
)
def test_a_doubt_costs_nothing_and_between_two_that_hurt_what_the_milder_one_does(
    move: Move, second: Move, after: int
) -> None:
    talk = porch(Line("Some words.", move, "words", False, second))
    assert talk.exchanges[0].trust_after == after


def test_after_everything_was_said_and_answered_well_the_talk_has_opened_up() -> None:
    lines = (Move.SAY_BACK, Move.AFFIRM, Move.SAY_BACK, Move.AFFIRM, Move.SAY_BACK, Move.AFFIRM)
    assert porch(*lines).outcome == "opened" and porch(*lines).now.says == "I am ashamed."


def test_a_talk_without_an_end_comes_to_its_evening() -> None:
    talk = porch(*[Move.INFORM] * LONGEST)
    assert (talk.outcome, len(talk.lines)) == ("steady", LONGEST)


def test_after_its_end_a_talk_takes_no_line() -> None:
    with pytest.raises(ValueError, match="over"):
        say(porch(Move.JUDGE, Move.PUSH, Move.PUSH), line(Move.AFFIRM))


@pytest.mark.parametrize(("moves", "outcome"), [([Move.AFFIRM], "steady"), ([Move.JUDGE], "closed")])
def test_a_talk_that_the_learner_ends_stays_open_where_there_is_trust(moves: list[Move], outcome: str) -> None:
    assert end_here(porch(*moves)).outcome == outcome


def answers(talk: OwnTalk) -> list[Reply]:
    """The prepared answers that the partner gave, in their order."""
    return [talk.replies[exchange.reply] for exchange in talk.exchanges if exchange.reply is not None]


@each_temper
def test_before_something_deeper_each_temper_has_a_way_of_its_own(temper: Temper) -> None:
    told = [reply for reply in answers(play("four-words", temper, SKILLED * 4)) if reply.mood == "telling"]
    assert len(told) > 3 and not any(reply.shared for reply in told)


@each_temper
def test_what_all_have_in_common_is_said_only_when_a_temper_has_nothing_left(temper: Temper) -> None:
    spoken = answers(play("four-words", temper, [Move.SHARE] * LONGEST))
    for mood in ("warm", "even", "hurt"):
        said = [reply.shared for reply in spoken if reply.mood == mood]
        assert said == sorted(said)


@each_temper
@pytest.mark.parametrize(
    ("text", "words"),
    [("Are you mad at me?", "mad at me"), ("are u upset with me", "upset with me"), ("You okay?", "you okay"),
     ("Hey, are you alright", "you alright"), ("You’re not angry with me, are you?", "angry with me")],
)  # fmt: skip
def test_a_plain_question_gets_a_plain_answer(temper: Temper, text: str, words: str) -> None:
    lines = [line(Move.SHARE), Line(text, Move.CLOSED_QUESTION)]
    [*_, answer] = answers(replay(scenario_as("four-words", temper), replies_as(temper), lines))
    assert words in answer.heard


@each_temper
def test_another_question_gets_no_answer_that_was_written_for_other_words(temper: Temper) -> None:
    texts = ("Did you call her?", "Is he mad?", "Was the bus late?", "Are you home at six?", "Is your mother angry?")
    lines = [Line(text, Move.CLOSED_QUESTION) for text in texts]
    spoken = answers(replay(scenario_as("four-words", temper), replies_as(temper), lines))
    assert len(spoken) == len(lines) and not any(reply.heard for reply in spoken)


SMALL = Line("Why?", Move.OTHER)
DOUBTFUL = [
    Line("Why are you like this?", Move.JUDGE, sure=False, second=Move.OPEN_QUESTION),
    Line("So why did he go", Move.OTHER, sure=False, second=Move.PUSH),
    Line("Did you have to", Move.JUDGE, sure=False, second=Move.CLOSED_QUESTION),
    Line("You are like that.", Move.JUDGE, sure=False, second=Move.SAY_BACK),
]


@each_temper
@pytest.mark.parametrize("asked", [SMALL, *DOUBTFUL])
def test_a_question_and_a_doubt_are_never_answered_as_small_words(temper: Temper, asked: Line) -> None:
    for before in range(4):
        lines = [line(Move.INFORM) for _ in range(before)]
        [*_, answer] = answers(replay(scenario_as("four-words", temper), replies_as(temper), [*lines, asked]))
        assert Move.OTHER not in answer.to


def test_a_talk_is_told_again_by_its_lines() -> None:
    talk = porch(Move.AFFIRM, line(Move.GIVE_TIME, "silence"), Move.JUDGE)
    assert replay(talk.scenario, talk.replies, talk.lines) == talk


def test_without_any_prepared_answer_a_talk_still_goes_on() -> None:
    assert say(begin(make_scenario(), ()), line(Move.INFORM)).now.depth == 1


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("second", Move)
def test_a_line_the_coach_is_not_sure_of_costs_no_more_than_the_better_of_the_two(move: Move, second: Move) -> None:
    line, best = Line("Words.", move, sure=False, second=second), max(SHIFT[move], SHIFT[second])
    assert min(best, 0) <= SHIFT[line.heard_as] <= best or SHIFT[line.heard_as] == 0
    assert line.is_unclear is (min(SHIFT[move], SHIFT[second]) < 0 <= best)
